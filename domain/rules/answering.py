"""What words are where the bot has asked something: the answer, a withdrawal, idle talk, or something else altogether.

The rows below are tried in order, the first that fits decides; where none does, the words are the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from domain.model.value import value
from domain.rules.asides import says_next, says_wait
from domain.rules.labels import secrecy_said
from domain.rules.moves import Action
from domain.rules.spoken import Heard, Spoken
from domain.rules.verdicts import verdict
from domain.rules.whom import bare, says_everybody, says_only_whom
from domain.text import is_blank, late, tidy

LIVES = timedelta(hours=2)  # what was asked longer ago is out of mind: words are no answer to it any more


class Meant(StrEnum):
    """What words are to an open question."""

    ANSWER = "answer"
    OTHER = "other"  # an order, a question for a list, a decision: done as such
    IDLE = "idle"  # thanks, a greeting: asked once more
    REPORT = "report"  # on the task that is asked about: taken as such, and the question stands
    DOUBTFUL = "doubtful"  # may be either: whoever wrote them says which


class Asked(StrEnum):
    """What a question asks for."""

    MOMENT = "moment"
    MEMBER = "member"
    REASON = "reason"
    RESULT = "result"
    REMARK = "remark"
    DECISION = "decision"
    DRAFT_WHO = "draft-who"
    DRAFT_WHEN = "draft-when"
    DRAFT_TEXT = "draft-text"
    DRAFT_YES = "draft-yes"
    DRAFT_CONFIRM = "draft-confirm"
    DRAFT_HUSHED = "draft-hushed"
    DRAFT_NOTICE = "draft-notice"
    DRAFT_RAISE = "draft-raise"


@value
class Words:
    """What is known of words that may be an answer.

    `dated`: they hold a deadline, `named`: they are addressed to people, `own`: to nobody but those of the matter asked
    about, `rest` what is left without both, `remark`: something said of somebody, `away`: an absence, or thanks;
    `elsewhere`: they hold the number of another matter; `leads`: their writer may give tasks to others; `first`: they
    answer the first question of a task that begins with nothing; `reports`: how it is with the matter asked about;
    `corrects`: whom what is previewed shall name instead.
    """

    text: str
    heard: Heard
    dated: bool = False
    named: bool = False
    own: bool = False
    rest: str = ""
    elsewhere: bool = False
    leads: bool = False
    first: bool = False
    action: str = ""
    remark: bool = False
    away: bool = False
    reports: bool = False
    corrects: bool = False


WITH_FILES = (Asked.DRAFT_TEXT, Asked.DRAFT_RAISE)  # what a draft asks for that may be a file
FORWARDED = (Asked.RESULT, Asked.REMARK, Asked.DRAFT_RAISE)  # what somebody else said may be the answer to these


def is_dead(asked_at: datetime | None, now: datetime) -> bool:
    """Whether a question was asked too long ago for words to be its answer."""
    return asked_at is not None and now - asked_at > LIVES


_END = r"[\s,，.。!！~～、…]*"
_BACK_OUT = (
    "取消|算了|罢了|罷了|不用了?|不必了?|不要了|放弃|放棄|(?:先)?不(?:办|辦|弄|改|退|退回|延|延期|转|轉|转办|轉辦|交|报"
    "|報|写|寫|撤|撤销|撤銷)了"
    r"|cancel(?: (?:it|that|this))?|never ?mind|nvm|forget (?:it|about it|that)|no need|not needed|don['’]?t bother"
    r"|drop (?:it|that)|leave it|skip (?:it|that)|stop|abort|scrap (?:it|that)|discard"
)
_BEFORE_IT = r"(?:还是|還是|那就|那|就|先|哦|噢|嗯|oh|ok|okay|sorry|please|actually|no)"
_BEHIND_IT = r"(?:吧|了|啦|啊|呢|谢谢|謝謝|please|thanks|thank you)"
_WITHDRAWN = late(rf"\s*(?:{_BEFORE_IT}{_END})*(?:(?:{_BACK_OUT}){_END}(?:{_BEHIND_IT}{_END})*)+", re.IGNORECASE)
_FILLERS = late(
    "改到|改成|改为|改為|延到|延至|延期|推迟到|推遲到|推迟|推遲|顺延|順延|宽限|寬限|延长|延長|转给|轉給|转交|轉交|交给"
    "|交給|派给|派給|来办|來辦|去办|去辦|承办|承辦|负责|負責|牵头|牽頭|处理|處理|跟进|跟進"
    "|办好|辦好|完成|提交|交上来|上交|为止|為止|就行|即可|可以|之前|以前|前"
    "|[办辦交给給由让讓请請叫派改到延为為在就要再来來吧呢啊呀哦嘛啦的了好行做]"
    r"|\b(?:please|let['’]?s|say|make|it|that|this|to|by|until|till|on|at|for|do|does|should|can|will|handle|give|move|change"
    r"|extend|push|set|the|due|deadline|is|and|with|assign|ask|have|get|let|tell|transfer|hand|over|take|takes)\b",
    re.IGNORECASE,
)
_SIGNS = late(r"[\W_]+")
_VERDICT = late(
    rf"\s*(?:通过|通過|同意(?:延期|转办|轉辦)?|不同意|不通过|不通過|批准|驳回|駁回|退回(?:重办|重辦)?|签收|簽收|催办|催辦"
    rf"|催一下|改时限|改時限"
    rf"|approve[ds]?|agreed?|accept(?:ed)?|reject(?:ed)?|return(?:ed)?|refused?|decline|grant(?:ed)?|chase|urge){_END}"
    r"[吧了啦]?[\s。.!！]*",
    re.IGNORECASE,
)
# The name of what is being asked about is no reason for it.
_ITSELF: Mapping[str, re.Pattern[str]] = {
    Action.RETURN: late("退回|驳回|駁回|不通过|不通過|return|reject", re.IGNORECASE),
    Action.DECLINE: late("退回|decline|return", re.IGNORECASE),
    Action.REFUSE_TIME: late("不同意|驳回|駁回|refuse|reject", re.IGNORECASE),
    Action.REFUSE_TRANSFER: late("不同意|驳回|駁回|refuse|reject", re.IGNORECASE),
}
_ORDERS = late(
    r"\s*(?:请|請|让|讓|叫|安排|派|通知|交给|交給|由|催|麻烦|麻煩|(?:please|ask|tell|have|get|let|remind)\b"
    r"|(?:give|assign) @)",
    re.IGNORECASE,
)
_TAKES_NOTE = late(
    r"\s*(?:收到|好的|好嘞|明白|知道了|遵命|(?:ok|okay|got it|noted|roger|understood|sure|will do)\b)", re.IGNORECASE
)
_ONLY_A_NUMBER = late(r"\s*[#＃№]\s?\d+[\s。.!！]*")
_SAYS_YES = (
    "(?:确认|確認)(?:交办|交辦)?"
    "|(?:是|对|對|好|行|可以|没问题|沒問題|就这样|就這樣|嗯|没错|沒錯|交办|交辦|发|發|办|辦)(?:的|吧|了)?"
    r"|(?:yes|yep|yeah|ok|okay|sure|confirm(?:ed)?|go ahead|correct|right|do it|send it|please do|fine)\b"
)
_YES = late(rf"\s*(?:(?:{_SAYS_YES}){_END}){{1,2}}", re.IGNORECASE)
_TRYING = late(r"\s*(?:测试|測試|test)\s*", re.IGNORECASE)
_A_NAME_AT_MOST = 20


def withdrawn(text: str) -> bool:
    """取消, 算了, never mind: the question is given up."""
    return _WITHDRAWN.fullmatch(text) is not None


def decides_otherwise(action: str, words: str) -> bool:
    """#2 改到周五, where it was asked until when #2 rests: another decision, with a moment or a person of its own."""
    found = verdict(words) if action in set(Action) else None
    return found is not None and bool(found.when or found.who or found.more) and action not in found.actions


