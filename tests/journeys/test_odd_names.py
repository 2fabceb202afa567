"""Names, titles and ids as odd as they come: shown as they are, and taken for nobody else."""

from __future__ import annotations

from tests.journeys.conftest import Words
from tests.journeys.matters import a_task
from tests.stage import Stage

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
