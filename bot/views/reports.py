"""What comes every working day: the digest of a team, the worklist of a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.absent import away_lines
from bot.views.eye import Eye
from bot.views.hours import says_nothing
from bot.views.lists import show_rows, task_line
from bot.views.rendered import Button, Rendered, Rows
from bot.views.series_held import held_lines
from bot.views.to_take_over import morning_lines
from domain.facts.base import Fact
from domain.facts.clocks import Reminded
from domain.messages.reports import Digest, Worklist
from domain.model.clocks import CommitmentKind
from domain.model.matters import ANSWERS, WORKED_ON, Matters
from domain.model.post import PostKind
from domain.model.tasks import Task
from domain.model.value import replace
from domain.rules.digest import LINES, own_sections, room, sections

_UNANSWERED_LINES = 5
_FEW = 3  # lines that need no headings
Lines = tuple[str, Callable[[int], Sequence[Task]]]  # a section, and so many of its tasks as are asked for


def digest(eye: Eye, message: Digest) -> Rendered | None:
    """日报: counts first, then as many lines as fit, then a button for the rest; nothing to say stays silent."""
    found = sections(message.team_id, eye.now, eye.calendar, eye.settings.soon_working_days)
    done = message.team_id, datetime.fromisoformat(message.since)
    counts = {name: sum(map(eye.store.tasks.count, which)) for name, which in found} | {
        "finished": eye.store.tasks.count_closed_since(*done)
    }
    counts |= {"unanswered": eye.store.tasks.count(Matters(message.team_id, kinds=ANSWERS))}
    if not any(counts.values()):
        quiet = not (message.asked or says_nothing(eye, eye.store.teams.get(message.team_id)))
        open_ones = eye.store.tasks.count(Matters(message.team_id))
        return None if quiet else Rendered(eye.t("digest-empty", open=open_ones), _to_settings(eye, message))
    told = _told(eye, counts)
    title = eye.t("digest-title", day=eye.moment(eye.now, day_only=True))
    shown: list[Lines] = [(name, partial(_first, eye, which)) for name, which in found]
    shown.append(("finished", partial(eye.store.tasks.closed_since, *done)))
    away = away_lines(eye, lambda m: message.team_id in eye.store.members.with_roles(m).teams)
    lines = [
        *_digest_of(eye, message),
        title,
        told,
        *away,
        *_section_lines(eye, shown, counts, calls=not message.asked),
    ]
    rest = Button(str(eye.t("button-all")), pack(Press.LIST_ALL, "team", message.team_id, 0))
    more = sum(counts.values()) - counts["unanswered"] > LINES
    rows = (*(((rest,),) if more else ()), *_to_settings(eye, message))
    return Rendered(Html("\n".join(lines)), rows, kind=PostKind.DIGEST)


def _told(eye: Eye, counts: Mapping[str, int]) -> Html:
    return Html(" · ".join(eye.t(f"count-{name}", n=n) for name, n in counts.items() if n))


def counted(eye: Eye, counts: Mapping[str, int]) -> list[Html]:
    """How many stand in each section, where there are several and more than a glance shows."""
    return [_told(eye, counts)] if sum(map(bool, counts.values())) > 1 and sum(counts.values()) > _FEW else []


def _to_settings(eye: Eye, message: Digest) -> Rows:
    """For whoever asks in the group: when it comes by itself."""
    found = Button(str(eye.t("button-digest-settings")), pack(Press.DIGEST, message.team_id, "set"))
    return ((found,),) if message.asked and eye.member is None else ()


def _first(eye: Eye, which: Sequence[Matters], most: int) -> list[Task]:
    """The first of these, the one due first at the top."""
    found = [task for one in which for task in eye.store.tasks.page(one, most)]
    return sorted(found, key=lambda t: (t.due_at, t.id))[:most]


def _digest_of(eye: Eye, message: Digest) -> list[Html]:
    """In private: which team's digest it is that its group could not be told."""
    team = eye.store.teams.get(message.team_id) if eye.member is not None and not message.asked else None
    return [eye.t("digest-relayed", team=team.title)] if team else []


