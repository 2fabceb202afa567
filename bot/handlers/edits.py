"""A message was edited: what it said is taken anew where nothing had come of it, asked about where something had."""

from __future__ import annotations

from bot.commands import COMMANDS
from bot.handlers import act, assign, chat, minutes, notice_writing, notices, plan, raising, see, taken, tree
from bot.handlers.numbers import Example, marked_in, named_in
from bot.routes import On, Route
from bot.talk import Talk, text_of
from domain.errors import Refusal
from domain.messages.asking import Choices
from domain.model.drafts import Draft
from domain.model.post import Post, PostKind
from domain.model.tasks import Kind
from domain.ports.store import MetaKey
from domain.rules.lifecycle import Action
from domain.usecases.tasks import replies
from domain.usecases.tasks.reorder import Reworded, reworded

_COMMANDS = (*minutes.ROUTES, *notices.ROUTES, *raising.ROUTES, *act.ROUTES, *tree.ROUTES, *plan.ROUTES, *see.ROUTES)
_AGAIN = {r.name: r.handler for r in _COMMANDS if r.on is On.COMMAND}
_ACTIONS = {row.name: row.action for row in COMMANDS}


def edit(talk: Talk) -> None:
    """Never a second task: what was taken is asked about or corrected, what was refused is tried again."""
    member = talk.unit.store.members.by_telegram(talk.person.telegram_id)
    if talk.message is None or member is None or not member.active:
        return
    name, args = _command(talk)
    post = talk.unit.store.posts.find(talk.chat_id, talk.message.message_id)
    if post is not None:
        _taken(talk, post, name, args)
    elif not name and (draft := _being_written(talk, member.id)):
        _draft_anew(talk, draft, args)
    elif _refused(talk, member.id) or _being_written(talk, member.id):
        _again(talk, name, args)


def _draft_anew(talk: Talk, draft: Draft, text: str) -> None:
    """What began a draft has other words now."""
    if draft.task.notice:
        notice_writing.written_anew(talk, draft, text)
    elif not (draft.task.minutes and minutes.offered(talk)):
        assign.plain(talk)


def _command(talk: Talk) -> tuple[str, str]:
    """The command a message is now, if it is one for this bot, and its arguments."""
    assert talk.message is not None  # an edit has a message
    text = text_of(talk.message)
    first, *rest = text.split(maxsplit=1) or [""]
    name, _, bot = first.lower().partition("@")
    ours = name.startswith("/") and bot in ("", (talk.message.get_bot().username or "").lower())
    return (name.removeprefix("/") if ours else "", rest[0] if rest else "") if first.startswith("/") else ("", text)


def refused(talk: Talk, member_id: int) -> None:
    """Remember a message that was refused, so that its better words are heard."""
    if talk.message is not None:
        talk.unit.store.meta.set(MetaKey.REFUSED, f"{talk.chat_id}:{talk.message.message_id}", member_id)


def _refused(talk: Talk, member_id: int) -> bool:
    assert talk.message is not None  # an edit has a message
    found = talk.unit.store.meta.get(MetaKey.REFUSED, member_id)
    return found == f"{talk.chat_id}:{talk.message.message_id}"


def _being_written(talk: Talk, member_id: int) -> Draft | None:
    """The draft that began with this message and still asks something, or waits for its yes."""
    assert talk.message is not None  # an edit has a message
    order_id = talk.message.message_id
    written = talk.unit.store.drafts.written(member_id, talk.chat_id)
    return next((d for d in written if d.task.order_id == order_id), None)


def _again(talk: Talk, name: str, args: str) -> None:
    """As if it had been written like this at once."""
    talk.unit.store.meta.drop(MetaKey.REFUSED, talk.who.member.id)
    if name:
        talk.args = args
        handler = _AGAIN.get(name)
        if handler is not None:
            handler(talk)
    elif not args.startswith("/"):
        chat.message(talk)


def _taken(talk: Talk, post: Post, name: str, args: str) -> None:
    if post.kind is PostKind.ORDER:
        _order(talk, post, name, args)
    elif post.kind is PostKind.REPORT:
        _report(talk, post, name, args)


def _order(talk: Talk, post: Post, name: str, args: str) -> None:
    """The matter stands as it was given; another deadline is offered, anything else has its own ways.
    A notice has new words."""
    task = talk.unit.store.tasks.get(post.task_id)
    if task is not None and task.kind is Kind.NOTICE:
        return notices.edited(talk, post, args) if name in ("", "notice") else None
    if name == "task":
        talk.args = args
    elif name == "sub":
        number = named_in(args, dates=True)
        talk.args = number.rest if number else args
    elif name:
        return None
    said = assign.ordered(talk) if name else assign.ordered_plainly(talk)
    found = reworded(talk.unit, talk.who, post, said)
    if found is not None and found.moments:
        _offer(talk, found)
    elif found is not None:
        talk.say("order-edited", number=found.task_id)
    return None


def _offer(talk: Talk, found: Reworded) -> None:
    moments = tuple(int(m.timestamp()) for m in found.moments)
    asked = Choices("edited", found.task_id, Action.CHANGE_DEADLINE.value, words=found.words[:60], moments=moments)
    talk.answer(asked, task_id=found.task_id)


def _report(talk: Talk, post: Post, name: str, args: str) -> None:
    """A report that was reworded; a number in it cannot carry it over to another matter."""
    named = named_in(args, example=Example(name, post.task_id)) if name and _ACTIONS.get(name) else marked_in(args)
    if named is not None and named.number != post.task_id:
        raise Refusal("edited-number", number=str(post.task_id), other=str(named.number))
    changed = replies.edit(talk.unit, talk.who, post, named.rest if named else args)
    if changed is not None:
        taken.tell_changed(talk, changed)


ROUTES = (Route(On.EDIT, "edit", edit),)
