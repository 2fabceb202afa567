"""我的得分: what a person's points come to, one by one, and why."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.bulletin_data import period_short, period_words
from bot.views.cards import head, titled
from bot.views.eye import Eye
from bot.views.fact_lines import fact_line
from bot.views.late import breach_line
from bot.views.rendered import CONFIDENTIAL, Button, Rendered, Rows
from bot.views.rows import in_rows, page_of, pager
from domain.closings import closings
from domain.messages.points import Score, ScoreDetails, ScoreWhy
from domain.model.people import Memberships
from domain.model.points import Point
from domain.model.tasks import Task
from domain.ports.meta import MetaKey
from domain.rules.breaches import find
from domain.rules.months import name_of
from domain.rules.periods import Period
from domain.rules.points import Months
from domain.rules.reported import moved, quarter_of, within
from domain.rules.scores import Sphere, by_rule, given_to_known, points_in, sphere_of, total
from domain.settings.points_kept import tables_kept
from domain.usecases.access import answers_for
from domain.zones import in_zone

_PER_PAGE = 8
_TITLE = 24


# -- what is counted ---------------------------------------------------------------------------------------------------


def months(eye: Eye) -> Months:
    """The months by the office's clock: they begin everywhere at once."""
    tables = tables_kept(eye.store.meta.get(MetaKey.POINTS), eye.settings.assessment)
    calendar = in_zone(eye.calendar, eye.settings.timezone)
    return Months(eye.now, eye.settings, calendar, tables, closings(eye.store))


def counted(eye: Eye, sphere: Sphere, period: str, team_id: int | None = None) -> list[Point]:
    """The points of a period that stand until now, the newest first."""
    known = months(eye)
    span = within(Period(period), known.calendar.zone)
    logs = eye.store.points.logs(span, team_id, sphere.member)
    return [p for p in points_in(logs, span, known, sphere) if p.at <= eye.now]


def of_person(eye: Eye, member_id: int, period: str) -> tuple[Memberships, list[Point]] | None:
    """The reader, and a person's points as the reader may see them; None for whoever may not."""
    who, member = eye.who(), eye.store.members.get(member_id)
    if who is None or member is None or not answers_for(eye.store, who, member):
        return None
    return who, counted(eye, sphere_of(who, member_id), period)


def signed(points: float) -> str:
    """+1, −2, +0.5, 0."""
    shown = f"{abs(points):.2f}".rstrip("0").rstrip(".")
    return shown if not points else f"{'+' if points > 0 else '−'}{shown}"


# -- a person's sum ----------------------------------------------------------------------------------------------------


def score(eye: Eye, message: Score) -> Rendered | None:
    """The sum, a line for each rule, and the ways on from there."""
    seen = of_person(eye, message.member_id, message.period)
    if seen is None:
        return None
    who, points = seen
    lines = [title(eye, who, message.member_id, message.period, total(points)), *_lines(eye, points)]
    if not points:
        lines.append(eye.t("score-none"))
    lines += [*_secret(eye, points), *_closed(eye, message.period), *_hint(eye, points)]
    return Rendered(Html("\n".join(lines)), _buttons(eye, who, message, points))


def title(eye: Eye, who: Memberships, member_id: int, period: str, sum_: float) -> Html:
    """Whose, of when, how many."""
    fields = {"period": period_words(eye, period), "points": signed(sum_)}
    if member_id == who.member.id:
        return eye.t("score-own", **fields)
    return eye.t("score-of", who=eye.name(member_id), **fields)


def _lines(eye: Eye, points: Sequence[Point]) -> list[Html]:
    lines = [
        eye.t("score-line", what=eye.t(f"score-rule-{rule}"), n=n, points=signed(sum_))
        for rule, n, sum_ in by_rule(points)
    ]
    waived = sum(p.waived for p in points)
    return [*lines, *([eye.t("score-waived", n=waived)] if waived else [])]


