"""docs/generated/ladders.md, from the default terms and ladders."""

from __future__ import annotations

from collections.abc import Mapping

from docs.from_code.tables import Row, chinese, table, words
from domain import unit
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Priority
from domain.settings.ladders import DEFAULT_LADDERS, DEFAULT_SILENCE, DEFAULT_TERMS, PLAN_LADDER, Ladder, Step
from domain.settings.raised import DEFAULT_RAISED_LADDER
from domain.settings.spans import Span, TimeUnit

_PAGE = """\
# Clocks and ladders

The defaults, from `domain/settings/ladders.py`. Each row can be replaced in the configuration under `[terms]` and `[ladder.…]`
([settings](settings.md)); rows that are left out keep these values.

Amounts: `30m`, `4h`, `2d` by the wall clock; `4wh`, `10wd` in the office's working time. A step is written
`<how far from the moment> <who hears> [every <amount>]`.

## How long people have

{terms}
"Finish" is used when a task is given without a deadline; it then ends at the close of that working day. A clock that could
only run out after the deadline is not begun: the deadline's own ladder covers it. "Periodic" is due by its rule where one was
given; its term counts from when a report is asked for after a silence.

## How long a silence may last

When neither a report nor anything else has come from the lead of an accepted task for so long, a report is asked for, with
the term of the periodic report from then; not while a rule of reporting stands, nor where the deadline comes first.

{silence}
{ladders}
## Reading the ladders

- Up to the moment, a step of the finish clock also reaches co-assignees who have not reported and have no deadline of their
  own.
- Who has a deadline of their own (分工) goes by the ladder of the finish clock, one step down: what the lead would hear the
  holder does, what the assigner would hear the lead does, and nobody above.
- `supervisor` and `leader` are those who hold the role in the task's team or in the whole office; where nobody does, the
  owners hear it, so that no step falls silent. `group` is a message in the team's group that names the person.
- Urgent and immediate matters ring at any hour. All others are held until working time; reminders that wait for the same
  person are merged into one message.
- The steps before the moment are left out where the clock runs because of a silence: the lead has just heard of it.
- A task keeps the ladders, terms and silence that held when it was given, also when its priority changes; a changed
  configuration holds for tasks given later.
- A step whose moment lay before its clock was begun is none of its steps. A step that repeats comes back after the present
  moment, so that downtime makes no burst.
- A line of a plan has one step of its own, `{plan}`: whoever is in charge hears once, while there is time to look after it.
{silent}"""
_UNITS = {
    TimeUnit.MINUTES: "minute",
    TimeUnit.HOURS: "hour",
    TimeUnit.DAYS: "day",
    TimeUnit.WORKING_HOURS: "working hour",
    TimeUnit.WORKING_DAYS: "working day",
}


def page() -> str:
    """The default clocks and ladders."""
    terms = [_term(kind) for kind in DEFAULT_TERMS]
    found = "\n".join(_ladder(kind) for kind in DEFAULT_LADDERS) + "\n" + _raised()
    return _PAGE.format(
        terms=table(("clock", "中文", *Priority), terms),
        ladders=found,
        plan=PLAN_LADDER[0],
        silent=_silent(),
        silence=_silence(),
    )


def _silence() -> str:
    spans = (DEFAULT_SILENCE[p] for p in Priority)
    return table(tuple(Priority), [tuple(f"{_amount(s)} (`{_written(s)}`)" if s else "never" for s in spans)])


def _term(kind: CommitmentKind) -> Row:
    spans = (DEFAULT_TERMS[kind][p] for p in Priority)
    return words([kind]), chinese(f"clock-{kind}"), *(f"{_amount(s)} (`{_written(s)}`)" for s in spans)


def _ladder(kind: CommitmentKind) -> str:
    """One clock's ladder."""
    return f"## {words([kind]).capitalize()} {chinese(f'clock-{kind}')}\n\n" + _steps(DEFAULT_LADDERS[kind])


def _raised() -> str:
    """That of an answer to a raised matter."""
    says = "The answer clock of a raised matter climbs its own ladder, `[raised.ladder]`; `lead` is whoever must answer.\n\n"
    return f"## Answer to a raised matter 提出事项的答复\n\n{says}" + _steps(DEFAULT_RAISED_LADDER)


def _steps(ladders: Mapping[Priority, Ladder]) -> str:
    """Priorities with the same steps stand together."""
    same: dict[Ladder, list[Priority]] = {}
    for priority, steps in ladders.items():
        same.setdefault(steps, []).append(priority)
    rows = [
        (words(priorities) if step is steps[0] else "", _when(step), words(step.to), f"`{_step(step)}`")
        for steps, priorities in same.items()
        for step in steps
    ]
    return table(("priority", "when", "who hears", "as written"), rows)


def _amount(span: Span) -> str:
    number = abs(span.amount)
    return f"{number} {_UNITS[span.unit]}{'' if number == 1 else 's'}"


def _when(step: Step) -> str:
    at = step.at.amount
    when = f"{_amount(step.at)} {'before' if at < 0 else 'after'}" if at else "at the moment"
    return when + (f", then every {_amount(step.every).removeprefix('1 ')}" if step.every else "")


def _written(span: Span) -> str:
    return str(span).removeprefix("+")


def _step(step: Step) -> str:
    every = f" every {_written(step.every)}" if step.every else ""
    return f"{step.at} {' '.join(step.to)}{every}"


def _silent() -> str:
    """Who stands in a ladder but is nobody yet."""
    reached = {*unit.PARTS, *unit.ROLES, Audience.GROUP}
    named = {who for row in DEFAULT_LADDERS.values() for steps in row.values() for step in steps for who in step.to}
    nobody = sorted(named - reached)
    return f"- `{'`, `'.join(nobody)}` stands in the ladders and reaches nobody yet.\n" if nobody else ""
