"""Which clock somebody names at the head of what they say about a breach: 审核 我病了, 辦結 停電, review I was ill."""

from __future__ import annotations

import re
from collections.abc import Mapping

from domain.model.clocks import CommitmentKind
from domain.model.value import value
from domain.text import late

# A report of any kind may be meant by 复命: the first one, or those that are due again and again.
_WORDS: Mapping[str, tuple[CommitmentKind, ...]] = {
    r"签收|簽收|接收|accept(?:ance|ing)?": (CommitmentKind.ACCEPT,),
    r"首次?(?:复命|複命|反馈|反饋|回报|回報|汇报|匯報)|first\s?report": (CommitmentKind.FIRST_REPORT,),
    r"定期(?:复命|複命|反馈|反饋|回报|回報|汇报|匯報)|regular\s?report": (CommitmentKind.PERIODIC,),
    r"复命|複命|反馈|反饋|回报|回報|汇报|匯報|report": (CommitmentKind.FIRST_REPORT, CommitmentKind.PERIODIC),
    r"办结|辦結|完成|finish(?:ing)?": (CommitmentKind.FINISH,),
    r"审核|審核|review": (CommitmentKind.REVIEW,),
    r"答复|答覆|回复|回覆|answer": (CommitmentKind.ANSWER,),
    r"分工|own\s?part|part": (CommitmentKind.PART,),
    r"(?:时间)?节点|(?:時間)?節點|查核[點点]|里程碑|milestone": (CommitmentKind.MILESTONE,),
}
_BEHIND = r"(?:\s?(?:超时|超時|逾期|时限|時限|期限|breach|overdue))?(?:[\s,，:：、。;；]+|$)"
_CLOCKS = [(late(rf"\s*(?:{words}){_BEHIND}", re.IGNORECASE), kinds) for words, kinds in _WORDS.items()]


@value
class ClockNamed:
    """The clocks that may be meant, and the words behind."""

    kinds: tuple[CommitmentKind, ...]
    rest: str


def clock_in(text: str) -> ClockNamed | None:
    """The clock at the head of a text, where it stands by itself: 审核时停电 names none."""
    for pattern, kinds in _CLOCKS:
        found = pattern.match(text)
        if found:
            return ClockNamed(kinds, text[found.end() :].strip())
    return None
