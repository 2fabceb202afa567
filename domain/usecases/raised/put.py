"""A member puts a matter to the office: in words, a file, or what somebody else said; in their name, or unnamed."""

from __future__ import annotations

from domain.errors import Refusal
from domain.messages.tasks import TaskCard
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Memberships, TeamStatus
from domain.model.post import Post, PostKind
from domain.model.tasks import Assignment, Kind, Origin, Part, Priority, Status, Task
from domain.model.value import replace
from domain.ports.post import Promise
from domain.rules import raised
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.raising import new_matter
from domain.rules.labels import is_marked_confidential
from domain.rules.urgency import urgency_in
from domain.settings.versions import version_of
from domain.text import storable, tidy
from domain.unit import Unit
from domain.usecases.people.guard import warn_unreachable
from domain.usecases.people.standing_in import note_given, standins
from domain.usecases.raised.handlers import first_handler
from domain.usecases.tasks.act import ALBUM_ARRIVES, words
from domain.usecases.tasks.follows import cards_to
from domain.usecases.tasks.ordered import Ordered
from domain.usecases.tasks.places import in_group_topic, place_of, title_of
from domain.usecases.tasks.wording import titled


def begun(unit: Unit, who: Memberships, said: Ordered) -> TaskDraft:
    """What `/raise` says so far: of which team it is, and what is still to be asked.

    Raises: Refusal `unnamed-off`, `unnamed-in-group`, `text-long`.
    """
    team = unit.store.teams.by_chat(said.chat_id)
    own = () if team else tuple(sorted(t for t in who.teams if _approved(unit, t)))
    task = TaskDraft(
        raised=True,
        team_id=team.id if team else own[0] if len(own) == 1 else None,
        teams=own if len(own) > 1 else (),
        asks_name=team is None and unit.settings.raised.anonymous,
        files=said.files,
        message_id=said.message_id,
        thread_id=said.thread_id,
        album=said.album,
        order_id=said.order_id,
    )
    quoted = said.quoted.content or said.quoted.text
    return worded(unit, task, "\n\n".join(filter(None, (said.text.strip(), quoted.strip()))))


def _approved(unit: Unit, team_id: int) -> bool:
    team = unit.store.teams.get(team_id)
    return team is not None and team.status is TeamStatus.APPROVED


def worded(unit: Unit, task: TaskDraft, text: str) -> TaskDraft:
    """The matter with its words: whether its raiser stays unnamed, where it comes from, how urgent it is.

    Raises: Refusal `secret-raise` where it is marked confidential: its team can read it.
    """
    if is_marked_confidential(text):
        raise Refusal("secret-raise")
    put = raised.put_in(words(unit, text, required=False))
    if put.anonymous:
        _require_unnamed(unit, task)
        task = replace(task, anonymous=True, asks_name=False)
    said, priority = _how_urgent(put.words)
    said = storable(said.strip())
    outside, origin = put.origin in raised.FROM_OUTSIDE, put.origin
    named = titled(raised.without_phones(said))
    whole = said if outside or said != named.title else ""
    return replace(
        task, title=named.title, content=whole if tidy(said) else "", priority=priority or Priority.NORMAL,
        origin=origin if outside or task.origin is None else task.origin, caller=storable(put.caller),
    )  # fmt: skip


def _how_urgent(text: str) -> tuple[str, Priority | None]:
    """The words without the mark that says how urgent it is. 门坏了!快来 is no misspelt mark: people cry out."""
    try:
        said, priority = urgency_in(text)
    except Refusal:
        return text, None
    return (said, priority) if priority else (text, None)


def _require_unnamed(unit: Unit, task: TaskDraft) -> None:
    if not unit.settings.raised.anonymous:
        raise Refusal("unnamed-off")
    if not task.asks_name and not task.anonymous:
        raise Refusal("unnamed-in-group")


def raise_matter(unit: Unit, who: Memberships, draft: Draft) -> Task:
    """Give it to its first handler, whose answer clock starts, and show it where it was raised."""
    matter = _matter(unit, who, in_group_topic(who, draft))
    calendar = unit.calendar_of(matter)
    due = raised.answer_due(matter.priority, unit.now, unit.settings, calendar)
    at = Circumstances(who.member.id, frozenset(), unit.now, unit.settings, calendar, standins=standins(unit))
    matter, fact = new_matter(replace(matter, due_at=due), at)
    matter = unit.begin(matter, fact, who.member.id)
    note_given(unit, matter)
    _announce(unit, who, matter, draft)
    return matter


def _matter(unit: Unit, who: Memberships, written: TaskDraft) -> Task:
    version = version_of(unit.settings)
    unit.store.ladders.keep(version.hash, version.body)
    handler = first_handler(unit, who.member, written.team_id)
    return Task(
        id=0,
        title=written.title or title_of(written.files[0]),
        assigner_id=who.member.id,
        first_handler_id=handler.id,
        created_at=unit.now,
        due_at=unit.now,
        team_id=written.team_id,
        thread_id=written.thread_id,
        priority=written.priority,
        status=Status.ACTIVE,
        attachments=written.files,
        people=(Assignment(handler.id, Part.LEAD),),
        content=written.content,
        origin=written.origin or Origin.RAISED,
        ladder=version.hash,
        kind=Kind.RAISED,
        anonymous=written.anonymous,
        caller=written.caller,
    )


def _announce(unit: Unit, who: Memberships, matter: Task, draft: Draft) -> None:
    """The card where it was raised, and a private one to whoever must answer."""
    place, whole_at, written = place_of(who, draft), unit.now, draft.task
    if written.album is not None:
        group, message_id = written.album
        unit.store.posts.add(Post(draft.chat_id, message_id, matter.id, PostKind.ORDER, 1, group, who.member.id))
        whole_at += ALBUM_ARRIVES
    to = replace(place, reply_to=written.message_id)
    card = Promise(to, TaskCard(matter.id, fresh=True), not_before=whole_at, task_id=matter.id)
    told_there = matter.called_id == who.member.id and place.member_id is not None
    unit.say_all([card, *([] if told_there else cards_to(matter, (matter.called_id,), whole_at))])
    warn_unreachable(unit, place, matter)
