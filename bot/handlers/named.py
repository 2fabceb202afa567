"""A name alone in reply to somebody's words in a group: @li, @li 请办. Of who gives tasks there it may be one: offered."""

from __future__ import annotations

import re

from bot.handlers.assign import ordered
from bot.talk import Talk, files_of, quoted, text_of
from domain.model.people import Member
from domain.model.value import replace
from domain.rules.smalltalk import is_small_talk
from domain.text import blank_out, is_blank, late
from domain.usecases.tasks.draft import order

# What may stand beside the name and says nothing but that it is theirs to do.
_PLEASE = late(
    r"(?:请|請|麻烦|麻煩|辛苦|你|您|来|來|去|交给|交給|由|归|歸|给|給|办|辦|处理|處理|负责|負責|跟进|跟進|落实|落實|承办|承辦|跟|理|一下|下|了|的|吧"
    r"|please|pls|you|your|take|do|handle|look|after|see|to|this|that|it|one|for|yours|over|on|up|follow|can|could|[\W_])*",
    re.IGNORECASE,
)


def alone(talk: Talk) -> bool:
    """Whether that was said and a task offered; whoever cannot give it there, or calls its writer, hears nothing."""
    source, team = quoted(talk.message), talk.team
    if talk.is_private or source is None or source.from_user is None or source.from_user.is_bot or team is None:
        return False
    speaker = talk.unit.store.members.by_telegram(talk.person.telegram_id)
    if speaker is None or not speaker.active or talk.said().files or not _says_something(talk):
        return False
    called = _called(talk)
    if not called or any(one.telegram_id == source.from_user.id for one in called):
        return False
    if not talk.unit.store.members.with_roles(speaker).runs(team.id):
        return False
    text = talk.said().text
    order(talk.unit, talk.who, replace(ordered(talk), text=text, mentions=talk.people(text), unsure=True))
    return True


def _says_something(talk: Talk) -> bool:
    """Whether what is replied to can be what is to be done."""
    source = quoted(talk.message)
    words = text_of(source) if source else ""
    return bool(source and files_of(source)) or not (is_blank(words) or is_small_talk(words) or words.startswith("/"))


def _called(talk: Talk) -> list[Member]:
    """Those whom the words are nothing but a call of; nobody where one of them is not known, or more is said."""
    text = talk.said().text
    marks = talk.mentions(text)
    if not marks or not _PLEASE.fullmatch(blank_out(text, ((m.start, m.end) for m in marks))):
        return []
    members = talk.unit.store.members
    found = [
        members.by_telegram(m.telegram_id) if m.telegram_id is not None else members.by_username(m.username or "")
        for m in marks
    ]
    known = [one for one in found if one is not None and one.active]
    return known if len(known) == len(found) else []
