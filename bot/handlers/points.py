"""量化考核: /score and /why; one's own in private, a team's for those who run it, an order in a group where that is on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.callback import Press, number
from bot.handlers.numbers import replied_task
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.points import Score, ScoreBook, ScoreDetails, ScoreRanking, ScoreTeam, ScoreWhy
from domain.model.value import replace
from domain.rules.bulletin_words import bulletin_words
from domain.rules.questions import Question
from domain.rules.reported import period_named
from domain.text import late
from domain.usecases.access import answers_for, require_manager
from domain.usecases.people.teams import approved
from domain.usecases.reports import points

_NUMBER = late(r"\s*(?:[#№＃]|第)?\s?(\d{1,16})\s?[号號件]?\s*")


def score(talk: Talk) -> None:
    """`/score`, `/score 上月`, `/score 三季度`, `/score @li 10月`, `/score 综合部`: who runs a team begins with its people."""
    points.require_enabled(talk.unit)
    talk.require_team_or_private()
    who, said = talk.who, talk.args.strip()
    if not talk.is_private:
        return _ranking(talk)
    member = points.whose(talk.unit, who, talk.people(), said)
    words, own = _without_me(talk.unnamed())
    team = bulletin_words(words, {one.id: one.title for one in points.teams_led(talk.unit, who)})
    period = points.period_in(talk.unit, team.period, said)
    if team.team is not None and member is None:
        return talk.answer(ScoreTeam(team.team, period))
    if member is None and who.leads_anywhere() and not own:
        return talk.answer(ScoreTeam(_only_team(talk), period))
    return talk.answer(Score(member.id if member else who.member.id, period))


_ME = late(r"^\s*(?:我的?|本人|me\b|my\b|mine\b)", re.IGNORECASE)


def _without_me(words: str) -> tuple[str, bool]:
    """`/score 我 上月`: whoever runs a team asks for their own."""
    rest = _ME.sub("", words, count=1)
    return rest, rest != words


def _only_team(talk: Talk) -> int:
    """Of whoever runs one team and no more, that; 0 for all that they run."""
    teams = points.teams_led(talk.unit, talk.who)
    return teams[0].id if len(teams) == 1 and not talk.who.runs_office() else 0


def _ranking(talk: Talk) -> None:
    """In a group: the order of its people, where the office wants that, for whoever runs the team."""
    if not talk.unit.settings.assessment.ranking:
        raise Refusal("score-private")
    team = approved(talk.unit, talk.chat_id)
    require_manager(talk.who, team.id)
    if talk.people():
        raise Refusal("score-person-private", command=f"/score {talk.args.strip()}"[:60])
    said = bulletin_words(talk.args, {team.id: team.title}).period
    talk.answer(ScoreRanking(team.id, points.period_in(talk.unit, said, talk.args.strip(), aloud=True)))


def why(talk: Talk) -> None:
    """`/why 12`, or `/why` in reply to a message about it: what task 12 gave, by which rule and for which event."""
    points.require_enabled(talk.unit)
    if not talk.is_private:
        raise Refusal("score-private")
    found = _NUMBER.fullmatch(talk.args)
    replied = None if talk.args.strip() else replied_task(talk)
    if replied is not None:
        return _explain(talk, replied)
    if found is None:
        raise Refusal("why-number", example=str(points.newest_of(talk.unit, talk.who) or _EXAMPLE))
    return _explain(talk, int(found[1]))


_EXAMPLE = 12
_LARGEST = 2**52


def _explain(talk: Talk, task_id: int) -> None:
    if task_id >= _LARGEST or not points.given_by(talk.unit, talk.who, task_id):
        example = points.newest_of(talk.unit, talk.who)
        raise Refusal("why-none" if example else "why-none-yet", number=str(task_id), example=str(example))
    talk.answer(ScoreWhy(task_id))


# -- buttons -----------------------------------------------------------------------------------------------------------


def pressed(talk: Talk) -> None:
    """`sc:<what>:<person, team or task>:<period>:<page>`: the presser's rights decide, never the button."""
    _, what, of, period, page = (*talk.data, "", "", "", "")[:5]
    points.require_enabled(talk.unit)
    if not talk.is_private:
        raise Refusal("open-private")
    if what == "w":
        return _explain(talk, number(of))
    if what not in _PRESSED or not _is_period(talk, period):
        raise Refusal("button-old")
    return _PRESSED[what](talk, number(of), period, number(page))


def _is_period(talk: Talk, label: str) -> bool:
    """Whether a button's period is one that has begun."""
    period = period_named(label)
    return period is not None and period.first_day <= points.today(talk.unit)


def _person(talk: Talk, member_id: int) -> int:
    member = talk.unit.store.members.get(member_id)
    if member is None or not answers_for(talk.unit.store, talk.who, member):
        raise Refusal("button-old")
    return member.id


def _team(talk: Talk, team_id: int) -> int:
    """A team whose people the presser may see; 0 for all of theirs."""
    if team_id:
        require_manager(talk.who, team_id)
    elif not talk.who.leads_anywhere():
        raise Refusal("button-old")
    return team_id


def _sum(talk: Talk, of: int, period: str, _page: int) -> None:
    talk.answer_here(Score(_person(talk, of), period))


def _details(talk: Talk, of: int, period: str, page: int) -> None:
    talk.answer_here(ScoreDetails(_person(talk, of), period, page))


def _people(talk: Talk, of: int, period: str, page: int) -> None:
    talk.answer_here(ScoreTeam(_team(talk, of), period, page))


def _book(talk: Talk, of: int, period: str, _page: int) -> None:
    team_id = _team(talk, of)
    talk.send_file(f"score-book:{team_id}:{period}", ScoreBook(team_id, period))


_PRESSED: Mapping[str, Callable[[Talk, int, str, int], None]] = {"s": _sum, "d": _details, "t": _people, "b": _book}


# -- plain words -------------------------------------------------------------------------------------------------------


def plainly(talk: Talk, asked: Question) -> bool:
    """我的得分, 李明上月得分, 李明为什么扣分: the same message; words that name nobody known are no question."""
    if not talk.unit.settings.assessment.enabled or not talk.is_private:
        return False
    who = talk.who
    named = talk.people(asked.words) if asked.words else ()
    if asked.words and not named:
        return False
    member = points.whose(talk.unit, who, named, asked.words) or who.member
    period = points.period_in(talk.unit, asked.when, asked.when)
    why_asked = asked.which == "score-why"
    talk.answer((ScoreDetails if why_asked else Score)(member.id, period))
    return True


def named(talk: Talk, words: str) -> bool:
    """部门得分, 10月考核排名, 综合部得分: as after the command."""
    if not talk.unit.settings.assessment.enabled:
        return False
    score(replace(talk, args=words))
    return True


ROUTES = (
    Route(On.COMMAND, "score", score),
    Route(On.COMMAND, "why", why),
    Route(On.BUTTON, Press.SCORE, pressed),
)
