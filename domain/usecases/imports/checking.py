"""A dry run: every row as the matter it would be, and what stands in its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.errors import Refusal
from domain.model.drafts import TaskDraft
from domain.model.imports import Checked, Import, Problem, Sample
from domain.model.people import Member, Memberships, Role, TeamStatus
from domain.model.tasks import PICKED, Task, Wording
from domain.rules.drafts import require_may_assign
from domain.rules.hands import MOST_PEOPLE
from domain.rules.imports import columns
from domain.rules.imports.rows import Row, row_of
from domain.rules.names import plain_name
from domain.rules.scripts import alike
from domain.text import late
from domain.unit import Unit
from domain.usecases.access import visible
from domain.usecases.imports.parts import fits, orphans
from domain.usecases.tasks.assign import team_of
from domain.usecases.tasks.due import horizon, rule_or_moment

_LATE = "past"
_SAMPLES = 3
_HONOUR = late(r"(?<=..)(?:同志|先生|女士|小姐)$")


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
    there: int = 0
    own: int = 0
    late: int = 0


def looked_at(unit: Unit, who: Memberships, made: Import) -> tuple[Import, list[Ready]]:
    """The import with what would come of it now, and the rows that can be imported."""
    if columns.lacking(made.headings):
        return replace(made, checked=Checked()), []
    found = _Looking(unit, who, made).run()
    closed = sum(one.row.is_over for one in found.ready)
    secret = sum(one.task.confidential for one in found.ready)
    checked = Checked(
        len(found.ready) - closed, closed, found.there, found.own, found.late, secret, tuple(found.problems),
        tuple(found.names), tuple(map(_sample, found.ready[:_SAMPLES])),
    )  # fmt: skip
    return replace(made, checked=checked), found.ready


def _sample(one: Ready) -> Sample:
    due = one.task.due.isoformat() if one.task.due else ""
    return Sample(one.task.title, one.task.people, due, one.task.wording.due_day_only)


class _Looking:
    """One look; what it asks the store for more than once is remembered."""

    def __init__(self, unit: Unit, who: Memberships, made: Import) -> None:
        self.unit, self.who, self.made = unit, who, made
        self.zone = unit.calendar.zone
        self.people = unit.store.members.all_active()
        self.teams = {t.title.strip(): t.id for t in unit.store.teams.with_status(TeamStatus.APPROVED)}
        self.roles: dict[int, Memberships] = {who.member.id: who}
        self.found: dict[str, tuple[int, ...]] = {}
        self.here: dict[int, set[tuple[str, datetime | None]]] = {}
        self.since = unit.now
        self.first: dict[int, Row] = {}  # the rows by their numbers
        self.known: set[int] = set()  # the numbers of those that are here
        self.run_ = Run()

    def run(self) -> Run:
        """Row after row; the number of a row before is not that of another."""
        rows = [row_of(raw, self.made.headings, self.zone, self.unit.now) for raw in self.made.rows]
        numbers = [row.number for row in rows if row.number is not None]
        self.unit.store.tasks.know(numbers)
        self.since = min((row.closed for row in rows if row.closed is not None), default=self.unit.now)
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

    def _above(self, number: int) -> int:
        return len(self.unit.store.tasks.above(number))

    def _one(self, place: int, row: Row, wrong: list[tuple[str, str]]) -> None:
        people = self._people(row, wrong)
        levels = self.unit.settings.limits.levels
        if row.parent is not None and not fits(row, self.first, self._numbered, self._above, levels):
            wrong.append(("parent", str(row.parent)))
        if not wrong and people and self._is_here(row, people[0], wrong):
            self.run_.there += 1
            return
        ready = self._ready(place, row, people, wrong) if people and not wrong else None
        if wrong or ready is None:
            self.run_.problems += (Problem(place, row.at, why, words[:60], row.sheet) for why, words in wrong)
            return
        self.run_.ready.append(ready)

    def _people(self, row: Row, wrong: list[tuple[str, str]]) -> tuple[int, ...]:
        """Those who are named, each once; a name nobody bears, or several, is asked for once for all its rows."""
        ids: list[int] = []
        for name in row.people:
            member = self._who(name)
            if member is None:
                self.run_.names.setdefault(name)
                wrong.append(("who" if len(self.found[name]) > 1 else "person", name))
            else:
                ids.append(member)
        found = tuple(dict.fromkeys(ids))
        if len(found) > MOST_PEOPLE:
            wrong.append(("many", str(len(found))))
        return found

    def _who(self, name: str) -> int | None:
        chosen = self.made.who_is(name)
        if chosen is not None and (member := self.unit.store.members.get(chosen)) and member.active:
            return chosen
        if name not in self.found:
            self.found[name] = self._called(name)
        return self.found[name][0] if len(self.found[name]) == 1 else None

    def _called(self, name: str) -> tuple[int, ...]:
        """Those whose name it is, as it stands: 小王 may be anybody here, and is asked for."""
        username = name.removeprefix("@")
        known = self.unit.store.members.by_username(username) if name.startswith("@") else None
        if known is not None and known.active:
            return (known.id,)
        bare = _HONOUR.sub("", name)
        return tuple(m.id for m in self.people if alike(plain_name(m.name)) == alike(plain_name(bare)))

    def _is_here(self, row: Row, lead: int, wrong: list[tuple[str, str]]) -> bool:
        """Whether it is a matter of this office already: by its number and title, or by its title and lead."""
        named = self._numbered(row.number)
        if named is not None and named.title == row.title:
            self.known.add(named.id)
            return True
        if self._is_known(row, lead):
            return True
        if named is not None:
            wrong.append(("taken", f"#{named.id} {named.title}"))
        return False

    def _numbered(self, number: int | None) -> Task | None:
        """The matter of a number; what this person may not see is not there."""
        if number is None:
            return None
        try:
            return visible(self.unit, self.who, number)
        except Refusal:
            return None

    def _is_known(self, row: Row, lead: int) -> bool:
        if lead not in self.here:
            tasks = self.unit.store.tasks
            found = (*tasks.open_of_lead(lead), *tasks.closed_of_lead(lead, self.since))
            seen = [t for t in found if self._sees(t)]
            self.here[lead] = {(t.title, t.closed_at) for t in seen}
        return (row.title, row.closed) in self.here[lead]

    def _sees(self, task: Task) -> bool:
        return self._numbered(task.id) is not None

    def _ready(self, place: int, row: Row, people: tuple[int, ...], wrong: list[tuple[str, str]]) -> Ready | None:
        giver, team = self._giver(row, people)
        if giver is None:
            wrong.append(("right", row.people[0]))
            return None
        if row.secret and not self._may_hide(giver, people):
            wrong.append(("secret", ""))
            return None
        draft = TaskDraft(
            people=people, title=row.title, content=row.content, standard=row.standard, origin=row.origin,
            origin_ref=row.origin_ref, priority=row.priority, tags=row.tags, confidential=row.secret, team_id=team,
            undated=True,
        )  # fmt: skip
        dated = self._dated(row, draft, wrong)
        return Ready(row, dated, giver, place) if dated is not None else None

    def _giver(self, row: Row, people: Sequence[int]) -> tuple[Memberships | None, int | None]:
        """Who gives it, and in which team: whoever the row says, where they and the importer might; else the importer."""
        assigner = self._who(row.assigner) if row.assigner else None
        theirs = self._roles_of(assigner) if assigner is not None else self.who
        for giver in dict.fromkeys((theirs.member.id, self.who.member.id)):
            roles = self._roles_of(giver)
            team = self._team(row, roles, people)
            if _may(roles, team, people) and _may(self.who, team, people):
                self.run_.own += bool(row.assigner) and giver != assigner
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

    def _may_hide(self, giver: Memberships, people: Sequence[int]) -> bool:
        """A confidential matter is brought in by whoever may see it then: its giver, its people, the owners."""
        own = self.who.member.id
        return self.who.member.role is Role.OWNER or own == giver.member.id or own in people

    def _dated(self, row: Row, draft: TaskDraft, wrong: list[tuple[str, str]]) -> TaskDraft | None:
        """With its deadline. One that is over holds where it was said that it shall."""
        due, wording = self._due(row, wrong)
        if wrong:
            return None
        if due is not None and due > horizon(self.unit) and not row.is_over:
            wrong.append(("distant", f"{due.astimezone(self.zone):%Y-%m-%d}"))
            return None
        if due is not None and due <= self.unit.now and not row.is_over:
            self.run_.late += 1
            if not self.made.late:
                wrong.append((_LATE, row.due_words or f"{due.astimezone(self.zone):%Y-%m-%d}"))
                return None
        return replace(draft, due=due, wording=wording, undated=due is None)

    def _due(self, row: Row, wrong: list[tuple[str, str]]) -> tuple[datetime | None, Wording]:
        if row.due_day is not None:
            day, hour = row.due_day
            at = datetime.combine(day, hour, self.zone) if hour else self.unit.calendar.closing(day)
            return at, Wording(due_day_only=hour is None)
        if not row.due_words:
            return None, PICKED
        if row.is_over:
            wrong.append(("date", row.due_words))
            return None, PICKED
        try:
            said = rule_or_moment(self.unit, row.due_words)
        except Refusal:
            said = None
        if said is None or said.moment is None:
            wrong.append(("date", row.due_words))
            return None, PICKED
        return said.moment, said.wording


def _same(one: Row, other: Row) -> bool:
    """Whether two sheets say the same."""
    alike = (one.title, one.people, one.closed) == (other.title, other.people, other.closed)
    return alike and one.sheet != other.sheet


def _may(who: Memberships, team: int | None, people: Sequence[int]) -> bool:
    try:
        require_may_assign(who, team, people)
    except Refusal:
        return False
    return True
