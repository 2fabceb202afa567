"""Plain words about a task: a decision is done or offered, an end or a wish gets its button, small talk is left alone, and
what is left is a report or a comment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from bot.callback import number
from bot.handlers import act, notices, raising, taken
from bot.handlers.choosing import offer as ask
from bot.handlers.guide import explain
from bot.talk import Talk
from domain.errors import Refusal
from domain.facts.chases import Chased
from domain.facts.clocks import Reminded
from domain.facts.hands import PartHandedIn
from domain.messages.asking import NEXT_DAY, Offer, PutOffAsked
from domain.messages.office import Sentence
from domain.model.clocks import CommitmentKind
from domain.model.post import Place, Post, PostKind, Said
from domain.model.slips import Colour
from domain.model.tasks import Kind, Priority, Relation, Task, Wording
from domain.rules.chasing import method_in
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.given import Given
from domain.rules.lifecycle import Action, allowed
from domain.rules.offers import under_news
from domain.rules.orders_of_reports import only_reports
from domain.rules.outcome import says_done
from domain.rules.placed import placed
from domain.rules.smalltalk import is_small_talk, may_consent, says_received, wants_later
from domain.rules.spoken import asks_the_way
from domain.rules.verdicts import verdict
from domain.rules.voices import method_told, voiced
from domain.usecases.access import fetch
from domain.usecases.tasks import replies
from domain.usecases.tasks.meaning import Meant, asks_for_time, may, meant, so_much_later, wished
from domain.usecases.tasks.order import asked_about
from domain.usecases.tasks.tree import fits_under

WORDS = "words"  # what is pressed where only the task was open
MOST = 8
_ALL = 100
_JUDGED = (Action.APPROVE, Action.GRANT_TIME, Action.GRANT_TRANSFER)
_AT_ONCE_ON_NEWS = frozenset(_JUDGED)
_AT_ONCE = frozenset({Action.ACCEPT, Action.TAKE_OVER, Action.URGE})
_WHOLE = frozenset(
    {
        Action.SUBMIT,
        Action.ANSWER,
        Action.NOT_SOLVED,
        Action.ASK_TIME,
        Action.ASK_TRANSFER,
        Action.DISAGREE,
        Action.APPEAL,
    }
)  # their reason is all that was said


def about(talk: Talk, task_id: int, said: Said, post: Post | None = None) -> None:
    """What words about a task do; `post` is the message they reply to."""
    task, at = fetch(talk.unit, talk.who, task_id)
    if task.kind is Kind.NOTICE:
        return notices.reply(talk, task, said)
    if at.relations <= {Relation.COLLEAGUE}:
        return _outsider(task, said)
    if task.is_raised:
        return raising.about(talk, task, at, said)
    if said.files or not any(way(talk, task, at, said, post) for way in _WAYS):
        take(talk, task, at, said)
    return None


def _outsider(task: Task, said: Said) -> None:
    """Somebody of the group who has no part in it; what asks for nothing gets no answer."""
    if said.files or not is_small_talk(said.text):
        raise Refusal("outsider", number=str(task.id), member=str(task.duty_id if task.is_raised else task.assigner_id))


def _later(talk: Talk, task: Task, _at: Circumstances, said: Said, _post: Post | None) -> bool:
    """过一会儿再提醒我 of whoever was reminded: when, and no report."""
    if not wants_later(said.text):
        return False
    me = talk.who.member.id
    heard = (e.fact for e in reversed(talk.unit.store.history.of(task.id)) if isinstance(e.fact, Reminded))
    last = next((f for f in heard if me in f.to and f.clock in set(CommitmentKind)), None)
    clock = task.running(CommitmentKind(last.clock)) if last else None
    if last is None or clock is None:
        talk.say("put-off-none", number=task.id)
    else:
        talk.answer(PutOffAsked(task.id, last.clock, clock.generation, last.step), task_id=task.id)
    return True


def _to_a_part(talk: Talk, task: Task, _at: Circumstances, said: Said, post: Post | None) -> bool:
    """同意，辛苦了 of the lead, said to the news of a part: for whoever handed it in, and no report."""
    event = talk.unit.store.history.get(task.id, post.seq) if post and post.seq else None
    found = verdict(said.text)
    if event is None or event.actor_id is None or not isinstance(event.fact, PartHandedIn):
        return False
    if talk.who.member.id != task.duty_id or found is None or Action.APPROVE not in found.actions:
        return False
    told = Sentence("part-thanked", {"number": str(task.id), "member": str(task.duty_id), "words": said.text})
    talk.unit.say(Place(member_id=event.actor_id), told, task_id=task.id)
    talk.say("part-thanks-told", number=task.id, member=event.actor_id)
    return True


def _answers_chase(talk: Talk, task: Task, post: Post | None) -> bool:
    """Whether whoever has the duty replies to what they were told of a chase: 好的，明天交 is for whoever chased."""
    event = talk.unit.store.history.get(task.id, post.seq) if post and post.seq else None
    return event is not None and isinstance(event.fact, Chased) and talk.who.member.id == task.duty_id


def _small_talk(talk: Talk, task: Task, at: Circumstances, said: Said, post: Post | None) -> bool:
    """好的, 谢谢领导: for nobody; 收到 of who has not accepted yet accepts; 可以 to a request may be a decision."""
    if not is_small_talk(said.text):
        return False
    accepts = says_received(said.text) and may(task, Action.ACCEPT, at)
    if _answers_chase(talk, task, post) and not accepts:
        take(talk, task, at, said)
    elif accepts:
        act.go_on(talk, task.id, Action.ACCEPT, Given())
    elif talk.is_private:
        possible = [a for a in _JUDGED if post is not None and allowed(task, a, at.relations)]
        if possible and may_consent(said.text):
            _offer(talk, task, at, said, [(action, "") for action in possible])
        else:
            talk.say("small-talk")
    return True


def _decision(talk: Talk, task: Task, at: Circumstances, said: Said, post: Post | None) -> bool:
    found = meant(talk.unit, talk.who, task.id, said.text, talk.mentions(said.text))
    if found is None:
        return False
    if not found.choices:
        _only_words(talk, task, found, said)
    elif _at_once(talk, task, found, post):
        act.go_on(talk, task.id, found.choices[0][0], carried(said, *found.choices[0]))
    else:
        _offer(talk, task, at, said, found.choices)
    return True


def _at_once(talk: Talk, task: Task, found: Meant, post: Post | None) -> bool:
    """Nothing but the word, said to the very news that has the button; some need no news."""
    action, argument = found.choices[0]
    if len(found.choices) > 1 or argument or not found.plain:
        return False
    event = talk.unit.store.history.get(task.id, post.seq) if post and post.kind is PostKind.NEWS and post.seq else None
    called = event is not None and action in under_news(event.fact.name)
    return action in _AT_ONCE or (called and action in _AT_ONCE_ON_NEWS)


def _only_words(talk: Talk, task: Task, found: Meant, said: Said) -> None:
    """What nobody can do now is not passed on: 通过 of what nobody has handed in reads like an approval."""
    if found.wanted is not None:
        ask(talk, Offer("not-now", ((task.id, Action.COMMENT.value, found.wanted.value),), task.id), said)
    else:
        taken.tell_taken(talk, replies.reply(talk.unit, talk.who, task.id, said))


def _rhythm(talk: Talk, task: Task, at: Circumstances, said: Said, _post: Post | None) -> bool:
    """以后每周五反馈一次, of whoever may ask for it: the button that does."""
    if not allowed(task, Action.CHANGE_PERIODIC, at.relations) or not only_reports(said.text, at.now, at.calendar):
        return False
    _offer(talk, task, at, said, [(Action.CHANGE_PERIODIC, "")])
    return True


def _how(talk: Talk, _task: Task, at: Circumstances, said: Said, _post: Post | None) -> bool:
    """怎么延期？ of whoever carries it out: that command, explained."""
    command = asks_the_way(said.text) if at.relations & {Relation.LEAD, Relation.CO} else ""
    if command:
        explain(talk, command)
    return bool(command)


def _wish(talk: Talk, task: Task, at: Circumstances, said: Said, _post: Post | None) -> bool:
    """能不能晚两天: recorded, and the button that asks for it."""
    action = wished(task, said.text, at)
    if action is None:
        return False
    replies.reply(talk.unit, talk.who, task.id, said)
    argument = _taker(talk, said) if action is Action.ASK_TRANSFER else so_much_later(talk.unit, task, said.text)
    ask(talk, Offer(action.value, ((task.id, action.value, argument),), task.id), said)
    return True


def _time_for_a_part(talk: Talk, task: Task, at: Circumstances, said: Said, _post: Post | None) -> bool:
    """能不能宽限到周五 of a co-assignee: the lead reads it, who sets the deadlines of the parts, and that is said."""
    if Relation.CO not in at.relations or not (allowed(task, Action.REPORT, at.relations) and asks_for_time(said.text)):
        return False
    replies.reply(talk.unit, talk.who, task.id, said)
    talk.say("did-part-time-asked", number=task.id, member=task.duty_id)
    return True


def _taker(talk: Talk, said: Said) -> str:
    """Whom the words name as the one who may take it over."""
    me = talk.who.member.id
    other = asked_about(talk.unit, said.text, talk.mentions(said.text), me)
    return f"to{other.id}" if other is not None and other.id != me else ""


def _under(talk: Talk, task: Task, _at: Circumstances, said: Said, _post: Post | None) -> bool:
    """放到 #12 下面, of the matter that is spoken of: the button that does it."""
    found = placed(said.text)
    if found is None or found.child not in (None, task.id):
        return False
    offer_under(talk, task.id, found.parent, said)
    return True


