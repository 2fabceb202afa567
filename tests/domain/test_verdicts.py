"""Words that decide, end, stop or only greet: what plain words about a matter mean."""

from __future__ import annotations

import pytest

from domain.rules.moves import Action
from domain.rules.outcome import says_blocked, says_done, says_over, wants_other_hands, wants_time
from domain.rules.remarks import is_plain_order
from domain.rules.smalltalk import is_small_talk, says_received
from domain.rules.spoken import asked_of, asks_how
from domain.rules.verdicts import verdict

A = Action


@pytest.mark.parametrize(
    ("text", "action", "why"),
    [
        ("通过", A.APPROVE, ""),
        ("通過", A.APPROVE, ""),
        ("同意", A.APPROVE, ""),
        ("approved", A.APPROVE, ""),
        ("ok, approve", A.APPROVE, ""),
        ("可以，通过", A.APPROVE, ""),
        ("通过，辛苦了", A.APPROVE, ""),
        ("同意延期", A.GRANT_TIME, ""),
        ("extension granted", A.GRANT_TIME, ""),
        ("不同意延期", A.REFUSE_TIME, ""),
        ("退回，附件打不开", A.RETURN, "附件打不开"),
        ("格式不对，重做", A.RETURN, "格式不对"),
        ("退回 缺盖章", A.RETURN, "缺盖章"),
        ("send it back, the annex is missing", A.RETURN, "the annex is missing"),
        ("send it back because the annex is missing", A.RETURN, "the annex is missing"),
        ("撤了吧", A.CANCEL, ""),
        ("算了 不用了", A.CANCEL, ""),
        ("这事算了", A.CANCEL, ""),
        ("那件事就撤了吧", A.CANCEL, ""),
        ("this one is approved", A.APPROVE, ""),
        ("cancel it", A.CANCEL, ""),
        ("催一下", A.URGE, ""),
        ("chase", A.URGE, ""),
        ("收到", A.ACCEPT, ""),
    ],
)
def test_words_that_are_plainly_a_decision(text: str, action: Action, why: str) -> None:
    found = verdict(text)
    assert found is not None
    assert (found.actions[0], found.why) == (action, why)


@pytest.mark.parametrize(
    ("text", "action", "when", "who"),
    [
        ("改成周四", A.CHANGE_DEADLINE, "周四", ""),
        ("时限改到下周一", A.CHANGE_DEADLINE, "下周一", ""),
        ("make it Friday", A.CHANGE_DEADLINE, "Friday", ""),
        ("move it to next Monday", A.CHANGE_DEADLINE, "next Monday", ""),
        ("换赵倩办", A.REASSIGN, "", "赵倩"),
        ("give it to Zhao Qian", A.REASSIGN, "", "Zhao Qian"),
        ("同意延到周五", A.GRANT_TIME, "周五", ""),
    ],
)
def test_a_decision_names_its_moment_or_person(text: str, action: Action, when: str, who: str) -> None:
    found = verdict(text)
    assert found is not None
    assert (found.actions[0], found.when, found.who) == (action, when, who)


@pytest.mark.parametrize(
    "text", ["extend one day", "extend by a day", "extend it by 2 working days", "宽限一天", "寬限兩天"]
)
def test_a_length_is_so_much_longer_and_no_day_counted_from_now(text: str) -> None:
    found = verdict(text)
    assert found is not None
    assert found.more in text
    assert (bool(found.more), found.when) == (True, "")


@pytest.mark.parametrize(
    "text",
    [
        "附件打不开",
        "先交初稿",
        "抓紧",
        "下周再通过邮件发我",
        "能通过吗？",
        "上次通过的方案请发我",
        "请按时完成",
        "first the draft",
        "60%",
    ],
)
def test_what_only_says_something_decides_nothing(text: str) -> None:
    assert verdict(text) is None


def test_another_urgency_is_offered_with_the_word_for_it() -> None:
    for text, level in (("改成特急", "特急"), ("make it urgent", "urgent")):
        found = verdict(text)
        assert found is not None
        assert (found.actions, found.level) == ((Action.CHANGE_PRIORITY,), level)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("搞定了👌", True),
        ("办完了", True),
        ("已办结", True),
        ("100%，已办完", True),
        ("all done", True),
        ("finished", True),
        ("都辦好了", True),
        ("It's done", True),
        ("还没办完", False),
        ("初稿写完了", False),
        ("明天办完", False),
        ("办完了吗", False),
        ("almost done", False),
        ("完成", False),
        ("云山区政务办", False),
        ("请按时完成", False),
        ("已提交", True),
        ("材料写完了，还差盖章", False),
        ("not done", False),
        ("解决了", False),
    ],
)
def test_an_end_is_noticed(text: str, done: bool) -> None:
    assert says_done(text) is done


