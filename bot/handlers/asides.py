"""等一下, 下一个, 3星, 撤销刚才的 in private: for the review desk that stands open, else for nothing."""

from __future__ import annotations

from bot.handlers import act, words
from bot.talk import Talk
from domain.model.desk import Desk, OnDesk, on_desk
from domain.model.value import replace
from domain.rules.answering import is_dead
from domain.rules.asides import says_next, says_wait, says_wrong, undoes
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.rules.verdicts import verdict
from domain.usecases.supervision import desk as desks


def asides(talk: Talk) -> bool:
    """Whether the words were one of these, and were answered."""
    text, desk = talk.said().text, _open_desk(talk)
    if says_wait(text) or says_next(text):
        _go_on(talk, desk)
        return True
    if says_wrong(text):
        talk.say("hint-wrong")
        return True
    last = on_desk(desk.done[-1][0]) if desk and desk.done else None
    if undoes(text):
        _undo(talk, last)
        return True
    found = verdict(text)
    if desk is None or found is None or not found.stars:
        return False
    judged = last if last is not None and desk.done[-1][1] == Action.APPROVE else on_desk(desk.shown)
    if judged is None:
        return False
    words.about(talk, judged.task_id, talk.said())
    return True


def _open_desk(talk: Talk) -> Desk | None:
    """The desk that somebody opened a while ago at most."""
    desk = talk.unit.store.desks.of(talk.who.member.id)
    return desk if desk is not None and not is_dead(desk.opened_at, talk.unit.now) else None


def _go_on(talk: Talk, desk: Desk | None) -> None:
    """What is shown is put off, and the next stands below the words; where no desk is open nothing is done."""
    if desk is None or not desk.shown:
        return talk.say("hint-wait")
    return talk.answer(desks.put_off(talk.unit, talk.who, replace(desk, message_id=None), desk.shown))


def _undo(talk: Talk, last: OnDesk | None) -> None:
    """The last decision at the desk, within its minute; of any other it is said how."""
    if last is None:
        return talk.say("hint-mistake")
    return act.go_on(talk, last.task_id, Action.TAKE_BACK, Given())
