"""/notice: written in a group or in private, read with a tap, followed up by its sender; /notices lists the open ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.callback import Press, number
from bot.handlers.assign import album_of, ordered
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.asking import Prompt
from domain.messages.notices import NoticeDraft, NoticeFollowUp, NoticeList, NoticeReaders, NoticeSure
from domain.messages.office import Sentence
from domain.messages.tasks import CardUpdate, TaskCard
from domain.model.drafts import Draft, Lack, TaskDraft
from domain.model.post import Post, PostKind, Said
from domain.model.tasks import Kind, Relation, Status, Task
from domain.ports.talk import Question
from domain.rules.given import Given
from domain.rules.lifecycle import Action, require
from domain.rules.moves import JUDGES
from domain.rules.smalltalk import is_small_talk, says_received
from domain.text import late
from domain.usecases.access import fetch, sides, visible
from domain.usecases.notices import follow
from domain.usecases.notices.give import is_written, publish, show_instead, teams_of, with_words, written
from domain.usecases.notices.reading import read, remind_again, reword
from domain.usecases.people.teams import approved
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.draft import add_files, ask_words, discard, own_draft
from domain.usecases.tasks.draft_left import tell_left

_NUMBER = late(r"\s*[#＃№]?\s?(\d{1,9})\s*")
_SAYS_READ = late(
    r"[\s,，.。!！]*(?:已经?|已經|我)?(?:[阅閱]|[看读讀]完?了|[阅閱][读讀知毕畢]了?|知[悉晓曉])了?[\s,，.。!！]*"
    r"|\s*(?:i(?:'ve| have)? )?read(?: it)?[\s.!]*|\s*(?:noted|acknowledged|done reading)[\s.!]*",
    re.IGNORECASE,
)


def notice(talk: Talk) -> None:
    """`/notice 明天10点消防演习`, in reply to a message, or alone; `/notice 31` shows one."""
    talk.require_team_or_private()
    shown = _NUMBER.fullmatch(talk.args)
    if shown:
        return _show(talk, int(shown[1]))
    said = ordered(talk)
    begun = written(talk.unit, talk.who, said, private=talk.is_private)
    earlier = talk.unit.store.drafts.of_chat(talk.who.member.id, talk.chat_id)
    draft = Draft(0, talk.who.member.id, talk.chat_id, begun)
    tell_left(talk.unit, talk.who, draft, earlier, said)
    return _go_on(talk, talk.unit.store.drafts.start(draft.member_id, draft.chat_id, begun, talk.unit.now))


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
    talk.unit.store.questions.close(talk.who.member.id, talk.chat_id)
    if draft.task.follows is not None:
        talk.answer(NoticeFollowUp(follow.reworded(talk.unit, talk.who, draft, said.text).id))
        return
    wrote = with_words(talk.unit, draft.task, said.text)
    if not (is_written(wrote) or said.files):
        raise Refusal("text-empty")
    draft = replace(draft, task=replace(wrote, order_id=said.message_id))
    add_files(talk.unit, draft, said.files, album_of(said))
    _go_on(talk, own_draft(talk.unit, talk.who, draft.id))


# -- buttons -----------------------------------------------------------------------------------------------------------


def button(talk: Talk) -> None:
    """`n:<what>:<notice or draft>[:<more>]`."""
    _, what, id_, more = (*talk.data, "", "", "")[:4]
    if what not in _BUTTONS:
        raise Refusal("button-old")
    _BUTTONS[what](talk, number(id_), more)


def _read(talk: Talk, task_id: int, _more: str) -> None:
    """In private the message that was pressed shows it; a group's shows the count."""
    read(talk.unit, talk.who, task_id)
    talk.show("did-notice-read", number=task_id)
    if talk.is_private and talk.message is not None:
        place = talk.private_place
        talk.unit.say(place, CardUpdate(task_id, talk.message.message_id), task_id=task_id)


def _readers(read_too: bool) -> Callable[[Talk, int, str], None]:  # noqa: FBT001 - two buttons
    def show(talk: Talk, task_id: int, more: str) -> None:
        _require_runs(talk, task_id)
        answer = talk.answer_here if _stands_in_list(talk) else talk.answer
        answer(NoticeReaders(task_id, read_too, number(more)), task_id=task_id)

    return show


def _stands_in_list(talk: Talk) -> bool:
    """Whether the pressed button stands under such a list, which it turns, and not under the card, which stays."""
    post = talk.pressed_post
    return post is not None and post.kind is not PostKind.CARD


def _require_runs(talk: Talk, task_id: int) -> None:
    """Names are for whoever answers for it, in private."""
    task, at = fetch(talk.unit, talk.who, task_id)
    if not at.relations & JUDGES or task.kind is not Kind.NOTICE:
        raise Refusal("not-yours", number=str(task_id), action=Action.REMIND_UNREAD.value)
    if not talk.is_private:
        raise Refusal("open-private")


