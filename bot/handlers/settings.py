"""What is set for a chat, and its digest."""

from __future__ import annotations

from datetime import timedelta

from bot.callback import Press, number
from bot.handlers import mornings
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.office import SettingsView
from domain.messages.reports import Digest
from domain.model.people import Team, TeamStatus
from domain.rules.asked_reports import is_recent
from domain.rules.hour_words import EMPTY, OFF, QUIET, setting_said
from domain.rules.ledger import team_in
from domain.usecases.access import require_manager
from domain.usecases.people import teams
from domain.usecases.reports.daily import next_digest

_SETTINGS = "set"
_ANSWERS = {OFF: "off", EMPTY: "tells", QUIET: "quiet"}


def settings(talk: Talk) -> None:
    """/settings: what is set for this chat."""
    talk.require_team_or_private()
    who = talk.who
    team = None if talk.is_private else teams.approved(talk.unit, talk.chat_id)
    if team and team.id not in who.teams:
        require_manager(who, team.id)
    talk.answer(SettingsView(team.id if team else None))


def digest(talk: Talk) -> None:
    """/digest shows it now; /digest 08:30, on, off sets it."""
    if talk.is_private:
        raise Refusal("group-only")
    team, who = teams.approved(talk.unit, talk.chat_id), talk.who
    words = talk.args.strip().lower()
    if words:
        return _digest_set(talk, *teams.set_digest(talk.unit, who, team, words))
    if team.id not in who.teams:
        require_manager(who, team.id)
    since = (talk.unit.now - timedelta(days=1)).isoformat()
    return talk.answer(Digest(team.id, since, asked=True))


def digest_named(talk: Talk, words: str) -> bool:
    """日报, 综合部日报 in private: of the only team one runs or is in, or of the one named.

    Who has several reads the morning of all of them. With other words it is an order.
    """
    who = talk.who
    known = [t for t in talk.unit.store.teams.with_status(TeamStatus.APPROVED) if who.runs(t.id) or t.id in who.teams]
    team, rest = team_in(words, known)
    if rest.strip() and not is_recent(rest.strip(" 的")):
        return False
    team = team or (known[0] if len(known) == 1 else None)
    if team is None:
        return mornings.named(talk, "")
    talk.answer(Digest(team.id, (talk.unit.now - timedelta(days=1)).isoformat(), asked=True))
    return True


def topic(talk: Talk) -> None:
    """/topic in a topic of the group: the digest, and the cards of what is given in private, come there from now on."""
    if talk.is_private:
        raise Refusal("group-only")
    team = teams.approved(talk.unit, talk.chat_id)
    if talk.message is not None and not talk.message.chat.is_forum:
        require_manager(talk.who, team.id)
        raise Refusal("no-topics")
    thread_id = _topic_meant(talk)
    teams.set_topic(talk.unit, talk.who, team, thread_id)
    talk.say("topic-set" if thread_id is not None else "topic-none")


_NO_TOPIC = frozenset({"off", "none", "general", "关", "关闭", "取消", "關", "關閉"})


def _topic_meant(talk: Talk) -> int | None:
    """The topic the command stands in; none where its words take it back. Other words name no topic."""
    words = talk.args.strip().lower()
    if words and words not in _NO_TOPIC:
        raise Refusal("topic-usage")
    return None if words else talk.thread_id


def digest_button(talk: Talk) -> None:
    """`dg:<team>:<on|off|empty|quiet|0830|set>`."""
    _, team_field, word = (*talk.data, "", "")[:3]
    team = talk.unit.store.teams.get(number(team_field))
    if team is None or (word != _SETTINGS and setting_said(word) is None):
        raise Refusal("button-old")
    if word == _SETTINGS:
        require_manager(talk.who, team.id)
        return talk.answer(SettingsView(team.id))
    _digest_set(talk, *teams.set_digest(talk.unit, talk.who, team, word))
    return talk.answer_here(SettingsView(team.id))


def _digest_set(talk: Talk, said: str, team: Team) -> None:
    coming = next_digest(talk.unit, team) if team.digest_on else talk.unit.now
    talk.show(f"digest-{_ANSWERS.get(said, 'set')}", moment=coming.isoformat())


ROUTES = (
    Route(On.COMMAND, "settings", settings),
    Route(On.COMMAND, "digest", digest),
    Route(On.COMMAND, "topic", topic),
    Route(On.BUTTON, Press.DIGEST, digest_button),
)
