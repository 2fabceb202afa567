"""The office: welcome, help, joining, members, invitations, settings, languages, notices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.callback import Press, pack
from bot.i18n import Html, escape
from bot.localized import territories
from bot.views.eye import FROM_GROUP, Eye
from bot.views.hours import digest_lines, digest_rows, morning_lines, morning_rows
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import page_of, pager
from bot.views.slip_form import slip_number
from bot.views.trees import period_words
from bot.views.zones import zone
from domain.messages.asking import LanguageChoice, LanguageWhom
from domain.messages.office import (
    InviteLink,
    JoinFirst,
    JoinTeam,
    Members,
    OperatorNotice,
    Sentence,
    SettingsView,
    TeamWaiting,
    TopicSettings,
    Welcome,
)
from domain.model.languages import LANGUAGES
from domain.model.people import MANAGERS, Member, Role, Team
from domain.ports.store import MetaKey
from domain.rules.hour_words import OFF, ON

_PER_PAGE = 20


def sentence(eye: Eye, message: Sentence) -> Rendered:
    """One sentence; fields that are stored values are shown as people say them."""
    return Rendered(eye.t(message.key, **shown_fields(eye, message.fields)))


def shown_fields(eye: Eye, fields: dict[str, object] | dict[str, str]) -> dict[str, object]:
    """Moments, roles, statuses and actions of a sentence in the reader's words."""
    return {k: _SHOWN[k](eye, v) if k in _SHOWN else v for k, v in fields.items()}


_SHOWN: Mapping[str, Callable[[Eye, Any], object]] = {
    "moment": lambda eye, v: eye.moment(datetime.fromisoformat(str(v))),
    "old": lambda eye, v: eye.moment(datetime.fromisoformat(str(v))),
    "new": lambda eye, v: eye.moment(datetime.fromisoformat(str(v))),
    "zone": lambda eye, v: zone(eye, str(v)),
    "role": lambda eye, v: eye.t(f"role-{v}"),
    "held": lambda eye, v: eye.t(f"role-{v}"),
    "status": lambda eye, v: eye.t(f"status-{v}"),
    "action": lambda eye, v: eye.t(f"button-{v}"),
    "clock": lambda eye, v: eye.t(f"clock-{v}"),
    "period": lambda eye, v: period_words(eye, str(v)),
    "slip": lambda eye, v: slip_number(eye, int(v)),
    "colour": lambda eye, v: eye.t(f"slip-{v}"),
    "language": lambda eye, v: eye.t(f"language-{v}"),
    "member": lambda eye, v: eye.name(int(v)),
    "members": lambda eye, v: eye.join([eye.name(int(i)) for i in str(v).split(",")]),
    "matters": lambda eye, v: eye.join([f"#{i}" for i in str(v).split(",")]),
    "due": lambda eye, v: eye.moment(datetime.fromisoformat(str(v))),
    "problem": lambda eye, v: eye.t(f"problem-{v}"),
    "backup": lambda eye, v: eye.name(int(v)),
    "first": lambda eye, v: eye.day(datetime.fromisoformat(str(v))),
    "last": lambda eye, v: eye.day(datetime.fromisoformat(str(v))),
}


def _roles(eye: Eye) -> frozenset[Role]:
    who = eye.who()
    return frozenset({who.member.role, *who.teams.values()}) if who else frozenset({Role.STAFF})


def welcome(eye: Eye, _message: Welcome) -> Rendered:
    """What a member sees on opening the bot."""
    roles = _roles(eye)
    key = "welcome-owner" if Role.OWNER in roles else "welcome-leader" if _leads(roles) else "welcome-staff"
    name = eye.member.name if eye.member else ""
    text = eye.t(key, name=name, office=eye.settings.office_name)
    link = f"https://t.me/{eye.bot_username}?startgroup=team"
    rows = ((Button(str(eye.t("button-add-to-group")), url=link),),) if Role.OWNER in roles else ()
    return Rendered(text, rows)


