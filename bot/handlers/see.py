"""Looking: lists, one task, its history."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback import Press, number
from bot.handlers.numbers import task_number
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.clocks import PhraseRead
from domain.messages.tasks import TaskCard, TaskHistory, TaskList, Timeline, WholeText
from domain.model.people import Role
from domain.model.tasks import Kind
from domain.rules.questions import AHEAD, BEHIND
from domain.usecases.access import require_leads, visible
from domain.usecases.people.teams import approved
from domain.usecases.tasks.order import Mention, resolve

_LONGEST_PHRASE = 500
_PERSONAL = ("mine", "assigned", "raised-answer", "raised-own", "raised-team")
LISTED = (
    *_PERSONAL, "team", "overdue", "person", "unaccepted", *(f"due-{t}" for t in AHEAD), *(f"finished-{t}" for t in BEHIND),
)  # fmt: skip


def listing(talk: Talk, which: str) -> None:
    """/mine, /assigned, /team, /overdue: personal lists go to the person's private chat, a team's stay in its group."""
    talk.require_team_or_private()
    who = talk.who
    if which == "team" and talk.is_private and (people := talk.people()):
        _of_people(talk, people)
        return
    team_id = None if talk.is_private else approved(talk.unit, talk.chat_id).id
    place = talk.private_place if which in _PERSONAL and who.member.reachable else talk.place
    if which in _PERSONAL and not who.member.reachable:
        raise Refusal("open-private")
    talk.unit.say(place, TaskList(which, team_id=team_id))
    if which in _PERSONAL and not talk.is_private:
        talk.say("sent-privately")


def _of_people(talk: Talk, people: Sequence[Mention]) -> None:
    """`/team 赵倩`: what she has in hand, for those who run her team."""
    for member in {m.id: m for m in (resolve(talk.unit, one) for one in people)}.values():
        require_leads(talk.unit, talk.who, member)
        talk.answer(TaskList("person", member_id=member.id))


def turn_page(talk: Talk) -> None:
    """`l:<which>:<team>:<page>` turns the page where it stands."""
    talk.answer_here(asked_list(talk))


def show_all(talk: Talk) -> None:
    """`la:<which>:<team>:<page>`, under a digest or worklist, which stays as it is."""
    talk.answer(asked_list(talk))


def asked_list(talk: Talk) -> TaskList:
    """A team's list is for those of the team, and in a group it is always that group's."""
    _, which, team_field, page = (*talk.data, "", "", "")[:4]
    if which not in LISTED:
        raise Refusal("button-old")
    if which == "person":
        return _of_person(talk, number(team_field), number(page))
    who, team_id = talk.who, number(team_field) or None
    if not talk.is_private:
        team_id = approved(talk.unit, talk.chat_id).id
    if team_id is not None and team_id not in who.teams and who.member.role is Role.STAFF:
        raise Refusal("stranger")
    if which in _PERSONAL and not talk.is_private:
        raise Refusal("open-private")
    return TaskList(which, number(page), team_id)


def _of_person(talk: Talk, member_id: int, page: int) -> TaskList:
    """What one person has to do, for those who run their team, in private."""
    member = talk.unit.store.members.get(member_id)
    if member is None:
        raise Refusal("button-old")
    if not talk.is_private:
        raise Refusal("open-private")
    require_leads(talk.unit, talk.who, member)
    return TaskList("person", page, member_id=member_id)


def show(talk: Talk) -> None:
    """/show 128: the card as it stands now."""
    talk.require_team_or_private()
    task_id, _ = task_number(talk)
    _show(talk, task_id)


def show_button(talk: Talk) -> None:
    """`s:<task>`."""
    _show(talk, number((*talk.data, "")[1]))


def _show(talk: Talk, task_id: int) -> None:
    visible(talk.unit, talk.who, task_id)
    same_team(talk, task_id)
    talk.answer(TaskCard(task_id), task_id=task_id)


def same_team(talk: Talk, task_id: int) -> None:
    """In a group only its own tasks are shown, whoever asks."""
    task = talk.unit.store.tasks.get(task_id)
    team_id = talk.team.id if talk.team else None
    if task and task.kind is Kind.NOTICE and team_id in talk.unit.store.notices.teams(task_id):
        return
    if not talk.is_private and task and (team_id is None or task.team_id != team_id):
        raise Refusal.not_found(task_id)


def history(talk: Talk) -> None:
    """/history 128: the whole story, in the words people used."""
    talk.require_team_or_private()
    task_id, _ = task_number(talk)
    show_history(talk, task_id)


def history_page(talk: Talk) -> None:
    """`h:<task>:<page>`."""
    _, task_field, page = (*talk.data, "", "")[:3]
    show_history(talk, number(task_field), number(page))


def show_history(talk: Talk, task_id: int, page: int = 0) -> None:
    """A page of it; in a group without what is between those concerned."""
    visible(talk.unit, talk.who, task_id)
    same_team(talk, task_id)
    talk.answer_here(TaskHistory(task_id, page), task_id=task_id)


def whole(talk: Talk) -> None:
    """`w:<task>` under a card, which stays; `w:<task>:<page>` turns the page where it stands."""
    _, task_field, *page = (*talk.data, "")[:3]
    task_id, turned = number(task_field), bool(page and page[0])
    visible(talk.unit, talk.who, task_id)
    same_team(talk, task_id)
    answer = talk.answer_here if turned else talk.answer
    answer(WholeText(task_id, number(page[0]) if turned else 0), task_id=task_id)


def timeline(talk: Talk) -> None:
    """`tl:<task>`: what comes if nobody does anything, below the card, which stays; to be read in private."""
    task_id = number((*talk.data, "")[1])
    visible(talk.unit, talk.who, task_id)
    same_team(talk, task_id)
    talk.answer(Timeline(task_id), task_id=task_id)


def when(talk: Talk) -> None:
    """/when 三个工作日内: how a phrase is read, before anything hangs on it."""
    _ = talk.who
    words = talk.args.strip()
    if not words:
        raise Refusal("when-usage")
    talk.answer(PhraseRead(words[:_LONGEST_PHRASE], talk.unit.now.isoformat()))


def _list_route(which: str) -> Route:
    return Route(On.COMMAND, which, lambda talk: listing(talk, which))


ROUTES = (
    *(_list_route(w) for w in ("mine", "assigned", "team", "overdue")),
    Route(On.COMMAND, "show", show),
    Route(On.COMMAND, "when", when),
    Route(On.COMMAND, "history", history),
    Route(On.BUTTON, Press.LIST, turn_page),
    Route(On.BUTTON, Press.LIST_ALL, show_all),
    Route(On.BUTTON, Press.SHOW, show_button),
    Route(On.BUTTON, Press.HISTORY, history_page),
    Route(On.BUTTON, Press.WHOLE, whole),
    Route(On.BUTTON, Press.TIMELINE, timeline),
)
