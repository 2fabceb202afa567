"""docs/generated/commands.md, from the commands' rows and the catalogues."""

from __future__ import annotations

from collections.abc import Mapping

from bot import registry
from bot.commands import COMMANDS, Circle
from bot.i18n import catalogue
from bot.routes import On
from docs.from_code.tables import table
from domain.model.people import Role

_SAID: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "English", "command": "command", "what": "what it does", "menu": "in the menu of", "all": "everybody",
        "more": "Understood without standing in a menu: ",
    },
    "zh-Hans": {
        "title": "简体中文", "command": "命令", "what": "作用", "menu": "出现在谁的菜单里", "all": "所有人",
        "more": "不在菜单里、也能用的：",
    },
    "zh-Hant": {
        "title": "繁體中文", "command": "指令", "what": "用途", "menu": "出現在誰的選單", "all": "所有人",
        "more": "不在選單裡、也能用的：",
    },
}  # fmt: skip
_LEADING = (Role.OWNER, Role.LEADER, Role.SUPERVISOR)


def page() -> str:
    """The commands, as the menus of the three languages show them."""
    return "# Commands · 命令 · 指令\n\n" + "\n".join(_in(language) for language in _SAID)


def _in(language: str) -> str:
    said, words = _SAID[language], catalogue(language)
    comma = words.text("comma")
    menus = {
        Circle.EVERYBODY: said["all"],
        Circle.LEADERS: comma.join(words.text(f"role-{r}") for r in _LEADING),
    }
    rows = [(f"`/{c.name}`", words.text(f"command-{c.name}"), menus[c.circle]) for c in COMMANDS]
    more = comma.join(f"`/{name}`" for name in _unlisted())
    heads = said["command"], said["what"], said["menu"]
    return f"## {said['title']}\n\n{table(heads, rows)}\n{said['more']}{more}\n"


def _unlisted() -> list[str]:
    listed = {c.name for c in COMMANDS}
    return sorted({r.name for r in registry.ROUTES if r.on is On.COMMAND} - listed)
