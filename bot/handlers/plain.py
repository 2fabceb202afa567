"""Plain words in private: a word about a numbered task, a greeting, a question for a list, or an order."""

from __future__ import annotations

from dataclasses import replace

from bot.handlers import assign
from bot.talk import Talk
from deadlines import Kind, read
from domain.messages.tasks import TaskCard, TaskList
from domain.ports.talk import Question
from domain.rules.spoken import Heard, Spoken, about_task, heard, says_progress
from domain.usecases.access import require_leads, visible
from domain.usecases.tasks import replies
from domain.usecases.tasks.order import asked_about


def numbered(talk: Talk) -> bool:
    """`#14 90%`: a report on 14, or a word about it; the number alone, or a question about it, shows it."""
    said = talk.said()
    about = about_task(said.text)
    if about is None:
        return False
    number, words = about
    if said.files or (words and heard(words, orders=False).kind is not Spoken.QUESTION):
        event = replies.reply(talk.unit, talk.who, number, replace(said, text=words))
        talk.say(f"did-{event.fact.name}", number=event.task_id)
    else:
        _show(talk, number)
    return True


def overrides(talk: Talk, question: Question) -> bool:
    """Whether the words are a report on another task than the one the bot asked about: a number always wins."""
    text = talk.said().text
    about = about_task(text)
    return about is not None and about[0] != question.task_id and says_progress(text)


def plain(talk: Talk) -> None:
    """What is left: a question gets its list, a greeting one line of help, an order of a leader becomes a task."""
    who, spoken = talk.who, _heard(talk)
    if spoken.kind is Spoken.QUESTION and spoken.number:
        _show(talk, spoken.number)
    elif spoken.kind is Spoken.QUESTION and spoken.which:
        talk.answer(_list_asked_for(talk, spoken.which))
    elif not who.leads_anywhere():
        talk.say("hint-plain")
    elif spoken.kind is Spoken.ORDER:
        assign.plain(talk)
    else:
        talk.say("hint-plain-leader")


_OF_SOMEBODY = ("team", "overdue")  # lists that, where somebody is named, are theirs


def _list_asked_for(talk: Talk, which: str) -> TaskList:
    """The list a question names; 李明手上有什么: what that person has to do, for those who run their team."""
    member = (
        asked_about(talk.unit, talk.said().text, talk.mentions(talk.said().text), talk.who.member.id)
        if which in _OF_SOMEBODY
        else None
    )
    if member is None:
        return TaskList(which)
    if member.id == talk.who.member.id:
        return TaskList("mine")
    require_leads(talk.unit, talk.who, member)
    return TaskList("person", member_id=member.id)


def _heard(talk: Talk) -> Heard:
    """A file and a forwarded message are offered as a task, whatever their words."""
    said = talk.said()
    if said.files or (talk.message is not None and talk.message.forward_origin is not None):
        return Heard(Spoken.ORDER)
    reading = read(said.text, talk.unit.now, talk.unit.calendar, sentence=True)
    return heard(said.text, orders=reading.kind is not Kind.NONE)


def _show(talk: Talk, number: int) -> None:
    visible(talk.unit, talk.who, number)
    talk.answer(TaskCard(number), task_id=number)