def _remind(talk: Talk, task_id: int, _more: str) -> None:
    talk.show("announce-reminded-again", n=remind_again(talk.unit, talk.who, task_id))


def _close(talk: Talk, task_id: int, _more: str) -> None:
    perform(talk.unit, talk.who, task_id, Action.CLOSE)
    talk.show("did-notice-closed", number=task_id)


def _recall(talk: Talk, task_id: int, _more: str) -> None:
    task, at = fetch(talk.unit, talk.who, task_id)
    require(task, Action.RECALL, at.relations)
    talk.answer(NoticeSure(task_id), task_id=task_id)


def _recall_yes(talk: Talk, task_id: int, _more: str) -> None:
    perform(talk.unit, talk.who, task_id, Action.RECALL)
    talk.answer_here(Sentence("did-notice-recalled", {"number": str(task_id)}))


def _keep(talk: Talk, task_id: int, _more: str) -> None:
    talk.answer_here(Sentence("announce-kept", {"number": str(task_id)}))


def _follow(talk: Talk, task_id: int, _more: str) -> None:
    if not talk.is_private:
        raise Refusal("open-private")
    talk.answer(NoticeFollowUp(follow.begin(talk.unit, talk.who, task_id, talk.chat_id).id))


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


_BUTTONS: Mapping[str, Callable[[Talk, int, str], None]] = {
    "read": _read,
    "list": _readers(False),  # noqa: FBT003
    "readers": _readers(True),  # noqa: FBT003
    "remind": _remind,
    "close": _close,
    "recall": _recall,
    "recall-yes": _recall_yes,
    "keep": _keep,
    "follow": _follow,
    "follow-words": _follow_words,
    "follow-yes": _follow_yes,
    "team": _ticked,
    "all": _all,
    "page": _page,
    "send": _send,
    "drop": _drop,
}


# -- words about a notice ----------------------------------------------------------------------------------------------


def reply(talk: Talk, task: Task, said: Said) -> None:
    """已阅, 收到 of a reader is a tap; other words go to its sender; of others nothing is taken."""
    found = sides(talk.unit.store, talk.who, task)
    takes_note = not said.files and (_SAYS_READ.fullmatch(said.text) or says_received(said.text))
    if Relation.READER not in found:
        if not is_small_talk(said.text):
            raise Refusal("announce-reply", number=str(task.id))
    elif takes_note:
        if not talk.unit.store.notices.has_read(task.id, talk.who.member.id):
            read(talk.unit, talk.who, task.id)
            if talk.is_private:
                talk.say("did-notice-read", number=task.id)
    elif said.files or not is_small_talk(said.text):
        perform(talk.unit, talk.who, task.id, Action.COMMENT, Given(said=said))
        talk.say("announce-passed-on", number=task.id, member=task.assigner_id)


def watched(talk: Talk, task: Task) -> None:
    """👀 at a notice reads it; a reaction is never refused."""
    found = sides(talk.unit.store, talk.who, task)
    unread = not talk.unit.store.notices.has_read(task.id, talk.who.member.id)
    if Relation.READER in found and task.status is Status.ACTIVE and unread:
        read(talk.unit, talk.who, task.id)


def edited(talk: Talk, post: Post, text: str) -> None:
    """The message in which it was written was edited."""
    task = reword(talk.unit, talk.who, post.task_id, text)
    if task is not None:
        talk.say("announce-edited", number=task.id)


def written_anew(talk: Talk, draft: Draft, text: str) -> None:
    """The message in which a notice is written was edited before it was told."""
    talk.unit.store.drafts.save(replace(draft, task=with_words(talk.unit, draft.task, text)))
    talk.answer(NoticeDraft(draft.id))


# -- the list ----------------------------------------------------------------------------------------------------------


def notices(talk: Talk) -> None:
    """The open ones: in private one's own and those to read, in a group the team's."""
    talk.require_team_or_private()
    talk.answer(_list(talk, 0))


def turn_page(talk: Talk) -> None:
    """`nl:<page>`."""
    talk.answer_here(_list(talk, number((*talk.data, "")[1])))


def _list(talk: Talk, page: int) -> NoticeList:
    _ = talk.who
    return NoticeList(page, None if talk.is_private else approved(talk.unit, talk.chat_id).id)


ROUTES = (
    Route(On.COMMAND, "notice", notice),
    Route(On.COMMAND, "notices", notices),
    Route(On.BUTTON, Press.NOTICE, button),
    Route(On.BUTTON, Press.NOTICES, turn_page),
)
