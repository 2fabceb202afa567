"""Giving a task: from one line, from a reply, or step by step as a draft that asks for what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from deadlines import Kind, Reading, read
from domain.errors import Refusal
from domain.messages.asking import DraftStep
from domain.messages.base import Urgency
from domain.messages.office import Sentence
from domain.messages.tasks import TaskCard
from domain.model.people import Member, Memberships, Role, TeamStatus
from domain.model.post import Place, Post
from domain.model.tasks import Assignment, Attachment, Part, Priority, Task, Wording
from domain.ports.talk import Draft, Question
from domain.rules import clocks
from domain.rules.decisions import Circumstances, new_task
from domain.text import one_line, tidy
from domain.unit import Unit
from domain.usecases.tasks.order import Mention, parse_order
from domain.usecases.tasks.work import ALBUM_ARRIVES, hand_cards

_DIGITS = 16  # more than any id has
_MANAGERS = (Role.OWNER, Role.LEADER, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order as it was written: where, in which words, who is named, what it replies to, which album it begins."""

    chat_id: int
    text: str
    mentions: tuple[Mention, ...] = ()
    quoted: str = ""
    files: tuple[Attachment, ...] = ()
    message_id: int | None = None
    thread_id: int | None = None
    album: tuple[str, int] | None = None


def order(unit: Unit, who: Memberships, said: Ordered) -> Task | None:
    """Carry an order out when nothing is missing in it; otherwise keep it as a draft and ask.

    Returns the task, or None when the bot asked something back.
    """
    draft = unit.store.drafts.start(who.member.id, said.chat_id, _draft_data(unit, who, said), unit.now)
    return _go_on(unit, who, draft)


def _draft_data(unit: Unit, who: Memberships, said: Ordered) -> dict[str, Any]:
    found = parse_order(said.text, said.mentions, unit.now, unit.calendar)
    people = [resolve(unit, m).id for m in found.people] or _only_choice(who)
    title = found.title or tidy(said.quoted)
    data: dict[str, Any] = {
        "people": list(dict.fromkeys(people)),
        "watchers": list(dict.fromkeys(resolve(unit, m).id for m in found.watchers)),
        "priority": found.priority.value,
        "title": _checked_title(unit, title),
        "files": [asdict(f) for f in said.files],
        "team_id": _team_id(unit, said.chat_id, who, people),
        "message_id": said.message_id,
        "thread_id": said.thread_id,
        "album": said.album,
        "wizard": not said.text.strip() and not said.quoted.strip() and not said.files,
    }
    return data | reading_data(unit, found.reading)


def resolve(unit: Unit, mention: Mention) -> Member:
    """The member a mention means: the numeric id decides where Telegram gives one. Unknown people are refused by name."""
    members = unit.store.members
    found = (
        members.by_telegram(mention.telegram_id)
        if mention.telegram_id is not None
        else members.by_username(mention.username or "")
    )
    if found is None or not found.active:
        raise Refusal("unknown-person", name=mention.display or f"@{mention.username}")
    return found


def reading_data(unit: Unit, reading: Reading) -> dict[str, Any]:
    """What a reading gives a draft: a moment, the moments to choose from, or nothing; a bad deadline is refused."""
    if reading.problem:
        raise Refusal("deadline", problem=reading.problem.value, words=reading.words)
    if reading.kind is Kind.SET:
        raise Refusal("deadline", problem="recurring", words=reading.words)
    said = {"due_words": one_line(reading.words), "due_day_only": reading.day_only, "due_said_at": unit.now.isoformat()}
    if reading.kind is Kind.ASK:
        said["readings"] = [m.isoformat() for m in reading.readings]
        return said
    if reading.moment is None:
        return {}
    check_due(unit, reading.moment)
    return said | {"due": reading.moment.isoformat()}


def said_in(data: Mapping[str, Any]) -> Wording:
    """How the deadline was said that `reading_data` or `moment_from` gave."""
    at = data.get("due_said_at")
    said_at = datetime.fromisoformat(at) if at else None
    return Wording(data.get("due_words", ""), bool(data.get("due_day_only")), said_at)


