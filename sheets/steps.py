"""How far each of several things is: its words, and under them a bar of the whole."""

from __future__ import annotations

from domain.model.papers import Chart, Drawn
from sheets.drawing import INNER, LEFT, Block, Canvas, Palette
from sheets.lettering import Lettering

_LABEL, _NOTE, _SHARE = 34, 28, 32  # sizes of letters
_BAR, _BETWEEN, _FIGURE = 20, 34, 110
_MOST_LINES = 2  # of a label


def steps(chart: Chart, letters: Lettering, colours: Palette) -> Block:
    """One below another."""
    each = [_step(chart, n, letters, colours) for n in range(len(chart.labels))]

    def draw(canvas: Canvas, top: float) -> None:
        for block in each:
            block.draw(canvas, top)
            top += block.high

    return Block(sum(block.high for block in each), draw)


def _step(chart: Chart, n: int, letters: Lettering, colours: Palette) -> Block:
    words = letters.lines(chart.labels[n], _LABEL, INNER, _MOST_LINES)
    note, (value, colour) = chart.notes[n], _value(chart, n, colours)
    figure = colour if colour in colours.tints.values() else colours.ink  # with nothing done there is no bar to be red
    down = len(words) * (_LABEL + 10) + (_NOTE + 14 if note else 0)
    room = INNER - _FIGURE

    def draw(canvas: Canvas, top: float) -> None:
        for row, line in enumerate(words):
            canvas.write(line, (LEFT, top + row * (_LABEL + 10) + _LABEL), _LABEL, colours.ink)
        if note:
            foot = top + len(words) * (_LABEL + 10) + _NOTE + 4
            canvas.write(letters.fit(note, _NOTE, INNER), (LEFT, foot), _NOTE, colours.quiet)
        canvas.box((LEFT, top + down + 8), room, _BAR, colours.rule, round_by=_BAR / 2)
        if value:
            canvas.box((LEFT, top + down + 8), max(room * min(value, 1), _BAR), _BAR, colour, round_by=_BAR / 2)
        canvas.write(f"{round(value * 100)}%", (LEFT + room + 18, top + down + 8 + _BAR), _SHARE, figure)

    return Block(down + _BAR + _BETWEEN, draw)


def _value(chart: Chart, n: int, colours: Palette) -> tuple[float, str]:
    """The first that has one, and its colour; nothing where none has."""
    found = ((series, value) for series in chart.series if (value := series.values[n]) is not None)
    series, value = next(found, (Drawn("", ()), 0.0))
    return value, colours.tints[series.tint] if series.tint else colours.series[0]
