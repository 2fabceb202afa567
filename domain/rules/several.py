"""Several orders in one message: lines, parts between semicolons or clauses that each begin with a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from domain.model.value import replace, value
from domain.rules.words import is_thanks
from domain.text import late

_NUMBERED = r"(?<=[\s。.，,；;])(?=\(?（?\d{1,2}[.、)）]\s?[^\d\s])"
_PARTS = late(rf"[\n；;]+|{_NUMBERED}")
_CLAUSES = late(rf"[\n；;，,。]+|(?<=[a-z])\.\s+|(?<=\s)(?=@\w)|{_NUMBERED}")
_BEFORE_A_NAME = late(r"[\s\d.、)）(（\-–—•*·①-⑳]*(?:/task(?:@\w+)?\s+)?")
# The surnames of nine people in ten, and what may be a name behind one; a name in Latin letters begins with capitals.
_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣"
    "蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范石姚谭譚廖邹鄒熊陆陸郝孔崔康毛邱秦顾顧侯邵孟龙龍段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔"
)
_A_NAME = late(rf"(?:[小老]?[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}|[A-Z][a-z]+(?: [A-Z][a-z]+){{0,2}})(?=\s*[:：]|\s)")


_LATIN_DOER = late(r"\s*[:：]|\s+(?:to|will|shall|should|must)\s")
_STYLE = late(r"\s*(?:[(（]?\d{1,2}(?P<point>[.、)）])|(?P<ring>[①-⑳]))")
_BULLET = late(r"\s*[-–—•*·]\s")
_AT_THE_END = late(r"[（(][^（()）]*[)）][\s。.；;]*$|(?:——|—|–|\s-\s)[^—–]*$")


_ONLY_ASKS = late(r"\s*(?:please\s+)?(?:ask|have|tell|get|let|remind)\s*|\s*please\s*", re.IGNORECASE)
_JOINT = late(r"[\s,，]+(?:and|和|并|並)\s*$", re.IGNORECASE)
_STRANGER = late(
    rf"\s*(?:请|請|让|讓|叫|由|派|麻烦|麻煩|通知|安排)?(?P<who>[小老][{_SURNAMES}]|[{_SURNAMES}](?:主任|局长|局長|处长|處長|科长|科長|部长|部長|院长|院長|校长|校長"
    r"|所长|所長|站长|站長|队长|隊長|组长|組長|经理|經理|总监|總監|书记|書記|秘书|秘書|老师|老師|工(?=[今明后後下本周週]))|[\u4e00-\u9fff]同志)"
    r"(?=\s|[，,：:、]|[今明后後本下周週礼禮星\d一二三四五六七八九十]|负责|負責|尽快|盡快|[来來去办辦做交报報写寫订訂送准準把将將])"
)


def only_asks(words: str) -> bool:
    """Please ask, in front of the first of several orders."""
    return _ONLY_ASKS.fullmatch(words) is not None


def without_joint(words: str) -> str:
    """An order without the and that leads to the next one."""
    return _JOINT.sub("", words)


def stranger_in(text: str) -> str:
    """What is at the head of an order plainly somebody's name (老张, 钱处长), where nobody here bears it; else empty."""
    found = _STRANGER.match(text)
    return found["who"] if found else ""


def name_at_head(text: str) -> str:
    """What stands at the head of a line as a name does (王五 订会议室, Wu Fei: …), whoever bears it; else empty."""
    found = _A_NAME.match(text, _behind_number(text, 0, len(text)))
    if found and found[0].isascii() and not _LATIN_DOER.match(text, found.end()):
        return ""  # Order paper
    return found[0] if found else stranger_in(text)


_WHOLE_NAME = late(
    rf"(?:[小老][{_SURNAMES}]|[小老]?[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|[A-Z][a-z]+(?: [A-Z][a-z]+){{1,2}})"
)
_NO_NAME = late(
    "任[务務何职職期]|高[质質校新标標层層频頻温溫]|[黄黃]金|石[油材]|常[规規用]|毛利|田[间間]|[龙龍][头頭]|[钱錢]款|段落|程序|[马馬][上路]"
    "|何[时時人事处處]|周[一二三四五六日末边邊报報期]|曾[经經]|范[围圍]|余[下额額]|[顾顧][问問客]|[叶葉]片|陈[旧述]|[许許][可多]|于[是今]|[宋元]代"
    "|.{1,2}[州市县縣区區省铁鐵速]$"
    r"|(?:All|Every|The|This|That|Last|Next|My|Our|Open|Team|Office|Budget)\b"
)


