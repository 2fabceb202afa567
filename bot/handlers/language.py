"""In which language."""

from __future__ import annotations

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.messages.asking import LanguageChoice, LanguageWhom
from domain.model.languages import LANGUAGES
from domain.model.people import Team
from domain.usecases.access import require_manager
from domain.usecases.people import people, teams


def lang(talk: Talk) -> None:
    """/lang [code]: one's own language in private; in a group it is asked whom a language is for."""
    word = talk.args.strip()
    team = None if talk.is_private else teams.approved(talk.unit, talk.chat_id)
    if word and team:
        _ = talk.who
        return talk.answer(LanguageWhom(people.language_named(_code(word)), team.id))
    if word:
        return _set_language(talk, word, team)
    if team:
        require_manager(talk.who, team.id)
    _ = talk.who
    talk.answer(LanguageChoice(team.id if team else None))
    return None


def _set_language(talk: Talk, word: str, team: Team | None) -> None:
    code = _code(word)
    if team:
        teams.set_language(talk.unit, talk.who, team, code)
    else:
        people.set_language(talk.unit, talk.who, code)
    talk.show("language-set")


def _code(word: str) -> str:
    return next((c for c in LANGUAGES if c.lower() == word.lower().replace("_", "-")), word)


def lang_button(talk: Talk) -> None:
    """`lang:<code>:<team>`."""
    _, code, team_field = (*talk.data, "", "")[:3]
    _set_language(talk, code, talk.unit.store.teams.get(number(team_field)))


ROUTES = (
    Route(On.COMMAND, "lang", lang),
    Route(On.BUTTON, Press.LANGUAGE, lang_button),
)
