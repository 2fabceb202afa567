"""Who hears of something, said by their part in it."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Who hears of it."""

    LEAD = "lead"
    CO = "co"
    BACKUP = "backup"
    ASSIGNER = "assigner"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    GROUP = "group"
    INVOLVED = "involved"
