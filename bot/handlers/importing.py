"""导入台账: `/import` with a file, or in reply to one, and the buttons of the preview; in private alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from telegram import Message

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk, files_of, quoted
from domain.errors import Refusal
from domain.model.imports import MOST_ROWS, Import
from domain.text import late
from domain.usecases.imports import begin, giving


def command(talk: Talk) -> None:
    """`/import` as the caption of a file, or in reply to one; alone it says how.

    Raises: Refusal `import-private`, `import-right`, `import-kind`, `import-large`.
    """
    who = talk.who
    if not talk.is_private:
        raise Refusal("import-private")
    begin.require_may_import(who)
    source = next((m for m in (talk.message, quoted(talk.message)) if m is not None and files_of(m)), None)
    if source is None:
        return talk.say("import-how")
    return _file(talk, source)


def plainly(talk: Talk) -> bool:
    """导入台账, import this ledger: as the caption of a file, in reply to one, or alone; by whoever may."""
    if not talk.is_private or not _ASKS.fullmatch(talk.said().text) or not talk.who.leads_anywhere():
        return False
    command(talk)
    return True


_ASKS = late(
    r"\s*(?:请|請)?(?:帮我|幫我)?(?:把|将|將)?(?:导入|導入|匯入)(?:这份|這份|一下|这个|這個)?"
    r"(?:督办|督辦)?(?:台账|台帳|臺帳|清册|清冊|列管清冊)[。.]?\s*"
    r"|\s*(?:please )?import (?:the |this |a |my )?ledger[.]?\s*",
    re.IGNORECASE,
)


def _file(talk: Talk, message: Message) -> None:
    if message.document is None:
        raise Refusal("import-kind")
    begin.file(talk.unit, talk.who, talk.chat_id, files_of(message)[0], message.document.file_size or 0)


def pressed(talk: Talk) -> None:
    """`im:<import>:<version>:<what>:<place>:<value>`; a button of an earlier state changes nothing."""
    _, import_id, version, what, place, value = (*talk.data, *[""] * 5)[:6]
    if what == "accept":
        return _accept(talk, number(import_id), number(version))
    one = begin.own(talk.unit, talk.who, number(import_id))
    if number(version) != one.version or what not in _PRESSED:
        raise Refusal("button-old")
    shown = talk.message.message_id if talk.message else one.shown
    return _PRESSED[what](talk, replace(one, shown=shown), number(place), value)


def _accept(talk: Talk, first: int, last: int) -> None:
    """`im:<first>:<last>:accept`: what the presser leads of these, and has not accepted."""
    done = giving.accept(talk.unit, talk.who, range(first, min(last, first + MOST_ROWS) + 1))
    return talk.show("import-accepted", n=done) if done else talk.show("import-accepted-none")


def _look(talk: Talk, one: Import, place: int, asks: str) -> None:
    """Another part of it, another page: nothing of it changes."""
    begin.present(talk.unit, replace(one, asks=asks.replace("-", ":"), page=place))


def _page(talk: Talk, one: Import, page: int, _value: str) -> None:
    begin.present(talk.unit, replace(one, page=page))


def _checked(talk: Talk, one: Import, _place: int, _value: str) -> None:
    begin.changed(talk.unit, talk.who, replace(one, asks="", page=0))


def _meant(talk: Talk, one: Import, place: int, means: str) -> None:
    begin.changed(talk.unit, talk.who, begin.meant(one, place, means))


def _named(talk: Talk, one: Import, place: int, member: str) -> None:
    begin.changed(talk.unit, talk.who, begin.named(talk.unit, one, place, number(member)))


def _switch(talk: Talk, one: Import, _place: int, what: str) -> None:
    if what not in begin.SWITCHES:
        raise Refusal("button-old")
    begin.changed(talk.unit, talk.who, replace(begin.SWITCHES[what](one), page=0))


def _yes(talk: Talk, one: Import, _place: int, _value: str) -> None:
    begin.require_may_import(talk.who)
    giving.confirm(talk.unit, talk.who, one)


def _cancel(talk: Talk, one: Import, _place: int, _value: str) -> None:
    begin.give_up(talk.unit, one)


_PRESSED: Mapping[str, Callable[[Talk, Import, int, str], None]] = {
    "at": _look,
    "page": _page,
    "go": _checked,
    "col": _meant,
    "who": _named,
    "set": _switch,
    "yes": _yes,
    "cancel": _cancel,
}

ROUTES = (Route(On.COMMAND, "import", command), Route(On.BUTTON, Press.IMPORT, pressed))
