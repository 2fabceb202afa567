"""Whatever people write, press or are called: one clear sentence, nothing changed, nobody else disturbed."""

from __future__ import annotations

import random
import string
from datetime import timedelta
from typing import Any

import pytest

from bot.registry import ROUTES
from bot.routes import On
from simulator.model import Chat, Message, Person
from tests.journeys.conftest import Words
from tests.stage import Stage


async def a_task(s: Stage, text: str = "/task @li 明天下午五点前 提交三季度报告") -> None:
    """Task 1, given by Wang to Li in the group."""
    await s.say(s.wang, s.group, text)
    assert s.rows("SELECT id FROM tasks") == [(1,)]


async def an_outsider(s: Stage) -> tuple[Person, Chat]:
    """A member of another team, who may not see what the first one does."""
    qian = s.world.person("钱进", username="qian")
    other = s.world.group("财务部", members=[s.wang, qian], creator=s.wang)
    s.world.add_bot(s.wang, other)
    await s.settle()
    s.world.press(qian, s.last(other), "加入")
    await s.settle()
    s.world.start(qian, "hello")
    await s.settle()
    return qian, other


# -- who is asking -------------------------------------------------------------------------------------------------


async def test_an_unknown_person_is_named_in_the_refusal(office: Stage, words: Words) -> None:
    before = office.state()
    said = await office.say(office.wang, office.group, "/task @nobody 明天下班前 提交报告")
    assert [m.text for m in said] == [words("refuse-unknown-person", name="@nobody")]
    said = await office.say(
        office.wang, office.group, "/task 路人 明天下班前 提交报告", mentions={"路人": office.stranger}
    )
    assert [m.text for m in said] == [words("refuse-unknown-person", name="路人")]
    assert office.state() == before


async def test_a_stranger_in_private_learns_only_that_an_invitation_is_needed(office: Stage, words: Words) -> None:
    await a_task(office)
    before = office.state()
    for text in (
        "/start",
        "/start hello",
        "/role @li",
        "/digest",
        "/transfer 1 @li",
        "/extend 1 昨天下班前",
        "/help",
        "/mine",
        "/task 明天 写总结",
        "/show 1",
        "/role @li leader",
        "你好",
        "/x",
    ):
        assert [m.text for m in await office.say(office.stranger, None, text)] == [words("refuse-stranger")], text
    assert office.state() == before


async def test_a_stranger_in_a_teams_group_can_neither_command_nor_press(office: Stage, words: Words) -> None:
    await a_task(office)
    office.world.join(office.stranger, office.group)
    await office.settle()
    before, stood = office.state(), len(office.messages(office.group))
    assert await office.press(office.stranger, office.card(office.group, 1), "签收") == words("join-first")
    said = await office.say(office.stranger, office.group, "/show 1")
    assert [m.text for m in said] == [words("join-first")]
    said = await office.say(office.stranger, office.group, "我来办", reply_to=office.card(office.group, 1).id)
    assert [m.text for m in said] == [words("join-first")]
    assert office.state() == before
    assert len(office.messages(office.group)) == stood + 5, "the button is shown to whoever pressed, too"


async def test_an_unknown_command_is_answered_in_private_and_passed_over_in_a_group(
    office: Stage, words: Words
) -> None:
    before = office.state()
    assert [m.text for m in await office.say(office.li, None, "/hello")] == [words("refuse-unknown-command")]
    assert await office.say(office.li, office.group, "/hello") == []
    assert office.state() == before


# -- when ----------------------------------------------------------------------------------------------------------


BAD_DEADLINES = {
    "past": ("昨天下班前", "2020年1月1日前", "今天早上八点前", "2026年11月20日前"),
    "impossible": ("2月30日", "11月31日", "25:00", "明天26点"),
}


@pytest.mark.parametrize("problem", BAD_DEADLINES)
async def test_a_deadline_gone_by_or_that_no_calendar_has_is_refused(office: Stage, words: Words, problem: str) -> None:
    before = office.state()
    for when in BAD_DEADLINES[problem]:
        said = await office.say(office.wang, office.group, f"/task @li {when} 提交报告")
        wrong = words(f"problem-{problem}")
        assert [m.text for m in said] == [words("refuse-deadline", words=when, problem=wrong)]
    assert office.state() == before


async def test_a_deadline_far_beyond_any_plan_is_refused(office: Stage, words: Words) -> None:
    before = office.state()
    said = await office.say(office.wang, office.group, "/task @li 2090年1月1日 提交报告")
    assert [m.text for m in said] == [words("refuse-deadline-far", moment="2090年1月1日周日 23:59", years=5)]
    assert office.state() == before


