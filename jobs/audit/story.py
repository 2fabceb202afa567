"""What the history of a task says of it: the facts told again, one after another, by rules of their own.

Nothing here is shared with the lifecycle, the clocks or what rings them: a fault in those is to be seen here. Source:
behaviour.md section 3, as every fact describes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.facts import accountability as accounts
from domain.facts import chases, confidence, imports, meetings, notices, raised, standing, trees
from domain.facts import clocks as about_time
from domain.facts import hands as together
from domain.facts import series as comes_back
from domain.facts import tasks as told
from domain.facts.base import Event, Fact
from domain.model.tasks import Part, Priority, RequestKind, Status
from domain.model.value import replace
from jobs.audit import noticed
from jobs.audit.account import Account
from jobs.audit.links import LINKS
from jobs.audit.milestones import MILESTONES
from jobs.audit.parts import followed, of_people

Says = Callable[[Account, Event, Any], Account]


def told_by(events: Sequence[Event]) -> Account:
    """The account at the end of a history; ValueError where it does not begin with the giving of the task."""
    first = events[0] if events else None
    if first is None or type(first.fact) not in _BEGINS:
        raise ValueError("a history begins with the giving of the task")
    states: list[Account] = [_BEGINS[type(first.fact)](first, first.fact)]
    for event in events[1:]:
        states.append(_next(states, events, event))
    return states[-1]


def _given(event: Event, fact: told.Assigned) -> Account:
    """What somebody gives themselves is accepted, and needs no first report."""
    lead = next(int(member) for member, part in fact.people.items() if part == Part.LEAD)
    own = lead == event.actor_id
    status = Status.ACTIVE if own else Status.ASSIGNED
    due, shared = _moment(fact.due), of_people(fact.people)
    parent = fact.parent or None
    return Account(status, lead, fact.title, due, Priority(fact.priority), reported=own, shared=shared, parent=parent)


def _planned(_event: Event, fact: trees.PlanMade) -> Account:
    """A line of a plan goes on from the day on which it was made."""
    lead = next(int(member) for member, part in fact.people.items() if part == Part.LEAD)
    due, parent = _moment(fact.due), fact.parent or None
    account = Account(Status.ACTIVE, lead, fact.title, due, Priority.NORMAL, shared=of_people(fact.people))
    return replace(account, parent=parent, period=fact.period)


def _put(_event: Event, fact: raised.Raised) -> Account:
    """What is raised waits for its first handler's answer at once; nobody accepts it first."""
    priority, shared = Priority(fact.priority), of_people({str(fact.to): Part.LEAD.value})
    return Account(Status.ACTIVE, fact.to, fact.title, _moment(fact.due), priority, shared=shared, raised=True)


_BEGINS: Mapping[type[Fact], Callable[[Event, Any], Account]] = {
    told.Assigned: _given,
    trees.PlanMade: _planned,
    raised.Raised: _put,
    notices.NoticeGiven: noticed.announced,
}


def _next(states: Sequence[Account], events: Sequence[Event], event: Event) -> Account:
    if isinstance(event.fact, told.TakenBack):
        if event.fact.fact == told.Assigned.name:
            return _ends(Status.CANCELLED)(states[-1], event, event.fact)
        undone = max(i for i in range(len(states)) if events[i].fact.name == event.fact.fact)
        return states[undone - 1]
    now = STORY[type(event.fact)](states[-1], event, event.fact)
    now = replace(now, shared=followed(now.shared, event), awaits=now.awaits if now.status.is_open else frozenset())
    settled = states[-1].shared.sides and not now.shared.sides  # one of the two has gone, or it was decided
    return replace(now, asked=now.asked - {RequestKind.DISPUTE}) if settled else now


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


def _nothing(now: Account, _event: Event, _fact: Any) -> Account:
    return now


def _accepted(now: Account, event: Event, _fact: told.Accepted) -> Account:
    return replace(now, status=Status.ACTIVE) if event.actor_id == now.hand else now


def _reported(now: Account, event: Event, _fact: told.Reported) -> Account:
    if event.actor_id != now.hand:
        return now
    if now.status is Status.PAUSED:  # it accepts, and shows when the pause is over
        return replace(now, before=Status.ACTIVE, reported=True)
    return replace(now, status=Status.ACTIVE, reported=True)


def _handed_in(now: Account, _event: Event, fact: told.Submitted) -> Account:
    stays = now.asked & {RequestKind.DISPUTE} if not fact.closed else frozenset()
    return replace(now, status=Status.DONE if fact.closed else Status.SUBMITTED, reported=True, asked=stays)


