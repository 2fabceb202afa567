"""The bot has asked something: which words are the answer, and what becomes of the question where they are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.callback import Press, number
from bot.handlers import act, assign, choosing, find, notice_writing, plain, templates, which, words
from bot.handlers.answer_words import forwarded_by_a_leader, keeps_files, says_no_more, words_of
from bot.handlers.everyday import opens_a_page
from bot.handlers.numbers import listed_in
from bot.routes import On, Route
from bot.talk import Talk, quoted
from deadlines import Kind
from domain.errors import Refusal
from domain.messages.asking import AnswerOrNew, Choices
from domain.messages.office import Sentence
from domain.model.drafts import Draft, Lack
from domain.model.value import replace
from domain.ports.talk import NUMBER, SEARCH, Question
from domain.rules.answering import (
    FORWARDED,
    Asked,
    Meant,
    is_dead,
    meant,
    meant_to_it,
    withdrawn,
)
from domain.rules.asked_for import asked_of_draft, asked_of_task
from domain.rules.drafts import waits_for_yes
from domain.rules.lifecycle import Action, Need, needs
from domain.rules.no_more import says_off
from domain.rules.questions import asks_for_figures, asks_for_those
from domain.usecases.tasks.draft_kept import discard, shown_first
from domain.usecases.tasks.order import parse_order


def answer(talk: Talk) -> bool:
    """The answer to a question of the bot: a reply to the question in a group; in private any words that can be it.

    Words that cannot be are left to what comes next; a question about a task is closed then, and that is said.
    """
    question = open_question(talk)
    if question is None:
        return False
    if question.action == NUMBER or (question.action == SEARCH and not withdrawn(talk.said().text)):
        return _take_loosely(talk, question)
    if _ends_a_rule(talk, question):
        return _take(talk, question)
    if withdrawn(talk.said().text):
        give_up(talk, question)
        return True
    found = _meant(talk, question)
    if is_dead(question.asked_at, talk.unit.now):
        return _expire(talk, question, found)
    return _DO[found](talk, question)


def _take_loosely(talk: Talk, question: Question) -> bool:
    """Of what is about no task yet only what answers it is taken."""
    if question.action == NUMBER:
        return which.take_number(talk, question)
    return find.take(talk, question, orders=_orders(talk))


def _ends_a_rule(talk: Talk, question: Question) -> bool:
    """取消, where it was asked how often is to be reported, ends the rule there is."""
    task = talk.unit.store.tasks.get(question.task_id or 0)
    asked = question.action == Action.CHANGE_PERIODIC and not is_dead(question.asked_at, talk.unit.now)
    return asked and task is not None and bool(task.periodic) and says_off(talk.said().text)


def open_question(talk: Talk) -> Question | None:
    """What this person was asked here, in this topic of the chat, unless their words reply to something else."""
    member = talk.unit.store.members.by_telegram(talk.person.telegram_id)
    found = (
        talk.unit.store.questions.open_for(member.id, talk.chat_id, talk.thread_id)
        if member and member.active
        else None
    )
    asked = quoted(talk.message)
    if found is None or (asked is None and not talk.is_private):
        return None
    if asked is None or found.message_id == asked.message_id:
        return found
    about = talk.unit.store.posts.find(talk.chat_id, asked.message_id)
    same = about is None or about.task_id == found.task_id
    return found if talk.is_private and same else None


def give_up(talk: Talk, question: Question, *, here: bool = False, dead: bool = False) -> None:
    """The question is closed and nothing is done; one line says so."""
    talk.unit.store.questions.close(question.member_id, question.chat_id, question.thread_id)
    said = Sentence("question-dead" if dead else "question-left", _of_task(question))
    said = Sentence("search-left", {}) if question.action == SEARCH else said
    if question.draft_id is not None:
        if (draft := _draft(talk, question)) is None:
            return None
        discard(talk.unit, talk.who, question.draft_id)
        said = assign.discarded(draft, dead=dead)
    return (talk.answer_here if here else talk.answer)(said)


def _of_task(question: Question) -> dict[str, str]:
    return {"number": str(question.task_id), "action": question.action}


def left_for_another(talk: Talk, question: Question | None) -> None:
    """Words about another matter, or that decide something else, leave a question about a task unanswered."""
    if question is not None and question.task_id is not None:
        give_up(talk, question)


def ask_again(talk: Talk, member_id: int, reason: str) -> None:
    """A refused answer: what buttons can say is offered once more, what cannot be answered any more is closed."""
    question = talk.unit.store.questions.open_for(member_id, talk.chat_id, talk.thread_id)
    if question is None or question.task_id is None:
        return
    if question.arg in _CHOICES and reason in _ANSWERED_AMISS:
        _ask_anew(talk, question, question.task_id)
    elif reason in _ANSWERED_TOO_LATE:
        give_up(talk, question)


_CHOICES = {"moment": Need.MOMENT, "member": Need.MEMBER}
_ANSWERED_TOO_LATE = frozenset({"deadline-past", "extend-not-later"})
_ANSWERED_AMISS = _ANSWERED_TOO_LATE | {
    "deadline", "deadline-far", "who-else", "unknown-person", "person-removed", "person-removed-heir", "several-people",
    "member-gone", "same-lead", "same-lead-own",
}  # fmt: skip


def _meant(talk: Talk, question: Question) -> Meant:
    """A reply to the very question is its answer, and so is what comes with a file, where words or evidence are wanted."""
    asked, said = _asked(question), talk.said()
    replied = quoted(talk.message)
    to_it = replied is not None and replied.message_id == question.message_id
    draft = _draft(talk, question)
    if to_it and asked not in (Asked.DRAFT_YES, Asked.DRAFT_CONFIRM):
        return meant_to_it(asked, words_of(talk, question, asked, draft))
    if forwarded_by_a_leader(talk) and asked not in FORWARDED:
        return Meant.OTHER
    if _opens_something(asked, said.text):
        return Meant.OTHER
    if question.draft_id is not None and (draft is None or (said.files and not keeps_files(asked, draft))):
        return Meant.OTHER
    if said.files and asked not in (Asked.MOMENT, Asked.MEMBER):
        return Meant.ANSWER
    return meant(asked, words_of(talk, question, asked, draft))


def _opens_something(asked: Asked, text: str) -> bool:
    """这周到期的 is no new deadline of what is previewed; 审核 is no deed, 李明多少分 nobody who shall do it."""
    if asked in (Asked.DRAFT_WHO, Asked.DRAFT_WHEN):
        return asks_for_figures(text)
    if asked in (Asked.DRAFT_YES, Asked.DRAFT_CONFIRM):
        return asks_for_those(text)
    return asked is Asked.DRAFT_TEXT and opens_a_page(text)


def _asked(question: Question) -> Asked:
    if question.draft_id is not None:
        return asked_of_draft(assign.asked(question)[0])
    return asked_of_task(Action(question.action), question.arg)


def _draft(talk: Talk, question: Question) -> Draft | None:
    return talk.unit.store.drafts.get(question.draft_id) if question.draft_id is not None else None


def _orders(talk: Talk) -> bool:
    """Whether a leader's words give a task with a deadline, whomever they name."""
    text = talk.said().text
    order = parse_order(text, talk.people(text), talk.unit.now, talk.unit.calendar)
    return talk.who.leads_anywhere() and order.reading.kind is not Kind.NONE and bool(order.title)


