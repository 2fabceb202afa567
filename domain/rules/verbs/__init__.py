"""Every verb, in the order in which a thumb finds the buttons; one file for each thing that people do to a matter."""

from __future__ import annotations

from domain.rules.moves import Verb
from domain.rules.verbs.accounting import ACCOUNTS
from domain.rules.verbs.changes import CHANGES
from domain.rules.verbs.judging import JUDGING
from domain.rules.verbs.notices import NOTICES
from domain.rules.verbs.sharing import SHARING
from domain.rules.verbs.standing import STANDING
from domain.rules.verbs.working import WORKING

VERBS: tuple[Verb, ...] = (*WORKING, *JUDGING, *CHANGES, *SHARING, *ACCOUNTS, *STANDING, *NOTICES)
