"""People called by name without an @: 李明, 李明和赵倩, 李主任, Director Li; and people of one name told apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from domain.model.people import Member
from domain.model.value import replace, value
from domain.rules.parts import arranged
from domain.rules.scripts import alike
from domain.rules.words import CC
from domain.text import late

_HAN, _FIRST_HAN = "\u4e00-\u9fff", "\u4e00"
_LEAD_IN = (
    "(?:(?:请|請)?(?:麻烦|麻煩"
    "|(?:布置|佈置|安排|分配|指派|交办|交辦|下达|下達|任务|任務)(?:给|給)?"
    "|通知|交给|交給|交由|责成|責成|指定|要求|督促"
    "|转告|轉告|提醒|让|讓|请|請|叫|由|派|催|给|給)[ 　]*"
    r"|\b(?:please\s+)?(?:ask|tell|have|get|let|remind|give|assign(?:\s+to)?|(?:a\s+)?task\s+for)\s+)"
)
_HEAD = late(
    rf"\s*(?:(?:新?(?:任务|任務|工作|待办|待辦|事项|事項)|(?:new\s+)?task|to-?do)\s*[:：]\s*)?(?:{_LEAD_IN})?",
    re.IGNORECASE,
)
_INSIDE = late(rf"(?:^|(?<=[\s，,。；;：:、前内內])){_LEAD_IN}", re.IGNORECASE)
# 给李明布置一项任务：, 李明的任务：, Give Li Ming a task: go with the names.
_SET = late(
    r"\s*(?:(?:(?:布置|佈置|安排|分派|分配|交办|交辦|下达|下達|派|记|記)(?:了|一下)?"
    r"(?:(?:[一这這])?(?:[个個项項件条條])?新?(?:任务|任務|工作|活儿?|事情?)|(?=\s*[:：，,]))|的(?:任务|任務|工作))\s*[:：，,]?"
    r"|(?:['’]s\s+)?(?:a|the|this)?\s*(?:new\s+)?task\s*[:,])\s*",
    re.IGNORECASE,
)
# Whoever stands behind a deadline that begins the order does it: 周五前李明把预算交了.
_TIME_SIGNS = (
    r"今明后後天上下本周週礼禮拜星期月日号號年底初末前内內"
    r"之以到点點半分钟鐘早晚中午班一二三四五六七八九十\d:：/.\-—\s，,"
)
_DOER_BEHIND = late(
    rf"^[{_TIME_SIGNS}]*[天日号號周週一二三四五六末底前内內点點半午上班年月]\s*[，,]?\s*"
    rf"(?:[让讓请請由叫派]|必须|必須)?(?=[^{_TIME_SIGNS}])"
)
_TO_WHOM = late(r"(?<![不别別勿没沒能会會])(?:让|讓|请|請|叫|由|交给|交給|派|安排)\s*(?=\S)")
_DOES_IT = late(
    r"\s*(?:$|[，,。；;]|[今明后後本下周週礼禮\d一二三四五六七八九十月]|负责|負責|[来來去办辦做交报報写寫订訂弄跟]|抓紧|抓緊|尽快|盡快)"
)
_WORD_STARTS = late(rf"(?:(?<![A-Za-z0-9_])|(?=[{_HAN}]))(?=\S)")
_TOKEN = late(r"(?:^|(?<=[\s，,；;。.:：!！（(—–]))(?=\S)")
_CC = late(rf"(?:^|(?<=[\s，,；;。（(])){CC}[::：]?\s*", re.IGNORECASE)
_AND = late(r"\s*(?:[、，,&和与與及跟]|\band\b)\s*|\s+", re.IGNORECASE)
_TITLES = (
    "主任|局长|局長|处长|處長|科长|科長|部长|部長|厂长|廠長|院长|院長|校长|校長|所长|所長|站长|站長|队长|隊長|组长|組長|董事长|董事長"
    "|经理|經理|总监|總監|主管|书记|書記|秘书|秘書|老师|老師|教授|工程师|工程師|会计|會計|助理|专员|專員|课长|課長|同志|先生|女士|小姐|董"
)
_TITLE = late(f"副?(?:{_TITLES})|[总總工](?![结結共计計是体體部数數量作程人会會地具时時务務资資])")
_HONOUR = late(f"副?(?:{_TITLES})")
_SURNAME = late(f"(欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|皇甫|令狐|[{_HAN}])")
_FAMILIAR = late(rf"[小老阿]([{_HAN}])(?=$|[\s，,、和与與及跟今明后後下本周週礼禮\d])")
_ENGLISH_TITLE = late(
    r"(?:Mr|Ms|Mrs|Miss|Dr|Prof|Director|Manager|Secretary|Professor|Chief|President|Minister)\.?\s+([^\W\d_]+)",
    re.IGNORECASE,
)
_ASKS, _TO = (
    late(r"(?:please\s+)?(?:ask|tell|get|remind)\b", re.IGNORECASE),
    late(r"\s+to\s", re.IGNORECASE),
)
_MYSELF = late(
    r"\s*(?:请|請|麻烦|麻煩|记得|記得|到时候?|到時候?|please\s+)*(?:(?:提醒|叫)(?:一下)?我(?:自己)?(?!们|們)|我自己|remind\s+me\s+to\s)\s*",
    re.IGNORECASE,
)
_GIVEN = late(rf"[{_HAN}]{{2,3}}|[A-Z][a-z]+(?![A-Za-z])")
_LED = late(rf"{_LEAD_IN}$", re.IGNORECASE)
_CLOSED = late(r"\s*(?:$|[,，:：、;；。])|[ 　](?=[今明后後本下周週礼禮\d一二三四五六七八九十月])")
_ONE_LATIN_WORD = late("[A-Za-z]+")
# Give the keys to Li Ming: somebody to whom a deed is done does not do it.
_TO_THEM = late(
    r"(?<!assign )(?<!assigned )(?<!this )(?<!task )\b(?:to|for|with|from|of|about|by|behalf of)\s+$", re.IGNORECASE
)
_NEAR = 30  # signs in which the words that lead to a name stand
_SIGNS = ",，;；:：—–()（）.。"
_OF = late(r"\s*(?:的|之|'s|’s)")
_DECORATION = late(r"[（(\[【].*?[)）\]】]|[^\w\s·.'-]+")


CALLED_WITHIN = 800  # signs at the head of a text in which it says whom it is for


_Forms = Sequence[tuple[str, int]]


@value
class Called:
    """Somebody called in a text: the place, the word, whom it fits, and whether it says that they lead."""

    start: int
    end: int
    word: str
    ids: tuple[int, ...]
    leads: bool = False


def names_at(
    text: str, people: Sequence[Member], speaker: int | None, *, owner: bool = False
) -> Callable[[int], Called | None]:
    """Who is called by name at a place of a text; with `owner` also as one whose something is: 李明的."""
    return partial(_Finder(text, people, speaker).at, owner=owner)


def called_in(text: str, people: Sequence[Member], speaker: int | None = None) -> tuple[Called, ...]:
    """Those a text is addressed to: at its head, behind 让, 请, ask …, or alone between spaces; and those behind cc."""
    finder = _Finder(text[:CALLED_WITHIN], people, speaker)
    addressed = finder.addressed()
    watching = [c for m in _CC.finditer(text) for c in finder.run(m.end(), m.end())]
    taken = [(c.start, c.end) for c in watching]
    kept = [c for c in finder.arranged(addressed) if not any(start < c.end and c.start < end for start, end in taken)]
    return tuple(sorted((*kept, *watching), key=lambda c: c.start))


def mentioned_in(text: str, people: Sequence[Member], speaker: int | None = None) -> Called | None:
    """The first who is named anywhere in a text, also as the owner of something: 李明的事, Li Ming's tasks."""
    finder = _Finder(text, people, speaker)
    places = (m.start() for m in _WORD_STARTS.finditer(text))
    return next((one for place in places if (one := finder.at(place, owner=True))), None)


