"""保密: an order that should not have been typed in a group goes on in private; a matter that becomes confidential leaves the
places where it stood."""

from __future__ import annotations

from domain.errors import Refusal
from domain.facts.base import Event
from domain.facts.confidence import Concealed
from domain.messages.base import Urgency
from domain.messages.office import Sentence
from domain.messages.tasks import CardConcealed, TaskCard, Unsend
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Memberships, Role
from domain.model.post import Place
from domain.model.tasks import Task
from domain.model.value import replace
from domain.rules.drafts import asks_secrecy, require_may_assign, stands_alone
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.unit import Unit
from domain.usecases.people.names import known_as
from domain.usecases.tasks import tree


def typed_openly(who: Memberships, draft: Draft) -> bool:
    """Whether an order that is confidential, or sounds so, stands in a chat that others read."""
    return (draft.task.confidential or asks_secrecy(draft.task)) and draft.chat_id != who.member.telegram_id


def in_private(unit: Unit, who: Memberships, draft: Draft) -> Draft:
    """The group hears one sentence that says nothing of it; everything else is asked of the writer alone.

    Raises: Refusal `secret-open-private` where the writer cannot be written to.
    """
    if not who.member.reachable or who.member.telegram_id is None:
        raise Refusal("secret-open-private")
    written = draft.task
    unit.say(Place(chat_id=draft.chat_id, thread_id=written.thread_id), Sentence("secret-goes-private", {}))
    typed_in = (draft.chat_id, written.thread_id, written.order_id or written.message_id)
    several = tuple(replace(_moved(one, None, None), confidential=True) for one in written.several)
    task = replace(_moved(written, None, None), album=None, typed_in=typed_in, confirmed=False, several=several)
    task = replace(task, confidential=True)
    return unit.store.drafts.start(who.member.id, who.member.telegram_id, task, unit.now)


def openly_again(unit: Unit, draft: Draft) -> Draft:
    """It need not be confidential: it is given where it was typed."""
    assert draft.task.typed_in is not None  # that is what was asked about
    chat_id, thread_id, message_id = draft.task.typed_in
    several = tuple(_openly(one, thread_id, message_id) for one in draft.task.several)
    task = replace(_openly(draft.task, thread_id, message_id), typed_in=None, several=several)
    return unit.store.drafts.start(draft.member_id, chat_id, task, unit.now)


def _moved(task: TaskDraft, thread_id: int | None, message_id: int | None) -> TaskDraft:
    """The draft as one of another place."""
    return replace(task, thread_id=thread_id, message_id=message_id, order_id=message_id)


def _openly(task: TaskDraft, thread_id: int | None, message_id: int | None) -> TaskDraft:
    return replace(_moved(task, thread_id, message_id), confidential=False, hushed=False)


def unsend(unit: Unit, draft: Draft) -> None:
    """The message in which it was typed is deleted, where the bot has the right; the writer hears what came of it."""
    chat_id, _, message_id = draft.task.typed_in or (0, None, None)
    if message_id is None:
        raise Refusal("button-old")
    unit.say(Place(member_id=draft.member_id), Unsend(chat_id, message_id))


def leave_places(unit: Unit, task: Task, _event: Event) -> None:
    """Every card that stands somewhere is emptied; those with a part in it have a new one, that cannot be passed on."""
    for post in unit.store.posts.cards(task.id):
        unit.store.outbox.drop_update(post.chat_id, post.message_id)
        unit.say(
            Place(chat_id=post.chat_id, member_id=post.member_id),
            CardConcealed(post.message_id),
            urgency=Urgency.NORMAL,
        )
        unit.store.posts.forget(post.chat_id, post.message_id)
    for member_id in task.involved_ids:
        unit.say(Place(member_id=member_id), TaskCard(task.id), urgency=Urgency.NORMAL, task_id=task.id)


def note_confidential(unit: Unit, who: Memberships, task: Task, place: Place) -> None:
    """A task that was given as confidential: its story says so, and the writer who of those in it is of no team of theirs."""
    unit.record(task, Concealed(), who.member.id)
    team = unit.team_of(task)
    outside = outsiders(unit, task)
    if team is not None and outside:
        names = "、".join(known_as(unit, m) for m in map(unit.store.members.get, outside) if m)
        unit.say(place, Sentence("secret-outsiders", {"names": names, "team": team.title}), task_id=task.id)


def outsiders(unit: Unit, task: Task) -> list[int]:
    """Those with a part in a task who are not of its team."""
    if task.team_id is None:
        return []
    absent = unit.store.members.absent_from(task.team_id, [p.member_id for p in task.people])
    return [m.id for m in absent if m.role is Role.STAFF]


def require_insider(unit: Unit, who: Memberships, task: Task, member_id: int) -> None:
    """Somebody of another team comes to a confidential matter by its assigner's word alone.

    Raises: Refusal `secret-outsider`.
    """
    if not task.confidential or who.member.id == task.assigner_id or task.team_id is None:
        return
    if unit.store.members.absent_from(task.team_id, [member_id]):
        raise Refusal("secret-outsider", number=str(task.id), member=member_id)


def require_alone(task: TaskDraft) -> None:
    """A confidential matter stands in no tree, plan or series, and answers no raised matter: others read those.

    Raises: Refusal `secret-alone`.
    """
    whole = (task, *task.several)
    if any(one.confidential for one in whole) and not all(map(stands_alone, whole)):
        raise Refusal("secret-alone")


def out_of_trees(unit: Unit, task: Task, _who: Memberships, _given: Given) -> None:
    """What is part of another matter, a plan or a series, or answers what was raised, does not become confidential."""
    in_tree = task.period or any(n is not None for n in (task.parent_id, task.series_id, task.linked_id))
    if in_tree or unit.store.tasks.below(task.id):
        raise Refusal("secret-alone")


def not_of_secrets(unit: Unit, task: Task, _who: Memberships, given: Given) -> None:
    """No part is given of a confidential matter, and it becomes a part of none."""
    other = unit.store.tasks.get(given.matter_id) if given.matter_id else None
    if task.confidential or (other is not None and other.confidential):
        raise Refusal("secret-alone")


def may_bring_in(unit: Unit, task: Task, who: Memberships, given: Given) -> None:
    """Whom a confidential matter is shown is the assigner's to say."""
    if given.member_id is not None:
        require_insider(unit, who, task, given.member_id)


def under_no_secret(unit: Unit, task: Task, who: Memberships, given: Given) -> None:
    """Whether it fits under another matter, neither of them confidential; what cannot be seen is not there."""
    tree.LOOKS[Action.PUT_UNDER](unit, task, who, given)
    not_of_secrets(unit, task, who, given)


def may_give_them_work(unit: Unit, task: Task, who: Memberships, given: Given) -> None:
    """Whoever may not give tasks to others does not give them a part of one either."""
    new = given.member_id if given.other_id is None else given.other_id
    if new is not None:
        require_insider(unit, who, task, new)
    require_may_assign(who, task.team_id, tuple(filter(None, (new,))))
