"""Minutes on the way to tasks: the lines as understood, one of them open, what is no task, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.callback import Press, pack
from bot.i18n import Html, plain
from bot.views.asking import offered, offers, pairs, people_rows, unix, which
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows, turned
from bot.views.series import dues
from domain.messages.minutes import MinutesNot, MinutesStep
from domain.model.drafts import Draft, Lack, MinuteLine, Minutes
from domain.model.tasks import Priority
from domain.model.value import value
from domain.rules.minutes.deeds import lack_of, lacking
from domain.rules.moments import quick_deadlines
from domain.rules.repeating import Choice, first_dates
from domain.text import shortened, utf16_length

_ROOM = 3_000  # UTF-16 units for the lines, of the 4096 that a message has
_MOST_LINES = 20  # on a page: more are not looked through at once
_IN_A_ROW = 5
_ASIDE_SHOWN, _ASIDE_NAMED = 10, 2


@value
class _Shown:
    """Minutes as their reader sees them, and what each button of theirs begins with."""

    eye: Eye
    draft: Draft
    minutes: Minutes

    def press(self, label: Html | str, what: str, *fields: object, style: str | None = None) -> Button:
        return Button(str(label), pack(Press.MINUTES, self.draft.id, self.minutes.version, what, *fields), style=style)


def minutes_step(eye: Eye, message: MinutesStep) -> Rendered | None:
    """Minutes as they stand."""
    draft = eye.store.drafts.get(message.draft_id)
    if draft is None or draft.task.minutes is None or draft.task.minutes.unread:
        return None
    shown = _Shown(eye, draft, draft.task.minutes)
    opened = next((one for one in shown.minutes.lines if one.number == shown.minutes.at), None)
    found = _aside(shown) if shown.minutes.looks_aside else _opened(shown, opened) if opened else _all(shown)
    secret = any(line.task.confidential for line in shown.minutes.live)
    return Rendered(found[0], found[1], secret=secret)


# -- all lines ---------------------------------------------------------------------------------------------------------


def _all(shown: _Shown) -> tuple[Html, Rows]:
    eye, minutes = shown.eye, shown.minutes
    pages = _pages(eye, minutes.lines)
    page = min(minutes.page, len(pages) - 1)
    lines = [text for _, text in pages[page]]
    text = [_head(eye, minutes), *lines, *_below(eye, minutes)]
    rows = (*_numbers(shown, [line for line, _ in pages[page]]), *turned(shown.press, page, len(pages)), *_doing(shown))
    return Html("\n".join(text)), rows


def _pages(eye: Eye, lines: Sequence[MinuteLine]) -> list[list[tuple[MinuteLine, Html]]]:
    """The lines in pages that a phone shows at once and Telegram takes."""
    found: list[list[tuple[MinuteLine, Html]]] = [[]]
    room = _ROOM
    for line in lines:
        text = _line(eye, line)
        length = utf16_length(plain(text)) + 1
        if found[-1] and (length > room or len(found[-1]) >= _MOST_LINES):
            found.append([])
            room = _ROOM
        found[-1].append((line, text))
        room -= length
    return found


def _head(eye: Eye, minutes: Minutes) -> Html:
    n, open_ = len(minutes.live), len(lacking(minutes))
    key = "minutes-head-lacking" if open_ else "minutes-head"
    name = shortened(minutes.name, 60) or str(eye.t("minutes-unnamed"))
    return eye.t(key, n=n, name=name, lacking=open_)


def _line(eye: Eye, line: MinuteLine) -> Html:
    title = shorten(line.task.title or line.text)
    if line.dropped:
        return eye.t("minutes-line-dropped", place=line.number, title=title)
    lack = lack_of(line)
    fields = {"place": line.number, "names": _names(eye, line), "due": _due(eye, line), "title": title}
    text = eye.t("draft-several-line", **fields)
    if lack:
        text = eye.t("minutes-line-lacking", why=eye.t(f"minutes-lacks-{lack}"), **fields)
    return Html("".join([text, *_marks(eye, line)]))


def _names(eye: Eye, line: MinuteLine) -> Html:
    words = {number: name for number, name, _ in line.task.unclear}
    names = [words.get(i) or eye.name(i) for i in line.task.people]
    if names:
        return eye.join(names)
    return eye.t("minutes-nobody", words=line.owner) if line.owner else eye.t("minutes-no-person")


def _due(eye: Eye, line: MinuteLine) -> Html:
    task = line.task
    if task.repeats:
        first = dues(eye, task.repeats, first_dates(task.repeats, eye.now, eye.calendar, 1))
        return eye.t("draft-several-repeats", words=task.repeats.words, first=first)
    if task.due:
        return eye.moment(task.due, day_only=task.wording.due_day_only, brief=True)
    return eye.t("minutes-due-words", words=task.wording.due_words) if task.wording.due_words else eye.t("draft-no-due")


def _marks(eye: Eye, line: MinuteLine) -> list[Html]:
    """What else is to be known of a line at a glance."""
    marks = [eye.t("minutes-shared-mark")] if line.shared else []
    if line.task.priority is not Priority.NORMAL:
        marks.append(Html(" " + eye.t(f"priority-{line.task.priority}")))
    if line.task.confidential:
        marks.append(Html(" 🔒"))
    if line.left:
        marks.append(Html("\n" + eye.t("minutes-left", names=line.left)))
    if line.like is not None:
        marks.append(Html("\n" + eye.t("minutes-like", number=line.like)))
    return marks


def _below(eye: Eye, minutes: Minutes) -> list[Html]:
    """What was taken from a heading, what is no task, and how a line is changed."""
    said = []
    if any(line.shared for line in minutes.live):
        said.append(eye.t("minutes-shared"))
    if minutes.aside:
        named = eye.join_html(
            [eye.t("minutes-line-whole", text=shortened(text, 20)) for text in minutes.aside[:_ASIDE_NAMED]]
        )
        key = "minutes-aside-more" if len(minutes.aside) > _ASIDE_NAMED else "minutes-aside"
        said.append(eye.t(key, n=len(minutes.aside), lines=named))
    return [Html(""), *said, eye.t("minutes-to-change")]


def _numbers(shown: _Shown, lines: Sequence[MinuteLine]) -> Rows:
    """Every line of the page opens by its number."""
    found = [
        shown.press(f"❓{line.number}" if lack_of(line) else str(line.number), "at", line.number) for line in lines
    ]
    return in_rows(found, _IN_A_ROW)


def _doing(shown: _Shown) -> Rows:
    eye, minutes = shown.eye, shown.minutes
    open_ = lacking(minutes)
    first: Rows = ()
    if open_:
        first = ((shown.press(eye.t("button-minutes-fill", n=len(open_)), "at", open_[0].number, style="primary"),),)
    elif minutes.live:
        first = ((shown.press(eye.t("button-minutes-give", n=len(minutes.live)), "yes", style="success"),),)
    aside = ((shown.press(eye.t("button-minutes-aside", n=len(minutes.aside)), "aside"),),) if minutes.aside else ()
    last = (shown.press(eye.t("button-minutes-one"), "one"), shown.press(eye.t("button-discard"), "cancel"))
    return (*first, *aside, last)


# -- one line ----------------------------------------------------------------------------------------------------------


def _opened(shown: _Shown, line: MinuteLine) -> tuple[Html, Rows]:
    """A line in full, what it lacks, and the buttons that say it."""
    eye = shown.eye
    asks = shown.minutes.asks or lack_of(line)
    facts = eye.t("draft-several-line", place=line.number, names=_names(eye, line), due=_due(eye, line),
                  title=line.task.title or line.text)  # fmt: skip
    text = [eye.t("minutes-line-whole", text=line.text), Html("".join([facts, *_marks(eye, line)]))]
    text.append(_question(eye, line, asks))
    rows = _ASKED.get(asks, _changes)(shown, line)
    label = eye.t("button-minutes-keep") if line.dropped else eye.t("button-minutes-drop")
    drop = shown.press(label, "keep" if line.dropped else "drop", line.number)
    last = (drop, shown.press(eye.t("button-back"), "page", shown.minutes.page))
    return Html("\n".join(text)), (*rows, last)


def _question(eye: Eye, line: MinuteLine, asks: str) -> Html:
    task = line.task
    if asks == Lack.WHO:
        return eye.t("draft-who", words=task.unclear[0][1], count=len(task.unclear[0][2]))
    if asks == Lack.READING:
        return which(eye, task.doubt, len(task.readings), task.wording.due_words)
    if asks in (Lack.PERSON, Lack.DEADLINE) and not line.refused:
        return (
            eye.t("minutes-ask-person", number=line.number)
            if asks == Lack.PERSON
            else eye.t("minutes-ask-deadline", number=line.number)
        )
    return (
        eye.t("minutes-line-why", number=line.number, why=eye.t(f"minutes-lacks-{asks}"))
        if asks
        else eye.t("minutes-ask-any", number=line.number)
    )


def _people(shown: _Shown, line: MinuteLine) -> Rows:
    people = shown.eye.store.members.to_choose_from(line.task.team_id)
    pick = (Press.MINUTES, shown.draft.id, shown.minutes.version, "person", line.number)
    turn = (Press.MINUTES, shown.draft.id, shown.minutes.version, "people", line.number)
    return people_rows(shown.eye, people, shown.minutes.people, pick, turn)


def _who(shown: _Shown, line: MinuteLine) -> Rows:
    found = [m for m in map(shown.eye.store.members.get, line.task.unclear[0][2]) if m is not None]
    pick = (Press.MINUTES, shown.draft.id, shown.minutes.version, "who", line.number)
    turn = (Press.MINUTES, shown.draft.id, shown.minutes.version, "people", line.number)
    return people_rows(shown.eye, found, shown.minutes.people, pick, turn)


def _deadlines(shown: _Shown, line: MinuteLine) -> Rows:
    eye = shown.eye
    moments = quick_deadlines(eye.now, eye.calendar)
    found = [shown.press(eye.plain_moment(m), "deadline", line.number, unix(m)) for m in moments]
    return (*pairs(found), (shown.press(eye.t("button-undated"), "deadline", line.number),))


def _readings(shown: _Shown, line: MinuteLine) -> Rows:
    eye, task = shown.eye, line.task
    labels = [offered(eye, task.doubt, i, m) for i, m in enumerate(task.readings)]
    found = [shown.press(label, "reading", line.number, i) for i, label in enumerate(labels)]
    return (*offers(found, task.doubt), (shown.press(eye.t("button-undated"), "deadline", line.number),))


def _repeats(shown: _Shown, line: MinuteLine) -> Rows:
    eye = shown.eye
    once = shown.press(eye.t("button-several-once"), "repeat", line.number, Choice.ONCE)
    every = shown.press(eye.t("button-several-every"), "repeat", line.number, Choice.LAST)
    return ((once,),) if line.task.confidential else ((every,), (once,))


def _secrecy(shown: _Shown, line: MinuteLine) -> Rows:
    eye = shown.eye
    secretly = shown.press(eye.t("button-minutes-secret"), Lack.HUSHED, line.number, "yes")
    return ((secretly, shown.press(eye.t("button-minutes-open"), Lack.HUSHED, line.number, "no")),)


def _changes(shown: _Shown, line: MinuteLine) -> Rows:
    eye = shown.eye
    person = shown.press(eye.t("button-minutes-person"), "at", line.number, Lack.PERSON)
    day = shown.press(eye.t("button-minutes-day"), "at", line.number, Lack.DEADLINE)
    return () if line.dropped else ((person, day),)


_ASKED: Mapping[str, Callable[[_Shown, MinuteLine], Rows]] = {
    Lack.PERSON: _people,
    Lack.WHO: _who,
    Lack.DEADLINE: _deadlines,
    Lack.READING: _readings,
    Lack.REPEAT: _repeats,
    Lack.HUSHED: _secrecy,
    "right": _people,
    "many": _people,
}


# -- what is no task, and what is no minutes -----------------------------------------------------------------------------


def _aside(shown: _Shown) -> tuple[Html, Rows]:
    """The lines that are no task, each with a button that makes one of it."""
    eye, aside = shown.eye, shown.minutes.aside
    pages = -(-len(aside) // _ASIDE_SHOWN)
    page = min(shown.minutes.people, max(pages - 1, 0))
    start = page * _ASIDE_SHOWN
    found = list(enumerate(aside))[start : start + _ASIDE_SHOWN]
    lines = [eye.t("minutes-aside-line", place=place + 1, text=text) for place, text in found]
    add = [shown.press(f"＋{place + 1}", "add", place) for place, _ in found]
    rows = in_rows(add, _IN_A_ROW)
    further = (shown.press(eye.t("button-more", rest=len(aside) - start - _ASIDE_SHOWN), "aside", page + 1),)
    more = (further,) if page + 1 < pages else ()
    back = (shown.press(eye.t("button-back"), "page", shown.minutes.page),)
    return Html("\n".join([eye.t("minutes-aside-head", n=len(aside)), *lines])), (*rows, *more, back)


def minutes_not(eye: Eye, message: MinutesNot) -> Rendered | None:
    """Why a file gave no tasks, and one task with it after all."""
    draft = eye.store.drafts.get(message.draft_id)
    text = eye.t(message.key, **message.fields)
    if draft is None or draft.task.minutes is None:
        return Rendered(text)
    shown = _Shown(eye, draft, draft.task.minutes)
    one = shown.press(eye.t("button-minutes-one-file"), "one")
    return Rendered(text, ((one,), (shown.press(eye.t("button-discard"), "cancel"),)))
