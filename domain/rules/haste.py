"""Words that ask for haste and name no moment: 尽快, ASAP."""

from __future__ import annotations

import re

from domain.text import late

_HASTE = late(
    r"""(?:越快越好|(?:请|請)?(?:尽|盡|儘)(?:快|早|速)|马上|馬上|立即|立刻|即刻|抓紧|抓緊|火速|从速|從速|第一时间|第一時間
    |(?<![\w-])(?:a\.?s\.?a\.?p\.?|as\s(?:soon|quickly)\sas\s(?:possible|you\scan)|at\syour\searliest\sconvenience|right\saway|immediately|promptly|urgently)(?![\w-]))""",
    re.VERBOSE | re.IGNORECASE,
)


def haste_in(text: str) -> str:
    """The words of haste in a text; empty where there are none."""
    found = _HASTE.search(text)
    return found[0] if found else ""
