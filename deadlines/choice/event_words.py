"""The words of an event that days are counted from (验收合格之日起, after the workshop), and those that mean this notice."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from deadlines.choice.clauses import REACH, clause_around
from deadlines.spec import Counted, FromEvent, Length


class Said(Struct, frozen=True):
    """The event's words and where they stand in the folded text; `now` when they mean this notice."""

    words: str
    start: int
    end: int
    now: bool = False
    at: int = 0  # where the words themselves start


_LEADS: Final = re.compile(
    r"^(?:@\w+|\W|至少|最少|不少于|最迟|最晚|不晚于|请|须|应|需|务必|必须|并|且|再|[自从于在]|各(?:单位|部门|科室|组|位)|我们|"
    "你们?|您|大家|记得|麻烦)*"
)
# What joins an event to the length behind it.
_SINCE: Final = re.compile(
    r"(?:之日起|之日后|之时起|[次当]日起|[次当]天起|日起|起|之日|之后|以后|过后|后|结束|之后的|后的)[,]?$"
)
_ARRIVED: Final = re.compile(
    "(?:^[文函令]|[货款票料件车样]|资金|设备|材料|批文|批复|文件|尾款|发票|"
    "发票)到(?:[货账位场岗]|达)?$|"
    "(?:回来|归来|返回|返岗|返校|回国|下来|到货|到位|[到入进]账|到场|"
    "到岗|完毕|获批|通过|批准|落地|"
    r"签收|签字|验收合格|竣工|完工|结束|交付|上线|"
    "(?<!未)完|(?<!尽)早?毕|入院|出院|住院|转院|确诊|入职|离职|到职|入学|毕业|报到|上岗|开工|进场|封顶|交房|开标|定标|中标|立案|"
    "受理|结案|成功|合格|定稿|入住|签字|点头|上架|下架|挂牌|刊登|见报|开播|闭幕|开幕|结题|立项|开题|通电|通水|拆模|浇筑|卸货|装车|起飞|抵达|出险|报案|报警|报修|判决|开庭|送达|盖章|退回|驳回|受伤|受损|破损|丢失|遗失|走失|失联|失效|死亡|昏迷|中毒|骨折|落水|跌倒|摔倒|起火|离校|退房|退租|缴费|付清|结清|扣款|转账|下单|发货|出厂|入库|出库|生效|回款|开学|放假|发病|出险|停电|停水)$"
)
# What somebody gets, finds or meets: 收到发票, 接到投诉, 发现漏水.
_MET: Final = re.compile(
    "[^,的]{0,6}?(?:收到|接到|接获|拿到|领到|取得|得到|取到|等到|遇到|遇|碰到|发生|发现|出现|查出|返回|退回|寄回|送回|交回|"
    "[签办交做谈写打装拆验修考备]完)[^,的]{1,14}$"
)
# What somebody does or what happens right before 三日内, as a verb with its object: 老人入住, 供应商开票, 主机当机.
# Behind a thing or a person alone the length is counted from now: 整改报告三天内交, 各科室两天内报.
_NO_DEEDS: Final = (
    "发票|出口|入口|开关|开支|出入|进度|进展|停车|转盘|立场|住户|发言|结果|结构|结算|结论|复印|复核|当事|当地|起草|验收|验证|发布|出纳|开放|"
    "开发|出租|到场|退休|转办|离线|起诉|立面|签名|断面|入户|住房"
)
_SAYS_WHAT_HAPPENS: Final = re.compile(
    rf"[一-鿿]{{2,12}}[开进出入离到结当停断签付退搬住复落起发立转毕死点受上下][一-鿿](?<!{_NO_DEEDS})"
)
# The deed behind a thing to be done, which is no event: 油烟机清洗一周内做完.
_ONLY_DONE: Final = re.compile(
    " ?之?[全都要得须部]*(?:完成|做完|完工|竣工|搞定|弄好|做好|到位|解决|结束|处理|落实|交付|整改|给我|交给?我|上线|"
    "[一-鿿]{1,2}[完好掉妥结毕清])了?"
)
# Right before 当天, 次日: no event, but who is spoken to or what a sentence goes on with.
_NO_EVENT_DAY: Final = re.compile("(?:[请于在的把将并且就及和与或都也]|务必|争取|最好|尽量|必须|可以|能够|保证)$")
LEAST: Final = 2  # characters of an event before 当天
# A clause before the one that counts: 等样品到了，一周内; 验收合格后，三天内; 一旦停电，半小时内.
_WORDS: Final = r"[^,;。!?\n]"
_AWAITED: Final = (
    f"(?:等|待|等到|一旦|只要|如遇|凡|每当|(?:如果?|若是?|倘若?|万一|一经)(?={_WORDS}{{0,4}}?"
    "(?:发现|发生|遇|出现|有(?!意见|异议|疑问|问题|需要|建议|不同|任何|时间|空)|碰到|收到|接到|查出)))"
    f"(?P<awaited>{_WORDS}{{1,20}})"
)
_AS_SOON: Final = f"(?P<soon>{_WORDS}{{1,12}}?一[到有出收来批过签拿接结完放开下通回]{_WORDS}{{0,5}})"  # 预付款一到账
_GOT_IT: Final = (
    f"(?P<got>(?:收到|接到|拿到|领到|发现|发生|遇到){_WORDS}{{1,14}}?)"
    f"(?:(?:马上|立即|立刻|第一时间|就|即){_WORDS}{{0,8}})?"
)
_BACK: Final = (
    f"(?P<back>{_WORDS}{{2,12}}?(?:回来|下来|到位|到齐|来了|走了|好了|完了|通过|结束|"
    f"(?:批准|同意|核准){_WORDS}{{0,6}}))了?"
)
_OVER: Final = (
    rf"(?P<over>{_WORDS}{{1,20}}?)(?:之|以)?后(?:(?:立即|马上|立刻|及时|第一时间|要|请)[^,;。!?\n的]{{0,6}})?"
)
_LED_IN: Final = re.compile(rf"(?:^|[,;。!?\n])(?:{_AWAITED}|{_AS_SOON}|{_GOT_IT}|{_BACK}|{_OVER}),{_WORDS}{{0,12}}$")
_ON: Final = (
    "on(?= (?:approval|completion|receipt|delivery|acceptance|arrival|signature|payment|admission|discharge|"
    "confirmation))"
)
_IF: Final = r"(?:should(?! (?:you|we|i)\b)|if(?! (?:you|possible|needed|necessary|not|so|in)\b))"
_LED_IN_EN: Final = re.compile(
    rf"(?:^|[,;.!?\n:] ?)(?:once|when(?:ever)?|as soon as|the (?:moment|minute|instant)|after|upon|following|{_IF}|{_ON}) "
    r"(?P<event>[^,;!?\n]{2,60}), [^,;.!?\n]{0,50}$"
)
_OTHER_WORDS: Final = re.compile(
    r"(?:^|.)(?:今|随|此|往|最|然|稍|日|先|前|落|背|其|延|推|靠|幕|善|售)$|^(?:之|以)?$"
)  # 今后, 然后, 最后
_NOT_BEFORE: Final = re.compile(r"(?:^|.)[目当以日面眼提之排靠]$|^$")  # 目前, 以前, 提前
_LETTER: Final = (
    "通知|通告|公告|信件?|函件?|来函|[邮电]件|邮|消息|信息|短信|讯息|简讯|文件?|公文|任务|指令|派单|工单|单|电邮"
)
_GOT: Final = "收到|接到|接获|收|接|见到?|看到|看|阅读?|读到?|获"
_NOTICE: Final = re.compile(
    rf"(?:见字|见信|收悉|阅)|(?:{_GOT})(?:了|此|本|该|这[封条份个]?|上述|以上|我的)*(?:{_LETTER})?|"
    rf"(?:收到)?(?:本|此|该|这)[封条份个则项]?(?:{_LETTER})[^,]{{0,8}}|"
    "(?:文|令|函|信|即|今天|今|现在|此刻|即刻|本|当)(?:到|达)?|(?:通知|公告|文件|"
    "文)(?:下[发达]|发布|发出|印发|送达)"
)
_THEY_GET: Final = re.compile("[^,]{1,6}(?:收到|接到)")
_THIS_NOTICE: Final = re.compile(rf"(?:{_GOT})了?(?:本|此|该|这[封条份个]?)(?:{_LETTER})$")
ANYTIME: Final = re.compile(r"|会|会议|活动|此|该日|it|that|then|the (?:event|meeting|day|date)")
OWN_REMINDER: Final = re.compile(r"[^,]{0,4}(?:提醒|通知|告诉|叫|喊)(?:一下)?我|[^,]{0,4}(?:说一声|打招呼|报备|预约)")
_BEHIND: Final = re.compile(
    " ?(?:(?:of|after|following|from|once|when|as soon as|upon|on(?= (?:completion|receipt|delivery|"
    "acceptance|arrival|approval)))"
    r"(?: when)? )(?P<event>[^,;:.!?\n()]{2,60})"
)
_BEHIND_BEFORE: Final = re.compile(
    "(?: (?:of|to|from))? (?P<event>(?:the|our|your|my|his|her|their|it|that|we|i|you|they|he|she|"
    r"[a-z]+ing|[a-z]+)\b[^,;:.!?\n()]{0,50})"
)
_NOTICE_EN: Final = re.compile(
    "(?:the )?(?:date of |moment of |time of )?(?:receiving|receipt(?: of)?|getting|reading|seeing|"
    r"delivery of)?\s*(?:this|today|now)\b|"
    r"(?:receipt|receiving it|receiving)$|you (?:get|receive|read|see|got) (?:this|it|the (?:email|message|notice))\b"
)
_NO_EVENT: Final = re.compile(
    r"(?:which|what|all|course|work|effort|time|notice|each (?:other|day|week|month|quarter|year)|"
    r"the (?:week|month|year|day))\b|next\b|"
    r"(?:at|by|on|in|to|for|and|or|so|but|please|send|then)\b"
)


