"""月通报: `/bulletin`, its periods, teams and people, the matters behind its figures, and its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from bot.callback import Press, number
from bot.handlers.numbers import replied_task
from bot.routes import On, Route
from bot.talk import Talk
from domain.bulletins import Reading, anything, scopes
from domain.errors import Refusal
from domain.messages.base import Message
from domain.messages.bulletins import (
    BulletinMatters,
    BulletinPaper,
    BulletinPicture,
    BulletinTeams,
    BulletinText,
    BulletinWorkbook,
    OwnFigures,
)
from domain.model.people import TeamStatus
from domain.model.value import replace
from domain.rules.bulletin_words import bulletin_words, of_oneself
from domain.rules.periods import Period
from domain.rules.reported import moved, period_in, period_named
from domain.text import late
from domain.usecases.people.teams import approved
from domain.usecases.tasks.order import Mention, resolve

_PEOPLE, _WHOLE = "p", "w"
_LISTS = ("late", "overdue", "returned", "unanswered", "slips")
_FILES: Mapping[str, Callable[[str, int | None, bool], Message]] = {
    "picture": BulletinPicture,
    "dark": partial(BulletinPicture, dark=True),
    "book": BulletinWorkbook,
    "paper": BulletinPaper,
}


_MONTH = late(r"^(0?[1-9]|1[0-2])$")  # /bulletin 10: a number alone is a month


def report(talk: Talk) -> None:
    """`/bulletin`, `/bulletin 10月`, `/bulletin Q3`: the group's team's; in private what one runs, else one's own figures.

    Behind it may stand a team (`10月 综合部`), a person (`10月 @li`), and as which file it is wanted (`10月 xlsx`).
    """
    talk.require_team_or_private()
    named = talk.people()
    asked = bulletin_words(talk.unnamed() if named else talk.args, _titles(talk))
    words = _MONTH.sub(r"\1月", asked.period)
    period = said_period(talk, words) if words else usual_period(talk, said_period(talk, words))
    if named:
        return talk.answer(_of_person(talk, period, named[0]))
    if asked.team is None and not asked.form:
        return tell(talk, period)
    team_id = _usual_team(talk) if asked.team is None else _team_said(talk, asked.team or None)
    if asked.form:
        return _send(talk, period, team_id, asked.form)
    return talk.answer(BulletinText(period.label, team_id))


def _titles(talk: Talk) -> Mapping[int, str]:
    """How teams are called, the office under 0."""
    teams = talk.unit.store.teams.with_status(TeamStatus.APPROVED)
    return {0: talk.unit.settings.office_name, **{team.id: team.title for team in teams}}


def _team_said(talk: Talk, team_id: int | None) -> int | None:
    """The team, or the office, that was named, where the speaker may read of it here."""
    if team_id not in _mine(talk):
        raise Refusal("bulletin-not-yours")
    return team_id


def _usual_team(talk: Talk) -> int | None:
    """The group's team, or the first that the speaker runs."""
    mine = _mine(talk)
    if not mine:
        raise Refusal("bulletin-not-yours")
    return mine[0]


def _of_person(talk: Talk, period: Period, named: Mention) -> OwnFigures:
    """One's own, or somebody's in the widest bulletin of theirs that the speaker reads; by name in private alone."""
    if not talk.is_private:
        raise Refusal("open-private")
    store, member = talk.unit.store, resolve(talk.unit, named)
    if member.id == talk.who.member.id:
        return OwnFigures(period.label)
    theirs = {None, *store.members.with_roles(member).teams}
    mine = [team_id for team_id in scopes(store, talk.who) if team_id in theirs]
    if not mine:
        raise Refusal("bulletin-not-yours")
    return OwnFigures(period.label, member=member.id, team_id=mine[0])


def instead(talk: Talk) -> bool:
    """`/report 上月`: the words name a period and no matter, so the bulletin is meant. A bare number is a matter's."""
    words = talk.args.strip()
    if not words or words.isdecimal() or replied_task(talk) is not None:
        return False
    try:
        period = said_period(talk, words)
    except Refusal as refusal:
        if refusal.name == "period-none":
            return False
        raise
    tell(talk, period)
    return True


_LAST = {"": "", "quarter": "上季度", "year": "去年"}


def named(talk: Talk, words: str, length: str) -> bool:
    """出一下10月的月报, 综合部10月通报导出Excel: as after the command; 年度通报: the last such.

    我10月的完成情况: one's own.
    """
    own = of_oneself(words)
    if own is not None:
        _ = talk.who
        talk.answer(OwnFigures(said_period(talk, own).label))
    elif words:
        report(replace(talk, args=words))
    else:
        tell(talk, usual_period(talk, said_period(talk, _LAST[length])))
    return True


