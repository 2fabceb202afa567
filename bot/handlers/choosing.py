"""The bot asks for one step of an action: buttons whose words may be typed as well, or words alone."""

from __future__ import annotations

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.asking import Choices, Offer, Prompt
from domain.model.post import PostKind, Said
from domain.model.value import replace
from domain.ports.talk import Question
from domain.rules.lifecycle import Action, Need, allowed, needs
from domain.usecases.access import fetch
from domain.usecases.tasks.act import check


def ask_words(talk: Talk, task_id: int, action: Action, arg: str) -> None:
    """Open a question whose answer completes the action."""
    check(talk.unit, talk.who, task_id, action)
    asked = ask(talk, task_id, action, arg)
    talk.answer(prompt_of(asked), task_id=task_id)


def prompt_of(asked: Question) -> Prompt:
    """The question in words."""
    key = f"{asked.action}-moment" if asked.arg == "moment" else asked.action
    return Prompt(key, asked.task_id, asked.member_id, asked.arg, question=asked.id)


_KEEPS_WORDS = frozenset({"breach", "method"})
_TYPED = {
    "moment": "moment",
    "reading": "moment",
    "month": "moment",
    "hours": "moment",
    "resubmit": "moment",
    "member": "member",
}


def choose(talk: Talk, found: Choices, words: str = "") -> None:
    """Offer buttons; what stands on them may be typed as well. `words` that were given already wait for the choice."""
    if found.what in _KEEPS_WORDS:
        found = replace(found, member_id=talk.who.member.id)
    if found.what in _KEEPS_WORDS and words:
        asked = ask(talk, found.task_id, Action(found.action), found.what, words)
        found = replace(found, member_id=asked.member_id, question=asked.id)
    if found.what in _TYPED:
        asked = ask(talk, found.task_id, Action(found.action), _TYPED[found.what], words or None)
        found = replace(found, member_id=asked.member_id, question=asked.id)
    talk.answer(found, task_id=found.task_id)


def kept_words(talk: Talk) -> str:
    """The words that wait for the choice that was made now."""
    asked = talk.unit.store.questions.open_for(talk.who.member.id, talk.chat_id, talk.thread_id)
    _, action, task_field = (*talk.data, "", "")[:3]
    ours = asked is not None and (asked.action, asked.task_id) == (action, number(task_field))
    return asked.words or "" if asked is not None and ours and asked.arg in (*_KEEPS_WORDS, "moment") else ""


def ask(talk: Talk, task_id: int, action: Action, arg: str, words: str | None = None) -> Question:
    """The next words of this person answer this."""
    member_id, now = talk.who.member.id, talk.unit.now
    asked = Question(
        0, member_id, talk.chat_id, action.value, task_id, arg, asked_at=now, words=words, thread_id=talk.thread_id
    )
    return talk.unit.store.questions.ask(asked)


def offer(talk: Talk, found: Offer, said: Said) -> None:
    """Offer in reply to the words, so that the button finds them."""
    place = talk.place
    if said.message_id is not None and (talk.is_private or place.chat_id is not None):
        place = replace(place, reply_to=said.message_id)
    talk.unit.say(place, found, task_id=found.task_id)


def _of_open_question(talk: Talk, found: Choices) -> Choices:
    """Further buttons of a question that is open still."""
    asked = talk.unit.store.questions.open_for(talk.who.member.id, talk.chat_id, talk.thread_id)
    if asked is None or (asked.task_id, asked.action) != (found.task_id, found.action):
        return found
    return replace(found, member_id=asked.member_id, question=asked.id)


def settle(talk: Talk, task_id: int, action: Action) -> None:
    """What was asked for this action is answered, and so is what nothing can come of any more."""
    asked = talk.unit.store.questions.open_for(talk.who.member.id, talk.chat_id, talk.thread_id)
    if asked is None or asked.task_id != task_id:
        return
    task, at = fetch(talk.unit, talk.who, task_id)
    if asked.action == action or not allowed(task, Action(asked.action), at.relations):
        talk.unit.store.questions.close(asked.member_id, asked.chat_id, asked.thread_id)


def on_card(talk: Talk) -> bool:
    """Whether the button stands on a card, which stays one."""
    post = talk.pressed_post
    return post is not None and post.kind is PostKind.CARD


def _choosing(name: str, need: Need) -> Action:
    """The action a chooser is for; a button of anything else is none of ours."""
    if name not in set(Action) or need not in needs(Action(name)):
        raise Refusal("button-old")
    return Action(name)


def turn_page(talk: Talk) -> None:
    """`p:<action>:<task>:[<gone>-]<page>`: more people to choose from."""
    _, action_name, task_field, page = (*talk.data, "", "", "")[:4]
    task_id, action = number(task_field), _choosing(action_name, Need.MEMBER)
    check(talk.unit, talk.who, task_id, action)
    gone, _, page = page.rpartition("-")
    asked = Choices("other" if gone else "member", task_id, action.value, number(page), gone=number(gone))
    talk.answer_here(_of_open_question(talk, asked), task_id=task_id)


def calendar(talk: Talk) -> None:
    """`c:<action>:<task>:<yyyymm>` shows a month, `k:<action>:<task>:<yyyymmdd>` the hours of a day."""
    verb, action_name, task_field, page = (*talk.data, "", "", "")[:4]
    task_id, action = number(task_field), _choosing(action_name, Need.MOMENT)
    check(talk.unit, talk.who, task_id, action)
    found = Choices("hours", task_id, action.value, day=number(page))
    if verb == Press.MONTH:
        found = Choices("month", task_id, action.value, month=number(page))
    if on_card(talk):
        return choose(talk, found)
    return talk.answer_here(_of_open_question(talk, found), task_id=task_id)


def nothing(talk: Talk) -> None:
    """`x`: a square of the calendar that is no choice."""


ROUTES = (
    Route(On.BUTTON, Press.PEOPLE, turn_page),
    Route(On.BUTTON, Press.MONTH, calendar),
    Route(On.BUTTON, Press.DAY, calendar),
    Route(On.BUTTON, Press.NOTHING, nothing),
)
