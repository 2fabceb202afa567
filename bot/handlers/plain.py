"""Plain words in private: a greeting, a question for a list, or an order."""

from __future__ import annotations

from bot.handlers import assign
from bot.talk import Talk
from deadlines import Kind, read
from domain.messages.tasks import TaskCard, TaskList
from domain.rules.spoken import Heard, Spoken, heard
from domain.usecases.access import require_leads, visible
from domain.usecases.tasks.order import asked_about


def plain(talk: Talk) -> None:
    """What is left: a question gets its list, a greeting one line of help, an order of a leader becomes a task."""
    who, spoken = talk.who, _heard(talk)
    if spoken.kind is Spoken.QUESTION and spoken.number:
        show_task(talk, spoken.number)
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
    if which not in _OF_SOMEBODY:
        return TaskList(which)
    text = talk.said().text
    member = asked_about(talk.unit, text, talk.mentions(text), talk.who.member.id)
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


def show_task(talk: Talk, number: int) -> None:
    """The card of a task, for whoever may see it."""
    visible(talk.unit, talk.who, number)
    talk.answer(TaskCard(number), task_id=number)
