"""The table of clauses that decide: which words are which verb of a matter's life, in three languages."""

from __future__ import annotations

import re

from domain.model.value import value
from domain.rules.moves import Action
from domain.text import late

_BEFORE = (
    r"(?:好的?|行|可以|那就|那|就|我|我们|我們|请|請|麻烦|麻煩|直接|先|还是|還是|再|给|給|全部|都|这件(?:事)?"
    r"|這件(?:事)?|此件|该件|該件|结果|結果"
    r"|ok(?:ay)?|yes|please|just|then|so|i(?:'m| am)?|we|let's|it(?:'s| is)|this is|the result is"
    r"|(?:is|are|was|has been|should be|must be|can be|to be)(?: now| hereby)?)?\s*"
)
_BEHIND = (
    r"\s*(?:了|吧|啊|哦|呀|啦|的|一下|就行|就好|即可|please|now|then|thanks|for me|it|this|that)*\s*[👌👍✅🙏~～]*"
)


@value
class Row:
    actions: tuple[Action, ...]
    clause: re.Pattern[str]
    says: str = ""  # what is given with the verb, where the words themselves are no reason; `WHOLE`: all that was said
    alone: bool = False  # only where nothing else is said: 加急 at the end of an order is a part of it


def _row(*actions: Action, clause: str, says: str = "", alone: bool = False) -> Row:
    return Row(actions, late(f"{_BEFORE}(?:{clause}){_BEHIND}", re.IGNORECASE), says, alone)


WHOLE = "*"


_DUE = "(?:把|将|將)?(?:(?:办结|辦結|完成|截止)?(?:时限|時限|期限|时间|時間|日期)|ddl)?"
_CARRIES_ON = "(?:来|來|去)?(?:接手|承办|承辦|主办|主辦|负责|負責|办理|辦理|办|辦|做|弄|接|跟进|跟進|牵头|牽頭)?"
_CHANGED = "(?:替换|替換|更换|更換|换|換)(?:成|为|為|给|給|作)"
_SOMEBODY = "(?:@\\w+|[^\\s,@]{1,20}?)"
_STOPS = "(?:挂起|掛起|暂停|暫停|搁置|擱置|暂缓|暫緩|缓一缓|緩一緩|放一放|停一停|停一下|停下来|停下來)(?:一下)?(?:办理|辦理)?"
_LATE = "(?:超时|超時|逾期|超期|迟到|遲到|延误|延誤|迟报|遲報)"
_PROOF = "(?:照片|相片|图片|圖片|附件|证明|證明|佐证|佐證|证据|證據|截图|截圖|凭证|憑證|影像)(?:材料|资料|資料)?"
_PROOF_EN = "(?:photos?|pictures?|evidence|proof|screenshots?|attachments?)"
_IT = "(?: (?:it|this|that|the (?:deadline|due date|task|matter)))?"

