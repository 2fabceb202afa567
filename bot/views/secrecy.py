"""保密, of a task that is being written: a button that says it, and what is asked where its words sound so."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.views.eye import Eye
from bot.views.rendered import Button, Rows
from domain.model.drafts import Draft, Lack
from domain.rules.drafts import can_be_secret


def secrecy_button(eye: Eye, draft: Draft) -> tuple[Button, ...]:
    """保密, or not after all; not offered where it would be refused."""
    on = draft.task.confidential
    if not on and not can_be_secret(draft.task):
        return ()
    label = eye.t("button-open-draft" if on else "button-secret-draft")
    return (Button(str(label), pack(Press.DRAFT, draft.id, "secret", "off" if on else "on")),)


def secrecy_rows(eye: Eye, draft: Draft) -> Rows:
    """Given as confidential, or openly after all."""
    secretly = Button(
        str(eye.t("button-give-secret")), pack(Press.DRAFT, draft.id, Lack.HUSHED, "yes"), style="success"
    )
    return ((secretly,), (Button(str(eye.t("button-give-unsecret")), pack(Press.DRAFT, draft.id, Lack.HUSHED, "no")),))
