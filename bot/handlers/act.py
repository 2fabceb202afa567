"""Doing something to a task: by command, by button, by answering a question, by replying, by a reaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.callback import Press, number
from bot.commands import COMMANDS
from bot.handlers import bulletins, desk, meeting, tree
from bot.handlers.accounts import slip_instead
from bot.handlers.assign import of_matter
from bot.handlers.choosing import ask_words, choose, on_card, settle
from bot.handlers.given import STARS, counted, from_words, meant, moment_first, person_first, when
from bot.handlers.hands import EACH, completed, for_each, over_heads, whose_side
from bot.handlers.numbers import Example, example_for, named_in, replied_task, task_number
from bot.handlers.packing import pack_given, unpack_given
from bot.handlers.pressed import given_by
from bot.handlers.taken import closes, tell_assigner_away, tell_doer_away, tell_let_in, tell_taken
from bot.routes import On, Route
from bot.talk import Talk
from deadlines import Kind, read
from domain.errors import Refusal
from domain.facts.base import Event
from domain.facts.chases import Chased
from domain.messages.asking import Choices
from domain.messages.office import Sentence
from domain.messages.tasks import Done, MilestoneBoard
from domain.model.post import PostKind, Said
from domain.model.value import replace
from domain.ports.talk import Question
from domain.rules.answering import is_little
from domain.rules.decisions.judging import MOST_STARS
from domain.rules.given import Given, missing
from domain.rules.lifecycle import BY_ACTION, Action, Need, allowed, needs, takes
from domain.rules.moves import DOING
from domain.rules.no_more import says_off
from domain.rules.whom import bare, bare_name
from domain.text import is_blank
from domain.usecases.access import is_confidential, relations
from domain.usecases.accountability.breaches import with_breach
from domain.usecases.tasks.act import check, perform
from domain.usecases.tasks.due import moment_in
from domain.usecases.tasks.hands import as_said
from domain.usecases.tasks.order import resolve

_PLAIN_BUTTON = 3  # t:<action>:<task>; a fourth field is a choice
_CHOICE_OF = {
    Need.MOMENT: "moment",
    Need.MEMBER: "member",
    Need.RATING: "stars",
    Need.PRIORITY: "priority",
    Need.BREACH: "breach",
    Need.COLOUR: "colour",
    Need.METHOD: "method",
}


# Commands that are a question too: whether it was one, which is answered then.
_INSTEAD: Mapping[Action, Callable[[Talk], bool]] = {Action.REPORT: bulletins.instead, Action.SLIP: slip_instead}


def command(talk: Talk, action: Action) -> None:
    """`/done 128 text`: one line that may hold everything the action needs."""
    talk.require_team_or_private()
    if action in _INSTEAD and _INSTEAD[action](talk):
        return None
    wanted = needs(action)
    task_id, rest = _starred(talk) if Need.RATING in takes(action) else task_number(talk, dates=Need.MOMENT in wanted)
    if rest and action in EACH:
        event = for_each(talk, task_id, action, rest)
        if event is None:
            return None
        _tell_done(talk, event, action)
        named = [resolve(talk.unit, one).id for one in talk.people(rest)] if action is Action.ADD_CO else []
        tell_doer_away(talk, event, action, named)
        return tell_let_in(talk, event, action)
    example = replace(example_for(talk), number=task_id)
    if rest and not takes(action) and named_in(rest, example=example) is not None:
        raise Refusal("one-matter", command=example.command, example=str(task_id))  # `/accept 1 2`
    given = from_words(talk, task_id, action, rest) if rest else Given(said=replace(talk.said(""), text=""))
    return go_on(talk, task_id, action, given)


def _starred(talk: Talk) -> tuple[int, str]:
    """`/approve 2 5`, or `/approve 5` in reply: the stars of the matter replied to, unless a matter of that number waits."""
    replied, found = replied_task(talk), named_in(talk.args, numbers=True, example=example_for(talk))
    if (
        replied is None
        or found is None
        or found.marked
        or not 1 <= found.number <= MOST_STARS
        or STARS.match(found.rest)
    ):
        return task_number(talk, numbers=True)
    named = talk.unit.store.tasks.get(found.number)
    if named is not None and allowed(named, Action.APPROVE, relations(talk.who, named)):
        if named.id == replied:
            return replied, found.rest
        raise Example("approve", found.number).refusal()
    return replied, talk.args.strip()


def button(talk: Talk) -> None:
    """`t:<action>:<task>[:<argument>]`: the presser's rights and the present state decide, never the button."""
    _, action_name, task_field, *rest = (*talk.data, "", "", "")[: max(4, len(talk.data))]
    if action_name not in set(Action):
        raise Refusal("button-old")
    action, argument = Action(action_name), rest[0] if rest else ""
    if action is Action.BREAK_DOWN:
        return tree.begin(talk, number(task_field))
    if argument == "words" and Need.MOMENT in takes(action):
        return ask_words(talk, number(task_field), action, "moment")
    go_on(talk, number(task_field), action, given_by(talk, action, argument))
    return None


