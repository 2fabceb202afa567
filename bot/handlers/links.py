"""What ties matters together: `/after 14 12` makes #14 wait for #12, `/tag` gives, takes and finds tags."""

from __future__ import annotations

import re

from bot.callback import Press, number
from bot.handlers.numbers import Example, example_for, named_in, replied_task
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.tasks import Done, TaskList
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.rules.tags import kept, normal, tags_in
from domain.text import half_width, late
from domain.usecases.people.teams import approved
from domain.usecases.tasks.act import perform

_OFF = late(r"(?:off|none|取消|去掉|撤掉|不等|無|无|移除|删除|刪除)(?=$|[\s#№＃])[。.!！]?\s*", re.IGNORECASE)
_OFF_LAST = late(r"(?<=\s)(?:off|none|取消|去掉|撤掉|不等了?|移除|删除|刪除)[。.!！]?\s*$", re.IGNORECASE)
_NUMBERS = late(r"(?:[#№]?\s?\d{1,16}(?:\s*[,，、和与與&]\s*|\s+|$))+", re.IGNORECASE)
_ONE = late(r"\d{1,16}")


def after(talk: Talk) -> None:
    """`/after 14 12 13`, `/after 14 off`, `/after 14 off 12`; in reply to a message about #14 without its number."""
    talk.require_team_or_private()
    task_id, rest = _which(talk)
    off, rest = _off(rest)
    others = _others(talk, rest, needed=not off)
    action = Action.DROP_WAIT if off else Action.MAKE_WAIT
    _do(talk, task_id, action, Given(matters=others))


def _off(rest: str) -> tuple[bool, str]:
    """Whether it is taken away, said before or behind what goes (off #预算, #预算 off), and the words without that."""
    first = _OFF.match(rest)
    if first is not None:
        return True, rest[first.end() :]
    last = _OFF_LAST.search(rest)
    return last is not None, rest[: last.start()] if last else rest


def _which(talk: Talk) -> tuple[int, str]:
    """The matter that waits, and what is said of it."""
    replied = replied_task(talk)
    found = named_in(talk.args, numbers=True, example=example_for(talk))
    if found is not None and (found.rest or replied is None):
        return found.number, found.rest
    if replied is not None:
        return replied, talk.args.strip()
    raise _usage(talk)


def _others(talk: Talk, text: str, *, needed: bool) -> tuple[int, ...]:
    plain = half_width(text).strip()
    if not plain and not needed:
        return ()
    if not _NUMBERS.fullmatch(plain):
        raise _usage(talk)
    return tuple(dict.fromkeys(int(n) for n in _ONE.findall(plain)))


def _usage(talk: Talk) -> Refusal:
    return Refusal("after-usage", number=str(example_for(talk).number or Example("after", 14).number))


def _do(talk: Talk, task_id: int, action: Action, given: Given) -> None:
    event = perform(talk.unit, talk.who, task_id, action, given)
    talk.answer(Done(task_id, event.seq), task_id=task_id)


def tag(talk: Talk) -> None:
    """`/tag #预算` lists what has it, `/tag 12 #预算` gives it, `/tag 12 off #预算` takes it away."""
    talk.require_team_or_private()
    found = named_in(talk.args, numbers=True, example=Example("tag", 12)) if not _begins_with_tag(talk) else None
    task_id = found.number if found else replied_task(talk)
    rest = found.rest if found else talk.args.strip()
    if task_id is None or (not found and not _OFF.match(rest) and not rest):
        return _list(talk, rest)
    off, named = _off(rest)
    words = _tags(named)
    _do(talk, task_id, Action.UNTAG if off else Action.TAG, Given(tags=words))
    return None


def _begins_with_tag(talk: Talk) -> bool:
    return bool(re.match(r"\s*[#＃][^\W\d_]", talk.args)) and replied_task(talk) is None


def _tags(text: str) -> tuple[str, ...]:
    """#预算 #年度, or the bare words. Raises: Refusal `tag-usage` for what is none."""
    marked = " ".join(
        word if word[0] in "#＃" else f"#{word}" for word in re.split(r"[\s,，、]+", text.strip()) if word
    )
    found, rest = tags_in(marked)
    if not found or rest:
        raise Refusal("tag-usage")
    return kept(found)


def _list(talk: Talk, text: str) -> None:
    words = _tags(text)
    if len(words) > 1:
        raise Refusal("tag-usage")
    _show(talk, words[0])


def _show(talk: Talk, word: str, page: int = 0) -> None:
    """A group sees its own, a person in private all that they may see."""
    _ = talk.who
    team_id = None if talk.is_private else approved(talk.unit, talk.chat_id).id
    talk.answer_here(TaskList("tag", page, team_id, tag=word))


def turn(talk: Talk) -> None:
    """`tg:<tag>:<page>`."""
    _, word, page = (*talk.data, "", "")[:3]
    if not word:
        raise Refusal("button-old")
    _show(talk, normal(word), number(page))


ROUTES = (
    Route(On.COMMAND, "after", after),
    Route(On.COMMAND, "tag", tag),
    Route(On.BUTTON, Press.TAG, turn),
)
