"""The tables of the grammar in their order, from atoms to whole expressions."""

from __future__ import annotations

from functools import cache

from deadlines.engine import Layer
from deadlines.grammar import (
    ahead,
    clocks,
    clocks_spoken,
    compose,
    counted,
    dates,
    days,
    ends,
    festival_days,
    glosses,
    lengths,
    month_names,
    numerals,
    ordinals,
    periods,
    ranges,
    reached,
    repeats,
    repeats_beside,
    repeats_following,
    repeats_lists,
    repeats_places,
    rests,
    weekdays,
    weeks,
    zones,
)


@cache
def layers() -> tuple[Layer, ...]:
    """The grammar; built once, at the first reading. In a layer the earlier of two rows of equal length is tried first."""
    return (
        Layer(numerals.ROWS, zones.OFFSET_ROWS),
        Layer(
            repeats_beside.ATOM_ROWS,
            repeats.ROWS,
            repeats_places.ROWS,
            repeats_lists.ROWS,
            clocks.ROWS,
            clocks_spoken.ROWS,
            lengths.ROWS,
            weekdays.ROWS,
            days.ROWS,
            month_names.ROWS,
            festival_days.ROWS,
            dates.ROWS,
            periods.ROWS,
            ranges.PAIR_ROWS,
        ),
        Layer(
            compose.TIME_ROWS,
            counted.TIME_ROWS,
            ends.ROWS,
            rests.ROWS,
            weeks.ROWS,
            repeats.ROWS,
            repeats_places.ROWS,
            repeats_lists.ROWS,
            repeats_lists.PLACE_ROWS,
            repeats_following.YEAR_ROWS,
        ),
        Layer(
            zones.TIME_ROWS,
            glosses.ROWS,
            compose.MERGE_ROWS,
            ends.ROWS,
            rests.ROWS,
            weeks.ROWS,
            reached.ROWS,
            ordinals.ROWS,
            repeats_beside.ROWS,
            repeats.MORE_ROWS,
            repeats_lists.MORE_ROWS,
            repeats_following.ROWS,
        ),
        Layer(
            ahead.LENGTH_ROWS,
            counted.LENGTH_ROWS,
            repeats.TIMED_ROWS,
            repeats_lists.TIMED_ROWS,
            repeats_beside.RULE_ROWS,
            reached.NUMBER_ROWS,
        ),
        Layer(reached.COUNTED_ROWS),
        Layer(compose.POINT_ROWS, counted.POINT_ROWS, ahead.POINT_ROWS),
        Layer(reached.SHIFT_ROWS, zones.POINT_ROWS),
        Layer(ranges.ROWS),
        Layer(ranges.OUTER_ROWS, repeats_beside.OUTER_ROWS),
    )