# What is said with "off" is another verb.
_OFF = {Action.NEED_EVIDENCE: Action.WAIVE_EVIDENCE, Action.CONCEAL: Action.REVEAL}


def go_on(talk: Talk, task_id: int, action: Action, given: Given) -> None:
    """Do the action, or ask for the first thing that is missing. Refused before anything is asked."""
    if action in _OFF and says_off(given.text):
        action = _OFF[action]
    action = as_said(talk.unit, talk.who, task_id, action, given.text)
    given = completed(talk, task_id, action, meant(talk, action, given))
    if Need.BREACH in needs(action):
        given = with_breach(talk.unit, talk.who, task_id, action, given)
    move = check(talk.unit, talk.who, task_id, action, given)
    if action is Action.MAKE_TASK:
        return of_matter(talk, task_id)
    need = missing(move, given)
    in_place = need is Need.OTHER and bool(talk.data) and given.member_id is not None
    if need is not None and Need.OTHER in move.needs and not in_place:
        raise Refusal("replace-whom")
    if in_place:
        choose(talk, Choices("other", task_id, action.value, gone=given.member_id or 0))
    elif given.readings:
        _ask_which(talk, task_id, action, given)
    elif need is None and not over_heads(talk, task_id, action, given):
        _do(talk, task_id, action, given)
    elif need is None or (need is Need.MEMBER and whose_side(talk, task_id, action, given)):
        settle(talk, task_id, action)
    elif need in _CHOICE_OF:
        choose(talk, Choices(_CHOICE_OF[need], task_id, action.value), given.text)
    else:
        _ask_in_words(talk, task_id, action, given, need)
    return None


def _ask_in_words(talk: Talk, task_id: int, action: Action, given: Given, need: Need) -> None:
    """What has no buttons is asked for in words; which milestone is chosen where all of them stand."""
    if need is Need.WHICH:
        return talk.answer(MilestoneBoard(task_id), task_id=task_id)
    return ask_words(talk, task_id, action, pack_given(given))


def _do(talk: Talk, task_id: int, action: Action, given: Given) -> None:
    """Nothing is missing: it is done, and whoever did it reads what came of it."""
    event = perform(talk.unit, talk.who, task_id, action, given)
    talk.aside = is_confidential(talk.unit, task_id)
    settle(talk, task_id, action)
    _tell_done(talk, event, action)
    _tell_counted(talk, given)
    _tell_beyond(talk, task_id, action, given)
    tell_assigner_away(talk, event, action)
    tell_doer_away(talk, event, action)
    _offer_more(talk, task_id, action, given)
    tell_let_in(talk, event, action)
    desk.follow(talk, talk.who, task_id, action)


def _ask_which(talk: Talk, task_id: int, action: Action, given: Given) -> None:
    moments = tuple(int(m.timestamp()) for m in given.readings)
    asked = Choices("reading", task_id, action.value, words=given.said.text[:60], moments=moments, doubt=given.doubt)
    choose(talk, asked)


def _tell_beyond(talk: Talk, task_id: int, action: Action, given: Given) -> None:
    """A pause that ends after the deadline is said to, and what becomes of the deadline."""
    task = talk.unit.store.tasks.get(task_id)
    if action is Action.PAUSE:
        tree.tell_going_on(talk, task_id)
    if action is Action.PAUSE and task is not None and given.moment is not None and given.moment > task.due_at:
        talk.say("pause-beyond", number=task_id, moment=given.moment.isoformat(), due=task.due_at.isoformat())


def _tell_counted(talk: Talk, given: Given) -> None:
    """A length was given: from when it was counted is said."""
    if given.from_due:
        talk.say("counted-from-due-moved" if given.moved else "counted-from-due", moment=given.the_moment().isoformat())


