"""However updates come – twice, out of order, malformed, late, by another road – each has its effect once."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from domain.errors import StorageError
from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage

SECRET = "a-secret-of-24-characters"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
TUESDAY = MONDAY + timedelta(days=1)


def written(s: Stage, who: Any, chat: Any, text: str) -> dict[str, Any]:
    """A message as the Bot API writes it."""
    entities = (
        [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}] if text.startswith("/") else []
    )
    date = int(s.clock.now().timestamp())
    found = {"message_id": 7000, "date": date, "chat": chat.json(), "from": who.json(), "text": text}
    return found | ({"entities": entities} if entities else {})


# -- twice, out of order ---------------------------------------------------------------------------------------------


async def test_the_same_update_twice_has_one_effect(office: Stage) -> None:
    update = {
        "update_id": 1_900_000_000,
        "message": written(office, office.wang, office.group, "/task @li 明天下班前 提交报告"),
    }
    for _ in range(2):
        office.world.raw_update(update)
        office.world.raw_update(update)
        await office.settle()
    assert office.rows("SELECT count(*) FROM tasks") == [(1,)]
    assert sum("#1" in t for t in office.texts(office.group)) == 1
    await office.stop_bot()
    await office.start_bot()
    office.world.raw_update(update)
    await office.settle()
    assert office.rows("SELECT count(*) FROM tasks") == [(1,)]


async def test_update_numbers_that_begin_anew_are_handled(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 第一件")
    office.sim.updates.jump(17)
    await office.say(office.wang, office.group, "/task @li 明天下班前 第二件")
    await office.say(office.wang, office.group, "/task @li 明天下班前 第三件")
    await office.stop_bot()
    office.sim.updates.jump(5)
    office.world.send(office.wang, office.group, "/task @li 明天下班前 第四件")
    await office.start_bot()
    await office.settle()
    assert office.rows("SELECT title FROM tasks ORDER BY id") == [("第一件",), ("第二件",), ("第三件",), ("第四件",)]


# -- malformed -------------------------------------------------------------------------------------------------------

POISON: list[dict[str, Any]] = [
    {"message": {"message_id": 1}},
    {"message": "words"},
    {"callback_query": {"id": "1"}},
    {"my_chat_member": {"chat": {"id": 1}}},
    {"edited_message": {"message_id": 1, "date": "yesterday", "chat": 5}},
    {"message": {"message_id": 1, "date": 10**30, "chat": {"id": 1, "type": "private"}}},
]


async def test_a_malformed_update_is_set_aside_and_its_neighbours_are_handled(
    office: Stage, words: Words, faults_expected: list[str]
) -> None:
    faults_expected += ["log", "inbox"]
    for n, body in enumerate(POISON, 1):
        office.world.send(office.wang, office.group, f"/task @li 明天下班前 第{n}件")
        office.world.raw_update(body)
    office.world.send(office.wang, office.group, "/task @li 明天下班前 最后一件")
    await office.settle()
    assert office.rows("SELECT count(*) FROM tasks") == [(len(POISON) + 1,)]
    kept = office.rows("SELECT update_id, body FROM inbox WHERE error IS NOT NULL ORDER BY update_id")
    assert [{k: v for k, v in json.loads(body).items() if k != "update_id"} for _, body in kept] == POISON
    told = [words("notice-poison", update=update_id) for update_id, _ in kept]
    assert [t for t in office.texts(office.wang) if t in told] == told
    await office.stop_bot()
    await office.start_bot()
    await office.pass_time(timedelta(minutes=5))
    assert len([t for t in office.texts(office.wang) if t in told]) == len(told), "told once"


async def test_updates_of_kinds_nobody_asked_for_are_passed_over(office: Stage) -> None:
    before = office.state()
    office.world.raw_update({})
    office.world.raw_update({"something_new": {"id": 1}})
    await office.settle()
    assert office.state() == before
    assert office.rows("SELECT count(*) FROM inbox WHERE done_at IS NULL") == [(0,)]


# -- while the bot was away ------------------------------------------------------------------------------------------


async def test_who_answered_in_time_while_the_bot_was_away_is_not_chased(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 今天17:00前 提交报告")
    await office.say(office.wang, office.group, "/task @zhao 今天17:00前 订会议室")
    for who, n in ((office.li, 1), (office.zhao, 2)):
        await office.press(who, office.card(who, n), "签收")
        await office.say(who, None, "50%", reply_to=office.card(who, n).id)
    await office.pass_time(MONDAY.replace(hour=15, minute=30))
    await office.stop_bot()
    office.clock.set(MONDAY.replace(hour=16, minute=50))
    office.world.send(office.li, None, "/done 1 好了")
    office.clock.set(MONDAY.replace(hour=17, minute=45))
    stood = {who: len(office.messages(who)) for who in (office.li, office.zhao, office.wang)}
    await office.start_bot()
    await office.settle()
    assert office.rows("SELECT status, submitted_at FROM tasks WHERE id = 1") == [
        ("submitted", "2026-11-23 08:50:00.000000")
    ]
    assert office.rows("SELECT task_id FROM history WHERE name = 'breached'") == [(2,)]
    new = {who: [m.text for m in office.messages(who)[n:]] for who, n in stood.items()}
    assert not any("⏰" in t or "🔔" in t for t in new[office.li]), "Li answered in time"
    late = [t for t in new[office.zhao] if "🔔" in t]
    assert len(late) == 1, "what fell due meanwhile goes out once"
    assert "本应在 11月23日周一 17:00 提醒" in late[0]
    assert not any("#1" in t and "🔔" in t for t in new[office.wang])


async def test_after_days_away_everything_goes_out_once_and_merged(office: Stage) -> None:
    for n in range(1, 6):
        await office.say(office.wang, office.group, f"/task @li 明天17:00前 第{n}件")
        await office.press(office.li, office.card(office.li, n), "签收")
    await office.stop_bot()
    office.clock.set(MONDAY.replace(hour=10, minute=0) + timedelta(days=3))
    stood = {c: len(office.messages(c)) for c in (office.group, office.li, office.wang, office.zhou)}
    await office.start_bot()
    await office.settle()
    new = {c: [m for m in office.messages(c)[n:] if m.sender is office.world.bot] for c, n in stood.items()}
    assert sum("日报" in m.text for m in new[office.group]) == 1
    reminders = [m for m in new[office.li] if "⏰" in m.text or "🔔" in m.text]
    assert len(reminders) == 1, "one message for one person"
    assert all(f"#{n} " in reminders[0].text for n in range(1, 6))
    assert len(office.rows("SELECT 1 FROM history WHERE name = 'breached' AND data LIKE '%finish%'")) == 5
    await office.stop_bot()
    await office.start_bot()
    await office.pass_time(timedelta(minutes=1))
    again = [m for m in office.messages(office.li) if m.text == reminders[0].text]
    assert len(again) == 1


async def test_a_task_given_while_the_bot_was_away_counts_from_when_it_was_written(office: Stage) -> None:
    await office.stop_bot()
    office.world.send(office.wang, office.group, "/task @li 30分钟内 回电话")
    office.clock.set(MONDAY + timedelta(minutes=20))
    await office.start_bot()
    await office.settle()
    assert office.rows("SELECT due_at, created_at FROM tasks") == [
        ("2026-11-23 02:00:00.000000", "2026-11-23 01:30:00.000000")
    ]


# -- the road to Telegram --------------------------------------------------------------------------------------------

TROUBLE = [
    {"kind": "status", "code": 401, "description": "Unauthorized"},
    {"kind": "status", "code": 409, "description": "Conflict: terminated by other getUpdates request"},
    {"kind": "status", "code": 500, "description": "Internal Server Error"},
    {"kind": "html502"},
    {"kind": "drop_connection"},
    {"kind": "truncated"},
    {"kind": "retry_after", "seconds": 1},
]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No long waits between two attempts."""
    monkeypatch.setattr("bot.edge.intake.random.uniform", lambda _low, _high: 0.02)