def name_alone(words: str) -> bool:
    """Whether words can be nothing but somebody's name: 张三, Li Ming."""
    return _WHOLE_NAME.fullmatch(words) is not None and _NO_NAME.match(words) is None


@value
class Piece:
    """A part of a message: from where to where, whether it begins with a person, whether with what looks like a name.

    `closes`: whom it is for stands in a bracket at its end; `style`: how it is numbered.
    """

    start: int
    end: int
    begins: bool
    named: bool = False
    closes: bool = False
    style: str = ""


FirstPerson = Callable[[int, int], "int | None"]


def pieces_of(text: str, first_person: FirstPerson, *, clauses: bool = False) -> tuple[Piece, ...]:
    """The orders of a message, each with the lines that go on with it; none where it is one order.

    `first_person` says where in a part the first person stands that it is addressed to. With `clauses` the parts between
    commas count too. A name that nobody here bears begins an order where every part begins with a name.
    """
    parts = _parts(text, _CLAUSES if clauses else _PARTS)
    if len(parts) < 2:  # noqa: PLR2004 - two parts are several
        return ()
    found = [_piece(text, start, end, first_person) for start, end in parts]
    found = [p for p in found if not is_thanks(text[p.start : p.end])]
    tail = [p for p in found if p.begins or found.index(p)]  # the first part may be a heading
    if any(p.begins for p in tail) and all(p.begins or p.named for p in tail):
        found = [replace(p, begins=p.begins or p.named) for p in found]
    found = found if clauses else _closed(_listed(found))
    if sum(piece.begins for piece in found) < 2:  # noqa: PLR2004 - two orders are several
        return ()
    return _joined(found)


def _closed(found: Sequence[Piece]) -> list[Piece]:
    """1. 交预算（李明，周五）: so in every line of a list, or in every line there is."""
    rest = [p for p in found if p.closes or p.begins or found.index(p)]
    every = all(p.closes for p in rest)
    return [replace(p, begins=p.begins or (p.closes and (every or bool(p.style)))) for p in found]


def _listed(found: Sequence[Piece]) -> list[Piece]:
    """A number in a list of orders for people begins an order, too, though it names nobody: 3、大家注意保密."""
    styles = {p.style for p in found if p.style and (p.begins or p.closes)}
    return [replace(p, begins=p.begins or (p.style in styles and not p.closes)) for p in found]


def _parts(text: str, between: re.Pattern[str]) -> list[tuple[int, int]]:
    ends = [(m.start(), m.end()) for m in between.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    found = zip(starts, [*(start for start, _ in ends), len(text)], strict=True)
    return [(start, end) for start, end in found if text[start:end].strip()]


def _piece(text: str, start: int, end: int, first_person: FirstPerson) -> Piece:
    """A part; one that begins with a person begins there, without its number or bullet."""
    bare = _behind_number(text, start, end)
    place = first_person(bare, end)
    number = _STYLE.match(text, start, end) or _BULLET.match(text, start, end)
    style = (number.groupdict().get("point") or "-") if number else ""
    if place is not None and not text[bare:place].strip():
        return Piece(place, end, begins=True, style=style)
    bracket = _AT_THE_END.search(text[bare:end])
    closes = place is not None and bracket is not None and bare + bracket.start() < place
    named = _A_NAME.match(text, bare, end) is not None
    return Piece(bare if style or closes else start, end, begins=False, named=named, closes=closes, style=style)


def _behind_number(text: str, start: int, end: int) -> int:
    found = _BEFORE_A_NAME.match(text, start, end)
    return found.end() if found else start


def _joined(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """A part without a person belongs to the one before it; what stands before the first is a heading, kept as a piece."""
    joined: list[Piece] = []
    for piece in found:
        if joined and not piece.begins:
            joined[-1] = replace(joined[-1], end=piece.end)
        else:
            joined.append(piece)
    return tuple(joined)
