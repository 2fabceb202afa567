"""常用事项: the list of them, and one of them."""

from __future__ import annotations

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class TemplateList(Message):
    """The templates of `member_id`, a page at a time; `gone`: the name of one that was just dropped."""

    member_id: int
    page: int = 0
    message_id: int | None = None
    gone: str = ""


@message
@value
class TemplateShown(Message):
    """One template, for `member_id`. `became`: what was just done with it (kept, named, shared,
    unshared). `choose`: with which team it is to be shared."""

    template_id: int
    member_id: int
    became: str = ""
    message_id: int | None = None
    choose: bool = False
