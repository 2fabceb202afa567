"""What is asked in everyday words: the list or the card, or which of two was meant."""

from __future__ import annotations

from bot.handlers import desk, points
from bot.handlers.bulletins import said_period, tell, usual_period
from bot.handlers.find import look_for
from bot.handlers.see import same_team
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.notices import NoticeList, NoticeReaders
from domain.messages.tasks import ListsOffered, TaskCard, TaskList, TasksNamed
from domain.model.search import EVERYWHERE
from domain.rules.moves import JUDGES
from domain.rules.questions import Question, question
from domain.rules.spoken import heard
from domain.rules.told_of import fits
from domain.usecases.access import sides, visible
from domain.usecases.tasks.told_of import named_in_question

_LAST_DAY = 31
_MOST = 8  # matters among which is chosen


def questions(talk: Talk) -> bool:
    """Whether the words were a question that is known, and were answered."""
    found = question(talk.said().text)
    if found is None:
        return False
    if found.period is not None:
        return _by_period(talk, found.period)
    if found.which.startswith("score"):
        return points.plainly(talk, found)
    if found.number:
        return _by_number(talk, found.number)
    return _by_list(talk, found) if found.which else _by_words(talk, found)


def _by_period(talk: Talk, words: str) -> bool:
    """上月通报: the bulletin. Words that are no period may be those of a matter."""
    try:
        period = said_period(talk, words)
    except Refusal as refusal:
        if refusal.name == "period-none":
            return False
        raise
    tell(talk, period if words else usual_period(talk, period))
    return True


def _by_list(talk: Talk, found: Question) -> bool:
    """Everybody is shown what they may see of it, whatever they ask for."""
    if found.which == "unread":
        talk.answer(_unread(talk, found.words))
    elif found.which == "review":
        desk.review(talk)
    elif found.other:
        talk.answer(ListsOffered((found.which, found.other)))
    else:
        talk.answer(TaskList(found.which))
    return True


def _unread(talk: Talk, words: str) -> NoticeReaders | NoticeList:
    """Of the only open notice whose readers the speaker may see, or the only one these words fit; of several the list,
    from which each is a tap away."""
    store, who = talk.unit.store, talk.who
    tasks = [store.tasks.get(number) for number in store.notices.page(_MOST, 0, member_id=who.member.id)]
    mine = [task for task in tasks if task is not None and sides(store, who, task) & JUDGES]
    named = [task for task in mine if words and fits(task, words, (), alone=False)]
    found = [task.id for task in named or mine]
    return NoticeReaders(found[0]) if len(found) == 1 else NoticeList()


def _by_number(talk: Talk, number: int) -> bool:
    """12号 that is no matter of theirs may be a day."""
    task = talk.unit.store.tasks.get(number)
    if number <= _LAST_DAY and (task is None or not sides(talk.unit.store, talk.who, task)):
        return False
    show_task(talk, number)
    return True


def _by_words(talk: Talk, asked: Question) -> bool:
    words = asked.words
    found = named_in_question(talk.unit, talk.who, words)
    if len(found) == 1:
        show_task(talk, found[0].id)
    elif found:
        talk.answer(TasksNamed(words, tuple(task.id for task in found[:_MOST])))
    elif asked.loosely or talk.people(words) or heard(talk.said().text, orders=False).which:
        return False  # how somebody does, or a list
    else:
        look_for(talk, words, EVERYWHERE)  # it may be finished
    return True


def show_task(talk: Talk, number: int) -> None:
    """The card of a task, for whoever may see it; in a group only its own tasks are shown."""
    visible(talk.unit, talk.who, number)
    same_team(talk, number)
    talk.answer(TaskCard(number), task_id=number)
