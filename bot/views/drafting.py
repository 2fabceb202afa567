"""A task that is being written: what is known so far, and its next question."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.asking import offered, offers, pairs, people_rows, unix, which
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from domain.messages.asking import DraftStep
from domain.model.drafts import Doubt, Draft, Lack, TaskDraft
from domain.model.post import PostKind
from domain.rules.drafts import question_of
from domain.rules.moments import quick_deadlines


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
    text = Html("\n".join([*_so_far(eye, draft.task), _question(eye, draft.task, lack)]))
    rows = _DRAFT_ROWS[lack](eye, draft)
    cancel = Button(str(eye.t("button-discard")), pack(Press.DRAFT, draft.id, "discard"))
    if lack is Lack.TEXT and eye.member is None:
        called = Html(f"{eye.mention(draft.member_id)} {text}")
        return Rendered(called, question=str(eye.t("prompt-draft-text-hint")), kind=PostKind.DRAFT)
    rows = (*rows, (_secret(eye, draft), cancel))
    return Rendered(text, rows, kind=PostKind.DRAFT, secret=draft.task.confidential)


def _secret(eye: Eye, draft: Draft) -> Button:
    """保密, or not after all."""
    on = draft.task.confidential
    label = eye.t("button-open-draft" if on else "button-secret-draft")
    return Button(str(label), pack(Press.DRAFT, draft.id, "secret", "off" if on else "on"))


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
    head = (
        eye.t("draft-several-but", n=len(read), unread=len(unread)) if unread else eye.t("draft-several", n=len(read))
    )
    text = Html("\n".join([head, *lines]))
    cancel = Button(str(eye.t("button-discard")), pack(Press.DRAFT, draft.id, "discard"))
    label = eye.t("button-confirm-clear", n=len(read)) if unread else eye.t("button-confirm")
    confirm = Button(str(label), pack(Press.DRAFT, draft.id, "several", "yes"), style="success")
    return Rendered(text, ((confirm,), (cancel,)), kind=PostKind.DRAFT, secret=draft.task.confidential)


def _line(eye: Eye, place: int, task: TaskDraft) -> Html:
    return eye.t(
        "draft-several-line", place=place, names=eye.join([eye.name(i) for i in task.people]),
        due=eye.moment(task.due, brief=True) if task.due else eye.t("draft-no-due"), title=shorten(task.title),
    )  # fmt: skip


def _unread(eye: Eye, place: int, words: str, lacking: str) -> Html:
    return eye.t("draft-several-unread", place=place, words=words, why=eye.t(f"unread-{lacking}"))


def _question(eye: Eye, task: TaskDraft, lack: Lack) -> Html:
    if lack is Lack.WHO:
        return eye.t("draft-who", words=task.unclear[0][1], count=len(task.unclear[0][2]))
    if lack is Lack.READING:
        return which(eye, task.doubt, len(task.readings), task.wording.due_words)
    key = f"draft-{lack}"
    if lack is Lack.DEADLINE and task.doubt:
        key = f"draft-{task.doubt}"
    return eye.t(key, words=task.wording.due_words)


def _so_far(eye: Eye, task: TaskDraft) -> list[Html]:
    lines = [eye.t("draft-title")]
    if task.confidential:
        lines.append(eye.t("card-confidential"))
    if task.title:
        lines.append(eye.t("draft-so-far-text", text=shorten(task.title)))
    known = [eye.name(i) for i in task.people if i > 0]
    if known:
        lines.append(eye.t("draft-so-far-people", names=eye.join(known)))
    if task.due:
        lines.append(eye.t("draft-so-far-due", due=eye.moment(task.due)))
    return lines


def _draft_people(eye: Eye, draft: Draft) -> Rows:
    people = eye.store.members.to_choose_from(draft.task.team_id)
    pick, turn = (Press.DRAFT, draft.id, "person"), (Press.DRAFT, draft.id, "page")
    return people_rows(eye, people, draft.task.page, pick, turn)


def _draft_who(eye: Eye, draft: Draft) -> Rows:
    found = [m for m in map(eye.store.members.get, draft.task.unclear[0][2]) if m is not None]
    return people_rows(eye, found, 0, (Press.DRAFT, draft.id, "who"), (Press.DRAFT, draft.id, "page"))


def _draft_deadlines(eye: Eye, draft: Draft) -> Rows:
    moments = quick_deadlines(eye.now, eye.calendar)
    found = [Button(eye.plain_moment(m), pack(Press.DRAFT, draft.id, "deadline", unix(m))) for m in moments]
    return (*pairs(found), (_draft_words(eye, draft), _draft_undated(eye, draft)))


def _draft_readings(eye: Eye, draft: Draft) -> Rows:
    task = draft.task
    labels = [offered(eye, task.doubt, i, m) for i, m in enumerate(task.readings)]
    found = [Button(label, pack(Press.DRAFT, draft.id, "reading", i)) for i, label in enumerate(labels)]
    if task.doubt is Doubt.FROM_EVENT:
        from_day = Button(str(eye.t("button-from-day")), pack(Press.DRAFT, draft.id, "from"))
        return (*offers(found, task.doubt), (from_day,), (_draft_undated(eye, draft),))
    return (*offers(found, task.doubt), (_draft_words(eye, draft),))


def _draft_undated(eye: Eye, draft: Draft) -> Button:
    return Button(str(eye.t("button-undated")), pack(Press.DRAFT, draft.id, "undated"))


def _draft_words(eye: Eye, draft: Draft) -> Button:
    return Button(str(eye.t("button-other-moment")), pack(Press.DRAFT, draft.id, "words"))


def _draft_text(_eye: Eye, _draft: Draft) -> Rows:
    return ()


def _draft_confirm(eye: Eye, draft: Draft) -> Rows:
    return ((Button(str(eye.t("button-confirm")), pack(Press.DRAFT, draft.id, "confirm", "yes"), style="success"),),)


_DRAFT_ROWS: Mapping[Lack, Callable[[Eye, Draft], Rows]] = {
    Lack.WHO: _draft_who,
    Lack.PERSON: _draft_people,
    Lack.DEADLINE: _draft_deadlines,
    Lack.READING: _draft_readings,
    Lack.TEXT: _draft_text,
    Lack.CONFIRM: _draft_confirm,
}
