"""What a report says of its progress, and what it does not."""

from __future__ import annotations

import pytest

from domain.errors import Refusal
from domain.rules.progress import planned_in, progress_in

SAID = {
    "60% 等财务数据": 60,
    "完成 60 %": 60,
    "６０％": 60,
    "先 20% 再 80%": 80,
    "0%": 0,
    "100%": 100,
    "3.5%": 4,
    "约六成": 60,
    "百分之七十": 70,
    "完成一半": 50,
    "half done": 50,
    "材料写了六成": 60,
    "進度約六成": 60,
    "做咗一半": 50,
    "已完成百分之七十，等財務數據": 70,
    "about half done": 50,
    "progress 60%": 60,
    "进度：60%": 60,
    "进度60": 60,
    "60 percent done": 60,
    "sixty percent done": 60,
    "two thirds done": 67,
    "We are 60% done": 60,
    "I have completed 60% of the report": 60,
    "60% of the work is done": 60,
    "上周进度40%，现在60%": 60,
    "进度从40%提高到60%": 60,
    "进度提高到60%": 60,
    "利润增长30%，进度60%": 60,
    "60%-70%": 60,
    "60-70%": 60,
    "六七成": 60,
    "七成半": 75,
    "三分之二完成": 67,
    "完成三分之二": 67,
    "一半完成了": 50,
    "进度过半": 50,
    "halfway": 50,
    "halfway through": 50,
    "99.6%": 99,
    "#1 60%": 60,
    "#1 约六成": 60,
    "完成80%的材料收集": 80,
    "整理了60%的材料": 60,
    "60%了": 60,
    "材料 60%": 60,
    "一半了 50%": 50,
    "60% 办了一半": 60,
    "办了一半 60%": 60,
    "６０％，寫了一半": 60,
    "60%, half of the calls are done": 60,
    "60% 办了一半，现在70%": 70,
    "订好了 100%": 100,
    "名单已到，40%": 40,
    "list is in, 40%": 40,
    "将近60%": 60,
    "大概七成左右": 70,
    "完成率87%": 87,
    "报告写到一半": 50,
    "办理进度为50%": 50,
    "完成了95%以上": 95,
    "按计划完成60%": 60,
    "half of it is done": 50,
    "half the report is written": 50,
    "完成进度百分之六十五点五": 66,
    "百分百完成": 100,
    "完成100%": 100,
    "已达到60%": 60,
    "目前已达到六成": 60,
    "主要工作完成60%": 60,
    "重要材料写好60%": 60,
    "需要协调，目前60%": 60,
    "60% waiting for finance": 60,
    "about 60%, waiting": 60,
    "60% 还没收到财务数据": 60,
    "done 60%": 60,
    "成本降低5%，完成60%": 60,
    "完成投资额的60%": 60,
    "80% 现场照片": 80,
    "70% 数据到了": 70,
    "進度 ７０％": 70,
    "三成完成": 30,
    "寫完一半": 50,
    "进度：约60%，-5%的影响待查": 60,
    "已经一半了": 50,
    "一半了": 50,
    "完成度60%": 60,
    "整体完成率60%": 60,
    "raised progress to 70%": 70,
    "reached 70%": 70,
}
OF_SOMETHING_ELSE = (
    "增长30%，材料还没动",
    "降低成本5%的方案写完了",
    "5% of staff answered",
    "sales grew 30%, nothing written yet",
    "cost cutting plan of 5% is written",
    "the 5% cost reduction plan is written",
    "5% discount plan is finished",
    "完成降低成本5%的方案",
    "进度比上周提高了10%",
    "预计周五达到80%",
    "争取周五前完成80%",
    "还剩40%",
    "还差30%",
    "40% left",
    "60%未完成",
    "没做完60%",
    "未完成60%",
    "合格率95%",
    "合格率提高到95%",
    "六成新的设备",
    "一半的人没来",
    "已过半",
    "half an hour late",
    "finished in half an hour",
    "60%的人同意",
    "turnout 60%",
    "截至10月底完成率87%",
    "年营收完成率87%",
    "-5%，原因待查",
    "+5%",
    "降了5个百分点",
    "计划完成60%",
    "will be 80% by Friday",
    "not half done",
    "not even half done",
    "5%的方案",
    "30%增长",
    "回收率六成",
    "满意度达到95%",
    "预算用了60%",
    "花了60%的预算",
    "目前库存60%",
    "3/4 done",
    "税率6%的发票已开",
    "首付30%的合同已签",
    "折扣5%",
    "還沒動，增長30%",
    "降低成本5%的方案寫完了",
    "50/50",
    "出席率不到60%",
    "进度不到60%",
    "涨幅3.5%",
    "GDP增速5%左右的材料写好了",
    "通过率100%",
    "Q3 revenue up 30%",
    "revenue is up 30%",
)


