"""What minutes became: the tasks that were given, with who has them and by when."""

from __future__ import annotations

from collections.abc import Iterable

from bot.i18n import Html, plain
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.rendered import Rendered
from domain.messages.minutes import MinutesGiven
from domain.text import shortened, utf16_length

_ROOM = 3_000  # UTF-16 units for the lines, of the 4096 that a message has


def minutes_given(eye: Eye, message: MinutesGiven) -> Rendered:
    """What minutes became: the numbers, who has them and by when."""
    tasks = [task for number in message.tasks if (task := eye.store.tasks.get(number)) is not None and eye.sees(task)]
    head = eye.t("minutes-given", n=len(message.tasks), name=shortened(message.source, 60) or eye.t("minutes-unnamed"))
    lines = [
        eye.t("minutes-given-line", number=task.id, names=eye.join([eye.name(i) for i in (task.lead_id, *task.co_ids)]),
              due=eye.moment(task.due_at, day_only=task.due_day_only, brief=True), title=shorten(task.title))
        for task in tasks
    ]  # fmt: skip
    kept = list(_fitting(lines))
    more = [eye.t("minutes-given-more", n=len(lines) - len(kept))] if len(kept) < len(lines) else []
    series = [eye.t("minutes-given-series", n=message.series)] if message.series else []
    silent = [
        m.name for m in map(eye.store.members.get, dict.fromkeys(t.called_id for t in tasks)) if m and not m.reachable
    ]
    unheard = [eye.t("minutes-unreachable", names=eye.join(silent))] if silent else []
    text = Html("\n".join([head, *kept, *more, *series, *unheard]))
    return Rendered(text, secret=any(task.confidential for task in tasks))


def _fitting(lines: Iterable[Html]) -> Iterable[Html]:
    room = _ROOM
    for line in lines:
        room -= utf16_length(plain(line)) + 1
        if room < 0:
            return
        yield line
