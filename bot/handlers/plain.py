"""Plain words in private: a greeting, a question for a list, or an order."""

from __future__ import annotations

from bot.commands import COMMANDS
from bot.handlers import assign, find, leave, ledger, raising, series
from bot.handlers.asides import asides
from bot.handlers.asked_reports import reports
from bot.handlers.everyday import everyday, own_files
from bot.handlers.lists_named import named_lists
from bot.handlers.questions import questions, show_task
from bot.handlers.voices import voices
from bot.talk import Talk
from deadlines import Kind, read
from domain.errors import Refusal
from domain.messages.tasks import TaskList
from domain.model.people import Member
from domain.model.value import replace
from domain.rules.names import mentioned_in
from domain.rules.remarks import is_plain_order, is_praise
from domain.rules.several import stranger_in
from domain.rules.smalltalk import is_small_talk
from domain.rules.spoken import Heard, Spoken, heard
from domain.text import late
from domain.usecases.access import require_leads
from domain.usecases.tasks.asked import people_asked_about
from domain.usecases.tasks.draft import order
from domain.usecases.tasks.order import parse_order

# Who reads plain words first; whoever knows what is meant answers.
_READERS = (
    asides,
    ledger.plainly,
    reports,
    named_lists,
    questions,
    voices,
    find.plainly,
    series.plainly,
    leave.absence,
    everyday,
)


def plain(talk: Talk) -> None:
    """What is left: a question gets its list, a greeting one line of help, an order of a leader becomes a task."""
    if not _brings_something(talk) and any(reads(talk) for reads in _READERS):
        return
    who, spoken = talk.who, _heard(talk)
    if _forgot_slash(talk):
        talk.say("hint-slash", command=talk.said().text.strip())
    elif spoken.kind is Spoken.QUESTION and spoken.number:
        show_task(talk, spoken.number)
    elif spoken.kind is Spoken.QUESTION and spoken.which:
        for found in lists_asked_for(talk, spoken.which):
            talk.answer(found)
    elif not who.leads_anywhere():
        if not (raising.plainly(talk) or own_files(talk)):
            talk.say("hint-plain")
    elif spoken.kind is Spoken.ORDER:
        _order(talk)
    else:
        talk.say("hint-plain-leader")


def _forgot_slash(talk: Talk) -> bool:
    """under 14 12: a command without its sign."""
    found = None if _brings_something(talk) else _FORGOT_SLASH.fullmatch(talk.said().text)
    return found is not None and found[1].lower() in _NAMES


_NAMES = frozenset(command.name for command in COMMANDS)
_FORGOT_SLASH = late(r"\s*([A-Za-z]{3,12})\s+[#＃]?\d{1,6}(?:\s+.{1,200})?\s*")


def _brings_something(talk: Talk) -> bool:
    """A file or a forwarded message, which is offered as a task, whatever its words."""
    return bool(talk.said().files) or (talk.message is not None and talk.message.forward_origin is not None)


def _order(talk: Talk) -> None:
    """An order is carried out; a remark about somebody is shown first, and a greeting is only that."""
    said = assign.ordered_plainly(talk)
    if _brings_something(talk):
        return assign.plain(talk)
    if not said.mentions and stranger_in(said.text):
        raise Refusal("unknown-person", name=stranger_in(said.text))
    if not said.mentions:
        return talk.say("hint-plain-leader") if _greets(talk, said.text) else assign.plain(talk)
    found = parse_order(said.text, said.mentions, talk.unit.now, talk.unit.calendar)
    dated = found.is_dated
    if found.title and is_small_talk(found.title) and not dated:
        return talk.say("hint-plain-leader")
    if not dated and found.title and is_praise(said.text, found.title):
        return talk.say("hint-plain-leader")
    sure = not found.title or is_plain_order(said.text, found.title, dated=dated)  # without a deed it is asked for
    order(talk.unit, talk.who, replace(said, unsure=not sure or leave.told_in(talk)))
    return None


def _greets(talk: Talk, text: str) -> bool:
    """谢谢李明: nothing but a greeting beside the name."""
    named = mentioned_in(text, talk.unit.store.members.all_active())
    return named is not None and is_small_talk(text[: named.start] + " " + text[named.end :])


_OF_SOMEBODY = ("team", "overdue")  # lists that, where somebody is named, are theirs


def lists_asked_for(talk: Talk, which: str) -> list[TaskList]:
    """The list a question names; 李明手上有什么: what that person has to do, for those who run their team."""
    if which not in _OF_SOMEBODY:
        return [TaskList(which)]
    people = people_asked_about(talk.unit, talk.said().text, talk.mentions(talk.said().text), talk.who.member.id)
    return [_list_of(talk, member) for member in people] or [TaskList(which)]


def _list_of(talk: Talk, member: Member) -> TaskList:
    if member.id == talk.who.member.id:
        return TaskList("mine")
    require_leads(talk.unit, talk.who, member)
    return TaskList("person", member_id=member.id)


def _heard(talk: Talk) -> Heard:
    """A file and a forwarded message are offered as a task, whatever their words."""
    said = talk.said()
    if _brings_something(talk):
        return Heard(Spoken.ORDER)
    reading = read(said.text, talk.unit.now, talk.unit.calendar, sentence=True)
    return heard(said.text, orders=reading.kind is not Kind.NONE)
