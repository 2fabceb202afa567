"""Reports asked for in everyday words in private; an order about one stays an order."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
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
        ("李明10月完成情况", "📊 李明 2026年10月"),
        ("李明完成情况", "📊 李明 2026年11月"),
        ("李明这个月完成情况", "📊 李明 2026年11月"),
        ("李明這個月辦理情形", "📊 李明 2026年11月"),
        ("李明完成得怎么样", "📊 李明 2026年11月"),
        ("李明's completion in October", "📊 李明 2026年10月"),
        ("我这个月完成情况", "📊 我的2026年11月"),
        ("各部门完成情况", "📊 测试局 2026年11月督办通报"),
        ("各部門10月完成情況", "📊 测试局 2026年10月督办通报"),
        ("completion of all departments", "📊 测试局 2026年11月督办通报"),
        ("10月完成情况通报", "📊 测试局 2026年10月督办通报"),
        ("本周完成情况", "本周没有办结的事"),
        ("李明上周完成情况", "没有找到：李明承办 · 11月16日周一至11月22日周日"),
        ("日报", "🗞 督办日报 11月23日周一"),
        ("今天的日报", "🗞 督办日报 11月23日周一"),
        ("綜合部日報", "🗞 督办日报 11月23日周一"),
        ("daily digest", "🗞 督办日报 11月23日周一"),
        ("show me the digest", "🗞 督办日报 11月23日周一"),
        ("晨报", "☀️ 晨报 11月23日周一"),
        ("morning brief", "☀️ 晨报 11月23日周一"),
        ("打印台账", "📒 督办台账：全部事项"),
        ("print the ledger", "📒 督办台账：全部事项"),
        ("李明's ledger", "📒 督办台账：李明承办"),
        ("预算的台账", "📒 督办台账：#预算"),
        ("报告的台账", "📒 督办台账：“报告”"),
        ("未办结事项清单", "📒 督办台账：未办结"),
        ("给我导出一份未办结事项清单", "📒 督办台账：未办结"),
        ("發我一份未結案事項清單", "📒 督办台账：未办结"),
        ("ledger of what is open", "📒 督办台账：未办结"),
        ("去年李明多少分", "🏅 李明的考核得分 · 2025年"),
        ("怎么导入Excel", "请现在把台账文件"),
        ("怎麼匯入Excel", "请现在把台账文件"),
        ("how do I import tasks from a spreadsheet?", "请现在把台账文件"),
        ("怎么导出台账", "/ledger　督办台账"),
    ],
)
async def test_a_leader_gets_the_report_they_name(office: Stage, line: str, head: str) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告 #预算")
    (said,) = await office.say(office.wang, None, line)
    assert said.text.startswith(head)


@pytest.mark.parametrize(
    "line",
    [
        "整理台账",
        "更新10月台账",
        "准备月报",
        "把10月通报发给各科室",
        "写2027年工作要点",
        "下周工作安排",
        "签发督办单",
        "整理10月台账",
        "整理预算的台账",
        "写一份日报",
        "每周五报送完成情况",
        "通报各部门",
        "印发10月通报",
        "汇总各部门完成情况",
        "打印合同",
        "write the daily digest",
        "更新晨报模板",
        "導出通訊錄",
    ],
)
async def test_an_order_about_a_report_is_offered_as_one(office: Stage, line: str) -> None:
    (said,) = await office.say(office.wang, None, line)
    assert said.text.startswith("✍️ 新的督办事项")


@pytest.mark.parametrize("line", ["请李明报送10月完成情况", "请李明导出未办结事项", "李明 周五前 写一份日报"])
async def test_an_order_to_somebody_about_what_they_finished_is_offered_as_one(office: Stage, line: str) -> None:
    (said, *_) = await office.say(office.wang, None, line)
    assert "承办：李明" in said.text


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("张三的台账", "张三"),
        ("張三的台賬", "張三"),
        ("Li Ming's ledger", "Li Ming"),
        ("张三10月完成情况", "张三"),
        ("张三的通报", "张三"),
    ],
)
async def test_of_somebody_unknown_it_is_said_that_nobody_of_that_name_is_known(
    office: Stage, words: Words, line: str, name: str
) -> None:
    assert [m.text for m in await office.say(office.wang, None, line)] == [words("refuse-unknown-person", name=name)]


@pytest.mark.parametrize(
    "line", ["未办结事项导出Excel", "導出未結案事項Excel", "export open tasks to Excel", "把未办结的事项导出成表格"]
)
async def test_what_is_open_comes_as_a_workbook(office: Stage, line: str) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    assert (await office.say(office.wang, None, line))[-1].media.name.endswith(".xlsx")


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("去年我多少分", "🏅 我的考核得分 · 2025年"),
        ("上个月我得了多少分", "🏅 我的考核得分 · 2026年10月"),
        ("last year's score", "🏅 我的考核得分 · 2025年"),
        ("how many points did I get last year", "🏅 我的考核得分 · 2025年"),
        ("日报", "🗞 督办日报 11月23日周一"),
        ("晨报", "📋 您手上现有 1 件事"),
        ("李明的完成情况", "📊 我的2026年11月"),
        ("怎么导入Excel", "/import　导入台账"),
    ],
)
async def test_staff_get_what_they_name(office: Stage, line: str, head: str) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    (said,) = await office.say(office.li, None, line)
    assert said.text.startswith(head)


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
