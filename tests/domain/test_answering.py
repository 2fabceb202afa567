"""What words are to an open question, in three languages: the answer, something else, thanks, or either."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.rules.answering import Asked, Meant, Words, is_dead, is_little, meant, meant_to_it, withdrawn
from domain.rules.lifecycle import Action
from domain.rules.spoken import heard
from domain.rules.whom import bare, bare_name, says_only_whom
from tests.domain.office import MONDAY


def words(text: str, rest: str | None = None, **known: bool | str) -> Words:
    """Words with what is known of them; nothing is left of them but themselves."""
    return Words(text, heard(text, orders=bool(known.get("dated"))), rest=text if rest is None else rest, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "取消", "取消吧", "算了", "算了吧", "不用了", "不用了，谢谢", "那算了", "还是不退了", "先不改了", "放弃", "取消。",
        "算了不用了",
        "還是算了", "不轉了", "放棄吧", "先不辦了", "不必了",
        "cancel", "Cancel it", "never mind", "Nevermind.", "oh never mind", "forget it", "no need, thanks", "ok, stop",
    ],
)  # fmt: skip
def test_words_that_take_a_question_back(text: str) -> None:
    assert withdrawn(text)


@pytest.mark.parametrize(
    "text",
    [
        "取消会议的通知没附上", "不用了这个版本，重写", "算了三遍都不对", "取消原因没写", "會議已取消，請重報", "不用改",
        "the meeting was cancelled", "stop sending drafts", "no need to hurry, but the annex is missing",
    ],
)  # fmt: skip
def test_a_reason_that_only_begins_like_that_is_a_reason(text: str) -> None:
    assert not withdrawn(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("下周一吧", "下周一"),
        ("小赵吧。", "小赵"),
        ("明天呢", "明天"),
        ("週五啊", "週五"),
        ("下周一", "下周一"),
        ("Friday", "Friday"),
    ],
)
def test_particles_at_the_end_do_not_matter(text: str, left: str) -> None:
    assert bare(text) == left


@pytest.mark.parametrize(
    "rest", ["", "改到", "让办", "讓 來辦", "转给吧", "由负责，前", "please make it", "to handle it by", "延到"]
)
def test_little_is_left_of_an_answer(rest: str) -> None:
    assert is_little(rest)


@pytest.mark.parametrize("rest", ["去银行", "订票", "去車站接人", "go to the bank", "写通知"])
def test_much_is_left_of_an_order(rest: str) -> None:
    assert not is_little(rest)


ORDERS = [
    ("赵倩 明天 去银行", "去银行"),
    ("趙倩 明天 去銀行", "去銀行"),
    ("Zhao tomorrow go to the bank", "go to the bank"),
]
OF_A_LEADER = {"named": True, "dated": True, "leads": True}


@pytest.mark.parametrize(("text", "rest"), ORDERS)
@pytest.mark.parametrize("asked", [Asked.MOMENT, Asked.MEMBER, Asked.REASON, Asked.RESULT])
def test_a_leaders_whole_order_is_no_answer(asked: Asked, text: str, rest: str) -> None:
    assert meant(asked, words(text, rest, **OF_A_LEADER)) is Meant.OTHER


@pytest.mark.parametrize(("text", "rest"), ORDERS)
def test_about_those_of_the_matter_it_may_be_why(text: str, rest: str) -> None:
    assert meant(Asked.REASON, words(text, rest, own=True, **OF_A_LEADER)) is Meant.DOUBTFUL


@pytest.mark.parametrize(("text", "rest"), ORDERS)
@pytest.mark.parametrize("asked", [Asked.DRAFT_WHO, Asked.DRAFT_WHEN, Asked.DRAFT_TEXT])
def test_a_whole_order_is_no_answer_to_a_draft(asked: Asked, text: str, rest: str) -> None:
    assert meant(asked, words(text, rest, **OF_A_LEADER)) is Meant.OTHER


def test_of_a_draft_who_is_a_name_and_little_else() -> None:
    assert meant(Asked.DRAFT_WHO, words("让李明办，周四前", "办", named=True, dated=True)) is Meant.ANSWER
    assert meant(Asked.DRAFT_WHO, words("李明去订票", "去订票", named=True)) is Meant.OTHER
    assert meant(Asked.DRAFT_WHO, words("王五", first=True)) is Meant.ANSWER
    assert meant(Asked.DRAFT_WHO, words("王五")) is Meant.OTHER


def test_of_a_draft_when_is_a_deadline_and_little_else() -> None:
    assert meant(Asked.DRAFT_WHEN, words("周四前", "", dated=True)) is Meant.ANSWER
    assert meant(Asked.DRAFT_WHEN, words("明天去银行", "去银行", dated=True)) is Meant.DOUBTFUL
    assert meant(Asked.DRAFT_WHEN, words("明天去银行", "去银行", dated=True, first=True)) is Meant.ANSWER


@pytest.mark.parametrize("text", ["谢谢", "好的", "收到", "謝謝", "Thanks!", "hello"])
def test_thanks_and_greetings_are_no_reason_and_the_question_is_put_again(text: str) -> None:
    assert meant(Asked.REASON, words(text)) is Meant.IDLE
    assert meant(Asked.REMARK, words(text)) is Meant.ANSWER, "a remark may be thanks"


@pytest.mark.parametrize("text", ["通过", "同意", "催办", "通過吧", "approve", "Approved."])
def test_a_decision_is_no_reason(text: str) -> None:
    assert meant(Asked.REASON, words(text, action=Action.RETURN)) is Meant.OTHER


@pytest.mark.parametrize("text", ["退回", "退回重办", "退回重辦", "return"])
def test_the_name_of_the_act_itself_is_no_reason_for_it(text: str) -> None:
    assert meant(Asked.REASON, words(text, action=Action.RETURN)) is Meant.IDLE


@pytest.mark.parametrize("text", ["李明手上有什么", "我手上还有几件", "我手上有什麼", "what is overdue?"])
def test_a_question_for_a_list_is_no_answer(text: str) -> None:
    for asked in (Asked.REASON, Asked.RESULT, Asked.MOMENT, Asked.MEMBER, Asked.DRAFT_WHO, Asked.DRAFT_TEXT):
        assert meant(asked, words(text)) is Meant.OTHER


@pytest.mark.parametrize("text", ["收到，#3 我今天办", "好的，我今天辦", "ok, will do it today"])
def test_whoever_takes_note_may_not_be_refusing(text: str) -> None:
    assert meant(Asked.REASON, words(text)) is Meant.DOUBTFUL
    assert meant(Asked.RESULT, words(text)) is Meant.ANSWER


@pytest.mark.parametrize(
    "text", ["附件打不开", "数据不对，请核对后重报", "附件打不開", "the annex is missing", "跟上次说的不一样"]
)
def test_a_plain_reason_is_the_answer(text: str) -> None:
    assert meant(Asked.REASON, words(text, leads=True)) is Meant.ANSWER


def test_a_question_dies_after_two_hours() -> None:
    assert not is_dead(MONDAY, MONDAY + timedelta(hours=2))
    assert is_dead(MONDAY, MONDAY + timedelta(hours=2, seconds=1))
    assert not is_dead(None, MONDAY), "one that was asked by an earlier version has no moment"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("让赵倩办", "让赵倩"), ("转给赵倩吧", "赵倩"), ("就给小赵吧", "小赵"), ("由李明负责，周四前", "由李明，周四前"),
        ("讓趙倩來辦", "讓趙倩"), ("改由趙倩", "趙倩"), ("give it to Zhao", "Zhao"), ("李明", "李明"),
    ],
)  # fmt: skip
def test_what_is_said_around_a_name_does_not_matter(text: str, left: str) -> None:
    assert bare_name(text) == left


@pytest.mark.parametrize(
    "text", ["确认", "好的", "可以", "是的，交办吧", "確認交辦", "沒問題", "yes", "OK, go ahead", "Confirm."]
)
def test_a_yes_may_be_typed(text: str) -> None:
    assert meant(Asked.DRAFT_YES, words(text)) is Meant.ANSWER


@pytest.mark.parametrize("text", ["不对", "改成周五", "好的东西", "不行", "no", "not ok", "yes but on Friday"])
def test_what_is_no_yes_confirms_nothing(text: str) -> None:
    assert meant(Asked.DRAFT_YES, words(text)) is Meant.OTHER


@pytest.mark.parametrize("text", ["周三下班前", "改到周五", "by Friday 5pm"])
def test_another_deadline_where_a_yes_is_awaited_is_for_the_same(text: str) -> None:
    assert meant(Asked.DRAFT_CONFIRM, words(text, rest="", dated=True)) is Meant.ANSWER
    assert meant(Asked.DRAFT_CONFIRM, words(text, rest="去银行", dated=True)) is Meant.OTHER
    assert meant(Asked.DRAFT_CONFIRM, words(text, rest="", dated=True, named=True)) is Meant.OTHER


@pytest.mark.parametrize(
    "rest",
    [
        "", "吧", "交给吧", "牵头，配合", "去", "来办", "自己来", "和两个人一起", "负责，协助", "前 加急", "please",
        "give it to", "to lead and to help", "should take care of it",
    ],
)  # fmt: skip
def test_what_people_say_around_a_name(rest: str) -> None:
    assert says_only_whom(rest)


@pytest.mark.parametrize(
    "rest",
    ["病了", "办不了", "不在", "回来", "今天没来", "不行，换个人", "迟到", "说她忙", "或", "is ill", "cannot do it"],
)
def test_what_is_said_of_somebody_is_not_whom_they_want(rest: str) -> None:
    assert not says_only_whom(rest)


@pytest.mark.parametrize("asked", [Asked.DRAFT_WHO, Asked.MEMBER])
def test_a_remark_about_somebody_may_be_an_answer_and_is_asked_about(asked: Asked) -> None:
    assert meant(asked, words("李明病了", "病了", named=True, remark=True, leads=True)) is Meant.DOUBTFUL
    assert meant(asked, words("转给李明", "", named=True, remark=True, leads=True)) is Meant.ANSWER


def test_a_reply_to_the_question_who_is_the_answer_where_it_says_no_more() -> None:
    assert meant_to_it(Asked.DRAFT_WHO, words("李明病了", "病了", named=True)) is Meant.DOUBTFUL
    assert meant_to_it(Asked.DRAFT_WHO, words("李明", "", named=True)) is Meant.ANSWER
    assert meant_to_it(Asked.DRAFT_WHO, words("王五")) is Meant.ANSWER
    assert meant_to_it(Asked.REASON, words("李明病了", "病了", named=True)) is Meant.ANSWER
