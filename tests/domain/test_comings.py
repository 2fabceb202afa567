"""People and groups that come, go and come back, where no chat shows it: the corners of people and teams."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.errors import Refusal
from domain.facts.tasks import FileAdded, Reported, ReportEdited
from domain.messages.office import MenuUpdate, TeamWaiting
from domain.messages.tasks import CardUpdate, TaskCard, TaskList
from domain.model.languages import language_spoken
from domain.model.people import Role, Team, TeamStatus
from domain.model.post import Place, Post
from domain.model.tasks import Assignment, Attachment, Part, Status
from domain.model.value import replace
from domain.ports.messenger import Delivery, Failure, Parcel
from domain.usecases.people import leaving, people, teams
from domain.usecases.people.people import Person, clean_name
from domain.usecases.post import deliver
from tests.domain import doing as work
from tests.domain.conftest import GROUP, Desk
from tests.domain.office import ASSIGNER, CO, COLLEAGUE, LEAD, LEADER, OWNER, local

LI = Person(1000 + LEAD, "李明", "li", "zh-hans")


def refused(work_: object) -> str:
    """The name of a refusal."""
    with pytest.raises(Refusal) as caught:
        work_()  # type: ignore[operator]
    return caught.value.name


def test_a_former_member_who_comes_back_is_active_again_with_the_higher_of_two_roles(desk: Desk) -> None:
    desk.save(LEADER, active=False)
    back = desk.do(lambda u: people.enrol(u, Person(1000 + LEADER, "领导"), Role.STAFF, private=False))
    assert (back.id, back.active, back.role) == (LEADER, True, Role.LEADER)
    risen = desk.do(lambda u: people.enrol(u, LI, Role.SUPERVISOR, private=False))
    assert (risen.id, risen.role) == (LEAD, Role.SUPERVISOR)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("李明", "李明"), ("a\nb\u202e", "a b"), ("", "#7"), ("\u200b", "#7"), ("…" * 99, "…" * 64), ("\ud800x", "x"),
        ("<b>", "<b>"), ("。。。", "#7"), ("\u3164", "#7"), ("\u2800\u2800", "#7"), ("\u200d\ufe0f", "#7"),
        ("\u115f \u1160", "#7"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ],
)  # fmt: skip
def test_a_name_is_one_visible_line_and_never_empty(name: str, clean: str) -> None:
    assert clean_name(name, 7) == clean


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh", "zh-Hans"), ("zh-hans", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-hant", "zh-Hant"), ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"), ("en", "en"), ("en-US", "en"), ("de", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_the_language_of_somebodys_telegram_tells_theirs_here_or_nothing(
    code: str | None, language: str | None
) -> None:
    assert language_spoken(code) == language


def test_a_username_that_went_to_somebody_who_is_no_member_leads_to_nobody(desk: Desk) -> None:
    desk.do(lambda u: people.seen(u, LI, private=False))
    assert desk.db.read_now(lambda s: s.members.by_username("li")).id == LEAD  # type: ignore[union-attr]
    assert desk.do(lambda u: people.seen(u, Person(5, "路人", "LI"), private=True)) is None
    assert desk.db.read_now(lambda s: s.members.by_username("li")) is None


def test_somebody_who_blocks_the_bot_is_not_reachable_and_a_stranger_who_does_is_nobody(desk: Desk) -> None:
    desk.do(lambda u: people.lost(u, 1000 + LEAD))
    desk.do(lambda u: people.lost(u, 5))
    assert not desk.who(LEAD).member.reachable


def test_a_person_who_leaves_a_group_they_are_not_of_leaves_nothing(desk: Desk) -> None:
    desk.do(lambda u: leaving.left_group(u, 5, desk.team))
    assert desk.waiting() == []
    desk.do(lambda u: leaving.left_group(u, 1000 + COLLEAGUE, desk.team))
    assert [said for _, said in desk.waiting()] == [MenuUpdate()], "who has nothing in hand leaves a shorter menu"


def test_the_last_owner_cannot_step_down_and_one_of_two_can(desk: Desk) -> None:
    owner = desk.who(OWNER)
    assert refused(lambda: desk.do(lambda u: people.set_role(u, owner, owner.member, Role.STAFF, None))) == "last-owner"
    desk.save(LEADER, role=Role.OWNER)
    desk.do(lambda u: people.set_role(u, owner, owner.member, Role.STAFF, None))
    assert desk.who(OWNER).member.role is Role.STAFF


def test_a_new_owner_is_asked_about_the_groups_that_waited_for_one(desk: Desk) -> None:
    waiting = Team(0, -5, "财务部", TeamStatus.PENDING, added_by_telegram_id=77)
    made = desk.db.write_now(lambda s: s.teams.add(waiting))
    desk.do(lambda u: teams.ask_about_waiting(u, desk.who(OWNER).member))
    assert desk.waiting() == [(Place(member_id=OWNER), TeamWaiting(made.id, "#77"))]


def test_a_group_that_is_no_team_is_told_so_and_its_name_is_nobodys(desk: Desk) -> None:
    assert refused(lambda: desk.do(lambda u: teams.approved(u, -5))) == "no-team"
    desk.do(lambda u: teams.renamed(u, -5, "新名"))
    desk.do(lambda u: teams.renamed(u, GROUP, " 综合\n部\u202e "))
    assert desk.do(lambda u: teams.approved(u, GROUP)).title == "综合 部"
    desk.do(lambda u: teams.removed(u, -5))
    desk.do(lambda u: teams.removed(u, GROUP))
    desk.do(lambda u: teams.removed(u, GROUP))
    assert refused(lambda: desk.do(lambda u: teams.approved(u, GROUP))) == "no-team"
    assert [m.name for _, m in desk.waiting()] == ["operator-notice"]


def test_a_group_has_the_languages_there_are(desk: Desk) -> None:
    owner = desk.who(OWNER)
    assert refused(lambda: desk.do(lambda u: teams.set_language(u, owner, desk.team, "fr"))) == "language"
    assert desk.do(lambda u: teams.set_language(u, owner, desk.team, "en")).language == "en"
    assert refused(lambda: desk.do(lambda u: teams.set_language(u, desk.who(LEAD), desk.team, "en"))) == "managers-only"


def test_a_digest_moved_to_later_today_after_it_left_comes_tomorrow(desk: Desk) -> None:
    desk.do(lambda u: teams.set_digest(u, desk.who(OWNER), desk.team, "08:30"))
    desk.now = local(24, 9)
    desk.ring_all()
    desk.do(lambda u: teams.set_digest(u, desk.who(OWNER), desk.team, "10：00"))
    [timer] = desk.db.read_now(lambda s: s.timers.pending("digest", ""))
    assert timer.due_at == local(25, 10)


@pytest.mark.parametrize("words", ["24:00", "later", "08:60", "8.3", ""])
def test_what_is_no_time_for_a_digest_is_refused(desk: Desk, words: str) -> None:
    assert refused(lambda: desk.do(lambda u: teams.set_digest(u, desk.who(OWNER), desk.team, words))) == "digest-time"


# -- what others send after somebody's report ------------------------------------------------------------------------


def test_a_piece_of_somebody_elses_album_and_an_edit_of_somebody_elses_report_change_nothing(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE)
    said = work.Said("60%", chat_id=GROUP, message_id=5, media_group="album")
    desk.do(lambda u: work.report(u, desk.who(LEAD), 1, said))
    first = desk.db.read_now(lambda s: s.posts.find(GROUP, 5))
    assert first is not None
    piece = work.Said("", (Attachment("photo", "p"),), GROUP, 6, "album")
    desk.do(lambda u: work.add_to_album(u, desk.who(CO), first, piece))
    desk.do(lambda u: work.edit(u, desk.who(CO), first, "100%"))
    desk.do(lambda u: work.edit(u, desk.who(LEAD), replace(first, kind="card"), "100%"))
    assert len(desk.facts()) == 1
    desk.do(lambda u: work.add_to_album(u, desk.who(LEAD), first, piece))
    desk.do(lambda u: work.edit(u, desk.who(LEAD), first, "80%"))
    assert [type(f) for f in desk.facts()] == [Reported, FileAdded, ReportEdited]


def test_text_that_no_database_keeps_is_kept_as_far_as_it_can_be(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, people=(Assignment(LEAD, Part.LEAD),))
    desk.do(lambda u: work.submit(u, desk.who(LEAD), 1, work.Said("好\x00了\ud800")))
    assert desk.task().result == "好\ufffd了\ufffd"
    assert refused(lambda: desk.do(lambda u: work.comment(u, desk.who(ASSIGNER), 1, work.Said("\x00")))) == "text-empty"


# -- the rarer answers of Telegram -----------------------------------------------------------------------------------


def answer(desk: Desk, failure: Failure, **fields: object) -> None:
    """The one message that waits fails."""
    [batch] = desk.do(lambda u: deliver.claim(u, "a", timedelta(seconds=60), (), 10))
    said = Delivery(GROUP, None, failure, **fields)  # type: ignore[arg-type]
    desk.do(lambda u: deliver.record(u, batch, "a", Parcel(GROUP, None), said))


def test_a_list_that_was_to_be_shown_in_place_of_one_that_is_gone_is_sent_anew(desk: Desk) -> None:
    desk.do(lambda u: u.say(Place(chat_id=GROUP, reply_to=9), TaskList("team", 1, 1, message_id=5)))
    answer(desk, Failure.NO_CARD)
    assert desk.waiting() == [(Place(chat_id=GROUP), TaskList("team", 1, 1))]


def test_a_group_that_cannot_be_written_to_is_nobody_to_call(desk: Desk) -> None:
    desk.give()
    desk.do(lambda u: u.say(Place(chat_id=GROUP), TaskCard(1), task_id=1))
    answer(desk, Failure.UNREACHABLE)
    assert desk.facts() == []
    assert desk.waiting() == []


def test_a_group_that_moved_to_nobody_knows_where_is_tried_again(desk: Desk) -> None:
    desk.do(lambda u: u.say(Place(chat_id=GROUP), TaskList("team", 0, 1)))
    answer(desk, Failure.MOVED)
    assert [p.chat_id for p, _ in desk.waiting()] == [GROUP]


def test_the_cards_of_a_group_that_moved_are_sent_anew_at_the_next_change(desk: Desk) -> None:
    desk.give()
    desk.db.write_now(lambda s: s.posts.add(Post(GROUP, 5, 1, "card")))
    for _ in range(2):
        desk.do(lambda u: teams.moved(u, GROUP, -100_999))
    desk.do(lambda u: work.accept(u, desk.who(LEAD), 1))
    updates = [(p.chat_id, m) for p, m in desk.waiting() if isinstance(m, CardUpdate)]
    assert updates == [(-100_999, CardUpdate(1, -5))]
    assert desk.db.read_now(lambda s: s.teams.by_chat(-100_999)).id == desk.team.id  # type: ignore[union-attr]
