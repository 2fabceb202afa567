"""Lists of tasks, page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.cards import gone, head
from bot.views.eye import Eye
from bot.views.hands import due_of, own_words
from bot.views.late_lines import lines_told
from bot.views.links import matters
from bot.views.milestone_lines import due_line
from bot.views.raised import raised_line
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import AtLeast, in_rows, pager
from bot.views.which_lists import LISTS, of_team
from domain.messages.tasks import ListsOffered, RaisedLists, TaskList, TasksNamed
from domain.model.lights import Light
from domain.model.matters import MAY_BE_LATE, Matters
from domain.model.tasks import Status, Task
from domain.model.value import replace
from domain.rules.hands import owing
from domain.rules.lights import Cause, Lit
from domain.rules.times_asked import span_asked
from domain.text import signs_within

PER_PAGE = 8
_COUNTED = 1000  # matters beyond the page that is read; of more a list says that there are more
_MOST_FINISHED = 500  # in one time
_COLUMNS = 68  # two lines of a phone, with the light and the number before them


def fitting(title: str) -> int:
    """How many signs of a title stand in a line of a list: those of Chinese are twice as wide."""
    return signs_within(title, _COLUMNS)


_OF_OWN = frozenset({"line-assigned", "line-active", "line-submitted", "line-late", "line-paused", "line-waits"})


def _of_own(eye: Eye, task: Task, key: str) -> bool:
    """Whether a wording without a name fits: not for what another has in hand."""
    return eye.member is not None and task.duty_id == eye.member.id and key in _OF_OWN


def task_line(eye: Eye, task: Task, *, own: bool = False, calls: bool = False) -> Html:
    """A task in two short lines: what, then when and who, but the reader in their `own` list; a third for their own part.
    With `calls` the name calls whoever has the duty, in a group."""
    if task.is_raised:
        return raised_line(eye, task, head(eye, task, fitting(task.title)))
    late, declined = task.overdue(eye.now), task.status is Status.DECLINED
    waits = task.awaits and task.status.is_worked_on
    key = (
        "line-late-declined"
        if late and declined
        else "line-late"
        if late
        else "line-waits"
        if waits
        else f"line-{task.status}"
    )
    nameless = own and _of_own(eye, task, key)
    name = key.removeprefix("line-")
    due = eye.moment(task.due_at, day_only=task.due_day_only, brief=True)
    why, lead = eye.lit(task), eye.mention(task.duty_id) if calls else eye.name(task.duty_id)
    line = eye.t(
        f"own-line-{name}" if nameless else key,
        head=head(eye, task, fitting(task.title), why), lead=lead, due=due,
        late=eye.span(task.due_at) if late else "",
        percent=eye.percent(task), by=eye.name(task.assigner_id),
        until=eye.moment(task.resumes_at, brief=True) if task.resumes_at else due,
        waits=matters(eye, task.awaits),
    )  # fmt: skip
    if (late or waits) and task.status is Status.ASSIGNED:
        line = eye.t("line-why", line=line, why=eye.t("status-assigned"))
    if why.light is Light.YELLOW:
        line = eye.t("line-why", line=line, why=reason(eye, task, why))
    needs = [eye.t("line-needs-lead")] if gone(eye, task) else []
    return Html("\n".join([line, *needs, *_own_part(eye, task), *due_line(eye, task)]))


def _own_part(eye: Eye, task: Task) -> list[Html]:
    """What the reader owes of it, where that was said."""
    own = task.part_of(eye.member.id) if eye.member else None
    if task.confidential or own is None or own.member_id not in owing(task) or not (own.does or own.due_at):
        return []
    due = [due_of(eye, task, own, own.due_at)] if own.due_at else []
    return [eye.t("line-own", does=own_words(eye, task, own.member_id), due=Html("".join(due)))]


def reason(eye: Eye, task: Task, why: Lit) -> Html:
    """Why a light is yellow, in a word or two."""
    if why.cause is Cause.BELOW and not _sees_below(eye, task, why):
        return eye.t("light-below-hidden")
    return eye.t(
        f"light-{why.cause}", n=task.returns, passed=why.passed, percent=eye.percent(task), below=f"#{why.below}"
    )


def _sees_below(eye: Eye, task: Task, why: Lit) -> bool:
    """Whether the reader may see what is red below it."""
    found = eye.store.tasks.get(why.below) if why.below else None
    return found is not None and eye.sees(found, task)


_RAISED = ("raised-answer", "raised-own", "raised-team")
_RAISED_LINES = 5


def raised_lists(eye: Eye, _message: RaisedLists) -> Rendered:
    """What the reader must answer, raised, and has others answer: the first of each, and a button for the rest."""
    lines: list[Html] = []
    rows: list[tuple[Button, ...]] = []
    for name in _RAISED:
        which = LISTS[name](eye, TaskList(name))
        count = eye.store.tasks.count(which) if which else 0
        if which is None or not count:
            continue
        shown = eye.store.tasks.page(which, _RAISED_LINES)
        lines += [
            *([Html("")] if lines else []),
            eye.t(f"list-{name}", n=count, member=""),
            *(task_line(eye, t) for t in shown),
        ]
        rows += show_rows(shown)
        if count > len(shown):
            rows.append((Button(str(eye.t(f"button-all-{name}")), pack(Press.LIST_ALL, name, 0, 0)),))
    return Rendered(Html("\n".join(lines)) if lines else eye.t("list-raised-none"), tuple(rows))


def task_list(eye: Eye, message: TaskList) -> Rendered:
    """A page of one of the lists, each task with a button that shows it."""
    count, fetched = _found(eye, message)
    plans = _late_of_plans(eye, message, alone=not count)
    if not count:
        return Rendered(plans[0] if plans else _nothing(eye, message))
    pages = type(count)(-(-count // PER_PAGE))
    page = min(max(message.page, 0), pages - 1)
    shown = fetched(PER_PAGE, page * PER_PAGE)
    told = (task_line(eye, t, own=message.which == "mine") for t in shown)
    lines = [_head(eye, message, count), "", *told, *([Html(""), *plans] if plans else [])]
    of = (message.which, message.member_id or message.team_id or 0)
    turning = pager(eye, pages, page, *((Press.TAG, message.tag) if message.tag else (Press.LIST, *of)))
    within = pack(Press.FIND_IN, *of, *([message.tag] if message.tag else []))
    find = (Button(str(eye.t("button-find")), within),) if pages > 1 and message.which in _SEARCHED else ()
    rows = (*show_rows(shown), turning, find)
    return Rendered(Html("\n".join(lines)), rows)


def _late_of_plans(eye: Eye, message: TaskList, *, alone: bool) -> list[Html]:
    """Where it is asked what is overdue: that lines of plans are, too."""
    found = of_team(eye, message) if message.which == "overdue" else None
    return lines_told(eye, found, alone=alone) if found else []


_SEARCHED = frozenset(LISTS) - {"unaccepted"}  # within which a word is looked for
Page = Callable[[int, int], Sequence[Task]]  # so many, from which on


def _found(eye: Eye, message: TaskList) -> tuple[int, Page]:
    """How many there are, and their pages; of what is finished, those that the reader may see."""
    kind, time = _kind(message.which)
    if kind == "finished":
        since, until = span_asked(time, eye.now, eye.calendar.zone)
        closed = eye.store.tasks.closed_between(since, until, _MOST_FINISHED)
        seen_ones = [t for t in closed if eye.sees(t) and message.team_id in (None, t.team_id)]
        return len(seen_ones), lambda most, start: seen_ones[start : start + most]
    which = _due(eye, message, time) if kind == "due" else LISTS[message.which](eye, message)
    if which is None:
        return 0, lambda _most, _start: []
    most = _COUNTED + max(message.page, 0) * PER_PAGE
    count = eye.store.tasks.count(which, most=most + 1)
    return AtLeast(most) if count > most else count, partial(eye.store.tasks.page, which)


def _kind(which: str) -> tuple[str, str]:
    """`due-week`: what of a time, and which time."""
    kind, _, time = which.partition("-")
    return (kind, time) if kind in ("due", "finished") else (which, "")


def _due(eye: Eye, message: TaskList, time: str) -> Matters | None:
    """What is to be finished in a time and is in nobody's hands to judge yet."""
    found = of_team(eye, message)
    since, until = span_asked(time, eye.now, eye.calendar.zone)
    return replace(found, statuses=MAY_BE_LATE, due_after=since - _A_TICK, due_until=until - _A_TICK) if found else None


