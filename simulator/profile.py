"""What the bot tells Telegram about itself: commands by scope and language, names, descriptions, menu button."""

from dataclasses import dataclass, field
from typing import Any

from simulator.model import Chat, Person

Command = dict[str, str]


@dataclass(slots=True)
class Profile:
    """Commands are kept under ``scope|chat|user|language``, texts under ``kind|language``."""

    commands: dict[str, list[Command]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    menu_button: dict[str, Any] = field(default_factory=lambda: {"type": "commands"})

    def menu(self, person: Person, chat: Chat) -> list[Command]:
        """The commands this person sees in this chat, by Telegram's order of scopes."""
        language = (person.language_code or "").split("-")[0]
        for scope in _scopes(person, chat):
            for tongue in (language, ""):
                found = self.commands.get(f"{scope}|{tongue}")
                if found:
                    return found
        return []


def command_key(scope: dict[str, Any] | None, language: str | None) -> str:
    """Where a list of commands is kept."""
    scope = scope or {"type": "default"}
    return f"{scope['type']}|{scope.get('chat_id', '')}|{scope.get('user_id', '')}|{language or ''}"


def _scopes(person: Person, chat: Chat) -> list[str]:
    here = str(chat.id)
    if chat.type == "private":
        return [f"chat|{here}|", "all_private_chats||", "default||"]
    admin = chat.member(person.id).admin
    ranked = [
        (f"chat_member|{here}|{person.id}", True),
        (f"chat_administrators|{here}|", admin),
        (f"chat|{here}|", True),
        ("all_chat_administrators||", admin),
        ("all_group_chats||", True),
        ("default||", True),
    ]
    return [scope for scope, fits in ranked if fits]