async def test_polling_recovers_by_itself_from_whatever_happens(
    office: Stage, impatient: None, logs: list[Any], faults_expected: list[str]
) -> None:
    faults_expected.append("log")  # the library writes down what it could not read
    for fault in TROUBLE:
        times = 1 if fault["kind"] == "retry_after" else 3
        made = office.sim.faults.add(method="getUpdates", times=times, **fault)
        logs.clear()
        for n in range(1, 6):
            await office.say(office.wang, office.group, f"/task @li 明天下班前 第{n}件")
        assert made.hits == times, fault
        assert len(office.rows("SELECT id FROM tasks")) % 5 == 0, fault
        changes = [e["event"] for e in logs if e["event"] in ("polling failed", "polling")]
        assert changes == ["polling failed", "polling"] * (len(changes) // 2), "one line for each change of state"
        assert 2 <= len(changes) <= 2 * times
        assert office.duban.health()["ok"]
    assert len(office.rows("SELECT id FROM tasks")) == 5 * len(TROUBLE)


async def test_another_poller_with_the_same_token_takes_nothing_for_long(office: Stage, impatient: None) -> None:
    async with httpx.AsyncClient() as http:
        asked = await http.post(f"{office.sim.api_url}{office.sim.token}/getUpdates", json={"timeout": 0})
        assert asked.status_code == 200
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    assert office.rows("SELECT title FROM tasks") == [("提交报告",)]


async def test_a_leftover_webhook_and_narrow_wishes_of_earlier_software_lose_nothing(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    await office.stop_bot()
    await office.sim.webhook.set("http://127.0.0.1:9/gone", None, 40)
    office.world.send(office.wang, office.group, "/task @zhao 明天下班前 订会议室")
    office.sim.updates.allow(["message"])
    await office.start_bot()
    await office.settle()
    assert office.rows("SELECT count(*) FROM tasks") == [(2,)]
    assert await office.press(office.li, office.card(office.li, 1), "签收"), "buttons are asked for again"


# -- webhook ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def posted(office: Stage, port: int) -> AsyncIterator[str]:
    """The bot started anew in webhook mode; the address it is posted to."""
    await office.stop_bot()
    url = f"http://127.0.0.1:{port}/hook"
    await office.start_bot(mode="webhook", webhook={"url": url, "listen": f"127.0.0.1:{port}", "secret": SECRET})
    async with httpx.AsyncClient() as http:
        for _ in range(200):
            try:
                await http.get(f"http://127.0.0.1:{port}/health")
                break
            except httpx.ConnectError:
                continue
    yield url
    await office.stop_bot()


async def test_the_same_step_works_by_webhook(office: Stage, posted: str, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    assert await office.press(office.li, office.card(office.li, 1), "签收") == words("did-accepted", number=1)
    office.world.react(office.li, office.card(office.li, 1), "👍")
    await office.settle()
    assert "办理中" in office.card(office.group, 1).text
    assert office.sim.webhook.url == posted
    assert office.sim.webhook.last_error is None
    assert office.duban.health() == {
        "ok": True,
        "loops": {"worker": True, "courier": True, "reader": True, "webhook": True},
        "polling": True,
    }
    async with httpx.AsyncClient() as http:
        told = await http.get(posted.replace("/hook", "/health"))
        assert (told.status_code, told.json()["ok"]) == (200, True)


async def test_a_post_without_the_secret_has_no_effect(office: Stage, posted: str, logs: list[Any]) -> None:
    before = office.state()
    update = {"update_id": 5, "message": written(office, office.wang, office.group, "/task @li 明天下班前 提交报告")}
    async with httpx.AsyncClient() as http:
        for headers in ({}, {HEADER: ""}, {HEADER: "wrong"}, {HEADER: SECRET + "x"}, {HEADER: SECRET.upper()}):
            refused = await http.post(posted, json=update, headers=headers)
            assert (refused.status_code, refused.text) == (403, "")
        assert (await http.get(posted, headers={HEADER: SECRET})).status_code == 405
        assert (await http.post(posted + "/other", json=update, headers={HEADER: SECRET})).status_code == 404
    await office.settle()
    assert office.state() == before
    assert SECRET not in json.dumps(logs, default=str)
    assert SECRET not in json.dumps(list(office.sim.journal), default=str)


async def test_a_post_that_is_no_update_is_refused(office: Stage, posted: str) -> None:
    before = office.state()
    async with httpx.AsyncClient(headers={HEADER: SECRET}) as http:
        for body in (b"", b"{", b"[]", b"null", b'{"message": {}}', b'{"update_id": "5"}', b"\xff\xfe"):
            assert (await http.post(posted, content=body)).status_code == 400, body
        assert (await http.post(posted, content=b" " * 1_000_001)).status_code == 413
    await office.settle()
    assert office.state() == before


async def test_a_lone_surrogate_is_stored_and_answered_like_any_text(office: Stage, posted: str, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    private = office.world.private(office.li)
    body = json.dumps(
        {"update_id": 5, "message": written(office, office.li, private, "/report 1 60% \ud800 数据 \x00")}
    )
    assert "\\ud800" in body
    async with httpx.AsyncClient(headers={HEADER: SECRET}) as http:
        for _ in range(2):
            assert (await http.post(posted, content=body.encode())).status_code == 200
    await office.settle()
    assert office.rows("SELECT count(*) FROM history WHERE name = 'reported'") == [(1,)]
    assert "李明反馈：60% \ufffd 数据" in office.last(office.wang).text


async def test_while_storage_fails_a_post_is_answered_503_and_handled_later_once(
    office: Stage, posted: str, monkeypatch: pytest.MonkeyPatch, faults_expected: list[str]
) -> None:
    faults_expected.append("log")
    office.sim.webhook.backoff = (0.02,)

    async def broken(*_args: object) -> int:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr("bot.running.store_updates", broken)
        office.world.send(office.wang, office.group, "/task @li 明天下班前 提交报告")
        await office.sim.until(lambda: office.sim.webhook.last_error)
        assert "503" in office.sim.webhook.last_error[1]
    await office.settle()
    assert office.rows("SELECT title FROM tasks") == [("提交报告",)]


# -- storage that fails for a while ----------------------------------------------------------------------------------


async def test_a_command_given_while_the_database_is_away_is_carried_out_once_when_it_is_back(
    office: Stage, words: Words, monkeypatch: pytest.MonkeyPatch, faults_expected: list[str]
) -> None:
    faults_expected += ["log", "inbox"]
    monkeypatch.setattr("bot.edge.intake._REST", 0.01)
    real, away = office.duban.db.write_now, [3]

    def failing(work: Any, **how: Any) -> Any:
        if away[0] and "Boundary" in work.__qualname__:
            away[0] -= 1
            raise StorageError("database is locked")
        return real(work, **how)

    monkeypatch.setattr(office.duban.db, "write_now", failing)
    said = await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    assert away == [0]
    assert len(said) == 1
    assert "#1" in said[0].text, "no error is shown"
    assert office.rows("SELECT title FROM tasks") == [("提交报告",)]
    assert office.rows("SELECT count(*) FROM inbox WHERE done_at IS NULL") == [(0,)]


async def test_an_update_that_storage_never_takes_is_set_aside_in_the_end(
    office: Stage, monkeypatch: pytest.MonkeyPatch, faults_expected: list[str]
) -> None:
    faults_expected += ["log", "inbox"]
    monkeypatch.setattr("bot.edge.intake._REST", 0.01)
    real = office.duban.db.write_now

    def failing(work: Any, **how: Any) -> Any:
        if "Boundary" in work.__qualname__ and "poison" not in office.rows("SELECT fields FROM outbox")[-1][0]:
            raise StorageError("string or blob too big")
        return real(work, **how)

    monkeypatch.setattr(office.duban.db, "write_now", failing)
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    assert len(office.rows("SELECT body FROM inbox WHERE error IS NOT NULL AND body != ''")) == 1
    assert "已搁置" in office.last(office.wang).text
    await office.say(office.wang, office.group, "/task @li 明天下班前 再来一次")
    assert office.rows("SELECT title FROM tasks") == [("再来一次",)]


async def test_the_owner_who_opened_the_link_while_the_bot_was_away_is_the_owner(bare: Stage) -> None:
    await bare.stop_bot()
    bare.world.start(bare.wang, bare.claim_link.partition("start=")[2])
    await bare.start_bot()
    await bare.settle()
    assert bare.claim_link == "", "there is an owner, so no new link is printed"
    assert "您好" in bare.last(bare.wang).text