def said_before(text: str, start: int, end: int, *, back: bool) -> Said | None:
    """验收合格之日起 before 20日内, 会 before 后两天内, 开标 before 前三天."""
    around = clause_around(text, start, end)
    clause = around.before
    if clause.isascii():
        return None
    lead = _LEADS.match(clause)
    begin = lead.end() if lead else 0
    words = clause[begin:].rstrip()
    at = start - len(clause) + begin
    opening = at - (clause[begin - 1 : begin] in ("自", "从"))
    if back:
        return None if _NOT_BEFORE.search(words) else Said(words, opening, end, at=at)
    event = _event(words, text[start:end], around.behind)
    if not event or _OTHER_WORDS.search(event):
        return None
    theirs = _THIS_NOTICE.search(event) or (begin > 0 and _THEY_GET.fullmatch(event))  # 请物业收到后3日内回复
    now = _NOTICE.fullmatch(event) is not None or bool(theirs)
    return Said(event, opening, end, now, at)


def _event(words: str, length: str, behind: str) -> str | None:
    """The event without what joins it to the length."""
    if length.startswith(("后", "之后", "以后", "过后")):
        return words
    joined = _SINCE.search(words)
    if joined is not None:
        return words[: joined.start()]
    words = words.removesuffix("的")
    if length.endswith("内") and _SAYS_WHAT_HAPPENS.fullmatch(words) and not _ONLY_DONE.fullmatch(behind):
        return words
    return words if _ARRIVED.search(words) or _MET.match(words) else None


