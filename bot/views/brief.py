"""晨报: a leader's or supervisor's morning, with their own work under it, in one message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.absent import away_lines
from bot.views.asked import asked_lines
from bot.views.cards import gone
from bot.views.eye import Eye
from bot.views.hands import put_lines
from bot.views.late_lines import fresh_lines, lines_told
from bot.views.lists import show_rows, task_line
from bot.views.reminders import matter_rows
from bot.views.rendered import STYLES, Button, Rendered, Rows
from bot.views.reports import counted, unanswered_lines, worklist
from bot.views.series_held import held_lines
from bot.views.to_take_over import morning_lines
from domain.messages.reports import Brief, StillWaiting, Worklist
from domain.model.matters import ANSWERS, WORKED_ON, Matters
from domain.model.people import Memberships
from domain.model.tasks import Task
from domain.model.value import replace
from domain.rules.brief import LINES, ORDER, besides, to_look_up
from domain.rules.brief import brief as sections
from domain.rules.digest import room
from domain.rules.hands import owing
from domain.rules.lifecycle import Action, allowed
from domain.rules.moves import JUDGES, Tone
from domain.rules.undecided import waits_since
from domain.usecases.access import answers_for, relations, watched

_FEW = 5


def brief(eye: Eye, message: Brief) -> Rendered | None:
    """What they watch over by what it needs, then their own work; silent when there is neither."""
    who = eye.who()
    if who is None:
        return None
    morning = _Morning(eye, who)
    n, plans = morning.watched + morning.late_answers[0], watched(who)
    fresh = 0 if n else fresh_lines(eye, plans)
    if not n + fresh:
        return worklist(eye, Worklist(message.day, message.asked))
    shown = morning.first()
    title = eye.t("brief-title", day=eye.moment(eye.now, day_only=True), n=n or fresh)
    away = away_lines(eye, lambda m: m.id != who.member.id and answers_for(eye.store, who, m))
    (held, to_others), (stands_in, to_take) = held_lines(eye), morning_lines(eye, asked=message.asked)
    waiting = [*morning.answers[1][0], *morning.late_answers[1][0], *stands_in, *held]
    told = [*counted(eye, morning.counts), *lines_told(eye, plans, alone=True)]
    text = Html("\n".join([title, *told, *away, *waiting, *_lines(eye, [*shown, ("mine", morning.mine)])]))
    answers = [*morning.answers[1][1], *morning.late_answers[1][1]]
    tasks = [t for _, found in shown for t in found]
    rows = (
        _desk(eye, shown),
        *show_rows(answers),
        *matter_rows(eye, tasks),
        *show_rows(morning.mine),
        *to_take,
        *to_others,
        *_rest(eye, morning),
    )
    return Rendered(text, rows)


class _Morning:
    """What stands in a brief: what waits for the reader's decision is looked at one by one, the rest is counted and its
    first lines fetched. What waits for a decision stands nowhere else."""

    def __init__(self, eye: Eye, who: Memberships) -> None:
        self.tasks = eye.store.tasks
        waiting = [(t, relations(who, t)) for t in self.tasks.undecided()]
        asked = dict(sections(waiting, eye.now, eye.calendar))["decide"]
        alone = (
            t for t in _leadless(eye, who) if not (t.is_raised and t.overdue(eye.now))
        )  # that is among the late answers
        self.decide = [*asked, *(t for t in alone if t not in asked)]
        self.places = to_look_up(watched(who), eye.now, eye.calendar)
        twice = Counter(besides(t, relations(who, t), eye.now, eye.calendar) for t in self.decide if not t.is_raised)
        found = self.tasks.count_each(list(self.places.values()))
        counts = {name: n - twice[name] for name, n in zip(self.places, found, strict=True)}
        counts["decide"] = len(self.decide)
        self.counts: Mapping[str, int] = {name: counts[name] for name in ORDER}
        self.watched = sum(counts.values())
        own = Matters(hands=who.member.id, statuses=WORKED_ON, secret_to=who.member.id)
        self.answers = unanswered_lines(eye, replace(own, kinds=ANSWERS))
        of_others = replace(watched(who), kinds=ANSWERS, due_until=eye.now)
        self.late_answers = unanswered_lines(eye, of_others, late=True)
        both = [t for t in self.decide if t.status in WORKED_ON and who.member.id in (t.duty_id, *owing(t))]
        self.mine = self._first(own, LINES)
        self.more_mine = self.tasks.count(own, most=LINES + len(both) + 1) - len(both) > LINES

    def first(self) -> list[tuple[str, list[Task]]]:
        """The sections in their order, with as many of their tasks as there is room for: much of one hides no other."""
        fits = room(self.counts, LINES)
        return [(name, self._section(name, most)) for name, most in fits.items()]

    def _section(self, name: str, most: int) -> list[Task]:
        return self.decide[:most] if name == "decide" else self._first(self.places[name], most)

    def _first(self, which: Matters, most: int) -> list[Task]:
        """The first of these that wait for no decision."""
        told = {t.id for t in self.decide}
        found = self.tasks.page(which, most + len(told)) if most else []
        return [t for t in found if t.id not in told][:most]


def _leadless(eye: Eye, who: Memberships) -> list[Task]:
    """What nobody leads any more, for whoever may give it to another."""
    found = [t for t in eye.store.tasks.leadless() if gone(eye, t)]
    return [t for t in found if allowed(t, Action.REASSIGN, relations(who, t) & JUDGES)]


def _lines(eye: Eye, shown: Sequence[tuple[str, Sequence[Task]]]) -> list[Html]:
    lines: list[Html] = []
    for name, found in shown:
        if found:
            told = (_line(eye, t, asked=name == "decide", own=name == "mine") for t in found)
            lines += [Html(""), eye.t(f"section-{name}"), *told]
    return lines


def _line(eye: Eye, task: Task, *, asked: bool, own: bool = False) -> Html:
    """Nobody's words stand in a list about what is confidential."""
    words = (*asked_lines(eye, task), *put_lines(eye, task)) if asked and not task.confidential else ()
    return Html("\n".join([task_line(eye, task, own=own), *words, *(_since(eye, task) if asked else ())]))


