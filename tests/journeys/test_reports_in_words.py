"""Reports asked for in everyday words in private; an order about one stays an order."""

from __future__ import annotations

import pytest

from tests.stage import Stage


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("出一下10月的月报", "📊 测试局 2026年10月督办通报"),
        ("把上月通报发我", "📊 测试局 2026年10月督办通报"),
        ("年度通报", "📊 测试局 2026年督办通报"),
        ("bulletin last quarter", "📊 测试局 2026年三季度督办通报"),
        ("综合部10月通报", "📊 综合部 2026年10月督办通报"),
        ("李明10月通报", "📊 李明 2026年10月"),
        ("综合部得分", "🏅 综合部考核得分 · 2026年11月"),
        ("一季度安排", "2027年第1季度还没有计划"),
        ("部门得分", "🏅 全部部门考核得分 · 2026年11月"),
        ("10月考核排名", "🏅 全部部门考核得分 · 2026年10月"),
        ("points of 李明 in October", "🏅 李明的考核得分 · 2026年10月"),
        ("给我上个月的台账", "📒 督办台账：2026年10月"),
        ("李明的台账", "📒 督办台账：李明承办"),
        ("年度要点", "2026年还没有计划"),
        ("李明超时了几次", "⏱ 一年来李明没有超时记录"),
        ("李明的督办单", "📄 一年来李明没有收到督办单"),
    ],
)
async def test_a_leader_gets_the_report_they_name(office: Stage, line: str, head: str) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    (said,) = await office.say(office.wang, None, line)
    assert said.text.startswith(head)


@pytest.mark.parametrize(
    "line",
    ["整理台账", "更新10月台账", "准备月报", "把10月通报发给各科室", "写2027年工作要点", "下周工作安排", "签发督办单"],
)
async def test_an_order_about_a_report_is_offered_as_one(office: Stage, line: str) -> None:
    (said,) = await office.say(office.wang, None, line)
    assert said.text.startswith("✍️ 新的督办事项")


async def test_staff_get_their_own_and_a_file_where_they_name_one(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    assert "我的2026年11月" in (await office.say(office.li, None, "我的月报"))[-1].text
    assert "我的考核得分" in (await office.say(office.li, None, "部门得分"))[-1].text
    assert (await office.say(office.li, None, "导出台账 csv"))[-1].media.name.endswith(".csv")
    assert (await office.say(office.wang, None, "10月通报导出Excel"))[-1].media.name.endswith(".xlsx")


@pytest.mark.parametrize("line", ["把1号改给@zhao", "#1 改给赵倩", "把#1交给赵倩办"])
async def test_a_number_that_is_given_to_somebody_is_a_matter(office: Stage, line: str) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    (said,) = await office.say(office.wang, None, line)
    assert next(button.text for row in said.buttons for button in row) == "重新交办 · 赵倩"