@pytest.mark.parametrize(
    ("text", "blocked", "over"),
    [
        ("办不了，没权限", True, False),
        ("没法办", True, False),
        ("沒法辦", True, False),
        ("can't, no access", True, False),
        ("受阻：缺盖章", True, False),
        ("I can't wait", False, False),
        ("没有受阻", False, False),
        ("解决了", False, True),
        ("可以了", False, True),
        ("恢复", False, True),
        ("继续办了", False, True),
        ("unblocked", False, True),
        ("解决了吗", False, False),
        ("什么时候能解决？", False, False),
        ("还没解决", False, False),
        ("not resolved yet", False, False),
        ("在等回复", False, False),
    ],
)
def test_trouble_and_its_end_are_heard(text: str, blocked: bool, over: bool) -> None:
    assert (says_blocked(text), says_over(text)) == (blocked, over)


def test_a_lead_wishes_for_time_or_other_hands() -> None:
    assert all(
        map(wants_time, ("能不能晚两天", "can I have two more days", "能否展延到周五，需要延两天", "need an extension"))
    )
    assert all(map(wants_other_hands, ("能不能转给赵倩", "可否轉給趙倩", "can Zhao take this over?")))
    assert not any(map(wants_time, ("今天晚上能好", "60% 等数据")))


@pytest.mark.parametrize("text", ["好的", "谢谢领导", "謝謝", "收到", "不错", "thanks", "ok", "👍", "好的，辛苦了"])
def test_small_talk_is_nobodys_news(text: str) -> None:
    assert is_small_talk(text)


def test_what_says_something_is_no_small_talk() -> None:
    assert not any(map(is_small_talk, ("不错，继续", "好的，明天交", "收到，但缺附件", "ok but late")))
    assert says_received("收到")
    assert says_received("noted")
    assert not says_received("没收到")


@pytest.mark.parametrize(
    ("text", "deed", "dated", "sure"),
    [
        ("李明周五前交周报", "交周报", True, True),
        ("请李明整理名单", "整理名单", False, True),
        ("submit the report", "submit the report", True, True),
        ("李明，把请假制度周五前整理出来", "把请假制度 整理出来", True, True),
        ("李明 写周报", "写周报", False, False),
        ("李明今天表现不错", "表现不错", True, False),
        ("李明周五不用来了", "不用来了", True, False),
        ("李明明天请假", "请假", True, False),
        ("趙倩週三到週五出差", "出差", True, False),
        ("李明说周五交不了", "说 交不了", True, False),
        ("李明周五前能交吗", "能交吗", True, False),
        ("李明上周五交的表有问题", "上周五交的表有问题", False, False),
        ("李明 13800000000", "13800000000", False, False),
        ("李明 周五 生日", "生日", True, False),
        ("给李明派个活", "派个活", False, False),
        ("Li Ming is on leave tomorrow", "is on leave", True, False),
        ("Li Ming says Friday is fine", "says is fine", True, False),
    ],
)
def test_a_remark_about_somebody_is_no_order(text: str, deed: str, dated: bool, sure: bool) -> None:
    assert is_plain_order(text, deed, dated=dated) is sure


def test_whom_a_question_is_about() -> None:
    assert asked_of("小李手上有什么") == ("小李",)
    assert asked_of("李明和赵倩手上有什么") == ("李明", "赵倩")
    assert asked_of("What is Zhang San working on?") == ("Zhang San",)
    assert asked_of("我手上有什么") == asked_of("大家手上有什么") == asked_of("部门有哪些任务") == ()


def test_how_something_is_done_names_the_command() -> None:
    assert [asks_how(t) for t in ("怎么延期？", "如何轉辦", "how do I get more time?")] == [
        "extend",
        "transfer",
        "extend",
    ]
    assert [asks_how(t) for t in ("怎么请假？", "怎么设代办人", "how do I set a backup?")] == [
        "away",
        "backup",
        "backup",
    ]
    assert [asks_how(t) for t in ("#1 怎么样了", "进度怎么样", "请问怎么交办？")] == ["", "", ""]


@pytest.mark.parametrize(
    ("text", "out", "who"),
    [
        ("把李明换成赵倩", "李明", "赵倩"),
        ("李明換成趙倩來辦", "李明", "趙倩"),
        ("把@li换成@zhao", "@li", "@zhao"),
        ("用赵倩替换李明", "李明", "赵倩"),
        ("让赵倩替李明", "李明", "赵倩"),
        ("牵头换成赵倩", "", "赵倩"),
        ("换赵倩来办", "", "赵倩"),
        ("replace Li Ming with Zhao Qian", "Li Ming", "Zhao Qian"),
        ("swap Li Ming for Zhao Qian", "Li Ming", "Zhao Qian"),
        ("let Zhao Qian do it instead of Li Ming", "Li Ming", "Zhao Qian"),
    ],
)
def test_one_in_place_of_another_names_who_goes_and_who_comes(text: str, out: str, who: str) -> None:
    found = verdict(text)
    assert found is not None
    assert found.actions[0] is A.REASSIGN
    assert (found.out, found.who) == (out, who)
