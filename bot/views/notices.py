"""A notice as it stands, who has read it, and what can be done about those who have not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views import cards, facts
from bot.views.cards import head, shorten
from bot.views.eye import Eye
from bot.views.lists import show_rows
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import pager
from domain.facts.notices import NoticePassedOn, ReadingOver
from domain.messages.notices import NoticeCall, NoticeList, NoticeReaders, NoticeSure
from domain.messages.tasks import TaskCard, TaskNews
from domain.model.people import Member
from domain.model.post import PostKind
from domain.model.tasks import Kind, Status, Task
from domain.model.value import replace
from domain.rules.lifecycle import Action, allowed
from domain.rules.moves import JUDGES
from domain.text import utf16_cut

_SHOWN = 2500  # so much of its words stands on the card
_NAMED = 8  # so many of those who have not read it stand on their sender's card
_PER_PAGE = 20
_LISTED = 8


def card(eye: Eye, message: TaskCard) -> Rendered | None:
    """The card of a matter, whatever its kind."""
    task = eye.store.tasks.get(message.task_id)
    return notice_card(eye, task) if task and task.kind is Kind.NOTICE else cards.card(eye, message)


def notice_card(eye: Eye, task: Task) -> Rendered:
    """What is told, until when it is to be read, how many have."""
    lines = [_head(eye, task), *_text(eye, task), *_limit(eye, task), *_state(eye, task)]
    return Rendered(
        Html("\n".join(lines)), _buttons(eye, task), task_id=task.id, kind=PostKind.CARD, files=task.attachments[:10]
    )


def _head(eye: Eye, task: Task) -> Html:
    key = "announce-head-recalled" if task.status is Status.CANCELLED else "announce-head"
    return eye.t(key, number=task.id, who=eye.name(task.assigner_id))


def _text(eye: Eye, task: Task) -> list[Html]:
    whole = task.content or task.title
    shown = utf16_cut(whole, _SHOWN)
    return [eye.t("announce-text", text=shown if shown == whole else shown + "…")]


def _limit(eye: Eye, task: Task) -> list[Html]:
    """Until when it is to be read, where that was said; whether its words are other ones by now."""
    due = eye.moment(task.due_at, day_only=task.due_day_only)
    said = not task.term_only and task.status is Status.ACTIVE
    changed = task.reworded_at
    return [
        *([eye.t("announce-due", due=due)] if said else []),
        *([eye.t("announce-reworded", at=eye.moment(changed, brief=True))] if changed else []),
    ]


def _state(eye: Eye, task: Task) -> list[Html]:
    if task.status is not Status.ACTIVE:
        return [_ended(eye, task)]
    read_by, of = eye.store.notices.counts(task)
    lines = [eye.t("announce-counts", read=read_by, of=of)]
    if eye.member is None:
        return lines
    if eye.member.id == task.assigner_id:
        return [eye.t("announce-to", teams=_teams(eye, task)), *lines, *_first_unread(eye, task, of - read_by)]
    has = eye.store.notices.has_read(task.id, eye.member.id)
    return [*lines, *([eye.t("announce-you-read")] if has else [])]


def _ended(eye: Eye, task: Task) -> Html:
    if task.status is Status.CANCELLED:
        return eye.t("announce-recalled-card")
    read_by, _, of = task.result.partition("/")
    return eye.t("announce-all-read-card" if read_by == of else "announce-closed-card", read=read_by, of=of)


def _teams(eye: Eye, task: Task) -> Html:
    found = map(eye.store.teams.get, eye.store.notices.teams(task.id))
    return eye.join([team.title for team in found if team])


def _first_unread(eye: Eye, task: Task, many: int) -> list[Html]:
    if many <= 0:
        return []
    names = eye.join([eye.known_as(m) for m in eye.store.notices.unread(task, _NAMED)])
    key = "announce-unread-more" if many > _NAMED else "announce-unread"
    return [eye.t(key, names=names, n=many)]


# -- buttons -----------------------------------------------------------------------------------------------------------


def button(what: str, task_id: int, label: str, *more: object, style: str | None = None) -> Button:
    """A button about a notice, or a draft of one."""
    return Button(label, pack(Press.NOTICE, what, task_id, *more), style=style)


def _buttons(eye: Eye, task: Task) -> Rows:
    """Read, for whoever is to; for its sender what can be done about those who have not."""
    sides = eye.relations(task)
    rows: list[tuple[Button, ...]] = []
    if allowed(task, Action.READ, sides) and not _read_already(eye, task):
        rows.append((button("read", task.id, str(eye.t("button-read")), style="primary"),))
    if len(task.content or task.title) > _SHOWN:
        rows.append((Button(str(eye.t("button-whole")), pack(Press.WHOLE, task.id)),))
    if eye.member is not None and eye.member.id == task.assigner_id:
        rows += managing(eye, task)
    elif eye.member is not None and allowed(task, Action.REMIND_UNREAD, sides):
        rows.append((button("list", task.id, str(eye.t("button-readers"))),))
    return tuple(rows)


def _read_already(eye: Eye, task: Task) -> bool:
    return eye.member is not None and eye.store.notices.has_read(task.id, eye.member.id)


def managing(eye: Eye, task: Task) -> list[tuple[Button, ...]]:
    """What whoever answers for it can do."""
    sides = eye.relations(task)
    may = [a for a in (Action.REMIND_UNREAD, Action.END_READING, Action.RECALL) if allowed(task, a, sides)]
    rows: list[tuple[Button, ...]] = []
    if sides & JUDGES:
        rows.append((button("list", task.id, str(eye.t("button-readers"))),))
    if Action.REMIND_UNREAD in may:
        remind = button("remind", task.id, str(eye.t("button-remind_unread")))
        rows.append((remind, button("follow", task.id, str(eye.t("button-follow_up")))))
    last = [button(str(a), task.id, str(eye.t(f"button-{a}"))) for a in may if a is not Action.REMIND_UNREAD]
    return [*rows, tuple(last)] if last else rows


def news(eye: Eye, message: TaskNews) -> Rendered | None:
    """News of a matter; whoever hears that the time to read a notice is over, or that it is theirs
    now, has what can be done about it under that."""
    found = facts.news(eye, message)
    event = eye.store.history.get(message.task_id, message.seq)
    task = eye.store.tasks.get(message.task_id)
    if found is None or task is None or event is None or not isinstance(event.fact, ReadingOver | NoticePassedOn):
        return found
    return replace(found, rows=tuple(managing(eye, task)))


def sure(eye: Eye, message: NoticeSure) -> Rendered | None:
    """Recalling cannot be undone, so it is asked about."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    yes = button("recall-yes", task.id, str(eye.t("button-recall-yes")), style="danger")
    rows = ((yes, button("keep", task.id, str(eye.t("button-recall-no")))),)
    return Rendered(eye.t("announce-recall-sure", number=task.id, text=shorten(task.title)), rows)