# The first row whose clause fits decides; of its verbs those count that this person may do now.
ROWS: tuple[Row, ...] = (
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
        Action.RETURN, Action.RETURN_PART, Action.DECLINE,
        clause="(?:退回|打回|退件|退)(?:去|来|來)?(?:重[做办辦写寫]|修改|补充|補充|补件|補件)?(?:这一?部分|這一?部分)?"
        "|send" + _IT + " back|return" + _IT,
    ),
    _row(
        Action.RETURN, Action.RETURN_PART,
        clause="(?:拿回去|要|得|需要?)?(?:重新?(?:做|办|辦|写|寫|弄|来|來|报|報|交|改|搞)(?:一遍|一次|一份)?|返工"
            "|不通过|不通過|没通过|不合格|退改)"
        "|not (?:yet )?(?:good(?: enough)?|ok(?:ay)?|acceptable|complete|sufficient)|unacceptable|insufficient"
        "|(?:(?:it )?(?:needs?|has) to be )?(?:re-?done|reworked)|re-?do(?: it)?|re-?work(?: it)?|do(?: it)? (?:again"
        "|over)|re-?submit",
    ),
    _row(
        Action.CHANGE_PRIORITY,
        clause="(?:把|将|將)?(?:紧急程度|緊急程度|优先级|優先級)?(?:改|调|調|升|提|标|標|设|設|降)(?:成|为|為|到"
            "|级为|級為)?\\s*"
        "(?P<level>平件|加急|特急|特提|紧急|緊急|急件|速件|最速件|普通件?)"
        "|(?:make|set|mark|change|upgrade|raise)" + _IT + "(?: priority)?(?: as| to)? ?"
            "(?P<level_>normal|elevated|urgent|immediate|high priority|low priority)",
    ),
    _row(
        Action.CHANGE_PRIORITY,
        clause="(?:这件|這件|此件|该件)?(?:要|得|按|算|作|列为|列為)?(?P<level>加急|特急|特提|紧急|緊急|急件|速件"
            "|最速件)(?:办理|辦理|处理|處理|件|办|辦)?"
        "|(?P<level_>urgent|immediate|high priority|low priority|top priority)",
        alone=True,
    ),
    _row(
        Action.APPROVE, Action.RATE,
        clause="(?:给|給|打|评|評)?(?P<stars>[1-5一二两兩三四五])\\s?(?:颗|顆|个|個)?(?:星|★)(?:好评|好評)?"
        "|(?P<stars_>[1-5]|one|two|three|four|five) stars?",
    ),
    _row(
        Action.DECLINE, Action.ASK_TRANSFER,
        clause="(?:这个|這個|这件|這件|这事|這事|此事|它)?(?:根本|也|并|並)?(?:不(?:该|該|应该|應該)?(?:归|歸|由"
            "|是|属于|屬於|属|屬|在)"
            "(?:我|我们|我們|本人|我处|我處|我科|我室|本处|本處|本科|本科室|我们科|我們科|我们处|我們處|我们部门"
            "|我們部門)(?:的)?"
            "(?:管|负责|負責|办|辦|职责|職責|业务|業務|范围|範圍|的事)*(?:范围|範圍)?(?:内|內|之内)?(?:的)?|不是(?:我"
            "|我们|我們)(?:的事情?|的活儿?|的职责|的職責|负责|負責|管)(?:的)?"
            "|(?:我|我们|我們)不(?:管|负责|負責)(?:这个|這個|这块|這塊|这些)?)"
        "|not (?:my|our) (?:area|job|task|responsibility|department|business|field|remit)|outside (?:of )?(?:my"
        "|our) (?:area|remit|scope)"
        "|(?:not (?:responsible|in charge)|not the right person)(?: for (?:it|this|that))?",
        says=WHOLE,
    ),
    _row(
        Action.PAUSE,
        clause=f"(?:先)?{_STOPS}(?:(?:到|至)(?P<when>.+?))?(?:再说|再說|再办|再辦)?"
        "|(?:on hold|put" + _IT + " on hold|pause" + _IT + "|suspend" + _IT + "|shelve" + _IT + "|hold" + _IT + ")"
            "(?: (?:until|till|to) (?P<when_>.+))?",
    ),
    _row(
        Action.WAIVE, Action.APPEAL,
        clause="(?:这个|這個|这次|這次|此次)?(?:不要?|别|別|不能|不应|不應|先不)再?(?:把)?(?:算|计|計|记|記|算作"
            "|按)(?:作|为|為|入)?(?:成)?"
            f"(?:我|他|她|本人)?(?:们|們)?的?{_LATE}"
        f"|(?:免除|豁免|消除|撤销|撤銷)(?:这次|這次|他的|她的|我的)*{_LATE}(?:记录|記錄|紀錄)?"
        "|(?:do not|don['’]?t) (?:count|mark|treat)(?: (?:this|it|that|him|her|me|us|mine))*(?: against (?:him|her|me|us))?"
            "(?: as)? ?(?:late|overdue|a breach)|waive" + _IT + "(?: the breach)?",
    ),
    _row(
        Action.APPEAL,
        clause="(?:要|想|提出|提|申请|申請|需要)*(?:申诉|申訴)|(?:want to |would like to |['’]d like to "
            "|wish to )?appeal(?: this| it| the breach)?",
    ),
    _row(
        Action.CHANGE_PERIODIC,
        clause="(?:以后|以後)?(?:不用|不必|不需要|无需|無需|不要|别|別|停止"
            "|取消)再?(?:每[天日周週月](?:[一二三四五六日天])?|定期)都?"
            "(?:报|報|反馈|反饋|回报|回報|汇报|匯報|彙報|报告|報告)(?:进展|進展|进度|進度|一次)*"
        "|(?:no (?:more |need for )?|stop )(?:the |those |sending )*(?:weekly|daily|monthly|regular"
        "|periodic) (?:reports?|updates?)"
            "(?: any ?more| needed)?",
        says="off",
    ),
    _row(
        Action.WAIVE_EVIDENCE,
        clause=f"(?:不用|不必|不需要|无需|無需)(?:再)?(?:附|交|传|傳|带|帶|上传|上傳|提供)(?:上)?{_PROOF}"
        f"|no (?:need for )?{_PROOF_EN}(?: (?:needed|required))?",
    ),
    _row(
        Action.NEED_EVIDENCE,
        clause=f"(?:要|需要?|必须|必須|得)?(?:附|带|帶|上传|上傳)(?:上)?(?:现场|現場)?{_PROOF}(?:才行|才能办结|才能辦結|才算)?"
        f"|(?:i |we )?(?:must |needs? (?:to )?|has to |want )?(?:attach|include|with|have|add|be with)?(?: a"
        f"| the| some)? ?{_PROOF_EN}"
            "(?: (?:needed|required))?",
    ),
    _row(
        Action.SLIP,
        clause="(?:给|給|对|對|向)?(?:他|她|他们|他們)?(?:发|發|下|开|開|出)(?:一?[个個张張份])?(?P<colour>红|紅"
            "|黄|黃|蓝|藍)色?(?:督办|督辦)?[单單牌]"
        "|(?:give|send|issue)(?: him| her| them)? an? (?P<colour_>red|yellow|blue) (?:slip|card)(?: to (?:him|her|them))?",
    ),
    # A bare length comes first: 'extend by a day' is a day longer, and no deadline a day from now.
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
        Action.CHANGE_DEADLINE, Action.ASK_TIME,
        clause=f"{_DUE}(?:改期?|调整?|調整?|推迟|推遲|推|延期?|展延|延后|延後|延长|延長|顺延|順延|提前|提早|放宽|放寬|宽限"
            f"|寬限|挪|移|定|缩短|縮短)(?:到|至|成|为|為|在)(?P<when>.+)"
        f"|(?:make|move|postpone|push|extend|change|shift|set|bring|reschedule|delay)(?:{_IT}|ing)(?: back| out| forward"
        f"| up)?(?: to| until| till| by)? (?P<when_>.+)"
        "|(?:due|deadline)(?: is)?(?: now)? (?P<when__>.+)(?: instead| now)"
        "|(?:it )?(?:(?:has|have|needs?) to|must|should|shall) be (?:done|finished|completed|ready"
            "|handed in|submitted) (?:by|on|before) (?P<when____>"
            "(?:next |this |the |end |noon|tomorrow|today|tonight|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may"
            "|jun|jul|aug|sep|oct|nov|dec|\\d).*)"
        "|(?:is |it is |it's )(?:now )?due (?:now )?(?:by |on )?(?P<when___>.+)",
    ),
    _row(
        Action.ADD_CO,
        clause="(?:让|讓|叫|请|請)(?P<who>\\S{1,20}?)(?:也|来|來|一起|一块|一塊)*(?:参与|參與|参加|參加|协办|協辦"
            "|协助|協助|配合|加入|帮忙|幫忙)"
            "(?:一下|进来|進來|办理|辦理)?"
        "|(?:再)?(?:加上|增加|添加|算上|拉上|加)(?P<who_>\\S{1,20}?)(?:一起|一块|一塊|也|来|來)*(?:协办|協辦|协助|協助"
        "|参与|參與|办|辦)?(?:进来|進來)?"
        "|(?:get|let|have|bring) (?P<who__>.+?) (?:involved|help(?: out)?|join(?: in)?|in)(?: too| as well)?"
            "|(?P<who____>@\\w+|[^\\s,@]{1,12}?)\\s?(?:也|一起|一块|一塊|一同)+(?:来|來|要)?(?:参与|參與|参加|參加|协办"
            "|協辦|协助|協助|配合|加入|帮忙|幫忙)(?:一下|进来|進來|办理|辦理)?"
            "|(?P<who_____>@\\w+|[A-Z]\\w+(?: [A-Z]\\w+)?) (?:should |can |will |to )?(?:also )?(?:helps?(?: out)?"
            "|joins?(?: in)?)"
            "|(?:add|involve|include) (?P<who___>.+?)(?: too| as well)?(?: as (?:a )?co-?(?:assignee|worker))?",
    ),
    _row(
        Action.ADD_WATCHER,
        clause="(?:同时|同時|也)?(?:抄送|知会|知會)(?:给|給)?(?P<who>\\S.*?)|(?:cc"
            "|copy(?: in)?) (?P<who_>.+?)(?: in)?(?: on)?",
    ),
    _row(
        Action.DROP,
        clause="(?:把|将|將)(?P<who>\\S{1,20}?)(?:从|從)?\\s*(?:里面?|中|裡面?)?(?:去掉|移除|移出|拿掉|删掉|刪掉"
            "|删除|刪除|撤下来)"
        "|(?:remove|take off|drop) (?P<who_>.+?)(?: from)",
    ),
    _row(
        Action.REASSIGN, Action.REPLACE, Action.ASK_TRANSFER,
        clause=f"(?:把|将|將)?(?:负责|負責|牵头|牽頭|承办|承辦|主办|主辦|办理"
            f"|辦理)人?{_CHANGED}(?P<who>{_SOMEBODY}){_CARRIES_ON}"
        f"|(?:把|将|將)?(?P<out>{_SOMEBODY}){_CHANGED}(?P<who_>{_SOMEBODY}){_CARRIES_ON}"
        f"|(?:用|让|讓|叫|由|请|請)?(?P<who__>{_SOMEBODY})(?:来|來|去)?(?:替换|替換|替代|代替|取代|顶替|頂替|接替|替"
        f"|换下|換下)掉?(?P<out_>{_SOMEBODY}){_CARRIES_ON}"
        "|(?:replace|swap(?: out)?|substitute) (?P<out__>.+?) (?:with|by|for) (?P<who___>.+?)"
        "|(?:let |have )?(?P<who____>.+?)(?: (?:do|take|handle)(?: it| this)?)? (?:instead of|in place of|replaces"
            "|to replace) (?P<out___>.+?)",
    ),
    _row(
        Action.REASSIGN, Action.HAND_OVER, Action.ASK_TRANSFER,
        clause="(?P<who>(?!我)[^\\s,]{1,12}?)(?:先|来|來|暂时|暫時|临时|臨時)*(?:顶上|頂上|顶替|頂替|顶|頂|接手"
            "|接替|代办|代辦|代班)"
        "|(?P<who_>[@\\w]+(?: [A-Z]\\w+)?) (?:takes?|to take|can take|covers?|steps? in|fills? in)(?: it"
        "| this)?(?: over)?(?: for (?:now|him|her))?",
    ),
    _row(
        Action.REASSIGN, Action.ASK_TRANSFER,
        clause=f"(?:换成|換成|换由|換由|换给|換給|换|換|改由|改给|改給|改派给?|改派給?|改让|改讓|改交给?|改交給?"
            f"|转给|轉給|转派给?"
            f"|轉派給?|转交给?|轉交給?|交给|交給|让|讓|由|派给|派給)(?P<who>\\S.*?){_CARRIES_ON}"
        "|(?:reassign|give|hand|transfer|pass|assign|switch)" + _IT + "(?: over)? to (?P<who_>.+?)(?: instead)?"
            "|let (?P<who__>.+?) (?:do|take|handle|have)"
        "|(?:it )?(?:should |must |will )?goe?s? to (?P<who____>@\\w+)"
        "|(?:done|handled|taken(?: over| on)?|carried out) by (?P<who___>@\\w+|[A-Z]\\w+(?: [A-Z]\\w+)?)(?: instead)?",
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
            "| her| them| it)?(?: up)?|(?:chase|nudge|urge|remind) \\S.{0,30}? (?:about|on)",
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
