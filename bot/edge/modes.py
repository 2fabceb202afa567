"""What BotFather has set for the bot, noted at each start for /settings."""

from __future__ import annotations

from telegram import User

from domain.ports.store import MetaKey, Store


def note_modes(store: Store, me: User) -> None:
    """Whether the bot sees only some of a group's messages, can be asked in any chat, and has topics in private."""
    store.meta.set(MetaKey.PRIVACY_MODE, "off" if me.can_read_all_group_messages else "on")
    store.meta.set(MetaKey.INLINE_MODE, "on" if me.supports_inline_queries else "off")
    store.meta.set(MetaKey.TOPICS, "on" if me.has_topics_enabled else "off")
