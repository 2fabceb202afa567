"""Which task a person means: the number they write, else the message replied to, else the only one they have.

A number that cannot be read is never replaced by another matter: then the person is asked.
"""

from __future__ import annotations

import re

from bot.commands import COMMANDS
from bot.talk import Talk, quoted, text_of
from domain.errors import Refusal
from domain.model.matters import ANSWERS, OWED, WORK, Matters
from domain.model.post import Post
from domain.model.tasks import Kind, Task
from domain.model.value import replace, value
from domain.rules.lifecycle import allowed, kinds_of
from domain.text import half_width, late
from domain.usecases.access import relations, secrets_of
from domain.usecases.supervision.desk import shown_by

HAS_NUMBER = late(r"[#№]\s?(\d{1,16})(?!\d)")
_LONGEST = 16  # more digits than any number has
_HAN = "一二三四五六七八九十"
_KEYCAP = late("[\ufe0f\u20e3]")  # 2️⃣
_SIGNS = r"[,，、。.;；:：!！?？)）\]】」〕>》~…—]"
_BEHIND = late(r"(?:\s?[)）\]】」〕>》])?(?:\s?[,，、:：;；]|[。.!！?？~…—]+)?\s*")

# #2, No. 2, 任务2, 第2件, 2号; a bare 2, or 二 with a space behind it; any of them in brackets.
_NUMBER = late(
    rf"""\s*[(\[【「〔<《]?\s?(?:
      (?P<mark>[#№]\s?|(?:no|nr)\b\.?\s?|(?:number|task|item|matter)\s?[#:]?\s?|(?:任务|任務|事项|事項|编号|編號)\s?[#:]?\s?)(?P<marked>\d+)\s?[号號]?
    | 第\s?(?P<nth>\d+|[{_HAN}]{{1,3}})\s?[件项項号號]
    | (?P<called>\d+|[{_HAN}]{{1,3}})\s?[号號](?![前以之下上中早晚当當凌午至到截、和与與\d])
    | (?P<bare>\d+|[{_HAN}]{{1,3}}(?=$|\s|[,，。]))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# What makes of a bare number an amount, a time or a part of a name: 60%, 3天后, 12月5日, 9:30, 3份材料.
_AMOUNT = late(
    r"""(?:\.\d+)?(?: \s?[%‰°] | :\d | (?:st|nd|rd|th|am|pm|pct)\b | \s(?:am|pm|pct|percent|per\scent)\b
    | [天日月年周週星礼禮小时時点點分秒刻号號份个個次人名位页頁条條张張套台部家处處种種千百万萬亿億]
    | [元块塊多几幾余餘半成季楼樓级級期批轮輪章篇本卷])
    """,
    re.VERBOSE | re.IGNORECASE,
)
# 5 days, 2 个附件: with a space between, it may as well be a number and its words.
_COUNTED = late(
    r"\s(?:[个個天份件项項]|小[时時]|(?:(?:working|business|calendar)\s)?(?:day|week|hour|hr|minute|min|month|year)s?\b)",
    re.IGNORECASE,
)
_MONTH = late(
    r"\s(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october"
    r"|november|december)\b(?!\.?\s+\d{1,2}(?:st|nd|rd|th)?(?=$|[\s,，])(?!\s[ap]m\b))",  # 1 Feb 5: of task 1, the fifth
    re.IGNORECASE,
)
_THOUSANDS = late(r",\d{3}(?!\d)", re.ASCII)
_DATE = late(r"[/-]\d")
_STUCK_VERB = late(r"都?已|均已|完成|办|辦|收到|同意|通过|通過")
_SECOND = late(
    r"\s*(?:[,，、/&+~]|和|与|與|及|跟|到|至|and\b|-)\s*#?\d+(?=$|\s|[,，、。.!！])(?!\s*[月点點时時个個天日份])",
    re.IGNORECASE,
)


@value
class Named:
    """A number somebody wrote at the head of a text, and the text behind it; `marked` as #2 or 2号, not a bare 2."""

    number: int
    rest: str
    marked: bool


@value
class Example:
    """What a refusal shows as right: the command that was typed, with a number there is; 0 where there is none."""

    command: str = "show"
    number: int = 0

    def refusal(self) -> Refusal:
        """Which task is meant?"""
        which = Refusal("which-task", command=self.command, example=str(self.number))
        return which if self.number else Refusal("which-task-none")


_NO_EXAMPLE = Example()


def named_in(text: str, *, dates: bool = False, numbers: bool = False, example: Example = _NO_EXAMPLE) -> Named | None:
    """The number of a task at the head of a text; None where none stands there.

    With `dates` a date may stand there instead (12-05), with `numbers` another number may follow (stars).

    Raises: Refusal `which-task` (with that `example`) for what may be a number and cannot be read as one, `one-matter` for
    several.
    """
    text = _KEYCAP.sub("", text)
    plain = half_width(text)
    found = _NUMBER.match(plain)
    if found is None:
        _require_words(plain, example)
        return None
    end, digits = found.end(), found[found.lastgroup or 0]
    if found["bare"] and (_no_number(plain, end, digits, dates=dates) or _THOUSANDS.match(text, end)):
        return None
    if not numbers and _SECOND.match(plain, end):
        raise Refusal("one-matter", command=example.command, example=digits)
    unclear = found["bare"] and (not digits.isascii() or _COUNTED.match(plain, end) or not _ends(plain, end))
    if unclear or len(digits) > _LONGEST:
        raise example.refusal()
    return Named(_value(digits), text[_behind(plain, end) :].strip(), not found["bare"])


_MARKED = late(r"\s*[#№]\s?(\d{1,16})(?!\d)")


def marked_in(text: str) -> Named | None:
    """The number at the head of plain words, where it is written as one: `#14 90%`."""
    plain = half_width(text)
    found = _MARKED.match(plain)
    return Named(int(found[1]), text[_behind(plain, found.end()) :].strip(), marked=True) if found else None


_SHORT_TEXT = 40
_JOINED = late(
    r"\s*[#№]\s?\d{1,16}(?!\d)(?:\s*(?:[,，、;；&+/和与與及跟]|and\b)?\s*[#№]\s?\d{1,16}(?!\d))*", re.IGNORECASE
)
_ONE = late(r"[#№]\s?(\d{1,16})(?!\d)")
_LEADS_TO = late(r"\s+(?:for|of|on|about|with|to|in)$", re.IGNORECASE)  # I need more time for #1
_ANOTHER = late(
    r"(?:[,，;；。.!！\n]\s*|(?<![等跟和与與见見看按同到])(?<!\bto)(?<!\bfor)(?<!\bsee)(?<!\band)(?<!\bwith)(?<!after)\s)"
    r"(?:和|还有|還有|and\s)?[#№]\s?\d{1,16}(?!\d)(?!\s*(?:[的那]|一起|'s))",
    re.IGNORECASE,
)


@value
class Listed:
    """Numbers at the head of plain words, each once, and the words that are said of all of them."""

    numbers: tuple[int, ...]
    rest: str


def listed_in(text: str) -> Listed | None:
    """`#1 #2 都收到`, `#1 和 #2 抓紧`, or one number alone.

    Raises: Refusal `one-by-one` where a further number begins words of its own: `#1 90%，#2 40%`.
    """
    plain = half_width(text)
    found = _JOINED.match(plain)
    if found is None:
        return None
    numbers = tuple(dict.fromkeys(int(n) for n in _ONE.findall(found[0])))
    other = _ANOTHER.search(plain, found.end())
    if other is not None:
        marks = dict.fromkeys(f"#{n}" for n in (*numbers, *map(int, _ONE.findall(plain, found.end()))))
        raise Refusal("one-by-one", numbers="、".join(marks))
    return Listed(numbers, text[_behind(plain, found.end()) :].strip())


def elsewhere_in(text: str) -> Listed | None:
    """The only number of a short text and the words around it: 催一下 #3, cancel #3."""
    plain = half_width(text)
    found = list(_ONE.finditer(plain))
    if len(found) != 1 or len(plain) > _SHORT_TEXT:
        return None
    before, after = text[: found[0].start()].strip(), text[found[0].end() :].strip()
    return Listed((int(found[0][1]),), f"{before if after else _LEADS_TO.sub('', before)} {after}".strip())


def _require_words(plain: str, example: Example) -> None:
    """Nothing that begins like a number may pass for words: `#abc`, `-2`, ⑩."""
    head = plain.lstrip()[:2]
    if (
        head[:1] in ("#", "№")
        or (head[:1] == "-" and head[1:].isdigit())
        or (head[:1].isnumeric() and not _is_han(head[0]))
    ):
        raise example.refusal()


def _is_han(sign: str) -> bool:
    return "\u3007" <= sign <= "\u9fff"


def _no_number(plain: str, end: int, digits: str, *, dates: bool) -> bool:
    """Whether a bare number is plainly something else: an amount, the head of a list, a date where one may stand."""
    of_dates = (_DATE, _COUNTED, _MONTH) if dates else ()
    return any(kind.match(plain, end) for kind in (_AMOUNT, *of_dates)) or _listing(plain, end, digits)


def _listing(plain: str, end: int, digits: str) -> bool:
    """1、… 2、…: the first line of a list is no number of a task."""
    sign = plain[end : end + 1]
    return (
        digits in ("1", "一")
        and sign in ("、", ".", ")", "，")
        and re.search(rf"[2二]{re.escape(sign)}", plain) is not None
    )


def _ends(plain: str, end: int) -> bool:
    """Whether a bare number ends here, or a verb is stuck to it as people type: 2已报送."""
    return (
        re.match(rf"$|\s|(?!\.\d){_SIGNS}", plain[end : end + 2]) is not None
        or _STUCK_VERB.match(plain, end) is not None
    )


def _behind(plain: str, end: int) -> int:
    """Where the words begin behind a number and its sign."""
    found = _BEHIND.match(plain, end)
    return found.end() if found else end


def _value(digits: str) -> int:
    if not digits.isascii():
        return _of_han(digits)
    return int(digits)


def _of_han(digits: str) -> int:
    """一 to 九十九."""
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return int("".join(str(_HAN.index(d) + 1) for d in digits))
    return (_HAN.find(tens) + 1 if tens else 1) * 10 + (_HAN.find(ones) + 1 if ones else 0)


def task_number(talk: Talk, *, dates: bool = False, numbers: bool = False) -> tuple[int, str]:
    """The number of the task and what is left of the arguments; `dates` and `numbers` as in `named_in`.

    Raises: Refusal `which-task` with an example when none is named, replied to, or the only open one.
    """
    try:
        found = named_in(talk.args, dates=dates, numbers=numbers, example=Example(_command(talk)))
    except Refusal as refusal:
        raise (example_for(talk).refusal() if refusal.name.startswith("which-task") else refusal) from None
    if found is not None:
        return found.number, found.rest
    number = replied_task(talk)
    if number is None:
        mine = _candidates(talk)
        number = mine[0].id if len(mine) == 1 else None
    if number is None:
        raise example_for(talk).refusal()
    return number, talk.args.strip()


def _candidates(talk: Talk) -> list[Task]:
    """Of what one has in hand, what the command can be about: its own kinds of matter; two are enough to ask which."""
    action, own, tasks = _ACTIONS.get(_command(talk)), talk.who.member.id, talk.unit.store.tasks
    if action is None or Kind.TASK in kinds_of(action):
        return tasks.page(Matters(hands=own, secret_to=secrets_of(talk.who)), 2)
    found = {
        t.id: t
        for of in (Matters(hands=own), Matters(assigner=own))
        for t in tasks.page(replace(of, kinds=ANSWERS), _SOME)
    }
    return [t for t in found.values() if allowed(t, action, relations(talk.who, t))]


def example_for(talk: Talk) -> Example:
    """The command as it was typed, with the number of a task for which it can be meant; else of any that is theirs."""
    tasks, own, command, secret_to = talk.unit.store.tasks, talk.who.member.id, _command(talk), secrets_of(talk.who)
    kinds = OWED if command in _ACTIONS else WORK
    lists = (Matters(hands=own, secret_to=secret_to), Matters(assigner=own, secret_to=secret_to))
    theirs = [t for of in lists for t in tasks.page(replace(of, kinds=kinds), _SOME)]
    action = _ACTIONS.get(command)
    fitting = [t for t in theirs if action is not None and allowed(t, action, relations(talk.who, t))]
    return Example(command, next((t.id for t in (*fitting, *theirs)), 0))


def _command(talk: Talk) -> str:
    word = text_of(talk.message).split(maxsplit=1)[:1] if talk.message else []
    return word[0].lower().partition("@")[0].removeprefix("/") if word and word[0].startswith("/") else "show"


_SOME = 20  # tasks among which an example is looked for
_ACTIONS = {row.name: row.action for row in COMMANDS}


def replied_task(talk: Talk) -> int | None:
    """The task of the message replied to."""
    post = replied_post(talk)
    return post.task_id if post else None


def replied_post(talk: Talk) -> Post | None:
    """What the message replied to is to its task; a review desk is news of what it shows. What is written in the topic of a
    task replies to that."""
    asked = quoted(talk.message)
    if asked is None:
        return talk.topic_post
    found = talk.unit.store.posts.find(talk.chat_id, asked.message_id)
    return found or (shown_by(talk.unit, talk.chat_id, asked.message_id) if talk.is_private else None)
