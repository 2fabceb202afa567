"""A dry run: every row as the matter it would be, and what stands in its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.errors import Refusal
from domain.model.drafts import TaskDraft
from domain.model.imports import Checked, Found, Import, Problem, Sample, TwoWays
from domain.model.people import Member, Memberships, Role, TeamStatus
from domain.model.value import replace
from domain.rules.drafts import require_may_assign
from domain.rules.hands import MOST_PEOPLE
from domain.rules.imports import columns
from domain.rules.imports.days import Days, TwoWaysError
from domain.rules.imports.orders import orders
from domain.rules.imports.rows import AGAIN, DIFFERS, PAST, TEAM, Row, row_of
from domain.unit import Unit
from domain.usecases.imports.here import Here, Stands
from domain.usecases.imports.parts import fits, orphans
from domain.usecases.imports.whom import Whom
from domain.usecases.tasks.assign import team_of
from domain.usecases.tasks.due import horizon

_LONGEST_WORDS = 60


@dataclass(slots=True)
class Ready:
    """A row that can be imported: the task it becomes, and who gives it."""

    row: Row
    task: TaskDraft
    giver: Memberships
    place: int


@dataclass(slots=True)
class Run:
    """What one look at all rows comes to."""

    ready: list[Ready] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    two_ways: dict[str, TwoWaysError] = field(default_factory=dict)
    there: list[Found] = field(default_factory=list)
    own: int = 0


def looked_at(unit: Unit, who: Memberships, made: Import) -> tuple[Import, list[Ready]]:
    """The import with what would come of it now, and the rows that can be imported."""
    if columns.lacking(made.headings):
        return replace(made, checked=Checked()), []
    found = _Looking(unit, who, made).run()
    rows = [one.row for one in found.ready]
    closed = [row for row in rows if row.is_over]
    checked = Checked(
        len(rows) - len(closed), len(closed), tuple(found.there), found.own,
        secret=sum(row.secret for row in rows),
        ungiven=sum(row.given is None for row in closed),
        problems=tuple(found.problems),
        names=tuple(found.names),
        samples=tuple(map(_sample, found.ready)),
        two_ways=tuple(map(_two_ways, found.two_ways.values())),
        settled=tuple(Counter(what for row in rows for what in row.so).items()),
        left=tuple(Counter(what for row in rows for what in row.left).items()),
    )  # fmt: skip
    return replace(made, checked=checked), found.ready


def _sample(one: Ready) -> Sample:
    row, task = one.row, one.task
    due, closed = (m.isoformat() if m else "" for m in (task.due, row.closed if row.is_over else None))
    state = row.status.value if row.is_over and row.status else ""
    return Sample(row.at, task.title, task.people, due, task.wording.due_day_only, row.sheet, state, closed)


def _two_ways(found: TwoWaysError) -> TwoWays:
    return TwoWays(found.key, found.words[:_LONGEST_WORDS], tuple((w, d.isoformat()) for w, d in found.answers.items()))


class _Looking:
    """One look; what it asks the store for more than once is remembered."""

    def __init__(self, unit: Unit, who: Memberships, made: Import) -> None:
        self.unit, self.who, self.made = unit, who, made
        came, zone = made.came or unit.now, columns.zone_in(made.headings) or unit.calendar.zone
        self.days = Days(came, unit.calendar, zone, dict(made.ways), orders(made.headings, made.rows))
        self.whom = Whom(unit, made)
        self.here = Here(unit, who, zone, came)
        self.teams = {t.title.strip(): t.id for t in unit.store.teams.with_status(TeamStatus.APPROVED)}
        self.roles: dict[int, Memberships] = {who.member.id: who}
        self.first: dict[int, Row] = {}  # the rows by their numbers
        self.known: set[int] = set()  # the numbers of those that are here
        self.run_ = Run()

    def run(self) -> Run:
        """Row after row; the number of a row before is not that of another."""
        rows = [row_of(raw, self.made.headings, self.days, self.made.so) for raw in self.made.rows]
        self.unit.store.tasks.know([row.number for row in rows if row.number is not None])
        self.here.since = min((row.closed for row in rows if row.is_over and row.closed), default=self.days.came)
        for row in reversed(rows):
            if row.number is not None:
                self.first[row.number] = row
        for place, row in enumerate(rows):
            twin = self.first[row.number] if row.number is not None else row
            if twin is not row and _same(twin, row):
                continue  # another sheet says it again
            self._one(place, row, [*row.wrong, *([("twice", str(twin.at))] if twin is not row else [])])
        self._leave_orphans()
        return self.run_

    def _leave_orphans(self) -> None:
        """A part whose whole is not imported, nor here, is not imported either."""
        ready = {one.row.number for one in self.run_.ready if one.row.number is not None}
        elsewhere = {r.parent for r in self._rows() if r.parent is not None and r.parent not in self.first}
        lost = orphans(self._rows(), ready | self.known | elsewhere)
        self.run_.problems += (
            Problem(one.place, one.row.at, "parent", str(one.row.parent), one.row.sheet)
            for one in self.run_.ready
            if one.row in lost
        )
        self.run_.ready = [one for one in self.run_.ready if one.row not in lost]
        self.run_.problems.sort(key=lambda problem: problem.row)

    def _rows(self) -> list[Row]:
        return [one.row for one in self.run_.ready]

    def _one(self, place: int, row: Row, wrong: list[tuple[str, str]]) -> None:
        """One row, with all that stands in its way at once."""
        for doubt in row.two_ways:
            self.run_.two_ways.setdefault(doubt.key, doubt)
        people = self._people(row, wrong)
        levels = self.unit.settings.limits.levels
        if row.parent is not None and not fits(row, self.first, self.here.numbered, self.here.above, levels):
            wrong.append(("parent", str(row.parent)))
        if not wrong and people and self._is_here(row, people[0], wrong):
            self.run_.there.append(Found(row.at, row.sheet))
            return
        self._past_or_far(row, wrong)
        if row.team and row.team not in self.teams:
            self._settle(row, TEAM, row.team, wrong)
        ready = self._ready(place, row, people, wrong) if people else None
        if wrong or ready is None:
            said = [(why, words[:_LONGEST_WORDS]) for why, words in dict.fromkeys(wrong)]
            self.run_.problems += (
                Problem(place, row.at, why, words, row.sheet, self._other(row, why)) for why, words in said
            )
            return
        self.run_.ready.append(ready)

    def _other(self, row: Row, why: str) -> str:
        """The sheet of the row that has the same number."""
        return self.first[row.number].sheet if why == "twice" and row.number is not None else ""

    def _people(self, row: Row, wrong: list[tuple[str, str]]) -> tuple[int, ...]:
        """Those who are named, each once, if all are known; a name that is not is asked for once for all its rows."""
        ids: list[int] = []
        for name in row.people:
            member = self.whom.who(name)
            if member is None:
                self.run_.names.setdefault(name)
                wrong.append(("who" if len(self.whom.called(name)) > 1 else "person", name))
            else:
                ids.append(member)
        found = tuple(dict.fromkeys(ids))
        if len(found) > MOST_PEOPLE:
            wrong.append(("many", str(len(found))))
        return found if len(ids) == len(row.people) else ()

    def _is_here(self, row: Row, lead: int, wrong: list[tuple[str, str]]) -> bool:
        """Whether it stays as it is here; it may be said that it becomes another matter all the same."""
        how = self.here.stands(row, lead)
        if how is Stands.HERE and AGAIN in self.made.so:
            row.so.append(AGAIN)
        elif how is Stands.HERE:
            self.known |= {row.number} if self.here.numbered(row.number) and row.number else set()
            return True
        elif how in (Stands.DIFFERS, Stands.OVER) and DIFFERS in self.made.so:
            row.so.append(DIFFERS)
        elif how is not Stands.NEW:
            wrong.append((how.value, self.here.words(row, how)))
        return False

    def _past_or_far(self, row: Row, wrong: list[tuple[str, str]]) -> None:
        """A deadline that is over holds where it was said that it shall; one too far ahead does not."""
        if row.due_at is None or row.is_over:
            return
        day = f"{row.due_at.astimezone(self.days.zone):%Y-%m-%d}"
        if row.due_at > horizon(self.unit):
            wrong.append(("distant", day))
        elif row.due_at <= self.unit.now:
            self._settle(row, PAST, day, wrong)

    def _settle(self, row: Row, what: str, words: str, wrong: list[tuple[str, str]]) -> None:
        if what in self.made.so:
            row.so.append(what)
        else:
            wrong.append((what, words))

    def _ready(self, place: int, row: Row, people: tuple[int, ...], wrong: list[tuple[str, str]]) -> Ready | None:
        giver, team = self._giver(row, people)
        if giver is None:
            wrong.append(("right", row.people[0]))
            return None
        if row.secret and not self._may_hide(giver, people):
            wrong.append(("secret", ""))
        draft = TaskDraft(
            people=people, title=row.title, content=row.content, standard=row.standard, origin=row.origin,
            origin_ref=row.origin_ref, priority=row.priority, tags=row.tags, confidential=row.secret, team_id=team,
            due=self._due(row, team), wording=row.wording, undated=row.due_at is None,
        )  # fmt: skip
        self.run_.own += bool(row.assigner) and not wrong and giver.member.id != self.whom.who(row.assigner)
        return Ready(row, draft, giver, place)

    def _due(self, row: Row, team: int | None) -> datetime | None:
        """A day that counts as a whole is that day where the matter is done."""
        if row.due_at is None or not row.wording.due_day_only:
            return row.due_at
        zone = self.unit.calendar_of_team(self.unit.store.teams.get(team) if team is not None else None).zone
        return row.due_at.astimezone(self.days.zone).replace(tzinfo=zone)

    def _giver(self, row: Row, people: Sequence[int]) -> tuple[Memberships | None, int | None]:
        """Who gives it, and in which team: whoever the row says, where they and the importer might; else the importer."""
        assigner = self.whom.who(row.assigner) if row.assigner else None
        theirs = self._roles_of(assigner) if assigner is not None else self.who
        for giver in dict.fromkeys((theirs.member.id, self.who.member.id)):
            roles = self._roles_of(giver)
            team = self._team(row, roles, people)
            if _may(roles, team, people) and _may(self.who, team, people):
                return roles, team
        return None, None

    def _team(self, row: Row, giver: Memberships, people: Sequence[int]) -> int | None:
        return self.teams.get(row.team) or team_of(self.unit, self.made.chat_id, giver, people)

    def _roles_of(self, member_id: int) -> Memberships:
        if member_id not in self.roles:
            member = self.unit.store.members.get(member_id)
            assert isinstance(member, Member)  # they were found among those who are here
            self.roles[member_id] = self.unit.store.members.with_roles(member)
        return self.roles[member_id]

    def _may_hide(self, giver: Memberships, people: Collection[int]) -> bool:
        """A confidential matter is brought in by whoever may see it then: its giver, its people, the owners."""
        own = self.who.member.id
        return self.who.member.role is Role.OWNER or own == giver.member.id or own in people


def _same(one: Row, other: Row) -> bool:
    """Whether two sheets say the same."""
    return one.sheet != other.sheet and _what(one) == _what(other)


def _what(row: Row) -> tuple[object, ...]:
    closed: datetime | None = row.closed if row.is_over else None
    return row.title, row.people, closed, row.due_at, row.due_said


def _may(who: Memberships, team: int | None, people: Sequence[int]) -> bool:
    try:
        require_may_assign(who, team, people)
    except Refusal:
        return False
    return True
