"""月通报 as a document in the form offices know: 红头, 〔2026〕第11期, 签发, sections 一、二、三、, tables, 落款."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.views.bulletin import length, share
from bot.views.bulletin_data import period_words, persons, scope_words, team_words
from bot.views.bulletin_files import allowed, called, caption, people
from bot.views.eye import Eye
from bot.views.official import figure_label, full_day, heading, page_words, short_day, words
from bot.views.rendered import Rendered
from domain.messages.bulletins import BulletinPaper
from domain.model.figures import Bulletin, BulletinState, Figures
from domain.model.papers import Letterhead, Made, Paper, Section, Table
from domain.rules.periods import Period

_MOST_OVERDUE = 100
# What a table says of each team or person: the key of its heading, how wide it is, and the figure.
_TOLD: tuple[tuple[str, int, Callable[[Figures], str]], ...] = (
    ("given", 10, lambda f: str(f.given)),
    ("done", 10, lambda f: str(f.done)),
    ("rate", 15, lambda f: share(f.rate)),
    ("open", 10, lambda f: str(f.open_at_end)),
    ("overdue", 14, lambda f: str(f.overdue_at_end)),
    ("accept", 15, lambda f: share(f.accept.share)),
    ("returned", 13, lambda f: str(f.returned)),
)
_NAMES = 21


def paper(eye: Eye, message: BulletinPaper) -> Rendered | None:
    """The document."""
    found = allowed(eye, message)
    if found is None:
        return None
    return Rendered(caption(eye, found), made=Made(called(eye, found, "docx"), written(eye, message, found)))


def written(eye: Eye, message: BulletinPaper, found: Bulletin) -> Paper:
    """What stands on it."""
    office, of = eye.settings.office_name, scope_words(eye, found.team_id)
    parts = [(key, lines, table) for key, lines, table in _parts(eye, message, found) if lines or table]
    sections = tuple(
        Section(heading(eye, n, words(eye.t(f"official-section-{key}"))), tuple(lines), table)
        for n, (key, lines, table) in enumerate(parts, 1)
    )
    day = found.freezes_at if found.state is BulletinState.FROZEN and found.freezes_at else eye.now
    return Paper(
        words(eye.t(f"official-title-{Period(found.period).length}", of=of)), (_intro(eye, found, of),), (),
        (words(eye.t("official-source", day=full_day(eye, eye.now))),), eye.language, page_words(eye), sections,
        Letterhead(_number(eye, found), office, words(eye.t("official-issued-by"))), (office, full_day(eye, day)),
    )  # fmt: skip


def _number(eye: Eye, found: Bulletin) -> str:
    """〔2026〕第11期; what is not final says so."""
    if found.number:
        return words(eye.t("official-number", year=Period(found.period).year, number=found.number))
    if found.state is BulletinState.RUNNING:
        return words(eye.t("official-running", day=full_day(eye, found.until)))
    return words(eye.t("official-is-draft")) if found.state is BulletinState.DRAFT else ""


def _intro(eye: Eye, found: Bulletin, of: str) -> str:
    f, period = found.figures, period_words(eye, found.period)
    if f.nothing:
        return words(eye.t("official-intro-nothing", period=period, of=of))
    return words(eye.t("official-intro", period=period, of=of, given=f.given, done=f.done))


Part = tuple[str, Sequence[str], Table | None]


def _parts(eye: Eye, message: BulletinPaper, found: Bulletin) -> Iterator[Part]:
    """The sections in their order; what has neither words nor a table is left out."""
    if found.figures.nothing:
        return
    yield "whole", _whole(eye, found), None
    teams = found.teams if len(found.teams) > 1 else ()
    yield "teams", (), _compared(eye, "team", [(team_words(eye, one.team_id), one.figures) for one in teams])
    told = [(eye.name(one.member_id), one.figures) for one in people(eye, message, found)]
    yield "people", (), _compared(eye, "person", told)
    yield "trend", (), _trend(eye, found)
    yield "overdue", *_overdue(eye, found)


def _whole(eye: Eye, found: Bulletin) -> list[str]:
    """In whole sentences, each only where there is something to say."""
    f = found.figures
    key = "official-open-now" if found.state is BulletinState.RUNNING else "official-open"
    open_ones = words(eye.t(key, open=f.open_at_end, overdue=f.overdue_at_end))
    said = filter(None, (_done(eye, found), _late(eye, f), open_ones))
    return [_between(eye).join(said), *_beside(eye, f)]


def _between(eye: Eye) -> str:
    """What stands between two sentences: nothing in Chinese."""
    return " " if eye.language == "en" else ""


def _done(eye: Eye, found: Bulletin) -> str:
    f, last = found.figures, found.before[-1].rate if found.before else None
    if f.rate is None:
        return words(eye.t("official-done-none"))
    said = {"n": f.done, "on_time": f.on_time, "rate": share(f.rate)}
    if last is None:
        return words(eye.t("official-done", **said))
    points = round((f.rate - last) * 100)
    key = "up" if points > 0 else "down" if points < 0 else "same"
    return words(eye.t(f"official-done-{key}", points=abs(points), **said))


def _late(eye: Eye, f: Figures) -> str:
    if not f.late or f.delay_mean is None:
        return ""
    return words(eye.t("official-late", n=f.late, mean=length(eye, f.delay_mean), worst=length(eye, f.worst)))


def _beside(eye: Eye, f: Figures) -> list[str]:
    shares = {"accept": f.accept.share, "reports": f.reports.share}
    counts = {"returned": f.returned, "slips": f.slips, "unanswered": f.unanswered, "cancelled": f.cancelled}
    told = [words(eye.t(f"official-kept-{key}", rate=share(rate))) for key, rate in shares.items() if rate is not None]
    told += [words(eye.t(f"official-n-{key}", n=n)) for key, n in counts.items() if n]
    text = words(eye.t("official-and")).join(told)
    return [words(eye.t("official-sentence", text=text[0].upper() + text[1:]))] if told else []


def _compared(eye: Eye, of: str, found: Sequence[tuple[str, Figures]]) -> Table | None:
    if not found:
        return None
    columns = (figure_label(eye, of), *(figure_label(eye, key) for key, _, _ in _TOLD))
    rows = tuple((label, *(value(f) for _, _, value in _TOLD)) for label, f in found)
    return Table("", columns, (_NAMES, *(wide for _, wide, _ in _TOLD)), rows)


def _trend(eye: Eye, found: Bulletin) -> Table | None:
    """Only where there was something before."""
    if not any(one.given or one.done for one in found.before):
        return None
    told = (*found.before, found.now)
    columns = tuple(figure_label(eye, key) for key in ("period", "given", "done", "late", "rate", "overdue"))
    rows = tuple(
        (period_words(eye, t.label), str(t.given), str(t.done), str(t.late), share(t.rate), str(t.overdue_at_end))
        for t in told
    )
    return Table("", columns, (24, 14, 14, 14, 18, 16), rows)


def _overdue(eye: Eye, found: Bulletin) -> tuple[Sequence[str], Table | None]:
    late, named = found.overdue, persons(eye)
    if not late:
        return (words(eye.t("official-overdue-none", day=full_day(eye, found.until))),), None
    keys, widths = ["number", "matter", "due", "late-by"], [10, 40, 16, 22]
    if named:
        keys.insert(2, "lead")
        widths.insert(2, 14)
    rows = []
    for one in late[:_MOST_OVERDUE]:
        who = (eye.name(one.member_id),) if named else ()
        late_by = words(length(eye, one.late))
        rows.append(
            (f"#{one.task_id}", one.title, *who, short_day(eye, one.due_at, Period(found.period).year), late_by)
        )
    rest = len(late) - _MOST_OVERDUE
    more = (words(eye.t("bulletin-more", n=rest)),) if rest > 0 else ()
    return more, Table("", tuple(figure_label(eye, key) for key in keys), tuple(widths), tuple(rows))
