"""Files that people send are fetched and read beside everything else; what stood in them is written down in one unit.

A file that was begun when the bot stopped is read again: its row stays until what became of it is written.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from telegram.constants import ChatAction
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.boundary import Write
from bot.edge.account import Account
from bot.office import Office
from domain.errors import PassingError, Refusal
from domain.model.imports import Sheeted
from domain.model.minutes import LARGEST_FILE, Document
from domain.model.tasks import Attachment
from domain.model.value import value
from domain.ports.store import ReadStore
from domain.unit import Unit
from domain.usecases.imports import begin as importing
from domain.usecases.minutes import begin

log = structlog.get_logger("duban.reading")
_TYPING = 4.0  # seconds for which Telegram shows that something is coming
_TRIES, _BETWEEN = 4, 2.0  # how often a file is asked for, and seconds before the second time
_PATIENCE = 60.0  # seconds for which one file may be read

Read = Callable[[str, bytes], Document]
ReadTables = Callable[[str, bytes], Sequence[Sheeted]]


@value
class _Waiting:
    """A file that waits to be read: where that shows, what is done with what stands in it, or with why nothing does.

    `ledger`: it is imported; else it holds minutes.
    """

    chat_id: int
    thread_id: int | None
    file: Attachment
    read: Callable[[str, bytes], Any]
    understood: Callable[[Unit, Any], Any]
    was_read: Callable[[Unit, Any], None]
    not_read: Callable[[Unit, Refusal], None]
    ledger: bool = False


class Reader:
    """One file after another; `write` runs a unit of work, `read` and `tables` turn bytes into paragraphs and tables."""

    def __init__(self, bot: Account, office: Office, write: Write, read: Read, tables: ReadTables) -> None:
        self.bot, self.office, self.write, self.read, self.tables = bot, office, write, read, tables
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There may be something to read."""
        self._wake.set()

    async def run(self) -> None:
        """Read until cancelled."""
        while True:
            self._wake.clear()
            try:
                await self._all()
            except asyncio.CancelledError:
                raise
            except PassingError:
                await asyncio.sleep(_BETWEEN)
                continue
            except Exception:
                log.exception("files could not be read")
                await asyncio.sleep(_BETWEEN)
                continue
            await self._wake.wait()

    async def _all(self) -> None:
        """A table that is no ledger goes on as minutes, so these come after."""
        while any(waiting := await self.office.db.glance(lambda s: (s.imports.unread(1), s.drafts.unread(1)))):
            imports, drafts = waiting
            for import_id in imports:
                await self._of_import(import_id)
            for draft_id in () if imports else drafts:
                await self._of_draft(draft_id)

    async def _of_draft(self, draft_id: int) -> None:
        """A document that becomes tasks."""
        draft = await self.office.db.glance(lambda s: s.drafts.get(draft_id))
        minutes = draft.task.minutes if draft is not None else None
        if draft is None or minutes is None or minutes.file is None:
            await self.write(lambda s: s.drafts.was_read(draft_id))
            return
        waiting = _Waiting(
            draft.chat_id, draft.task.thread_id, minutes.file, self.read,
            lambda unit, document: begin.proposed(unit, draft, document),
            lambda unit, found: begin.was_read(unit, draft, found),
            lambda unit, why: begin.not_read(unit, draft, why),
        )  # fmt: skip
        await self._one(waiting)

    async def _of_import(self, import_id: int) -> None:
        """A ledger that is imported."""
        one = await self.office.db.glance(lambda s: s.imports.get(import_id))
        if one is None:
            return
        waiting = _Waiting(
            one.chat_id, None, one.file, self.tables,
            lambda unit, sheets: importing.understood(unit, one, sheets),
            lambda unit, found: importing.was_read(unit, one, found),
            lambda unit, why: importing.not_read(unit, one, why),
            ledger=True,
        )  # fmt: skip
        await self._one(waiting)

    async def _one(self, waiting: _Waiting) -> None:
        shown = asyncio.create_task(self._typing(waiting))
        try:
            found = await self._understood(waiting)
        except Refusal as refusal:
            why = refusal
            await self.write(lambda s: waiting.not_read(self._unit(s), why))
            log.info("file not read", reason=refusal.name)
        else:
            await self.write(lambda s: waiting.was_read(self._unit(s), found))
            log.info("file read", ledger=waiting.ledger)
        finally:
            shown.cancel()
            await asyncio.gather(shown, return_exceptions=True)

    async def _understood(self, waiting: _Waiting) -> Any:
        """What stands in a file.

        Raises: Refusal with what is to be sent instead.
        """
        try:
            async with asyncio.timeout(_PATIENCE):
                data = await self._fetched(waiting)
                found = await asyncio.to_thread(waiting.read, waiting.file.name, data)
            return await self.office.db.read(lambda s: waiting.understood(self._unit(s), found))
        except (Refusal, PassingError):
            raise
        except TimeoutError as error:
            raise _unfetched(waiting) from error
        except Exception as error:
            log.exception("file could not be read")
            raise _broken(waiting) from error

    async def _fetched(self, waiting: _Waiting) -> bytes:
        for n in range(_TRIES):
            try:
                return await self._download(waiting)
            except (BadRequest, InvalidToken):
                break
            except TelegramError:
                await asyncio.sleep(_BETWEEN * n)
        raise _unfetched(waiting)

    async def _download(self, waiting: _Waiting) -> bytes:
        file = await self.bot.get_file(waiting.file.file_id)
        if file.file_size and file.file_size > LARGEST_FILE:
            raise _too_large(waiting)
        return bytes(await file.download_as_bytearray())

    def _unit(self, store: ReadStore) -> Unit:
        writing: Any = store
        return self.office.unit(writing, self.office.clock.now())

    async def _typing(self, waiting: _Waiting) -> None:
        """The chat shows that something is coming."""
        while True:
            with contextlib.suppress(TelegramError):
                await self.bot.send_chat_action(waiting.chat_id, ChatAction.TYPING, message_thread_id=waiting.thread_id)
            await asyncio.sleep(_TYPING)


def _unfetched(waiting: _Waiting) -> Refusal:
    return Refusal("import-fetch") if waiting.ledger else Refusal("minutes-fetch")


def _broken(waiting: _Waiting) -> Refusal:
    return Refusal("import-broken") if waiting.ledger else Refusal("minutes-broken")


def _too_large(waiting: _Waiting) -> Refusal:
    most = str(LARGEST_FILE // 1_000_000)
    return Refusal("import-large", most=most) if waiting.ledger else Refusal("minutes-large", most=most)
