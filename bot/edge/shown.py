"""What messages of the bot show, as far as is remembered, so that none is edited into what it is already."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

_MOST = 2000  # messages; of an older one an edit costs a call that changes nothing, as after a start


class Shown:
    """By chat and message; what was touched longest ago is forgotten first."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, int], Hashable] = OrderedDict()

    def shows(self, chat_id: int, message_id: int, said: dict[str, Any]) -> bool:
        """Whether the message is known to show this text with these buttons."""
        return self._known.get((chat_id, message_id)) == _sign(said)

    def forget(self, chat_id: int, message_id: int) -> None:
        """The message is about to show something else; until an answer comes nobody knows what."""
        self._known.pop((chat_id, message_id), None)

    def keep(self, chat_id: int, message_id: int, said: dict[str, Any]) -> None:
        """The message shows this now."""
        self._known[chat_id, message_id] = _sign(said)
        self._known.move_to_end((chat_id, message_id))
        if len(self._known) > _MOST:
            self._known.popitem(last=False)


def _sign(said: dict[str, Any]) -> Hashable:
    """A number in place of the words: no text is kept."""
    return hash((said["text"], said["parse_mode"], repr(said["reply_markup"])))
