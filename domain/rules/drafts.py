"""What a draft lacks, and who may give a task to whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from domain.errors import Refusal
from domain.model.drafts import Lack, TaskDraft
from domain.model.people import Memberships, Role

_MANAGERS = (Role.OWNER, Role.LEADER, Role.SUPERVISOR)

# In the order in which it is asked for.
_LACKS: tuple[tuple[Lack, Callable[[TaskDraft], bool]], ...] = (
    (Lack.WHO, lambda task: bool(task.unclear)),
    (Lack.PERSON, lambda task: not task.people),
    (Lack.READING, lambda task: bool(task.readings) and task.due is None),
    (Lack.DEADLINE, lambda task: (task.wizard or task.late) and task.due is None),
    (Lack.TEXT, lambda task: not (task.title or task.files)),
    (Lack.CONFIRM, lambda task: task.wizard and not task.confirmed),
)
TYPED = frozenset(Lack) - {Lack.CONFIRM, Lack.SEVERAL}  # what can be answered in words, besides the buttons
PRESSED = frozenset(Lack) - {Lack.TEXT}  # what has buttons


def question_of(task: TaskDraft) -> Lack | None:
    """What a draft lacks next; None when it can be carried out. Of several orders nothing is lacking but the word."""
    if task.several:
        return None if task.confirmed else Lack.SEVERAL
    return next((lack for lack, lacks in _LACKS if lacks(task)), None)


def only_choice(who: Memberships) -> tuple[int, ...]:
    """Staff assign to themselves only, so nobody is asked for; who leads is asked."""
    return () if who.leads_anywhere() else (who.member.id,)


def require_may_assign(who: Memberships, team_id: int | None, people: Sequence[int]) -> None:
    """To oneself anybody may; to others those who run the team."""
    if tuple(people) != (who.member.id,) and not who.holds(team_id, *_MANAGERS):
        raise Refusal("assign-right")
