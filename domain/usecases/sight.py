"""With whose eyes is searched: what the database looks for, narrowed to what whoever reads it may see."""

from __future__ import annotations

from datetime import datetime, tzinfo

from domain.model.ledger import SECRET_TOO
from domain.model.matters import ANSWERS, MAY_BE_LATE, OWED, WORK, Matters
from domain.model.people import NOBODY, Memberships
from domain.model.search import EVERYWHERE, Asked, Circle, Sought, Word
from domain.model.tasks import Kind
from domain.model.value import replace, value
from domain.rules.scripts import spellings
from domain.rules.search import number_in, stem
from domain.rules.search_periods import within
from domain.text import storable
from domain.usecases.access import secrets_of, seen, watched


@value
class Sight:
    """Who looks, and with whose eyes: `team_id` is that of the group that reads it, None in private; then `who` is set."""

    who: Memberships | None = None
    team_id: int | None = None


def sought(asked: Asked, sight: Sight, now: datetime, zone: tzinfo) -> Sought:
    """What the database looks for, with the eyes of whoever reads it."""
    since, until = within(asked.period, zone) if asked.period else (None, None)
    words = (*map(_word, asked.words), *(Word(number=number) for number in asked.numbers))
    found = Sought(now, words, asked.people, asked.stand, asked.moment, since, until, asked.tags)
    who = sight.who
    if who is None:
        return replace(
            found, viewer=None, secret_to=NOBODY, team_id=sight.team_id or NOBODY, circle=_circle(asked, sight, now)
        )
    everything = who.runs_office()
    return replace(
        found,
        viewer=None if everything else who.member.id,
        secret_to=secrets_of(who),
        circle=_circle(asked, sight, now),
    )


def of_ledger(
    asked: Asked, who: Memberships | None, now: datetime, zone: tzinfo, kinds: tuple[Kind, ...] = WORK
) -> Sought:
    """What a ledger holds for somebody: their own matters and those of the teams they run, confidential ones where these
    were asked for. Without anybody it is the whole office, for whoever runs the program."""
    if who is None:
        return Sought(now, viewer=None, secret_to=None, kinds=kinds)
    found = sought(replace(asked, circle=EVERYWHERE), Sight(who), now, zone)
    known = found.secret_to if asked.circle.which == SECRET_TOO else NOBODY
    return replace(found, concerned=True, secret_to=known, of_team=asked.circle.team_id, kinds=kinds)


def _word(word: str) -> Word:
    return Word(spellings(stem(storable(word))), number_in(word))


# -- the lists within which is looked ----------------------------------------------------------------------------------


def _circle(asked: Asked, sight: Sight, now: datetime) -> Matters | None:
    """The matters of the list within which is looked; None: all that may be seen, closed ones, too."""
    circle, who = asked.circle, sight.who
    own = who.member.id if who else NOBODY
    made = {
        "mine": Matters(hands=own, kinds=OWED),
        "assigned": Matters(assigner=own),
        "team": _of_team(circle, sight),
        "overdue": replace(_of_team(circle, sight), statuses=MAY_BE_LATE, due_until=now),
        "person": replace(seen(who), hands=circle.member_id or NOBODY, kinds=OWED) if who else None,
        "tag": replace(_of_team(circle, sight), tag=circle.tag, kinds=(Kind.TASK, Kind.PLAN)),
        "raised-answer": Matters(hands=own, kinds=ANSWERS),
        "raised-own": Matters(assigner=own, kinds=ANSWERS),
        "raised-team": replace(watched(who), kinds=ANSWERS) if who else None,
    }.get(circle.which)
    return replace(made, secret_to=secrets_of(who) if who else NOBODY) if made else None


def _of_team(circle: Circle, sight: Sight) -> Matters:
    team_id = sight.team_id if sight.who is None else circle.team_id
    return Matters(team_id=team_id) if team_id is not None or sight.who is None else seen(sight.who)