def _expire(talk: Talk, question: Question, found: Meant) -> bool:
    """Nothing is done with words that come too late. Those that are more than an answer are heard as what they are: the draft
    is dropped, which is said, and they are read as if nothing had been asked."""
    answers, draft = found in (Meant.ANSWER, Meant.DOUBTFUL) and not _orders(talk), _draft(talk, question)
    over = answers and (draft is None or says_no_more(words_of(talk, question, _asked(question), draft)))
    if question.task_id is not None or over:
        give_up(talk, question, dead=True)
    elif draft is not None and found is not Meant.IDLE and (answers or not waits_for_yes(draft.task)):
        discard(talk.unit, talk.who, draft.id)
        talk.answer(assign.dropped(draft))
    else:
        talk.unit.store.questions.close(question.member_id, question.chat_id, question.thread_id)
    return over


# -- what becomes of it ------------------------------------------------------------------------------------------------


def _take(talk: Talk, question: Question) -> bool:
    if question.action == Action.ASK_TIME and question.arg != "moment" and act.is_moment(talk):
        question = replace(question, arg="moment")  # another moment instead of the reason
    asker = act.answer_question if question.draft_id is None else _OF_DRAFT.get(question.arg, assign.answer_question)
    asker(talk, question)
    return True


_OF_DRAFT: Mapping[str, Callable[[Talk, Question], None]] = {
    Lack.NOTICE: notice_writing.answer_question,
    Lack.NAME: templates.answer_question,
}


