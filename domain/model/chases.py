"""督办: how somebody is chased otherwise than by one tap."""

from __future__ import annotations

from enum import StrEnum


class Method(StrEnum):
    """电话、文件、现场、会议、跟踪督办."""

    PHONE = "phone"
    DOCUMENT = "document"
    ON_SITE = "on-site"
    MEETING = "meeting"
    TRACKING = "tracking"
