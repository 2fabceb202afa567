"""A picture (.png) that is read on a phone: portrait, large letters, few colours; one below another what it is about.

The library is loaded with the first picture and is not made for several threads: one picture at a time.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from threading import Lock

from domain.model.papers import Chart, Picture, Tile
from domain.model.value import replace
from sheets.charts import chart_block
from sheets.drawing import DARK, LIGHT, MARGIN, WIDE, Block, Canvas
from sheets.lettering import Lettering, clean

_ROOM = WIDE - 2 * MARGIN
_TITLE, _LINE, _END = 56, 36, 30  # sizes of letters
_LABEL, _SMALL_LABEL, _FIGURE, _NOTE = 32, 27, 72, 30
_TILE_HIGH, _GAP = 222, 24
_IN_A_ROW = 3
_HIGHEST = 8000  # pixels; Telegram takes a photo whose sides are 10000 together
_ONE = Lock()


def png(picture: Picture) -> bytes:
    """The file."""
    with _ONE:
        picture = _clean(picture)
        letters, colours = Lettering(picture.language), DARK if picture.dark else LIGHT
        blocks = _that_fit([
            _words(letters, picture.title, _TITLE, colours.ink, most=3, heavy=True),
            *(_words(letters, line, _LINE, colours.quiet, most=3) for line in picture.lines),
            _space(20),
            *(_tiles(row) for row in _rows(picture.tiles)),
            *(chart_block(chart, letters, colours) for chart in picture.charts),
            *(_words(letters, line, _END, colours.quiet, most=4) for line in picture.ends),
        ])  # fmt: skip
        canvas = Canvas(letters, colours, sum(block.high for block in blocks) + 2 * MARGIN)
        top = float(MARGIN)
        for block in blocks:
            block.draw(canvas, top)
            top += block.high
        made = io.BytesIO()
        canvas.agg.print_png(made, metadata={"Software": None})
        return made.getvalue()


def _clean(picture: Picture) -> Picture:
    """Every word of it of signs that can be drawn."""
    tiles = (Tile(clean(t.label), clean(t.figure), clean(t.note), t.tint) for t in picture.tiles)
    return replace(
        picture, title=clean(picture.title), lines=_all_clean(picture.lines), tiles=tuple(tiles),
        charts=tuple(map(_clean_chart, picture.charts)), ends=_all_clean(picture.ends),
    )  # fmt: skip


def _clean_chart(chart: Chart) -> Chart:
    series = (replace(one, name=clean(one.name)) for one in chart.series)
    return replace(
        chart,
        heading=clean(chart.heading),
        labels=_all_clean(chart.labels),
        notes=_all_clean(chart.notes),
        series=tuple(series),
    )


def _all_clean(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(clean, texts))


def _that_fit(blocks: Sequence[Block]) -> list[Block]:
    """From the top as many as Telegram takes."""
    found, high = [], 2.0 * MARGIN
    for block in blocks:
        high += block.high
        if high > _HIGHEST:
            break
        found.append(block)
    return found


def _words(
    letters: Lettering, text: str, size: float, colour: str, *, most: int, heavy: bool = False
) -> Block:  # fmt: skip
    lines, step = letters.lines(text, size, _ROOM, most), size * 1.42

    def draw(canvas: Canvas, top: float) -> None:
        for n, line in enumerate(lines):
            canvas.write(line, (MARGIN, top + n * step + size), size, colour, heavy=heavy)

    return Block(len(lines) * step, draw)


def _space(high: float) -> Block:
    return Block(high, lambda _canvas, _top: None)


def _rows(tiles: Sequence[Tile]) -> list[Sequence[Tile]]:
    """Three beside each other; four are two and two."""
    most = 2 if len(tiles) in (2, 4) else _IN_A_ROW
    return [tiles[n : n + most] for n in range(0, len(tiles), most)]


def _tiles(tiles: Sequence[Tile]) -> Block:
    """Cards with a figure each, as wide as the row."""
    wide = (_ROOM - _GAP * (len(tiles) - 1)) / len(tiles)

    def draw(canvas: Canvas, top: float) -> None:
        for n, tile in enumerate(tiles):
            _tile(canvas, tile, MARGIN + n * (wide + _GAP), top, wide)

    return Block(_TILE_HIGH + _GAP, draw)


def _tile(canvas: Canvas, tile: Tile, left: float, top: float, wide: float) -> None:
    letters, colours = canvas.letters, canvas.colours
    room, inner = wide - 56, left + 28
    canvas.box((left, top), wide, _TILE_HIGH, colours.card, round_by=24)
    size = min(_FIGURE, _FIGURE * room / max(letters.width(tile.figure, _FIGURE), 1))
    colour = colours.tints[tile.tint] if tile.tint else colours.ink
    label = min(_LABEL, max(_SMALL_LABEL, _LABEL * room / max(letters.width(tile.label, _LABEL), 1)))
    canvas.write(letters.fit(tile.label, label, room + 2), (inner, top + 56), label, colours.quiet)
    canvas.write(letters.fit(tile.figure, size, room + 2), (inner, top + 140), size, colour, heavy=True)
    if tile.note:
        canvas.write(letters.fit(tile.note, _NOTE, room), (inner, top + 192), _NOTE, colours.quiet)
