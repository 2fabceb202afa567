"""Everybody in their own language; help and menus by role."""

from __future__ import annotations

from typing import Any

from bot.shelves import MENUS, MOST_IN_A_MENU, Menu
from simulator.model import Person
from tests.journeys.conftest import Words
from tests.journeys.invited import an_invitation
from tests.stage import Stage


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


async def test_a_groups_language_button_names_the_language_it_set_and_the_settings_are_drawn_in_it(
    office: Stage, words: Words
) -> None:
    card = (await office.say(office.wang, office.group, "/settings"))[0]
    for pressed, code in (("繁體中文", "zh-Hant"), ("English", "en"), ("简体中文", "zh-Hans")):
        toast = await office.press(office.wang, card, pressed)
        assert toast == words("language-set-team", language=words(f"language-{code}"))
        drawn = next(m for m in office.messages(office.group) if m.id == card.id)
        assert Words(code)(f"language-{code}") in drawn.text
        assert Words(code)("button-digest-off") in [b.text for b in drawn.all_buttons()]
    own = (await office.say(office.li, None, "/settings"))[0]
    assert await office.press(office.li, own, "English") == Words("en")("language-set")
    drawn = next(m for m in office.messages(office.li) if m.id == own.id)
    assert Words("en")("language-en") in drawn.text


async def test_help_is_short_tells_what_waits_and_is_turned_in_place(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    for who, leads in ((office.wang, True), (office.li, False)):
        said = (await office.say(who, None, "/help"))[0]
        assert len(said.text.splitlines()) < 15
        assert (words("help-waits-accept", n=1) in said.text) == (not leads)
        assert ("/review" in said.text) == leads
        assert (words("button-shelf-judge") in [b.text for b in said.all_buttons()]) == leads
    before = len(office.messages(office.li))
    await office.press(office.li, said, words("button-shelf-work"))
    await office.press(office.li, office.last(office.li), "/report")
    assert len(office.messages(office.li)) == before
    shown = office.last(office.li)
    assert words("example-report").splitlines()[0] in shown.text
    assert [b.kind for b in shown.all_buttons()][:2] == ["copy_text", "copy_text"]
    assert "/extend 128" in (await office.say(office.li, None, "/help extend"))[0].text
    near = words("refuse-unknown-command-near", command="extend", typed="extnd")
    assert [m.text for m in await office.say(office.li, None, "/help extnd")] == [near]


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
    assert "review" not in [c["command"] for c in found["all_private_chats", None]]
    assert "digest" in [c["command"] for c in found["all_group_chats", "en"]]
    assert max(len(commands) for commands in found.values()) <= MOST_IN_A_MENU
    staff, leaders = list(MENUS[Menu.STAFF]), list(MENUS[Menu.LEADERS])
    assert [c["command"] for c in menus_of(office, office.li)[-1]["commands"]] == staff
    assert [c["command"] for c in menus_of(office, office.zhou)[-1]["commands"]] == leaders
    assert [c["command"] for c in menus_of(office, office.wang)[-1]["commands"]] == leaders
    await office.say(office.li, None, "/lang en")
    described = {c["command"]: c["description"] for c in menus_of(office, office.li)[-1]["commands"]}
    assert described["mine"] == Words("en")("command-mine")
    await office.say(office.wang, office.group, "/role @li supervisor")
    assert [c["command"] for c in menus_of(office, office.li)[-1]["commands"]] == leaders
    await office.say(office.li, None, "/lang zh-Hant")
    described = {c["command"]: c["description"] for c in menus_of(office, office.li)[-1]["commands"]}
    assert described["review"] == Words("zh-Hant")("command-review")
    asked = (await office.say(office.zhou, office.group, "/lang en"))[0]
    await office.press(office.zhou, asked, Words("zh-Hans")("button-lang-group"))
    own = [e["params"] for e in office.sim.journal.calls("setMyCommands")][-1]
    assert own["scope"] == {"type": "chat", "chat_id": office.group.id}
    assert own["commands"][0]["description"] == Words("en")("command-task")
