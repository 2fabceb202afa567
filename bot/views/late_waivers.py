"""定稿后容错: what was waived once the account of its month was closed. The frozen figures stay, with a note below."""

from __future__ import annotations

from datetime import datetime

from bot.i18n import Html
from bot.views.bulletin_data import at, period_short, period_words
from bot.views.eye import Eye
from bot.views.late import speaker
from domain.bulletins import freezes_at
from domain.facts.accountability import BreachAppealed
from domain.facts.base import Event
from domain.model.accounts import Whose
from domain.model.breaches import Breach
from domain.model.figures import Bulletin, BulletinState
from domain.model.tasks import Task
from domain.rules.breaches import find, month_of
from domain.rules.months import name_of
from domain.rules.periods import Period
from domain.rules.reported import before, within

_MOST, _NAMED = 50, 5


def note(eye: Eye, found: Bulletin) -> list[Html]:
    """Below a frozen bulletin what was waived since; in every bulletin, what was waived since the one before was frozen."""
    last = before(Period(found.period))
    own = _named(eye, found, Period(found.period)) if found.state is BulletinState.FROZEN else []
    earlier = _named(eye, found, last)
    lines = [eye.t("bulletin-waived-since", n=len(own), which=_some(eye, own))] if own else []
    if earlier:
        period = period_short(eye, last.label)
        lines.append(eye.t("bulletin-waived-before", n=len(earlier), period=period, which=_some(eye, earlier)))
    return lines


def _some(eye: Eye, names: list[Html]) -> Html:
    return eye.join_html([*names[:_NAMED], *([Html("…")] if len(names) > _NAMED else [])])


def _named(eye: Eye, shown: Bulletin, period: Period) -> list[Html]:
    frozen, whose = freezes_at(at(eye), period), Whose(team_id=shown.team_id)
    until = shown.freezes_at if shown.state is BulletinState.FROZEN and shown.period != period.label else None
    refs = eye.store.breaches.waived(whose, within(period, at(eye).zone), _MOST)
    found = [(number, breach) for number, ref in refs if (breach := _breach(eye, number, ref)) is not None]
    return [
        eye.t("bulletin-waived-one", number=number, clock=eye.t(f"clock-{breach.kind}"))
        for number, breach in found
        if _between(breach.waived_at, frozen, until)
    ]


def _breach(eye: Eye, number: int, ref: str) -> Breach | None:
    task = eye.store.tasks.get(number)
    return find(task, ref) if task is not None else None


def _between(moment: datetime | None, after: datetime, until: datetime | None) -> bool:
    return moment is not None and after < moment and (until is None or moment <= until)


def counts_until(eye: Eye, task: Task, breach: Breach) -> Html:
    """Until when a ruling on an appeal counts, or that it comes too late for the figures."""
    by = speaker(eye, task)
    closes, month = by.closes(breach), name_of(month_of(breach, by.calendar))
    key = "appeal-counts-until" if eye.now <= closes else "appeal-after-freeze"
    return eye.t(key, period=period_words(eye, month), until=eye.moment(closes))


def appeal_lines(eye: Eye, task: Task, event: Event) -> list[Html]:
    """The same under the news of an appeal."""
    breach = find(task, event.fact.breach) if isinstance(event.fact, BreachAppealed) else None
    return [counts_until(eye, task, breach)] if breach is not None else []
