"""常规事项: a series as it goes on, the list of them, what is asked about one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import islice

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.asking import people_rows
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rhythms import rhythm_words
from bot.views.rows import pager
from domain.messages.series import SeriesCard, SeriesList, SeriesMenu, SeriesMissed, SeriesWhom
from domain.model.repeats import Adjust, Repeats
from domain.model.series import Became, Coming, Going, Series
from domain.ports.series import SeriesSeen
from domain.rules.series import coming, day_not_in_every_month, due_on, fits, made_at, names_days, nobody_does
from domain.settings.spans import Span
from domain.usecases.access import may_change_series
from domain.zones import in_zone
from worktime.calendar import WorkingCalendar

SHOWN_AHEAD = 3
_PER_PAGE = 8
_LOOKED_BACK = 12  # dates, most of them with a task
_AHEAD = ("1d", "3d", "7d")
_GOES_ON = (Going.RUNNING, Going.HELD)


def calendar_of(eye: Eye, series: Series) -> WorkingCalendar:
    """The days and hours by which its rule was said."""
    return in_zone(eye.calendar, series.zone)


def following(eye: Eye, series: Series, count: int = SHOWN_AHEAD) -> list[Coming]:
    """The next dates, as they will really be; none of one that does not go on."""
    if series.going not in _GOES_ON:
        return []
    most = min(count, series.repeats.times - series.made) if series.repeats.times else count
    ahead = (one for one in coming(series, calendar_of(eye, series)) if one.due > eye.now)
    return list(islice(ahead, max(most, 0)))


def dues(eye: Eye, repeats: Repeats, dates: Sequence[Coming]) -> Html:
    """Moments one after another, briefly."""
    day_only = names_days(repeats)
    return eye.join_html([eye.moment(one.due, day_only=day_only, brief=True) for one in dates])


def series_card(eye: Eye, message: SeriesCard) -> Rendered | None:
    """A series with what was done to it; its buttons are for whoever may change it."""
    series = eye.store.series.get(message.series_id)
    if series is None:
        return None
    lines = [*_did(eye, message, series), *_lines(eye, series)]
    return Rendered(Html("\n".join(lines)), (*_buttons(eye, series), *_latest(eye, series)))


def _latest(eye: Eye, series: Series) -> Rows:
    """The last task that came of it."""
    found = next((one.task_id for one in eye.store.series.settled(series.id, _LOOKED_BACK) if one.task_id), None)
    return ((Button(f"#{found}", pack(Press.SHOW, found)),),) if found else ()


def _did(eye: Eye, message: SeriesCard, series: Series) -> list[Html]:
    if not message.did:
        return []
    day = eye.moment(_moment(eye, series, message.on), day_only=True, brief=True) if message.on else ""
    if message.did == "handed-on":
        return [eye.t("series-handed-on", by=eye.name(message.by))]
    said = eye.t(f"series-did-{message.did}", day=day)
    return [eye.t("series-did-by", by=eye.name(message.by), did=said) if message.by else said]


def _moment(eye: Eye, series: Series, on: str) -> datetime:
    return due_on(series.repeats, date.fromisoformat(on), calendar_of(eye, series))


def _lines(eye: Eye, series: Series) -> list[Html]:
    names = eye.join([eye.name(i) for i in series.template.people])
    lines = [
        eye.t("series-title", number=series.id, title=shorten(series.title)),
        eye.t("series-people", names=names, giver=eye.name(series.giver_id)),
        eye.t(
            "series-rule",
            words=said(eye, series.repeats),
            adjust=adjusted(eye, series.repeats),
            end=end(eye, series.repeats),
        ),
    ]
    if _nobody(eye, series):
        return [*lines, eye.t("series-held")]
    if series.going is not Going.RUNNING:
        return [*lines, eye.t(f"series-{series.going}")]
    dates = following(eye, series)
    at = made_at(series, dates[0], eye.settings.ahead, calendar_of(eye, series)) if dates else None
    lines += [eye.t("series-next", days=dues(eye, series.repeats, dates))] if dates else []
    return [*lines, eye.t("series-making", at=eye.moment(max(at, eye.now), brief=True), n=series.made)] if at else lines


def _nobody(eye: Eye, series: Series) -> bool:
    return nobody_does(series, eye.store.members.get(series.lead_id))


def said(eye: Eye, repeats: Repeats) -> Html:
    """The rule in the reader's language, and what becomes of months that have no such day."""
    words, day = rhythm_words(eye, repeats.rule, repeats.words), day_not_in_every_month(repeats)
    return eye.t("series-not-in-short-months", words=words, day=day) if day else words


def adjusted(eye: Eye, repeats: Repeats) -> Html:
    """What becomes of days off."""
    return eye.t("series-only-working" if repeats.office_days else f"series-adjust-{repeats.adjust}")


def end(eye: Eye, repeats: Repeats) -> Html:
    """From when it comes, and when it is over, where that was said."""
    since = eye.t("series-since", day=_day(eye, repeats.since)) if repeats.since else Html("")
    if repeats.times:
        return Html(since + eye.t("series-end-times", n=repeats.times))
    return Html(since + eye.t("series-end-until", day=_day(eye, repeats.until))) if repeats.until else since


def _day(eye: Eye, on: str) -> Html:
    noon = datetime.combine(date.fromisoformat(on), time(12), eye.calendar.zone)
    return eye.moment(noon, day_only=True, brief=True)


def _button(eye: Eye, what: str, *fields: object) -> Button:
    return Button(str(eye.t(f"button-series-{what}")), pack(Press.SERIES, what, *fields))


