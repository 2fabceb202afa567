"""Who stands in for whom, and who is away: asked and shown."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.asking import pairs, people_rows
from bot.views.calendar import day_of, month_of, month_rows, today
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from bot.views.stand_ins import at_once, others
from bot.views.to_take_over import take_over_rows, waits_for
from domain.messages.people import (
    AwayPlan,
    AwayTold,
    AwayWhen,
    AwayWhich,
    AwayWhom,
    BackAsked,
    BackupAsked,
    Backups,
    BackupWhom,
    BackWhich,
)
from domain.model.absence import Absence
from domain.model.clocks import MEASURES
from domain.model.matters import Matters
from domain.model.tasks import Task
from domain.rules.hands import owing
from domain.rules.standing_in import can_stand_in
from domain.usecases.access import answers_for

_FRIDAY = 4
_MOST = 200  # matters that one person has in hand


def number_of(day: date) -> int:
    """A day as a button carries it, yyyymmdd."""
    return int(day.strftime("%Y%m%d"))


def days(eye: Eye, member_id: int, first: datetime, last: datetime) -> Html:
    """One day of somebody's, or from the first to the last."""
    return _from_to(eye, eye.day_of(first, member_id), eye.day_of(last, member_id))


def _from_to(eye: Eye, first: Html, last: Html) -> Html:
    return first if first == last else eye.t("away-days", first=first, last=last)


def _given(eye: Eye, first: int, last: int) -> Html:
    return _from_to(eye, *(_day(eye, day_of(day, today(eye) - timedelta(days=400))) for day in (first, last)))


def _day(eye: Eye, day: date) -> Html:
    return eye.day(eye.calendar.day_end(day))


def _choice(label: Html, *fields: object) -> Button:
    return Button(str(label), pack(Press.AWAY, *fields))


# -- backups -----------------------------------------------------------------------------------------------------------


def backups(eye: Eye, _message: Backups) -> Rendered:
    """The pairs the reader may know of: their own, and those of people they lead."""
    pairs_ = [(a, b) for a, b in eye.store.absences.backups().items() if _may_know(eye, a, b)]
    lines = [eye.t("backup-line", member=eye.name(a), backup=eye.name(b)) for a, b in pairs_]
    head = eye.t("backups-title" if lines else "backups-none")
    if eye.member is None:
        return Rendered(Html("\n".join([head, *lines])))
    own = eye.store.absences.backups().get(eye.member.id)
    row = [Button(str(eye.t("button-backup-other" if own else "button-backup-choose")), pack(Press.BACKUP, "ask"))]
    if own:
        row.append(Button(str(eye.t("button-backup-end")), pack(Press.BACKUP, "end", eye.member.id)))
    return Rendered(Html("\n".join([head, *lines])), (tuple(row), *take_over_rows(eye, waits_for(eye))))


def _may_know(eye: Eye, member_id: int, backup_id: int) -> bool:
    who, member = eye.who(), eye.store.members.get(member_id)
    if member is None or not member.active:
        return False
    if who is None:
        return eye.team is not None and eye.team.id in eye.store.members.with_roles(member).teams
    return who.member.id == backup_id or answers_for(eye.store, who, member)


def backup_whom(eye: Eye, message: BackupWhom) -> Rendered:
    """Who shall stand in?"""
    people = others(eye, message.member_id)
    pick, turn = (Press.BACKUP, "set", message.member_id), (Press.BACKUP, "page", message.member_id)
    text = eye.t("backup-whom", member=eye.name(message.member_id))
    return Rendered(text, people_rows(eye, people, message.page, pick, turn))


def backup_asked(eye: Eye, message: BackupAsked) -> Rendered:
    """Plain words say who stands in for whom."""
    fields = {"member": eye.name(message.member_id), "backup": eye.name(message.backup_id)}
    yes = Button(str(eye.t("button-backup-confirm")), pack(Press.BACKUP, "set", message.member_id, message.backup_id))
    return Rendered(eye.t("backup-asked", **fields), ((yes,),))


# -- away --------------------------------------------------------------------------------------------------------------


def back_asked(eye: Eye, message: BackAsked) -> Rendered:
    """Plain words say that somebody is back."""
    yes = _choice(eye.t("button-back-confirm"), "back", message.member_id)
    return Rendered(eye.t("back-asked", member=eye.name(message.member_id)), ((yes,),))


