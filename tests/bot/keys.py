"""Which sentences the code asks the catalogues for: found in its syntax, so that no key is missing and none is left over.

A key is a string, or a pattern where the code puts something in: `fact-{}`. What a pattern can become stands in `FAMILIES`.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.commands import COMMANDS
from bot.shelves import Shelf
from bot.views import bulletin_book, fact_variants, plan_files
from bot.views.hands import _STATES
from bot.views.ledger import _BY
from bot.views.ledger_sheets import _EVENTS, _PEOPLE
from bot.views.meeting_paper import _COLUMNS
from deadlines import Problem
from domain.facts.base import FACTS
from domain.model.audience import Audience
from domain.model.breaches import Standing
from domain.model.chases import Method
from domain.model.clocks import CommitmentKind
from domain.model.desk import ELSEWHERE, Waits
from domain.model.drafts import Doubt
from domain.model.languages import LANGUAGES
from domain.model.ledger import LedgerColumn, LedgerForm
from domain.model.lights import Light
from domain.model.people import Role
from domain.model.points import Rule
from domain.model.repeats import Adjust
from domain.model.search import Moment, Stand
from domain.model.series import Going
from domain.model.slips import Colour
from domain.model.tasks import Kind, Origin, Priority, Relation, Status
from domain.model.value import fields_of, names_of, replace
from domain.rules.desk import ACTS, REASONS
from domain.rules.draft_steps import BESIDE
from domain.rules.first_hints import Hint
from domain.rules.imports.rows import SETTLED
from domain.rules.lifecycle import TABLE, VERBS, Action, Need, kinds_of, needs
from domain.rules.lights import Cause
from domain.rules.questions import AHEAD, BEHIND
from domain.rules.voices import Voice
from tests.domain.deciding import WITH_CO, by_action
from tests.domain.office import ASSIGNER, CO, LEAD, MONDAY, NEXT, a_dispute, a_task, asks_time, asks_transfer, at

ROOT = Path(__file__).parents[2]
# What is called with a key: the name of the function or method → where the key stands, what is put before it.
SINKS = {
    "t": (0, ""), "say": (0, ""), "show": (0, ""), "Sentence": (0, ""), "JoinFirst": (1, ""), "text": (0, ""),
    "_tell_managers": (2, "notice-"),
    "Refusal": (0, "refuse-"), "cls": (0, "refuse-"), "OperatorNotice": (0, "notice-"), "notice": (1, "notice-"),
}  # fmt: skip
WHOLE = ("t", "say", "show", "Refusal", "cls", "notice")  # whose keywords are the fields of the sentence
NOT_FIELDS = {"alert"}
# Functions that are given a key and pass it on: whoever calls them is looked at instead.
PASS_ON = {
    "bot/boundary.py:_words", "bot/boundary.py:_say_later", "bot/handlers/act.py:_tell_done", "bot/talk.py:say",
    "bot/views/eye.py:t", "bot/views/office.py:sentence", "bot/views/office.py:join_first", "bot/boundary.py:_join_first",
    "domain/usecases/post/relay.py:_tell_managers",
    "bot/views/minutes.py:minutes_not", "bot/views/ledger_source.py:t",
}  # fmt: skip


_OPENED = {lack.value for lack in BESIDE}


def _fact_variants() -> set[str]:
    """The wordings of facts that read differently by their fields."""
    values: dict[Any, list[Any]] = {
        "instead": ["group", "nothing", "up"],
        "last": ["", MONDAY.isoformat()],
        "team": ["", "x"],
        "to": [(), (1,)],
        "rating": [None, 5],
        "due": ["", MONDAY.isoformat()],
        "reason": ["", "忙", "away"],
        "percent": [None, 50],
        "text": ["", "x"],
        "does": ["", "x"],
        "periodic": ["", "x"],
        "was": ["", "x"],
        "now": ["", "x"],
        "was_origin": ["", "other"],
        "old": ["", "x"],
        "new": ["", "x"],
        "without": [(), (1,)],
        "parts": [(), (1,)],
        "fact": ["assigned", *(v.fact.name for v in VERBS if Action.TAKE_BACK in v.after)],
        "first": [0, 1],
        "parent": [0, 1],
        "matters": [(), (1,)],
        "over": [(), (1,)],
        "left": [(), (1,)],
        "task": [0, 1],
        "state": ["", "done", "cancelled"],
        "frozen": ["", MONDAY.isoformat()],
    }
    found = set()
    for cls in FACTS.values():
        kinds = [
            values.get(name, [True, False] if cls.__annotations__.get(name) == "bool" else [""])
            for name in names_of(cls)
        ]
        for combination in itertools.product(*kinds):
            made = fact_variants.variant(cls.name, fields_of(cls(*combination)))
            found |= {f"{cls.name}-{made}"} if made else set()
    return found


_OF_TASKS = {action for _, action, _ in TABLE}


def _facts_of_actions() -> set[str]:
    """The facts that carrying out an action records."""
    found = set()
    for (status, action, side), row in TABLE.items():
        if side not in (Relation.LEAD, Relation.CO, Relation.ASSIGNER, Relation.BACKUP, Relation.RELIEVED):
            continue
        task = a_task(status, people=WITH_CO)
        asked = (asks_time(), asks_transfer(number=2), a_dispute(task, CO, 3, put_at=MONDAY)) if row.answers else ()
        who = {Relation.LEAD: at(LEAD), Relation.CO: at(CO), Relation.ASSIGNER: at(ASSIGNER)}.get(
            side, at(NEXT, MONDAY, side)
        )
        found.add(by_action(action, replace(task, requests=asked), who).fact.name)
    return found


# What is recorded of raised matters by whoever does something to them.
_OF_RAISED = {
    v.fact.name for v in VERBS if any(row.of == (Kind.RAISED,) for row in v.rows) if v.action not in _OF_TASKS
}
_RAISED_LISTS = {"raised-answer", "raised-own", "raised-team"}
_CALLED = {"do", "do-late", "part", "part-late", "know", "know-late", "backup"}
_SECTIONS = ("overdue", "today", "soon", "later", "review", "accept", "finished")
_LISTS = ("mine", "assigned", "team", "overdue", "person", "unaccepted")
_UNREAD_DATES = {"deadline", "beyond", "period", "before"}
_ASKED = {
    *(a.value for a in Action if {Need.REASON, Need.TEXT, Need.WORDS, Need.PART, Need.MILESTONES} & needs(a)),
    "ask_time-moment", "change_deadline-moment", "pause-moment", "reopen-moment",
    "grant_time-moment", "draft-deadline", "draft-from-day", "draft-notice", "draft-follow", "template-name",
    "search", "search-in",
}  # fmt: skip
_DOUBTS = {d.value for d in Doubt} - {Doubt.NONE}
_TOLD_OF = {*(c.value for c in CommitmentKind), "silent", "dispute", "raised", "declined"}
_NOTICED = {v.fact.name for v in VERBS if Kind.NOTICE in kinds_of(v.action)} - {"commented"}
FAMILIES: dict[str, set[str]] = {
    "import-why-{}": {
        "person", "who", "title", "lead", "merged", "date", "early", "far", "past", "given-ahead", "closed-ahead", "backwards",
        "closed", "state", "priority", "share", "rating", "count", "tags", "many", "twice", "taken", "right", "secret",
        "parent", "distant", "long-content", "long-standard", "long-result", "long-origin-ref", "two-ways", "undated", "team",
        "differs", "differs-over",
    },
    "import-so-{}": set(SETTLED),
    "import-left-{}": {"returns", "result", "rating", "closed", "paused", "parent"},
    "button-import-{}": set(SETTLED),
    "minutes-lacks-{}": {"person", "who", "reading", "deadline", "repeat", "text", "right", "private", "many",
                         "hushed"},
    "audience-{}": {a.value for a in Audience},
    "bulletin-quarter-{}": {"1", "2", "3", "4"},
    "bulletin-month-{}": {str(n) for n in range(1, 13)},
    "bulletin-title-{}": {"month", "quarter", "year"},
    "bulletin-kept-{}": {"accept", "reports"},
    "bulletin-n-{}": {"returned", "slips", "unanswered"},
    "bulletin-list-{}": {"late", "overdue", "returned", "unanswered", "slips"},
    "button-bulletin-{}": {"late", "overdue", "returned", "unanswered", "slips"},
    "button-bulletin-as-{}": {"picture", "book", "paper"},
    "morning-{}": {"set", "off", "empty", "quiet"},
    "digest-{}": {"set", "off", "tells", "quiet"},
    "button-digest-{}": {"on", "off"},
    "button-topics-{}": {"on", "off"},
    "plan-tile-{}": {"lines", "done", "percent", "late"},
    "plan-kind-{}": {"late", "yellow", "going", "done"},
    "button-morning-{}": {"on", "off"},
    "button-when-empty-{}": {"empty", "quiet"},
    "official-title-{}": {"month", "quarter", "year"},
    "official-section-{}": {"whole", "teams", "people", "trend", "overdue"},
    "official-kept-{}": {"accept", "reports"},
    "official-n-{}": {"returned", "slips", "unanswered", "cancelled"},
    "sheet-{}": {"whole", "team", "person", "overdue", "trend"},
    "chart-{}-{}": {f"{key}-{of}" for key in ("done", "overdue") for of in ("team", "person")},
    "figure-{}": {
        *(key for key, _, _ in bulletin_book.FIGURES), "what", "team", "person", "number", "matter", "lead", "due",
        "late-hours", "late-by", "period",
    },
    "button-{}": {a.value for a in Action} | {"named", "unnamed"},
    "button-all-{}": _RAISED_LISTS,
    "breach-{}": {s.value for s in Standing} - {Standing.PLAIN.value} | {"waived-late"},
    "breach-ruled-{}": {"waived", "waived-late", "upheld"},
    "breach-rule-{}": {*(c.value for c in CommitmentKind), "declined"},
    "breach-{}-{}": {f"{how}-{c}" for how in ("cured", "open", "ended") for c in (*CommitmentKind, "declined")},
    "breaches-{}": {"mine", "watched", "of"},
    "breaches-{}-none": {"mine", "watched", "of"},
    "slips-{}": {"mine", "watched", "of"},
    "slips-{}-none": {"mine", "watched", "of"},
    "score-rule-{}": {r.value for r in Rule},
    "score-column-{}": {"who", "points", "grade", "waived", "people", "events", "what", "number", "title", "at",
                          "done", "rate", "delay", "accept", "reports", "stars"},
    "slip-{}": {c.value for c in Colour},
    "slip-demand-{}": {c.value for c in Colour},
    "slip-why-{}": {"overdue", "returned", "behind", "near", "milestone"},
    "away-told-{}": {
        "set", "set-now", "set-nothing", "set-anew", "set-alone", "for-you", "planned", "longer", "changed", "relieved",
        "called-off", "shorter", "back", "back-nothing", "dropped",
    },
    "button-series-{}": {"skip", "unskip", "stop", "resume", "change", "people", *(a.value for a in Adjust)},
    "series-adjust-{}": {a.value for a in Adjust},
    "series-did-{}": {"begun", "changed", "skipped", "unskipped", "stopped", "resumed"},
    "series-{}": {g.value for g in Going} - {Going.RUNNING.value},
    "refuse-series-{}": {g.value for g in Going},
    "button-only-{}": {"comment", "report"},
    "button-due-{}": {"today", "tomorrow", "friday", "next_friday"},
    "chase-{}": {m.value for m in Method},
    "choose-moment-{}": {"ask_time", "change_deadline", "pause", "reopen"},
    "choose-{}-{}": {
        "moment-ask_time", "moment-change_deadline", "moment-pause", "moment-reopen", "member-ask_transfer", "member-reassign",
        "member-share", "member-return_part", "member-disagree", "member-add_co", "member-add_watcher", "member-drop",
        "other-replace", "member-hand_on",
    },
    "clock-{}": {*(c.value for c in CommitmentKind), "appeal"},
    "command-{}": {c.name for c in COMMANDS},
    "example-{}": {c.name for c in COMMANDS},
    "first-{}": set(Hint),
    "button-shelf-{}": set(Shelf),
    "help-waits-{}": {"accept", "late", "open", "decide", "overdue"},
    "count-{}": {*_SECTIONS, "decide", "unanswered"},
    "did-{}": {*_facts_of_actions(), "plan-closed", "chased-kept", *_NOTICED} | (_OF_RAISED - {"made-task"}),
    "draft-{}": {"person", "reading", "deadline", "text", "confirm", "raise", "team", "unnamed", *_DOUBTS, *_OPENED},
    "announce-line-{}": {"here", "away", "silent"},
    "fact-{}": {
        *(_facts_of_actions() - {"taken-back"}),
        "stand-in-given",
        "assigned", "file-added", "report-edited", "reminded", "breached", "report-asked", "undelivered", "deadline-recounted",
        "refusal-taken-back", "lead-left", "co-left", "dispute-put", "plan-made", "plan-closed", "subtasks-done",
        "giver-changed",
        "milestones-moved",
        "imported",
        "from-series", "discussed", *_OF_RAISED, "raised", "answer-put-off", "task-fell", "wait-over", "wait-again",
        *_NOTICED, "notice-given", "notice-reworded", "reading-over", "notice-followed",
        "notice-passed-on", "read-at-last",
    },
    "fact-{}-{}": {
        *_fact_variants(), "commented-remark", "commented-raiser", "urged-answer",
        "decided-own", "reassigned-own", "assigned-own", "person-replaced-own",
        "person-replaced-back",
        "co-added-own", "co-added-own-part", "co-added-own-due", "watcher-added-own", "reassigned-from-own",
    },
    "found-{}": {m.value for m in Moment},
    "found-stand-{}": {s.value for s in Stand},
    "found-in-{}": {*_LISTS[:-1], *_RAISED_LISTS, "tag"},
    "ledger-{}": {*LedgerColumn},
    "ledger-file-{}": set(LedgerForm),
    "ledger-light-{}": set(Light),
    "ledger-people-{}": {key for key, _, _ in _PEOPLE},
    "ledger-history-{}": {key for key, _, _ in _EVENTS},
    "button-ledger-{}": set(LedgerForm),
    "button-ledger-by-{}": set(_BY.values()),
    "language-{}": set(LANGUAGES),
    "rhythm-nth-{}": {str(n) for n in range(1, 6)},
    "light-{}": {c.value for c in Cause} - {Cause.OVERDUE, Cause.PAUSED, Cause.WAITING},  # those stand in the line itself
    "line-{}": {s.value for s in Status},
    "own-line-{}": {"assigned", "active", "submitted", "late", "paused", "waits"},
    "list-{}": {*_LISTS, *_RAISED_LISTS},
    "list-{}-empty": {*_LISTS, *_RAISED_LISTS},
    "list-{}-in": {"due", "finished"},
    "list-{}-in-empty": {"due", "finished"},
    "asked-{}": {*AHEAD, *BEHIND},
    "label-list-{}": {"mine", "team", "overdue", "unaccepted", "due", "finished"},
    "origin-{}": {o.value for o in Origin},
    "notice-{}": set(),  # each stands where it is given
    "hint-{}": {"mistake", "urge-which", "cancel-which", "never-mind"},
    "group-call-{}": _CALLED | {"relayed", "up"},
    "group-calls-{}": _CALLED,
    "meant-{}": {
        "decide", "decide-several", "which", "which-more", "submit", "ask_time", "ask_transfer", "silent", "silent-gone",
        "disagree", "disagree-whom", "below", "not-now", "raised-answer", "raised-judge", "priority", "minuted",
        *(voice.value for voice in Voice),
        "under",
    },
    "voiced-{}": {Voice.RAISE.value, Voice.NOTICE.value, "order"},
    "offer-{}": {Doubt.FROM_EVENT.value, Doubt.JUST_PAST.value},
    "button-meeting-{}": {"matters", "file", "over", "yes", "text"},
    "desk-is-{}": {w.name.lower() for w in Waits},
    "desk-reason-{}-{}": {f"{a}-{n}" for a, most in REASONS.items() for n in range(1, most + 1)},
    "desk-did-{}": {ELSEWHERE, *(a.value for acts in ACTS.values() for a in acts)},
    "template-{}": {"kept", "named", "shared", "unshared"},
    "button-draft-{}": _OPENED - {"more"},
    "plan-column-{}": [*plan_files._COLUMNS, *(name for name, _, _ in plan_files._SHEET)],
    "paper-{}": set(_COLUMNS),
    "matrix-{}": set(_STATES),
    "part-{}": {"co", "watcher"},
    "priority-{}": {p.value for p in Priority},
    "problem-{}": {*(p.value for p in Problem), "recurring", "unread", "event"},
    "prompt-{}": _ASKED,
    "prompt-{}-hint": _ASKED,
    "unread-{}": {"person", "who", "reading", "text", "right", "milestones", "after", *_UNREAD_DATES},
    "prompt-draft-{}-hint": {"text", "raise"},
    "refuse-not-of-{}": {k.value for k in Kind},
    "refuse-{}": set(),  # each stands where it is raised
    "remind-{}-": set(),  # always with one of the endings below
    "remind-{}-before": _TOLD_OF,
    "remind-{}-now": _TOLD_OF,
    "remind-{}-after": _TOLD_OF,
    "remind-{}-before-others": _TOLD_OF,
    "remind-{}-now-others": _TOLD_OF,
    "remind-{}-after-others": _TOLD_OF,
    "role-{}": {r.value for r in Role},
    "section-{}": {*_SECTIONS, "decide", "mine"},
    "status-{}": {s.value for s in Status},
    "when-{}": _DOUBTS - {Doubt.LATE},
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A place in the code that asks for a sentence."""

    where: str
    patterns: frozenset[str]
    given: frozenset[str] | None  # None where they are not written out there