def _offer_more(talk: Talk, task_id: int, action: Action, given: Given) -> None:
    """A return may mean a new deadline without setting one (周五再报): it is offered; so is what a meeting decided."""
    if action is Action.MINUTE:
        return meeting.go_on(talk, task_id, given.said)
    task = talk.unit.store.tasks.get(task_id) if action is Action.RETURN and given.moment is None else None
    due = moment_in(talk.unit, given.text)
    if task is None or due is None or due == task.due_at:
        return None
    moments = (int(due.timestamp()),)
    choose(talk, Choices("resubmit", task_id, Action.CHANGE_DEADLINE.value, moments=moments))
    return None


def _did(talk: Talk, event: Event) -> str:
    """What a button says of it: of a chase while nobody works on it, that nobody was told."""
    task = talk.unit.store.tasks.get(event.task_id)
    if isinstance(event.fact, Chased) and task is not None and task.status not in DOING:
        return "did-chased-kept"
    return "did-closed" if closes(event) else f"did-{event.fact.name}"


def _tell_done(talk: Talk, event: Event, action: Action) -> None:
    """At the button, or in the chat. A choice gives way to what was chosen; where the doer may want to do more, the news
    on which the button stood goes on with what came of it. A card shows it by itself."""
    key, number_ = _did(talk, event), event.task_id
    post = talk.pressed_post
    if talk.data:
        talk.show(key, number=number_)
    if on_card(talk):
        return
    if BY_ACTION[action].after or action in _GOES_ON:
        here = post is None or post.task_id == number_
        told = Done(number_, event.seq, post.seq if post is not None and here and post.kind is PostKind.NEWS else None)
        (talk.answer_here if here else talk.answer)(told, task_id=number_)
    elif not talk.data:
        tell_taken(talk, event)
    elif len(talk.data) > _PLAIN_BUTTON:
        talk.answer_here(Sentence(key, {"number": str(number_)}), task_id=number_)


_GOES_ON = frozenset({
    Action.RATE, Action.CHANGE_TITLE, Action.CHANGE_PRIORITY, Action.CHANGE_STANDARD, Action.CHANGE_ORIGIN, Action.SHARE,
    Action.DECIDE, *EACH, Action.REPLACE, Action.SLIP, Action.CHASE, Action.CHANGE_PERIODIC, Action.SET_MILESTONES,
})  # fmt: skip


def answer_question(talk: Talk, question: Question) -> None:
    """The words the bot asked for."""
    assert question.task_id is not None  # a draft's answer goes elsewhere
    action, said = Action(question.action), talk.said()
    if question.arg in _ANSWERS:
        given = _ANSWERS[question.arg](talk, question.task_id, action, bare(said.text))
        if question.words and is_blank(given.text):
            given = replace(given, said=replace(given.said, text=question.words))
    else:
        given = replace(unpack_given(question.arg), said=said)
    talk.unit.store.questions.close(talk.who.member.id, talk.chat_id, talk.thread_id)
    go_on(talk, question.task_id, action, given)


def _moment_answered(talk: Talk, task_id: int, action: Action, words: str) -> Given:
    """A moment, or the moments it may mean; where a reason is wanted too, what else was said is it."""
    given = counted(talk.unit, task_id, action, when(talk, words), words)
    if given.readings:
        return given
    why = moment_first(talk, words).said if Need.REASON in needs(action) else Said()
    return replace(given, said=Said() if is_little(why.text) else why)


def is_moment(talk: Talk) -> bool:
    """Whether words are a moment and nothing else."""
    found = read(bare(talk.said().text), talk.unit.now, talk.unit.calendar)
    return found.kind is not Kind.NONE and is_little(found.rest)


def _member_answered(talk: Talk, _task_id: int, _action: Action, words: str) -> Given:
    """A person; what else was said is why."""
    given = person_first(talk, bare_name(words))
    return replace(given, said=Said()) if is_little(given.text) else given


_ANSWERS = {"moment": _moment_answered, "member": _member_answered}


def _command_route(name: str, action: Action) -> Route:
    return Route(On.COMMAND, name, lambda talk: command(talk, action))


ROUTES = (
    *(_command_route(row.name, row.action) for row in COMMANDS if row.action),
    Route(On.BUTTON, Press.ACT, button),
)
