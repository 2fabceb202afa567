"""年要点、季安排 as a picture for a phone: how far the whole is, and each line with who answers for it and by when."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.official import file_name, full_day, short_day, words
from bot.views.plan_lines import Line, far_of, is_late, parts_of, state_of, totals_of
from bot.views.rendered import Button, Rendered
from bot.views.trees import period_words
from domain.messages.tasks import PlanFile
from domain.model.lights import Light
from domain.model.papers import Chart, Drawn, Draws, Made, Picture, Tile, Tint
from domain.model.tasks import Status, Task

# What a line may be, and its colour.
_KINDS: tuple[tuple[str, Tint | None], ...] = (
    ("late", Tint.RED), ("yellow", Tint.YELLOW), ("going", None), ("done", Tint.GREEN),
)  # fmt: skip


def picture(eye: Eye, message: PlanFile, title: str, lines: Sequence[Line], caption: Html) -> Rendered:
    """The picture, and the way to the other theme; the lines themselves, without what is below them."""
    other = "light" if message.dark else "dark"
    turn = Button(
        str(eye.t(f"button-picture-{other}")), pack(Press.PLAN_FILE, message.period, "p" if message.dark else "k")
    )
    return Rendered(caption, ((turn,),), made=Made(file_name(title, "png"), _drawn(eye, message, title, lines)))


def _drawn(eye: Eye, message: PlanFile, title: str, lines: Sequence[Line]) -> Picture:
    team = eye.store.teams.get(message.team_id) if message.team_id is not None else None
    under = (team.title if team else eye.settings.office_name, words(eye.t("plan-as-of", day=full_day(eye, eye.now))))
    shown = [line for line in lines if "." not in line.order]
    charts = tuple(_chart(eye, label, part) for label, part in parts_of(shown))
    return Picture(title, under, _tiles(eye, lines), charts, (), eye.language, message.dark)


def _tiles(eye: Eye, lines: Sequence[Line]) -> tuple[Tile, ...]:
    found = totals_of(eye, lines)
    shown = (
        ("lines", str(found.lines), None), ("done", str(found.done), Tint.GREEN if found.done else None),
        ("percent", f"{found.percent}%", None), ("late", str(found.late), Tint.RED if found.late else None),
    )  # fmt: skip
    return tuple(Tile(words(eye.t(f"plan-tile-{key}")), figure, tint=tint) for key, figure, tint in shown)


def _chart(eye: Eye, label: str, lines: Sequence[Line]) -> Chart:
    """The lines of a year, a quarter or a month; a colour that none of them has is not explained."""
    kinds = [_kind(eye, line.task) for line in lines]
    far = [far_of(eye, line.task) / 100 for line in lines]
    series = tuple(
        Drawn(
            words(eye.t(f"plan-kind-{name}")),
            tuple(f if k == name else None for f, k in zip(far, kinds, strict=True)),
            tint,
        )
        for name, tint in _KINDS
        if name in kinds
    )
    labels = tuple(f"{line.order}. {line.task.title}" for line in lines)
    notes = tuple(_note(eye, line) for line in lines)
    return Chart(words(period_words(eye, label)), Draws.STEPS, labels, series, shares=True, notes=notes)


def _kind(eye: Eye, task: Task) -> str:
    if not task.status.is_open:
        return "done" if task.status is Status.DONE else "going"
    return "late" if is_late(eye, task) else "yellow" if eye.lit(task).light is Light.YELLOW else "going"


def _note(eye: Eye, line: Line) -> str:
    """Who answers for it, by when, and how it stands where that is worth a word."""
    task, kind = line.task, _kind(eye, line.task)
    said = state_of(eye, task) if kind in ("late", "yellow") or not task.status.is_open else ""
    return "　".join(filter(None, (eye.name(task.duty_id), short_day(eye, task.due_at, line.year), said)))
