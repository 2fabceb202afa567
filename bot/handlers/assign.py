"""/task in one line, as a reply, or step by step; and plain words of a leader in private."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.callback import Press, number
from bot.handlers.answer_words import whom_instead
from bot.handlers.draft_steps import STEP_BUTTONS, resumed
from bot.handlers.pressed_draft import shown_in, used_up
from bot.routes import On, Route
from bot.talk import Talk, files_of, quoted, text_of, written_at
from domain.errors import Refusal
from domain.messages.asking import DraftStep, Prompt
from domain.messages.office import Sentence
from domain.model.drafts import Draft, Lack
from domain.model.post import PostKind, Said
from domain.model.tasks import Attachment, Task
from domain.model.value import replace
from domain.ports.talk import Question
from domain.rules.answering import says_yes
from domain.rules.drafts import PRESSED, question_of
from domain.rules.lifecycle import Action, allowed
from domain.rules.raised import without_phones
from domain.rules.whom import bare, bare_name, instead, says_everybody
from domain.text import shortened
from domain.usecases.access import relations, visible
from domain.usecases.tasks.confide import unsend
from domain.usecases.tasks.draft import add_to_album, answer, make_confidential, order, turn
from domain.usecases.tasks.draft_kept import add_files, ask_words, discard, of_album, own_draft, turn_people
from domain.usecases.tasks.order import people_named
from domain.usecases.tasks.ordered import Answer, Ordered
from domain.usecases.tasks.wording import Source


def task(talk: Talk) -> None:
    """`/task @li 明天下班前 提交报告 !加急`, or the same in reply to the message that says what to do."""
    talk.require_team_or_private()
    if not talk.args.strip() and quoted(talk.message) is None and not talk.said().files and resumed(talk):
        return
    order(talk.unit, talk.who, ordered(talk))


def ordered(talk: Talk) -> Ordered:
    """The order in a command."""
    said, (source, files) = talk.said(talk.args), _source(talk)
    matter = _matter(talk)
    begun = of_album(talk.unit, talk.who.member.id, talk.chat_id, said.media_group)
    order_id = talk.message.message_id if talk.message else None
    return Ordered(
        talk.chat_id,
        talk.args,
        talk.people(),
        source,
        (*(begun.task.files if begun else ()), *said.files, *files),
        None if talk.is_private else order_id,
        talk.thread_id,
        begun.task.album if begun else album_of(said),
        order_id,
        answers=matter.id if matter else None,
    )


def of_matter(talk: Talk, number_: int) -> None:
    """A raised matter becomes a task: who does it is asked."""
    matter = visible(talk.unit, talk.who, number_)
    order_of = Ordered(talk.chat_id, "", thread_id=talk.thread_id, quoted=_words_of(matter), files=matter.attachments)
    order(talk.unit, talk.who, replace(order_of, answers=matter.id))


def _matter(talk: Talk) -> Task | None:
    """The raised matter replied to, where whoever orders may make a task of it."""
    source = quoted(talk.message)
    post = talk.unit.store.posts.find(talk.chat_id, source.message_id) if source else None
    found = talk.unit.store.tasks.get(post.task_id) if post else None
    ours = found is not None and found.is_raised and allowed(found, Action.MAKE_TASK, relations(talk.who, found))
    return found if ours else None


def _words_of(task: Task) -> Source:
    """What a matter says, as those read it who do not deal with it."""
    return Source(without_phones(task.title), content=without_phones(task.content))


_ABOUT_MATTER = (PostKind.CARD, PostKind.NEWS, PostKind.HISTORY)


def _source(talk: Talk) -> tuple[Source, tuple[Attachment, ...]]:
    """The text and files of the message replied to; of the bot's own messages only those about a matter hold any: its."""
    source = quoted(talk.message)
    if source is None or talk.message is None:
        return Source(), ()
    if source.from_user is None or source.from_user.id != talk.message.get_bot().id:
        part = talk.message.quote
        text = part.text if part and part.is_manual else text_of(source)
        return Source(text, written_at(source)), files_of(source)
    post = talk.unit.store.posts.find(talk.chat_id, source.message_id)
    if post is None or post.kind not in _ABOUT_MATTER:
        return Source(), ()
    task = visible(talk.unit, talk.who, post.task_id)
    return _words_of(task) if task.is_raised else Source(task.title, content=task.content), task.attachments


def plain(talk: Talk) -> None:
    """A plain or forwarded message of a leader in private is offered as a task: only the person is asked for."""
    order(talk.unit, talk.who, ordered_plainly(talk))


def ordered_plainly(talk: Talk) -> Ordered:
    """The order in plain words; the deadline in a forwarded text counts from when that was written."""
    said, message = talk.said(), talk.message
    return Ordered(
        talk.chat_id,
        said.text,
        talk.people(said.text),
        files=said.files,
        album=album_of(said),
        thread_id=talk.thread_id,
        order_id=said.message_id,
        written=written_at(message) if message and message.forward_origin else None,
        plain=True,
    )


def album_of(said: Said) -> tuple[str, int] | None:
    """The album whose first piece this is, and its message."""
    return (said.media_group, said.message_id) if said.media_group and said.message_id else None


def more_of_album(talk: Talk, said: Said) -> bool:
    """A further piece of the album with which a draft began."""
    member = talk.unit.store.members.by_telegram(talk.person.telegram_id)
    draft = of_album(talk.unit, member.id, talk.chat_id, said.media_group) if member and said.media_group else None
    if draft is None:
        return False
    add_to_album(talk.unit, talk.who, draft, ordered_plainly(talk))
    return True


def asked(question: Question) -> tuple[Lack, int]:
    """What the question asks for, and of which draft."""
    assert question.draft_id is not None  # an answer about a task goes elsewhere
    return Lack(question.arg), question.draft_id


