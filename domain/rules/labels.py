"""What an order says beside the deed: 标准：…, 来源：… as lines of their own, 需附件 as a mark."""

from __future__ import annotations

import re

from domain.errors import Refusal
from domain.model.tasks import Origin
from domain.model.value import value
from domain.rules.origins import origin_of
from domain.text import blank_out, late, one_line

LONGEST_STANDARD, LONGEST_ORIGIN = 300, 100
_STANDARD = r"(?:办理|辦理|完成|办结|辦結|验收|驗收)?(?:标准|標準)(?:要求)?"
_MILESTONES = r"(?:里程碑(?:节点|節點)?|(?:时间|時間|阶段|階段|关键|關鍵|重要|进度|進度)?(?:节点|節點)|查核[點点])"
_ORIGIN = r"(?:任务|任務|事项|事項)?(?:来源|來源|出处|出處)"
# At the head of a line; in Chinese behind any space as well, in English behind a sign (not: the data source: …), milestones
# but behind any space.
_LABEL = late(
    rf"""(?:
      (?:^[^\S\n]*|(?<=[\s,，;；。]))(?:(?P<standard>{_STANDARD})|(?P<origin>{_ORIGIN})|(?P<milestones>{_MILESTONES}|milestones?))
    | (?:^[^\S\n]*|(?<=[,;.，；。]\s)|(?<=[,;，；。]))
      (?:(?P<standard_en>standards?)|(?P<origin_en>origin|source))
    )\s*[:：][^\S\n]*""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_NOT = r"(?<![不无無毋免否勿没沒])"
_EVIDENCE = late(
    rf"""(?:[(（]\s?|{_NOT})[!！]?(?:
      {_NOT}(?:需要?|须|須|必须|必須|要|请|請)附(?:上|带|帶)?(?:佐证|佐證|附件|证明|證明)(?:材料|资料|資料)?
    | {_NOT}(?:需要?|须|須|必须|必須)(?:有|带|帶)?附件
    | {_NOT}附(?:佐证|佐證)(?:材料|资料|資料)?
    | (?<![A-Za-z-])(?:(?:with|attach)\s+(?:the\s+)?evidence|evidence\s+(?:required|needed))
    )\s?[)）]?(?=$|[\s,，、;；。.!！)）])(?!\s+(?:of|on|for|that|from|about|to|in|and)\b)""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)


