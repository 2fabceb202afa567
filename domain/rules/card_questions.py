"""Questions about a matter whose answer stands on its card: when it is due, who has it, how far it is.

Whole sentences without the number of the matter: 什么时候到期？, 谁在办, 做到哪了, how is it going? What says more
(怎么还没报, 来不及了，下周一行吗) is no such question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.rules.question_words import en, zh
from domain.text import half_width, late

_IT = (
    r"(?:(?:这|這|那|此|该|該)(?:一?(?:件|个|個|项|項))?(?:事情?|任务|任務|事项|事項|工作|活儿?)?|它)?(?:的)?"
    r"(?:到底|究竟|现在|現在|目前|今天|最近|都|已经|已經|还|還|大概|一共|总共|總共)*"
)
_THIS = r"(?:(?:这|這|那)(?:件|个|個|项|項)?(?:事情?|任务|任務|事项|事項|工作)?)?"
_WHEN = (
    r"(?:什么时候|什麼時候|什么时间|什麼時間|啥时候|啥時候|何时|何時|几时|幾時|哪天|哪一天|哪日|几号|幾號|几月几号|幾月幾號"
    r"|几点|幾點|星期几|星期幾|礼拜几|禮拜幾|[周週][几幾]|多久|几天|幾天)"
)
_ENDS = (
    r"(?:到期|截止|截至|到时限|到時限|结束|結束|要交|交|上交|提交|完成|办结|辦結|办完|辦完|做完|要|报|報)(?:之?前)?"
    r"(?:完成|办结|辦結|办完|辦完|交|提交|到期|截止)?"
)
_LIMIT = r"(?:办结|辦結|完成|截止|最后|最後|反馈|反饋)?(?:时限|時限|期限|时间|時間|日期|日子)|ddl|deadline|到期日"
_DOES = (
    r"(?:办|辦|办理|辦理|负责|負責|承办|承辦|牵头|牽頭|主办|主辦|做|弄|管|跟|跟进|跟進|处理|處理|经办|經辦|写|寫|配合|协办"
    r"|協辦|参与|參與|接)"
)
_GAVE = r"(?:交办|交辦|布置|佈置|安排|派|指派|交代|下达|下達|发起|發起|分配)"
_WORK = r"(?:办理|辦理|办|辦|做|弄|写|寫|搞|准备|準備|进行|進行|推进|推進|处理|處理|完成|整理)"
_NEWS = r"(?:进展|進展|进度|進度|动静|動靜|消息|结果|結果|情况|情況|眉目|变化|變化|状态|狀態|百分比)"
_HOW = (
    r"(?:怎么样|怎麼樣|怎样|怎樣|如何|咋样|咋樣|什么样|什麼樣|什么情况|什麼情況|啥情况|啥情況|怎么个情况|到哪(?:里|裡|儿"
    r"|兒|了|一步|一步了|步|步了)?"
    r"|多少|百分之(?:几|幾|多少)|几成|幾成|什么程度|什麼程度|到什么程度|到什麼程度|哪一步|到哪一步)"
)
_STAGE = (
    r"(?:签收|簽收|接收|接|反馈|反饋|办完|辦完|办好|辦好|办结|辦結|做完|做好|写完|寫完|弄完|弄好|完成|完|好|交|提交|报审"
    r"|報審|报送|報送"
    r"|审核|審核|通过|通過|结束|結束|结案|結案|超期|逾期|超时|超時|到期|开始|開始)"
)
_NOT = r"(?:没有?|沒有?)"
_WHO = r"(?:谁|誰|哪位|哪个人|哪個人|哪些人|什么人|什麼人|哪个部门|哪個部門|哪个科室)"
# Chinese, the piece that differs; what may stand around a question is put around each.
_ZH = (
    rf"(?:是|要|得|该|該|应该|應該)?{_WHEN}(?:之?前)?(?:要|得|该|該|应该|應該|会|會)?(?:{_ENDS})(?:的)?",
    rf"(?:{_LIMIT})(?:是|到|在)?(?:{_WHEN}|多少|什么|什麼|哪)?",
    (
        r"(?:还|還)?(?:有|剩|剩下|差|余|餘)(?:下)?(?:几|幾|多少|多久|多长|多長)(?:个|個)?(?:工作日|天|时间|時間|小时"
        r"|小時)?(?:到期|截止|时间|時間)*"
    ),
    rf"(?:是|归|歸|由|都是|都有)?{_WHO}(?:在|来|來|去|要|该|該)?(?:{_DOES}|{_GAVE})(?:着|著)?(?:的)?",
    rf"(?:是|归|歸|都有|有|属于|屬於|算){_WHO}(?:的)?",
    rf"{_WHO}(?:的(?:事情?|任务|任務|活儿?)?)?",
    rf"(?:在|到)(?:了)?{_WHO}(?:的)?(?:手上|手里|手裡|手中|那里|那裡|那儿|那兒)?",
    rf"(?:交|派|转|轉)(?:给|給|到)了?{_WHO}(?:手上|手里|手裡)?了",
    (
        rf"(?:承办|承辦|负责|負責|牵头|牽頭|主办|主辦|协办|協辦|交办|交辦|经办|經辦|责任|責任)(?:人|人员|人員|单位"
        rf"|單位)?(?:是|有)?{_WHO}"
    ),
    rf"(?:{_WORK})?(?:得|的|到|了)*{_HOW}",
    rf"(?:{_WORK}的?)?{_NEWS}(?:是|到|有)?(?:{_HOW})?",
    rf"(?:有{_NOT}?有?|有什么|有什麼|有啥)(?:新的?|最新的?)?{_NEWS}",
    r"(?:是|处于|處於|在)?(?:什么|什麼|啥|哪个|哪個)(?:状态|狀態|进度|進度|阶段|階段)",
    rf"(?:{_STAGE})(?:了)?(?:{_NOT}|吗|嗎|么|麼|嘛)",
    rf"(?:有{_NOT}?有?|是否|是不是)(?:已经|已經|都)?(?:{_STAGE})",
    r"(?:是)?(?:什么|什麼|啥)(?:事情?|任务|任務|事项|事項|内容|內容)?(?:来着|來著)?",
    r"(?:内容|內容|标题|標題)(?:是)?(?:什么|什麼|啥)",
)
_IT_EN = r"(?:it|this|that|this (?:one|task|matter)|that (?:one|task|matter)|the (?:task|matter|work|thing))"
_BE = r"(?:is|'s|are|was)"
_STATE_EN = (
    r"(?:done|finished|completed?|ready|accepted|handed in|submitted|approved|closed|overdue|late|started|under way"
    r"|underway|paused|on time|on track)"
)
_LIMIT_EN = r"(?:deadline|due date|time limit|cut-?off)"
_DOING_EN = (
    r"(?:on|doing|handling|working on|leading|in charge(?: of)?|responsible(?: for)?|assigned(?: to)?|involved(?: in)?"
    r"|taking care of|looking after)"
)
_EN = (
    (
        rf"(?:and )?when(?: ?{_BE})?(?: {_IT_EN})?(?: (?:supposed to|meant to|going to) be)?(?: ?{_BE})? (?:due|needed"
        rf"|required|wanted|to be (?:done|finished|handed in))"
    ),
    (
        rf"when (?:do|does|must|should|have) (?:you|we|i|they|he|she) (?:need|want|have to (?:finish|submit|hand in)|finish"
        rf"|submit|hand in|deliver)(?: {_IT_EN})?(?: by)?"
    ),
    r"(?:due|due when|when due|by when|until when|deadline|due date|status|progress|state)",
    rf"(?:what|when)(?: ?{_BE})? (?:the |its )?(?:{_LIMIT_EN})(?: (?:for|of) {_IT_EN})?",
    rf"(?:by|until) when(?: {_BE} {_IT_EN} due)?",
    (
        rf"how (?:much time|many (?:working )?(?:days|hours)|long)(?: {_BE}| have we| do we have| do i have)?(?: still"
        rf"| there)?(?: (?:left|got|remain\w*))?(?: for {_IT_EN})?"
    ),
    rf"who(?: ?(?:{_BE}|has|have|does|leads?|did))?(?: {_DOING_EN})?(?: {_IT_EN})?",
    rf"who(?: ?{_BE})? (?:the |its )?(?:lead|assignee|assigner|owner|co-assignees?)(?: (?:of|on|for) {_IT_EN})?",
    rf"who (?:assigned|gave|set|ordered) {_IT_EN}",
    rf"whose(?: {_BE} {_IT_EN}| {_IT_EN}| task)?",
    rf"how(?: ?{_BE})?(?: {_IT_EN}| things| we)?(?: {_BE})?(?: (?:going|doing|coming along|getting on|progressing))?",
    rf"how far(?: along)?(?: ?{_BE})?(?: {_IT_EN}| we| you| they)?(?: with {_IT_EN})?(?: along)?",
    rf"what(?: ?{_BE})? (?:the |its )?(?:status|state|progress|latest|news)(?: (?:of|on|with) {_IT_EN})?",
    rf"(?:{_BE} there |have (?:we|you) )?any (?:news|progress|updates?|result)(?: (?:on|about|with) {_IT_EN})?",
    rf"where(?: ?{_BE})? (?:{_IT_EN}|we|things)(?: (?:with|on) {_IT_EN})?(?: now)?",
    rf"(?:is|has|was)(?: {_IT_EN})?(?: been)?(?: already| not)? {_STATE_EN}(?: yet| already| now| by now)*\?",
    rf"(?:is|has|was) {_IT_EN}(?: been)?(?: already| not)? {_STATE_EN}(?: yet| already| now| by now)*",
    rf"{_STATE_EN}(?: yet)?\?",
    rf"what(?: ?{_BE})?(?: {_IT_EN})?(?: {_BE})?(?: about)?",
)
_QUESTIONS: tuple[re.Pattern[str], ...] = (
    *(zh(f"{_IT}(?:{one}){_THIS}") for one in _ZH),
    *(en(one) for one in _EN),
)
_CURLY = late("[’‘]")
_LONGEST = 40  # signs; who says more says something else


def answered_by_card(text: str) -> bool:
    """Whether words about one matter ask for nothing but what its card says."""
    line = _CURLY.sub("'", half_width(" ".join(text.split()))).strip()
    if not line or len(line) > _LONGEST:
        return False
    return any(one.fullmatch(line) for one in _QUESTIONS)


_NAMED_ZH = late(
    r"(?:第?\s?(?<!\d)(?P<number>\d{1,6})\s?[号號件项項]|(?:任务|任務|编号|編號|事项|事項|[#＃])\s?[#＃]?(?P<other>\d{1,6})(?!\d))"
    r"(?:的|那|这|這)*(?:件|项|項)?(?:事情?|任务|任務|事项|事項)?"
)
_NAMED_EN = late(
    r"(?:\b(?:the )?(?:task|matter|item|number|no\.?)\s?#?|#)(?P<number>\d{1,6})(?P<other>)\b", re.IGNORECASE
)


def number_asked(line: str) -> Iterator[int]:
    """3号谁在办, when is task 3 due: the number of the matter on whose card the answer stands."""
    for named, it in ((_NAMED_ZH, "这事"), (_NAMED_EN, "it")):
        found = list(named.finditer(line))
        if len(found) == 1 and answered_by_card(named.sub(it, line)):
            yield int(found[0]["number"] or found[0]["other"])
