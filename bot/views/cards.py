"""The card of a task and the buttons the lifecycle allows its reader."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.asked import asked_lines
from bot.views.below import SHOWN, timeline, whole
from bot.views.chases import chase_lines
from bot.views.eye import Eye
from bot.views.hands import dispute_lines, matrix, people_lines, standin_lines
from bot.views.late import breach_lines
from bot.views.links import due_waits, link_lines
from bot.views.milestone_lines import board_button, milestone_lines, tick_buttons
from bot.views.packing import packed
from bot.views.raised import SIGNS, greeting, raised_lines
from bot.views.reading import explained_task
from bot.views.rendered import STYLES, Button, Rendered, Rows
from bot.views.rhythms import rhythm_words
from bot.views.trees import above_button, above_lines, below_button, below_lines
from bot.views.whence import from_series, is_said
from bot.zones import shown
from domain.facts.confidence import Concealed
from domain.messages.tasks import TaskCard
from domain.model.clocks import CommitmentKind
from domain.model.drafts import TaskDraft
from domain.model.post import PostKind
from domain.model.tasks import Kind, Part, Relation, Status, Task
from domain.model.value import replace
from domain.rules.decisions.judging import MOST_STARS
from domain.rules.haste import haste_in
from domain.rules.lifecycle import Action, Verb, allowed
from domain.rules.lights import Cause, Lit
from domain.rules.moments import near_deadlines
from domain.rules.offers import Reader, beside, keyboard, unaccepted
from domain.rules.reread import last_trouble
from domain.settings.versions import version_of
from domain.text import one_line


def buttons_of(eye: Eye, task: Task, sides: frozenset[Relation]) -> Rows:
    """The buttons of whoever stands on these sides, in a group where they are called by name."""
    lines = keyboard(task, Reader(None, sides, eye.now))
    return tuple(tuple(button for verb in line for button in _buttons(eye, task, verb)) for line in lines)


def buttons(eye: Eye, task: Task, only: frozenset[Action] | None = None) -> Rows:
    """The buttons this reader has on this task now."""
    lines = keyboard(task, replace(_reader(eye, task), regrets=eye.regrets(task)), only)
    return tuple(tuple(button for verb in line for button in _buttons(eye, task, verb)) for line in lines)


def buttons_beside(eye: Eye, task: Task) -> tuple[Button, ...]:
    """What this reader can do about a matter that waits for somebody else."""
    return tuple(button for verb in beside(task, _reader(eye, task)) for button in _buttons(eye, task, verb))


def _reader(eye: Eye, task: Task) -> Reader:
    me = eye.member.id if eye.member else None
    backup_id = eye.store.absences.backups().get(task.lead_id) if unaccepted(task, eye.now) else None
    backed_up = backup_id is not None and backup_id not in eye.store.absences.running()
    away = eye.store.absences.running().get(task.lead_id)
    backed_up = backed_up and (away is None or away.backup_id is not None)  # whoever was asked has said no
    return Reader(me, eye.relations(task), eye.now, backed_up=backed_up, gone=gone(eye, task))


def gone(eye: Eye, task: Task) -> bool:
    """Whether whoever should do it now has left, so that it needs another lead."""
    called = eye.store.members.get(task.called_id)
    return task.status.is_open and (called is None or not called.active)


def _buttons(eye: Eye, task: Task, verb: Verb) -> tuple[Button, ...]:
    """The button of a verb; stars are given with one tap, so each number of them has its own."""
    if verb.action is Action.RATE:
        return tuple(Button(f"{n}★", pack(Press.ACT, verb.action, task.id, n)) for n in range(1, MOST_STARS + 1))
    of_plan = verb.action is Action.BREAK_DOWN and task.kind is Kind.PLAN
    label = str(eye.t("button-break_down-plan" if of_plan else f"button-{verb.action}"))
    if verb.action is Action.REACH:
        return tick_buttons(task)
    if verb.action is Action.HAND_OVER:
        label = str(eye.t("label-hand-to", name=eye.name(eye.store.absences.backups().get(task.lead_id))))
    return (Button(label, pack(Press.ACT, verb.action, task.id), style=STYLES.get(verb.tone)),)


def card(eye: Eye, message: TaskCard) -> Rendered | None:
    """A task as it stands now."""
    task = eye.store.tasks.get(message.task_id)
    if task is None:
        return None
    if eye.member is None and task.confidential:
        return Rendered(eye.t("card-concealed"))
    if eye.member is not None and not eye.relations(task):
        return Rendered(eye.t("card-no-part", number=task.id), task_id=task.id, kind=PostKind.CARD)
    greeting = _greeting(eye, task) if message.fresh else []
    text = Html("\n".join([*greeting, *card_lines(eye, task)]))
    below = (
        *board_button(eye, task), *timeline(eye, task), *above_button(eye, task), *below_button(eye, task), *whole(eye, task),
    )  # fmt: skip
    return Rendered(
        text,
        packed((*buttons(eye, task), *_correct(eye, task), below)),
        task_id=task.id,
        kind=PostKind.CARD,
        files=task.attachments[:10],
    )


def _greeting(eye: Eye, task: Task) -> list[Html]:
    """What the task is to whoever has yet to take it on."""
    if task.is_raised:
        return greeting(eye, task)
    if eye.member is None or not task.status.is_worked_on:
        return []
    own = task.part_of(eye.member.id)
    if own is not None and own.part is Part.CO and not own.accepted_at:
        return [eye.t("card-part-for-you", lead=eye.name(task.duty_id))]
    return [eye.t("card-for-you")] if eye.member.id == task.duty_id and task.status is Status.ASSIGNED else []


def _correct(eye: Eye, task: Task) -> Rows:
    """The assigner, or the group for them, can say which moment is meant; where none was named, one of the near ones."""
    relations = eye.relations(task) if eye.member else frozenset({Relation.ASSIGNER})
    if not allowed(task, Action.CHANGE_DEADLINE, relations):
        return ()
    if task.term_only:
        return _near(eye, task)
    if eye.member is not None or task.status is not Status.ASSIGNED:
        return ()
    return ((Button(str(eye.t("button-not-meant")), pack(Press.ACT, Action.CHANGE_DEADLINE, task.id)),),)


def _near(eye: Eye, task: Task) -> Rows:
    """Today, tomorrow, this Friday, the calendar."""
    act, month = (Press.ACT, Action.CHANGE_DEADLINE, task.id), (Press.MONTH, Action.CHANGE_DEADLINE, task.id)
    near = near_deadlines(eye.now, eye.calendar).items()
    found = [Button(str(eye.t(f"button-due-{name}")), pack(*act, int(moment.timestamp()))) for name, moment in near]
    this_month = eye.now.astimezone(eye.calendar.zone).strftime("%Y%m")
    return (tuple(found), (Button(str(eye.t("button-calendar")), pack(*month, this_month)),))


def head(eye: Eye, task: Task, limit: int = 120, found: Lit | None = None) -> Html:
    """Light, number, priority and title in one line; `found` is the light, where it was looked at already."""
    key = "raised-head" if task.is_raised else "task-head"
    sign, title = SIGNS[task.priority], titled(eye, task, limit)
    return eye.t(key, light=eye.light(task, found), number=task.id, sign=sign, title=title)


def titled(eye: Eye, task: Task, limit: int = 120) -> str:
    """The title for a line; what is confidential is called by its mark alone, wherever it is no card."""
    return str(eye.t("title-confidential")) if task.confidential else shorten(task.title, limit)


def shorten(title: str, limit: int = 120) -> str:
    """A title for a line; whole titles stand on the card."""
    return title if len(title) <= limit else title[: limit - 1] + "…"


def card_lines(eye: Eye, task: Task) -> list[Html]:
    """The lines of a card; what says nothing is left out."""
    if task.is_raised:
        return raised_lines(eye, task)
    sign, why = SIGNS[task.priority], eye.lit(task)
    lines = [
        eye.t("card-title", light=eye.light(task, why), number=task.id, title=task.title),
        *above_lines(eye, task),
        _named(eye, task),
        *standin_lines(eye, task),
        _due_line(eye, task),
        *([] if task.awaits else explained_task(eye, task)),
        eye.t("card-status", status=eye.t(f"status-{task.status}"), percent=eye.percent(task)),
        *below_lines(eye, task),
        *milestone_lines(eye, task),
    ]
    if sign:
        key = "card-priority-loud" if task.priority.breaks_quiet else "card-priority"
        lines.insert(1, eye.t(key, sign=sign, priority=eye.t(f"priority-{task.priority}")))
    lines[1:1] = [*from_series(eye, task), *asked_for_lines(eye, task)]
    if task.content:
        lines.insert(1, eye.t("card-content", text=shorten(one_line(task.content), SHOWN)))
    lines += people_lines(eye, task)
    lines += _state_lines(eye, task, why)
    lines += given_under(eye, task)
    return lines


def _named(eye: Eye, task: Task) -> Html:
    """Lead and assigner; the lead only once, where everybody's part has a line."""
    assigner = eye.name(task.assigner_id)
    if matrix(eye, task):
        return eye.t("card-assigner", assigner=assigner)
    return eye.t("card-people", lead=eye.name(task.lead_id), assigner=assigner)


