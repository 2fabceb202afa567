"""Who can stand in for somebody away."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.views.asking import pairs
from bot.views.eye import Eye
from bot.views.rendered import Button, Rows
from domain.messages.people import AwayPlan
from domain.model.people import Member

_AT_ONCE = 4  # people; the others are looked for on pages


def others(eye: Eye, member_id: int) -> list[Member]:
    """Those who can stand in, of the person's teams first."""
    member = eye.store.members.get(member_id)
    theirs = set(eye.store.members.with_roles(member).teams) if member else set()
    found = [m for m in eye.store.members.all_active() if m.id != member_id]
    return sorted(found, key=lambda m: (not theirs & set(eye.store.members.with_roles(m).teams), m.id))


def _ready(eye: Eye, member: Member, away_id: int) -> bool:
    """Whom one asks with one tap: who can be written to, is here, and does not give the work of whoever is away."""
    away = eye.store.members.get(away_id)
    roles = eye.store.members.with_roles
    above = roles(member).leads_anywhere() and not (away is not None and roles(away).leads_anywhere())
    return member.reachable and not above and not eye.store.absences.of(member.id)


def at_once(eye: Eye, message: AwayPlan) -> Rows:
    """Where nobody stands in yet: one tap says who does, and confirms. Not who would have to be warned about first."""
    if message.backup_id:
        return ()
    ready = (m for m in others(eye, message.member_id) if _ready(eye, m, message.member_id))
    span = message.member_id, message.first, message.last
    found = list(ready)[:_AT_ONCE]
    labels = {m.id: str(eye.t("label-away-with", name=eye.known_as(m))) for m in found}
    return pairs([Button(label, pack(Press.AWAY, "ok", *span, id_)) for id_, label in labels.items()])