# 保密 as a mark (!保密), in brackets, or standing alone at the head, at the end or between marks of punctuation.
_CLOSED = r"(?:保密|机密|機密|绝密|絕密|秘密|密件|密)(?:件|事项|事項|办理|辦理)?"
_CONFIDENTIAL = late(
    rf"""[!！]\s?(?:{_CLOSED}|(?:top\s)?secret(?![a-z])|confidential(?![a-z]))
    | [(（【\[]\s?(?:{_CLOSED}|confidential|(?:top\s)?secret)\s?[)）】\]]
    | ^[\s,，;；:：]*(?:保密(?:件|事项|事項|办理|辦理)?|confidential)\s*(?:[,，;；:：.。]|$|(?<=[\u4e00-\u9fff])\s)
    | (?:(?<=[,，;；。.])\s*|(?<=[\u4e00-\u9fff])\s+)(?:保密(?:件|事项|事項|办理|辦理)?)(?=\s*(?:[,，;；。.!！]|$))
    | (?<=[,，;；.])\s*confidential(?=\s*(?:[,，;；.!]|$))
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
# 不要外传, keep it secret: words that wish it, in the deed.
_TOPICS = (  # 保密协议, 保密检查: about secrets, and no wish
    "协议|協議|教育|工作|培训|培訓|检查|檢查|自查|室|柜|櫃|委|局|办公|辦公|承诺|承諾|制度|条例|條例|法|宣传|宣傳|责任|責任|课|課|知识|知識"
    "|部门|部門|处|處|规定|規定|条款|條款|合同|契約|措施|管理|设备|設備|员|員|期|费|費|测试|測試|考试|考試"
)
_NOT_TO = "不要|不得|不可|不准|不許|不许|不能|切勿|请勿|請勿|勿|莫|别|別|严禁|嚴禁|禁止|先不"
_SPREAD = (
    "外传|外傳|外泄|外洩|泄露|洩露|泄漏|洩漏|泄密|洩密|声张|聲張|张扬|張揚|公开|公開|扩散|擴散"
    "|(?:告诉|告訴|跟|对|對|让|讓)(?:其他|任何|别的?|別的?)人(?:说|說|讲|講|知道)?"
)
_AMONG_FEW = (
    r"a\ssecret|secret|quiet|between\sus|between\s(?:the\stwo\sof\sus|ourselves|you\sand\sme)|to\syourself"
    r"|private|under\swraps"
)
_WISHES_SECRECY = late(
    rf"""(?<![不无無非解勿毋])(?<!无需)(?<!無需)(?<!不用)(?<!不必)(?<!不需)(?<!不要)保密(?!{_TOPICS})
    | 秘密(?=调查|調查|进行|進行|处理|處理|准备|準備|办理|辦理|核查|核实|核實|地)
    | (?:机密|機密|绝密|絕密)(?!级别|級別|性|制度|条例|條例)
    | (?:{_NOT_TO})(?:对外|對外|向外)?(?:{_SPREAD})
    | (?:小范围|小範圍|内部|內部)掌握
    | 只(?:有)?(?:你|您|我们|我們|咱们|咱們|你我)(?:两个?|兩個?|俩|倆)?(?:人)?知道
    | (?<!not\s)(?<!non-)\bconfidential(?:ly)?\b
    | \b(?:keep|kept|hold|stays?)\b[^.;\n]{{0,20}}?\b(?:{_AMONG_FEW})\b
    | \b(?:in|top)\ssecret\b | \bsecretly\b | \boff\sthe\srecord\b
    | \b(?:don['’]?t|do\snot)\s(?:tell|show|share\s(?:it|this)\swith)\s(?:anybody|anyone|others)\b
    | \bnobody\selse\s(?:may|must|should)\sknow\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ANY_ONE = late(
    r"""(?:[(（]\s?|(?:^|(?<=[\s,，;；。])))(?:或签|或簽|(?:其中)?(?:任一人|一人)(?:交|完成)?即可|any\s+one(?:\s+of\s+them)?(?:\s+will\s+do)?)
    (?:\s?[)）]|(?=$|[\s,，;；。.]))
    |[(（]\s?(?:其中)?(?:任一人?|任意一人|一人即可|any\s+one|either(?:\s+one)?)\s?[)）]""",
    re.VERBOSE | re.IGNORECASE,
)
_ALL_MUST = late(r"[(（]\s?(?:会签|會簽|all\s+of\s+them)\s?[)）]", re.IGNORECASE)


# What a value ends at besides the end of its line.
_TAGS_LAST = late(r"(?:\s+[#＃][^\W\d_][\w-]*)+[^\S\n]*$", re.MULTILINE)
_STOPS = (_LABEL, _EVIDENCE, _TAGS_LAST, late(r"\s(?:[!！]|(?:cc|抄送|知会|知會)[:：\s]*@)", re.IGNORECASE))


@value
class Labelled:
    """What stood beside the deed, and the text without it."""

    rest: str
    standard: str = ""
    origin: Origin | None = None
    origin_ref: str = ""
    evidence: bool = False
    any_one: bool = False
    confidential: bool = False
    milestones: str | None = None  # their words, one under another; None without that label


NOTHING_BESIDE = Labelled("")


def labelled(text: str) -> Labelled:
    """Take labels and marks out of an order; a text that is nothing else keeps its mark, which is the deed."""
    spans = _spans(text)
    rest = _without(text, [(start, end) for start, end, _, _ in spans])
    points = [value for _, _, label, value in spans if label == _POINTS]
    said = {label: one_line(value) for _, _, label, value in reversed(spans) if label != _POINTS}
    for label, words in said.items():
        require_short(words, LONGEST_STANDARD if label == "standard" else LONGEST_ORIGIN)
    kind, ref = origin_of(said["origin"]) if said.get("origin") else (None, "")
    mark = _EVIDENCE.search(rest)
    bare = _without(rest, [mark.span()]) if mark else rest
    taken = mark is not None and bool(one_line(bare))
    rest, any_one = _rule_in(bare if taken else rest)
    rest, secret = confidential_in(rest)
    return Labelled(
        rest, said.get("standard", ""), kind, ref, taken, any_one, secret, "\n".join(points) if points else None
    )


def confidential_in(text: str) -> tuple[str, bool]:
    """The mark that says a matter is confidential, and the text without it."""
    found = _CONFIDENTIAL.search(text)
    bare = _without(text, [found.span()]) if found else text
    return (bare, True) if found and one_line(bare).strip(" ,，;；:：。.") else (text, False)


MARK = "🔒"  # before the title of what is confidential in a ledger of ours; a test compares it with what is written


def mark_in(title: str) -> tuple[str, bool]:
    """A title without the mark that a ledger of ours puts before what is confidential, and others behind it; whether it is
    there."""
    bare = title.replace(f"{MARK}\ufe0f", MARK).strip()
    if not bare.startswith(MARK) and not bare.endswith(MARK):
        return title, False
    while bare.startswith(MARK) or bare.endswith(MARK):
        bare = bare.removeprefix(MARK).removesuffix(MARK).strip()
    return bare, True


def is_marked_confidential(text: str) -> bool:
    """Whether a text has the mark, be it nothing else: what is said to everybody is refused with it, never told without."""
    return _CONFIDENTIAL.search(text) is not None


def wishes_secrecy(text: str) -> bool:
    """Whether the words of an order ask that it be kept among few, without the mark: 不要外传, keep it secret."""
    return _WISHES_SECRECY.search(text) is not None


def secrecy_said(words: str) -> bool | None:
    """What an answer says of secrecy, asked whether it is confidential; None where it says nothing of it."""
    return True if _SECRET_SAID.fullmatch(words) else False if _OPEN_SAID.fullmatch(words) else None


_SECRET_SAID = late(
    r"\s*(?:要|需要|按|设为|設為)?(?:保密|机密|機密)(?:办|辦|的)?[。.!！]?\s*|\s*(?:confidential|secret)(?:ly)?[.!]?\s*",
    re.IGNORECASE,
)
_OPEN_SAID = late(
    r"\s*(?:不|无需|無需|不用|不需要|不必)(?:保密)[。.!！]?\s*|\s*(?:no|openly?|not\s(?:confidential|secret))[.!]?\s*",
    re.IGNORECASE,
)


def _rule_in(text: str) -> tuple[str, bool]:
    """或签 set apart, and the text without it; (会签) says what is so in any case."""
    any_one = _ANY_ONE.search(text)
    found = any_one or _ALL_MUST.search(text)
    bare = _without(text, [found.span()]) if found else text
    return (bare, any_one is not None) if found and one_line(bare) else (text, False)


def require_short(words: str, limit: int) -> None:
    """Refused where the words are too long to stand on every card."""
    if len(words) > limit:
        raise Refusal("label-long", limit=str(limit), length=str(len(words)))


def masked(text: str) -> str:
    """The text with blanks for what its labels say: who is named there is not called upon."""
    return blank_out(text, ((start, end) for start, end, _, _ in _spans(text)))


def _spans(text: str) -> list[tuple[int, int, str, str]]:
    """Each label with its place and value, from left to right."""
    found = []
    for head in _LABEL.finditer(text):
        label = (head.lastgroup or "").partition("_")[0]
        end = _end_of(text, head.end()) if label != _POINTS else _end_of_list(text, head.end())
        value = text[head.end() : end].strip(" \n,，;；。")
        if value or label == _POINTS:
            found.append((head.start(), end, label, value))
    return found


_POINTS = "milestones"
_BLANK = late(r"\n[^\S\n]*(?:\n|$)")


def _end_of_list(text: str, start: int) -> int:
    """Where milestones end: with their line, or where the label has one for itself, with the lines below it."""
    end = _end_of(text, start)
    if text[start:end].strip():
        return end
    blank = _BLANK.search(text, end + 1)
    label = _LABEL.search(text, end)
    return min([len(text), *(found.start() for found in (blank, label) if found)])


def _end_of(text: str, start: int) -> int:
    """Where a value ends: with its line, or before what is said after it."""
    line = text.find("\n", start)
    end = line if line >= 0 else len(text)
    stops = (stop.search(text, start, end) for stop in _STOPS)
    return min([end, *(stop.start() for stop in stops if stop)])


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + " " + text[end:]
    return text
