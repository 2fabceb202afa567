"""A task that is being written: what is known so far, and its next question."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.asking import which
from bot.views.cards import asked_for_lines, shorten
from bot.views.draft_steps import STEP_ROWS, begun_before, day_rows, day_text, onward_rows, reply_here
from bot.views.eye import Eye
from bot.views.milestone_lines import milestone_lines
from bot.views.plan_drafts import by_the_end, plan_notes
from bot.views.raised import naming_rows, teams_rows
from bot.views.rendered import Button, Rendered, Rows
from bot.views.secrecy import secrecy_button, secrecy_rows
from bot.views.series import SHOWN_AHEAD, adjusted, dues, end
from bot.views.trees import period_words
from domain.messages.asking import DraftStep
from domain.model.drafts import Draft, Lack, OwnPart, TaskDraft
from domain.model.post import PostKind
from domain.model.repeats import Repeats
from domain.model.tasks import Priority
from domain.rules.clocks import default_due
from domain.rules.draft_steps import BESIDE, onwards
from domain.rules.drafts import asks_secrecy, question_of
from domain.rules.repeating import Choice, first_dates
from domain.rules.series import day_not_in_every_month, names_days
from domain.usecases.access import tells_on


def draft_step(eye: Eye, message: DraftStep) -> Rendered | None:
    """A draft so far and its next question."""
    draft = eye.store.drafts.get(message.draft_id)
    if draft is None:
        return None
    lack = question_of(draft.task)
    if lack is None:
        return None
    if lack is Lack.OPEN:
        return _typed_openly(eye, draft)
    if lack is Lack.SEVERAL:
        return _several(eye, draft)
    asked = day_text(eye, message) or _question(eye, draft.task, lack)
    text = Html("\n".join([*begun_before(eye, message), *_so_far(eye, draft.task), *reply_here(eye, lack), asked]))
    rows = day_rows(eye, draft, message) or _DRAFT_ROWS[lack](eye, draft)
    cancel = Button(str(eye.t("button-discard")), pack(Press.DRAFT, draft.id, "discard"))
    if lack in (Lack.TEXT, Lack.RAISE) and eye.member is None:
        called = Html(f"{eye.mention(draft.member_id)} {text}")
        return Rendered(called, question=str(eye.t(f"prompt-draft-{lack}-hint")), kind=PostKind.DRAFT)
    # Where one thing is asked of an order, nothing else is offered; step by step it can be said at any step.
    plain = (
        draft.task.raised or lack in BESIDE or lack is Lack.HUSHED or not (draft.task.wizard or lack is Lack.CONFIRM)
    )
    rows = (*rows, *onward_rows(eye, draft, message), (*(() if plain else secrecy_button(eye, draft)), cancel))
    return Rendered(text, rows, kind=PostKind.DRAFT, secret=draft.task.confidential)


def _typed_openly(eye: Eye, draft: Draft) -> Rendered:
    """It is confidential and was typed in a group: given all the same, given openly, or not at all."""
    team = eye.store.teams.by_chat(draft.task.typed_in[0]) if draft.task.typed_in else None
    lines = [*_so_far(eye, draft.task), eye.t("draft-open", team=team.title if team else "")]
    secretly = Button(str(eye.t("button-give-secret")), pack(Press.DRAFT, draft.id, Lack.OPEN, "yes"), style="success")
    openly = Button(str(eye.t("button-give-openly")), pack(Press.DRAFT, draft.id, Lack.OPEN, "no"))
    unsend = Button(str(eye.t("button-unsend")), pack(Press.DRAFT, draft.id, "unsend"))
    cancel = Button(str(eye.t("button-discard")), pack(Press.DRAFT, draft.id, "discard"))
    return Rendered(
        Html("\n".join(lines)), ((secretly,), (openly,), (unsend, cancel)), kind=PostKind.DRAFT, secret=True
    )


def _several(eye: Eye, draft: Draft) -> Rendered:
    """What a message with several orders was understood as, line by line, and which of them was not."""
    unread = {place: (words, lacking) for place, words, lacking in draft.task.unread}
    places = [n for n in range(1, len(draft.task.several) + len(unread) + 1) if n not in unread]
    read = dict(
        zip(places, (_line(eye, n, task) for n, task in zip(places, draft.task.several, strict=True)), strict=True)
    )
    lines = [read[n] if n in read else _unread(eye, n, *unread[n]) for n in sorted({*read, *unread})]
    head = _head(eye, draft.task, len(read), len(unread))
    hushed = [eye.t("draft-hushed")] if asks_secrecy(draft.task) else []
    notes = [*plan_notes(eye, draft.task, places), *hushed]
    text = Html("\n".join([head, *_under(eye, draft.task.several[0]), *lines, *notes]))
    cancel = Button(str(eye.t("button-discard")), pack(Press.DRAFT, draft.id, "discard"))
    rows = (
        *_confirm_several(eye, draft, len(read), unread=bool(unread)),
        (*(secrecy_button(eye, draft) if hushed else ()), cancel),
    )
    return Rendered(text, rows, kind=PostKind.DRAFT, secret=draft.task.confidential)


def _confirm_several(eye: Eye, draft: Draft, clear: int, *, unread: bool) -> Rows:
    """Yes; where some of them come back, once or every time."""
    repeats = any(one.repeats for one in draft.task.several)
    once = Button(str(eye.t("button-several-once")), pack(Press.DRAFT, draft.id, "several", Choice.ONCE))
    if repeats and draft.task.confidential:
        return ((once,),)
    if repeats:
        every = Button(
            str(eye.t("button-several-every")), pack(Press.DRAFT, draft.id, "several", Choice.EVERY), style="success"
        )
        return ((every,), (once,))
    label = eye.t("button-confirm-clear", n=clear) if unread else eye.t("button-confirm")
    label = eye.t("button-confirm-plan", n=clear) if draft.task.period else label
    return ((Button(str(label), pack(Press.DRAFT, draft.id, "several", "yes"), style="success"),),)


def _head(eye: Eye, task: TaskDraft, read: int, unread: int) -> Html:
    if task.period:
        key = "draft-plan-but" if unread else "draft-plan"
        return eye.t(key, period=period_words(eye, task.period), n=read, unread=unread)
    return eye.t("draft-several-but", n=read, unread=unread) if unread else eye.t("draft-several", n=read)


def _line(eye: Eye, place: int, task: TaskDraft) -> Html:
    if task.period and by_the_end(eye, task):
        names = eye.join([eye.name(i) for i in task.people])
        return eye.t("draft-plan-line", place=place, names=names, title=shorten(task.title))
    return eye.t(
        "draft-several-line", place=place, names=eye.join([eye.name(i) for i in task.people]),
        due=_line_due(eye, task), title=("🔒 " if task.confidential else "") + shorten(task.title),
    )  # fmt: skip


def _line_due(eye: Eye, task: TaskDraft) -> Html:
    if task.repeats:
        first = dues(eye, task.repeats, first_dates(task.repeats, eye.now, eye.calendar, 1))
        return eye.t("draft-several-repeats", words=task.repeats.words, first=first)
    return eye.moment(task.due, brief=True) if task.due else eye.t("draft-no-due")


def _unread(eye: Eye, place: int, words: str, lacking: str) -> Html:
    return eye.t("draft-several-unread", place=place, words=words, why=eye.t(f"unread-{lacking}"))


def _question(eye: Eye, task: TaskDraft, lack: Lack) -> Html:
    if lack is Lack.WHO:
        return eye.t("draft-who", words=task.unclear[0][1], count=len(task.unclear[0][2]))
    if lack is Lack.READING:
        return which(eye, task.doubt, len(task.readings), task.wording.due_words)
    if lack is Lack.REPEAT and task.repeats:
        asked = _repeat(eye, task.repeats)
        return Html("\n".join([asked, eye.t("draft-secret-once")])) if task.confidential or task.hushed else asked
    key = f"draft-{lack}"
    if lack is Lack.DEADLINE and task.doubt:
        key = f"draft-{task.doubt}"
    return eye.t(key, words=task.wording.due_words)


def _repeat(eye: Eye, repeats: Repeats) -> Html:
    """Whether it is for once or for every time, with the next dates as they will really be."""
    days = dues(eye, repeats, first_dates(repeats, eye.now, eye.calendar, SHOWN_AHEAD))
    fields = {"words": repeats.words, "days": days, "adjust": adjusted(eye, repeats), "end": end(eye, repeats)}
    asked, day = eye.t("ask-repeat", **fields), day_not_in_every_month(repeats)
    return Html("\n".join([asked, eye.t("ask-short-months", day=day)])) if day else asked


def _draft_repeat(eye: Eye, draft: Draft) -> Rows:
    repeats = draft.task.repeats
    assert repeats is not None  # else it is not asked
    first = first_dates(repeats, eye.now, eye.calendar, 1)[0]
    once = eye.t("label-once", day=eye.plain_moment(first.due, day_only=names_days(repeats)))
    day, words = day_not_in_every_month(repeats), shorten(repeats.words, 30)
    every: tuple[tuple[Choice, Html], ...] = (
        (
            (Choice.LAST, eye.t("label-last-day", words=words, day=day)),
            (Choice.EVERY, eye.t("label-having-day", day=day)),
        )
        if day
        else ((Choice.EVERY, eye.t("label-every", words=words)),)
    )
    if draft.task.confidential:
        every = ()
    none = ((Choice.NEVER, eye.t("button-no-rule")),) if draft.task.as_said else ()
    labels = ((Choice.ONCE, once), *every, *none)
    return tuple((Button(str(label), pack(Press.DRAFT, draft.id, "repeat", what)),) for what, label in labels)


def _so_far(eye: Eye, task: TaskDraft) -> list[Html]:
    lines = [eye.t("draft-title-raised" if task.raised else "draft-title"), *_under(eye, task)]
    if task.confidential and question_of(task) is not Lack.CONFIRM:
        lines.append(eye.t("card-confidential"))
    if task.title:
        lines.append(eye.t("draft-so-far-text", text=shorten(task.title)))
    if task.files and not task.raised:
        lines.append(eye.t("draft-so-far-files", n=len(task.files)))
    lines += _people_so_far(eye, task)
    if task.repeats and task.again:
        lines.append(eye.t("draft-so-far-repeats", words=task.repeats.words))
    if task.due:
        key = "draft-so-far-due-words" if task.wording.due_words else "draft-so-far-due"
        due = eye.moment(task.due, day_only=task.wording.due_day_only)
        lines.append(eye.t(key, due=due, words=task.wording.due_words))
    return (
        lines
        if question_of(onwards(task)) not in _WHOLE
        else [*lines, *_beside(eye, task), *_leaves_privacy(eye, task)]
    )


_WHOLE = (Lack.CONFIRM, Lack.HUSHED)  # asked when all is known of it


def _leaves_privacy(eye: Eye, task: TaskDraft) -> list[Html]:
    """That what was raised in private would be read by others. Source: docs/decisions/0037."""
    if task.answers is None or not tells_on(eye.store, task.answers, task.title):
        return []
    return [eye.t("draft-raised-privately", number=task.answers)]


def _people_so_far(eye: Eye, task: TaskDraft) -> list[Html]:
    """Who does it; where that is known of all, who leads and who helps."""
    known = [eye.name(i) for i in task.people if i > 0]
    lead, co = (known[:1], known[1:]) if len(known) == len(task.people) else (known, [])
    lines = [eye.t("draft-so-far-people", names=eye.join(lead))] if lead else []
    return [*lines, eye.t("draft-so-far-co", names=eye.join(co))] if co else lines


def _beside(eye: Eye, task: TaskDraft) -> list[Html]:
    """What else was understood of an order that waits for its yes, and which deadline is taken where none was said."""
    lines = []
    if task.due is None and task.repeats is None:
        due = default_due(task.priority, eye.now, eye.settings, eye.calendar)
        lines.append(eye.t("card-due-term", due=eye.moment(due)))
    if task.priority is not Priority.NORMAL:
        lines.append(eye.t(f"priority-{task.priority}"))
    lines += [*asked_for_lines(eye, task), *milestone_lines(eye, task)]
    lines += [_part(eye, part) for part in task.parts]
    watching = [eye.name(i) for i in task.watchers]
    return [*lines, eye.t("card-watchers", names=eye.join(watching))] if watching else lines


def _part(eye: Eye, part: OwnPart) -> Html:
    """What one of the people does of it, and by when."""
    due = [eye.t("matrix-due", due=eye.moment(part.due_at, day_only=part.day_only))] if part.due_at else []
    more = Html("".join([*due, eye.t("matrix-does", does=shorten(part.does))]))
    return eye.t("draft-so-far-part", name=eye.name(part.member_id), more=more)


def _under(eye: Eye, task: TaskDraft) -> list[Html]:
    """The matter of which it becomes a part."""
    parent = eye.store.tasks.get(task.parent_id) if task.parent_id is not None else None
    return [] if parent is None else [eye.t("draft-below", parent=parent.id, title=shorten(parent.title, 60))]


_DRAFT_ROWS: Mapping[Lack, Callable[[Eye, Draft], Rows]] = {
    **STEP_ROWS,
    Lack.REPEAT: _draft_repeat,
    Lack.HUSHED: secrecy_rows,
    Lack.TEAM: teams_rows,
    Lack.UNNAMED: naming_rows,
}
