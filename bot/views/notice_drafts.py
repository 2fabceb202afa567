"""A notice that is being written, and the tasks that may follow it, before anybody is told."""

from __future__ import annotations

from bot.i18n import Html, catalogue, plain
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.notices import button
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows, page_of
from domain.messages.notices import NoticeDraft, NoticeFollowUp
from domain.model.drafts import Draft
from domain.model.people import Team, TeamStatus
from domain.model.post import PostKind
from domain.model.tasks import Task
from domain.rules.notices import MOST_TASKS

_SHOWN = 600
_TEAMS_A_PAGE = 8


def notice_draft(eye: Eye, message: NoticeDraft) -> Rendered | None:
    """Its words, until when, to whom: how many teams, how many people."""
    draft = eye.store.drafts.get(message.draft_id)
    if draft is None:
        return None
    wrote, possible = draft.task, _possible(eye)
    chosen = [t for t in possible if t.id in wrote.teams]
    readers = {m.id for t in chosen for m, _ in eye.store.members.of_team(t.id) if not m.left} - {draft.member_id}
    lines = [eye.t("announce-draft"), eye.t("announce-text", text=shorten(wrote.content or wrote.title, _SHOWN))]
    if wrote.files:
        lines.append(eye.t("announce-draft-files", n=len(wrote.files)))
    if wrote.due:
        lines.append(eye.t("announce-due", due=eye.moment(wrote.due, day_only=wrote.wording.due_day_only)))
    teams = eye.join([t.title for t in chosen])
    people = eye.t("announce-people", n=len(readers))
    key = "announce-draft-whom" if not chosen else "announce-draft-to-one" if len(chosen) == 1 else "announce-draft-to"
    lines.append(eye.t(key, teams=teams, n=len(chosen), people=people))
    return Rendered(Html("\n".join(lines)), _rows(eye, draft, possible, len(readers)), kind=PostKind.DRAFT)


def _possible(eye: Eye) -> list[Team]:
    who = eye.who()
    found = eye.store.teams.with_status(TeamStatus.APPROVED)
    return [t for t in found if who is not None and who.runs(t.id)]


def _rows(eye: Eye, draft: Draft, possible: list[Team], readers: int) -> Rows:
    drop = button("drop", draft.id, str(eye.t("button-discard")))
    send = button("send", draft.id, str(eye.t("button-send-notice", n=readers)), style="success")
    last = (send, drop) if readers or len(possible) == 1 else (drop,)
    return (*_team_rows(eye, draft, possible), last) if len(possible) > 1 else (last,)


def _team_rows(eye: Eye, draft: Draft, possible: list[Team]) -> Rows:
    """A tick for each team, some of them a page, and one for all."""
    page = page_of(possible, draft.task.page, _TEAMS_A_PAGE)
    found = [_tick(draft, t.title, "team", t.id, on=t.id in draft.task.teams) for t in page.shown]
    turn = [button("page", draft.id, "‹", page.place - 1)] if page.place else []
    turn += [button("page", draft.id, "›", page.place + 1)] if page.place < page.of - 1 else []
    everybody = _tick(draft, str(eye.t("label-all-teams")), "all", 0, on=draft.task.everybody)
    rows = (*in_rows(found, 2), tuple(turn), (everybody,))
    return tuple(row for row in rows if row)


def _tick(draft: Draft, label: str, what: str, team_id: int, *, on: bool) -> Button:
    return button(what, draft.id, f"{'☑' if on else '☐'} {shorten(label, 30)}", team_id)


def follow_up(eye: Eye, message: NoticeFollowUp) -> Rendered | None:
    """Who would be given which task, with one tap for all."""
    draft = eye.store.drafts.get(message.draft_id)
    task = eye.store.tasks.get(draft.task.follows) if draft and draft.task.follows else None
    if draft is None or task is None:
        return None
    people = eye.store.notices.unread(task, MOST_TASKS)
    due = eye.moment(draft.task.due or task.due_at)
    text = eye.t(
        "announce-follow", number=task.id, n=len(people), names=eye.join([eye.known_as(m) for m in people]),
        text=shorten(draft.task.title), due=due,
    )  # fmt: skip
    rows = (
        (button("follow-yes", draft.id, str(eye.t("button-follow-yes", n=len(people))), style="success"),),
        (
            button("follow-words", draft.id, str(eye.t("button-follow-words"))),
            button("drop", draft.id, str(eye.t("button-discard"))),
        ),
    )
    return Rendered(text, rows, kind=PostKind.DRAFT)


def follow_title(language: str, notice: Task) -> str:
    """What is to be done with a notice, in the language of whoever gives it; they may write it anew."""
    return plain(catalogue(language).text("announce-follow-title", number=notice.id, text=notice.title))
