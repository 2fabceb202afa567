"""What comes every working day: the digest of a team, the worklist of a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.lists import show_rows, task_line
from bot.views.rendered import Button, Rendered
from domain.messages.reports import Digest, Worklist
from domain.model.post import PostKind
from domain.model.tasks import Task
from domain.rules.digest import sections

_DIGEST_LINES = 12


def digest(eye: Eye, message: Digest) -> Rendered | None:
    """日报: counts first, then as many lines as fit, then a button for the rest; nothing to say stays silent."""
    tasks = eye.store.tasks.open_of_team(message.team_id)
    finished = eye.store.tasks.closed_since(message.team_id, datetime.fromisoformat(message.since))
    shown = [*sections(tasks, eye.now, eye.calendar, eye.settings.soon_working_days), ("finished", finished)]
    if not any(found for _, found in shown):
        quiet = not (message.asked or eye.settings.digest_when_empty)
        return None if quiet else Rendered(eye.t("digest-empty", open=len(tasks)))
    counts = Html(" · ".join(eye.t(f"count-{name}", n=len(found)) for name, found in shown if found))
    title = eye.t("digest-title", day=eye.moment(eye.now, day_only=True))
    lines = [*_digest_of(eye, message), title, counts, *_section_lines(eye, shown)]
    more = sum(len(found) for _, found in shown) > _DIGEST_LINES
    rest = Button(str(eye.t("button-all")), pack(Press.LIST_ALL, "team", message.team_id, 0))
    return Rendered(Html("\n".join(lines)), ((rest,),) if more else (), kind=PostKind.DIGEST)


def _digest_of(eye: Eye, message: Digest) -> list[Html]:
    """In private: which team's digest it is that its group could not be told."""
    team = eye.store.teams.get(message.team_id) if eye.member is not None and not message.asked else None
    return [eye.t("digest-relayed", team=team.title)] if team else []


def _section_lines(eye: Eye, shown: Sequence[tuple[str, Sequence[Task]]]) -> list[Html]:
    """As many lines as fit, the sections in their order."""
    lines: list[Html] = []
    left = _DIGEST_LINES
    for name, found in shown:
        if found[:left]:
            lines += [Html(""), eye.t(f"section-{name}"), *(task_line(eye, t) for t in found[:left])]
        left -= len(found[:left])
    return lines


def worklist(eye: Eye, _message: Worklist) -> Rendered | None:
    """工作清单: a person's own morning list; silent when there is nothing."""
    tasks = eye.store.tasks.open_with(eye.member.id) if eye.member else []
    doing = [t for t in tasks if t.status.is_worked_on]
    if not doing:
        return None
    lines = [eye.t("worklist-title", n=len(doing)), "", *(task_line(eye, t) for t in doing[:_DIGEST_LINES])]
    rows = show_rows(doing[:_DIGEST_LINES])
    if len(doing) > _DIGEST_LINES:
        rows = (*rows, (Button(str(eye.t("button-all")), pack(Press.LIST_ALL, "mine", 0, 0)),))
    return Rendered(Html("\n".join(lines)), rows)
