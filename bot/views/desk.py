"""审核台 as one message: what waits, who said what and when, the buttons that decide it; at the end what was done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.cards import head, shorten
from bot.views.eye import Eye
from bot.views.fact_lines import fact_line
from bot.views.facts import files_of
from bot.views.hands import sides
from bot.views.late import breach_line
from bot.views.rendered import STYLES, Button, Rendered, Rows
from domain.facts.base import Event
from domain.messages.desk import DeskShown
from domain.model.clocks import MEASURES
from domain.model.desk import ELSEWHERE, Desk, OnDesk, Waits, on_desk
from domain.model.tasks import RequestKind, Status, Task
from domain.model.value import replace
from domain.rules.breaches import find
from domain.rules.decisions.judging import MOST_STARS
from domain.rules.desk import ACTS, REASONS, evidence_in, said_in
from domain.rules.lifecycle import BY_ACTION, Action, allowed
from domain.rules.reread import all_words

_LONGEST = 1200  # of what somebody wrote; all of it stands on the card
_UNDONE = 3  # how many decisions of the last minute have their button


def desk_shown(eye: Eye, message: DeskShown) -> Rendered | None:
    """What is on the desk now; nothing of what its owner may not see any more."""
    desk = eye.store.desks.of(message.member_id)
    if desk is None or desk.id != message.desk_id or eye.member is None or eye.member.id != desk.member_id:
        return None
    what = on_desk(message.key)
    task = eye.store.tasks.get(what.task_id) if what else None
    note = _note(eye, message)
    if what is None or task is None or not eye.sees(task):
        return Rendered(Html("\n".join([*note, _over(eye, desk)])), (*_again(eye, desk), *_undo(eye, desk)))
    lines = [eye.t("desk-left", left=message.left, total=message.total), *note, Html(""), *_told(eye, task, what)]
    if message.reasons:
        return Rendered(
            Html("\n".join([*lines, Html(""), eye.t("desk-why")])), _reasons(eye, desk, what, message.reasons)
        )
    return Rendered(
        Html("\n".join(lines)), (*_acts(eye, desk, task, what), *_beside(eye, desk, task, what), *_undo(eye, desk))
    )


def _note(eye: Eye, message: DeskShown) -> list[Html]:
    """What became of what was shown before."""
    task = eye.store.tasks.get(message.about) if message.note else None
    if task is None:
        return []
    if message.note != "decided" or not eye.sees(task):
        return [eye.t("desk-not-yours", number=message.about)]
    story = eye.store.history.of(task.id)
    return [eye.t("desk-decided", number=task.id, what=fact_line(eye, _shortened(story[-1])))]


# -- what waits --------------------------------------------------------------------------------------------------------


def _told(eye: Eye, task: Task, what: OnDesk) -> list[Html]:
    """What it is, whose, by when, and in which words it was said; of what is confidential, only its mark."""
    lines = [eye.t("desk-what", what=eye.t(f"desk-is-{what.kind.name.lower()}"), head=head(eye, task))]
    due = eye.moment(task.due_at, day_only=task.due_day_only)
    late = task.overdue(eye.now)
    name = eye.name(task.duty_id)
    lines.append(
        eye.t("desk-who-late", name=name, due=due, late=eye.span(task.due_at))
        if late
        else eye.t("desk-who", name=name, due=due)
    )
    if task.confidential:
        return [*lines, eye.t("desk-secret")]
    return [*lines, *_words(eye, task, what), *_decide_by(eye, task)]


def _words(eye: Eye, task: Task, what: OnDesk) -> list[Html]:
    asked = task.pending_request(RequestKind.DISPUTE) if what.kind is Waits.DISPUTE else None
    if asked is not None:
        return sides(eye, task, asked)
    breach = find(task, what.which) if what.kind is Waits.APPEAL else None
    story = eye.store.history.of(task.id)
    event = said_in(story, what)
    lines = [breach_line(eye, task, breach)] if breach else []
    if event is None:
        return [*lines, *([eye.t("desk-unheard")] if what.kind is Waits.RED else [])]
    whole = shorten(all_words(story, event.seq), _LONGEST) if hasattr(event.fact, "files") else None
    said = fact_line(eye, _shortened(event), whole or None)
    return [*lines, eye.t("desk-said", what=said, moment=eye.moment(event.at, brief=True))]


def _shortened(event: Event) -> Event:
    """An entry with the longest of its words cut."""
    fact: Any = event.fact
    long = {
        name: shorten(words, _LONGEST)
        for name in ("text", "reason", "comment", "title")
        if isinstance(words := getattr(fact, name, None), str) and len(words) > _LONGEST
    }
    return replace(event, fact=replace(fact, **long)) if long else event


def _decide_by(eye: Eye, task: Task) -> list[Html]:
    """Until when whoever decides has time, where a clock runs for that."""
    mine = [c for c in task.commitments if c.running and MEASURES[c.kind].of_assigner]
    first = min(mine, key=lambda c: c.due_at, default=None)
    if first is None or task.is_raised:
        return []
    late = first.due_at <= eye.now
    due = eye.moment(first.due_at, brief=True)
    return [eye.t("desk-decide-late", due=due) if late else eye.t("desk-decide-by", due=due)]


# -- buttons -----------------------------------------------------------------------------------------------------------


def _button(desk: Desk, label: Html, what: str, *fields: object, style: str | None = None) -> Button:
    return Button(str(label), pack(Press.DESK, desk.id, what, *fields), style=style)


def _acts(eye: Eye, desk: Desk, task: Task, what: OnDesk) -> Rows:
    """What can be done about it, the likeliest first and alone in its line where there are three."""
    looks = eye.relations(task)
    may = [a for a in ACTS[what.kind] if allowed(task, a, looks)]
    found = [_button(desk, _label(eye, a), "d", what.key, a.value, style=STYLES.get(BY_ACTION[a].tone)) for a in may]
    return (tuple(found[:2]), tuple(found[2:]))


def _label(eye: Eye, action: Action) -> Html:
    return eye.t("button-desk-date") if action is Action.CHANGE_DEADLINE else eye.t(f"button-{action}")


def _beside(eye: Eye, desk: Desk, task: Task, what: OnDesk) -> Rows:
    """Its files, its card, and later."""
    row = [_button(desk, eye.t("button-desk-later"), "l", what.key)]
    event = evidence_in(eye.store.history.of(task.id), what)
    files = files_of(eye, event) if event is not None else ()
    row += [_button(desk, eye.t("button-desk-files", n=len(files)), "f", what.key)] if files else []
    return ((*row, Button(f"#{task.id}", pack(Press.SHOW, task.id))),)


def _reasons(eye: Eye, desk: Desk, what: OnDesk, action: str) -> Rows:
    """Reasons by one tap, a line each, or words of one's own."""
    rows = tuple(
        (_button(desk, eye.t(f"desk-reason-{action}-{n}"), "r", what.key, action, n),)
        for n in range(1, REASONS[Action(action)] + 1)
    )
    own = _button(desk, eye.t("button-desk-own"), "w", what.key, action)
    return (*rows, (own, _button(desk, eye.t("button-desk-back"), "g")))


