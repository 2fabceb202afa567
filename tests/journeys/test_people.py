"""Who comes in and by which door, who may give which role, and how each is spoken to."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import timedelta
from typing import Any

from bot.commands import COMMANDS, Circle, Where
from simulator.model import Message, Person
from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage

ROLES = "SELECT name, role FROM members ORDER BY id"
IN_TEAM = (
    "SELECT m.name, t.role FROM memberships t JOIN members m ON m.id = t.member_id WHERE t.team_id = 1 ORDER BY m.id"
)


def payload_in(text: str) -> str:
    """What the start link in a text carries."""
    return text.partition("start=")[2].split()[0]


async def an_invitation(s: Stage, who: Person, chat: Any, role: str = "") -> str:
    """The payload of a link that somebody asked for."""
    await s.say(who, chat, f"/invite {role}".strip())
    return payload_in(s.last(who).text)


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


# -- roles -----------------------------------------------------------------------------------------------------------


async def test_a_role_is_given_in_the_group_for_the_team_and_in_private_for_the_office(
    office: Stage, words: Words
) -> None:
    said = await office.say(office.wang, office.group, "/role @li 领导")
    assert [m.text for m in said] == [words("role-set", name="李明", role=words("role-leader"))]
    assert office.last(office.li).text == words("role-yours-team", role=words("role-leader"), team="综合部")
    assert office.rows(IN_TEAM)[2] == ("李明", "leader")
    assert office.rows(ROLES)[2] == ("李明", "staff")
    await office.say(office.wang, None, "/role @zhao SUPERVISOR")
    assert office.rows(ROLES)[3] == ("赵倩", "supervisor")
    await office.say(office.wang, office.group, "/role @li staff")
    assert office.rows(IN_TEAM)[2] == ("李明", "staff")


async def test_nobody_gives_or_takes_a_role_above_their_own(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/role @li leader")
    before = office.state()
    for who, chat, text, why in (
        (office.zhou, office.group, "@zhao leader", words("refuse-role-right", role=words("role-leader"))),
        (office.zhou, office.group, "@zhou owner", words("refuse-role-right", role=words("role-owner"))),
        (office.zhou, office.group, "@li staff", words("refuse-role-above", name="李明")),
        (office.zhou, office.group, "@wang staff", words("refuse-role-above", name="王主任")),
        (office.li, office.group, "@li owner", words("refuse-role-right", role=words("role-owner"))),
        (office.li, office.group, "@wang staff", words("refuse-role-above", name="王主任")),
        (office.li, None, "@zhao leader", words("refuse-managers-in-group")),
        (office.zhao, office.group, "@zhao leader", words("refuse-managers-only")),
        (office.wang, None, "@wang staff", words("refuse-last-owner")),
        (office.wang, None, "@wang leader", words("refuse-last-owner")),
        (office.wang, office.group, "@nobody leader", words("refuse-unknown-person", name="@nobody")),
        (office.wang, office.group, "@li boss", words("refuse-role-unknown", value="boss")),
        (office.wang, office.group, "@li", words("refuse-role-usage")),
        (office.wang, office.group, "leader", words("refuse-role-usage")),
        (office.stranger, None, "@li owner", words("refuse-stranger")),
    ):
        said = await office.say(who, chat, f"/role {text}")
        assert [m.text for m in said] == [why], f"{who.name}: {text}"
    assert office.state() == before


async def test_an_owner_may_step_down_once_there_is_another(office: Stage) -> None:
    await office.say(office.wang, None, "/role @zhou owner")
    await office.say(office.wang, None, "/role @wang staff")
    assert office.rows(ROLES)[:2] == [("王主任", "staff"), ("周秘书", "owner")]


async def test_rights_are_those_of_the_moment_of_the_act(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/role @zhou staff")
    before = office.state()
    said = await office.say(office.zhou, office.group, "/task @li 明天下班前 提交报告")
    assert [m.text for m in said] == [words("refuse-assign-right")]
    assert office.state() == before


# -- members, settings, digest ---------------------------------------------------------------------------------------


async def test_members_shows_roles_and_who_cannot_be_reached(office: Stage, words: Words) -> None:
    office.world.block(office.zhao)
    await office.settle()
    said = (await office.say(office.li, office.group, "/members"))[0]
    assert said.text.splitlines() == [
        words("members-title", n=4),
        "",
        words("member-line", name="王主任", role=words("role-owner")),
        words("member-line", name="周秘书", role=words("role-supervisor")),
        words("member-line", name="李明", role=words("role-staff")),
        words("member-line-unreachable", name="赵倩", role=words("role-staff")),
        "",
        words("members-unreachable", n=1),
    ]
    assert [b.url for b in said.all_buttons()] == ["https://t.me/duban_bot?start=hello"]
    assert "王主任" in (await office.say(office.wang, None, "/members"))[0].text
    for who, why in ((office.zhou, "in-group"), (office.li, "only")):
        assert [m.text for m in await office.say(who, None, "/members")] == [words(f"refuse-managers-{why}")]


async def test_members_of_a_large_team_come_in_pages(office: Stage) -> None:
    joining = office.messages(office.group)[1]
    for n in range(30):
        made = office.world.person(f"成员{n:02}")
        office.world.join(made, office.group)
        office.world.press(made, joining, "加入")
    await office.settle()
    page = (await office.say(office.wang, office.group, "/members"))[0]
    seen = set()
    for _ in range(2):
        seen |= {line.split(" · ")[0] for line in page.text.splitlines() if " · " in line}
        forward = [b for b in page.all_buttons() if b.text.endswith("›")]
        if forward:
            await office.press(office.wang, page, forward[0].data)
    assert len(seen) == 34


async def test_settings_show_what_is_set_and_what_privacy_mode_hides(office: Stage, words: Words) -> None:
    said = (await office.say(office.li, office.group, "/settings"))[0]
    for part in ("综合部", "简体中文", "上海（UTC+8）", "中国", "08:30", words("settings-privacy-on")):
        assert part in said.text
    assert [b.text for b in said.all_buttons()] == [words("button-digest-off"), "简体中文", "繁體中文", "English"]
    said = (await office.say(office.li, None, "/settings"))[0]
    assert "简体中文" in said.text
    assert words("settings-privacy-on") not in said.text


async def test_the_digest_is_shown_set_and_switched_by_managers_only(office: Stage, words: Words) -> None:
    assert "日报" in (await office.say(office.li, office.group, "/digest"))[0].text
    before = office.state()
    for who, chat, text, why in (
        (office.li, office.group, "/digest 09:00", words("refuse-managers-only")),
        (office.li, office.group, "/digest off", words("refuse-managers-only")),
        (office.wang, None, "/digest", words("refuse-group-only")),
        (office.wang, office.group, "/digest 25:00", words("refuse-digest-time", value="25:00")),
        (office.wang, office.group, "/digest nine", words("refuse-digest-time", value="nine")),
        (office.wang, office.group, "/digest 9:5", words("refuse-digest-time", value="9:5")),
    ):
        assert [m.text for m in await office.say(who, chat, text)] == [why], text
    toast = await office.press(office.li, office.last(office.group), "dg:1:off", stale=True)
    assert toast == words("refuse-managers-only")
    assert office.state() == before


async def test_the_digest_comes_at_the_time_that_was_set_and_not_when_it_is_off(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 11月27日下班前 提交报告")
    said = await office.say(office.zhou, office.group, "/digest 9：05")
    assert [m.text for m in said] == [words("digest-set", time="09:05")]
    await office.pass_time(MONDAY.replace(day=24, hour=9, minute=4))
    assert "🗞" not in office.last(office.group).text
    await office.pass_time(timedelta(minutes=1))
    assert "🗞" in office.last(office.group).text
    assert [m.text for m in await office.say(office.zhou, office.group, "/digest OFF")] == [
        words("digest-off", time="")
    ]
    stood = len(office.messages(office.group))
    await office.pass_time(MONDAY.replace(day=25, hour=12))
    assert not any("🗞" in m.text for m in office.messages(office.group)[stood:])
    settings = (await office.say(office.wang, office.group, "/settings"))[0]
    assert words("off") in settings.text
    await office.press(office.wang, settings, words("button-digest-on"))
    await office.pass_time(MONDAY.replace(day=26, hour=9, minute=6))
    assert sum("🗞" in m.text for m in office.messages(office.group)[stood:]) == 1


# -- languages, help and menus ---------------------------------------------------------------------------------------


async def test_everybody_is_spoken_to_in_their_own_language(office: Stage) -> None:
    english, taiwan = Words("en"), Words("zh-Hant")
    said = await office.say(office.li, None, "/lang en")
    assert [m.text for m in said] == [english("language-set")]
    await office.say(office.zhao, None, "/lang")
    assert await office.press(office.zhao, office.last(office.zhao), "繁體中文") == taiwan("language-set")
    await office.say(office.wang, office.group, "/task @li @zhao 明天下班前 提交报告")
    assert english("card-for-you") in office.card(office.li, 1).text
    assert "主辦 李明" in office.card(office.zhao, 1).text
    assert "牵头 李明" in office.card(office.group, 1).text
    assert english("button-accept") in [b.text for b in office.card(office.li, 1).all_buttons()]
    before = office.state()
    said = await office.say(office.li, None, "/lang klingon")
    assert [m.text for m in said] == [english("refuse-language", value="klingon")]
    assert office.state() == before


async def test_a_new_persons_language_is_that_of_their_telegram(office: Stage) -> None:
    for code, language in (
        ("en-GB", "en"),
        ("zh-hant", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("fr", "zh-Hans"),
        (None, "zh-Hans"),
    ):
        made = office.world.person("新人", language_code=code)
        office.world.start(made, await an_invitation(office, office.wang, None))
        await office.settle()
        assert office.last(made).text == Words(language)("welcome-staff", name="新人"), code


async def test_a_groups_language_is_set_by_its_managers(office: Stage, words: Words) -> None:
    before = office.state()
    assert [m.text for m in await office.say(office.li, office.group, "/lang")] == [words("refuse-managers-only")]
    asked = (await office.say(office.li, office.group, "/lang en"))[0]
    refused = await office.press(office.li, asked, words("button-lang-group"))
    assert refused == words("refuse-managers-only")
    assert office.state() == before
    asked = (await office.say(office.zhou, office.group, "/lang en"))[0]
    await office.press(office.zhou, asked, words("button-lang-group"))
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    assert "Lead 李明" in office.card(office.group, 1).text
    assert "承办 李明" in office.card(office.li, 1).text


async def test_help_lists_the_commands_of_ones_role(office: Stage) -> None:
    for who, leads in ((office.wang, True), (office.zhou, True), (office.li, False)):
        said = (await office.say(who, None, "/help"))[0].text
        shown = [c.name for c in COMMANDS if f"\n/{c.name} " in said]
        assert shown == [c.name for c in COMMANDS if leads or c.circle is Circle.EVERYBODY]
        assert ("/task @li" in said) == leads


def menus_of(s: Stage, person: Person) -> list[dict[str, Any]]:
    """The command menus that were set for a person's private chat, the newest last."""
    calls = [e["params"] for e in s.sim.journal.calls("setMyCommands")]
    return [p for p in calls if p.get("scope") == {"type": "chat", "chat_id": person.id}]


