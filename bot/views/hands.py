"""Who works on a task together, a line each: lead or co-assignee, how far, by when, what; and what two do not agree on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.i18n import Html
from bot.views.eye import Eye
from domain.facts.base import Event
from domain.model.tasks import Assignment, Part, Relation, Request, RequestKind, Status, Task
from domain.rules.hands import let_go, owing, returned
from domain.rules.offers import completes
from domain.text import one_line

_MOST = 8  # lines of people on a card
_MOST_WATCHERS = 10
_LONGEST = 40  # of what somebody does, in the line of a card
_JUDGES = frozenset({Relation.ASSIGNER, Relation.SUPERVISOR, Relation.OWNER})


def matrix(eye: Eye, task: Task) -> list[Html]:
    """Everybody who carries the task out, where that is more than one; a long list is cut, with how many more there are."""
    doing = [p for p in task.people if p.part is not Part.WATCHER]
    if len(doing) == 1 and not doing[0].does:
        return []
    rule = [eye.t("matrix-any" if task.any_one else "matrix-all")] if len(doing) > _PAIR else []
    rest = [eye.t("matrix-more", n=len(doing) - _MOST)] if len(doing) > _MOST else []
    return [*rule, *(_line(eye, task, p) for p in doing[:_MOST]), *rest]


_PAIR = 2


def _line(eye: Eye, task: Task, own: Assignment) -> Html:
    lead = own.part is Part.LEAD
    who = eye.t("matrix-lead" if lead else "matrix-co", who=eye.name(own.member_id))
    due = [due_of(eye, task, own, own.due_at)] if own.due_at else []
    does = [eye.t("matrix-does", does=_short(own.does))] if own.does else []
    if task.period:  # nobody accepts a line of a plan, nor hands it in
        return Html("".join([who, *due, *does]))
    return eye.t("matrix-line", who=who, state=_state(eye, task, own), more=Html("".join([*due, *does])))


def due_of(eye: Eye, task: Task, own: Assignment, due: datetime) -> Html:
    """By when a part is due, behind other words; that it is late where it is."""
    late = due <= eye.now and own.member_id in owing(task) and task.status.is_worked_on
    shown = eye.moment(due, day_only=own.due_day_only, brief=True)
    return eye.t("matrix-due-late" if late else "matrix-due", due=shown)


def _state(eye: Eye, task: Task, own: Assignment) -> Html:
    """How far a part has come: the first state that it is in."""
    state = next(name for name, is_so in _STATES.items() if is_so(task, own))
    return eye.t(f"matrix-{state}")


# Each of these says that it is none of those before.
_STATES: Mapping[str, Callable[[Task, Assignment], object]] = {
    "in": lambda task, own: own.handed_in_at or (own.part is Part.LEAD and task.submitted_at),
    "let-go": lambda task, own: own.member_id in let_go(task),
    "declined": lambda task, own: own.part is Part.LEAD and task.status is Status.DECLINED,
    "returned": lambda _task, own: returned(own),
    "reported": lambda _task, own: own.reported_at,
    "never": lambda task, _own: task.closed_at,
    "accepted": lambda _task, own: own.accepted_at,
    "given": lambda _task, _own: True,
}


def all_in_lines(eye: Eye, task: Task, news: Sequence[Event]) -> list[Html]:
    """To whoever has the duty: that with this news they wait for no part any more."""
    theirs = eye.member is not None and eye.member.id == task.duty_id
    if not theirs or not any(completes(task, e.fact.name) for e in news):
        return []
    return [eye.t("parts-one-in" if task.any_one else "parts-all-in")]


def own_words(eye: Eye, task: Task, member_id: int) -> str:
    """What somebody does of a task."""
    own = task.part_of(member_id)
    return _short(own.does) if own and own.does else str(eye.t("part-unsaid"))


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def dispute_lines(eye: Eye, task: Task) -> list[Html]:
    """What two do not agree on, to them, and once it is put to them to those who decide; a group is no place for it."""
    asked = task.pending_request(RequestKind.DISPUTE)
    if asked is None or eye.member is None:
        return []
    party = eye.member.id in (asked.member_id, asked.to_member_id)
    return sides(eye, task, asked) if party or (asked.waits and eye.relations(task) & _JUDGES) else []


def sides(eye: Eye, task: Task, asked: Request) -> list[Html]:
    """Both sides' words, one below the other; the assigner is no side that is waited for."""
    first = eye.t("dispute-first", who=eye.name(asked.member_id), text=one_line(asked.reason))
    if asked.to_member_id == task.assigner_id and not asked.reply:
        return [first]
    key = "dispute-other" if asked.reply else "dispute-unheard"
    return [first, eye.t(key, who=eye.name(asked.to_member_id), text=one_line(asked.reply))]


def put_lines(eye: Eye, task: Task) -> list[Html]:
    """That a disagreement waits for a decision, and whose, for a list."""
    asked = task.pending_request(RequestKind.DISPUTE)
    if asked is None or not asked.waits:
        return []
    return [eye.t("brief-dispute", first=eye.name(asked.member_id), other=eye.name(asked.to_member_id))]


def last_dispute(task: Task) -> Request | None:
    """The newest disagreement, settled or not."""
    return next((r for r in reversed(task.requests) if r.kind is RequestKind.DISPUTE), None)


def standin_lines(eye: Eye, task: Task) -> list[Html]:
    """Who has it, or was asked to, while the lead is away, and until when."""
    if task.standin_id is None or not task.status.is_open:
        return []
    away = eye.store.absences.running().get(task.lead_id)
    fields = {"lead": eye.name(task.lead_id), "standin": eye.name(task.standin_id)}
    if away is None:
        return [eye.t("card-standin" if task.taken_over_at else "card-standin-asked", **fields)]
    key = "card-standin-until" if task.taken_over_at else "card-standin-asked-until"
    return [eye.t(key, last=eye.day_of(away.ends_at, task.lead_id), **fields)]


def people_lines(eye: Eye, task: Task) -> list[Html]:
    """Who had it first, everybody who works on it, who watches."""
    lines = []
    if task.first_handler_id != task.lead_id:
        lines.append(eye.t("card-first-handler", first=eye.name(task.first_handler_id), lead=eye.name(task.lead_id)))
    watching = [eye.name(p.member_id) for p in task.people if p.part is Part.WATCHER]
    shown = eye.join(watching[:_MOST_WATCHERS])
    more = len(watching) - _MOST_WATCHERS
    watchers = eye.t("card-watchers-more", names=shown, n=more) if more > 0 else eye.t("card-watchers", names=shown)
    return [*lines, *matrix(eye, task), *([watchers] if watching else [])]
