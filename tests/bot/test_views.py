"""Every message and every fact in words, in three languages, with names and texts that try to be markup."""

from __future__ import annotations

import html
import itertools
import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from bot.callback import LIMIT, Press
from bot.office import Office
from bot.views import VIEWS, Rendered, lists
from bot.views.eye import Eye
from bot.views.fact_lines import fact_line
from domain.facts.accountability import SlipIssued
from domain.facts.base import FACTS, Event, Fact
from domain.facts.notices import ReadingOver
from domain.messages.asking import (
    Choices,
)
from domain.messages.base import Message
from domain.messages.office import (
    Help,
    Welcome,
)
from domain.messages.tasks import (
    TaskHistory,
    TaskList,
)
from domain.model.absence import Absence
from domain.model.desk import Desk
from domain.model.drafts import Lack, MinuteLine, Minutes, TaskDraft
from domain.model.figures import (
    Bulletin,
    BulletinState,
    Figures,
    OverdueMatter,
    PersonFigures,
    Punctuality,
    Trend,
)
from domain.model.imports import Checked, Found, Heading, Import, Problem, Raw, Sample, TwoWays
from domain.model.languages import LANGUAGES
from domain.model.meetings import Discussed, Meeting
from domain.model.people import Role
from domain.model.repeats import Adjust, Repeats
from domain.model.series import Going, Series
from domain.model.slips import Colour, Slip
from domain.model.tasks import Assignment, Attachment, Kind, Part, Priority, Status, Task
from domain.model.templates import Template
from domain.model.value import replace
from domain.ports.store import Store
from domain.rules.breaches import run_out
from domain.rules.draft_steps import BESIDE
from domain.rules.lifecycle import Action
from domain.rules.templates import pattern_of
from domain.settings.spans import Span
from storage.unit import Database
from tests.bot.conftest import Staff
from tests.bot.samples import ABOUT_A_TASK, GONE, HOSTILE, LATER, OVERDUE, SAID, SAMPLES, SEARCHES, TASK, WHEN
from tests.bot.samples_notices import CLOSED, NOTICE
from tests.domain.office import FRIDAY, HOUR, LEAD, MONDAY, OWNER, a_task, asks_time, asks_transfer, local