def _returned(now: Account, _event: Event, fact: told.Returned) -> Account:
    return replace(now, status=Status.ACTIVE, due=_moment(fact.due) if fact.due else now.due)


def _to_another(now: Account, _event: Event, fact: told.Reassigned | about_time.TransferGranted) -> Account:
    if now.period:
        return replace(now, lead=fact.to)
    status = now.status if now.raised else Status.ASSIGNED  # there is nothing to accept of a matter to be answered
    return _settled(replace(now, status=status, lead=fact.to, acting=None, reported=False))


def _taken_on(now: Account, event: Event, _fact: raised.TakenOn) -> Account:
    return _settled(replace(now, lead=event.actor_id or now.lead, acting=None))


def _answer_by(now: Account, _event: Event, fact: Any) -> Account:
    """The answer has another moment."""
    return replace(now, due=_moment(fact.due))


def _made_task(now: Account, event: Event, fact: raised.MadeTask) -> Account:
    return _settled(_answer_by(now, event, fact))


def _unsolved(now: Account, event: Event, fact: raised.NotSolved) -> Account:
    return replace(_answer_by(now, event, fact), status=Status.ACTIVE)


def _broken_down(now: Account, event: Event, _fact: trees.SubtaskGiven) -> Account:
    """Whoever gives a part of it to somebody has accepted it."""
    taken = now.status is Status.ASSIGNED and event.actor_id == now.hand
    return replace(now, status=Status.ACTIVE) if taken else now


def _taken_over(now: Account, event: Event, _fact: standing.TakenOver) -> Account:
    """Whoever takes over has accepted."""
    status = Status.ACTIVE if now.status is Status.ASSIGNED else now.status
    return replace(now, status=status, acting=event.actor_id)


def _declined(now: Account, _event: Event, _fact: told.Declined) -> Account:
    return _settled(replace(now, status=Status.DECLINED))


def _settled(now: Account) -> Account:
    """Nobody answers any more what was asked."""
    return replace(now, asked=frozenset())


def _paused(now: Account, _event: Event, fact: told.Paused) -> Account:
    """What was asked waits on; in histories of before, whoever asked for more time had it by the pause."""
    before = now.before if now.status is Status.PAUSED else now.status
    gone = set() if fact.waits else {RequestKind.MORE_TIME}
    return replace(now, status=Status.PAUSED, before=before, asked=now.asked - gone)


def _resumed(now: Account, _event: Event, fact: told.Resumed) -> Account:
    return replace(now, status=now.before or Status.ACTIVE, before=None, due=_moment(fact.new))


def _reopened(now: Account, _event: Event, fact: told.Reopened) -> Account:
    return replace(now, status=Status.ACTIVE, due=_moment(fact.due), reported=False, acting=None)


def _another_deadline(now: Account, _event: Event, fact: Any) -> Account:
    return replace(now, due=_moment(fact.new))


def _more_time(now: Account, event: Event, fact: about_time.TimeGranted | about_time.DeadlineChanged) -> Account:
    return _answered(RequestKind.MORE_TIME)(_another_deadline(now, event, fact), event, fact)


def _asked(kind: RequestKind) -> Says:
    return lambda now, _event, _fact: replace(now, asked=now.asked | {kind})


def _answered(kind: RequestKind) -> Says:
    return lambda now, _event, _fact: replace(now, asked=now.asked - {kind})


def _handed_back(now: Account, _event: Event, fact: standing.HandedBack) -> Account:
    gone = {RequestKind.TRANSFER} if fact.withdrawn else set()
    return replace(now, acting=None, asked=now.asked - gone)


def _ends(status: Status) -> Says:
    return lambda now, _event, _fact: replace(now, status=status, asked=frozenset())