def _since(eye: Eye, task: Task) -> list[Html]:
    """Since when it waits."""
    since = waits_since(task)
    return [eye.t("brief-waits", since=eye.moment(since, brief=True))] if since else []


def still_waiting(eye: Eye, message: StillWaiting) -> Rendered | None:
    """What still waits of it, the first lines, and the desk; silent where all is decided, or has been looked at since."""
    desk = eye.store.desks.of(eye.member.id) if eye.member else None
    tasks = [t for t in map(eye.store.tasks.get, message.numbers) if t is not None and eye.sees(t)]
    found = [(t, since) for t in tasks if (since := waits_since(t)) and not (desk and desk.opened_at >= since)]
    if eye.member is None or not found:
        return None
    shown = [t for t, _ in sorted(found, key=lambda one: one[1])[:_FEW]]
    lines = [eye.t("still-waiting", n=len(found)), *(_line(eye, t, asked=True) for t in shown)]
    return Rendered(Html("\n".join(lines)), (_desk(eye, [("decide", shown)]),))


def _desk(eye: Eye, shown: Sequence[tuple[str, Sequence[Task]]]) -> tuple[Button, ...]:
    """All that waits for the reader to decide or to chase, one thing after another."""
    waits = any(found for name, found in shown if name in ("decide", "overdue"))
    return () if not waits else (Button(str(eye.t("button-desk")), pack(Press.DESK, 0, "n"), style=STYLES[Tone.MAIN]),)


def _rest(eye: Eye, morning: _Morning) -> Rows:
    """Where there is more than fits, the whole lists."""
    all_watched = Button(str(eye.t("button-all")), pack(Press.LIST_ALL, "team", 0, 0))
    all_mine = Button(str(eye.t("button-all-mine")), pack(Press.LIST_ALL, "mine", 0, 0))
    return tuple((b,) for b, more in ((all_watched, morning.watched > LINES), (all_mine, morning.more_mine)) if more)
