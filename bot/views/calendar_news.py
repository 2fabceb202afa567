"""The working calendar changed: which deadlines moved, and for the owners which days."""

from __future__ import annotations

from datetime import date, datetime

from bot.i18n import Html
from bot.localized import day_as
from bot.views.cards import head
from bot.views.eye import Eye
from bot.views.rendered import Rendered
from domain.messages.clocks import CalendarChanged

_MOST_DAYS = 12
_MOST_TASKS = 12


def calendar_changed(eye: Eye, message: CalendarChanged) -> Rendered:
    """One message, however many deadlines moved."""
    lines = [eye.t("calendar-changed"), *_days(eye, message), *_moved(eye, message)]
    return Rendered(Html("\n".join(lines)))


def _days(eye: Eye, message: CalendarChanged) -> list[Html]:
    lines = [eye.t("calendar-hours")] if message.hours else []
    for works, key in ((True, "calendar-worked"), (False, "calendar-free")):
        days = [day for day, working in message.days if working is works]
        if days:
            shown = eye.join([_day(eye, day) for day in days[:_MOST_DAYS]])
            rest = len(days) - _MOST_DAYS
            lines.append(eye.t(f"{key}-more", days=shown, n=rest) if rest > 0 else eye.t(key, days=shown))
    return lines


def _day(eye: Eye, day: str) -> str:
    return day_as(str(eye.t("pattern-date-year")), date.fromisoformat(day), eye.locale)


def _moment(eye: Eye, moment: str, *, day_only: bool) -> Html:
    return eye.moment(datetime.fromisoformat(moment), day_only=day_only, brief=True)


def _moved(eye: Eye, message: CalendarChanged) -> list[Html]:
    if not message.moved:
        return [eye.t("calendar-none-moved")]
    lines = [eye.t("calendar-moved", n=len(message.moved) + message.further)]
    for task_id, old, new in message.moved[:_MOST_TASKS]:
        task = eye.store.tasks.get(task_id)
        if task is not None:
            old_due, new_due = (_moment(eye, moment, day_only=task.due_day_only) for moment in (old, new))
            lines.append(eye.t("calendar-line", head=head(eye, task), old=old_due, new=new_due))
    rest = len(message.moved) + message.further - _MOST_TASKS
    return [*lines, eye.t("calendar-more", n=rest)] if rest > 0 else lines