async def test_a_deadline_that_is_none_leaves_the_question_open(office: Stage, words: Words) -> None:
    await a_task(office)
    await office.press(office.li, office.card(office.li, 1), "申请延期")
    await office.press(office.li, office.last(office.li), words("button-other-moment"))
    before = office.state()
    for typed in ("昨天", "2月30日", "过几天吧", "9" * 400, "😀" * 2048):
        said = await office.say(office.li, None, typed)
        assert len(said) == 1, typed
        assert said[0].text.endswith(words("refuse-deadline", words="", problem="")[2:]), typed
    assert office.state() == before
    await office.say(office.li, None, "后天下班前")
    await office.say(office.li, None, "等数据")
    assert office.rows("SELECT reason FROM requests") == [("等数据",)]


# -- which ---------------------------------------------------------------------------------------------------------

NUMBERED = (
    "/show {}",
    "/history {}",
    "/accept {}",
    "/report {} 60%",
    "/done {} 好了",
    "/extend {} 后天 忙",
    "/approve {} 5",
    "/return {} 缺",
    "/cancel {} 错",
    "/decline {} 忙",
    "/transfer {} @zhao 忙",
)


async def test_absent_and_not_yours_are_the_same_answer(office: Stage, words: Words) -> None:
    qian, other = await an_outsider(office)
    await a_task(office)
    before = office.state()
    for command in NUMBERED:
        for chat in (None, other):
            absent = await office.say(qian, chat, command.format(77))
            hidden = await office.say(qian, chat, command.format(1))
            assert [m.text for m in absent] == [words("refuse-not-found", number=77)], command
            assert [m.text.replace("#1 ", "#77 ") for m in hidden] == [m.text for m in absent], command
            assert [m.markup for m in absent] == [m.markup for m in hidden]
    assert office.state() == before


async def test_a_forwarded_button_leaks_nothing_to_an_outsider(office: Stage, words: Words) -> None:
    qian, other = await an_outsider(office)
    await a_task(office)
    before, welcome = office.state(), office.last(other)
    for data in ("t:accept:{}", "t:approve:{}:5", "t:ask_time:{}", "t:comment:{}", "s:{}", "h:{}:0", "p:reassign:{}:0"):
        absent = await office.press(qian, welcome, data.format(77), stale=True)
        hidden = await office.press(qian, welcome, data.format(1), stale=True)
        assert absent == words("refuse-not-found", number=77), data
        assert hidden == words("refuse-not-found", number=1), data
    assert office.state() == before


async def test_in_another_teams_group_even_its_owner_is_told_nothing_of_a_task(office: Stage, words: Words) -> None:
    _, other = await an_outsider(office)
    await a_task(office)
    for command in ("/show 1", "/history 1"):
        assert [m.text for m in await office.say(office.wang, other, command)] == [words("refuse-not-found", number=1)]


async def test_a_number_that_cannot_be_is_refused(office: Stage, words: Words) -> None:
    await a_task(office)
    await a_second_task(office)
    before = office.state()
    for number in ("0", "00", "9999999999999999"):
        said = await office.say(office.li, None, f"/show {number}")
        assert [m.text for m in said] == [words("refuse-not-found", number=int(number))]
    for number in ("99999999999999999999", "-1", "#", "1.5", "一", ""):
        said = await office.say(office.li, None, f"/show {number}".strip())
        assert [m.text for m in said] == [words("refuse-which-task", example=1)], number
    assert office.state() == before


async def a_second_task(s: Stage) -> None:
    """So that a missing number cannot mean the only one."""
    await s.say(s.wang, s.group, "/task @li 后天 订会议室")


# -- how much ------------------------------------------------------------------------------------------------------


async def test_text_without_a_visible_character_is_empty(office: Stage, words: Words) -> None:
    await a_task(office)
    await office.press(office.li, office.card(office.li, 1), words("button-report"))
    before = office.state()
    for nothing in ("\u200b", "\u2066\u2069", "\u200b\u200d\ufeff", "。。。"):
        for text in (nothing, f"/done 1 {nothing}"):
            assert [m.text for m in await office.say(office.li, None, text)] == [words("refuse-text-empty")], text
    assert office.state() == before


