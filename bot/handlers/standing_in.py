"""移交: whoever stands in takes over, one matter or all; the card of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.office import Sentence
from domain.messages.people import HandOver, HandOverCard
from domain.rules.lifecycle import Action
from domain.usecases.access import visible
from domain.usecases.people.lent_parts import take_parts
from domain.usecases.people.standing_in import cannot, take_over_all, until
from domain.usecases.tasks.act import perform


def button(talk: Talk) -> None:
    """`ho:all:<member>` takes over whatever was asked for that person, `ho:no:<member>` says that one cannot, `ho:card:<task>`
    shows one matter."""
    what = (*talk.data, "")[1]
    if what not in _PRESSED:
        raise Refusal("button-old")
    _PRESSED[what](talk, number((*talk.data, "", "")[2]))


def _all(talk: Talk, member_id: int) -> None:
    taken = take_over_all(
        talk.unit, talk.who, member_id, lambda n: perform(talk.unit, talk.who, n, Action.TAKE_OVER)
    )  # fmt: skip
    parts = take_parts(talk.unit, talk.who, member_id)
    if not taken and not parts:
        raise Refusal("nothing-to-take-over", member=member_id)
    ends_at = until(talk.unit, member_id)
    talk.show("did-taken-over-all", n=len(taken) + len(parts))
    talk.answer_here(HandOver(member_id, taken, ends_at.isoformat() if ends_at else "", parts=parts))


def _no(talk: Talk, member_id: int) -> None:
    count = cannot(talk.unit, talk.who, member_id)
    talk.answer_here(Sentence("cannot-stand-in-told", {"member": str(member_id), "count": str(count)}))


def _card(talk: Talk, task_id: int) -> None:
    visible(talk.unit, talk.who, task_id)
    if not talk.is_private:
        raise Refusal("open-private")
    talk.answer(HandOverCard(task_id), task_id=task_id)


_PRESSED: Mapping[str, Callable[[Talk, int], None]] = {"all": _all, "no": _no, "card": _card}

ROUTES = (Route(On.BUTTON, Press.HAND_OVER, button),)