def away_when(eye: Eye, message: AwayWhen) -> Rendered:
    """Today, tomorrow, this week, or days of a calendar: first the first, then the last."""
    name = eye.name(message.member_id)
    if not message.month:
        return Rendered(eye.t("away-when", member=name), _near(eye, message.member_id))
    turn, pick = (Press.AWAY, "month", message.member_id, message.first), (
        Press.AWAY, "day", message.member_id, message.first,
    )  # fmt: skip
    rows = month_rows(eye, month_of(message.month, today(eye)), turn, pick)
    drop = (_choice(eye.t("button-discard"), "drop", message.member_id),)
    if not message.first:
        return Rendered(eye.t("away-first-day", member=name), (*rows, drop))
    first = _day(eye, day_of(message.first, today(eye)))
    only = (_choice(eye.t("button-only-day"), "days", message.member_id, message.first, message.first),)
    return Rendered(eye.t("away-last-day", member=name, first=first), (*rows, only, drop))


def _near(eye: Eye, member_id: int) -> Rows:
    now = today(eye)
    friday = now + timedelta(days=(_FRIDAY - now.weekday()) % 7)
    tomorrow = now + timedelta(days=1)
    near = [(eye.t("button-due-today"), now, now), (eye.t("button-due-tomorrow"), tomorrow, tomorrow)]
    if now.weekday() < _FRIDAY:
        near.append((eye.t("button-this-week"), now, friday))
    found = tuple(_choice(label, "days", member_id, number_of(first), number_of(last)) for label, first, last in near)
    month = _choice(eye.t("button-calendar"), "month", member_id, 0, now.strftime("%Y%m"))
    return (found, (month, _choice(eye.t("button-discard"), "drop", member_id)))


def away_which(eye: Eye, message: AwayWhich) -> Rendered:
    """Words that may mean several days: each is offered."""
    found = [
        Button(
            eye.plain_moment(eye.calendar.day_end(day_of(day, today(eye))), day_only=True),
            pack(Press.AWAY, "days", message.member_id, day, day),
        )
        for day in message.days
    ]
    month = _choice(eye.t("button-calendar"), "month", message.member_id, 0, today(eye).strftime("%Y%m"))
    return Rendered(eye.t("away-which", words=message.words), (*pairs(found), (month,)))


def away_plan(eye: Eye, message: AwayPlan) -> Rendered:
    """What was understood, and what one button will do."""
    shown, name = _given(eye, message.first, message.last), eye.name(message.member_id)
    lines = [eye.t("away-plan", member=name, days=shown)]
    if message.whole:
        lines.append(eye.t("away-plan-whole"))
    if message.joined:
        lines.append(eye.t("away-plan-joined"))
    if message.was_first:
        lines.append(eye.t("away-plan-instead", days=_given(eye, message.was_first, message.was_last)))
    backup = eye.name(message.backup_id) if message.backup_id else ""
    lines += _moves(eye, message, backup)
    lent = sum(_is_lent(eye, t) for t in eye.store.tasks.open_of_standin(message.member_id))
    if lent:
        lines.append(eye.t("away-plan-lent", n=lent))
    other = _away_then(eye, message)
    if other is not None:
        lines.append(
            eye.t("away-plan-both", backup=backup, days=days(eye, message.backup_id, other.begins_at, other.ends_at))
        )
    found = eye.store.members.get(message.backup_id) if message.backup_id else None
    if found is not None and not found.reachable:
        lines.append(eye.t("away-plan-unreached", backup=backup))
    return Rendered(Html("\n".join(lines)), _plan_rows(eye, message))


def _moves(eye: Eye, message: AwayPlan, backup: Html | str) -> list[Html]:
    """What goes to whoever stands in; what is confidential stays, and only those in it read that there is something."""
    led = [t for t in eye.store.tasks.open_of_lead(message.member_id) if can_stand_in(t)]
    count = sum(not t.confidential for t in led) + _parts(eye, message)
    secret = sum(t.confidential and bool(eye.relations(t)) for t in led)
    stays = [eye.t("away-plan-secret", n=secret, member=eye.name(message.member_id))] if secret else []
    if message.backup_id:
        return [eye.t("away-plan-moves" if count else "away-plan-nothing", n=count, backup=backup), *stays]
    if count:
        return [eye.t("away-plan-nobody", n=count), *stays]
    waits = _to_decide(eye, message.member_id)
    if waits:
        return [eye.t("away-plan-nobody-decides", n=waits), *stays]
    return stays or [eye.t("away-plan-nobody-nothing")]


