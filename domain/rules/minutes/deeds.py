"""What a line of minutes says is to be done, and where several lines stand in each other's way."""

from __future__ import annotations

import re

from domain.model.drafts import Lack, MinuteLine, Minutes
from domain.model.tasks import Task
from domain.rules.drafts import question_of, says_undated
from domain.rules.scripts import alike
from domain.rules.words import only_points
from domain.text import late, tidy

_LEAD_IN = late(
    r"(?:\s*(?:(?:经研究|會議|会议|会上|经会议研究)?[，,]?\s*(?:会议|會議)?(?:一致)?(?:要求|决定|決定|明确|明確|议定"
    r"|議定|决议|決議|确定|確定|同意|提出|部署|研究决定)[，,：:]?"
    r"|(?:the )?meeting (?:agreed|decided|resolved|asked|required)(?: that| to)?|(?:it was )?(?:agreed|decided"
    r"|resolved)(?: that| to)?:?"
    r"|(?:请|請|由|须|須|应|應)(?=[\s，,])|(?:负责|負責)(?=[\u4e00-\u9fff]{2})|(?:需要?|应当?|應當?|要|务必"
    r"|務必)(?=[\u4e00-\u9fff]{2})|to (?=[a-z]))\s*[，,]?)+",
    re.IGNORECASE,
)
_HANGING = late(
    r"^[\s，,]*(?:[于於在](?=[\s，,])|(?:并|並|和|及)(?=[\s，,]))\s*|[\s，,、]*(?:于|於|在|由|，)[\s，,]*$"
    r"|(?<=[\u4e00-\u9fff])\s*[（(]\s*[，,、]*\s*[）)]|[（(\[]\s*[，,、;；]*\s*[）)\]]"
)
_DOUBLED = late(r"\s*[，,、;；](?:\s*[，,、;；])+\s*")
_DASHED = late(r"^[\s–—|:：-]+|[\s–—|:：-]+$")
_SIGNS = late(r"[\W_]+")
_NO_DAY = late(
    r"(?:长期|長期|持续|持續|常态|常態|全年|待定|另行通知|根据需要|按需|随时|隨時)\S{0,4}|[-–—/无無]+|ongoing"
    r"|continuous(?:ly)?|tb[cda]|n/?a|asap",
    re.IGNORECASE,
)
_LONG = 6  # signs from which on one title within another says the same


def bare_deed(words: str) -> str:
    """A deed without what only leads to it (会议要求，) and without what is left where people and days were taken out."""
    words = _DOUBLED.sub("，", words)
    words = _HANGING.sub("", tidy(words))
    lead = _LEAD_IN.match(words)
    if lead and tidy(words[lead.end() :]):
        words = words[lead.end() :]
    return tidy(_DASHED.sub("", _HANGING.sub("", words)))


def lack_of(line: MinuteLine) -> str:
    """What a line lacks before it can be given: the name of a question, or why it was refused; empty where it is whole."""
    if line.dropped:
        return ""
    asked = question_of(line.task)
    return str(asked) if asked in (Lack.WHO, Lack.PERSON) else line.refused or str(asked or "")


def lacking(minutes: Minutes) -> tuple[MinuteLine, ...]:
    """The lines that cannot be given yet."""
    return tuple(line for line in minutes.live if lack_of(line))


def sets_no_day(words: str) -> bool:
    """Whether words in the place of a deadline set none: 尽快, 长期坚持, 待定, ongoing."""
    return only_points(words) or _NO_DAY.fullmatch(words.strip()) is not None or says_undated(words)


def says_the_same(title: str, task: Task) -> bool:
    """Whether an open matter is about what a line says."""
    ours, theirs = (_SIGNS.sub("", alike(t)) for t in (title, task.title))
    if not ours or not theirs:
        return False
    shorter, longer = sorted((ours, theirs), key=len)
    return shorter == longer or (len(shorter) >= _LONG and shorter in longer)
