"""移交: the list for whoever stands in, the card of one matter, the welcome back, and what those above hear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.cards import buttons, card_lines, head
from bot.views.eye import FROM_GROUP, Eye
from bot.views.fact_lines import fact_line
from bot.views.facts import clock_lines, files_of
from bot.views.lists import show_rows, task_line
from bot.views.reminders import matter_rows
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows
from domain.facts.base import Event
from domain.facts.clocks import Breached, Reminded, TransferAsked, Undelivered
from domain.facts.series import FromSeries
from domain.facts.standing import HandedBack, HandedOver
from domain.facts.tasks import Assigned
from domain.messages.people import (
    CannotReach,
    CannotStandIn,
    HandOver,
    HandOverCard,
    NobodyStandsIn,
    NotTakenOver,
    Unreached,
    WelcomeBack,
)
from domain.model.post import PostKind
from domain.model.tasks import RequestKind, Task
from domain.rules.hands import owing
from domain.rules.lifecycle import Action, allowed
from domain.rules.offers import under_news

_MOST = 12  # matters listed in one message
_LAST = 5  # lines of a matter's story on its card
_FILES = 10
_SILENT = (Reminded, Breached, Undelivered, HandedOver, HandedBack, Assigned, FromSeries)


def hand_over(eye: Eye, message: HandOver) -> Rendered | None:
    """Everything of somebody who is away, in one message: what waits for Take over, then what was taken over."""
    mine = [t for t in _found(eye, message.tasks) if eye.member and t.standin_id == eye.member.id]
    waiting = [t for t in mine if t.taken_over_at is None and t.status.is_open]
    parts = _parts(eye, message)
    owed = [t for t in parts if message.member_id in owing(t)]
    mine, waiting = [*mine, *parts], [*waiting, *owed]
    if not mine:
        return None
    key = "hand-over" if waiting else "hand-over-done"
    last = eye.day_of(datetime.fromisoformat(message.until), message.member_id) if message.until else ""
    title = eye.t(
        f"{key}-until" if last else key, member=eye.name(message.member_id), last=last, n=len(waiting or mine)
    )
    shown = (waiting or mine)[:_MOST]
    text = Html("\n".join([title, "", *(task_line(eye, t) for t in shown), *_more(eye, waiting or mine)]))
    return Rendered(text, (*_all(eye, message, waiting), *_card_rows(shown)))


def _parts(eye: Eye, message: HandOver) -> list[Task]:
    """Of which the one who is away owes a part, or the reader took it over."""
    reader = eye.member.id if eye.member else 0
    found = _found(eye, message.parts)
    return [t for t in found if t.status.is_open and (message.member_id in owing(t) or reader in t.co_ids)]


def _found(eye: Eye, numbers: Iterable[int]) -> list[Task]:
    return [t for t in map(eye.store.tasks.get, numbers) if t is not None]


def _more(eye: Eye, tasks: Sequence[Task]) -> list[Html]:
    return [eye.t("more-in-mine", n=len(tasks) - _MOST)] if len(tasks) > _MOST else []


def _all(eye: Eye, message: HandOver, waiting: Sequence[Task]) -> Rows:
    if not waiting:
        return ()
    label = str(eye.t("button-take-over-all", n=len(waiting)))
    cannot = Button(str(eye.t("button-cannot-stand-in")), pack(Press.HAND_OVER, "no", message.member_id))
    return ((Button(label, pack(Press.HAND_OVER, "all", message.member_id), style="primary"), cannot),)


def _card_rows(tasks: Sequence[Task]) -> Rows:
    found = [Button(f"#{t.id}", pack(Press.HAND_OVER, "card", t.id)) for t in tasks]
    return in_rows(found, 4)


def hand_over_card(eye: Eye, message: HandOverCard) -> Rendered | None:
    """交接单: the card with what happened so far in short, its files, and the clocks that run."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    story = eye.store.history.of(task.id)
    told = [e for e in story if not isinstance(e.fact, _SILENT)][-_LAST:]
    lines = [*card_lines(eye, task), *clock_lines(eye, task)]
    lines += [Html(""), eye.t("hand-over-story"), *(_dated(eye, e) for e in told)] if told else []
    files = [*task.attachments, *(f for e in story for f in files_of(eye, e))]
    if len(files) > _FILES:
        lines.append(eye.t("hand-over-files", n=len(files) - _FILES))
    history = Button(str(eye.t("button-whole-story")), pack(Press.HISTORY, task.id, 0))
    only = frozenset({Action.TAKE_OVER}) | under_news("resumed")
    rows = (*buttons(eye, task, only), (history,))
    return Rendered(Html("\n".join(lines)), rows, task_id=task.id, kind=PostKind.NEWS, files=tuple(files[:_FILES]))


def _dated(eye: Eye, event: Event) -> Html:
    return eye.t("history-line", at=eye.moment(event.at, brief=True), what=fact_line(eye, event))


