"""What a line of minutes says in labels or set phrases: 责任人：张三，完成时限：周五; 由办公室牵头，财务处配合; Owner: …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

from domain.model.value import value
from domain.text import blank_out, late, one_line

# The words of each label, longest first where one begins another; the same words head the columns of tables.
OWNER = (
    r"第一责任人|第一責任人|主要责任人|责任领导|責任領導|责任人员|責任人員|责任人|責任人|责任单位|責任單位|责任部门"
    r"|責任部門|责任科室|责任处室|责任方|責任方"
    r"|牵头责任人|牵头单位|牽頭單位|牵头部门|牽頭部門|牵头人|牽頭人|牵头|牽頭|主办单位|主辦單位|主办部门|主辦機關"
    r"|主办人|主辦人|主辦|主办"
    r"|承办单位|承辦單位|承办部门|承辦部門|承办人员|承辦人員|承办人|承辦人|经办人|經辦人|經辦|经办|负责单位|負責單位"
    r"|负责部门|負責部門|负责人员|负责人|負責人|负责|負責"
    r"|落实单位|落实人|执行人|執行人|执行单位|權責單位|权责单位|權責機關"
    r"|owners?|responsible(?: person| party)?|person in charge|in charge|assignees?|assigned to|action by|lead|pic|who"
)
HELPER = (
    r"协办单位|協辦單位|协办部门|協辦機關|协办人|協辦人|协办|協辦|配合单位|配合單位|配合部门|配合人员|配合人|配合"
    r"|协助单位|协助人|協助|协助|参与单位|参加单位"
    r"|supported by|support(?:ing)?|helpers?|together with|co-?owners?|with"
)
DUE = (
    r"完成时限|完成時限|办结时限|辦結時限|办理时限|辦理時限|完成时间|完成時間|办结时间|完成期限|办理期限|辦理期限"
    r"|完成日期|办结日期|截止时间|截止時間|截止日期|截止日"
    r"|反馈时限|上报时限|报送时间|時程|预定完成日|預定完成日期|預定完成日|最迟时间|时限要求|時限|时限|期限|截止"
    r"|due(?: date)?|deadlines?|by when|complete by|target date|when"
)
REMARK = r"备注|備註|備考|说明|說明|remarks?|notes?|comments?"
STANDARD = r"办理标准|完成标准|工作标准|工作要求|标准|標準|验收标准|完成標準|standards?"
DEED = (
    r"督办事项|督辦事項|工作事项|工作事項|重点工作|重點工作|任务名称|任務名稱|工作任务|工作任務|具体任务|具体事项"
    r"|主要任务|工作内容|工作內容|任务内容|事项内容"
    r"|决定事项|決定事項|決議事項|议定事项|議定事項|待办事项|待辦事項|交办事项|交辦事項|辦理事項|办理事项|工作措施"
    r"|工作项目|工作項目|项目内容|项目名称|項目名稱|项目|項目|事项|事項|任务|任務|工作|内容|內容|措施"
    r"|action items?|actions?|tasks?|items?|to-?dos?|what|description|matter"
)
_KINDS = (
    ("owner", OWNER),
    ("helper", HELPER),
    ("due", DUE),
    ("remark", REMARK),
    ("standard", STANDARD),
    ("deed", DEED),
)
_ANY = "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS)
# A label stands at the head, or behind a sign; in English behind a space as well (… budget Owner: Li Ming).
_LABEL = late(
    rf"(?:^|(?<=[\s，,；;。.、（(【\[|/—–-]))(?:{_ANY})\s*(?:[:：]|为[:：]?(?=[\u4e00-\u9fff]))[^\S\n]*", re.IGNORECASE
)
_NEXT = late(r"[，,；;。\n|）)】\]]|\.(?=\s|$)|\s[—–-]\s")
_NAMES = late(r"\s*(?:[、，,/／&和与與及]|\band\b)\s*", re.IGNORECASE)
_BETWEEN_NAMES = late(r"\s*[、，,/／&和与與及]\s*|\s+and\s+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", re.IGNORECASE)
_HONOUR = late(r"(?:同志|负责|負責|牵头|牽頭|主办|主辦|承办)$|^(?:由|请|請)")

_UNIT_END = "处|科|部|办|室|局|组|中心|股|委|站|所|队|院|厅|公司|單位|单位|課|處|組|廳|隊|辦"
_WHO = r"[^\s，,；;。：:（()）]{1,40}?"
_LEADS = "牵头负责|牽頭負責|牵头|牽頭|主办|主辦|承办|承辦|负责落实|负责|負責"
_IN_PROSE = (
    # 由办公室牵头, 请财务处会同…: whoever stands between is named, known here or not.
    (
        "owner",
        late(
            rf"(?:^|(?<=[，,；;。：:\s]))(?:由|请|請|责成|責成)(?P<who>{_WHO})(?:同志)?"
            rf"(?:(?:{_LEADS})(?!的)(?:[，,]?(?=(?:于|於|在|\d|完成|落实|办理|组织|会同|做好|抓好|制定|起草|报|提))"
            rf"|(?=[，,；;。\s]|$))?"
            r"|(?=于|於|在\d|在[本下今明]|组织|組織|会同|會同|尽快|儘快|抓紧|抓緊|完成|落实|起草|制定))"
        ),
    ),
    ("owner", late(rf"(?:^|(?<=[，,；;。：:\s]))(?P<who>{_WHO})(?:同志)?(?:牵头负责|牽頭負責|牵头|牽頭|主办|主辦|承办"
    r"|承辦|(?:负责|負責)(?=[，,；;。）)]|$))(?=[，,；;。）)\s]|$|[于於在\d])")),
    ("owner", late(rf"^(?:各)?(?P<who>[\u4e00-\u9fff]{{1,8}}?(?:{_UNIT_END}))(?:要|应|應|须|須|需|负责|負責"
    r"|(?=[于於在]?(?:\d|[本下今明]))|[:：])")),
    ("helper", late(rf"(?:^|(?<=[，,；;。：:\s（(]))(?:由|请|請)?(?P<who>{_WHO})(?:同志)?(?:予以|做好)?(?:配合|协助"
    r"|協助|协办|協辦|参与|參與)(?:落实|办理)?(?=[，,；;。）)\s]|$)")),
)  # fmt: skip
# Only where the name is known: 【李明】…, 责任人张三.
_NAMED = (
    late(r"^\s*[【\[](?P<who>[^】\]]{1,40})[】\]]"),
    late(
        rf"(?:^|(?<=[\s，,；;。（(]))(?:{OWNER})(?P<who>[^，,；;。：:\s（()）]{{2,8}})(?=[，,；;。）)\s]|$)",
        re.IGNORECASE,
    ),
)
_NOBODY = late(
    r"会议|會議|本次|此项|该项|该|此|以上|以下|具体|主要|大家|各位|要求|决定|必须|继续|进一步|认真|积极|全力|密切"
)


@value
class Said:
    """What a line says in labels and set phrases, and the line with blanks in their places."""

    rest: str
    owners: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    due: str = ""
    remark: str = ""
    standard: str = ""


def said_in(line: str, is_name: Callable[[str], bool]) -> Said:
    """Take labels and set phrases out of a line; `is_name` says whether words are somebody's name here."""
    found: dict[str, list[str]] = {}
    spans = []
    for kind, start, end, what in _labelled(line, is_name):
        if kind == "deed":
            spans.append((start, end - len(what)))
        elif what.strip():
            found.setdefault(kind, []).append(what.strip())
            spans.append((start, end))
    rest = blank_out(line, spans)
    for pattern in _NAMED if "owner" not in found else ():
        named = pattern.search(rest)
        if named and "owner" not in found and is_name(named["who"]):
            found["owner"] = [named["who"]]
            rest = blank_out(rest, [named.span()])
    for kind, pattern in _IN_PROSE:
        rest = _out_of_prose(kind, pattern, rest, found)
    return Said(
        rest, _people(found.get("owner", ())), _people(found.get("helper", ())), one_line("，".join(found.get("due", ()))),
        one_line("；".join(found.get("remark", ()))), one_line("；".join(found.get("standard", ()))),
    )  # fmt: skip


