"""The courier: takes what is promised from the outbox under a lease, sends it, writes down what was answered.

One unit of work does all of it that is to be done: the last answers are written, what can leave now is leased and rendered.
Whoever writes through the courier (`Courier.write`) has that done in the same unit, so that an answer to somebody's command
is on its way with the commit of what it answers.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import secrets
from collections.abc import Callable, Coroutine, Iterable, Sequence
from datetime import datetime
from time import monotonic
from typing import Any, TypeVar

import structlog

from domain.errors import PassingError
from domain.model.value import field, value
from domain.ports.messenger import Delivery, Failure, Messenger, Parcel
from domain.ports.post import Outgoing
from domain.ports.store import Clock, ReadStore, Store, Transactions
from domain.unit import Unit
from jobs.pacing import Pace, Pacer
from jobs.scheduler import Alarm
from jobs.together import Together
from jobs.turn import Answered, Letter, Turn, TurnError

log = structlog.get_logger("duban.deliver")
T = TypeVar("T")
_AT_ONCE = 16  # messages one unit takes up: others wait for the writer while they are rendered
_TAKEN_ALONG = 0.02  # seconds in which a unit that somebody else writes may take answers along


@value
class CourierSettings:
    """How long a lease lasts (seconds; longer than a send can take), how many sends are in flight, and the pace."""

    lease: float = 60.0
    in_flight: int = 64
    pace: Pace = field(default_factory=Pace)


class Courier:
    """One loop that takes up and hands out; sends run beside each other, one a lane at a time."""

    def __init__(
        self, db: Transactions, clock: Clock, unit: Callable[[Store, datetime], Unit], messenger: Messenger,
        alarm: Alarm, settings: CourierSettings,
    ) -> None:  # fmt: skip
        self.db, self.clock, self.unit, self.messenger, self.alarm = db, clock, unit, messenger, alarm
        self.settings = settings
        self.pacer = Pacer(settings.pace)
        self.owner = secrets.token_hex(8)
        self.leased: dict[int, str] = {}  # the letters whose outcome is not written yet, and their lanes
        self._wake = asyncio.Event()
        self._answered: list[Answered] = []
        self._more = False  # something waits for room, or for a lane that an answer makes free
        self._look = True  # there may be something that can leave, and nobody has looked since
        self._to_be_written: asyncio.TimerHandle | None = None  # unless a unit takes what was answered along
        self._running: set[asyncio.Task[Any]] = set()
        self._together = Together(self._beside, self._run)

    def wake(self) -> None:
        """Something was promised."""
        self._look = True
        self._wake.set()

    @property
    def idle(self) -> bool:
        """Nothing is on its way."""
        return not self.leased

    async def sweep(self) -> None:
        """The alarm's way to wake the courier."""
        self.wake()

    async def run(self) -> None:
        """Work until cancelled; an error of one round is logged and the next round comes."""
        while True:
            self._wake.clear()
            try:
                if not await self._round():
                    await self._rest()
            except asyncio.CancelledError:
                raise
            except PassingError as error:
                log.info("nothing is sent now", reason=str(error))
                await asyncio.sleep(1)
            except Exception:
                log.exception("courier round failed")
                await asyncio.sleep(1)

    async def stop(self, seconds: float = 8.0) -> None:
        """Let what is on its way arrive, and write it down."""
        end = monotonic() + seconds
        while self._running and (left := end - monotonic()) > 0:
            await asyncio.wait(set(self._running), timeout=left)
        with contextlib.suppress(PassingError):
            await self._each_alone(self._heard())

    async def write(self, work: Callable[[Store], T]) -> T:
        """Run a unit of work, with those that are asked for now, and in it what the courier has to do."""
        return await self._together.write(work)

    async def _beside(self, work: Callable[[Store], T]) -> T:
        turn = self._turn()
        try:
            result = await self._with(turn, work)
        except BaseException:
            self._undone(turn)
            raise
        await self._done(turn)
        return result

    async def _with(self, turn: Turn, work: Callable[[Store], T]) -> T:
        """Both in one unit; where the courier's part fails, the work alone in another."""

        @functools.wraps(work)
        def both(store: Store) -> T:
            return turn.after(work, store)

        try:
            return await self.db.write(both)
        except TurnError as fault:
            log.exception("courier round failed", exc_info=fault.__cause__)
            turn.failed()
            return await self.db.write(work)

    async def _round(self) -> bool:
        """What the courier does when nobody else writes; True when more can leave now."""
        if not self._answered and not (self._look and any(self.room())):
            return False
        return await asyncio.shield(self._run(self._alone(self._turn())))

    def _turn(self) -> Turn:
        self._look = False
        return Turn(self, self._heard(), self.pacer.waiting(monotonic()))

    async def _alone(self, turn: Turn) -> bool:
        try:
            await self.db.write(turn.work)
        except PassingError:
            self._undone(turn)
            raise
        except Exception:
            log.exception("courier round failed")
            turn.failed()
        await self._done(turn)
        return turn.goes_on

    def room(self) -> tuple[int, int]:
        """How many letters can leave now, and how many answers beside them."""
        now, most = monotonic(), min(self.settings.in_flight - len(self.leased), _AT_ONCE)
        return self.pacer.room(now, most), self.pacer.room_for_answers(now, most)

    def _heard(self) -> list[Answered]:
        if self._to_be_written is not None:
            self._to_be_written.cancel()
            self._to_be_written = None
        heard, self._answered = self._answered, []
        return heard

    def _hear(self, answered: Answered) -> None:
        self._answered.append(answered)
        if self._more and len(self._answered) >= len(self.leased):  # it is waited for, and no other will come with it
            self._wake.set()
        elif self._to_be_written is None:
            self._to_be_written = asyncio.get_running_loop().call_later(_TAKEN_ALONG, self._wake.set)

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """What was begun is finished, whoever stops waiting for it."""
        task = asyncio.create_task(coroutine)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    def _undone(self, turn: Turn) -> None:
        """Nothing of it was written: what was heard is to be written still."""
        turn.failed()
        self._answered[:0] = turn.heard
        self.wake()

    async def _done(self, turn: Turn) -> None:
        for letters in _by_lane(turn.letters):
            self._run(self._carry(letters))
        self._more, self._look = turn.more, self._look or turn.goes_on or turn.fault
        if turn.more:
            self._wake.set()  # how long to rest depends on what waits for which lane
        if turn.next_due is not None:
            self.alarm.at("outbox", turn.next_due, self.sweep)
        if turn.fault:
            await self._each_alone(turn.heard)
        else:
            for heard in turn.heard:
                _tell(heard)

    async def _each_alone(self, heard: Sequence[Answered]) -> None:
        """Write down one after another what could not be written together; a lease runs out where that fails, too."""
        for one in heard:
            turn = Turn(self, [one], [])
            try:
                await self.db.write(turn.record)
            except PassingError:
                self._answered.append(one)
                raise
            except Exception:
                log.exception("answer could not be written", row=one.letter.rows[0].id)
            else:
                _tell(one)
            self.leased.pop(one.letter.id, None)

    async def _carry(self, letters: Sequence[Letter]) -> None:
        """Send what leaves for one lane, one after another; what was to follow one that did not arrive stays."""
        goes_on = True
        for letter in letters:
            answered = await self._answered_to(letter) if goes_on else Answered(letter, stays=True)
            if answered is not None:
                self._hear(answered)
            goes_on = answered is not None and answered.next_may_leave

    async def _answered_to(self, letter: Letter) -> Answered | None:
        """Send one message when its place in the line has come; what Telegram says to it is for the next unit."""
        await asyncio.sleep(letter.leaves_at - monotonic())
        try:
            return await self._answer_to(letter)
        except Exception as error:  # noqa: BLE001 - the lease runs out, and it is tried again
            self._not_sent(letter, error)
            self.wake()
            return None

    async def _answer_to(self, letter: Letter) -> Answered:
        found = letter.parcel or await self._rendered_beside(letter)
        if not isinstance(found, Parcel):
            return Answered(letter, found)
        if (wait := self.pacer.depart(monotonic())) > 0:
            await asyncio.sleep(wait)
        answer = await self.messenger.send(found, letter.rows)
        self._pace_after(letter, answer)
        return Answered(letter, answer, found)

    async def _rendered_beside(self, letter: Letter) -> Parcel | Delivery | None:
        return await self.db.read(lambda s: self.rendered(s, letter.rows))

    def rendered(self, store: ReadStore, rows: list[Outgoing]) -> Parcel | Delivery | None:
        """A message as it is sent; None where there is nothing to say, a refusal where it cannot be said."""
        try:
            return self.messenger.render(store, rows)
        except PassingError:
            raise
        except Exception as error:
            log.exception("message could not be rendered", row=rows[0].id, kind=rows[0].message.name)
            return Delivery(0, failure=Failure.REFUSED, error=f"{type(error).__name__}: {error}")

    def _not_sent(self, letter: Letter, error: Exception) -> None:
        if not isinstance(error, PassingError):
            log.error("message could not be sent", row=letter.rows[0].id, exc_info=error)
        self.leased.pop(letter.id, None)

    def _pace_after(self, letter: Letter, answer: Delivery) -> None:
        self.pacer.sent(letter.lane, monotonic(), group=letter.rows[0].place.member_id is None)
        if answer.failure is Failure.SLOW_DOWN:
            self.pacer.slow_down(letter.lane, monotonic(), answer.seconds or 1)

    async def _rest(self) -> None:
        """Sleep until something is promised, falls due, or may leave at last."""
        now = monotonic()
        waits = [w for w in (self.pacer.next_free(now), self.pacer.next_place(now)) if w]
        try:
            async with asyncio.timeout(
                min(waits, default=None)
            ):  # wait_for loses an order to stop that comes with the waking
                await self._wake.wait()
        except TimeoutError:
            self._look = True


def _by_lane(letters: Iterable[Letter]) -> Iterable[list[Letter]]:
    lanes: dict[str, list[Letter]] = {}
    for letter in letters:
        lanes.setdefault(letter.lane, []).append(letter)
    return lanes.values()


def _tell(heard: Answered) -> None:
    row, answer = heard.letter.rows[0], heard.answer
    if answer is None:
        return
    log.info(
        "delivered" if answer.failure is None else "not delivered",
        row=row.id, kind=row.message.name, merged=len(heard.letter.rows), tries=row.attempts,
        failure=answer.failure and answer.failure.value, said=answer.error or None,
    )  # fmt: skip
