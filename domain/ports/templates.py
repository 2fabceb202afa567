"""What is kept of templates."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from domain.model.templates import Template


class ReadTemplates(Protocol):
    """Templates, to look at."""

    def get(self, template_id: int) -> Template | None: ...
    def seen_by(self, member_id: int, teams: Collection[int] | None) -> list[Template]:
        """Their own and what is shared with these teams (None: with any), the most used first."""
        ...


class TemplatesPort(ReadTemplates, Protocol):
    """Templates."""

    def add(self, template: Template) -> Template: ...
    def save(self, template: Template) -> None: ...
    def drop(self, template_id: int) -> None: ...
