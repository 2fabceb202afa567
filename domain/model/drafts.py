"""A task being written: what is known of it so far, and what can be missing in it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from domain.model.milestones import Milestone
from domain.model.repeats import Repeats
from domain.model.tasks import PICKED, Attachment, Origin, Priority, Wording
from domain.model.value import value


class Lack(StrEnum):
    """What a draft can lack, each asked for by a question of that name."""

    OPEN = "open"
    SEVERAL = "several"
    MINUTES = "minutes"  # the lines of a document
    WHO = "who"
    PERSON = "person"
    REPEAT = "repeat"
    READING = "reading"
    DEADLINE = "deadline"
    TEXT = "text"
    CONFIRM = "confirm"
    HUSHED = "hushed"  # whether it is confidential, as its words sound
    NOTICE = "notice"  # the words of a notice, or of the order to those who have not read it
    RAISE = "raise"  # the words of what is raised
    TEAM = "team"
    UNNAMED = "unnamed"
    # What nobody has to say, and what can be opened from the preview: see `domain/rules/draft_steps.py`.
    MORE = "more"
    PRIORITY = "priority"
    STANDARD = "standard"
    CO = "co"
    CC = "cc"
    TAGS = "tags"
    POINTS = "points"  # milestones
    NAME = "name"  # of a template


class Doubt(StrEnum):
    """Why a deadline that was said must be asked about, besides that it can be read in several ways."""

    NONE = ""
    LATE = "late"  # it was said in an earlier text, and is over
    FROM_EVENT = "from-event"  # it counts from something nobody has dated: 验收合格之日起15日内
    BEFORE_EVENT = "before-event"  # it counts back from such a thing: 开会前三天
    JUST_PAST = "just-past"  # this year's day has just gone by: now, or next year


@value
class OwnPart:
    """What one of the people does of it, and by when, where the order says so."""

    member_id: int
    does: str
    due_at: datetime | None = None
    day_only: bool = False


@value
class TaskDraft:
    """A task as far as it is written; `wizard` was begun with nothing and is asked for everything, step by step.

    `readings` are the moments its deadline may mean, `page` the page of people that is shown, `album` the group and first
    message of an album it began with, `order_id` the message in which it was ordered; `undated`: it was said that it has no
    deadline yet; `unsure`: the words may be only a remark about somebody, so it is shown before it is given. `unclear` are
    names that fit several: the number below zero that stands for the person among `people` or `watchers`, the name, whom it
    fits. A message with `several` orders holds a draft of each that is clear; of the others `unread` has the place, the
    words, and what was lacking. `parent_id` is the matter it becomes a part of, `period` that of the plan of which it
    becomes a line. What is `confidential` is written in private; `typed_in`: the group, topic and message in which it was
    typed all the same, until it is said what becomes of that. `hushed`: its words ask for secrecy without the mark, and
    nobody has said yet whether it is confidential.

    `repeats`: its words name no day but a rule by which it comes back; `again`: every time, as was answered; `as_said`: its
    words with the rule, where that may be part of the deed. `series_id` and `nth`: it is that task of that series.
    `comes_after`: the matters that it waits for.

    A `notice` is written for these `teams`, `everybody` where all were meant; `follows` is the notice from which tasks are
    made for those who have not read it; `reading`: to do nothing but that.
    Of `minutes` the lines are gone through.
    `asks` is the question its writer went back to, or opened, although it may be answered: what is known stays until
    another answer comes. `left`: something else was begun meanwhile, and that was said. `template` is
    the one that is named anew.
    `answers` is the raised matter that it answers. Of a matter that is `raised` itself one of the `teams` is still to be
    chosen, and where `asks_name` whether it is `anonymous`; `caller` is for whom it is raised.
    """

    people: tuple[int, ...] = ()
    watchers: tuple[int, ...] = ()
    priority: Priority = Priority.NORMAL
    title: str = ""
    files: tuple[Attachment, ...] = ()
    team_id: int | None = None
    message_id: int | None = None
    thread_id: int | None = None
    album: tuple[str, int] | None = None
    wizard: bool = False
    due: datetime | None = None
    wording: Wording = PICKED
    readings: tuple[datetime, ...] = ()
    unclear: tuple[tuple[int, str, tuple[int, ...]], ...] = ()
    several: tuple[TaskDraft, ...] = ()
    unread: tuple[tuple[int, str, str], ...] = ()
    page: int = 0
    confirmed: bool = False
    content: str = ""
    order_id: int | None = None
    doubt: Doubt = Doubt.NONE
    undated: bool = False
    standard: str = ""
    origin: Origin | None = None
    origin_ref: str = ""
    evidence: bool = False
    unsure: bool = False
    parts: tuple[OwnPart, ...] = ()
    any_one: bool = False
    periodic: str = ""
    periodic_words: str = ""
    confidential: bool = False
    hushed: bool = False
    typed_in: tuple[int, int | None, int | None] | None = None
    parent_id: int | None = None
    period: str = ""
    repeats: Repeats | None = None
    again: bool = False
    as_said: str = ""
    series_id: int | None = None
    nth: int = 0
    comes_after: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    answers: int | None = None
    raised: bool = False
    teams: tuple[int, ...] = ()
    asks_name: bool = False
    anonymous: bool = False
    caller: str = ""
    notice: bool = False
    everybody: bool = False
    follows: int | None = None
    reading: bool = False
    milestones: tuple[Milestone, ...] = ()
    minutes: Minutes | None = None
    asks: str = ""
    left: bool = False
    template: int | None = None


@value
class MinuteLine:
    """A line of minutes as the task it is to become: `number` is what it is called by, `text` how it stood there.

    `owner` are the words for those responsible of whom nobody is known here; `left` names beside them that nobody bears;
    `refused` why it cannot be given as it stands; `shared`: who and when (`owner`, `due`) were said above it for several;
    `like` is an open matter that says the same.
    """

    number: int
    text: str
    task: TaskDraft
    owner: str = ""
    left: str = ""
    refused: str = ""
    shared: tuple[str, ...] = ()
    like: int | None = None
    dropped: bool = False


@value
class Minutes:
    """Minutes being gone through: what they are called, their lines, and what in them is no task.

    `file` is still to be read where `unread`. `version` counts what was changed, `shown` is the message in which they stand,
    `page` the page of it, `at` the line that is open in it, `asks` what of that is asked for, `people` the page of people
    there, `looks_aside` whether it shows what is no task.
    """

    name: str
    lines: tuple[MinuteLine, ...] = ()
    aside: tuple[str, ...] = ()
    file: Attachment | None = None
    unread: bool = False
    version: int = 0
    shown: int = 0
    page: int = 0
    at: int = 0
    people: int = 0
    asks: str = ""
    looks_aside: bool = False

    @property
    def live(self) -> tuple[MinuteLine, ...]:
        """The lines that are to become tasks."""
        return tuple(line for line in self.lines if not line.dropped)


@value
class Draft:
    """A draft with its number: whose it is and where it is written."""

    id: int
    member_id: int
    chat_id: int
    task: TaskDraft
