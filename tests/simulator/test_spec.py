"""Every request is held against the Bot API's specification."""

import json
from typing import Any

import pytest

from simulator import Simulator

from .conftest import Client, Office

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"text": "x", "tekst": "y"}, "sendMessage has no parameter 'tekst'"),
    ({}, "sendMessage needs the parameter 'text'"),
    ({"text": 5}, "sendMessage.text must be String"),
    ({"text": "x", "disable_notification": "yes"}, "disable_notification must be Boolean"),
    ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback": "b"}]]}},
     "sendMessage.reply_markup.inline_keyboard[0][0].callback is no field of InlineKeyboardButton"),
    ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": 5}]]}},
     "inline_keyboard[0][0].callback_data must be String"),
    ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b", "style": "green"}]]}},
     "style 'green' is none of danger, primary, success"),
    ({"text": "x", "reply_parameters": {"chat_id": 5}}, "(ReplyParameters) needs the field 'message_id'"),
    ({"text": "x", "entities": [{"type": "fat", "offset": 0, "length": 1}]}, "entities[0].type 'fat' is none of"),
    ({"text": "x", "link_preview_options": {"is_disabled": 1}}, "link_preview_options.is_disabled must be Boolean"),
]  # fmt: skip


@pytest.mark.parametrize(("params", "complaint"), WRONG)
async def test_what_the_specification_does_not_know_is_refused_and_remembered(
    sim: Simulator, bot: Client, office: Office, params: dict[str, Any], complaint: str
) -> None:
    answer = await bot.fails("sendMessage", chat_id=office.li.id, **params)
    assert answer.startswith("400 Bad Request: ")
    assert complaint in answer
    assert complaint in sim.problems[0]
    with pytest.raises(AssertionError, match="broke the Bot API"):
        sim.assert_clean()


async def test_an_unknown_method_is_not_found(sim: Simulator, bot: Client) -> None:
    assert await bot.fails("sendPigeon") == "404 Not Found: method not found"
    assert "sendPigeon" in sim.problems[0]


async def test_a_real_method_nobody_needed_yet_says_so(sim: Simulator, bot: Client, office: Office) -> None:
    assert await bot.fails("sendDice", chat_id=office.li.id) == "501 Not Implemented: sendDice is not simulated"
    assert "not simulated" in sim.problems[0]


async def test_unions_are_told_apart_by_their_type(sim: Simulator, bot: Client, office: Office) -> None:
    command = [{"command": "a", "description": "b"}]
    await bot("setMyCommands", commands=command, scope={"type": "chat", "chat_id": office.group.id})
    answer = await bot.fails("setMyCommands", commands=command, scope={"type": "chat"})
    assert "needs the field 'chat_id'" in answer
    assert "is no BotCommandScope" in await bot.fails("setMyCommands", commands=command, scope={"type": "moon"})


async def test_an_ordinary_refusal_is_no_problem_of_the_specification(sim: Simulator, bot: Client) -> None:
    await bot.fails("sendMessage", chat_id=5, text="x")
    sim.assert_clean()


async def test_form_fields_come_as_text(sim: Simulator, bot: Client, office: Office) -> None:
    form = {
        "chat_id": str(office.li.id),
        "text": "12345",
        "disable_notification": "true",
        "reply_markup": json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}),
    }
    answer = (await bot.http.post(f"{sim.api_url}{sim.token}/sendMessage", data=form)).json()
    assert answer["result"]["text"] == "12345"
    assert answer["result"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "b"


async def test_get_requests_and_any_case_of_the_method_work(sim: Simulator, bot: Client, office: Office) -> None:
    params = {"chat_id": office.li.id, "text": "x"}
    answer = await bot.http.get(f"{sim.api_url}{sim.token}/SENDMESSAGE", params=params)
    assert answer.json()["ok"]


async def test_the_journal_tells_every_request_but_not_the_token(sim: Simulator, bot: Client, office: Office) -> None:
    await bot("sendMessage", chat_id=office.li.id, text="x")
    await bot("getUpdates")
    await bot.fails("sendMessage", chat_id=5, text="x")
    await bot("setWebhook", url="", secret_token="hush")
    assert [(e["method"], e["status"]) for e in sim.journal] == [
        ("sendMessage", 200),
        ("sendMessage", 400),
        ("setWebhook", 200),
    ]
    assert sim.journal[0]["result"]["text"] == "x"
    assert sim.journal[1]["error"] == "Bad Request: chat not found"
    whole = json.dumps(list(sim.journal))
    assert sim.token not in whole
    assert "hush" not in whole
