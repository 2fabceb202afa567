"""The control API the chat page lives on."""

import asyncio
import base64
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from simulator import SimClock, Simulator

from .conftest import MONDAY, Client, Office

Page = Callable[..., Any]


async def act(page: Page, who: Any, do: str, /, **more: Any) -> Any:
    return await page("POST", "/sim/act", {"as": who.id, "do": do, **more})


async def test_the_state_shows_cast_clock_and_commands(page: Page, bot: Client, office: Office) -> None:
    await bot("setMyCommands", commands=[{"command": "help", "description": "帮助"}])
    state = await page("GET", "/sim/state")
    assert state["bot"]["username"] == "duban_bot"
    assert state["clock"] == {"now": MONDAY.isoformat(), "frozen": True, "jumps": []}
    assert [p["first_name"] for p in state["people"]] == ["王主任", "李明", "钱多多"]
    assert state["chats"][0]["title"] == "综合部"
    assert state["story"] is None
    seen = await page("GET", f"/sim/messages?as={office.li.id}&chat={office.group.id}")
    assert seen["commands"] == [{"command": "help", "description": "帮助"}]


async def test_a_person_sees_their_chats_only(page: Page, office: Office) -> None:
    stranger = office.world.person("路人")
    assert [c["type"] for c in (await page("GET", f"/sim/view?as={stranger.id}"))["chats"]] == ["private"]
    mine = (await page("GET", f"/sim/view?as={office.li.id}"))["chats"]
    assert [c["title"] for c in mine] == ["督办", "综合部"]
    assert mine[0]["last"]["text"] == "/start"
    path = f"/sim/messages?as={stranger.id}&chat={office.group.id}"
    assert (await page("GET", path))["messages"] == []


async def test_writing_replying_and_pressing_as_a_person(page: Page, bot: Client, office: Office) -> None:
    said = (await act(page, office.li, "send", text="/mine 😀"))["message"]
    assert said["entities"][0]["type"] == "bot_command"
    keyboard = {"inline_keyboard": [[{"text": "好", "callback_data": "ok", "style": "success"}]]}
    sent = await bot("sendMessage", chat_id=office.li.id, text="card", reply_markup=keyboard)
    answered = (await act(page, office.li, "reply", text="60%", message=sent["message_id"]))["message"]
    assert answered["reply_to"] == {"id": sent["message_id"], "name": "督办", "text": "card", "media": None}
    shown = await page("GET", f"/sim/messages?as={office.li.id}&chat={office.li.id}&after={sent['message_id'] - 1}")
    assert shown["messages"][0]["buttons"] == [[{"text": "好", "data": "ok", "style": "success", "kind": "callback"}]]
    pressing = asyncio.ensure_future(act(page, office.li, "press", message=sent["message_id"], button="好"))
    query = (await bot.updates(timeout=2))[-1]
    while "callback_query" not in query:
        query = (await bot.updates(timeout=2))[-1]
    await bot("answerCallbackQuery", callback_query_id=query["callback_query"]["id"], text="收到")
    done = await pressing
    assert done["answer"] == {"text": "收到", "show_alert": False}
    assert (await page("GET", f"/sim/press/{done['press']}"))["answered"]


async def test_files_go_up_as_base64_or_multipart_and_are_served(page: Page, sim: Simulator, office: Office) -> None:
    content = {"name": "现场.png", "base64": base64.b64encode(b"png").decode()}
    photo = (await act(page, office.li, "photo", text="现场", file=content))["message"]
    async with httpx.AsyncClient(base_url=sim.url, trust_env=False) as http:
        shown = await http.get(photo["photo"])
        assert (shown.content, shown.headers["content-type"]) == (b"png", "image/png")
        form = {"as": str(office.li.id), "do": "file", "text": "见附件"}
        sent = await http.post("/sim/upload", data=form, files={"file": ("a.html", b"<script>", "text/html")})
        document = sent.json()["message"]["document"]
        down = await http.get(document["url"])
    assert (document["name"], document["size"]) == ("a.html", 8)
    assert down.headers["content-disposition"] == "attachment"
    assert down.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("do", "more", "kinds"),
    [
        ("join", {}, ["message"]),
        ("add_bot", {}, ["my_chat_member", "message"]),
        ("remove_bot", {}, ["message", "my_chat_member"]),
        ("restrict_bot", {}, ["my_chat_member"]),
        ("leave", {}, ["message"]),
    ],
)
async def test_membership_acts_reach_the_bot(
    page: Page, bot: Client, office: Office, do: str, more: dict[str, Any], kinds: list[str]
) -> None:
    person = office.world.person("赵倩") if do == "join" else office.wang
    if do == "add_bot":
        office.world.remove_bot(office.wang, office.group)
        await bot.updates()
    await act(page, person, do, chat=office.group.id, **more)
    assert await bot.kinds() == kinds


async def test_the_remaining_acts(page: Page, bot: Client, office: Office) -> None:
    said = (await act(page, office.li, "send", text="one"))["message"]
    await act(page, office.li, "edit", message=said["id"], text="two")
    await act(page, office.li, "forward", from_chat=office.li.id, message=said["id"], chat=office.group.id)
    await act(page, office.li, "react", message=said["id"], emoji="👍")
    await act(page, office.li, "block")
    await act(page, office.li, "unblock")
    await act(page, office.qian, "start", payload="abc")
    await act(page, office.wang, "promote", chat=office.group.id, person=office.world.bot.id)
    await act(page, office.qian, "share_users", people=[office.li.id], request_id=1)
    view = (await page("GET", f"/sim/messages?as={office.li.id}&chat={office.li.id}"))["messages"][-1]
    assert (view["text"], view["reactions"]) == ("two", [{"emoji": "👍", "by": [office.li.id]}])
    assert office.group.messages[-1].forward_name == "李明"
    assert office.group.member(office.world.bot.id).admin


