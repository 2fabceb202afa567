"""The languages the bot speaks. A new one is a row here and its catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping

from domain.model.value import value


@value
class Language:
    """One language: how it calls itself, how dates and a month are written in it, what Telegram calls it.

    `spoken_as` fits the codes of Telegram's users who read it; `menu` is the one code under which Telegram keeps a menu
    in it. Telegram knows "zh" only: the office's own Chinese has it, and every member a menu of their own.
    """

    code: str
    name: str
    locale: str
    month: str
    spoken_as: str
    menu: str | None = None


_ROWS = (
    Language("zh-Hans", "简体中文", "zh_Hans_CN", "y年M月", r"zh(?!.*(hant|tw|hk|mo))", menu="zh"),
    Language("zh-Hant", "繁體中文", "zh_Hant_TW", "y年M月", r"zh.*(hant|tw|hk|mo)", menu="zh"),
    Language("en", "English", "en_GB", "MMMM y", r"en", menu="en"),
)
LANGUAGES: Mapping[str, Language] = {row.code: row for row in _ROWS}


def language_spoken(telegram_code: str | None) -> str | None:
    """Our language for the code of a Telegram user; None when it tells nothing."""
    code = (telegram_code or "").lower()
    return next((row.code for row in _ROWS if re.match(row.spoken_as, code)), None)
