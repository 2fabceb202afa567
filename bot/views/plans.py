"""计划: a plan as a tree that is folded level by level, and the lines of it that are somebody's."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered
from bot.views.rows import pager
from bot.views.trees import opening, period_words, tree_line
from domain.messages.tasks import PlanShown, PlanTold
from domain.model.trees import PlanLines
from domain.rules.periods import Period

_PER_PAGE = 8
_MOST_TOLD = 15


def plan_shown(eye: Eye, message: PlanShown) -> Rendered:
    """A page of its lines that stand under no other; what is below them is opened by their buttons."""
    which = lines_for(eye, message.period, message.team_id)
    count, period = eye.store.tasks.count_lines(which), period_words(eye, message.period)
    if not count:
        who = eye.who()
        key = "plan-none-yet" if who is None or who.leads_anywhere() else "plan-none"
        return Rendered(eye.t(key, period=period, label=message.period), (_years(message),))
    pages = -(-count // _PER_PAGE)
    page = min(max(message.page, 0), pages - 1)
    shown = eye.store.tasks.lines(which, _PER_PAGE, page * _PER_PAGE)
    lines = [eye.t("plan-head", period=period, n=count), *(tree_line(eye, line, 0) for line in shown)]
    rows = (*opening(eye, shown), pager(eye, pages, page, Press.PLAN, message.period))
    rows = (*rows, _files(eye, message), _years(message))
    return Rendered(Html("\n".join(lines)), rows)


def _years(message: PlanShown) -> tuple[Button, ...]:
    """The plans of the years beside this one; from a quarter or a month the way to its year."""
    period = Period(message.period)
    if not period.is_year:
        return (Button(f"▴ {period.year}", pack(Press.PLAN, period.year, 0)),)
    before, after = period.year - 1, period.year + 1
    return (Button(f"‹ {before}", pack(Press.PLAN, before, 0)), Button(f"{after} ›", pack(Press.PLAN, after, 0)))


def _files(eye: Eye, message: PlanShown) -> tuple[Button, ...]:
    """The same with how far each line is, to be printed or reckoned with."""
    picture, paper, book = (pack(Press.PLAN_FILE, message.period, form) for form in "pdx")
    return (
        Button(str(eye.t("button-bulletin-as-picture")), picture),
        Button(str(eye.t("button-paper")), paper),
        Button(str(eye.t("button-book")), book),
    )


def lines_for(eye: Eye, label: str, team_id: int | None) -> PlanLines:
    """Which lines of the plan of a period the reader may see: of a team, or of all."""
    period, who = Period(label), eye.who()
    first, last = period.span
    everything = who is None or who.runs_office()
    seen_by = None if everything or eye.member is None else eye.member.id
    return PlanLines(first, last, tops=period.is_year, team_id=team_id, seen_by=seen_by)


def plan_told(eye: Eye, message: PlanTold) -> Rendered | None:
    """Which lines of a plan are the reader's."""
    eye.store.tasks.know(message.lines)
    found = [t for t in map(eye.store.tasks.get, message.lines) if t is not None and eye.sees(t)]
    if not found:
        return None
    found = found[:_MOST_TOLD]
    led = [line for line in found if eye.member is None or line.lead_id == eye.member.id]
    helped = [line for line in found if line not in led]
    period = period_words(eye, message.period)
    heads = (eye.t("plan-told", period=period, n=len(led)), eye.t("plan-told-co", period=period, n=len(helped)))
    blocks = [(head, lines) for head, lines in zip(heads, (led, helped), strict=True) if lines]
    lines = [one for head, of in blocks for one in (head, *(tree_line(eye, line, 0) for line in of))]
    whole = Button(str(eye.t("button-plan")), pack(Press.PLAN, message.period, 0))
    return Rendered(Html("\n".join(lines)), (*opening(eye, found), (whole,)))
