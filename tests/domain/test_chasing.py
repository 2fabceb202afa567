"""督办: by which means, how often, and who waits for an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.facts.base import Event, Fact
from domain.facts.chases import Chased
from domain.facts.clocks import TimeAsked
from domain.facts.hands import PartHandedIn
from domain.facts.tasks import Reassigned, Reported, Urged
from domain.model.chases import Method
from domain.rules.chasing import again_from, answered_by, has_come, method_in, unanswered
from domain.rules.labels import confidential_in, labelled
from domain.settings.spans import Span
from tests.domain.deciding import refused
from tests.domain.office import CALENDAR, LEAD, MONDAY, SUPERVISOR, local

DAY = Span.parse("1d")


def events(*said: tuple[int, Fact]) -> list[Event]:
    """A story, an entry an hour."""
    return [Event(1, n, MONDAY + timedelta(hours=n), by, fact) for n, (by, fact) in enumerate(said, 1)]


@pytest.mark.parametrize(
    ("words", "method", "rest"),
    [
        ("电话: 答应明天交", Method.PHONE, "答应明天交"),
        ("电话督办 答应明天交", Method.PHONE, "答应明天交"),
        ("打电话，没人接", Method.PHONE, "没人接"),
        ("電話：答應明天交", Method.PHONE, "答應明天交"),
        ("phone: promised for tomorrow", Method.PHONE, "promised for tomorrow"),
        ("by phone, promised", Method.PHONE, "promised"),
        ("发函：限三日内", Method.DOCUMENT, "限三日内"),
        ("现场：材料齐了", Method.ON_SITE, "材料齐了"),
        ("on site: nearly done", Method.ON_SITE, "nearly done"),
        ("会议 要求周五前", Method.MEETING, "要求周五前"),
        ("跟踪督办：每天一问", Method.TRACKING, "每天一问"),
        ("追蹤：每天一問", Method.TRACKING, "每天一問"),
        ("答应明天交", None, "答应明天交"),
        ("电话", Method.PHONE, ""),
        ("电话会议纪要还没交", None, "电话会议纪要还没交"),
    ],
)
def test_the_means_stands_before_the_words(words: str, method: Method | None, rest: str) -> None:
    assert method_in(words) == (method, rest)


def test_another_means_is_named_in_the_refusal() -> None:
    refusal = refused(lambda: method_in("传真：明天交"))
    assert (refusal.name, refusal.fields) == ("chase-method", {"value": "传真"})


def test_by_one_tap_once_a_day_and_person_or_as_the_office_says() -> None:
    story = events((SUPERVISOR, Urged()))
    assert again_from(story, SUPERVISOR, DAY, CALENDAR) == local(24, 0)
    assert again_from(story, SUPERVISOR, Span.parse("1h"), CALENDAR) == story[0].at + timedelta(hours=1)
    assert again_from(story, LEAD, DAY, CALENDAR) is None
    assert again_from(events((SUPERVISOR, Chased("phone", "问"))), SUPERVISOR, DAY, CALENDAR) == local(24, 0)
    assert again_from([*story, *events((9, Reassigned(2, 3)))], SUPERVISOR, DAY, CALENDAR) is None, "another lead"


def test_the_next_word_of_whoever_has_the_duty_answers_every_chase_before_it() -> None:
    story = events((SUPERVISOR, Chased("phone", "问")), (9, Chased("meeting", "问")), (LEAD, Reported("明天")))
    assert unanswered(story, LEAD) == []
    assert unanswered(story[:2], LEAD) == story[:2]
    assert answered_by(story, story[2], 9) == story[1]
    later = [*story, Event(1, 4, MONDAY + timedelta(hours=4), LEAD, Reported("好了"))]
    assert answered_by(later, later[3], 9) is None


def test_a_word_before_the_day_is_no_sign_that_it_came() -> None:
    story = events((SUPERVISOR, Chased("phone", "答应明天交")), (LEAD, Reported("好的，明天")))
    due = local(24, 18)
    assert not has_come(story, story[0], due, CALENDAR)
    for fact, at in (
        (Reported("第一稿", 80), MONDAY),
        (Reported("见附件", files=({"kind": "photo", "file_id": "p"},)), MONDAY),
        (Reported("交了"), local(24, 9)),
        (Reported("材料已经交了"), MONDAY),
        (PartHandedIn("表"), MONDAY),
        (TimeAsked(due.isoformat(), local(26, 18).isoformat(), "数据没到"), MONDAY),
    ):
        assert has_come([*story, Event(1, 3, at, LEAD, fact)], story[0], due, CALENDAR)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("周五前 核查举报信 !保密", "周五前 核查举报信"),
        ("周五前 核查举报信！保密", "周五前 核查举报信"),
        ("核查举报信（保密）", "核查举报信"),
        ("保密 核查举报信", "核查举报信"),
        ("保密件：核查举报信", "核查举报信"),
        ("核查举报信，保密", "核查举报信"),
        ("check the letter !confidential", "check the letter"),
        ("confidential: check the letter", "check the letter"),
        ("check the letter, confidential", "check the letter"),
        ("check the letter (confidential)", "check the letter"),
    ],
)
def test_a_mark_says_that_it_is_confidential(text: str, rest: str) -> None:
    found = labelled(text)
    assert found.confidential
    assert found.rest.strip(" ，,：:") == rest


@pytest.mark.parametrize(
    "text",
    [
        "签保密协议",
        "修订保密制度",
        "检查保密工作落实情况",
        "保密",
        "write the confidential report",
        "保密协议周五前签完",
    ],
)
def test_what_is_about_secrecy_is_no_mark(text: str) -> None:
    assert confidential_in(text) == (text, False)
