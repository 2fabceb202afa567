"""Minutes to tasks: `/minutes`, a long message or a file in private, and what is answered to the preview."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from telegram import Message

from bot.callback import Press, number
from bot.handlers import answers, assign
from bot.handlers.assign import moment_of
from bot.handlers.numbers import HAS_NUMBER, replied_task
from bot.routes import On, Route
from bot.talk import Talk, files_of, quoted, text_of, written_at
from domain.errors import Refusal
from domain.model.drafts import Draft, Lack, Minutes
from domain.model.minutes import LARGEST_FILE
from domain.model.tasks import Attachment
from domain.model.value import replace
from domain.rules.answering import withdrawn
from domain.rules.minutes.fixes import fixes_in
from domain.text import late
from domain.usecases.minutes import begin, changing
from domain.usecases.tasks.draft import order
from domain.usecases.tasks.draft_kept import discard, own_draft
from domain.usecases.tasks.ordered import Answer, Ordered

_CALLS_FOR_IT = late(
    r"\s*(?:请|請)?(?:把|将|將)?(?:这份|這份)?(?:会议|會議)?(?:纪要|紀要)?(?:拆|分)?(?:解|成|为|為)?(?:任务|任務"
    r"|督办事项)?\s*[。.]?|(?:meeting )?minutes(?: to tasks)?\.?|(?:make )?tasks\.?",
    re.IGNORECASE,
)
_YES = late(
    r"\s*(?:确认|確認|确定|確定|可以|好的?|行|同意|下达|下達|交办|交辦|全部交办|ok(?:ay)?|yes|confirm"
    r"|assign(?: (?:them|all))?|go ahead)[\s。.!！]*",
    re.IGNORECASE,
)


def command(talk: Talk) -> None:
    """`/minutes` with the text behind it, as the caption of a file, or in reply to either."""
    talk.require_team_or_private()
    begin.require_may_begin(talk.who)
    if talk.args.strip() and not files_of_own(talk):
        begin.pasted(talk.unit, talk.who, _said(talk, talk.args))
    elif files_of_own(talk) and talk.message is not None:
        _file(talk, talk.message)
    elif not _of_source(talk):
        talk.say("minutes-how")


def files_of_own(talk: Talk) -> tuple[Attachment, ...]:
    """The files of the message itself."""
    return files_of(talk.message) if talk.message else ()


def task(talk: Talk) -> None:
    """`/task`: of several where it stands alone in reply to them, else of one."""
    talk.require_team_or_private()
    if not _replied(talk):
        assign.task(talk)


def _replied(talk: Talk) -> bool:
    """`/task` alone, in reply to a file or a message that holds many matters."""
    source = quoted(talk.message)
    if source is None or talk.args.strip() or files_of_own(talk) or _is_ours(talk, source):
        return False
    long = not files_of(source) and begin.looks_like_minutes(talk.unit, talk.who, text_of(source))
    if not talk.who.leads_anywhere() or not (long or begin.is_file(files_of(source), begin.READABLE)):
        return False
    return _of_source(talk)


def _of_source(talk: Talk) -> bool:
    """The message replied to, gone through line by line; nothing where there is none."""
    source = quoted(talk.message)
    if source is None or _is_ours(talk, source):
        return False
    if files_of(source):
        _file(talk, source)
    else:
        said = _said(talk, text_of(source))
        begin.pasted(talk.unit, talk.who, replace(said, written=written_at(source)))
    return True


def _is_ours(talk: Talk, source: Message) -> bool:
    return (
        source.from_user is not None and talk.message is not None and source.from_user.id == talk.message.get_bot().id
    )


def offered(talk: Talk) -> bool:
    """In private a file without other words, or a message of many lines with matters in them."""
    if not talk.who.leads_anywhere() or talk.message is None:
        return False
    said, message = talk.said(), talk.message
    if begin.is_file(said.files) and said.media_group is None and _CALLS_FOR_IT.fullmatch(said.text):
        _file(talk, message)
        return True
    if said.files or not begin.looks_like_minutes(talk.unit, talk.who, said.text):
        return False
    written = written_at(message) if message.forward_origin else None
    begin.pasted(talk.unit, talk.who, replace(_said(talk, said.text), written=written))
    return True


def _said(talk: Talk, text: str) -> Ordered:
    order_id = talk.message.message_id if talk.message else None
    return Ordered(
        talk.chat_id,
        text,
        message_id=None if talk.is_private else order_id,
        thread_id=talk.thread_id,
        order_id=order_id,
    )


def _file(talk: Talk, message: Message) -> None:
    """A file, which is fetched and read beside the writer."""
    if message.document is None:
        raise Refusal("minutes-picture") if message.photo else Refusal("minutes-kind")
    if (message.document.file_size or 0) > LARGEST_FILE:
        raise Refusal("minutes-large", most=str(LARGEST_FILE // 1_000_000))
    begin.file(talk.unit, talk.who, _said(talk, ""), files_of(message)[0])


# -- what is answered --------------------------------------------------------------------------------------------------


def answer(talk: Talk) -> bool:
    """Words about lines of minutes: in reply to them, or in private while only one document lies there."""
    asked, text = quoted(talk.message), talk.said().text
    to_us = asked is not None and _is_ours(talk, asked)
    if not to_us and (asked is not None or not talk.is_private or not fixes_in(text)):
        return False
    open_ = _lying_here(talk)
    if to_us and asked is not None:
        found = [draft for draft in open_ if draft.task.minutes and draft.task.minutes.shown == asked.message_id]
        return _answered(talk, found[0], text) if found else False
    if not open_ or answers.open_question(talk) is not None:
        return False
    if len(open_) > 1:
        raise Refusal("minutes-which")
    return _answered(talk, open_[0], text)


def _lying_here(talk: Talk) -> list[Draft]:
    member = talk.unit.store.members.by_telegram(talk.person.telegram_id)
    written = talk.unit.store.drafts.written(member.id, talk.chat_id) if member and member.active else []
    here = (draft for draft in written if draft.task.thread_id == talk.thread_id)
    return [draft for draft in here if draft.task.minutes and draft.task.minutes.lines]


def too_late(talk: Talk) -> bool:
    """Words about lines (`2 删`) or a yes in reply to a list of matters with numbers of their own: none of it is an order.

    Raises: Refusal `minutes-given` with one of the numbers.
    """
    asked, text = quoted(talk.message), talk.said().text
    if asked is None or not _is_ours(talk, asked) or replied_task(talk) is not None:
        return False
    numbered = HAS_NUMBER.search(text_of(asked))
    if numbered is None or not (fixes_in(text) or _YES.fullmatch(text)):
        return False
    raise Refusal("minutes-given", number=numbered[1])


def _answered(talk: Talk, draft: Draft, text: str) -> bool:
    if withdrawn(text):
        _cancel(talk, draft)
    elif _YES.fullmatch(text):
        changing.confirm(talk.unit, talk.who, draft)
    else:
        found = changing.fixed(talk.unit, talk.who, draft, text, talk.mentions(text))
        if found is None:
            raise Refusal("minutes-how-fix")
        changing.present(talk.unit, talk.who, draft, replace(found, at=0, asks="", looks_aside=False))
    return True


# -- buttons -----------------------------------------------------------------------------------------------------------


def button(talk: Talk) -> None:
    """`mm:<draft>:<version>:<what>:<line>:<value>`; a button of an earlier state of the lines changes nothing."""
    _, draft_id, version, what, line, value = (*talk.data, *[""] * 5)[:6]
    draft = own_draft(talk.unit, talk.who, number(draft_id))
    minutes = changing.minutes_of(draft)
    if number(version) != minutes.version or what not in _PRESSED:
        raise Refusal("button-old")
    _PRESSED[what](talk, _stands_here(talk, draft, minutes), number(line), value)


def _stands_here(talk: Talk, draft: Draft, minutes: Minutes) -> Draft:
    shown = talk.message.message_id if talk.message else minutes.shown
    return replace(draft, task=replace(draft.task, minutes=replace(minutes, shown=shown)))


def _look(talk: Talk, draft: Draft, **looks: object) -> None:
    """Another page, another line: nothing of it changes."""
    looked = replace(changing.minutes_of(draft), **looks)  # type: ignore[arg-type]
    changing.present(talk.unit, talk.who, draft, looked, changed=False)


def _page(talk: Talk, draft: Draft, page: int, _value: str) -> None:
    _look(talk, draft, page=page, at=0, asks="", looks_aside=False)


def _at(talk: Talk, draft: Draft, line: int, asks: str) -> None:
    if asks not in ("", Lack.PERSON, Lack.DEADLINE):
        raise Refusal("button-old")
    changing.line_at(changing.minutes_of(draft), line)
    _look(talk, draft, at=line, asks=asks, people=0, looks_aside=False)


def _people(talk: Talk, draft: Draft, line: int, page: str) -> None:
    _look(talk, draft, at=line, people=number(page))


def _aside(talk: Talk, draft: Draft, page: int, _value: str) -> None:
    _look(talk, draft, looks_aside=True, at=0, people=page)


def _add(talk: Talk, draft: Draft, place: int, _value: str) -> None:
    found = changing.taken_in(talk.unit, talk.who, draft, place)
    changing.present(talk.unit, talk.who, draft, replace(found, looks_aside=bool(found.aside), people=0))


def _drop(talk: Talk, draft: Draft, line: int, _value: str) -> None:
    found = changing.dropped(changing.minutes_of(draft), line, on=True)
    _next(talk, draft, found, line)


def _keep(talk: Talk, draft: Draft, line: int, _value: str) -> None:
    found = changing.dropped(changing.minutes_of(draft), line, on=False)
    changing.present(talk.unit, talk.who, draft, found)


def _next(talk: Talk, draft: Draft, found: Minutes, line: int) -> None:
    """The next line that lacks something, or all of them."""
    walks = changing.first_lacking(found, line)
    changing.present(talk.unit, talk.who, draft, replace(found, at=walks, asks="", people=0))


def _says(lack: Lack) -> Callable[[Talk, Draft, int, str], None]:
    def pressed(talk: Talk, draft: Draft, line: int, value: str) -> None:
        moment = moment_of(value) if lack is Lack.DEADLINE and value else None
        given = Answer(moment=moment, undated=lack is Lack.DEADLINE and not value, words="" if moment else value)
        _next(talk, draft, changing.answered(talk.unit, talk.who, draft, line, lack, given), line)

    return pressed


def _confirm(talk: Talk, draft: Draft, _line: int, _value: str) -> None:
    changing.confirm(talk.unit, talk.who, draft)


def _cancel(talk: Talk, draft: Draft, _line: int = 0, _value: str = "") -> None:
    discard(talk.unit, talk.who, draft.id)
    talk.show("minutes-discarded")


def _one(talk: Talk, draft: Draft, _line: int, _value: str) -> None:
    """One task with the text or the file as it is, after all."""
    discard(talk.unit, talk.who, draft.id)
    order(talk.unit, talk.who, begin.as_one_task(draft))


_PRESSED: Mapping[str, Callable[[Talk, Draft, int, str], None]] = {
    "page": _page,
    "at": _at,
    "people": _people,
    "aside": _aside,
    "add": _add,
    "drop": _drop,
    "keep": _keep,
    "person": _says(Lack.PERSON),
    "who": _says(Lack.WHO),
    "deadline": _says(Lack.DEADLINE),
    "reading": _says(Lack.READING),
    "repeat": _says(Lack.REPEAT),
    "hushed": _says(Lack.HUSHED),
    "yes": _confirm,
    "cancel": _cancel,
    "one": _one,
}

ROUTES = (
    Route(On.COMMAND, "minutes", command),
    Route(On.COMMAND, "task", task),
    Route(On.BUTTON, Press.MINUTES, button),
)
