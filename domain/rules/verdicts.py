"""What words about a matter decide: 通过; 退回，附件打不开; 改到下周一; approved; send it back, the annex is missing.

A clause that is nothing but a verb decides; the other clauses say why. A question decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.rules.moves import Action
from domain.rules.smalltalk import is_small_talk
from domain.text import half_width, late

_LONGEST = 120  # a longer text has more to say than a decision
_ENDS = late(
    r"[,，。;；!！\n:：、]+|\.(?=\s|$)|\s[-–—]+\s|——|\b(?:because|since|but)\b|因为|因為"
    r"|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])",
    re.IGNORECASE,
)
_ASKS = late(r"[?？]\s*$|[吗嗎么麼]\s*[。.!！]?\s*$")
_BEFORE = (
    r"(?:好的?|行|可以|那就|那|就|我|我们|我們|请|請|麻烦|麻煩|直接|先|还是|還是|再|给|給|全部|都|这件(?:事)?"
    r"|這件(?:事)?|此件|该件|該件|结果|結果"
    r"|ok(?:ay)?|yes|please|just|then|so|i(?:'m| am)?|we|let's|it(?:'s| is)|this is|the result is)?\s*"
)
_BEHIND = (
    r"\s*(?:了|吧|啊|哦|呀|啦|的|一下|就行|就好|即可|please|now|then|thanks|for me|it|this|that)*\s*[👌👍✅🙏~～]*"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What words decide: the verbs they may mean, the words for a moment or a person among them, and why.

    `plain`: nothing else is said. `priority`: they ask for another urgency, which no verb gives; `more`: a length of
    time beyond the deadline.
    """

    actions: tuple[Action, ...]
    when: str = ""
    who: str = ""
    why: str = ""
    plain: bool = False
    priority: bool = False
    more: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    actions: tuple[Action, ...]
    clause: re.Pattern[str]
    priority: bool = False


def _row(*actions: Action, clause: str, priority: bool = False) -> _Row:
    return _Row(actions, late(f"{_BEFORE}(?:{clause}){_BEHIND}", re.IGNORECASE), priority)


_DUE = "(?:把|将|將)?(?:(?:办结|辦結|完成|截止)?(?:时限|時限|期限|时间|時間|日期)|ddl)?"
_CARRIES_ON = "(?:来|來|去)?(?:接手|承办|承辦|主办|主辦|负责|負責|办理|辦理|办|辦|做|弄|接|跟进|跟進)?"
_IT = "(?: (?:it|this|that|the (?:deadline|due date|task|matter)))?"