def button(talk: Talk) -> None:
    """`d:<draft>:<field>:<value>`."""
    _, draft_id, field, value = (*talk.data, "", "", "")[:4]
    draft = own_draft(talk.unit, talk.who, number(draft_id))
    if (draft.task.notice or draft.task.follows) and field != "discard":
        raise Refusal("button-old")  # these have buttons of their own
    _BUTTONS.get(field, _answer)(talk, draft, field, value)


def discarded(draft: Draft, *, dead: bool) -> Sentence:
    """That nothing came of what was being written: it was given up, or left too long."""
    if draft.task.template is not None:
        return Sentence("template-name-left", {})
    if draft.task.raised:
        return Sentence("raise-dead" if dead else "raise-discarded", {})
    return Sentence("draft-dead" if dead else "draft-discarded", {})


def dropped(draft: Draft) -> Sentence:
    """The same of one that was left too long, by its name, where other words were written meanwhile."""
    if not draft.task.title or draft.task.template is not None:
        return discarded(draft, dead=True)
    key = "raise-dropped" if draft.task.raised else "draft-dropped"
    return Sentence(key, {"text": shortened(draft.task.title, _NAMED)})


_NAMED = 60  # signs of what was begun


def _discard(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    discard(talk.unit, talk.who, draft.id)
    if draft.task.template is not None:
        talk.show("template-name-left")
    else:
        talk.show("raise-discarded" if draft.task.raised else "draft-discarded")
    if shown_in(talk) is not None:
        talk.answer_here(discarded(draft, dead=False))


def _page(talk: Talk, draft: Draft, _field: str, value: str) -> None:
    turn_people(talk.unit, draft, number(value))
    talk.answer_here(DraftStep(draft.id))


def _words(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    """The deadline in words of one's own."""
    ask_words(talk.unit, draft, Lack.DEADLINE)
    talk.answer(Prompt("draft-deadline", None, draft.member_id, draft_id=draft.id))


def _answer(talk: Talk, draft: Draft, field: str, value: str) -> None:
    if field not in PRESSED:
        raise Refusal("button-old")
    lack = Lack(field)
    given = Answer(moment=moment_of(value)) if lack is Lack.DEADLINE else Answer(value)
    made = answer(talk.unit, talk.who, draft.id, lack, given, pressed=True, shown_in=shown_in(talk))
    used_up(talk, made, draft.task)


def _undated(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    """No deadline yet."""
    given = Answer(undated=True)
    used_up(talk, answer(talk.unit, talk.who, draft.id, Lack.DEADLINE, given, shown_in=shown_in(talk)), draft.task)


def _from_day(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    """The day the deadline counts from, in words."""
    ask_words(talk.unit, draft, Lack.READING)
    talk.answer(Prompt("draft-from-day", None, draft.member_id, draft_id=draft.id))


def _secret(talk: Talk, draft: Draft, _field: str, value: str) -> None:
    """保密, or not."""
    make_confidential(talk.unit, talk.who, draft, on=value != "off")


def _unsend(talk: Talk, draft: Draft, _field: str, _value: str) -> None:
    """The message that was typed in the open."""
    unsend(talk.unit, draft)


_BUTTONS = {
    "secret": _secret,
    "unsend": _unsend,
    "discard": _discard,
    "page": _page,
    "words": _words,
    "undated": _undated,
    "from": _from_day,
    **STEP_BUTTONS,
}


def moment_of(value: str) -> datetime:
    """A moment as a button carries it."""
    return datetime.fromtimestamp(min(number(value), 2**33), UTC)


def answer_question(talk: Talk, question: Question) -> None:
    """Words for a draft: its deadline, where that was asked for; else what the draft lacks next."""
    lack, draft_id = asked(question)
    draft, said = own_draft(talk.unit, talk.who, draft_id), talk.said()
    if lack is Lack.PERSON and says_everybody(said.text):
        return talk.say("hint-everybody")  # the question stands
    talk.unit.store.questions.close(talk.who.member.id, talk.chat_id, talk.thread_id)
    if said.files:
        add_files(talk.unit, draft, said.files, album_of(said))
        if lack in _NOT_FILES and not said.text.strip():  # kept, and the question stands
            kept = own_draft(talk.unit, talk.who, draft_id)
            return turn(talk.unit, talk.who, kept, kept.task)
    if lack is Lack.CONFIRM and not says_yes(said.text):  # the only other words that come here
        said = replace(said, text=whom_instead(talk) or instead(said.text))
        lack = Lack.PERSON if whom_instead(talk) else Lack.DEADLINE
    words = _SAID[lack](said.text) if lack in _SAID else said.text
    if lack is Lack.TEXT and says_yes(words) and question_of(draft.task) is Lack.CONFIRM:
        lack = Lack.CONFIRM  # a file needs no words
    if lack in _YES_OR_NO:
        words = "yes"
    named = people_named(talk.unit, words, talk.mentions(words), draft.member_id) if lack in _OF_PEOPLE else ()
    answer(talk.unit, talk.who, draft.id, lack, Answer(words, named))
    return None


_NOT_FILES = frozenset(Lack) - {Lack.TEXT, Lack.RAISE}
_OF_PEOPLE = (Lack.PERSON, Lack.WHO, Lack.CO, Lack.CC)
_YES_OR_NO = (Lack.CONFIRM, Lack.SEVERAL, Lack.OPEN)
_SAID = {**dict.fromkeys(_OF_PEOPLE, bare_name), Lack.DEADLINE: bare, Lack.READING: bare}


ROUTES = (Route(On.BUTTON, Press.DRAFT, button),)
