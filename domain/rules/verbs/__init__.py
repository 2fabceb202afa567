"""Every verb, in the order in which a thumb finds the buttons; one file for each thing that people do to a matter."""

from __future__ import annotations

from domain.model.value import replace
from domain.rules.moves import Verb
from domain.rules.verbs.accounting import ACCOUNTS
from domain.rules.verbs.changes import CHANGES
from domain.rules.verbs.judging import JUDGING
from domain.rules.verbs.links import LINKS
from domain.rules.verbs.meetings import MEETINGS
from domain.rules.verbs.milestones import MILESTONES
from domain.rules.verbs.notices import NOTICES
from domain.rules.verbs.plans import ALSO_OF_PLANS, PLANS
from domain.rules.verbs.raised import RAISING
from domain.rules.verbs.sharing import SHARING
from domain.rules.verbs.standing import STANDING
from domain.rules.verbs.trees import TREES
from domain.rules.verbs.working import WORKING

_OF_TASKS: tuple[Verb, ...] = (*WORKING, *JUDGING, *CHANGES, *SHARING, *ACCOUNTS, *STANDING)


def _with_rows(verb: Verb) -> Verb:
    """A verb with its rows for other kinds of matter."""
    return replace(verb, rows=(*verb.rows, *ALSO_OF_PLANS.get(verb.action, ())))


VERBS: tuple[Verb, ...] = (
    *map(_with_rows, _OF_TASKS),
    *TREES,
    *PLANS,
    *RAISING,
    *NOTICES,
    *MEETINGS,
    *LINKS,
    *MILESTONES,
)
