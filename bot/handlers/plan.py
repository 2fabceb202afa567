"""`/plan 2027` and its lines; without lines the plan is shown, and turned or folded where it stands,
or comes as a file."""

from __future__ import annotations

from bot.callback import Press, number
from bot.handlers.assign import ordered
from bot.handlers.numbers import marked_in, replied_task
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.tasks import PlanFile, PlanShown
from domain.model.tasks import Kind
from domain.model.value import replace
from domain.rules.periods import Period, period_at
from domain.rules.plan_periods import plan_period_at
from domain.usecases.people.teams import approved
from domain.usecases.tasks import draft
from domain.usecases.tasks.wording import NO_SOURCE


def plan(talk: Talk) -> None:
    """`/plan 2027` shows it; with lines below, or behind it, these become lines of the plan: `/plan 2027Q1 #5` under #5."""
    talk.require_team_or_private()
    _ = talk.who
    period, lines, parent = _taken_apart(talk)
    if not lines.strip():
        if "\n" in talk.args.strip("\n") or (parent is not None and period is not None):
            raise Refusal("plan-empty", period=(period or _this_year(talk)).label)
        return _show(talk, period or _this_year(talk))
    if period is None:
        raise Refusal("plan-period", words=talk.args.split(maxsplit=1)[0][:20], year=str(_this_year(talk).year + 1))
    talk.args = lines
    above = parent if parent is not None else _replied_line(talk)
    said = replace(ordered(talk), mentions=talk.mentions(), quoted=NO_SOURCE, parent_id=above)
    return draft.plan(talk.unit, talk.who, said, period)


def named(talk: Talk, words: str) -> bool:
    """2027年工作要点, 今年的安排: the plan of that time, of this year where none is named; other words name no plan."""
    today = talk.unit.now.astimezone(talk.unit.calendar.zone).date()
    found = plan_period_at(words, today) if words else (_this_year(talk), "")
    if found is None or found[1]:
        return False
    _ = talk.who
    _show(talk, found[0])
    return True


def _taken_apart(talk: Talk) -> tuple[Period | None, str, int | None]:
    """The period at the head of the first line, what is planned for it, and the line under which that stands."""
    head, _, lines = talk.args.partition("\n")
    found = plan_period_at(head, talk.unit.now.astimezone(talk.unit.calendar.zone).date())
    if found is None:
        return None, talk.args, None
    period, rest = found
    above = marked_in(rest)
    rest = above.rest if above else rest
    return period, "\n".join(filter(None, (rest, lines))), above.number if above else None


def _replied_line(talk: Talk) -> int | None:
    """The line of a plan whose card is replied to."""
    replied = replied_task(talk)
    task = talk.unit.store.tasks.get(replied) if replied is not None else None
    return task.id if task is not None and task.kind is Kind.PLAN else None


def _this_year(talk: Talk) -> Period:
    return Period(str(talk.unit.now.astimezone(talk.unit.calendar.zone).year))


def _show(talk: Talk, period: Period, page: int = 0) -> None:
    """A group sees its own plan, a person in private all that they may see."""
    team_id = None if talk.is_private else approved(talk.unit, talk.chat_id).id
    talk.answer_here(PlanShown(period.label, team_id, page))


def turn(talk: Talk) -> None:
    """`pl:<period>:<page>`."""
    _, label, page = (*talk.data, "", "")[:3]
    _ = talk.who
    _show(talk, _pressed(talk, label), number(page))


def _pressed(talk: Talk, label: str) -> Period:
    found = period_at(label, talk.unit.now.date())
    if found is None or found[1]:
        raise Refusal("button-old")
    return found[0]


_PICTURES = ("p", "k")


def file(talk: Talk) -> None:
    """`pf:<period>:<d, x for a workbook, p and k for a light and a dark picture>`: what the list shows as a file."""
    _, label, form = (*talk.data, "", "")[:3]
    _ = talk.who
    period = _pressed(talk, label)
    team_id = None if talk.is_private else approved(talk.unit, talk.chat_id).id
    talk.send_file(
        f"plan-file:{period.label}:{form[:1]}",
        PlanFile(period.label, team_id, form == "x", form in _PICTURES, form == "k"),
    )


ROUTES = (
    Route(On.COMMAND, "plan", plan),
    Route(On.BUTTON, Press.PLAN, turn),
    Route(On.BUTTON, Press.PLAN_FILE, file),
)
