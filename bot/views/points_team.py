"""The points of a team's people: a list by name for those who run it, an order for its group, the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.callback import Press, pack
from bot.i18n import Html, plain
from bot.views.eye import Eye
from bot.views.facts import pager
from bot.views.points import counted, event_words, months, signed, turns
from bot.views.rendered import Button, Rendered, Rows
from bot.views.trees import period_words
from domain.messages.points import ScoreBook, ScoreRanking, ScoreTeam
from domain.model.papers import Column, Form, Made, Sheet, Value, Workbook
from domain.model.people import Role, Team, TeamStatus
from domain.model.points import Point, Rule
from domain.rules.points import TABLE
from domain.rules.scores import RUN, Sphere, by_member, grades, ranked, sphere_of
from domain.text import tidy

_PER_PAGE = 10
_NAME = 60
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|\r\n\t', " "))


@dataclass(frozen=True, slots=True)
class _Account:
    """The people of a team or of all that the reader runs, with their points of a period."""

    points: tuple[Point, ...]
    sums: Mapping[int, float]
    team: Team | None


def _teams(eye: Eye) -> list[Team]:
    """The teams that the reader runs."""
    who = eye.who()
    return [t for t in eye.store.teams.with_status(TeamStatus.APPROVED) if who and who.holds(t.id, *RUN)]


def _account(eye: Eye, team_id: int, period: str) -> _Account | None:
    """None for whoever runs no such team."""
    who, teams = eye.who(), _teams(eye)
    team = next((t for t in teams if t.id == team_id), None)
    if who is None or (team is None if team_id else not who.leads_anywhere()):
        return None
    sphere = Sphere(teams=frozenset({team_id})) if team_id else sphere_of(who)
    return _summed(eye, sphere, period, [team] if team else teams, team)


def _summed(eye: Eye, sphere: Sphere, period: str, teams: list[Team], team: Team | None) -> _Account:
    """Staff with and without points, and whoever else has some."""
    points = counted(eye, sphere, period, team.id if team else None)
    staff = [m.id for t in teams for m, role in eye.store.members.of_team(t.id) if role is Role.STAFF and not m.left]
    return _Account(tuple(points), dict.fromkeys(staff, 0.0) | by_member(points), team)


def _ordered(eye: Eye, account: _Account) -> list[tuple[int, int]]:
    """By name, or where the office ranks its people, by rank; 0 for no rank."""
    if eye.settings.assessment.ranking:
        return _by_rank(eye, account)
    return [(0, member) for member in sorted(account.sums, key=eye.name)]


def _by_rank(eye: Eye, account: _Account) -> list[tuple[int, int]]:
    return sorted(ranked(account.sums), key=lambda pair: (pair[0], eye.name(pair[1])))


def team(eye: Eye, message: ScoreTeam) -> Rendered | None:
    """Each person with a sum; a tap opens theirs."""
    account = _account(eye, message.team_id, message.period)
    if account is None:
        return None
    order = _ordered(eye, account)
    pages = max(1, -(-len(order) // _PER_PAGE))
    page = min(max(message.page, 0), pages - 1)
    shown = order[page * _PER_PAGE : (page + 1) * _PER_PAGE]
    graded = grades(account.sums, eye.settings.assessment.forced)
    lines = [_title(eye, account, message.period), *(_line(eye, account, graded, *pair) for pair in shown)]
    if not order:
        lines.append(eye.t("score-team-none"))
    people = [Button(eye.name(m)[-30:], pack(Press.SCORE, "s", m, message.period, 0)) for _, m in shown]
    rows = (
        *(tuple(people[i : i + 2]) for i in range(0, len(people), 2)),
        pager(eye, pages, page, Press.SCORE, "t", message.team_id, message.period),
        *turns(eye, "t", message.team_id, message.period),
        *_others(eye, message),
        _further(eye, message),
    )
    return Rendered(Html("\n".join(lines)), tuple(row for row in rows if row))


def _title(eye: Eye, account: _Account, period: str) -> Html:
    of = account.team.title if account.team else eye.t("score-team-all")
    return eye.t("score-team", of=of, period=period_words(eye, period))


def _line(eye: Eye, account: _Account, graded: Mapping[int, str], rank: int, member: int) -> Html:
    fields = {"who": eye.name(member), "points": signed(account.sums[member])}
    line = eye.t("score-team-ranked", rank=rank, **fields) if rank else eye.t("score-team-line", **fields)
    return eye.t("score-team-graded", line=line, grade=graded[member]) if graded else line


def _others(eye: Eye, message: ScoreTeam) -> Rows:
    """The reader's other teams, where they run several."""
    teams = [t for t in _teams(eye) if t.id != message.team_id]
    if len(teams) + bool(message.team_id) < 2:  # noqa: PLR2004 - one team is no choice
        return ()
    made = [Button(t.title[-30:], pack(Press.SCORE, "t", t.id, message.period, 0)) for t in teams]
    every = Button(str(eye.t("score-team-all")), pack(Press.SCORE, "t", 0, message.period, 0))
    made += [every] if message.team_id else []
    return tuple(tuple(made[i : i + 2]) for i in range(0, len(made), 2))