def says_yes(text: str) -> bool:
    """好, 确认, yes: nothing but a yes."""
    return _YES.fullmatch(text) is not None


def is_little(rest: str) -> bool:
    """Whether what is left of an answer beside its name and its deadline says nothing more."""
    return len(_SIGNS.sub("", _FILLERS.sub("", bare(rest)))) <= 1


Fits = Callable[[Words], bool]


def _lists(words: Words) -> bool:
    return words.heard.kind is Spoken.QUESTION and bool(words.heard.which or words.heard.number)


def _idle(words: Words) -> bool:
    kind = words.heard.kind
    signs = kind is Spoken.NOTHING and bool(tidy(words.text)) and not is_blank(words.text)  # 👍, ??
    return (
        signs
        or kind is Spoken.GREETING
        or says_wait(words.text)
        or says_next(words.text)
        or _ONLY_A_NUMBER.fullmatch(words.text) is not None
    )


def _itself(words: Words) -> bool:
    same = _ITSELF.get(words.action)
    return same is not None and _decides(words) and same.search(words.text) is not None


def _decides(words: Words) -> bool:
    return _VERDICT.fullmatch(words.text) is not None


def _says_more(words: Words) -> bool:
    return not is_little(words.rest)


def _whom(words: Words) -> bool:
    """让李明办，周四前: a name, and what people say around it."""
    return words.named and says_only_whom(words.rest)


def _only_dated(words: Words) -> bool:
    """周三下班前 where all is shown and a yes is awaited: the same, by another deadline."""
    return words.dated and not (words.named or words.elsewhere or _says_more(words))


def _whole_order(words: Words) -> bool:
    """Somebody is to do something by some moment."""
    return words.named and words.dated and _says_more(words)


