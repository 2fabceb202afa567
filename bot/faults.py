"""What is wrong with a value of the configuration, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_WHOLE, _NUMBER = "must be a whole number (an integer)", "must be a number"
_LIST = "must be a list in brackets, such as [123456789]"
_SECTION = "must be a section with keys of its own (a dictionary), such as [office]"
_DAY = "is no day of the calendar (a date), such as 2026-12-31"
_FILE = "must be the name of a file, in quotes"

_SENTENCES: Mapping[str, str] = {
    "extra_forbidden": "is not a key of Duban's configuration",
    "string_type": "must be text in quotes (a string)",
    "string_too_short": "must be at least {min_length} characters long",
    "string_too_long": "must be at most {max_length} characters long",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": "must be true or false (a boolean)",
    "bool_parsing": "must be true or false (a boolean)",
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _SECTION,
    "model_type": _SECTION,
    "model_attributes_type": _SECTION,
    "literal_error": "must be one of {expected}",
    "enum": "must be one of {expected}",
    "greater_than": "must be greater than {gt}",
    "greater_than_equal": "must be {ge} or greater",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be {le} or less",
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "path_type": _FILE,
    "value_error": "{error}",
}


# Keys that were, and where what they said is written now.
_MOVED: Mapping[str, str] = {
    "slips.answer": 'a table by priority: answer = { normal = "1wd", elevated = "4wh" }',
    "slips.answer_elevated": "slips.answer.elevated",
    "slips.answer_urgent": "slips.answer.urgent",
    "slips.answer_immediate": "slips.answer.immediate",
}


def sentence(error: Mapping[str, Any]) -> str:
    """Why a value cannot be used, never in the words of the library that found it; of a key that was renamed, its new name."""
    moved = _MOVED.get(".".join(map(str, error["loc"])))
    if moved and error["type"] in ("extra_forbidden", "dict_type"):
        return f"is now {moved}"
    said = _SENTENCES.get(error["type"], "cannot be used; config.example.toml shows what can")
    return said.format_map(error.get("ctx", {}))