# The first row whose clause fits decides; of its verbs those count that this person may do now.
_ROWS: tuple[_Row, ...] = (
    _row(
        Action.GRANT_TIME,
        clause="(?:同意|准予|批准|允许|允許|准许|可以|准|准你|给)(?:你|他|她|给)?(?:延期|展延|延|延长|延長|延后|延後|缓|緩"
            "|宽限|寬限|晚)(?:(?:到|至)(?P<when>.+))?"
        "|(?:延期|展延)(?:申请|申請)?(?:同意|通过|通過|批准)|(?:grant|approve|allow)(?:ed)?(?: the| an| your)? ?(?:extension"
        "|extra time|more time)"
        "|extension (?:granted|approved|is fine|ok)|(?:fine|ok(?:ay)?|agreed?) to extend|(?:give|allow) (?:him|her|them"
        "|you) (?:until|till) (?P<when_>.+)",
    ),
    _row(
        Action.GRANT_TRANSFER,
        clause="(?:同意|准予|批准|允许|允許|可以)(?:转办|轉辦|转|轉|换人|換人|转给他|转给她)|转办(?:申请)?(?:同意|通过|批准)"
        "|(?:grant|approve)(?:ed)?(?: the| your)? ?transfer|transfer (?:granted|approved)",
    ),
    _row(
        Action.REFUSE_TIME,
        clause="(?:不同意|不准|不批|不能|不可以|驳回|駁回|拒绝|拒絕)(?:延期|展延|延|延长|延長|晚)|(?:no|refuse|deny)(?: the"
            "| your)? ?(?:extension|more time)|extension (?:refused|denied)",
    ),
    _row(
        Action.REFUSE_TRANSFER,
        clause="(?:不同意|不准|不批|不能|不可以|驳回|駁回|拒绝|拒絕)(?:转办|轉辦|转|轉|换人|換人)|(?:no|refuse"
            "|deny)(?: the| your)? ?transfer|transfer (?:refused|denied)",
    ),
    _row(
        Action.APPROVE, Action.GRANT_TIME, Action.GRANT_TRANSFER,
        clause="(?:审核|審核|审批|審批|验收|驗收)?(?:通过|通過|合格)|(?:可以|准予|同意)?(?:办结|辦結|结案|結案|通过"
            "|通過|销号|銷號|归档|歸檔)|同意|准|批准|批|照准|过|過|没意见|沒意見|无异议"
        "|approved?|agreed?|accept the result|granted|lgtm|looks good(?: to me)?|fine with me|good to go|go ahead"
        "|sign(?:ed)? off"
        "|close(?: it)?|pass(?:ed|es)?",
    ),
    _row(
        Action.REFUSE_TIME, Action.REFUSE_TRANSFER, Action.RETURN,
        clause="不同意|不批|不准|驳回|駁回|拒绝|拒絕|refuse(?:d)?|den(?:y|ied)|not approved|disapproved?|reject(?:ed)?",
    ),
    _row(
        Action.RETURN, Action.DECLINE,
        clause="(?:退回|打回|退件|退)(?:去|来|來)?(?:重[做办辦写寫]|修改|补充|補充|补件|補件)?"
        "|send" + _IT + " back|return" + _IT,
    ),
    _row(
        Action.RETURN,
        clause="(?:拿回去|要|得|需要?)?(?:重新?(?:做|办|辦|写|寫|弄|来|來|报|報|交|改|搞)(?:一遍|一次|一份)?|返工"
            "|不通过|不通過|没通过|不合格|退改)"
        "|re-?do(?: it)?|re-?work(?: it)?|do(?: it)? (?:again|over)|re-?submit",
    ),
    _row(
        clause="(?:改|调|調|升|提|标|標|设|設)(?:成|为|為|到|级为)?\\s*(?:平件|加急|特急|特提|紧急|緊急|急件)"
        "|(?:make|set|mark|change|upgrade|raise)" + _IT + "(?: as| to)? ?(?:normal|elevated|urgent|immediate"
            "|high priority|low priority)",
        priority=True,
    ),
    _row(
        Action.CHANGE_DEADLINE, Action.ASK_TIME,
        clause=f"{_DUE}(?:改期?|调整?|調整?|推迟|推遲|推|延期?|展延|延后|延後|延长|延長|顺延|順延|提前|提早|放宽|放寬|宽限"
            f"|寬限|挪|移|定|缩短|縮短)(?:到|至|成|为|為|在)(?P<when>.+)"
        f"|(?:make|move|postpone|push|extend|change|shift|set|bring|reschedule|delay)(?:{_IT}|ing)(?: back| out| forward"
        f"| up)?(?: to| until| till| by)? (?P<when_>.+)"
        "|(?:due|deadline)(?: is)?(?: now)? (?P<when__>.+)(?: instead)",
    ),
    _row(
        Action.CHANGE_DEADLINE, Action.ASK_TIME,
        clause=f"{_DUE}(?:推迟|推遲|延期?|展延|延后|延後|延长|延長|顺延|順延|放宽|放寬|宽限|寬限|再给|再給|多给|多給"
            f"|晚)(?:他|她|你)?"
        f"(?P<more>(?:\\d+|[一二两兩三四五六七八九十半])\\s?(?:个|個)?(?:工作日|天|日|周|週|星期|月|小时|小時))"
        f"|(?:give|allow|extend|postpone|delay)(?:{_IT}| him| her| them)(?: by)? (?P<more_>(?:\\d+|an?|one|two|three"
        f"|four|five)"
        " (?:working )?(?:days?|weeks?|hours?|months?))(?: more)?",
    ),
    _row(
        Action.REASSIGN, Action.ASK_TRANSFER,
        clause=f"(?:换成|換成|换由|換由|换给|換給|换|換|改由|改派给?|改派給?|改让|改讓|改交给?|改交給?|转给|轉給|转派给?"
            f"|轉派給?|转交给?|轉交給?|交给|交給|让|讓|由|派给|派給)(?P<who>\\S.*?){_CARRIES_ON}"
        "|(?:reassign|give|hand|transfer|pass|assign|switch)" + _IT + "(?: over)? to (?P<who_>.+?)(?: instead)?"
            "|let (?P<who__>.+?) (?:do|take|handle|have)",
    ),
    _row(
        Action.CANCEL,
        clause="撤|撤销|撤銷|撤掉|撤回|取消|作废|作廢|终止|終止|中止|算|不用|不必|不需要|不要|(?:不用|不必|不需要|不要"
            "|不|别|別)再?(?:办|辦|做|弄|搞|管)"
        "|cancel(?:led)?|call" + _IT + " off|drop|scrap|never ?mind|forget(?: about)?|no longer needed"
            "|not needed(?: any ?more)?",
    ),
    _row(
        Action.URGE,
        clause="(?:再)?催(?:一?催|办|辦|促)?(?:一下|下)?(?:他|她|它|他们|她们)?|(?:chase|nudge|urge)(?: up)?(?: him"
            "| her| them| it)?(?: up)?",
    ),
    _row(
        Action.TAKE_OVER,
        clause="我?(?:来|來|先)?接手(?:办理|辦理|代办|代辦)?|(?:i(?:'ll| will)? )?(?:take|taking) (?:it |this )?over",
    ),
    _row(
        Action.ACCEPT,
        clause="(?:已|都)?(?:收到|签收|簽收|接收|知悉|接受)|(?:我)?(?:来办|來辦|马上办|馬上辦|这就办|這就辦|接)"
        "|accept(?:ed)?|received|got|will do|on it|noted|copy(?: that)?|roger",
    ),
)  # fmt: skip


