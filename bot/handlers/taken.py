"""What was taken of a report is said back: the progress, and who has been told."""

from __future__ import annotations

from collections.abc import Sequence

from bot.talk import Talk
from domain.facts.accountability import BreachAppealed
from domain.facts.base import Event, named_in
from domain.facts.hands import PartHandedIn, PersonReplaced
from domain.facts.tasks import Commented, Reported
from domain.messages.office import Sentence
from domain.model.audience import Audience
from domain.model.post import Place
from domain.model.tasks import Relation, Status, Task
from domain.model.value import replace
from domain.rules.lifecycle import Action
from domain.rules.progress import planned_in
from domain.usecases.access import relations
from domain.usecases.people.given_away import away_alone, came_to
from domain.usecases.people.judging import judging_instead
from domain.usecases.people.names import known_as
from domain.usecases.people.standing_in import until
from domain.usecases.supervision.chase import chase_answered
from domain.usecases.tasks.act import ASKS_ASSIGNER
from domain.usecases.tasks.confide import outsiders
from domain.usecases.tasks.replies import Changed
from domain.usecases.tasks.tree import below


def tell_taken(talk: Talk, event: Event) -> None:
    """The words were taken; where they name a progress, this one."""
    task = talk.unit.store.tasks.get(event.task_id)
    if task is not None and isinstance(event.fact, Commented):
        return talk.answer(remarked(talk, task))
    if isinstance(event.fact, BreachAppealed):
        return talk.say("did-appealed", number=event.task_id, clock=event.fact.clock, due=event.fact.due)
    if task is not None and isinstance(event.fact, PartHandedIn) and not talk.unit.audience(task, (Audience.LEAD,)):
        return _tell_leadless(talk, task)
    if task is not None and getattr(event.fact, "blocked", False) and (told := _told(talk, task)) is not None:
        return talk.say("did-blocked-told", number=event.task_id, member=told)
    percent, planned = getattr(event.fact, "percent", None), _planned(event)
    chaser = chase_answered(talk.unit, task, event) if task is not None and isinstance(event.fact, Reported) else None
    if chaser is not None:
        talk.say("did-chase-answered", number=event.task_id, member=chaser.id)
    elif planned:
        talk.say("did-reported-planned", number=event.task_id, share=planned)
    elif task is None or percent is None:
        talk.say("did-closed" if closes(event) else f"did-{event.fact.name}", number=event.task_id)
    elif talk.who.member.id == task.duty_id:
        tell_progress(talk, task)
    else:
        _tell_part(talk, task, percent)
    return None


def _tell_leadless(talk: Talk, task: Task) -> None:
    """A part is handed in to a lead who has left: who has it instead."""
    instead = next((m.id for m in talk.unit.audience(task, (Audience.ASSIGNER,)) if m.id != talk.who.member.id), 0)
    lead = talk.unit.store.members.get(task.duty_id)
    name = known_as(talk.unit, lead) if lead else ""
    talk.say("did-part-without-lead", number=task.id, name=name, member=instead)


def remarked(talk: Talk, task: Task) -> Sentence:
    """Who reads a remark; of a raised matter that it is no answer yet."""
    fields = {"number": str(task.id), "member": str(task.duty_id)}
    if not task.is_raised:
        return Sentence("did-remarked" if _does(talk, task) else "did-commented", fields)
    own = talk.who.member.id == task.duty_id
    return Sentence("did-told-raiser" if own else "did-told-answerer", fields)


def _planned(event: Event) -> str:
    """The share that a report says only for later, which is no progress."""
    return planned_in(event.fact.text) if isinstance(event.fact, Reported) else ""


def _does(talk: Talk, task: Task) -> bool:
    """Whether the speaker carries the task out: the word then goes to the assigner."""
    return bool(relations(talk.who, task) & {Relation.LEAD, Relation.CO})


def closes(event: Event) -> bool:
    """Whether a result ended the task at once, since it was the doer's own."""
    return bool(getattr(event.fact, "closed", False))


