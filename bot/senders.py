"""Who is heard: people, in private and in teams; anonymous senders learn once a day why they are not."""

from __future__ import annotations

from telegram import Update

from bot.handlers.hints import named
from bot.routes import On, Route
from bot.talk import ANONYMOUS, Talk, quoted
from domain.messages.office import Sentence
from domain.usecases.people import teams

_GROUP_ITSELF = 1087968824  # an admin who writes as the group


def silent_here(talk: Talk, route: Route) -> bool:
    """In a group that is no team, and of anonymous senders, nothing is answered."""
    if route.on in (On.BOT_MEMBER, On.SERVICE):
        return False
    in_team = talk.is_private or teams.is_approved(talk.unit, talk.chat_id)
    if not in_team:
        return True
    if talk.person.telegram_id in ANONYMOUS or (talk.message and talk.message.sender_chat and not talk.data):
        if route.on is On.COMMAND or (route.on is On.MESSAGE and _speaks_to_us(talk)):
            _explain(talk)
        return True
    return False


def from_somebody(update: Update) -> bool:
    """Updates of other bots, channels and without a sender lead nowhere; service messages may lack a sender."""
    if update.effective_chat is None or update.effective_chat.type == "channel" or _by_way_of_us(update):
        return False
    user = update.effective_user
    if user is None:
        return bool(update.message and (update.message.migrate_to_chat_id or update.message.migrate_from_chat_id))
    return not user.is_bot or user.id in ANONYMOUS or update.my_chat_member is not None


def _explain(talk: Talk) -> None:
    """Once for each kind of such sender, in a chat and on a day; whoever tries again knows it."""
    kind = _kind(talk)
    day = talk.unit.now.astimezone(talk.unit.calendar.zone).date()
    talk.unit.say(talk.place, _WHY[kind], key=f"anonymous:{kind}:{talk.chat_id}:{day}")


_WHY = {
    "admin": Sentence("refuse-anonymous", {}),
    "channel": Sentence("refuse-anonymous-channel", {}),
    "post": Sentence("refuse-channel-post", {}),
}


def _kind(talk: Talk) -> str:
    if talk.message is not None and talk.message.is_automatic_forward:
        return "post"
    return "admin" if talk.person.telegram_id == _GROUP_ITSELF else "channel"


def _speaks_to_us(talk: Talk) -> bool:
    """A reply about a task, or words that name the bot."""
    asked = quoted(talk.message)
    about = talk.unit.store.posts.find(talk.chat_id, asked.message_id) if asked else None
    return about is not None or named(talk)


def _by_way_of_us(update: Update) -> bool:
    """What somebody sent with the bot's help in a chat where it is: its own words, which it does not take for a report."""
    message = update.message
    return message is not None and message.via_bot is not None and message.via_bot.id == message.get_bot().id
