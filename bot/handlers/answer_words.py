"""What is known of words that may be an answer: whom they name, what stands beside their deadline."""

from __future__ import annotations

from bot.callback import number
from bot.handlers import leave
from bot.handlers.numbers import HAS_NUMBER
from bot.talk import Talk
from deadlines import Reading
from domain.model.drafts import Doubt, Draft
from domain.ports.talk import Question
from domain.rules.answering import WITH_FILES, Asked, Words, is_little, says_yes
from domain.rules.no_moment import says_how_far, says_no_moment
from domain.rules.remarks import is_remark
from domain.rules.smalltalk import is_small_talk
from domain.rules.spoken import heard
from domain.rules.whom import bare, bare_name, instead, says_only_whom
from domain.text import half_width, is_blank
from domain.usecases.tasks.meaning import carries_out
from domain.usecases.tasks.order import Mention, parse_order, people_named

_FROM_EVENT = Doubt.FROM_EVENT  # whose answer is a day and what happens on it
_OF_PEOPLE = (Asked.MEMBER, Asked.DRAFT_WHO)


def words_of(talk: Talk, question: Question, asked: Asked, draft: Draft | None) -> Words:
    """What is known of the words that came."""
    text, of_people = talk.said().text, asked in _OF_PEOPLE
    plainly = bare_name(text) if of_people else bare(instead(text) if asked is Asked.DRAFT_CONFIRM else text)
    people = people_named(talk.unit, plainly, talk.mentions(plainly), talk.who.member.id)
    order = parse_order(plainly, people, talk.unit.now, talk.unit.calendar)
    dated = order.is_dated or order.reading.problem is not None
    rest = _beside(plainly, order.reading) if order.reading.problem else order.title
    own = _involved(talk, question, draft)
    numbers = {int(m[1]) for m in HAS_NUMBER.finditer(half_width(text))}
    return Words(
        text,
        heard(text, orders=dated),
        dated=dated,
        named=bool(people),
        own=bool(people) and all(_ids_of(talk, one) <= own for one in people),
        rest=rest,
        elsewhere=bool(numbers - {question.task_id}),
        leads=talk.who.leads_anywhere(),
        first=draft is not None and ((draft.task.wizard and not draft.task.title) or draft.task.doubt is _FROM_EVENT),
        action=question.action,
        remark=of_people and bool(people) and is_remark(text, rest),
        corrects=asked is Asked.DRAFT_CONFIRM and whom_instead(talk) != "",
        reports=not (dated or people) and _reports(talk, question, asked),
        away=of_people and (leave.told_in(talk) or (bool(rest) and is_small_talk(rest))),
    )


def says_no_more(words: Words) -> bool:
    """A name, a deadline, a yes: nothing that could be read on its own."""
    return ((words.named or words.dated) and is_little(words.rest)) or says_yes(words.text) or is_blank(words.text)


def keeps_files(asked: Asked, draft: Draft) -> bool:
    """A task that is asked for step by step takes a file at any step."""
    return asked in WITH_FILES or (draft.task.wizard and not draft.task.notice)


def forwarded_by_a_leader(talk: Talk) -> bool:
    """What a leader forwards is offered as a task."""
    return talk.message is not None and talk.message.forward_origin is not None and talk.who.leads_anywhere()


def whom_instead(talk: Talk) -> str:
    """不对，是赵倩 of what is previewed: nothing but another name; empty for other words."""
    text = talk.said().text
    words = bare_name(instead(text))
    people = people_named(talk.unit, words, talk.mentions(words), talk.who.member.id) if words != text else ()
    rest = parse_order(words, people, talk.unit.now, talk.unit.calendar).title if people else ""
    return words if people and says_only_whom(rest) else ""


def _reports(talk: Talk, question: Question, asked: Asked) -> bool:
    """Where a moment or a person was asked for: how it is with the matter, of whoever carries it out."""
    task = talk.unit.store.tasks.get(question.task_id or 0) if asked in (Asked.MOMENT, Asked.MEMBER) else None
    if task is None or not carries_out(talk.who, task):
        return False
    said = talk.said()
    return bool(said.files) or says_how_far(said.text) or (asked is Asked.MOMENT and says_no_moment(said.text))


def _beside(text: str, found: Reading) -> str:
    """What stands beside a deadline that cannot be: 昨天."""
    return text.replace(found.words, " ", 1)


def _involved(talk: Talk, question: Question, draft: Draft | None) -> set[int]:
    """Those whom the question is about anyway."""
    if draft is not None:
        return set(draft.task.people)
    task = talk.unit.store.tasks.get(question.task_id or 0)
    asked_for = number(question.arg[2:]) if question.arg.startswith("to") else 0
    return {asked_for, *((p.member_id for p in task.people) if task else ()), *((task.assigner_id,) if task else ())}


def _ids_of(talk: Talk, named: Mention) -> set[int]:
    """The members whom a name may mean; 0 for nobody known."""
    members = talk.unit.store.members
    if named.member_ids:
        return set(named.member_ids)
    by_id = members.by_telegram(named.telegram_id) if named.telegram_id is not None else None
    found = by_id or members.by_username(named.username or "")
    return {found.id if found else 0}