def check_due(unit: Unit, due: datetime) -> None:
    """A deadline lies ahead, and not further than the office plans."""
    if due <= unit.now:
        raise Refusal("deadline-past", moment=due.isoformat())
    if due > unit.now + timedelta(days=366 * unit.settings.limits.years_ahead):
        raise Refusal("deadline-far", moment=due.isoformat(), years=str(unit.settings.limits.years_ahead))


def _checked_title(unit: Unit, title: str) -> str:
    limit = unit.settings.limits.title
    if len(title) > limit:
        raise Refusal("title-long", limit=str(limit), length=str(len(title)))
    return title


def _team_id(unit: Unit, chat_id: int, who: Memberships, people: Sequence[int]) -> int | None:
    """The team of the group it was said in; for an order in private the first team that assigner and lead share."""
    team = unit.store.teams.by_chat(chat_id)
    if team is not None:
        return team.id
    return unit.store.tasks.team_shared(who.member.id, people[0]) if people else None


def question_of(draft: Draft) -> str | None:
    """What a draft still lacks: person, reading, deadline, text, confirm; None when it can be carried out."""
    data = draft.data
    if not data["people"]:
        return "person"
    if data.get("readings") and not data.get("due"):
        return "reading"
    if data["wizard"] and not data.get("due"):
        return "deadline"
    if not data["title"] and not data["files"]:
        return "text"
    return "confirm" if data["wizard"] and not data.get("confirmed") else None


def _go_on(unit: Unit, who: Memberships, draft: Draft) -> Task | None:
    """Ask the draft's next question, or make the task."""
    if question_of(draft) is None:
        _drop(unit, draft)
        return _make(unit, who, draft)
    if draft.data["people"]:
        _check_right(who, draft.data["team_id"], draft.data["people"])
    unit.store.drafts.save(draft)
    _ask(unit, who, draft)
    return None


_TYPED = ("person", "reading", "deadline", "text")


def _ask(unit: Unit, who: Memberships, draft: Draft) -> None:
    """Ask the next question; what can be answered in words may be, besides the buttons."""
    question = question_of(draft)
    if question in _TYPED:
        unit.store.questions.ask(Question(0, who.member.id, draft.chat_id, "draft", draft.id, question))
    unit.say(_place_of(who, draft), DraftStep(draft.id))


def _only_choice(who: Memberships) -> list[int]:
    """Staff assign to themselves only, so nobody is asked for; who leads is asked."""
    return [] if who.leads_anywhere() else [who.member.id]


def _check_right(who: Memberships, team_id: int | None, people: Sequence[int]) -> None:
    if list(people) != [who.member.id] and not who.holds(team_id, *_MANAGERS):
        raise Refusal("assign-right")


def _make(unit: Unit, who: Memberships, draft: Draft) -> Task:
    data = draft.data
    team_id = data["team_id"] or _team_id(unit, draft.chat_id, who, data["people"])
    _check_right(who, team_id, data["people"])
    at = Circumstances(who.member.id, frozenset(), unit.now, unit.settings, unit.calendar)
    task, fact = new_task(_task(unit, who, data, team_id), at)
    task = unit.store.tasks.add(task)
    unit.record(task, fact, who.member.id)
    unit.plan(task)
    _announce(unit, who, task, draft)
    return task


def _task(unit: Unit, who: Memberships, data: dict[str, Any], team_id: int | None) -> Task:
    lead, *others = data["people"]
    people = [Assignment(lead, Part.LEAD), *(Assignment(i, Part.CO) for i in others)]
    people += [Assignment(i, Part.WATCHER) for i in data["watchers"] if i not in data["people"]]
    task = Task(
        id=0,
        title=data["title"] or _title_of(unit, data["files"][0]),
        assigner_id=who.member.id,
        first_handler_id=lead,
        created_at=unit.now,
        due_at=unit.now,
        team_id=team_id,
        priority=Priority(data["priority"]),
        attachments=tuple(Attachment(**f) for f in data["files"]),
        people=tuple(people),
        **asdict(said_in(data)),
    )
    if data.get("due"):
        return replace(task, due_at=datetime.fromisoformat(data["due"]))
    due = clocks.default_due(task.priority, unit.now, unit.settings, unit.calendar)
    return replace(task, due_at=due, due_said_at=unit.now)


