"""The index of words: what stands in a matter and in what was said of it, three signs at a time (docs/decisions/0045).

A row for the matter as it is, at its number shifted by `SHIFT`, and one for each fact with words, its number in the history
beside. It is written in the transaction that writes what it is of. SQLite refuses FTS5 in triggers where the schema is not
trusted, so the repositories write it; nothing but numbers comes out of it again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, Text, bindparam, column, insert, select, table

from domain.facts.base import Fact
from domain.model.tasks import Kind, Task
from domain.model.value import fields_of
from domain.rules.raised import without_phones
from domain.text import late, storable
from storage.prepared import Statements, once
from storage.rows import tasks

SHIFT = 20  # bits for the number of a fact
INDEX = table("search_words", column("rowid", BigInteger), column("said", Text), column("search_words", Text))
TERMS = table("search_terms", column("term", Text), column("doc", BigInteger))
# The fields of facts in which people's words stand; other texts are dates, names of ours, or stand in the matter.
WORDS = ("text", "reason", "comment", "does", "was")
WITHOUT = ("undelivered", "refusal-taken-back")  # whose reasons are ours
_END = "\n\n\n"  # so that the last two signs begin three, too
_ADD = once(insert(INDEX))
_KIND = once(select(tasks.c.kind).where(tasks.c.id == bindparam("id")))
_SAYS = ("title", "content", "standard", "origin_ref", "tags", "attachments", "kind")
_SAID = once(select(*(tasks.c[name] for name in _SAYS)).where(tasks.c.id == bindparam("id")))
_LONG_NUMBER = late(r"\d(?:[\s()./-]{0,2}\d){6}")


def of_row(row: Mapping[str, Any]) -> str:
    """The words of a matter by its row; a telephone number in what was raised is for those who deal with it alone."""
    files = [file.get("name", "") for file in json.loads(row["attachments"])]
    tags = " ".join(f"#{tag}" for tag in row["tags"].split())
    parts = (row["title"], row["content"], row["standard"], row["origin_ref"], tags, *files)
    return _ended("\n".join(filter(None, parts)), raised=row["kind"] == Kind.RAISED)


def of_fact(name: str, fields: Mapping[str, Any], *, raised: bool) -> str:
    """The words of a fact by its fields; empty for one that has none."""
    if name in WITHOUT:
        return ""
    files = (*fields.get("files", ()), *([fields["file"]] if fields.get("file") else []))
    titles = [step["title"] for step in fields.get("steps", ())]  # of milestones
    said = [*(fields.get(key, "") for key in WORDS), *titles, *(file.get("name", "") for file in files)]
    return _ended("\n".join(filter(None, said)), raised=raised)


def _ended(said: str, *, raised: bool) -> str:
    return storable(without_phones(said) if raised else said) + _END if said else ""


class Words:
    """Writes the index."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def of_task(self, task: Task, row: Mapping[str, Any], before: str | None) -> None:
        """The words of a matter as it was just written, in the place of those `before`; None where there were none."""
        now = of_row(row)
        if now == before:
            return
        place = task.id << SHIFT
        if before is not None:
            self.db.execute(_ADD, {"search_words": "delete", "rowid": place, "said": before})
        self.db.execute(_ADD, {"rowid": place, "said": now})

    def as_written(self, task_id: int) -> str | None:
        """The words of a matter as its row has them."""
        row = self.db.execute(_SAID, {"id": task_id}).first()
        return of_row(dict(zip(_SAYS, row, strict=True))) if row else None

    def of_fact(self, task_id: int, seq: int, fact: Fact) -> None:
        """The words of a fact that was just written."""
        fields = fields_of(fact)
        said = of_fact(fact.name, fields, raised=False)
        if said and _LONG_NUMBER.search(said):
            kind = self.db.execute(_KIND, {"id": task_id}).scalar()
            said = of_fact(fact.name, fields, raised=kind == Kind.RAISED)
        if said:
            self.db.execute(_ADD, {"rowid": (task_id << SHIFT) + seq, "said": said})


def quoted(spelling: str) -> str:
    """A text as FTS5 looks for it: nothing in it has a meaning of its own."""
    doubled = spelling.replace('"', '""')
    return f'"{doubled}"'
