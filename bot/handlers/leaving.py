"""Who goes: removed from a team or the office, or forgotten."""

from __future__ import annotations

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.office import Parted, PartingCheck, Sentence
from domain.model.people import Member, Team
from domain.usecases.people import leaving, teams
from domain.usecases.people.names import known_as
from domain.usecases.tasks.order import resolve

_REMOVE, _ASK, _FORGET = "remove", "ask", "forget"


def remove(talk: Talk) -> None:
    """/remove @li: in a group out of that team, in private out of the office; the button under the answer does it."""
    talk.require_team_or_private()
    team = None if talk.is_private else teams.approved(talk.unit, talk.chat_id)
    target = _named(talk)
    if target is None:
        raise Refusal("remove-usage")
    leaving.require_removable(talk.unit, talk.who, target, team)
    talk.answer(PartingCheck(target.id, team.id if team else None))


def forget(talk: Talk) -> None:
    """/forget: oneself; /forget @li: somebody who left, for owners. Only in private."""
    if not talk.is_private:
        raise Refusal("private-only")
    target = _named(talk) or (None if talk.args.strip() else talk.who.member)
    if target is None:
        raise Refusal("forget-usage")
    leaving.require_forgettable(talk.unit, talk.who, target)
    talk.answer(PartingCheck(target.id, None, forget=True))


def _named(talk: Talk) -> Member | None:
    """The one person named."""
    found = talk.people()
    return resolve(talk.unit, found[0]) if len(found) == 1 else None


def parting_button(talk: Talk) -> None:
    """`out:<member>:<team>:remove|ask|forget`: rights are looked at again."""
    _, member_field, team_field, what = (*talk.data, "", "", "")[:4]
    target = talk.unit.store.members.get(number(member_field))
    team: Team | None = talk.unit.store.teams.get(number(team_field))
    if target is None or target.telegram_id is None or what not in (_REMOVE, _ASK, _FORGET):
        raise Refusal("button-old")
    if what == _ASK:
        return _ask(talk, target)
    if what == _FORGET:
        return _forget(talk, target)
    return _remove(talk, target, team)


def _remove(talk: Talk, target: Member, team: Team | None) -> None:
    """What was asked is answered in its place; who left the office may be forgotten, too, behind a question of its own."""
    if target.removed:
        raise Refusal("button-old")
    leaving.remove(talk.unit, talk.who, target, team)
    now = talk.unit.store.members.get(target.id)
    talk.answer_here(Parted(target.id, team.title if team and now and not now.removed else ""))


def _ask(talk: Talk, target: Member) -> None:
    """Before what cannot be undone a message of its own asks: a second tap on the same spot must not do it."""
    leaving.require_forgettable(talk.unit, talk.who, target)
    talk.answer(PartingCheck(target.id, None, forget=True))


def _forget(talk: Talk, target: Member) -> None:
    name = known_as(talk.unit, target)
    leaving.forget(talk.unit, talk.who, target)
    talk.show("forgotten", name=name)
    talk.answer_here(Sentence("forgotten", {"name": name}))


ROUTES = (
    Route(On.COMMAND, "remove", remove),
    Route(On.COMMAND, "forget", forget),
    Route(On.BUTTON, Press.PARTING, parting_button),
)