def _buttons(eye: Eye, series: Series) -> Rows:
    """What can be done to it now, by the reader; a group's buttons are for whoever presses them."""
    who = eye.who()
    if who is not None and not may_change_series(who, series):
        return ()
    if series.going is Going.STOPPED:
        return ((_button(eye, "resume", series.id),),)
    if series.going is Going.ENDED:
        return ()
    first = [_button(eye, "people", series.id, 0)] if _nobody(eye, series) else _skipping(eye, series)
    rest = (_button(eye, "change", series.id), _button(eye, "stop", series.id))
    return (*((tuple(first),) if first else ()), rest)


def _skipping(eye: Eye, series: Series) -> list[Button]:
    last = next(iter(eye.store.series.settled(series.id, 1)), None)
    skipped = last is not None and last.became is Became.SKIPPED and _moment(eye, series, last.on) > eye.now
    found = [_button(eye, "skip", series.id, series.next_on)] if series.next_on else []
    return [*found, *([_button(eye, "unskip", series.id, last.on)] if last and skipped else [])]


def series_menu(eye: Eye, message: SeriesMenu) -> Rendered | None:
    """What can be changed with a button, and how the rest is written."""
    series = eye.store.series.get(message.series_id)
    if series is None:
        return None
    adjust = tuple(
        Button(str(eye.t(f"button-series-{a}")), pack(Press.SERIES, "adjust", series.id, a))
        for a in Adjust
        if a is not series.repeats.adjust and not series.repeats.office_days
    )
    ahead = tuple(
        Button(str(eye.t("label-series-ahead", n=int(span[:-1]))), pack(Press.SERIES, "ahead", series.id, span))
        for span in _AHEAD
        if fits(series, Span.parse(span), calendar_of(eye, series))
    )
    last = (
        _button(eye, "people", series.id, 0),
        Button(str(eye.t("button-back")), pack(Press.SERIES, "show", series.id)),
    )
    text = eye.t("series-menu", number=series.id, title=shorten(series.title))
    return Rendered(text, tuple(row for row in (adjust, ahead, last) if row))


def series_whom(eye: Eye, message: SeriesWhom) -> Rendered | None:
    """Who is to do it from now on."""
    series = eye.store.series.get(message.series_id)
    if series is None:
        return None
    nobody = message.gone or _nobody(eye, series)
    people = [m for m in eye.store.members.to_choose_from(series.team_id) if nobody or m.id != series.lead_id]
    pick, turn = (Press.SERIES, "to", series.id), (Press.SERIES, "people", series.id)
    rows = people_rows(eye, people, message.page, pick, turn)
    fields = {"number": series.id, "title": shorten(series.title)}
    if nobody:
        dates = dues(eye, series.repeats, following(eye, series, 1))
        text = eye.t("series-whom-gone", name=eye.name(series.lead_id), day=dates, **fields)
        return Rendered(text, (*rows, (_button(eye, "stop", series.id),)))
    back = Button(str(eye.t("button-back")), pack(Press.SERIES, "show", series.id))
    return Rendered(eye.t("series-whom", **fields), (*rows, (back,)))


def series_list(eye: Eye, message: SeriesList) -> Rendered:
    """The series that the reader gave, does or watches over, a button each; in a group its team's."""
    which = seen_by(eye, message)
    count = eye.store.series.count(which)
    if not count:
        return Rendered(eye.t("series-list-empty"))
    pages = -(-count // _PER_PAGE)
    page = min(max(message.page, 0), pages - 1)
    shown = eye.store.series.page(which, _PER_PAGE, page * _PER_PAGE)
    lines = [eye.t("series-list", n=count), "", *(_line(eye, series) for series in shown)]
    found = [Button(f"S{s.id}", pack(Press.SERIES, "show", s.id)) for s in shown]
    turn = pager(eye, pages, page, Press.SERIES, "list", message.team_id or 0)
    rows = (tuple(found[:4]), tuple(found[4:]), turn)
    return Rendered(Html("\n".join(lines)), tuple(row for row in rows if row))


def seen_by(eye: Eye, message: SeriesList) -> SeriesSeen:
    """Who runs the office sees all; a group sees its own."""
    who = eye.who()
    if message.team_id is not None:
        return SeriesSeen(team_id=message.team_id)
    return SeriesSeen() if who is not None and who.runs_office() else SeriesSeen(who.member.id if who else 0)


def _line(eye: Eye, series: Series) -> Html:
    names = eye.join([eye.name(i) for i in series.template.people])
    fields = {
        "number": series.id,
        "title": shorten(series.title, 60),
        "names": names,
        "words": said(eye, series.repeats),
    }
    dates = following(eye, series, 1)
    if _nobody(eye, series) or not dates:
        return eye.t("series-line-held", **fields)
    return eye.t("series-line", due=dues(eye, series.repeats, dates), **fields)


def series_missed(eye: Eye, message: SeriesMissed) -> Rendered | None:
    """What fell due while the bot was away."""
    series = eye.store.series.get(message.series_id)
    if series is None:
        return None
    lines = [eye.t("series-missed", number=series.id, title=shorten(series.title))]
    task = eye.store.tasks.get(message.task_id) if message.task_id is not None else None
    if task is not None:
        due = eye.moment(task.due_at, day_only=task.due_day_only)
        lines.append(eye.t("series-missed-late", task=task.id, due=due))
    if message.missed:
        days = eye.join_html([eye.moment(_moment(eye, series, on), day_only=True, brief=True) for on in message.missed])
        lines.append(eye.t("series-missed-out", n=len(message.missed) + message.further, days=days))
    return Rendered(Html("\n".join(lines)), _buttons(eye, series))
