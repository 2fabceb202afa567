"""What a search found: what was understood, how many, and a page of lines."""

from __future__ import annotations

from datetime import datetime

from bot.callback import Press
from bot.i18n import Html
from bot.views.cards import head
from bot.views.eye import Eye
from bot.views.lists import PER_PAGE, fitting, show_rows, task_line
from bot.views.rendered import Rendered
from bot.views.rows import pager
from bot.views.trees import period_words
from domain.messages.search import Found
from domain.model.search import Asked, Moment, Search, Stand
from domain.model.tasks import Kind, Status, Task
from domain.rules.search_periods import days_of
from domain.usecases.sight import Sight, sought


def found(eye: Eye, message: Found) -> Rendered | None:
    """A page of it, as it is now."""
    search = eye.store.searches.get(message.search_id)
    if search is None:
        return None
    which = sought(search.asked, _sight(eye, search), eye.now, eye.calendar.zone)
    count = eye.store.searches.count(which)
    if not count:
        return Rendered(_nothing(eye, search.asked))
    pages = -(-count // PER_PAGE)
    page = min(max(message.page, 0), pages - 1)
    shown = eye.store.searches.page(which, PER_PAGE, page * PER_PAGE)
    lines = [eye.t("found-head", n=count, what=asked_for(eye, search.asked)), *(found_line(eye, t) for t in shown)]
    turning = pager(eye, pages, page, Press.FIND, search.id)
    return Rendered(Html("\n".join(lines)), (*show_rows(shown), turning))


def _sight(eye: Eye, search: Search) -> Sight:
    """A group looks with its own eyes."""
    return Sight(eye.who()) if eye.member else Sight(team_id=search.team_id)


def found_line(eye: Eye, task: Task) -> Html:
    """A line of a list; of what is done also when, of a notice who sent it."""
    if task.kind is Kind.NOTICE:
        return eye.t("found-notice", head=head(eye, task, fitting(task.title)), by=eye.name(task.assigner_id))
    if task.status is Status.DONE and task.closed_at and not task.is_raised:
        closed = eye.moment(task.closed_at, day_only=True, brief=True)
        return eye.t(
            "found-line-done", head=head(eye, task, fitting(task.title)), lead=eye.name(task.duty_id), closed=closed
        )
    return task_line(eye, task)


def _nothing(eye: Eye, asked: Asked) -> Html:
    """What was looked for, and how to look for more."""
    what = asked_for(eye, asked)
    key = "found-none-fewer" if asked.conditions > 1 or not asked.words else "found-none-shorter"
    further = [eye.t("found-none-circle")] if asked.circle.which else []
    here = [eye.t("found-none-group")] if eye.member is None else []
    return Html("\n".join([eye.t("found-none", what=what), *(further or [eye.t(key)]), *here]))


def asked_for(eye: Eye, asked: Asked) -> Html:
    """What was understood, in a line."""
    said = [
        *(eye.t("found-word", word=word) for word in asked.words),
        *(eye.t("found-number", number=number) for number in asked.numbers),
        *(eye.t("found-tag", tag=tag) for tag in asked.tags),
        *(eye.t("found-person", name=eye.name(member_id)) for member_id in asked.people),
        *_stand(eye, asked),
        *_period(eye, asked),
    ]
    line = Html(" · ".join(said))
    return eye.t(f"found-in-{asked.circle.which}", what=line) if asked.circle.which else line


def _stand(eye: Eye, asked: Asked) -> list[Html]:
    done_then = asked.stand is Stand.DONE and asked.moment is Moment.DONE
    return [eye.t(f"found-stand-{asked.stand}")] if asked.stand and not done_then else []


def _period(eye: Eye, asked: Asked) -> list[Html]:
    return [eye.t(f"found-{asked.moment}", period=_in_words(eye, asked.period))] if asked.period else []


def _in_words(eye: Eye, label: str) -> Html:
    """2026年10月, or the days from the first to the last."""
    if "/" not in label:
        return period_words(eye, label)
    first, last = (eye.day(datetime(d.year, d.month, d.day, tzinfo=eye.calendar.zone)) for d in days_of(label))
    return first if first == last else eye.t("found-days", first=first, last=last)
