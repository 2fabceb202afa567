"""Every message and every fact in words, in three languages, with names and texts that try to be markup."""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from bot.callback import LIMIT
from bot.office import Office
from bot.views import VIEWS, Rendered
from bot.views.eye import Eye
from bot.views.facts import fact_line
from domain.facts.accountability import BreachAppealed, BreachUpheld, BreachWaived, SlipIssued
from domain.facts.base import FACTS, Event, Fact
from domain.facts.clocks import (
    Breached,
    DeadlineChanged,
    DeadlineRecounted,
    RefusalTakenBack,
    Reminded,
    ReportAsked,
    TimeAsked,
    TimeGranted,
    TimeRefused,
    TransferAsked,
    TransferGranted,
    TransferRefused,
    Undelivered,
)
from domain.facts.hands import (
    AllAreNeeded,
    CoAdded,
    Decided,
    Disagreed,
    DisputePut,
    OneIsEnough,
    PartGiven,
    PartHandedIn,
    PartReturned,
    PersonDropped,
    PersonReplaced,
    SideTold,
    WatcherAdded,
)  # fmt: skip
from domain.facts.standing import HandedBack, HandedOver, StandInGiven, TakenOver
from domain.facts.tasks import (
    Accepted,
    Approved,
    Assigned,
    Cancelled,
    Commented,
    Declined,
    EvidenceNeeded,
    EvidenceWaived,
    FileAdded,
    LeadLeft,
    OriginChanged,
    Paused,
    PeriodicChanged,
    PriorityChanged,
    Rated,
    Reassigned,
    Reopened,
    Reported,
    ReportEdited,
    Resumed,
    Returned,
    StandardChanged,
    Submitted,
    TakenBack,
    TitleChanged,
    Urged,
)
from domain.messages.accounts import AppealWaiting, BreachList, BreachShown, SlipList, SlipShown
from domain.messages.asking import (
    AnswerOrNew,
    Choices,
    DraftStep,
    LanguageChoice,
    LanguageWhom,
    Offer,
    Prompt,
    PutOffAsked,
    ZoneChoice,
)
from domain.messages.base import Message
from domain.messages.clocks import CalendarChanged, GroupCall, PhraseRead, Reminder
from domain.messages.office import (
    Help,
    InviteLink,
    JoinFirst,
    JoinTeam,
    LeftWork,
    Members,
    OperatorNotice,
    PartingCheck,
    Sentence,
    SettingsView,
    TeamWaiting,
    Welcome,
)
from domain.messages.people import (
    AwayPlan,
    AwayTold,
    AwayWhen,
    AwayWhich,
    AwayWhom,
    BackAsked,
    BackupAsked,
    Backups,
    BackupWhom,
    BackWhich,
    CannotReach,
    CannotStandIn,
    HandOver,
    HandOverCard,
    NobodyStandsIn,
    NotTakenOver,
    Unreached,
    WelcomeBack,
)
from domain.messages.reports import Brief, Digest, Worklist
from domain.messages.tasks import (
    CardUpdate,
    Chase,
    Cured,
    Done,
    Progress,
    TaskCard,
    TaskHistory,
    TaskList,
    TaskNews,
    Timeline,
    WholeText,
)
from domain.model.absence import Absence
from domain.model.drafts import TaskDraft
from domain.model.languages import LANGUAGES
from domain.model.people import Role
from domain.model.slips import Colour, Slip
from domain.model.tasks import Attachment, Status
from domain.ports.store import Store
from domain.rules.breaches import run_out
from domain.rules.lifecycle import Action
from domain.settings.spans import Span
from storage.unit import Database
from tests.bot.conftest import Staff
from tests.bot.keys import FAMILIES
from tests.domain.office import FRIDAY, LEAD, MONDAY, OWNER, a_task, asks_time, asks_transfer, local

HOSTILE = "<b>*_`[x](y) & </a><script> {who} {0} %s 🙂 \"'" + "\u202e"
WHEN, LATER = MONDAY.isoformat(), FRIDAY.isoformat()
FILES = ({"kind": "photo", "file_id": "p", "name": HOSTILE},)

