"""督办 as it is read: the last one on the card, the promise made in it, the answer to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.rendered import Button, Rows
from deadlines import Kind, read
from domain.facts.base import Event
from domain.facts.chases import Chased
from domain.model.tasks import Status, Task
from domain.rules.chasing import answered_by, counted, last_chase

_SHOWN = 100


def chase_lines(eye: Eye, task: Task) -> list[Html]:
    """On the card: who chased last, when, how, with which words."""
    event = last_chase(eye.store.history.of(task.id)) if task.chases and task.status.is_open else None
    if event is None or not isinstance(event.fact, Chased):
        return []
    text = event.fact.text if len(event.fact.text) <= _SHOWN else event.fact.text[: _SHOWN - 1] + "…"
    return [eye.t("card-chased", at=eye.moment(event.at, brief=True), **_told(eye, event, text))]


def _told(eye: Eye, event: Event, text: str) -> dict[str, object]:
    assert isinstance(event.fact, Chased)  # whoever asks has looked
    return {"who": eye.name(event.actor_id), "method": eye.t(f"chase-{event.fact.method}"), "text": text}


def answer_lines(eye: Eye, event: Event) -> list[Html]:
    """Above what whoever was chased says to it: to which chase of the reader's it is the answer."""
    reader = eye.member.id if eye.member else 0
    chase = answered_by(eye.store.history.of(event.task_id), event, reader) if eye.member else None
    if chase is None or not isinstance(chase.fact, Chased):
        return []
    return [eye.t("chase-answer", at=eye.moment(chase.at, brief=True), **_told(eye, chase, chase.fact.text[:_SHOWN]))]


def promise_rows(eye: Eye, event: Event) -> Rows:
    """Where the words of a chase name one moment ahead, a button that keeps it as a promise."""
    if not isinstance(event.fact, Chased) or eye.member is None or eye.member.id != event.actor_id:
        return ()
    found = read(event.fact.text, event.at, eye.calendar, sentence=True)
    if found.problem or found.kind in (Kind.ASK, Kind.SET) or found.moment is None or found.moment <= eye.now:
        return ()
    label = eye.t("label-promise", moment=eye.plain_moment(found.moment))
    return ((Button(str(label), pack(Press.CHASE, event.task_id, event.seq, int(found.moment.timestamp()))),),)


def promise_line(eye: Eye, task: Task, event: Event, due: str) -> Html:
    """The day has come and nothing else has."""
    assert isinstance(event.fact, Chased)  # whoever asks has looked
    said = eye.moment(event.at, brief=True)
    fields = {"member": eye.name(task.duty_id), "due": eye.moment(datetime.fromisoformat(due)), "at": said}
    return eye.t("promise-due", text=event.fact.text[:_SHOWN], **fields)


def counts_line(eye: Eye, story: Sequence[Event]) -> list[Html]:
    """In the history: how often it was chased, by one tap and otherwise."""
    chased, urged = counted(story)
    return [eye.t("history-chased", chased=chased, urged=urged)] if chased or urged else []


def kept_only(eye: Eye, task: Task, event: Event) -> list[Html]:
    """Where nobody works on it, that a chase is only kept and asks nothing of anybody."""
    if not isinstance(event.fact, Chased) or task.status not in (Status.PAUSED, Status.SUBMITTED):
        return []
    return [eye.t("chase-kept-only", status=eye.t(f"status-{task.status}"))]