async def test_menus_follow_the_kind_of_chat_the_language_and_the_role(office: Stage) -> None:
    standing = [
        e["params"] for e in office.sim.journal.calls("setMyCommands") if e["params"]["scope"]["type"] != "chat"
    ]
    found = {(p["scope"]["type"], p.get("language_code")): p["commands"] for p in standing}
    assert set(found) == {(s, c) for s in ("all_private_chats", "all_group_chats") for c in (None, "zh", "en")}
    assert "role" not in [c["command"] for c in found["all_private_chats", None]]
    assert "role" in [c["command"] for c in found["all_group_chats", "en"]]
    private = [c for c in COMMANDS if c.where is not Where.GROUP]
    staff = [c.name for c in private if c.circle is Circle.EVERYBODY]
    everything = [c.name for c in private]
    assert [c["command"] for c in menus_of(office, office.li)[-1]["commands"]] == staff
    assert [c["command"] for c in menus_of(office, office.zhou)[-1]["commands"]] == everything
    assert [c["command"] for c in menus_of(office, office.wang)[-1]["commands"]] == everything
    await office.say(office.li, None, "/lang en")
    described = {c["command"]: c["description"] for c in menus_of(office, office.li)[-1]["commands"]}
    assert described["mine"] == Words("en")("command-mine")
    await office.say(office.wang, office.group, "/role @li supervisor")
    assert [c["command"] for c in menus_of(office, office.li)[-1]["commands"]] == everything


