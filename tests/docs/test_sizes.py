"""No file becomes the place where everything meets."""

from __future__ import annotations

from docs.sizes import ROOMS, ROOT, lines_of

MOST = 300
# Larger ones, each with its reason.
REASONS: dict[str, str] = {}


def test_no_file_is_over_300_lines_without_a_reason() -> None:
    files = [p for room in ROOMS for p in (ROOT / room).rglob("*.py") if "versions" not in p.parts]
    large = {str(p.relative_to(ROOT)) for p in files if lines_of(p) > MOST}
    assert large == set(REASONS)
