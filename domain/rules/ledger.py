"""What a line after `/ledger` says beside what /search understands: as which file, and words that say nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.model.ledger import LedgerForm
from domain.model.people import Team
from domain.rules.scripts import alike
from domain.text import late

_FORMS: tuple[tuple[LedgerForm, re.Pattern[str]], ...] = tuple(
    (form, late(rf"(?<![\w@#])\.?(?:{words})(?![\w.])", re.IGNORECASE))
    for form, words in (
        (LedgerForm.XLSX, r"xlsx?|excel|电子表格|试算表|表格|workbook|spreadsheet"),
        (LedgerForm.CSV, r"csv"),
        (LedgerForm.JSON, r"json"),
        (LedgerForm.ICS, r"ics|ical|日历|行事历|calendar"),
    )
)  # fmt: skip
_SECRET = late(r"(?<![\w@#])(?:含|和|连)?(?:保密|密件|confidential)(?:的|件|事项|matters)?(?![\w])", re.IGNORECASE)
_FILLS = late(
    r"(?<![\w@#])(?:督办|列管)?(?:台账|台帐|清册)|(?<![\w@#])(?:导出|汇出|下载|全部|所有|ledger|export|all|everything|as|file)(?![\w])",
    re.IGNORECASE,
)
_PLAIN = late(
    r"\s*(?:(?:请|帮我|给我|麻烦|我要|要|看看?|查看|打开|导出|汇出|下载|发我?)\s*)*(?:一份|一下|我的|整个)?\s*(?:督办|列管)?(?:台账|台帐|清册)\s*[。.!！]?\s*"
    r"|\s*(?:please\s+)?(?:export|show|send|get|open|give)?\s*(?:me\s+)?(?:the\s+|my\s+|a\s+)?ledger\s*[.!]?\s*",
    re.IGNORECASE,
)


def form_in(line: str) -> tuple[LedgerForm | None, str]:
    """As which file a ledger is asked for, and the line without it."""
    for form, words in _FORMS:
        found = words.search(alike(line))
        if found:
            return form, f"{line[: found.start()]} {line[found.end() :]}"
    return None, line


def secret_in(line: str) -> tuple[bool, str]:
    """Whether confidential matters are to be in it, and the line without that."""
    found = _SECRET.search(alike(line))
    return (True, f"{line[: found.start()]} {line[found.end() :]}") if found else (False, line)


def bare(line: str) -> str:
    """The line without what only says that a ledger is meant."""
    for found in reversed(list(_FILLS.finditer(alike(line)))):
        line = f"{line[: found.start()]} {line[found.end() :]}"
    return line


def team_in(line: str, teams: Iterable[Team]) -> tuple[Team | None, str]:
    """The team a line names by its title, the longest first, and the line without it."""
    seen = alike(line).casefold()
    for team in sorted(teams, key=lambda one: -len(one.title)):
        title = alike(team.title).casefold()
        at = seen.find(title) if title else -1
        if at >= 0 and _stands(seen, at, at + len(title)):
            return team, f"{line[:at]} {line[at + len(title) :]}"
    return None, line


def _stands(line: str, start: int, end: int) -> bool:
    """Whether what stands there is no part of a Latin word or of a name with a sign before it."""
    before, after = line[start - 1 : start], line[end : end + 1]
    latin = line[start:end].isascii()
    return before not in ("@", "#") and not (latin and (before.isalnum() or after.isalnum()))


def asks_for_it(text: str) -> bool:
    """台账, 导出台账, the ledger: plain words that ask for the ledger and nothing else."""
    return _PLAIN.fullmatch(alike(text)) is not None


# -- text in files of values -------------------------------------------------------------------------------------------

_A_FORMULA = late(r"'*[=+\-@\t\r＝＋－＠]")
_KEPT = late(r"'+[=+\-@\t\r＝＋－＠]")


def kept_as_text(text: str) -> str:
    """Text that a spreadsheet would take for a formula, with an apostrophe before it: the usual way, and `as_it_was` takes
    it away again."""
    return f"'{text}" if _A_FORMULA.match(text) else text


def as_it_was(text: str) -> str:
    """What `kept_as_text` was given."""
    return text[1:] if _KEPT.match(text) else text