def offer_under(talk: Talk, task_id: int, parent: int, said: Said) -> None:
    """One matter under another, where that may be."""
    given = Given(matter_id=parent)
    fits_under(talk.unit, talk.who, task_id, given)
    ask(talk, Offer("under", ((task_id, Action.PUT_UNDER.value, f"un{parent}"),), task_id), said)


_Way = Callable[[Talk, Task, Circumstances, Said, Post | None], bool]
_WAYS: Sequence[_Way] = (_under, _later, _to_a_part, _small_talk, _how, _rhythm, _decision, _wish, _time_for_a_part)


def take(talk: Talk, task: Task, at: Circumstances, said: Said) -> None:
    """A report or a comment; where the lead says that it is done, the button that hands it in."""
    event = replies.reply(talk.unit, talk.who, task.id, said)
    finished = says_done(said.text) or getattr(event.fact, "percent", None) == _ALL
    if finished and may(task, Action.SUBMIT, at):
        ask(talk, Offer("submit", ((task.id, Action.SUBMIT.value, ""),), task.id), said)
    else:
        taken.tell_taken(talk, event)


def _offer(talk: Talk, task: Task, at: Circumstances, said: Said, choices: Sequence[tuple[Action, str]]) -> None:
    """The decision as a button, and one that only passes the words on."""
    only = Action.REPORT if allowed(task, Action.REPORT, at.relations) else Action.COMMENT
    found = [(task.id, action.value, argument) for action, argument in choices[:MOST]]
    key = "decide" if len(choices) == 1 else "decide-several"
    ask(talk, Offer(key, (*found, (task.id, only.value, "")), task.id), said)


