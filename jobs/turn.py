"""The courier's part of a unit of work: what was heard is written down, what can leave is leased and rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from domain.errors import ClockError, PassingError, StaleError
from domain.messages.base import Urgency
from domain.model.value import value
from domain.ports.messenger import Delivery, Parcel
from domain.ports.post import Ahead, Outgoing
from domain.ports.store import Store
from domain.unit import Unit
from domain.usecases.post import deliver, tries
from domain.usecases.post.arrived import arrived

if TYPE_CHECKING:
    from jobs.deliver import Courier

T = TypeVar("T")


@value
class Letter:
    """Rows that leave as one message; when it was taken up, and its place in the line of all messages.

    The parcel is the message as it is sent; what belongs to a morning, and may take long, is rendered beside the writer.
    """

    rows: list[Outgoing]
    parcel: Parcel | None
    taken_at: datetime
    leaves_at: float

    @property
    def id(self) -> int:
        """The first of its rows, by which it is known."""
        return self.rows[0].id

    @property
    def lane(self) -> str:
        """Letters of one lane leave one after another."""
        return self.rows[0].lane


@value
class Answered:
    """What came of a letter: what Telegram said to it as it was sent; no answer where there was nothing to say, or where it
    `stays`, because the one before it did not arrive."""

    letter: Letter
    answer: Delivery | None = None
    parcel: Parcel | None = None
    stays: bool = False

    @property
    def next_may_leave(self) -> bool:
        """What follows it in its lane has nothing to wait for."""
        return not self.stays and (self.answer is None or self.answer.failure is None)

    @property
    def said(self) -> Parcel:
        """The message as it was sent, an empty one where it was never made."""
        return self.parcel or Parcel(0, None)


class TurnError(Exception):
    """The courier's part of a unit failed: the unit is undone, and its work done again alone."""


def _beside(rows: Sequence[Outgoing]) -> bool:
    """What belongs to a morning, and what may take long, is rendered beside the writer."""
    return rows[0].urgency is Urgency.BULK or rows[0].message.beside


class Turn:
    """The courier's part of one unit of work, units run one at a time, so no two take up the same lane."""

    def __init__(self, courier: Courier, heard: Sequence[Answered], waiting: Sequence[str]) -> None:
        self.courier, self.heard, self.waiting = courier, heard, waiting
        self.letters: list[Letter] = []
        self.fault = False
        self.more = False  # something that is due stays behind, such as what waits for a lane
        self.goes_on = True  # some of that may leave as soon as there is room
        self.next_due: datetime | None = None  # when what is left falls due, where nothing leaves now

    def after(self, work: Callable[[Store], T], store: Store) -> T:
        """Somebody's work, then the courier's; a fault of the courier's, which is none of the work's, is told as such."""
        result = work(store)
        try:
            self.work(store)
        except (PassingError, StaleError):
            raise
        except Exception as error:
            raise TurnError from error
        return result

    def work(self, store: Store) -> None:
        """Write down what was heard, then lease and render what can leave; while the clock is doubted nothing leaves."""
        self._give_back()
        self.record(store)
        courier = self.courier
        self._take_from_leased(one.letter for one in self.heard)
        room = courier.room()
        try:
            unit = courier.unit(store, courier.clock.now())
        except ClockError:
            if not self.heard:
                raise
            return
        if any(room):
            self._take_up(store, unit, *room)
            due = store.outbox.next_due() if not self.letters else None  # what is leased is still due
            self.next_due = due if due and due > unit.now else None

    def record(self, store: Store) -> None:
        """Write down what was heard, what arrived as one; by the moment it was taken up, where the clock jumped meanwhile."""
        if not self.heard:
            return
        try:
            now = self.courier.clock.now()
        except ClockError:
            now = min(one.letter.taken_at for one in self.heard)
        unit, owner = self.courier.unit(store, now), self.courier.owner
        came = [(one.letter.rows, one.said, one.answer) for one in self.heard if one.answer and not one.answer.failure]
        if came:
            arrived(unit, owner, came)
        for one in self.heard:
            if one.answer is None or one.answer.failure:
                self._write_down(unit, one)

    def _write_down(self, unit: Unit, one: Answered) -> None:
        rows, owner = one.letter.rows, self.courier.owner
        if one.stays:
            tries.stay(unit, rows, owner)
        elif one.answer is None:
            deliver.drop(unit, rows, owner)
        else:
            deliver.record(unit, rows, owner, one.said, one.answer)

    def _take_up(self, store: Store, unit: Unit, room: int, answers: int) -> None:
        courier = self.courier
        busy = {*courier.leased.values(), *self.waiting}
        lease = timedelta(seconds=courier.settings.lease)
        ahead = store.outbox.ahead(unit.now, room + answers + 1)
        in_a_row = courier.pacer.in_a_row
        claimed = deliver.claim(unit, courier.owner, lease, busy, room, answers, ahead, in_a_row)
        self.more = ahead.due > sum(map(len, claimed))
        for rows, found in zip(claimed, self._rendered(store, claimed), strict=True):
            if _beside(rows):
                self._let_leave(rows, None, unit.now)
            elif isinstance(found, Parcel):
                self._let_leave(rows, found, unit.now)
            else:
                self._write_down(unit, Answered(Letter(rows, None, unit.now, 0.0), found))
        courier.leased.update((letter.id, letter.lane) for letter in self.letters)
        self.goes_on = self._is_more(ahead, len(claimed), room)

    def _is_more(self, ahead: Ahead, claimed: int, room: int) -> bool:
        """Whether some of what was seen in line, or stands behind it, waits for no lane."""
        seen = {head.lane for head in ahead.heads if room or head.urgency == Urgency.ANSWER}
        return bool(seen.difference(self.courier.leased.values(), self.waiting)) or (
            not ahead.whole and 0 < room <= claimed
        )

    def _rendered(self, store: Store, claimed: Sequence[list[Outgoing]]) -> list[Parcel | Delivery | None]:
        """The messages as they are sent, but for what is made beside the writer."""
        if not claimed:
            return []
        with store.only_looking():
            return [None if _beside(rows) else self.courier.rendered(store, rows) for rows in claimed]

    def _let_leave(self, rows: list[Outgoing], parcel: Parcel | None, taken_at: datetime) -> None:
        now, answer = monotonic(), rows[0].urgency is Urgency.ANSWER
        self.letters.append(Letter(rows, parcel, taken_at, now + self.courier.pacer.take(now, answer=answer)))

    def failed(self) -> None:
        """It was not written: nothing leaves, and what was heard is still to be written."""
        self.fault, self.goes_on = True, False
        self._give_back()

    def _give_back(self) -> None:
        """A try before this one was undone."""
        self._take_from_leased(self.letters)
        self.courier.leased.update((one.letter.id, one.letter.lane) for one in self.heard)
        self.letters = []

    def _take_from_leased(self, letters: Iterable[Letter]) -> None:
        for letter in letters:
            self.courier.leased.pop(letter.id, None)
