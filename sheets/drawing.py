"""A sheet of pixels to draw on: places count from the top left, colours by what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from domain.model.papers import Tint
from sheets.lettering import DPI, POINT, Lettering

WIDE, MARGIN = 1080, 48  # pixels; at a phone's 360 a size is a third
PAD = 36  # inside a card
INNER, LEFT = WIDE - 2 * MARGIN - 2 * PAD, MARGIN + PAD  # what a card has room for, and where that begins
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme."""

    ground: str
    card: str
    ink: str
    quiet: str
    rule: str
    series: tuple[str, ...]
    tints: dict[Tint, str]


LIGHT = Palette(
    "#F3F5F8", "#FFFFFF", "#1E2833", "#667382", "#E2E7ED", ("#3C6FB4", "#A9C2E3", "#7C8896", "#C9A24B"),
    {Tint.GREEN: "#3B8C5E", Tint.YELLOW: "#B97A09", Tint.RED: "#C2463B", Tint.GREY: "#9AA6B2"},
)  # fmt: skip
DARK = Palette(
    "#12161B", "#1C232B", "#E9EDF2", "#98A5B3", "#303A45", ("#6C9FE3", "#46699B", "#8B98A7", "#CDA95A"),
    {Tint.GREEN: "#62BD88", Tint.YELLOW: "#E0AC48", Tint.RED: "#EA7A6C", Tint.GREY: "#74818F"},
)  # fmt: skip


class Canvas:
    """What is drawn on; `letters` measure."""

    def __init__(self, letters: Lettering, colours: Palette, high: float) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - heavy, where a picture is made
        from matplotlib.figure import Figure  # noqa: PLC0415 - as above

        self.letters, self.colours = letters, colours
        self.figure = Figure(figsize=(WIDE / DPI, high / DPI), dpi=DPI, facecolor=colours.ground)
        self.agg: Any = FigureCanvasAgg(self.figure)
        self._axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, WIDE)
        self._axes.set_ylim(high, 0)

    def write(
        self, text: str, at: Point, size: float, colour: str, *, side: str = "left", heavy: bool = False
    ) -> None:  # fmt: skip
        """Words on the line whose foot is at `at`; already fitted and clean."""
        from matplotlib.text import Text  # noqa: PLC0415 - as above

        effects = self._heavier(size, colour) if heavy else []
        font = self.letters.font(size)
        made = Text(*at, text, color=colour, ha=side, va="baseline", fontproperties=font, parse_math=False)
        made.set_path_effects(effects)
        self._axes.add_artist(made)

    def _heavier(self, size: float, colour: str) -> list[Any]:
        """The font has one weight; a fine line around makes a second."""
        from matplotlib.patheffects import withStroke  # noqa: PLC0415 - as above

        return [withStroke(linewidth=size / 42 * POINT, foreground=colour)]

    def box(self, at: Point, wide: float, high: float, colour: str, *, round_by: float = 0) -> None:
        """A filled box whose top left is `at`."""
        from matplotlib.patches import FancyBboxPatch, Rectangle  # noqa: PLC0415 - as above

        by = min(round_by, wide / 2, high / 2)
        if by <= 0:
            self._axes.add_patch(Rectangle(at, wide, high, facecolor=colour, linewidth=0))
            return
        shape = f"round,pad=0,rounding_size={by}"
        self._axes.add_patch(FancyBboxPatch(at, wide, high, boxstyle=shape, facecolor=colour, linewidth=0))

    def line(self, points: Sequence[Point], colour: str, thick: float) -> None:
        """Through the points."""
        across, down = zip(*points, strict=True)
        self._axes.plot(
            across, down, color=colour, linewidth=thick * POINT, solid_capstyle="round", solid_joinstyle="round",
            scalex=False, scaley=False,
        )  # fmt: skip

    def dot(self, at: Point, across: float, colour: str, *, rim: str | None = None) -> None:
        """A filled circle around `at`."""
        from matplotlib.patches import Circle  # noqa: PLC0415 - as above

        edge = {"edgecolor": rim, "linewidth": 5 * POINT} if rim else {"linewidth": 0}
        self._axes.add_patch(Circle(at, across / 2, facecolor=colour, zorder=3, **edge))


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a picture: how high it is, and how it is drawn from a line downwards."""

    high: float
    draw: Callable[[Canvas, float], None]
