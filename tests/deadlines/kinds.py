"""The score of the phrases in `kinds.jsonl`: what must be asked, what must stay in the title, when a rule comes next."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from deadlines import Kind, Reading, read
from tests.deadlines.scoring import ASKED, DATA, MISSED, RIGHT, WRONG, rule, same
from worktime.calendar import WorkingCalendar
from worktime.occurrences import occurrences

REFUSED = "refused"
OFFICE = WorkingCalendar()


@dataclass(frozen=True)
class KindPhrase:
    """One labelled line; `message` is what is read, `whole` says that it is a whole message.

    `or_` are other sorts of answer that count as right (`ask`, `none`, `refuse`), `readings` what a question must offer,
    `keep` the words that must stay in the title, `next` the moments that a rule must give.
    """

    id: str
    source: str
    sub: str
    lang: str
    set: str
    now: datetime
    message: str
    whole: bool
    kind: str
    wanted: tuple[str, ...]
    or_: frozenset[str]
    readings: tuple[str, ...]
    keep: tuple[str, ...]
    next: tuple[str, ...]


def kind_phrases(*sources: str, name: str = "", file: str = "kinds.jsonl") -> list[KindPhrase]:
    """The lines of these kinds (B6), of all without one; `name` chooses a set."""
    rows = map(json.loads, (DATA / file).read_text(encoding="utf-8").splitlines())
    found = [_phrase(row) for row in rows if not sources or row["source"] in sources]
    return [one for one in found if name in ("", one.set)]


def _phrase(row: dict[str, Any]) -> KindPhrase:
    wanted = tuple(answer for answer in (row["expected"], *row.get("accept", ())) if answer)
    lists = {name: tuple(row.get(name, ())) for name in ("readings", "keep", "next")}
    return KindPhrase(
        row["id"], row["source"], row["sub"], row["lang"], row.get("set", "kinds"), datetime.fromisoformat(row["now"]),
        row.get("sentence", row["text"]), "sentence" in row, row["kind"], wanted, frozenset(row.get("or", ())), **lists,
    )  # fmt: skip


def reading_of(phrase: KindPhrase) -> Reading:
    """What our reader makes of the line, in an office in the zone of its `now`."""
    return read(phrase.message, phrase.now, _calendar(phrase), sentence=phrase.whole)


def _calendar(phrase: KindPhrase) -> WorkingCalendar:
    assert phrase.now.tzinfo is not None
    return OFFICE.in_zone(phrase.now.tzinfo)


def judge(phrase: KindPhrase, given: Reading) -> str:
    """right, wrong, missed, refused, or asked (without offering what was meant)."""
    if given.kind is Kind.NONE:
        return _judge_nothing(phrase, given)
    if given.kind is Kind.ASK:
        return _judge_question(phrase, given)
    if phrase.kind in ("none", "ask"):
        return WRONG
    if phrase.kind == "set":
        return RIGHT if given.rule and any(rule(given.rule) == rule(answer) for answer in phrase.wanted) else WRONG
    moment = given.moment
    return RIGHT if moment and any(same(moment.replace(tzinfo=None), one) for one in phrase.wanted) else WRONG


def _judge_nothing(phrase: KindPhrase, given: Reading) -> str:
    """Nothing read, or refused with a problem."""
    sort = "refuse" if given.problem else "none"
    if sort == phrase.kind or sort in phrase.or_:
        return RIGHT
    return REFUSED if given.problem else MISSED


def _judge_question(phrase: KindPhrase, given: Reading) -> str:
    """A question is right where one is wanted, and elsewhere where it may be asked and offers the right moment."""
    if phrase.kind == "ask" or ("ask" in phrase.or_ and phrase.kind in ("none", "set")):
        return RIGHT
    if phrase.kind == "set" or ("ask" not in phrase.or_ and len(phrase.wanted) < 2):  # people read only one thing in it
        return ASKED
    return RIGHT if any(_offers(given, answer) for answer in phrase.wanted) else ASKED


def _offers(given: Reading, answer: str) -> bool:
    return any(same(moment.replace(tzinfo=None), answer) for moment in given.readings)


def words_lost(phrase: KindPhrase, given: Reading) -> list[str]:
    """The words that must stay in the title and are no longer in it."""
    return [] if given.kind is Kind.NONE else [words for words in phrase.keep if words not in given.rest]


def readings_lost(phrase: KindPhrase, given: Reading) -> list[str]:
    """The labelled readings that a question does not offer."""
    asked = given.kind is Kind.ASK and phrase.kind == "ask"
    return [answer for answer in phrase.readings if not _offers(given, answer)] if asked else []


def comes_as_labelled(phrase: KindPhrase, given: Reading) -> bool:
    """Whether the rule's next moments on the office's calendar are the labelled ones."""
    if not given.rule:
        return not phrase.next
    found = occurrences(given.rule, phrase.now, _calendar(phrase), len(phrase.next), working_days=given.working_days)
    return len(found) == len(phrase.next) and all(
        same(moment.replace(tzinfo=None), answer) for moment, answer in zip(found, phrase.next, strict=True)
    )


@dataclass(frozen=True)
class KindScore:
    """How often each verdict came, and a line for each that was not right."""

    counts: Counter[str]
    misses: tuple[str, ...]
    lost: tuple[str, ...]

    def share(self, verdict: str = RIGHT) -> float:
        """Per cent with this verdict."""
        return 100 * self.counts[verdict] / max(1, self.counts.total())

    def told(self) -> str:
        """What to show when a floor is missed."""
        return "\n".join((*self.misses, *self.lost))


def kind_score(lines: list[KindPhrase]) -> KindScore:
    """Our reader over these lines."""
    given = [(phrase, reading_of(phrase)) for phrase in lines]
    verdicts = [(judge(phrase, reading), phrase, reading) for phrase, reading in given]
    misses = tuple(_say(*one) for one in verdicts if one[0] != RIGHT)
    lost = [(phrase, (*words_lost(phrase, one), *readings_lost(phrase, one))) for phrase, one in given]
    return KindScore(
        Counter(verdict for verdict, _, _ in verdicts),
        misses,
        tuple(f"lost {phrase.id} {phrase.message!r} {words}" for phrase, words in lost if words),
    )


def _say(verdict: str, phrase: KindPhrase, given: Reading) -> str:
    found = given.moment or given.rule or [str(one) for one in given.readings] or given.problem
    wanted = (phrase.kind, *phrase.wanted, *phrase.or_)
    return f"{verdict} {phrase.id} {phrase.message!r} wanted {wanted}; got {given.kind} {found} of {given.words!r}"
