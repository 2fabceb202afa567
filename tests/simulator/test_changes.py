"""What a page that keeps up is told: everything once, then what changed."""

from collections.abc import Callable
from typing import Any

from simulator import Simulator
from simulator.changes import Changes

from .conftest import Client, Office

Page = Callable[..., Any]


def test_only_what_is_new_other_or_gone_is_told() -> None:
    changes = Changes()
    first = changes.since("chat", {"1": "one", "2": "two"}, None)
    assert (first["whole"], first["items"], first["gone"]) == (True, {"1": "one", "2": "two"}, [])
    second = changes.since("chat", {"1": "one", "2": "TWO", "3": "three"}, first["mark"])
    assert (second["whole"], second["items"], second["gone"]) == (False, {"2": "TWO", "3": "three"}, [])
    third = changes.since("chat", {"1": "one", "3": "three"}, second["mark"])
    assert (third["items"], third["gone"]) == ({}, ["2"])
    late = changes.since("chat", {"1": "one", "3": "three"}, first["mark"])
    assert (late["items"], late["gone"]) == ({"3": "three"}, ["2"])
    assert changes.since("chat", {"1": "one", "3": "three"}, third["mark"])["items"] == {}


def test_what_came_back_is_told_and_not_called_gone() -> None:
    changes = Changes()
    first = changes.since("chat", {"1": "one"}, None)
    changes.since("chat", {}, first["mark"])
    again = changes.since("chat", {"1": "one"}, first["mark"])
    assert (again["items"], again["gone"]) == ({"1": "one"}, [])


def test_the_mark_of_another_run_or_of_nobody_is_answered_with_everything() -> None:
    other = Changes().since("chat", {"1": "one"}, None)["mark"]
    for mark in (other, "", "x", "1.2.3", "۱.۲"):
        told = Changes().since("chat", {"1": "one"}, mark)
        assert (told["whole"], told["items"]) == (True, {"1": "one"})


async def test_a_page_is_told_of_edits_deletions_reactions_and_pins(page: Page, bot: Client, office: Office) -> None:
    world, group = office.world, office.group
    world.promote(world.bot, group)
    sent = [(await bot("sendMessage", chat_id=group.id, text=f"第 {n} 条"))["message_id"] for n in range(4)]
    answer = world.send(office.li, group, "好", reply_to=sent[0])
    place = f"/sim/page?as={office.li.id}&chat={group.id}"
    talk = (await page("GET", place))["talk"]
    assert {str(one) for one in sent} < set(talk["items"])

    async def told() -> dict[str, Any]:
        nonlocal talk
        talk = (await page("GET", f"{place}&talk={talk['mark']}"))["talk"]
        return dict(talk["items"])

    assert await told() == {}
    await bot("editMessageText", chat_id=group.id, message_id=sent[0], text="改过的话")
    edited = await told()
    assert set(edited) == {str(sent[0]), str(answer.id)}  # the quotation shows the new words, too
    assert edited[str(sent[0])]["text"] == edited[str(answer.id)]["reply_to"]["text"] == "改过的话"
    await bot("deleteMessage", chat_id=group.id, message_id=sent[1])
    assert (await told())[str(sent[1])]["deleted"]
    world.react(office.li, group.index[sent[2]], "👍")
    assert [one["reactions"] for one in (await told()).values()] == [[{"emoji": "👍", "by": [office.li.id]}]]
    await bot("pinChatMessage", chat_id=group.id, message_id=sent[3])
    assert (await told())[str(sent[3])]["pinned"]
    world.rename(office.li, first_name="李明明")
    assert [one["from"]["name"] for one in (await told()).values()] == ["李明明"]


async def test_a_page_is_told_of_the_world_in_parts(page: Page, office: Office) -> None:
    seen = (await page("GET", "/sim/page"))["world"]
    assert [one["first_name"] for one in seen["items"]["people"]] == ["王主任", "李明", "钱多多"]
    assert seen["items"][f"sees {office.li.id}"] == [office.li.id, office.group.id]
    assert seen["items"]["bot"]["names"] == {"zh-Hans": "督办", "zh-Hant": "督辦", "en": "Duban"}
    office.world.send(office.wang, office.group, "早")
    now = (await page("GET", f"/sim/page?world={seen['mark']}"))["world"]
    assert list(now["items"]) == [f"line {office.group.id}"]
    assert now["items"][f"line {office.group.id}"]["last"]["text"] == "早"


async def test_who_left_a_chat_is_told_nothing_of_it(page: Page, office: Office) -> None:
    place = f"/sim/page?as={office.qian.id}&chat={office.group.id}"
    mark = (await page("GET", place))["talk"]["mark"]
    office.world.leave(office.qian, office.group)
    office.world.send(office.wang, office.group, "钱多多走了")
    assert (await page("GET", f"{place}&talk={mark}"))["talk"] is None
    assert (await page("GET", f"/sim/page?as=1&chat={office.group.id}"))["talk"] is None
    assert (await page("GET", f"/sim/page?as={office.qian.id}&chat={office.li.id}"))["talk"] is None


async def test_a_start_link_is_offered_until_somebody_follows_it(page: Page, sim: Simulator, office: Office) -> None:
    words = {"zh-Hans": "管理员链接", "zh-Hant": "管理員連結", "en": "The owner's link"}
    sim.offer(office.wang, "claim_x", words)
    links = (await page("GET", "/sim/page"))["world"]["items"]["links"]
    assert links == [{"as": office.wang.id, "payload": "claim_x", "text": words}]
    office.world.start(office.wang)
    assert (await page("GET", "/sim/page"))["world"]["items"]["links"] == links
    await page("POST", "/sim/act", {"as": office.wang.id, "do": "start", "payload": "claim_x"})
    assert (await page("GET", "/sim/page"))["world"]["items"]["links"] == []