def given_under(eye: Eye, task: Task) -> list[Html]:
    """Where the office has changed its ladders or terms since: that this matter keeps those it was given under."""
    if not task.ladder or not task.status.is_open or task.ladder == version_of(eye.settings).hash:
        return []
    return [eye.t("given-under", at=eye.moment(task.created_at, brief=True))]


def asked_for_lines(eye: Eye, task: Task | TaskDraft) -> list[Html]:
    """What "done" means, where the matter comes from, whether a result needs a file."""
    lines = []
    if task.standard:
        lines.append(eye.t("card-standard", text=one_line(task.standard)))
    if task.origin and not is_said(task):
        ref = task.origin_ref and f" {task.origin_ref}"
        lines.append(eye.t("card-origin", origin=eye.t(f"origin-{task.origin}"), ref=ref))
    if task.evidence:
        lines.append(eye.t("card-evidence"))
    if task.confidential:
        lines.insert(0, _confidential_line(eye, task))
    if task.periodic_words:
        lines.append(_periodic_line(eye, task))
    return [*lines, *link_lines(eye, task)]


def _confidential_line(eye: Eye, task: Task | TaskDraft) -> Html:
    """That it is confidential; by whom, where it was made so later."""
    story = eye.store.history.of(task.id) if isinstance(task, Task) else []
    made = next((e for e in reversed(story) if isinstance(e.fact, Concealed)), None)
    if made is None or not isinstance(task, Task) or made.at == task.created_at:
        return eye.t("card-confidential")
    return eye.t("card-confidential-by", who=eye.name(made.actor_id), at=eye.moment(made.at, brief=True))


