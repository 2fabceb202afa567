"""月通报 as chat: the figures of a period in a phone's width, and the way to what is behind each of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.bulletin_data import period_short, period_words, persons, read, readable, scope_words, team_words
from bot.views.bulletin_rows import frozen_with, in_time, longer, rows
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.late_waivers import note
from bot.views.rendered import Button, Rendered
from domain.messages.bulletins import BulletinText, OwnFigures
from domain.model.figures import Bulletin, BulletinState, Figures, OverdueMatter, Punctuality, Trend
from domain.rules.periods import Period
from domain.text import signs_within

_TITLE, _NAME = 44, 24  # so wide; a Chinese character takes two
_LINES = 5  # of what is overdue
_TEAMS, _PEOPLE = 10, 25
_TRENDS = 2  # periods before, at least, that make a trend


def text(eye: Eye, message: BulletinText) -> Rendered | None:
    """The bulletin of a team or of the office, for who may read it."""
    if not readable(eye, message.team_id):
        return None
    found = read(eye, message.period, message.team_id)
    if found is None:
        return None
    told = _all_lines(eye, found, people=message.people and persons(eye))
    return Rendered(Html("\n".join(told)), rows(eye, found, people=message.people))


def _all_lines(eye: Eye, found: Bulletin, *, people: bool) -> list[Html]:
    head = [title(eye, found), *_state(eye, found)]
    if found.figures.nothing:
        return [*head, eye.t("bulletin-nothing"), *note(eye, found)]
    teams = [] if people else _teams(eye, found)
    by_person = _people(eye, found) if people else []
    overdue = [] if people else _overdue(eye, found)
    told = [*sums(eye, found.figures, found, found.before), *note(eye, found), *_trend(eye, found)]
    return [*head, *told, *teams, *by_person, *overdue]


def title(eye: Eye, found: Bulletin) -> Html:
    """综合部 2026年10月督办通报（第 10 期）."""
    of, period = scope_words(eye, found.team_id), period_words(eye, found.period)
    name = eye.t(f"bulletin-title-{Period(found.period).length}", of=shorten(of, 40), period=period)
    key = "bulletin-numbered" if found.number else "bulletin-plain"
    return eye.t(key, title=name, number=found.number)


def unfinished(eye: Eye, found: Bulletin) -> list[Html]:
    """That its period still runs, or that it is a draft; nothing of what is frozen."""
    if found.state is BulletinState.RUNNING:
        return [eye.t("bulletin-running", until=eye.moment(found.until, brief=True))]
    if found.state is BulletinState.DRAFT and found.freezes_at:
        return [eye.t("bulletin-draft", until=eye.moment(found.freezes_at, brief=True))]
    return []


def _state(eye: Eye, found: Bulletin) -> list[Html]:
    if said := unfinished(eye, found):
        return said
    also = [_numbered(eye, one) for one in frozen_with(eye, found)]
    return [eye.t("bulletin-also", said=eye.join_html(also))] if also else []


def _numbered(eye: Eye, found: Bulletin) -> Html:
    return eye.t("bulletin-number", period=period_short(eye, found.period), number=found.number)


def sums(eye: Eye, f: Figures, found: Bulletin, before: Sequence[Trend] = ()) -> list[Html]:
    """What figures of a bulletin say, a line a thing; what is nothing has no line."""
    open_ones = _open(eye, f, running=found.state is BulletinState.RUNNING)
    made = (_done(eye, f, before), _late(eye, f), open_ones, _punctual(eye, f), _beside(eye, f), _rated(eye, f))
    return [line for line in made if line]


def _done(eye: Eye, f: Figures, before: Sequence[Trend]) -> Html:
    if f.rate is None:
        return eye.t("bulletin-done-none")
    last = before[-1].rate if before else None
    if last is None:
        return eye.t("bulletin-done", n=f.done, rate=share(f.rate))
    points = _percent(f.rate) - _percent(last)
    change = f"{'↑' if points > 0 else '↓'}{abs(points)}" if points else eye.t("bulletin-same")
    return eye.t("bulletin-done-than", n=f.done, rate=share(f.rate), last=share(last), change=change)


def _late(eye: Eye, f: Figures) -> Html:
    if not f.late or f.delay_mean is None:
        return Html("")
    fields = {"n": f.late, "worst": length(eye, f.worst), "number": f.worst_task}
    return eye.t("bulletin-late-one" if f.late == 1 else "bulletin-late", mean=length(eye, f.delay_mean), **fields)


def length(eye: Eye, time: timedelta) -> Html:
    """A working time, to the hour from an hour on."""
    hour = timedelta(hours=1)
    return eye.worked(time if time < hour else timedelta(hours=round(time / hour)))


def _open(eye: Eye, f: Figures, *, running: bool) -> Html:
    key = "bulletin-open-now" if running else "bulletin-open"
    said = eye.t(key, given=f.given, open=f.open_at_end, overdue=f.overdue_at_end)
    return eye.t("bulletin-cancelled", said=said, n=f.cancelled) if f.cancelled else said


def _punctual(eye: Eye, f: Figures) -> Html:
    parts = [_kept(eye, name, p) for name, p in (("accept", f.accept), ("reports", f.reports)) if p.share is not None]
    waived = f.accept.waived + f.reports.waived
    return eye.join_html([*parts, *([eye.t("bulletin-waived", n=waived)] if waived else [])])


def _kept(eye: Eye, name: str, promises: Punctuality) -> Html:
    return eye.t(f"bulletin-kept-{name}", rate=share(promises.share))


def _beside(eye: Eye, f: Figures) -> Html:
    """退回 1 次 · 督办单 3 份 · 未答复 1 件."""
    counts = {"returned": f.returned, "slips": f.slips, "unanswered": f.unanswered}
    return Html(" · ".join(eye.t(f"bulletin-n-{name}", n=n) for name, n in counts.items() if n))


def _rated(eye: Eye, f: Figures) -> Html:
    mean = f.rating_mean
    return Html("") if mean is None else eye.t("bulletin-rated", stars=f"{mean:.1f}", n=f.ratings)


def narrow(text: str, width: int) -> str:
    """As much of a text as so many letters are wide."""
    n = signs_within(text, width)
    return text if n == len(text) else f"{text[: max(n - 1, 1)]}…"


def _percent(rate: float) -> int:
    """To the nearest whole, but never 100 where something is missing, nor nought where something is there."""
    whole = round(rate * 100)
    return min(max(whole, 1 if rate else 0), 100 if rate == 1 else 99)


def share(rate: float | None) -> str:
    """94%; a dash where there is none."""
    return "—" if rate is None else f"{_percent(rate)}%"


def _trend(eye: Eye, found: Bulletin) -> list[Html]:
    """The on-time rate of the periods before and of this one."""
    if len(found.before) < _TRENDS:
        return []
    one = [(t.label, t.rate) for t in found.before] + [(found.period, found.figures.rate)]
    said = " → ".join(f"{brief(eye, label)} {share(rate)}" for label, rate in one)
    return [eye.t("bulletin-trend", said=said)]


def brief(eye: Eye, label: str) -> str:
    """A period in a row of such."""
    if "Q" in label:
        return f"Q{label[-1]}"
    return str(eye.t(f"bulletin-month-{int(label[-2:])}")) if "-" in label else label


def _teams(eye: Eye, found: Bulletin) -> list[Html]:
    """Where there are several."""
    lines = [_line(eye, team_words(eye, one.team_id), one.figures) for one in found.teams[:_TEAMS]]
    more = _more(eye, len(found.teams) - _TEAMS)
    return [Html(""), eye.t("bulletin-by-team"), *lines, *more] if len(lines) > 1 else []


def _people(eye: Eye, found: Bulletin) -> list[Html]:
    lines = [_line(eye, eye.name(one.member_id), one.figures) for one in found.people[:_PEOPLE]]
    return [Html(""), eye.t("bulletin-by-person"), *lines, *_more(eye, len(found.people) - _PEOPLE)]


def _line(eye: Eye, name: str, f: Figures) -> Html:
    key = "bulletin-line-overdue" if f.overdue_at_end else "bulletin-line"
    fields = {"done": f.done, "rate": share(f.rate), "open": f.open_at_end, "overdue": f.overdue_at_end}
    return eye.t(key, name=narrow(name, _NAME), **fields)


def _more(eye: Eye, n: int) -> list[Html]:
    return [eye.t("bulletin-more", n=n)] if n > 0 else []


def _overdue(eye: Eye, found: Bulletin) -> list[Html]:
    """The first of what is overdue; the rest stands behind a button."""
    lines = [overdue_line(eye, one) for one in found.overdue[:_LINES]]
    return [Html(""), eye.t("bulletin-overdue"), *lines, *_more(eye, len(found.overdue) - _LINES)] if lines else []


def overdue_line(eye: Eye, one: OverdueMatter) -> Html:
    """#12 title — 李明，超 2 天; without a name where persons are not named."""
    just = one.late < timedelta(minutes=1)  # its deadline was the last moment of work before
    late = eye.t("bulletin-just") if just else eye.t("bulletin-by", late=length(eye, one.late))
    fields = {"number": one.task_id, "title": narrow(one.title, _TITLE), "late": late}
    if not persons(eye):
        return eye.t("bulletin-overdue-line", **fields)
    return eye.t("bulletin-overdue-of", name=narrow(eye.name(one.member_id), _NAME), **fields)


