"""When one's own morning list or brief comes."""

from __future__ import annotations

from bot.callback import Press
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.office import MorningSettings, SettingsView
from domain.rules.asked_reports import is_today
from domain.rules.hour_words import EMPTY, OFF, QUIET
from domain.usecases.people.hours import next_morning_of, set_morning
from domain.usecases.reports.mornings import morning_now

_NOW = "now"
_ANSWERED = frozenset({OFF, EMPTY, QUIET})  # in words of their own


def morning(talk: Talk) -> None:
    """/morning shows what is set, with buttons; /morning 08:00, on, off sets it."""
    if not talk.is_private:
        raise Refusal("private-only")
    if talk.args.strip():
        return _set(talk, talk.args)
    _ = talk.who
    return talk.answer(MorningSettings())


def named(talk: Talk, words: str) -> bool:
    """晨报, morning brief: as it is at this moment; with other words it is an order."""
    if words and not is_today(words):
        return False
    talk.answer(morning_now(talk.unit, talk.who.member))
    return True


def morning_button(talk: Talk) -> None:
    """`mo:<on|off|empty|quiet|0830|now>:<s in the settings>`."""
    _, word, where = (*talk.data, "", "")[:3]
    if word == _NOW:
        return talk.answer(morning_now(talk.unit, talk.who.member))
    _set(talk, word)
    return talk.answer_here(SettingsView(None) if where else MorningSettings())


def _set(talk: Talk, words: str) -> None:
    said, member = set_morning(talk.unit, talk.who, words)
    answer = said if said in _ANSWERED else "set"
    talk.show(f"morning-{answer}", moment=next_morning_of(talk.unit, member).isoformat())


ROUTES = (
    Route(On.COMMAND, "morning", morning),
    Route(On.BUTTON, Press.MORNING, morning_button),
)
