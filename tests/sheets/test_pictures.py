"""Pictures for a phone: as wide as one, every sign there, odd and empty data drawn without harm."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from bot.views import bulletin_picture
from domain.model.papers import Chart, Drawn, Draws, Picture, Tile, Tint
from domain.model.value import replace
from sheets.lettering import Lettering, clean
from sheets.pictures import _ROOM, png

ROOT = Path(__file__).parents[2]
TILES = (
    Tile("交办", "42", "比上月 +3"),
    Tile("按时办结率", "94%", tint=Tint.GREEN),
    Tile("期末逾期", "5", tint=Tint.RED),
)
MONTHS = ("5月", "6月", "7月", "8月", "9月", "10月")
COLUMNS = Chart(
    "交办与办结",
    Draws.COLUMNS,
    MONTHS,
    (Drawn("交办", (30, 28, 41, 35, 39, 42)), Drawn("办结", (25, 30, 33, 36, 35, 38))),
)
LINE = Chart("按时办结率", Draws.LINE, MONTHS, (Drawn("率", (0.8, None, 0.85, 0.9, 1, 0)),), shares=True)
BARS = Chart(
    "各部门逾期", Draws.BARS, ("综合部", "业务处", "政策法规与行政审批服务管理处"), (Drawn("逾期", (3, 0, None)),)
)
WHOLE = Picture("督办工作月通报", ("2026年10月",), TILES, (COLUMNS, LINE, BARS), ("涉密事项未计入。",), "zh-Hans")
ODD = (
    "🙂", "👩‍👩‍👧", "\u202eabc", "محمد", "אבג", "ไทย", "a\x00b", "$x^2$ and $", "\\frac", "<b>", "𠮷野", "㐂", "\ufffe",
    "\ud800", "  ", "", "长" * 500, "W" * 500, "a b " * 200, "\n\n", "ﷺ", "e\u0301", "🇨🇳", "\U0003134a",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _every_sign_is_there(recwarn: pytest.WarningsRecorder) -> Iterator[None]:
    """A missing glyph is a warning, and none is let through."""
    yield
    assert [str(w.message) for w in recwarn if "ResourceWarning" not in str(w.category)] == []


def drawn(picture: Picture) -> Image.Image:
    made = Image.open(io.BytesIO(png(picture)))
    made.load()
    return made


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_is_as_wide_as_a_phone_reads_and_in_its_theme(language: str, dark: bool) -> None:
    made = drawn(replace(WHOLE, language=language, dark=dark))
    assert made.width == 1080
    assert 1500 < made.height < 3000
    corner = made.convert("L").getpixel((3, 3))
    assert corner < 60 if dark else corner > 200


def test_the_same_is_drawn_the_same() -> None:
    assert png(WHOLE) == png(WHOLE)


@pytest.mark.parametrize("text", ODD)
def test_odd_words_are_drawn_wherever_they_stand(text: str) -> None:
    chart = Chart(text, Draws.BARS, (text, "b"), (Drawn(text, (1, 2)), Drawn(text, (3, None))))
    upright = replace(chart, draws=Draws.COLUMNS)
    picture = Picture(text, (text,), (Tile(text, text, text),), (chart, upright), (text,), "zh-Hans")
    assert drawn(picture).width == 1080


def test_what_cannot_be_drawn_is_left_out_and_a_letter_is_a_dot() -> None:
    assert clean("🏛 综合部\u200d\ufe0f") == "综合部"
    assert clean("\U0001e900某") == "·某"
    assert clean("李\u202e明") == "李明"
    assert clean(" 一\n二\t三 ") == "一 二 三"


@pytest.mark.parametrize("draws", list(Draws))
@pytest.mark.parametrize(
    ("labels", "values"),
    [
        ((), ()), (("一",), (None,)), (("一",), (0,)), (("一",), (5,)), (MONTHS, (None,) * 6), (MONTHS, (1,)),
        (("月",) * 40, tuple(range(40))), (MONTHS, (-3, 10**9, 0.5, None, 1, 2)),
    ],
)  # fmt: skip
def test_little_much_and_nothing_are_drawn(
    draws: Draws, labels: tuple[str, ...], values: tuple[float | None, ...]
) -> None:
    for shares in (False, True):
        for series in ((Drawn("甲", values),), (Drawn("甲", values), Drawn("乙", values)), ()):
            drawn(Picture("标题", (), (), (Chart("图", draws, labels, series, shares),), (), "zh-Hans"))


def test_an_empty_picture_is_one() -> None:
    assert drawn(Picture("", (), (), (), (), "en")).width == 1080


def test_a_very_long_picture_stays_what_telegram_takes() -> None:
    made = drawn(replace(WHOLE, charts=(COLUMNS, LINE, BARS) * 20))
    assert made.width + made.height < 10_000
    assert made.height < 20 * made.width


def test_long_names_are_shortened_and_fit() -> None:
    letters = Lettering("zh-Hans")
    for text in ("政策法规与行政审批服务管理处", "W" * 300, "长" * 99):
        shown = letters.fit(text, 32, 250)
        assert letters.width(shown, 32) <= 250
    assert letters.fit("政策法规与行政审批服务管理处", 32, 250).endswith("…")
    assert letters.fit("短", 32, 250) == "短"


def test_lines_break_between_words_and_no_line_begins_with_a_comma() -> None:
    letters = Lettering("en")
    lines = letters.lines("Monthly bulletin of supervision of the Office", 56, 500, 4)
    assert all(letters.width(line, 56) <= 500 for line in lines)
    assert " ".join(lines) == "Monthly bulletin of supervision of the Office"
    chinese = letters.lines("数据取自督办系统台账，涉密事项未计入，" * 4, 30, 31 * 10, 9)
    assert not [line for line in chinese if line[0] in "，。"]


def test_several_threads_may_ask_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(png, [WHOLE, replace(WHOLE, dark=True)] * 4))
    assert len(set(made)) == 2


def test_no_window_is_opened_and_the_first_picture_is_there_soon() -> None:
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", _TIMED], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert float(told.stdout) < 10, "some two seconds on a machine that does nothing else"


_TIMED = """
import sys, time
began = time.perf_counter()
from tests.sheets.test_pictures import WHOLE
from sheets.pictures import png
png(WHOLE)
assert "matplotlib.pyplot" not in sys.modules
print(time.perf_counter() - began)
"""


@pytest.mark.parametrize("title", ["{} 2026年10月督办通报", "{} 2026年10月督辦月報"])
def test_the_period_stands_behind_the_longest_name_of_a_team(title: str) -> None:
    whole = title.format("很" * (bulletin_picture._NAME - 1) + "…")
    lines = Lettering("zh-Hans").lines(clean(whole), 56, _ROOM, 3)
    assert lines[-1].endswith(whole[-4:])
