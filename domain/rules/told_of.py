"""Which matter words speak of without its number: 写报告那件事延到下周二; 李明那个报告改到下周三; move the report to May."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.model.tasks import Task
from domain.model.value import value
from domain.rules.moves import Action
from domain.rules.scripts import alike
from domain.rules.verdicts import Verdict, verdict
from domain.text import half_width, late

_LONGEST = 80  # who says more tells of something else
_NEAR = 30  # signs in which a matter is named
_AROUND = 4  # signs that may stand around a title
_LEAST = 2  # signs of a title by which it is known
_POINTS = late(
    r"(?:的?(?:那|这|這)(?:一?[件个個份项項篇张張])?(?:事情?|任务|任務|事项|事項|工作)?|的?(?:这|那|這)?(?:件事|任务|任務|事项|事項))\s*[,，:：]?\s*$"
)
_POINTED = late(r"(?:那|这|這)[件个個份项項篇张張]")
_BEFORE = late(r"^\s*的?(?:请|請)?(?:把|将|將|对|對)?\s*")
_OF_ENGLISH = late(
    r"\s*(?:please )?(?P<verb>(?:make|move|postpone|push|extend|change|shift|set|bring|reschedule|delay|pause"
    r"|cancel|reassign|give|hand)"
    r"(?: (?:back|the (?:deadline|due date) (?:of|for)))?) (?P<what>.+?)(?P<rest>(?: back)? (?:to|until|till|by) .+)?",
)
_ARTICLE = late(r"^(?:the|that|this)\s+|\s+(?:task|matter|one)$")
_SIGNS = late(r"[\s\W_]+")
_OWNER = late(r"^(?:手上|手里|手裡|手头|手頭|负责|負責|承办|承辦|在办|在辦)?(?:的|之|'s|’s)")


@value
class ToldOf:
    """What may name a matter, and what the words would do to it; `points`: they say that there is one (那件事)."""

    named: str
    does: str
    points: bool


def told_of(text: str) -> Iterator[ToldOf]:
    """The ways to take a text as a change of a matter that it names, the shortest name first."""
    plain = half_width(text).strip()
    if len(plain) > _LONGEST:
        return
    english = _OF_ENGLISH.fullmatch(plain)
    if english is not None:
        yield from _in_english(english)
        return
    head = _BEFORE.match(plain)
    start = head.end() if head else 0
    for end in range(start + _LEAST, min(len(plain), start + _NEAR)):
        found = verdict(plain[end:])
        name = plain[start:end]
        points = _POINTS.search(name) is not None or _POINTED.search(name) is not None
        ends = found is not None and found.plain and _OF_THE.search(name) and set(found.actions) <= _ENDS_IT
        if found is not None and (ends or _is_change(found, plain[end:], points=points)):
            yield ToldOf(_OF_THE.sub("", _POINTED.sub("", _POINTS.sub("", name))), plain[end:], points)


# 投影仪的事取消: of what is found by its name alone; no order ends so.
_OF_THE = late(r"的(?:事情?|任务|任務|活儿?)$")
_ENDS_IT = frozenset({Action.CANCEL, Action.PAUSE, Action.URGE})


def _in_english(found: re.Match[str]) -> Iterator[ToldOf]:
    verb, what, rest = found["verb"], found["what"], found["rest"] or ""
    does = f"{verb.partition(' the ')[0]} it{rest}"
    if verdict(does) is not None:
        yield ToldOf(_ARTICLE.sub("", _ARTICLE.sub("", what)), does, points=False)


def _is_change(found: Verdict, words: str, *, points: bool) -> bool:
    """The first clause decides, and it says a moment or how urgent; with 那件事 it may name a person, or anything else."""
    first = verdict(_first_clause(words))
    return first is not None and (points or (not found.alone and bool(found.when or found.more or found.level)))


def _first_clause(words: str) -> str:
    return _CLAUSE.split(words, maxsplit=1)[0]


_CLAUSE = late(r"[,，。;；!！\n]")


# 1号那件事, 第2件事, 任务3, task 3: said of a matter, where 1号 alone may be a day.
_SPOKEN_OF = late(
    r"""第\s?(?P<nth>\d{1,6})\s?[件项項](?:事情?|任务|任務|工作)?|(?P<called>\d{1,6})\s?[号號](?:的|那|这|這|此)?(?:件|个|個|项|項)?(?:事项|事項|事(?!前|后|後|先)情?|任务|任務)
    |(?:任务|任務|事项|事項|编号|編號)\s?(?P<of>\d{1,6})(?!\d|[月日点點:.])[号號]?|\b(?:task|item|matter|number)\s(?P<en>\d{1,6})\b(?!:)""",
    re.VERBOSE | re.IGNORECASE,
)
_NOUN = late(
    r"\s*(?:(?:那|这|這|此)(?:件|个|個|项|項)?)?(?:事项|事項|事情?(?!前|后|後|先)|任务|任務)?(?:的|之(?!前|后|後))?\s*",
    re.IGNORECASE,
)
_TAKEN_WITH = late(r"(?:(?:把|将|將|对|對)|(?<=\s)(?:of|for))\s*$", re.IGNORECASE)
_OWNED = late(r"\s*(?:['’]s)\s+", re.IGNORECASE)


_ONE = late(r"[#№]\s?(\d{1,16})(?!\d)")
_MOST = 120  # signs; what is longer has more to say than a change


def number_told_of(text: str) -> tuple[int, str] | None:
    """A number in words that change its matter, without what goes with it: 把 #1 的时限改到周三, 1号那件事改由赵倩办."""
    marked = _SPOKEN_OF.sub(lambda m: f"#{m[m.lastgroup or 0]} ", half_width(text), count=1)
    named = list(_ONE.finditer(marked))
    if len(named) != 1 or len(marked) > _MOST:
        return None
    before, after = marked[: named[0].start()], marked[named[0].end() :]
    before, after = _TAKEN_WITH.sub("", before).strip(), _OWNED.sub("the ", after, count=1)
    after = after[noun.end() :] if (noun := _NOUN.match(after)) else after
    return int(named[0][1]), f"{before} {after}".strip()


