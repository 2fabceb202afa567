"""Who comes in and by which door, who may give which role, and how each is spoken to."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.conftest import Words
from tests.journeys.invited import IN_TEAM, ROLES
from tests.stage import MONDAY, Stage

# -- roles -----------------------------------------------------------------------------------------------------------


async def test_a_role_is_given_in_the_group_for_the_team_and_in_private_for_the_office(
    office: Stage, words: Words
) -> None:
    said = await office.say(office.wang, office.group, "/role @li 领导")
    assert [m.text for m in said] == [words("role-set-team", name="李明", role=words("role-leader"), team="综合部")]
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
    of_digest = [words("button-digest-off"), words("button-when-empty-empty"), "⏰ 08:00", "⏰ 09:00", "⏰ 17:30"]
    assert [b.text for b in said.all_buttons()] == [*of_digest, "简体中文", "繁體中文", "English"]
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
    assert [m.text for m in said] == [words("digest-set", moment="11月24日周二 09:05")]
    await office.pass_time(MONDAY.replace(day=24, hour=9, minute=4))
    assert "🗞" not in office.last(office.group).text
    await office.pass_time(timedelta(minutes=1))
    assert "🗞" in office.last(office.group).text
    assert [m.text for m in await office.say(office.zhou, office.group, "/digest OFF")] == [words("digest-off")]
    stood = len(office.messages(office.group))
    await office.pass_time(MONDAY.replace(day=25, hour=12))
    assert not any("🗞" in m.text for m in office.messages(office.group)[stood:])
    settings = (await office.say(office.wang, office.group, "/settings"))[0]
    assert words("off") in settings.text
    await office.press(office.wang, settings, words("button-digest-on"))
    await office.pass_time(MONDAY.replace(day=26, hour=9, minute=6))
    assert sum("🗞" in m.text for m in office.messages(office.group)[stood:]) == 1


async def test_an_owner_made_staff_of_a_team_is_told_what_stays(office: Stage, words: Words) -> None:
    said = await office.say(office.wang, office.group, "/role @wang staff")
    fields = {"role": words("role-staff"), "team": "综合部", "held": words("role-owner")}
    assert [m.text for m in said] == [words("role-set-beside", name="王主任", **fields)]
    assert office.rows("SELECT role FROM members WHERE id = 1") == [("owner",)]
