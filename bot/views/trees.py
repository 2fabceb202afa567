"""Trees of matters: what a card says of those above and below it, and a branch of the tree, opened and folded in place."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.milestone_lines import tree_part
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows, pager
from domain.messages.tasks import Branch
from domain.model.tasks import Status, Task
from domain.rules.periods import Period

_ON_CARD = 8  # lines of what is below a matter
_PER_PAGE = 8
_LONGEST = 40  # of a title, in the line of a tree
_IN_A_ROW = 4
_STEP = "　"


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"


def period_words(eye: Eye, label: str) -> Html:
    """A plan's period as people say it."""
    period = Period(label)
    if period.is_year:
        return eye.t("period-year", year=period.year)
    if "Q" in label:
        return eye.t("period-quarter", year=period.year, quarter=label[-1])
    return eye.t("period-month", year=period.year, month=period.last_day.month)


def above_lines(eye: Eye, task: Task) -> list[Html]:
    """Of which plan it is a line, and what it is a part of, where the reader may see that; that its deadline is the same."""
    return [*_plan_line(eye, task), *_part_of(eye, task)]


def _plan_line(eye: Eye, task: Task) -> list[Html]:
    return [eye.t("card-plan", period=period_words(eye, task.period))] if task.period else []


def _part_of(eye: Eye, task: Task) -> list[Html]:
    parent = eye.store.tasks.get(task.parent_id) if task.parent_id is not None else None
    if parent is None or not eye.sees(parent, task):
        return []
    key = "card-part-of-due" if parent.due_at == task.due_at and task.status.is_open else "card-part-of"
    return [eye.t(key, parent=parent.id, title=_short(parent.title))]


def below_lines(eye: Eye, task: Task) -> list[Html]:
    """How far it is by what is below it, and a line for each of that; many stand behind a button."""
    found = eye.rolled(task)
    if not found.count:
        return []
    shown = [t for t in eye.store.tasks.children(task.id, _ON_CARD) if eye.sees(t, task)]
    rest = found.count - len(shown)
    more = [eye.t("card-below-more", n=rest)] if rest else []
    key = "card-below-plan" if task.period else "card-below"
    head = eye.t(key, done=found.done, count=found.count, percent=found.percent)
    return [head, *(tree_line(eye, one, 1) for one in shown), *more]


def above_button(eye: Eye, task: Task) -> tuple[Button, ...]:
    """The way to the card of what it is a part of, in private."""
    parent = eye.store.tasks.get(task.parent_id) if task.parent_id is not None and eye.member else None
    if parent is None or not eye.sees(parent, task):
        return ()
    return (Button(f"↑ #{parent.id}", pack(Press.SHOW, parent.id)),)


def below_button(eye: Eye, task: Task) -> tuple[Button, ...]:
    """All that is below it, where its card has no room for it or there is more below that."""
    nodes = eye.store.tasks.below(task.id)
    if eye.member is None or (len(nodes) <= _ON_CARD and all(n.parent_id == task.id for n in nodes)):
        return ()
    return (Button(str(eye.t("button-below")), pack(Press.BRANCH, task.id, 0)),)


def tree_line(eye: Eye, task: Task, level: int) -> Html:
    """A matter in one line of a tree: light, number, title, who, how far; and how many are below it."""
    found = eye.rolled(task)
    more = eye.t("tree-more", done=found.done, count=found.count) if found.count else ""
    more = Html(f"{more}{tree_part(eye, task)}")
    light = "✅" if task.status is Status.DONE else eye.light(task)
    return eye.t(
        "tree-line", indent=_STEP * level, light=light, number=task.id, title=_short(task.title),
        lead=_doing(eye, task), percent=eye.percent(task), more=more,
    )  # fmt: skip


def _doing(eye: Eye, task: Task) -> Html:
    """Whoever has it; of a line of a plan, which has no card of its own in the hands of others, those as well who help."""
    others = task.co_ids if task.period else ()
    return eye.join([eye.name(i) for i in (task.duty_id, *others)])


def branch(eye: Eye, message: Branch) -> Rendered | None:
    """A page of what is right below a matter, under those above it; others are folded."""
    task = eye.store.tasks.get(message.task_id)
    if task is None or not eye.sees(task):
        return None
    numbers = (*reversed(eye.store.tasks.above(task.id)), task.id)
    path = [t for t in map(eye.store.tasks.get, numbers) if t is not None and eye.sees(t, task)]
    pages = max(1, -(-eye.rolled(task).count // _PER_PAGE))
    page = min(max(message.page, 0), pages - 1)
    shown = [t for t in eye.store.tasks.children(task.id, _PER_PAGE, page * _PER_PAGE) if eye.sees(t, task)]
    lines = [tree_line(eye, t, level) for level, t in enumerate(path)]
    lines += [tree_line(eye, t, len(path)) for t in shown] or [eye.t("tree-nothing")]
    rows = (*opening(eye, shown), pager(eye, pages, page, Press.BRANCH, task.id), _folding(eye, path))
    return Rendered(Html("\n".join(lines)), rows)


def opening(eye: Eye, shown: Sequence[Task]) -> Rows:
    """A button for each: it opens what is below it, or shows its card where nothing is."""
    found = [
        Button(f"▸ #{t.id}", pack(Press.BRANCH, t.id, 0))
        if eye.rolled(t).count
        else Button(f"#{t.id}", pack(Press.SHOW, t.id))
        for t in shown
    ]
    return in_rows(found, _IN_A_ROW)


def _folding(eye: Eye, path: Sequence[Task]) -> tuple[Button, ...]:
    """The card of what is open, and the way back up."""
    card = Button(str(eye.t("label-card", number=path[-1].id)), pack(Press.SHOW, path[-1].id))
    if len(path) == 1 and path[0].period:
        year = Period(path[0].period).year
        return (Button(f"▴ {eye.t('period-year', year=year)}", pack(Press.PLAN, year, 0)), card)
    if len(path) == 1:
        return (card,)
    return (Button(f"▴ #{path[-2].id}", pack(Press.BRANCH, path[-2].id, 0)), card)