def _periodic_line(eye: Eye, task: Task | TaskDraft) -> Html:
    """How often is reported, and when next."""
    clock = task.running(CommitmentKind.PERIODIC) if isinstance(task, Task) else None
    words = rhythm_words(eye, task.periodic, task.periodic_words)
    if clock is None:
        return eye.t("card-periodic", words=words)
    late = clock.due_at <= eye.now
    return eye.t("card-periodic-late" if late else "card-periodic-next", words=words, due=eye.moment(clock.due_at))


def _due_line(eye: Eye, task: Task) -> Html:
    """The deadline; whose clock it is told by, where that is another than the words were said by."""
    line, own = _due(eye, task), str(eye.calendar.zone)
    team = eye.store.teams.get(task.team_id) if task.team_id is not None else None
    if own == ((team and team.zone) or eye.settings.timezone):
        return line
    return eye.t("card-zone", due=line, city=shown(own, eye.language))


def _due(eye: Eye, task: Task) -> Html:
    waits = due_waits(eye, task)
    if waits is not None:
        return waits
    due = eye.moment(task.due_at, day_only=task.due_day_only)
    if task.overdue(eye.now):
        return eye.t("card-due-late", due=due)  # a card stands for days: how late it is would be wrong tomorrow
    if task.term_only:
        haste = haste_in(f"{task.title} {task.content}")
        return eye.t("card-due-haste" if haste else "card-due-term", due=due, words=haste)
    key = "card-due-words" if task.due_words else "card-due"
    return eye.t(key, due=due, words=task.due_words)


def _state_lines(eye: Eye, task: Task, why: Lit) -> list[Html]:
    lines = []
    if task.status is Status.PAUSED and task.resumes_at:
        lines.append(eye.t("card-paused", until=eye.moment(task.resumes_at), reason=shorten(task.pause_reason, SHOWN)))
    accept = task.running(CommitmentKind.ACCEPT)
    if accept:
        lines.append(eye.t("card-accept-by", due=eye.moment(accept.due_at)))
    if task.blocked:
        lines.append(blocked_line(eye, task))
    if task.returns:
        lines.append(eye.t("card-returns", n=task.returns))
    lines += [*chase_lines(eye, task), *breach_lines(eye, task)]
    if why.cause is Cause.BEHIND:
        lines.append(eye.t("card-behind", passed=why.passed, percent=eye.percent(task)))
    lines += [*asked_lines(eye, task), *dispute_lines(eye, task)]
    if task.result and task.status in (Status.SUBMITTED, Status.DONE):
        lines.append(eye.t("card-result", text=shorten(task.result, 600)))
    if task.status is Status.DONE and task.rating:
        lines.append(eye.t("card-rating", stars="★" * task.rating + "☆" * (5 - task.rating)))
    return lines


def blocked_line(eye: Eye, task: Task) -> Html:
    """That the work is blocked, and by what."""
    why = one_line(last_trouble(eye.store.history.of(task.id)))
    return eye.t("card-blocked-why", reason=shorten(why, SHOWN)) if why else eye.t("card-blocked")
