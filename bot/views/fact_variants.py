"""Which of a fact's wordings fits: facts that read differently by their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def _undelivered(data: Mapping[str, Any]) -> str:
    """Called in the group, told to the next person up, or nothing could be done."""
    if data["instead"] == "up":
        return "away" if data["reason"] == "away" else "up"
    return "" if data["instead"] == "group" else "nothing"


def _wait_over(data: Mapping[str, Any]) -> str:
    """Done or cancelled; it begins, waits for others, or is not worked on."""
    if data["held"]:
        return "held"
    then = "-left" if data["left"] else "-idle" if data["idle"] else ""
    return "".join(("cancelled" if data["cancelled"] else "", then)).removeprefix("-")


_VARIANTS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "assigned": lambda data: "periodic" if data["periodic"] else "under" if data["parent"] else "",
    "subtasks-done": lambda data: "plan" if data["plan"] else "",
    "plan-made": lambda data: "under" if data["parent"] else "",
    "plan-closed": lambda data: "words" if data["text"] else "",
    "reported": lambda data: "blocked" if data["blocked"] else "",
    "approved": lambda data: "rated" if data["rating"] else "",
    "submitted": lambda data: "closed" if data["closed"] else "without" if data["without"] else "",
    "deadline-changed": lambda data: "parts" if data["parts"] else "",
    "part-given": lambda data: "due" if data["due"] else "",
    "returned": lambda data: ("named" if data["named"] else "until") if data["due"] else "",
    "co-added": lambda data: "due" if data["due"] else "part" if data["does"] else "",
    "time-refused": lambda data: "why" if data["reason"] else "",
    "transfer-refused": lambda data: "why" if data["reason"] else "",
    "file-added": lambda data: "words" if data["text"] else "",
    "deadline-recounted": lambda data: "zone" if data["zone"] else "" if data["words"] else "term",
    "made-to-wait": lambda data: "" if data["matters"] and not data["over"] else "some" if data["matters"] else "over",
    "wait-dropped": lambda data: "begins" if data["due"] else "",
    "wait-over": _wait_over,
    "wait-again": lambda data: "" if data["waits"] else "goes-on",
    "imported": lambda data: data["state"],
    "from-series": lambda data: "late" if data["late"] else "",
    "undelivered": _undelivered,
    "handed-back": lambda data: "withdrawn" if data["withdrawn"] else "",
    "handed-over": lambda data: "last" if data["last"] else "",
    "taken-over": lambda data: "last" if data["last"] else "",
    "stand-in-given": lambda data: "last" if data["last"] else "",
    "taken-back": lambda data: data["fact"],
    "resumed": lambda data: "moved" if data["old"] != data["new"] else "",
    "priority-changed": lambda data: "due" if data["old"] != data["new"] else "",
    "standard-changed": lambda data: "" if data["was"] else "first",
    "origin-changed": lambda data: "" if data["was_origin"] else "first",
    "notice-closed": lambda data: "complete" if data["complete"] else "",
    "breach-waived": lambda data: "late" if data["frozen"] else "",
    "breached": lambda data: "first" if data["first"] else "",
    "slip-issued": lambda data: "why" if data["reason"] else "",
    "periodic-changed": lambda data: "" if data["was"] and data["now"] else "first" if data["now"] else "off",
    "answered": lambda data: "task" if data["task"] else "",
    "not-taken-on": lambda data: "" if data["reason"] else "silent",
    "withdrawn": lambda data: "why" if data["reason"] else "",
    "co-left": lambda data: "team" if data["team"] else "",
    "lead-left": lambda data: "team" if data["team"] else "",
    "reminded": lambda data: "group" if data["group"] and not data["to"] else "",
}


def variant(name: str, fields: Mapping[str, Any]) -> str:
    """Which wording of a fact fits its fields."""
    found = _VARIANTS.get(name)
    return found(fields) if found else ""
