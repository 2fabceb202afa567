"""督办单 in lists, and one opened again."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.cards import buttons, titled
from bot.views.eye import Eye
from bot.views.facts import pager
from bot.views.rendered import Button, Rendered
from bot.views.slip_form import SIGNS, slip_form
from bot.views.watching import elsewhere, listed_as, narrowed
from domain.messages.accounts import SlipList, SlipShown
from domain.model.post import PostKind
from domain.model.slips import Slip, Slips
from domain.rules.offers import under_news

_PER_PAGE = 8


def slip_list(eye: Eye, message: SlipList) -> Rendered | None:
    """A page of the register, each slip with a button that opens it."""
    whose = narrowed(eye, message.which, message.team_id)
    if whose is None:
        return None
    which, since = Slips(**whose), eye.now.astimezone(eye.calendar.zone).year - 1
    count = eye.store.slips.count(which, since)
    pages = max(1, -(-count // _PER_PAGE))
    page = min(max(message.page, 0), pages - 1)
    found = eye.store.slips.page(which, since, _PER_PAGE, page * _PER_PAGE)
    which_, who = listed_as(eye, message.which)
    title = eye.t(f"slips-{which_}", n=count, who=who) if count else eye.t(f"slips-{which_}-none", who=who)
    lines = [title, *([Html("")] if found else []), *(_line(eye, slip) for slip in found)]
    made = [Button(_number(eye, s), pack(Press.SLIP, s.year, s.number)) for s in found]
    rows = (
        *(tuple(made[i : i + 2]) for i in range(0, len(made), 2)),
        pager(eye, pages, page, Press.SLIPS, message.which, message.team_id or 0),
        *elsewhere(eye, Press.SLIPS, message.which, message.team_id),
    )
    return Rendered(Html("\n".join(lines)), tuple(row for row in rows if row))


def _line(eye: Eye, slip: Slip) -> Html:
    task = eye.store.tasks.get(slip.task_id)
    return eye.t(
        "slips-line", sign=SIGNS[slip.colour], slip=_number(eye, slip), number=slip.task_id,
        title=titled(eye, task, 60) if task else "", who=eye.name(slip.member_id),
        at=eye.moment(slip.issued_at, brief=True),
    )  # fmt: skip


def _number(eye: Eye, slip: Slip) -> str:
    return str(eye.t("slip-number", year=slip.year, number=slip.number))


def slip_shown(eye: Eye, message: SlipShown) -> Rendered | None:
    """A slip as it was issued; a reply to it is a report."""
    slip = eye.store.slips.get(message.year, message.number)
    task = eye.store.tasks.get(slip.task_id) if slip else None
    event = eye.store.history.get(slip.task_id, slip.seq) if slip else None
    if task is None or event is None:
        return None
    rows = buttons(eye, task, under_news(event.fact.name))
    return Rendered(Html("\n".join(slip_form(eye, task, event))), rows, task_id=task.id, kind=PostKind.NEWS)