def _secret(eye: Eye, points: Sequence[Point]) -> list[Html]:
    """What is confidential stands in one's own sum alone."""
    numbers = {p.task_id for p in points}
    eye.store.tasks.know(numbers)
    hidden = {number for number in numbers if (task := eye.store.tasks.get(number)) and task.confidential}
    if not hidden:
        return []
    return [eye.t("score-secret", points=signed(total(p for p in points if p.task_id in hidden)))]


def _closed(eye: Eye, period: str) -> list[Html]:
    """Until when a month's points can change."""
    if Period(period).is_year or "Q" in period:
        return []
    closes = months(eye).closes(within(Period(period), months(eye).calendar.zone).since)
    return [eye.t("score-closed" if closes < eye.now else "score-open", at=eye.moment(closes, brief=True))]


def _hint(eye: Eye, points: Sequence[Point]) -> list[Html]:
    return [eye.t("score-explains", number=points[0].task_id)] if points else []


def _buttons(eye: Eye, who: Memberships, message: Score, points: Sequence[Point]) -> Rows:
    at = (message.member_id, message.period)
    details = Button(str(eye.t("button-score-details")), pack(Press.SCORE, "d", *at, 0))
    rows = (
        (*((details,) if points else ()), *_figures(eye, message)),
        *turns(eye, "s", message.member_id, message.period),
        (Button(str(eye.t("button-score-team")), pack(Press.SCORE, "t", 0, message.period, 0)),)
        if who.leads_anywhere()
        else (),
    )
    return tuple(row for row in rows if row)


def _figures(eye: Eye, message: Score) -> tuple[Button, ...]:
    """What the bulletin counts of the reader: how much was done, in time, by how much late."""
    if eye.member is None or message.member_id != eye.member.id:
        return ()
    return (Button(str(eye.t("button-score-figures")), pack(Press.BULLETIN, "o", message.period)),)


def turns(eye: Eye, what: str, of: int, label: str) -> Rows:
    """The period before, the one after where it has begun; the other lengths of time around its end, or now."""
    today, period = eye.now.astimezone(months(eye).calendar.zone).date(), Period(label)
    before, after = moved(period, -1), moved(period, 1)
    last = min(period.last_day, today)
    around = (name_of(last), quarter_of(last), str(last.year))
    wider = [p for p in around if p not in (label, before.label, after.label)]
    later = (_to(eye, what, of, after.label, "{} ›"),) if after.first_day <= today else ()
    return (
        (_to(eye, what, of, before.label, "‹ {}"), *later),
        tuple(_to(eye, what, of, p) for p in wider),
    )


def _to(eye: Eye, what: str, of: int, period: str, shape: str = "{}") -> Button:
    return Button(shape.format(period_short(eye, period)), pack(Press.SCORE, what, of, period, 0))


# -- one by one --------------------------------------------------------------------------------------------------------


def details(eye: Eye, message: ScoreDetails) -> Rendered | None:
    """A page of points, each with its event; a button explains each."""
    seen = of_person(eye, message.member_id, message.period)
    if seen is None:
        return None
    who, points = seen
    page = page_of(points, message.page, _PER_PAGE)
    shown = page.shown
    eye.store.tasks.know([p.task_id for p in shown])
    lines = [title(eye, who, message.member_id, message.period, total(points)), *(_line(eye, p) for p in shown)]
    lines.append(eye.t("score-explains", number=shown[0].task_id) if shown else eye.t("score-none"))
    numbers = list(dict.fromkeys(p.task_id for p in shown))
    opens = [Button(f"#{n}", pack(Press.SCORE, "w", n)) for n in numbers]
    back = Button(str(eye.t("button-score-back")), pack(Press.SCORE, "s", message.member_id, message.period, 0))
    rows = (
        *in_rows(opens, 4),
        pager(eye, page.of, page.place, Press.SCORE, "d", message.member_id, message.period),
        (back,),
    )
    text = Html("\n".join(lines))
    return Rendered(text, tuple(row for row in rows if row), secret=CONFIDENTIAL in text)


