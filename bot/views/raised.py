"""A raised matter: its card, its line in a list, what is still asked when one is put, and the lists of them."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.rendered import Button, Rows
from domain.facts.base import Event
from domain.facts.tasks import LeadLeft
from domain.model.drafts import Draft
from domain.model.tasks import Priority, Relation, RequestKind, Status, Task
from domain.rules.raised import FROM_OUTSIDE, overtaken, without_phones
from domain.text import shortened

_DEALS_WITH_IT = frozenset({*Relation} - {Relation.COLLEAGUE, Relation.WATCHER})
SIGNS = {Priority.NORMAL: "", Priority.ELEVATED: "🔶", Priority.URGENT: "❗", Priority.IMMEDIATE: "‼️"}
_SHOWN, _ANSWER_SHOWN = 600, 600


def deals_with(eye: Eye, task: Task) -> bool:
    """Whether the reader, in private, may see for whom a matter was raised and the telephone numbers in it."""
    return eye.member is not None and bool(eye.relations(task) & _DEALS_WITH_IT)


def as_read(eye: Eye, task: Task, text: str) -> str:
    """A text of a matter as the reader may see it."""
    return text if not task.is_raised or deals_with(eye, task) else without_phones(text)


def raised_lines(eye: Eye, task: Task) -> list[Html]:
    """The lines of its card; what says nothing is left out."""
    eye = eye.about(task)
    lines = [eye.t("raised-title", light=eye.light(task), number=task.id, title=task.title), *_where_from(eye, task)]
    if task.priority is not Priority.NORMAL:
        lines.append(eye.t("raised-loud", sign=SIGNS[task.priority], priority=eye.t(f"priority-{task.priority}")))
    text = shortened(as_read(eye, task, task.content), _SHOWN) if task.content else ""
    outside = task.origin in FROM_OUTSIDE
    if text:
        lines.append(eye.t("raised-quote" if outside else "raised-content", text=text))
    return [*lines, *_who(eye, task), *_state(eye, task)]


def _where_from(eye: Eye, task: Task) -> list[Html]:
    if task.origin not in FROM_OUTSIDE:
        return []
    lines = [eye.t("card-origin", origin=eye.t(f"origin-{task.origin}"), ref="")]
    if task.caller and deals_with(eye, task):
        lines.append(eye.t("raised-caller", caller=task.caller))
    return lines


def _who(eye: Eye, task: Task) -> list[Html]:
    """Who raised it, and who received it first where another answers now; of whoever stands in the clocks say so."""
    raiser = eye.name(task.assigner_id)
    key = "raised-by-unnamed" if task.anonymous and eye.hidden is None else "raised-by"
    lines = [eye.t(key, who=raiser)]
    if task.first_handler_id != task.duty_id:
        lines.append(eye.t("raised-first", first=eye.name(task.first_handler_id)))
    return lines


def _state(eye: Eye, task: Task) -> list[Html]:
    if task.status is Status.CANCELLED:
        return [eye.t("raised-withdrawn")]
    if task.status is Status.DONE:
        answer = shortened(as_read(eye, task, task.result), _ANSWER_SHOWN) or eye.t("only-files")
        return [eye.t("raised-answer", text=answer), *([eye.t("raised-solved")] if task.rating else [])]
    late = "raised-late" if task.overdue(eye.now) else "raised-waits"
    lines = [eye.t(late, who=eye.name(task.duty_id), due=eye.moment(task.due_at))]
    asked = task.pending_request(RequestKind.HAND_ON)
    if asked is not None and asked.due_at is not None:
        lines.append(
            eye.t("raised-asked", to=eye.name(asked.to_member_id), reason=asked.reason, until=eye.moment(asked.due_at))
        )
    if task.linked_id is not None:
        lines.append(eye.t("raised-made", task=task.linked_id))
    return [*lines, *([eye.t("raised-again")] if task.returns else [])]


def greeting(eye: Eye, task: Task) -> list[Html]:
    """What a fresh card is to its reader: put to them, asked of them, or taken down."""
    if eye.member is None or task.status is not Status.ACTIVE:
        return []
    asked = task.pending_request(RequestKind.HAND_ON)
    if asked is not None and asked.to_member_id == eye.member.id:
        return [eye.t("raised-for-you-asked", who=eye.name(asked.member_id))]
    if eye.member.id == task.duty_id:
        return [eye.t("raised-for-you")]
    if eye.member.id != task.assigner_id:
        return []
    return [*([eye.t("raised-known")] if task.anonymous else []), eye.t("raised-taken-down")]


def beneath_news(eye: Eye, task: Task, event: Event) -> list[Html]:
    """For its raiser, what comes after its handler left; for those two, that nobody needs to take it on any more."""
    if task.is_raised and isinstance(event.fact, LeadLeft):
        return [eye.t("raised-left")]
    asked = overtaken(task, event) if task.is_raised and eye.member is not None else None
    if asked is None or eye.member is None or eye.member.id not in (asked.to_member_id, asked.member_id):
        return []
    if eye.member.id == asked.to_member_id:
        return [eye.t("raised-overtaken-you")]
    return [eye.t("raised-overtaken", to=eye.name(asked.to_member_id))]


def raised_line(eye: Eye, task: Task, head: Html) -> Html:
    """In a list: what, then who must answer by when."""
    due = eye.moment(task.due_at, brief=True)
    key = "line-raised-late" if task.overdue(eye.now) else "line-raised"
    return eye.t(key, head=head, who=eye.name(task.duty_id), due=due, late=eye.span(task.due_at))


def teams_rows(eye: Eye, draft: Draft) -> Rows:
    """The teams of whoever raises it, one a row."""
    found = filter(None, map(eye.store.teams.get, draft.task.teams))
    return tuple((Button(team.title[:60], pack(Press.DRAFT, draft.id, "team", team.id)),) for team in found)


def naming_rows(eye: Eye, draft: Draft) -> Rows:
    """With one's name, or without."""
    return (
        tuple(
            Button(str(eye.t(f"button-{what}")), pack(Press.DRAFT, draft.id, "unnamed", value))
            for what, value in (("named", "no"), ("unnamed", "yes"))
        ),
    )
