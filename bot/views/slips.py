"""督办单 in lists, and one opened again."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.accounts import Listing, listed
from bot.views.cards import buttons, titled
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered
from bot.views.slip_form import SIGNS, slip_form, slip_number
from domain.messages.accounts import SlipList, SlipShown
from domain.model.post import PostKind
from domain.model.slips import Slip
from domain.rules.offers import under_news


def slip_list(eye: Eye, message: SlipList) -> Rendered | None:
    """A page of the register, each slip with a button that opens it; those withdrawn keep their place."""
    listing = Listing(
        Press.SLIPS,
        eye.store.slips,
        title=lambda which, n, who: eye.t(f"slips-{which}", n=n, who=who),
        none=lambda which, who: eye.t(f"slips-{which}-none", who=who),
        shown=lambda found: ([_line(eye, s) for s in found], [_button(eye, s) for s in found]),
    )
    return listed(eye, message, listing)


def _button(eye: Eye, slip: Slip) -> Button:
    return Button(_number(eye, slip), pack(Press.SLIP, slip.year, slip.number))


def _line(eye: Eye, slip: Slip) -> Html:
    task = eye.store.tasks.get(slip.task_id)
    line = eye.t(
        "slips-line", sign=SIGNS[slip.colour], slip=_number(eye, slip), number=slip.task_id,
        title=titled(eye, task, 60) if task else "", who=eye.name(slip.member_id),
        at=eye.moment(slip.issued_at, brief=True),
    )  # fmt: skip
    return eye.t("slips-line-withdrawn", line=line) if slip.withdrawn_at else line


def _number(eye: Eye, slip: Slip) -> str:
    return str(eye.t("slip-number", year=slip.year, number=slip_number(eye, slip.number)))


def slip_shown(eye: Eye, message: SlipShown) -> Rendered | None:
    """A slip as it was issued; a reply to it is a report."""
    slip = eye.store.slips.get(message.year, message.number)
    task = eye.store.tasks.get(slip.task_id) if slip else None
    event = eye.store.history.get(slip.task_id, slip.seq) if slip else None
    if task is None or event is None:
        return None
    if slip and slip.withdrawn_at:
        withdrawn = eye.t("slip-withdrawn", who=eye.name(event.actor_id), at=eye.moment(slip.withdrawn_at))
        text = Html("\n".join([*slip_form(eye, task, event), withdrawn]))
        return Rendered(text, task_id=task.id, kind=PostKind.NEWS)
    rows = buttons(eye, task, under_news(event.fact.name))
    return Rendered(Html("\n".join(slip_form(eye, task, event))), rows, task_id=task.id, kind=PostKind.NEWS)
