"""Reports asked for in everyday words, and the orders about them that are none."""

from __future__ import annotations

import pytest

from domain.rules.asked_reports import Asked, Report, reports_asked

BULLETIN, LEDGER, POINTS, PLAN, BREACHES, SLIPS, BRIEF = Report


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
    assert list(reports_asked(line)) == [asked]


@pytest.mark.parametrize("line", ["工作安排", "召开会议", "月报" + "很长" * 20, "明天交材料", "plan"])
def test_a_common_word_alone_names_no_report(line: str) -> None:
    assert list(reports_asked(line)) == []
