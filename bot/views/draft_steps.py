"""The steps of a draft as buttons: people, deadlines with a calendar, what the preview opens; back and onwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.asking import offered, offers, pairs, people_rows, unix
from bot.views.calendar import day_of, month_of, month_rows, today
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from domain.messages.asking import DraftStep, PeoplePick, PeoplePicked
from domain.model.drafts import Doubt, Draft, Lack, TaskDraft
from domain.model.tasks import Priority
from domain.rules.draft_steps import goes_back, keeps
from domain.rules.drafts import question_of
from domain.rules.moments import hours_of, quick_deadlines


def _draft_people(eye: Eye, draft: Draft) -> Rows:
    people = eye.store.members.to_choose_from(draft.task.team_id)
    pick, turn = (Press.DRAFT, draft.id, "person"), (Press.DRAFT, draft.id, "page")
    rows = people_rows(eye, people, draft.task.page, pick, turn)
    return (*rows, _picker(eye, draft)) if eye.member is not None else rows


def _draft_who(eye: Eye, draft: Draft) -> Rows:
    found = [m for m in map(eye.store.members.get, draft.task.unclear[0][2]) if m is not None]
    return people_rows(eye, found, 0, (Press.DRAFT, draft.id, "who"), (Press.DRAFT, draft.id, "page"))


def _draft_deadlines(eye: Eye, draft: Draft) -> Rows:
    moments = quick_deadlines(eye.now, eye.calendar)
    found = [Button(eye.plain_moment(m), pack(Press.DRAFT, draft.id, "deadline", unix(m))) for m in moments]
    return (
        *pairs(found),
        (_to_month(draft, eye.t("button-calendar"), today(eye)), _draft_words(eye, draft)),
        (_draft_undated(eye, draft),),
    )


def _draft_readings(eye: Eye, draft: Draft) -> Rows:
    task = draft.task
    labels = [offered(eye, task.doubt, i, m) for i, m in enumerate(task.readings)]
    found = [Button(label, pack(Press.DRAFT, draft.id, "reading", i)) for i, label in enumerate(labels)]
    if task.doubt is Doubt.FROM_EVENT:
        from_day = Button(str(eye.t("button-from-day")), pack(Press.DRAFT, draft.id, "from"))
        return (*offers(found, task.doubt), (from_day,), (_draft_undated(eye, draft),))
    return (*offers(found, task.doubt), (_draft_words(eye, draft),))


def _draft_undated(eye: Eye, draft: Draft) -> Button:
    return Button(str(eye.t("button-undated")), pack(Press.DRAFT, draft.id, "undated"))


def _draft_words(eye: Eye, draft: Draft) -> Button:
    return Button(str(eye.t("button-other-moment")), pack(Press.DRAFT, draft.id, "words"))


def draft_text(_eye: Eye, _draft: Draft) -> Rows:
    return ()


def _draft_confirm(eye: Eye, draft: Draft) -> Rows:
    """Yes."""
    return ((Button(str(eye.t("button-confirm")), pack(Press.DRAFT, draft.id, "confirm", "yes"), style="success"),),)


def _button(draft: Draft, label: Html, *fields: object) -> Button:
    return Button(str(label), pack(Press.DRAFT, draft.id, *fields))


def _picker(eye: Eye, draft: Draft) -> tuple[Button, ...]:
    """Telegram's own list of people, which it shows in private only."""
    return (_button(draft, eye.t("button-pick-people"), "pick"),)


def _to_month(draft: Draft, label: Html, day: date) -> Button:
    return Button(str(label), pack(Press.DRAFT, draft.id, "month", day.strftime("%Y%m")))


def day_text(eye: Eye, message: DraftStep) -> Html | None:
    """Which day, or which hour of it."""
    if message.day:
        return eye.t("draft-hours")
    return eye.t("draft-day") if message.month else None


def day_rows(eye: Eye, draft: Draft, message: DraftStep) -> Rows:
    """A month, days gone by blank, days off marked; or the hours of a day."""
    if question_of(draft.task) is not Lack.DEADLINE or not (message.month or message.day):
        return ()
    if message.month:
        turn, pick = (Press.DRAFT, draft.id, "month"), (Press.DRAFT, draft.id, "day")
        return month_rows(eye, month_of(message.month, today(eye)), turn, pick)
    day = day_of(message.day, today(eye))
    hours = hours_of(day, eye.now, eye.calendar)
    found = [Button(eye.plain_moment(m), pack(Press.DRAFT, draft.id, "deadline", unix(m))) for m in hours]
    return pairs(found)


