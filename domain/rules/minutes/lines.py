"""The lines of minutes: which say what is to be done, which are headings over them, and which are neither."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from domain.model.minutes import Document, Grid, Matter, Split
from domain.model.value import replace, value
from domain.rules.minutes.labels import DUE, HELPER, OWNER, REMARK, STANDARD, Said, names_in, said_in
from domain.rules.minutes.tables import matters_of_grid
from domain.text import late, one_line

Test = Callable[[str], bool]

_STYLES = (
    ("han", r"[一二三四五六七八九十]{1,3}[、.．]"),
    ("part", r"第[一二三四五六七八九十\d]{1,3}[条條项項点點]?[、，,：:]?\s*(?=[^\d次届屆届期季])"),
    ("han_in_brackets", r"[（(][一二三四五六七八九十]{1,3}[）)][、.．]?"),
    ("order", r"[一二三四五六七八九十]是|(?:首先|其次|再次|最后)[，,]"),
    ("bracket", r"[（(]\d{1,3}[）)][、.．]?|\d{1,3}[）)]"),
    ("number", (r"\d{1,3}(?:[、．]|\.(?!\d))\s*|\d{1,3}(?=[\u4e00-\u9fff](?!时|時|点|點|日|号|月|年|天|个|個|周|份|项"
    r"|名|人))(?<!\d)(?=\D)")),
    ("ring", r"[①-⑳]"),
    ("bullet", r"(?:[-–—•*·●○■□▪◆➢✓☐※]|\[\s?\])\s*"),
)  # fmt: skip
_RANKS = ("part", "han", "han_in_brackets", "number", "order", "bracket", "ring", "bullet")
_NUMBER = late(rf"\s*(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _STYLES)})\s*")
_INLINE = late(
    r"(?<=[。；;：:，,])\s*(?=(?:[（(]?\d{1,2}[）)]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|[①-⑳]|[一二三四五六七八九十]是)\s*[^\d\s])"
    r"|(?<=[.;:])\s+(?=(?:\(?\d{1,2}\)|\d{1,2}\.)\s+[A-Za-z@])"
)
_CLAUSES = late(r"(?<=[；;。])\s*(?=\S)|(?<=[a-z\d)]\.)\s+(?=[A-Z@])|(?<=[a-z\d)];)\s+")
_META = late(
    r"\s*(?:[【\[]\s*)?(?:(?:会议|會議|开会|開會)?(?:时间|時間|日期|地点|地點|议题|議題|主题|主題|名称|名稱|主持人?"
    r"|主席)|(?:参会|參會|与会|與會|出席|列席|缺席|请假|請假|到会|记录|記錄|紀錄|整理|签发|簽發|审核"
    r"|主送|抄送|抄报|印发|發文|发文|核稿)(?:单位|單位|人员|人員|领导|人|者|情况|机关)?|应到|实到"
    r"|(?:meeting )?(?:date|time|place|venue|location|topic|subject|agenda|chair(?:person|ed by)?|present"
    r"|attend(?:ees|ance|ed by)|participants|apologies|absent|minutes(?: taken)? by|recorder|note-?taker|distribution|cc))"
    r"\s*(?:[】\]])?\s*[:：]",
    re.IGNORECASE,
)
_TALK = late(
    r"\s*(?:会议|會議|与会人员|与会者|會中|会上|本次会议|本次會議|大家)(?:一致)?(?:认为|認為|指出|强调|強調|听取|聽取"
    r"|审议|審議|讨论|討論|通报|通報|学习|學習|传达|傳達|回顾|总结|總結|肯定|由|在|于|於)"
    r"|.{0,24}(?:召开|召開|主持(?:会议|會議|召开)|参加(?:了)?(?:会议|會議)|出席(?:了)?(?:会议|會議)|会议结束|散会|散會)"
    r"|[^，,。；;：:\s]{1,8}(?:强调|強調|指出|认为|認為|表示|汇报了|通报了|介绍了|传达了|作了|做了|发言|讲话|致辞)"
    r"|\s*(?:the )?meeting (?:noted|heard|discussed|was|opened|closed|began|started|ended|took)"
    r"|.{0,40}\b(?:was held|were present|reported that|thanked|welcomed)\b",
    re.IGNORECASE,
)
_TITLE = late(
    r".{0,50}(?:纪要|紀要|会议记录|會議記錄|會議紀錄|会议摘要|任务分解表|任务清单|任务分工|督办清单|督辦清單|工作清单"
    r"|待办清单|minutes(?: of .*)?|action (?:list|items))\s*[:：]?$",
    re.IGNORECASE,
)
_ENDS_AS_HEAD = late(r"[:：]\s*$")
_FOLLOWING = late(
    r"以下|下列|如下|下述|下面|the following|(?:all|each) of (?:these|them|the (?:items|tasks))|all items|items below|below",
    re.IGNORECASE,
)
_CONTINUES = late(rf"\s*[（(]?\s*(?:{OWNER}|{HELPER}|{DUE}|{REMARK}|{STANDARD})\s*[:：]", re.IGNORECASE)
_CLOSES = late(r"[，,；;。.！!？?]\s*$")
# Prose that names a day (今天天气不错) asks for nothing; a limit does.
_LIMITS = late(r"前|内|內|底|为止|為止|截止|\b(?:by|before|within|until|till|due|no later than)\b", re.IGNORECASE)
_LONGEST_HEADING = 24
_SHORTEST = 2


def is_limit(words: str) -> bool:
    """Whether words set a limit (周五前), and are more than a day that is named in passing."""
    return _LIMITS.search(words) is not None


@value
class _Line:
    text: str  # without its number
    style: str
    raw: str


@dataclass(slots=True)
class _Shared:
    """What a heading says for the lines below it."""

    owner: tuple[str, ...] = ()
    due: str = ""
    style: str = ""


@dataclass(slots=True)
class _Reader:
    """One document being read, with what words are here: `is_name`, `is_dated`, `addressed`, `due_in`."""

    is_name: Test
    is_dated: Test
    addressed: Test
    due_in: Callable[[str], str]
    shared: _Shared = field(default_factory=_Shared)
    matters: list[Matter] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    title: str = ""

    def prose(self, lines: Sequence[_Line]) -> None:
        for place, line in enumerate(lines):
            self._line(line, lines[place + 1] if place + 1 < len(lines) else None)

    def grid(self, grid: Grid) -> None:
        found, aside = matters_of_grid(grid, self.is_name, self.is_dated)
        self.matters += [self._under(one) for one in found]
        self.aside += aside

    def _line(self, line: _Line, following: _Line | None) -> None:
        said = said_in(line.text, self.is_name)
        if self._is_heading(line, said, following):
            self._heading(line, said)
        elif _META.match(line.text):
            self.aside.append(line.raw)
        else:
            self._pieces(line)

    def _is_heading(self, line: _Line, said: Said, following: _Line | None) -> bool:
        if _TITLE.fullmatch(line.text) and not said.owners:
            return True
        if _ENDS_AS_HEAD.search(line.text) or (_FOLLOWING.search(line.text) and not said.rest.strip(" ，,。；;")):
            return True
        if _FOLLOWING.search(line.text) and following is not None and len(line.text) <= 2 * _LONGEST_HEADING:
            return self.is_dated(line.text) or bool(said.owners)
        if said.owners or said.due or len(line.text) > _LONGEST_HEADING or _CLOSES.search(line.text) or not line.style:
            return False
        return _has_below(line, following) and not self.addressed(line.text) and not self.is_dated(line.text)

    def _heading(self, line: _Line, said: Said) -> None:
        bare = line.text.rstrip(" ：:")
        owner = said.owners or (names_in(bare) if all(map(self.is_name, names_in(bare))) else ())
        due = said.due or (self.due_in(line.text) if _FOLLOWING.search(line.text) or self._only_due(bare) else "")
        if owner or due or not self.shared.style or line.style in ("", self.shared.style, "han"):
            self.shared = _Shared(owner, due, line.style)
        if not self.title and (_TITLE.fullmatch(line.text) or not (self.matters or owner or due or line.style)):
            self.title = bare
        self.aside.append(line.raw)

    def _only_due(self, bare: str) -> bool:
        """周五前：, By Friday: nothing but a day over what is due then."""
        found = self.due_in(bare)
        return bool(found) and len(one_line(bare)) - len(found) <= len("前完成")

    def _pieces(self, line: _Line) -> None:
        parts = [part for part in _INLINE.split(line.text) if part.strip()]
        if len(parts) > 1:
            self.prose([_numbered(part, line.style if not place else "") for place, part in enumerate(parts)])
            return
        clauses = self._clauses(line.text)
        for place, clause in enumerate(clauses):
            if self._is_matter(clause, line.style if not place else line.style and "clause"):
                self._matter(clause)
            else:
                self.aside.append(clause if len(clauses) > 1 else line.raw)

    def _clauses(self, text: str) -> list[str]:
        """Sentences that each name somebody of their own; a sentence that does not goes with the one before it."""
        parts = [p.strip() for p in _CLAUSES.split(text) if p.strip()]
        own = [self._names_somebody(p) for p in parts]
        if sum(own) <= 1:
            return self._without_talk(parts, own)
        joined: list[str] = []
        for part, names in zip(parts, own, strict=True):
            if joined and not names and not _TALK.match(part):
                joined[-1] = f"{joined[-1]}{part}"
            else:
                joined.append(part)
        return joined

    def _without_talk(self, parts: Sequence[str], own: Sequence[bool]) -> list[str]:
        """What was only talked about stands before what is to be done: 会议听取了…。由办公室牵头…"""
        first = next((i for i, names in enumerate(own) if names), None)
        if first and all(map(_TALK.match, parts[:first])):
            return ["".join(parts[:first]), "".join(parts[first:])]
        return ["".join(parts) if all(p[-1:] in "。；;" for p in parts[:-1]) else " ".join(parts)]

    def _names_somebody(self, text: str) -> bool:
        return bool(said_in(text, self.is_name).owners) or self.addressed(text)

    def _is_matter(self, text: str, style: str) -> bool:
        if len(one_line(text).strip(" ，,。.；;:：、")) < _SHORTEST:
            return False
        said = said_in(text, self.is_name)
        if said.owners or (said.due and not _TALK.match(text)):
            return bool(one_line(said.rest).strip(" ，,。.；;:：、（）()-–—"))
        if _TALK.match(text):
            return False
        if self.addressed(text):
            return True
        return style not in ("", "clause") or is_limit(self.due_in(text))

    def _matter(self, text: str) -> None:
        said = said_in(text, self.is_name)
        found = Matter(one_line(text), said.rest, said.owners, said.helpers, said.due, said.remark, said.standard)
        self.matters.append(self._under(found))

    def _under(self, found: Matter) -> Matter:
        return replace(found, shared_owner=self.shared.owner, shared_due=self.shared.due)


def _has_below(line: _Line, following: _Line | None) -> bool:
    """Whether what follows is of a lower rank: 一、 over （一）, 1. and plain text; 1. over （1）."""
    if following is None:
        return False
    if not following.style:
        return line.style in ("han", "part", "han_in_brackets")
    return _RANKS.index(line.style) < _RANKS.index(following.style) and following.style != "order"


def split(document: Document, is_name: Test, is_dated: Test, addressed: Test, due_in: Callable[[str], str]) -> Split:
    """The matters of a document, and what is none.

    `is_name`: whether words are somebody's name here; `is_dated`: whether they name a day; `addressed`: whether they are for
    somebody by name; `due_in`: the words of the deadline in them.
    """
    reader = _Reader(is_name, is_dated, addressed, due_in)
    run: list[str] = []
    for block in (*document, None):
        if isinstance(block, str):
            run.append(block)
            continue
        reader.prose(_lines(run))
        run = []
        if block is not None:
            reader.grid(block)
    return Split(tuple(reader.matters), tuple(reader.aside), reader.title)


def _lines(blocks: Sequence[str]) -> list[_Line]:
    """The lines of paragraphs, each with the lines of labels that belong to it."""
    found: list[_Line] = []
    for raw in _rows(blocks):
        if found and _CONTINUES.match(raw) and not _has_deed(raw):
            before = found[-1]
            found[-1] = replace(before, text=f"{before.text.rstrip('。；;，, ')}，{raw}", raw=f"{before.raw} {raw}")
        else:
            found.append(_numbered(raw, ""))
    return found


def _has_deed(raw: str) -> bool:
    """责任人：张三，报送方案 is a line of its own."""
    said = said_in(raw, lambda _: False)
    return bool(one_line(said.rest).strip(" ，,。.；;:：、（）()"))


def _rows(blocks: Sequence[str]) -> Iterator[str]:
    for block in blocks:
        for line in block.splitlines():
            if line.strip(" \t\u3000\ufeff"):
                yield line.strip(" \t\u3000\ufeff")


def _numbered(raw: str, style: str) -> _Line:
    """A line with its number taken off."""
    mark = _NUMBER.match(raw)
    if mark is None or not raw[mark.end() :].strip():
        return _Line(raw.strip(), style, raw.strip())
    return _Line(raw[mark.end() :].strip(), mark.lastgroup or style, raw.strip())
