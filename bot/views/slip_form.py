"""督办单 as it is read: the same form wherever it stands. Formal and short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.i18n import Html
from bot.views.cards import head
from bot.views.eye import LIGHTS, Eye
from domain.facts.accountability import SlipIssued
from domain.facts.base import Event
from domain.model.lights import Light
from domain.model.slips import Colour
from domain.model.tasks import Task
from domain.text import one_line

SIGNS: Mapping[str, str] = {Colour.BLUE: "🔵", Colour.YELLOW: LIGHTS[Light.YELLOW], Colour.RED: LIGHTS[Light.RED]}


def slip_form(eye: Eye, task: Task, event: Event, told: Sequence[Html] = ()) -> list[Html]:
    """The lines of a slip; `told` are those of the reminder that it is, which say when it was due."""
    made = event.fact
    assert isinstance(made, SlipIssued)
    return [
        slip_title(eye, made),
        head(eye, task),
        *(told or [_due(eye, task, made)]),
        eye.t("slip-to", lead=eye.name(made.to), assigner=eye.name(task.assigner_id)),
        *([eye.t("card-standard", text=one_line(task.standard))] if task.standard else []),
        eye.t("slip-reason", text=made.reason) if made.reason else eye.t(f"slip-why-{made.why}"),
        slip_demand(eye, made),
        _issued(eye, event),
    ]


def slip_title(eye: Eye, made: SlipIssued) -> Html:
    """Its colour and number; for whoever is not asked anything by it, that it is a copy."""
    copy = eye.member is not None and eye.member.id != made.to
    return eye.t("slip-title-copy" if copy else "slip-title", **_named(eye, made))


def slip_demand(eye: Eye, made: SlipIssued) -> Html:
    """What is asked, until when."""
    return eye.t(f"slip-demand-{made.colour}", until=eye.moment(datetime.fromisoformat(made.until)))


def slip_line(eye: Eye, made: SlipIssued) -> Html:
    """A slip in one line, where several matters stand in one message."""
    until = eye.moment(datetime.fromisoformat(made.until), brief=True)
    return eye.t("slip-line", **_named(eye, made), until=until)


def slip_number(eye: Eye, number: int) -> str:
    """A number of the register, or of the series of what is confidential."""
    return str(number) if number > 0 else str(eye.t("slip-number-secret", n=-number))


def _named(eye: Eye, made: SlipIssued) -> dict[str, object]:
    return {
        "sign": SIGNS[made.colour], "colour": eye.t(f"slip-{made.colour}"), "year": made.year,
        "number": slip_number(eye, made.number),
    }  # fmt: skip


def _due(eye: Eye, task: Task, made: SlipIssued) -> Html:
    due, length = eye.moment(datetime.fromisoformat(made.due)), timedelta(minutes=made.late)
    late = eye.by_the_clock(length) if task.priority.breaks_quiet else eye.worked(length)
    return eye.t("slip-due-late" if made.late else "slip-due", due=due, late=late)


def _issued(eye: Eye, event: Event) -> Html:
    by = eye.name(event.actor_id) if event.actor_id is not None else eye.settings.office_name
    return eye.t("slip-issued", who=by, day=eye.moment(event.at, day_only=True))
