"""The bot asks: for words, for a moment, for a person, for stars; and a draft's next question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime

from bot.callback import Fields, Press, pack
from bot.i18n import Html
from bot.views.calendar import day_of, month_of, month_rows, today
from bot.views.cards import asked_for_lines, head, shorten
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from domain.messages.asking import Choices, DraftStep, Prompt
from domain.model.drafts import Doubt, Draft, Lack, TaskDraft
from domain.model.people import Member
from domain.model.post import PostKind
from domain.model.tasks import Priority, Task
from domain.rules.drafts import question_of
from domain.rules.lifecycle import Action
from domain.rules.moments import hours_of, later_deadlines, mornings_ahead, quick_deadlines
from worktime.calendar import WorkingCalendar

_PEOPLE_PER_PAGE = 12


def unix(moment: datetime) -> int:
    """A moment as a button carries it."""
    return int(moment.timestamp())


def prompt(eye: Eye, message: Prompt) -> Rendered | None:
    """Ask for words with the reply line already open."""
    hint = str(eye.t(f"prompt-{message.action}-hint"))
    if message.task_id is None:
        return Rendered(_called(eye, message, eye.t(f"prompt-{message.action}")), question=hint)
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    text = Html(f"{head(eye, task)}\n{eye.t(f'prompt-{message.action}')}")
    return Rendered(_called(eye, message, text), question=hint, task_id=task.id, kind=PostKind.PROMPT)


def _called(eye: Eye, message: Prompt, text: Html) -> Html:
    """In a group the question names whom it asks."""
    return text if eye.member else Html(f"{eye.mention(message.member_id)} {text}")


def choices(eye: Eye, message: Choices) -> Rendered | None:
    """Offer buttons for one step of an action."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    rows = _CHOICES[message.what](eye, task, message)
    text = Html(f"{head(eye, task)}\n{_step(eye, task, message)}")
    return Rendered(text, rows, task_id=task.id, kind=PostKind.CHOICE)


def _step(eye: Eye, task: Task, message: Choices) -> Html:
    """What is chosen here."""
    if message.what == "reading":
        return _which(eye, message.doubt, len(message.moments), message.words)
    step = "moment" if message.what in ("month", "hours") else message.what
    key = "order-edited-due" if step == "edited" else f"choose-{step}-{message.action}"
    if step == "stars":
        key = "choose-stars"
    if step == "priority":
        key = "choose-priority"
    return eye.t(key, words=message.words, number=task.id)


def _which(eye: Eye, doubt: str, offered: int, words: str) -> Html:
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
    found = [Button(_offered(eye, message.doubt, i, m), pack(*act, unix(m))) for i, m in enumerate(moments)]
    return (*_offers(found, message.doubt), (_other(eye, message),))


def _offered(eye: Eye, doubt: str, place: int, moment: datetime) -> str:
    """A moment that is offered; where there is a doubt the first says what choosing it means."""
    found = eye.plain_moment(moment)
    return str(eye.t(f"offer-{doubt}", moment=found)) if doubt and not place else found


def _offers(found: Sequence[Button], doubt: str) -> Rows:
    """Moments two in a row; those that say what they mean need a row each."""
    return tuple((one,) for one in found) if doubt else _pairs(found)


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
    return _pairs([Button(eye.plain_moment(m), pack(*act, unix(m))) for m in moments])


def _to_month(label: Html, day: date, message: Choices) -> Button:
    return Button(str(label), pack(*_fields(Press.MONTH, message), day.strftime("%Y%m")))


def _other(eye: Eye, message: Choices) -> Button:
    return Button(str(eye.t("button-other-moment")), pack(*_fields(Press.ACT, message), "words"))


def _fields(kind: Press, message: Choices) -> Fields:
    """The beginning of a button that goes on with the action."""
    return (kind, message.action, message.task_id)


def _people(eye: Eye, task: Task, message: Choices) -> Rows:
    people = [m for m in eye.store.members.to_choose_from(task.team_id) if m.id != task.lead_id]
    return people_rows(eye, people, message.page, _fields(Press.ACT, message), _fields(Press.PEOPLE, message))


_STARS = ((5, 4, 3), (2, 1))


def _stars(_eye: Eye, _task: Task, message: Choices) -> Rows:
    act = _fields(Press.ACT, message)
    return tuple(tuple(Button("★" * n, pack(*act, n)) for n in line) for line in _STARS)


def _priorities(eye: Eye, task: Task, message: Choices) -> Rows:
    act = _fields(Press.ACT, message)
    others = [p for p in Priority if p is not task.priority]
    return (tuple(Button(str(eye.t(f"priority-{p}")), pack(*act, p)) for p in others),)


_CHOICES: Mapping[str, Callable[[Eye, Task, Choices], Rows]] = {
    "moment": _moments,
    "reading": _readings,
    "edited": _readings,
    "month": _month,
    "hours": _hours,
    "member": _people,
    "stars": _stars,
    "priority": _priorities,
}


def people_rows(eye: Eye, people: Sequence[Member], page: int, pick: Fields, turn: Fields) -> Rows:
    """People as buttons, a page at a time; those who cannot be written to are marked."""
    shown = people[page * _PEOPLE_PER_PAGE : (page + 1) * _PEOPLE_PER_PAGE]
    found = [Button(eye.known_as(m)[-60:] + ("" if m.reachable else " 🔕"), pack(*pick, m.id)) for m in shown]
    rows = _pairs(found)
    if len(people) > (page + 1) * _PEOPLE_PER_PAGE:
        rest = len(people) - (page + 1) * _PEOPLE_PER_PAGE
        rows = (*rows, (Button(str(eye.t("button-more", rest=rest)), pack(*turn, page + 1)),))
    return rows


