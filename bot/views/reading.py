"""How a deadline phrase is read, in words: the moment, and what was counted and skipped on the way to it."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from bot.i18n import Html
from bot.localized import day_as
from bot.views.eye import Eye
from bot.views.rendered import Rendered
from deadlines import Explanation, Kind, Reading, read, read_given
from domain.messages.clocks import PhraseRead
from domain.model.tasks import Task
from domain.rules.drafts import doubt_of
from worktime.occurrences import names_days_only, occurrences

_SHOWN_AHEAD = 3

_again = lru_cache(500)(read)  # a card is shown to several readers, and shown anew


def phrase(eye: Eye, message: PhraseRead) -> Rendered:
    """/when."""
    at = datetime.fromisoformat(message.at)
    return Rendered(told(eye, read_given(message.text, at, eye.calendar), at))


def told(eye: Eye, reading: Reading, at: datetime) -> Html:
    """A reading as a sentence, and what was counted and skipped on the way to it."""
    return Html("\n".join([_answer(eye, reading, at), *explained(eye, reading)]))


def _next(eye: Eye, reading: Reading, at: datetime) -> Html:
    """The next moments of a rule, which say it better than its notation."""
    day_only = names_days_only(reading.rule or "")
    coming = occurrences(reading.rule or "", at, eye.calendar, _SHOWN_AHEAD, working_days=reading.working_days)
    return eye.join_html([eye.moment(moment, day_only=day_only, brief=True) for moment in coming])


def _answer(eye: Eye, reading: Reading, at: datetime) -> Html:
    if reading.problem:
        return eye.t("refuse-deadline", words=reading.words, problem=eye.t(f"problem-{reading.problem}"))
    if reading.kind is Kind.ASK:
        offered = eye.join_html([eye.moment(m) for m in reading.readings])
        doubt, several = doubt_of(reading), len(reading.readings) > 1
        key = f"when-{doubt}" if doubt else "when-ask" if several else "when-ask-one"
        return eye.t(key, words=reading.words, readings=offered)
    if reading.kind is Kind.SET:
        return eye.t("when-set", words=reading.words, next=_next(eye, reading, at))
    if reading.moment is None:
        return eye.t("when-none")
    return eye.t("when-read", words=reading.words, moment=eye.moment(reading.moment, day_only=reading.day_only))


def explained(eye: Eye, reading: Reading) -> list[Html]:
    """What a reader needs in order to trust the moment; nothing for a plain date."""
    found = reading.explanation
    return _lines(eye, found) if found else []


def _lines(eye: Eye, found: Explanation) -> list[Html]:
    lines = []
    if found.working_days:
        key = "explain-days-skipped" if found.skipped else "explain-days"
        skipped = eye.join([_run(eye, first, last) for first, last in found.skipped])
        lines.append(eye.t(key, n=found.working_days, skipped=skipped))
    if found.make_up:
        lines.append(eye.t("explain-make-up", days=eye.join([_day(eye, d) for d in found.make_up])))
    if found.provisional:
        lines.append(eye.t("explain-provisional"))
    if found.weekday_differs:
        lines.append(eye.t("explain-weekday"))
    return lines


def _run(eye: Eye, first: date, last: date) -> str:
    """A run of days off: one day, or from the first to the last."""
    if first == last:
        return _day(eye, first)
    return str(eye.t("explain-run", first=_day(eye, first), last=_day(eye, last)))


def _day(eye: Eye, day: date) -> str:
    return day_as(str(eye.t("pattern-date")), day, eye.locale)


def explained_task(eye: Eye, task: Task) -> list[Html]:
    """The same for a task's deadline, as long as it stands as it was first written."""
    if task.due_said_at is None:
        return []
    if not task.due_words:
        return [eye.t("explain-provisional")] if _is_guessed(eye, task.due_at) else []
    reading = _again(task.due_words, task.due_said_at, eye.calendar)
    return explained(eye, reading) if reading.moment == task.due_at else []


def _is_guessed(eye: Eye, due: datetime) -> bool:
    return eye.calendar.is_provisional(due.astimezone(eye.calendar.zone).date())