def fitting(word: str, people: Sequence[Member]) -> tuple[int, ...]:
    """Whom a word that is nothing but a name fits."""
    found = _Finder(word.strip(), people, None).at(0)
    return found.ids if found is not None and found.end == len(word.strip()) else ()


def told_apart(member: Member, twins: Sequence[Member], team_of: Callable[[Member], str]) -> str:
    """A name, with what tells it from others of the same name (`twins`): @username, team, the end of the id."""
    if not twins:
        return member.name
    if member.username:
        return f"{member.name} (@{member.username})"
    team = team_of(member)
    if team and all(twin.username or team_of(twin) != team for twin in twins):
        return f"{member.name} ({team})"
    return f"{member.name} (…{str(member.telegram_id)[-4:]})"


@lru_cache(10_000)
def plain_name(name: str) -> str:
    """A name as people say it: without brackets, emoji and case."""
    return " ".join(_DECORATION.sub(" ", name).split()).casefold() or name.casefold()


@lru_cache(4)
def _forms_of(people: tuple[tuple[int, str], ...]) -> tuple[_Forms, Mapping[str, _Forms]]:
    """Every form of every name with whose it is, the longest first, and the same by the sign they begin with.

    An office's names are the same from one message to the next.
    """
    names = {(form, number) for number, name in people for form in (alike(name), alike(plain_name(name))) if form}
    forms = sorted(names, key=lambda row: (-len(row[0]), row[1]))
    by_first_sign: dict[str, list[tuple[str, int]]] = {}
    for form in forms:
        by_first_sign.setdefault(form[0][0], []).append(form)
    return forms, by_first_sign


