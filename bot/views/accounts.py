"""A list of what is held against people, a page at a time: of whom, of a month or of a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.callback import Press, pack
from bot.i18n import Html
from bot.localized import day_as
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows, pager
from bot.views.watching import elsewhere, listed_as, narrowed
from domain.messages.accounts import BreachList, SlipList
from domain.model.accounts import Whose, Within
from domain.model.languages import LANGUAGES
from domain.model.value import value
from domain.ports.accounts import ReadBreaches, ReadSlips
from domain.rules.months import month_named, name_of, shifted, within_month, within_year

_PER_PAGE = 8


@value
class Listing:
    """One kind of list: its pages, its title (with how many there are, of whom), its title where there are none, and a line
    and a button for each."""

    press: Press
    read: ReadBreaches | ReadSlips
    title: Callable[[str, int, str], Html]
    none: Callable[[str, str], Html]
    shown: Callable[[Sequence[Any]], tuple[Sequence[Html], Sequence[Button]]]


def listed(eye: Eye, message: BreachList | SlipList, listing: Listing) -> Rendered | None:
    """A page of such a list, with buttons that open each, turn the page, go to other months and to other people's."""
    narrow = narrowed(eye, message.which, message.team_id)
    if narrow is None:
        return None
    whose, month = Whose(**narrow), month_named(message.month)
    within = within_month(month, _zone(eye)) if month else within_year(eye.now)
    count = listing.read.count(whose, within)
    pages = max(1, -(-count // _PER_PAGE))
    page = min(max(message.page, 0), pages - 1)
    lines, made = listing.shown(listing.read.page(whose, within, _PER_PAGE, page * _PER_PAGE))
    at = (message.which, message.team_id or 0)
    rows = (
        *in_rows(made, 2),
        pager(eye, pages, page, listing.press, *at, behind=(message.month,) if month else ()),
        *_months(eye, listing, whose, month, at),
        *elsewhere(eye, listing.press, message.which, message.team_id, (message.month,) if month else ()),
    )
    title = _title(eye, listing, message.which, count, month)
    text = Html("\n".join([title, *([Html("")] if lines else []), *lines]))
    return Rendered(text, tuple(row for row in rows if row))


def _title(eye: Eye, listing: Listing, which: str, count: int, month: date | None) -> Html:
    which, who = listed_as(eye, which)
    if month:
        return eye.t("title-of-month", title=listing.title(which, count, who), month=_named(eye, month))
    return listing.title(which, count, who) if count else listing.none(which, who)


def _months(eye: Eye, listing: Listing, whose: Whose, month: date | None, at: tuple[object, ...]) -> Rows:
    """From a month to the one before, where anything stands before it, and the one after; from a year to this month."""
    this = eye.now.astimezone(_zone(eye)).date().replace(day=1)
    if month is None:
        return ((_to(eye, listing, this, at),),)
    begins = within_month(month, _zone(eye)).since
    older = listing.read.count(whose, Within(_BEGINNING, begins)) > 0
    before = (_to(eye, listing, shifted(month, -1), at, "‹ {}"),) if older else ()
    later = (_to(eye, listing, shifted(month, 1), at, "{} ›"),) if month < this else ()
    whole = Button(str(eye.t("button-whole-year")), pack(listing.press, *at, 0))
    return ((*before, *later), (whole,))


_BEGINNING = datetime.fromisoformat("2000-01-01T00:00+00:00")


def _to(eye: Eye, listing: Listing, month: date, at: tuple[object, ...], shape: str = "{}") -> Button:
    return Button(shape.format(_named(eye, month)), pack(listing.press, *at, 0, name_of(month)))


def _named(eye: Eye, month: date) -> str:
    return day_as(LANGUAGES[eye.language].month, month, eye.locale)


def _zone(eye: Eye) -> ZoneInfo:
    """The office's: its months begin everywhere at once."""
    return ZoneInfo(eye.settings.timezone)