_FILE_SIGNS = {"photo": "📷", "video": "🎬", "voice": "🎤", "document": "📄"}


def _title_of(unit: Unit, file: Mapping[str, str]) -> str:
    """A file without words is called by its name, or by a sign everybody reads."""
    return tidy(file["name"])[: unit.settings.limits.title] or _FILE_SIGNS[file["kind"]]


def _announce(unit: Unit, who: Memberships, task: Task, draft: Draft) -> None:
    """The card where the order was given, a private card to everybody with a part, word of who cannot be reached."""
    place = _place_of(who, draft)
    album = draft.data.get("album")
    if album:
        unit.store.posts.add(Post(draft.chat_id, album[1], task.id, "order", 1, album[0], who.member.id))
    whole_at = unit.now + ALBUM_ARRIVES if album else unit.now
    to = replace(place, reply_to=draft.data.get("message_id"))
    unit.say(to, TaskCard(task.id, fresh=True), not_before=whole_at, task_id=task.id)
    hand_cards(unit, task, [p.member_id for p in task.people if p.member_id != who.member.id], not_before=whole_at)
    _warn_unreachable(unit, place, task)


def _warn_unreachable(unit: Unit, place: Place, task: Task) -> None:
    found = (unit.store.members.get(p.member_id) for p in task.people)
    people = [m for m in found if m]
    silent = [m for m in people if not m.reachable]
    if silent:
        fields = {"count": str(len(silent)), "all": str(len(people)), "names": "、".join(m.name for m in silent)}
        key = "assign-unreachable" if task.team_id is not None else "assign-unreachable-private"
        unit.say(place, Sentence(key, fields), urgency=Urgency.NORMAL, task_id=task.id)


def _place_of(who: Memberships, draft: Draft) -> Place:
    """The chat of the draft: the team's group, or the writer's private chat."""
    if draft.chat_id == who.member.telegram_id:
        return Place(member_id=who.member.id)
    return Place(chat_id=draft.chat_id, thread_id=draft.data.get("thread_id"))


def answer(
    unit: Unit, who: Memberships, draft_id: int, field: str, value: str, mentions: Sequence[Mention] = ()
) -> bool:
    """An answer to a draft's question, by button or in words; True when the task was made."""
    draft = own_draft(unit, who, draft_id)
    _ANSWERS[field](unit, draft, value, mentions)
    return _go_on(unit, who, draft) is not None


def own_draft(unit: Unit, who: Memberships, draft_id: int) -> Draft:
    """A draft of this person's; anybody else's is as good as gone."""
    draft = unit.store.drafts.get(draft_id)
    if draft is None or draft.member_id != who.member.id:
        raise Refusal("draft-gone")
    return draft


def _person(unit: Unit, draft: Draft, value: str, mentions: Sequence[Mention]) -> None:
    if mentions:
        draft.data["people"] = list(dict.fromkeys(resolve(unit, m).id for m in mentions))
    else:
        draft.data["people"] = [_member_by(unit, value).id]


def _member_by(unit: Unit, value: str) -> Member:
    """A member by id (a button) or by name (typed)."""
    if value.isdecimal() and len(value) <= _DIGITS:
        found = unit.store.members.get(int(value))
    else:
        named = [m for m in unit.store.members.all_active() if m.name == value.strip()]
        found = named[0] if len(named) == 1 else unit.store.members.by_username(value.strip())
    if found is None or not found.active:
        raise Refusal("unknown-person", name=tidy(value)[:60])
    return found


def _deadline(unit: Unit, draft: Draft, value: str, _mentions: Sequence[Mention]) -> None:
    draft.data.pop("readings", None)
    draft.data.update(moment_from(unit, value))


