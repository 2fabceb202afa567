"""/notice: a notice is written, in a group or in private, and the order that follows it; every step has buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.callback import number
from bot.handlers.assign import album_of, ordered
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.asking import Prompt
from domain.messages.notices import NoticeDraft, NoticeFollowUp
from domain.messages.office import Sentence
from domain.messages.tasks import TaskCard
from domain.model.drafts import Draft, Lack, TaskDraft
from domain.model.tasks import PICKED, Task
from domain.model.value import replace
from domain.ports.talk import Question
from domain.text import late
from domain.usecases.access import visible
from domain.usecases.notices import follow
from domain.usecases.notices.give import is_written, publish, show_instead, teams_of, with_words, written
from domain.usecases.tasks.draft_kept import add_files, ask_words, discard, own_draft
from domain.usecases.tasks.draft_left import give_way
from domain.usecases.tasks.ordered import Ordered

_NUMBER = late(r"\s*[#＃№]?\s?(\d{1,9})\s*")


def notice(talk: Talk) -> None:
    """`/notice 明天10点消防演习`, in reply to a message, or alone; `/notice 31` shows one."""
    talk.require_team_or_private()
    shown = _NUMBER.fullmatch(talk.args)
    if shown:
        return _show(talk, int(shown[1]))
    return begin(talk, ordered(talk))


def begin(talk: Talk, said: Ordered) -> None:
    """A notice in these words."""
    begun = written(talk.unit, talk.who, said, private=talk.is_private)
    for left in give_way(talk.unit, talk.who, said, talk.place):
        discard(talk.unit, talk.who, left.id)
    return _go_on(talk, talk.unit.store.drafts.start(talk.who.member.id, talk.chat_id, begun, talk.unit.now))


def _show(talk: Talk, task_id: int) -> None:
    task = visible(talk.unit, talk.who, task_id)
    if not talk.is_private and not _of_group(talk, task):
        raise Refusal.not_found(task_id)
    talk.answer(TaskCard(task_id), task_id=task_id)


def _of_group(talk: Talk, task: Task) -> bool:
    return talk.team is not None and talk.team.id in (task.team_id, *talk.unit.store.notices.teams(task.id))


def _go_on(talk: Talk, draft: Draft) -> None:
    """Ask for its words; in a group it is told at once, in private after a look at whom it is for."""
    if not is_written(draft.task):
        ask_words(talk.unit, draft, Lack.NOTICE)
        talk.answer(Prompt("draft-notice", None, draft.member_id, draft_id=draft.id))
    elif talk.is_private:
        talk.answer(NoticeDraft(draft.id))
    else:
        publish(talk.unit, talk.who, draft)
        discard(talk.unit, talk.who, draft.id)


def answer_question(talk: Talk, question: Question) -> None:
    """The words of a notice, or of the order that follows it, perhaps with files."""
    draft, said = own_draft(talk.unit, talk.who, question.draft_id or 0), talk.said()
    talk.unit.store.questions.close(talk.who.member.id, talk.chat_id, talk.thread_id)
    if draft.task.follows is not None:
        talk.answer(NoticeFollowUp(follow.reworded(talk.unit, talk.who, draft, said.text).id))
        return
    wrote = with_words(talk.unit, draft.task, said.text)
    if not (is_written(wrote) or said.files):
        raise Refusal("text-empty")
    draft = replace(draft, task=replace(wrote, order_id=said.message_id))
    add_files(talk.unit, draft, said.files, album_of(said))
    _go_on(talk, own_draft(talk.unit, talk.who, draft.id))


def _follow_words(talk: Talk, draft_id: int, _more: str) -> None:
    draft = _draft(talk, draft_id)
    ask_words(talk.unit, draft, Lack.NOTICE)
    talk.answer(Prompt("draft-follow", None, draft.member_id, draft_id=draft.id))


def _follow_yes(talk: Talk, draft_id: int, _more: str) -> None:
    draft = _draft(talk, draft_id)
    made = follow.follow_up(talk.unit, talk.who, draft)
    numbers = " ".join(f"#{task.id}" for task in made)
    members = ",".join(str(task.lead_id) for task in made)
    fields = {"number": str(draft.task.follows), "tasks": numbers, "members": members, "n": str(len(made))}
    talk.answer_here(Sentence("announce-followed", fields))


def _draft(talk: Talk, draft_id: int) -> Draft:
    draft = own_draft(talk.unit, talk.who, draft_id)
    if not (draft.task.notice or draft.task.follows):
        raise Refusal("button-old")
    return draft


def _ticked(talk: Talk, draft_id: int, more: str) -> None:
    """A team is ticked, or not any more."""
    wrote, team_id = _draft(talk, draft_id).task, number(more)
    if team_id not in {t.id for t in teams_of(talk.unit, talk.who)}:
        raise Refusal("button-old")
    teams = tuple(t for t in wrote.teams if t != team_id) if team_id in wrote.teams else (*wrote.teams, team_id)
    _rewrite(talk, draft_id, replace(wrote, teams=teams, everybody=False))


def _all(talk: Talk, draft_id: int, _more: str) -> None:
    wrote = _draft(talk, draft_id).task
    teams = () if wrote.everybody else tuple(t.id for t in teams_of(talk.unit, talk.who))
    _rewrite(talk, draft_id, replace(wrote, teams=teams, everybody=not wrote.everybody))


def _page(talk: Talk, draft_id: int, more: str) -> None:
    _rewrite(talk, draft_id, replace(_draft(talk, draft_id).task, page=number(more)))


def _rewrite(talk: Talk, draft_id: int, wrote: TaskDraft) -> None:
    talk.unit.store.drafts.save(replace(_draft(talk, draft_id), task=wrote))
    talk.answer_here(NoticeDraft(draft_id))


def _send(talk: Talk, draft_id: int, _more: str) -> None:
    """It is told, and the sender's card stands in place of what they confirmed."""
    draft = _draft(talk, draft_id)
    task = publish(talk.unit, talk.who, draft)
    discard(talk.unit, talk.who, draft.id)
    talk.show("announce-sent", number=task.id)
    if talk.message is not None:
        show_instead(talk.unit, talk.who, task, talk.message.message_id)


def _drop(talk: Talk, draft_id: int, _more: str) -> None:
    discard(talk.unit, talk.who, _draft(talk, draft_id).id)
    talk.answer_here(Sentence("draft-discarded", {}))


def written_anew(talk: Talk, draft: Draft, text: str) -> None:
    """The message in which a notice is written was edited before it was told."""
    fresh = replace(draft.task, title="", content="", due=None, wording=PICKED)
    talk.unit.store.drafts.save(replace(draft, task=with_words(talk.unit, fresh, text)))
    talk.answer(NoticeDraft(draft.id))


BUTTONS: Mapping[str, Callable[[Talk, int, str], None]] = {
    "follow-words": _follow_words,
    "follow-yes": _follow_yes,
    "team": _ticked,
    "all": _all,
    "page": _page,
    "send": _send,
    "drop": _drop,
}
