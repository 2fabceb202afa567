"""Bot API methods about the bot itself: who it is, its commands, names and menu button."""

import re
from collections.abc import Mapping
from typing import Any

from simulator.api import Handler, Request, find_chat
from simulator.errors import bad
from simulator.profile import command_key

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MOST_COMMANDS = 100
_LONGEST_DESCRIPTION = 256
_TEXTS = {
    "Name": ("name", 64),
    "Description": ("description", 512),
    "ShortDescription": ("short_description", 120),
}


def get_me(request: Request) -> dict[str, Any]:
    """getMe."""
    flags = {
        "can_join_groups": True,
        "can_read_all_group_messages": not request.world.privacy_mode,
        "supports_inline_queries": request.world.inline_mode,
        "supports_guest_queries": request.world.guest_mode,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": request.world.private_topics,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }
    return request.world.bot.json() | flags


def set_commands(request: Request) -> bool:
    """setMyCommands."""
    commands = request.get("commands")
    if len(commands) > _MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"].strip()) <= _LONGEST_DESCRIPTION:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    request.profile.commands[_key(request)] = [
        {"command": c["command"].removeprefix("/"), "description": c["description"]} for c in commands
    ]
    request.world.changed()
    return True


def delete_commands(request: Request) -> bool:
    """deleteMyCommands."""
    request.profile.commands.pop(_key(request), None)
    request.world.changed()
    return True


def get_commands(request: Request) -> list[dict[str, str]]:
    """getMyCommands."""
    return request.profile.commands.get(_key(request), [])


def set_menu_button(request: Request) -> bool:
    """setChatMenuButton."""
    button = request.get("menu_button") or {"type": "default"}
    if request.get("chat_id") is None:
        request.profile.menu_button = button
    else:
        find_chat(request.world, request.get("chat_id")).menu_button = button
    request.world.changed()
    return True


def get_menu_button(request: Request) -> dict[str, Any]:
    """getChatMenuButton."""
    if request.get("chat_id") is None:
        return request.profile.menu_button
    return find_chat(request.world, request.get("chat_id")).menu_button or request.profile.menu_button


def leave_server(_request: Request) -> bool:
    """logOut and close: nothing to do here."""
    return True


def set_rights(_request: Request) -> bool:
    """setMyDefaultAdministratorRights."""
    return True


def _key(request: Request) -> str:
    language = request.get("language_code") or ""
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("invalid language code specified")
    scope = request.get("scope")
    if scope and "chat_id" in scope:
        find_chat(request.world, scope["chat_id"])
    return command_key(scope, language)


def _setter(field: str, longest: int) -> Handler:
    def set_text(request: Request) -> bool:
        text = request.get(field) or ""
        if len(text) > longest:
            raise bad(f"BOT_{field.upper()}_TOO_LONG")
        request.profile.texts[f"{field}|{request.get('language_code') or ''}"] = text
        request.world.changed()
        return True

    return set_text


def _getter(field: str) -> Handler:
    def get_text(request: Request) -> dict[str, str]:
        texts = request.profile.texts
        own = texts.get(f"{field}|{request.get('language_code') or ''}")
        fallback = request.world.bot.first_name if field == "name" else ""
        return {field: own or texts.get(f"{field}|") or fallback}

    return get_text


METHODS: Mapping[str, Handler] = {
    "getMe": get_me,
    "setMyCommands": set_commands,
    "deleteMyCommands": delete_commands,
    "getMyCommands": get_commands,
    "setChatMenuButton": set_menu_button,
    "getChatMenuButton": get_menu_button,
    "logOut": leave_server,
    "close": leave_server,
    "setMyDefaultAdministratorRights": set_rights,
    **{f"setMy{name}": _setter(field, longest) for name, (field, longest) in _TEXTS.items()},
    **{f"getMy{name}": _getter(field) for name, (field, _) in _TEXTS.items()},
}