# -- reachability ----------------------------------------------------------------------------------------------------


async def someone_unreachable(s: Stage) -> Person:
    """A member who pressed Join and never opened the private chat."""
    sun = s.world.person("孙悦", username="sun")
    s.world.join(sun, s.group)
    await s.settle()
    await s.press(sun, s.messages(s.group)[1], "加入")
    return sun


def calls_of(s: Stage, name: str, words: Words) -> list[Message]:
    """The group's messages that call somebody."""
    start = words("group-call", who=name, due="").split("（")[0]
    return [m for m in s.messages(s.group) if start in m.text]


async def test_an_unreachable_lead_is_called_in_the_group_once_and_gets_the_card_after_start(
    office: Stage, words: Words
) -> None:
    sun = await someone_unreachable(office)
    said = await office.say(office.wang, office.group, "/task @sun @li 明天下班前 提交报告 cc @zhao")
    assert words("assign-unreachable", all=5, count=1, names="孙悦") in [m.text for m in said]
    called = calls_of(office, "孙悦", words)
    assert len(called) == 1
    assert [e["user"]["id"] for e in called[0].entities if e["type"] == "text_mention"] == [sun.id]
    await office.say(office.wang, office.group, "抓紧", reply_to=office.card(office.group, 1).id)
    assert len(calls_of(office, "孙悦", words)) == 1, "once a day"
    assert [m for m in office.sim.journal.calls("sendMessage") if m["params"]["chat_id"] == sun.id] == []
    office.world.press(sun, called[0], words("button-open-private"))
    await office.settle()
    texts = office.texts(sun)
    assert sum(words("card-for-you") in t for t in texts) == 1
    assert sum("抓紧" in t for t in texts) == 1
    await office.press(sun, office.card(sun, 1), "签收")
    assert office.rows("SELECT status FROM tasks") == [("active",)]