async def test_a_report_of_4096_units_of_emoji_is_too_long_and_3000_arrive_whole(office: Stage, words: Words) -> None:
    await a_task(office)
    before = office.state()
    said = await office.say(office.li, None, "😀" * 2048, reply_to=office.card(office.li, 1).id)
    assert [m.text for m in said] == [words("refuse-text-long", length=4096, limit=3000)]
    assert office.state() == before
    await office.say(office.li, None, "😀" * 1500, reply_to=office.card(office.li, 1).id)
    assert "😀" * 1500 in office.last(office.wang).text
    for _ in range(3):
        await office.say(office.li, None, "<&>" * 1000, reply_to=office.card(office.li, 1).id)
        assert "<&>" * 1000 in office.last(office.wang).text
    assert sum("😀" * 1500 in page for page in await story_pages(office)) == 1
    assert sum(page.count("<&>" * 1000) for page in await story_pages(office)) == 3


async def story_pages(s: Stage) -> list[str]:
    """Every page of the history of task 1, as Wang turns them."""
    page = (await s.say(s.wang, None, "/history 1"))[0]
    pages = [page.text]
    while forward := [b for b in page.all_buttons() if b.text.endswith("›")]:
        await s.press(s.wang, page, forward[0].data)
        pages.append(page.text)
    return pages


async def test_a_photo_with_a_caption_of_emoji_reaches_the_assigner(office: Stage) -> None:
    await a_task(office)
    office.world.photo(office.li, None, "😀" * 510, reply_to=office.card(office.li, 1).id)
    await office.settle()
    told = [m for m in office.messages(office.wang) if "😀" * 510 in m.text]
    assert len(told) == 1
    assert [m.media.kind for m in office.messages(office.wang) if m.media] == ["photo"]


