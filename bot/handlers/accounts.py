"""超时记录 and 督办单: lists of what ran out and of slips, and one of them."""

from __future__ import annotations

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.accounts import BreachList, BreachShown, SlipList, SlipShown
from domain.model.breaches import Breaches
from domain.model.slips import Slips
from domain.rules.breaches import LISTED, find
from domain.usecases.access import concerned, require_manager, visible


def breaches(talk: Talk) -> None:
    """/breaches: one's own, in private; who runs something and missed nothing reads those of others at once."""
    talk.require_team_or_private()
    who = talk.who
    if not who.member.reachable:
        raise Refusal("open-private")
    since = talk.unit.now - LISTED
    none = talk.unit.store.breaches.count(Breaches(member=who.member.id), since) == 0
    talk.unit.say(talk.private_place, BreachList("watched" if none and who.leads_anywhere() else "mine"))
    if not talk.is_private:
        talk.say("sent-privately")


def turn_page(talk: Talk) -> None:
    """`bl:<which>:<team>:<page>`."""
    which, team_id, page = _asked_page(talk)
    talk.answer_here(BreachList(which, team_id, page))


def _asked_page(talk: Talk) -> tuple[str, int | None, int]:
    """A page of a list, in private; those of a team are for whoever runs it."""
    _, which, team_field, page = (*talk.data, "", "", "")[:4]
    if not talk.is_private:
        raise Refusal("open-private")
    if which not in ("mine", "watched"):
        raise Refusal("button-old")
    team_id = number(team_field) or None
    if team_id is not None:
        require_manager(talk.who, team_id)
    return which, team_id, number(page)


def show(talk: Talk) -> None:
    """`b:<task>:<breach>`: for those concerned, in private."""
    _, task_field, ref = (*talk.data, "", "")[:3]
    task = visible(talk.unit, talk.who, number(task_field))
    if not talk.is_private:
        raise Refusal("open-private")
    breach = find(task, ref)
    if breach is None:
        raise Refusal("button-old")
    concerned(talk.unit, talk.who, task.id, breach.member_id, breach.clock.member_id)
    talk.answer(BreachShown(task.id, ref), task_id=task.id)


def slips(talk: Talk) -> None:
    """/slips: those one got, in private; who runs something and got none reads those of others at once."""
    talk.require_team_or_private()
    who = talk.who
    if not who.member.reachable:
        raise Refusal("open-private")
    since = talk.unit.now.year - 1
    none = talk.unit.store.slips.count(Slips(member=who.member.id), since) == 0
    talk.unit.say(talk.private_place, SlipList("watched" if none and who.leads_anywhere() else "mine"))
    if not talk.is_private:
        talk.say("sent-privately")


def turn_slips(talk: Talk) -> None:
    """`sl:<which>:<team>:<page>`."""
    which, team_id, page = _asked_page(talk)
    talk.answer_here(SlipList(which, team_id, page))


def show_slip(talk: Talk) -> None:
    """`sp:<year>:<number>`: for those concerned, in private."""
    _, year, number_ = (*talk.data, "", "")[:3]
    found = talk.unit.store.slips.get(number(year), number(number_))
    if found is None:
        raise Refusal("button-old")
    concerned(talk.unit, talk.who, found.task_id, found.member_id)
    if not talk.is_private:
        raise Refusal("open-private")
    talk.answer(SlipShown(found.year, found.number), task_id=found.task_id)


ROUTES = (
    Route(On.COMMAND, "slips", slips),
    Route(On.BUTTON, Press.SLIPS, turn_slips),
    Route(On.BUTTON, Press.SLIP, show_slip),
    Route(On.COMMAND, "breaches", breaches),
    Route(On.BUTTON, Press.BREACHES, turn_page),
    Route(On.BUTTON, Press.BREACH, show),
)
