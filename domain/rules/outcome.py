"""What a report says of the work's end and of trouble: done, cannot go on, goes on again; and what a lead wishes for."""

from __future__ import annotations

import re

from domain.text import late

_ASKS = late(
    r"[?？]\s*$|[吗嗎么麼没沒]\s*[。.!！]?\s*$|\b(?:if|whether)\b|如果|要是|假如|是否|能不能|何时|何時|什么时候|什麼時候"
    r"|几时|幾時|\\bwhen\\b"
)
_ENDS = late(r"[,，。;；!！\n、]+|\.(?=\s|$)")
_SIGNS = r"[\s👌👍✅🎉💪~～…]*"

_DID = (
    "搞定|办完|辦完|办好|辦好|办妥|辦妥|办结|辦結|办理完毕|辦理完畢|做完|做好|弄完|弄好|干完|幹完|完成|完工|完毕"
    "|完畢|写完|寫完|交完|报完|報完|处理完毕?|處理完畢?|处理好|處理好|落实|落實|结束|結束|整完|搞完|搞好|忙完|上报|上報"
    "|报送|報送|提交|交|办|辦"
)
_DONE = late(
    rf"{_SIGNS}(?:ok[, ]*)?(?:[\u4e00-\u9fff]{{0,6}}?)(?:都|全部|全|已经|已經|已|刚|剛|也|均|基本)*(?:{_DID})(?:了|啦|咯"
    rf"|囉|喽|毕|畢|的)*{_SIGNS}"
    rf"|{_SIGNS}(?:ok[, ]*)?(?:(?:it|this|that|the (?:job|task|work)|everything|all|job|task|work|i|we|mine)(?:'s|'re|'m"
    rf"|'ve| is| are"
    rf"| am| has been| have been| have| has)? )*(?:is |are |has been |have been )?"
    rf"(?:just |already |all |now |been )*(?:done|finished|completed?|wrapped up|all set"
    rf"|taken care of|done and dusted)(?: (?:with )?(?:it|this|that|everything))?(?: now| already| today)?{_SIGNS}",
    re.IGNORECASE,
)
_BARE_DEED = late(
    r"^(?!.*(?:已|刚|剛|均|都|全部)).*(?:(?<![毕畢])办|(?<![毕畢])辦|交|提交|上报|上報|报送|報送|完成|落实|落實|结束"
    r"|結束)[\s👌👍✅🎉💪~～…]*$"
)  # 完成 alone may be an order, 政务办 is a name
_NOT_DONE = late(
    "等|待|还没|還沒|没有?(?!问题)|沒有?(?!問題)|未|尚|除了|还差|還差|还剩|還剩|只剩|部分|一半|初稿|阶段|階段|快|马上|馬上"
    "|即将|即將|准备|準備|打算|预计|預計|争取|爭取|明天|后天|後天|下周|下週"
    r"|不|\b(?:not|except|but|almost|nearly|will|soon|half|part|draft|first|tomorrow|be|to be)\b|n't",
    re.IGNORECASE,
)
_BLOCKED_HEAD = late(r"^\s*(?:受阻|卡住|卡住了|有困难|有困難|blocked|stuck)(?:[::：,，。.!！\s]|$)", re.IGNORECASE)
_BLOCKED = late(
    "办不了|辦不了|没法(?:办|做|弄|继续|推进|干|搞)|沒法(?:辦|做|弄|繼續|推進)|无法(?:办理|继续|推进|进行|开展|完成)"
    "|無法(?:辦理|繼續|推進|進行|開展|完成)"
    "|没办法(?:办|做|继续|推进)|沒辦法(?:辦|做|繼續|推進)|做不了|弄不了|搞不了|推不动|推不動|推进不了|推進不了"
    "|(?:进行|進行|推进|推進|办|辦|干|幹|做|弄|搞)不下去|继续不了|繼續不了|卡(?:住|在)|受阻|停工|停滞|停滯"
    r"|(?:^|[,，。;；]\s*)(?:我|我们|這邊|这边)?(?:没有?|沒有?|无|無)(?:权限|權限)"
    r"|^\W*(?:sorry[,. ]*)?(?:i|we)?\s*(?:am |are |'m |'re )?(?:can'?t|cannot|can not|unable to)(?:[^\w\s]|$|\s*(?:do"
    r"|go on|continue|proceed|finish|start|work|get|open|access|log)\b)"
    r"|^\W*(?:no|without) (?:access|permission)|\b(?:i'm|we're|am|are|it's|is|got|getting) (?:still )?(?:stuck"
    r"|blocked)\b|\bat a standstill\b",
    re.IGNORECASE,
)
_NOT_BLOCKED = late(
    "[没沒不未](?:有|再|会|會)?(?:受阻|卡)|不再|解除|\\b(?:not|no longer|isn't|un) ?(?:stuck|blocked)|如果|要是|否则"
    "|否則|\\bif\\b",
    re.IGNORECASE,
)
_OVER = late(
    "(?:解决|解決|解除|排除|克服|处理好|處理好|打通|修好|弄好|恢复(?:正常)?|恢復(?:正常)?|协调好|協調好|批下来|批下來"
    "|开通|開通|拿到|有权限|有權限|权限有|權限有)(?:了|啦)?|可以了|好了|通了|没事了|沒事了|没问题了|沒問題了|不卡了"
    "|(?:继续|繼續|接着|接著)(?:办|辦|做|推进|推進|进行|進行|干)|能办了|能辦了|能继续|能繼續"
    r"|\b(?:unblocked|resolved|solved|fixed|sorted|cleared|unstuck|back on track|working again|works (?:now|again)"
    r"|(?:got|have) access|access (?:granted|restored|works)|no longer (?:blocked|stuck)|(?:can|able to) (?:continue"
    r"|go on|proceed))\b",
    re.IGNORECASE,
)
_NOT_OVER = late(
    "[没沒未](?:有)?(?:能)?(?:解决|解決|解除|排除|克服|处理|處理|恢复|恢復|协调|協調|批|开通|開通|拿到)|不(?:能|可以)"
    "|无法|無法|等.{0,8}(?:解决|恢复|開通|开通|好了|才)|才能|之?[后後](?:再|才|继续|繼續)"
    r"|\b(?:not|isn't|hasn't|haven't|can't|cannot|until|once|when|unless|needs? to be|to be|will be)\b",
    re.IGNORECASE,
)
_MORE_TIME = late(
    "(?:能不能|可不可以|可否|能否|可以|能|想|想要|希望|申请|申請|请求|請求|请|請|要|需要?|麻烦|麻煩|恳请|懇請|求|给"
    "|給).{0,8}(?:晚|延|缓|緩|宽限|寬限|推迟|推遲|多给|多給|拖|再给|再給|再要).{0,12}"
    "|^(?:延期|宽限|寬限|缓|緩)[\\d一二两三四五六七八九十几幾半].{0,6}(?:天|日|周|週|星期|个|個)|想?多要.{1,6}(?:天|日"
    "|周|週)|来不及.{0,8}(?:延|晚"
    "|缓)|(?:来不及|來不及|赶不上|趕不上|赶不及|趕不及|赶不完|趕不完)了?[\\s,，。;；!！]*(?:$|.{0,10}(?:吗|嗎|行不行"
    "|可不可以|如何|好不好))"
    "|(?:没办法|沒辦法|没法|沒法|无法|無法|不能|不可能)(?:如期|按期|按时|按時|准时|準時)"
    "|(?:[周週][一二三四五六日天]|星期[一二三四五六日天]|明天|后天|後天|月底|[日号號])(?:再)?(?:交|报|報|给|給|办"
    "|辦)?(?:行吗|行嗎|可以吗|可以嗎|行不行|可不可以|成吗|好吗|好嗎)"
    "|(?:能不能|可不可以|可否|能否|可以|能)改(?:到|成|为|為)?(?:下|[周週]|星期|礼拜|禮拜|明|后|後|月底|\\d)"
    "|(?:时限|時限|期限|日期)(?:能|可以|能不能|可否|可不可以)(?:改|调|調|推|放宽|放寬)|時間不夠|时间不够|(?:要|给|給|求).{0,4}(?:更多|多些|多点|多點|多一点|多一點)(?:的)?(?:时间|時間)|赶不上时限"
    "|(?:延期|延长时限|延後)(?:申请|申請|一下|几天|幾天|[两兩\\d]天)"
    r"|\b(?:(?:more|extra|additional) (?:time|days?|weeks?|hours?)|(?:\w+) more (?:days?|weeks?|hours?)"
    r"|another (?:\w+ )?(?:days?|weeks?|hours?)|an? (?:few|couple of) (?:more )?days|until (?:next |this )?(?:mon|tues"
    r"|wednes|thurs|fri|satur|sun)day|until tomorrow|extension|extend|postpone"
    r"|push (?:it|the deadline) back|slip(?:s|ping)?(?: back)? (?:to|until|till|into|by)|can(?:no|')t make (?:it"
    r"|the deadline))\b",
    re.IGNORECASE,
)
_OTHER_HANDS = late(
    "(?:能不能|可不可以|可否|能否|可以|能|想|希望|申请|申請|请求|請求|请|請|要|需要?|麻烦|麻煩|建议|建議).{0,8}(?:转给"
    "|让.{1,6}(?:办|做|接)|讓.{1,6}(?:辦|做|接)|给.{1,6}(?:办|做)|給.{1,6}(?:辦|做)|轉給|转办|轉辦|换人|換人|转交|轉交"
    "|交给(?:别人|其他)|换(?:给|成|个人|.{1,4}(?:来|办))|换個人|轉出)"
    r"|^(?:转办|轉辦|转给|轉給)|\b(?:can|could|may|please|i(?:'d| would) like|want)\b.{0,30}\b(?:take (?:it|this) over"
    r"|transfer|hand (?:it|this) over|pass (?:it|this) (?:on )?to|give (?:it|this) to|reassign|do (?:it|this) instead)",
    re.IGNORECASE,
)


