"""The pieces of what is asked in everyday words, in both Chinese scripts and English; `questions` puts them together."""

from __future__ import annotations

import re
from collections.abc import Mapping

from domain.text import late

LEAD = (
    r"(?:请问|請問|麻烦|麻煩|请|請|帮我|幫我|给我|給我|告诉我|告訴我|我想(?:知道|看|了解)(?:一下)?|我要看|看看|看一下"
    r"|看下|查一下|查查"
    r"|查下|查看|列一下|列出|了解一下|现在|現在|目前|截至目前|到现在|到現在|[,\s])*"
)
TAIL = (
    r"(?:(?:给|給)我(?:看|列|查)(?:一下|看|出来|出來)?|看一下|列一下|查一下|呢|吗|嗎|啊|呀|了|的|名单|名單|清单"
    r"|清單)*[\s?!.。~]*"
)
HOW_MANY = (
    r"(?:都|还|還|又|一共|总共|總共|共|已经|已經)*(?:有没有|有沒有|有哪些|有哪几|有哪幾|有什么|有什麼|有啥|有几|有幾"
    r"|有多少|哪些|哪几|哪幾"
    r"|什么|什麼|几|幾|多少|有)"
)
IN_ALL = r"(?:都|已经|已經|一共|总共|總共|共)*"
THING = r"(?:件|个|個|项|項)?(?:督办|督辦)?(?:的)?(?:事情|事项|事項|事|任务|任務|工作|案件|案子|件|活)?"
WHICH = rf"(?:{HOW_MANY}{THING})?"
LATE = (
    r"(?:拖期|脱期|误期|誤期|误了时限|誤了期限|过了时限|超了时限|超过期限|超過期限|超了|过了期限|過了期限|超期|超时"
    r"|超時|逾期|过期|過期|延误|延誤|拖延|红灯|紅燈)"
)
DONE = r"(?:办结|辦結|办完|辦完|完成|结案|結案|了结|了結)"
DUE = rf"(?:(?:会|會|要|该|該|应|應)*(?:到期|截止|到时限|到期限)|(?:要|该|該|应|應)+(?:交|{DONE}))"
NOT = r"(?:还|還|都|尚|仍|到现在|到現在)*(?:没有?人?|沒有?人?|未|不曾|不|无人|無人)"
TAKE = r"(?:(?:签字|簽字)?(?:签收|簽收|接收)|接单|接單|接)"
WHO = (
    r"(?:都|还|還|现在|現在)?(?:还有|還有|有)?(?:谁|誰|哪些(?:人[员員]?|同志|同事|同仁|单位|單位|科室|部门|部門)"
    r"|哪几个人?|哪幾個人?|哪个人?"
    r"|哪個人?|哪位|哪几位|哪幾位|几位|幾位|几个人|幾個人|几人|幾人|多少人|什么人|什麼人)"
)
READ = (
    r"(?:(?:点|點|按|签|簽)(?:过|過|了)?(?:已阅|已閱|已读|已讀)|已阅|已閱|看过?|看過|读过?|讀過?|阅读?|閱讀?|回执|回執"
    r"|确认|確認|查看|读到|看到|知悉|知晓|知曉)"
)
THAT = r"(?:那|这|這)(?:个|個|条|條|则|則|份|封|篇)?"
# What the notice is about may stand before it: 放假通知.
NOTICE = rf"(?:{THAT})?(?P<about>[^\s谁誰没沒未哪几幾有看读讀]{{1,12}}?)?的?(?:{THAT})?(?:通知|公告|通告)"
HAS_NOT = r"(?:still )?(?:has not|hasn't|have not|haven't|did not|didn't) (?:yet )?"
EN_LEAD = r"(?:(?:please|so|and|ok|hi)[,\s]+)*(?:(?:can you |could you )?(?:(?:show|tell|give)(?: me)?|list) )?"
EN_TAIL = r"(?:\s+(?:now|yet|so far|please|already))*[\s?!.]*"
EN_WHAT = (
    r"(?:(?:what(?:'s| is| are| was| were)?|which (?:tasks?|matters?|ones?)?(?: ?(?:is|are|was|were))?|anything"
    r"|anybody|anyone"
    r"|how many(?: (?:tasks?|matters?))?(?: (?:is|are|was|were))?|is there anything|are there any(?: tasks?)?"
    r"|do we have|have we(?: got)?|the|all)\s+)*"
)
DONE_OR = rf"(?:{DONE}|办|辦|结|結|交|做|弄|完)"
JUDGE = (
    r"(?:签字|簽字|签|簽|点头|點頭|过目|過目|批准|批复|批覆|批示|批阅|批閱|批|审核|審核|审批|審批|审阅|審閱|审定|審定"
    r"|审|審|核准|核定|核|拍板|决定|決定"
    r"|定夺|定奪)"
)
EN_JUDGE = r"(?:approve|approval|review|signature|decide|decision|sign off|sign)"
TODO = r"(?:待办|待辦|要办|要辦|该办|該辦|没办|沒辦|未办|未辦|未完|未结|未結|没完成|沒完成|没做|沒做|未完成|在办|在辦)"
THINGS = r"(?:事情?|事项|事項|任务|任務|工作|案件|案子|活儿?|清单|清單|列表)"
OWN = (
    rf"(?:我|自己|本人)?(?:的|手上|手里|手裡|手头|手頭|这边|這邊|这里|這裡|还有|還有|还|還|要|该|該)*的?{TODO}(?:完"
    rf"|掉)?的?{THINGS}?"
    rf"|(?:我|自己|本人)?(?:手上|手里|手裡|手头|手頭)的?{THINGS}"
    rf"|(?:我|自己|本人)(?:今天|现在|現在|目前|这周|這週|本周|本週)?的?{TODO}的?{THINGS}?|(?:我|自己|本人)(?:的"
    rf"|手上的?|手里的?|手裡的?|手头的?|手頭的?|名下的?){THINGS}"
)
WHERE_I_AM = r"(?:这边|這邊|这里|這裡|现在|現在|手上|手里|手裡|手头|手頭|今天|还|還)"
EN_TASKS = r"(?:tasks?|matters?|work|to[- ]?dos?|to[- ]?do list|list|jobs?|assignments?|things to do)"
OWN_EN = (
    rf"(?:all )?my (?:own |open |current |pending |unfinished |remaining )*{EN_TASKS}|to[- ]?dos?(?: list)?|what(?:'s"
    rf"| is) on my (?:plate|list)"
    r"|what (?:do|must|should|have|am) i (?:still )?(?:got to |have to |need to |supposed to )?(?:do|finish"
    r"|working on)|what(?:'s| is) left for me"
)
GAVE = r"(?:交办|交辦|布置|佈置|安排|派|指派|交代|分派|下达|下達|分配|部署)"
TO_OTHERS = r"(?:给|給|向)?(?:别人|別人|大家|他们|他們|下面|下属|下屬|部下)?"
EN_GAVE = r"(?:assign|assigned|give|gave|given|hand|handed|delegated?|set)"
UNREAD = (
    rf"{WHO}{NOT}{READ}(?:了|到|完)*{NOTICE}",
    rf"{NOTICE}(?:现在|現在|到现在)*的?{WHO}{NOT}{READ}(?:了|到|完)*",
    rf"{NOT}{READ}(?:了|到|完)*{NOTICE}的?(?:人员?|同志|同事)?(?:有|是)?(?:哪些|谁|誰|{WHO})?",
    rf"{NOTICE}的?(?:阅读|閱讀|已读|已讀|未读|未讀|签阅|簽閱|回执|回執)(?:情况|情況|情形|状况|狀況|人员|人員|名单|名單)*",
    rf"{NOTICE}(?:大家|都|全都|全部|所有人|每个人|每個人)+(?:看|读|讀|阅|閱)(?:过|過|完|到)?了?(?:没有?|沒有?)?",
    rf"{NOTICE}(?:看|读|讀|阅|閱)(?:过|過|完|到)?了?(?:没有?|沒有?)",
    rf"(?:大家|都|所有人|每个人|每個人)+(?:看|读|讀|阅|閱)(?:过|過|完|到)?了?{NOTICE}了?(?:没有?|沒有?)?",
    rf"{WHO}{NOT}(?:回执|回執|已阅|已閱|(?:点|點|按)(?:了|过|過)?(?:已阅|已閱)|读通知|讀通知)",
)  # fmt: skip
EN_NOTICE = r"(?:the |that |this |my |our )?(?P<about>[a-z][\w -]{1,24}? )??(?:notice|announcement)"
EN_ALL = r"(?:everyone|everybody|all of them|they all|people|they)"
UNREAD_EN = (
    (
        rf"(?:who|how many(?: people)?|which people|who all) (?:{HAS_NOT}|still has to |has yet to |is yet to "
        rf"|must still )(?:read"
        rf"|seen|see|opened?) {EN_NOTICE}"
    ),
    (
        rf"(?:has|have|did) (?:{EN_ALL}|anyone|anybody|someone) (?:not )?(?:yet )?(?:read|seen|see|opened?) {EN_NOTICE}"
        r"(?: and who (?:has not|hasn't|did not|didn't))?"
    ),
    rf"who (?:has )?(?:read|seen) {EN_NOTICE}(?: and who (?:has not|hasn't|did not|didn't))?",
    (
        rf"(?:who|by whom) is {EN_NOTICE} (?:still )?(?:unread|not read)(?: by)?"
        rf"|{EN_NOTICE.replace('about', 'also')} (?:unread|not read) by (?:whom|who)"
    ),
    (
        rf"(?:whose|who) (?:reading|receipt)s? (?:is|are) missing(?: for {EN_NOTICE})?"
        rf"|(?:all )?(?:unread {EN_NOTICE.replace('about', 'also')}|unread(?: notices?| ones)?)"
    ),
)  # fmt: skip