# -- one's own ---------------------------------------------------------------------------------------------------------


def own(eye: Eye, message: OwnFigures) -> Rendered | None:
    """What the reader did in a period, as it stands in the office's bulletin; or somebody else, in one they read."""
    other = message.member
    found = read(eye, message.period, message.team_id if other else None)
    if found is None or eye.member is None or (other and not readable(eye, message.team_id)):
        return None
    mine = next((p.figures for p in found.people if p.member_id == (other or eye.member.id)), Figures())
    if other:
        return _of_other(eye, found, mine, other)
    head = [eye.t("bulletin-own", period=period_words(eye, found.period)), *_state(eye, found)]
    said = [eye.t("bulletin-own-nothing")] if mine.nothing else sums(eye, mine, found)
    turn = (in_time(eye, found, "o"), longer(eye, found, "o"))
    return Rendered(Html("\n".join([*head, *said])), turn)


def _of_other(eye: Eye, found: Bulletin, theirs: Figures, member_id: int) -> Rendered:
    """With the way to the figures of everybody."""
    fields = {"member": eye.name(member_id), "of": shorten(scope_words(eye, found.team_id), 40)}
    head = [eye.t("bulletin-of-person", period=period_words(eye, found.period), **fields), *_state(eye, found)]
    said = [eye.t("bulletin-person-nothing", **fields)] if theirs.nothing else sums(eye, theirs, found)
    people = Button(
        str(eye.t("button-bulletin-people")), pack(Press.BULLETIN, "t", found.period, found.team_id or 0, "p")
    )
    return Rendered(Html("\n".join([*head, *said])), ((people,),))
