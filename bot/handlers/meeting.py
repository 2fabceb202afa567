"""会议简报: `/brief`, its pages, its document, the matters that are ticked, what is decided, and that the meeting is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from bot.callback import Press, number
from bot.handlers.choosing import ask_words, offer
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.asking import Offer
from domain.messages.meetings import (
    MeetingBrief,
    MeetingClosing,
    MeetingFile,
    MeetingHeld,
    MeetingMatters,
    MeetingWhich,
    OwnBrief,
)
from domain.model.meetings import Meeting
from domain.model.post import Place, Said
from domain.rules.decisions.meetings import bare
from domain.rules.lifecycle import Action
from domain.rules.since import since_in
from domain.usecases.people.teams import approved
from domain.usecases.reports import meetings
from domain.usecases.tasks.meaning import meant

_MOST_OFFERED = 4
_DIGITS = 8  # of a day in a button: 20261116


def named(talk: Talk, words: str) -> bool:
    """出个简报, 上周以来的简报: as after the command; other words beside it are an order."""
    since = _since(talk, words) if words else None
    if words and since is None:
        return False
    _answer(talk, since)
    return True


def brief(talk: Talk) -> None:
    """`/brief`, `/brief 11月16日以来`: of the group's team, or in private of one that is chosen; staff read their own part."""
    talk.require_team_or_private()
    _answer(talk, _named(talk))


def _answer(talk: Talk, since: date | None) -> None:
    who = talk.who
    if not talk.is_private:
        return _begin(talk, approved(talk.unit, talk.chat_id).id, since)
    teams = meetings.teams_run(talk.unit, who)
    if len(teams) > 1:
        return talk.answer(MeetingWhich(since.isoformat() if since else ""))
    if teams or who.runs_office():
        return _begin(talk, teams[0].id if teams else None, since)
    return talk.answer(OwnBrief(meetings.own_since(talk.unit, who, since).isoformat()))


def _named(talk: Talk) -> date | None:
    words = talk.args.strip()
    return _since(talk, words) if words else None


def _since(talk: Talk, words: str) -> date | None:
    return since_in(words, talk.unit.now.astimezone(talk.unit.calendar.zone).date())


def _begin(talk: Talk, team_id: int | None, since: date | None) -> None:
    meeting = meetings.begin(talk.unit, talk.who, team_id, since)
    talk.answer_here(MeetingBrief(meeting.id))


def chosen(talk: Talk) -> None:
    """`mt:a:<team, 0 for the office>:<day>`; `mt:w:<page>:<day>` turns the page of teams."""
    _, what, field, day = (*talk.data, "", "", "")[:4]
    since = _day(day)
    if not talk.is_private:
        raise Refusal("open-private")
    if what == "w":
        return talk.answer_here(MeetingWhich(since.isoformat() if since else "", number(field)))
    return _begin(talk, number(field) or None, since)


def _day(field: str) -> date | None:
    try:
        return datetime.strptime(field, "%Y%m%d").date() if len(field) == _DIGITS else None  # noqa: DTZ007 - a day
    except ValueError:
        raise Refusal("button-old") from None


def pressed(talk: Talk) -> None:
    """`mt:<what>:<meeting>:<page>:<task>`: the presser's rights and whether the meeting is on decide, never the button."""
    _, what, meeting_field, page, task = (*talk.data, "", "", "", "")[:5]
    if what in ("a", "w"):
        return chosen(talk)
    if what not in _PRESSED:
        raise Refusal("button-old")
    meeting = meetings.fetch_meeting(talk.unit, talk.who, number(meeting_field), on=what in _WHILE_ON)
    _in_its_place(talk, meeting)
    return _PRESSED[what](talk, meeting, number(page), number(task))


def _in_its_place(talk: Talk, meeting: Meeting) -> None:
    """In a group only its own meetings are shown."""
    if not talk.is_private and (talk.team is None or talk.team.id != meeting.team_id):
        raise Refusal("button-old")


def _text(talk: Talk, meeting: Meeting, page: int, _task: int) -> None:
    talk.answer_here(MeetingBrief(meeting.id, page))


def _matters(talk: Talk, meeting: Meeting, page: int, _task: int) -> None:
    talk.answer_here(MeetingMatters(meeting.id, page))


def _tick(talk: Talk, meeting: Meeting, page: int, task: int) -> None:
    ticked = meetings.turn(talk.unit, talk.who, meeting, task)
    talk.show("meeting-ticked" if ticked else "meeting-unticked", number=task)
    talk.answer_here(MeetingMatters(meeting.id, page))


def _decide(talk: Talk, meeting: Meeting, page: int, task: int) -> None:
    """The next words are what is decided; the list shows it where it stands."""
    meetings.matter(talk.unit, talk.who, meeting, task)
    meetings.shown(talk.unit, meeting, talk.chat_id, talk.message.message_id if talk.message else None, page)
    ask_words(talk, task, Action.MINUTE, "")


def _file(talk: Talk, meeting: Meeting, _page: int, _task: int) -> None:
    talk.send_file(f"meeting-file:{meeting.id}", MeetingFile(meeting.id))


def _closing(talk: Talk, meeting: Meeting, _page: int, _task: int) -> None:
    talk.answer_here(MeetingClosing(meeting.id))


def _over(talk: Talk, meeting: Meeting, _page: int, _task: int) -> None:
    meetings.close(talk.unit, talk.who, meeting)
    talk.answer_here(MeetingHeld(meeting.id))


_WHILE_ON = frozenset({"l", "k", "d", "h", "y"})
_PRESSED: Mapping[str, Callable[[Talk, Meeting, int, int], None]] = {
    "t": _text,
    "l": _matters,
    "k": _tick,
    "d": _decide,
    "f": _file,
    "h": _closing,
    "y": _over,
}


def go_on(talk: Talk, task_id: int, said: Said) -> None:
    """A decision was written down: the list shows it, and what it changes is offered as the button that does."""
    task = talk.unit.store.tasks.get(task_id)
    meeting = meetings.on_for(talk.unit, task) if task else None
    if meeting is not None and meeting.shown_as is not None and meeting.shown_in == talk.chat_id:
        place = talk.place if talk.is_private else Place(chat_id=talk.chat_id, thread_id=talk.thread_id)
        talk.unit.say(place, MeetingMatters(meeting.id, meeting.shown_page, meeting.shown_as))
    words = bare(said.text)
    found = meant(talk.unit, talk.who, task_id, words, talk.mentions(words))
    if found is not None and found.choices:
        choices = tuple((task_id, action.value, argument) for action, argument in found.choices[:_MOST_OFFERED])
        offer(talk, Offer("minuted", choices, task_id), said)


ROUTES = (Route(On.COMMAND, "brief", brief), Route(On.BUTTON, Press.MEETING, pressed))
