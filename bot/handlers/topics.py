"""A topic for each task in one's private chat."""

from __future__ import annotations

from bot.callback import Press
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.office import TopicSettings
from domain.rules.hour_words import OFF, ON, setting_said
from domain.usecases.post.topics import are_offered, wanted


def topics(talk: Talk) -> None:
    """/topics shows whether each task has a topic of its own, with a button; /topics on, off sets it."""
    if not talk.is_private:
        raise Refusal("private-only")
    _set(talk, talk.args.strip())
    talk.answer(TopicSettings())


def topics_button(talk: Talk) -> None:
    """`to:<on|off>`."""
    _set(talk, (*talk.data, "")[1])
    talk.answer_here(TopicSettings())


def _set(talk: Talk, words: str) -> None:
    who = talk.who
    if not words:
        return
    said = setting_said(words)
    if said not in (ON, OFF):
        raise Refusal("topics-usage")
    if said == ON and not are_offered(talk.unit.store):
        return  # what is shown says so, and what is to be done
    wanted(talk.unit, who, on=said == ON)


ROUTES = (
    Route(On.COMMAND, "topics", topics),
    Route(On.BUTTON, Press.TOPICS, topics_button),
)
