"""What a person gives with an action, whichever it is."""

from __future__ import annotations

from datetime import datetime

from domain.model.chases import Method
from domain.model.drafts import Doubt
from domain.model.milestones import Milestone
from domain.model.post import Said
from domain.model.slips import Colour
from domain.model.tasks import PICKED, Priority, Wording
from domain.model.value import field, value
from domain.rules.lifecycle import Move, Need


@value
class Given:
    """What was given so far.

    `wording` is how the moment was said, `readings` what it may mean while that is open, `doubt` why;
    `from_due`: it was said as a length and counts from the deadline there was; `breach` names a clock that ran out. What the
    words themselves say is read once, when they are taken: `percent`, `blocked`, and `named`, the co-assignees they name.
    `moved`: the deadline so counted went on to the next working day.
    `other_id` takes the place of `member_id`; `undated`: it was said that there is no deadline of one's own; `heard`: whoever
    decides knows of the disagreement that ends by it.
    `matter_id` is another matter: the one it goes under, or that was made under it; `matters` are those the words name, or
    those it waits for, `over` those of them that are done.
    `task_id` is the task that a raised matter became, or whose result answers it. `which` are the numbers of milestones.
    """

    said: Said = field(default_factory=Said)
    moment: datetime | None = None
    wording: Wording = PICKED
    readings: tuple[datetime, ...] = ()
    doubt: Doubt = Doubt.NONE
    member_id: int | None = None
    from_due: bool = False
    moved: bool = False
    rating: int | None = None
    priority: Priority | None = None
    breach: str = ""
    colour: Colour | None = None
    method: Method | None = None
    percent: int | None = None
    blocked: bool = False
    named: tuple[int, ...] = ()
    other_id: int | None = None
    undated: bool = False
    heard: bool = False
    matter_id: int | None = None
    matters: tuple[int, ...] = ()
    over: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    task_id: int | None = None
    milestones: tuple[Milestone, ...] = ()
    which: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words."""
        return self.said.text

    def the_moment(self) -> datetime:
        """The moment; whoever asks has made sure that it was given."""
        assert self.moment is not None
        return self.moment

    def the_member(self) -> int:
        """The member; whoever asks has made sure that one was given."""
        assert self.member_id is not None
        return self.member_id

    def the_other(self) -> int:
        """The one who takes another's place; whoever asks has made sure that one was given."""
        assert self.other_id is not None
        return self.other_id

    def the_task(self) -> int:
        """The number of the task; whoever asks has made sure that there is one."""
        assert self.task_id is not None
        return self.task_id

    def the_priority(self) -> Priority:
        """The priority; whoever asks has made sure that one was given."""
        assert self.priority is not None
        return self.priority

    def the_method(self) -> Method:
        """The method; whoever asks has made sure that one was given."""
        assert self.method is not None
        return self.method

    def the_matter(self) -> int:
        """The other matter; whoever asks has made sure that one was given."""
        assert self.matter_id is not None
        return self.matter_id

    def the_colour(self) -> Colour:
        """The colour; whoever asks has made sure that one was given."""
        assert self.colour is not None
        return self.colour


NOTHING = Given()


def missing(move: Move, given: Given) -> Need | None:
    """The first thing the move needs that is not given yet."""
    has = {
        Need.MOMENT: given.moment is not None,
        Need.MEMBER: given.member_id is not None,
        Need.REASON: bool(given.text.strip()),
        Need.TEXT: bool(given.text.strip() or given.said.files),
        Need.WORDS: bool(given.text.strip()),
        Need.OTHER: given.other_id is not None,
        Need.PART: bool(given.text.strip() or given.moment or given.undated),
        Need.RATING: given.rating is not None,
        Need.PRIORITY: given.priority is not None,
        Need.BREACH: bool(given.breach),
        Need.COLOUR: given.colour is not None,
        Need.METHOD: given.method is not None,
        Need.MATTER: given.matter_id is not None,
        Need.MATTERS: bool(given.matters),
        Need.TAGS: bool(given.tags),
        Need.MILESTONES: bool(given.milestones),
        Need.WHICH: bool(given.which),
    }
    return next((need for need in move.needs if not has[need]), None)
