"""会议简报 as chat: short paragraphs to be read out, the matters to be ticked, and what came of a meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import page_of, pager
from domain.messages.meetings import (
    MeetingBrief,
    MeetingClosing,
    MeetingHeld,
    MeetingMatters,
    MeetingOutcome,
    MeetingWhich,
    OwnBrief,
)
from domain.model.matters import Matters
from domain.model.meetings import BriefLine, Discussed, Meeting
from domain.model.people import Team, TeamStatus
from domain.model.tasks import Status, Task
from domain.rules.meeting import OfOne, of_one, told

_PEOPLE = 6  # a page, so that the longest names and titles stay within one message
_MATTERS = 7
_TEAMS = 20
_DONE, _LATE, _WAITING = 3, 4, 3  # how many are named; the document has all of them
_TITLE, _WORDS = 24, 60
_MOST_TOLD = 8
_ALL = 200  # of one person's own


def brief(eye: Eye, message: MeetingBrief) -> Rendered | None:
    """A page of the brief: the totals, then a paragraph for each person, the gravest first."""
    meeting = eye.store.meetings.get(message.meeting_id)
    if meeting is None:
        return None
    found = told(eye.store.meetings.lines(meeting.team_id, meeting.since), eye.now)
    head = _head(eye, meeting)
    if found.nothing:
        return Rendered(Html("\n".join([*head, eye.t("meeting-nothing")])), ((_button(eye, "over", "h", meeting),),))
    page = page_of(found.people, message.page, _PEOPLE)
    waiting = len(found.waiting)
    totals = eye.t("meeting-totals", done=found.done, going=found.going, overdue=found.overdue, waiting=waiting)
    lines = [*head, totals, *(Html(f"\n{paragraph(eye, one)}") for one in page.shown)]
    turn = pager(eye, page.of, page.place, Press.MEETING, "t", meeting.id)
    return Rendered(Html("\n".join(lines)), (turn, *_what_next(eye, meeting)))


def _what_next(eye: Eye, meeting: Meeting) -> Rows:
    document = _button(eye, "file", "f", meeting)
    if meeting.held_at is not None:
        return ((document,),)
    return ((_button(eye, "matters", "l", meeting, 0), document), (_button(eye, "over", "h", meeting),))


def _button(eye: Eye, label: str, what: str, meeting: Meeting, *more: int) -> Button:
    return Button(str(eye.t(f"button-meeting-{label}")), pack(Press.MEETING, what, meeting.id, *more))


def _head(eye: Eye, meeting: Meeting) -> list[Html]:
    return [eye.t("meeting-head", of=whose(eye, meeting)), span(eye, meeting)]


def whose(eye: Eye, meeting: Meeting) -> str:
    """The team a meeting is of, or the whole office."""
    team = eye.store.teams.get(meeting.team_id) if meeting.team_id is not None else None
    return team.title if team else str(eye.t("meeting-office"))


def span(eye: Eye, meeting: Meeting) -> Html:
    """The days of which it tells, and whether they are those since the last one."""
    again = meeting.held_at is None and eye.store.meetings.last_held(meeting.team_id) == meeting.since
    key = "meeting-span-last" if again else "meeting-span"
    return eye.t(key, since=eye.day(meeting.since), until=eye.day(meeting.held_at or eye.now))


def paragraph(eye: Eye, one: OfOne) -> Html:
    """李明：办结 2 件（…）；在办 3 件，其中 1 件超期（#12 …，超 2 天）。"""
    parts = [part(eye, one) for part in (_done, _going, _waiting)]
    said = Html(eye.t("meeting-semicolon").join(p for p in parts if p))
    return eye.t("meeting-one", name=eye.name(one.member_id), said=said)


def _done(eye: Eye, one: OfOne) -> Html:
    named = _named(eye, one.done, _DONE, lambda line: _title(eye, line))
    return eye.t("meeting-done", n=len(one.done), named=named) if one.done else Html("")


def _going(eye: Eye, one: OfOne) -> Html:
    if not one.going:
        return Html("")
    if one.overdue:
        named = _named(eye, one.overdue, _LATE, lambda line: _late(eye, line))
        return eye.t("meeting-going-late", n=len(one.going), late=len(one.overdue), named=named)
    ahead = next((line for line in one.going if line.due_at > eye.now and not line.waits), None)
    if ahead is None:
        return eye.t("meeting-going", n=len(one.going))
    due = eye.moment(ahead.due_at, day_only=ahead.due_day_only, brief=True)
    return eye.t("meeting-going-next", n=len(one.going), number=ahead.id, title=shorten(ahead.title, _TITLE), due=due)


def _waiting(eye: Eye, one: OfOne) -> Html:
    named = _named(eye, one.waiting, _WAITING, lambda line: _waits(eye, line))
    return eye.t("meeting-waiting", n=len(one.waiting), named=named) if one.waiting else Html("")


