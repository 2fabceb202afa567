"""Files that people send are fetched and read beside everything else; what stood in them is written down in one unit.

A file that was begun when the bot stopped is read again: its row stays until what became of it is written.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

import structlog
from telegram.constants import ChatAction
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.boundary import Write
from bot.edge.account import Account
from bot.office import Office
from domain.errors import PassingError, Refusal
from domain.model.drafts import Draft, Minutes
from domain.model.minutes import LARGEST_FILE, Document
from domain.ports.store import ReadStore
from domain.unit import Unit
from domain.usecases.minutes import begin

log = structlog.get_logger("duban.reading")
_TYPING = 4.0  # seconds for which Telegram shows that something is coming
_TRIES, _BETWEEN = 4, 2.0  # how often a file is asked for, and seconds before the second time
_PATIENCE = 60.0  # seconds for which one file may be read

Read = Callable[[str, bytes], Document]


class Reader:
    """One file after another; `write` runs a unit of work, `read` turns bytes into paragraphs and tables."""

    def __init__(self, bot: Account, office: Office, write: Write, read: Read) -> None:
        self.bot, self.office, self.write, self.read = bot, office, write, read
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
        while waiting := await self.office.db.glance(lambda s: s.drafts.unread(1)):
            await self._one(waiting[0])

    async def _one(self, draft_id: int) -> None:
        draft = await self.office.db.glance(lambda s: s.drafts.get(draft_id))
        if draft is None:
            await self.write(lambda s: s.drafts.was_read(draft_id))
            return
        shown = asyncio.create_task(self._typing(draft))
        try:
            found = await self._understood(draft)
        except Refusal as refusal:
            why = refusal
            await self.write(lambda s: begin.not_read(self._unit(s), draft, why))
            log.info("file not read", reason=refusal.name)
        else:
            await self.write(lambda s: begin.was_read(self._unit(s), draft, found))
            log.info("file read", lines=len(found.lines))
        finally:
            shown.cancel()
            await asyncio.gather(shown, return_exceptions=True)

    async def _understood(self, draft: Draft) -> Minutes:
        """The lines of a file.

        Raises: Refusal with what is to be sent instead.
        """
        try:
            async with asyncio.timeout(_PATIENCE):
                name, data = await self._fetched(draft)
                document = await asyncio.to_thread(self.read, name, data)
            return await self.office.db.read(lambda s: begin.proposed(self._unit(s), draft, document))
        except (Refusal, PassingError):
            raise
        except TimeoutError as error:
            raise Refusal("minutes-fetch") from error
        except Exception as error:
            log.exception("file could not be read")
            raise Refusal("minutes-broken") from error

    async def _fetched(self, draft: Draft) -> tuple[str, bytes]:
        minutes = draft.task.minutes
        assert minutes is not None  # else it does not wait here
        assert minutes.file is not None  # as above
        for n in range(_TRIES):
            try:
                return minutes.file.name, await self._download(minutes.file.file_id)
            except (BadRequest, InvalidToken):
                break
            except TelegramError:
                await asyncio.sleep(_BETWEEN * n)
        raise Refusal("minutes-fetch")

    async def _download(self, file_id: str) -> bytes:
        file = await self.bot.get_file(file_id)
        if file.file_size and file.file_size > LARGEST_FILE:
            raise Refusal("minutes-large", most=str(LARGEST_FILE // 1_000_000))
        return bytes(await file.download_as_bytearray())

    def _unit(self, store: ReadStore) -> Unit:
        writing: Any = store
        return self.office.unit(writing, self.office.clock.now())

    async def _typing(self, draft: Draft) -> None:
        """The chat shows that something is coming."""
        while True:
            with contextlib.suppress(TelegramError):
                await self.bot.send_chat_action(
                    draft.chat_id, ChatAction.TYPING, message_thread_id=draft.task.thread_id
                )
            await asyncio.sleep(_TYPING)
