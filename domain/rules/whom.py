"""What people say around a name when they are asked who shall do something: 交给李明吧, 李明牵头，赵倩配合, give it to Li."""

from __future__ import annotations

import re

from domain.text import late

_PARTICLES = late(r"(?:[\s。.!！~～]*[吧呢啊呀哈哦嘛啦喽囉])+[\s。.!！~～]*$")
_TO_WHOM = late(
    r"^\s*(?:(?:那就|就|那|还是|還是|改)\s*)?(?:转给|轉給|转交给?|轉交給?|转到|轉到|转|轉|换成|換成|换|換|交(?:给|給)?(?![流代通接界])|派给|派給"
    r"|指派给|指派給|改由|改为|改為|给|給|找"
    r"|(?:please )?(?:give|hand|pass|transfer|assign|move)(?: it| this)?(?: over)? to |to )\s*",
    re.IGNORECASE,
)
_TO_DO_IT = late(
    "\\s*(?:自己|亲自|親自)?(?:[来來去]?(?:[办辦做弄管]|负责|負責|处理|處理|跟进|跟進|牵头|牽頭|承办|承辦|经办|經辦)"
    "|(?<!回)(?<!过)(?<!過)(?<!出)(?<!上)(?<!下)(?<!进)[来來去])"
    "(?=$|[\\s,，。;；])"
)
_HELPS = late(r"配合|协办|協辦|协助|協助|参与|參與|辅助|輔助|帮忙|幫忙|\bhelps?\b|\bassists?\b", re.IGNORECASE)
_MYSELF = late(
    r"\s*(?:还是|還是|那就|就|由|让|讓)?我(?:自己|亲自|親自|本人|[来來去])+(?:[办辦做弄管]|负责|負責|牵头|牽頭|处理"
    r"|處理)?[吧了啊。.!！\s]*"
)
_EVERYBODY = late(
    r"\s*(?:交给|交給|派给|派給|给|給|让|讓|由)?(?:所有人|所有的人|大家|全体(?:人员|同事|员工)?|全體(?:人員|同仁|員工)?"
    r"|每个人|每個人|各位|人人|全部人?|都)"
    r"(?:都?[办辦做])?[吧。.!！\s]*|\s*(?:give it to )?(?:everyone|everybody|all|all of (?:them|us)|the whole (?:team"
    r"|office|group))[.!\s]*",
    re.IGNORECASE,
)
_AROUND = late(
    r"(?:[\s,，、。.;；:：!！~～&+]"
    r"|交由|交给|交給|派给|派給|转给|轉給|转交|轉交|指派|安排|改为|改為|换成|換成|换|換|改|给|給|让|讓|由|请|請|叫|找|派|交"
    r"|还是|還是|那就|那|就|先|都|也|要不|干脆|乾脆|应该|應該|可以|吧|呢|啊|呀|哦|嘛|啦|好了|好吗|好嗎|行|的"
    r"|自己|亲自|親自|本人|一个人|一個人|一起|一块|一塊|共同|分别|分別|两个人|兩個人|两个|兩個|俩|倆|两人|兩人|两位|兩位"
    r"|和|与|與|跟|及|以及"
    r"|负责|負責|牵头|牽頭|主办|主辦|承办|承辦|主责|主責|配合|协办|協辦|协助|協助|参与|參與|帮忙|幫忙|辅助|輔助|办理"
    r"|辦理|处理|處理|跟进|跟進|经办|經辦"
    r"|为主|為主|为辅|為輔|为首|為首|打头|打頭|来|來|去|办|辦|做|弄|管|搞|接手|接|一下|这件事|這件事|这事|這事|这件|這件"
    r"|此事|它"
    r"|之前|以前|为止|為止|前|完成|提交|办完|辦完|做完|办好|辦好|做好|同志|老师|老師|先生|女士"
    r"|加急|特急|特提|平件|急件|急办|急辦|尽快|盡快|保密|抄送|知会|知會"
    r"|\b(?:please|let['’]?s|let|have|get|ask|tell|make|say|give|hand|pass|assign|transfer|move|it|this|that|the|task"
    r"|one|matter"
    r"|to|for|by|with|and|plus|do|does|doing|handle|handles|handled|take|takes|taking|over|care|of|on|should|shall|can"
    r"|will|would"
    r"|lead|leads|leading|help|helps|helping|in|charge|together|both|himself|herself|myself|themselves|responsible|is|be"
    r"|i think|maybe"
    r"|then|ok|okay|urgent|asap|cc|go|goes)\b)*",
    re.IGNORECASE,
)


def says_only_whom(rest: str) -> bool:
    """Whether what is left of an answer beside its names and its deadline is only what people say around a name."""
    return _AROUND.fullmatch(rest) is not None


def bare(text: str) -> str:
    """An answer without the particles at its end: 下周一吧, 小赵吧."""
    return _PARTICLES.sub("", text)


def bare_name(text: str) -> str:
    """An answer that names somebody, without what people say around the name: 转给赵倩吧, 让赵倩办, give it to Li.

    Who leads and who helps stays said.
    """
    if _MYSELF.fullmatch(text):
        return "我自己"
    plain = bare(text)
    return plain if _HELPS.search(plain) else _TO_DO_IT.sub("", _TO_WHOM.sub("", plain, count=1), count=1)


def says_everybody(text: str) -> bool:
    """所有人, everyone: nobody in particular, asked who shall do something."""
    return _EVERYBODY.fullmatch(text) is not None


_INSTEAD = late(
    r"\s*(?:(?:不对|不對|不是|不(?=[,，\s])|错了|錯了|搞错了?|搞錯了?|弄错了?|弄錯了?|写错了?|寫錯了?|说错了?|說錯了?|等等|哦不"
    r"|not [\w@]{1,20}|nope\b|no\b|wrong|sorry|oops|actually)[\s,，。.!！:：、]*)+"
    r"(?:[^\s,，是@]{2,5}[\s,，]+)?(?:应该|應該|应|應)?"
    r"(?:而?是|给|給|交给|交給|改成|改为|改為|换成|換成|改给|改給|换|換|由|让|讓|it'?s|it is|i meant?|make it|should be"
    r"|give it to)?\s*"
    r"|\s*(?:人|承办人?|承辦人?|负责人|負責人)?(?:应该是|應該是|改成|改为|改為|换成|換成|改由|换|換|改给|改給"
    r"|change it to|make it|give it to|i meant?)\s*",
    re.IGNORECASE,
)


def instead(text: str) -> str:
    """What a preview shall say instead: 不对，是赵倩; 改成后天; the words themselves where they correct nothing."""
    found = _INSTEAD.match(bare(text))
    return bare(text)[found.end() :] if found else text
