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
    OWNER = "owner"
    GROUP = "group"
    INVOLVED = "involved"
    HOLDER = "holder"  # whose clock it is
    OWING = "owing"  # co-assignees whose part is owed still
    LET_GO = "let_go"  # those who need not hand theirs in, since another's was enough
    CONCERNED = "concerned"  # whom the fact names