def _line(eye: Eye, point: Point) -> Html:
    fields = {"points": signed(point.points), "number": point.task_id, "what": event_words(eye, point)}
    task = eye.store.tasks.get(point.task_id)
    shown = titled(eye, task, _TITLE) if task and eye.relations(task) else ""
    at = eye.moment(point.at, day_only=True, brief=True)
    return eye.t("score-detail", title=shown, at=at, **fields)


def event_words(eye: Eye, point: Point) -> Html:
    """For what: the rule, with that it was excused, or done as co-assignee."""
    what = eye.t(f"score-rule-{point.rule}")
    if point.waived:
        return eye.t("score-what-waived", what=what)
    return eye.t("score-what-shared", what=what) if point.shared else what


# -- why ---------------------------------------------------------------------------------------------------------------


def why(eye: Eye, message: ScoreWhy) -> Rendered | None:
    """What a task gave to whom, by which rule, for which event; card and history are a tap away."""
    who, log = eye.who(), eye.store.points.log(message.task_id)
    if who is None or log is None:
        return None
    points = given_to_known(log, who, months(eye))
    task = eye.store.tasks.get(message.task_id)
    if not points or task is None:
        return None
    sees = bool(eye.relations(task))
    lines = [head(eye, task) if sees else eye.t("score-why-gone", number=task.id)]
    for point in points:
        lines += [Html(""), *_explained(eye, task, point, sees=sees)]
    rows = _ways(eye, task, points) if sees else ()
    return Rendered(Html("\n".join(lines)), rows, task_id=task.id if sees else None)


def _explained(eye: Eye, task: Task, point: Point, *, sees: bool) -> list[Html]:
    at = eye.moment(point.at, brief=True)
    fields = {"who": eye.name(point.member_id), "points": signed(point.points), "what": event_words(eye, point)}
    return [eye.t("score-why", at=at, **fields), _rule(eye, point), *(_event(eye, task, point) if sees else ())]


def _rule(eye: Eye, point: Point) -> Html:
    """The row of the table, and what was multiplied with it."""
    rules = months(eye).rules(point.at)
    value = signed(rules.points[point.rule])
    times = [*([f"{point.weight:g}"] if point.weight != 1 else []), *([f"{rules.co_share:g}"] if point.shared else [])]
    if not times:
        return eye.t("score-why-rule", points=value)
    return eye.t("score-why-rule-times", points=value, times=" × ".join(times), result=signed(point.points))


def _event(eye: Eye, task: Task, point: Point) -> list[Html]:
    """The entry of the history, or the promise that ran out with what was ruled on it."""
    event = eye.store.history.get(task.id, point.seq) if point.seq else None
    if event is not None:
        return [eye.t("score-why-event", what=fact_line(eye, event))]
    breach = find(task, point.breach)
    if breach is None:
        return []
    lines = [eye.t("score-why-event", what=breach_line(eye, task, breach))]
    if breach.clock.waived and not point.waived:
        lines.append(eye.t("score-why-too-late", at=eye.moment(months(eye).closes(point.at), brief=True)))
    elif breach.clock.waived:
        clock = breach.clock
        lines.append(eye.t("score-why-waived", who=eye.name(clock.ruled_by), reason=clock.ruling))
    return lines


def _ways(eye: Eye, task: Task, points: Sequence[Point]) -> Rows:
    refs = list(dict.fromkeys(p.breach for p in points if p.breach))
    missed = [Button(_promise(eye, ref), pack(Press.BREACH, task.id, ref)) for ref in refs[:3]]
    card = Button(str(eye.t("label-card", number=task.id)), pack(Press.SHOW, task.id))
    history = Button(str(eye.t("button-whole-story")), pack(Press.HISTORY, task.id, 0))
    return tuple(row for row in (tuple(missed), (card, history)) if row)


def _promise(eye: Eye, ref: str) -> str:
    return str(eye.t("label-score-breach", clock=eye.t(f"clock-{ref.partition('.')[0]}")))
