"""分解: what a matter comes to by what is below it.

Source: behaviour.md section 3, "a task broken down to the next people; progress rolls up". Nothing of it is stored: it is
counted from what the database finds below a matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from domain.model.lights import Light
from domain.model.tasks import Status, Task
from domain.model.trees import Node
from domain.model.value import replace, value
from domain.rules.lights import Cause, Lit
from domain.rules.milestones import percent
from domain.text import half_width, late

_WHOLE = 100
_MAY_BE_LATE = (Status.ASSIGNED, Status.ACTIVE, Status.DECLINED)  # a result that is in waits for the assigner
_NUMBERS = late(r"[#№]\s?(\d{1,16})(?!\d)")
Below = Mapping[int, Sequence[Node]]


@value
class Rolled:
    """What is right below a matter: the numbers of what is open and how many are done; `percent` of the whole, None where
    nothing is below it; `red`: the number of an overdue matter anywhere below, the one due first.
    """

    open: tuple[int, ...] = ()
    done: int = 0
    percent: int | None = None
    red: int | None = None

    @property
    def count(self) -> int:
        """How many are right below it."""
        return len(self.open) + self.done


NOTHING_BELOW = Rolled()


def rolled(root: int, nodes: Sequence[Node], now: datetime) -> Rolled:
    """What the matters below one come to: of its children, each counting the same, a done one whole, the mean.

    While one of them is open it is not the whole, whatever was reported of that.
    """
    if not nodes:
        return NOTHING_BELOW
    below: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        below[node.parent_id].append(node)
    own = below[root]
    opened = tuple(sorted(n.id for n in own if n.status.is_open))
    late_ones = [n for n in nodes if n.status in _MAY_BE_LATE and n.due_at <= now and not n.waits]
    red = min(late_ones, key=lambda n: (n.due_at, n.id), default=None)
    return Rolled(
        opened,
        sum(n.status is Status.DONE for n in own),
        min(round(_mean(own, below)), _WHOLE - 1 if opened else _WHOLE) if own else None,
        red.id if red else None,
    )


def _mean(nodes: Sequence[Node], below: Below) -> Fraction:
    return sum((_percent(n, below) for n in nodes), Fraction(0)) / len(nodes)


def _percent(node: Node, below: Below) -> Fraction:
    """Of a matter with others below it theirs counts, not what was said of it."""
    if node.status is Status.DONE:
        return Fraction(_WHOLE)
    own = below.get(node.id)
    return _mean(own, below) if own else Fraction(node.percent)


def shown_percent(task: Task, found: Rolled) -> int:
    """How far a matter has come: a done one wholly, others by what is below them, else by what was reported, and where no
    percent was, by the milestones that are reached."""
    if task.status is Status.DONE or found.percent is None:
        return task.percent or percent(task.milestones)
    return found.percent


def lit_by(task: Task, own: Lit, found: Rolled) -> Lit:
    """The light of a matter with something red below it: at least yellow, while it is worked on."""
    worked_on = task.status.is_worked_on
    if found.red is None or not worked_on or own.light is not Light.GREEN:
        return own
    return replace(own, light=Light.YELLOW, cause=Cause.BELOW, below=found.red)


def numbers_in(text: str) -> tuple[int, ...]:
    """The matters that words name by their numbers: #14 由其他科室办理."""
    return tuple(dict.fromkeys(int(n) for n in _NUMBERS.findall(half_width(text))))


def height(root: int, nodes: Iterable[Node]) -> int:
    """How many levels a matter and what is below it have, itself the first."""
    below: dict[int, list[int]] = defaultdict(list)
    for node in nodes:
        below[node.parent_id].append(node.id)
    level, levels = [root], 0
    while level:
        level, levels = [child for one in level for child in below.pop(one, ())], levels + 1
    return levels
