"""Where what a task waits for is over, or leads round in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from domain.model.clocks import CommitmentKind
from domain.model.tasks import Task
from domain.ports.store import ReadStore
from jobs.audit.account import Account
from jobs.audit.differences import Difference

# What begins with the work, when all that it waits for is done.
_OF_THE_WORK = (
    CommitmentKind.FIRST_REPORT,
    CommitmentKind.PERIODIC,
    CommitmentKind.FINISH,
    CommitmentKind.PART,
    CommitmentKind.MILESTONE,
)


def in_links(store: ReadStore, task: Task, said: Account) -> Iterator[Difference]:
    """What is waited for is open, and does not wait for what waits for it; who waits is found by whom they wait for."""
    if said.awaits != set(task.awaits):
        yield Difference(task.id, "matters it waits for", str(sorted(said.awaits)), str(sorted(task.awaits)))
    if said.tags != set(task.tags):
        yield Difference(task.id, "tags", str(sorted(said.tags)), str(sorted(task.tags)))
    for number in task.awaits:
        found = store.tasks.get(number)
        if found is None or not found.status.is_open:
            yield Difference(task.id, f"#{number}, for which it waits", "open", found.status if found else "missing")
        if number not in task.comes_after or task.id not in {t.id for t in store.tasks.waiting_for(number)}:
            yield Difference(task.id, f"link to #{number}", "there", "missing")
    for clock in task.commitments if task.awaits else ():
        if clock.kind in _OF_THE_WORK and clock.met_at is None and clock.stopped_at is None:
            yield Difference(task.id, f"{clock.kind} clock", "still while the task waits", "running")
    before = dict.fromkeys(earlier for _, earlier in store.tasks.before(task.id)) if task.comes_after else {}
    if task.id in before:
        yield Difference(task.id, "matters before it", "others", "itself among them")
