"""What words mean as a deadline: a moment, the moments they may mean, or a doubt that only people can settle."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from deadlines import Kind, Problem, Reading, read, read_given
from domain.errors import Refusal
from domain.model.drafts import Doubt
from domain.model.repeats import Repeats
from domain.model.tasks import PICKED, Wording
from domain.model.value import replace, value
from domain.rules.drafts import doubt_of
from domain.rules.moments import quick_deadlines
from domain.rules.repeating import repeating
from domain.text import late, one_line
from domain.unit import Unit
from domain.usecases.tasks.order import Order

_FAR = timedelta(days=300)  # a day without a year that has gone by is read as next year's
_JUST = timedelta(days=62)
_HAN_FROM = "\u4e00"
_LIMIT = late(r"(?:前|截止)\s*$|^\s*(?:by|before|until)\b", re.IGNORECASE)


@value
class Understood:
    """What was understood of a deadline: a moment, the moments it may mean, or a rule; how it was said. Nothing when none was.

    `as_said`: the words with the rule, where that may be part of the deed.
    """

    moment: datetime | None = None
    wording: Wording = PICKED
    readings: tuple[datetime, ...] = ()
    doubt: Doubt = Doubt.NONE
    repeats: Repeats | None = None
    as_said: str = ""


def understood(unit: Unit, words: str) -> Understood:
    """The deadline that words mean, or the moments they may mean; refused when they mean none."""
    found = taken(unit, read_given(words, unit.now, unit.calendar))
    if found.moment is None and not found.readings:
        problem = "event" if found.doubt is Doubt.BEFORE_EVENT else "unread"
        raise Refusal("deadline", problem=problem, words=words[:60])
    return found


def due_in_order(unit: Unit, order: Order) -> Understood:
    """What an order says of its deadline, which may be a rule; a bad one is refused."""
    if order.refused is not None:
        raise order.refused
    return (
        Understood(repeats=order.repeats.repeats, as_said=order.repeats.whole)
        if order.repeats
        else taken(unit, order.reading)
    )


def rule_or_moment(unit: Unit, words: str) -> Understood:
    """What words mean, asked for the deadline of a task that is being written: a rule, or a moment."""
    said = repeating(words, unit.now, unit.calendar)
    return Understood(repeats=said.repeats) if said else understood(unit, words)


def taken(unit: Unit, reading: Reading) -> Understood:
    """What a reading gives; a bad deadline is refused."""
    if reading.problem:
        raise Refusal("deadline", problem=reading.problem.value, words=reading.words)
    if reading.kind is Kind.SET:
        raise Refusal("deadline", problem="recurring", words=reading.words)
    wording = Wording(one_line(reading.words), reading.day_only, unit.now)
    if doubt_of(reading) or reading.kind is Kind.ASK:
        return doubted(unit, reading)
    if reading.moment is None:
        return Understood()
    return Understood(checked_due(unit, reading.moment), wording)


def settled(reading: Reading, since: datetime) -> Reading:
    """A day of a period that is still to come (12月底 of next year's plan): never the one just gone by before the period."""
    ahead = [m for m in reading.readings if m >= since]
    if doubt_of(reading) is not Doubt.JUST_PAST or len(ahead) != 1:
        return reading
    return replace(reading, kind=Kind.DATE, moment=ahead[0], readings=(), explanation=None)


def taken_from(unit: Unit, found: Reading, written: datetime, text: str) -> Understood:
    """What a text written earlier says of its deadline; one that is over is asked about, an impossible one passed over."""
    said = repeating(text, unit.now, unit.calendar, found)
    if said:
        return Understood(repeats=said.repeats)
    wording = Wording(one_line(found.words), found.day_only, written)
    if doubt_of(found):
        return _doubted(unit, found, wording)
    moments = found.readings if found.kind is Kind.ASK else (found.moment,) if found.moment else ()
    ahead = tuple(m for m in moments if unit.now < m <= horizon(unit))
    if found.problem or found.kind is Kind.SET or not moments:
        return Understood()
    if not ahead:
        return Understood(wording=wording, doubt=Doubt.LATE if max(moments) <= unit.now else Doubt.NONE)
    if found.kind is Kind.ASK:
        return Understood(None, wording, ahead)
    return Understood(ahead[0], wording)


def doubted(unit: Unit, reading: Reading) -> Understood:
    """What a reading that must be asked about may mean; a day just gone by: at once, or next year's."""
    wording = Wording(one_line(reading.words), reading.day_only, unit.now)
    return _doubted(unit, reading, wording) if doubt_of(reading) else Understood(None, wording, reading.readings)


def _doubted(unit: Unit, reading: Reading, wording: Wording) -> Understood:
    """A doubt with the moments that are offered: counted from now; at once, or a year later than was said."""
    doubt = doubt_of(reading)
    if doubt is Doubt.JUST_PAST:
        at_once = quick_deadlines(unit.now, unit.calendar)[0]
        return Understood(None, wording, (at_once, reading.readings[-1]), doubt)
    if doubt is Doubt.FROM_EVENT:
        from_now = read(reading.words, unit.now, unit.calendar).readings[:1]
        return Understood(None, replace(wording, due_said_at=unit.now), from_now, doubt)
    return Understood(None, wording, (), doubt)


def moment_in(unit: Unit, text: str) -> datetime | None:
    """The one moment ahead that words name besides what else they say."""
    found = read(text, unit.now, unit.calendar, sentence=True)
    if found.problem or found.kind in (Kind.ASK, Kind.SET) or found.moment is None:
        return None
    return found.moment if unit.now < found.moment <= horizon(unit) else None


def limit_in(unit: Unit, text: str) -> Understood:
    """The one limit ahead that words set besides what else they say, as 周五前 does and 周五的会 does not.

    Raises: Refusal `deadline` for a limit that no calendar has (2月30日前).
    """
    found = read(text, unit.now, unit.calendar, sentence=True)
    limits = _LIMIT.search(found.words) is not None
    if limits and found.problem is Problem.IMPOSSIBLE:
        raise Refusal("deadline", problem=found.problem.value, words=found.words)
    moment = moment_in(unit, text) if limits else None
    return Understood(moment, Wording(one_line(found.words), found.day_only, unit.now)) if moment else Understood()


_FROM_NOW = late(r"内|內|后|後|起|现在|現在|今|\bwithin\b|\bin\b|\bfrom\b|\bafter\b", re.IGNORECASE)
_WORKING = late(r"工作日|工作天|(?:working|business) days?", re.IGNORECASE)


@value
class Later:
    """A deadline counted from the present one; `moved`: the day it came to is free, so it is the next working day."""

    moment: datetime
    moved: bool = False


def longer(unit: Unit, words: str, due: datetime) -> Later | None:
    """The deadline that comes so much later as words say (两天, 2 days more); None where they name no bare length.

    A day off is none: one day after a Friday is the Monday, as the buttons have it.
    """
    found = read(words, unit.now, unit.calendar, sentence=True)
    bare = found.kind is Kind.DURATION or _WORKING.search(found.words)
    if found.problem or not bare or _FROM_NOW.search(found.words):
        return None
    counted = read(found.words, due, unit.calendar)
    if counted.moment is None:
        return None
    hour = due.astimezone(unit.calendar.zone)
    if not counted.day_only:
        return Later(counted.moment)
    same_hour = counted.moment.replace(hour=hour.hour, minute=hour.minute)
    day = same_hour.astimezone(unit.calendar.zone).date()
    if unit.calendar.is_working_day(day):
        return Later(same_hour)
    on = unit.calendar.next_working_day(day)
    return Later(datetime.combine(on, hour.time(), hour.tzinfo), moved=True)


def counted_from(unit: Unit, wording: Wording, words: str) -> Understood:
    """The deadline of an event whose day these words name; words that are a limit of their own are the deadline itself.

    Raises Refusal where they name no day.
    """
    if _LIMIT.search(words):
        return understood(unit, words)
    day = _day_named(unit, words)
    due = next(iter(read(wording.due_words, day, unit.calendar).readings), None)
    if due is None:
        return understood(unit, words)
    return Understood(checked_due(unit, due), replace(wording, due_said_at=day))


def _day_named(unit: Unit, words: str) -> datetime:
    """The day of an event, which may have just gone by: 11月20日 said on the 23rd is this year's."""
    found = read(words, unit.now, unit.calendar)
    if found.moment is None or found.moment > unit.now + _FAR:
        earlier = read(words, unit.now - _JUST, unit.calendar)
        found = earlier if earlier.moment is not None and earlier.moment <= unit.now else found
    if found.moment is None:
        problem = found.problem.value if found.problem else "unread"
        raise Refusal("deadline", problem=problem, words=words[:60])
    return found.moment


def checked_due(unit: Unit, due: datetime) -> datetime:
    """A deadline lies ahead, and not further than the office plans."""
    if due <= unit.now:
        raise Refusal("deadline-past", moment=due.isoformat())
    if due > horizon(unit):
        raise Refusal("deadline-far", moment=due.isoformat(), years=str(unit.settings.limits.years_ahead))
    return due


def horizon(unit: Unit) -> datetime:
    """How far the office plans."""
    return unit.now + timedelta(days=366 * unit.settings.limits.years_ahead)


# 昨天交材料 orders, 昨天交的材料 says which.
_DEED = late(
    r"(?:请|請|要)?(?:上交|提交|上报|上報|报送|報送|交|报(?![告表名纸])|完成|整理|准备|準備|汇总|彙總|起草|修改|打印|列印|写|寫|发送|發送|发给|發給|办完|辦完|办好|辦好|送)"
    r"(?!.{0,8}的)"
)


def refuse_past(unit: Unit, words: str) -> None:
    """An order for a day gone by (`昨天 交报告`) is refused; a day that only says which (昨天的纪要) is not."""
    words = words.strip()
    head = words.partition(" ")[0]  # 昨天 过去, of which nothing is read as a whole
    found = read(words, unit.now, unit.calendar)
    if found.problem is not Problem.PAST:
        found = read(head, unit.now, unit.calendar)
        if found.problem is not Problem.PAST or found.words != head:
            return
    start, end = found.span
    before, after = words[:start], words[end:]
    leads = not before and (not after or after[0].isspace() or after[0] in ",，:：" or _DEED.match(after) is not None)
    closes = not after.strip("。.!！") and before[-1:] in (" ", ",", "，") and found.words[:1] >= _HAN_FROM
    if leads or closes:
        raise Refusal("deadline", problem=Problem.PAST.value, words=found.words)
