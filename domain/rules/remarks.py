"""Whether plain words with a name in them are an order, or only a remark about somebody.

李明 周五前交周报 orders: there is a deed, and a deadline or a word that orders. 李明周五不用来了, 李明说周五交不了,
李明周五前能交吗, 李明明天请假 do not: what is doubtful is asked before anybody hears of it.
"""

from __future__ import annotations

import re

from domain.rules.haste import haste_in
from domain.rules.smalltalk import is_small_talk
from domain.text import late

_ORDERS = late(
    "请(?!假)|請(?!假)|让|讓|要(?!是|不)|麻烦|麻煩|务必|務必|负责|負責|尽快|盡快|尽早|盡早|马上|馬上|抓紧|抓緊|立即"
    "|立刻|赶紧|趕緊|安排|叫|由|派|通知|催|督促|牵头|牽頭|牵個頭|优先|優先|记得|記得|提醒"
    r"|[!！]\s?(?:加急|特急|特提|平件)|\b(?:please|asap|must|need(?:s)? to|has to|have to|should|ask|tell|remind|ensure"
    r"|make sure|let|get|have|immediately|urgent)\b",
    re.IGNORECASE,
)
_ASKS = late(
    r"[?？]\s*$|[吗嗎呢么麼]\s*[。.!！]?\s*$|能不能|能否|是否|是不是|有没有|有沒有|什么时候|什麼時候|何时能|哪天"
    r"|^\s*(?:can|could|will|would|is|are|was|did|does|do|has|have you|when|what|why|where|who)\b",
    re.IGNORECASE,
)
_NEGATED = late(
    r"^(?:他|她|也|就|都|可以|可|先|今天|明天)*(?:不用|不必|不需要|不要(?!忘)|不能|不会|不會|不想|不来|不來|不去|不在|不行|不太|不合适|不合適"
    r"|别(?!忘|的)|別(?!忘|的)|甭|无需|無需|没|沒|未)"
    r"|[交来來办辦做写寫去到完赶趕报報发發]不[了完成上来來及]|(?:来|來)不及"
    r"|^(?:(?:he|she|they) )?(?:do(?:es)?n't|did(?:n't| not)|won't|can't|cannot|isn't|wasn't|hasn't|need not|needn't"
    r"|do not|does not|no need)\b",
    re.IGNORECASE,
)
_TOLD = late(
    "^(?:他|她)?(?:刚才?|剛才?|昨天|今天|已经|已經|又|也|都|跟我|和我|对我|對我|向我)*(?:说(?!明|服)|說(?!明|服)"
    "|讲(?!解|课|話|话|稿)|講(?!解|課|話|稿)|告诉|告訴|反映|表示|提到|认为|認為|觉得|覺得|问(?!卷|题)|問(?!卷|題)|承诺"
    "|承諾|答应|答應)"
    r"|^(?:(?:he|she) )?(?:has |had |just |also )*(?:says?|said|told|thinks?|thought|promised|mentioned|asked|asks"
    r"|replied|wrote|claims?)\b",
    re.IGNORECASE,
)
_IS_SO = late(
    "有(?:点|點|些|个|個|不少|很多|几处|幾處)?(?:问题|問題|错误?|錯誤?|毛病|漏洞)$|(?:真|很|挺|太|非常|特别|特別|比较"
    "|比較|越来越|越來越)(?:好|棒|差|慢|快|忙|累|认真|認真|努力|辛苦|优秀|優秀|出色|不错|不錯)"
    "|表现|表現|不错|不錯|辛苦|加油|优秀|優秀|厉害|厲害|恭喜|祝贺|祝賀|祝你|快乐|快樂|生日$|生日[是在]|幸苦|感谢|感謝"
    "|谢谢|謝謝"
    r"|^(?:(?:he|she) )?(?:is|was|are|were|has been|had|did|does|will be|looks?|seems?|works?|worked|handed|sent"
    r"|finished|came|went|left|called|wrote|made|got)\b|\b(?:birthday|^thank|well done|good job|great job|congratulations"
    r"|happy)\b",
    re.IGNORECASE,
)
_OVER = late(
    "(?:交|写|寫|做|办|辦|发|發|报|報|来|來|去|完|好|到|走|迟到|遲到|早退|看|提|给|給|病|累|辞职|辭職|离职|離職|结婚"
    "|結婚)(?:完|好|来|來|过来|上来|上來)?(?:过|過|了)[。.!！]*$|(?:刚|剛|已经|已經)(?:.{0,6})(?:了|过|過)$"
    "|^(?:交|写|寫|做|办|辦|发|發|报|報|提|给|給)(?:上来|上來|过来|過來)?的"
)
_AWAY = late(
    "(?:请|請|休|调|調|放)?(?:假|病假|年假|事假|产假|產假|婚假)(?:了)?(?:[一二两三兩四五六七八九十半几幾\\d]+天)?$"
    "|(?:请假|請假|休假|调休|調休|补休|補休|出差|休息|生病|病了|住院|外出|不在|在家|加班|上班|下班|回来|回來|到岗|到崗"
    "|离职|離職|退休|结婚|結婚|培训|培訓|轮休|輪休|团建|團建|聚餐|体检"
    "|體檢)(?:了)?(?:[一二两三兩四五六七八九十半几幾\\d]+天)?$"
    r"|\b(?:on (?:leave|vacation|holiday|a trip|a business trip|duty|sick leave)|(?:is |be )?(?:away|off|sick|ill|out"
    r"|out of office|absent)|day off|travell?ing|back)(?: today| tomorrow)?$",
    re.IGNORECASE,
)
_SOME_WORK = late(
    "^(?:派|安排|布置|佈置|交|给|給|找)(?:他|她)?(?:个|個|点|點|件|一件|一个|一個|些|份)?(?:活儿?|任务|任務|事情?|工作"
    "|差事|差使)$"
    r"|^(?:some|a|the)? ?(?:work|task|job|something)(?: to do)?$",
    re.IGNORECASE,
)
# What stands in a deed of office work; a title without any of it may be anything.
_DEED = late(
    "[交报報写寫做办辦发發送拟擬编編审審核查改订訂建整理收集汇彙總准备備提完落修联聯络絡组組织織统統计計印复複制製传傳载載更新采採购購买買签簽领領取拿检檢测測试試调調研究跟处處解决決回拍录錄看读讀学學约約问問预預贴貼填译譯搬清盘盤归歸还還催对對通布找接待参參讲講画畫算装裝换換补補列出开開定做弄搞抄归档管推盯带帶陪到去来來录布验驗评評选選招付报销销銷退寄打访訪会會陪迎巡维維护護修排养養登申]"
)


