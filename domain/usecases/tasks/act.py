"""Doing something to a task, whatever it is: checked, decided, written. What follows from a few of the verbs is beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from domain.errors import Refusal
from domain.facts.base import Event
from domain.model.people import Memberships
from domain.model.post import Post, PostKind, Said
from domain.model.tasks import Part, Task
from domain.model.value import replace
from domain.rules.decisions import decide
from domain.rules.decisions.asking import require_in_time
from domain.rules.decisions.changing import require_near
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.slipping import require_new
from domain.rules.evidence import shown
from domain.rules.given import NOTHING, Given
from domain.rules.lifecycle import BY_ACTION, Action, Move, Need, require
from domain.rules.outcome import says_blocked
from domain.rules.progress import progress_in
from domain.rules.scripts import alike
from domain.rules.tree import numbers_in
from domain.text import half_width, storable, tidy, utf16_length
from domain.unit import Unit
from domain.usecases.access import fetch
from domain.usecases.accountability.breaches import told, with_closings, write_breaches
from domain.usecases.accountability.slips import with_register
from domain.usecases.notices import ending
from domain.usecases.people.given_away import for_lead
from domain.usecases.people.judging import judging_instead
from domain.usecases.people.names import known_as
from domain.usecases.people.standing_in import (
    while_away,
    with_backup,
)
from domain.usecases.raised.handlers import names_of, overtaken
from domain.usecases.raised.linked import follow
from domain.usecases.reports import meetings
from domain.usecases.supervision.chase import not_chased_just_now, not_oneself, who_chased
from domain.usecases.tasks import regret, tree, waits
from domain.usecases.tasks.confide import (
    may_bring_in,
    may_give_them_work,
    not_of_secrets,
    out_of_trees,
    under_no_secret,
)
from domain.usecases.tasks.due import checked_due
from domain.usecases.tasks.follows import FOLLOWS, hand_to_lead

ASKS_ASSIGNER = frozenset({Action.SUBMIT, Action.ASK_TIME, Action.ASK_TRANSFER})  # these wait for a decision

ALBUM_ARRIVES = timedelta(seconds=3)  # its pieces come one by one, and are told of once all are there


def check(unit: Unit, who: Memberships, number: int, action: Action, given: Given = NOTHING) -> Move:
    """Whether this person may do this now, with what was given so far; refused before anything more is asked of them."""
    task, at = fetch(unit, who, number)
    move = require(task, action, at.relations)
    if action is Action.ASK_TIME:
        require_in_time(task, unit.now, given.moment)
    if action is Action.PAUSE and given.moment is not None:
        require_near(unit.now, given.moment)
    if action in _RAISED_FIRST:
        _FIRST_ASKED[action](unit, task, who, given)
    if given.from_due and given.moment is not None:
        checked_due(unit, given.moment)
    if action is Action.SHARE and given.member_id is not None:
        _require_part(unit, task, given.member_id)
    if action in tree.LOOKS and action is not Action.PUT_UNDER:
        tree.LOOKS[action](unit, task, who, given)
    if given.colour is not None:
        require_new(task, with_register(unit, task, at), given.colour)
    return move


def _require_part(unit: Unit, task: Task, member_id: int) -> None:
    """A part is given to who works on it; who does not is made a co-assignee by another command."""
    own, member = task.part_of(member_id), unit.store.members.get(member_id)
    if own is not None and own.part is not Part.WATCHER:
        return
    whom = f"@{member.username}" if member and member.username else member.name if member else ""
    raise Refusal("no-part-co", number=str(task.id), member=str(member_id), whom=whom)


def perform(unit: Unit, who: Memberships, number: int, action: Action, given: Given = NOTHING) -> Event:
    """Do it, with all that is told and follows."""
    task, at = fetch(unit, who, number)
    move = require(task, action, at.relations)
    if action is not Action.TAKE_BACK:
        task = write_breaches(unit, task)
    if action in _ALSO_KNOWN:
        at = _ALSO_KNOWN[action](unit, task, at)
    if action in _FIRST_ASKED:
        _FIRST_ASKED[action](unit, task, who, given)
    decision = decide(task, action, at, _checked(unit, task, action, move, given))
    undoable = Action.TAKE_BACK in BY_ACTION[action].after
    waiting = unit.store.timers.of_task(task.id) if undoable else []
    whole_at = unit.now + ALBUM_ARRIVES if given.said.media_group else None
    instead = judging_instead(unit, decision.task) if action in ASKS_ASSIGNER else []
    also = [*told(unit, decision.task, decision.fact, who.member.id), *instead, *for_lead(unit, decision.task, move)]
    also += [*who_chased(unit, task, decision, who.member.id), *overtaken(unit, task, decision)]
    carded = decision.task.called_id if FOLLOWS.get(action) is hand_to_lead else None
    event = unit.carry_out(decision, who.member.id, told_at=whole_at, carded=carded)
    unit.tell_these(decision.task, event, also, besides=who.member.id)
    if Need.TEXT in move.needs:
        _remember(unit, event, who, given.said)
    if undoable:
        regret.keep(unit, task, waiting, decision, who.member.id, also)
    if action is Action.TAKE_BACK:
        regret.put_back(unit, task, event)
        tree.hand_back(unit, task, decision.task)
    if action in FOLLOWS:
        FOLLOWS[action](unit, decision.task, event)
    tree.hear(unit, decision.task, event)
    tree.follow(unit, task, decision.task, event)
    waits.follow(unit, task, decision.task, event)
    if decision.task.linked_id is not None:
        follow(unit, decision.task, event)
    return event


def _not_twice(unit: Unit, task: Task, who: Memberships, _given: Given) -> None:
    """That it is not solved is said once; the second time one is told whom to speak to."""
    if task.returns:
        names = "、".join(known_as(unit, m) for m in names_of(unit, task.team_id, (who.member.id,)))
        raise Refusal("unsolved-twice", number=str(task.id), names=names)


def _no_task_yet(unit: Unit, task: Task, _who: Memberships, _given: Given) -> None:
    """A matter becomes one task at a time."""
    made = unit.store.tasks.get(task.linked_id) if task.linked_id is not None else None
    if made is not None and made.status.is_open:
        raise Refusal("raised-has-task", number=str(task.id), task=str(made.id))


_RAISED_FIRST = frozenset({Action.NOT_SOLVED, Action.MAKE_TASK})  # looked at before anything more is asked
_FIRST_ASKED: Mapping[Action, Callable[[Unit, Task, Memberships, Given], None]] = {
    Action.URGE: not_chased_just_now,
    Action.MINUTE: meetings.require_on,
    Action.CHASE: not_oneself,
    Action.ADD_WATCHER: may_bring_in,
    Action.REASSIGN: may_bring_in,
    **tree.LOOKS,
    Action.MAKE_WAIT: waits.fits,
    Action.PUT_UNDER: under_no_secret,
    Action.BREAK_DOWN: not_of_secrets,
    Action.CONCEAL: out_of_trees,
    Action.NOT_SOLVED: _not_twice,
    Action.MAKE_TASK: _no_task_yet,
    Action.ADD_CO: may_give_them_work,
    Action.REPLACE: may_give_them_work,
    Action.READ: ending.note_reading,
}


def _for_result(unit: Unit, task: Task, at: Circumstances) -> Circumstances:
    """What a result needs: a file where one is asked for, and nothing open below."""
    below = tree.with_open_below(unit, task, at)
    return replace(below, shown=shown(unit.store.history.of(task.id))) if task.evidence else below


# What a decision needs to know besides the task.
_ALSO_KNOWN: Mapping[Action, Callable[[Unit, Task, Circumstances], Circumstances]] = {
    Action.TAKE_BACK: regret.with_last,
    Action.SUBMIT: _for_result,
    Action.CLOSE: tree.with_open_below,
    Action.SLIP: with_register,
    Action.REASSIGN: while_away,
    Action.GRANT_TRANSFER: while_away,
    Action.REOPEN: while_away,
    Action.TAKE_OVER: while_away,
    Action.HAND_OVER: with_backup,
    Action.END_READING: ending.with_counts,
    **dict.fromkeys((Action.APPEAL, Action.WAIVE, Action.UPHOLD), with_closings),
}
_SAID = frozenset({Need.REASON, Need.WORDS})
_OF_GONE = frozenset({Action.DROP, Action.REPLACE})  # who has left the office can be taken off a task


def _checked(unit: Unit, task: Task, action: Action, move: Move, given: Given) -> Given:
    """What was given, within its bounds and with what its words say."""
    if given.member_id is not None and action not in _OF_GONE:
        _require_active(unit, given.member_id)
    if given.other_id is not None:
        _require_active(unit, given.other_id)
    required = _SAID & set(move.needs) or (Need.TEXT in move.needs and not given.said.files)
    text = words(unit, given.text, required=bool(required))
    if action is Action.MAKE_WAIT:
        return waits.with_over(unit, given)
    given = replace(given, said=replace(given.said, text=text), matters=(*given.matters, *numbers_in(text)))
    if Need.TEXT not in move.needs:
        return given
    named = (*given.named, *named_in(unit, task.co_ids, text))
    return replace(given, percent=progress_in(text), blocked=says_blocked(text), named=named)


def words(unit: Unit, text: str, *, required: bool = True) -> str:
    """A person's text within its bounds; refused when empty (if it is required) or too long."""
    if required and not tidy(text):
        raise Refusal("text-empty")
    text = storable(text.strip())
    length = utf16_length(text)
    if length > unit.settings.limits.text:
        raise Refusal("text-long", limit=str(unit.settings.limits.text), length=str(length))
    return text


def named_in(unit: Unit, ids: Sequence[int], text: str) -> tuple[int, ...]:
    """Those of these people whom a text names, by name or @username."""
    found, plain = [m for m in map(unit.store.members.get, ids) if m], alike(half_width(text))
    return tuple(m.id for m in found if alike(m.name) in plain or (m.username and f"@{m.username}".lower() in plain))


def _require_active(unit: Unit, member_id: int) -> None:
    member = unit.store.members.get(member_id)
    if member is None or not member.active:
        raise Refusal("member-gone")


def _remember(unit: Unit, event: Event, who: Memberships, said: Said) -> None:
    """Which of the person's messages this came from, so that replies to it and edits of it find the task."""
    if said.chat_id is not None and said.message_id is not None:
        found = Post(
            said.chat_id, said.message_id, event.task_id, PostKind.REPORT, event.seq, said.media_group, who.member.id
        )
        unit.store.posts.add(found)