def _is_lent(eye: Eye, task: Task) -> bool:
    """Whether they took it over for somebody else; of what is confidential only those in it hear."""
    return task.taken_over_at is not None and not task.is_own and (not task.confidential or bool(eye.relations(task)))


def _parts(eye: Eye, message: AwayPlan) -> int:
    """Of how many matters they owe a part that whoever stands in can take over; that stays theirs, where nobody does."""
    found = eye.store.tasks.page(Matters(hands=message.member_id), _MOST)
    backup_id = message.backup_id or None
    return sum(message.member_id in owing(t) and backup_id not in (t.duty_id, t.lead_id, *t.co_ids) for t in found)


def _to_decide(eye: Eye, member_id: int) -> int:
    """How many matters wait for a decision of theirs."""
    found = eye.store.tasks.page(Matters(assigner=member_id), _MOST)
    return sum(any(c.running and MEASURES[c.kind].of_assigner for c in t.commitments) for t in found)


def _away_then(eye: Eye, message: AwayPlan) -> Absence | None:
    """When whoever is to stand in is away themselves on these days."""
    first, last = (day_of(day, today(eye)) for day in (message.first, message.last))
    zone = eye.calendar.zone
    found = eye.store.absences.of(message.backup_id) if message.backup_id else []
    return next(
        (
            o
            for o in found
            if o.begins_at.astimezone(zone).date() <= last and first <= o.ends_at.astimezone(zone).date()
        ),
        None,
    )


def _plain_days(eye: Eye, one: Absence) -> str:
    shown = (eye.plain_day_of(at, one.member_id) for at in (one.begins_at, one.ends_at))
    return "–".join(dict.fromkeys(shown))


def back_which(eye: Eye, message: BackWhich) -> Rendered:
    """Each absence that is planned, to call one off."""
    found = eye.store.absences.of(message.member_id)
    rows = tuple((Button(_plain_days(eye, one), pack(Press.AWAY, "off", message.member_id, one.id)),) for one in found)
    return Rendered(eye.t("back-which", member=eye.name(message.member_id)), rows)


def _plan_rows(eye: Eye, message: AwayPlan) -> Rows:
    span = message.member_id, message.first, message.last
    whom = "button-other-backup" if message.backup_id else "button-backup-choose"
    yes = Button(str(eye.t("button-away-confirm")), pack(Press.AWAY, "ok", *span, message.backup_id), style="primary")
    return (
        (yes,),
        *at_once(eye, message),
        (
            _choice(eye.t(whom), "whom", *span, 0),
            _choice(eye.t("button-other-days"), "month", message.member_id, 0, today(eye).strftime("%Y%m")),
        ),
        (_choice(eye.t("button-discard"), "drop", message.member_id),),
    )


def away_whom(eye: Eye, message: AwayWhom) -> Rendered:
    """Who shall stand in on these days?"""
    span = message.member_id, message.first, message.last
    shown = _given(eye, message.first, message.last)
    text = eye.t("away-whom", member=eye.name(message.member_id), days=shown)
    people = others(eye, message.member_id)
    rows = people_rows(eye, people, message.page, (Press.AWAY, "by", *span), (Press.AWAY, "whom", *span))
    return Rendered(text, (*rows, (_choice(eye.t("button-nobody"), "by", *span, 0),)))


def away_told(eye: Eye, message: AwayTold) -> Rendered:
    """What became of an absence."""
    first, last = (datetime.fromisoformat(at) for at in (message.first, message.last))
    if message.what == "back-nothing" and eye.member is not None and eye.member.id == message.member_id:
        return Rendered(eye.t("away-told-back-own"))
    if message.what == "back" and not message.count:
        return Rendered(eye.t("away-told-back-none", member=eye.name(message.member_id)))
    return Rendered(
        eye.t(
            f"away-told-{message.what}", member=eye.name(message.member_id), days=days(eye, message.member_id, first, last),
            last=eye.day_of(last, message.member_id), backup=eye.name(message.backup_id), by=eye.name(message.by),
            n=message.count,
        )
    )  # fmt: skip
