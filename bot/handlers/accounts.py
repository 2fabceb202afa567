"""超时记录 and 督办单: lists of what ran out and of slips, and one of them."""

from __future__ import annotations

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from bot.views.watching import OF
from domain.errors import Refusal
from domain.messages.accounts import BreachList, BreachShown, SlipList, SlipShown
from domain.model.breaches import Breaches
from domain.model.slips import Slips
from domain.rules.breaches import LISTED, find
from domain.text import late
from domain.usecases.access import concerned, relations, require_leads, require_manager, visible
from domain.usecases.tasks.order import resolve


def breaches(talk: Talk) -> None:
    """/breaches: one's own, in private; who runs something and missed nothing reads those of others at once. With a name
    those of that person, for whoever answers for them."""
    talk.require_team_or_private()
    who = talk.who
    if not who.member.reachable:
        raise Refusal("open-private")
    if talk.args.strip():
        return _privately(talk, BreachList(_of(talk, "breaches")))
    since = talk.unit.now - LISTED
    none = talk.unit.store.breaches.count(Breaches(member=who.member.id, secret_to=who.member.id), since) == 0
    return _privately(talk, BreachList("watched" if none and who.leads_anywhere() else "mine"))


def _privately(talk: Talk, found: BreachList | SlipList) -> None:
    talk.unit.say(talk.private_place, found)
    if not talk.is_private:
        talk.say("sent-privately")


def _of(talk: Talk, command: str) -> str:
    """The list of the one person named. Raises: Refusal `whose-list` where nobody is, `others-work` where it is not theirs to
    see."""
    named = talk.people(talk.args)
    if len(named) != 1:
        raise Refusal("whose-list", command=command)
    member = resolve(talk.unit, named[0])
    require_leads(talk.unit, talk.who, member)
    return f"{OF}{member.id}"


def turn_page(talk: Talk) -> None:
    """`bl:<which>:<team>:<page>`."""
    which, team_id, page = _asked_page(talk)
    talk.answer_here(BreachList(which, team_id, page))


def _asked_page(talk: Talk) -> tuple[str, int | None, int]:
    """A page of a list, in private; those of a team are for whoever runs it."""
    _, which, team_field, page = (*talk.data, "", "", "")[:4]
    if not talk.is_private:
        raise Refusal("open-private")
    if which.startswith(OF):
        member = talk.unit.store.members.get(number(which.removeprefix(OF)))
        if member is None:
            raise Refusal("button-old")
        require_leads(talk.unit, talk.who, member)
    elif which not in ("mine", "watched"):
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
    if talk.args.strip():
        return _privately(talk, SlipList(_of(talk, "slips")))
    since = talk.unit.now.year - 1
    none = talk.unit.store.slips.count(Slips(member=who.member.id, secret_to=who.member.id), since) == 0
    return _privately(talk, SlipList("watched" if none and who.leads_anywhere() else "mine"))


def turn_slips(talk: Talk) -> None:
    """`sl:<which>:<team>:<page>`."""
    which, team_id, page = _asked_page(talk)
    talk.answer_here(SlipList(which, team_id, page))


def show_slip(talk: Talk) -> None:
    """`sp:<year>:<number>`: for those concerned, in private."""
    _, year, number_ = (*talk.data, "", "")[:3]
    open_slip(talk, number(year), number(number_))


_SLIP_NUMBER = late(r"\s*(?:(20\d\d)\s?[-–—]|督?\s?[〔\[(（](20\d\d)[〕\])）])\s?(\d{1,6})\s?[号號]?\s*")


def slip_named(text: str) -> tuple[int, int] | None:
    """The year and number of a slip: 2026-1, 督〔2026〕1号."""
    found = _SLIP_NUMBER.fullmatch(text)
    return (int(found[1] or found[2]), int(found[3])) if found else None


def open_slip(talk: Talk, year: int, number_: int) -> None:
    """A slip as it was issued, for those concerned."""
    found = talk.unit.store.slips.get(year, number_)
    task = talk.unit.store.tasks.get(found.task_id) if found else None
    if found is None or task is None or (task.confidential and not relations(talk.who, task)):
        raise Refusal("button-old" if talk.data else "slip-none", year=str(year), slip=str(number_))
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