def said_period(talk: Talk, words: str) -> Period:
    """The period that words are, counted by the office's clock."""
    return period_in(words, talk.unit.now.astimezone(talk.unit.calendar_in(None).zone).date())


def tell(talk: Talk, period: Period) -> None:
    """The bulletin of a period for whoever asks, where they ask."""
    mine = _mine(talk)
    talk.answer(BulletinText(period.label, mine[0]) if mine else OwnFigures(period.label))


def _mine(talk: Talk) -> Sequence[int | None]:
    """Whose bulletins they read here, the widest first."""
    return scopes(talk.unit.store, talk.who) if talk.is_private else [approved(talk.unit, talk.chat_id).id]


def usual_period(talk: Talk, last: Period) -> Period:
    """The last one, or the one that goes on where there was nothing in it: the same for every team, person and form."""
    unit, mine = talk.unit, _mine(talk)
    reading = Reading(unit.store, unit.now, unit.settings, unit.calendar)
    return last if anything(reading, last, mine[0] if mine else None) else moved(last, 1)


def pressed(talk: Talk) -> None:
    """`bu:<what>:<period>:<team, 0 for the office>:…`: whether somebody may read it is asked anew, whatever it says."""
    _, what, label, team_field, *more = (*talk.data, "", "", "", "", "")[:6]
    period = period_named(label)
    if period is None or what not in _PRESSED:
        raise Refusal("button-old")
    _PRESSED[what](talk, period, team_field, [*more])


def _team(talk: Talk, field: str) -> int | None:
    """The team whose bulletin is asked for, None for the office; a group has its own and no other."""
    team_id = number(field) or None
    if not talk.is_private:
        if team_id is None or approved(talk.unit, talk.chat_id).id != team_id:
            raise Refusal("button-old")
        _ = talk.who
    elif team_id not in scopes(talk.unit.store, talk.who):
        raise Refusal("bulletin-not-yours")
    return team_id


def _persons(talk: Talk) -> bool:
    return talk.is_private or talk.unit.settings.bulletins.persons


def _text(talk: Talk, period: Period, team: str, more: list[str]) -> None:
    """In a group only its parts are turned in place: the bulletin of another period comes below."""
    team_id, people = _team(talk, team), more[0] == _PEOPLE
    if people and not _persons(talk):
        raise Refusal("open-private")
    turns = talk.is_private or people or more[0] == _WHOLE
    (talk.answer_here if turns else talk.answer)(BulletinText(period.label, team_id, people))


def _list(talk: Talk, period: Period, team: str, more: list[str]) -> None:
    """In a group the bulletin stays, and the list comes below."""
    team_id, which = _team(talk, team), more[0]
    if which not in _LISTS or (which != "overdue" and not _persons(talk)):
        raise Refusal("button-old")
    said = BulletinMatters(period.label, team_id, which, number(more[1]))
    turns = talk.is_private or number(more[1]) > 0
    (talk.answer_here if turns else talk.answer)(said)


def _teams(talk: Talk, period: Period, page: str, _more: list[str]) -> None:
    if not talk.is_private or len(scopes(talk.unit.store, talk.who)) <= 1:
        raise Refusal("button-old")
    talk.answer_here(BulletinTeams(period.label, number(page)))


def _own(talk: Talk, period: Period, _team: str, _more: list[str]) -> None:
    if not talk.is_private:
        raise Refusal("open-private")
    _ = talk.who
    talk.answer_here(OwnFigures(period.label))


def _file(talk: Talk, period: Period, team: str, more: list[str]) -> None:
    team_id, kind = _team(talk, team), more[0]
    if kind not in _FILES:
        raise Refusal("button-old")
    _send(talk, period, team_id, kind)


def _send(talk: Talk, period: Period, team_id: int | None, kind: str) -> None:
    said = _FILES[kind](period.label, team_id, _persons(talk))
    talk.send_file(f"bulletin-{kind}:{period.label}:{team_id or 0}", said)


_PRESSED: Mapping[str, Callable[[Talk, Period, str, list[str]], None]] = {
    "t": _text,
    "l": _list,
    "s": _teams,
    "o": _own,
    "f": _file,
}

ROUTES = (Route(On.COMMAND, "bulletin", report), Route(On.BUTTON, Press.BULLETIN, pressed))
