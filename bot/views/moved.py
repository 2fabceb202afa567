"""What stands in a group where a card stood, once another has come after it."""

from __future__ import annotations

from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from domain.messages.tasks import CardMoved

_SUPERGROUP = "-100"  # what stands before the number of such a chat


def card_moved(eye: Eye, message: CardMoved) -> Rendered:
    """In place of a card after which another has come in the group; the title is the living card's alone."""
    chat = str(message.chat)
    rows: Rows = ()
    if chat.startswith(_SUPERGROUP):  # messages of no other kind of group have an address
        link = f"https://t.me/c/{chat.removeprefix(_SUPERGROUP)}/{message.to}"
        rows = ((Button(str(eye.t("button-to-card")), url=link),),)
    return Rendered(eye.t("card-moved", number=message.task_id), rows)
