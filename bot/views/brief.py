"""晨报: a leader's or supervisor's morning, with their own work under it, in one message."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.cards import asked_lines
from bot.views.eye import Eye
from bot.views.lists import show_rows, task_line
from bot.views.reminders import matter_rows
from bot.views.rendered import Button, Rendered, Rows
from bot.views.reports import worklist
from domain.messages.reports import Brief, Worklist
from domain.model.tasks import Task
from domain.rules.brief import brief as sections
from domain.usecases.access import relations

_MOST = 12  # lines of what they watch over, and of their own work


def brief(eye: Eye, message: Brief) -> Rendered | None:
    """What they watch over by what it needs, then their own work; silent when there is neither."""
    who = eye.who()
    if who is None:
        return None
    shown = sections(((t, relations(who, t)) for t in eye.store.tasks.all_open()), eye.now, eye.calendar)
    watched = [t for _, found in shown for t in found]
    if not watched:
        return worklist(eye, Worklist(message.day))
    mine = [t for t in eye.store.tasks.open_with(who.member.id) if t.status.is_worked_on and t not in watched]
    title = eye.t("brief-title", day=eye.moment(eye.now, day_only=True), n=len(watched))
    text = Html("\n".join([title, *_lines(eye, [*shown, ("mine", mine)])]))
    return Rendered(text, (*matter_rows(eye, watched[:_MOST]), *show_rows(mine[:_MOST]), *_rest(eye, watched, mine)))


def _lines(eye: Eye, shown: Sequence[tuple[str, Sequence[Task]]]) -> list[Html]:
    """The sections in their order, as many lines of what is watched over as fit; one's own work has room of its own."""
    lines: list[Html] = []
    left = _MOST
    for name, found in shown:
        fits = found[:_MOST] if name == "mine" else found[:left]
        left -= len(fits)
        if fits:
            lines += [Html(""), eye.t(f"section-{name}"), *(_line(eye, t, asked=name == "decide") for t in fits)]
    return lines


def _line(eye: Eye, task: Task, *, asked: bool) -> Html:
    return Html("\n".join([task_line(eye, task), *(asked_lines(eye, task) if asked else ())]))


def _rest(eye: Eye, watched: Sequence[Task], mine: Sequence[Task]) -> Rows:
    """Where there is more than fits, the whole lists."""
    all_watched = Button(str(eye.t("button-all")), pack(Press.LIST_ALL, "team", 0, 0))
    all_mine = Button(str(eye.t("button-all-mine")), pack(Press.LIST_ALL, "mine", 0, 0))
    return tuple((b,) for b, found in ((all_watched, watched), (all_mine, mine)) if len(found) > _MOST)