# -- those who have not read it ----------------------------------------------------------------------------------------


def readers(eye: Eye, message: NoticeReaders) -> Rendered | None:
    """Who has not read it, or who has and when, by the page."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    read_by, of = eye.store.notices.counts(task)
    many = read_by if message.read else of - read_by
    pages = max(1, -(-many // _PER_PAGE))
    page = min(max(message.page, 0), pages - 1)
    title = eye.t("announce-list-read" if message.read else "announce-list-unread", number=task.id, n=many, of=of)
    named = _readers(eye, task, page) if message.read else _unread(eye, task, page)
    other = button(
        "list" if message.read else "readers", task.id,
        str(eye.t("button-unread" if message.read else "button-have-read")),
    )  # fmt: skip
    what = "readers" if message.read else "list"
    rows = (pager(eye, pages, page, Press.NOTICE, what, task.id), (other,), *_for_others(eye, task))
    return Rendered(Html("\n".join([title, *named])), tuple(r for r in rows if r), task_id=task.id, kind=PostKind.NEWS)


def _for_others(eye: Eye, task: Task) -> Sequence[tuple[Button, ...]]:
    """Its sender has these on their card."""
    own = eye.member is not None and eye.member.id == task.assigner_id
    return [] if own else managing(eye, task)[1:]


def _unread(eye: Eye, task: Task, page: int) -> list[Html]:
    away = eye.store.absences.running()
    return [
        eye.t(f"announce-line-{_how(m, away=m.id in away)}", name=eye.known_as(m))
        for m in eye.store.notices.unread(task, _PER_PAGE, page * _PER_PAGE)
    ]


def _how(member: Member, *, away: bool) -> str:
    return "away" if away else "here" if member.reachable else "silent"


def _readers(eye: Eye, task: Task, page: int) -> list[Html]:
    found = eye.store.notices.read(task, _PER_PAGE, page * _PER_PAGE)
    return [eye.t("announce-line-read", name=eye.known_as(m), at=eye.moment(at, brief=True)) for m, at in found]


def call(eye: Eye, message: NoticeCall) -> Rendered | None:
    """In the group, those who have not read it and whom no private message reaches."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    left = [i for i in message.members if not eye.store.notices.has_read(task.id, i)]
    if not left:
        return None
    names = eye.join_html([eye.mention(i) for i in left])
    rows = ((button("read", task.id, str(eye.t("button-read")), style="primary"),),)
    text = Html(f"{head(eye, task)}\n{eye.t('announce-call', names=names)}")
    return Rendered(text, rows, task_id=task.id, kind=PostKind.NEWS)


def unread_line(eye: Eye, task: Task) -> Html:
    """What a reminder says of it."""
    if task.term_only:
        return eye.t("announce-remind")
    return eye.t("announce-remind-due", due=eye.moment(task.due_at, day_only=task.due_day_only))


def read_button(eye: Eye, task: Task) -> Rows:
    """Under a reminder of it."""
    return ((button("read", task.id, str(eye.t("button-read")), style="primary"),),)


# -- the list ----------------------------------------------------------------------------------------------------------


def notice_list(eye: Eye, message: NoticeList) -> Rendered:
    """The open ones, the newest first: how many have read each, and whether the reader has."""
    notices = eye.store.notices
    of: dict[str, int | None] = {"member_id": eye.member.id} if eye.member else {"team_id": message.team_id or 0}
    many = notices.count(**of)
    if not many:
        return Rendered(eye.t("announces-none"))
    pages = -(-many // _LISTED)
    page = min(max(message.page, 0), pages - 1)
    ids = notices.page(_LISTED, page * _LISTED, **of)
    eye.store.tasks.know(ids)
    tasks = [t for t in map(eye.store.tasks.get, ids) if t is not None]
    counts, own = notices.counts_of(ids), notices.read_of(ids, eye.member.id) if eye.member else frozenset()
    lines = [eye.t("announces-title", n=many), *(_line(eye, t, counts, own) for t in tasks)]
    rows = (*show_rows(tasks), pager(eye, pages, page, Press.NOTICES))
    return Rendered(Html("\n".join(lines)), tuple(r for r in rows if r))


def _line(eye: Eye, task: Task, counts: Mapping[int, tuple[int, int]], own: frozenset[int]) -> Html:
    read_by, of = counts.get(task.id, (0, 0))
    mine = eye.member is None or task.assigner_id == eye.member.id or task.id in own
    key = "announces-line" if mine else "announces-line-unread"
    return eye.t(key, head=head(eye, task, 60), read=read_by, of=of)