def tell_progress(talk: Talk, task: Task) -> None:
    """The progress of the whole; where it is counted from its parts, that what was said does not set it."""
    told, found = _told(talk, task), below(talk.unit, task)
    if found.percent is not None:
        talk.say("did-progress-below", number=task.id, said=task.percent, percent=found.percent)
    elif told is None:
        talk.say("did-progress", number=task.id, percent=task.percent)
    else:
        talk.say("did-progress-told", number=task.id, percent=task.percent, member=told)


def _tell_part(talk: Talk, task: Task, percent: int) -> None:
    told = _told(talk, task)
    if told is None:
        talk.say("did-progress-part", number=task.id, percent=percent)
    else:
        talk.say("did-progress-part-told", number=task.id, percent=percent, member=told)


def tell_changed(talk: Talk, changed: Changed) -> None:
    """A report was reworded."""
    task, told = changed.task, _told(talk, changed.task)
    if told is not None:
        return _tell_readers(talk, changed, told)
    key = "did-edited-progress" if changed.progress else "did-edited"
    return talk.say(key, number=task.id, percent=task.percent)


def _tell_readers(talk: Talk, changed: Changed, told: int) -> None:
    key = "did-edited-progress-told" if changed.progress else "did-edited-told"
    talk.say(key, number=changed.task.id, percent=changed.task.percent, member=told)


def _told(talk: Talk, task: Task) -> int | None:
    """Who reads the report: the assigner the lead's, the lead that of those who work with them."""
    to = Audience.LEAD if talk.who.member.id in task.co_ids else Audience.ASSIGNER
    return next((m.id for m in talk.unit.audience(task, (to,)) if m.id != talk.who.member.id), None)


def tell_doer_away(talk: Talk, event: Event, action: Action, named: Sequence[int] = ()) -> None:
    """What was given to somebody who is away, and for whom nobody stands in, waits: the giver reads it, whatever the way.
    `named`: to whom, where that was more than the event tells."""
    task = talk.unit.store.tasks.get(event.task_id)
    to = named or (came_to(task, event, action) if task is not None else [])
    for sentence in away_alone(talk.unit, task, to) if task is not None else []:
        talk.answer(sentence, task_id=event.task_id)


def tell_assigner_away(talk: Talk, event: Event, action: Action) -> None:
    """What was handed in or asked waits for somebody who is away: until when, and who hears instead."""
    task = talk.unit.store.tasks.get(event.task_id) if action in ASKS_ASSIGNER else None
    until_when = until(talk.unit, task.assigner_id) if task and task.status is not Status.DONE else None
    if task is None or until_when is None:
        return
    names = "、".join(m.name for m in judging_instead(talk.unit, task) if m.id != talk.who.member.id)
    key = "assigner-away-told" if names else "assigner-away"
    last = until_when.astimezone(talk.unit.calendar_at(Place(member_id=task.assigner_id)).zone)  # a day of theirs
    talk.say(key, member=task.assigner_id, last=last.isoformat(), names=names)


def tell_let_in(talk: Talk, event: Event, action: Action) -> None:
    """Somebody came to a confidential matter: that they see it now is said."""
    task = talk.unit.store.tasks.get(event.task_id)
    if task is None or not task.confidential or action not in _LETS_IN:
        return
    let_in = event.fact.by if isinstance(event.fact, PersonReplaced) else next(iter(named_in(event.fact)), None)
    if let_in is not None:
        key = "secret-let-in-outsider" if let_in in outsiders(talk.unit, task) else "secret-let-in"
        talk.say(key, number=task.id, member=let_in)


_LETS_IN = frozenset({Action.ADD_CO, Action.ADD_WATCHER, Action.REPLACE, Action.REASSIGN, Action.GRANT_TRANSFER})


def tell_aside(talk: Talk, number: str) -> None:
    """A confidential matter was named in a group, where there is none: whoever is in it reads in private what to do."""
    task = talk.unit.store.tasks.get(int(number)) if number.isdecimal() and len(number) <= _DIGITS else None
    if task is not None and task.confidential and relations(replace(talk.who, aloud=False), task):
        talk.unit.say(talk.private_place, Sentence("secret-not-here", {"number": number}), task_id=task.id)


_DIGITS = 16
