"""docs/generated/lifecycle.md, from the lifecycle's table."""

from __future__ import annotations

from bot.i18n import catalogue
from docs.from_code.tables import Row, chinese, table, words
from domain.model.languages import LANGUAGES
from domain.model.tasks import Kind, Relation, Status
from domain.rules.lifecycle import TABLES, VERBS, Action, Move, Verb, kinds_of
from domain.rules.lifecycle import Row as Line
from domain.rules.moves import DOING

_PAGE = """\
# A task's life

From `domain/rules/verbs/`. Its table alone says what is allowed: checks, buttons and this page come
from it.

{diagram}
## Statuses

Overdue is no status: it is a light, and it shows while the finish clock runs.

{statuses}
## Every move

A dash under "to" keeps the status, `back` leads to where the task was before its pause. What a person is to a task ("by
whom") is read anew at every move, with roles as they are then. "Told" are all of these but whoever made the move;
`involved` is lead, co-assignees, watchers and assigner.
"Clocks" says which promises are kept, called off or begun.

{moves}
- A task begins with `assign`: owners, leaders and supervisors give one to others, anybody to themselves. It begins the
  clocks accept, first report and finish.
- A co-assignee's acceptance or report is about their own part: the status stays, and it keeps no clock of the task.
- Co-assignees report to the lead; the assigner hears of it only where the work cannot go on. What they hand in is their own
  part: it never ends the task, and the lead can return it.
- A result is refused over the head of a co-assignee of whom nothing was heard, unless it names them. Where one part is enough
  (或签), the first that is handed in lets the others go; all are needed (会签) where nothing is said.
- Everybody's own deadline lies before the task's. Moved earlier, the task's takes them with it, and says whose.
- A disagreement is heard from both sides before it is the assigner's to decide; who does not speak within the term of the
  answer clock is passed over. It outlives the handing in; an approval settles it.
- More time can be asked for until the deadline, not after it. The stars that `approve` asks for may be left out.
- A request can be answered only while it waits, and only one of a kind waits at a time.
- While a task is paused its clocks stand still; they go on with the time they had left, by themselves when its end comes.
- A done task can be reopened within thirty days. Where evidence is asked for, a result without a file is refused.
- What ran out is appealed against once, by whoever held that clock, and ruled on by somebody else, until the account of its
  month is closed; an appeal made in time is answered later too.
- Whoever carries a task out does not judge it by rank: a supervisor who leads a task cannot approve it as supervisor.
- Breaking down (分解): whoever has the duty gives parts of a task within its team and not to those who run it, those above
  to anybody; by that they have accepted it. A part is due no later than the whole. The whole is not handed in, closed or
  cancelled over an open part that is not named, nor its deadline moved before that of a part. A pause does not go down the
  tree.

## A line of a plan

It goes on from the day on which it is made until it is closed or cancelled; nobody has to accept it or to hand it in.

{plan}
## Where each move leads

{matrix}
## A notice

Told by `/notice` it is `active` at once; it is `done` when everybody of its teams has read it, or when it is closed. How it is
reminded and who is a `reader`: [0036](../decisions/0036-notices.md).

{notice}
# The life of a raised matter

What a member raises (`/raise`) waits for an answer from the moment it is put: its first handler has the answer clock, and
nobody accepts, reports or hands in. The statuses are those of tasks, of which `active` (to be answered), `done` (answered) and
`cancelled` (withdrawn) are used.

{raised_diagram}
## Every move of a raised matter

`assigner` is whoever raised it, `lead` whoever must answer, `asked` whoever was asked to take it on.

{raised_moves}
- It begins with `/raise`, by any member; the office's rule says who the first handler is. Exactly one must answer at any time:
  the first handler until another has taken it on, and the moment that was promised stays.
- Who is asked to take it on and says nothing within the accept term is passed over; both hear it.
- Made a task, its answer is due an answer term after the task's deadline. The result is the answer; where the task is
  cancelled or declined, whoever must answer has the answer term again.
- Whoever raised it may say once, within thirty days, that it is not solved.
- What runs out is a breach of whoever must answer; whoever raised it does not rule on that.
"""