class Strict(HTMLParser):
    """Telegram's markup: these tags only, each closed in turn."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()
        assert self.open == [], text

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert tag in {"b", "i", "u", "s", "a", "code", "pre", "tg-time", "blockquote", "tg-spoiler"}, tag
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert "<" not in data
        self.words += data

    def handle_entityref(self, name: str) -> None:
        assert name in {"lt", "gt", "amp", "quot"}, name
        self.words += html.unescape(f"&{name};")


def _notices(store: Store, fields: dict[str, Any]) -> None:
    """One that waits for readers, one that all have read; drafts of one and of the tasks that follow it."""
    told = {"kind": Kind.NOTICE, "people": (Assignment(LEAD, Part.LEAD),), "assigner_id": LEAD, "commitments": ()}
    store.tasks.add(a_task(Status.ACTIVE, **fields | told, content=HOSTILE * 80, reworded_at=MONDAY))
    store.tasks.add(a_task(Status.DONE, **fields | told, result="8/8"))
    for number in (NOTICE, CLOSED):
        store.notices.tell(number, (1,))
    store.notices.mark_read(NOTICE, 4, MONDAY)
    store.history.append(NOTICE, ReadingOver(1, 8, (3, 5)), None, MONDAY)
    wrote = TaskDraft(title=HOSTILE, notice=True, teams=(1,), files=(Attachment("photo", "p"),), due=FRIDAY)
    store.drafts.start(LEAD, 1002, wrote, MONDAY)
    store.drafts.start(LEAD, 1003, TaskDraft(title=HOSTILE, follows=NOTICE), MONDAY)


def _steps(store: Store) -> None:
    """Drafts at every step that can be gone back to or opened; templates, own and shared."""
    task = TaskDraft(
        people=(LEAD, OWNER), title=HOSTILE, due=FRIDAY, wizard=True, watchers=(3,), files=(Attachment("photo", "p"),)
    )
    for lack in (Lack.PERSON, Lack.TEXT, Lack.DEADLINE, *sorted(BESIDE)):
        store.drafts.start(OWNER, 1005, replace(task, asks=lack), MONDAY)
    pattern = replace(pattern_of(task), watchers=(3,), priority=Priority.URGENT, standard=HOSTILE)
    for number in range(9):
        shared = None if number % 2 else 1
        store.templates.add(Template(0, OWNER, HOSTILE[:20], pattern, MONDAY, shared, number))


def _minutes(store: Store) -> None:
    """Minutes with a line of each standing: as a whole, with a line open, and what is no task."""
    task = TaskDraft(people=(LEAD,), title=HOSTILE, due=FRIDAY, confidential=True, priority=Priority.URGENT)
    lines = (
        MinuteLine(1, HOSTILE, task, shared=("due",), like=2, left=HOSTILE),
        MinuteLine(2, HOSTILE, replace(task, people=()), owner=HOSTILE),
        MinuteLine(3, HOSTILE, replace(task, people=(-1,), unclear=((-1, HOSTILE, (LEAD, OWNER)),))),
        MinuteLine(4, HOSTILE, replace(task, due=None), refused="deadline", dropped=True),
        MinuteLine(5, HOSTILE, replace(task, due=None, readings=(MONDAY, FRIDAY))),
    )
    whole = Minutes(HOSTILE, lines, (HOSTILE, HOSTILE, HOSTILE))
    for shown in (whole, replace(whole, at=3), replace(whole, looks_aside=True)):
        store.drafts.start(LEAD, 1004, TaskDraft(minutes=shown), MONDAY)


def _bulletins(store: Store, late: Task) -> None:
    """The drafts of a month and its quarter, a frozen one, and what somebody can still object to."""
    store.tasks.add(late)
    for period in ("2026-11", "2026-10"):
        for team_id in (None, 1):
            store.bulletins.draft(period, team_id, MONDAY)
    kept = Figures(8, 6, 1, 1, 3, 1, HOUR, HOUR, OVERDUE, Punctuality(4, 1, 1), Punctuality(2), 1, 1, 1, 2, 9)
    of_one, matter = PersonFigures(LEAD, kept), OverdueMatter(OVERDUE, HOSTILE, LEAD, MONDAY, HOUR)
    before = tuple(Trend(f"2026-{month:02}", 9, 7, 2, 1) for month in range(5, 10))
    told = ("2026-10", 1, MONDAY, BulletinState.FROZEN, kept, before, (), (of_one,), (matter,), 3)
    store.bulletins.freeze(Bulletin(*told, late=(OVERDUE,)), MONDAY)


def _imports(store: Store) -> None:
    """A ledger on its way in: its columns, one of them, what would come of it, whom a name means, with a column lacking."""
    headings = (Heading("A", HOSTILE, "title"), Heading("B", HOSTILE, "lead", sure=True), Heading("C", HOSTILE))
    rows = tuple(Raw(n, (HOSTILE, HOSTILE, HOSTILE), sheet=HOSTILE if n % 2 else "") for n in range(2, 5))
    whys = ("person", "past", "merged", *(["title"] * 9))
    problems = tuple(Problem(n, n + 2, why, HOSTILE, "" if n else HOSTILE) for n, why in enumerate(whys))
    closed = {"sheet": HOSTILE, "state": "done", "closed": MONDAY.isoformat()}
    samples = (
        Sample(2, HOSTILE, (LEAD, OWNER), FRIDAY.isoformat()),
        *(Sample(3, HOSTILE, (LEAD,), **closed) for _ in "123"),
    )
    answers = (("one", "2026-12-02"), ("ten", "2026-12-20"))
    checked = Checked(
        2, 1, (Found(2, HOSTILE),), 1, 1, 1, problems, (HOSTILE,), samples, (TwoWays("due-tens", HOSTILE, answers),),
        (("past", 1), ("closed", 2)), (("returns", 1),),
    )  # fmt: skip
    whole = Import(
        0, LEAD, 1004, Attachment("document", "f", HOSTILE), unread=False, headings=headings, rows=rows, aside=(HOSTILE,),
        checked=checked,
    )  # fmt: skip
    for asks in ("", "columns", "column:1", "name:0", "rows"):
        store.imports.add(replace(whole, asks=asks), MONDAY)
    store.imports.add(replace(whole, loosely=True, so=("past",), without=True, headings=headings[1:], page=1), MONDAY)


SERIES = (
    (Going.RUNNING, Repeats("FREQ=MONTHLY;BYMONTHDAY=25", HOSTILE, adjust=Adjust.BEFORE, times=6)),
    (Going.HELD, Repeats("FREQ=WEEKLY;BYDAY=FR;BYHOUR=17;BYMINUTE=0", HOSTILE, until="2027-06-30")),
    (Going.STOPPED, Repeats("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", HOSTILE, office_days=True)),
    (Going.ENDED, Repeats("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", HOSTILE, adjust=Adjust.NONE)),
)


def a_series(number: int, going: Going, repeats: Repeats) -> Series:
    """One of each standing, of the owner's for the lead."""
    template = TaskDraft(people=(LEAD, OWNER), title=HOSTILE, team_id=1)
    begun: dict[str, Any] = {"began_on": "2026-11-23", "settled_on": "2026-11-22", "settled_due": MONDAY}
    place: dict[str, Any] = {"zone": "Asia/Shanghai", "team_id": 1, "next_on": "2026-11-25"}
    return Series(number, OWNER, LEAD, repeats, template, going=going, made=3, **begun, **place)