def says_done(text: str) -> bool:
    """Whether a report says that the work is done: 搞定了, 都办好了, all done; not a part of it, nor in future."""
    if _ASKS.search(text) or _NOT_DONE.search(text):
        return False
    clauses = [c.strip() for c in _ENDS.split(text) if c.strip()]
    return any(_DONE.fullmatch(c) and not _BARE_DEED.match(c) for c in clauses)


def says_blocked(text: str) -> bool:
    """Whether a report says that it cannot go on."""
    if _BLOCKED_HEAD.match(text):
        return True
    return _BLOCKED.search(text) is not None and not _NOT_BLOCKED.search(text)


def trouble(text: str) -> str:
    """What is in the way, without the word that says that something is: 受阻：等数据."""
    found = _BLOCKED_HEAD.match(text)
    return (text[found.end() :].strip() if found else text) or text


def says_over(text: str) -> bool:
    """Whether a report says that what stopped the work does so no more; a question says nothing."""
    if _ASKS.search(text) or says_blocked(text):
        return False
    return (_OVER.search(text) is not None and not _NOT_OVER.search(text)) or says_done(text)


def still_blocked(text: str, *, before: bool, moved: bool) -> bool:
    """Whether work is blocked after a report of its lead: trouble stays until progress or words say that it is over."""
    return says_blocked(text) or (before and not moved and not says_over(text))


def wants_time(text: str) -> bool:
    """Whether a lead asks for more time without the command: 能不能晚两天."""
    return _MORE_TIME.search(text) is not None


_DISAGREES = late(
    r"\W*(?:我(?:们|們)?)?(?:对(?:此|这个|这样|分工)|對(?:此|這個|這樣|分工))?(?:有不同意见|有不同意見|不同意|有异议"
    r"|有異議|不认可|不認可|反对|反對)"
    r"|\W*(?:i|we) (?:strongly )?(?:disagree|object|do not agree|don'?t agree)\b",
    re.IGNORECASE,
)


def disagrees(text: str) -> bool:
    """Whether somebody who works on a matter begins with not being of one mind: 有异议，数据该由财务处出."""
    return _DISAGREES.match(text) is not None


def wants_other_hands(text: str) -> bool:
    """Whether a lead asks that somebody else does it: 能不能转给赵倩."""
    return _OTHER_HANDS.search(text) is not None
