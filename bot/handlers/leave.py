"""Plain words about somebody's absence: what they mean is shown with the days filled in, for the usual confirmation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.handlers import away
from bot.talk import Talk
from deadlines import Problem, read_days
from domain.errors import Refusal
from domain.messages.office import PartingCheck
from domain.messages.people import AwayWhen, AwayWhich, BackAsked, BackupAsked
from domain.model.people import Member
from domain.rules.days_said import says_part_of_day
from domain.rules.leave import NAME, Absent, Leave, asks_who_is_away, days_said, everybody_in, leave_in, tells_absence
from domain.usecases.people import leaving
from domain.usecases.people.away import away_now
from domain.usecases.people.backup import require_backup, require_may_set
from domain.usecases.tasks.order import Mention, resolve

if TYPE_CHECKING:
    from deadlines.days import Days


def absence(talk: Talk) -> bool:
    """Whether the words were about an absence, and were answered with what puts it down, or who is away."""
    text = talk.said().text
    if asks_who_is_away(text):
        tell_who_is_away(talk)
        return True
    named = named_in(talk, text)
    found = leave_in(without(text, named, NAME), leads=talk.who.leads_anywhere())
    if found is None:
        return False
    offer(talk, found, named, text)
    return True


def tell_who_is_away(talk: Talk) -> None:
    """Who is away later is not told as if it were now."""
    if told := away_now(talk.unit, talk.who):
        talk.say("who-is-away", members=",".join(map(str, told)))
    else:
        talk.say("nobody-is-away")


def told_in(talk: Talk) -> bool:
    """Whether something in an order is no deed but an absence."""
    text = talk.said().text
    return tells_absence(without(text, named_in(talk, text), NAME))


def offer(talk: Talk, found: Leave, named: Sequence[Mention], text: str) -> None:
    """The confirmation of what was said. Raises Refusal where it is not this person's to say."""
    member = talk.who.member if found.who is None else resolve(talk.unit, named[found.who])
    require_may_set(talk.unit, talk.who, member)
    backup = resolve(talk.unit, named[found.by]) if found.by is not None else None
    if backup is not None:
        require_backup(talk.unit, member, backup.id)
    days = read_days(days_said(without(text, named, NAME)), talk.unit.now, talk.unit.calendar)
    _OFFERS[found.kind](talk, member, days, backup)


def named_in(talk: Talk, text: str) -> list[Mention]:
    """Everybody named in a text, with an @ or by name, wherever they stand."""
    marked = talk.mentions(text)
    taken = [range(m.start, m.end) for m in marked]
    called = everybody_in(text, talk.unit.store.members.all_active(), talk.who.member.id)
    found = [Mention(c.start, c.end, display=c.word, member_ids=c.ids) for c in called]
    return sorted((*marked, *(m for m in found if not any(m.start in r for r in taken))), key=lambda m: m.start)


def without(text: str, named: Sequence[Mention], sign: str) -> str:
    """A text with a sign in place of every name."""
    for one in sorted(named, key=lambda m: -m.start):
        text = text[: one.start] + sign + text[one.end :]
    return text


def _away(talk: Talk, member: Member, days: Days, backup: Member | None) -> None:
    if days.may_be:
        talk.answer(AwayWhich(member.id, days.words, tuple(int(day.strftime("%Y%m%d")) for day in days.may_be)))
    elif days.first is not None and days.last is not None:
        part = says_part_of_day(talk.said().text)
        away.show_plan(talk, member, (days.first, days.last), backup.id if backup else None, whole=part)
    elif days.problem is Problem.PAST:
        raise Refusal("away-past")
    else:
        away.require_possible(days)
        talk.answer(AwayWhen(member.id))


def _back(talk: Talk, member: Member, days: Days, _backup: Member | None) -> None:
    """下周一回来 says until when somebody is away."""
    away.require_possible(days)
    today = _today(talk)
    if days.first is not None and days.first > today:
        away.show_plan(talk, member, (today, days.first - timedelta(days=1)), None)
    elif not talk.unit.store.absences.of(member.id):
        own = member.id == talk.who.member.id
        raise Refusal("not-away" if own else "not-away-other", member=str(member.id))
    else:
        talk.answer(BackAsked(member.id))


def _today(talk: Talk) -> date:
    return talk.unit.now.astimezone(talk.unit.calendar.zone).date()


def _cover(talk: Talk, member: Member, days: Days, backup: Member | None) -> None:
    if days.first is not None:
        _away(talk, member, days, backup)
    elif backup is not None:
        talk.answer(BackupAsked(member.id, backup.id))


def _left(talk: Talk, member: Member, _days: Days, _backup: Member | None) -> None:
    leaving.require_removable(talk.unit, talk.who, member, None)
    talk.answer(PartingCheck(member.id, None))


_OFFERS: Mapping[Absent, Callable[..., None]] = {
    Absent.AWAY: _away,
    Absent.BACK: _back,
    Absent.COVER: _cover,
    Absent.LEFT: _left,
}
