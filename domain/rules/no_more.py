"""Words that say that something set before holds no more: a rule, a stand-in, an absence, evidence asked for."""

from __future__ import annotations

import re

from domain.text import late

NO_MORE = late(
    r"[\s:：]*(?:(?<![a-z])(?:off|none|nobody|no|stop|end|remove)(?![a-z])|取消|解除|结束|結束|没有|沒有|无|無|停止?|關閉|关闭|关"
    r"|不用(?:反馈|回報|报|報)了?|不要了?|不用了?|不需要?了?|不必了?)\s*[。.!！]?",
    re.IGNORECASE,
)


def says_off(words: str) -> bool:
    """Whether words say that and nothing else."""
    return NO_MORE.fullmatch(words.strip()) is not None
