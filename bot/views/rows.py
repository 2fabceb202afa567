"""How much of something stands on a page, and buttons in rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from bot.callback import Press, pack
from bot.views.eye import Eye
from bot.views.rendered import Button, Rows
from domain.model.value import value

T = TypeVar("T")


@value
class Page(Generic[T]):
    """What stands on a page; its place, from 0, among how many."""

    shown: Sequence[T]
    place: int
    of: int


def page_of(found: Sequence[T], wanted: int, most: int) -> Page[T]:
    """The page that is wanted, or the nearest there is, of so many a page; of nothing there is one, empty."""
    pages = max(1, -(-len(found) // most))
    place = min(max(wanted, 0), pages - 1)
    return Page(found[place * most : (place + 1) * most], place, pages)


class AtLeast(int):
    """A number that was not counted to its end."""

    def __str__(self) -> str:
        return f"{int(self)}+"


def in_rows(buttons: Sequence[Button], most: int) -> Rows:
    """So many beside each other, the rest of them below."""
    return tuple(tuple(buttons[at : at + most]) for at in range(0, len(buttons), most))


def pager(
    eye: Eye, pages: int, page: int, kind: Press, *fields: object, behind: Sequence[object] = ()
) -> tuple[Button, ...]:
    """Back and forward, where there is somewhere to go; what stands `behind` the page stays too."""
    found, rest = [], type(pages)(pages - 1 - page)  # as exact as the number of pages is
    if page > 0:
        found.append(Button(str(eye.t("button-newer")), pack(kind, *fields, page - 1, *behind)))
    if page < pages - 1:
        found.append(Button(str(eye.t("button-more-pages", rest=rest)), pack(kind, *fields, page + 1, *behind)))
    return tuple(found)


def turned(press: Callable[[str, str, int], Button], page: int, pages: int) -> Rows:
    """Back and on, with which page of how many between them; `press` makes a button of a label, `page` and its number."""
    if pages == 1:
        return ()
    back = (press("‹", "page", page - 1),) if page else ()
    here = Button(f"{page + 1}/{pages}", pack(Press.NOTHING))
    further = (press("›", "page", page + 1),) if page + 1 < pages else ()
    return ((*back, here, *further),)
