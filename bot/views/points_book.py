"""The assessment as a workbook: every person with points and figures, every point with its event."""

from __future__ import annotations

from collections.abc import Mapping

from bot.i18n import plain
from bot.views.bulletin_data import period_words, read
from bot.views.eye import Eye
from bot.views.official import file_name, hours
from bot.views.points import event_words, months
from bot.views.points_team import Account, account_of, name_of, ordered
from bot.views.rendered import Rendered
from domain.messages.points import ScoreBook
from domain.model.figures import Figures
from domain.model.papers import Column, Form, Made, Sheet, Value, Workbook
from domain.model.points import Rule
from domain.rules.points import TABLE
from domain.rules.scores import grades

# What stands of a person beside the points, as the bulletin counts it.
_FIGURES = (
    ("done", 10, Form.NUMBER), ("rate", 14, Form.SHARE), ("delay", 28, Form.NUMBER), ("accept", 18, Form.SHARE),
    ("reports", 18, Form.SHARE), ("stars", 12, Form.NUMBER),
)  # fmt: skip


def book(eye: Eye, message: ScoreBook) -> Rendered | None:
    """The workbook's name and what stands in it; it is made when it leaves."""
    account = account_of(eye, message.team_id, message.period)
    if account is None:
        return None
    heading = plain(eye.t("score-book-name", of=name_of(eye, account), period=period_words(eye, message.period)))
    eye.store.tasks.know({p.task_id for p in account.points})
    made = Workbook(heading, (_people(eye, account, message), _events(eye, account)), eye.language)
    return Rendered(eye.t("score-book", of=heading), made=Made(file_name(heading, "xlsx"), made))


def _words(eye: Eye, key: str) -> str:
    return plain(eye.t(f"score-column-{key}"))


def _figures(eye: Eye, message: ScoreBook) -> Mapping[int, Figures] | None:
    """What the bulletin says of each person; None for several teams: no bulletin is of those."""
    who = eye.who()
    if not message.team_id and (who is None or not who.runs_office()):
        return None
    found = read(eye, message.period, message.team_id or None)
    return {one.member_id: one.figures for one in found.people} if found else None


def _people(eye: Eye, account: Account, message: ScoreBook) -> Sheet:
    """A row for each person: the sum, how often each rule gave some of it, and what else is counted of them."""
    given = {p.rule for p in account.points}
    rules = [row.rule for row in TABLE if row.rule in given or eye.settings.assessment.points[row.rule]]
    graded = grades(account.sums, eye.settings.assessment.forced)
    counted = _figures(eye, message)
    columns = (
        Column(_words(eye, "who"), 16),
        Column(_words(eye, "points"), 10, Form.NUMBER),
        *((Column(_words(eye, "grade"), 8),) if graded else ()),
        *(Column(plain(eye.t(f"score-rule-{rule}")), 17, Form.NUMBER) for rule in rules),
        Column(_words(eye, "waived"), 12, Form.NUMBER),
        *(Column(_words(eye, key), width, form) for key, width, form in _FIGURES if counted is not None),
    )
    rows = [
        (*_person(eye, account, graded, rules, member), *_counted(counted, member))
        for _, member in ordered(eye, account)
    ]
    return Sheet(_words(eye, "people"), columns, rows)


def _person(
    eye: Eye, account: Account, graded: Mapping[int, str], rules: list[Rule], member: int
) -> tuple[Value, ...]:  # fmt: skip
    theirs = [p for p in account.points if p.member_id == member]
    counts = (sum(p.rule is rule and not p.waived for p in theirs) for rule in rules)
    grade = (graded[member],) if graded else ()
    return (eye.name(member), account.sums[member], *grade, *counts, sum(p.waived for p in theirs))


def _counted(counted: Mapping[int, Figures] | None, member: int) -> tuple[Value, ...]:
    """Done, on-time rate, mean delay in working hours, punctuality of accepting and reporting, mean of the stars."""
    if counted is None:
        return ()
    one = counted.get(member, Figures())
    stars = None if one.rating_mean is None else round(one.rating_mean, 1)
    return one.done, one.rate, hours(one.delay_mean), one.accept.share, one.reports.share, stars


def _events(eye: Eye, account: Account) -> Sheet:
    """A row for each point with the event behind it."""
    columns = (
        Column(_words(eye, "who"), 16),
        Column(_words(eye, "points"), 8, Form.NUMBER),
        Column(_words(eye, "what"), 22),
        Column(_words(eye, "number"), 8, Form.NUMBER),
        Column(_words(eye, "title"), 44),
        Column(_words(eye, "at"), 18, Form.MOMENT),
    )
    zone = months(eye).calendar.zone
    by_name = sorted(account.points, key=lambda p: (eye.name(p.member_id), p.at))
    rows = [
        (
            eye.name(p.member_id), p.points, plain(event_words(eye, p)), p.task_id, _subject(eye, p.task_id),
            p.at.astimezone(zone).replace(tzinfo=None),
        )
        for p in by_name
    ]  # fmt: skip
    return Sheet(_words(eye, "events"), columns, rows)


def _subject(eye: Eye, task_id: int) -> str:
    task = eye.store.tasks.get(task_id)
    return task.title if task else ""