def expand(pattern: str) -> set[str]:
    """The keys a pattern stands for. KeyError for a family that is not described above."""
    if "{}" not in pattern:
        return {pattern}
    found = set()
    for value in FAMILIES[pattern]:
        parts = value.rsplit("-", 1) if pattern.count("{}") == 2 else [value]
        found.add(pattern.format(*parts))
    return found


def asked() -> Iterator[Asked]:
    """Every place in the code that asks for a sentence."""
    for path in sorted(
        (*ROOT.glob("bot/**/*.py"), *ROOT.glob("domain/**/*.py"), *ROOT.glob("jobs/*.py"), *ROOT.glob("sheets/*.py"))
    ):
        yield from _in_file(path)


def _in_file(path: Path) -> Iterator[Asked]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in [tree, *(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))]:
        for call in _calls(function):
            name = _called(call)
            place, prefix = SINKS.get(name, (None, ""))
            if place is None or len(call.args) <= place:
                continue
            found = _patterns(call.args[place], function)
            where = f"{path.relative_to(ROOT)}:{getattr(function, 'name', '')}"
            yield Asked(where, frozenset(prefix + p for p in found), _fields(call, name, function))


def _called(call: ast.Call) -> str:
    """The name of what is called; nothing for a unit's `say`, which is given a message and no key."""
    func = call.func
    if isinstance(func, ast.Attribute):
        of_unit = "unit" in ast.dump(func.value) or (func.attr == "say" and ast.unparse(func.value) == "self")
        return "" if func.attr == "say" and of_unit else func.attr
    return getattr(func, "id", "")