async def test_reminders_to_an_unreachable_lead_fall_to_the_group_once_a_day(office: Stage, words: Words) -> None:
    await someone_unreachable(office)
    await office.say(office.wang, office.group, "/task @sun 11月26日下班前 提交报告")
    await office.pass_time(MONDAY.replace(day=26, hour=17))
    called = calls_of(office, "孙悦", words)
    days = [m.date.date() for m in called]
    assert len(days) == len(set(days))
    assert len(days) >= 2
    assert ("undelivered",) in office.rows("SELECT name FROM history")


async def test_what_fell_due_and_was_urged_while_the_lead_was_unreachable_is_called_in_the_group_and_comes_in_the_end(
    office: Stage, words: Words
) -> None:
    sun = await someone_unreachable(office)
    for order in ("11:00 第一件", "11:10 第二件"):
        await office.say(office.wang, office.group, f"/task @sun {order}")
    await office.pass_time(MONDAY.replace(hour=11, minute=20))
    await office.press(office.wang, office.card(office.group, 2), "t:urge:2", stale=True)
    assert sorted(n for m in calls_of(office, "孙悦", words) for n in (1, 2) if f"#{n} " in m.text) == [1, 2]
    office.world.start(sun, "hello")
    await office.settle()
    [reminded] = [t for t in office.texts(sun) if t.startswith(words("remind-several", n=2))]
    assert reminded.index("#1 ") < reminded.index("#2 ")
    assert sum(words("fact-urged", who="王主任") in t for t in office.texts(sun)) == 1


async def test_a_private_task_for_somebody_unreachable_says_so(office: Stage, words: Words) -> None:
    link = await an_invitation(office, office.wang, None)
    office.world.start(office.stranger, link)
    await office.settle()
    office.world.block(office.stranger)
    await office.settle()
    said = await office.say(office.wang, None, "/task @luren 明天下班前 提交报告")
    assert words("assign-unreachable-private", all=2, count=1, names="路人") in [m.text for m in said]
    assert calls_of(office, "路人", words) == []


async def test_a_parked_card_shows_the_task_as_it_is_when_it_is_read_at_last(office: Stage) -> None:
    sun = await someone_unreachable(office)
    await office.say(office.wang, office.group, "/task @sun 明天下班前 提交报告")
    await office.say(office.wang, None, "/cancel 1 不用了")
    office.world.start(sun, "hello")
    await office.settle()
    assert not any(b.data == "t:accept:1" for m in office.messages(sun) for b in m.all_buttons())
