"""Milestones in the lines of a card, a list, a tree or a reminder, and the buttons that tick them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.rendered import Button
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.drafts import TaskDraft
from domain.model.milestones import Milestone
from domain.model.tasks import Task
from domain.rules.lifecycle import Action, allowed
from domain.rules.milestones import coming, missed, of_clock, ordered, reached

_ON_CARD = 8
_TICKS = 2  # buttons: those that come next
_ON_BUTTON = 16


def milestone_lines(eye: Eye, task: Task | TaskDraft) -> list[Html]:
    """How many are reached, and a line for each; of a long list what is to come stays."""
    if not task.milestones:
        return []
    found = ordered(task.milestones)
    done = sum(m.reached_at is not None for m in found)
    cut = max(0, min(len(found) - _ON_CARD, done))
    shown = found[cut : cut + _ON_CARD]
    rest = len(found) - len(shown)
    more = [eye.t("card-milestones-more", n=rest)] if rest else []
    late = missed(task, eye.now) if isinstance(task, Task) else ()
    head = eye.t("card-milestones", done=done, count=len(found))
    return [head, *(line(eye, m, late=m in late) for m in shown), *more]


def line(eye: Eye, m: Milestone, *, late: bool) -> Html:
    """⬜ or ✅, its title, its date; that it is late where it is."""
    due = eye.moment(m.due_at, day_only=m.day_only, brief=True)
    if m.reached_at is not None:
        return eye.t("milestone-reached", title=m.title, due=due)
    return eye.t("milestone-late" if late else "milestone-coming", title=m.title, due=due)


def tick_buttons(task: Task) -> tuple[Button, ...]:
    """One tap for each of those that come next; in a private chat and in a group alike the lifecycle says whose it is."""
    return tuple(tick_button(task, m) for m in coming(task)[:_TICKS])


def tick_button(task: Task, m: Milestone) -> Button:
    """✅ and its title; of what is confidential the mark alone would not say which, and only those in it see the card."""
    return Button(f"✅ {_short(m.title)}", pack(Press.ACT, Action.REACH, task.id, m.number), style="success")


def _short(title: str) -> str:
    return title if len(title) <= _ON_BUTTON else title[: _ON_BUTTON - 1] + "…"


def board_button(eye: Eye, task: Task) -> tuple[Button, ...]:
    """The way to all of them, in private, for those who can change them or tick them."""
    if eye.member is None or not task.milestones:
        return ()
    sides = eye.relations(task)
    if not any(allowed(task, action, sides) for action in (Action.SET_MILESTONES, Action.REACH)):
        return ()
    return (Button(str(eye.t("button-milestones")), pack(Press.MILESTONES, task.id)),)


def tree_part(eye: Eye, task: Task) -> Html:
    """Behind a matter in a tree: how many are reached, and when the next is due."""
    if not task.milestones or task.confidential:
        return Html("")
    fields = {"done": reached(task), "count": len(task.milestones)}
    following = coming(task)
    if not following or not task.status.is_open:
        return eye.t("tree-milestones", **fields)
    due = eye.moment(following[0].due_at, day_only=following[0].day_only, brief=True)
    return eye.t("tree-milestones-next", title=_short(following[0].title), due=due, **fields)


def due_line(eye: Eye, task: Task) -> list[Html]:
    """In a list of whoever has the duty: what is due today, and what was missed."""
    if eye.member is None or eye.member.id != task.duty_id or task.confidential or not task.milestones:
        return []
    late = eye.join([_short(m.title) for m in missed(task, eye.now)])
    today = eye.join([_short(m.title) for m in _ahead(eye, task) if _is_today(eye, m.due_at)])
    return [
        *([eye.t("line-milestone-late", titles=late)] if late else []),
        *([eye.t("line-milestone-today", titles=today)] if today else []),
    ]


def _ahead(eye: Eye, task: Task) -> list[Milestone]:
    goes_on = task.status.is_worked_on and not task.awaits
    return [m for m in coming(task) if m.due_at > eye.now] if goes_on else []


def _is_today(eye: Eye, at: datetime) -> bool:
    zone = eye.calendar.zone
    return at.astimezone(zone).date() == eye.now.astimezone(zone).date()


def clock_title(eye: Eye, task: Task, clock: Commitment) -> str:
    """What a milestone's clock is about; of a confidential matter nothing outside its card."""
    found = of_clock(task, clock.generation)
    return _short(found.title) if found and not task.confidential else str(eye.t("title-confidential"))


def day_only(task: Task, clock: Commitment) -> bool:
    """Whether the words of what a clock is about named a day and no hour."""
    if clock.kind is CommitmentKind.MILESTONE:
        found = of_clock(task, clock.generation)
        return found is not None and found.day_only
    return clock.kind is CommitmentKind.FINISH and task.due_day_only


def steps(eye: Eye, found: Sequence[Mapping[str, str]]) -> Html:
    """The milestones of a fact: each with its date, and with the one before where it had one."""
    return eye.join_html([_step(eye, one) for one in found])


def _step(eye: Eye, one: Mapping[str, str]) -> Html:
    due = _date(eye, one, "due")
    if one.get("was"):
        return eye.t("step-moved", title=one["title"], was=_date(eye, one, "was"), due=due)
    return eye.t("step", title=one["title"], due=due)


def _date(eye: Eye, one: Mapping[str, str], name: str) -> Html:
    return eye.moment(datetime.fromisoformat(one[name]), day_only=bool(one.get("day")), brief=True)
