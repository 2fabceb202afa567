"""The bot asks: for words, for a moment, for a person, for stars; and which of two things words are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime

from bot.callback import Fields, Press, pack
from bot.i18n import Html, plain
from bot.views.calendar import day_of, month_of, month_rows, today
from bot.views.cards import head, shorten
from bot.views.eye import Eye
from bot.views.late import breach_line, speaker
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows
from domain.messages.asking import NEXT_DAY, AnswerOrNew, Choices, Prompt
from domain.model.chases import Method
from domain.model.people import Member
from domain.model.post import PostKind
from domain.model.slips import Colour
from domain.model.tasks import Priority, Task
from domain.model.value import replace
from domain.rules.decisions.excusing import open_to
from domain.rules.hands import candidates, has_it
from domain.rules.lifecycle import Action
from domain.rules.moments import hours_of, later_deadlines, mornings_ahead, quick_deadlines
from domain.rules.slips import fitting, promise_of
from worktime.calendar import WorkingCalendar

_PEOPLE_PER_PAGE = 12


def unix(moment: datetime) -> int:
    """A moment as a button carries it."""
    return int(moment.timestamp())


def prompt(eye: Eye, message: Prompt) -> Rendered | None:
    """Ask for words with the reply line already open."""
    hint = str(eye.t(f"prompt-{message.action}-hint"))
    rows = _way_out(eye, message)
    if message.task_id is None:
        return Rendered(_called(eye, message, eye.t(f"prompt-{message.action}")), rows, question=hint)
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    lines = [head(eye, task), *_so_far_given(eye, message), eye.t(f"prompt-{message.action}")]
    called = _called(eye, message, Html("\n".join(lines)))
    return Rendered(called, rows, question=hint, task_id=task.id, kind=PostKind.PROMPT)


def _called(eye: Eye, message: Prompt, text: Html) -> Html:
    """In a group the question names whom it asks, and opens the reply line; the way out is a word."""
    return text if eye.member else Html(f"{eye.mention(message.member_id)} {text}\n{eye.t('prompt-way-out')}")


def _way_out(eye: Eye, message: Prompt) -> Rows:
    """In private a button gives the question up; there words need be no reply, so the reply line stays closed."""
    if eye.member is None:
        return ()
    if message.draft_id is not None:
        return ((_given_up(eye, Press.DRAFT, message.draft_id, "discard"),),)
    return ((_given_up(eye, Press.ASKED, message.question, "drop"),),) if message.question else ()


def _given_up(eye: Eye, kind: Press, *fields: object) -> Button:
    return Button(str(eye.t("button-discard")), pack(kind, *fields))


def _so_far_given(eye: Eye, message: Prompt) -> list[Html]:
    """The moment for which a reason is asked: the end of a pause is no deadline."""
    arg = message.arg
    if arg[:2] not in ("at", "on", NEXT_DAY):
        return []
    due = eye.moment(datetime.fromtimestamp(int(arg[2:]), UTC))
    if message.action == Action.PAUSE:
        return [eye.t("prompt-until-pause", due=due)]
    if arg.startswith(NEXT_DAY):
        return [eye.t("prompt-until-moved", due=due)]
    return [eye.t("prompt-until-from-due" if arg.startswith("on") else "prompt-until", due=due)]


def answer_or_new(eye: Eye, message: AnswerOrNew) -> Rendered | None:
    """Words that may be the answer or something else: two buttons, and a way out."""
    task = eye.store.tasks.get(message.task_id) if message.task_id is not None else None
    words = shorten(message.words)
    if task is not None:
        text = eye.t("answer-or-new", words=words, number=task.id, action=eye.t(f"button-{message.action}"))
    else:
        text = eye.t("answer-or-new-draft", words=words)
    yes, new, drop = (pack(Press.ASKED, message.question, what) for what in ("yes", "new", "drop"))
    first = (Button(str(eye.t("button-is-answer")), yes), Button(str(eye.t("button-is-new")), new))
    rows = (first, (Button(str(eye.t("button-discard")), drop),))
    return Rendered(text, rows, task_id=message.task_id, kind=PostKind.CHOICE)


def choices(eye: Eye, message: Choices) -> Rendered | None:
    """Offer buttons for one step of an action."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    rows = _CHOICES[message.what](eye, task, message)
    text = Html(f"{head(eye, task)}\n{_step(eye, task, message)}")
    if message.question:
        rows = (*rows, (_given_up(eye, Press.ASKED, message.question, "drop"),))
    return Rendered(text, rows, task_id=task.id, kind=PostKind.CHOICE)