def _pairs(found: Sequence[Button]) -> Rows:
    return tuple(tuple(found[i : i + 2]) for i in range(0, len(found), 2))


def draft_step(eye: Eye, message: DraftStep) -> Rendered | None:
    """A draft so far and its next question."""
    draft = eye.store.drafts.get(message.draft_id)
    if draft is None:
        return None
    lack = question_of(draft.task)
    if lack is None:
        return None
    if lack is Lack.SEVERAL:
        return _several(eye, draft)
    text = Html("\n".join([*_so_far(eye, draft.task), _question(eye, draft.task, lack)]))
    rows = _DRAFT_ROWS[lack](eye, draft)
    cancel = Button(str(eye.t("button-discard")), pack(Press.DRAFT, draft.id, "discard"))
    if lack is Lack.TEXT and eye.member is None:
        called = Html(f"{eye.mention(draft.member_id)} {text}")
        return Rendered(called, question=str(eye.t("prompt-draft-text-hint")), kind=PostKind.DRAFT)
    return Rendered(text, (*rows, (cancel,)), kind=PostKind.DRAFT)


def _several(eye: Eye, draft: Draft) -> Rendered:
    """What a message with several orders was understood as, line by line."""
    lines = [
        eye.t(
            "draft-several-line", place=place, names=eye.join([eye.name(i) for i in task.people]),
            due=eye.moment(task.due, brief=True) if task.due else eye.t("draft-no-due"), title=shorten(task.title),
        )
        for place, task in enumerate(draft.task.several, 1)
    ]  # fmt: skip
    text = Html("\n".join([eye.t("draft-several", n=len(lines)), *lines]))
    cancel = Button(str(eye.t("button-discard")), pack(Press.DRAFT, draft.id, "discard"))
    confirm = Button(str(eye.t("button-confirm")), pack(Press.DRAFT, draft.id, "several", "yes"), style="success")
    return Rendered(text, ((confirm,), (cancel,)), kind=PostKind.DRAFT)


def _question(eye: Eye, task: TaskDraft, lack: Lack) -> Html:
    if lack is Lack.WHO:
        return eye.t("draft-who", words=task.unclear[0][1], count=len(task.unclear[0][2]))
    if lack is Lack.READING:
        return _which(eye, task.doubt, len(task.readings), task.wording.due_words)
    key = f"draft-{lack}"
    if lack is Lack.DEADLINE and task.doubt:
        key = f"draft-{task.doubt}"
    return eye.t(key, words=task.wording.due_words)


def _so_far(eye: Eye, task: TaskDraft) -> list[Html]:
    lines = [eye.t("draft-title")]
    if task.title:
        lines.append(eye.t("draft-so-far-text", text=shorten(task.title)))
    known = [eye.name(i) for i in task.people if i > 0]
    if known:
        lines.append(eye.t("draft-so-far-people", names=eye.join(known)))
    if task.due:
        lines.append(eye.t("draft-so-far-due", due=eye.moment(task.due)))
    return [*lines, *asked_for_lines(eye, task)]


def _draft_people(eye: Eye, draft: Draft) -> Rows:
    people = eye.store.members.to_choose_from(draft.task.team_id)
    pick, turn = (Press.DRAFT, draft.id, "person"), (Press.DRAFT, draft.id, "page")
    return people_rows(eye, people, draft.task.page, pick, turn)


def _draft_who(eye: Eye, draft: Draft) -> Rows:
    found = [m for m in map(eye.store.members.get, draft.task.unclear[0][2]) if m is not None]
    return people_rows(eye, found, 0, (Press.DRAFT, draft.id, "who"), (Press.DRAFT, draft.id, "page"))


def _draft_deadlines(eye: Eye, draft: Draft) -> Rows:
    moments = quick_deadlines(eye.now, eye.calendar)
    found = [Button(eye.plain_moment(m), pack(Press.DRAFT, draft.id, "deadline", unix(m))) for m in moments]
    return (*_pairs(found), (_draft_words(eye, draft), _draft_undated(eye, draft)))


def _draft_readings(eye: Eye, draft: Draft) -> Rows:
    task = draft.task
    labels = [_offered(eye, task.doubt, i, m) for i, m in enumerate(task.readings)]
    found = [Button(label, pack(Press.DRAFT, draft.id, "reading", i)) for i, label in enumerate(labels)]
    if task.doubt is Doubt.FROM_EVENT:
        from_day = Button(str(eye.t("button-from-day")), pack(Press.DRAFT, draft.id, "from"))
        return (*_offers(found, task.doubt), (from_day,), (_draft_undated(eye, draft),))
    return (*_offers(found, task.doubt), (_draft_words(eye, draft),))


def _draft_undated(eye: Eye, draft: Draft) -> Button:
    return Button(str(eye.t("button-undated")), pack(Press.DRAFT, draft.id, "undated"))


def _draft_words(eye: Eye, draft: Draft) -> Button:
    return Button(str(eye.t("button-other-moment")), pack(Press.DRAFT, draft.id, "words"))


def _draft_text(_eye: Eye, _draft: Draft) -> Rows:
    return ()


def _draft_confirm(eye: Eye, draft: Draft) -> Rows:
    return ((Button(str(eye.t("button-confirm")), pack(Press.DRAFT, draft.id, "confirm", "yes"), style="success"),),)


_DRAFT_ROWS: Mapping[Lack, Callable[[Eye, Draft], Rows]] = {
    Lack.WHO: _draft_who,
    Lack.PERSON: _draft_people,
    Lack.DEADLINE: _draft_deadlines,
    Lack.READING: _draft_readings,
    Lack.TEXT: _draft_text,
    Lack.CONFIRM: _draft_confirm,
}