def is_plain_order(text: str, deed: str, *, dated: bool) -> bool:
    """Whether a text orders a deed beyond doubt; `deed` is what is left of it beside people and deadline."""
    return not is_remark(text, deed) and (dated or _ORDERS.search(text) is not None or bool(haste_in(text)))


def is_remark(text: str, deed: str) -> bool:
    """Whether a text only says or asks something of somebody: 李明病了, 李明办不了, 李明不在."""
    if not _is_deed(deed) or _ASKS.search(text):
        return True
    return any(remark.search(deed) for remark in (_NEGATED, _TOLD, _IS_SO, _OVER, _AWAY, _SOME_WORK))


_PRAISES = late(
    "(?:写|寫|做|办|辦|干|幹|完成|表现|表現|弄|搞|处理|處理|整理|准备|準備)得?(?:很|真|挺|非常|特别|特別|都|相当|相當|比较|比較)*"
    "(?:不错|不錯|好|棒|漂亮|出色|到位|扎实|紮實|认真|認真|细致|細緻|及时|及時)[了啊呀哦的]*[。.!！👍]*$"
    r"|\b(?:well done|(?:good|great|nice|excellent) (?:job|work))\b"
    r"|\b(?:is|was|looks?) (?:very |really |quite )?(?:good|great|excellent|fine)[.!]*$",
    re.IGNORECASE,
)


def is_praise(text: str, deed: str) -> bool:
    """李明昨天的报告写得不错: said well of somebody, and nothing ordered."""
    return _PRAISES.search(deed) is not None and _ORDERS.search(text) is None


def _is_deed(deed: str) -> bool:
    """Not nothing, a number, or a greeting; in Chinese with a word of work in it."""
    if is_small_talk(deed) or not re.search(r"[^\W\d_]{2}", deed):
        return False
    return _DEED.search(deed) is not None or not re.search("[\u4e00-\u9fff]", deed)
