"""What only mentions a time because it is the matter itself: what a meeting is moved to, booked for, or called for.

The day in 会议改到下周三，通知大家 belongs to the meeting; taking it out of the text would leave an order without its matter.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from deadlines.choice.mention_rows import MOMENTS, Mention

like: Final = re.compile
_matter: Final = partial(Mention, matter=True)
_MEETING: Final = (
    "(?:(?<!大家都)会|会议|例会|培训|面试|考试|讲座|活动|聚餐|饭局|课|典礼|[仪儀]式|比赛|演出|演练|拜访|参观|"
    "行程|航班|机票|车票|预约|约会|体检|门诊|手术|评审|答辩|路演|直播|团建|年会|开标|验收)(?:的?(?:时间|日期))?"
)
_MOVED: Final = "(?:改期|改|调整|调|挪|移|换|推迟|延期|延后|推后|推|延|顺延|提前|提早)"
_TO: Final = "(?:到|至|在|为|成)了?"
_INVITED: Final = "(?:通知|叫上?|喊|约|邀请|告诉|告知|转告|提醒|让)(?!一下?我|我)"
_COMING: Final = (
    "(?:的?时候|准时|一起|都|要|再|务必)?(?:来|去|到(?!期|账|货|位)[^,]{0,6}|"
    "过来|参加|出席|列席|集合|开会|参会|见面|碰头|面试|报到|值班|上课|体检|面谈)"
)
_BOOK: Final = (
    "(?:(?:预|代)?[订定]|预约|买|购|抢|改签|退掉?|租)(?:好|一下|[一两二三四五六七八九十\\d]{0,2}[张间个辆輛桌])?"
)
_BOOKED: Final = (
    "(?:机票|车票|火车票|高铁票|动车票|船票|门票|票|航班|酒店|"
    "[宾賓]馆|民宿|会议室|包间|包[厢廂]|房间|座位|位子|餐位|场地|[专專]车|大巴|包车|班机)"
)
_NO_DUTY: Final = like("(?!前|之前|以前|提?交|上报|报送|完成|发[我给到]|给)")  # 培训材料改到周五交
CHINESE: Final = (
    _matter(MOMENTS, like(f"{_MEETING}[^,将要请]{{0,10}}?{_MOVED}{_TO}$"), _NO_DUTY, unmarked=True),
    _matter(MOMENTS, like(f"{_MEETING}[^,将要请]{{0,4}}[从由]$"), like(f"{_MOVED}{_TO}"), unmarked=True),
    _matter(MOMENTS, like(f"{_INVITED}[^,]{{1,12}}$"), like(_COMING), unmarked=True),
    _matter(MOMENTS, like(f"{_BOOK}$"), like(f"[^,把将]{{0,10}}{_BOOKED}"), unmarked=True),
)
_GATHERING: Final = (
    r"(?:meetings?|calls?|interviews?|standups?|stand-ups?|workshops?|trainings?|sessions?|classes|class|reviews?|demos?|"
    r"appointments?|lunch|dinner|visits?|trips?|flights?|events?|part(?:y|ies)|exams?|tests?|webinars?|kick-?offs?|"
    r"retros?|syncs?|1:1s?|one-on-ones?|check-?ins?|bookings?|reservations?|viewings?|hearings?|rehearsals?|"
    r"ceremony|inspections?|presentations?|catch-?ups?|shifts?|tours?)"
)
_MOVE: Final = (
    r"\b(?:move|reschedule|rebook|shift|push|postpone|change|switch|delay|bring|pull|put|swap|defer|adjourn)\b"
)
_RESERVE: Final = r"\b(?:book|reserve|rebook)\b"
_RESERVED: Final = (
    r"(?:flights?|trains?|tickets?|hotels?|rooms?|tables?|seats?|taxis?|cars?|cabs?|vans?|coach|buses|bus|venues?|slots?|"
    rf"courts?|desks?|{_GATHERING})"
)
_TILL: Final = r"(?:(?:to|until|till)(?: the)? )"
_ON: Final = r"(?:(?:on|for|at|leaving|departing|starting)(?: the)? )"
_COME: Final = (
    r"(?:come|attend|join|be (?:here|there|in|at|on)|arrive|show up|meet(?! the)|gather|turn up|drop by|dial in)"
)
_INVITE: Final = r"\b(?:tell|ask|remind|invite|notify|inform|get)\b(?! me\b)[^,;.]{1,40}? to "
ENGLISH: Final = (
    _matter(MOMENTS, like(rf"{_MOVE}[^,;.]{{0,40}}\b{_GATHERING}\b[^,;.]{{0,20}}? {_TILL}$")),
    _matter(MOMENTS, like(rf"{_MOVE}[^,;.]{{0,40}}\b{_GATHERING} $"), said=like(f"from |{_TILL}")),
    _matter(MOMENTS, like(rf"{_RESERVE}[^,;.]{{0,30}}\b{_RESERVED}\b[^,;.]{{0,30}}? {_ON}$"), unmarked=True),
    _matter(
        MOMENTS, like(rf"{_RESERVE}[^,;.]{{0,30}}\b{_RESERVED} (?:[^,;.]{{1,30}} )?$"), said=like(_ON), unmarked=True
    ),
    _matter(
        MOMENTS,
        like(rf"\bbuy\b[^,;.]{{0,30}}\b(?:tickets?|flights?|seats?) (?:[^,;.]{{1,20}} )?{_ON}?$"),
        unmarked=True,
    ),
    _matter(MOMENTS, like(rf"\binvite\b[^,;.]{{1,40}}? to [^,;.]{{1,30}}? {_ON}?$"), unmarked=True),
    _matter(MOMENTS, like(rf"{_INVITE}{_COME}\b[^,;.]{{0,24}}? {_ON}?$"), unmarked=True),
    _matter(MOMENTS, like(r"\bfor (?:(?:the|our|my|your|their) )?$"), like(rf" {_GATHERING}\b")),
)
