"""What people do with a task once it is theirs: accept, report, hand in, ask; and what the assigner answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.errors import Refusal
from domain.facts.base import Event
from domain.facts.tasks import FileAdded, ReportEdited
from domain.messages.base import Urgency
from domain.messages.tasks import TaskCard
from domain.model.people import Memberships
from domain.model.post import Place, Post
from domain.model.tasks import PICKED, Attachment, Relation, Task, Wording
from domain.rules import decisions
from domain.rules.decisions import Decision
from domain.rules.lifecycle import TABLE, Action
from domain.rules.progress import progress_in, says_blocked
from domain.text import storable, tidy
from domain.unit import Unit
from domain.usecases.access import fetch, relations

_MOST_STARS = 5
# The pieces of an album come as messages of their own; whoever is told of it is told once all are there.
ALBUM_ARRIVES = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Said:
    """What a person wrote or sent: text, files, and where it stands so that replies and edits find it."""

    text: str = ""
    files: tuple[Attachment, ...] = ()
    chat_id: int | None = None
    message_id: int | None = None
    media_group: str | None = None


def words(unit: Unit, text: str, *, required: bool = True) -> str:
    """A person's text within its bounds; refused when empty (if it is required) or too long."""
    if required and not tidy(text):
        raise Refusal("text-empty")
    text = storable(text.strip())
    length = len(text.encode("utf-16-le")) // 2  # as Telegram counts
    if length > unit.settings.limits.text:
        raise Refusal("text-long", limit=str(unit.settings.limits.text), length=str(length))
    return text


def accept(unit: Unit, who: Memberships, number: int) -> Event:
    """签收."""
    task, at = fetch(unit, who, number)
    return unit.carry_out(decisions.accept(task, at), who.member.id)


def decline(unit: Unit, who: Memberships, number: int, reason: str) -> Event:
    """退回待派."""
    task, at = fetch(unit, who, number)
    return unit.carry_out(decisions.decline(task, at, words(unit, reason)), who.member.id)


def report(unit: Unit, who: Memberships, number: int, said: Said) -> Event:
    """反馈: text, photo, file or voice; the pieces of an album are one report."""
    task, at = fetch(unit, who, number)
    text = words(unit, said.text, required=not said.files)
    decision = decisions.report(task, at, text, percent=progress_in(text), blocked=says_blocked(text), files=said.files)
    return _keep(unit, decision, who, said)


def submit(unit: Unit, who: Memberships, number: int, said: Said) -> Event:
    """Hand in the result."""
    task, at = fetch(unit, who, number)
    text = words(unit, said.text, required=not said.files)
    named = _named_in(unit, task.co_ids, text)
    return _keep(unit, decisions.submit(task, at, text, said.files, named), who, said)


def _named_in(unit: Unit, ids: Sequence[int], text: str) -> list[int]:
    """Those of these people whom a text names, by name or @username."""
    found = [m for m in map(unit.store.members.get, ids) if m]
    return [m.id for m in found if m.name in text or (m.username and f"@{m.username}".lower() in text.lower())]


def comment(unit: Unit, who: Memberships, number: int, said: Said) -> Event:
    """A word from somebody who does not carry the task out; files come with it."""
    task, at = fetch(unit, who, number)
    text = words(unit, said.text, required=not said.files)
    return _keep(unit, decisions.comment(task, at, text, said.files), who, said)


def reply(unit: Unit, who: Memberships, number: int, said: Said) -> Event:
    """Any reply to any message about a task: a report from those who do it, a comment from the others."""
    task, _ = fetch(unit, who, number)
    mine = relations(who, task)
    doing = mine & {Relation.LEAD, Relation.CO} and (task.status, Action.REPORT) in TABLE
    return (report if doing else comment)(unit, who, number, said)


def _keep(unit: Unit, decision: Decision, who: Memberships, said: Said) -> Event:
    """Carry a decision out and remember which of the person's messages it came from."""
    whole_at = unit.now + ALBUM_ARRIVES if said.media_group else None
    event = unit.carry_out(decision, who.member.id, told_at=whole_at)
    if said.chat_id is not None and said.message_id is not None:
        unit.store.posts.add(
            Post(said.chat_id, said.message_id, event.task_id, "report", event.seq, said.media_group, who.member.id)
        )
    return event


def add_to_album(unit: Unit, who: Memberships, first: Post, said: Said) -> None:
    """Another piece of an album that is a report already."""
    task, _ = fetch(unit, who, first.task_id)
    if first.member_id != who.member.id or first.seq is None or said.message_id is None:
        return
    for file in said.files:
        piece = {"kind": file.kind, "file_id": file.file_id, "name": file.name}
        unit.record(task, FileAdded(first.seq, piece), who.member.id)
    if first.kind == "order":
        unit.store.tasks.save(replace(task, attachments=(*task.attachments, *said.files)))
    unit.store.posts.add(Post(first.chat_id, said.message_id, task.id, "report", first.seq, None, who.member.id))


