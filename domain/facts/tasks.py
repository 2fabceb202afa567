"""What people did with a task, in the words in which it was said."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class Assigned(Fact):
    """The task was given. `people` maps member id to part; `periodic` is the rule by which is reported, `periodic_words` how
    it was said, `ladder` the version of ladders and terms that held, `parent` the matter it is a part of, 0 for none."""

    title: str
    due: str
    words: str
    priority: str
    people: dict[str, str]
    periodic: str = ""
    periodic_words: str = ""
    ladder: str = ""
    parent: int = 0


@fact
@value
class Accepted(Fact):
    """签收."""


@fact
@value
class Declined(Fact):
    """退回待派."""

    reason: str


@fact
@value
class Reassigned(Fact):
    """The assigner gave it to somebody else."""

    frm: int
    to: int


@fact
@value
class LeadLeft(Fact):
    """Who answers for the task left the team, or the office where `team` is empty."""

    member: int
    team: str


@fact
@value
class Reported(Fact):
    """反馈: progress in the person's own words."""

    text: str
    percent: int | None = None
    blocked: bool = False
    files: tuple[dict[str, str], ...] = ()


@fact
@value
class FileAdded(Fact):
    """Another piece of an album, belonging to report `seq`, with its words."""

    seq: int
    file: dict[str, str]
    text: str = ""


@fact
@value
class ReportEdited(Fact):
    """Report `seq` was reworded; the old words stay where they were."""

    seq: int
    text: str


@fact
@value
class Submitted(Fact):
    """The result was handed in; `closed`: by whoever gave the task to themselves, which ends it; `without` the part of these
    co-assignees, of whom nothing was heard."""

    text: str
    files: tuple[dict[str, str], ...] = ()
    closed: bool = False
    without: tuple[int, ...] = ()


@fact
@value
class Approved(Fact):
    """办结."""

    rating: int | None = None
    comment: str = ""


@fact
@value
class Rated(Fact):
    """Stars, given after the approval."""

    rating: int


@fact
@value
class Returned(Fact):
    """退回重办; `due` is the new deadline: the one that was `named`, else a later one where the old was over or near."""

    reason: str
    due: str = ""
    named: bool = False
    day_only: bool = False


@fact
@value
class Commented(Fact):
    """A word from somebody who does not carry the task out."""

    text: str
    files: tuple[dict[str, str], ...] = ()


@fact
@value
class Urged(Fact):
    """催办."""


@fact
@value
class TakenBack(Fact):
    """The decision just made, a fact of that name, was a mistake: all is as it was before."""

    fact: str


@fact
@value
class Cancelled(Fact):
    """撤销."""

    reason: str


@fact
@value
class Paused(Fact):
    """挂起: until this moment, unless it goes on before; `waits`: somebody has asked for more time and is not answered yet."""

    until: str
    reason: str
    waits: bool = False


@fact
@value
class Resumed(Fact):
    """恢复: the deadline as it was, and moved by the time paused."""

    old: str
    new: str


@fact
@value
class Reopened(Fact):
    """重新办理: what was done is done anew."""

    due: str
    reason: str


@fact
@value
class TitleChanged(Fact):
    """Another title."""

    was: str
    now: str


@fact
@value
class StandardChanged(Fact):
    """Another standard, or the first."""

    was: str
    now: str


@fact
@value
class OriginChanged(Fact):
    """Another origin and its number, or the first."""

    was_origin: str
    was_ref: str
    origin: str
    ref: str


@fact
@value
class PriorityChanged(Fact):
    """Another priority; `old` and `new` are the deadline, which moves only where nobody had named one."""

    before: str
    priority: str
    old: str
    new: str


@fact
@value
class PeriodicChanged(Fact):
    """定期反馈: the words of the rule before and now, none for no rule; `rule` is what they mean, RFC 5545."""

    was: str
    now: str
    rule: str


@fact
@value
class EvidenceNeeded(Fact):
    """需附佐证: no result is taken without a file."""


@fact
@value
class EvidenceWaived(Fact):
    """A result without a file will do."""
