"""会议简报 as a document: the same matters, all of them, a table for each person."""

from __future__ import annotations

from collections.abc import Mapping

from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.lists import reason
from bot.views.meeting import how_it_stands, span, whose
from bot.views.official import in_name, page_words, words
from bot.views.rendered import Rendered
from domain.facts.base import Event
from domain.messages.meetings import MeetingFile
from domain.model.lights import Light
from domain.model.meetings import BriefLine, Discussed, Meeting
from domain.model.papers import Made, Paper, Table
from domain.model.tasks import Status, Task
from domain.rules.meeting import OfOne, told
from domain.text import tidy

_COLUMNS = ("number", "matter", "standard", "due", "state", "words")
_WIDTHS = (8, 26, 18, 12, 13, 23)
_LONGEST = 300  # of what was reported, in a cell


def document(eye: Eye, message: MeetingFile) -> Rendered | None:
    """The document's name and what stands on it; it is made when it leaves."""
    meeting = eye.store.meetings.get(message.meeting_id)
    if meeting is None:
        return None
    of = in_name(whose(eye, meeting))
    day = eye.now.astimezone(eye.calendar.zone)
    name = f"{words(eye.t('paper-name', of=of))} {day:%Y-%m-%d}.docx"
    return Rendered(eye.t("meeting-file", of=whose(eye, meeting)), made=Made(name, paper(eye, meeting)))


def paper(eye: Eye, meeting: Meeting) -> Paper:
    """What stands on it; two statements for the matters, one for what was reported last."""
    lines = eye.store.meetings.lines(meeting.team_id, meeting.since)
    ids = [line.id for line in lines]
    eye.store.tasks.know(ids)
    heard, found = eye.store.meetings.last_words(ids), told(lines, eye.now)
    talked = {one.task_id: one for one in eye.store.meetings.discussed(meeting.id)}
    waiting = len(found.waiting)
    totals = eye.t("meeting-totals", done=found.done, going=found.going, overdue=found.overdue, waiting=waiting)
    tables = tuple(_table(eye, one, heard, talked) for one in found.people)
    nothing = () if tables else (words(eye.t("meeting-nothing")),)
    return Paper(
        words(eye.t("paper-title", office=eye.settings.office_name)),
        (whose(eye, meeting), words(span(eye, meeting)), words(totals), *nothing),
        tables,
        (words(eye.t("paper-signed")),),
        eye.language,
        page_words(eye),
    )


def _table(eye: Eye, one: OfOne, heard: Mapping[int, Event], talked: Mapping[int, Discussed]) -> Table:
    """Overdue first, then what waits for a decision, the rest by its deadline, what is done at the end."""
    late, waiting = set(one.overdue), set(one.waiting)
    going = sorted(one.going, key=lambda line: (line not in late, line not in waiting, line.due_at, line.id))
    counts = {"done": len(one.done), "going": len(one.going), "late": len(one.overdue)}
    rows = tuple(_row(eye, line, heard.get(line.id), talked.get(line.id)) for line in (*going, *one.done))
    heading = eye.t("paper-person", name=eye.name(one.member_id), **counts)
    columns = tuple(words(eye.t(f"paper-{column}")) for column in _COLUMNS)
    return Table(words(heading), columns, _WIDTHS, rows)


def _row(eye: Eye, line: BriefLine, heard: Event | None, talked: Discussed | None) -> tuple[str, ...]:
    due = eye.plain_moment(line.due_at, day_only=line.due_day_only)
    return f"#{line.id}", line.title, line.standard, due, _state(eye, line), _last_words(eye, heard, talked)


def _state(eye: Eye, line: BriefLine) -> str:
    """The light in words: overdue, near or behind and why, else the state; how far it has come."""
    task = eye.store.tasks.get(line.id)
    state = words(_how(eye, line, task))
    going = line.status in (Status.ASSIGNED, Status.ACTIVE) and task is not None and eye.percent(task)
    return f"{state} {eye.percent(task)}%" if going and task is not None else state


def _how(eye: Eye, line: BriefLine, task: Task | None) -> Html:
    if line.late(eye.now) or line.waits or line.done or task is None:
        return how_it_stands(eye, line)
    found = eye.lit(task)
    state = eye.t(f"status-{line.status}")
    return eye.t("paper-yellow", state=state, why=reason(eye, task, found)) if found.light is Light.YELLOW else state


def _last_words(eye: Eye, heard: Event | None, talked: Discussed | None) -> str:
    """What was reported last and when; what this meeting decided."""
    text = tidy(str(getattr(heard.fact, "text", ""))) if heard else ""
    said = [words(eye.t("paper-said", day=eye.day(heard.at), text=text[:_LONGEST]))] if heard and text else []
    decided = talked.decided if talked else ""
    return "\n".join([*said, *([words(eye.t("paper-decided", text=decided))] if decided else [])])
