"""What a view makes: text and buttons, nothing of the Telegram library yet."""

from __future__ import annotations

from bot.i18n import Html
from domain.model.papers import Made
from domain.model.post import PostKind
from domain.model.tasks import Attachment
from domain.model.value import value
from domain.rules.moves import Tone

CONFIDENTIAL = "🔒"  # the mark of what is confidential: whatever carries it cannot be passed on
STYLES = {Tone.MAIN: "primary", Tone.GOOD: "success", Tone.BAD: "danger"}


@value
class Button:
    """One button: data for the bot, a link, or words that a tap copies, at most 256 characters."""

    text: str
    data: str | None = None
    url: str | None = None
    style: str | None = None
    copies: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@value
class Rendered:
    """A message ready to be sent.

    `question` makes Telegram open the reply line (with this placeholder); `task_id` and `kind` say under which task and as
    what it is remembered once it is sent; what is `secret` cannot be passed on. `made` is a file that is made when the message
    leaves, which then is its caption. `picks`: the number and the label of a key that opens Telegram's own list of people, in
    private; `picked` takes that key away.
    """

    text: Html
    rows: Rows = ()
    question: str | None = None
    files: tuple[Attachment, ...] = ()
    task_id: int | None = None
    kind: PostKind | None = None
    made: Made | None = None
    secret: bool = False
    picks: tuple[int, str] | None = None
    picked: bool = False