def said_on_its_day(text: str, start: int, end: int) -> Said | None:
    """会议 before 次日, 拿到批文 before 当天: the day is that of the event, or the one behind it."""
    clause = clause_around(text, start, end).before
    lead = _LEADS.match(clause)
    begin = lead.end() if lead else 0
    words = clause[begin:].rstrip()
    if len(words) < LEAST or words.isascii() or _NO_EVENT_DAY.search(words):
        return None
    at = start - len(clause) + begin
    return Said(words.removesuffix("后"), at, end, _NOTICE.fullmatch(words) is not None, at)


def said_led_in(text: str, start: int, end: int) -> Said | None:
    """An event in the clause before: 等样品到了，一周内; once the slab has set, strip it within three days."""
    opening = max(0, start - REACH)
    ascii_ = text[start:end].isascii()
    found = (_LED_IN_EN if ascii_ else _LED_IN).search(text, opening, start)
    if found is None:
        return None
    group = str(next(name for name, words in found.groupdict().items() if words))
    words = found[group]
    if _OTHER_WORDS.search(words) and not ascii_:
        return None
    now = _NOTICE_EN.match(words) if ascii_ else _NOTICE.fullmatch(_LEADS.sub("", words))
    return Said(words, start, end, now is not None, found.start(group))


def said_behind(text: str, start: int, end: int, value: Counted | Length | FromEvent) -> Said | None:
    """of acceptance, after the workshop, once the parts arrive; before the visit."""
    if not text[start:end].isascii():
        return None
    if isinstance(value, FromEvent):
        return _said_from(text, end)
    found = _BEHIND.match(text, end)
    if found is None or (isinstance(value, Counted) and value.reach and " when " in found.group()[:6]):
        return None
    words = _short(found["event"])
    if _NO_EVENT.match(words):
        return None
    at = found.start("event")
    return Said(words, start, at + len(words), _NOTICE_EN.match(words) is not None, at)


def _said_from(text: str, end: int) -> Said:
    found = _BEHIND_BEFORE.match(text, end)
    words = _short(found["event"]) if found else ""
    if not found or not words or _NO_EVENT.match(words):
        return Said("", end, end)
    at = found.start("event")
    return Said(words, end, at + len(words), _NOTICE_EN.match(words) is not None, at)


_NEXT_PART: Final = re.compile(r" (?:and|please|so|then|but|or|to|by|send|with)\b")
MOST_WORDS: Final = 7


def _short(words: str) -> str:
    cut = _NEXT_PART.search(words)
    words = words[: cut.start()] if cut else words
    return " ".join(words.split(" ")[:MOST_WORDS]).rstrip()
