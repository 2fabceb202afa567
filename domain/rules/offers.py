"""Which buttons a person has on a task now: the lifecycle's moves, less those that could only be refused or are of no use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from domain.facts.hands import DisputePut, OneIsEnough, PartHandedIn, PersonDropped
from domain.facts.raised import TaskFell
from domain.facts.trees import SubtasksDone
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Relation, RequestKind, Status, Task
from domain.model.value import value
from domain.rules import hands
from domain.rules.decisions.changing import done_long_ago
from domain.rules.lifecycle import BY_ACTION, BY_FACT, VERBS, Action, Move, Verb, allowed, fits, moves
from domain.rules.milestones import coming
from domain.rules.moves import DOING

Actions = frozenset[Action]
_SHOWN = sorted((v for v in VERBS if v.line is not None), key=lambda v: v.line or 0)


@value
class Reader:
    """Who looks, and as what; a group has no `member_id`. `regrets`: the last decision can still be undone by them;
    `backed_up`: there is somebody who can stand in for the lead; `gone`: whoever should do it has left."""

    member_id: int | None
    relations: frozenset[Relation]
    now: datetime
    regrets: bool = False
    backed_up: bool = False
    gone: bool = False


def keyboard(task: Task, reader: Reader, only: Actions | None = None) -> Iterator[tuple[Verb, ...]]:
    """The lines of buttons this reader has on this task, of these actions or of all."""
    mine = {**moves(task, reader.relations), Action.TAKE_BACK: None}  # of the dozens of verbs a person has a few
    asked = [v for v in _SHOWN if v.action in mine and (only is None or v.action in only)]
    found = [v for v in asked if _offered(task, v.action, mine[v.action], reader)]
    for _, line in groupby(found, key=attrgetter("line")):
        yield tuple(line)


def under_news(fact: str) -> Actions:
    """What the news of a fact calls for."""
    verb = BY_FACT.get(fact)
    return frozenset(verb.calls) if verb else _CLOCKS_CALL.get(fact, frozenset())


def news_calls(task: Task, fact: str) -> Actions:
    """What the news of a fact calls for as the task is now: with the last part in, for the result."""
    return under_news(fact) | ({Action.SUBMIT} if completes(task, fact) else frozenset())


def completes(task: Task, fact: str) -> bool:
    """Whether it is by this that the lead waits for nobody's part any more."""
    return fact in _MAY_COMPLETE and task.status in DOING and hands.all_in(task)


_MAY_COMPLETE = frozenset({PartHandedIn.name, PersonDropped.name, OneIsEnough.name})
# What the clock itself did calls for something too.
_CLOCKS_CALL: Mapping[str, Actions] = {
    DisputePut.name: frozenset({Action.DECIDE}),
    SubtasksDone.name: frozenset({Action.SUBMIT, Action.CLOSE}),
    TaskFell.name: frozenset({Action.ANSWER, Action.HAND_ON, Action.MAKE_TASK}),
}


def after(fact: str) -> Actions:
    """What whoever did something may want to do next."""
    verb = BY_FACT.get(fact)
    return frozenset(verb.after) if verb else frozenset()


def under_reminder(clock: CommitmentKind) -> Actions:
    """What a reminder of a clock offers."""
    return frozenset(v.action for v in VERBS if clock in v.reminds)


def beside(task: Task, reader: Reader) -> tuple[Verb, ...]:
    """What stands beside a matter in a list of what needs somebody: to urge, and where it is stuck to give it to another."""
    found = (BY_ACTION[action] for action, useful in _BESIDE.items() if useful(task, reader))
    return tuple(v for v in found if allowed(task, v.action, reader.relations))


def _offered(task: Task, action: Action, move: Move | None, reader: Reader) -> bool:
    if action is Action.TAKE_BACK:
        return reader.regrets
    useless = _USELESS.get(action)
    return fits(task, move) and not (useless and useless(task, reader))


def _accepted_already(task: Task, reader: Reader) -> bool:
    """Everybody accepts their own part once."""
    return hands.has_accepted(task, reader.member_id)


def _too_late(task: Task, reader: Reader) -> bool:
    """More time is asked for before the deadline."""
    return task.overdue(reader.now)


def _too_late_or_own(task: Task, reader: Reader) -> bool:
    """A rule of reporting is for what lies before the deadline, and for somebody who waits for a report."""
    return task.is_own or reader.now >= task.due_at


def _nobody_declined(task: Task, reader: Reader) -> bool:
    """Reassigning is offered where somebody declined, or left; elsewhere it can still be typed."""
    return task.status is not Status.DECLINED and not reader.gone


def _taken_up_no_more(task: Task, reader: Reader) -> bool:
    """A matter is taken up again within its time; in a group nobody is asked to."""
    return reader.member_id is None or done_long_ago(task, reader.now)


def _rests(task: Task, _reader: Reader) -> bool:
    """Another end for a pause, or another priority for what nobody works on, can still be typed."""
    return not task.status.is_worked_on


def _evidence_no_question(task: Task, reader: Reader) -> bool:
    """Evidence is asked of somebody else, and once."""
    return task.evidence or reader.member_id == task.duty_id


def _evidence_not_asked_for(task: Task, _reader: Reader) -> bool:
    return not task.evidence


def _rated_already(task: Task, _reader: Reader) -> bool:
    """Stars are given once."""
    return task.rating is not None


def _of_somebody_else(task: Task, reader: Reader) -> bool:
    """Nobody urges themselves."""
    return reader.member_id != task.called_id


