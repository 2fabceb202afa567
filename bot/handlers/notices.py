"""A notice is read with a tap, or with words; its sender looks after those who have not; /notices lists the open ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from bot.callback import Press, number
from bot.handlers import notice_writing
from bot.routes import On, Route
from bot.talk import Talk
from bot.views.notice_drafts import follow_title
from domain.errors import Refusal
from domain.messages.notices import NoticeFollowUp, NoticeList, NoticeReaders, NoticeSure
from domain.messages.office import Sentence
from domain.messages.tasks import CardUpdate
from domain.model.post import Post, PostKind, Said
from domain.model.tasks import Kind, Relation, Status, Task
from domain.rules.given import Given
from domain.rules.lifecycle import Action, require
from domain.rules.moves import JUDGES
from domain.rules.smalltalk import is_small_talk, says_received
from domain.text import late
from domain.usecases.access import fetch, sides
from domain.usecases.notices import follow
from domain.usecases.notices.handing import to_be_read_by
from domain.usecases.notices.reading import read, remind_again, reword
from domain.usecases.people.teams import approved
from domain.usecases.tasks.act import perform

_NUMBER = late(r"\s*[#＃№]?\s?(\d{1,9})\s*")
_SAYS_READ = late(
    r"[\s,，.。!！]*(?:已经?|已經|我)?(?:[阅閱]|[看读讀]完?了|[阅閱][读讀知毕畢]了?|知[悉晓曉]|[了瞭]解|好|行)了?[\s,，.。!！]*"
    r"|[\s👍👌✅🆗\U0001f3fb-\U0001f3ff\ufe0f]+"
    r"|\s*(?:i(?:'ve| have)? )?read(?: it)?[\s.!]*|\s*(?:noted|acknowledged|done reading)[\s.!]*",
    re.IGNORECASE,
)


# -- buttons -----------------------------------------------------------------------------------------------------------


def button(talk: Talk) -> None:
    """`n:<what>:<notice or draft>[:<more>]`."""
    _, what, id_, more = (*talk.data, "", "", "")[:4]
    if what not in _BUTTONS:
        raise Refusal("button-old")
    _BUTTONS[what](talk, number(id_), more)


def _read(talk: Talk, task_id: int, _more: str) -> None:
    """In private the message that was pressed shows it; a group's shows the count."""
    done = _done_with_it(talk, task_id)
    read(talk.unit, talk.who, task_id)
    _tell_read(talk, task_id, done)
    if talk.is_private and talk.message is not None:
        place = talk.private_place
        talk.unit.say(place, CardUpdate(task_id, talk.message.message_id), task_id=task_id)


def _done_with_it(talk: Talk, task_id: int) -> str:
    """What whoever reads it was given for that, by its numbers."""
    return ",".join(str(task.id) for task in to_be_read_by(talk.unit, task_id, talk.who.member.id))


def _tell_read(talk: Talk, task_id: int, done: str) -> None:
    if done:
        talk.show("did-notice-read-done", number=task_id, matters=done)
    else:
        talk.show("did-notice-read", number=task_id)


def _readers(*, read_too: bool) -> Callable[[Talk, int, str], None]:
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
    perform(talk.unit, talk.who, task_id, Action.END_READING)
    talk.show("did-notice-closed", number=task_id)


def _recall(talk: Talk, task_id: int, _more: str) -> None:
    task, at = fetch(talk.unit, talk.who, task_id)
    require(task, Action.RECALL, at.relations)
    talk.answer(NoticeSure(task_id), task_id=task_id)


def _recall_yes(talk: Talk, task_id: int, _more: str) -> None:
    perform(talk.unit, talk.who, task_id, Action.RECALL)
    left = ",".join(map(str, follow.still_open(talk.unit, task_id)))
    if left:
        return talk.answer_here(Sentence("did-notice-recalled-open", {"number": str(task_id), "matters": left}))
    return talk.answer_here(Sentence("did-notice-recalled", {"number": str(task_id)}))


def _keep(talk: Talk, task_id: int, _more: str) -> None:
    talk.answer_here(Sentence("announce-kept", {"number": str(task_id)}))


def _follow(talk: Talk, task_id: int, _more: str) -> None:
    if not talk.is_private:
        raise Refusal("open-private")
    giver = talk.who.member
    asks = partial(follow_title, giver.language or giver.telegram_language or talk.unit.settings.language)
    talk.answer(NoticeFollowUp(follow.begin(talk.unit, talk.who, task_id, talk.chat_id, asks).id))


_BUTTONS: Mapping[str, Callable[[Talk, int, str], None]] = {
    "read": _read,
    "list": _readers(read_too=False),
    "readers": _readers(read_too=True),
    "remind": _remind,
    Action.END_READING.value: _close,
    "recall": _recall,
    "recall-yes": _recall_yes,
    "keep": _keep,
    "follow": _follow,
    **notice_writing.BUTTONS,
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
            done = _done_with_it(talk, task.id)
            read(talk.unit, talk.who, task.id)
            if talk.is_private:
                _tell_read(talk, task.id, done)
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
    Route(On.COMMAND, "notice", notice_writing.notice),
    Route(On.COMMAND, "notices", notices),
    Route(On.BUTTON, Press.NOTICE, button),
    Route(On.BUTTON, Press.NOTICES, turn_page),
)