def _step(eye: Eye, task: Task, message: Choices) -> Html:
    """What is chosen here."""
    if message.what == "reading":
        return which(eye, message.doubt, len(message.moments), message.words)
    step = "moment" if message.what in ("month", "hours") else message.what
    key = "order-edited-due" if step == "edited" else f"choose-{step}-{message.action}"
    if step == "stars":
        key = "choose-stars"
    if step == "priority":
        key = "choose-priority"
    if step == "breach":
        key = "choose-breach"
    if step == "colour":
        key = "choose-colour"
    if step == "method":
        key = "choose-method"
    if step == "resubmit":
        key = "choose-resubmit"
    gone = eye.name(message.gone) if message.gone else ""
    return eye.t(key, words=message.words, number=task.id, gone=gone)


def which(eye: Eye, doubt: str, offered: int, words: str) -> Html:
    """One reading that may not be meant is asked about in other words than a choice among several, a doubt in its own."""
    key = f"draft-{doubt}" if doubt else "draft-reading" if offered > 1 else "draft-reading-one"
    return eye.t(key, words=words)


def _moments(eye: Eye, task: Task, message: Choices) -> Rows:
    """Later moments: working days after the present deadline, a month, or words of one's own."""
    found = _picks(eye, _offered_moments(eye, task, message.action), message)
    return (*found, (_to_month(eye.t("button-calendar"), today(eye), message), _other(eye, message)))


def _offered_moments(eye: Eye, task: Task, action: str) -> Sequence[datetime]:
    offered = _MOMENTS.get(action)
    return offered(eye.now, eye.calendar) if offered else later_deadlines(task.due_at, eye.now, eye.calendar)


# What is offered where the moment has nothing to do with the present deadline.
_MOMENTS: Mapping[str, Callable[[datetime, WorkingCalendar], list[datetime]]] = {
    Action.PAUSE: mornings_ahead,
    Action.REOPEN: quick_deadlines,
}


def _readings(eye: Eye, _task: Task, message: Choices) -> Rows:
    moments = [datetime.fromtimestamp(m, UTC) for m in message.moments]
    act = _fields(Press.ACT, message)
    found = [Button(offered(eye, message.doubt, i, m), pack(*act, unix(m))) for i, m in enumerate(moments)]
    return (*offers(found, message.doubt), (_other(eye, message),))


def _resubmit(eye: Eye, _task: Task, message: Choices) -> Rows:
    """The moment that stood in the words of a return."""
    due = datetime.fromtimestamp(message.moments[0], UTC)
    label = str(eye.t("offer-resubmit", moment=eye.plain_moment(due)))
    return ((Button(label, pack(*_fields(Press.ACT, message), unix(due))),),)


def offered(eye: Eye, doubt: str, place: int, moment: datetime) -> str:
    """A moment that is offered; where there is a doubt the first says what choosing it means."""
    found = eye.plain_moment(moment)
    return str(eye.t(f"offer-{doubt}", moment=found)) if doubt and not place else found


def offers(found: Sequence[Button], doubt: str) -> Rows:
    """Moments two in a row; those that say what they mean need a row each."""
    return tuple((one,) for one in found) if doubt else pairs(found)


def _month(eye: Eye, _task: Task, message: Choices) -> Rows:
    first = month_of(message.month, today(eye))
    turn, pick = _fields(Press.MONTH, message), _fields(Press.DAY, message)
    return (*month_rows(eye, first, turn, pick), (_other(eye, message),))


def _hours(eye: Eye, _task: Task, message: Choices) -> Rows:
    day = day_of(message.day, today(eye))
    back = _to_month(eye.t("button-back"), day, message)
    return (*_picks(eye, hours_of(day, eye.now, eye.calendar), message), (back, _other(eye, message)))


def _picks(eye: Eye, moments: Sequence[datetime], message: Choices) -> Rows:
    """Moments as buttons."""
    act = _fields(Press.ACT, message)
    return pairs([Button(eye.plain_moment(m), pack(*act, unix(m))) for m in moments])


def _to_month(label: Html, day: date, message: Choices) -> Button:
    return Button(str(label), pack(*_fields(Press.MONTH, message), day.strftime("%Y%m")))


def _other(eye: Eye, message: Choices) -> Button:
    return Button(str(eye.t("button-other-moment")), pack(*_fields(Press.ACT, message), "words"))