@pytest.fixture
def db(office: Office, staff: Staff) -> Database:
    """Three tasks: waiting with everything asked, overdue and blocked, handed in; a story; a draft."""
    database: Database = office.db  # type: ignore[assignment]

    def fill(store: Store) -> None:
        fields: dict[str, Any] = {"id": 0, "title": HOSTILE, "team_id": staff.team.id, "due_words": HOSTILE}
        store.tasks.add(a_task(**fields, requests=(asks_time(), asks_transfer(number=2))))
        late = a_task(Status.ACTIVE, **fields | {"due_at": local(23, 9)}, blocked=True, returns=2)
        earlier = tuple(replace(c, started_at=local(20, 9)) for c in late.commitments)
        out = run_out(replace(late, commitments=earlier), MONDAY)
        said = {"appealed_at": MONDAY, "appeal": HOSTILE}
        store.tasks.add(
            replace(out, commitments=tuple(replace(c, **said) if c.breached_at else c for c in out.commitments))
        )
        store.tasks.add(replace(a_task(Status.SUBMITTED, **fields), attachments=(Attachment("photo", "p"),)))
        made = store.history.append(OVERDUE, SlipIssued("red", 2026, 12, 2, WHEN, LATER, 90, "overdue"), None, MONDAY)
        store.slips.enter(Slip(2026, 12, OVERDUE, Colour.RED, 1, made.seq, LEAD, MONDAY))
        store.tasks.add(replace(a_task(**fields), standin_id=OWNER))
        store.tasks.add(replace(a_task(Status.ACTIVE, **fields), standin_id=OWNER, taken_over_at=MONDAY))
        store.absences.set_backup(LEAD, OWNER)
        store.absences.add(Absence(0, LEAD, MONDAY, FRIDAY, OWNER, 1, begun_at=MONDAY))
        for fact in SAMPLES:
            store.history.append(TASK, fact, LEAD, MONDAY)
        for number, (going, repeats) in enumerate(SERIES, 1):
            store.series.add(a_series(number, going, repeats))
        done = (("r3.0", "approve"), ("t1.1", "elsewhere"), ("l2", "urge"))
        store.desks.open(Desk(0, OWNER, MONDAY, later=("x1.2", "x1.2"), done=done))
        store.meetings.add(Meeting(0, 1, MONDAY - timedelta(days=7), MONDAY, OWNER))
        store.meetings.add(Meeting(0, None, MONDAY, MONDAY, OWNER, held_at=MONDAY))
        for meeting, words in ((1, HOSTILE), (2, HOSTILE)):
            store.meetings.tick(Discussed(meeting, TASK, words))
            store.meetings.tick(Discussed(meeting, OVERDUE))
        store.drafts.start(LEAD, -100_1, TaskDraft(title=HOSTILE, team_id=1, wizard=True), MONDAY)
        _notices(store, fields)
        _minutes(store)
        _imports(store)
        _steps(store)
        _bulletins(store, replace(out, id=0))
        for asked in SEARCHES:
            store.searches.keep(LEAD, 1, asked, MONDAY)

    database.write_now(fill)
    return database