def ask_which(talk: Talk, tasks: Sequence[Task], said: Said) -> None:
    """Which of several tasks the words are about; where there are more than are shown, how the others are named."""
    key = "which-more" if len(tasks) > MOST else "which"
    ask(talk, Offer(key, tuple((task.id, WORDS, "") for task in tasks[:MOST])), said)


def carried(said: Said, action: Action, argument: str) -> Given:
    """The words as the reason, and what the button carries; they may stand as a report already."""
    if action is Action.CHASE:
        told = voiced(said.text)
        method, text = method_in(told.words) if told and told.number else (method_told(said.text), said.text)
        return Given(Said(text), method=method)
    found = verdict(said.text)
    text = said.text if action in _WHOLE or found is None else found.why
    files = said.files if action in (Action.SUBMIT, Action.ANSWER) else ()
    carry = _CARRIED.get(argument[:2])
    return carry(Said(text, files), argument[2:]) if carry else Given(Said(text, files))


def _for_another(said: Said, what: str) -> Given:
    gone, _, new = what.partition("-")
    return Given(Said(said.text), member_id=number(gone), other_id=number(new))


def _by(said: Said, what: str, *, day_only: bool) -> Given:
    moment = datetime.fromtimestamp(min(number(what), 2**33), UTC)
    return Given(said, moment=moment, wording=Wording(due_day_only=day_only))


# What the first two letters of a button's argument say of the rest.
_CARRIED: Mapping[str, Callable[[Said, str], Given]] = {
    "pr": lambda _, what: Given(priority=Priority(what) if what in set(Priority) else None),
    "co": lambda said, what: Given(Said(said.text), colour=Colour(what) if what in set(Colour) else None),
    "st": lambda said, what: Given(said, rating=number(what) or None),
    "un": lambda _, what: Given(matter_id=number(what)),
    "re": _for_another,
    "to": lambda said, what: Given(said, member_id=number(what)),
    "at": lambda said, what: _by(said, what, day_only=False),
    NEXT_DAY: lambda said, what: _by(said, what, day_only=False),
    "on": lambda said, what: _by(said, what, day_only=True),
}