async def test_what_cannot_be_done_is_answered_with_a_reason(page: Page, office: Office) -> None:
    body = {"as": office.li.id, "do": "fly"}
    assert "nobody can 'fly'" in (await page("POST", "/sim/act", body, 400))["error"]
    body = {"as": 5, "do": "send", "text": "x"}
    assert "there is nobody 5" in (await page("POST", "/sim/act", body, 400))["error"]
    body = {"as": office.li.id, "do": "send", "text": "x", "chat": office.qian.id}
    assert "somebody else's" in (await page("POST", "/sim/act", body, 400))["error"]
    assert not (await page("GET", "/sim/view?as=x", None, 400))["ok"]


async def test_a_page_waits_for_changes(page: Page, office: Office) -> None:
    version = (await page("GET", "/sim/state"))["version"]
    assert (await page("GET", f"/sim/events?since={version}&timeout=0.05"))["version"] == version
    waiting = asyncio.ensure_future(page("GET", f"/sim/events?since={version}"))
    await asyncio.sleep(0.05)
    office.world.send(office.li, None, "x")
    async with asyncio.timeout(1):
        assert (await waiting)["version"] > version


async def test_the_clock_is_moved_over_http(clock: SimClock, http: httpx.AsyncClient) -> None:
    target = MONDAY + timedelta(days=1)
    goals = iter([target, None])
    async with Simulator(clock, jumps={"next_event": lambda: next(goals)}, timezone="Asia/Shanghai") as sim:

        async def move(**body: Any) -> Any:
            return (await http.post(f"{sim.url}/sim/clock", json=body)).json()

        assert (await move(advance_seconds=3600))["now"] == (MONDAY + timedelta(hours=1)).isoformat()
        jumped = await move(jump="next_event")
        assert (jumped["now"], jumped["moved"], jumped["jumps"]) == (target.isoformat(), True, ["next_event"])
        assert not (await move(jump="next_event"))["moved"]
        assert (await move(set=MONDAY.isoformat()))["now"] == MONDAY.isoformat()
        assert not (await move(frozen=False))["frozen"]
        assert (await move(frozen=True))["timezone"] == "Asia/Shanghai"
        assert not (await move(jump="nowhere"))["ok"]


async def test_faults_journal_and_problems_over_http(page: Page, bot: Client, office: Office) -> None:
    fault = {"kind": "status", "method": "sendMessage", "code": 500, "times": 1}
    assert (await page("POST", "/sim/faults", fault))["faults"][0]["code"] == 500
    await bot.fails("sendMessage", chat_id=office.li.id, text="x")
    await page("POST", "/sim/faults", fault)
    assert (await page("DELETE", "/sim/faults"))["faults"] == []
    await bot.fails("sendPigeon")
    assert "sendPigeon" in (await page("GET", "/sim/problems"))["problems"][0]
    assert [e["error"] for e in (await page("GET", "/sim/journal?after=0"))["journal"]] == ["fault: status"]


async def test_the_cast_can_grow_over_http(page: Page, office: Office) -> None:
    made = (await page("POST", "/sim/person", {"first_name": "孙立", "username": "sun", "id": 2**52 - 1}))["person"]
    assert made["id"] == 2**52 - 1
    group = await page("POST", "/sim/group", {"title": "新组", "members": [made["id"], office.li.id], "type": "group"})
    assert group["chat"]["type"] == "group"


async def test_the_story_is_marked(clock: SimClock) -> None:
    async with (
        Simulator(clock, story=[{"text": "一"}, {"text": "二"}]) as sim,
        httpx.AsyncClient(trust_env=False) as http,
    ):
        await http.post(f"{sim.url}/sim/story", json={"step": 1})
        state = (await http.get(f"{sim.url}/sim/state")).json()
    assert state["story"] == {"steps": [{"text": "一"}, {"text": "二"}], "at": 1}


async def test_pages_of_other_sites_are_refused(sim: Simulator, http: httpx.AsyncClient) -> None:
    for headers in ({"origin": "https://evil.example"}, {"host": "evil.example", "origin": "http://evil.example"}):
        assert (await http.get(f"{sim.url}/sim/state", headers=headers)).status_code == 403
    assert (await http.get(f"{sim.url}/sim/state", headers={"origin": sim.url})).status_code == 200


async def test_a_page_is_served_from_here_alone(clock: SimClock, tmp_path: Any, http: httpx.AsyncClient) -> None:
    (tmp_path / "index.html").write_text("<p>督办</p>", encoding="utf-8")
    (tmp_path / "app.js").write_text("1", encoding="utf-8")
    async with Simulator(clock, pages_path=tmp_path) as sim:
        index = await http.get(f"{sim.url}/")
        assert index.headers["content-security-policy"].startswith("default-src 'self'")
        assert index.text == "<p>督办</p>"
        assert (await http.get(f"{sim.url}/web/app.js")).status_code == 200
        assert (await http.get(f"{sim.url}/app.js")).status_code == 200
