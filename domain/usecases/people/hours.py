"""When somebody's morning list or brief comes to them, and whether it does."""

from __future__ import annotations

from datetime import datetime, time

from domain.errors import Refusal
from domain.model.people import Member, Memberships
from domain.model.post import Place
from domain.model.value import replace
from domain.rules.hour_words import EMPTY, OFF, ON, QUIET, setting_said
from domain.rules.mornings import next_morning
from domain.unit import Unit
from domain.usecases.reports.mornings import hour_of, morning_key, plan_morning
from domain.zones import zone_of


def set_morning(unit: Unit, who: Memberships, words: str) -> tuple[str, Member]:
    """What was said, and the person as they are then; an hour also says that it comes."""
    said = setting_said(words)
    if said is None:
        raise Refusal("morning-time", value=words.strip()[:20])
    changes = {
        ON: {"morning_on": True},
        OFF: {"morning_on": False},
        EMPTY: {"morning_when_empty": True},
        QUIET: {"morning_when_empty": False},
    }
    member = replace(who.member, **changes.get(said, {"morning_on": True, "morning_time": said}))
    unit.store.members.save(member)
    plan_morning(unit, zone_of(unit.store, member))
    return said, member


def next_morning_of(unit: Unit, member: Member) -> datetime:
    """When the next one comes; a date has one."""
    calendar, hour = unit.calendar_at(Place(member_id=member.id)), time.fromisoformat(hour_of(unit, member))
    due = next_morning(calendar, unit.now, hour)
    told = unit.store.outbox.promised(morning_key(member.id, str(due.date())))
    return next_morning(calendar, due, hour) if told else due
