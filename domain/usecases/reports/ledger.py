"""督办台账: what is asked to be in a ledger, kept under a number so that its buttons can change it; who may see what of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from domain.errors import Refusal
from domain.model.ledger import LEDGERS, OPENLY, SECRET_TOO, LedgerForm
from domain.model.people import Memberships, Team, TeamStatus
from domain.model.search import Asked, Circle, Moment, Search, Stand
from domain.model.value import replace
from domain.rules.ledger import bare, form_in, secret_in, team_in
from domain.rules.search import understood
from domain.rules.tags import normal
from domain.text import late
from domain.unit import Unit
from domain.usecases.search import people_at
from domain.usecases.sight import of_ledger
from domain.usecases.tasks.order import Mention

_A_PERIOD = late(r"20\d\d(?:Q[1-4]|-(?:0[1-9]|1[0-2]))?")  # as a button carries it
_WORDS = 40  # of what was not understood, as they are said back


def ask(
    unit: Unit, who: Memberships, text: str, marked: Sequence[Mention]
) -> tuple[Search, LedgerForm | None]:  # fmt: skip
    """Keep what a ledger is to hold, `10月 已办结 @li #预算 xlsx`, and as which file it was asked for, if that was said.

    Raises: Refusal `ledger-unread`, `ledger-tag`, and what /search refuses (`search-long`, `unknown-person`, …).
    """
    form, line = form_in(text)
    secret, line = secret_in(line)
    team, line = team_in(bare(line), teams_of(unit, who))
    asked = _understood(unit, who, line, marked)
    if asked.words:
        raise Refusal("ledger-unread", words=" ".join(asked.words)[:_WORDS])
    circle = Circle(SECRET_TOO if secret else OPENLY, team_id=team.id if team else None)
    search = _keep(unit, who, replace(asked, circle=circle))
    _require_tags(unit, who, search)
    return search, form


def ask_of(
    unit: Unit, who: Memberships, text: str, marked: Sequence[Mention], owner: str
) -> tuple[Search, LedgerForm | None]:
    """The same; where it cannot be read and is said to be of something, of that tag, or of the matters that have that word.

    Raises: as `ask`.
    """
    try:
        return ask(unit, who, text, marked)
    except Refusal as refusal:
        tag, asked = normal(owner), Asked(words=(owner,))
        if refusal.name != "ledger-unread" or not owner or len(owner) > _WORDS:
            raise
        every = of_ledger(Asked(), who, unit.now, unit.calendar.zone)
        if tag in {one for one, _ in unit.store.ledger.tags(every)}:
            asked = Asked(tags=(tag,))
        elif not unit.store.ledger.totals(of_ledger(asked, who, unit.now, unit.calendar.zone)).all:
            raise
        return _keep(unit, who, replace(asked, circle=Circle(OPENLY))), None


def _understood(unit: Unit, who: Memberships, line: str, marked: Sequence[Mention]) -> Asked:
    """Strictly, and where words are left over, those that hold a condition within them, too."""
    today = unit.now.astimezone(unit.calendar.zone).date()
    whom = people_at(unit, marked, who.member.id)
    asked = understood(line, today, whom)
    return understood(line, today, whom, loosely=True) if asked.words else asked


def _require_tags(unit: Unit, who: Memberships, search: Search) -> None:
    """A tag that nothing has which they may see is not there."""
    if search.asked.tags:
        every = of_ledger(Asked(circle=Circle(search.asked.circle.which)), who, unit.now, unit.calendar.zone)
        there = {tag for tag, _ in unit.store.ledger.tags(every)}
        missing = next((tag for tag in search.asked.tags if tag not in there), None)
        if missing is not None:
            raise Refusal("ledger-tag", tag=missing)


def teams_of(unit: Unit, who: Memberships) -> list[Team]:
    """The teams whose matters may stand in somebody's ledger: those they run, and those they are in."""
    found = unit.store.teams.with_status(TeamStatus.APPROVED)
    return [team for team in found if who.runs_office() or team.id in who.teams]


def fetch(unit: Unit, who: Memberships, search_id: int) -> Search:
    """What a ledger of theirs is to hold. Raises: Refusal `button-old`."""
    found = unit.store.searches.get(search_id)
    if found is None or found.member_id != who.member.id or found.asked.circle.which not in LEDGERS:
        raise Refusal("button-old")
    return found


def change(unit: Unit, who: Memberships, search: Search, what: str, to: str) -> Search:
    """The same with one thing changed; an empty `to` asks for everything again. Raises: Refusal `button-old`."""
    if what not in _CHANGES:
        raise Refusal("button-old")
    try:
        return _keep(unit, who, _CHANGES[what](search.asked, to))
    except ValueError:
        raise Refusal("button-old") from None


def _keep(unit: Unit, who: Memberships, asked: Asked) -> Search:
    return unit.store.searches.keep(who.member.id, None, asked, unit.now)


def _stand(asked: Asked, to: str) -> Asked:
    """Of what is done the period is that in which it was done, of what is overdue that in which it was due."""
    stand = Stand(to) if to else None
    moments = {Stand.DONE: Moment.DONE, Stand.OVERDUE: Moment.DUE, Stand.OPEN: Moment.DUE}
    moment = moments.get(stand, Moment.ANY) if stand else Moment.ANY
    return replace(asked, stand=stand, moment=moment if asked.period else Moment.ANY)


def _period(asked: Asked, to: str) -> Asked:
    if to and not _A_PERIOD.fullmatch(to):
        raise ValueError(to)
    return _stand(replace(asked, period=to), asked.stand.value if asked.stand else "")


def _team(asked: Asked, to: str) -> Asked:
    return replace(asked, circle=replace(asked.circle, team_id=int(to) if to else None))


def _person(asked: Asked, to: str) -> Asked:
    return replace(asked, people=(int(to),) if to else ())


def _tag(asked: Asked, to: str) -> Asked:
    return replace(asked, tags=(to,) if to else ())


def _secret(asked: Asked, to: str) -> Asked:
    return replace(asked, circle=replace(asked.circle, which=SECRET_TOO if to else OPENLY))


# What the buttons of a ledger change, by the letter they carry.
_CHANGES: Mapping[str, Callable[[Asked, str], Asked]] = {
    "s": _stand,
    "p": _period,
    "t": _team,
    "w": _person,
    "g": _tag,
    "c": _secret,
}