def begun_before(eye: Eye, message: DraftStep) -> list[Html]:
    """That it was begun earlier and goes on here."""
    return [eye.t("draft-again")] if message.again else []


def reply_here(eye: Eye, lack: Lack) -> list[Html]:
    """In a group words are an answer only as a reply."""
    return [eye.t("draft-reply-here")] if eye.member is None and lack in _TYPED else []


_TYPED = (Lack.STANDARD, Lack.TAGS, Lack.POINTS)


def onward_rows(eye: Eye, draft: Draft, message: DraftStep) -> Rows:
    """Back to the step before, and on with what is known; of what was begun earlier also another one."""
    if message.day:
        return ((_to_month(draft, eye.t("button-back"), day_of(message.day, today(eye))),),)
    if message.month:
        return ((_button(draft, eye.t("button-back"), "onwards"),),)
    back = [_button(draft, eye.t("button-back"), "back")] if goes_back(draft.task) else []
    keep = [_button(draft, eye.t("button-draft-keep"), "keep")] if keeps(draft.task) else []
    more = [_button(draft, eye.t("button-draft-more"), "more")] if question_of(draft.task) is Lack.CONFIRM else []
    anew = [(_button(draft, eye.t("button-draft-anew"), "anew"),)] if message.again else []
    found = (*back, *more, *keep)
    return (*((found,) if found else ()), *anew)


def _more(eye: Eye, draft: Draft) -> Rows:
    """What may be said besides."""
    labels = {
        lack: Button(str(eye.t(f"button-draft-{lack}")), pack(Press.DRAFT, draft.id, "ask", lack)) for lack in _OPENS
    }
    label = eye.t("button-draft-no-evidence" if draft.task.evidence else "button-draft-evidence")
    evidence = _button(draft, label, "evidence")
    template = () if draft.task.confidential else (_button(draft, eye.t("button-template"), "template"),)
    return (*pairs([*labels.values()]), (evidence, *template))


_OPENS = (Lack.PRIORITY, Lack.STANDARD, Lack.CO, Lack.CC, Lack.TAGS, Lack.POINTS)


def _priorities(eye: Eye, draft: Draft) -> Rows:
    found = [
        Button(
            _ticked(str(eye.t(f"priority-{p}")), on=p is draft.task.priority),
            pack(Press.DRAFT, draft.id, "priority", p),
        )
        for p in Priority
    ]
    return pairs(found)


def _ticked(label: str, *, on: bool) -> str:
    return f"✓ {label}" if on else label


def _beside(lack: Lack, chosen: Callable[[TaskDraft], tuple[int, ...]]) -> Callable[[Eye, Draft], Rows]:
    """People who help, or watch; who does already is ticked, and a second tap takes them out."""

    def rows(eye: Eye, draft: Draft) -> Rows:
        there = chosen(draft.task)
        people = [m for m in eye.store.members.to_choose_from(draft.task.team_id) if m.id not in draft.task.people[:1]]
        pick, turn = (Press.DRAFT, draft.id, lack), (Press.DRAFT, draft.id, "page")
        found = people_rows(eye, people, draft.task.page, pick, turn)
        marks = {pack(Press.DRAFT, draft.id, lack, i) for i in there}
        return tuple(tuple(Button(_ticked(b.text, on=b.data in marks), b.data) for b in row) for row in found)

    return rows


STEP_ROWS: Mapping[Lack, Callable[[Eye, Draft], Rows]] = {
    Lack.WHO: _draft_who,
    Lack.PERSON: _draft_people,
    Lack.DEADLINE: _draft_deadlines,
    Lack.READING: _draft_readings,
    Lack.TEXT: draft_text,
    Lack.CONFIRM: _draft_confirm,
    Lack.RAISE: draft_text,
    Lack.MORE: _more,
    Lack.PRIORITY: _priorities,
    Lack.STANDARD: draft_text,
    Lack.TAGS: draft_text,
    Lack.POINTS: draft_text,
    Lack.CO: _beside(Lack.CO, lambda task: task.people[1:]),
    Lack.CC: _beside(Lack.CC, lambda task: task.watchers),
}


def people_pick(eye: Eye, message: PeoplePick) -> Rendered:
    """The key that opens Telegram's own list of people."""
    return Rendered(eye.t("draft-pick"), picks=(message.draft_id, str(eye.t("button-pick-people"))))


def people_picked(eye: Eye, message: PeoplePicked) -> Rendered:
    """Who was picked; the key goes."""
    return Rendered(eye.t("draft-picked", names=eye.join([eye.name(i) for i in message.members])), picked=True)
