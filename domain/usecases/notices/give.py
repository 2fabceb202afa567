"""A notice is written, to one team or several, and told to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from deadlines import Kind as Read
from deadlines import read
from domain.errors import Refusal
from domain.facts.notices import NoticeGiven
from domain.messages.base import Urgency
from domain.messages.tasks import CardUpdate, TaskCard
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Member, Memberships, Team, TeamStatus
from domain.model.post import Place, Post, PostKind
from domain.model.tasks import Assignment, Kind, Part, Status, Task
from domain.model.value import fields_of, replace
from domain.rules.headline import deed, shortened
from domain.rules.labels import is_marked_confidential
from domain.rules.notices import (
    is_limit,
    limit_before_reading,
    matter_of,
    reading_clauses,
    says_something,
    usual_due,
    without_limit,
)
from domain.text import blank_out, tidy
from domain.unit import Unit
from domain.usecases.people.teams import approved
from domain.usecases.post.relay import is_silenced
from domain.usecases.tasks.act import ALBUM_ARRIVES, words
from domain.usecases.tasks.due import Understood, taken
from domain.usecases.tasks.order import find_names, people_named
from domain.usecases.tasks.ordered import Ordered
from domain.usecases.tasks.places import title_of


def teams_of(unit: Unit, who: Memberships) -> list[Team]:
    """The teams to which somebody may tell something. Raises: Refusal `announce-right` where there are none."""
    found = [t for t in unit.store.teams.with_status(TeamStatus.APPROVED) if who.runs(t.id)]
    if not found:
        raise Refusal("announce-right")
    return found


def written(unit: Unit, who: Memberships, said: Ordered, *, private: bool) -> TaskDraft:
    """What a command says of a notice: its words, or those of the message it replies to; in a group it is for that team.

    Raises: Refusal `announce-right`, and what `with_words` raises.
    """
    team = None if private else approved(unit, said.chat_id)
    teams = [t for t in teams_of(unit, who) if team is None or t.id == team.id]
    if not teams:
        raise Refusal("announce-right")
    draft = TaskDraft(
        notice=True,
        wizard=True,
        teams=(teams[0].id,) if len(teams) == 1 else (),
        team_id=team.id if team else None,
        message_id=said.message_id,
        thread_id=said.thread_id,
        album=said.album,
        order_id=said.order_id,
    )
    whole = "\n\n".join(filter(None, (said.text.strip(), (said.quoted.content or said.quoted.text).strip())))
    return with_words(unit, replace(draft, files=said.files), whole)


def with_words(unit: Unit, draft: TaskDraft, text: str) -> TaskDraft:
    """The notice with these words, and until when they ask to read it.

    Raises: Refusal `text-long`, `deadline` for a moment that is over or cannot be, `announce-unclear` for one that may be
    several, `secret-notice` where it is marked confidential.
    """
    if is_marked_confidential(text):
        raise Refusal("secret-notice")
    text = words(unit, text, required=False)
    if not tidy(text):
        return draft
    limit = limit_in(unit, text)
    if limit.moment:
        draft = replace(draft, due=limit.moment, wording=limit.wording)
    told = without_limit(text, limit.wording.due_words)
    if not _tells(unit, told):
        return draft
    title = shortened(deed(matter_of(told)))
    return replace(draft, title=title, content="" if tidy(told) == title else told)


def _tells(unit: Unit, text: str) -> bool:
    """Whether it is more than a moment and names: 明天, @li. A moment that cannot be is asked about with the words."""
    named = people_named(unit, text, find_names(text))
    rest = blank_out(text, ((one.start, one.end) for one in named))
    return says_something(read(rest, unit.now, unit.calendar, sentence=True).rest)


def limit_in(unit: Unit, text: str) -> Understood:
    """Until when a text asks to be read; nothing where it does not say."""
    for piece in reading_clauses(text):
        found = read(piece, unit.now, unit.calendar, sentence=True)
        if not is_limit(found.words):
            found = read(limit_before_reading(piece), unit.now, unit.calendar)
            if found.problem is None:
                continue
        limit = taken(unit, found)
        if found.kind is Read.ASK or limit.moment is None:
            raise Refusal("announce-unclear", words=found.words)
        return limit
    return Understood()


def is_written(draft: TaskDraft) -> bool:
    """Whether there is something to be read."""
    return bool(draft.title or draft.files)


def people_of(unit: Unit, team_ids: Iterable[int], sender: int) -> list[Member]:
    """Everybody who is to read what is told to these teams, each once."""
    found = {m.id: m for team_id in team_ids for m, _ in unit.store.members.of_team(team_id)}
    return [m for m in found.values() if m.id != sender and not m.left]


def publish(unit: Unit, who: Memberships, draft: Draft) -> Task:
    """Tell it. Raises: Refusal `announce-no-team`, `announce-nobody`, `announce-right` for a team that is theirs no more."""
    wrote = draft.task
    mine = {t.id: t for t in teams_of(unit, who)}
    if not wrote.teams:
        raise Refusal("announce-no-team")
    if not set(wrote.teams) <= mine.keys():
        raise Refusal("announce-right")
    readers = people_of(unit, wrote.teams, who.member.id)
    if not readers:
        raise Refusal("announce-nobody")
    task = unit.store.tasks.get(_begin(unit, who, wrote))
    assert task is not None
    _tell(unit, who, task, draft, [mine[i] for i in wrote.teams], readers)
    return task


def _begin(unit: Unit, who: Memberships, wrote: TaskDraft) -> int:
    me = who.member.id
    calendar = unit.calendar_of_team(unit.store.teams.get(wrote.teams[0]) if len(wrote.teams) == 1 else None)
    task = Task(
        id=0,
        title=wrote.title or title_of(wrote.files[0]),
        assigner_id=me,
        first_handler_id=me,
        created_at=unit.now,
        due_at=wrote.due or usual_due(unit.now, calendar),
        team_id=wrote.teams[0] if len(wrote.teams) == 1 else None,
        thread_id=wrote.thread_id,
        status=Status.ACTIVE,
        attachments=wrote.files,
        content=wrote.content,
        people=(Assignment(me, Part.LEAD, accepted_at=unit.now),),
        kind=Kind.NOTICE,
        **fields_of(wrote.wording),
    )
    task = task if wrote.due else replace(task, due_said_at=unit.now)
    fact = NoticeGiven(task.title, task.due_at.isoformat(), task.due_words, wrote.teams)
    made = unit.begin(task, fact, me).id
    unit.store.notices.tell(made, wrote.teams)
    return made


def _tell(
    unit: Unit, who: Memberships, task: Task, draft: Draft, teams: Sequence[Team], readers: Sequence[Member]
) -> None:
    """One card in each group, where all of it is one there too; a private one for its sender, and for those who do not see a
    group's: of a group in which the bot may not write, and everybody where it is for all."""
    whole_at = unit.now + ALBUM_ARRIVES if draft.task.album else unit.now
    note_order(unit, who, task, draft)
    alone = {m.id for m in readers if m.reachable} if draft.task.everybody else set()
    for team in teams:
        of_team = people_of(unit, (team.id,), who.member.id)
        if is_silenced(unit, team):
            alone |= {m.id for m in of_team}
        elif not draft.task.everybody or any(m.id not in alone for m in of_team):
            unit.say(_in_group(task, draft, team), TaskCard(task.id), not_before=whole_at, task_id=task.id)
    for member_id in sorted(alone):
        to = Place(member_id=member_id)
        unit.say(to, TaskCard(task.id), urgency=Urgency.NORMAL, not_before=whole_at, task_id=task.id)
    if draft.chat_id != who.member.telegram_id and who.member.reachable:
        unit.say(Place(member_id=who.member.id), TaskCard(task.id), not_before=whole_at, task_id=task.id)


