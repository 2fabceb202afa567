"""Looking for matters: /search in any order of words, people, states, periods and tags; plain words; within a list."""

from __future__ import annotations

from bot.callback import Press, number
from bot.handlers.see import asked_list
from bot.routes import On, Route
from bot.talk import Talk, quoted
from domain.errors import Refusal
from domain.messages.asking import Prompt
from domain.messages.search import Found
from domain.model.ledger import LEDGERS
from domain.model.people import Memberships
from domain.model.search import EVERYWHERE, Circle
from domain.ports.talk import SEARCH, Question
from domain.rules.answering import is_dead
from domain.rules.search import LONGEST, wanted_in
from domain.rules.spoken import Spoken, heard
from domain.rules.tags import normal
from domain.usecases import search
from domain.usecases.people.teams import approved

_IN_A_LIST = f"{SEARCH}-in"


def find(talk: Talk) -> None:
    """`/search 报告 李明 超期 10月`; alone it asks for a word."""
    talk.require_team_or_private()
    look_for(talk, talk.args, EVERYWHERE)


def look_for(talk: Talk, text: str, circle: Circle) -> None:
    """Answer with what fits the words in that circle; without words they are asked for."""
    found = search.ask(talk.unit, talk.who, text, talk.mentions(text), _team_id(talk), circle)
    if found is None:
        _ask(talk, circle)
    else:
        talk.answer(Found(found.id))


def _team_id(talk: Talk) -> int | None:
    """A group sees its own."""
    return None if talk.is_private else approved(talk.unit, talk.chat_id).id


def turn(talk: Talk) -> None:
    """`f:<search>:<page>`, of whoever searched; in a group of anybody in it."""
    _, id_, page = (*talk.data, "", "")[:3]
    found = talk.unit.store.searches.get(number(id_))
    if found is None or found.asked.circle.which in LEDGERS:
        raise Refusal("button-old")
    if not _is_here(talk, talk.who, found.member_id, found.team_id):
        raise Refusal("button-old")
    talk.answer_here(Found(found.id, number(page)))


def _is_here(talk: Talk, who: Memberships, member_id: int, team_id: int | None) -> bool:
    return member_id == who.member.id if talk.is_private else team_id is not None and team_id == _team_id(talk)


# -- within a list -----------------------------------------------------------------------------------------------------


def within(talk: Talk) -> None:
    """`fi:<which>:<team or member>`, `fi:tag:0:<tag>`: a word is asked for and looked for in that list."""
    _, which, _, tag = (*talk.data, "", "", "")[:4]
    if which == "tag":
        _ = talk.who
        return _ask(talk, Circle("tag", team_id=_team_id(talk), tag=normal(tag)))
    found = asked_list(talk)
    return _ask(talk, Circle(found.which, found.member_id, found.team_id))


def _ask(talk: Talk, circle: Circle) -> None:
    """Ask for the word; the reply line opens."""
    member_id, arg = talk.who.member.id, _packed(circle)
    asked = Question(0, member_id, talk.chat_id, SEARCH, None, arg, asked_at=talk.unit.now, thread_id=talk.thread_id)
    asked = talk.unit.store.questions.ask(asked)
    talk.answer(Prompt(_IN_A_LIST if circle.which else SEARCH, None, member_id, question=asked.id))


def _packed(circle: Circle) -> str:
    return ":".join(map(str, (circle.which, circle.member_id or 0, circle.team_id or 0, circle.tag)))


def _unpacked(arg: str) -> Circle:
    which, member_id, team_id, tag = arg.split(":", 3)
    return Circle(which, number(member_id) or None, number(team_id) or None, tag)


def _is_answer(talk: Talk, question: Question) -> bool:
    """Whether words are what is to be looked for: a reply to the question, or words that ask for nothing else."""
    asked, said = quoted(talk.message), talk.said()
    if said.files or not said.text.strip():
        return False
    if asked is not None and asked.message_id == question.message_id:
        return True
    return heard(said.text, orders=False).kind is Spoken.ORDER and wanted_in(said.text) is None


def take(talk: Talk, question: Question, *, orders: bool) -> bool:
    """Look for what was asked; an order, or other words, are heard as what they are, and nothing is lost."""
    talk.unit.store.questions.close(question.member_id, question.chat_id, question.thread_id)
    if orders or is_dead(question.asked_at, talk.unit.now) or not _is_answer(talk, question):
        return False
    look_for(talk, talk.said().text, _unpacked(question.arg))
    return True


# -- plain words -------------------------------------------------------------------------------------------------------


def plainly(talk: Talk) -> bool:
    """找一下上个月那个报告的事: the same list; of somebody who gives orders, words that find nothing may be one."""
    text = talk.said().text
    wanted = wanted_in(text)
    if wanted is None or len(text) > LONGEST:
        return False
    found = search.ask(talk.unit, talk.who, wanted.what, talk.mentions(wanted.what), None)
    may_order = talk.who.leads_anywhere() and not wanted.surely
    if found is None or (may_order and not search.finds(talk.unit, talk.who, found.asked, None)):
        return False
    talk.answer(Found(found.id))
    return True


ROUTES = (
    Route(On.COMMAND, SEARCH, find),
    Route(On.BUTTON, Press.FIND, turn),
    Route(On.BUTTON, Press.FIND_IN, within),
)