async def test_a_card_full_of_the_longest_words_is_still_shown(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 " + "😀" * 300)
    await office.say(office.li, None, "/extend 1 后天下班前 " + "忙" * 2990)
    await office.say(office.li, None, "/done 1 " + "果" * 2990)
    said = await office.say(office.wang, None, "/show 1")
    assert len(said) == 1
    assert "#1" in said[0].text
    assert said[0].buttons


async def test_an_order_longer_than_a_title_is_taken_whole(office: Stage) -> None:
    for number, length in enumerate((61, 301, 2000), start=1):
        await office.say(office.wang, office.group, "/task @li 明天下班前 " + "😀" * length)
        title, content = office.rows("SELECT title, content FROM tasks WHERE id = ?", number)[0]
        assert title == "😀" * 59 + "…"
        assert content.endswith("😀" * length)


async def test_progress_over_a_hundred_is_refused(office: Stage, words: Words) -> None:
    await a_task(office)
    before = office.state()
    said = await office.say(office.li, None, "150% 了", reply_to=office.card(office.li, 1).id)
    assert [m.text for m in said] == [words("refuse-percent", value=150)]
    assert office.state() == before


async def test_there_are_one_to_five_stars(office: Stage, words: Words) -> None:
    await a_task(office)
    await office.say(office.li, None, "/done 1 好了")
    before = office.state()
    for stars in (6, 99999999999999):
        toast = await office.press(office.wang, office.last(office.wang), f"t:approve:1:{stars}", stale=True)
        assert toast == words("refuse-rating")
    assert [m.text for m in await office.say(office.wang, None, "/approve 1 9")] == [words("refuse-rating")]
    assert office.state() == before


# -- old, foreign and forged buttons --------------------------------------------------------------------------------


async def test_a_second_tap_changes_nothing_and_says_what_the_state_is(office: Stage, words: Words) -> None:
    await a_task(office)
    card = office.card(office.li, 1)
    assert await office.press(office.li, card, "签收") == words("did-accepted", number=1)
    before, stood = office.state(), len(office.messages(office.li))
    again = await office.press(office.li, card, "t:accept:1", stale=True)
    assert again == words("refuse-state", number=1, status=words("status-active"), action=words("button-accept"))
    assert office.state() == before
    assert len(office.messages(office.li)) == stood


async def test_two_taps_at_once_have_one_effect(office: Stage, words: Words) -> None:
    await a_task(office)
    card = office.card(office.li, 1)
    presses = [office.world.press(office.li, card, "签收") for _ in range(5)]
    await office.settle()
    toasts = sorted([(await p.answered()).text for p in presses])
    refused = words("refuse-state", number=1, status=words("status-active"), action=words("button-accept"))
    assert toasts == sorted([words("did-accepted", number=1), *[refused] * 4])
    assert office.rows("SELECT name FROM history WHERE name = 'accepted'") == [("accepted",)]


OLD = {
    "li": ("accept", "decline", "report", "submit", "ask_time", "ask_transfer"),
    "wang": ("approve", "return", "reassign", "change_deadline", "cancel", "comment"),
}


async def test_every_old_button_of_a_closed_task_says_that_it_is_closed(office: Stage, words: Words) -> None:
    await a_task(office)
    await office.say(office.li, None, "/done 1 好了")
    await office.press(office.wang, office.last(office.wang), "t:approve:1:5", stale=True)
    before = office.state()
    for name, actions in OLD.items():
        who = getattr(office, name)
        for action in actions:
            toast = await office.press(who, office.last(who), f"t:{action}:1", stale=True)
            said = words("refuse-state", number=1, status=words("status-done"), action=words(f"button-{action}"))
            assert toast == said, action
    assert office.state() == before


async def test_a_button_pressed_by_somebody_else_does_nothing_for_them(office: Stage, words: Words) -> None:
    await a_task(office)
    card = office.card(office.group, 1)
    before = office.state()
    for action in ("accept", "decline", "report", "submit", "ask_time", "ask_transfer"):
        toast = await office.press(office.zhao, card, f"t:{action}:1")
        assert toast == words("refuse-not-yours", number=1, action=words(f"button-{action}"))
    assert office.state() == before


async def test_a_draft_belongs_to_whoever_writes_it(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task")
    draft = office.last(office.group)
    before = office.state()
    button = next(draft.all_buttons()).data
    for who in (office.li, office.zhou):
        assert await office.press(who, draft, button) == words("refuse-draft-gone")
        assert await office.press(who, draft, "d:1:discard") == words("refuse-draft-gone")
    assert office.state() == before


async def test_a_press_on_a_message_telegram_forgot_still_works(office: Stage, words: Words) -> None:
    await a_task(office)
    card = office.card(office.li, 1)
    office.world.forget(card)
    assert await office.press(office.li, card, "签收") == words("did-accepted", number=1)
    assert office.rows("SELECT status FROM tasks") == [("active",)]


async def test_a_press_on_a_deleted_card_is_answered(office: Stage, words: Words) -> None:
    await a_task(office)
    card = office.card(office.li, 1)
    office.world.delete_message(card)
    assert await office.press(office.li, card, "签收") == words("did-accepted", number=1)
    assert [m.text for m in office.messages(office.li) if "#1" in m.text] != [], "a fresh card"


KINDS = tuple(r.name for r in ROUTES if r.on is On.BUTTON and r.name)
ACTIONS = (
    "accept", "decline", "reassign", "report", "submit", "approve", "return", "ask_time", "grant_time", "refuse_time",
    "ask_transfer", "grant_transfer", "refuse_transfer", "change_deadline", "comment", "cancel", "rate", "take_back",
)  # fmt: skip
ODD = (
    "",
    "0",
    "-1",
    "1",
    "2",
    "77",
    "4294967296",
    "9007199254740993",
    "9999999999999999",
    "99999999999999999999999",
    "１",
    "٣",
    "²",
    "1e5",
    "nan",
    "none",
    "None",
    "words",
    "yes",
    "no",
    "on",
    "off",
    "mine",
    "team",
    "en",
    "xx",
    "person",
    "page",
    "discard",
    "confirm",
    "deadline",
    "reading",
    "text",
    "'; DROP TABLE tasks; --",
    "<b>",
    "\u0000",
    "\u202e",
    "😀",
    "{}",
    "%s",
    "{number}",
)


def forged(chance: random.Random) -> str:
    """Callback data as somebody who knows the format would forge it, or plain noise; at most 64 bytes."""
    if chance.random() < 0.2:
        data = "".join(chance.choice(string.printable + "督办😀") for _ in range(chance.randint(1, 20)))
    else:
        kind = chance.choice(KINDS)
        fields = [chance.choice((*ODD, *ACTIONS)) for _ in range(chance.randint(0, 4))]
        if kind in ("t", "p") and chance.random() < 0.8:
            fields = [chance.choice(ACTIONS), chance.choice(("1", "2", "77")), *fields[:2]]
        if kind == "d" and chance.random() < 0.8:
            fields = [chance.choice(("1", "2", "3")), *fields[:3]]
        data = ":".join((kind, *fields))
    while len(data.encode()) > 64:
        data = data[:-1]
    return data or "x"


@pytest.mark.parametrize("seed", range(2))
async def test_no_forged_button_ever_meets_a_bug(office: Stage, words: Words, seed: int) -> None:
    qian, other = await an_outsider(office)
    await a_task(office)
    await a_second_task(office)
    await office.say(office.wang, other, "/task @qian 明天下班前 报销")
    await office.say(office.li, None, "/extend 1 后天下班前 忙")
    await office.say(office.wang, None, "/task")
    await office.say(qian, None, "/task")
    chance = random.Random(seed)
    theirs = [
        office.rows("SELECT * FROM tasks WHERE team_id = 1"),
        office.rows("SELECT * FROM history WHERE task_id < 3"),
    ]
    await forge(office, words, chance, [qian], 100)
    now = [office.rows("SELECT * FROM tasks WHERE team_id = 1"), office.rows("SELECT * FROM history WHERE task_id < 3")]
    assert now == theirs
    await forge(office, words, chance, [office.wang, office.zhou, office.li, office.zhao, qian], 200)
    assert office.rows("SELECT role FROM members ORDER BY id") == [("owner",), *[("staff",)] * 4]
    assert await office.say(office.wang, office.group, "/task @li 后天 还能用"), "nobody else is disturbed"


async def forge(s: Stage, words: Words, chance: random.Random, people: list, presses: int) -> None:
    """Many forged presses; each is answered, none with a bug's number."""
    bug = words("bug", reference="")[:5]
    for _ in range(presses // 10):
        made = []
        for _ in range(10):
            who = chance.choice(people)
            made.append(s.world.press(who, s.last(who), forged(chance), stale=True))
        await s.settle()
        for press in made:
            answer = await press.answered()
            assert answer is not None, f"{press.data!r} was left turning"
            assert bug not in answer.text, press.data


COMMANDS = (
    "task", "mine", "accept", "report", "done", "extend", "approve", "return", "cancel", "decline", "transfer", "assigned",
    "team", "overdue", "show", "history", "when", "members", "invite", "role", "lang", "settings", "digest", "help", "start",
)  # fmt: skip
WORDS = (
    "1", "2", "77", "#1", "＃2", "0", "99999999999999999999", "@li", "@zhao", "@wang", "@nobody", "明天", "下班前",
    "周一", "昨天", "2月30日", "每周一", "5", "9", "150%", "60%", "受阻", "cc", "!特急", "leader", "owner",
    "staff", "en", "08:30", "off", "25:00", "😀" * 30, "\u200b", "\u2066x", "<b>x</b>", "&", "{who}", "%s",
    "x" * 400, "24:00", "by friday", "next friday", "/", "@", "-5天",
)  # fmt: skip


async def test_odd_words_in_every_command_meet_no_bug(office: Stage, words: Words) -> None:
    await a_task(office)
    await a_second_task(office)
    chance = random.Random(7)
    for _ in range(15):
        for who in (office.wang, office.zhou, office.li, office.zhao, office.stranger):
            chat = chance.choice([None, office.group if who is not office.stranger else None])
            text = f"/{chance.choice(COMMANDS)} {' '.join(chance.choices(WORDS, k=chance.randint(0, 5)))}".strip()
            known = [m for m in office.messages(chat or who) if m.sender is office.world.bot]
            replied = chance.choice(known).id if known and chance.random() < 0.3 else None
            office.world.send(who, chat, text, reply_to=replied)
        await office.settle()
    bug = words("bug", reference="")[:5]
    for chat in (office.group, office.wang, office.zhou, office.li, office.zhao, office.stranger):
        assert not [t for t in office.texts(chat) if bug in t]
    assert set(office.texts(office.stranger)) == {words("refuse-stranger")}


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
async def test_refusals_are_worded_in_the_readers_language(office: Stage, language: str) -> None:
    say = Words(language)
    await a_task(office)
    await office.say(office.wang, None, f"/lang {language}")
    before = office.state()
    for text, why in (
        ("/show 77", say("refuse-not-found", number=77)),
        ("/task @nobody 明天 提交报告", say("refuse-unknown-person", name="@nobody")),
        ("/task @li 2月30日 提交报告", say("refuse-deadline", words="2月30日", problem=say("problem-impossible"))),
        ("/accept 1", say("refuse-not-yours", number=1, action=say("button-accept"))),
        ("/approve 1 5", say("refuse-state", number=1, status=say("status-assigned"), action=say("button-approve"))),
        ("/digest", say("refuse-group-only")),
        ("/nonsense", say("refuse-unknown-command")),
    ):
        assert [m.text for m in await office.say(office.wang, None, text)] == [why]
    assert office.state() == before


# -- who people seem to be ------------------------------------------------------------------------------------------

NAMES = (
    '<b>王</b> & "co"',
    "王\n#9 已办结",
    "\u202e明李\u2066",
    "👩‍👩‍👧‍👦 李",
    "</a><a href='tg://user?id=1'>x</a>",
    "\u200b\u2060",
    "&lt;i&gt;",
    "{who} %s",
    "李" * 64,
)


async def test_a_name_is_shown_as_it_is_and_on_one_line(office: Stage) -> None:
    for number, name in enumerate(NAMES, 1):
        office.world.rename(office.li, first_name=name)
        await office.say(office.li, None, "/mine")
        await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
        kept = office.rows("SELECT name FROM members WHERE username = 'li'")[0][0]
        assert kept
        assert all(c.isprintable() or c == "\u200d" for c in kept), "joined emoji stay joined"
        assert f"承办 {kept}　交办 王主任" in office.card(office.group, number).text.splitlines()
        said = await office.say(office.wang, office.group, "/members")
        assert [line for line in said[0].text.splitlines() if line.startswith(f"{kept} · ")]
        await office.say(office.li, None, "60%", reply_to=office.card(office.li, number).id)
        assert f"{kept}反馈：60%" in office.last(office.wang).text


TITLES = (
    "<b>粗</b> & <script>",
    "甲\n🔴 #9 已超时",
    "\u2066乙\u202e丙",
    "👩‍👩‍👧‍👦 合影",
    "{title} %s </code>",
    '<tg-time unix="1">x</tg-time>',
)


async def test_a_title_is_shown_as_it_is_and_can_fake_no_line_of_a_digest(office: Stage) -> None:
    kept = []
    for number, title in enumerate(TITLES, 1):
        await office.say(office.wang, office.group, f"/task @li 明天下班前 {title}")
        kept.append(office.rows("SELECT title FROM tasks WHERE id = ?", number)[0][0])
        assert "\n" not in kept[-1]
        assert f"#{number} {kept[-1]}" in office.card(office.group, number).text
        story = await office.say(office.wang, office.group, f"/history {number}")
        assert story[0].text.splitlines()[0] == f"🟢 #{number} {kept[-1]}"
    for command in ("/digest", "/team"):
        said = await office.say(office.wang, office.group, command)
        lines = [line for line in said[0].text.splitlines() if "#" in line]
        assert lines == [f"🟢 #{number} {title}" for number, title in enumerate(kept, 1)]


async def test_words_in_a_report_are_shown_as_they_are(office: Stage) -> None:
    await a_task(office)
    text = "<b>60%</b> & </a> {who}\n▪️ 王主任审核通过"
    await office.say(office.li, None, text, reply_to=office.card(office.li, 1).id)
    assert text.splitlines()[0] in office.last(office.wang).text
    story = (await office.say(office.wang, None, "/history 1"))[0].text
    assert "<b>60%</b> & </a> {who}" in story
    assert "\n▪️ 王主任审核通过" not in story, "nobody writes a line of the history"


async def test_people_without_a_username_are_named_by_mention_after_emoji(office: Stage) -> None:
    office.world.rename(office.li, username="")
    await office.say(office.li, None, "/mine")
    text = "/task 👩‍👩‍👧‍👦😀 李明 明天下班前 提交报告"
    await office.say(office.wang, office.group, text, mentions={"李明": office.li})
    assert office.rows("SELECT part, member_id FROM assignments") == [("lead", 3)]
    assert office.rows("SELECT title FROM tasks")[0][0].endswith("提交报告")
    assert office.card(office.li, 1)


async def test_ids_up_to_52_bits_work_everywhere(office: Stage) -> None:
    big = office.world.person("大号", username="big", id=2**52 - 1)
    group = office.world.group("远方", members=[office.wang, big], creator=office.wang, id=-(2**52 - 1))
    office.world.add_bot(office.wang, group)
    await office.settle()
    assert await office.press(big, office.last(group), "加入")
    office.world.start(big, "hello")
    await office.settle()
    await office.say(office.wang, group, "/task @big 明天下班前 提交报告")
    assert await office.press(big, office.card(big, 1), "签收")
    assert office.rows("SELECT telegram_id FROM members ORDER BY id DESC LIMIT 1") == [(2**52 - 1,)]
    assert office.rows("SELECT status FROM tasks") == [("active",)]
    assert "办理中" in office.card(group, 1).text


async def test_a_renamed_person_stays_the_same_person(office: Stage) -> None:
    await a_task(office)
    office.world.rename(office.li, first_name="李大明", username="daming")
    await office.say(office.li, None, "/accept 1")
    assert "承办 李大明" in office.card(office.group, 1).text
    await office.say(office.wang, office.group, "/task @daming 后天 订会议室")
    assert office.rows("SELECT member_id FROM assignments WHERE task_id = 2") == [(3,)]


async def test_a_username_taken_over_by_a_colleague_means_the_colleague(office: Stage) -> None:
    office.world.rename(office.li, username="")
    office.world.rename(office.zhao, username="li")
    await office.say(office.zhao, None, "/mine")
    await a_task(office)
    assert office.rows("SELECT member_id FROM assignments") == [(4,)]
    assert office.rows("SELECT name, username FROM members WHERE id > 2") == [("李明", None), ("赵倩", "li")]


async def test_a_username_taken_over_by_a_stranger_means_nobody(office: Stage, words: Words) -> None:
    office.world.rename(office.li, username="")
    office.world.rename(office.stranger, username="li")
    await office.say(office.stranger, None, "/start")
    said = await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    assert [m.text for m in said] == [words("refuse-unknown-person", name="@li")]
    assert office.rows("SELECT * FROM tasks") == []


# -- commands in other shapes ---------------------------------------------------------------------------------------


async def test_a_command_for_another_bot_is_ignored_and_ones_own_suffix_taken_in_any_case(office: Stage) -> None:
    await a_task(office)
    before = office.state()
    for text in ("/done@other_bot 1 好了", "/accept@duban_bot2 1", "/DONE@Other_Bot 1 好了"):
        assert await office.say(office.li, office.group, text) == []
        assert await office.say(office.li, None, text) == []
    assert office.state() == before
    await office.say(office.li, office.group, "/Accept@DUBAN_Bot 1")
    assert office.rows("SELECT status FROM tasks") == [("active",)]


async def test_an_edited_command_is_never_a_second_task(office: Stage, words: Words) -> None:
    command = office.world.send(office.wang, office.group, "/task @li 明天下班前 提交报告")
    await office.settle()
    before, stood = office.state(), len(office.messages(office.group))
    office.world.edit(office.wang, command, "/task @zhao 后天下班前 提交两份报告")
    await office.settle()
    assert office.state() == before
    assert [m.text for m in office.messages(office.group)[stood:]] == [words("order-edited", number=1)]


async def test_a_message_edited_into_a_command_does_nothing(office: Stage) -> None:
    plain = office.world.send(office.li, None, "你好")
    await office.settle()
    before, stood = office.state(), len(office.messages(office.li))
    office.world.edit(office.li, plain, "/task 明天 写总结")
    await office.settle()
    assert office.state() == before
    assert len(office.messages(office.li)) == stood


async def test_an_edited_report_is_noted_and_the_old_words_stay(office: Stage) -> None:
    await a_task(office)
    report = office.world.send(office.li, None, "60% 等数据", reply_to=office.card(office.li, 1).id)
    await office.settle()
    office.world.edit(office.li, report, "70% 数据到了")
    await office.settle()
    office.world.edit(office.li, report, "70% 数据到了")
    await office.settle()
    assert office.rows("SELECT name FROM history ORDER BY seq") == [("assigned",), ("reported",), ("report-edited",)]
    story = (await office.say(office.wang, None, "/history 1"))[0].text
    assert "60% 等数据" in story
    assert "70% 数据到了" in story
    assert story.index("60% 等数据") < story.index("70% 数据到了")


async def test_an_edit_that_is_too_long_is_refused(office: Stage, words: Words) -> None:
    await a_task(office)
    report = office.world.send(office.li, None, "60%", reply_to=office.card(office.li, 1).id)
    await office.settle()
    office.world.edit(office.li, report, "😀" * 2048)
    await office.settle()
    assert office.rows("SELECT count(*) FROM history") == [(2,)]
    assert office.texts(office.li)[-1] == words("refuse-text-long", length=4096, limit=3000)


async def test_an_album_is_one_report_with_all_its_files(office: Stage, words: Words) -> None:
    await a_task(office)
    office.world.album(office.li, None, 3, "80% 现场照片", reply_to=office.card(office.li, 1).id)
    await office.settle()
    assert office.messages(office.wang)[-1].media is None, "the assigner is told when the album is whole"
    await office.pass_time(timedelta(seconds=5))
    story = [name for (name,) in office.rows("SELECT name FROM history ORDER BY seq")]
    assert story == ["assigned", "reported", "file-added", "file-added"]
    assert office.rows("SELECT percent FROM tasks") == [(80,)]
    told = [m for m in office.messages(office.wang) if m.sender.is_bot and "现场照片" in m.text]
    assert len(told) == 1
    assert len([m for m in office.messages(office.wang) if m.media]) == 3
    assert office.texts(office.li).count(words("did-progress-told", number=1, percent=80, member="王主任")) == 1


# -- senders who are nobody -----------------------------------------------------------------------------------------


async def test_an_anonymous_admin_is_told_once_what_to_change(office: Stage, words: Words) -> None:
    before = office.state()
    stood = len(office.messages(office.group))
    office.world.anonymous_send(office.group, "/task @li 明天下班前 提交报告")
    await office.settle()
    assert office.texts(office.group)[-1] == words("refuse-anonymous")
    assert len(office.messages(office.group)) == stood + 2
    assert office.state() == before


async def test_a_channel_a_linked_post_and_another_bot_have_no_rights(office: Stage, words: Words) -> None:
    await a_task(office)
    news = office.world.channel("公告", creator=office.wang)
    robot = office.world.person("机器人", username="robot_bot", is_bot=True)
    office.world.join(robot, office.group)
    await office.settle()
    before = office.state()
    stood = len(own_texts(office))
    office.world.channel_send(office.group, "/task @li 明天下班前 提交报告", news)
    office.world.channel_send(office.group, "/cancel 1 不用了", news, linked=True)
    await office.settle()
    assert own_texts(office)[stood:] == [words("refuse-anonymous")] * 2
    office.world.promote(office.world.bot, office.group)
    stood = len(own_texts(office))
    for text in ("/task @li 明天下班前 提交报告", "/accept 1"):
        message = office.world.send(robot, office.group, text)
        office.world.raw_update({"message": {**raw(message), "from": robot.json()}})
    office.world.channel_send(office.group, "普通公告", news, linked=True)
    await office.settle()
    assert own_texts(office)[stood:] == []
    assert office.state() == before


def own_texts(s: Stage) -> list[str]:
    """What our bot, and no other, said in the group."""
    return [m.text for m in s.messages(s.group) if m.sender is s.world.bot]


def now_of(s: Stage) -> int:
    """The present as the Bot API writes it."""
    return int(s.clock.now().timestamp())


def raw(message: Message) -> dict[str, Any]:
    """A message as the Bot API writes it."""
    return {
        "message_id": message.id,
        "date": int(message.date.timestamp()),
        "chat": message.chat.json(),
        "text": message.text,
    }


async def test_a_channel_post_is_no_order(office: Stage) -> None:
    news = office.world.channel("公告", creator=office.wang)
    office.world.add_bot(office.wang, news, admin=True)
    before = office.state()
    office.world.channel_post(news, "/task @li 明天下班前 提交报告")
    office.world.raw_update(
        {"channel_post": {"message_id": 9, "date": now_of(office), "chat": news.json(), "text": "/task"}}
    )
    await office.settle()
    assert office.state() == before


async def test_a_message_without_a_sender_leads_nowhere(office: Stage) -> None:
    before, stood = office.state(), len(office.messages(office.group))
    command = [{"type": "bot_command", "offset": 0, "length": 5}]
    nobody = {
        "message_id": 999,
        "date": now_of(office),
        "chat": office.group.json(),
        "text": "/task",
        "entities": command,
    }
    office.world.raw_update({"message": nobody})
    await office.settle()
    assert office.state() == before
    assert len(office.messages(office.group)) == stood


async def test_hostile_characters_are_taken_cleanly(office: Stage) -> None:
    await a_task(office)
    reply = {**raw(office.card(office.li, 1)), "from": office.world.bot.json()}
    for n, text in enumerate(("报告\u0000完成", "a\u2066b\u0007"), 1):
        written = {"message_id": 5000 + n, "date": now_of(office), "chat": office.world.private(office.li).json()}
        said = {"from": office.li.json(), "text": text, "reply_to_message": reply}
        office.world.raw_update({"message": written | said})
        await office.settle()
        assert office.rows("SELECT count(*) FROM history WHERE name = 'reported'") == [(n,)]
        assert "李明反馈" in office.last(office.wang).text
    assert not office.rows("SELECT data FROM history WHERE data LIKE '%u0000%'")
