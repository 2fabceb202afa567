"""/backup: who stands in for whom (AB角). A pair may stand in for each other; longer chains are not followed."""

from __future__ import annotations

from domain.errors import Refusal
from domain.messages.base import Urgency
from domain.messages.office import Sentence
from domain.model.people import Member, Memberships
from domain.model.post import Place
from domain.model.value import replace
from domain.unit import Unit
from domain.usecases.access import answers_for
from domain.usecases.people.standing_in import change_standin


def require_may_set(unit: Unit, who: Memberships, member: Member) -> None:
    """For oneself; for others those who run one of their teams."""
    if not member.active:
        raise Refusal("member-gone")
    if not answers_for(unit.store, who, member):
        raise Refusal("others-absence")


def require_backup(unit: Unit, member: Member, backup_id: int) -> Member:
    """Whoever stands in is somebody else, and of the office."""
    if backup_id == member.id:
        raise Refusal("backup-self")
    backup = unit.store.members.get(backup_id)
    if backup is None or not backup.active:
        raise Refusal("member-gone")
    return backup


def set_backup(unit: Unit, who: Memberships, member: Member, backup_id: int) -> bool:
    """From now on this person stands in for that one; in what is registered already, too, and at once where it runs.

    Returns whether an absence that is down is changed by it.
    """
    require_may_set(unit, who, member)
    require_backup(unit, member, backup_id)
    unit.store.absences.set_backup(member.id, backup_id)
    pair = _pair(member.id, backup_id)
    _tell(unit, who, member, backup_id, Sentence("backup-yours", pair), Sentence("backup-yours-b", pair))
    others = [one for one in unit.store.absences.of(member.id) if one.backup_id != backup_id]
    for one in others:
        found = replace(one, backup_id=backup_id)
        unit.store.absences.save(found)
        if found.running:
            change_standin(unit, found, one.backup_id)
    for was in dict.fromkeys(one.backup_id for one in others if one.backup_id not in (None, who.member.id)):
        over = Sentence("away-standin-changed", _pair(member.id, backup_id))
        unit.say(Place(member_id=was), over, urgency=Urgency.NORMAL)
    return bool(others)


def end_backup(unit: Unit, who: Memberships, member: Member) -> int:
    """Nobody stands in for this person any more; returns who did. Refused where nobody did."""
    require_may_set(unit, who, member)
    backup_id = unit.store.absences.backups().get(member.id)
    if backup_id is None:
        raise Refusal("no-backup-set", member=member.id)
    unit.store.absences.set_backup(member.id, None)
    pair = _pair(member.id, backup_id)
    _tell(unit, who, member, backup_id, Sentence("backup-ended-a", pair), Sentence("backup-ended-b", pair))
    return backup_id


def _pair(member_id: int, backup_id: int) -> dict[str, str]:
    return {"member": str(member_id), "backup": str(backup_id)}


def _tell(unit: Unit, who: Memberships, member: Member, backup_id: int, to_a: Sentence, to_b: Sentence) -> None:
    """Both are told, each of themselves, besides whoever did it."""
    for told, said in ((member.id, to_a), (backup_id, to_b)):
        if told != who.member.id:
            unit.say(Place(member_id=told), said, urgency=Urgency.NORMAL)