# 1号延期到下周五, 撤销1号, 退回 1: the number has no sign, so what is said must be a decision.
_HEAD_NUMBER = late(r"\s*(?:把|将|將)?\s*(\d{1,6})\s?[号號]\s*(\S.{0,40})")
_TAIL_NUMBER = late(r"\s*([\u4e00-\u9fff]{2,6})\s*(\d{1,6})\s*[号號]?[\s。.!！]*")


def barely_told_of(text: str) -> tuple[int, str] | None:
    """The number without a sign in words that do nothing but decide on its matter, and these words. 1号交给赵倩 may be said of
    the first of a month, 把1号交给赵倩 is not."""
    plain = half_width(text)
    head, tail = _HEAD_NUMBER.fullmatch(plain), _TAIL_NUMBER.fullmatch(plain)
    found = (int(head[1]), head[2]) if head else (int(tail[2]), tail[1]) if tail else None
    says = verdict(found[1]) if found else None
    an_object = plain.lstrip()[:1] in ("把", "将", "將")
    return found if says is not None and (says.plain or says.when) and (an_object or not says.who) else None


def fits(task: Task, words: str, people: Sequence[int], *, alone: bool) -> bool:
    """Whether words name this task: by a piece of its title, with who leads it or without; or by that person `alone`."""
    if people and task.lead_id not in people:
        return False
    said, title = _bare(words), _bare(task.title)
    if len(said) < _LEAST:
        return bool(people) and alone
    return said in title or (len(title) >= _LEAST and title in said and len(said) <= len(title) + _AROUND)


def change_in(text: str) -> str:
    """What words would do, without the matter they name; the words themselves where they name none."""
    return next((one.does for one in told_of(text)), text)


def _bare(words: str) -> str:
    return _SIGNS.sub("", _OWNER.sub("", alike(words).strip()))
