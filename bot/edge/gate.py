"""Who is too fast and in the way of others is told so once; what they have in line is not carried out."""

from __future__ import annotations

import asyncio

import structlog

from bot.boundary import Answer
from bot.edge.turns import CROWD, Sender, Turns
from bot.i18n import plain
from bot.office import Office
from domain.messages.office import Sentence
from domain.model.post import Place
from domain.ports.store import ReadStore, Store

log = structlog.get_logger("duban.intake")


class Gate:
    """Asked before an update is handled."""

    def __init__(self, office: Office, turns: Turns, answer: Answer) -> None:
        self.office, self.turns, self.answer = office, turns, answer

    async def refuses(self, update_id: int) -> bool:
        """Whether its sender is over the limit: then everything of theirs that waits is done with."""
        who, now = self.turns.sender(update_id), asyncio.get_running_loop().time()
        if self.turns.takes(who, now) or not await self._crowded(who):
            return False
        await self._refuse(who, now)
        return True

    async def _crowded(self, who: Sender) -> bool:
        """Whether somebody who is fast is also in the way: many wait of theirs, or of the answers to them."""
        if len(self.turns.of(who.person)) > CROWD:
            return True
        return await self.office.db.glance(lambda s: self._answers(s, who)) > CROWD

    def _answers(self, store: ReadStore, who: Sender) -> int:
        return store.outbox.waiting_in(self._place(store, who).lane)

    def _place(self, store: ReadStore, who: Sender) -> Place:
        member = store.members.by_telegram(who.person) if who.private else None
        return Place(member_id=member.id) if member else Place(chat_id=who.chat_id)

    async def _refuse(self, who: Sender, now: float) -> None:
        """All that a person has in line is too much: it is not done, which is said once in a rush."""
        told = self.turns.to_be_told(who.person, now)
        refused = self.turns.of(who.person)
        queries = [q for n in refused if (q := self.turns.sender(n).query_id)]
        log.info("too fast", refused=len(refused))
        words = await self.office.db.write(lambda s: self._drop(s, who, refused, told=told))
        for n, query in enumerate(queries):
            self.answer(query, words if n == 0 and told else "", alert=False)

    def _drop(self, store: Store, who: Sender, refused: list[int], *, told: bool) -> str:
        """Mark as handled, in one unit; the words for a pressed button."""
        now = self.office.clock.now()
        for update_id in refused:
            store.inbox.done(update_id, now)
        member = store.members.by_telegram(who.person)
        place = Place(member_id=member.id) if member and member.reachable else self._place(store, who)
        if told and (member is not None or who.private):
            self.office.unit(store, now).say(place, Sentence("slow-down", {}))
        return plain(self.office.eye_for(store, member).t("slow-down"))
