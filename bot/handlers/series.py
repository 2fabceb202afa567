"""/recurring: the series (常规事项), one of them, and what is to be otherwise from now on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.callback import Press, number
from bot.routes import On, Route
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.series import SeriesCard, SeriesList, SeriesMenu, SeriesWhom
from domain.model.people import Role
from domain.model.repeats import Adjust
from domain.rules.repeating import adjust_said, ahead_said, repeating
from domain.text import half_width, late, tidy
from domain.usecases.access import may_see_series
from domain.usecases.people.teams import approved
from domain.usecases.series import changing
from domain.usecases.series.changing import Change
from domain.usecases.tasks.order import resolve

_NUMBER = late(r"\s*(?:[sS#＃]|系列|系列\s*[sS])?\s*(\d{1,9})(?![\d月日号號天:：点點])\s*[:：,，]?\s*", re.IGNORECASE)
_VERBS = {
    "unskip": late(r"(?:不跳过|不跳過|取消跳过|取消跳過|照办|照辦|unskip|do not skip)[。.!！]?", re.IGNORECASE),
    "skip": late(
        r"(?:跳过|跳過|略过|略過|跳)(?:下次|下一次|一次|这次|這次|本次)?[。.!！]?|(?:下次|下一次|这次|這次|本次)不(?:办|辦)了?[。.!！]?"
        r"|skip(?: (?:the )?next| one| once)?[.!]?",
        re.IGNORECASE,
    ),
    "stop": late(
        r"(?:停止?|停办|停辦|取消|结束|結束|终止|終止|不办了|不辦了|不用了)[。.!！]?|(?:stop|cancel|end|off|delete)[.!]?",
        re.IGNORECASE,
    ),
    "resume": late(
        r"(?:恢复|恢復|继续|繼續|重启|重啟|再办|再辦)[。.!！]?|(?:resume|restart|continue|on)[.!]?", re.IGNORECASE
    ),
}
_LITTLE = late(
    r"(?:改为|改為|改成|改到|改由|换成|換成|改|换|換|由|给|給|办|辦|承办|承辦|下达|下達|交办|交辦|to|by|for|and|和|与|、|，|,|。|;|；|\.|\s)*",
    re.IGNORECASE,
)


def recurring(talk: Talk) -> None:
    """`/recurring` lists them, `/recurring 3` shows one, `/recurring 3 每月28日前 @zhao 提前3天` changes it."""
    talk.require_team_or_private()
    who, text = talk.who, half_width(talk.args)
    if not text.strip():
        return talk.answer(SeriesList(team_id=None if talk.is_private else approved(talk.unit, talk.chat_id).id))
    found = _NUMBER.match(text)
    if found is None:
        raise Refusal("series-usage")
    series_id, words = int(found[1]), text[found.end() :].strip()
    _here(talk, series_id)
    if not words:
        changing.seen(talk.unit, who, series_id)
        return talk.answer(SeriesCard(series_id))
    verb = next((name for name, says in _VERBS.items() if says.fullmatch(words)), "")
    return _DO[verb](talk, series_id, "") if verb else _changed(talk, series_id, found.end())


_SHORT = 40
_ASKED_FOR = late(
    r"(?:有哪些|有什么|有什麼|看看?|查看|查詢|查询|列出|显示|顯示|我的|全部|所有|的|show|list|what|which|are|my|the|all|me|\s)*"
    r"(?:(?:常[规規]|例行|[周週]期)(?:事[项項]|任[务務])|recurring tasks?|series)"
    r"(?:有哪些|有什么|有什麼|列表|清单|清單|呢|吗|嗎|\s|[?？。.!！])*",
    re.IGNORECASE,
)
_BY_NUMBER = late(
    r"\s*(?P<verb>[\u4e00-\u9fff]{0,4}?|[a-z]{4,6})\s*(?:系列\s*)?[sS](?P<rest>(?P<of>\d{1,6})(?![\dA-Za-z]).*)",
    re.DOTALL,
)


def plainly(talk: Talk) -> bool:
    """有哪些常规事项, S1 跳过, 停止S1: said in private without the command, of a series that the speaker may see."""
    text = half_width(talk.said().text)
    if len(text) <= _SHORT and _ASKED_FOR.fullmatch(text):
        talk.args = ""
    else:
        found = _BY_NUMBER.fullmatch(text)
        series = talk.unit.store.series.get(int(found["of"])) if found else None
        if found is None or series is None or not may_see_series(talk.who, series):
            return False
        verb = found["verb"].strip()
        if verb and (
            found["rest"].strip("。.!！ ") != found["of"] or not any(v.fullmatch(verb) for v in _VERBS.values())
        ):
            return False
        talk.args = f"{found['of']} {verb}" if verb else found["rest"]
    recurring(talk)
    return True


def _here(talk: Talk, series_id: int) -> None:
    """In a group only its own series are shown, whoever asks."""
    series = changing.seen(talk.unit, talk.who, series_id)
    if not talk.is_private and (talk.team is None or series.team_id != talk.team.id):
        raise Refusal("series-none", number=str(series_id))


def _changed(talk: Talk, series_id: int, at: int) -> None:
    """Each thing that the words name, all of it in one answer; words that name nothing are not guessed at."""
    people = tuple(dict.fromkeys(resolve(talk.unit, m).id for m in talk.people() if m.start >= at)) or None
    ahead, text = ahead_said(talk.unnamed()[at:])
    said = repeating(text, talk.unit.now, talk.unit.calendar)
    adjust, rest = adjust_said(said.rest if said else text)
    if _LITTLE.fullmatch(tidy(rest)) is None or not (people or ahead or said or adjust):
        raise Refusal("series-unread", words=tidy(rest)[:60] or tidy(text)[:60], number=str(series_id))
    wanted = Change(said.repeats if said else None, people, ahead or None, adjust)
    changing.change(talk.unit, talk.who, series_id, wanted)
    talk.answer(SeriesCard(series_id, "changed"))


def _skip(talk: Talk, series_id: int, on: str) -> None:
    """The next date is left out; a button names the date, so that a second tap leaves out no other."""
    series = changing.ours(talk.unit, talk.who, series_id)
    if on and on != series.next_on:
        raise Refusal("button-old")
    talk.answer_here(SeriesCard(series_id, "skipped", changing.skip(talk.unit, talk.who, series_id)))


def _unskip(talk: Talk, series_id: int, on: str) -> None:
    talk.answer_here(SeriesCard(series_id, "unskipped", changing.unskip(talk.unit, talk.who, series_id, on)))


def _stop(talk: Talk, series_id: int, _field: str) -> None:
    changing.stop(talk.unit, talk.who, series_id)
    talk.answer_here(SeriesCard(series_id, "stopped"))


def _resume(talk: Talk, series_id: int, _field: str) -> None:
    changing.resume(talk.unit, talk.who, series_id)
    talk.answer_here(SeriesCard(series_id, "resumed"))


def _show(talk: Talk, series_id: int, _field: str) -> None:
    talk.answer_here(SeriesCard(series_id))


def _menu(talk: Talk, series_id: int, _field: str) -> None:
    changing.ours(talk.unit, talk.who, series_id)
    talk.answer_here(SeriesMenu(series_id))


def _people(talk: Talk, series_id: int, field: str) -> None:
    changing.ours(talk.unit, talk.who, series_id)
    talk.answer_here(SeriesWhom(series_id, number(field)))


def _whom(talk: Talk, series_id: int, _field: str) -> None:
    """The same, asked below a list that stays as it is."""
    changing.ours(talk.unit, talk.who, series_id)
    talk.answer(SeriesWhom(series_id))


def _pressed(talk: Talk, series_id: int, wanted: Change) -> None:
    changing.change(talk.unit, talk.who, series_id, wanted)
    talk.answer_here(SeriesCard(series_id, "changed"))


def _to(talk: Talk, series_id: int, field: str) -> None:
    """Another lead; the others who work on it stay."""
    member, series = talk.unit.store.members.get(number(field)), changing.ours(talk.unit, talk.who, series_id)
    if member is None or not member.active:
        raise Refusal("member-gone")
    others = tuple(i for i in series.template.people[1:] if i != member.id)
    _pressed(talk, series_id, Change(people=(member.id, *others)))


def _adjust(talk: Talk, series_id: int, field: str) -> None:
    if field not in list(Adjust):
        raise Refusal("button-old")
    _pressed(talk, series_id, Change(adjust=Adjust(field)))


def _ahead(talk: Talk, series_id: int, field: str) -> None:
    if not re.fullmatch(r"\d{1,3}(?:d|wd)", field, re.ASCII):
        raise Refusal("button-old")
    _pressed(talk, series_id, Change(ahead=field))


_DO: Mapping[str, Callable[[Talk, int, str], None]] = {
    "show": _show,
    "skip": _skip,
    "unskip": _unskip,
    "stop": _stop,
    "resume": _resume,
    "change": _menu,
    "people": _people,
    "whom": _whom,
    "to": _to,
    "adjust": _adjust,
    "ahead": _ahead,
}


def button(talk: Talk) -> None:
    """`sr:<what>:<series>:…`; the presser's rights decide, never the button."""
    _, what, of, field = (*talk.data, "", "", "")[:4]
    if what == "list":
        return talk.answer_here(_page(talk, number(of), number(field)))
    if what not in _DO:
        raise Refusal("button-old")
    _here(talk, number(of))
    return _DO[what](talk, number(of), field)


def _page(talk: Talk, team_id: int, page: int) -> SeriesList:
    """A team's are for those of the team, and in a group they are always that group's."""
    who = talk.who
    team_id = team_id if talk.is_private else approved(talk.unit, talk.chat_id).id
    if team_id and team_id not in who.teams and who.member.role is Role.STAFF:
        raise Refusal("stranger")
    return SeriesList(page, team_id or None)


ROUTES = (Route(On.COMMAND, "recurring", recurring), Route(On.BUTTON, Press.SERIES, button))
