"""Plain words in private that may be no order: something to raise, a notice, a chase. What was meant is a button."""

from __future__ import annotations

from bot.handlers import assign, notice_writing, words
from bot.handlers.choosing import offer
from bot.handlers.numbers import HAS_NUMBER
from bot.talk import Talk
from domain.messages.asking import Offer
from domain.model.post import Said
from domain.model.tasks import Kind, Task
from domain.model.value import replace
from domain.rules.lifecycle import Action, allowed, require
from domain.rules.names import mentioned_in
from domain.rules.voices import Voice, Voiced, voiced
from domain.text import half_width
from domain.usecases.access import fetch, watched
from domain.usecases.tasks.draft import order
from domain.usecases.tasks.order import find_names
from domain.usecases.tasks.ordered import Ordered

ORDER = "order"
_MOST = 100
_NAMED_WITHIN = 6  # words


def voices(talk: Talk) -> bool:
    """Whether the words may be one of these, and what was meant is asked."""
    said = talk.said()
    found = voiced(said.text)
    if found is None:
        return False
    if found.voice is Voice.URGE and HAS_NUMBER.search(half_width(said.text)):
        return False  # 催一下 #1 is done
    if found.voice in (Voice.CHASE, Voice.URGE):
        return talk.who.leads_anywhere() and _about_matter(talk, said, found)
    if found.voice is Voice.NOTICE and not _may_tell(talk):
        return False
    choices = [(0, found.voice.value, "")] + ([(0, ORDER, "")] if talk.who.leads_anywhere() else [])
    offer(talk, Offer(found.voice.value, tuple(choices)), said)
    return True


def _may_tell(talk: Talk) -> bool:
    who = talk.who
    return who.leads_anywhere()


def _about_matter(talk: Talk, said: Said, found: Voiced) -> bool:
    named = {int(m[1]) for m in HAS_NUMBER.finditer(half_width(said.text))}
    number = found.number or (min(named) if len(named) == 1 else 0)
    action = Action(found.voice.value)
    if number:
        task, at = fetch(talk.unit, talk.who, number)  # what they may not see is not there
        if not task.status.is_open:
            require(task, action, at.relations)  # it is said at once, not after a button
        choices = [(number, action.value, ""), (0, ORDER, "")]
    else:
        choices = [(task.id, action.value, "of") for task in _chased(talk, said.text, action)]
        choices += [(0, ORDER, "")] if choices else []
    if choices:
        offer(talk, Offer(found.voice.value, tuple(choices), number or None), said)
    return bool(choices)


def _chased(talk: Talk, text: str, action: Action) -> list[Task]:
    """The matters of whoever is named that may be chased; of everybody where nobody is, and a button alone says who."""
    which = replace(watched(talk.who), kinds=(Kind.TASK,))
    person = mentioned_in(text, talk.unit.store.members.all_active(), talk.who.member.id)
    usernames = {word.strip("@,.;:") for word in half_width(text).split()[:_NAMED_WITHIN] if word.isascii()}
    usernames |= {one.username for one in find_names(text) if one.username}  # 催一遍@li
    called = (talk.unit.store.members.by_username(name) for name in usernames if name)
    ids = set(person.ids if person else ()) | {m.id for m in called if m}
    if action is Action.URGE and not ids:
        return []
    page: list[Task] = talk.unit.store.tasks.page(which, _MOST)
    ours = [t for t in page if not t.confidential and (not ids or t.duty_id in ids)]
    return [t for t in ours if allowed(t, action, fetch(talk.unit, talk.who, t.id)[1].relations)][: words.MOST]


def take(talk: Talk, what: str, said: Said) -> bool:
    """The button of what was meant: a notice, something raised, an order after all; False for any other."""
    found = voiced(said.text)
    text = found.words if found else said.text
    if what == Voice.NOTICE:
        notice_writing.begin(talk, Ordered(talk.chat_id, text, order_id=None))
    elif what == Voice.RAISE:
        order(talk.unit, talk.who, Ordered(talk.chat_id, text, raises=True))
    elif what == ORDER:
        talk.kept = said.text
        assign.plain(talk)
    else:
        return False
    return True