SAMPLES: tuple[Fact, ...] = (
    Assigned(HOSTILE, LATER, HOSTILE, "urgent", {"2": "lead", "3": "co"}),
    Assigned(HOSTILE, LATER, HOSTILE, "urgent", {"2": "lead"}, "FREQ=DAILY", HOSTILE, "0123"),
    Accepted(),
    Declined(HOSTILE),
    Reassigned(2, 9),
    LeadLeft(2, ""),
    LeadLeft(2, HOSTILE),
    Reported(HOSTILE),
    Reported(HOSTILE, 60, files=FILES),
    Reported("", None, blocked=True),
    FileAdded(2, FILES[0]),
    ReportEdited(2, HOSTILE),
    Submitted(HOSTILE, FILES),
    Submitted(HOSTILE, without=(3,)),
    PartGiven(3, HOSTILE, LATER, day_only=True),
    PartGiven(3, "", LATER),
    PartGiven(2, HOSTILE),
    PartHandedIn(HOSTILE, FILES),
    PartHandedIn(""),
    PartReturned(3, HOSTILE),
    OneIsEnough(),
    AllAreNeeded(),
    CoAdded(9),
    WatcherAdded(9),
    PersonDropped(9, "co"),
    PersonReplaced(3, 9, "watcher"),
    Disagreed(2, HOSTILE),
    SideTold(3, HOSTILE),
    DisputePut(3, 2),
    Decided(3, 2, HOSTILE),
    DeadlineChanged(LATER, WHEN, (3, 4)),
    Approved(5, HOSTILE),
    Approved(),
    Returned(HOSTILE),
    TimeAsked(WHEN, LATER, HOSTILE),
    TimeGranted(WHEN, LATER),
    TimeRefused(LATER),
    TimeRefused(LATER, HOSTILE),
    RefusalTakenBack("more_time"),
    TakenBack("approved"),
    TransferAsked(9, HOSTILE),
    TransferGranted(2, 9),
    TransferRefused(9),
    TransferRefused(9, HOSTILE),
    Approved(None, HOSTILE),
    Rated(5),
    DeadlineChanged(WHEN, LATER),
    DeadlineRecounted(WHEN, LATER, HOSTILE),
    DeadlineRecounted(WHEN, LATER, ""),
    Commented(HOSTILE),
    Urged(),
    HandedOver(2, 9),
    HandedOver(2, 9, LATER),
    TakenOver(2),
    TakenOver(2, LATER),
    StandInGiven(2, 9),
    StandInGiven(2, 9, LATER),
    HandedBack(9, 2),
    Undelivered(2, "away", "up", 5),
    Undelivered(2, "blocked", "up", 5),
    Cancelled(HOSTILE),
    Paused(LATER, HOSTILE),
    Resumed(WHEN, LATER),
    Resumed(LATER, LATER),
    Reopened(LATER, HOSTILE),
    TitleChanged(HOSTILE, HOSTILE),
    StandardChanged("", HOSTILE),
    StandardChanged(HOSTILE, HOSTILE),
    OriginChanged("", "", "other", HOSTILE),
    OriginChanged("meeting", HOSTILE, "visit", ""),
    PriorityChanged("normal", "urgent", LATER, LATER),
    PriorityChanged("normal", "urgent", LATER, WHEN),
    EvidenceNeeded(),
    EvidenceWaived(),
    PeriodicChanged("", "每周五", "FREQ=WEEKLY;BYDAY=FR"),
    PeriodicChanged("每周五", "每天", "FREQ=DAILY"),
    PeriodicChanged("每周五", "", ""),
    ReportAsked(LATER, LATER),
    Reminded("finish", "+1wd", (6, 7), group=True),
    Reminded("finish", "+3wd", (), group=True),
    Breached("first_report", 2, LATER),
    Breached("first_report", 2, LATER, 9),
    BreachAppealed("first_report", "first_report.1", LATER, HOSTILE),
    BreachWaived("first_report", "first_report.1", 2, HOSTILE),
    BreachUpheld("first_report", "first_report.1", 2, HOSTILE),
    SlipIssued("red", 2026, 12, 2, WHEN, LATER, 90, "overdue"),
    SlipIssued("yellow", 2026, 13, 2, LATER, LATER, 0, "", HOSTILE),
    Undelivered(9, "blocked", "group"),
    Undelivered(9, "blocked", "nothing"),
    Undelivered(12345, "somebody who is gone", "group"),
)

