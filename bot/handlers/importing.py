"""导入台账: `/import` with a file, or in reply to one, and the buttons of the preview; in private alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from telegram import Message

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk, files_of, quoted, written_at
from domain.errors import Refusal
from domain.model.imports import LARGEST_FILE, MOST_ROWS, Import
from domain.model.value import replace
from domain.text import late
from domain.usecases.imports import begin, giving
from domain.usecases.minutes.begin import is_file


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
        begin.awaits(talk.unit, who, talk.chat_id)
        return talk.say("import-how")
    return _file(talk, source)


def plainly(talk: Talk) -> bool:
    """导入台账, import this ledger: as the caption of a file, in reply to one, or alone. A table without a word may be a
    ledger, too, of whoever may import one; after `/import` it is.

    Raises: Refusal `import-right` for whoever asks for it and may not.
    """
    if not talk.is_private:
        return False
    if talk.said().text and _ASKS.fullmatch(talk.said().text):
        command(talk)
        return True
    return _without_a_word(talk)


def _without_a_word(talk: Talk) -> bool:
    said, message = talk.said(), talk.message
    if said.text or said.media_group or message is None or message.document is None or not talk.who.leads_anywhere():
        return False
    if begin.is_awaited(talk.unit, talk.who) and is_file(said.files, (*begin.TABLES, *begin.OLD_TABLES)):
        _file(talk, message)
        return True
    if not is_file(said.files, begin.TABLES) or (message.document.file_size or 0) > LARGEST_FILE:
        return False
    _file(talk, message, loosely=True)
    return True


_LEDGER = r"(?:督办|督辦|列管)?(?:台账|台帐|台帳|臺帳|清册|清冊)"
_THIS = r"(?:这份|這份|这个|這個|附件的?)"
_IMPORT = r"(?:导入|導入|匯入)(?:一下)?"
_ASKS = late(
    rf"\s*(?:请|請|麻烦|麻煩)?(?:帮我|幫我)?(?:(?:把|将|將)?{_THIS}?(?:{_LEDGER})?{_IMPORT}"
    rf"|{_IMPORT}{_THIS}?(?:{_LEDGER})?)(?:吧|谢谢|謝謝)?[。.!！]?\s*"
    r"|\s*(?:please )?import(?: (?:the |this |a |my )?(?:ledger|file)| this| it)?(?:,? please)?[.!]?\s*",
    re.IGNORECASE,
)


def _file(talk: Talk, message: Message, *, loosely: bool = False) -> None:
    """A file, which is fetched and read beside the writer; its days count from when it was sent."""
    if message.document is None:
        raise Refusal("import-kind")
    came = min(written_at(message), talk.unit.now)
    found = Import(
        0, talk.who.member.id, talk.chat_id, files_of(message)[0], came=came, loosely=loosely, message_id=message.message_id
    )  # fmt: skip
    begin.file(talk.unit, talk.who, found, message.document.file_size or 0)


def pressed(talk: Talk) -> None:
    """`im:<import>:<version>:<what>:<place>:<value>`, or `im:<first>:<last>:accept:<named>` under what somebody was given; a
    button of an earlier state changes nothing."""
    _, import_id, version, what, place, value = (*talk.data, *[""] * 5)[:6]
    if what == "accept":
        return _accept(talk, number(import_id), number(version), number(place))
    one = begin.own(talk.unit, talk.who, number(import_id))
    if number(version) != one.version or what not in _PRESSED:
        raise Refusal("button-old")
    shown = talk.message.message_id if talk.message else one.shown
    return _PRESSED[what](talk, replace(one, shown=shown), number(place), value)


def _accept(talk: Talk, first: int, last: int, named: int) -> None:
    """What the presser leads of these, and has not accepted; what is left of it stands in place of the message."""
    numbers = range(first, min(last, first + MOST_ROWS) + 1)
    done = giving.accept(talk.unit, talk.who, numbers)
    left = giving.given_of(talk.unit, talk.who, numbers, named)
    if left is not None:
        talk.answer_here(left)
    talk.show("import-accepted", n=done) if done else talk.show("import-accepted-none")


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
    begin.changed(talk.unit, talk.who, begin.switched(one, what))


def _way(talk: Talk, one: Import, place: int, answer: str) -> None:
    if place >= len(one.checked.two_ways):
        raise Refusal("button-old")
    begin.changed(talk.unit, talk.who, begin.chosen_way(one, one.checked.two_ways[place].key, answer))


def _yes(talk: Talk, one: Import, _place: int, _value: str) -> None:
    """All of it, or what stands in the way now."""
    begin.require_may_import(talk.who)
    if not giving.confirm(talk.unit, talk.who, one):
        begin.changed(talk.unit, talk.who, replace(one, asks="", page=0))
        talk.show("import-not-yet", alert=True)


def _minutes(talk: Talk, one: Import, _place: int, _value: str) -> None:
    """It is no ledger after all."""
    if not one.loosely:
        raise Refusal("button-old")
    begin.as_minutes(talk.unit, talk.who, one)
    talk.show("import-as-minutes")


def _cancel(talk: Talk, one: Import, _place: int, _value: str) -> None:
    begin.give_up(talk.unit, one)


_PRESSED: Mapping[str, Callable[[Talk, Import, int, str], None]] = {
    "at": _look,
    "page": _page,
    "go": _checked,
    "col": _meant,
    "who": _named,
    "set": _switch,
    "way": _way,
    "minutes": _minutes,
    "yes": _yes,
    "cancel": _cancel,
}

ROUTES = (Route(On.COMMAND, "import", command), Route(On.BUTTON, Press.IMPORT, pressed))
