"""/raise puts a matter to the office, /raised lists them; and words about a raised matter."""

from __future__ import annotations

from datetime import timedelta

from bot.handlers import act, assign, taken
from bot.handlers.choosing import offer
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.asking import Offer
from domain.messages.tasks import RaisedLists, TaskCard
from domain.model.matters import Matters
from domain.model.post import Said
from domain.model.tasks import Kind, Relation, Status, Task
from domain.model.value import replace
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.given import Given
from domain.rules.lifecycle import Action, allowed
from domain.rules.smalltalk import is_small_talk, says_received
from domain.rules.spoken import asks_how_it_goes
from domain.usecases.access import fetch
from domain.usecases.tasks import replies
from domain.usecases.tasks.draft import order

_IN_MIND = timedelta(days=2)  # after its answer


def raise_matter(talk: Talk) -> None:
    """`/raise 三楼饮水机坏了`, as text or caption, or in reply to the message that says it; alone it is asked."""
    talk.require_team_or_private()
    order(talk.unit, talk.who, replace(assign.ordered(talk), raises=True, answers=None))


def listing(talk: Talk) -> None:
    """/raised: what one raised, what one must answer, and for those who run a team what is open there; in private."""
    talk.require_team_or_private()
    if not talk.who.member.reachable:
        raise Refusal("open-private")
    talk.unit.say(talk.private_place, RaisedLists())
    if not talk.is_private:
        talk.say("sent-privately")


def about(talk: Talk, task: Task, at: Circumstances, said: Said) -> None:
    """Words about a raised matter: of whoever must answer perhaps the answer, of its raiser perhaps a judgement, else a
    remark. 收到 of who was asked to take it on takes it on; other small talk is for nobody."""
    if not said.files and is_small_talk(said.text):
        if says_received(said.text) and allowed(task, Action.TAKE_ON, at.relations):
            return act.go_on(talk, task.id, Action.TAKE_ON, Given())
        return talk.say("small-talk") if talk.is_private else None
    answers = _answers(task, at)
    if not answers:
        return taken.tell_taken(talk, replies.reply(talk.unit, talk.who, task.id, said))
    choices = tuple((task.id, action.value, "") for action in (*answers, Action.COMMENT))
    return offer(talk, Offer("raised-judge" if len(answers) > 1 else "raised-answer", choices, task.id), said)


def plainly(talk: Talk) -> bool:
    """Words in private of somebody who raised something: of what has its answer and no judgement yet they are about that;
    a question is how it stands."""
    raised = Matters(assigner=talk.who.member.id, kinds=(Kind.RAISED,))
    answered = talk.unit.store.tasks.answered_of(talk.who.member.id, talk.unit.now - _IN_MIND)
    unjudged = [t for t in answered if t.rating is None and not t.returns]
    said = talk.said()
    if asks_how_it_goes(said.text) and talk.unit.store.tasks.count(raised):
        talk.answer(RaisedLists())
    elif asks_how_it_goes(said.text) and unjudged:
        talk.answer(TaskCard(unjudged[-1].id), task_id=unjudged[-1].id)
    elif len(unjudged) == 1 and said.text and not is_small_talk(said.text):
        about(talk, *fetch(talk.unit, talk.who, unjudged[0].id), said)
    else:
        return False
    return True


def _answers(task: Task, at: Circumstances) -> tuple[Action, ...]:
    """What words of this person may be besides a remark."""
    if Relation.LEAD in at.relations and allowed(task, Action.ANSWER, at.relations):
        return (Action.ANSWER,)
    open_ = task.status is Status.DONE and not task.returns and task.rating is None
    judges = open_ and allowed(task, Action.NOT_SOLVED, at.relations)
    return (Action.SOLVED, Action.NOT_SOLVED) if judges else ()


ROUTES = (Route(On.COMMAND, "raise", raise_matter), Route(On.COMMAND, "raised", listing))
