"""How urgent an order says it is: by a mark (!加急), or by a word that stands alone, not as a part of the deed."""

from __future__ import annotations

import re

from domain.errors import Refusal
from domain.model.tasks import Priority
from domain.rules.haste import haste_in
from domain.text import half_width, late

PRIORITY_MARKS = {
    "平件": Priority.NORMAL,
    "普通件": Priority.NORMAL,
    "普通": Priority.NORMAL,
    "normal": Priority.NORMAL,
    "加急": Priority.ELEVATED,
    "速件": Priority.ELEVATED,
    "elevated": Priority.ELEVATED,
    "特急": Priority.URGENT,
    "urgent": Priority.URGENT,
    "特提": Priority.IMMEDIATE,
    "最速件": Priority.IMMEDIATE,
    "immediate": Priority.IMMEDIATE,
}
_MARK = late(r"[!！]\s?(" + "|".join(sorted(PRIORITY_MARKS, key=len, reverse=True)) + r")(?![a-z])", re.IGNORECASE)
_OTHER_MARK = late(r"(?:(?<=\s)|^)!\s?([A-Za-z]{3,12})(?=\s|$)")

# Words that say it without a mark, where they stand alone.
_WORDS: tuple[tuple[Priority, str], ...] = (
    (Priority.IMMEDIATE, "特提"),
    (
        Priority.URGENT,
        (
            "特急|[十万萬]分[紧緊]?急|非常[紧緊]?急|特[别別][紧緊]?急|十万火急|十萬火急|最高(?:优先级?|優先級?)"
            "|(?:very|extremely|super) urgent|top priority|highest priority|urgently|urgent"
        ),
    ),
    (
        Priority.ELEVATED,
        (
            "加急|[紧緊]急|急件|(?:比较|比較|有点|有點|很|挺|较|較)?急|(?:优先|優先)(?:级|級)?高?"
            "|high priority|priority ?: ?high|high-priority"
        ),
    ),
    (Priority.NORMAL, "平件|不(?:太|怎么|怎麼|着|著)*急|normal priority|not urgent|no rush"),
)
_EVERY = "|".join(words for _, words in _WORDS)
_LEAVE_OUT = (
    r"(?:请|請|要求|需要|务必|務必|必须|必須|这[是个件]|這[是個件]|此[件事]|属于?|屬於?|定为|定為|标为|標為|[要需须須按是为為]"
    r"|(?:紧急|緊急)程度\s*[:：]?"
    r"|(?:it is|it's|it’s|this is|that is|that's|mark(?:ed)?(?: it)? as|treat(?: it| this)? as|as)\s){0,3}"
)
_DONE = r"(?:[件级級]|(?:来|來)?(?:处理|處理|办理|辦理|办|辦|完成)|一点|一點|些|[啊哦呀的了]){0,3}"
_EDGE = r"[\s，,、。.；;：:！!~～（(）)【】\[\]—–-]"
_BREAK = r"[，,、。.；;：:！!（(）)【】\[\]—–]|\s[-]\s"
_ALONE = rf"{_LEAVE_OUT}(?P<word>{_EVERY}){_DONE}"
# Behind the people, at the end, or between marks of punctuation. Between mere spaces inside it may be what the deed is about.
_FIRST = late(rf"^(?:{_EDGE})*{_ALONE}(?=(?:{_EDGE})|$)", re.IGNORECASE)
_LAST = late(rf"{_EDGE}{_ALONE}(?:{_EDGE})*$", re.IGNORECASE)
_BETWEEN = late(rf"(?:{_BREAK})\s*{_ALONE}\s*(?=[，,、。.；;：:！!）)】\]])[）)】\]]?", re.IGNORECASE)
# At the end of a clause that goes on being the deed: 这批货要加急 says it, and stays.
_SAYS_SO = late(
    r"(?<![不没沒勿无無别別])(?:要|需要?|须|須|请|請|务必|務必)(?P<word>加急|特急|[紧緊]急)(?:处理|處理|办理|辦理|办|辦)?(?=[，,。；;！!\s]|$)"
)
# Behind such a word `urgent` is a part of the sentence: find out whether it is urgent.
_ENGLISH_PART = late(
    r"\b(?:is|are|was|were|be|the|an?|not|of|how|whether|if|more|most|less|too|so|to|and|or|as|with|for|no|non)\s+$",
    re.IGNORECASE,
)
# A deed in English begins with its verb; these are those of offices.
_TOLD = (
    "please|by|before|until|today|tomorrow|send|submit|draft|write|prepare|book|call|check|review|file|finish|complete|update"
    "|fix|get|make|arrange|organi[sz]e|collect|compile|print|sign|order|pay|deliver|hand|bring|reply|answer|contact|confirm"
    "|publish|schedule|close|clean|revise|translate|report|set|put|buy|find|ask|tell|plan|test|run|issue|approve|upload|share"
    "|circulate|notify|inform"
)
_MEANS = tuple((priority, late(words, re.IGNORECASE)) for priority, words in _WORDS)


def priority_in(words: str) -> Priority | None:
    """The priority words name and nothing else: 特急, !特急, urgent."""
    return PRIORITY_MARKS.get(half_width(words).strip().lstrip("!").strip().lower())


def priority_called(words: str) -> Priority | None:
    """The priority that words mean when they say nothing else: 特急, 紧急, high priority."""
    meant = (priority for priority, pattern in _MEANS if pattern.fullmatch(words.strip()))
    return priority_in(words) or next(meant, None)


def urgency_in(text: str) -> tuple[str, Priority | None]:
    """The text of an order without the word that says how urgent it is, and how urgent; None where it says nothing.

    Raises: Refusal `unknown-mark` for a mark that is none, such as a misspelt one.
    """
    mark = _MARK.search(text)
    if mark:
        return _without(text, mark), PRIORITY_MARKS[mark.group(1).lower()]
    other = _OTHER_MARK.search(text)
    if other and haste_in(other[1]):
        text = text.replace(other[0], other[0].replace("!", " "), 1)  # !asap names no priority, but says how soon
    elif other and not _FIRST.match(other[1]):
        raise Refusal("unknown-mark", words=other[0].strip())
    for find in (_first, _last, _BETWEEN.search):
        found = find(text)
        if found:
            return _without(text, found), _meant(found)
    says_so = _SAYS_SO.search(text) or _FIRST.match(text)  # urgent care manual: said, and kept
    return text, _meant(says_so) if says_so else None


def _meant(found: re.Match[str]) -> Priority:
    return next(priority for priority, words in _MEANS if words.fullmatch(found["word"]))


def _first(text: str) -> re.Match[str] | None:
    found = _FIRST.match(text)
    return None if found is None or _goes_on(text, found) else found


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Whether an English word of urgency may belong to the noun behind it."""
    behind = text[found.end() :]
    return found["word"].isascii() and re.match(rf"\s+(?!(?:{_TOLD})\b)[a-z]", behind, re.IGNORECASE) is not None


def _last(text: str) -> re.Match[str] | None:
    found = _LAST.search(text)
    if found is None or not found["word"].isascii():
        return found
    before = text[: found.start("word")]
    touching = re.search(rf"(?:{_BREAK})\s*$", text[: found.start() + 1]) is not None
    return found if touching or not _ENGLISH_PART.search(before) else None


def _without(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + " " + text[found.end() :]
