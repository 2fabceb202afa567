"""What stands behind /bulletin beside the period: a team, and as which file it is wanted. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from domain.model.value import value
from domain.rules.scripts import alike
from domain.text import late

_FORMS = (
    ("book", late(r"(?:\.?xlsx?|excel|表格|工作簿)", re.IGNORECASE)),
    ("paper", late(r"(?:\.?docx?|word|文档|文檔|公文|文件)", re.IGNORECASE)),
    ("picture", late(r"(?:\.?png|图片|圖片|图|圖|picture|image)", re.IGNORECASE)),
)
_FORM_AT_END = late(r"(?:^|(?<=[\s,，、月季度年\d]))[^\s,，、月季度年\d]+$")


@value
class BulletinWords:
    """The period's words; the number of the team that is named, None for none; `form`: picture, book or paper."""

    period: str
    team: int | None = None
    form: str = ""


def bulletin_words(words: str, titles: Mapping[int, str]) -> BulletinWords:
    """What the words ask for; the longest title that stands in them is the team."""
    rest, form = _without_form(words.strip())
    team = _named(rest, titles.items())
    if team is not None:
        rest = _without(rest, titles[team])
    return BulletinWords(rest.strip(" \t,，、的"), team, form)


def _without_form(words: str) -> tuple[str, str]:
    last = _FORM_AT_END.search(words)
    for form, pattern in _FORMS:
        if last is not None and pattern.fullmatch(last.group()):
            return words[: last.start()].strip(), form
    return words, ""


def _named(words: str, titles: Iterable[tuple[int, str]]) -> int | None:
    said = alike(words)
    found = [(len(title), number) for number, title in titles if title.strip() and alike(title.strip()) in said]
    return max(found)[1] if found else None


def _without(words: str, title: str) -> str:
    start = alike(words).index(alike(title.strip()))
    return f"{words[:start]} {words[start + len(title.strip()) :]}"


def of_oneself(words: str) -> str | None:
    """What stands behind 我的, my; None where it is not asked for one's own."""
    found = _OWN.match(words)
    return words[found.end() :] if found else None


_OWN = late(
    r"(?:我(?:自己|本人)?|本人|自己)(?:的|(?=\s|$|[本上这這今去前\d一二三四五六七八九十]))\s*|(?:my|mine)\b\s*",
    re.IGNORECASE,
)