def _leads(roles: frozenset[Role]) -> bool:
    return bool(roles.intersection(MANAGERS))


def join_team(eye: Eye, message: JoinTeam) -> Rendered | None:
    """The group is a team now."""
    team = eye.store.teams.get(message.team_id)
    if team is None:
        return None
    return Rendered(eye.t("join-team", team=team.title, office=eye.settings.office_name), _join_rows(eye, team))


def join_first(eye: Eye, message: JoinFirst) -> Rendered | None:
    """Somebody in the group has not joined yet."""
    team = eye.store.teams.get(message.team_id)
    if team is None:
        return None
    return Rendered(eye.t(message.key, **shown_fields(eye, message.fields)), _join_rows(eye, team))


def _join_rows(eye: Eye, team: Team) -> Rows:
    return (
        (Button(str(eye.t("button-join")), pack(Press.JOIN, team.id), style="primary"),),
        (Button(str(eye.t("button-open-private")), url=eye.start_link(FROM_GROUP)),),
    )


def team_waiting(eye: Eye, message: TeamWaiting) -> Rendered | None:
    """Somebody who is not a leader added the bot to a group."""
    team = eye.store.teams.get(message.team_id)
    if team is None:
        return None
    yes = Button(str(eye.t("button-team-approve")), pack(Press.TEAM, team.id, "yes"), style="success")
    no = Button(str(eye.t("button-team-refuse")), pack(Press.TEAM, team.id, "no"), style="danger")
    return Rendered(eye.t("team-waiting", team=team.title, by=message.by), ((yes, no),))


def _highest(eye: Eye, member: Member) -> Role:
    """The most a member is anywhere in the office."""
    held = eye.store.members.with_roles(member)
    return min([member.role, *held.teams.values()], key=list(Role).index)


def members(eye: Eye, message: Members) -> Rendered:
    """Who is in the team or the office, with role and whether the bot can write to them."""
    if message.team_id is not None:
        found = eye.store.members.of_team(message.team_id)
    else:
        found = [(m, _highest(eye, m)) for m in eye.store.members.all_active()]
    page = page_of(found, message.page, _PER_PAGE)
    lines = [_member_line(eye, m, r) for m, r in page.shown]
    silent = sum(not m.reachable for m, _ in found)
    call = "members-unreachable" if message.team_id is not None else "members-unreachable-ask"
    foot = ["", eye.t(call, n=silent)] if silent else []
    text = Html("\n".join([eye.t("members-title", n=len(found)), "", *lines, *foot]))
    rows = [pager(eye, page.of, page.place, Press.MEMBERS, message.team_id or 0)]
    if silent and message.team_id is not None:
        rows.append((Button(str(eye.t("button-open-private")), url=eye.start_link(FROM_GROUP)),))
    return Rendered(text, tuple(rows))


def _member_line(eye: Eye, member: Member, role: Role) -> Html:
    """A person, their highest role here, and why they may not answer."""
    shown = eye.t(f"role-{min(role, member.role, key=list(Role).index)}")
    name, away = eye.known_as(member), eye.store.absences.running().get(member.id)
    if away is not None:
        return eye.t("member-line-away", name=name, role=shown, last=eye.day_of(away.ends_at, member.id))
    return eye.t("member-line" if member.reachable else "member-line-unreachable", name=name, role=shown)


def invite_link(eye: Eye, message: InviteLink) -> Rendered:
    """A link that lets people in."""
    key = "invite-team" if message.team else "invite-office"
    link = escape(eye.start_link(f"i_{message.token}"))
    until = eye.moment(datetime.fromisoformat(message.until))
    return Rendered(
        eye.t(key, link=link, role=eye.t(f"role-{message.role}"), team=message.team, until=until, n=message.uses)
    )