def _named(eye: Eye, lines: Sequence[BriefLine], most: int, word: Callable[[BriefLine], Html]) -> Html:
    """The first of them by name, and that there are more."""
    found = Html(eye.t("meeting-semicolon").join(word(line) for line in lines[:most]))
    return eye.t("meeting-and-more", named=found, n=len(lines)) if len(lines) > most else found


def _title(eye: Eye, line: BriefLine) -> Html:
    return eye.t("meeting-title", number=line.id, title=shorten(line.title, _TITLE))


def _late(eye: Eye, line: BriefLine) -> Html:
    return eye.t("meeting-late", number=line.id, title=shorten(line.title, _TITLE), late=eye.span(line.due_at))


def _waits(eye: Eye, line: BriefLine) -> Html:
    return eye.t("meeting-waits", number=line.id, title=shorten(line.title, _TITLE), why=why_it_waits(eye, line))


def why_it_waits(eye: Eye, line: BriefLine) -> Html:
    """What somebody has to decide about it."""
    return eye.t("meeting-asks" if line.status.is_worked_on else f"status-{line.status}")


def own_brief(eye: Eye, message: OwnBrief) -> Rendered | None:
    """What the reader could say of their own work."""
    if eye.member is None:
        return None
    since = datetime.fromisoformat(message.since)
    going = eye.store.tasks.page(Matters(hands=eye.member.id), _ALL)
    done = eye.store.tasks.closed_of_lead(eye.member.id, since)
    found = of_one(eye.member.id, [BriefLine.of(task) for task in (*going, *done)], eye.now)
    head = eye.t("meeting-own", since=eye.day(since), until=eye.day(eye.now))
    said = paragraph(eye, found) if found.done or found.going else eye.t("meeting-nothing")
    return Rendered(Html(f"{head}\n{said}"), secret=any(task.confidential for task in (*going, *done)))


def which(eye: Eye, message: MeetingWhich) -> Rendered | None:
    """The teams whose meetings the reader may hold, and the whole office for those who run it."""
    who = eye.who()
    if who is None:
        return None
    teams = [t for t in eye.store.teams.with_status(TeamStatus.APPROVED) if who.runs(t.id)]
    day = message.since.replace("-", "") or "0"
    page = page_of(teams, message.page, _TEAMS)
    rows = [(_team_button(team, day),) for team in page.shown]
    office = Button(str(eye.t("meeting-office")), pack(Press.MEETING, "a", 0, day)) if who.runs_office() else None
    steps = [(step, label) for step, label in ((page.place - 1, "‹"), (page.place + 1, "›")) if 0 <= step < page.of]
    turn = tuple(Button(label, pack(Press.MEETING, "w", step, day)) for step, label in steps)
    return Rendered(eye.t("meeting-which"), (*rows, turn, (office,) if office else ()))


def _team_button(team: Team, day: str) -> Button:
    return Button(shorten(team.title, 40), pack(Press.MEETING, "a", team.id, day))


# -- at the meeting ----------------------------------------------------------------------------------------------------


