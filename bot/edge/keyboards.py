"""What stands under a message, as Telegram takes it."""

from __future__ import annotations

from typing import Any

from bot.views.rendered import Button, Rendered


def keyboard(rendered: Rendered) -> dict[str, Any] | None:
    """The buttons of a message, a key that asks for people, or the line in which its question is answered."""
    if rendered.picks is not None:
        return _people_keys(*rendered.picks)
    if rendered.picked:
        return {"remove_keyboard": True}
    if rendered.question is not None and not rendered.rows:
        reply = {"force_reply": True, "selective": True}
        return reply | ({"input_field_placeholder": rendered.question[:64]} if rendered.question else {})
    rows = [list(map(_button, row)) for row in rendered.rows if row]
    return {"inline_keyboard": rows} if rows else None


_PICKED_AT_MOST = 10  # Telegram's own limit


def _people_keys(request: int, label: str) -> dict[str, Any]:
    """One key, which goes when it was used."""
    asked = {"request_id": request, "user_is_bot": False, "max_quantity": _PICKED_AT_MOST, "request_name": True}
    return {"keyboard": [[{"text": label, "request_users": asked}]], "one_time_keyboard": True, "resize_keyboard": True}


def _button(button: Button) -> dict[str, Any]:
    copied = None if button.copies is None else {"text": button.copies}
    fields = {
        "text": button.text, "callback_data": button.data, "url": button.url, "style": button.style, "copy_text": copied,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value is not None}
