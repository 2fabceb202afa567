"""/task in one line, as a reply, or step by step; and plain words of a leader in private."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.callback import number
from bot.routes import On, Route
from bot.talk import Talk, files_of, quoted, text_of
from domain.errors import Refusal
from domain.messages.asking import DraftStep, Prompt
from domain.ports.talk import Draft, Question
from domain.usecases.tasks.assign import (
    Ordered,
    add_files,
    add_to_album,
    answer,
    discard,
    order,
    own_draft,
    takes_words,
)
from domain.usecases.tasks.work import Said


def task(talk: Talk) -> None:
    """`/task @li 明天下班前 提交报告 !加急`, or the same in reply to the message that says what to do."""
    talk.require_team_or_private()
    source = quoted(talk.message)
    said = talk.said(talk.args)
    order(
        talk.unit,
        talk.who,
        Ordered(
            talk.chat_id,
            talk.args,
            talk.mentions(),
            text_of(source) if source else "",
            (*said.files, *(files_of(source) if source else ())),
            talk.message.message_id if talk.message and not talk.is_private else None,
            talk.thread_id,
        ),
    )


def plain(talk: Talk) -> None:
    """A plain or forwarded message of a leader in private is offered as a task: only the person is asked for."""
    said = talk.said()
    album = _album_of(said)
    order(
        talk.unit, talk.who, Ordered(talk.chat_id, said.text, talk.mentions(said.text), files=said.files, album=album)
    )


def _album_of(said: Said) -> tuple[str, int] | None:
    return (said.media_group, said.message_id) if said.media_group and said.message_id else None


def more_of_album(talk: Talk, said: Said) -> bool:
    """A further piece of the album with which a draft began."""
    member = talk.unit.store.members.by_telegram(talk.person.telegram_id)
    if member is None or not said.media_group:
        return False
    return add_to_album(talk.unit, member.id, talk.chat_id, said.media_group, said.files)


def takes(talk: Talk, question: Question) -> bool:
    """Whether a message can be the answer: a file only where the words of the task were asked for."""
    said = talk.said()
    if said.files and question.arg != "text":
        return False
    return takes_words(talk.unit, question.task_id, question.arg, said.text, talk.mentions(said.text))


def button(talk: Talk) -> None:
    """`d:<draft>:<field>:<value>`."""
    _, draft_id, field, value = (*talk.data, "", "", "")[:4]
    draft = own_draft(talk.unit, talk.who, number(draft_id))
    _BUTTONS.get(field, _answer)(talk, draft, field, value)


def _discard(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    discard(talk.unit, talk.who, draft.id)
    talk.show("draft-discarded")


def _page(talk: Talk, draft: Draft, _field: str, value: str) -> None:
    draft.data["page"] = number(value)
    talk.unit.store.drafts.save(draft)
    talk.answer_here(DraftStep(draft.id))


def _words(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    """The deadline in words of one's own."""
    member = talk.who.member
    talk.unit.store.questions.ask(Question(0, member.id, talk.chat_id, "draft", draft.id, "deadline"))
    talk.answer(Prompt("draft-deadline", draft.id, member.id))


def _answer(talk: Talk, draft: Draft, field: str, value: str) -> None:
    if field not in ("person", "deadline", "reading", "confirm"):
        raise Refusal("button-old")
    _given(talk, draft, field, _moment(value) if field == "deadline" else value)


_BUTTONS = {"discard": _discard, "page": _page, "words": _words}


def _moment(value: str) -> str:
    return datetime.fromtimestamp(min(number(value), 2**33), UTC).isoformat()


def _given(talk: Talk, draft: Draft, field: str, value: str) -> None:
    if answer(talk.unit, talk.who, draft.id, field, value, talk.mentions(value) if field == "person" else ()):
        talk.unit.store.questions.close(talk.who.member.id, talk.chat_id)


def answer_question(talk: Talk, question: Question) -> None:
    """Words for a draft: its deadline, where that was asked for; else what the draft lacks next."""
    draft, said = own_draft(talk.unit, talk.who, question.task_id), talk.said()
    talk.unit.store.questions.close(talk.who.member.id, talk.chat_id)
    if said.files:
        add_files(talk.unit, draft, said.files, _album_of(said))
    _given(talk, draft, question.arg, said.text)


ROUTES = (Route(On.COMMAND, "task", task), Route(On.BUTTON, "d", button))
