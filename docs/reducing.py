"""Small pictures."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path


def reduce(path: Path, colours: int = 256) -> None:
    """Fewer colours, where Pillow is installed."""
    if find_spec("PIL"):
        image = import_module("PIL.Image")

        with image.open(path) as picture:
            fewer = picture.convert("RGB").quantize(colours, kmeans=1, dither=image.Dither.NONE)
        fewer.save(path, optimize=True)
