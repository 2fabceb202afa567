"""The buttons under a 月通报: the matters behind its figures, other periods and teams, people, files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.callback import Press, pack
from bot.views.bulletin_data import at, period_short, persons
from bot.views.eye import Eye
from bot.views.rendered import Button, Rows
from domain.bulletins import scopes
from domain.model.figures import Bulletin
from domain.rules.periods import Period
from domain.rules.reported import holding, moved, period_named, within

_KINDS = ("picture", "book", "paper")


def rows(eye: Eye, found: Bulletin, *, people: bool) -> Rows:
    """The buttons under a bulletin; `people` tells whether it shows the figures of each person."""
    made = [tuple(row) for row in _behind(eye, found)]
    if eye.member is not None:
        made += [in_time(eye, found), longer(eye, found), _elsewhere(eye, found, people=people)]
    else:
        made.append(tuple(_of_period(eye, Period(one.period), found.team_id) for one in frozen_with(eye, found)))
        made.append(_by_person(eye, found, people=people) if persons(eye) else ())
    made.append(_files(eye, found))
    return tuple(row for row in made if row)


def _behind(eye: Eye, found: Bulletin) -> Iterable[Sequence[Button]]:
    """The matters behind the figures; in a group what is overdue, which stands there anyway."""
    f = found.figures
    counts = {"late": f.late, "overdue": len(found.overdue)}
    if eye.member is not None:
        counts |= {"returned": f.returned, "slips": f.slips, "unanswered": f.unanswered}
    elif not persons(eye):
        counts.pop("late")
    made = [_follow(eye, found, which, n) for which, n in counts.items() if n]
    made += _breaches(eye, found)
    return (made[:3], made[3:])


def _breaches(eye: Eye, found: Bulletin) -> list[Button]:
    """The promises of a month that were broken, to accept and to report among them: the list there is."""
    f = found.figures
    if eye.member is None or "-" not in found.period or not f.accept.broken + f.reports.broken:
        return []
    data = pack(Press.BREACHES, "watched", found.team_id or 0, 0, found.period)
    return [Button(str(eye.t("button-bulletin-breaches")), data)]


def _follow(eye: Eye, found: Bulletin, which: str, n: int) -> Button:
    return Button(str(eye.t(f"button-bulletin-{which}", n=n)), _to(found, "l", which, 0))


def _to(found: Bulletin, what: str, *more: object) -> str:
    return pack(Press.BULLETIN, what, found.period, found.team_id or 0, *more)


def in_time(eye: Eye, found: Bulletin, what: str = "t") -> tuple[Button, ...]:
    """‹ 9月, and 11月 › where that has begun."""
    period = Period(found.period)
    steps = [(moved(period, -1), "‹ {}"), (moved(period, 1), "{} ›")]
    return tuple(
        Button(shape.format(period_short(eye, p.label)), pack(Press.BULLETIN, what, p.label, found.team_id or 0))
        for p, shape in steps
        if within(p, at(eye).zone).since <= eye.now and period_named(p.label)
    )


def longer(eye: Eye, found: Bulletin, what: str = "t") -> tuple[Button, ...]:
    """The longer periods it lies in."""
    return tuple(_of_period(eye, period, found.team_id, what) for period in holding(Period(found.period)))


def _of_period(eye: Eye, period: Period, team_id: int | None, what: str = "t") -> Button:
    return Button(period_short(eye, period.label), pack(Press.BULLETIN, what, period.label, team_id or 0))


def _elsewhere(eye: Eye, found: Bulletin, *, people: bool) -> tuple[Button, ...]:
    who = eye.who()
    several = who is not None and len(scopes(eye.store, who)) > 1
    teams = Button(str(eye.t("button-bulletin-teams")), pack(Press.BULLETIN, "s", found.period, 0))
    return (*_by_person(eye, found, people=people), *((teams,) if several else ()))


def _by_person(eye: Eye, found: Bulletin, *, people: bool) -> tuple[Button, ...]:
    if people:
        return (Button(str(eye.t("button-bulletin-whole")), _to(found, "t", "w")),)
    return (Button(str(eye.t("button-bulletin-people")), _to(found, "t", "p")),) if found.people else ()


def _files(eye: Eye, found: Bulletin) -> tuple[Button, ...]:
    if found.figures.nothing:
        return ()
    return tuple(Button(str(eye.t(f"button-bulletin-as-{kind}")), _to(found, "f", kind)) for kind in _KINDS)


def frozen_with(eye: Eye, found: Bulletin) -> list[Bulletin]:
    """The longer periods that ended and were frozen with this one."""
    if not found.number or eye.member is not None:
        return []
    period = Period(found.period)
    ended = (p for p in holding(period) if p.last_day == period.last_day)
    frozen = (eye.store.bulletins.get(p.label, found.team_id) for p in ended)
    return [one for one in frozen if one is not None]