# What each fact changes. A fact without a row here is one that nobody has thought about: a test names it.
_OF_ACCOUNTS = (accounts.BreachAppealed, accounts.BreachWaived, accounts.BreachUpheld, accounts.SlipIssued)
STORY: Mapping[type[Fact], Says] = {
    standing.HandedOver: _nothing,
    standing.TakenOver: _taken_over,
    standing.StandInGiven: lambda now, _event, fact: replace(now, acting=fact.to),
    standing.HandedBack: _handed_back,
    told.Accepted: _accepted,
    told.Declined: _declined,
    told.Reassigned: _to_another,
    told.LeadLeft: _nothing,
    told.Reported: _reported,
    told.FileAdded: _nothing,
    told.ReportEdited: _nothing,
    told.Submitted: _handed_in,
    told.Approved: _ends(Status.DONE),
    told.Rated: _nothing,
    told.Returned: _returned,
    told.Commented: _nothing,
    told.Urged: _nothing,
    chases.Chased: lambda now, _event, _fact: replace(now, chases=now.chases + 1),
    told.Cancelled: _ends(Status.CANCELLED),
    told.Paused: _paused,
    told.Resumed: _resumed,
    told.Reopened: _reopened,
    told.TitleChanged: lambda now, _event, fact: replace(now, title=fact.now),
    told.PriorityChanged: lambda now, event, fact: _another_deadline(
        replace(now, priority=Priority(fact.priority)), event, fact
    ),
    **dict.fromkeys((told.StandardChanged, told.OriginChanged, told.PeriodicChanged), _nothing),
    **dict.fromkeys((told.EvidenceNeeded, told.EvidenceWaived), _nothing),
    confidence.Concealed: lambda now, _event, _fact: replace(now, confidential=True),
    confidence.Revealed: lambda now, _event, _fact: replace(now, confidential=False),
    together.PartGiven: _nothing,
    together.PartHandedIn: _nothing,
    together.PartReturned: _nothing,
    together.OneIsEnough: _nothing,
    together.AllAreNeeded: _nothing,
    together.CoAdded: _nothing,
    together.WatcherAdded: _nothing,
    together.PersonDropped: _nothing,
    together.PersonReplaced: _nothing,
    together.CoLeft: _nothing,
    together.Disagreed: _asked(RequestKind.DISPUTE),
    together.SideTold: _nothing,
    together.DisputePut: _nothing,
    together.Decided: _nothing,
    raised.Answered: _ends(Status.DONE),
    raised.HandOnAsked: _asked(RequestKind.HAND_ON),
    raised.TakenOn: _taken_on,
    raised.NotTakenOn: _answered(RequestKind.HAND_ON),
    raised.MadeTask: _made_task,
    raised.AnswerPutOff: _answer_by,
    raised.TaskFell: _answer_by,
    raised.Solved: _nothing,
    raised.NotSolved: _unsolved,
    raised.Withdrawn: _ends(Status.CANCELLED),
    about_time.TimeAsked: _asked(RequestKind.MORE_TIME),
    about_time.TimeGranted: _more_time,
    about_time.TimeRefused: _answered(RequestKind.MORE_TIME),
    about_time.TransferAsked: _asked(RequestKind.TRANSFER),
    about_time.TransferGranted: _to_another,
    about_time.TransferRefused: _answered(RequestKind.TRANSFER),
    about_time.RefusalTakenBack: lambda now, _event, fact: replace(now, asked=now.asked | {RequestKind(fact.request)}),
    about_time.DeadlineChanged: _more_time,  # who asked for more time has it by this
    about_time.DeadlineRecounted: _another_deadline,
    about_time.Reminded: _nothing,
    about_time.ReportAsked: _nothing,
    about_time.Breached: lambda now, _event, fact: replace(now, missed=now.missed | {fact.clock}),
    about_time.Undelivered: _nothing,
    trees.SubtaskGiven: _broken_down,
    trees.SubtasksDone: _nothing,
    trees.GiverChanged: _nothing,
    trees.PutUnder: lambda now, _event, fact: replace(now, parent=fact.parent),
    trees.TakenOut: lambda now, _event, _fact: replace(now, parent=None),
    trees.PlanMade: _nothing,
    trees.PlanClosed: _ends(Status.DONE),
    meetings.Discussed: _nothing,
    meetings.MeetingDecided: _nothing,
    **dict.fromkeys(_OF_ACCOUNTS, _nothing),
    notices.NoticeRead: noticed.read,
    notices.UnreadReminded: noticed.reminded_to_read,
    notices.NoticeReworded: noticed.reworded,
    notices.ReadingOver: _nothing,
    notices.NoticeClosed: _ends(Status.DONE),
    notices.NoticeRecalled: _ends(Status.CANCELLED),
    notices.NoticeFollowed: _nothing,
    notices.NoticePassedOn: noticed.passed_on,
    notices.ReadAtLast: _ends(Status.DONE),
    comes_back.FromSeries: _nothing,
    imports.Imported: lambda now, _event, fact: replace(now, status=Status(fact.state)) if fact.state else now,
    **LINKS,
    **MILESTONES,
}
