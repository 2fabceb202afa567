"""Doing something to a task: by command, by button, by answering a question, by replying, by a reaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.callback import number
from bot.handlers.numbers import task_number
from bot.routes import On, Route
from bot.talk import Talk
from deadlines import Kind, read
from domain.errors import Refusal
from domain.messages.asking import Choices, Prompt
from domain.messages.office import Sentence
from domain.ports.talk import Question
from domain.rules.lifecycle import Action, Need
from domain.usecases.tasks.assign import check_due, moment_from, resolve, said_in
from domain.usecases.tasks.perform import Given, check, missing, perform
from domain.usecases.tasks.work import Said

COMMAND_ACTIONS = {
    "accept": Action.ACCEPT,
    "report": Action.REPORT,
    "done": Action.SUBMIT,
    "extend": Action.ASK_TIME,
    "approve": Action.APPROVE,
    "return": Action.RETURN,
    "cancel": Action.CANCEL,
    "decline": Action.DECLINE,
    "transfer": Action.ASK_TRANSFER,
}
_PLAIN_BUTTON = 3  # t:<action>:<task>; a fourth field is a choice
_AT_A_MOMENT = (Action.ASK_TIME, Action.GRANT_TIME, Action.CHANGE_DEADLINE)
_TO_SOMEBODY = (Action.ASK_TRANSFER, Action.REASSIGN)
_CHOICE_OF = {Need.MOMENT: "moment", Need.MEMBER: "member", Need.RATING: "stars"}


def command(talk: Talk, action: Action) -> None:
    """`/done 128 text`: one line that may hold everything the action needs."""
    talk.require_team_or_private()
    task_id, rest = task_number(talk)
    given = _from_words(talk, action, rest) if rest else Given(said=replace(talk.said(""), text=""))
    go_on(talk, task_id, action, given)


def _from_words(talk: Talk, action: Action, rest: str) -> Given:
    """Take what the action needs out of the words: a moment, a person, stars; the rest is the text."""
    if action is Action.ASK_TIME:
        return _moment_first(talk, rest)
    if action is Action.ASK_TRANSFER:
        return _person_first(talk, rest)
    if action is Action.APPROVE:
        return _stars_first(talk, rest)
    return Given(said=talk.said(rest))


def _moment_first(talk: Talk, rest: str) -> Given:
    reading = read(rest, talk.unit.now, talk.unit.calendar, sentence=True)
    if reading.problem or reading.kind in (Kind.ASK, Kind.SET):
        return _when(talk, reading.words or rest)
    if reading.moment is not None:
        check_due(talk.unit, reading.moment)
    text = reading.rest if reading.moment else rest
    return Given(said=talk.said(text), moment=reading.moment)


def _when(talk: Talk, words: str) -> Given:
    """The moment that words mean, or the moments they may mean; refused when they mean none."""
    found = moment_from(talk.unit, words)
    readings = tuple(_iso(r) for r in found.get("readings", ()))
    moment = _iso(found["due"]) if "due" in found else None
    return Given(said=talk.said(words), moment=moment, wording=said_in(found), readings=readings)


def _person_first(talk: Talk, rest: str) -> Given:
    named = talk.mentions(rest)
    if not named:
        raise Refusal("who-else")
    to = resolve(talk.unit, named[0])
    return Given(said=talk.said((rest[: named[0].start] + rest[named[0].end :]).strip()), member_id=to.id)


def _stars_first(talk: Talk, rest: str) -> Given:
    first, _, remark = rest.partition(" ")
    if first.isdecimal() and len(first) == 1:
        return Given(said=talk.said(remark), rating=int(first), rated=True)
    return Given(said=talk.said(rest), rated=True)


def button(talk: Talk) -> None:
    """`t:<action>:<task>[:<argument>]`: the presser's rights and the present state decide, never the button."""
    _, action_name, task_field, *rest = (*talk.data, "", "", "")[: max(4, len(talk.data))]
    if action_name not in set(Action):
        raise Refusal("button-old")
    action, argument = Action(action_name), rest[0] if rest else ""
    if argument == "words" and action in _AT_A_MOMENT:
        return ask_words(talk, number(task_field), action, "moment")
    go_on(talk, number(task_field), action, _from_button(talk, action, argument))
    return None


def _from_button(talk: Talk, action: Action, argument: str) -> Given:
    if not argument:
        return Given()
    if action is Action.APPROVE:
        return Given(rating=number(argument) or None, rated=True)
    if action in _TO_SOMEBODY:
        return Given(member_id=number(argument))
    if action not in _AT_A_MOMENT:
        raise Refusal("button-old")
    moment = datetime.fromtimestamp(min(number(argument), 2**33), UTC)
    check_due(talk.unit, moment)
    return Given(moment=moment)


