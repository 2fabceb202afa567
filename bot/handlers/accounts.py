"""超时记录 and 督办单: lists of what ran out and of slips, and one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, tzinfo
from functools import partial

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from bot.views.watching import OF
from domain.errors import Refusal
from domain.messages.accounts import BreachList, BreachShown, SlipList, SlipShown
from domain.model.accounts import Whose
from domain.model.value import replace, value
from domain.ports.accounts import ReadBreaches, ReadSlips
from domain.ports.store import ReadStore
from domain.rules.breaches import find
from domain.rules.months import month_in, month_named, name_of, within_month, within_year
from domain.text import late, tidy
from domain.usecases.access import concerned, relations, require_leads, require_manager, visible
from domain.usecases.tasks.order import resolve


@value
class _List:
    """A list under its command."""

    command: str
    message: type[BreachList | SlipList]
    read: Callable[[ReadStore], ReadBreaches | ReadSlips]


_BREACHES = _List("breaches", BreachList, lambda store: store.breaches)
_SLIPS = _List("slips", SlipList, lambda store: store.slips)


def listing(talk: Talk, asked: _List) -> None:
    """/breaches, /slips: one's own, in private; who runs something and has none reads those of others at once. With a name
    those of that person, for whoever answers for them; with a month (2026-10, 10月, last month) those of that month."""
    talk.require_team_or_private()
    if not talk.who.member.reachable:
        raise Refusal("open-private")
    named, month = talk.people(), _month(talk, asked)
    which = _of(talk, asked) if named else _own_or_watched(talk, asked, month)
    talk.unit.say(talk.private_place, asked.message(which, month=name_of(month) if month else ""))
    if not talk.is_private:
        talk.say("sent-privately")


def breaches_of(talk: Talk, words: str) -> bool:
    """李明超时了几次, 上月超时记录: as after the command."""
    listing(replace(talk, args=words), _BREACHES)
    return True


def slips_of(talk: Talk, words: str) -> bool:
    """李明的督办单, 10月督办单: as after the command."""
    listing(replace(talk, args=words), _SLIPS)
    return True


def _month(talk: Talk, asked: _List) -> date | None:
    """The month that the words are which name nobody; None where there are none.

    Raises: Refusal `whose-list` for words that are neither a month nor a name.
    """
    words = tidy(talk.unnamed())
    if not words:
        return None
    month = month_in(words, talk.unit.now.astimezone(_office_zone(talk)).date())
    if month is None:
        raise Refusal("whose-list", command=asked.command)
    return month


def _own_or_watched(talk: Talk, asked: _List, month: date | None) -> str:
    who, unit = talk.who, talk.unit
    within = within_month(month, _office_zone(talk)) if month else within_year(unit.now)
    none = asked.read(unit.store).count(Whose(member=who.member.id, secret_to=who.member.id), within) == 0
    return "watched" if none and who.leads_anywhere() else "mine"


def _office_zone(talk: Talk) -> tzinfo:
    return talk.unit.calendar_in(None).zone


def _of(talk: Talk, asked: _List) -> str:
    """The list of the one person named. Raises: Refusal `whose-list` where several are, `others-work` where it is not theirs
    to see."""
    named = talk.people()
    if len(named) != 1:
        raise Refusal("whose-list", command=asked.command)
    member = resolve(talk.unit, named[0])
    require_leads(talk.unit, talk.who, member)
    return f"{OF}{member.id}"


def turn_page(talk: Talk, asked: _List) -> None:
    """`bl:<which>:<team>:<page>[:<month>]`, `sl:…`: a page of a list, in private; those of a team are for whoever runs it."""
    _, which, team_field, page, month = (*talk.data, "", "", "", "")[:5]
    if not talk.is_private:
        raise Refusal("open-private")
    if which.startswith(OF):
        member = talk.unit.store.members.get(number(which.removeprefix(OF)))
        if member is None:
            raise Refusal("button-old")
        require_leads(talk.unit, talk.who, member)
    elif which not in ("mine", "watched"):
        raise Refusal("button-old")
    if month and month_named(month) is None:
        raise Refusal("button-old")
    team_id = number(team_field) or None
    if team_id is not None:
        require_manager(talk.who, team_id)
    talk.answer_here(asked.message(which, team_id, number(page), month))


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


def show_slip(talk: Talk) -> None:
    """`sp:<year>:<number>`: for those concerned, in private."""
    _, year, number_ = (*talk.data, "", "")[:3]
    sign = -1 if number_.startswith("-") else 1
    open_slip(talk, number(year), sign * number(number_.removeprefix("-")))


_SLIP_NUMBER = late(
    r"\s*(?:(20\d\d)\s?[-–—]|督?\s?[〔\[(（](20\d\d)[〕\])）])\s?(?P<secret>密|C)?(?P<number>\d{1,6})\s?[号號]?\s*"
)


def slip_instead(talk: Talk) -> bool:
    """`/slip 2026-1`: the words name a slip and no matter, so it is shown."""
    named = _slip_named(talk.args)
    if named is not None:
        open_slip(talk, *named)
    return named is not None


def _slip_named(text: str) -> tuple[int, int] | None:
    """The year and number of a slip: 2026-1, 督〔2026〕1号; 督〔2026〕密1号, which is below zero, of what is confidential."""
    found = _SLIP_NUMBER.fullmatch(text)
    if found is None:
        return None
    return int(found[1] or found[2]), int(found["number"]) * (-1 if found["secret"] else 1)


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
    Route(On.COMMAND, "slips", partial(listing, asked=_SLIPS)),
    Route(On.BUTTON, Press.SLIPS, partial(turn_page, asked=_SLIPS)),
    Route(On.BUTTON, Press.SLIP, show_slip),
    Route(On.COMMAND, "breaches", partial(listing, asked=_BREACHES)),
    Route(On.BUTTON, Press.BREACHES, partial(turn_page, asked=_BREACHES)),
    Route(On.BUTTON, Press.BREACH, show),
)
