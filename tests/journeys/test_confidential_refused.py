"""保密 where it cannot be: it is refused with what to do, never read over and told to everybody."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
from tests.stage import Stage

SECRET = "有人贪污"


def labels(s: Stage, person: object) -> list[str]:
    """What the last message's buttons say."""
    return [b.text for b in s.last(person).all_buttons()]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "which"),
    [
        (f"1. {SECRET}，@li !保密", "1"),
        (f"1. {SECRET} !保密", "1"),
        (f"1. 预算，@li\n2. @li，{SECRET}（保密）", "2"),
        (f"1. {SECRET}，@li !保密\n2. 预算，@li\n3. {SECRET}，@zhao !保密", "1、3"),
    ],
)
async def test_a_confidential_line_of_a_plan_is_refused_and_no_line_is_public(
    office: Stage, words: Words, line: str, which: str
) -> None:
    s = office
    said = await s.say(s.wang, None, f"/plan 2027\n{line}")
    assert [m.text for m in said] == [words("refuse-plan-secret", lines=which)]
    assert s.rows("SELECT COUNT(*) FROM tasks") == [(0,)]
    assert s.rows("SELECT COUNT(*) FROM drafts") == [(0,)]


@pytest.mark.parametrize("mark", ["!保密", "（保密）", "!confidential"])
@pytest.mark.parametrize("command", ["raise", "notice"])
async def test_what_is_raised_or_announced_as_confidential_is_refused_and_nothing_is_made(
    office: Stage, words: Words, command: str, mark: str
) -> None:
    s = office
    for chat in (None, s.group):
        heard = len(s.messages(s.zhou)), len(s.messages(s.zhao))
        [said] = await s.say(s.wang, chat, f"/{command} {SECRET} {mark}")
        assert said.text == words(f"refuse-secret-{command}")
        assert SECRET not in said.text
        assert (len(s.messages(s.zhou)), len(s.messages(s.zhao))) == heard
    assert s.rows("SELECT COUNT(*) FROM tasks") == [(0,)]


async def test_what_is_asked_for_is_refused_as_confidential_too(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.li, None, "/raise")
    assert (await s.say(s.li, None, f"{SECRET} !保密"))[-1].text == words("refuse-secret-raise")
    await s.say(s.wang, None, "/notice")
    assert (await s.say(s.wang, None, f"{SECRET} !保密"))[-1].text == words("refuse-secret-notice")
    assert s.rows("SELECT COUNT(*) FROM tasks") == [(0,)]


async def test_a_plain_mention_of_the_word_is_no_mark(office: Stage) -> None:
    s = office
    await s.say(s.li, None, "/raise 保密柜的锁坏了")
    await s.say(s.wang, s.group, "/notice 周四下午保密教育")
    await s.say(s.wang, None, "/plan 2027\n1. 开展保密检查，@li")
    assert s.rows("SELECT COUNT(*) FROM tasks") == [(2,)]
    assert s.rows("SELECT COUNT(*) FROM drafts") == [(1,)]


async def test_the_confidential_button_is_not_offered_where_it_would_be_refused(office: Stage, words: Words) -> None:
    s = office
    secret = words("button-secret-draft")
    await s.say(s.wang, None, "/task")
    assert secret in labels(s, s.wang)
    await s.say(s.wang, None, "/task @li 每月25日前 月报")
    assert secret not in labels(s, s.wang)
    await s.say(s.wang, None, "/task @li 周五前 公开的事")
    await s.say(s.li, None, "/sub 1 周四 乙")
    assert secret not in labels(s, s.li)
    await s.say(s.li, None, "/raise 打印机坏了")
    await s.press(s.zhou, s.card(s.zhou, 2), words("button-make_task"))
    assert secret not in labels(s, s.zhou)


async def test_a_confidential_order_that_comes_back_is_offered_for_once_alone(office: Stage, words: Words) -> None:
    s = office
    [asked] = await s.say(s.wang, None, "/task @li 每月25日前 秘密月报 !保密")
    data = [b.data or "" for b in asked.all_buttons()]
    assert [d.rpartition(":")[2] for d in data if ":repeat:" in d] == ["once"]
    assert words("draft-secret-once") in asked.text
    await s.press(s.wang, asked, next(d for d in data if d.endswith(":once")))
    assert s.rows("SELECT confidential FROM tasks") == [(1,)]
