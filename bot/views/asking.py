"""The bot asks: for words, for a moment, for a person, for stars; and a draft's next question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time

from bot.callback import pack
from bot.i18n import Html
from bot.views.calendar import day_of, month_of, month_rows
from bot.views.cards import head, shorten
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from domain.messages.asking import Choices, DraftStep, Prompt
from domain.model.people import Member
from domain.model.tasks import Task
from domain.ports.talk import Draft
from domain.settings.spans import Span
from domain.unit import Unit
from domain.usecases.tasks.assign import question_of, quick_deadlines, team_people

_PEOPLE_PER_PAGE = 12


def unix(moment: datetime) -> int:
    """A moment as a button carries it."""
    return int(moment.timestamp())


def prompt(eye: Eye, message: Prompt) -> Rendered | None:
    """Ask for words with the reply line already open."""
    hint = str(eye.t(f"prompt-{message.action}-hint"))
    if message.action.startswith("draft"):
        return Rendered(_called(eye, message, eye.t(f"prompt-{message.action}")), question=hint)
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    text = Html(f"{head(eye, task)}\n{eye.t(f'prompt-{message.action}')}")
    return Rendered(_called(eye, message, text), question=hint, task_id=task.id, kind="prompt")


def _called(eye: Eye, message: Prompt, text: Html) -> Html:
    """In a group the question names whom it asks."""
    return text if eye.member else Html(f"{eye.mention(message.member_id)} {text}")


def choices(eye: Eye, message: Choices) -> Rendered | None:
    """Offer buttons for one step of an action."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    rows = _CHOICES[message.what](eye, task, message)
    step = "moment" if message.what in ("month", "hours") else message.what
    key = "draft-reading" if step == "reading" else f"choose-{step}-{message.action}"
    text = Html(f"{head(eye, task)}\n{eye.t(key, words=message.words)}")
    return Rendered(text, rows, task_id=task.id, kind="choice")


def _moments(eye: Eye, task: Task, message: Choices) -> Rows:
    """Later moments: working days after the present deadline, or words of one's own."""
    later = [Span.parse(s).after(task.due_at, eye.calendar) for s in ("+1wd", "+2wd", "+3wd", "+5wd")]
    found = [Button(eye.plain_moment(m), pack("t", message.action, task.id, unix(m))) for m in later if m > eye.now]
    month = pack("c", message.action, task.id, eye.now.astimezone(eye.calendar.zone).strftime("%Y%m"))
    return (*_pairs(found), (Button(str(eye.t("button-calendar")), month), _other(eye, task, message)))


def _readings(eye: Eye, task: Task, message: Choices) -> Rows:
    moments = [datetime.fromtimestamp(m, UTC) for m in message.moments]
    found = [Button(eye.plain_moment(m), pack("t", message.action, task.id, unix(m))) for m in moments]
    return (*_pairs(found), (_other(eye, task, message),))


def _other(eye: Eye, task: Task, message: Choices) -> Button:
    return Button(str(eye.t("button-other-moment")), pack("t", message.action, task.id, "words"))


def _month(eye: Eye, task: Task, message: Choices) -> Rows:
    first = month_of(message.page, eye.now.astimezone(eye.calendar.zone).date())
    turn = ("c", message.action, task.id)
    return (*month_rows(eye, first, turn, ("k", message.action, task.id)), (_other(eye, task, message),))


def _hours(eye: Eye, task: Task, message: Choices) -> Rows:
    """The hours people mean when they name a day: noon, the close of work, the end of the day."""
    day = day_of(message.page, eye.now.astimezone(eye.calendar.zone).date())
    cal = eye.calendar
    noon = datetime.combine(day, time(12), cal.zone)
    moments = [m for m in dict.fromkeys((cal.opening(day), noon, cal.closing(day), cal.day_end(day))) if m > eye.now]
    found = [Button(eye.plain_moment(m), pack("t", message.action, task.id, unix(m))) for m in moments]
    back = Button(str(eye.t("button-back")), pack("c", message.action, task.id, day.strftime("%Y%m")))
    return (*_pairs(found), (back, _other(eye, task, message)))


def _people(eye: Eye, task: Task, message: Choices) -> Rows:
    people = [m for m in _team_people(eye, task.team_id) if m.id != task.lead_id]
    return people_rows(eye, people, message.page, ("t", message.action, task.id), ("p", message.action, task.id))


