"""/backup: who stands in for whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.people import Backups, BackupWhom
from domain.model.people import Member
from domain.rules.no_more import says_off
from domain.usecases.people.backup import end_backup, require_may_set, set_backup
from domain.usecases.tasks.order import resolve

_TWO = 2


def backup(talk: Talk) -> None:
    """`/backup @a @b`: b stands in for a; `/backup @b` for oneself; `off` ends it; alone it shows who stands in for whom."""
    talk.require_team_or_private()
    who, named = talk.who, [resolve(talk.unit, one) for one in talk.people()]
    rest = talk.unnamed()
    if says_off(rest):
        return _end(talk, named[0] if named else who.member)
    if rest.strip(" ,，、和与與and") or len(named) > _TWO:
        raise Refusal("backup-usage")
    if not named:
        return talk.answer(Backups())
    member, stands_in = (named[0], named[1]) if len(named) == _TWO else (who.member, named[0])
    return _set(talk, member, stands_in.id)


def _set(talk: Talk, member: Member, backup_id: int) -> None:
    changed = set_backup(talk.unit, talk.who, member, backup_id)
    if changed:
        return talk.say("backup-set-away", member=member.id, backup=backup_id)
    own = member.id == talk.who.member.id
    return talk.say("backup-set-own" if own else "backup-set", member=member.id, backup=backup_id)


def _end(talk: Talk, member: Member) -> None:
    backup_id = end_backup(talk.unit, talk.who, member)
    talk.say("backup-ended", member=member.id, backup=backup_id)


def button(talk: Talk) -> None:
    """`bk:<what>:…`; the presser's rights decide, never the button."""
    what = (*talk.data, "")[1]
    if what not in _PRESSED:
        raise Refusal("button-old")
    _PRESSED[what](talk)


def _ask(talk: Talk) -> None:
    talk.answer_here(BackupWhom(talk.who.member.id))


def _page(talk: Talk) -> None:
    member = pressed_for(talk)
    talk.answer_here(BackupWhom(member.id, number((*talk.data, "", "")[3])))


def _picked(talk: Talk) -> None:
    _set(talk, pressed_for(talk), number((*talk.data, "", "")[3]))


def pressed_for(talk: Talk) -> Member:
    """Whom the pressed button is about, if the presser answers for them."""
    member = talk.unit.store.members.get(number((*talk.data, "", "")[2]))
    if member is None:
        raise Refusal("button-old")
    require_may_set(talk.unit, talk.who, member)
    return member


_PRESSED: Mapping[str, Callable[[Talk], None]] = {
    "ask": _ask,
    "page": _page,
    "set": _picked,
    "end": lambda talk: _end(talk, pressed_for(talk)),
}

ROUTES = (
    Route(On.COMMAND, "backup", backup),
    Route(On.BUTTON, Press.BACKUP, button),
)
