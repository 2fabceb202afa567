"""常用事项: the list, one tap to give one again; and one of them with what can be changed."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from domain.messages.templates import TemplateList, TemplateShown
from domain.model.people import Memberships, Team, TeamStatus
from domain.model.tasks import Priority
from domain.model.templates import Template
from domain.rules.templates import may_share

_A_PAGE = 8


def template_list(eye: Eye, message: TemplateList) -> Rendered | None:
    """A row for each: its name gives it, the dots open it."""
    who = _who(eye, message.member_id)
    if who is None:
        return None
    found = _seen(eye, who)
    gone = [eye.t("template-dropped", name=message.gone)] if message.gone else []
    if not found:
        return Rendered(Html("\n".join([*gone, eye.t("template-none")])))
    shown = found[message.page * _A_PAGE : (message.page + 1) * _A_PAGE]
    lines = [eye.t("template-list", n=len(found)), *(line(eye, one) for one in shown)]
    rows = tuple(
        (
            Button(f"▶ {one.name}", pack(Press.TEMPLATE, "use", one.id)),
            Button("⋯", pack(Press.TEMPLATE, "open", one.id)),
        )
        for one in shown
    )
    return Rendered(Html("\n".join([*gone, *lines])), (*rows, *_turn(eye, message.page, len(found))))


def _turn(eye: Eye, page: int, count: int) -> Rows:
    rest = count - (page + 1) * _A_PAGE
    back = [Button(str(eye.t("button-back")), pack(Press.TEMPLATE, "list", page - 1))] if page else []
    more = [Button(str(eye.t("button-more", rest=rest)), pack(Press.TEMPLATE, "list", page + 1))] if rest > 0 else []
    return ((*back, *more),) if back or more else ()


def _who(eye: Eye, member_id: int) -> Memberships | None:
    member = eye.store.members.get(member_id)
    return eye.store.members.with_roles(member) if member is not None else None


def _seen(eye: Eye, who: Memberships) -> list[Template]:
    run = None if who.runs_office() else [i for i in who.teams if may_share(who, i)]
    return eye.store.templates.seen_by(who.member.id, run)


def line(eye: Eye, template: Template) -> Html:
    """Its name, who does it, by when in words, with whom it is shared."""
    task = template.task
    names = eye.join([eye.name(i) for i in task.people]) if task.people else eye.t("template-asks-who")
    due = task.wording.due_words or str(eye.t("draft-no-due" if task.undated else "template-asks-when"))
    return eye.t("template-line", name=template.name, names=names, due=due)


def template_shown(eye: Eye, message: TemplateShown) -> Rendered | None:
    """One of them: what it gives, and what can be done with it."""
    template, who = eye.store.templates.get(message.template_id), _who(eye, message.member_id)
    if template is None or who is None:
        return None
    said = [eye.t(f"template-{message.became}", name=template.name)] if message.became else []
    rows = _teams(eye, who, template) if message.choose else _rows(eye, who, template)
    return Rendered(Html("\n".join([*said, *_lines(eye, template)])), rows)


def _lines(eye: Eye, template: Template) -> list[Html]:
    task = template.task
    lines = [line(eye, template)]
    if task.title and task.title != template.name:
        lines.append(eye.t("draft-so-far-text", text=shorten(task.title)))
    if task.priority is not Priority.NORMAL:
        lines.append(eye.t(f"priority-{task.priority}"))
    if task.watchers:
        lines.append(eye.t("card-watchers", names=eye.join([eye.name(i) for i in task.watchers])))
    if task.standard:
        lines.append(eye.t("card-standard", text=task.standard))
    team = eye.store.teams.get(template.team_id) if template.team_id is not None else None
    return [*lines, eye.t("template-shared-with", team=team.title)] if team is not None else lines


def _button(label: Html, *fields: object) -> Button:
    return Button(str(label), pack(Press.TEMPLATE, *fields))


def _rows(eye: Eye, who: Memberships, template: Template) -> Rows:
    use = Button(f"▶ {template.name}", pack(Press.TEMPLATE, "use", template.id), style="success")
    back = _button(eye.t("button-templates"), "list", 0)
    if template.member_id != who.member.id:
        return ((use,), (back,))
    name, drop = (
        _button(eye.t("button-template-name"), "name", template.id),
        _button(eye.t("button-template-drop"), "drop", template.id),
    )
    return ((use,), (name, drop), (*_sharing(eye, who, template), back))


def _sharing(eye: Eye, who: Memberships, template: Template) -> tuple[Button, ...]:
    """With the one team there is, or with one of several; or with nobody any more."""
    if template.team_id is not None:
        return (_button(eye.t("button-template-unshare"), "share", template.id, 0),)
    teams = teams_of(eye, who)
    if len(teams) > 1:
        return (_button(eye.t("button-template-share"), "teams", template.id),)
    return tuple(_to_team(eye, template, team) for team in teams)


def teams_of(eye: Eye, who: Memberships) -> list[Team]:
    """The teams one may share with."""
    return [team for team in eye.store.teams.with_status(TeamStatus.APPROVED) if may_share(who, team.id)]


def _to_team(eye: Eye, template: Template, team: Team) -> Button:
    return Button(str(eye.t("label-share-with", team=team.title)), pack(Press.TEMPLATE, "share", template.id, team.id))


def _teams(eye: Eye, who: Memberships, template: Template) -> Rows:
    rows = tuple((_to_team(eye, template, team),) for team in teams_of(eye, who)[:20])
    return (*rows, (_button(eye.t("button-back"), "open", template.id),))