_A_TICK = timedelta(microseconds=1)


def _head(eye: Eye, message: TaskList, n: int) -> Html:
    """What was asked for, as it was understood, and how many there are."""
    kind, time = _kind(message.which)
    if message.tag:
        return eye.t("tagged", n=n, tag=message.tag)
    if time:
        return eye.t(f"list-{kind}-in", n=n, time=eye.t(f"asked-{time}"))
    return eye.t(f"list-{kind}", n=n, member=eye.name(message.member_id))


def _nothing(eye: Eye, message: TaskList) -> Html:
    """That all has its result is for those who gave something."""
    kind, time = _kind(message.which)
    if message.tag:
        return eye.t("tagged-none", tag=message.tag)
    if time:
        return eye.t(f"list-{kind}-in-empty", time=eye.t(f"asked-{time}"))
    if kind == "assigned" and eye.member and not eye.store.tasks.has_assigned(eye.member.id):
        return eye.t("list-assigned-none")
    return eye.t(f"list-{kind}-empty", member=eye.name(message.member_id))


def lists_offered(eye: Eye, message: ListsOffered) -> Rendered:
    """Which of these lists is asked for?"""
    rows = tuple((Button(_label(eye, which), pack(Press.LIST_ALL, which, 0, 0)),) for which in message.lists)
    return Rendered(eye.t("lists-offered"), rows)


def _label(eye: Eye, which: str) -> str:
    kind, time = _kind(which)
    return str(eye.t(f"label-list-{kind}", time=eye.t(f"asked-{time}") if time else ""))


def tasks_named(eye: Eye, message: TasksNamed) -> Rendered:
    """The matters whose titles hold the words, for a reader who may see them."""
    found = [t for t in map(eye.store.tasks.get, message.matters) if t is not None and eye.sees(t)]
    head = eye.t("tasks-named", n=len(found), words=message.words)
    return Rendered(Html("\n".join([head, "", *(task_line(eye, t) for t in found)])), show_rows(found))


def show_rows(tasks: Sequence[Task]) -> Rows:
    """A button for each task that shows its card."""
    found = [Button(f"#{t.id}", pack(Press.SHOW, t.id)) for t in tasks]
    return in_rows(found, 4)