def welcome_back(eye: Eye, message: WelcomeBack) -> Rendered | None:
    """What is the reader's again, with what was done last, and what was finished."""
    back, finished = _found(eye, message.tasks), _found(eye, message.finished)
    since = datetime.fromisoformat(message.since)
    lines = [eye.t("welcome-back", backup=eye.name(message.backup_id))]
    if finished:
        lines += [Html(""), eye.t("welcome-back-finished", n=len(finished)), *(head(eye, t) for t in finished[:_MOST])]
    if back:
        lines += [Html(""), eye.t("welcome-back-open", n=len(back))]
        lines += [line for t in back[:_MOST] for line in (task_line(eye, t), *_lately(eye, t, since))]
    return Rendered(Html("\n".join([*lines, *_more(eye, back)])), _card_rows(back[:_MOST]))


def _lately(eye: Eye, task: Task, since: datetime) -> list[Html]:
    """The last that others did while the reader was away; what they asked for and is asked no more is not it."""
    me = eye.member.id if eye.member else None
    asks = task.pending_request(RequestKind.TRANSFER) is not None
    story = (e for e in eye.store.history.of(task.id) if asks or not isinstance(e.fact, TransferAsked))
    found = [e for e in story if e.at >= since and e.actor_id not in (None, me)]
    return [eye.t("meanwhile", what=fact_line(eye, found[-1]))] if found else []


def nobody_stands_in(eye: Eye, message: NobodyStandsIn) -> Rendered | None:
    """Somebody is away and their matters stay theirs."""
    tasks = [t for t in _found(eye, message.tasks) if t.status.is_worked_on]
    if message.parts:
        tasks = [t for t in tasks if message.member_id in owing(t)]
    if not tasks:
        return None
    fields = {
        "member": eye.name(message.member_id),
        "last": _day(eye, message.until, message.member_id),
        "n": len(tasks),
    }
    if message.parts:
        title = eye.t("part-alone", **fields)
    elif all(t.confidential for t in tasks):
        title = eye.t("secret-stays", **fields)
    elif message.backup_id:
        until = _day(eye, message.backup_until, message.backup_id)
        title = eye.t("both-away", backup=eye.name(message.backup_id), until=until, **fields)
    else:
        title = eye.t("nobody-stands-in", **fields)
    lines = [title, *(head(eye, t) for t in tasks[:_MOST])]
    rows = tuple((*row, *_reassign(eye, t)) for t in tasks[:_MOST] for row in show_rows([t]))
    return Rendered(Html("\n".join(lines)), rows)


def _reassign(eye: Eye, task: Task) -> tuple[Button, ...]:
    """To give it to somebody else, for whoever may."""
    if not allowed(task, Action.REASSIGN, eye.relations(task)):
        return ()
    return (Button(str(eye.t("button-reassign")), pack(Press.ACT, Action.REASSIGN, task.id)),)


def _day(eye: Eye, moment: str, member_id: int) -> Html:
    return eye.day_of(datetime.fromisoformat(moment), member_id)


def not_taken_over(eye: Eye, message: NotTakenOver) -> Rendered | None:
    """Whoever was asked to stand in has not answered in time."""
    found = _found(eye, message.tasks)
    tasks = [t for t in found if t.standin_id == message.backup_id and t.taken_over_at is None]
    if message.parts:
        tasks = [t for t in found if message.member_id in owing(t)]
    if not tasks:
        return None
    names = {"member": eye.name(message.member_id), "backup": eye.name(message.backup_id)}
    lines = [eye.t("not-taken-over", n=len(tasks), **names), *(head(eye, t) for t in tasks[:_MOST])]
    return Rendered(Html("\n".join(lines)), matter_rows(eye, tasks[:_MOST]))


def _hands(task: Task) -> tuple[int | None, ...]:
    return task.standin_id, *task.co_ids


def cannot_stand_in(eye: Eye, message: CannotStandIn) -> Rendered | None:
    """Whoever was asked to stand in said that they cannot."""
    tasks = [t for t in _found(eye, message.tasks) if t.status.is_open and message.backup_id not in _hands(t)]
    if not tasks:
        return None
    names = {"member": eye.name(message.member_id), "backup": eye.name(message.backup_id)}
    lines = [eye.t("cannot-stand-in", n=len(tasks), **names), *(head(eye, t) for t in tasks[:_MOST])]
    return Rendered(Html("\n".join(lines)), show_rows(tasks[:_MOST]))


# -- who cannot be reached ---------------------------------------------------------------------------------------------


def cannot_reach(eye: Eye, message: CannotReach) -> Rendered | None:
    """Told where a task was given; in a group with the link to the private chat for those who are not called."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    in_group = task.team_id is not None and not task.confidential
    text = eye.t(
        "assign-unreachable" if in_group else "assign-unreachable-private",
        count=len(message.silent), all=message.concerned, names=_names(eye, message.silent),
    )  # fmt: skip
    called = {task.carrier(p) for p in task.people}  # by name, with the link in that message
    return Rendered(text, () if eye.member or called >= set(message.silent) else _open_private(eye))


def unreached(eye: Eye, message: Unreached) -> Rendered:
    """Who in the reader's teams cannot be written to."""
    return Rendered(eye.t("unreached", n=len(message.members), names=_names(eye, message.members)))


def _names(eye: Eye, members: Iterable[int]) -> Html:
    return eye.join([eye.name(m) for m in members])


def _open_private(eye: Eye) -> Rows:
    return ((Button(str(eye.t("button-open-private")), url=eye.start_link(FROM_GROUP)),),)
