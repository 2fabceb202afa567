"""A series is begun: an order that comes back, kept with everything that was said in it."""

from __future__ import annotations

from domain.errors import Refusal
from domain.messages.series import SeriesCard
from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Memberships
from domain.model.series import Series
from domain.model.tasks import PICKED
from domain.model.value import replace
from domain.rules.drafts import require_may_assign
from domain.rules.repeating import begun
from domain.unit import Unit
from domain.usecases.series.making import advance
from domain.usecases.tasks.assign import team_of
from domain.usecases.tasks.places import in_group_topic, place_of

MOST = 200  # series that one person may keep going: more is a mistake, or a machine


def begin_series(unit: Unit, who: Memberships, draft: Draft) -> Series:
    """Keep the order as a series, say so where it was given, and make what is to be made already.

    Raises: Refusal `assign-right` for whoever may not give such a task, `series-many`,
    `series-milestones` for days that come but once.
    """
    written = in_group_topic(who, draft)
    assert written.repeats is not None  # else it is a task
    if written.milestones:
        raise Refusal("series-milestones")
    team_id = written.team_id or team_of(unit, draft.chat_id, who, written.people)
    require_may_assign(who, team_id, written.people)
    if unit.store.series.given(who.member.id) >= MOST:
        raise Refusal("series-many", limit=str(MOST))
    new = replace(
        begun(written.repeats, unit.now, unit.calendar, _template(written, team_id)),
        giver_id=who.member.id,
        lead_id=written.people[0],
        team_id=team_id,
        in_group=draft.chat_id != who.member.telegram_id,
    )
    series = unit.store.series.add(new)
    unit.say(replace(place_of(who, draft), reply_to=written.message_id), SeriesCard(series.id, "begun"))
    return advance(unit, series)


def _template(written: TaskDraft, team_id: int | None) -> TaskDraft:
    """What every task of it is like: without the message it was ordered in, and without days that come but once."""
    parts = tuple(replace(part, due_at=None, day_only=False) for part in written.parts)
    return replace(
        written, team_id=team_id, message_id=None, order_id=None, album=None, wizard=False, page=0, due=None,
        wording=PICKED, readings=(), repeats=None, again=False, parts=parts,
        comes_after=(),
    )  # fmt: skip
