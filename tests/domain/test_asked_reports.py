"""Reports asked for in everyday words, and the orders about them that are none."""

from __future__ import annotations

import pytest

from domain.model.value import replace
from domain.rules.asked_reports import Asked, Report, reports_asked
from domain.rules.several import name_alone

BULLETIN, LEDGER, POINTS, PLAN, BREACHES, SLIPS, BRIEF, DIGEST, MORNING = Report


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("出一下10月的月报", Asked(BULLETIN, "10月")),
        ("把10月的通报发我", Asked(BULLETIN, "10月")),
        ("請把本季度的通報發給我", Asked(BULLETIN, "本季度")),
        ("月报", Asked(BULLETIN, "")),
        ("我的月報", Asked(BULLETIN, "")),
        ("季度通报", Asked(BULLETIN, "", "quarter")),
        ("全年通报", Asked(BULLETIN, "", "year")),
        ("2026年度通报", Asked(BULLETIN, "2026年度")),
        ("三季度通报", Asked(BULLETIN, "三季度")),
        ("monthly report October", Asked(BULLETIN, "October")),
        ("the bulletin of 2026", Asked(BULLETIN, "2026")),
        ("annual bulletin please", Asked(BULLETIN, "", "year")),
        ("给我上个月的台账", Asked(LEDGER, "上个月")),
        ("李明的台帳", Asked(LEDGER, "李明")),
        ("Li Ming's ledger", Asked(LEDGER, "Li Ming")),
        ("the ledger of Li Ming", Asked(LEDGER, "Li Ming")),
        ("打印台账", Asked(LEDGER, "")),
        ("ledger of what is open", Asked(LEDGER, "open")),
        ("未办结事项导出Excel", Asked(LEDGER, "未办结 Excel")),
        ("给我导出一份未办结事项清单", Asked(LEDGER, "未办结")),
        ("匯出10月辦結的事項", Asked(LEDGER, "10月辦結")),
        ("export open tasks to Excel", Asked(LEDGER, "open Excel")),
        ("李明10月完成情况", Asked(BULLETIN, "李明10月")),
        ("李明完成得怎么样", Asked(BULLETIN, "李明")),
        ("李明這個月辦理情形", Asked(BULLETIN, "李明這個月")),
        ("各部门完成情况", Asked(BULLETIN, "")),
        ("目前完成情况", Asked(BULLETIN, "本月")),
        ("Li Ming's completion in October", Asked(BULLETIN, "Li Ming October")),
        ("日报", Asked(DIGEST, "")),
        ("今天的日報", Asked(DIGEST, "今天")),
        ("show me the digest", Asked(DIGEST, "")),
        ("晨报", Asked(MORNING, "")),
        ("请李明报送10月完成情况", Asked(BULLETIN, "李明报送10月")),
        ("写一份日报", Asked(DIGEST, "写一份")),
        ("导出台账 csv", Asked(LEDGER, "csv")),
        ("last month's ledger", Asked(LEDGER, "last month")),
        ("部门得分", Asked(POINTS, "")),
        ("10月考核排名", Asked(POINTS, "10月")),
        ("team points for October", Asked(POINTS, "October")),
        ("看一下2027年要点", Asked(PLAN, "2027年")),
        ("年要点进展怎么样", Asked(PLAN, "")),
        ("plan for 2027", Asked(PLAN, "2027")),
        ("李明超时了几次", Asked(BREACHES, "李明")),
        ("趙倩有幾次逾期", Asked(BREACHES, "趙倩")),
        ("上月超时记录", Asked(BREACHES, "上月")),
        ("李明的督办单", Asked(SLIPS, "李明")),
        ("出个简报", Asked(BRIEF, "")),
        ("给我上周一以来的会议简报", Asked(BRIEF, "上周一以来")),
        ("整理台账", Asked(LEDGER, "整理")),
        ("把10月通报发给各科室", Asked(BULLETIN, "10月 发给各科室")),
    ],
)
def test_what_stands_beside_the_name_of_a_report_is_left_to_its_reader(line: str, asked: Asked) -> None:
    assert [replace(found, owner="") for found in reports_asked(line)] == [asked]


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("预算的台账", "预算"),
        ("Li Ming's ledger", "Li Ming"),
        ("the ledger of Li Ming", "Li Ming"),
        ("张三10月完成情况", "张三"),
        ("張三上月的完成情形", "張三"),
        ("整理10月台账", ""),
        ("李明的台账明天交", ""),
    ],
)
def test_whose_a_report_is_stands_beside_its_name_and_nothing_else(line: str, owner: str) -> None:
    assert [found.owner for found in reports_asked(line)] == [owner]


@pytest.mark.parametrize("name", ["张三", "陳小明", "老王", "Li Ming", "Anna Maria Lopez"])
def test_some_words_can_be_nothing_but_a_name(name: str) -> None:
    assert name_alone(name)


@pytest.mark.parametrize(
    "words", ["预算", "任务", "高质量", "黄金", "程序", "徐州", "Open Tasks", "Budget", "li ming", "王主任的"]
)
def test_other_words_are_no_name(words: str) -> None:
    assert not name_alone(words)


@pytest.mark.parametrize("line", ["工作安排", "召开会议", "月报" + "很长" * 20, "明天交材料", "plan"])
def test_a_common_word_alone_names_no_report(line: str) -> None:
    assert list(reports_asked(line)) == []
