"""The real python-telegram-bot against the simulator."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from simulator import Simulator

from .conftest import Office


@pytest.fixture
async def library(sim: Simulator) -> AsyncIterator[Bot]:
    requests = [HTTPXRequest(connection_pool_size=4), HTTPXRequest(connection_pool_size=4)]
    async with Bot(
        sim.token,
        base_url=sim.api_url,
        base_file_url=sim.file_url,
        get_updates_request=requests[0],
        request=requests[1],
    ) as bot:
        yield bot
    sim.assert_clean()


async def test_the_library_talks_the_whole_way(library: Bot, sim: Simulator, office: Office) -> None:
    office.world.send(office.wang, office.group, "/task 钱多多 明天", mentions={"钱多多": office.qian})
    (update,) = await library.get_updates(allowed_updates=Update.ALL_TYPES)
    assert update.message is not None
    keyboard = InlineKeyboardMarkup(
        [[InlineKeyboardButton("接受", callback_data="a:1", api_kwargs={"style": "success"})]]
    )
    sent = await update.message.reply_html(
        '<b>任务</b> <tg-time unix="1772442000">明天</tg-time>', reply_markup=keyboard
    )
    assert [e.type for e in sent.entities] == ["bold", "date_time"]
    press = office.world.press(office.qian, office.group.index[sent.message_id], "接受")
    (query,) = await library.get_updates(offset=update.update_id + 1)
    assert query.callback_query is not None
    await query.callback_query.answer("好")
    assert press.answer is not None
    await query.callback_query.edit_message_text("完成", parse_mode=ParseMode.HTML)
    await library.set_my_commands([BotCommand("task", "交办")], language_code="zh")
    await library.send_document(office.group.id, b"x", filename="报告.pdf", caption="见附件")
    album = [InputMediaDocument(b"1", filename="1.txt"), InputMediaDocument(b"2", filename="2.txt")]
    assert len(await library.send_media_group(office.group.id, album)) == 2
    member = await library.get_chat_member(office.group.id, office.wang.id)
    assert member.status == "creator"


async def test_files_come_down(library: Bot, office: Office) -> None:
    office.world.file(office.li, None, "a.txt", b"content")
    (update,) = await library.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"content"


async def test_errors_become_the_librarys_own(
    library: Bot, sim: Simulator, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # the library warns of its old way otherwise
    with pytest.raises(BadRequest, match="Chat not found"):
        await library.send_message(5, "x")
    with pytest.raises(Forbidden, match="can't initiate"):
        await library.send_message(office.qian.id, "x")
    basic = office.world.group("小组", members=[office.wang], type="group")
    office.world.add_bot(office.wang, basic)
    new = office.world.upgrade_to_supergroup(basic)
    with pytest.raises(ChatMigrated) as moved:
        await library.send_message(basic.id, "x")
    assert moved.value.new_chat_id == new.id
    sim.faults.add(kind="retry_after", seconds=7)
    with pytest.raises(RetryAfter):
        await library.send_message(office.li.id, "x")
    sim.faults.add(kind="lost_answer", method="sendMessage")
    with pytest.raises(NetworkError):
        await library.send_message(office.li.id, "x")


async def test_two_pollers_conflict(library: Bot, sim: Simulator) -> None:
    first = asyncio.ensure_future(library.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    await library.get_updates()
    with pytest.raises(Conflict):
        await first


async def test_a_wrong_token_is_invalid(sim: Simulator) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("100001:other", base_url=sim.api_url):
            pass