def zh(pattern: str) -> re.Pattern[str]:
    """A whole question in Chinese, with what may stand around it."""
    return late(f"{LEAD}(?:{pattern}){TAIL}")


def en(pattern: str) -> re.Pattern[str]:
    """The same in English."""
    return late(f"{EN_LEAD}(?:{pattern}){EN_TAIL}", re.IGNORECASE)


DAYS: Mapping[str, str] = {
    "today": r"今天|今日|\btoday\b",
    "tomorrow": r"明天|明日|\btomorrow\b",
    "next-week": r"下个?(?:周|星期)|下個?(?:週|星期|禮拜)|下礼拜|\bnext week\b",
    "last-week": r"上个?(?:周|星期)|上個?(?:週|星期|禮拜)|上礼拜|\blast week\b",
    "last-month": r"上个?月|上個月|\blast month\b",
    "week": r"本周|本週|这个?(?:周|星期)|這個?(?:週|星期|禮拜)|这礼拜|\bthis week\b",
    "month": r"本月|这个?月|這個月|\bthis month\b",
    "yesterday": r"昨天|昨日|\byesterday\b",
}


def day_named(said: str) -> str:
    """The name of the time that such words say."""
    return next(name for name, words in DAYS.items() if re.fullmatch(words, said, re.IGNORECASE))
