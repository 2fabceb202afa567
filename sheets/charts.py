"""Charts of a picture: columns beside each other, a line, or lying bars; every value written where it stands."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from domain.model.papers import Chart, Drawn, Draws
from domain.model.value import replace
from sheets.drawing import INNER, LEFT, MARGIN, PAD, WIDE, Block, Canvas, Palette, Point
from sheets.lettering import Lettering
from sheets.steps import steps

_GAP = 28  # between two cards
_HEADING, _LABEL, _VALUE = 40, 32, 32  # sizes of letters
_PLOT, _LOW_PLOT = 330, 230  # how high columns and lines are drawn; a line of shares has little to show below
_ABOVE = 52  # room for the figure on the highest
_MOST = {Draws.BARS: 20, Draws.STEPS: 30}
_NAMES, _FIGURES = 330, 110  # room beside lying bars
_BAR, _BETWEEN = 32, 26


def chart_block(chart: Chart, letters: Lettering, colours: Palette) -> Block:
    """A chart on a card of its own."""
    shown = _shown(chart)
    heads = letters.lines(chart.heading, _HEADING, INNER, 2)
    legend = _legend(shown, letters, colours)
    body = _nothing() if _is_empty(shown) else _BODIES[shown.draws](shown, letters, colours)
    head = PAD + len(heads) * (_HEADING + 12)
    high = head + legend.high + body.high + PAD

    def draw(canvas: Canvas, top: float) -> None:
        canvas.box((MARGIN, top), WIDE - 2 * MARGIN, high, colours.card, round_by=24)
        for n, line in enumerate(heads):
            foot = top + PAD + n * (_HEADING + 12) + _HEADING
            canvas.write(line, (LEFT, foot - 4), _HEADING, colours.ink, heavy=True)
        legend.draw(canvas, top + head)
        body.draw(canvas, top + head + legend.high)

    return Block(high + _GAP, draw)


def _shown(chart: Chart) -> Chart:
    """Series are as long as there are labels; of lying bars as many as one reads."""
    most = _MOST.get(chart.draws, len(chart.labels))
    labels = chart.labels[:most]
    series = tuple(Drawn(s.name, (*s.values, *(None,) * most)[: len(labels)], s.tint) for s in chart.series)
    notes = (*chart.notes, *("",) * most)[: len(labels)]
    return replace(chart, labels=labels, series=series, notes=notes)


def _is_empty(chart: Chart) -> bool:
    return all(value is None for series in chart.series for value in series.values)


def _nothing() -> Block:
    def draw(canvas: Canvas, top: float) -> None:
        canvas.write("—", (WIDE / 2, top + 66), 44, canvas.colours.quiet, side="center")

    return Block(96, draw)


def _colour(chart: Chart, n: int, colours: Palette) -> str:
    tint = chart.series[n].tint
    return colours.tints[tint] if tint else colours.series[n % len(colours.series)]


def _written(chart: Chart, value: float) -> str:
    """A share in percent, a whole number without its point."""
    if chart.shares:
        return f"{round(value * 100)}%"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def _legend(chart: Chart, letters: Lettering, colours: Palette) -> Block:
    """Which colour is what, where there is more than one; on as many lines as it takes."""
    if len(chart.series) <= 1 or _is_empty(chart):  # one alone is named by the heading
        return Block(8, lambda _canvas, _top: None)
    room = 0.0
    lines: list[list[tuple[int, str]]] = [[]]
    for n, series in enumerate(chart.series):
        name = letters.fit(series.name, _LABEL, INNER - 60)
        wide = letters.width(name, _LABEL) + 74
        if lines[-1] and room + wide > INNER:
            lines.append([])
            room = 0
        lines[-1].append((n, name))
        room += wide

    def draw(canvas: Canvas, top: float) -> None:
        for row, line in enumerate(lines):
            across, foot = float(LEFT), top + row * 48 + 38
            for n, name in line:
                canvas.dot((across + 12, foot - 11), 24, _colour(chart, n, colours))
                canvas.write(name, (across + 36, foot), _LABEL, colours.quiet)
                across += letters.width(name, _LABEL) + 74

    return Block(48 * len(lines) + 16, draw)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where columns and lines stand: a slot for each label, and how high a value is."""

    chart: Chart
    floor: float
    most: float

    def middle(self, n: int) -> float:
        return LEFT + INNER * (n + 0.5) / len(self.chart.labels)

    @property
    def slot(self) -> float:
        return INNER / len(self.chart.labels)

    def up(self, value: float) -> float:
        return self.floor - (_plot(self.chart) - _ABOVE) * min(max(value, 0) / self.most, 1)


def _plot(chart: Chart) -> float:
    return _LOW_PLOT if chart.shares and chart.draws is Draws.LINE else _PLOT


def _frame(chart: Chart, top: float) -> _Frame:
    return _Frame(chart, top + _plot(chart), 1 if chart.shares else max(_largest(chart), 1))


def _largest(chart: Chart) -> float:
    return max(value for series in chart.series for value in series.values if value is not None)


def _upright(inside: Callable[[Canvas, _Frame], None]) -> Callable[[Chart, Lettering, Palette], Block]:
    """A floor with the labels under it, and `inside` above."""

    def block(chart: Chart, letters: Lettering, colours: Palette) -> Block:
        def draw(canvas: Canvas, top: float) -> None:
            frame = _frame(chart, top)
            canvas.line(((LEFT, frame.floor), (LEFT + INNER, frame.floor)), colours.rule, 3)
            _labels(canvas, frame, letters)
            inside(canvas, frame)

        return Block(_plot(chart) + 60, draw)

    return block