IN_WORDS = {
    "百分之一百": 100, "进度百分之百": 100, "百分之 85": 85, "百分之壹佰": 100, "百分之廿": 20, "進度百分之九十九點五": 99,
    "九成九": 99, "十成": 100, "完成八成半": 85, "三十%": 30, "完成了4分之3": 75, "完成十二分之七": 58,
    "a hundred percent": 100, "twenty-five percent done": 25,
}  # fmt: skip
TOO_MUCH_IN_WORDS = {
    "进度百分之一百二": "120", "百分之一百四": "140", "百分之一百零五": "105", "百分之二百": "200",
    "一百五十%": "150", "one hundred and twenty percent": "120", "two hundred percent": "200",
}  # fmt: skip


@pytest.mark.parametrize(("text", "percent"), IN_WORDS.items())
def test_a_hundred_in_words_was_one_percent(text: str, percent: int) -> None:
    assert progress_in(text) == percent


@pytest.mark.parametrize(("text", "value"), TOO_MUCH_IN_WORDS.items())
def test_more_than_a_hundred_in_words_is_refused_as_in_digits(text: str, value: str) -> None:
    with pytest.raises(Refusal) as refusal:
        progress_in(text)
    assert refusal.value.fields == {"value": value}


@pytest.mark.parametrize(("text", "percent"), SAID.items())
def test_what_is_said_to_be_progress_is_read(text: str, percent: int) -> None:
    assert progress_in(text) == percent


@pytest.mark.parametrize("text", OF_SOMETHING_ELSE)
def test_a_share_of_something_else_or_of_another_time_is_no_progress(text: str) -> None:
    assert progress_in(text) is None


def test_less_than_nothing_is_refused_where_nothing_else_is_said() -> None:
    for text in ("-5%", "进度 -5%", "−5 %"):
        with pytest.raises(Refusal) as caught:
            progress_in(text)
        assert caught.value.fields == {"value": "-5"}
    assert progress_in("进度60%，-5%的影响待查") == 60


def test_more_than_everything_is_refused_only_as_progress() -> None:
    assert progress_in("增长120%，材料还没动") is None
    with pytest.raises(Refusal):
        progress_in("进度120%")


PLANNED = {
    "will do 30%": "30%",
    "I'll do 30% tomorrow": "30%",
    "30% tomorrow": "30%",
    "60% by tonight": "60%",
    "should be at 60% by tomorrow": "60%",
    "will be half done": "half",
    "明天做到30%": "30%",
    "争取周五做到80%": "80%",
    "周五能到80%": "80%",
    "今晚完成50%": "50%",
    "明日可達30%": "30%",
    "下周完成三分之二": "三分之二",
}


@pytest.mark.parametrize(("text", "share"), PLANNED.items())
def test_what_is_only_said_for_later_is_no_progress(text: str, share: str) -> None:
    assert progress_in(text) is None
    assert planned_in(text) == share


@pytest.mark.parametrize(
    "text",
    [
        "进度30%，明天做到50%",
        "60% 明天交",
        "预计增长30%",
        "will cut costs by 30%",
        "还差30%",
        "上周40%",
        "can't do 30%",
        "will finish tomorrow",
    ],
)
def test_progress_and_shares_of_something_else_are_no_plan(text: str) -> None:
    assert planned_in(text) == ""
