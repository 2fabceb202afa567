"""Reading an order: who, who watches, how urgent, until when, what."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from deadlines import Kind
from domain.errors import Refusal
from domain.model.tasks import Priority
from domain.rules.progress import progress_in, says_blocked
from domain.text import half_width, tidy
from domain.usecases.tasks.order import Mention, Order, find_names, parse_order
from tests.domain.office import CALENDAR, MONDAY, local


def order(text: str, known: Sequence[Mention] = ()) -> Order:
    """An order as a handler would read it: names found, then taken apart, on Monday morning."""
    return parse_order(text, find_names(text, known), MONDAY, CALENDAR)


def names(mentions: Sequence[Mention]) -> list[str]:
    """The usernames of mentions."""
    return [m.username or str(m.telegram_id) for m in mentions]


@pytest.mark.parametrize(
    ("text", "people", "watchers", "priority", "due", "title"),
    [
        ("@li 明天下午五点前 提交三季度报告 !加急", "li", "", "elevated", local(24, 17), "提交三季度报告"),
        ("@li @zhao 下周五下班前 提交报告 !特急 cc @qian", "li zhao", "qian", "urgent", local(4, 18, month=12), "提交报告"),
        ("@li 明天下午五點前 提交第三季報告 ！特提 知會 @qian @sun", "li", "qian sun", "immediate", local(24, 17),
         "提交第三季報告"),
        ("@li tomorrow 5pm send the report !urgent cc: @qian", "li", "qian", "urgent", local(24, 17), "send the report"),
        ("明天下午五点前 @li 提交报告", "li", "", "normal", local(24, 17), "提交报告"),
        ("@li明天下班前提交报告", "li", "", "normal", local(24, 18), "提交报告"),
        ("@li 提交报告", "li", "", "normal", None, "提交报告"),
        ("cc @qian @li", "", "qian li", "normal", None, ""),
        ("", "", "", "normal", None, ""),
    ],
)  # fmt: skip
def test_an_order_is_taken_apart(
    text: str, people: str, watchers: str, priority: str, due: datetime | None, title: str
) -> None:
    found = order(text)
    assert (names(found.people), names(found.watchers)) == (people.split(), watchers.split())
    assert (found.priority.value, found.reading.moment, found.title) == (priority, due, title)


def test_people_named_after_words_that_follow_the_watchers_carry_the_task_out() -> None:
    found = order("cc @qian 提交报告 @li")
    assert (names(found.people), names(found.watchers)) == (["li"], ["qian"])


def test_a_person_known_by_id_only_is_kept_with_the_id() -> None:
    known = (Mention(0, 2, telegram_id=2**52, display="李明"),)
    found = order("李明 明天下班前 提交报告", known)
    assert [(m.telegram_id, m.display) for m in found.people] == [(2**52, "李明")]
    assert found.title == "提交报告"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@li明天", ["li"]),
        ("@li_2 @Zhao", ["li_2", "Zhao"]),
        ("mail li@example.com", []),
        ("https://t.me/@li", []),
        ("@@li", []),
        ("@1li @_li @l", []),
        ("@李明", []),
        ("x@li", []),
        ("，@li，", ["li"]),
    ],
)
def test_names_stand_out_from_the_words_against_them(text: str, found: list[str]) -> None:
    assert names(find_names(text)) == found


def test_what_telegram_marked_is_not_found_twice() -> None:
    marked = Mention(0, 3, username="li", display="@li")
    assert find_names("@li @zhao", [marked]) == (marked, Mention(4, 9, username="zhao", display="@zhao"))


@pytest.mark.parametrize(
    ("mark", "priority"),
    [
        ("!加急", Priority.ELEVATED), ("！特急", Priority.URGENT), ("! 特提", Priority.IMMEDIATE), ("!平件", Priority.NORMAL),
        ("!Urgent", Priority.URGENT), ("!IMMEDIATE", Priority.IMMEDIATE), ("!elevated", Priority.ELEVATED),
        ("!urgently", Priority.URGENT), ("加急", Priority.ELEVATED), ("!!加急", Priority.ELEVATED),
    ],
)  # fmt: skip
def test_a_priority_is_said_with_a_mark(mark: str, priority: Priority) -> None:
    assert order(f"@li 提交报告 {mark}").priority is priority


def test_the_mark_is_not_of_the_title() -> None:
    assert order("@li 提交 !加急 报告").title == "提交 报告"


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("@li 每周一 交周报", Kind.SET, "交周报"),
        ("@li 05/06 send it", Kind.ASK, "send it"),
        ("@li 昨天下班前 提交报告", Kind.NONE, "昨天下班前 提交报告"),
    ],
)
def test_a_deadline_that_cannot_be_taken_as_one_is_left_to_be_asked_about(text: str, kind: Kind, title: str) -> None:
    found = order(text)
    assert (found.reading.kind, found.title) == (kind, title)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  a \n\t b  ", "a b"),
        ("报告，", "报告"),
        ("a\u202eb\u200b\u2066c\x00d\ud800", "abcd"),
        ("一\u2028二\u2029三\x0b四", "一 二 三 四"),
        ("。，、", ""),
        ("\u200b\u2060", ""),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("升级 .NET；", "升级 .NET"),
        (".NET 升级。", ".NET 升级"),
        ("Call Acme Inc.", "Call Acme Inc."),
        ("Send it.", "Send it"),
        ("👨\u200d👩\u200d👧 团建", "👨\u200d👩\u200d👧 团建"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("👩🏽\u200d💻 上线", "👩🏽\u200d💻 上线"),
        (
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ),
        ("李\u200d明\u200c", "李明"),
    ],
)
def test_a_title_is_one_clean_line(text: str, clean: str) -> None:
    assert tidy(text) == clean


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("60% 等财务数据", 60), ("完成 60 %", 60), ("６０％", 60), ("先 20% 再 80%", 80), ("0%", 0), ("100%", 100),
        ("没有数字", None), ("60", 60), ("6", None), ("60 个", None), ("1.5%", 2), ("", None),
    ],
)  # fmt: skip
def test_a_report_names_its_progress(text: str, percent: int | None) -> None:
    assert progress_in(text) == percent


@pytest.mark.parametrize("text", ["101%", "999％", "1000%", "60% 后来 120%"])
def test_more_than_everything_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        progress_in(text)
    assert caught.value.name == "percent"


@pytest.mark.parametrize(
    ("text", "blocked"),
    [
        ("受阻：等审批", True), ("卡住了", True), ("  有困难 人手不够", True), ("Blocked: waiting", True),
        ("有困難，缺人", True),
        ("没有受阻", False), ("blockedness", False), ("", False), ("60%", False),
    ],
)  # fmt: skip
def test_a_report_says_at_its_beginning_that_it_cannot_go_on(text: str, blocked: bool) -> None:
    assert says_blocked(text) is blocked


JOINERS = {"\u200c", "\u200d", *map(chr, range(0xE0020, 0xE0080))}  # what holds joined emoji and letters together

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cf", "Cc", "Zs", "Zl", "Zp"]),
        st.sampled_from("@!！%cC:：明天下班前周五特急加急三天0123456789 \n"),
    ),
    max_size=60,
)


@given(HOSTILE)
@example("@A²")
@settings(max_examples=150)
def test_no_text_breaks_the_reader_and_every_title_is_one_printable_line(text: str) -> None:
    found = order(text)
    assert "\n" not in found.title
    assert all(c.isprintable() or c in JOINERS for c in found.title)
    assert found.title == tidy(found.title)
    named = [(half_width(text[m.start : m.end]), m.username) for m in (*found.people, *found.watchers)]
    assert all(said == f"@{name}" for said, name in named), "a wide sign, or a raised ², is read as the plain one"


@given(HOSTILE)
@settings(max_examples=100)
def test_no_report_breaks_the_reader(text: str) -> None:
    says_blocked(text)
    with contextlib.suppress(Refusal):
        percent = progress_in(text)
        assert percent is None or 0 <= percent <= 100


def test_a_text_longer_than_a_message_is_an_order_without_a_deadline() -> None:
    found = order("@li 明天下班前 " + "字" * 5000)
    assert found.reading.moment is None
    assert len(found.title) > 4096
