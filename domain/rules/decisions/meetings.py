"""What a meeting decided about a matter."""

from __future__ import annotations

import re

from domain.facts.base import Fact
from domain.facts.meetings import MeetingDecided
from domain.model.tasks import Task
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.given import Given
from domain.text import late

_HEAD = late(
    r"^\s*(?:(?:本次)?(?:会议|會議|会上|會上)(?:研究)?(?:决定|決定|议定|議定|明确|明確|要求)|决定|決定"
    r"|(?:the )?(?:meeting )?(?:has )?(?:decided|decision|decides))\s*[:：]\s*",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """The words of a decision without 会议决定： before them."""
    return _HEAD.sub("", text) or text


def minute(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """会议决定: kept in its words; what they change is changed by the verb for it."""
    return task, MeetingDecided(bare(given.text))
