"""月通报 as a picture for a phone: what was done and how much of it in time, how that went before, and where it hangs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.callback import Press, pack
from bot.views.bulletin import brief, share
from bot.views.bulletin_data import team_words
from bot.views.bulletin_files import allowed, called, caption, name, people
from bot.views.eye import Eye
from bot.views.official import figure_label, full_day, words
from bot.views.rendered import Button, Rendered
from domain.messages.bulletins import BulletinPicture
from domain.model.figures import Bulletin, BulletinState, Figures
from domain.model.papers import Chart, Drawn, Draws, Made, Picture, Tile, Tint

_GOOD, _FAIR = 0.9, 0.75  # of an on-time rate
_MOST = 12  # teams or people in a chart
_NAME = 30  # signs of a team's name: its period has to stand behind it in three lines


def picture(eye: Eye, message: BulletinPicture) -> Rendered | None:
    """The picture with its figures in words below, and the way to the other theme."""
    found = allowed(eye, message)
    if found is None:
        return None
    other = "picture" if message.dark else "dark"
    label = str(eye.t(f"button-picture-{'light' if message.dark else 'dark'}"))
    turn = Button(label, pack(Press.BULLETIN, "f", found.period, found.team_id or 0, other))
    made = Made(called(eye, found, "png"), drawn(eye, message, found))
    return Rendered(caption(eye, found), ((turn,),), made=made)


def drawn(eye: Eye, message: BulletinPicture, found: Bulletin) -> Picture:
    """What stands on it."""
    charts = [*_trend(eye, found), *_teams(eye, found), *_people(eye, message, found)]
    note = words(eye.t("official-source", day=full_day(eye, eye.now)))
    return Picture(
        name(eye, found, _NAME), _under(eye, found), _tiles(eye, found), tuple(charts), (note,), eye.language, message.dark
    )  # fmt: skip


def _under(eye: Eye, found: Bulletin) -> tuple[str, ...]:
    """Its number, or how firm it is."""
    if found.state is BulletinState.RUNNING:
        return (words(eye.t("official-running", day=full_day(eye, found.until))),)
    if found.state is BulletinState.DRAFT and found.freezes_at:
        return (words(eye.t("official-draft", day=full_day(eye, found.freezes_at))),)
    return (words(eye.t("official-issue", number=found.number)),) if found.number else ()


# -- figures -----------------------------------------------------------------------------------------------------------


def _tiles(eye: Eye, found: Bulletin) -> tuple[Tile, ...]:
    """Two rows, and a third where there is something to tell in it."""
    f, last = found.figures, found.before[-1] if found.before else None
    shown = [
        _counted(eye, "done", f.done, last.done if last else None),
        Tile(figure_label(eye, "rate"), share(f.rate), _than(eye, share(last.rate) if last else "—"), _tint(f.rate)),
        _counted(eye, "overdue", f.overdue_at_end, last.overdue_at_end if last else None, _bad(f.overdue_at_end)),
        _counted(eye, "given", f.given, last.given if last else None),
        Tile(figure_label(eye, "open"), str(f.open_at_end)),
        Tile(figure_label(eye, "accept"), share(f.accept.share), tint=_tint(f.accept.share)),
    ]
    return (*shown, *_more_tiles(eye, f))


def _more_tiles(eye: Eye, f: Figures) -> tuple[Tile, ...]:
    """Reports, and the two that count most of what is only told where there is any."""
    counts = {"unanswered": f.unanswered, "slips": f.slips, "returned": f.returned, "cancelled": f.cancelled}
    told = [
        Tile(figure_label(eye, key), str(n), tint=_bad(n) if key == "unanswered" else None)
        for key, n in counts.items()
        if n
    ]
    if not told and f.reports.share is None:
        return ()
    filled = [*told, *(Tile(figure_label(eye, key), "0") for key, n in counts.items() if not n)]
    return (Tile(figure_label(eye, "reports"), share(f.reports.share), tint=_tint(f.reports.share)), *filled[:2])


def _counted(eye: Eye, key: str, n: int, last: int | None, tint: Tint | None = None) -> Tile:
    return Tile(figure_label(eye, key), str(n), _than(eye, str(last)) if last is not None else "", tint)


def _than(eye: Eye, last: str) -> str:
    return words(eye.t("figure-last", last=last))


def _tint(rate: float | None) -> Tint | None:
    if rate is None:
        return None
    return Tint.GREEN if rate >= _GOOD else Tint.YELLOW if rate >= _FAIR else Tint.RED


def _bad(n: int) -> Tint | None:
    return Tint.RED if n else None


# -- charts ------------------------------------------------------------------------------------------------------------


def _trend(eye: Eye, found: Bulletin) -> list[Chart]:
    """The periods before and this one, from the first in which there was something."""
    told = list(found.before)
    while told and not (told[0].given or told[0].done):
        told.pop(0)
    if not told:
        return []
    told.append(found.now)
    labels = tuple(brief(eye, one.label) for one in told)
    counts = (_series(eye, "given", [t.given for t in told]), _series(eye, "done", [t.done for t in told]))
    rates = (_series(eye, "rate", [t.rate for t in told], Tint.GREEN),)
    return [
        Chart(words(eye.t("chart-trend")), Draws.COLUMNS, labels, counts),
        Chart(words(eye.t("chart-rate")), Draws.LINE, labels, rates, shares=True),
    ]


def _series(eye: Eye, key: str, values: Sequence[float | None], tint: Tint | None = None) -> Drawn:
    return Drawn(figure_label(eye, key), tuple(values), tint)


def _teams(eye: Eye, found: Bulletin) -> list[Chart]:
    if len(found.teams) <= 1:
        return []  # nothing to compare
    return _compared(eye, "team", [(team_words(eye, one.team_id), one.figures) for one in found.teams])


def _people(eye: Eye, message: BulletinPicture, found: Bulletin) -> list[Chart]:
    return _compared(eye, "person", [(eye.name(p.member_id), p.figures) for p in people(eye, message, found)])


def _compared(eye: Eye, of: str, found: Sequence[tuple[str, Figures]]) -> list[Chart]:
    """How much each did; and what each has overdue, where any is."""
    done = _bars(eye, of, "done", found, lambda f: f.done)
    late = _bars(eye, of, "overdue", found, lambda f: f.overdue_at_end, Tint.RED)
    return [chart for chart in (done, late) if chart is not None]


def _bars(
    eye: Eye, of: str, key: str, found: Sequence[tuple[str, Figures]], value: Callable[[Figures], int],
    tint: Tint | None = None,
) -> Chart | None:  # fmt: skip
    ranked = sorted(((label, value(f)) for label, f in found if value(f)), key=lambda one: -one[1])
    if not ranked:
        return None
    heading, shown = words(eye.t(f"chart-{key}-{of}")), ranked[:_MOST]
    if len(ranked) > _MOST:
        heading = words(eye.t("chart-first", heading=heading, n=_MOST, count=len(ranked)))
    series = _series(eye, key, [n for _, n in shown], tint)
    return Chart(heading, Draws.BARS, tuple(label for label, _ in shown), (series,))
