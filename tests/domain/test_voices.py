"""What plain words may be besides an order, and which orders sound as if they were to be kept among few."""

from __future__ import annotations

import pytest

from domain.model.chases import Method
from domain.rules.labels import labelled, secrecy_said, wishes_secrecy
from domain.rules.notices import says_something, without_limit
from domain.rules.voices import Voice, method_told, voiced


@pytest.mark.parametrize(
    ("text", "voice", "words", "number"),
    [
        ("投诉：电梯又坏了", Voice.RAISE, "电梯又坏了", 0),
        ("投訴：電梯又壞了", Voice.RAISE, "電梯又壞了", 0),
        ("反映一个问题，食堂太吵", Voice.RAISE, "食堂太吵", 0),
        ("向办公室反映情况：门坏了", Voice.RAISE, "门坏了", 0),
        ("complaint: the lift is stuck", Voice.RAISE, "the lift is stuck", 0),
        ("I want to report a problem: no light", Voice.RAISE, "no light", 0),
        ("告诉大家明天下午停电", Voice.NOTICE, "明天下午停电", 0),
        ("通知：明天10点消防演习", Voice.NOTICE, "明天10点消防演习", 0),
        ("請通知大家，週五大掃除", Voice.NOTICE, "週五大掃除", 0),
        ("tell everybody the lift is broken", Voice.NOTICE, "the lift is broken", 0),
        ("let everyone know that we close early", Voice.NOTICE, "we close early", 0),
        ("Announcement: office closed Friday", Voice.NOTICE, "office closed Friday", 0),
        ("催办 1", Voice.URGE, "催办 1", 1),
        ("chase #12", Voice.URGE, "chase #12", 12),
        ("督办 1 电话：答应明天交", Voice.CHASE, "电话：答应明天交", 1),
        ("给李明打了电话，#1 他说明天交", Voice.CHASE, "给李明打了电话，#1 他说明天交", 0),
        ("I called li about #1, he promised tomorrow", Voice.CHASE, "I called li about #1, he promised tomorrow", 0),
        ("刚打电话问了李明，报告明天下班前交", Voice.CHASE, "刚打电话问了李明，报告明天下班前交", 0),
        ("打電話給李明，#3 他說明天交", Voice.CHASE, "打電話給李明，#3 他說明天交", 0),
        ("已电话联系李明，明天交", Voice.CHASE, "已电话联系李明，明天交", 0),
        ("催一下李明", Voice.URGE, "催一下李明", 0),
        ("催辦 李明", Voice.URGE, "催辦 李明", 0),
        ("please chase @li", Voice.URGE, "please chase @li", 0),
        ("打了電話給趙倩，她說週四交", Voice.CHASE, "打了電話給趙倩，她說週四交", 0),
    ],
)
def test_words_that_may_be_no_order(text: str, voice: Voice, words: str, number: int) -> None:
    found = voiced(text)
    assert found is not None
    assert (found.voice, found.words, found.number) == (voice, words, number)


@pytest.mark.parametrize(
    "text",
    [
        "给李明打电话，让他明天交报告", "通知李明明天开会", "tell @li to send the minutes by Friday", "让赵倩处理投诉",
        "call Mr Li tomorrow", "打电话给李明，让他说明情况", "让赵倩电话问了李明后报告", "催李明交报告",
        "写投诉处理报告", "整理通知", "prepare the notice by Friday", "reply to the complaint by Friday",
    ],
)  # fmt: skip
def test_orders_stay_orders(text: str) -> None:
    assert voiced(text) is None


def test_how_somebody_was_chased() -> None:
    assert method_told("called him, he will hand in tomorrow") is Method.PHONE
    assert method_told("去了现场，他说快了") is Method.ON_SITE
    assert method_told("he will hand in") is None


@pytest.mark.parametrize(
    "text",
    [
        "起草任免名单，不要外传", "起草名單，別聲張", "此事保密办理", "整理机密文件", "draft the list, keep it secret",
        "this stays between us", "confidential: draft the list", "don't tell anybody", "请勿对外公开", "秘密调查一下",
    ],
)  # fmt: skip
def test_words_that_ask_for_secrecy(text: str) -> None:
    assert wishes_secrecy(text)


@pytest.mark.parametrize(
    "text",
    [
        "签保密协议", "組織保密教育", "准备材料，不用保密", "不保密", "sign the confidentiality agreement",
        "the secretary's report", "keep the room clean", "this is not confidential", "提交报告",
    ],
)  # fmt: skip
def test_words_about_secrets_ask_for_none(text: str) -> None:
    assert not wishes_secrecy(text)


@pytest.mark.parametrize("mark", ["!secret", "!保密", "！機密", "(secret)", "!confidential"])
def test_a_mark_says_it_without_a_question(mark: str) -> None:
    assert labelled(f"起草名单 {mark}").confidential


def test_an_answer_says_which() -> None:
    assert [secrecy_said(words) for words in ("保密", "不保密", "no", "confidential", "好的")] == [
        True, False, False, True, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "limit", "left"),
    [
        ("食堂改时间。请于周三下班前阅读", "周三下班前", "食堂改时间。"),
        ("周五下班前阅读：消防通道不得占用", "周五下班前", "消防通道不得占用"),
        ("请于周五前阅读并回复人数", "周五前", "请于周五前阅读并回复人数"),
        ("Fire drill at 10. Please read by Wednesday 6pm", "by Wednesday 6pm", "Fire drill at 10."),
        ("食堂改时间", "", "食堂改时间"),
    ],
)
def test_the_moment_stands_once(text: str, limit: str, left: str) -> None:
    assert without_limit(text, limit) == left


@pytest.mark.parametrize(
    ("text", "says"), [("请阅读", False), ("请各位", False), ("停电", True), ("停", True), ("lift", True)]
)
def test_a_notice_tells_something(text: str, says: bool) -> None:
    assert says_something(text) is says