def look(db: Database, office: Office, staff: Staff, reader: int | None, language: str, message: Message) -> Any:
    """What a reader is shown."""

    def render(store: Store) -> Rendered | None:
        member = replace(staff.members[reader], language=language) if reader else None
        team = None if reader else replace(staff.team, language=language)
        return VIEWS[type(message)](office.eye_for(store, member, team), message)

    return db.read_now(render)


def check(shown: Rendered) -> str:
    """What is so of everything that is shown; its words."""
    words = Strict(str(shown.text)).words
    assert words.strip()
    assert "{" not in words.replace("{who} {0}", "")
    for button in (b for row in shown.rows for b in row):
        assert button.text.strip()
        assert [button.data, button.url, button.copies].count(None) == 2
        assert len((button.data or "").encode()) <= LIMIT
        assert len(button.text) <= 64
    assert shown.question is None or len(shown.question) <= 64
    return words


def test_there_is_a_sample_of_every_fact_and_every_message() -> None:
    assert {type(s) for s in SAMPLES} == set(FACTS.values())
    assert {type(m) for m in SAID} == set(VIEWS)


def test_every_fact_is_a_sentence_in_every_language(db: Database, office: Office, staff: Staff) -> None:
    def render(store: Store) -> list[tuple[Fact, str]]:
        eyes = [office.eye_for(store, replace(staff.members[LEAD], language=language)) for language in LANGUAGES]
        return [
            (fact, str(fact_line(eye, Event(TASK, 1, MONDAY, actor, fact))))
            for eye, fact, actor in itertools.product(eyes, SAMPLES, (LEAD, None, GONE))
        ]

    for fact, line in db.read_now(render):
        words = Strict(line).words
        assert words.strip()
        if HOSTILE in str(fact):
            assert "<script>" in words or "file" in fact.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_shown_to_its_readers_in_their_language(
    db: Database, office: Office, staff: Staff, language: str
) -> None:
    for message in SAID:
        shown = [look(db, office, staff, reader, language, message) for reader in (LEAD, 1, OWNER, None)]
        found = [check(s) for s in shown if s is not None]
        assert found, message
        if language == "en":
            assert not re.search(r"[\u4e00-\u9fff]", _without_what_people_wrote(found)), message


def _without_what_people_wrote(found: list[str]) -> str:
    """Names of people, of the team, of languages, and what was typed."""
    text = " ".join(found)
    for theirs in ("成员", "综合部", "已完成", "财务数据还没到", "我出差", "3个工作日内", "每周五", "每天"):
        text = text.replace(theirs, "")
    return text


def test_nothing_is_said_about_what_is_not_there_any_more(db: Database, office: Office, staff: Staff) -> None:
    for message in ABOUT_A_TASK:
        assert look(db, office, staff, LEAD, "en", message) is None, message


def pressed(shown: Rendered) -> list[str | None]:
    """What the buttons of a message carry."""
    return [button.data for row in shown.rows for button in row]