def page() -> str:
    """The life of a task: diagram, statuses, moves."""
    return _PAGE.format(
        diagram=_diagram(Kind.TASK, Status.ASSIGNED, "assign"), statuses=_statuses(), moves=_moves(Kind.TASK),
        plan=_moves(Kind.PLAN), matrix=_matrix(), raised_diagram=_diagram(Kind.RAISED, Status.ACTIVE, "raise"),
        raised_moves=_moves(Kind.RAISED), notice=_moves(Kind.NOTICE),
    )  # fmt: skip


def _diagram(kind: Kind, first: Status, begins: str) -> str:
    edges: dict[tuple[Status, Status], list[str]] = {}
    for (frm, action, _), move in TABLES[kind].items():
        actions = edges.setdefault((frm, move.to), []) if move.to is not None else []
        if action.value not in actions:
            actions.append(action.value)
    used = {first, *(status for edge in edges for status in edge)}
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{s} {_called(kind, s)}" as {s}' for s in Status if s in used]
    lines.append(f"    [*] --> {first}: {begins}")
    lines += [f"    {frm} --> {to}: {words(actions)}" for (frm, to), actions in edges.items()]
    if kind is Kind.TASK:
        lines += [f"    {frm} --> {to}: {verb.action}" for verb in VERBS for frm, to in _back(verb)]
    lines += [f"    {s} --> [*]" for s in Status if not s.is_open]
    return "```mermaid\n" + "\n".join(lines) + "\n```\n"


_RAISED = {Status.ACTIVE: "待答复", Status.DONE: "已答复", Status.CANCELLED: "已撤回"}


def _called(kind: Kind, status: Status) -> str:
    return _RAISED[status] if kind is Kind.RAISED else chinese(f"status-{status}").partition("，")[0]


def _back(verb: Verb) -> list[tuple[Status, Status]]:
    """Where a move leads back to that ends a pause."""
    return [(frm, to) for row in verb.rows if row.move.back and Kind.TASK in row.of for frm in row.frm for to in DOING]


def _statuses() -> str:
    rows = [(f"`{s}`", *(catalogue(language).text(f"status-{s}") for language in LANGUAGES)) for s in Status]
    return table(("status", *LANGUAGES), rows)


def _moves(kind: Kind) -> str:
    rows = [_move(verb, row) for verb in VERBS for row in verb.rows if kind in row.of]
    return table(("action", "from", "to", "by whom", "needs", "told", "clocks"), rows)


def _move(verb: Verb, row: Line) -> Row:
    move = row.move
    by = [r for r in Relation if r in row.by]
    cells = words(by), words(move.needs), words(move.told), _clocks(move)
    to = f"`{move.to}`" if move.to else "back" if move.back else "–"
    return f"`{verb.action}`", words(row.frm), to, *(c or "–" for c in cells)


def _clocks(move: Move) -> str:
    pairs = (("keeps", move.meets), ("calls off", move.stops), ("begins", move.starts))
    said = [f"{what} {words(kinds)}" for what, kinds in pairs if kinds]
    said += [f"opens a request: {words([move.asks])}"] if move.asks else []
    said += [f"answers the request: {words([move.answers])}"] if move.answers else []
    said += ["settles what else was asked"] if move.settles else []
    return "; ".join(said)


def _matrix() -> str:
    return table(
        ("", *Status), [(f"`{a}`", *(_leads_to(s, a) for s in Status)) for a in Action if Kind.TASK in kinds_of(a)]
    )


def _leads_to(status: Status, action: Action) -> str:
    moves = [move for (frm, verb, _), move in TABLES[Kind.TASK].items() if (frm, verb) == (status, action)]
    stays = "back" if any(m.back for m in moves) else "stays" if moves else "–"
    return next((str(m.to) for m in moves if m.to), stays)
