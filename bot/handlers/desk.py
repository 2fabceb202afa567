"""审核台: `/review`, its buttons, and what is asked for on the way; the presser's rights and what is so now decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.callback import Press, number
from bot.handlers import assign
from bot.handlers.choosing import ask, ask_words, choose, settle
from bot.handlers.packing import pack_given
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.asking import Choices
from domain.messages.desk import DeskShown
from domain.messages.office import Sentence
from domain.messages.tasks import TaskNews
from domain.model.desk import Desk, OnDesk, Waits
from domain.model.people import Memberships
from domain.model.post import Said
from domain.model.value import replace
from domain.rules.desk import ACTS, REASONS, evidence_in
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.usecases.access import fetch
from domain.usecases.accountability.breaches import with_breach
from domain.usecases.supervision import desk as desks
from domain.usecases.tasks.act import perform


def review(talk: Talk) -> None:
    """`/review`, 有什么要我批的, or the button under the morning brief: always in private."""
    talk.require_team_or_private()
    who = replace(talk.who, aloud=False)
    if not talk.is_private and not who.member.reachable:
        raise Refusal("open-private")
    shown = desks.begin(talk.unit, who)
    said = shown or (Sentence("desk-nothing", {}) if who.leads_anywhere() else Sentence("desk-staff", {}))
    talk.unit.say(talk.private_place, said)
    if not talk.is_private:
        talk.say("sent-privately")


def pressed(talk: Talk) -> None:
    """`rv:<desk>:<what>:<fields>`; `rv:0:n` opens a new one."""
    _, desk_field, what, *fields = (*talk.data, "", "", "", "", "")[:6]
    if what == "n":
        return review(talk)
    if what not in _PRESSED:
        raise Refusal("button-old")
    if not talk.is_private:
        raise Refusal("open-private")
    desk = talk.unit.store.desks.of(talk.who.member.id)
    if desk is None or desk.id != number(desk_field):
        talk.show("desk-old", alert=True)
        return talk.answer_here(Sentence("desk-old", {}))
    desk = replace(desk, message_id=talk.message.message_id if talk.message else desk.message_id)
    return _PRESSED[what](talk, desk, *fields[:3])


def _show(talk: Talk, shown: DeskShown) -> None:
    talk.answer_here(shown)


# -- deciding ----------------------------------------------------------------------------------------------------------


def _still(talk: Talk, desk: Desk, key: str, action_name: str) -> tuple[OnDesk, Action] | None:
    """What waits and what is to be done about it; None where it waits no more: then the next is shown."""
    found = desks.found(talk.unit, talk.who, key)
    if found is None:
        _show(talk, desks.gone(talk.unit, talk.who, desk, key))
        return None
    action = Action(action_name) if action_name in set(Action) else None
    if action not in ACTS[found.kind]:
        raise Refusal("button-old")
    return found, action


def _decide(talk: Talk, desk: Desk, key: str, action_name: str, _field: str) -> None:
    """One tap does it, or asks for what it needs."""
    still = _still(talk, desk, key, action_name)
    if still is None:
        return None
    found, action = still
    if action in REASONS:
        shown = desks.go_on(talk.unit, talk.who, desk)
        _listen(talk, found, action)
        return _show(talk, replace(shown, reasons=action.value))
    if action in _ASKED:
        talk.unit.store.desks.save(desk)
        return _ASKED[action](talk, found, action)
    return _do(talk, desk, found, action, Given())


def _listen(talk: Talk, found: OnDesk, action: Action) -> None:
    """Whoever types while the reasons stand there gives one: the desk itself is the question."""
    breach = found.which if found.kind is Waits.APPEAL else ""
    ask(talk, found.task_id, action, pack_given(Given(breach=breach)))


def _listen_no_more(talk: Talk) -> None:
    """Back from the reasons: what is typed now is none."""
    asked = talk.unit.store.questions.open_for(talk.who.member.id, talk.chat_id, talk.thread_id)
    if asked is not None and asked.action in REASONS:
        talk.unit.store.questions.close(asked.member_id, asked.chat_id, asked.thread_id)


def _do(talk: Talk, desk: Desk, found: OnDesk, action: Action, given: Given) -> None:
    given = _of_breach(talk, found, action, given)
    event = perform(talk.unit, talk.who, found.task_id, action, given)
    settle(talk, found.task_id, action)
    talk.show(f"did-{event.fact.name}", number=found.task_id)
    _show(talk, desks.did(talk.unit, talk.who, desk, found.key, action.value))


def _of_breach(talk: Talk, found: OnDesk, action: Action, given: Given) -> Given:
    """An appeal is against one breach; its words are reason enough to take it."""
    if found.kind is not Waits.APPEAL:
        return given
    return with_breach(talk.unit, talk.who, found.task_id, action, replace(given, breach=found.which))


def _reason(talk: Talk, desk: Desk, key: str, action_name: str, field: str) -> None:
    """A reason by one tap: the words that stood on the button."""
    still = _still(talk, desk, key, action_name)
    if still is None:
        return None
    found, action = still
    words = _label_pressed(talk)
    if not 1 <= number(field) <= REASONS.get(action, 0) or not words:
        raise Refusal("button-old")
    return _do(talk, desk, found, action, Given(Said(words)))


def _label_pressed(talk: Talk) -> str:
    """What stands on the pressed button."""
    markup, data = talk.message.reply_markup if talk.message else None, ":".join(talk.data)
    buttons = [button for row in markup.inline_keyboard for button in row] if markup else []
    return next((button.text for button in buttons if button.callback_data == data), "")


def _own_words(talk: Talk, desk: Desk, key: str, action_name: str, _field: str) -> None:
    """The next words are the reason; the desk goes on when they have come."""
    still = _still(talk, desk, key, action_name)
    if still is None:
        return None
    found, action = still
    _show(talk, desks.go_on(talk.unit, talk.who, desk))
    return _ask_for_words(talk, found, action)


def _ask_for_words(talk: Talk, found: OnDesk, action: Action) -> None:
    breach = found.which if found.kind is Waits.APPEAL else ""
    ask_words(talk, found.task_id, action, pack_given(Given(breach=breach)))


def _ask_who(talk: Talk, found: OnDesk, action: Action) -> None:
    choose(talk, Choices("member", found.task_id, action.value))


def _ask_when(talk: Talk, found: OnDesk, action: Action) -> None:
    choose(talk, Choices("moment", found.task_id, action.value))


def _ask_how(talk: Talk, found: OnDesk, action: Action) -> None:
    choose(talk, Choices("method", found.task_id, action.value))


def _make_task(talk: Talk, found: OnDesk, _action: Action) -> None:
    assign.of_matter(talk, found.task_id)


_ASKED: Mapping[Action, Callable[[Talk, OnDesk, Action], None]] = {
    **dict.fromkeys((Action.CANCEL, Action.UPHOLD, Action.NOT_MINE, Action.DECIDE, Action.ANSWER), _ask_for_words),
    **dict.fromkeys((Action.REASSIGN, Action.HAND_ON), _ask_who),
    Action.CHANGE_DEADLINE: _ask_when,
    Action.CHASE: _ask_how,
    Action.MAKE_TASK: _make_task,
}


# -- the other buttons -------------------------------------------------------------------------------------------------


def _later(talk: Talk, desk: Desk, key: str, *_fields: str) -> None:
    if desks.found(talk.unit, talk.who, key) is None:
        return _show(talk, desks.gone(talk.unit, talk.who, desk, key))
    if key != desk.shown:  # pressed twice
        return _show(talk, desks.go_on(talk.unit, talk.who, desk))
    return _show(talk, desks.put_off(talk.unit, talk.who, desk, key))


def _go_on(talk: Talk, desk: Desk, *_fields: str) -> None:
    _listen_no_more(talk)
    _show(talk, desks.go_on(talk.unit, talk.who, desk))


def _again(talk: Talk, desk: Desk, *_fields: str) -> None:
    """What was put off until tomorrow is looked at today after all."""
    _show(talk, desks.go_on(talk.unit, talk.who, replace(desk, later=())))


def _files(talk: Talk, desk: Desk, key: str, *_fields: str) -> None:
    """The files come below, under the words they came with."""
    found = desks.found(talk.unit, talk.who, key)
    if found is None:
        return _show(talk, desks.gone(talk.unit, talk.who, desk, key))
    task, _ = fetch(talk.unit, talk.who, found.task_id)
    event = evidence_in(talk.unit.store.history.of(task.id), found)
    if event is None:
        raise Refusal("button-old")
    talk.say_once(f"desk-files:{desk.id}:{key}", TaskNews(task.id, event.seq), task_id=task.id)
    return None


def _undo(talk: Talk, desk: Desk, task: str, *_fields: str) -> None:
    """A decision of the last minute is undone; too late is said."""
    event = perform(talk.unit, talk.who, number(task), Action.TAKE_BACK)
    talk.show("did-taken-back", number=event.task_id)
    _show(talk, desks.undid(talk.unit, talk.who, desk, event.task_id))


def _stars(talk: Talk, desk: Desk, task: str, stars: str, *_fields: str) -> None:
    event = perform(talk.unit, talk.who, number(task), Action.RATE, Given(rating=number(stars) or None))
    talk.show("did-rated", number=event.task_id)
    _show(talk, desks.go_on(talk.unit, talk.who, desk))


_PRESSED: Mapping[str, Callable[..., None]] = {
    "d": _decide,
    "r": _reason,
    "w": _own_words,
    "l": _later,
    "g": _go_on,
    "a": _again,
    "f": _files,
    "u": _undo,
    "s": _stars,
}

BEGUN_HERE = frozenset(action for acts in ACTS.values() for action in acts) | {Action.TAKE_BACK}


def follow(talk: Talk, who: Memberships, task_id: int, action: Action) -> None:
    """Something the desk may show was done beside it."""
    if action in BEGUN_HERE:
        desks.follow(talk.unit, replace(who, aloud=False), task_id, action)


ROUTES = (Route(On.COMMAND, "review", review), Route(On.BUTTON, Press.DESK, pressed))