def _nobody_to_urge(task: Task, reader: Reader) -> bool:
    """Who has left hears nothing; of a raised matter whoever must answer may run the team, too."""
    return reader.gone or (task.is_raised and not _of_somebody_else(task, reader))


def _asked_it_themselves(task: Task, reader: Reader) -> bool:
    """Who raised a matter and runs the team answers it where it is theirs to answer."""
    return reader.member_id == task.assigner_id != task.duty_id


def _can_be_urged(task: Task, reader: Reader) -> bool:
    """Nobody urges themselves, or whoever has left."""
    return _of_somebody_else(task, reader) and not reader.gone


def _stuck(task: Task, reader: Reader) -> bool:
    """Declined, overdue, not accepted in time, or not taken over: somebody else may have to do it."""
    not_taken = task.standin_id is not None and task.taken_over_at is None
    return _of_somebody_else(task, reader) and (
        reader.gone
        or task.status is Status.DECLINED
        or task.overdue(reader.now)
        or unaccepted(task, reader.now)
        or not_taken
    )


def unaccepted(task: Task, now: datetime) -> bool:
    """The lead has not accepted in time."""
    accept = task.running(CommitmentKind.ACCEPT)
    return accept is not None and accept.due_at <= now


def _seems_away(task: Task, reader: Reader) -> bool:
    """Who does not accept in time may be away: their backup can be asked to take over."""
    asked = task.standin_id is not None
    return reader.backed_up and not asked and _of_somebody_else(task, reader) and unaccepted(task, reader.now)


def _in_already(task: Task, reader: Reader) -> bool:
    """A part is handed in once."""
    return reader.member_id in hands.handed_in(task)


def _no_part_in(task: Task, _reader: Reader) -> bool:
    """Nothing to give back."""
    return not hands.returnable(task)


def _alone(task: Task, _reader: Reader) -> bool:
    """Nobody works on it but the lead."""
    return not task.co_ids


def _no_choice(task: Task, _reader: Reader) -> bool:
    """Whether one of several is enough is a question where there are several."""
    return len(task.co_ids) < _SEVERAL or task.any_one


def _not_chosen(task: Task, _reader: Reader) -> bool:
    return not task.any_one or len(task.co_ids) < _SEVERAL


def _nobody_to_disagree_with(task: Task, reader: Reader) -> bool:
    """In a group nobody is asked to; who gave the task decides by themselves; one disagreement is settled at a time."""
    return not task.co_ids or reader.member_id in (None, task.assigner_id)


def _in_a_group(_task: Task, reader: Reader) -> bool:
    """A card in a group stays short; who may break it down does so in private, or types it."""
    return reader.member_id is None


def _not_asked(task: Task, reader: Reader) -> bool:
    """The other side speaks, once."""
    return not is_asked(task, reader.member_id)


def is_asked(task: Task, member_id: int | None) -> bool:
    """Whether this person is the other side of a disagreement and has yet to speak."""
    asked = task.pending_request(RequestKind.DISPUTE)
    return asked is not None and not asked.waits and asked.to_member_id == member_id


def _of_theirs(task: Task, reader: Reader) -> bool:
    """Nobody decides in a matter of their own, unless they gave the task."""
    asked = task.pending_request(RequestKind.DISPUTE)
    sides = (asked.member_id, asked.to_member_id) if asked else ()
    return reader.member_id in sides and reader.member_id != task.assigner_id


def _nothing_to_reach(task: Task, _reader: Reader) -> bool:
    """No milestone to come; of what nobody has taken on yet none is ticked."""
    return not coming(task) or task.status is Status.ASSIGNED


def _made_already(task: Task, _reader: Reader) -> bool:
    """A task answers it."""
    return task.linked_id is not None


def _judged_already(task: Task, _reader: Reader) -> bool:
    return task.rating is not None


def _judged_for_good(task: Task, reader: Reader) -> bool:
    """That it is not solved is said once, and not after it was said to be, or long ago."""
    return task.rating is not None or task.returns > 0 or done_long_ago(task, reader.now)


_SEVERAL = 2
_BESIDE: Mapping[Action, Callable[[Task, Reader], bool]] = {
    Action.URGE: _can_be_urged,
    Action.REASSIGN: _stuck,
    Action.HAND_OVER: _seems_away,
}
_USELESS: Mapping[Action, Callable[[Task, Reader], bool]] = {
    Action.URGE: _nobody_to_urge,
    Action.ANSWER: _asked_it_themselves,
    Action.ACCEPT: _accepted_already,
    Action.RATE: _rated_already,
    Action.ASK_TIME: _too_late,
    Action.REASSIGN: _nobody_declined,
    Action.REOPEN: _taken_up_no_more,
    Action.PAUSE: _rests,
    Action.CHANGE_PRIORITY: _rests,
    Action.CHANGE_PERIODIC: _too_late_or_own,
    Action.NEED_EVIDENCE: _evidence_no_question,
    Action.WAIVE_EVIDENCE: _evidence_not_asked_for,
    Action.HAND_IN: _in_already,
    Action.RETURN_PART: _no_part_in,
    Action.SHARE: _alone,
    Action.ANY_ONE: _no_choice,
    Action.ALL_MUST: _not_chosen,
    Action.DISAGREE: _nobody_to_disagree_with,
    Action.SAY_SIDE: _not_asked,
    Action.DECIDE: _of_theirs,
    Action.BREAK_DOWN: _in_a_group,
    Action.REACH: _nothing_to_reach,
    Action.MAKE_TASK: _made_already,
    Action.SOLVED: _judged_already,
    Action.NOT_SOLVED: _judged_for_good,
}
