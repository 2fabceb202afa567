"""常用事项: kept, given again, renamed, shared, dropped. Rights are looked at when one is used."""

from __future__ import annotations

from collections.abc import Sequence

from domain.errors import Refusal
from domain.messages.office import Sentence
from domain.model.drafts import Draft, Lack, TaskDraft
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.series import Series
from domain.model.tasks import PICKED, Relation, Task
from domain.model.templates import Template
from domain.model.value import replace
from domain.rules.drafts import only_choice
from domain.rules.templates import (
    MOST,
    may_share,
    name_of,
    pattern_of,
    pattern_of_given,
    sees,
    usual_name,
    with_those_here,
)
from domain.unit import Unit
from domain.usecases.access import fetch
from domain.usecases.people.names import known_as
from domain.usecases.tasks.draft import start
from domain.usecases.tasks.draft_kept import ask_words, drop
from domain.usecases.tasks.due import Understood, rule_or_moment
from domain.usecases.tasks.filling import dated
from domain.usecases.tasks.ordered import Ordered
from domain.usecases.tasks.places import place_of


def seen(unit: Unit, who: Memberships) -> list[Template]:
    """One's own and those of the teams one runs, the most used first."""
    run = None if who.runs_office() else [i for i in who.teams if may_share(who, i)]
    return unit.store.templates.seen_by(who.member.id, run)


def theirs(unit: Unit, who: Memberships, template_id: int) -> Template:
    """A template this person may use. Raises: Refusal `template-gone`, the same for what is not theirs."""
    found = unit.store.templates.get(template_id)
    if found is None or not sees(who, found):
        raise Refusal("template-gone")
    return found


def _own(unit: Unit, who: Memberships, template_id: int) -> Template:
    """One that this person may change: whoever kept it; once they have left, whoever runs its team."""
    found = theirs(unit, who, template_id)
    keeper = unit.store.members.get(found.member_id)
    if found.member_id != who.member.id and keeper is not None and keeper.active:
        raise Refusal("template-not-yours", member=str(found.member_id))
    return found


def keep_draft(unit: Unit, who: Memberships, draft: Draft) -> Template:
    """What is being written, kept as a template."""
    return _keep(unit, who, pattern_of(draft.task))


def keep_task(unit: Unit, who: Memberships, task_id: int, name: str = "") -> Template:
    """A task that was given, kept by whoever gave it. Raises: Refusal `template-not-given`."""
    task, at = fetch(unit, who, task_id)
    if Relation.ASSIGNER not in at.relations or task.is_raised:
        raise Refusal("template-not-given", number=str(task_id))
    return _keep(unit, who, pattern_of_given(task), name)


def _keep(unit: Unit, who: Memberships, task: TaskDraft, name: str = "") -> Template:
    own = [t for t in seen(unit, who) if t.member_id == who.member.id]
    name = name_of(name) if name else usual_name(task)
    same = next((t for t in own if t.name == name and t.task == task), None)
    if same is not None:
        return same
    if len(own) >= MOST:
        raise Refusal("template-many", limit=str(MOST))
    return unit.store.templates.add(Template(0, who.member.id, _free(name, [t.name for t in own]), task, unit.now))


def _free(name: str, taken: Sequence[str]) -> str:
    """A name that none of the others has."""
    return next(n for n in (name, *(f"{name[:26]} {i}" for i in range(2, MOST + 2))) if n not in taken)


def use(
    unit: Unit, who: Memberships, template_id: int, said: Ordered, shown_in: int | None = None
) -> Task | Series | None:  # fmt: skip
    """Give the task again: at once where nothing is missing, else what is missing is asked, and all of it is shown."""
    template = theirs(unit, who, template_id)
    at = Draft(0, who.member.id, said.chat_id, replace(template.task, thread_id=said.thread_id))
    task = _today(unit, who, template, place_of(who, at))
    unit.store.templates.save(replace(template, used=template.used + 1))
    missing = not task.people or (task.due is None and not task.undated)
    task = replace(task, wizard=missing, message_id=said.message_id, thread_id=said.thread_id)
    return start(unit, who, said, task, pressed=True, shown_in=shown_in)


def _today(unit: Unit, who: Memberships, template: Template, place: Place) -> TaskDraft:
    """Its people as far as they are there, its deadline as its words mean it now; who has left is said."""
    named = (*template.task.people, *template.task.watchers)
    people = [m for m in map(unit.store.members.get, named) if m is not None]
    here = [m.id for m in people if m.active and not m.left]
    gone = "、".join(known_as(unit, m) for m in people if m.id not in here)
    if gone:
        unit.say(place, Sentence("template-left", {"names": gone}))
    task = with_those_here(template.task, here)
    words = task.wording.due_words
    task = replace(task, people=task.people or only_choice(who))
    return dated(task, _read(unit, words)) if words else replace(task, wording=PICKED)


def _read(unit: Unit, words: str) -> Understood:
    """What the words mean today; a day that is over is asked for."""
    try:
        return rule_or_moment(unit, words)
    except Refusal:
        return Understood()


def rename(unit: Unit, who: Memberships, template_id: int, words: str) -> Template:
    """Another name. Raises: Refusal `template-taken`, or of `name_of`."""
    template, name = _own(unit, who, template_id), name_of(words)
    if any(t.name == name and t.id != template.id for t in seen(unit, who) if t.member_id == template.member_id):
        raise Refusal("template-taken", name=name)
    renamed = replace(template, name=name)
    unit.store.templates.save(renamed)
    return renamed


def ask_name(unit: Unit, who: Memberships, template_id: int, chat_id: int) -> Draft:
    """The next words are its name."""
    template = _own(unit, who, template_id)
    for draft in unit.store.drafts.written(who.member.id, chat_id):
        if draft.task.template is not None:
            drop(unit, draft)
    task = TaskDraft(template=template.id, asks=Lack.NAME)
    draft = unit.store.drafts.start(who.member.id, chat_id, task, unit.now)
    ask_words(unit, draft, Lack.NAME)
    return draft


def named(unit: Unit, who: Memberships, draft: Draft, words: str) -> Template:
    """The name came."""
    assert draft.task.template is not None  # else it is not asked
    found = rename(unit, who, draft.task.template, words)
    drop(unit, draft)
    return found


def share(unit: Unit, who: Memberships, template_id: int, team_id: int | None) -> Template:
    """With a team one runs; None: with nobody any more. Raises: Refusal `template-share`."""
    template = _own(unit, who, template_id)
    if team_id is not None and (unit.store.teams.get(team_id) is None or not may_share(who, team_id)):
        raise Refusal("template-share")
    shared = replace(template, team_id=team_id)
    unit.store.templates.save(shared)
    return shared


def discard(unit: Unit, who: Memberships, template_id: int) -> Template:
    """It is gone; tasks that were given by it stay."""
    template = _own(unit, who, template_id)
    unit.store.templates.drop(template.id)
    return template