def settings_view(eye: Eye, message: SettingsView) -> Rendered:
    """What is set for this chat, and how to change it."""
    team = eye.store.teams.get(message.team_id) if message.team_id is not None else None
    now = eye.moment(eye.now)
    if team is None:
        language = eye.t(f"language-{eye.language}")
        text = eye.t("settings-member", language=language, zone=zone(eye, str(eye.calendar.zone)), now=now)
        text = Html("\n".join([text, *morning_lines(eye)]))
        rows = (*morning_rows(eye, in_settings=True), *_language_rows(0, "s"))
        return Rendered(Html("\n\n".join([text, *_inline_off(eye), *_unknown_outcomes(eye)])), rows)
    digest = team.digest_time or eye.settings.digest_time.strftime("%H:%M")
    text = eye.t(
        "settings-team",
        team=team.title,
        language=eye.t(f"language-{team.language or eye.settings.language}"),
        zone=zone(eye, str(eye.calendar.zone)),
        now=now,
        digest=digest if team.digest_on else eye.t("off"),
        holidays=territories(eye.locale).get(eye.settings.holidays, eye.settings.holidays),
    )
    privacy = eye.store.meta.get(MetaKey.PRIVACY_MODE) == "on"
    topic = [eye.t("settings-topic")] if team.thread_id is not None else []
    lines = [Html("\n".join([text, *digest_lines(eye, team), *topic]))]
    lines += [eye.t("settings-privacy-on")] if privacy else []
    return Rendered(Html("\n\n".join(lines)), (*digest_rows(eye, team), *_language_rows(team.id, "s")))


def _inline_off(eye: Eye) -> list[Html]:
    """For owners: what BotFather still has to be told, so that the bot can be asked in any chat."""
    owner = eye.member is not None and eye.member.role is Role.OWNER
    off = eye.store.meta.get(MetaKey.INLINE_MODE) == "off"
    return [eye.t("settings-inline-off", bot=eye.bot_username)] if owner and off else []


def topic_settings(eye: Eye, _message: TopicSettings) -> Rendered | None:
    """Whether each task has a topic of its own here, and the button that changes it."""
    if eye.member is None:
        return None
    on = eye.member.topics
    if eye.store.meta.get(MetaKey.TOPICS) != "on":
        return Rendered(eye.t("topics-not-here", bot=eye.bot_username))
    word = OFF if on else ON
    button = Button(str(eye.t(f"button-topics-{word}")), pack(Press.TOPICS, word))
    return Rendered(eye.t("topics-on" if on else "topics-off"), ((button,),))


def _unknown_outcomes(eye: Eye) -> list[Html]:
    """For owners: how many answers of Telegram were lost, once there was one."""
    count = eye.store.meta.get(MetaKey.UNKNOWN_OUTCOMES)
    owner = eye.member is not None and eye.member.role is Role.OWNER
    return [eye.t("settings-unknown-outcomes", count=count)] if owner and count else []


def language_choice(eye: Eye, message: LanguageChoice) -> Rendered:
    """Pick a language."""
    key = "choose-language-team" if message.team_id else "choose-language"
    return Rendered(eye.t(key), _language_rows(message.team_id or 0))


def language_whom(eye: Eye, message: LanguageWhom) -> Rendered:
    """A language was named in a group: whom is it for?"""
    mine = Button(str(eye.t("button-lang-mine")), pack(Press.LANGUAGE, message.code, 0))
    groups = Button(str(eye.t("button-lang-group")), pack(Press.LANGUAGE, message.code, message.team_id))
    return Rendered(eye.t("choose-language-whom", language=eye.t(f"language-{message.code}")), ((mine, groups),))


def _language_rows(team_id: int, *where: str) -> tuple[tuple[Button, ...], ...]:
    return (tuple(Button(row.name, pack(Press.LANGUAGE, row.code, team_id, *where)) for row in LANGUAGES.values()),)


def operator_notice(eye: Eye, message: OperatorNotice) -> Rendered:
    """Something the owners should know."""
    return Rendered(eye.t(f"notice-{message.key}", **shown_fields(eye, message.fields)))
