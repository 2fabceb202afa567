"""审核台: what waits for somebody is found anew at every step, so that nothing is shown that was decided meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from domain.messages.base import Urgency
from domain.messages.desk import DeskShown
from domain.model.desk import ELSEWHERE, Desk, OnDesk, on_desk
from domain.model.matters import ANSWERS, MAY_BE_LATE, OWED, Matters
from domain.model.people import Memberships
from domain.model.post import Place, Post, PostKind
from domain.model.tasks import Task
from domain.model.value import replace
from domain.rules.chasing import again_from
from domain.rules.desk import ABOVE, ACTS, DECISIONS, Looks, in_order, queue, said_in, waiting_in
from domain.rules.lifecycle import Action
from domain.unit import Unit
from domain.usecases.access import sides, watched

_MOST = 100  # overdue matters, and such as somebody must answer, that one desk holds


def waiting(unit: Unit, who: Memberships) -> list[OnDesk]:
    """All that waits for this person, the gravest first; of staff only what they have to decide."""
    found = {task.id: task for task in _looked_at(unit, who)}
    mine = [(one, task) for task in found.values() for one in waiting_in(task, looks(unit, who, task))]
    leads = who.leads_anywhere()
    return in_order([(one, task) for one, task in mine if leads or one.kind in DECISIONS], who.member.id)


def _looked_at(unit: Unit, who: Memberships) -> Iterator[Task]:
    tasks, me = unit.store.tasks, who.member.id
    yield from tasks.undecided()
    yield from tasks.leadless()
    yield from tasks.open_of_standin(me)
    appealed = unit.store.breaches.appealed()
    tasks.know(appealed)
    yield from filter(None, map(tasks.get, appealed))
    if who.leads_anywhere():
        yield from tasks.page(Matters(hands=me, kinds=ANSWERS, secret_to=me), _MOST)
        red = replace(watched(who), statuses=MAY_BE_LATE, kinds=OWED, due_until=unit.now)
        yield from tasks.page(red, _MOST)


def looks(unit: Unit, who: Memberships, task: Task) -> Looks:
    """As what this person looks at a matter now."""
    called = unit.store.members.get(task.called_id)
    gone = task.status.is_open and (called is None or not called.active)
    chased = task.overdue(unit.now) and _chased(unit, who, task)
    return Looks(who.member.id, sides(unit.store, who, task), unit.now, gone, chased)


def _chased(unit: Unit, who: Memberships, task: Task) -> bool:
    """Whether they have chased those who carry it out just now, and may not again yet."""
    calendar = unit.calendar_at(Place(member_id=who.member.id))
    again = again_from(unit.store.history.of(task.id), who.member.id, unit.settings.limits.urge, calendar)
    return again is not None and again > unit.now


def found(unit: Unit, who: Memberships, key: str) -> OnDesk | None:
    """The thing of this name, if it waits for this person still."""
    task = _task_of(unit, key)
    return next((one for one in waiting_in(task, looks(unit, who, task)) if one.key == key), None) if task else None


def _task_of(unit: Unit, key: str) -> Task | None:
    named = on_desk(key)
    return unit.store.tasks.get(named.task_id) if named else None


def waits_for_others(unit: Unit, who: Memberships, key: str) -> bool:
    """Whether it waits still, though not for this person."""
    task = _task_of(unit, key)
    return task is not None and any(
        one.key == key for one in waiting_in(task, replace(looks(unit, who, task), sides=ABOVE))
    )


# -- step by step ------------------------------------------------------------------------------------------------------


def begin(unit: Unit, who: Memberships) -> DeskShown | None:
    """A new desk, in place of any older one; None where nothing waits."""
    if not waiting(unit, who):
        return None
    desk = unit.store.desks.open(Desk(0, who.member.id, unit.now))
    return go_on(unit, who, desk)


def go_on(unit: Unit, who: Memberships, desk: Desk, note: str = "", about: int = 0) -> DeskShown:
    """What is shown next: what was shown, if it waits still, else the gravest that was not put off."""
    left = queue(desk, waiting(unit, who))
    now = next((one for one in left if one.key == desk.shown), left[0] if left else None)
    desk = replace(desk, shown=now.key if now else "")
    unit.store.desks.save(desk)
    total = len(left) + len(desk.done)
    return DeskShown(desk.id, desk.member_id, desk.shown, len(left), total, note, about, message_id=desk.message_id)


def did(unit: Unit, who: Memberships, desk: Desk, key: str, what: str) -> DeskShown:
    """Something was done about what is shown."""
    return go_on(unit, who, replace(desk, done=(*desk.done, (key, what)), shown=""))


def put_off(unit: Unit, who: Memberships, desk: Desk, key: str) -> DeskShown:
    """Later: it comes again behind the others, and the second time on another day."""
    return go_on(unit, who, replace(desk, later=(*desk.later, key), shown=""))


def undid(unit: Unit, who: Memberships, desk: Desk, task_id: int) -> DeskShown:
    """What was done last about a matter is undone: it is shown again."""
    return go_on(unit, who, desk.without_last(task_id))


def gone(unit: Unit, who: Memberships, desk: Desk, key: str) -> DeskShown:
    """What is shown waits for this person no more: that is said, and the next is shown. What they did here themselves, and
    pressed twice, was told already."""
    named = on_desk(key)
    if named is None or key in dict(desk.done):
        return go_on(unit, who, desk)
    note = "not-yours" if waits_for_others(unit, who, key) else "decided"
    desk = replace(desk, done=(*desk.done, (key, ELSEWHERE)), shown="")
    return go_on(unit, who, desk, note, named.task_id)


# -- beside the desk ---------------------------------------------------------------------------------------------------


def follow(unit: Unit, who: Memberships, task_id: int, action: Action) -> None:
    """Something was done by a card, in words or by another message, while the desk showed it: the desk goes on."""
    desk = unit.store.desks.of(who.member.id)
    shown = on_desk(desk.shown) if desk else None
    if desk is None or desk.message_id is None:
        return
    if action is Action.TAKE_BACK:
        if (now := desk.without_last(task_id)) != desk:
            _show(unit, go_on(unit, who, now))
    elif (
        shown is not None
        and shown.task_id == task_id
        and action in ACTS[shown.kind]
        and not found(unit, who, shown.key)
    ):
        _show(unit, did(unit, who, desk, shown.key, action.value))


def shown_by(unit: Unit, chat_id: int, message_id: int) -> Post | None:
    """What a desk shows, as news of it: a reply to the desk is about that; None for any other message."""
    member = unit.store.members.by_telegram(chat_id)
    desk = unit.store.desks.of(member.id) if member else None
    shown = on_desk(desk.shown) if desk and desk.message_id == message_id else None
    if shown is None:
        return None
    event = said_in(unit.store.history.of(shown.task_id), shown)
    return Post(chat_id, message_id, shown.task_id, PostKind.NEWS, event.seq if event else None)


def minute_over(unit: Unit, member_id: int, task_id: int) -> None:
    """The button that undoes a decision goes from the desk, too."""
    desk, member = unit.store.desks.of(member_id), unit.store.members.get(member_id)
    about = [named.task_id for key, _ in desk.done if (named := on_desk(key))] if desk else []
    if desk is None or member is None or not member.active or desk.message_id is None or task_id not in about:
        return
    _show(unit, go_on(unit, unit.store.members.with_roles(member), desk))


def _show(unit: Unit, shown: DeskShown) -> None:
    unit.say(Place(member_id=shown.member_id), shown, urgency=Urgency.NORMAL)
