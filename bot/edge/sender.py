"""From a promised message to Telegram and back: rendering for the reader, sending, and the table of what can go wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from telegram import BotCommand, BotCommandScopeChat, InputFile, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.edge.account import Account
from bot.edge.failures import explain
from bot.edge.files import MEDIA, albums
from bot.edge.keyboards import keyboard
from bot.edge.making import Makers, UnmadeError, content
from bot.edge.shown import Shown
from bot.edge.topics import Heading, heading_of, into_topic, name_topic, topic_of
from bot.i18n import escape, plain
from bot.menu import menu
from bot.office import Office
from bot.views import VIEWS, Rendered
from bot.views.first_hints import hinted
from bot.views.reminders import merged
from bot.views.rendered import CONFIDENTIAL
from domain.messages.base import Urgency
from domain.messages.office import MenuUpdate
from domain.messages.tasks import TopicName, Unsend
from domain.model.papers import Made, Picture
from domain.model.post import PostKind
from domain.model.tasks import Attachment
from domain.model.value import replace, value
from domain.ports.messenger import Delivery, Failure, Parcel
from domain.ports.post import Outgoing
from domain.ports.store import ReadStore
from domain.text import utf16_cut, utf16_length

_CAPTION, _NO_PREVIEW = 1000, {"is_disabled": True}


@value
class Letter:
    """What leaves: where to, the rendered message, how; `opens` is the name of a topic that is opened for it."""

    rendered: Rendered
    thread_id: int | None
    reply_to: int | None
    edits: int | None
    silent: bool
    plain: bool = False
    protected: bool = False
    opens: str = ""


@value
class Menu:
    """The command menu of one person or group."""

    commands: tuple[BotCommand, ...]


class Sender:
    """Renders and sends; decides nothing about whether or to whom."""

    def __init__(self, bot: Account, office: Office, makers: Makers) -> None:
        self.bot = bot
        self.office = office
        self.makers = makers
        self.shown = Shown()

    def render(self, store: ReadStore, rows: Sequence[Outgoing]) -> Parcel | None:
        """The message for its reader as things stand now; None when there is nothing to say."""
        row = rows[0]
        if isinstance(row.message, MenuUpdate):
            return self._menu(store, row)
        if isinstance(row.message, Unsend):
            return Parcel(row.message.chat, row.message)
        member = store.members.get(row.place.member_id) if row.place.member_id is not None else None
        chat_id = row.place.chat_id or (member.telegram_id if member else None)
        if chat_id is None:
            return None
        if isinstance(row.message, TopicName):
            return heading_of(store, row, chat_id)
        team = None if member else store.teams.by_chat(chat_id)
        eye = self.office.eye_for(store, member, team)
        said = [*(row.extends.says if row.extends else ()), *(r.message for r in rows)]
        rendered = merged(eye, said) if row.message.merges else VIEWS[type(row.message)](eye, row.message)
        if rendered is None:
            return None
        hint, rendered = hinted(eye, rows, rendered)
        off_hours = row.urgency >= Urgency.NORMAL and not eye.calendar.is_working_moment(eye.now)
        silent = row.message.hushed or off_hours
        edits = row.extends.message_id if row.extends else row.message.edits
        marked = rendered.secret or CONFIDENTIAL in rendered.text
        protected = marked or _is_secret(store, [rendered.task_id, *map(_task_of, rows)])
        task = store.tasks.get(rendered.task_id) if rendered.task_id is not None else None
        thread_id, opens = topic_of(store, rows, member)
        letter = Letter(rendered, thread_id, row.place.reply_to, edits, silent, protected=protected, opens=opens)
        return Parcel(chat_id, letter, rendered.task_id, rendered.kind, task.version if task else None, hint)

    def _menu(self, store: ReadStore, row: Outgoing) -> Parcel | None:
        member = store.members.get(row.place.member_id) if row.place.member_id is not None else None
        if member is None and row.place.chat_id is not None:
            return self._group_menu(store, row.place.chat_id)
        if member is None or member.telegram_id is None:
            return None
        language = self.office.eye_for(store, member).language
        leader = store.members.with_roles(member).leads_anywhere()
        return Parcel(member.telegram_id, Menu(tuple(menu(language, leader=leader, group=False))))

    def _group_menu(self, store: ReadStore, chat_id: int) -> Parcel:
        """In the group's language, whatever its members' Telegram speaks."""
        language = self.office.eye_for(store, None, store.teams.by_chat(chat_id)).language
        return Parcel(chat_id, Menu(tuple(menu(language, leader=False, group=True))))

    async def send(self, parcel: Parcel, rows: Sequence[Outgoing]) -> Delivery:
        """Send or edit; every failure comes back as a row of the table, never as an exception."""
        if isinstance(parcel.body, Menu):
            return await self._set_menu(parcel.chat_id, parcel.body)
        if isinstance(parcel.body, Unsend):
            return await self._unsend(parcel.body)
        if isinstance(parcel.body, Heading):
            return await name_topic(self.bot, parcel.chat_id, parcel.body)
        letter, opening = await into_topic(self.bot, parcel.chat_id, parcel.body)
        if opening.failure is not None:
            return opening
        answer = await self._try(parcel.chat_id, letter, rows)
        if answer.failure is Failure.REFUSED and letter.thread_id is not None and rows[0].place.member_id is not None:
            answer = await self._try(parcel.chat_id, replace(letter, thread_id=None), rows)  # better there than nowhere
        return replace(answer, opened=opening.opened) if opening.opened else answer

    async def _set_menu(self, chat_id: int, shown: Menu) -> Delivery:
        try:
            await self.bot.set_my_commands(shown.commands, scope=BotCommandScopeChat(chat_id))
        except TelegramError as error:
            return explain(chat_id, error)
        return Delivery(chat_id)

    async def _unsend(self, said: Unsend) -> Delivery:
        try:
            await self.bot.call("deleteMessage", chat_id=said.chat, message_id=said.sent_id)
        except TelegramError as error:
            return explain(said.chat, error)
        return Delivery(said.chat)

    async def _try(self, chat_id: int, letter: Letter, rows: Sequence[Outgoing]) -> Delivery:
        try:
            message_id = await self._edit(chat_id, letter) if letter.edits else await self._send(chat_id, letter)
        except UnmadeError as error:
            return Delivery(chat_id, failure=Failure.REFUSED, error=f"could not be made: {error}")
        except TelegramError as error:
            mended = _mend(letter, error)
            if mended is not None:
                return await self._try(chat_id, mended, rows)
            found = explain(chat_id, error)
            # what shows the same already stands where it was to stand: what comes next is added to it
            return replace(found, message_id=letter.edits) if found.failure is None else found
        return Delivery(chat_id, message_id)

    async def _edit(self, chat_id: int, letter: Letter) -> int | None:
        said, edits = _said(letter), letter.edits or 0
        if not self.shown.shows(chat_id, edits, said):
            self.shown.forget(chat_id, edits)
            await self.bot.call(
                "editMessageText", chat_id=chat_id, message_id=edits, link_preview_options=_NO_PREVIEW, **said
            )
            self.shown.keep(chat_id, edits, said)
        return edits

    async def _send(self, chat_id: int, letter: Letter) -> int:
        if letter.rendered.made is not None:
            return await self._send_made(chat_id, letter, letter.rendered.made)
        files = letter.rendered.files
        if len(files) == 1 and utf16_length(_shown(letter)) <= _CAPTION and letter.rendered.kind is PostKind.NEWS:
            return await self._send_file(chat_id, letter, files[0])
        said = _said(letter)
        how = _way(letter) | said
        sent = await self.bot.call("sendMessage", chat_id=chat_id, link_preview_options=_NO_PREVIEW, **how)
        message_id = int(sent["message_id"])
        self.shown.keep(chat_id, message_id, said)
        if files:
            await self._send_files(chat_id, letter, files, message_id)
        return message_id

    async def _send_file(self, chat_id: int, letter: Letter, file: Attachment) -> int:
        method = getattr(self.bot, f"send_{file.kind}")
        sent = await method(
            chat_id=chat_id,
            **{file.kind: file.file_id},
            caption=_text(letter),
            parse_mode=_mode(letter),
            api_kwargs={name: value for name, value in _address(letter).items() if value is not None},
        )
        return int(sent.message_id)

    async def _send_made(self, chat_id: int, letter: Letter, made: Made) -> int:
        """A file of our own making: made on a thread, beside everything else; meanwhile the chat shows that one is coming."""
        kind = "photo" if isinstance(made.of, Picture) else "document"
        await self._quietly(self.bot.send_chat_action(chat_id, f"upload_{kind}", message_thread_id=letter.thread_id))
        made_of = await content(self.makers, made)
        sent = await getattr(self.bot, f"send_{kind}")(
            chat_id=chat_id,
            **{kind: InputFile(made_of, filename=made.name)},
            caption=_text(letter),
            parse_mode=_mode(letter),
            api_kwargs={name: value for name, value in _address(letter).items() if value is not None},
        )
        return int(sent.message_id)

    async def _send_files(self, chat_id: int, letter: Letter, files: Sequence[Attachment], under: int) -> None:
        """Files under their message; the message itself has arrived, so a failure here is not one of it."""
        reply = ReplyParameters(under, allow_sending_without_reply=True)
        for group in albums(files):
            await self._quietly(self._send_group(chat_id, letter, group, reply))

    async def _send_group(
        self, chat_id: int, letter: Letter, group: Sequence[Attachment], reply: ReplyParameters
    ) -> None:
        if len(group) == 1:
            method = getattr(self.bot, f"send_{group[0].kind}")
            await method(
                chat_id=chat_id, **{group[0].kind: group[0].file_id}, reply_parameters=reply,
                message_thread_id=letter.thread_id, disable_notification=True, protect_content=letter.protected or None,
            )  # fmt: skip
            return
        await self.bot.send_media_group(
            chat_id=chat_id, media=[MEDIA[a.kind](a.file_id) for a in group], reply_parameters=reply,
            message_thread_id=letter.thread_id, disable_notification=True, protect_content=letter.protected or None,
        )  # fmt: skip

    async def _quietly(self, sending: Any) -> None:
        try:
            await sending
        except TelegramError:
            return


def _said(letter: Letter) -> dict[str, Any]:
    return {"text": _text(letter), "parse_mode": _mode(letter), "reply_markup": keyboard(letter.rendered)}


def _task_of(row: Outgoing) -> int | None:
    return getattr(row.message, "task_id", row.task_id)


def _is_secret(store: ReadStore, numbers: Iterable[int | None]) -> bool:
    """Whether any of these matters is confidential."""
    found = (store.tasks.get(number) for number in dict.fromkeys(numbers) if number is not None)
    return any(task is not None and task.confidential for task in found)


def _text(letter: Letter) -> str:
    return _shown(letter) if letter.plain else str(letter.rendered.text)


def _shown(letter: Letter) -> str:
    """The text as the chat will show it: without markup."""
    return plain(letter.rendered.text)


def _mode(letter: Letter) -> str | None:
    return None if letter.plain else ParseMode.HTML


def _address(letter: Letter) -> dict[str, Any]:
    return _way(letter) | {"reply_markup": keyboard(letter.rendered)}


def _way(letter: Letter) -> dict[str, Any]:
    """Where in the chat a message is put, and how quietly."""
    reply = {"message_id": letter.reply_to, "allow_sending_without_reply": True} if letter.reply_to else None
    return {
        "message_thread_id": letter.thread_id,
        "reply_parameters": reply,
        "disable_notification": letter.silent or None,
        "protect_content": letter.protected or None,
    }


def _mend(letter: Letter, error: TelegramError) -> Letter | None:
    """A second try in another form, once, for what a form can mend."""
    said = str(error).lower()
    if isinstance(error, BadRequest) and "can't parse entities" in said and not letter.plain:
        return replace(letter, plain=True)
    if isinstance(error, BadRequest) and "message is too long" in said and len(letter.rendered.text) > 1:
        shorter = replace(letter.rendered, text=escape(utf16_cut(_shown(letter), 3000) + "…"))
        return None if letter.plain else replace(letter, plain=True, rendered=shorter)
    return None
