"""Who cannot be reached in private is called by name in the group, or the next person up is asked to tell them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import Html
from bot.views.cards import buttons, buttons_of, head
from bot.views.eye import FROM_GROUP, Eye
from bot.views.lists import show_rows
from bot.views.rendered import Button, Rendered, Rows
from domain.messages.clocks import GroupCall
from domain.model.people import TeamStatus
from domain.model.post import PostKind
from domain.model.tasks import Relation, Task
from domain.rules.raised import asked_to

_TITLE = 60


def called(eye: Eye, said: Sequence[GroupCall]) -> Rendered | None:
    """All who are called at one moment in one message: one of them in a sentence, several a line each under their matter."""
    found = [(task, m.member_id) for m in dict.fromkeys(said) if (task := eye.store.tasks.get(m.task_id))]
    if not found:
        return None
    tasks = list({task.id: task for task, _ in found}.values())
    alone = len(found) == 1
    blocks = [_block(eye, task, [m for of, m in found if of.id == task.id], alone=alone) for task in tasks]
    title = [] if alone or eye.member is not None else [eye.t("group-calls")]
    text = Html("\n\n".join([*title, *blocks]))
    rows = _rows(eye, tasks[0], [m for _, m in found]) if len(tasks) == 1 else show_rows(tasks)
    if eye.member is None:
        rows = (*rows, (Button(str(eye.t("button-open-private")), url=eye.start_link(FROM_GROUP)),))
    if len(tasks) > 1:
        return Rendered(text, rows)
    return Rendered(text, rows, task_id=tasks[0].id, kind=PostKind.NEWS)


def _block(eye: Eye, task: Task, people: Sequence[int], *, alone: bool) -> Html:
    eye = eye.about(task)
    tell = _call if alone or eye.member is not None else _line
    return Html(
        "\n".join([head(eye, task) if alone else head(eye, task, _TITLE), *(tell(eye, task, m) for m in people)])
    )


def _rows(eye: Eye, task: Task, people: Sequence[int]) -> Rows:
    """The buttons of those who are called for one matter."""
    if eye.member is not None or task.called_id in people:
        return buttons(eye, task)
    if asked_to(task) in people:
        return buttons_of(eye, task, frozenset({Relation.ASKED}))
    if any(m in task.co_ids for m in people):
        return buttons_of(eye, task, frozenset({Relation.CO}))
    return ()


def _call(eye: Eye, task: Task, member_id: int) -> Html:
    """How somebody is called alone; the next person up is asked to tell them."""
    part = _to_tell(eye, task) if eye.member is not None else _is(eye, task, member_id)
    return eye.t(f"group-call-{part}", **_fields(eye, task, member_id))


def _line(eye: Eye, task: Task, member_id: int) -> Html:
    """The same among several, where the title says what all of them are to do."""
    return eye.t(f"group-calls-{_is(eye, task, member_id)}", **_fields(eye, task, member_id))


def _fields(eye: Eye, task: Task, member_id: int) -> dict[str, object]:
    due = eye.moment(task.due_at, day_only=task.due_day_only)
    return {"who": eye.mention(member_id), "due": due, "lead": eye.name(task.called_id)}


def _to_tell(eye: Eye, task: Task) -> str:
    """Whether whoever cannot be reached has been called in the group already."""
    team = eye.store.teams.get(task.team_id) if task.team_id is not None else None
    in_group = team is not None and team.status is TeamStatus.APPROVED and not task.confidential
    return "relayed" if in_group else "up"


def _is(eye: Eye, task: Task, member_id: int) -> str:
    """What the matter is to somebody: to do, to help with, to stand in for, to know of; and whether it is late."""
    late = "-late" if task.overdue(eye.now) else ""
    if member_id in (task.called_id, asked_to(task)):
        return f"do{late}"
    if member_id in task.co_ids:
        return f"part{late}"
    return "backup" if _stands_in(eye, task, member_id) else f"know{late}"


def _stands_in(eye: Eye, task: Task, member_id: int) -> bool:
    return eye.store.absences.backups().get(task.lead_id) == member_id