def _undo(eye: Eye, desk: Desk) -> Rows:
    """What was decided within the last minute can be undone; what was approved last can have its stars."""
    numbers = dict.fromkeys(named.task_id for key, _ in reversed(desk.done) if (named := on_desk(key)))
    recent = [t for t in map(eye.store.tasks.get, list(numbers)[:_UNDONE]) if t is not None and eye.regrets(t)]
    undo = tuple(_button(desk, eye.t("label-desk-undo", number=t.id), "u", t.id) for t in recent)
    return (*_stars(eye, desk, recent[0] if recent else None), undo)


def _stars(eye: Eye, desk: Desk, task: Task | None) -> Iterator[tuple[Button, ...]]:
    rated = task is None or task.status is not Status.DONE or task.rating is not None
    if task is not None and not rated and allowed(task, Action.RATE, eye.relations(task)):
        yield tuple(
            _button(desk, Html(f"#{task.id} {n}★" if n == 1 else f"{n}★"), "s", task.id, n)
            for n in range(1, MOST_STARS + 1)
        )


# -- the end -----------------------------------------------------------------------------------------------------------


def _over(eye: Eye, desk: Desk) -> Html:
    """通过 4、退回 1、延期 2: one sentence."""
    tally = desk.tally
    did = [eye.t(f"desk-did-{what}", n=tally[what]) for what in _TOLD if tally[what]]
    later = len({key for key in desk.later if desk.tomorrow(key) and key not in dict(desk.done)})
    said = eye.t("desk-over", did=eye.join_html(did)) if did else eye.t("desk-over-nothing")
    return Html("\n".join([said, *([eye.t("desk-tomorrow", n=later)] if later else [])]))


_TOLD = (*dict.fromkeys(action.value for acts in ACTS.values() for action in acts), ELSEWHERE)


def _again(eye: Eye, desk: Desk) -> Rows:
    """Where something was put off, it can be looked at all the same."""
    put_off = any(desk.tomorrow(key) and key not in dict(desk.done) for key in desk.later)
    return ((_button(desk, eye.t("button-desk-again"), "a"),),) if put_off else ()
