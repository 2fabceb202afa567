"""What stands around a 月通报: the matters behind a figure, other teams, the draft, and what can still be objected to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.bulletin import length, overdue_line, share
from bot.views.bulletin_data import at, period_short, period_words, read, readable, scope_words
from bot.views.cards import shorten, titled
from bot.views.eye import Eye
from bot.views.late import breach_line
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows, page_of, pager
from bot.views.slip_form import SIGNS, slip_number
from domain.bulletins import bulletin, freezes_at, open_to_object, scopes
from domain.messages.bulletins import BulletinDraft, BulletinMatters, BulletinNamed, BulletinTeams
from domain.model.breaches import Breach
from domain.model.figures import Bulletin
from domain.model.slips import Slip
from domain.model.tasks import Task
from domain.rules.breaches import breaches, late_by
from domain.rules.hands import holder
from domain.rules.periods import Period
from domain.rules.reported import ending_with, period_named, within

_PER_PAGE, _SCOPES = 8, 12
_TITLE = 40
_DRAFTED, _OBJECTS = 8, 4
_LATE, _OVERDUE, _SLIPS = "late", "overdue", "slips"


def matters(eye: Eye, message: BulletinMatters) -> Rendered | None:
    """A page of the matters behind a figure, each a tap away."""
    found = read(eye, message.period, message.team_id) if readable(eye, message.team_id) else None
    if found is None:
        return None
    entries = _entries(eye, found, message.which)
    page = page_of(entries, message.page, _PER_PAGE)
    team = message.team_id or 0
    of = {"of": scope_words(eye, message.team_id), "period": period_words(eye, message.period)}
    lines = [eye.t(f"bulletin-list-{message.which}", n=len(entries), **of), *(line for line, _ in page.shown)]
    opens = [button for _, button in page.shown if button]
    back = Button(str(eye.t("button-bulletin-back")), pack(Press.BULLETIN, "t", message.period, team))
    turn = pager(eye, page.of, page.place, Press.BULLETIN, "l", message.period, team, message.which)
    rows = (*in_rows(opens, 4), turn, (back,) if eye.member else ())
    return Rendered(Html("\n".join(lines)), tuple(row for row in rows if row))


Entry = tuple[Html, Button | None]


def _entries(eye: Eye, found: Bulletin, which: str) -> list[Entry]:
    if which == _OVERDUE:
        return [(overdue_line(eye, one), _open(one.task_id)) for one in found.overdue]
    if which == _SLIPS:
        span = within(Period(found.period), at(eye).zone)
        return [_slip(eye, one) for one in eye.store.figures.slips(span, found.team_id) if one.issued_at < found.until]
    ids: Mapping[str, Sequence[int]] = {
        "late": found.late, "returned": found.returned, "unanswered": found.unanswered,
    }  # fmt: skip
    numbers = list(dict.fromkeys(ids.get(which, ())))
    eye.store.tasks.know(numbers)
    tasks = [
        task for task in map(eye.store.tasks.get, numbers) if task and eye.sees(task, task) and not task.confidential
    ]
    return [(_line(eye, task, which), _open(task.id)) for task in tasks]


def _open(task_id: int) -> Button:
    return Button(f"#{task_id}", pack(Press.SHOW, task_id))


def _line(eye: Eye, task: Task, which: str) -> Html:
    fields = {"number": task.id, "title": titled(eye, task, _TITLE), "name": eye.name(holder(task))}
    if which == _LATE:
        late = late_by(breaches(task), eye.now, eye.calendar_of(task)) or timedelta(0)
        return eye.t("bulletin-list-line-late", late=length(eye, late), **fields)
    return eye.t("bulletin-list-line", **fields)


def _slip(eye: Eye, slip: Slip) -> Entry:
    number = str(eye.t("slip-number", year=slip.year, number=slip_number(eye, slip.number)))
    fields = {"sign": SIGNS[slip.colour], "slip": number, "number": slip.task_id}
    said = eye.t(
        "bulletin-list-slip", name=eye.name(slip.member_id), at=eye.moment(slip.issued_at, brief=True), **fields
    )
    return said, Button(number, pack(Press.SLIP, slip.year, slip.number))


def teams(eye: Eye, message: BulletinTeams) -> Rendered | None:
    """The office, where the reader runs it, and the teams they run."""
    who = eye.who()
    if who is None or period_named(message.period) is None:
        return None
    found = scopes(eye.store, who)
    page = page_of(found, message.page, _SCOPES)
    made = [_scope(eye, message.period, team_id) for team_id in page.shown]
    turn = pager(eye, page.of, page.place, Press.BULLETIN, "s", message.period)
    rows = (*in_rows(made, 2), turn)
    return Rendered(
        eye.t("bulletin-which", period=period_words(eye, message.period)), tuple(row for row in rows if row)
    )


def _scope(eye: Eye, period: str, team_id: int | None) -> Button:
    return Button(shorten(scope_words(eye, team_id), 30), pack(Press.BULLETIN, "t", period, team_id or 0))


# -- before it is frozen -----------------------------------------------------------------------------------------------


def draft(eye: Eye, message: BulletinDraft) -> Rendered | None:
    """A line for each that the reader supervises, and until when all of it can be objected to; None once it is frozen."""
    who, month = eye.who(), Period(message.period)
    until = freezes_at(at(eye), month)
    if who is None or eye.now > until:
        return None
    mine = scopes(eye.store, who)
    shown = {p.label: _of_these(eye, mine, p.label) for p in ending_with(month.first_day)}
    shown = {label: some for label, some in shown.items() if some}
    if not shown:
        return None
    head = eye.t("bulletin-drafted", periods=eye.join([period_words(eye, label) for label in shown]))
    several = len(shown) > 1
    lines = [head, *(line for label, some in shown.items() for line in _of_period(eye, label, some, named=several))]
    until_then = eye.t("bulletin-drafted-until", until=eye.moment(until))
    return Rendered(Html("\n".join([*lines, until_then, *_appeals(eye, mine)])), _to_drafts(eye, shown))


def _of_period(eye: Eye, label: str, some: Sequence[int | None], *, named: bool) -> list[Html]:
    """A line with its own figures for each team, under its name where there are several periods."""
    head = [eye.t("bulletin-drafted-of", period=period_words(eye, label))] if named else []
    lines = [_drafted(eye, bulletin(at(eye), Period(label), team_id)) for team_id in some[:_DRAFTED]]
    return [*head, *lines, *([eye.t("bulletin-more", n=len(some) - _DRAFTED)] if len(some) > _DRAFTED else [])]


def _appeals(eye: Eye, mine: Sequence[int | None]) -> list[Html]:
    """How many matters wait for a ruling on an appeal, which should come before the figures are frozen."""
    found = eye.store.breaches.appealed()
    eye.store.tasks.know(found)
    tasks = [task for task in map(eye.store.tasks.get, found) if task and not task.confidential]
    n = sum(None in mine or task.team_id in mine for task in tasks)
    return [eye.t("bulletin-appeals", n=n)] if n else []


def _of_these(eye: Eye, mine: Sequence[int | None], label: str) -> list[int | None]:
    drafted = set(eye.store.bulletins.drafted(label))
    return [team_id for team_id in mine if team_id in drafted]


def _drafted(eye: Eye, found: Bulletin) -> Html:
    f, of = found.figures, shorten(scope_words(eye, found.team_id), 20)
    fields = {"done": f.done, "rate": share(f.rate), "open": f.open_at_end, "overdue": f.overdue_at_end}
    return eye.t("bulletin-line-overdue" if f.overdue_at_end else "bulletin-line", name=of, **fields)


def _to_drafts(eye: Eye, shown: Mapping[str, Sequence[int | None]]) -> Rows:
    """Of one team each period, of several the teams of the first, and the longer periods of the first team."""
    first = next(iter(shown))
    made = [_scope(eye, first, team_id) for team_id in shown[first][:_DRAFTED]]
    longer = [
        Button(period_short(eye, label), pack(Press.BULLETIN, "t", label, some[0] or 0))
        for label, some in shown.items()
        if label != first
    ]
    return (*in_rows(made, 2), *((tuple(longer),) if longer else ()))


def named(eye: Eye, message: BulletinNamed) -> Rendered | None:
    """What stands against the reader in the bulletin of a month; None where nothing is left to object to."""
    period = Period(message.period)
    found = open_to_object(at(eye), eye.member.id, period) if eye.member else []
    if not found:
        return None
    until = eye.moment(freezes_at(at(eye), period))
    lines = [_against(eye, task, breach) for task, breach in found[:_DRAFTED]]
    more = [eye.t("bulletin-more", n=len(found) - _DRAFTED)] if len(found) > _DRAFTED else []
    head = eye.t("bulletin-named", n=len(found), period=period_words(eye, message.period), until=until)
    opens = [_to_object(eye, task, breach) for task, breach in found[:_OBJECTS]]
    every = Button(str(eye.t("button-bulletin-mine")), pack(Press.BREACHES, "mine", 0, 0, message.period))
    rows = (*((one,) for one in opens), *(((every,),) if len(found) > _OBJECTS else ()))
    return Rendered(Html("\n".join([head, *lines, *more])), rows)


def _to_object(eye: Eye, task: Task, breach: Breach) -> Button:
    label = eye.t("bulletin-object", number=task.id, clock=eye.t(f"clock-{breach.kind}"))
    return Button(str(label), pack(Press.BREACH, task.id, breach.ref))


def _against(eye: Eye, task: Task, breach: Breach) -> Html:
    return eye.t(
        "bulletin-named-line", number=task.id, title=titled(eye, task, _TITLE), what=breach_line(eye, task, breach)
    )
