"""`/template`: what is given often. One tap gives it again; a card or a preview becomes one; names, sharing, dropping."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.callback import Press, number
from bot.handlers.numbers import replied_task
from bot.handlers.pressed_draft import shown_in, used_up
from bot.routes import On, Route
from bot.talk import Talk, quoted
from domain.errors import Refusal
from domain.messages.asking import Prompt
from domain.messages.templates import TemplateList, TemplateShown
from domain.model.templates import Template
from domain.ports.talk import Question
from domain.text import late
from domain.usecases.tasks import templates
from domain.usecases.tasks.draft_kept import own_draft
from domain.usecases.tasks.ordered import Ordered


def template(talk: Talk) -> None:
    """`/template` shows them, `/template 周报` gives one; `/template 12 周报`, or in reply to a card, keeps #12 as one."""
    talk.require_team_or_private()
    replied, named = replied_task(talk), _NUMBERED.fullmatch(talk.args)
    if quoted(talk.message) is not None and replied is not None:
        return _kept(talk, templates.keep_task(talk.unit, talk.who, replied, talk.args.strip()))
    if named is not None:
        return _kept(talk, templates.keep_task(talk.unit, talk.who, number(named[1]), named[2] or ""))
    if not talk.args.strip():
        return talk.answer(TemplateList(talk.who.member.id))
    return _use(talk, _called(talk, talk.args).id)


_NUMBERED = late(r"\s*[#＃]?(\d{1,9})(?:\s+(\S.*))?\s*")


def _called(talk: Talk, words: str) -> Template:
    """The one with this name. Raises: Refusal `template-unknown`."""
    wanted = words.strip().casefold()
    found = [t for t in templates.seen(talk.unit, talk.who) if t.name.casefold() == wanted]
    if not found:
        raise Refusal("template-unknown", name=words.strip()[:30])
    return found[0]


def _kept(talk: Talk, kept: Template) -> None:
    talk.answer(TemplateShown(kept.id, talk.who.member.id, "kept"))


def keep_draft(talk: Talk, draft_id: int) -> None:
    """What a preview shows."""
    _kept(talk, templates.keep_draft(talk.unit, talk.who, own_draft(talk.unit, talk.who, draft_id)))


def button(talk: Talk) -> None:
    """`tp:<what>:<number>:<team>`; the presser's rights decide, and their own templates are shown."""
    _, what, *fields = (*talk.data, "", "", "", "")[:4]
    if what not in _PRESSED:
        raise Refusal("button-old")
    _PRESSED[what](talk, number(fields[0]), fields[1])


def _list(talk: Talk, page: int, _field: str) -> None:
    talk.answer_here(TemplateList(talk.who.member.id, page))


def _open(talk: Talk, id_: int, _field: str) -> None:
    found = templates.theirs(talk.unit, talk.who, id_)
    talk.answer_here(TemplateShown(found.id, talk.who.member.id))


def _use(talk: Talk, id_: int, _field: str = "") -> None:
    said = Ordered(talk.chat_id, "", thread_id=talk.thread_id)
    used_up(talk, templates.use(talk.unit, talk.who, id_, said, shown_in(talk)))


def _keep(talk: Talk, task_id: int, _field: str) -> None:
    _kept(talk, templates.keep_task(talk.unit, talk.who, task_id))


def _name(talk: Talk, id_: int, _field: str) -> None:
    draft = templates.ask_name(talk.unit, talk.who, id_, talk.chat_id)
    talk.answer(Prompt("template-name", None, draft.member_id, draft_id=draft.id))


def answer_question(talk: Talk, question: Question) -> None:
    """The name."""
    talk.unit.store.questions.close(talk.who.member.id, talk.chat_id, talk.thread_id)
    draft = own_draft(talk.unit, talk.who, question.draft_id or 0)
    named = templates.named(talk.unit, talk.who, draft, talk.said().text)
    talk.answer(TemplateShown(named.id, talk.who.member.id, "named"))


def _share(talk: Talk, id_: int, team: str) -> None:
    shared = templates.share(talk.unit, talk.who, id_, number(team) or None)
    talk.answer_here(TemplateShown(shared.id, talk.who.member.id, "unshared" if shared.team_id is None else "shared"))


def _teams(talk: Talk, id_: int, _field: str) -> None:
    found = templates.theirs(talk.unit, talk.who, id_)
    talk.answer_here(TemplateShown(found.id, talk.who.member.id, choose=True))


def _drop(talk: Talk, id_: int, _field: str) -> None:
    gone = templates.discard(talk.unit, talk.who, id_)
    talk.answer_here(TemplateList(talk.who.member.id, gone=gone.name))


_PRESSED: Mapping[str, Callable[[Talk, int, str], None]] = {
    "list": _list,
    "open": _open,
    "use": _use,
    "keep": _keep,
    "name": _name,
    "share": _share,
    "teams": _teams,
    "drop": _drop,
}

ROUTES = (
    Route(On.COMMAND, "template", template),
    Route(On.BUTTON, Press.TEMPLATE, button),
)
