"""常用事项: the list of them, and one of them."""

from __future__ import annotations

from dataclasses import dataclass

from domain.messages.base import Message, message


@message
@dataclass(frozen=True, slots=True)
class TemplateList(Message):
    """The templates of `member_id`, a page at a time; `gone`: the name of one that was just dropped."""

    member_id: int
    page: int = 0
    message_id: int | None = None
    gone: str = ""


@message
@dataclass(frozen=True, slots=True)
class TemplateShown(Message):
    """One template, for `member_id`. `became`: what was just done with it (kept, named, shared,
    unshared). `choose`: with which team it is to be shared."""

    template_id: int
    member_id: int
    became: str = ""
    message_id: int | None = None
    choose: bool = False
