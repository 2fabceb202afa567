"""The lifecycle's table, row by row against behaviour.md section 3, and its readers over the full product."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Kind, Relation, RequestKind, Status
from domain.rules.lifecycle import TABLE, VERBS, Action, Need, allowed, kinds_of, require
from tests.domain.office import LEAD, MONDAY, a_dispute, a_task, asks_time, asks_transfer

OPEN = ("assigned", "active", "paused", "submitted", "declined")
DOING = ("assigned", "active")
EVER = (*OPEN, "done", "cancelled")
GOING_ON = (*DOING, "paused", "submitted")
WORK = "accept first_report finish"
REPORTS = "accept first_report periodic"

# What behaviour.md section 3 says, written down again by reading it and not the code:
# action: (from, by, to, what must be given, clocks met, stopped, started). `to=""` keeps the status.
#
# Beside the words of section 3:
# - the owner may do what the assigner may: an office must not stand still because a leader is away;
# - a report from `assigned` accepts ("one tap, or any report");
# - what was declined waits for its assigner by the clock of what waits for a review;
# - what was asked before a pause is answered in it, too, but by what needs the work to go on: another lead;
# - "any open: ask for more time, change deadline" is narrowed to where work is owed: what is handed in or declined has no
#   running finish clock to move, it is returned or reassigned first;
# - "change people" is `reassign`, from where the work is or from where it was declined; a leader may, too, for
#   those who left the team;
# - approving is one tap, the stars are an act of their own, later; a refusal has its reason; for a minute a decision
#   can be taken back, and those who were told of it are told of that;
# - a pause can be given another end; a report on a paused task counts and does not end the pause;
# - whoever may judge may pause, resume, reopen and change what was asked for; evidence is asked for until the result is in;
# - what people gave to themselves is theirs on both sides: nobody chases or rates themselves, and done is done;
# - a co-assignee's report is the lead's to read; the assigner hears of it where the work cannot go on ("co-assignees report to
#   the lead"), and a result of theirs is their part, handed in to the lead;
# - "change people" is also to add, take off and replace co-assignees and watchers; who does what of it, the lead may say too;
# - a disagreement outlives the handing in: who hands in does not end what another says against it;
# - what ran out is appealed against by whoever held it, whatever they are to the task now, and ruled on by whoever judges,
#   in any state: a matter that is over may still be answered for. Whose it is is looked at breach by breach;
# - section 2's "duty moves to the backup" is `hand_over` (the backup is asked), `take_over` (which accepts what nobody had
#   accepted) and `hand_back`; a declined task waits for its assigner and is handed over to nobody;
# - what is confidential is made so, and open again, by whoever gave it and the owner, finished or not;
# - `chase` is the manual supervision of section 3, `urge` the same by one tap: by whoever may ask how it stands;
# - "a task broken down to the next people": by whoever has it and those above; a finished part counts in the whole;
# - a milestone is set by whoever may change the task and ticked by whoever has it; for a minute they can take that back;
# - `comment` is the word of somebody who does not carry the task out (a reply to any message about it).
EXPECTED: dict[str, tuple[tuple[str, ...], str, str, str, str, str, str]] = {
    "accept": (("assigned",), "lead co", "active", "", "accept", "", ""),
    "decline": (("assigned",), "lead", "declined", "reason", "", WORK, "review"),
    "reassign": (
        ("assigned", "active", "declined"),
        "assigner leader owner supervisor",
        "assigned",
        "member",
        "review",
        WORK,
        WORK,
    ),
    "report": ((*DOING, "paused"), "lead co", "active", "text", REPORTS, "", ""),
    "submit": (DOING, "lead", "submitted", "text", REPORTS + " finish", "", "review"),
    "approve": (("submitted",), "assigner owner supervisor", "done", "", "review", "", ""),
    "rate": (("done",), "assigner owner supervisor", "", "rating", "", "", ""),
    "return": (("submitted",), "assigner owner supervisor", "active", "reason", "review", "", "finish"),
    "ask_time": (DOING, "lead", "", "moment reason", "", "", "answer"),
    "grant_time": ((*DOING, "paused"), "assigner owner supervisor", "", "", "", "", "finish"),
    "refuse_time": ((*DOING, "paused"), "assigner owner supervisor", "", "reason", "", "", ""),
    "ask_transfer": (DOING, "lead", "", "member reason", "", "", "answer"),
    "grant_transfer": (DOING, "assigner owner supervisor", "assigned", "", "", WORK, WORK),
    "refuse_transfer": ((*DOING, "paused"), "assigner owner supervisor", "", "reason", "", "", ""),
    "take_back": (
        EVER,
        "lead co backup relieved asked watcher assigner supervisor leader owner",
        "",
        "",
        "",
        "",
        "",
    ),
    "change_deadline": (DOING, "assigner owner supervisor", "", "moment", "", "", "finish"),
    "urge": (DOING, "assigner owner supervisor leader", "", "", "", "", ""),
    "comment": (
        (*OPEN, "done"),
        "lead co backup relieved asked watcher assigner supervisor leader owner",
        "",
        "text",
        "",
        "",
        "",
    ),
    "hand_over": (GOING_ON, "assigner owner supervisor leader", "", "", "", "", ""),
    "take_over": (GOING_ON, "backup", "active", "", "accept", "", ""),
    "hand_back": (GOING_ON, "relieved", "", "", "", "", ""),
    "cancel": (OPEN, "assigner owner", "cancelled", "reason", "", WORK + " review", ""),
    "pause": (
        (*DOING, "paused"),
        "assigner owner supervisor",
        "paused",
        "moment reason",
        "",
        REPORTS + " finish answer",
        "",
    ),
    "resume": (("paused",), "assigner owner supervisor", "", "", "", "", ""),
    "reopen": (("done",), "assigner owner supervisor", "active", "moment reason", "", "", "first_report finish"),
    "change_title": (OPEN, "assigner owner supervisor", "", "words", "", "", ""),
    "change_priority": (OPEN, "assigner owner supervisor", "", "priority", "", "", ""),
    "change_standard": (OPEN, "assigner owner supervisor", "", "words", "", "", ""),
    "change_origin": (OPEN, "assigner owner supervisor", "", "words", "", "", ""),
    "change_periodic": (DOING, "assigner owner supervisor", "", "words", "", "periodic", ""),
    "need_evidence": ((*DOING, "paused"), "assigner owner supervisor", "", "", "", "", ""),
    "waive_evidence": ((*DOING, "paused"), "assigner owner supervisor", "", "", "", "", ""),
    "chase": (GOING_ON, "assigner owner supervisor leader", "", "method words", "", "", ""),
    "conceal": ((*OPEN, "done"), "assigner owner", "", "", "", "", ""),
    "reveal": ((*OPEN, "done"), "assigner owner", "", "", "", "", ""),
    "share": ((*DOING, "paused"), "lead assigner owner supervisor", "", "member part", "", "", ""),
    "hand_in": ((*DOING, "paused"), "co", "", "text", "", "", ""),
    "return_part": ((*DOING, "paused"), "lead", "", "member reason", "", "", ""),
    "any_one": ((*DOING, "paused"), "assigner owner supervisor", "", "", "", "", ""),
    "all_must": ((*DOING, "paused"), "assigner owner supervisor", "", "", "", "", ""),
    "add_co": (OPEN, "assigner owner supervisor", "", "member", "", "", ""),
    "add_watcher": (OPEN, "assigner owner supervisor", "", "member", "", "", ""),
    "drop": (OPEN, "assigner owner supervisor", "", "member", "", "", ""),
    "replace": (OPEN, "assigner owner supervisor", "", "member other", "", "", ""),
    "disagree": ((*DOING, "paused", "submitted"), "lead co", "", "words", "", "", ""),
    "say_side": ((*DOING, "paused", "submitted"), "lead co", "", "words", "", "", "answer"),
    "decide": ((*DOING, "paused", "submitted"), "assigner owner supervisor", "", "words", "", "", ""),
    "appeal": (
        EVER,
        "lead co backup relieved asked watcher assigner supervisor leader owner",
        "",
        "breach reason",
        "",
        "",
        "",
    ),
    "minute": (EVER, "lead co backup relieved watcher assigner supervisor leader owner", "", "words", "", "", ""),
    "waive": (EVER, "assigner owner supervisor", "", "breach reason", "", "", ""),
    "uphold": (EVER, "assigner owner supervisor", "", "breach reason", "", "", ""),
    "slip": (DOING, "assigner owner supervisor", "", "colour reason", "", "", ""),
    "break_down": ((*DOING, "paused"), "lead assigner owner supervisor leader", "", "matter", "", "", ""),
    "put_under": ((*OPEN, "done"), "assigner owner supervisor leader", "", "matter", "", "", ""),
    "take_out": ((*OPEN, "done"), "assigner owner supervisor leader", "", "", "", "", ""),
    "make_wait": (DOING, "assigner owner supervisor", "", "matters", "", "", ""),
    "drop_wait": (DOING, "assigner owner supervisor", "", "", "", "", ""),
    "tag": ((*OPEN, "done"), "lead assigner owner supervisor leader", "", "tags", "", "", ""),
    "untag": ((*OPEN, "done"), "lead assigner owner supervisor leader", "", "tags", "", "", ""),
    "set_milestones": (DOING, "assigner owner supervisor", "", "milestones", "", "", ""),
    "drop_milestones": ((*DOING, "paused"), "assigner owner supervisor", "", "which", "", "", ""),
    "reach": ((*DOING, "paused"), "lead", "active", "which", REPORTS, "", ""),
}
# On a paused task nothing begins or ends anew: a second pause stops nothing more, a report leaves the task where it is.
PAUSED_ALREADY = ("pause", "report", "reach", "say_side", "grant_time")
# A co-assignee's acceptance or report is about their own part: the status stays, no clock of the task is met.
OWN_PART = ("accept", "report")
NOT_TO_ONESELF = (
    "rate", "urge", "share", "hand_in", "return_part", "any_one", "all_must", "disagree", "say_side", "decide",
    "waive", "uphold", "slip", "hand_over", "chase",
)  # fmt: skip
# Who hears of it, from the notes of section 3: the other side always, everybody involved when a matter ends or moves.
TOLD = {
    "accept": "", "decline": "assigner", "reassign": "involved", "report": "lead assigner", "submit": "assigner",
    "approve": "involved", "rate": "lead co", "take_back": "",
    "return": "lead co", "ask_time": "assigner", "grant_time": "lead co", "refuse_time": "lead",
    "ask_transfer": "assigner", "grant_transfer": "involved", "refuse_transfer": "lead", "change_deadline": "lead co",
    "urge": "lead owing", "comment": "lead assigner", "cancel": "involved",
    "pause": "involved", "resume": "involved", "reopen": "involved", "change_title": "involved",
    "change_priority": "involved", "change_standard": "involved", "change_origin": "involved",
    "change_periodic": "involved",
    "need_evidence": "lead co", "waive_evidence": "lead co",
    "chase": "lead", "conceal": "", "reveal": "involved",  # whoever is in it has a new card
    "share": "lead concerned", "hand_in": "lead let_go", "return_part": "concerned", "any_one": "lead co",
    "all_must": "lead co", "add_co": "lead", "add_watcher": "", "drop": "lead concerned", "replace": "lead concerned",
    "disagree": "concerned", "say_side": "assigner", "decide": "concerned",
    "appeal": "", "waive": "", "uphold": "",  # whoever rules, and the person concerned: found with the breach
    "minute": "",  # all of a meeting in one message, once it is over
    "slip": "lead assigner", "break_down": "", "put_under": "lead", "take_out": "lead",
    "make_wait": "lead co", "drop_wait": "lead co", "tag": "", "untag": "",
    "set_milestones": "lead co", "drop_milestones": "lead co", "reach": "assigner",  # a tick is a report
    "hand_over": "", "take_over": "assigner", "hand_back": "assigner",
}  # fmt: skip
ASKS = {"ask_time": "more_time", "ask_transfer": "transfer", "disagree": "dispute"}
HEARS = {"say_side": "dispute"}
ANSWERS = {
    "decide": "dispute",
    "grant_time": "more_time", "refuse_time": "more_time", "grant_transfer": "transfer", "refuse_transfer": "transfer",
}  # fmt: skip

TIME, OTHER = asks_time(number=1), asks_transfer(number=2)
UNHEARD, PUT = a_dispute(a_task(), LEAD), a_dispute(a_task(), LEAD, put_at=MONDAY)
PENDING = {
    "none": (), "time": (TIME,), "transfer": (OTHER,), "both": (TIME, OTHER), "unheard": (UNHEARD,), "put": (PUT,),
}  # fmt: skip
KINDS: dict[str, tuple[str, ...]] = {
    "none": (), "time": ("more_time",), "transfer": ("transfer",), "both": ("more_time", "transfer"),
    "unheard": ("dispute",), "put": ("dispute",),
}  # fmt: skip
OF_TASKS = [a for a in Action if Kind.TASK in kinds_of(a)]
PRODUCT = list(itertools.product(Status, OF_TASKS))


def expected_allowed(status: Status, action: Action, relation: Relation, pending: str) -> bool:
    """Section 3 for one person with one relation, with one, both or no requests waiting."""
    frm, by, *_ = EXPECTED[action.value]
    frm = of_co(action, frm) if relation is Relation.CO else frm
    kinds = KINDS[pending]
    fits = ANSWERS[action] in kinds if action in ANSWERS else ASKS.get(action) not in kinds
    if action in ("decide", "say_side"):
        fits = pending == ("put" if action == "decide" else "unheard")
    return status.value in frm and relation in sides_of(action, by) and fits


def of_co(action: Action, frm: tuple[str, ...]) -> tuple[str, ...]:
    """A co-assignee takes their part on while anybody works on the task, whatever the lead has done."""
    return (*DOING, "paused") if action is Action.ACCEPT else frm


def sides_of(action: Action, by: str) -> set[Relation]:
    """The sides of section 3; who gave a task to themselves stands on both."""
    sides = {Relation(r) for r in by.split()}
    own = bool(sides & {Relation.LEAD, Relation.ASSIGNER}) and action not in NOT_TO_ONESELF
    return sides | ({Relation.SELF} if own else set())


@pytest.mark.parametrize("action", OF_TASKS)
def test_the_rows_of_an_action_say_what_behaviour_section_3_says(action: Action) -> None:
    frm, by, to, needs, meets, stops, starts = EXPECTED[action.value]
    sides = sides_of(action, by)
    rows = {(s, side) for side in sides for s in (of_co(action, frm) if side is Relation.CO else frm)}
    assert {(s.value, side) for s, a, side in TABLE if a is action} == rows
    for status, side in ((Status(s), side) for s, side in rows):
        move = TABLE[status, action, side]
        _, _, to, needs, meets, stops, starts = EXPECTED[action.value]
        told = TOLD[action]
        if side is Relation.CO and action in OWN_PART:
            to, meets = "", ""
        if action is Action.CHASE and status.value not in DOING:
            told = ""  # it took place and is kept; nobody is chased
        if side is Relation.CO and action is Action.REPORT:
            told = "lead"
            assert move.trouble == (Audience.ASSIGNER,)
        if side is Relation.LEAD and action is Action.DISAGREE:
            needs = "member words"
        if side is Relation.SELF and action is Action.SUBMIT:
            to, starts, told = "done", "", "involved"
        if action is Action.TAKE_OVER and status is not Status.ASSIGNED:
            to, meets = "", ""
        if action is Action.BREAK_DOWN and (status, side) == (Status.ASSIGNED, Relation.LEAD):
            to, meets = "active", "accept"  # whoever breaks it down has taken it on
        if status is Status.PAUSED and action in PAUSED_ALREADY:
            to, stops, starts = "", "", ""
        assert move.to == (Status(to) if to else None)
        assert move.needs == tuple(Need(n) for n in needs.split())
        assert set(move.meets) == {CommitmentKind(c) for c in meets.split()}
        assert set(move.stops) == {CommitmentKind(c) for c in stops.split()}
        assert set(move.starts) == {CommitmentKind(c) for c in starts.split()}
        assert set(move.told) == {Audience(a) for a in told.split()}
        assert move.back is (action is Action.RESUME)
        assert move.hears == (RequestKind(HEARS[action]) if action in HEARS else None)
        assert move.asks == (RequestKind(ASKS[action]) if action in ASKS else None)
        assert move.answers == (RequestKind(ANSWERS[action]) if action in ANSWERS else None)


def test_every_action_has_an_expectation_and_one_verb() -> None:
    assert set(EXPECTED) == set(TOLD) == {a.value for a in OF_TASKS}
    assert sorted(v.action for v in VERBS) == sorted(Action)
    assert len(TABLE) == sum(len(row.frm) * len(row.by) for v in VERBS for row in v.rows if Kind.TASK in row.of)
    assert all(v.fact.name for v in VERBS)


PLACED = {Action.PUT_UNDER, Action.TAKE_OUT, Action.TAG, Action.UNTAG}  # what is finished is counted and found, too


def test_only_reopening_leads_out_of_a_closed_task() -> None:
    closed = {s for s in Status if not s.is_open}
    assert closed == {Status.DONE, Status.CANCELLED}
    assert {key[:2] for key, move in TABLE.items() if key[0] in closed and move.to} == {(Status.DONE, Action.REOPEN)}
    spoken = {Action.APPEAL, Action.WAIVE, Action.UPHOLD, Action.TAKE_BACK, Action.MINUTE}
    assert {key[1] for key in TABLE if key[0] is Status.CANCELLED} == spoken
    after = {action for status, action, _ in TABLE if status in closed}
    hidden = {Action.CONCEAL, Action.REVEAL}
    kept = {Action.RATE, Action.COMMENT, Action.REOPEN, *PLACED}
    assert after == spoken | kept | hidden, "stars, words, a minute, or anew"


def test_every_open_status_can_reach_an_end() -> None:
    reached = {Status.DONE, Status.CANCELLED}
    for _ in Status:
        reached |= {s for (s, _, _), move in TABLE.items() if move.to in reached}
    assert reached == set(Status)


def test_every_status_but_the_first_is_led_to() -> None:
    assert {move.to for move in TABLE.values() if move.to} == set(Status)


@pytest.mark.parametrize(("status", "action"), PRODUCT)
def test_a_move_is_allowed_exactly_to_those_whom_section_3_names(status: Status, action: Action) -> None:
    for relation, (pending, requests) in itertools.product(Relation, PENDING.items()):
        task = a_task(status, requests=requests)
        wanted = expected_allowed(status, action, relation, pending)
        assert allowed(task, action, frozenset({relation})) == wanted, (relation, pending)


@pytest.mark.parametrize(("status", "action"), PRODUCT)
def test_require_gives_the_row_where_allowed_says_yes_and_refuses_where_it_says_no(
    status: Status, action: Action
) -> None:
    for relation, requests in itertools.product(Relation, PENDING.values()):
        task, who = a_task(status, requests=requests), frozenset({relation})
        if allowed(task, action, who):
            assert require(task, action, who) is TABLE[status, action, relation]
        else:
            with pytest.raises(Refusal):
                require(task, action, who)


@pytest.mark.parametrize(("status", "action"), PRODUCT)
def test_nobody_at_all_may_do_nothing(status: Status, action: Action) -> None:
    assert not allowed(a_task(status), action, frozenset())


@given(st.sampled_from(PRODUCT), st.frozensets(st.sampled_from(list(Relation))), st.sampled_from(list(PENDING)))
def test_who_is_several_things_may_what_any_of_them_may(
    cell: tuple[Status, Action], relations: frozenset[Relation], pending: str
) -> None:
    status, action = cell
    task = a_task(status, requests=PENDING[pending])
    assert allowed(task, action, relations) == any(allowed(task, action, frozenset({r})) for r in relations)


@pytest.mark.parametrize("action", [a for a in Action if a not in OF_TASKS])
def test_what_is_done_to_other_kinds_of_matter_nobody_can_do_to_a_task(action: Action) -> None:
    for status in Status:
        assert not allowed(a_task(status), action, frozenset(Relation))
        with pytest.raises(Refusal, match="not-of-task"):
            require(a_task(status), action, frozenset(Relation))


def refusal_of(status: Status, action: Action, relation: Relation, pending: str = "none") -> Refusal:
    """The refusal a person meets."""
    with pytest.raises(Refusal) as caught:
        require(a_task(status, requests=PENDING[pending]), action, frozenset({relation}))
    return caught.value


def test_the_wrong_person_is_told_so_before_the_state_is_told() -> None:
    refused = refusal_of(Status.DONE, Action.APPROVE, Relation.LEAD)
    assert (refused.name, refused.fields) == ("not-yours", {"number": "1", "action": "approve"})


def test_the_right_person_in_the_wrong_state_is_told_the_state() -> None:
    refused = refusal_of(Status.DONE, Action.APPROVE, Relation.ASSIGNER)
    assert (refused.name, refused.fields) == ("state", {"number": "1", "action": "approve", "status": "done"})


def test_who_could_go_on_with_a_task_that_is_paused_is_told_that_it_is() -> None:
    assert refusal_of(Status.PAUSED, Action.SUBMIT, Relation.LEAD).name == "paused"
    assert refusal_of(Status.PAUSED, Action.REASSIGN, Relation.ASSIGNER).name == "paused"
    assert refusal_of(Status.PAUSED, Action.APPROVE, Relation.ASSIGNER).name == "state", (
        "it waits for a result, not for that"
    )
    assert refusal_of(Status.PAUSED, Action.PAUSE, Relation.LEAD).name == "not-yours"


@pytest.mark.parametrize(("action", "pending"), [(Action.ASK_TIME, "time"), (Action.ASK_TRANSFER, "transfer")])
def test_asking_again_while_the_first_request_waits_is_refused(action: Action, pending: str) -> None:
    assert refusal_of(Status.ACTIVE, action, Relation.LEAD, pending).name == "request-waiting"
    assert allowed(a_task(Status.ACTIVE), action, frozenset({Relation.LEAD}))


@pytest.mark.parametrize("action", [Action(a) for a in ANSWERS])
def test_answering_what_nobody_asked_is_refused(action: Action) -> None:
    what = "dispute" if action is Action.DECIDE else "request"
    assert refusal_of(Status.ACTIVE, action, Relation.ASSIGNER).name == f"no-{what}"
    asked = PENDING[{"more_time": "time", "transfer": "transfer", "dispute": "put"}[ANSWERS[action]]]
    assert allowed(a_task(Status.ACTIVE, requests=asked), action, frozenset({Relation.ASSIGNER}))


def test_a_request_for_one_thing_does_not_stand_in_the_way_of_the_other() -> None:
    assert allowed(a_task(requests=PENDING["time"]), Action.ASK_TRANSFER, frozenset({Relation.LEAD}))
    assert allowed(a_task(requests=PENDING["transfer"]), Action.ASK_TIME, frozenset({Relation.LEAD}))
