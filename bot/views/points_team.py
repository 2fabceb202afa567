"""The points of a team's people: a list by name for those who run it, an order for its group."""

from __future__ import annotations

from collections.abc import Mapping

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.bulletin_data import period_words
from bot.views.eye import Eye
from bot.views.points import counted, signed, turns
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows, page_of, pager
from domain.messages.points import ScoreRanking, ScoreTeam
from domain.model.people import Role, Team, TeamStatus
from domain.model.points import Point
from domain.model.value import value
from domain.rules.scores import Sphere, by_member, grades, ranked, sphere_of

_PER_PAGE = 10


@value
class Account:
    """The people of a team or of all that the reader runs, with their points of a period."""

    points: tuple[Point, ...]
    sums: Mapping[int, float]
    team: Team | None


def _teams(eye: Eye) -> list[Team]:
    """The teams that the reader runs."""
    who = eye.who()
    return [t for t in eye.store.teams.with_status(TeamStatus.APPROVED) if who and who.runs(t.id)]


def account_of(eye: Eye, team_id: int, period: str) -> Account | None:
    """None for whoever runs no such team."""
    who, teams = eye.who(), _teams(eye)
    team = next((t for t in teams if t.id == team_id), None)
    if who is None or (team is None if team_id else not who.leads_anywhere()):
        return None
    sphere = Sphere(teams=frozenset({team_id})) if team_id else sphere_of(who)
    return _summed(eye, sphere, period, [team] if team else teams, team)


def _summed(eye: Eye, sphere: Sphere, period: str, teams: list[Team], team: Team | None) -> Account:
    """Staff with and without points, and whoever else has some."""
    points = counted(eye, sphere, period, team.id if team else None)
    staff = [m.id for t in teams for m, role in eye.store.members.of_team(t.id) if role is Role.STAFF and not m.left]
    return Account(tuple(points), dict.fromkeys(staff, 0.0) | by_member(points), team)


def ordered(eye: Eye, account: Account) -> list[tuple[int, int]]:
    """By name, or where the office ranks its people, by rank; 0 for no rank."""
    if eye.settings.assessment.ranking:
        return _by_rank(eye, account)
    return [(0, member) for member in sorted(account.sums, key=eye.name)]


def _by_rank(eye: Eye, account: Account) -> list[tuple[int, int]]:
    return sorted(ranked(account.sums), key=lambda pair: (pair[0], eye.name(pair[1])))


def team(eye: Eye, message: ScoreTeam) -> Rendered | None:
    """Each person with a sum; a tap opens theirs."""
    account = account_of(eye, message.team_id, message.period)
    if account is None:
        return None
    order = ordered(eye, account)
    page = page_of(order, message.page, _PER_PAGE)
    shown = page.shown
    graded = grades(account.sums, eye.settings.assessment.forced)
    lines = [_title(eye, account, message.period), *(_line(eye, account, graded, *pair) for pair in shown)]
    if not order:
        lines.append(eye.t("score-team-none"))
    people = [Button(eye.name(m)[-30:], pack(Press.SCORE, "s", m, message.period, 0)) for _, m in shown]
    rows = (
        *in_rows(people, 2),
        pager(eye, page.of, page.place, Press.SCORE, "t", message.team_id, message.period),
        *turns(eye, "t", message.team_id, message.period),
        *_others(eye, message),
        _further(eye, message),
    )
    return Rendered(Html("\n".join(lines)), tuple(row for row in rows if row))


def _title(eye: Eye, account: Account, period: str) -> Html:
    return eye.t("score-team", of=name_of(eye, account), period=period_words(eye, period))


def name_of(eye: Eye, account: Account) -> str:
    """The team, or all of them."""
    return account.team.title if account.team else str(eye.t("score-team-all"))


def _line(eye: Eye, account: Account, graded: Mapping[int, str], rank: int, member: int) -> Html:
    fields = {"who": eye.name(member), "points": signed(account.sums[member])}
    line = eye.t("score-team-ranked", rank=rank, **fields) if rank else eye.t("score-team-line", **fields)
    return eye.t("score-team-graded", line=line, grade=graded[member]) if graded else line


def _others(eye: Eye, message: ScoreTeam) -> Rows:
    """The reader's other teams, where they run several."""
    teams = [t for t in _teams(eye) if t.id != message.team_id]
    if len(teams) + bool(message.team_id) <= 1:
        return ()
    made = [Button(t.title[-30:], pack(Press.SCORE, "t", t.id, message.period, 0)) for t in teams]
    every = Button(str(eye.t("score-team-all")), pack(Press.SCORE, "t", 0, message.period, 0))
    made += [every] if message.team_id else []
    return in_rows(made, 2)


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