def _fields(kind: Press, message: Choices) -> Fields:
    """The beginning of a button that goes on with the action."""
    return (kind, message.action, message.task_id)


def _people(eye: Eye, task: Task, message: Choices) -> Rows:
    found = candidates(task, Action(message.action))
    if found is not None:
        people = [m for m in map(eye.store.members.get, found) if m]
    else:
        there = has_it(task, Action(message.action))
        people = [m for m in eye.store.members.to_choose_from(task.team_id) if m.id not in there]
    return people_rows(eye, people, message.page, _fields(Press.ACT, message), _fields(Press.PEOPLE, message))


def _others(eye: Eye, task: Task, message: Choices) -> Rows:
    """Who can come in somebody's place: everybody who does none of it yet."""
    people = eye.store.members.to_choose_from(task.team_id)
    found = [m for m in people if m.id not in (task.lead_id, *task.co_ids)]
    pick, turn = _fields(Press.ACT, message), _fields(Press.PEOPLE, message)
    return people_rows(eye, found, message.page, pick, turn, whose=f"{message.gone}-")


_STARS = ((5, 4, 3), (2, 1))


def _stars(_eye: Eye, _task: Task, message: Choices) -> Rows:
    act = _fields(Press.ACT, message)
    return tuple(tuple(Button("★" * n, pack(*act, n)) for n in line) for line in _STARS)


def _priorities(eye: Eye, task: Task, message: Choices) -> Rows:
    act = _fields(Press.ACT, message)
    others = [p for p in Priority if p is not task.priority]
    return (tuple(Button(str(eye.t(f"priority-{p}")), pack(*act, p)) for p in others),)


def _breaches(eye: Eye, task: Task, message: Choices) -> Rows:
    """What ran out and can be spoken about, one a row."""
    by = speaker(eye, task)  # in a group the one who is asked, not the group
    found = open_to(task, Action(message.action), replace(by, member_id=message.member_id or by.member_id))
    act = _fields(Press.ACT, message)
    return tuple((Button(plain(breach_line(eye, task, b)), pack(*act, b.ref)),) for b in found)


def _colours(eye: Eye, task: Task, message: Choices) -> Rows:
    """The colours a slip can have now, without those that the promise has already, unless it has them all."""
    act, promise = _fields(Press.ACT, message), promise_of(task)
    fits = fitting(task, eye.now, eye.settings, eye.calendar_of(task))
    had = {s.colour for s in eye.store.slips.of_task(task.id) if s.promise == promise and not s.withdrawn_at}
    found = [c for c in Colour if c in fits and c not in had] or fits
    return (tuple(Button(str(eye.t(f"slip-{c}")), pack(*act, c)) for c in found),)


def _methods(eye: Eye, _task: Task, message: Choices) -> Rows:
    """By which means somebody was chased."""
    act = _fields(Press.ACT, message)
    return pairs([Button(str(eye.t(f"chase-{m}")), pack(*act, m)) for m in Method])


_CHOICES: Mapping[str, Callable[[Eye, Task, Choices], Rows]] = {
    "moment": _moments,
    "reading": _readings,
    "edited": _readings,
    "resubmit": _resubmit,
    "month": _month,
    "hours": _hours,
    "member": _people,
    "other": _others,
    "stars": _stars,
    "priority": _priorities,
    "breach": _breaches,
    "colour": _colours,
    "method": _methods,
}


def people_rows(
    eye: Eye, people: Sequence[Member], page: int, pick: Fields, turn: Fields, *, whose: str = ""
) -> Rows:  # fmt: skip
    """People as buttons, a page at a time; those who cannot be written to are marked. `whose` stands before each number."""
    shown = people[page * _PEOPLE_PER_PAGE : (page + 1) * _PEOPLE_PER_PAGE]
    found = [
        Button(eye.known_as(m)[-60:] + ("" if m.reachable else " 🔕"), pack(*pick, f"{whose}{m.id}")) for m in shown
    ]
    rows = pairs(found)
    if len(people) > (page + 1) * _PEOPLE_PER_PAGE:
        rest = len(people) - (page + 1) * _PEOPLE_PER_PAGE
        rows = (*rows, (Button(str(eye.t("button-more", rest=rest)), pack(*turn, f"{whose}{page + 1}")),))
    return rows


def pairs(found: Sequence[Button]) -> Rows:
    return in_rows(found, 2)
