"""What the files of a 月通报 have in common: what their reader may see of it, and its name."""

from __future__ import annotations

from bot.i18n import Html
from bot.views.bulletin import sums, title, unfinished
from bot.views.bulletin_data import period_words, persons, read, readable, scope_words
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.official import file_name, words
from domain.messages.bulletins import BulletinPaper, BulletinPicture, BulletinWorkbook
from domain.model.figures import Bulletin, BulletinState, PersonFigures
from domain.rules.periods import Period

AsFile = BulletinPicture | BulletinWorkbook | BulletinPaper
_IN_CAPTION = 1


def allowed(eye: Eye, message: AsFile) -> Bulletin | None:
    """The bulletin, for who may read it now: whatever they might when they asked."""
    return read(eye, message.period, message.team_id) if readable(eye, message.team_id) else None


def people(eye: Eye, message: AsFile, found: Bulletin) -> tuple[PersonFigures, ...]:
    """The figures of each person, where they were asked for and may be read."""
    return found.people if message.persons and persons(eye) else ()


def name(eye: Eye, found: Bulletin, longest: int | None = None) -> str:
    """综合部 2026年10月督办通报; of a `longest` name of a team so many signs, where the period would fall off the end."""
    of, period = scope_words(eye, found.team_id), period_words(eye, found.period)
    of = shorten(of, longest) if longest else of
    return words(eye.t(f"bulletin-title-{Period(found.period).length}", of=of, period=period))


def called(eye: Eye, found: Bulletin, ending: str) -> str:
    """The name of its file; a draft's says so, for whoever has it passed on without a word."""
    draft = words(eye.t("official-is-draft")) if found.state is BulletinState.DRAFT else ""
    return file_name(f"{name(eye, found)} {draft}".strip(), ending)


def caption(eye: Eye, found: Bulletin) -> Html:
    """Its title, whether it may still change, and the first of its figures: what a chat shows under a file."""
    said = (
        [eye.t("bulletin-nothing")]
        if found.figures.nothing
        else sums(eye, found.figures, found, found.before)[:_IN_CAPTION]
    )
    return Html("\n".join([title(eye, found), *unfinished(eye, found), *said]))
