"""/away and /back: who is away, from when until when, and who stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.callback import Press, number
from bot.handlers.backup import pressed_for
from bot.routes import On, Route
from bot.talk import Talk
from deadlines import Problem, read_days
from domain.errors import Refusal
from domain.messages.office import Sentence
from domain.messages.people import AwayPlan, AwayWhen, AwayWhich, AwayWhom
from domain.model.people import Member
from domain.usecases.people.away import come_back, planned, set_away, told
from domain.usecases.people.backup import require_backup, require_may_set
from domain.usecases.tasks.order import Mention, resolve


def away(talk: Talk) -> None:
    """`/away 12月1日到5日`, `/away @a 明天 @b`: whose it is stands before the days, who stands in behind; alone it asks."""
    talk.require_team_or_private()
    named, text = talk.people(), talk.args
    for one in named:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    said = read_days(text, talk.unit.now, talk.unit.calendar)
    at = text.find(said.words) if said.words else len(text)
    member, backup_id = _people(talk, named, at)
    if not text.strip():
        return talk.answer(AwayWhen(member.id))
    if said.may_be:
        found = tuple(_number_of(day) for day in said.may_be)
        return talk.answer(AwayWhich(member.id, said.words, found))
    if said.first is None or said.last is None:
        raise Refusal("away-past" if said.problem is Problem.PAST else "away-unread")
    return show_plan(talk, member, said.first, said.last, backup_id)


def _people(talk: Talk, named: tuple[Mention, ...], days_at: int) -> tuple[Member, int | None]:
    """Whose absence it is, and who is named to stand in."""
    before = [resolve(talk.unit, one) for one in named if one.start < days_at]
    behind = [resolve(talk.unit, one) for one in named if one.start >= days_at]
    if len(before) > 1 or len(behind) > 1:
        raise Refusal("away-usage")
    member = before[0] if before else talk.who.member
    require_may_set(talk.unit, talk.who, member)
    return member, behind[0].id if behind else None


def show_plan(talk: Talk, member: Member, first: date, last: date, backup_id: int | None) -> None:
    """What was understood, for one confirmation; the usual backup stands in where nobody else is named."""
    stay = planned(talk.unit, talk.who, member, first, last)
    if backup_id is None:
        backup_id = talk.unit.store.absences.backups().get(member.id, 0)
    elif backup_id:
        require_backup(talk.unit, member, backup_id)
    if stay.running is not None and stay.running.backup_id is not None:
        backup_id = stay.running.backup_id
    plan = AwayPlan(member.id, _number_of(stay.first), _number_of(stay.last), backup_id, bool(stay.joins))
    talk.answer_here(plan)


def _number_of(day: date) -> int:
    return int(day.strftime("%Y%m%d"))


def _day(field: str) -> date:
    found = number(field)
    try:
        return date(found // 10000, found // 100 % 100, found % 100)
    except ValueError:
        raise Refusal("button-old") from None


def button(talk: Talk) -> None:
    """`aw:<what>:<member>:…`; the presser's rights decide, never the button."""
    what = (*talk.data, "")[1]
    if what not in _PRESSED:
        raise Refusal("button-old")
    _PRESSED[what](talk, pressed_for(talk), (*talk.data[3:], "", "", ""))


Fields = tuple[str, ...]


def _month(talk: Talk, member: Member, fields: Fields) -> None:
    """`<first>:<yyyymm>` shows a month in which the first day, or the last, is to be chosen."""
    talk.answer_here(AwayWhen(member.id, number(fields[0]), number(fields[1])))


def _picked(talk: Talk, member: Member, fields: Fields) -> None:
    """`<first>:<yyyymmdd>`: a day of the calendar; where there was none before, it is the first."""
    day = _day(fields[1])
    if number(fields[0]):
        show_plan(talk, member, _day(fields[0]), day, None)
    else:
        talk.answer_here(AwayWhen(member.id, _number_of(day), int(day.strftime("%Y%m"))))


def _days(talk: Talk, member: Member, fields: Fields) -> None:
    show_plan(talk, member, _day(fields[0]), _day(fields[1]), None)


def _whom(talk: Talk, member: Member, fields: Fields) -> None:
    first, last = _day(fields[0]), _day(fields[1])
    talk.answer_here(AwayWhom(member.id, _number_of(first), _number_of(last), number(fields[2])))


def _by(talk: Talk, member: Member, fields: Fields) -> None:
    show_plan(talk, member, _day(fields[0]), _day(fields[1]), number(fields[2]))


def _confirmed(talk: Talk, member: Member, fields: Fields) -> None:
    first, last, backup_id = _day(fields[0]), _day(fields[1]), number(fields[2]) or None
    absence = set_away(talk.unit, talk.who, member, first, last, backup_id)
    what = ("set-now" if absence.running else "set") if absence.backup_id else "set-alone"
    count = sum(t.standin_id is not None for t in talk.unit.store.tasks.open_of_lead(member.id))
    talk.answer_here(told(what, absence, count=count))


def _back(talk: Talk, member: Member, _fields: Fields) -> None:
    _come_back(talk, member)


def _dropped(talk: Talk, _member: Member, _fields: Fields) -> None:
    talk.answer_here(Sentence("away-dropped", {}))


_PRESSED: Mapping[str, Callable[[Talk, Member, Fields], None]] = {
    "month": _month,
    "day": _picked,
    "days": _days,
    "whom": _whom,
    "by": _by,
    "ok": _confirmed,
    "drop": _dropped,
    "back": _back,
}


def back(talk: Talk) -> None:
    """`/back`, `/back @a`: the absence is over, or the planned one called off."""
    talk.require_team_or_private()
    named = talk.people()
    _come_back(talk, resolve(talk.unit, named[0]) if named else talk.who.member)


def _come_back(talk: Talk, member: Member) -> None:
    own = member.id == talk.who.member.id
    absence, heard_of = come_back(talk.unit, talk.who, member, heard=own)
    if not (heard_of and own and talk.is_private):
        talk.answer(told("back" if absence.begun_at else "dropped", absence, count=heard_of))


ROUTES = (
    Route(On.COMMAND, "away", away),
    Route(On.COMMAND, "back", back),
    Route(On.BUTTON, Press.AWAY, button),
)
