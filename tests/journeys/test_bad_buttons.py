"""Old, foreign and forged buttons, odd words in every command: answered with a sentence, and nothing changes."""

from __future__ import annotations

import random
import string

import pytest

from bot.registry import ROUTES
from bot.routes import On
from tests.journeys.conftest import Words
from tests.journeys.matters import a_second_task, a_task, an_outsider
from tests.stage import Stage


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
    "wang": ("approve", "return", "reassign", "change_deadline", "cancel"),
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