def _section_lines(eye: Eye, shown: Sequence[Lines], counts: Mapping[str, int], *, calls: bool) -> list[Html]:
    """As many lines as fit, the sections in their order. Whoever a group was called for once is called in what is overdue."""
    lines: list[Html] = []
    fits = room({name: counts[name] for name, _ in shown}, LINES)
    for name, first in shown:
        if not fits[name]:
            continue
        found = first(fits[name])
        called = _called(eye, found) if calls and name == "overdue" and eye.member is None else frozenset()
        lines += [Html(""), eye.t(f"section-{name}"), *(task_line(eye, t, calls=t.id in called) for t in found)]
    return lines


def _called(eye: Eye, tasks: Sequence[Task]) -> frozenset[int]:
    """Those of which the group was called in the hearing of all: from then on the digest is the call of each day.

    Source: behaviour.md section 4, “group mention, then every working day until cured”, and docs/decisions/0057.
    """
    eye.store.history.know(task.id for task in tasks)
    return frozenset(t.id for t in tasks if any(_is_call(event.fact) for event in eye.store.history.of(t.id)))


def _is_call(fact: Fact) -> bool:
    return isinstance(fact, Reminded) and fact.group and fact.clock == CommitmentKind.FINISH


def unanswered_lines(
    eye: Eye, which: Matters, *, late: bool = False
) -> tuple[int, tuple[Sequence[Html], Sequence[Task]]]:
    """How many of these raised matters wait for an answer; the lines of the first of them, under a title, and they."""
    count = eye.store.tasks.count(which)
    found = eye.store.tasks.page(which, _UNANSWERED_LINES) if count else []
    title = [Html(""), eye.t("section-unanswered-late" if late else "section-unanswered", n=count)] if found else []
    return count, ([*title, *(task_line(eye, t) for t in found)], found)


def worklist(eye: Eye, message: Worklist) -> Rendered | None:
    """工作清单: a person's own morning list; silent when there is nothing, unless they asked, or want to hear that too."""
    own = eye.member.id if eye.member else 0
    which = Matters(hands=own, statuses=WORKED_ON, secret_to=own) if eye.member else None
    if which is None:
        return None
    waiting, unanswered = unanswered_lines(eye, replace(which, kinds=ANSWERS))
    (held, to_others), (stands_in, to_take) = held_lines(eye), morning_lines(eye, asked=message.asked)
    others, others_rows = [*stands_in, *held], (*to_take, *to_others)
    places = own_sections(which, eye.now, eye.calendar, eye.settings.soon_working_days)
    counts = {name: eye.store.tasks.count(one) for name, one in places.items()}
    count = sum(counts.values())
    if not count + waiting:
        tells = message.asked or (eye.member is not None and eye.member.morning_when_empty)
        nothing = [eye.t("worklist-empty")] if tells else []
        return Rendered(Html("\n".join(others[1:] or nothing)), others_rows) if others or nothing else None
    fits = room(counts, LINES)
    doing = {name: eye.store.tasks.page(one, fits[name]) if fits[name] else [] for name, one in places.items()}
    title = eye.t("worklist-title-now" if message.asked else "worklist-title", n=count + waiting)
    lines = [title, *unanswered[0], *own_lines(eye, counts, doing), *others]
    rows = (*show_rows(unanswered[1]), *show_rows([t for found in doing.values() for t in found]), *others_rows)
    if count > LINES:
        rows = (*rows, (Button(str(eye.t("button-all")), pack(Press.LIST_ALL, "mine", 0, 0)),))
    return Rendered(Html("\n".join(lines)), rows)


def own_lines(eye: Eye, counts: Mapping[str, int], doing: Mapping[str, Sequence[Task]]) -> list[Html]:
    """The reader's own work by when it is due: few lines, or those of one time, as they are; else under headings."""
    filled = {name: [task_line(eye, t, own=True) for t in found] for name, found in doing.items() if found}
    lines = [line for found in filled.values() for line in found]
    if len(filled) == 1 or len(lines) <= _FEW:
        return [Html(""), *lines] if lines else []
    return [
        _told(eye, counts),
        *(line for name, found in filled.items() for line in (Html(""), eye.t(f"section-{name}"), *found)),
    ]