def _whole_order_of_a_leader(words: Words) -> bool:
    return words.leads and _whole_order(words)


def _orders_others(words: Words) -> bool:
    return words.leads and not words.own and words.named and _says_more(words) and bool(_ORDERS.match(words.text))


def _elsewhere_or_agreed(words: Words) -> bool:
    """收到，#3 我今天办 is hardly why something is refused."""
    return words.elsewhere or bool(_TAKES_NOTE.match(words.text))


_BESIDE: tuple[tuple[Fits, Meant], ...] = (
    (_lists, Meant.OTHER),
    (_idle, Meant.IDLE),
    (_itself, Meant.IDLE),
    (_decides, Meant.OTHER),
)
_ABOUT_WORDS: tuple[tuple[Fits, Meant], ...] = (
    (lambda w: _whole_order_of_a_leader(w) and not w.own, Meant.OTHER),
    (_whole_order_of_a_leader, Meant.DOUBTFUL),
    (_orders_others, Meant.DOUBTFUL),
)
_ROWS: Mapping[Asked, tuple[tuple[Fits, Meant], ...]] = {
    Asked.MOMENT: (
        (lambda w: w.reports, Meant.REPORT),
        *_BESIDE,
        (_whole_order, Meant.OTHER),
        (lambda w: w.named and w.leads, Meant.DOUBTFUL),
        (lambda w: w.dated and w.leads and _says_more(w), Meant.DOUBTFUL),
        (lambda w: w.elsewhere, Meant.DOUBTFUL),
    ),
    Asked.MEMBER: (
        (lambda w: w.reports, Meant.REPORT),
        *_BESIDE,
        (_whole_order_of_a_leader, Meant.OTHER),
        (_orders_others, Meant.DOUBTFUL),
        (lambda w: w.remark and not _whom(w), Meant.DOUBTFUL),
        (lambda w: w.dated and w.leads and not w.named, Meant.DOUBTFUL),
        (lambda w: w.elsewhere, Meant.DOUBTFUL),
    ),
    Asked.REASON: (*_BESIDE, *_ABOUT_WORDS, (_elsewhere_or_agreed, Meant.DOUBTFUL)),
    Asked.RESULT: (*_BESIDE, *_ABOUT_WORDS, (lambda w: w.elsewhere, Meant.DOUBTFUL)),
    Asked.DECISION: (),  # a meeting decides what it will: 改到下周五, 李明牵头, 通过
    Asked.REMARK: ((_lists, Meant.DOUBTFUL), (_whole_order_of_a_leader, Meant.DOUBTFUL)),
    Asked.DRAFT_WHO: (
        (lambda w: says_everybody(w.text), Meant.ANSWER),
        *_BESIDE,
        (_whom, Meant.ANSWER),
        (lambda w: w.away, Meant.OTHER),
        (lambda w: w.remark, Meant.DOUBTFUL),
        (lambda w: w.first and not w.named and not w.dated and len(w.text) <= _A_NAME_AT_MOST, Meant.ANSWER),
        (lambda _: True, Meant.OTHER),
    ),
    Asked.DRAFT_WHEN: (
        *_BESIDE,
        (_whole_order, Meant.OTHER),
        (lambda w: w.named and not w.own, Meant.DOUBTFUL),
        (lambda w: w.dated and not w.first and _says_more(w), Meant.DOUBTFUL),
    ),
    Asked.DRAFT_TEXT: (
        (lambda w: bool(_TRYING.fullmatch(w.text)), Meant.ANSWER),
        *_BESIDE,
        (lambda w: _whole_order(w) and not w.own, Meant.OTHER),
        (_whole_order, Meant.DOUBTFUL),
        (_orders_others, Meant.DOUBTFUL),
    ),
    Asked.DRAFT_RAISE: ((_lists, Meant.OTHER), (_idle, Meant.IDLE)),
    Asked.DRAFT_YES: ((lambda w: not says_yes(w.text), Meant.OTHER),),
    Asked.DRAFT_CONFIRM: ((lambda w: not (says_yes(w.text) or _only_dated(w) or w.corrects), Meant.OTHER),),
    Asked.DRAFT_HUSHED: ((lambda w: not says_yes(w.text) and secrecy_said(w.text) is None, Meant.OTHER),),
    Asked.DRAFT_NOTICE: (),  # a notice may name anybody and any day, and so may what is written beside a task
}


def meant(asked: Asked, words: Words) -> Meant:
    """What words are to a question that asks for this."""
    return next((found for fits, found in _ROWS[asked] if fits(words)), Meant.ANSWER)


def meant_to_it(asked: Asked, words: Words) -> Meant:
    """The same of words that reply to the question: its answer, unless they say more of somebody who was asked for."""
    if asked is Asked.DRAFT_WHO and words.named and not _whom(words):
        return Meant.DOUBTFUL
    return Meant.ANSWER
