"""督办台账: `/ledger 10月 已办结 @li #预算 xlsx`, its buttons, and the file; in private alone."""

from __future__ import annotations

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.ledger import LedgerFile, LedgerMaking, LedgerShown
from domain.model.ledger import MANY, LedgerForm
from domain.model.search import Search
from domain.rules.ledger import asks_for_it
from domain.usecases.reports import ledger
from domain.usecases.sight import of_ledger

_FORMS = frozenset(LedgerForm)
_CHOOSES = frozenset("sptwg")


def command(talk: Talk) -> None:
    """`/ledger`, with what it is narrowed to and as which file; alone it shows what there is and the buttons."""
    if not talk.is_private:
        _ = talk.who
        raise Refusal("ledger-private")
    search, form = ledger.ask(talk.unit, talk.who, talk.args, talk.mentions())
    if form is None or not _count(talk, search):
        return talk.answer(LedgerShown(search.id))
    return _send(talk, search, form)


def _count(talk: Talk, search: Search) -> int:
    unit = talk.unit
    return unit.store.ledger.totals(of_ledger(search.asked, talk.who, unit.now, unit.calendar.zone)).all


def _send(talk: Talk, search: Search, form: LedgerForm) -> None:
    """The file comes below; of a long one the message with the buttons says first that it is being made."""
    key, count = f"ledger:{search.id}:{form}", _count(talk, search)
    if count < MANY:
        return talk.say_once(key, LedgerFile(search.id, form))
    menu = talk.message.message_id if talk.data and talk.message else None
    return talk.say_once(key, LedgerMaking(search.id, form, count, menu))


def pressed(talk: Talk) -> None:
    """`lg:m:<search>` shows it, `lg:f:<search>:<form>` sends it, `lg:<s p t w g>:<search>:<page>` asks what it is narrowed
    to, `lg:k:<search>:<which>:<to>` narrows it."""
    _, what, search_id, field, to = (*talk.data, "", "", "", "")[:5]
    if not talk.is_private:
        raise Refusal("ledger-private")
    search = ledger.fetch(talk.unit, talk.who, number(search_id))
    if what == "f" and field in _FORMS:
        return _send(talk, search, LedgerForm(field))
    if what == "k":
        search = ledger.change(talk.unit, talk.who, search, field, to)
    return talk.answer_here(LedgerShown(search.id, what if what in _CHOOSES else "", number(field)))


def plainly(talk: Talk) -> bool:
    """台账, 导出台账, show me the ledger."""
    if not asks_for_it(talk.said().text):
        return False
    search, _ = ledger.ask(talk.unit, talk.who, "", ())
    talk.answer(LedgerShown(search.id))
    return True


def named(talk: Talk, words: str, owner: str = "") -> bool:
    """上个月的台账, 李明的台账, 台账 xlsx: where every word beside the name says what it is narrowed to, or as which file.

    `owner`: whose or of what the ledger is (预算的台账): the tag, or the words that a matter has.
    """
    search, form = ledger.ask_of(talk.unit, talk.who, words, talk.people(words), owner)
    if form is None or not _count(talk, search):
        talk.answer(LedgerShown(search.id))
    else:
        _send(talk, search, form)
    return True


ROUTES = (Route(On.COMMAND, "ledger", command), Route(On.BUTTON, Press.LEDGER, pressed))