def _is_given(word: str, name: str) -> bool:
    """Whether a word is the given name in a Chinese name of three or four signs, or one of the words of a Latin name."""
    if word >= _FIRST_HAN:
        return 1 < len(word) < len(name) <= len(word) + 2 and name.endswith(word)
    return len(name.split()) > 1 and word in name.split()


class _Finder:
    """One text and the people who may be called in it."""

    def __init__(self, text: str, people: Sequence[Member], speaker: int | None) -> None:
        self.text, self.lower, self.people, self.speaker = text, alike(text), people, speaker
        self.names, self.by_first_sign = _forms_of(tuple((m.id, m.name) for m in people))

    def addressed(self) -> tuple[Called, ...]:
        """The first place in the text where people are called."""
        head = _HEAD.match(self.text)
        starts = [(head.start(), head.end())] if head else []
        starts += [(m.start(), m.end()) for m in _INSIDE.finditer(self.text)]
        found = next((run for start, end in starts if (run := self.run(start, end))), ())
        found = found or next((run for m in _TOKEN.finditer(self.text) if (run := self._alone(m.start()))), ())
        return found or self._doing() or self._myself()

    def _doing(self) -> tuple[Called, ...]:
        """Behind the deadline at the head, or behind what is to be done: 周五前李明把预算交了, 预算让李明周五前交."""
        behind = _DOER_BEHIND.match(self.text)
        found = self.run(behind.end(), behind.end()) if behind else ()
        asked = (self.run(m.start(), m.end()) for m in _TO_WHOM.finditer(self.text))
        return found or next((run for run in asked if run and _DOES_IT.match(self.text, run[-1].end)), ())

    def _myself(self) -> tuple[Called, ...]:
        """提醒我…, remind me to …: whoever speaks."""
        found = _MYSELF.match(self.text) if self.speaker is not None else None
        return (
            (Called(found.start(), found.end(), found[0].strip(), (self.speaker,)),) if found and self.speaker else ()
        )

    def arranged(self, addressed: Sequence[Called]) -> Sequence[Called]:
        """Those addressed, or where the text says who leads and who helps, these."""
        placed = arranged(self.text, self.at, addressed, lambda one: one.ids)
        if placed is None:
            return addressed
        known = {one.start: one for one in addressed}
        named = [(one, who) for one in placed if (who := known.get(one.start) or self.at(one.at))]
        return [replace(who, start=one.start, end=one.end, leads=one is placed[0]) for one, who in named]

    def run(self, start: int, place: int) -> tuple[Called, ...]:
        """One after another: 李明、赵倩和周秘书."""
        found: list[Called] = []
        while (one := self.at(place)) is not None:
            found.append(Called(start, one.end, one.word, one.ids))
            joint = _AND.match(self.text, one.end)
            place = joint.end() if joint else one.end
            if joint is None and next(self._by_name(place), None) is None:
                break
            start = one.end
        return self._with_to(found)

    def _with_to(self, found: list[Called]) -> tuple[Called, ...]:
        """ask Li Ming to …, 给李明布置：…: such words go with the name."""
        to = _TO.match(self.text, found[-1].end) if found and _ASKS.match(self.text, found[0].start) else None
        to = to or (_SET.match(self.text, found[-1].end) if found else None)
        return (*found[:-1], replace(found[-1], end=to.end())) if to else tuple(found)

    def _alone(self, place: int) -> tuple[Called, ...]:
        """A name with nothing against it; one Latin word (May, Will) in the middle of a text may be any word."""
        found = self.at(place)
        if found is not None and (_TO_THEM.search(self._just_before(place)) or not self._is_set_off(found)):
            return ()
        stands = found is not None and re.match(r"$|[\s，,；;。.!！:：）)—–]", self.text[found.end :] or "\n")
        return (found,) if found is not None and stands else ()

    def _just_before(self, place: int) -> str:
        return self.text[max(0, place - _NEAR) : place]

    def _is_set_off(self, one: Called) -> bool:
        if not _ONE_LATIN_WORD.fullmatch(one.word):
            return True
        before, after = self.text[: one.start].rstrip(), self.text[one.end :].lstrip()
        return one.word[0].isupper() and (not before or not after or before[-1] in _SIGNS or after[0] in _SIGNS)

    def at(self, place: int, *, owner: bool = False) -> Called | None:
        """Who is called at this place, by the longest name that stands there, else by surname and title."""
        found = (*self._by_name(place), *self._by_title(place), *self._by_given(place))
        return next((one for one in found if self._stands(one, owner=owner)), None)

    def _by_name(self, place: int) -> Iterator[Called]:
        near = self.by_first_sign.get(self.lower[place : place + 1], ())
        lengths = sorted({len(name) for name, _ in near if self.lower.startswith(name, place)}, reverse=True)
        for length in lengths:
            name = self.lower[place : place + length]
            end = place + length
            honour = _HONOUR.match(self.text, end)
            ids = tuple(i for one, i in near if one == name)
            yield Called(place, honour.end() if honour else end, self.text[place:end], tuple(dict.fromkeys(ids)))

    def _by_title(self, place: int) -> Iterator[Called]:
        surname = _SURNAME.match(self.text, place)
        title = _TITLE.match(self.text, surname.end()) if surname else None
        familiar, english = _FAMILIAR.match(self.text, place), _ENGLISH_TITLE.match(self.text, place)
        if surname and title:
            yield self._fitting(place, title.end(), lambda name: name.startswith(alike(surname[1])))
        if familiar:
            yield self._fitting(place, familiar.end(), lambda name: name.startswith(alike(familiar[1])))
        if english:
            yield self._fitting(place, english.end(), lambda name: alike(english[1]) in name.split())

    def _by_given(self, place: int) -> Iterator[Called]:
        """A given name alone (雅婷; Zhao of Zhao Qian) where it can be nothing else: behind 请 or ask, or closed by a sign."""
        word = _GIVEN.match(self.text, place)
        if word is None:
            return
        led = _LED.search(self._just_before(place)) is not None
        ends = range(word.end(), place + 1, -1) if word[0] >= _FIRST_HAN else (word.end(),)
        for end in ends:
            if led or _CLOSED.match(self.text, end):
                yield self._fitting(place, end, partial(_is_given, self.lower[place:end]))

    def _fitting(self, start: int, end: int, fits: Callable[[str], bool]) -> Called:
        ids = tuple(dict.fromkeys(i for name, i in self.names if fits(name)))
        others = tuple(i for i in ids if i != self.speaker)
        return Called(start, end, self.text[start:end], others or ids)

    def _stands(self, one: Called, *, owner: bool = False) -> bool:
        """Not 李明的 … (unless an owner is meant), not a part of a longer word or of a longer name that nobody here bears."""
        behind = self.text[one.end :]
        if not one.ids or (_OF.match(behind) and not owner and not _SET.match(behind)):
            return False
        last = self.text[one.end - 1]
        if last.isascii() and last.isalnum():
            return not re.match(r"[A-Za-z0-9_]", behind)
        if one.word.endswith("明") and behind.startswith("天") and len(one.word) > 2:  # noqa: PLR2004 - 李明明 and 李明 + 明天
            return False
        return not re.match(rf"[{_HAN}](?:\s|$)", behind)