def names_in(words: str) -> tuple[str, ...]:
    """Words that name people or units, one by one."""
    return tuple(filter(None, (_HONOUR.sub("", w.strip()).strip() for w in _BETWEEN_NAMES.split(words))))


def _out_of_prose(kind: str, pattern: re.Pattern[str], text: str, found: dict[str, list[str]]) -> str:
    if kind == "owner" and kind in found:
        return text
    one = pattern.search(text)
    if one is None or _NOBODY.match(one["who"]) or not one["who"].strip():
        return text
    found.setdefault(kind, []).append(one["who"])
    return blank_out(text, [one.span()])


def _people(values: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for value in values for name in names_in(value)))


def _labelled(line: str, is_name: Callable[[str], bool]) -> Iterator[tuple[str, int, int, str]]:
    """Each label with its kind, where it and its value begin and end, and the value."""
    heads = list(_LABEL.finditer(line))
    for head, following in zip_longest(heads, heads[1:]):
        kind, last = head.lastgroup or "", following.start() if following else len(line)
        if kind in ("remark", "standard", "deed"):
            stop = _NEXT.search(line, head.end(), last) if kind != "deed" else None
            end = stop.start() if stop else last
        else:
            end = _value_end(line, head.end(), last, is_name if kind in ("owner", "helper") else None)
        yield kind, head.start(), end, line[head.end() : end]


def _value_end(line: str, start: int, last: int, is_name: Callable[[str], bool] | None) -> int:
    """Where a value ends: at the next sign, unless that only parts one name from the next."""
    stop = _NEXT.search(line, start, last)
    end = stop.start() if stop else last
    while is_name is not None and end < last and (joint := _NAMES.match(line, end, last)):
        stop = _NEXT.search(line, joint.end(), last)
        further = stop.start() if stop else last
        if not is_name(line[joint.end() : further].strip()):
            break
        end = further
    return end