TASK, OVERDUE, SUBMITTED, ASKED, TAKEN, GONE = 1, 2, 3, 4, 5, 999
SAID: tuple[Message, ...] = (
    Sentence("refuse-unknown-person", {"name": HOSTILE}),
    Sentence("refuse-state", {"number": "1", "action": "approve", "status": "done"}),
    Sentence("refuse-silent-co", {"number": "1", "members": "3,4"}),
    Sentence("refuse-extend-not-later", {"old": WHEN, "new": LATER}),
    Sentence("refuse-deadline", {"words": HOSTILE, "problem": "impossible"}),
    Sentence("role-yours-team", {"name": HOSTILE, "role": "leader", "team": HOSTILE}),
    *(TaskCard(n, fresh=True) for n in (TASK, OVERDUE, SUBMITTED)),
    CardUpdate(TASK, 5),
    TaskNews(TASK, 1),
    Progress(TASK, 1),
    Cured(TASK, 1),
    Chase(TASK, 1),
    Done(TASK, 2, 1),
    Done(TASK, 1),
    TaskHistory(TASK),
    TaskHistory(TASK, 1),
    WholeText(TASK),
    Timeline(TASK),
    WholeText(TASK, 1),
    GroupCall(TASK, 9),
    *(Reminder(TASK, clock, 1, "0", WHEN) for clock in ("accept", "first_report", "finish")),
    Reminder(OVERDUE, "finish", 1, "+1wd", local(20, 18).isoformat()),
    Reminder(SUBMITTED, "review", 1, "0", LATER),
    Prompt("decline", TASK, LEAD),
    Prompt("ask_time-moment", TASK, LEAD),
    Prompt("draft-deadline", None, LEAD, draft_id=1),
    AnswerOrNew(1, LEAD, HOSTILE, "return", TASK),
    AnswerOrNew(1, LEAD, HOSTILE, "draft"),
    Choices("moment", TASK, "ask_time"),
    Choices("month", TASK, "ask_time", month=202611),
    Choices("hours", TASK, "change_deadline", day=20261127),
    Choices("member", TASK, "ask_transfer"),
    Choices("stars", SUBMITTED, "approve"),
    Choices("breach", OVERDUE, "appeal"),
    BreachList(),
    BreachList("watched", 1),
    BreachShown(OVERDUE, "finish.1"),
    AppealWaiting(OVERDUE, "finish.1"),
    SlipList(),
    SlipList("watched", 1),
    SlipShown(2026, 12),
    Reminder(OVERDUE, "finish", 1, "0", WHEN, 1),
    TaskNews(OVERDUE, 1),
    Choices("colour", OVERDUE, "slip"),
    Offer("which", ((TASK, "words", ""), (OVERDUE, "words", ""))),
    Offer("decide", ((SUBMITTED, "approve", ""), (SUBMITTED, "comment", "")), SUBMITTED),
    Offer("decide-several", ((TASK, "change_deadline", "at1796000000"), (TASK, "reassign", "to3")), TASK),
    DraftStep(1),
    TaskList("mine"),
    TaskList("assigned"),
    TaskList("team", 0, 1),
    TaskList("overdue", 5, 1),
    CalendarChanged(
        ((TASK, WHEN, LATER), (GONE, WHEN, LATER)), (("2026-11-28", True), ("2026-11-26", False)), hours=True
    ),
    CalendarChanged(((TASK, WHEN, LATER),) * 20, (("2026-11-28", True),) * 20),
    CalendarChanged(()),
    Digest(1, local(20).isoformat()),
    Worklist("2026-11-23"),
    Brief("2026-11-23"),
    Welcome(),
    Help(),
    JoinTeam(1),
    JoinFirst(1, "join-first", {}),
    JoinFirst(1, "refuse-unknown-person", {"name": HOSTILE}),
    TeamWaiting(1, HOSTILE),
    Members(1),
    Members(None),
    InviteLink("t" * 32, "staff", HOSTILE, LATER, 20),
    InviteLink("t" * 32, "staff", "", LATER, 1),
    SettingsView(1),
    SettingsView(None),
    LanguageChoice(),
    LanguageChoice(1),
    LanguageWhom("zh-Hant", 1),
    PartingCheck(LEAD, 1),
    PartingCheck(LEAD, None),
    PartingCheck(LEAD, None, forget=True),
    LeftWork(LEAD, 1),
    LeftWork(LEAD, None),
    ZoneChoice(1, ("America/Toronto", "America/Vancouver")),
    PhraseRead("3个工作日内", WHEN),
    PhraseRead(HOSTILE, WHEN),
    TaskCard(ASKED),
    TaskCard(TAKEN),
    Backups(),
    BackupWhom(LEAD),
    AwayWhen(LEAD),
    AwayWhen(LEAD, 0, 202611),
    AwayWhen(LEAD, 20261124, 202611),
    AwayWhich(LEAD, HOSTILE, (20261124, 20261125)),
    *(
        AwayPlan(LEAD, 20261124, last, backup, joined)
        for last, backup, joined in (
            (20261124, 0, False),
            (20261126, OWNER, True),
            (20261126, 8, False),
        )
    ),
    AwayPlan(1, 20261124, 20261124, LEAD),
    AwayWhom(LEAD, 20261124, 20261126),
    BackWhich(LEAD),
    BackAsked(LEAD),
    BackupAsked(LEAD, OWNER),
    PutOffAsked(TASK, "finish", 1, "0"),
    CannotStandIn(LEAD, 4, (1,)),
    *(AwayTold(what, LEAD, WHEN, LATER, OWNER, 1, 3) for what in FAMILIES["away-told-{}"]),
    *(HandOver(LEAD, tasks, until) for tasks in ((ASKED, TAKEN), (TAKEN,)) for until in ("", LATER)),
    HandOverCard(TASK),
    HandOverCard(TAKEN),
    WelcomeBack(OWNER, (TASK, OVERDUE), (SUBMITTED,), WHEN),
    NobodyStandsIn(LEAD, LATER, (TASK, GONE)),
    NobodyStandsIn(LEAD, LATER, (TASK,), OWNER, LATER),
    NotTakenOver(LEAD, OWNER, (ASKED, TAKEN)),
    CannotReach(TASK, (9,), 4),
    Unreached((9,)),
    OperatorNotice("topic-gone", {"team": HOSTILE}),
)
ABOUT_A_TASK = [TaskCard(GONE), CardUpdate(GONE, 1), TaskNews(GONE, 1), Done(GONE, 1),
                TaskHistory(GONE), GroupCall(GONE, 2), Prompt("decline", GONE, 2),
                Choices("stars", GONE, "approve"), DraftStep(GONE), JoinTeam(GONE), JoinFirst(GONE, "join-first", {}),
                TeamWaiting(GONE, "x"), Reminder(GONE, "finish", 1, "0", WHEN),
                BreachShown(GONE, "finish.1"), BreachShown(TASK, "finish.1"), SlipShown(2026, 99), HandOver(LEAD, (GONE,)),
                HandOverCard(GONE), NobodyStandsIn(LEAD, LATER, (GONE,)), NotTakenOver(LEAD, 7, (GONE,)),
                CannotReach(GONE, (9,), 4)]  # fmt: skip


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
        store.drafts.start(LEAD, -100_1, TaskDraft(title=HOSTILE, team_id=1, wizard=True), MONDAY)

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
        assert (button.data is None) != (button.url is None)
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
            (fact, str(fact_line(eye, Event(TASK, 1, MONDAY, actor, fact, "", ""))))
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


def test_an_owner_a_leader_and_a_member_are_welcomed_and_helped_by_their_role(
    db: Database, office: Office, staff: Staff
) -> None:
    owner, leader, member = (str(look(db, office, staff, n, "en", Help()).text) for n in (OWNER, 6, LEAD))
    assert owner == leader
    assert "/approve" in leader
    assert "/approve" not in member
    welcomes = {str(look(db, office, staff, n, "en", Welcome()).text).split(".", 1)[1] for n in (OWNER, 6, LEAD)}
    assert len(welcomes) == 3


def test_a_leader_of_one_team_is_welcomed_as_a_leader(db: Database, office: Office, staff: Staff) -> None:
    db.write_now(lambda s: s.members.join(staff.team.id, LEAD, Role.LEADER))
    assert "/approve" in str(look(db, office, staff, LEAD, "en", Help()).text)


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
