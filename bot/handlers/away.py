"""/away and /back: who is away, from when until when, and who stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from bot.callback import Press, number
from bot.handlers.backup import pressed_for
from bot.routes import On, Route
from bot.talk import Talk
from deadlines import Problem, read_days
from domain.errors import Refusal
from domain.messages.office import Sentence
from domain.messages.people import AwayPlan, AwayWhen, AwayWhich, AwayWhom, BackWhich
from domain.model.absence import Absence
from domain.model.people import Member
from domain.model.post import Place
from domain.rules.days_said import is_little, named_before, says_part_of_day, to_stand_in
from domain.rules.names import fitting
from domain.rules.no_more import NO_MORE, says_off
from domain.usecases.people.away import come_back, may_end, planned, set_away, told
from domain.usecases.people.backup import require_backup, require_may_set
from domain.usecases.people.lent_parts import parts_of
from domain.usecases.tasks.order import Mention, resolve

if TYPE_CHECKING:
    from deadlines.days import Days


def away(talk: Talk) -> None:
    """`/away 12月1日到5日`, `/away @a 明天 @b`: whose it is stands before the days, who stands in behind; alone it asks."""
    talk.require_team_or_private()
    named, text = talk.people(), talk.unnamed()
    if says_off(text):
        return back(talk)
    said = read_days(text, talk.unit.now, talk.unit.calendar)
    at = text.find(said.words) if said.words else len(text)
    member, backup_id = _people(talk, named, at)
    if not text.strip():
        return talk.answer(AwayWhen(member.id))
    if said.may_be or said.first:
        days_at = max(at, 0)
        backup_id = _known(talk, text[:days_at], text[days_at + len(said.words) :]) or backup_id
    if said.may_be:
        found = tuple(_number_of(day) for day in said.may_be)
        return talk.answer(AwayWhich(member.id, said.words, found))
    if said.first is None or said.last is None:
        require_possible(said)
        raise Refusal("away-past" if said.problem is Problem.PAST else "away-unread")
    return show_plan(talk, member, (said.first, said.last), backup_id, whole=says_part_of_day(text))


def require_possible(said: Days) -> None:
    """Raises Refusal `deadline` for days that no calendar has: 2月30日."""
    if said.problem is Problem.IMPOSSIBLE:
        raise Refusal("deadline", problem=said.problem.value, words=said.words)


def _known(talk: Talk, before: str, behind: str) -> int | None:
    """Whom the words behind the days say to stand in. Raises Refusal `away-whom` for a name nobody has, there or before."""
    unknown, name = named_before(before), to_stand_in(behind)
    found = fitting(name, talk.unit.store.members.all_active())
    if unknown or (name and len(found) != 1):
        raise Refusal("away-whom", name=(unknown or name)[:60])
    return found[0] if found and name else None


def _people(talk: Talk, named: tuple[Mention, ...], days_at: int) -> tuple[Member, int | None]:
    """Whose absence it is, and who is named to stand in."""
    before = [resolve(talk.unit, one) for one in named if one.start < days_at]
    behind = [resolve(talk.unit, one) for one in named if one.start >= days_at]
    if len(before) > 1 or len(behind) > 1:
        raise Refusal("away-usage")
    member = before[0] if before else talk.who.member
    require_may_set(talk.unit, talk.who, member)
    return member, behind[0].id if behind else None


def show_plan(
    talk: Talk, member: Member, span: tuple[date, date], backup_id: int | None, *, whole: bool = False
) -> None:  # fmt: skip
    """What was understood, for one confirmation; where nobody else is named, who was to stand in does, or the usual backup."""
    stay = planned(talk.unit, talk.who, member, *span, backup_id)
    if whole and stay.instead is not None:  # an afternoon of days that are down already cuts none of them
        began, ends = (at.isoformat() for at in (stay.instead.begins_at, stay.instead.ends_at))
        raise Refusal("away-already", first=began, last=ends)
    if backup_id is None:
        usual = talk.unit.store.absences.backups().get(member.id, 0)
        backup_id = next((one.backup_id for one in stay.joins if one.backup_id), usual)
    elif backup_id:
        require_backup(talk.unit, member, backup_id)
    was = (0, 0) if stay.instead is None else _days_of(talk, member, stay.instead)
    plan = AwayPlan(
        member.id, _number_of(stay.first), _number_of(stay.last), backup_id, bool(stay.joins) and not stay.instead,
        was_first=was[0], was_last=was[1], whole=whole,
    )  # fmt: skip
    talk.answer_here(plan)


def _days_of(talk: Talk, member: Member, one: Absence) -> tuple[int, int]:
    zone = talk.unit.calendar_at(Place(member_id=member.id)).zone
    return _number_of(one.begins_at.astimezone(zone).date()), _number_of(one.ends_at.astimezone(zone).date())


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
        show_plan(talk, member, (_day(fields[0]), day), None)
    else:
        talk.answer_here(AwayWhen(member.id, _number_of(day), int(day.strftime("%Y%m"))))


def _days(talk: Talk, member: Member, fields: Fields) -> None:
    show_plan(talk, member, (_day(fields[0]), _day(fields[1])), None)


def _whom(talk: Talk, member: Member, fields: Fields) -> None:
    first, last = _day(fields[0]), _day(fields[1])
    talk.answer_here(AwayWhom(member.id, _number_of(first), _number_of(last), number(fields[2])))


def _by(talk: Talk, member: Member, fields: Fields) -> None:
    show_plan(talk, member, (_day(fields[0]), _day(fields[1])), number(fields[2]))


def _confirmed(talk: Talk, member: Member, fields: Fields) -> None:
    first, last, backup_id = _day(fields[0]), _day(fields[1]), number(fields[2]) or None
    changes = bool(planned(talk.unit, talk.who, member, first, last, backup_id or 0).joins)
    absence = set_away(talk.unit, talk.who, member, first, last, backup_id)
    count = sum(t.standin_id is not None for t in talk.unit.store.tasks.open_of_lead(member.id))
    count += len(parts_of(talk.unit, absence))
    talk.answer_here(told(_became(absence, count, changes=changes), absence, count=count))


def _became(absence: Absence, count: int, *, changes: bool) -> str:
    """How it is said what was written down."""
    if not absence.backup_id:
        return "set-alone"
    if changes:
        return "set-anew"
    if not absence.running:
        return "set"
    return "set-now" if count else "set-nothing"


def _dropped(talk: Talk, _member: Member, _fields: Fields) -> None:
    talk.answer_here(Sentence("away-dropped", {}))


def back(talk: Talk) -> None:
    """`/back`, `/back @a`: the absence is over, or the planned one called off; `/back 12月1日`: back on that day."""
    talk.require_team_or_private()
    named, text = talk.people(), NO_MORE.sub(" ", talk.unnamed())
    member = resolve(talk.unit, named[0]) if named else talk.who.member
    said = read_days(text, talk.unit.now, talk.unit.calendar)
    require_possible(said)
    if said.first is None and not is_little(text):
        raise Refusal("back-unread")
    return _ended(talk, member, said.first)


def _came_back(talk: Talk, member: Member, _fields: Fields) -> None:
    """`back`, offered to whoever says so in words."""
    _ended(talk, member, None)


def _ended(talk: Talk, member: Member, day: date | None) -> None:
    """Which one, where there are several."""
    if len(may_end(talk.unit, talk.who, member, day)) > 1:
        return talk.answer_here(BackWhich(member.id))
    return _back(talk, member, day=day)


def _off(talk: Talk, member: Member, fields: Fields) -> None:
    """`<absence>`: that one is called off."""
    _back(talk, member, absence_id=number(fields[0]))


def _back(talk: Talk, member: Member, *, day: date | None = None, absence_id: int | None = None) -> None:
    own = member.id == talk.who.member.id
    absence, heard_of = come_back(talk.unit, talk.who, member, heard=own, day=day, absence_id=absence_id)
    if heard_of and own and talk.is_private:
        return
    left = talk.unit.store.absences.get(absence.id)
    if left is not None and left.ended_at is None:
        talk.answer_here(told("shorter", absence))
    elif absence.begun_at:
        talk.answer_here(told("back" if heard_of else "back-nothing", absence, count=heard_of))
    else:
        talk.answer_here(told("dropped", absence))


_PRESSED: Mapping[str, Callable[[Talk, Member, Fields], None]] = {
    "month": _month,
    "day": _picked,
    "days": _days,
    "whom": _whom,
    "by": _by,
    "ok": _confirmed,
    "drop": _dropped,
    "off": _off,
    "back": _came_back,
}

ROUTES = (
    Route(On.COMMAND, "away", away),
    Route(On.COMMAND, "back", back),
    Route(On.BUTTON, Press.AWAY, button),
)
