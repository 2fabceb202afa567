"""A slip that somebody issues by hand."""

from __future__ import annotations

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.model.slips import Colour
from domain.model.tasks import Task
from domain.model.value import replace
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.given import Given
from domain.rules.slips import fitting, promise_of, slip


def issue(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """签发督办单: one a colour and promise, with a reason, of the colour that fits."""
    assert at.register is not None  # whoever asks has looked it up
    colour = given.the_colour()
    require_new(task, at, colour)
    made = slip(task, colour, at.register, at.now, at.settings, at.calendar)
    return task, replace(made, reason=given.text)


def require_new(task: Task, at: Circumstances, colour: Colour) -> None:
    """Refused for what is known before the reason is: a colour that does not fit, or that the promise has already."""
    fits = fitting(task, at.now, at.settings, at.calendar)
    if colour not in fits:
        key = "slip-overdue" if task.overdue(at.now) else "slip-not-overdue" if colour is Colour.RED else "slip-green"
        raise Refusal(key, number=str(task.id), colour=fits[0].value)
    issued = at.register.issued.get((colour, promise_of(task))) if at.register else None
    if issued is not None:
        year, number = issued
        raise Refusal("slip-already", number=str(task.id), colour=colour.value, year=str(year), slip=str(number))