# 这件事算了, this one is approved: what it is about goes before.
_ABOUT = late(
    r"^(?:(?:这|那|此|這)(?:件|个|個|项|項)?(?:事情?|任务|任務)|(?:这|那|這)(?:件|个|個|项|項)(?=[\s,，]))(?:就|先|还是|還是)?[\s,，]*"
    r"|^(?:this|that|the) (?:one|task|matter)(?: is)?[\s,]+",
    re.IGNORECASE,
)


def verdict(text: str) -> Verdict | None:
    """What a text decides; None where it only says something."""
    plain = _ABOUT.sub("", half_width(text).strip())
    if not plain or len(plain) > _LONGEST or _ASKS.search(plain):
        return None
    clauses = [c for c in (piece.strip() for piece in _ENDS.split(plain)) if c]
    found = ((row, m, clause) for row in _ROWS for clause in clauses if (m := row.clause.fullmatch(clause)))
    row, match, _ = next(found, (None, None, ""))
    if row is None or match is None:
        return None
    said = {name.rstrip("_"): value.strip() for name, value in match.groupdict().items() if value}
    others = [c for c in clauses if not row.clause.fullmatch(c) and not is_small_talk(c)]
    return Verdict(
        row.actions,
        said.get("when", ""),
        said.get("who", ""),
        (", " if plain.isascii() else "，").join(others),
        not others,
        row.priority,
        said.get("more", ""),
    )