def test_an_owner_a_leader_and_a_member_are_welcomed_and_helped_by_their_role(
    db: Database, office: Office, staff: Staff
) -> None:
    shown = {n: look(db, office, staff, n, "en", Help(leads=n != LEAD)) for n in (OWNER, 6, LEAD)}
    assert "/review" in str(shown[OWNER].text)
    assert "/review" in str(shown[6].text)
    assert "/review" not in str(shown[LEAD].text)
    assert {n: str(Press.HELP) + ":s:judge" in pressed(found) for n, found in shown.items()} == {
        OWNER: True,
        6: True,
        LEAD: False,
    }
    welcomes = {str(look(db, office, staff, n, "en", Welcome()).text).split(".", 1)[1] for n in (OWNER, 6, LEAD)}
    assert len(welcomes) == 3


def test_a_leader_of_one_team_is_welcomed_as_a_leader(db: Database, office: Office, staff: Staff) -> None:
    db.write_now(lambda s: s.members.join(staff.team.id, LEAD, Role.LEADER))
    assert "/approve" in str(look(db, office, staff, LEAD, "en", Help("judge", leads=True)).text)


@pytest.mark.parametrize("asked", [Action.ASK_TIME, Action.CHANGE_DEADLINE])
def test_moments_to_choose_from_lie_ahead(db: Database, office: Office, staff: Staff, asked: Action) -> None:
    shown = look(db, office, staff, LEAD, "en", Choices("moment", TASK, asked.value))
    moments = [int(b.data.split(":")[3]) for row in shown.rows for b in row if b.data.split(":")[-1].isdecimal()
               and b.data.startswith("t:")]  # fmt: skip
    assert moments == sorted(moments)
    assert all(m > FRIDAY.timestamp() for m in moments)
    assert len(moments) == 4


def test_what_is_long_is_shown_in_pages_that_lead_on_and_back(db: Database, office: Office, staff: Staff) -> None:
    def data(page: int) -> list[str]:
        shown = look(db, office, staff, LEAD, "en", TaskHistory(TASK, page))
        return [b.data for row in shown.rows for b in row]

    assert data(0) == [f"h:{TASK}:1"]
    assert data(1)[0] == f"h:{TASK}:0"
    assert data(99) == data(len(SAMPLES))


def test_a_list_of_more_than_is_counted_says_that_there_are_more_and_leads_to_all_of_them(
    db: Database, office: Office, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(page: int) -> tuple[str, str]:
        seen = look(db, office, staff, LEAD, "en", TaskList("team", page, team_id=1))
        return str(seen.text).split("\n")[0], seen.rows[-2][-1].text

    def give(store: Store) -> None:
        for n in range(40):
            store.tasks.add(a_task(Status.ACTIVE, title=f"more {n}", team_id=1))

    db.write_now(give)
    exact = shown(0)[0]
    open_ones = int(exact.rpartition(" ")[2])
    assert open_ones >= 40
    monkeypatch.setattr(lists, "_COUNTED", 12)
    head, further = shown(0)
    assert head.endswith(" 12+")
    assert "1+" in further
    last = -(-open_ones // lists.PER_PAGE) - 1
    assert shown(last)[0] == exact, "from there all of them are in sight"


def test_a_group_reads_the_language_it_chose_and_a_person_theirs(db: Database, office: Office, staff: Staff) -> None:
    def language_of(member: Any, team: Any) -> str:
        def read(store: Store) -> str:
            eye: Eye = office.eye_for(store, member, team)
            return eye.language

        return db.read_now(read)

    li, team = staff.members[LEAD], staff.team
    assert language_of(li, None) == "zh-Hans"
    assert language_of(replace(li, telegram_language="zh-Hant"), None) == "zh-Hant"
    assert language_of(replace(li, telegram_language="zh-Hant", language="en"), None) == "en"
    assert language_of(None, team) == "zh-Hans"
    assert language_of(None, replace(team, language="en")) == "en"


def test_how_near_a_deadline_turns_its_light_yellow_is_the_offices_to_say(
    db: Database, office: Office, staff: Staff
) -> None:
    def light(near: str) -> str:
        office.settings = replace(office.settings, near_due=Span.parse(near))
        return db.read_now(lambda s: office.eye_for(s, staff.members[LEAD]).light(a_task(Status.ACTIVE)))

    assert (light("8wh"), light("5wd")) == ("🟢", "🟡")
