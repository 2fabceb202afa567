"""佐证: the files that those who carry a task out have handed in."""

from __future__ import annotations

from collections.abc import Sequence

from domain.facts.base import Event
from domain.facts.tasks import FileAdded, Reopened, Reported, Submitted

_IN = (Reported, Submitted)


def shown(story: Sequence[Event]) -> bool:
    """Whether a file stands among the reports and results since the matter was last taken up."""
    begun = max((e.seq for e in story if isinstance(e.fact, Reopened)), default=0)
    since = [e for e in story if e.seq > begun]
    reports = {e.seq for e in since if isinstance(e.fact, _IN)}
    return any(
        (isinstance(e.fact, _IN) and e.fact.files) or (isinstance(e.fact, FileAdded) and e.fact.seq in reports)
        for e in since
    )
