"""What is found from a chat the bot need not be in: as if it were said aloud, and orders that wait for a yes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.errors import Refusal
from domain.messages.asking import DraftStep
from domain.model.tasks import Assignment, Part, Status
from domain.model.value import replace
from domain.usecases import elsewhere
from domain.usecases.elsewhere import AT_ONCE, Found
from tests.domain.conftest import Desk
from tests.domain.office import ASSIGNER, COLLEAGUE, LEAD, LEADER, MONDAY, NEXT, OWNER, WATCHER


def look(desk: Desk, number: int, words: str, start: int = 0) -> Found:
    return desk.do(lambda u: elsewhere.look(u, desk.who(number), words, start))


def numbers(desk: Desk, number: int, words: str, start: int = 0) -> list[int]:
    return [task.id for task in look(desk, number, words, start).tasks]


def test_a_number_or_words_of_a_title_find_what_one_may_see(desk: Desk) -> None:
    desk.give()
    desk.give(title="起草报告")
    for words in ("1", "#1", "＃１", "提交", "提交三季度报告"):
        assert numbers(desk, LEAD, words) == [1]
    assert numbers(desk, LEAD, "报告") == numbers(desk, LEAD, "報告") == [1, 2]
    assert numbers(desk, COLLEAGUE, named(desk, LEAD)) == [1, 2]
    assert numbers(desk, LEAD, "预算") == numbers(desk, LEAD, "99") == []


def test_without_words_ones_own_work_and_for_who_has_none_what_they_gave(desk: Desk) -> None:
    desk.give()
    desk.give(people=(Assignment(NEXT, Part.LEAD),), title="别人的事")
    assert numbers(desk, LEAD, "") == [1]
    assert numbers(desk, ASSIGNER, " ") == [1, 2]
    assert numbers(desk, WATCHER, "") == []


def test_what_is_confidential_is_found_by_nobody(desk: Desk) -> None:
    desk.give(confidential=True)
    for number in (ASSIGNER, LEAD, OWNER, LEADER, COLLEAGUE):
        for words in ("1", "", "报告"):
            assert numbers(desk, number, words) == []


def test_what_is_done_is_found_too_but_is_no_work_in_hand(desk: Desk) -> None:
    desk.give(status=Status.DONE)
    assert numbers(desk, LEAD, "1") == numbers(desk, LEAD, "报告") == [1]
    assert numbers(desk, LEAD, "") == []


def test_many_come_page_by_page_each_once(desk: Desk) -> None:
    for n in range(AT_ONCE + 5):
        desk.give(title=f"报告 {n}")
    first = look(desk, LEAD, "报告")
    second = look(desk, LEAD, "报告", first.more or 0)
    assert (len(first.tasks), first.more, len(second.tasks), second.more) == (AT_ONCE, AT_ONCE, 5, None)
    assert len({task.id for task in (*first.tasks, *second.tasks)}) == AT_ONCE + 5
    first = look(desk, LEAD, "2")  # task 2, and the titles with a 2 in them
    assert (first.tasks[0].id, len({t.id for t in first.tasks})) == (2, len(first.tasks))


def order(desk: Desk, number: int, words: str) -> Any:
    return look(desk, number, words).order


def named(desk: Desk, number: int) -> str:
    return desk.who(number).member.name


def test_an_order_is_offered_to_whoever_may_give_it(desk: Desk) -> None:
    words = f"{named(desk, LEAD)} 周五 提交报告"
    kept, draft = order(desk, LEADER, words)
    assert (draft.title, draft.people) == ("提交报告", (LEAD,))
    assert order(desk, LEADER, words)[0] == kept, "the same words are kept once"
    assert order(desk, COLLEAGUE, words) is None
    assert look(desk, COLLEAGUE, words).orders
    assert order(desk, LEADER, f"{named(desk, LEAD)} 报告") is None, "a name alone, without a day, is looked for"
    assert order(desk, LEADER, f"{words} !保密") is None, "what is confidential is not typed in other chats"


def test_only_whoever_typed_an_order_takes_it_up_once_and_within_a_day(desk: Desk) -> None:
    kept, _ = order(desk, LEADER, f"{named(desk, LEAD)} 明天 提交报告")

    def take(number: int) -> None:
        desk.do(lambda u: elsewhere.take_up(u, desk.who(number), kept.token))

    with pytest.raises(Refusal, match="typed-gone"):
        take(OWNER)
    desk.now = MONDAY + timedelta(hours=20)
    take(LEADER)
    [draft] = desk.do(lambda u: u.store.drafts.written(LEADER, desk.who(LEADER).member.telegram_id or 0))
    assert draft.task.due is not None
    assert draft.task.due.date() == (MONDAY + timedelta(days=1)).date(), "tomorrow counts from when it was typed"
    assert any(isinstance(message, DraftStep) for _, message in desk.waiting())
    with pytest.raises(Refusal, match="typed-gone"):
        take(LEADER)
    kept, _ = order(desk, LEADER, f"{named(desk, LEAD)} 下周五 提交报告")
    desk.now += timedelta(hours=25)
    with pytest.raises(Refusal, match="typed-gone"):
        take(LEADER)


def test_what_was_typed_on_the_way_is_forgotten_once_one_is_sent(desk: Desk) -> None:
    texts = [f"{named(desk, LEAD)} 周五 {'提交报告'[:n]}" for n in (2, 3, 4)]
    kept = [order(desk, LEADER, text)[0] for text in texts]
    desk.do(lambda u: elsewhere.was_sent(u, desk.who(LEADER), kept[2].token))
    found = desk.do(lambda u: [u.store.typed.find(one.token) for one in kept])
    assert found == [None, None, replace(kept[2], chosen=True)]
    desk.do(lambda u: u.store.traces.erase(LEADER, None))
    assert desk.do(lambda u: u.store.typed.find(kept[2].token)) is None
    again = order(desk, LEADER, texts[0])[0]
    assert desk.do(lambda u: u.store.typed.prune(u.now + timedelta(seconds=1), 10)) == 1
    assert desk.do(lambda u: u.store.typed.find(again.token)) is None
