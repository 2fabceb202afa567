"""The buttons of a draft that go back, on, or open something: nothing that was said is lost by any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.callback import number
from bot.handlers.pressed_draft import shown_in
from bot.handlers.templates import keep_draft
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.asking import DraftStep, PeoplePick, PeoplePicked
from domain.model.drafts import Draft, Lack, TaskDraft
from domain.model.people import Member
from domain.model.value import replace
from domain.rules.draft_steps import back, onwards, opened, toggled, with_picked
from domain.rules.drafts import question_of
from domain.usecases.tasks.draft import order, turn
from domain.usecases.tasks.draft_kept import discard, own_draft
from domain.usecases.tasks.draft_left import left_here
from domain.usecases.tasks.ordered import Ordered

OF_PEOPLE = (Lack.PERSON, Lack.CO, Lack.CC)


def _turn(talk: Talk, draft: Draft, step: TaskDraft) -> None:
    turn(talk.unit, talk.who, draft, step, shown_in(talk))


def _back(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    _turn(talk, draft, back(draft.task))


def _keep(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    """What was said stays."""
    _turn(talk, draft, onwards(draft.task))


def _open(talk: Talk, draft: Draft, field: str, value: str) -> None:
    _turn(talk, draft, opened(draft.task, value if field == "ask" else field))


def _evidence(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    """Whether a result needs a file."""
    _turn(talk, draft, replace(opened(draft.task, Lack.MORE), evidence=not draft.task.evidence))


def _beside(talk: Talk, draft: Draft, field: str, value: str) -> None:
    """Somebody helps or watches, or does not after all."""
    member = talk.unit.store.members.get(number(value))
    if question_of(draft.task) is not Lack(field) or member is None or not member.active:
        raise Refusal("button-old")
    _turn(talk, draft, toggled(draft.task, Lack(field), member.id))


def _month(talk: Talk, draft: Draft, _field: str, value: str) -> None:
    talk.answer_here(DraftStep(draft.id, month=number(value)))


def _day(talk: Talk, draft: Draft, _field: str, value: str) -> None:
    talk.answer_here(DraftStep(draft.id, day=number(value)))


def _onwards(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    """From the calendar back to the question."""
    talk.answer_here(DraftStep(draft.id))


def _pick(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    """Telegram's own list of people, which is there in private only."""
    if not talk.is_private or question_of(draft.task) not in OF_PEOPLE:
        raise Refusal("button-old")
    talk.answer(PeoplePick(draft.id))


def _template(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    keep_draft(talk, draft.id)


def _anew(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    """Another task instead of the one that was left."""
    discard(talk.unit, talk.who, draft.id)
    order(talk.unit, talk.who, Ordered(talk.chat_id, "", thread_id=talk.thread_id))


def shared(talk: Talk) -> None:
    """People picked in Telegram's own list, for the draft whose number the list was opened with."""
    picked = talk.message.users_shared if talk.message else None
    if picked is None or not talk.is_private:
        return
    draft = own_draft(talk.unit, talk.who, picked.request_id)
    lack = question_of(draft.task)
    if lack is None or lack not in OF_PEOPLE:
        raise Refusal("button-old")
    found = tuple(_member(talk, one.user_id, one.first_name or "") for one in picked.users)
    talk.answer(PeoplePicked(tuple(m.id for m in found)))
    turn(talk.unit, talk.who, draft, with_picked(draft.task, lack, [m.id for m in found]))


def _member(talk: Talk, telegram_id: int, name: str) -> Member:
    found = talk.unit.store.members.by_telegram(telegram_id)
    if found is None or not found.active:
        raise Refusal("unknown-person", name=name[:60])
    return found


def resumed(talk: Talk) -> bool:
    """`/task` alone, where something was left half-way: that is offered once more."""
    draft = left_here(talk.unit, talk.who.member.id, talk.chat_id, talk.thread_id)
    if draft is None:
        return False
    step = replace(draft.task, left=False)
    turn(talk.unit, talk.who, draft, step, again=True)
    return True


STEP_BUTTONS: Mapping[str, Callable[[Talk, Draft, str, str], None]] = {
    "back": _back,
    "keep": _keep,
    "more": _open,
    "ask": _open,
    "evidence": _evidence,
    "co": _beside,
    "cc": _beside,
    "month": _month,
    "day": _day,
    "onwards": _onwards,
    "pick": _pick,
    "anew": _anew,
    "template": _template,
}

ROUTES = (Route(On.SHARED, "shared", shared),)