def matters(eye: Eye, message: MeetingMatters) -> Rendered | None:
    """A page of the matters, what is open before what was done, each to be ticked or to be given a decision."""
    meeting = eye.store.meetings.get(message.meeting_id)
    if meeting is None:
        return None
    if meeting.held_at is not None:
        return held(eye, MeetingHeld(meeting.id))
    scope = (meeting.team_id, meeting.since)
    count, talked = eye.store.meetings.count(*scope), _talked(eye, meeting)
    pages = max(1, -(-count // _MATTERS))
    page = min(max(message.page, 0), pages - 1)
    shown = eye.store.meetings.page(*scope, _MATTERS, page * _MATTERS)
    head = eye.t("meeting-matters", of=whose(eye, meeting), n=len(talked), count=count)
    lines = [head, *(_matter(eye, line, talked.get(line.id)) for line in shown), *_hint(eye, shown)]
    rows = [_to_tick(eye, meeting, page, line, talked.get(line.id)) for line in shown]
    turn = pager(eye, pages, page, Press.MEETING, "l", meeting.id)
    last = (_button(eye, "text", "t", meeting, 0), _button(eye, "over", "h", meeting))
    return Rendered(Html("\n".join(lines)), (*rows, turn, last))


def _hint(eye: Eye, shown: Sequence[BriefLine]) -> list[Html]:
    return [Html(""), eye.t("meeting-how")] if shown else [eye.t("meeting-nothing")]


def _talked(eye: Eye, meeting: Meeting) -> dict[int, Discussed]:
    return {one.task_id: one for one in eye.store.meetings.discussed(meeting.id)}


def _matter(eye: Eye, line: BriefLine, talked: Discussed | None) -> Html:
    """✅ #12 title — 李明，超 2 天; below it what was decided."""
    said = eye.t(
        "meeting-matter", mark="✅" if talked else "▫️", number=line.id, title=shorten(line.title, _WORDS),
        name=eye.name(line.duty_id), how=how_it_stands(eye, line),
    )  # fmt: skip
    if talked is None or not talked.decided:
        return said
    return Html(f"{said}\n{eye.t('meeting-decided-line', text=shorten(talked.decided, _WORDS))}")


def how_it_stands(eye: Eye, line: BriefLine) -> Html:
    """Overdue and by how much, what it waits for, or when it is due."""
    if line.late(eye.now):
        return eye.t("meeting-late-by", late=eye.span(line.due_at))
    if line.done or line.status is Status.PAUSED:
        return eye.t(f"status-{line.status}")
    if line.waits:
        return why_it_waits(eye, line)
    return eye.t("meeting-due", due=eye.moment(line.due_at, day_only=line.due_day_only, brief=True))


def _to_tick(
    eye: Eye, meeting: Meeting, page: int, line: BriefLine, talked: Discussed | None
) -> tuple[Button, ...]:  # fmt: skip
    where = (meeting.id, page, line.id)
    tick = eye.t("label-meeting-ticked" if talked else "label-meeting-tick", number=line.id)
    decide = eye.t("label-meeting-decide", number=line.id)
    return (
        Button(str(tick), pack(Press.MEETING, "k", *where)),
        Button(str(decide), pack(Press.MEETING, "d", *where)),
    )


def closing(eye: Eye, message: MeetingClosing) -> Rendered | None:
    """Who will hear, before it is over."""
    meeting = eye.store.meetings.get(message.meeting_id)
    if meeting is None or meeting.held_at is not None:
        return held(eye, MeetingHeld(message.meeting_id))
    said = (
        eye.t("meeting-closing", **_came_of(eye, meeting)) if _talked(eye, meeting) else eye.t("meeting-closing-none")
    )
    back = _button(eye, "text", "t", meeting, 0)
    return Rendered(said, ((_button(eye, "yes", "y", meeting), back),))


def _came_of(eye: Eye, meeting: Meeting) -> Mapping[str, int]:
    talked = _talked(eye, meeting)
    return {"n": len(talked), "decided": sum(bool(one.decided) for one in talked.values())}


def held(eye: Eye, message: MeetingHeld) -> Rendered | None:
    """It is over; the next brief counts from now."""
    meeting = eye.store.meetings.get(message.meeting_id)
    if meeting is None or meeting.held_at is None:
        return None
    fields = {"of": whose(eye, meeting), "moment": eye.moment(meeting.held_at)}
    talked = _came_of(eye, meeting)
    said = eye.t("meeting-held", **fields, **talked) if talked["n"] else eye.t("meeting-held-none", **fields)
    return Rendered(said, ((_button(eye, "file", "f", meeting),),))


def outcome(eye: Eye, message: MeetingOutcome) -> Rendered | None:
    """What a meeting did about what the reader has a part in: decisions in their words, the others by name."""
    meeting = eye.store.meetings.get(message.meeting_id)
    if meeting is None or meeting.held_at is None or eye.member is None:
        return None
    talked = _talked(eye, meeting)
    eye.store.tasks.know(talked)
    theirs = [t for t in map(eye.store.tasks.get, talked) if t and eye.member.id in t.involved_ids and eye.sees(t)]
    if not theirs:
        return None
    decided = [t for t in theirs if talked[t.id].decided]
    plain = [t for t in theirs if not talked[t.id].decided]
    lines = [eye.t("meeting-outcome", of=whose(eye, meeting), day=eye.day(meeting.held_at))]
    lines += [_decided(eye, t, talked[t.id].decided) for t in decided[:_MOST_TOLD]]
    lines += [eye.t("meeting-outcome-more", n=len(decided) - _MOST_TOLD)] if len(decided) > _MOST_TOLD else []
    lines += [_only_discussed(eye, plain)] if plain else []
    return Rendered(Html("\n".join(lines)), _cards(theirs), secret=any(task.confidential for task in theirs))


def _decided(eye: Eye, task: Task, words: str) -> Html:
    return eye.t("meeting-outcome-decided", number=task.id, title=shorten(task.title, 40), text=shorten(words, 400))


def _only_discussed(eye: Eye, plain: Sequence[Task]) -> Html:
    named = eye.join_html([_title(eye, BriefLine.of(t)) for t in plain[:_MOST_TOLD]])
    more = eye.t("meeting-and-more", named=named, n=len(plain)) if len(plain) > _MOST_TOLD else named
    return eye.t("meeting-outcome-discussed", named=more)


def _cards(tasks: Sequence[Task]) -> Rows:
    buttons = [Button(f"#{task.id}", pack(Press.SHOW, task.id)) for task in tasks[:8]]
    return (tuple(buttons[:4]), tuple(buttons[4:]))
