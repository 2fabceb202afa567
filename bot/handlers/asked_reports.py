"""Reports asked for in everyday words. Each is answered by the report's own reader, where that understands every word."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.handlers import accounts, bulletins, ledger, meeting, mornings, plan, points, settings
from bot.talk import Talk
from domain.errors import Refusal
from domain.rules.asked_reports import Asked, Report, reports_asked
from domain.rules.several import name_alone


def reports(talk: Talk) -> bool:
    """出一下10月的月报, 把上月台账发我, 部门得分, plan for 2027; 整理10月台账 is an order.

    Raises: Refusal `unknown-person` for the report of somebody whom nobody knows: 张三的台账.
    """
    if not talk.is_private:
        return False
    found = tuple(reports_asked(talk.said().text))
    if any(_answered(talk, asked) for asked in found):
        return True
    stranger = next((asked.owner for asked in found if name_alone(asked.owner)), "")
    if stranger:
        raise Refusal("unknown-person", name=stranger)
    return False


def _answered(talk: Talk, asked: Asked) -> bool:
    """Words that its reader does not know are an order's; what it knows and refuses is said."""
    try:
        return _READERS[asked.report](talk, asked)
    except Refusal as refusal:
        if refusal.name in _UNREAD:
            return False
        raise


_UNREAD = frozenset(
    {
        "period-none",
        "ledger-unread",
        "score-words",
        "unknown-person",
        "several-people",
        "search-long",
        "whose-list",
        "brief-date",
    }
)
_READERS: Mapping[Report, Callable[[Talk, Asked], bool]] = {
    Report.BULLETIN: lambda talk, asked: bulletins.named(talk, asked.words, asked.length),
    Report.LEDGER: lambda talk, asked: ledger.named(talk, asked.words, asked.owner),
    Report.POINTS: lambda talk, asked: points.named(talk, asked.words),
    Report.PLAN: lambda talk, asked: plan.named(talk, asked.words),
    Report.BREACHES: lambda talk, asked: accounts.breaches_of(talk, asked.words),
    Report.BRIEF: lambda talk, asked: meeting.named(talk, asked.words),
    Report.SLIPS: lambda talk, asked: accounts.slips_of(talk, asked.words),
    Report.DIGEST: lambda talk, asked: settings.digest_named(talk, asked.words),
    Report.MORNING: lambda talk, asked: mornings.named(talk, asked.words),
}
