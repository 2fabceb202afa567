"""In which language."""

from __future__ import annotations

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.messages.asking import LanguageChoice, LanguageWhom
from domain.messages.office import SettingsView
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
        return talk.show("language-set-team", language=code)
    people.set_language(talk.unit, talk.who, code)
    return talk.show("language-set")


def _code(word: str) -> str:
    return next((c for c in LANGUAGES if c.lower() == word.lower().replace("_", "-")), word)


def lang_button(talk: Talk) -> None:
    """`lang:<code>:<team>:<s in the settings>`."""
    _, code, team_field, where = (*talk.data, "", "", "")[:4]
    team = talk.unit.store.teams.get(number(team_field))
    _set_language(talk, code, team)
    if where:
        talk.answer_here(SettingsView(team.id if team else None))


ROUTES = (
    Route(On.COMMAND, "lang", lang),
    Route(On.BUTTON, Press.LANGUAGE, lang_button),
)