def _calls(function: ast.AST) -> Iterator[ast.Call]:
    """The calls of a function itself, those of functions within it apart."""
    for node in ast.iter_child_nodes(function):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.Call):
            yield node
        yield from _calls(node)


def _fields(call: ast.Call, name: str, function: ast.AST) -> frozenset[str] | None:
    if name in ("Sentence", "OperatorNotice"):
        given = call.args[1] if len(call.args) > 1 else None
        given = (
            _assigned(given.id, function)[0] if isinstance(given, ast.Name) and _assigned(given.id, function) else given
        )
        return frozenset(_words(given.keys)) if isinstance(given, ast.Dict) else None
    if name not in WHOLE or any(k.arg is None for k in call.keywords):
        return None
    return frozenset(k.arg for k in call.keywords if k.arg and k.arg not in NOT_FIELDS)


def _words(nodes: list[ast.expr | None]) -> list[str]:
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def _patterns(node: ast.expr, function: ast.AST) -> set[str]:
    """What an expression can be, as far as its text says."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return _patterns(node.body, function) | _patterns(node.orelse, function)
    if isinstance(node, ast.JoinedStr):
        return _joined(list(node.values), function)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return {a + b for a in _patterns(node.left, function) for b in _patterns(node.right, function)}
    if isinstance(node, ast.Name):
        return _of_name(node.id, function)
    return {"{}"}


def _joined(values: list[ast.expr], function: ast.AST) -> set[str]:
    found = {""}
    for value in values:
        inner = value.value if isinstance(value, ast.FormattedValue) else value
        found = {a + b for a in found for b in _patterns(inner, function)}
    return found


def _of_name(name: str, function: ast.AST) -> set[str]:
    """The texts a local name is given: assigned, added to, or gone through in a loop over what is written there."""
    found = {p for value in _assigned(name, function) for p in _patterns(value, function)}
    for node in ast.walk(function):
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple) and name in _names(node.target):
            place = _names(node.target).index(name)
            found |= {w for item in node.iter.elts if isinstance(item, ast.Tuple) for w in _words([item.elts[place]])}
    for node in ast.walk(function):
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            found |= {a + b for a in set(found) for b in _patterns(node.value, function)}
    return found or {"{}"}


def _assigned(name: str, function: ast.AST) -> list[ast.expr]:
    found: list[ast.expr] = []
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    found.append(node.value)
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple) and name in _names(target):
                    found.append(node.value.elts[_names(target).index(name)])
    return found


def _names(node: ast.expr) -> list[str]:
    return [n.id for n in getattr(node, "elts", [node]) if isinstance(n, ast.Name)]