def _leave(talk: Talk, question: Question) -> bool:
    """Something else was said: done as such. A draft stays until another task is begun; a name that comes later may be said
    of something else, so it is shown before it is given."""
    if question.draft_id is None:
        give_up(talk, question)
    elif (draft := _draft(talk, question)) is not None and _asked(question) is Asked.DRAFT_WHO:
        shown_first(talk.unit, draft)
    return False


def _report(talk: Talk, question: Question) -> bool:
    """30% where it was asked until when: a report on that task; the question stands, which is said."""
    said = talk.said()
    named = listed_in(said.text)
    words.about(talk, question.task_id or 0, replace(said, text=named.rest) if named else said)
    stands = talk.unit.store.questions.open_for(question.member_id, question.chat_id, question.thread_id)
    if stands is not None and stands.id == question.id:
        talk.answer(Sentence("question-stands", _of_task(question)))
    return True


def _once_more(talk: Talk, question: Question) -> bool:
    if question.task_id is None:
        return False
    _ask_anew(talk, question, question.task_id)
    return True


def _ask_anew(talk: Talk, question: Question, task_id: int) -> None:
    """The same question again, with its buttons where it has any."""
    action = Action(question.action)
    if question.arg in _CHOICES and _CHOICES[question.arg] in needs(action):
        choosing.choose(talk, Choices(question.arg, task_id, action.value))
    else:
        choosing.ask_words(talk, task_id, action, question.arg)


def _ask_which(talk: Talk, question: Question) -> bool:
    """Words that may be either are kept until their writer says which."""
    asked = talk.unit.store.questions.ask(
        replace(question, words=talk.said().text, asked_at=talk.unit.now, thread_id=talk.thread_id)
    )
    doubt = AnswerOrNew(asked.id, asked.member_id, talk.said().text, asked.action, asked.task_id)
    talk.answer(doubt, task_id=asked.task_id)
    return True


_DO: Mapping[Meant, Callable[[Talk, Question], bool]] = {
    Meant.ANSWER: _take,
    Meant.OTHER: _leave,
    Meant.IDLE: _once_more,
    Meant.REPORT: _report,
    Meant.DOUBTFUL: _ask_which,
}


def button(talk: Talk) -> None:
    """`q:<question>:drop` gives a question up; `yes` and `new` say what the words that were asked about are."""
    _, id_, what = (*talk.data, "", "")[:3]
    question = talk.unit.store.questions.open_for(talk.who.member.id, talk.chat_id, talk.thread_id)
    if question is None or question.id != number(id_) or what not in _PRESSED:
        raise Refusal("button-old")
    talk.kept = question.words or ""
    _PRESSED[what](talk, question)


def _drop(talk: Talk, question: Question) -> None:
    give_up(talk, question, here=True)


def _new(talk: Talk, question: Question) -> None:
    """The words were no answer."""
    if question.draft_id is None:
        give_up(talk, question, here=True)
    plain.plain(talk)


def _yes(talk: Talk, question: Question) -> None:
    _take(talk, question)


_PRESSED: Mapping[str, Callable[[Talk, Question], None]] = {"drop": _drop, "yes": _yes, "new": _new}

ROUTES = (Route(On.BUTTON, Press.ASKED, button),)