def _stars(eye: Eye, task: Task, message: Choices) -> Rows:
    stars = tuple(Button("★" * n, pack("t", message.action, task.id, n)) for n in (5, 4, 3))
    few = tuple(Button("★" * n, pack("t", message.action, task.id, n)) for n in (2, 1))
    none = Button(str(eye.t("button-no-stars")), pack("t", message.action, task.id, "none"))
    return (stars, (*few, none))


_CHOICES: Mapping[str, Callable[[Eye, Task, Choices], Rows]] = {
    "moment": _moments,
    "reading": _readings,
    "month": _month,
    "hours": _hours,
    "member": _people,
    "stars": _stars,
}


def _team_people(eye: Eye, team_id: int | None) -> list[Member]:
    return team_people(_unit(eye), team_id)


def _unit(eye: Eye) -> Unit:
    """The same rules that make a task also offer its buttons."""
    return Unit(eye.store, eye.now, eye.settings, eye.calendar)


def people_rows(
    eye: Eye, people: Sequence[Member], page: int, pick: tuple[object, ...], turn: tuple[object, ...]
) -> Rows:
    """People as buttons, a page at a time; those who cannot be written to are marked."""
    shown = people[page * _PEOPLE_PER_PAGE : (page + 1) * _PEOPLE_PER_PAGE]
    found = [Button(m.name[:30] + ("" if m.reachable else " 🔕"), pack(*pick, m.id)) for m in shown]
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
    question = question_of(draft)
    if question is None:
        return None
    text = Html("\n".join([*_so_far(eye, draft), _question(eye, draft, question)]))
    rows = _DRAFT_ROWS[question](eye, draft)
    cancel = Button(str(eye.t("button-discard")), pack("d", draft.id, "discard"))
    if question == "text" and eye.member is None:
        called = Html(f"{eye.mention(draft.member_id)} {text}")
        return Rendered(called, question=str(eye.t("prompt-draft-text-hint")), kind="draft")
    return Rendered(text, (*rows, (cancel,)), kind="draft")


def _question(eye: Eye, draft: Draft, question: str) -> Html:
    """One reading that may not be meant is asked about in other words than a choice among several."""
    only = question == "reading" and len(draft.data["readings"]) == 1
    return eye.t("draft-reading-one" if only else f"draft-{question}", words=draft.data.get("due_words", ""))


def _so_far(eye: Eye, draft: Draft) -> list[Html]:
    data = draft.data
    lines = [eye.t("draft-title")]
    if data["title"]:
        lines.append(eye.t("draft-so-far-text", text=shorten(data["title"])))
    if data["people"]:
        lines.append(eye.t("draft-so-far-people", names=eye.join([eye.name(i) for i in data["people"]])))
    if data.get("due"):
        lines.append(eye.t("draft-so-far-due", due=eye.moment(datetime.fromisoformat(data["due"]))))
    return lines


def _draft_people(eye: Eye, draft: Draft) -> Rows:
    people = _team_people(eye, draft.data["team_id"])
    page = int(draft.data.get("page", 0))
    return people_rows(eye, people, page, ("d", draft.id, "person"), ("d", draft.id, "page"))


def _draft_deadlines(eye: Eye, draft: Draft) -> Rows:
    moments = quick_deadlines(_unit(eye))
    found = [Button(eye.plain_moment(m), pack("d", draft.id, "deadline", unix(m))) for m in moments]
    other = Button(str(eye.t("button-other-moment")), pack("d", draft.id, "words"))
    return (*_pairs(found), (other,))


def _draft_readings(eye: Eye, draft: Draft) -> Rows:
    readings = [datetime.fromisoformat(r) for r in draft.data["readings"]]
    found = [Button(eye.plain_moment(m), pack("d", draft.id, "reading", i)) for i, m in enumerate(readings)]
    other = Button(str(eye.t("button-other-moment")), pack("d", draft.id, "words"))
    return (*_pairs(found), (other,))


def _draft_text(_eye: Eye, _draft: Draft) -> Rows:
    return ()


def _draft_confirm(eye: Eye, draft: Draft) -> Rows:
    return ((Button(str(eye.t("button-confirm")), pack("d", draft.id, "confirm", "yes"), style="success"),),)


_DRAFT_ROWS: Mapping[str, Callable[[Eye, Draft], Rows]] = {
    "person": _draft_people,
    "deadline": _draft_deadlines,
    "reading": _draft_readings,
    "text": _draft_text,
    "confirm": _draft_confirm,
}