def _reading(unit: Unit, draft: Draft, value: str, _mentions: Sequence[Mention]) -> None:
    offered = draft.data.get("readings") or []
    if not (value.isdecimal() and int(value) < len(offered)):
        return _deadline(unit, draft, value, ())
    due = datetime.fromisoformat(offered[int(value)])
    check_due(unit, due)
    draft.data.update({"due": due.isoformat()})
    return None


def _text(unit: Unit, draft: Draft, value: str, _mentions: Sequence[Mention]) -> None:
    title = tidy(value)
    if not title and not draft.data["files"]:
        raise Refusal("text-empty")
    draft.data["title"] = _checked_title(unit, title)


def _confirm(_unit: Unit, draft: Draft, value: str, _mentions: Sequence[Mention]) -> None:
    draft.data["confirmed"] = value == "yes"


_ANSWERS = {"person": _person, "deadline": _deadline, "reading": _reading, "text": _text, "confirm": _confirm}


def moment_from(unit: Unit, words: str) -> dict[str, Any]:
    """A deadline typed or chosen: an ISO moment from a button, else a phrase; refused when it is neither."""
    chosen = _iso(words)
    if chosen:
        check_due(unit, chosen)
        return {"due": chosen.isoformat(), "due_words": "", "due_day_only": False, "due_said_at": None}
    found = reading_data(unit, read(words, unit.now, unit.calendar))
    if not found:
        raise Refusal("deadline", problem="unread", words=words[:60])
    return found


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def discard(unit: Unit, who: Memberships, draft_id: int) -> None:
    """Throw a draft away."""
    _drop(unit, own_draft(unit, who, draft_id))


def _drop(unit: Unit, draft: Draft) -> None:
    """A draft goes, and its open question with it."""
    asked = unit.store.questions.open_for(draft.member_id, draft.chat_id)
    if asked is not None and asked.action == "draft":
        unit.store.questions.close(draft.member_id, draft.chat_id)
    unit.store.drafts.drop(draft.id)


def takes_words(unit: Unit, draft_id: int, field: str, words: str, mentions: Sequence[Mention]) -> bool:
    """Whether words can be the answer to a draft's question: where plain words asked whom they are for, only a name is."""
    draft = unit.store.drafts.get(draft_id)
    if draft is None or field != "person" or draft.data["wizard"]:
        return draft is not None
    named = any(m.name == words.strip() for m in unit.store.members.all_active())
    return named or bool(mentions)


def add_files(unit: Unit, draft: Draft, files: Sequence[Attachment], album: tuple[str, int] | None = None) -> None:
    """Files that come with the words of a draft, perhaps the first of an album."""
    draft.data["files"] += [asdict(f) for f in files]
    draft.data["album"] = album or draft.data.get("album")
    unit.store.drafts.save(draft)


def add_to_album(unit: Unit, member_id: int, chat_id: int, album: str, files: Sequence[Attachment]) -> bool:
    """A further piece of an album whose first became a draft; False when none did."""
    draft = unit.store.drafts.of_chat(member_id, chat_id)
    if draft is None or (draft.data.get("album") or [""])[0] != album:
        return False
    add_files(unit, draft, files)
    return True


def quick_deadlines(unit: Unit) -> list[datetime]:
    """The moments offered as buttons: the close of today, of the next three working days, of a week from now."""
    cal, today = unit.calendar, unit.now.astimezone(unit.calendar.zone).date()
    days = [today, *(cal.add_working_days(today, n) for n in (1, 2, 3, 5, 10))]
    return [m for m in dict.fromkeys(cal.closing(d) for d in days if cal.is_working_day(d)) if m > unit.now]


def team_people(unit: Unit, team_id: int | None) -> list[Member]:
    """Those who can be chosen for a task: the team's members, or the whole office in private."""
    if team_id is None:
        return unit.store.members.all_active()
    return [m for m, _ in unit.store.members.of_team(team_id)]


def approved_team(unit: Unit, chat_id: int) -> bool:
    """Whether a chat is a team the office has approved."""
    team = unit.store.teams.by_chat(chat_id)
    return team is not None and team.status is TeamStatus.APPROVED
