"""Who goes, and what they leave to be given to others."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.lists import task_line
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows
from bot.views.series_held import left_series
from domain.messages.office import LeftWork, Parted, PartingCheck
from domain.model.matters import OWED, Matters
from domain.model.people import Member, Role, Team
from domain.model.tasks import Task
from domain.rules.lifecycle import Action, allowed

_MOST = 8


def parting_check(eye: Eye, message: PartingCheck) -> Rendered | None:
    """What will happen, and the one button that does it."""
    member = eye.store.members.get(message.member_id)
    if member is None or member.telegram_id is None:
        return None
    team = eye.store.teams.get(message.team_id) if message.team_id is not None else None
    which = Matters(team_id=message.team_id, hands=member.id, kinds=OWED, secret_to=eye.secrets)
    n = eye.store.tasks.count(which)
    n += len(_done_for(eye, member.id, message.team_id))
    name = eye.known_as(member)
    if message.forget and eye.member is not None and eye.member.id == member.id:
        text = eye.t("forget-check-self", office=eye.settings.office_name, n=n)
    elif message.forget:
        text = eye.t("forget-check", name=name)
    elif team is not None and not _only_team(eye, member, team):
        text = eye.t("remove-check-team" if n else "remove-check-team-nothing", name=name, team=team.title, n=n)
    else:
        text = eye.t("remove-check" if n else "remove-check-nothing", name=name, office=eye.settings.office_name, n=n)
    what = "forget" if message.forget else "remove"
    button = Button(
        str(eye.t(f"button-parting-{what}")), pack(Press.PARTING, member.id, message.team_id or 0, what), style="danger"
    )
    return Rendered(text, ((button,),))


def parted(eye: Eye, message: Parted) -> Rendered:
    """That somebody is out; owners may go on to what cannot be undone, which asks once more."""
    member = eye.store.members.get(message.member_id)
    key = "removed-team" if message.team else "removed-office"
    text = eye.t(key, name=_name(eye, message.member_id), team=message.team, office=eye.settings.office_name)
    may = eye.member is not None and eye.member.role is Role.OWNER
    if not may or member is None or not member.removed or member.telegram_id is None:
        return Rendered(text)
    ask = Button(str(eye.t("button-parting-ask")), pack(Press.PARTING, member.id, 0, "ask"))
    return Rendered(text, ((ask,),))


def _only_team(eye: Eye, member: Member, team: Team) -> bool:
    """Whether who leaves this team leaves the office."""
    return member.role is Role.STAFF and set(eye.store.members.with_roles(member).teams) <= {team.id}


def left_work(eye: Eye, message: LeftWork) -> Rendered | None:
    """The open tasks of somebody who left, each with a button that gives it to another; how many results they waited for."""
    tasks = eye.store.tasks
    which = Matters(team_id=message.team_id, hands=message.member_id, kinds=OWED, secret_to=eye.secrets)
    others = _done_for(eye, message.member_id, message.team_id)
    count, given = (
        tasks.count(which) + len(others),
        tasks.count(Matters(team_id=message.team_id, assigner=message.member_id, secret_to=eye.secrets)),
    )
    series, anew = left_series(eye, message.member_id, message.team_id)
    if not (count or given or series):
        return None
    shown = [*others, *tasks.page(which, _MOST, 0)][:_MOST]
    team = eye.store.teams.get(message.team_id) if message.team_id is not None else None
    key = "left-work-team" if team else "left-work"
    if not count:
        key = "left-work-given-team" if team else "left-work-given"
    lines = [eye.t(key, name=_name(eye, message.member_id), team=team.title if team else "", n=count)]
    lines += [Html(""), *(task_line(eye, task) for task in shown)] if shown else []
    lines += [Html(""), eye.t("left-given", n=given)] if given else []
    lines += series
    more = Button(str(eye.t("button-all")), pack(Press.LIST_ALL, "person", message.member_id, 0))
    rows = (*_anew(eye, shown, message.member_id), *(((more,),) if count > len(shown) else ()), *anew)
    return Rendered(Html("\n".join(lines)), rows)


def _done_for(eye: Eye, member_id: int, team_id: int | None) -> list[Task]:
    """What they lead and somebody else does in their place, who goes on until it has another lead; lines of plans, too."""
    found = eye.store.tasks.open_of_lead(member_id)
    found = [t for t in found if not t.confidential or eye.relations(t)]
    return [t for t in found if (t.duty_id != member_id or t.period) and team_id in (None, t.team_id)]


def _name(eye: Eye, member_id: int) -> str:
    """The name alone: that they left is what the message says."""
    member = eye.store.members.get(member_id)
    return member.name if member and member.name else eye.name(member_id)


def _anew(eye: Eye, shown: list[Task], member_id: int) -> Rows:
    """What they lead is given to somebody else, a part of theirs to another, by whoever may."""
    found = [_to_another(eye, task, member_id) for task in shown]
    there = [button for button in found if button is not None]
    return in_rows(there, 2)


def _to_another(eye: Eye, task: Task, member_id: int) -> Button | None:
    action = Action.REASSIGN if task.lead_id == member_id else Action.REPLACE
    if not allowed(task, action, eye.relations(task)):
        return None
    whom = () if action is Action.REASSIGN else (member_id,)
    return Button(f"{eye.t(f'button-{action}')} #{task.id}", pack(Press.ACT, action, task.id, *whom))
