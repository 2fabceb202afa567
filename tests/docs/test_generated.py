"""The pages say what the code says: generated ones are current, commands, links and pictures exist."""

from __future__ import annotations

import functools
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import registry
from bot.commands import COMMANDS
from bot.config import Config, load, settings_of
from bot.routes import On
from docs import generate
from docs.from_code.settings import EXAMPLE

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-Hans.md", "README.zh-Hant.md")
FILES = (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "simulator/README.md")
PAGES = sorted(p.relative_to(ROOT).as_posix() for p in FILES)
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
SLASHED = re.compile(r"`/([a-z]+)")
HOST = re.compile(r"(?<![\w.:/])/(?:work|root|home|Users|tmp|private|var/folders|mnt|workspace)/|[A-Z]:\\")


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(text(page)) if kind == language]


def commands(page: str) -> Iterator[list[str]]:
    """The commands of a page's shell blocks, as words, without the settings before them."""
    for line in "".join(blocks(page, "sh")).splitlines():
        words = shlex.split(line, comments=True)
        while words and "=" in words[0]:
            words.pop(0)
        if words:
            yield words


@functools.cache
def help_of(*words: str) -> str:
    """What a program says of itself."""
    done = subprocess.run(
        [sys.executable, "-m", *words, "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(words)} does not exist: {done.stderr}"
    return done.stdout


# -- generated pages -----------------------------------------------------------------------------------------------------


def test_the_generated_pages_are_current() -> None:
    assert not generate.stale(), "run python -m docs.generate"
    assert generate.main(["--check"]) == 0
    assert {p.name for p in generate.FOLDER.iterdir()} == set(generate.PAGES)


def test_a_page_that_is_not_there_or_was_changed_by_hand_is_stale(tmp_path: Path) -> None:
    assert len(generate.stale(tmp_path)) == len(generate.PAGES)
    for path, made in generate.stale(tmp_path).items():
        path.write_text(made, encoding="utf-8")
    assert not generate.stale(tmp_path)
    (tmp_path / "lifecycle.md").write_text("something else", encoding="utf-8")
    assert [p.name for p in generate.stale(tmp_path)] == ["lifecycle.md"]


def test_the_example_configuration_shows_the_defaults() -> None:
    shown, default = load(EXAMPLE), Config()
    assert settings_of(shown) == settings_of(default)
    assert shown.model_copy(update={"terms": {}, "ladder": {}, "periodic": {}, "silence": {}}) == default


# -- commands ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_a_page_names_is_one(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^ *)make ([a-z-]+)", text(page), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("page", PAGES)
def test_every_command_a_page_shows_exists_with_its_options_and_files(page: str) -> None:
    for words in commands(page):
        program, *rest = Path(words[0]).name, *words[1:]
        if program == "duban":
            said = help_of("bot", rest[0])
        elif program == "python":
            said = help_of(*rest[1 : 3 if rest[1] == "bot" else 2])
        else:
            assert program in {"make", "pip", "python3", "cp"}
            assert all((ROOT / w).exists() for w in rest if w.startswith(("requirements/", "config.example")))
            continue
        assert all(option in said for option in rest if option.startswith("--")), words


@pytest.mark.parametrize("page", READMES)
def test_a_readme_names_every_command_of_the_bot_and_no_other(page: str) -> None:
    table = "".join(line for line in text(page).splitlines() if line.startswith("| `/"))
    known = {r.name for r in registry.ROUTES if r.on is On.COMMAND} | {c.name for c in COMMANDS}
    assert set(SLASHED.findall(table)) == known


@pytest.mark.parametrize("page", READMES)
def test_what_a_readme_says_is_not_there_yet_is_not_there(page: str) -> None:
    """Whoever adds one of these takes it out of the list."""
    last = text(page).split("\n## ")[-3]  # before "more" and the licence
    named = set(re.findall(r"`(?:duban )?([a-z]+)`", last))
    assert named == {"check", "backup", "restore", "import"}
    assert not any(re.search(rf"\b{name}\b", help_of("bot").partition("positional")[2]) for name in named)
    assert set(SLASHED.findall(last)) == set()


# -- links and languages -------------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code forges make them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_between_pages_leads_somewhere(page: str) -> None:
    prose = FENCE.sub("", text(page))
    for target in (a or b for a, b in LINK.findall(prose)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = ROOT / page if not path else (ROOT / page).parent / path
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_path_of_the_machine_it_was_written_on(page: str) -> None:
    assert not HOST.findall(text(page))


def test_the_three_readmes_have_the_same_parts() -> None:
    first, *others = READMES
    for other in others:
        assert [h.count("#") for h in headings(other)] == [h.count("#") for h in headings(first)]
        assert list(commands(other)) == list(commands(first))
        assert [blocks(other, kind) for kind in ("toml", "ini")] == [blocks(first, kind) for kind in ("toml", "ini")]
        assert destinations(other) == destinations(first)
        assert text(other).count("\n- ") == text(first).count("\n- ")
        assert text(other).count("\n|") == text(first).count("\n|")


def headings(page: str) -> list[str]:
    return re.findall(r"^#+ ", FENCE.sub("", text(page)), re.MULTILINE)


def destinations(page: str) -> list[str]:
    """Where a README leads, apart from the pictures and READMEs that each language has of its own."""
    found = (a or b for a, b in LINK.findall(text(page)))
    return sorted(d for d in found if "pictures/" not in d and not d.startswith("README"))


@pytest.mark.parametrize(
    ("page", "foreign"), [("README.zh-Hans.md", "traditional"), ("README.zh-Hant.md", "simplified")]
)
def test_a_chinese_readme_is_written_in_its_own_characters(page: str, foreign: str) -> None:
    lines = text(f"tests/data/{foreign}_only.txt").splitlines()
    characters = {c for line in lines if not line.startswith("#") for c in line}
    prose = "".join(line for line in text(page).splitlines() if not line.startswith("[English]"))
    assert not characters & set(prose)
