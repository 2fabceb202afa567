"""What was offered for plain words is pressed: the words go with it."""

from __future__ import annotations

from telegram import Message

from bot.callback import Press, number
from bot.handlers import act, taken
from bot.handlers.given import from_words
from bot.handlers.hands import HEARD, WITHOUT, without
from bot.handlers.numbers import elsewhere_in, listed_in, named_in
from bot.handlers.voices import take
from bot.handlers.words import WORDS, about, carried
from bot.routes import On, Route
from bot.talk import Talk, files_of, text_of
from domain.errors import Refusal
from domain.messages.office import Sentence
from domain.model.post import Said
from domain.model.value import replace
from domain.rules.given import NOTHING, Given
from domain.rules.lifecycle import Action
from domain.rules.told_of import change_in
from domain.rules.voices import Voice
from domain.usecases.tasks import replies


def pressed(talk: Talk) -> None:
    """`o:<action>:<task>:<argument>`: with the words the question replies to."""
    _, name, task_field, argument = (*talk.data, "", "", "")[:4]
    task_id = number(task_field)
    if argument.startswith(HEARD) and name in set(Action):
        return act.go_on(talk, task_id, Action(name), _knowing(talk, task_id, Action(name), argument))
    words = _words(talk, whole=not task_id or name in set(Voice))
    if take(talk, name, words):
        return None
    if name == WORDS:
        _require_untaken(talk, words)
        about(talk, task_id, replace(words, text=change_in(words.text)))
        talk.answer_here(Sentence("meant-taken", {"number": str(task_id)}))
    elif name in (Action.COMMENT, Action.REPORT):
        _require_untaken(talk, words)
        event = replies.reply(talk.unit, talk.who, task_id, words)
        task = talk.unit.store.tasks.get(task_id)
        said = Sentence(f"did-{event.fact.name}", {"number": str(task_id)})
        talk.answer_here(taken.remarked(talk, task) if task and task.is_raised else said)
    elif name in set(Action):
        given = carried(words, Action(name), argument)
        act.go_on(talk, task_id, Action(name), without(talk, task_id, given) if argument == WITHOUT else given)
    else:
        raise Refusal("button-old")
    return None


def _knowing(talk: Talk, task_id: int, action: Action, argument: str) -> Given:
    """What was to be done before a disagreement was told, with its words where there were some; to decide it needs its own."""
    source = talk.message.reply_to_message if talk.message else None
    if action is Action.DECIDE:
        return NOTHING
    words = _words(talk).text if source is not None else ""
    whom = argument.removeprefix(HEARD)
    found = Given(member_id=number(whom[2:])) if whom else from_words(talk, task_id, action, words)
    return replace(found, heard=True)


def _words(talk: Talk, *, whole: bool = False) -> Said:
    """What the presser wrote, without the numbers in it."""
    source = talk.message.reply_to_message if talk.message else None
    if source is None:
        raise Refusal("button-old")
    if source.from_user is None or source.from_user.id != talk.person.telegram_id:
        raise Refusal("others-words")
    said = said_in(source)
    return replace(said, text=text_of(source)) if whole else said


def said_in(source: Message) -> Said:
    """The words of a message about a task, without the number of it."""
    text = text_of(source)
    if text.startswith("/"):
        command = named_in(text.partition(" ")[2], numbers=True)
        text = command.rest if command else text.partition(" ")[2]
    named = listed_in(text) or elsewhere_in(text)
    rest = named.rest if named else text
    return Said(rest, files_of(source), source.chat_id, source.message_id, source.media_group_id)


def _require_untaken(talk: Talk, words: Said) -> None:
    """Words are passed on once."""
    if words.message_id is not None and talk.unit.store.posts.find(talk.chat_id, words.message_id) is not None:
        raise Refusal("words-taken")


ROUTES = (Route(On.BUTTON, Press.OFFER, pressed),)