def turn_page(talk: Talk) -> None:
    """`p:<action>:<task>:<page>`: more people to choose from."""
    _, action_name, task_field, page = (*talk.data, "", "", "")[:4]
    if action_name not in _TO_SOMEBODY:
        raise Refusal("button-old")
    task_id, action = number(task_field), Action(action_name)
    check(talk.unit, talk.who, task_id, action)
    talk.answer_here(Choices("member", task_id, action.value, number(page)), task_id=task_id)


def calendar(talk: Talk) -> None:
    """`c:<action>:<task>:<yyyymm>` shows a month, `k:<action>:<task>:<yyyymmdd>` the hours of a day."""
    verb, action_name, task_field, page = (*talk.data, "", "", "")[:4]
    if action_name not in (Action.ASK_TIME, Action.CHANGE_DEADLINE):
        raise Refusal("button-old")
    task_id, action = number(task_field), Action(action_name)
    check(talk.unit, talk.who, task_id, action)
    what = "month" if verb == "c" else "hours"
    talk.answer_here(Choices(what, task_id, action.value, number(page)), task_id=task_id)


def nothing(talk: Talk) -> None:
    """`x`: a square of the calendar that is no choice."""


def go_on(talk: Talk, task_id: int, action: Action, given: Given) -> None:
    """Do the action, or ask for the first thing that is missing. Refused before anything is asked."""
    move = check(talk.unit, talk.who, task_id, action)
    need = missing(move, action, given)
    if given.readings:
        _ask_which(talk, task_id, action, given)
    elif need is None:
        event = perform(talk.unit, talk.who, task_id, action, given)
        talk.unit.store.questions.close(talk.who.member.id, talk.chat_id)
        _tell_done(talk, f"did-{event.fact.name}", task_id)
    elif need in _CHOICE_OF:
        talk.answer(Choices(_CHOICE_OF[need], task_id, action.value), task_id=task_id)
    else:
        ask_words(talk, task_id, action, _pack_given(given))


def _ask_which(talk: Talk, task_id: int, action: Action, given: Given) -> None:
    moments = tuple(int(m.timestamp()) for m in given.readings)
    asked = Choices("reading", task_id, action.value, words=given.said.text[:60], moments=moments)
    talk.answer(asked, task_id=task_id)


def _tell_done(talk: Talk, key: str, task_id: int) -> None:
    """At the button; and where the button was a choice, the choice gives way to what was chosen."""
    talk.show(key, number=task_id)
    if talk.data and len(talk.data) > _PLAIN_BUTTON:
        talk.answer_here(Sentence(key, {"number": str(task_id)}), task_id=task_id)


def _pack_given(given: Given) -> str:
    if given.moment is not None:
        return f"at{int(given.moment.timestamp())}"
    return f"to{given.member_id}" if given.member_id is not None else ""


def ask_words(talk: Talk, task_id: int, action: Action, arg: str) -> None:
    """Open a question whose answer completes the action."""
    who = talk.who
    check(talk.unit, who, task_id, action)
    talk.unit.store.questions.ask(Question(0, who.member.id, talk.chat_id, action.value, task_id, arg))
    key = f"{action.value}-moment" if arg == "moment" else action.value
    talk.answer(Prompt(key, task_id, who.member.id, arg), task_id=task_id)


def answer_question(talk: Talk, question: Question) -> None:
    """The words the bot asked for."""
    action = Action(question.action)
    said = talk.said()
    if question.arg == "moment":
        given = _when(talk, said.text)
        given = given if given.readings else replace(given, said=Said())
    else:
        given = replace(_unpack_given(question.arg), said=said)
    talk.unit.store.questions.close(talk.who.member.id, talk.chat_id)
    go_on(talk, question.task_id, action, given)


def _unpack_given(arg: str) -> Given:
    value = number(arg[2:])
    if arg.startswith("at"):
        return Given(moment=datetime.fromtimestamp(value, UTC))
    return Given(member_id=value) if arg.startswith("to") else Given()


def _iso(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _command_route(name: str, action: Action) -> Route:
    return Route(On.COMMAND, name, lambda talk: command(talk, action))


ROUTES = (
    *(_command_route(name, action) for name, action in COMMAND_ACTIONS.items()),
    Route(On.BUTTON, "t", button),
    Route(On.BUTTON, "p", turn_page),
    Route(On.BUTTON, "c", calendar),
    Route(On.BUTTON, "k", calendar),
    Route(On.BUTTON, "x", nothing),
)