def edit(unit: Unit, who: Memberships, post: Post, text: str) -> None:
    """A report was reworded: noted, the old words stay. Anything but one's own report is left alone."""
    if post.kind != "report" or post.member_id != who.member.id or post.seq is None:
        return
    task, _ = fetch(unit, who, post.task_id)
    if _wording(unit, task, post.seq) != text.strip():
        unit.record(task, ReportEdited(post.seq, words(unit, text)), who.member.id)


def _wording(unit: Unit, task: Task, seq: int) -> str | None:
    """The words of entry `seq` as they are now, the latest edit before the first wording."""
    story = unit.store.history.of(task.id)
    edits = [e.fact.text for e in story if isinstance(e.fact, ReportEdited) and e.fact.seq == seq]
    first = [getattr(e.fact, "text", None) for e in story if e.seq == seq]
    return next(iter([*reversed(edits), *first]), None)


def approve(unit: Unit, who: Memberships, number: int, rating: int | None, remark: str = "") -> Event:
    """办结, with one to five stars."""
    if rating is not None and not 1 <= rating <= _MOST_STARS:
        raise Refusal("rating")
    task, at = fetch(unit, who, number)
    return unit.carry_out(decisions.approve(task, at, rating, words(unit, remark, required=False)), who.member.id)


def send_back(unit: Unit, who: Memberships, number: int, reason: str) -> Event:
    """退回重办."""
    task, at = fetch(unit, who, number)
    return unit.carry_out(decisions.send_back(task, at, words(unit, reason)), who.member.id)


def ask_time(unit: Unit, who: Memberships, number: int, due: datetime, reason: str) -> Event:
    """申请延期."""
    task, at = fetch(unit, who, number)
    return unit.carry_out(decisions.ask_time(task, at, due, words(unit, reason)), who.member.id)


def answer_time(
    unit: Unit, who: Memberships, number: int, *, granted: bool, due: datetime | None = None, said: Wording = PICKED
) -> Event:
    """同意或不同意延期; granted to another moment when one is given."""
    task, at = fetch(unit, who, number)
    decision = decisions.grant_time(task, at, due, said) if granted else decisions.refuse_time(task, at)
    return unit.carry_out(decision, who.member.id)


def change_deadline(unit: Unit, who: Memberships, number: int, due: datetime, said: Wording = PICKED) -> Event:
    """The assigner moves the deadline."""
    task, at = fetch(unit, who, number)
    return unit.carry_out(decisions.change_deadline(task, at, due, said), who.member.id)


def ask_transfer(unit: Unit, who: Memberships, number: int, to: int, reason: str) -> Event:
    """申请转办."""
    task, at = fetch(unit, who, number)
    _require_active(unit, to)
    return unit.carry_out(decisions.ask_transfer(task, at, to, words(unit, reason)), who.member.id)


def answer_transfer(unit: Unit, who: Memberships, number: int, *, granted: bool) -> Event:
    """同意或不同意转办; the new lead gets a card of their own."""
    task, at = fetch(unit, who, number)
    decision = decisions.grant_transfer(task, at) if granted else decisions.refuse_transfer(task, at)
    event = unit.carry_out(decision, who.member.id)
    if granted:
        hand_cards(unit, decision.task, (decision.task.lead_id,))
    return event


def reassign(unit: Unit, who: Memberships, number: int, to: int) -> Event:
    """The assigner gives the task to somebody else."""
    task, at = fetch(unit, who, number)
    _require_active(unit, to)
    decision = decisions.reassign(task, at, to)
    event = unit.carry_out(decision, who.member.id)
    hand_cards(unit, decision.task, (to,))
    return event


def cancel(unit: Unit, who: Memberships, number: int, reason: str) -> Event:
    """撤销."""
    task, at = fetch(unit, who, number)
    return unit.carry_out(decisions.cancel(task, at, words(unit, reason)), who.member.id)


def hand_cards(unit: Unit, task: Task, to: Sequence[int], not_before: datetime | None = None) -> None:
    """Promise each of these people a private card of the task."""
    urgency = Urgency.URGENT if task.priority.breaks_quiet else Urgency.NORMAL
    for member_id in dict.fromkeys(to):
        unit.say(
            Place(member_id=member_id),
            TaskCard(task.id, fresh=True),
            urgency=urgency,
            not_before=not_before,
            task_id=task.id,
        )


def _require_active(unit: Unit, member_id: int) -> None:
    member = unit.store.members.get(member_id)
    if member is None or not member.active:
        raise Refusal("member-gone")
