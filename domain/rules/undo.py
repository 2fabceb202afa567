"""Which acts can be undone for a minute, and why the others cannot: every act stands in exactly one of the two.

Source: behaviour.md section 5, "Every decision by button can be undone for a minute". Whoever adds a verb says here which.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from domain.rules.lifecycle import VERBS, Action

UNDOABLE = frozenset(verb.action for verb in VERBS if Action.TAKE_BACK in verb.after)


class Why(StrEnum):
    """Why nothing is undone."""

    SAID = "it decides nothing: words, which an edit of the message rewords"
    SENT = "somebody was called, and cannot be un-called"
    INVERSE = "the same button, or the one beside it, is the way back"
    TYPED = "it is typed, and typed again otherwise"
    ASKED = "it is asked about before it is done"
    ITSELF = "it is the undoing"


STAYS: Mapping[Action, Why] = {
    **dict.fromkeys(
        (
            Action.ACCEPT, Action.REPORT, Action.SUBMIT, Action.HAND_IN, Action.COMMENT, Action.ASK_TIME, Action.ASK_TRANSFER,
            Action.DISAGREE, Action.SAY_SIDE, Action.APPEAL, Action.MINUTE, Action.READ,
        ),
        Why.SAID,
    ),
    **dict.fromkeys((Action.URGE, Action.CHASE, Action.REMIND_UNREAD), Why.SENT),
    **dict.fromkeys(
        (
            Action.HAND_OVER, Action.TAKE_OVER, Action.HAND_BACK, Action.HAND_ON, Action.NOT_MINE, Action.ADD_CO,
            Action.ADD_WATCHER, Action.DROP, Action.REPLACE, Action.MAKE_WAIT, Action.DROP_WAIT, Action.TAG, Action.UNTAG,
            Action.BREAK_DOWN, Action.PUT_UNDER, Action.TAKE_OUT, Action.MAKE_TASK, Action.CONCEAL, Action.REVEAL,
            Action.SET_MILESTONES,
        ),
        Why.INVERSE,
    ),
    **dict.fromkeys((Action.CHANGE_TITLE, Action.CHANGE_STANDARD, Action.CHANGE_ORIGIN), Why.TYPED),
    **dict.fromkeys((Action.END_READING, Action.RECALL), Why.ASKED),
    Action.TAKE_BACK: Why.ITSELF,
}  # fmt: skip
