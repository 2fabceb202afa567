"""Lines of a plan: the days people name at the end of its period, of a year that is still to come, and below another line."""

from __future__ import annotations

from datetime import datetime

import pytest

from domain.model.drafts import Draft, TaskDraft
from domain.model.value import replace
from domain.rules.periods import Period
from domain.unit import Unit
from domain.usecases.tasks.order import Mention
from domain.usecases.tasks.ordered import Ordered
from domain.usecases.tasks.plans import draw_up, make
from tests.domain.conftest import GROUP, Desk
from tests.domain.deciding import refused
from tests.domain.office import LEAD, OWNER, local


def plan(desk: Desk, label: str, line: str, *, under: int | None = None) -> TaskDraft:
    """One line for somebody who is marked at its end, drawn up."""

    def work(unit: Unit) -> TaskDraft:
        marked = Mention(len(line) + 1, len(line) + 3, telegram_id=1000 + LEAD)
        said = Ordered(GROUP, f"{line} @x", mentions=(marked,), parent_id=under)
        return draw_up(unit, desk.who(OWNER), said, Period(label))

    return desk.do(work)


def made(desk: Desk, label: str, line: str, *, under: int | None = None) -> datetime:
    """When a line is due that was drawn up and confirmed."""
    drawn = plan(desk, label, line, under=under)
    [task] = desk.do(lambda unit: make(unit, desk.who(OWNER), Draft(0, OWNER, GROUP, drawn)))
    return task.due_at


def lacking(desk: Desk, label: str, line: str, *, under: int | None = None) -> str:
    """What a line lacks, beside one that is clear."""
    clear = "推进信息化 @y\n"

    def work(unit: Unit) -> TaskDraft:
        both = [
            Mention(len(clear) - 3, len(clear) - 1, telegram_id=1000 + LEAD),
            Mention(len(clear) + len(line) + 1, len(clear) + len(line) + 3, telegram_id=1000 + LEAD),
        ]
        said = Ordered(GROUP, f"{clear}{line} @x", mentions=tuple(both), parent_id=under)
        return draw_up(unit, desk.who(OWNER), said, Period(label))

    [(_, _, why)] = desk.do(work).unread
    return why


@pytest.mark.parametrize(
    ("label", "line", "due"),
    [
        ("2026-11", "11月底前 总结", local(30, 23, 59)),
        ("2026-11", "本月内 总结", local(30, 23, 59)),
        ("2026", "年底前 建成平台", local(31, 23, 59, month=12)),
        ("2026", "年内 建成平台", local(31, 23, 59, month=12)),
    ],
)
def test_a_line_may_be_due_on_the_last_day_of_its_period(desk: Desk, label: str, line: str, due: datetime) -> None:
    assert made(desk, label, line) == due


@pytest.mark.parametrize("line", ["12月底前 建成平台", "12月31日前 建成平台", "建成平台 by December 31"])
def test_december_of_next_years_plan_is_its_own_december(desk: Desk, line: str) -> None:
    assert made(desk, "2027", line) == local(31, 23, 59, month=12).replace(year=2027)


def test_so_is_a_milestone_in_it(desk: Desk) -> None:
    [line] = plan(desk, "2027", "建成平台 节点：6月底 初稿；12月15日 定稿").several
    assert [m.due_at.date().isoformat() for m in line.milestones] == ["2027-06-30", "2027-12-15"]


def test_a_milestone_behind_the_deadline_of_its_line_is_said_before_it_is_confirmed(desk: Desk) -> None:
    assert lacking(desk, "2027", "6月底前 建成平台 节点：8月底 初稿") == "milestones"


@pytest.mark.parametrize(
    ("label", "line", "why"),
    [
        ("2027-03", "2月1日前 汇总", "before"),
        ("2027Q1", "7月10日前 汇总", "period"),
        ("2027", "2月30日前 汇总", "deadline"),
    ],
)
def test_a_day_outside_the_period_is_called_what_it_is(desk: Desk, label: str, line: str, why: str) -> None:
    assert lacking(desk, label, line) == why


def test_a_line_below_another_is_due_with_it_and_no_later(desk: Desk) -> None:
    made(desk, "2027Q1", "3月10日前 预算编制")
    above = local(10, 23, 59, month=3).replace(year=2027)
    assert made(desk, "2027-03", "汇总数据", under=1) == above
    assert made(desk, "2027-03", "3月5日前 核对", under=1) < above
    assert lacking(desk, "2027-03", "3月20日前 印发", under=1) == "beyond"
    assert refused(lambda: plan(desk, "2027-04", "印发", under=1)).name == "beyond-parent"


def test_the_last_day_of_a_line_above_ends_with_it(desk: Desk) -> None:
    made(desk, "2026", "建成平台")  # until work ends on the last working day
    whole = desk.task(1).due_at
    assert made(desk, "2026-12", "12月底前 验收", under=1) == whole
    assert replace(desk.task(2), id=0).due_day_only


def test_milestones_in_the_middle_of_an_english_line_are_milestones(desk: Desk) -> None:
    [line] = plan(desk, "2027", "New platform milestones: March 31 draft; June 30 final version").several
    assert line.title == "New platform"
    assert [m.title for m in line.milestones] == ["draft", "final version"]
