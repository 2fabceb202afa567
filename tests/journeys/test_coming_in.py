"""How people come in: the claim of the first owner, joining, invitations."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import timedelta

from tests.journeys.conftest import Words
from tests.journeys.invited import IN_TEAM, ROLES, an_invitation, payload_in
from tests.stage import Stage


def change(s: Stage, statement: str) -> None:
    """Change what is stored, as no user can."""
    with contextlib.closing(sqlite3.connect(s.database)) as db:
        db.execute(statement)
        db.commit()


# -- claiming --------------------------------------------------------------------------------------------------------


async def test_the_claim_link_makes_one_owner_and_works_once(bare: Stage, words: Words) -> None:
    payload = payload_in(bare.claim_link)
    assert [m.text for m in await bare.say(bare.li, None, "/start")] == [words("refuse-stranger")]
    assert [m.text for m in await bare.say(bare.li, None, "/start claim_guess")] == [words("refuse-link-dead")]
    bare.world.start(bare.wang, payload)
    await bare.settle()
    assert bare.last(bare.wang).text == words("welcome-owner", name="王主任", office="测试局")
    before = bare.state()
    for who in (bare.li, bare.wang):
        assert [m.text for m in await bare.say(who, None, f"/start {payload}")] == [words("refuse-link-dead")]
    assert bare.state() == before
    assert bare.rows(ROLES) == [("王主任", "owner")]
    assert payload.removeprefix("claim_") not in str(bare.rows("SELECT * FROM meta"))


async def test_a_claimed_bot_prints_no_link_and_an_unclaimed_one_a_new_one(bare: Stage, words: Words) -> None:
    old = payload_in(bare.claim_link)
    await bare.stop_bot()
    await bare.start_bot()
    assert payload_in(bare.claim_link) != old
    assert [m.text for m in await bare.say(bare.wang, None, f"/start {old}")] == [words("refuse-link-dead")]
    bare.world.start(bare.wang, payload_in(bare.claim_link))
    await bare.settle()
    await bare.stop_bot()
    await bare.start_bot()
    assert bare.claim_link == ""


# -- joining and invitations -----------------------------------------------------------------------------------------


async def test_who_joins_without_a_private_chat_is_told_to_open_it(office: Stage, words: Words) -> None:
    sun = office.world.person("孙悦")
    office.world.join(sun, office.group)
    await office.settle()
    joining = office.messages(office.group)[1]
    assert await office.press(sun, joining, "加入") == words("joined-open-private", team="综合部")
    assert await office.press(sun, joining, "加入") == words("joined-already-open-private", team="综合部")
    office.world.press(sun, joining, words("button-open-private"))
    await office.settle()
    assert office.last(sun).text == words("welcome-staff", name="孙悦")
    assert await office.press(sun, joining, "加入") == words("joined-already", team="综合部")
    assert office.rows(IN_TEAM)[-1] == ("孙悦", "staff")


async def test_an_invitation_goes_to_the_inviter_in_private_and_opens_the_team(office: Stage, words: Words) -> None:
    said = await office.say(office.wang, office.group, "/invite supervisor")
    assert [m.text for m in said] == [words("sent-privately")]
    link = office.last(office.wang).text
    assert "综合部" in link
    assert words("role-supervisor") in link
    office.world.start(office.stranger, payload_in(link))
    await office.settle()
    assert office.last(office.stranger).text == words("welcome-leader", name="路人")
    assert office.rows(IN_TEAM)[-1] == ("路人", "supervisor")
    assert office.rows(ROLES)[-1] == ("路人", "staff"), "the role is the team's, not the office's"
    assert payload_in(link).removeprefix("i_") not in str(office.rows("SELECT * FROM invites"))


async def test_an_invitation_from_a_private_chat_is_for_the_whole_office(office: Stage) -> None:
    office.world.start(office.stranger, await an_invitation(office, office.wang, None, "leader"))
    await office.settle()
    assert office.rows(ROLES)[-1] == ("路人", "leader")
    assert "路人" not in str(office.rows(IN_TEAM))


async def test_an_invitation_never_takes_a_higher_role_away(office: Stage) -> None:
    staff = await an_invitation(office, office.wang, office.group, "staff")
    office.world.start(office.zhou, staff)
    office.world.start(office.wang, staff)
    await office.settle()
    assert office.rows(IN_TEAM)[:2] == [("王主任", "leader"), ("周秘书", "supervisor")]
    assert office.rows(ROLES)[0] == ("王主任", "owner")


async def test_a_dead_invitation_is_refused_in_the_same_words(office: Stage, words: Words) -> None:
    used_up, revoked, live = [await an_invitation(office, office.wang, office.group, "leader") for _ in range(3)]
    change(office, "UPDATE invites SET uses_left = 1 WHERE rowid = 1")
    change(office, "UPDATE invites SET revoked = 1 WHERE rowid = 2")
    office.world.start(office.zhao, used_up)
    await office.settle()
    before = office.state()
    dead = [used_up, revoked, live[:-1] + ("A" if live[-1] != "A" else "B"), "i_", "i_x", "claim_"]
    for link in dead:
        said = await office.say(office.stranger, None, f"/start {link}")
        assert [m.text for m in said] == [words("refuse-link-dead")], link
    assert office.state() == before
    await office.pass_time(timedelta(days=7, minutes=1))
    before = office.state()
    said = await office.say(office.stranger, None, f"/start {live}")
    assert [m.text for m in said] == [words("refuse-link-dead")], "expired"
    assert office.state() == before


async def test_nobody_invites_to_more_than_they_hold(office: Stage, words: Words) -> None:
    before = office.state()
    for who, chat, role, why in (
        (office.zhou, office.group, "leader", words("refuse-role-right", role=words("role-leader"))),
        (office.zhou, office.group, "owner", words("refuse-role-right", role=words("role-owner"))),
        (office.zhou, None, "staff", words("refuse-managers-in-group")),
        (office.li, office.group, "staff", words("refuse-managers-only")),
        (office.li, None, "", words("refuse-managers-only")),
        (office.wang, office.group, "king", words("refuse-role-unknown", value="king")),
        (office.stranger, None, "", words("refuse-stranger")),
    ):
        assert [m.text for m in await office.say(who, chat, f"/invite {role}".strip())] == [why]
    assert office.state() == before
