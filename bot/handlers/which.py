"""是哪一件？ was asked of a command, or of words: the number that is written next is the answer, and shows no card."""

from __future__ import annotations

from bot.handlers import act, links, milestones, points, see, tree, words
from bot.handlers.numbers import named_in
from bot.routes import On
from bot.talk import Talk, text_of
from domain.errors import Refusal
from domain.model.value import replace
from domain.ports.talk import NUMBER, Question
from domain.rules.answering import is_dead

_ASKS = frozenset({"why-number", "which-task", "which-task-none"})
_COMMANDS = {
    route.name: route.handler
    for subject in (act, links, milestones, points, see, tree)
    for route in subject.ROUTES
    if route.on is On.COMMAND and route.name != "show"  # which a number alone does anyway
}
_DOING = frozenset(route.name for route in act.ROUTES if route.on is On.COMMAND)  # whose words go on behind the number


def ask_number(talk: Talk, member_id: int, reason: str) -> None:
    """What was refused for want of a number waits for it, unless something else is asked here."""
    if reason not in _ASKS or talk.said().files or _is_asked_else(talk, member_id):
        return
    command, words_ = _written(talk)
    waits = _without_number(words_)
    if waits is None or not _can_wait(command, waits):
        return
    asked = Question(
        0, member_id, talk.chat_id, NUMBER, None, command, asked_at=talk.unit.now, words=waits, thread_id=talk.thread_id,
    )  # fmt: skip
    talk.unit.store.questions.ask(asked)


def _is_asked_else(talk: Talk, member_id: int) -> bool:
    """Whether a question of another kind is open here."""
    asked = talk.unit.store.questions.open_for(member_id, talk.chat_id, talk.thread_id)
    return asked is not None and asked.action != NUMBER and not is_dead(asked.asked_at, talk.unit.now)


def _written(talk: Talk) -> tuple[str, str]:
    """The command, and the words behind it; no command, and all words."""
    head, _, rest = text_of(talk.message).partition(" ") if talk.message else ("", "", "")
    if not head.startswith("/"):
        return "", talk.said().text
    return head.lower().partition("@")[0].removeprefix("/"), rest


def _can_wait(command: str, waits: str) -> bool:
    """Words wait as they are; a command with words only where these go on behind the number."""
    return not command or command in _DOING or (command in _COMMANDS and not waits)


def take_number(talk: Talk, question: Question) -> bool:
    """1, #1, 1号: the command, or the words, of that matter; other words are heard as what they are."""
    said = talk.said()
    number = 0 if said.files else _number(said.text)
    talk.unit.store.questions.close(question.member_id, question.chat_id, question.thread_id)
    if not number or is_dead(question.asked_at, talk.unit.now):
        return False
    waits = question.words or ""
    if question.arg in _COMMANDS:
        _COMMANDS[question.arg](replace(talk, args=f"{number} {waits}".strip()))
    else:
        words.about(talk, number, replace(said, text=waits))
    return True


def _without_number(text: str) -> str | None:
    """The words that wait for a number; None where they have one, or what may be one."""
    try:
        return text.strip() if named_in(text) is None else None
    except Refusal:
        return None


def _number(text: str) -> int:
    """The number where words are nothing else; 0 where they are."""
    try:
        found = named_in(text)
    except Refusal:
        return 0
    return found.number if found is not None and not found.rest else 0
