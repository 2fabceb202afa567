"""What a country's government says about a year: holidays, make-up working days, and whether its notice is out.

The data is the `holidays` package's; it is imported at the first question about a day.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any, Final

from msgspec import Struct

# Countries whose government announces each year's working days anew: the last year whose notice the `holidays`
# release carries. CN is absent because its last year can be read from the data itself.
ANNOUNCED_THROUGH: Final[Mapping[str, int]] = {"TW": 2026, "HK": 2026, "MO": 2026}
MAKE_UP_NAMES: Final[Mapping[str, str]] = {"CN": "调休上班", "TW": "補行上班"}


class Official(Struct, frozen=True):
    """What the country's data says about one year."""

    holidays: Mapping[date, str]
    make_up: frozenset[date]
    provisional: bool


def official_days(country: str | None, year: int) -> Official:
    """The country's holidays and make-up days of one year; none without a country."""
    if country is None:
        return Official({}, frozenset(), provisional=False)
    holidays = _package()
    language = holidays.country_holidays(country).default_language  # names must not depend on the machine's locale
    table = holidays.country_holidays(country, years=year, language=language)
    days = {day: name for day, name in table.items() if day.year == year}
    make_up = frozenset(day for day in table.weekend_workdays if day.year == year)
    return Official(days, make_up, provisional=_is_unannounced(table, country, year))


@cache
def _package() -> Any:
    """The package, loaded when it is first needed. Asked for one country it would load all 250, because their folder does;
    as a bare folder it gives each by itself."""
    holidays, folder = import_module("holidays"), find_spec("holidays.countries")
    if folder is not None:
        sys.modules.setdefault("holidays.countries", module_from_spec(folder))
    return holidays


def _is_unannounced(table: object, country: str, year: int) -> bool:
    if country == "CN":
        announced: Mapping[int, object] = getattr(table, "special_public_holidays", {})
        return year > max(announced, default=0)
    if country in ANNOUNCED_THROUGH:
        return year > ANNOUNCED_THROUGH[country]
    label = str(getattr(table, "estimated_label", "")).replace("%s", "").strip()
    names: Iterable[str] = getattr(table, "values", tuple)()
    return bool(label) and any(label in name for name in names)
