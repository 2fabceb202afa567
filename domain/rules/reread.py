"""What a task's reports say now, once one of them was reworded or got another piece with words."""

from __future__ import annotations

from collections.abc import Sequence

from domain.facts.base import Event
from domain.facts.clocks import TransferGranted
from domain.facts.standing import StandInGiven, TakenOver
from domain.facts.tasks import FileAdded, Reassigned, Reported, ReportEdited, Submitted
from domain.model.tasks import Status, Task
from domain.model.value import replace
from domain.rules.outcome import says_blocked, still_blocked, trouble
from domain.rules.progress import progress_in

Story = Sequence[Event]
_DOING = (Status.ASSIGNED, Status.ACTIVE, Status.PAUSED)


def words_of(story: Story, seq: int) -> str | None:
    """The words of entry `seq` as they are now, the latest edit before the first wording."""
    edits = [e.fact.text for e in story if isinstance(e.fact, ReportEdited) and e.fact.seq == seq]
    first = [getattr(e.fact, "text", None) for e in story if e.seq == seq]
    return next(iter([*reversed(edits), *first]), None)


def entry_of(story: Story, seq: int) -> Event:
    """The report an entry belongs to: itself, or for a further piece of an album its first."""
    found = next(e for e in story if e.seq == seq)
    return entry_of(story, found.fact.seq) if isinstance(found.fact, FileAdded) else found


def all_words(story: Story, seq: int) -> str:
    """The words of a report with those of all pieces of its album."""
    pieces = [e.seq for e in story if isinstance(e.fact, FileAdded) and e.fact.seq == seq]
    return "\n".join(filter(None, (words_of(story, s) for s in (seq, *pieces))))


def reread(task: Task, story: Story, seq: int) -> Task:
    """The task as its lead's words say now that entry `seq` has others. Raises Refusal for a progress over 100."""
    entry = entry_of(story, seq)
    if entry.actor_id not in _led(task, story):
        return task
    if isinstance(entry.fact, Submitted) and task.status is Status.SUBMITTED:
        return replace(task, result=all_words(story, entry.seq))
    if isinstance(entry.fact, Reported) and task.status in _DOING:
        return _reported(task, story, entry)
    return task


def _reported(task: Task, story: Story, entry: Event) -> Task:
    """Progress is the last that a report of the lead names; trouble stays until a later one says it is over."""
    led = _led(task, story)
    own = [e for e in story if isinstance(e.fact, Reported) and e.actor_id in led]
    said = [p for p in (_percent(story, e, entry) for e in own) if p is not None]
    kept = 0 if task.percent in _once_said(story, entry) else task.percent
    return replace(task, percent=said[-1] if said else kept, blocked=_blocked(task, story, entry))


def _led(task: Task, story: Story) -> set[int | None]:
    """The lead and whoever stood in for them."""
    stood_in = {e.actor_id for e in story if isinstance(e.fact, TakenOver) and e.fact.frm == task.lead_id}
    given = {e.fact.to for e in story if isinstance(e.fact, StandInGiven) and e.fact.frm == task.lead_id}
    return {task.lead_id, *stood_in, *given}


_ENDS_TROUBLE = (Submitted, Reassigned, TransferGranted)


def last_trouble(story: Story) -> str:
    """What the last report said that told of something in the way, as it reads now; nothing where none did."""
    told = [e for e in story if isinstance(e.fact, Reported) and says_blocked(all_words(story, e.seq))]
    return trouble(all_words(story, told[-1].seq)) if told else ""


def _blocked(task: Task, story: Story, entry: Event) -> bool:
    """Whether the reports since the lead took it on, or last handed it in, leave the work blocked."""
    since = max((e.seq for e in story if isinstance(e.fact, _ENDS_TROUBLE)), default=0)
    blocked, percent, led = False, 0, _led(task, story)
    for event in (e for e in story if isinstance(e.fact, Reported) and e.seq > since):
        text, said = all_words(story, event.seq), _percent(story, event, entry)
        if event.actor_id in led:
            blocked = still_blocked(text, before=blocked, moved=said is not None and said > percent)
            percent = percent if said is None else said
        else:
            blocked = blocked or says_blocked(text)
    return blocked


def _once_said(story: Story, entry: Event) -> set[int | None]:
    """The progress a report named in any of its wordings."""
    edits = (e.fact.text for e in story if isinstance(e.fact, ReportEdited) and e.fact.seq == entry.seq)
    return {getattr(entry.fact, "percent", None), *map(progress_in, edits)}


def _percent(story: Story, event: Event, read_now: Event) -> int | None:
    """The progress a report names; read again where its words are others than when it was taken."""
    words = all_words(story, event.seq)
    taken = event.fact.percent if isinstance(event.fact, Reported) else None
    return progress_in(words) if event == read_now or words != getattr(event.fact, "text", "") else taken