def _further(eye: Eye, message: ScoreTeam) -> tuple[Button, ...]:
    own = eye.member.id if eye.member else 0
    mine = Button(str(eye.t("button-score-own")), pack(Press.SCORE, "s", own, message.period, 0))
    return mine, Button(str(eye.t("button-score-book")), pack(Press.SCORE, "b", message.team_id, message.period, 0))


def ranking(eye: Eye, message: ScoreRanking) -> Rendered | None:
    """The order of a team's people, for its group; whoever asked for it was allowed to."""
    team = eye.store.teams.get(message.team_id)
    if team is None:
        return None
    account = _summed(eye, Sphere(teams=frozenset({team.id})), message.period, [team], team)
    lines = [eye.t("score-ranking", of=team.title, period=period_words(eye, message.period))]
    lines += [_line(eye, account, {}, rank, member) for rank, member in _by_rank(eye, account)]
    return Rendered(Html("\n".join(lines)))


# -- the workbook ------------------------------------------------------------------------------------------------------


def book(eye: Eye, message: ScoreBook) -> Rendered | None:
    """The workbook's name and what stands in it; it is made when it leaves."""
    account = _account(eye, message.team_id, message.period)
    if account is None:
        return None
    heading = plain(_title(eye, account, message.period))
    name = tidy(heading.translate(_NOT_IN_NAMES))[:_NAME]
    eye.store.tasks.know({p.task_id for p in account.points})
    made = Workbook(heading, (_people(eye, account), _events(eye, account)), eye.language)
    return Rendered(eye.t("score-book", of=heading), made=Made(f"{name}.xlsx", made))


def _words(eye: Eye, key: str) -> str:
    return plain(eye.t(f"score-column-{key}"))


def _people(eye: Eye, account: _Account) -> Sheet:
    """A row for each person: the sum, and how often each rule gave some of it."""
    rules = [row.rule for row in TABLE if eye.settings.assessment.points[row.rule]]
    graded = grades(account.sums, eye.settings.assessment.forced)
    columns = (
        Column(_words(eye, "who"), 16),
        Column(_words(eye, "points"), 10, Form.NUMBER),
        *((Column(_words(eye, "grade"), 8),) if graded else ()),
        *(Column(plain(eye.t(f"score-rule-{rule}")), 12, Form.NUMBER) for rule in rules),
        Column(_words(eye, "waived"), 10, Form.NUMBER),
    )
    rows = [_person(eye, account, graded, rules, member) for _, member in _ordered(eye, account)]
    return Sheet(_words(eye, "people"), columns, rows)


def _person(
    eye: Eye, account: _Account, graded: Mapping[int, str], rules: list[Rule], member: int
) -> tuple[Value, ...]:  # fmt: skip
    theirs = [p for p in account.points if p.member_id == member]
    counts = (sum(p.rule is rule and not p.waived for p in theirs) for rule in rules)
    grade = (graded[member],) if graded else ()
    return (eye.name(member), account.sums[member], *grade, *counts, sum(p.waived for p in theirs))


def _events(eye: Eye, account: _Account) -> Sheet:
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