def _in_group(task: Task, draft: Draft, team: Team) -> Place:
    if team.chat_id == draft.chat_id:
        return Place(chat_id=team.chat_id, thread_id=task.thread_id, reply_to=draft.task.message_id)
    return Place(chat_id=team.chat_id, thread_id=team.thread_id)


def note_order(unit: Unit, who: Memberships, task: Task, draft: Draft) -> None:
    """In which messages it was written, so that edits and further pieces of an album find it."""
    wrote = draft.task
    if wrote.album is not None:
        group, message_id = wrote.album
        unit.store.posts.add(Post(draft.chat_id, message_id, task.id, PostKind.ORDER, 1, group, who.member.id))
    if wrote.order_id is not None:
        unit.store.posts.add(Post(draft.chat_id, wrote.order_id, task.id, PostKind.ORDER, 1, None, who.member.id))


def show_instead(unit: Unit, who: Memberships, task: Task, message_id: int) -> None:
    """The sender's card takes the place of the message in which they confirmed it."""
    chat_id = who.member.telegram_id
    if chat_id is not None:
        unit.store.posts.add(Post(chat_id, message_id, task.id, PostKind.CARD, member_id=who.member.id))
        unit.say(Place(member_id=who.member.id), CardUpdate(task.id, message_id), task_id=task.id)