def _labels(canvas: Canvas, frame: _Frame, letters: Lettering) -> None:
    """Under each, or under every second or third one where they are many, so that the last always stands."""
    chart = frame.chart
    wide = max(letters.width(label, _LABEL) for label in chart.labels) + 14
    every = max(1, min(math.ceil(wide / frame.slot), math.ceil(len(chart.labels) / 2)))
    for n, label in enumerate(chart.labels):
        if (len(chart.labels) - 1 - n) % every == 0:
            shown = letters.fit(label, _LABEL, frame.slot * every - 8)
            canvas.write(shown, (frame.middle(n), frame.floor + 48), _LABEL, canvas.colours.quiet, side="center")


def _columns(canvas: Canvas, frame: _Frame) -> None:
    chart, count = frame.chart, len(frame.chart.series)
    wide = min(frame.slot * 0.84 / count, 96)
    size = _size_of_values(canvas.letters, chart, wide)
    for n, series in enumerate(chart.series):
        for at, value in enumerate(series.values):
            if value is None:
                continue
            left, up = frame.middle(at) + (n - count / 2) * wide, frame.up(value)
            gap = min(6, wide * 0.08)
            if up < frame.floor - 1:
                canvas.box(
                    (left + gap, up), wide - 2 * gap, frame.floor - up, _colour(chart, n, canvas.colours), round_by=6
                )
            if size:
                place = (left + wide / 2, up - 12)
                canvas.write(_written(chart, value), place, size, canvas.colours.ink, side="center")


_SMALLEST = 24


def _size_of_values(letters: Lettering, chart: Chart, room: float) -> float:
    """How large figures stand on the columns; 0 where there is no room for them."""
    widest = max(letters.width(_written(chart, v), _VALUE) for s in chart.series for v in s.values if v is not None)
    size = min(_VALUE, _VALUE * (room + 4) / widest)
    return size if size >= _SMALLEST else 0


def _line(canvas: Canvas, frame: _Frame) -> None:
    chart = frame.chart
    if chart.shares:
        canvas.line(((LEFT, frame.up(1)), (LEFT + INNER, frame.up(1))), canvas.colours.rule, 2)
    for n, series in enumerate(chart.series):
        colour = _colour(chart, n, canvas.colours)
        points = [(frame.middle(at), frame.up(v)) if v is not None else None for at, v in enumerate(series.values)]
        for run in _runs(points):
            canvas.line(run, colour, 6)
        for point in points:
            if point is not None:
                canvas.dot(point, 20, colour, rim=canvas.colours.card)
        _values(canvas, frame, series, points)


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """The line is broken where a value is missing."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if len(run) > 1]


def _values(canvas: Canvas, frame: _Frame, series: Drawn, points: Sequence[Point | None]) -> None:
    """Each where there is room for it, else the last."""
    chart, last = frame.chart, max(n for n, p in enumerate(points) if p is not None) if any(points) else -1
    wide = max((canvas.letters.width(_written(chart, v), _VALUE) for v in series.values if v is not None), default=0)
    all_fit = len(chart.series) == 1 and wide + 10 <= frame.slot
    for n, (point, value) in enumerate(zip(points, series.values, strict=True)):
        if point is not None and value is not None and (all_fit or n == last):
            canvas.write(_written(chart, value), (point[0], point[1] - 22), _VALUE, canvas.colours.ink, side="center")


def _bars(chart: Chart, letters: Lettering, colours: Palette) -> Block:
    """A name, its bars, their figures."""
    most = 1 if chart.shares else max(_largest(chart), 1)
    count = len(chart.series)
    each = count * (_BAR + 8) - 8 + _BETWEEN
    names = min(_NAMES, max(letters.width(label, _LABEL) for label in chart.labels))
    start = LEFT + names + 24
    room = INNER - names - 24 - _FIGURES

    def draw(canvas: Canvas, top: float) -> None:
        for at, label in enumerate(chart.labels):
            above = top + at * each + 8
            middle = above + (each - _BETWEEN) / 2
            canvas.write(letters.fit(label, _LABEL, names), (LEFT, middle + 11), _LABEL, colours.ink)
            for n, series in enumerate(chart.series):
                value, line = series.values[at], above + n * (_BAR + 8)
                wide = room * min(max(value or 0, 0) / most, 1)
                canvas.box((start, line), room if chart.shares else 4, _BAR, colours.rule, round_by=6)
                if wide > 0:
                    canvas.box((start, line), max(wide, 4), _BAR, _colour(chart, n, colours), round_by=6)
                written = "—" if value is None else _written(chart, value)
                place = room if chart.shares else wide
                canvas.write(written, (start + place + 16, line + _BAR - 4), _VALUE, colours.ink)

    return Block(len(chart.labels) * each + 8, draw)


_BODIES: Mapping[Draws, Callable[[Chart, Lettering, Palette], Block]] = {
    Draws.COLUMNS: _upright(_columns),
    Draws.LINE: _upright(_line),
    Draws.BARS: _bars,
    Draws.STEPS: steps,
}
