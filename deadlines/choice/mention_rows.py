"""What only mentions a time in Chinese, as rows: facts as of a day, what others said, hours, limits of other things.

The patterns see folded text (Simplified where the lexicon knows the character) of one clause.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from deadlines.spec import Clock, Counted, Day, Length, Point, Range, Repeat, Shifted, Span

MOMENTS: Final = (Day, Clock, Point, Span, Range, Shifted)
LENGTHS: Final = (Length, Counted)
ANY: Final = (*MOMENTS, *LENGTHS, Repeat)


class Mention(Struct, frozen=True):
    """One way to mention a time: `before` is found in the clause before it, `behind` right behind it.

    `unless` is found nowhere in the clause. `gone` takes only days gone by, `past` not those that come again next year,
    `unmarked` none with 前, by and the like;
    `bare` only rules without a day or hour; `wide` looks past commas before it; `whole` fits the rest of the clause;
    `said` is how the expression's own words begin, `then` how the clause behind it does;
    `closing` takes only the close of work; with `doubt` it is asked about and not dropped,
    with `matter` days may still be counted from it (会议改到周三，提前两天交).
    """

    sorts: tuple[type, ...]
    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    gone: bool = False
    past: bool = False
    unmarked: bool = False
    bare: bool = False
    wide: bool = False
    whole: re.Pattern[str] | None = None
    closing: bool = False
    doubt: bool = False
    matter: bool = False
    said: re.Pattern[str] | None = None
    then: re.Pattern[str] | None = None


like: Final = re.compile
# What makes a clause an order, whoever is quoted in it and however long ago its day was.
_DEMANDS: Final = (
    "请|务必|必须|须|需要|要(?!求书|点|闻|开会|去|来|出差|请假|到|回来|走|休)|得(?=把|交|给)|(?<![没未已])交(?!流|易|通|接|警|换|付|货)|报(?:上|"
    "送|给|到|来)|提交|上报|完成|"
    "发(?:我|给|到|出|群|送)|给我|做好|弄好|搞定|定稿|麻烦|尽快|落实|盯|催"
)
DEMAND: Final = like(f"{_DEMANDS}|把")
_STILL_ASKED: Final = like(f"{_DEMANDS}|把(?![^,]*[了过]$)")  # 上周五客户把货退了 is told
_OURS: Final = like("请|务必|须|应于|^(?:你|您|我|咱|本)|给我")
_AS_OF: Final = "(?:截至|截止到?|到|至)"
_FACT: Final = like(
    r"(?!前|之前|以前|止前)[^的把]{0,14}?(?:率|共|已|累计|仍|尚|还(?:有|剩)|达|剩|\d[\d.,]*(?:%|余|"
    "多)?(?:万|亿|户|件|人|份|家|条|个|项|起|笔|元|台|单|%))"
)
FACTS: Final = (
    Mention(MOMENTS, like(f"{_AS_OF}$"), _FACT, DEMAND),
    Mention(MOMENTS, like(f"{_AS_OF}$"), gone=True, unless=like("(?<!提)前|请|交(?!易)|报(?:送|上)|完成(?!率|度)")),
    Mention(
        MOMENTS,
        None,
        like(r"[^,]{0,10}?\d[\d.,]* ?[%万亿元人户件份家台套条个箱吨次名起例桶卷根块米]"),
        DEMAND,
        gone=True,
        unmarked=True,
    ),  # 10月底库存320箱
    Mention(MOMENTS, None, like("(?:止|为止)?[^,]{0,12}(?:已|共|率|累计)"), DEMAND, past=True),
    Mention(MOMENTS, like(rf"(?:统计|更新|数据|汇总|核算|资料|报表|口径|余额)[^,]{{0,6}}{_AS_OF}$"), None, DEMAND),
    Mention((*MOMENTS, *LENGTHS), like("以$"), like("(?:作?为|的?数据为)(?:基准|准|截止|口径|统计|时点)")),
    Mention(MOMENTS, like("上个?$")),  # 上月末: the present month's end is not meant
    Mention(MOMENTS, None, like("[^,]{0,8}已"), past=True),
    Mention(MOMENTS, None, like("[^,]{2,}"), _STILL_ASKED, past=True),  # 昨天下班前机房跳电
)
_SAYS: Final = (
    "(?:(?<![小传解演再来])说(?!明(?![天日早晚年])|法|好|一下|清|服)|讲(?!话|座|解|师|课|"
    "稿|义)|表示|声称|宣称|透露|告知|提到|称)"
)
_VOWS: Final = "(?:答应|承诺|保证(?!金)|预计|许诺)"
_THEY: Final = (
    "物业|学校|银行|房东|甲方|乙方|对方|客户|客人|用户|供应商|厂家|厂商|"
    "院方|社区|街道|总部|"
    "电力公司|电信|移动公司|快递|物流|酒店|航空公司|法院|税务|海关|供货商|承包商|施工方|施工队|监理|"
    "中介|医院|卖家|卖方|买方|业主|租客|厨房"
)
_TO_THEM: Final = "请|让|叫|跟|找|联系|催|和|向|给|把|通知|告诉|提醒|问|约|再|对(?!方)|我|你|您|咱"
_BODY: Final = "[一-鿿]{1,5}(?:公司|局|站|协会|平台|机构)"
SPEECH: Final = (
    Mention(ANY, like(f"^{_BODY}(?:通知|来[函电信]|发函|函告)(?:了|说|称)?[^,后的]{{0,6}}$"), like("[^,]"), DEMAND),
    Mention(ANY, like(rf"^(?!{_TO_THEM})[^,]{{1,12}}?{_SAYS}(?:了|过|是|好)?[^,的]{{0,8}}$"), like("[^,]"), DEMAND),
    Mention(ANY, like(f"^(?!{_TO_THEM})[^,]{{1,12}}?{_VOWS}(?:了|过|是|会|在)?[^,的]{{0,8}}$"), like("[^,]"), _OURS),
    Mention(ANY, like("^(?:听说|据说|据悉)[^,]{0,10}$"), like("[^,]"), DEMAND),
    Mention(
        ANY,
        like(
            f"^(?!{_TO_THEM})[^,]{{0,4}}(?:{_THEY})[^,]{{0,3}}?"
            "(?:通知|回复|答复|反馈|确认|来电|来函|来信|计划|准备|打算|估计|预期)(?:了|说|称)?[^,后的]{0,6}$"
        ),
        like("[^,]"),
        like(f"{DEMAND.pattern}|(?:通知|回复|答复|反馈|确认|来电|来函|来信)后"),
    ),
    Mention(ANY, like("^[^,]{1,6}(?<![电对会讲谈说通神童笑废的])话[佢他她]?[^,的]{0,4}$"), like("[^,]"), DEMAND),
)
_DUTY_TIME: Final = like(
    "(?:完成|提交|截止|交付|报送|上报|上交|递交|汇总|填报|申报|交货|反馈|答复|回复|整改|验收|办理|结束|到货|缴费|缴款|报名|"
    "缴交)(?:的)?(?:时间|时段)"
)
_IS: Final = "(?:是|为|:|改[成为到]|调整[为到]|定[为在])?"
_WHEN: Final = r"[每周星期礼拜一二三四五六七八九十日天至到\d:.上下午早晚凌晨点时半平工作节假正从由 ~-]"
_OPEN_HOURS: Final = (
    "(?:营业|上班|办公|工作|开放|服务|门诊|接待|值班|供餐|开馆|闭馆|用餐|就餐|午休|作息|"
    "停水|停电|停气|断网|维护|检修|施工|封闭|封路|消毒|消杀|放假|休馆|展出|展览|播出|直播|客服|取件|收货|开门|运营|受理|供应|探视|借阅|咨询|热线)"
    "(?:的)?(?:时间|时段)"
)
_TERM: Final = "(?:[寒暑]假|展期|假期|会期|档期|有效期|活动期|租期|花期)"
_CLOSED: Final = like(
    " ?[,(]?(?:放假|休假|公休|休息|休馆|闭馆|停业|停课|歇业|停水|停电|营业|"
    "开放(?!登记|报名|申请|预约)|供餐|供应|有人|值班(?!安排|表|人员|费)|"
    "轮休|调休|不开门|不营业|连休|补休|对外|店休|封路|封闭|办展|展出|运营)"
)
HOURS: Final = (
    Mention((Range,), None, _CLOSED),
    Mention((Range,), like(rf"(?:{_OPEN_HOURS}|{_TERM})[自从]?{_IS}{_WHEN}{{0,16}}$"), None, _DUTY_TIME, unmarked=True),
    Mention((Clock, Point), like(f"{_WHEN}(?:至|到|-|~)$"), _CLOSED),
    Mention((Range, Repeat, Point, Clock), None, like(rf"(?:至|到|-|~){_WHEN}{{1,14}}(?:{_CLOSED.pattern})")),
    Mention((Clock, Point, Day, Repeat), like(rf"{_OPEN_HOURS}{_IS}{_WHEN}{{0,16}}(?:至|到|-|~)$"), unmarked=True),
    Mention((Clock, Point, Day), like("(?:营业|开放|开门|供应|(?<!召)开)(?:到|至)$"), unmarked=True),
    Mention((Repeat,), like(rf"{_OPEN_HOURS}{_IS}{_WHEN}{{0,8}}$"), like("(?:至|到|-|~)")),
)
_SIZED: Final = (
    "(?:控制|压缩|限制|限定|缩短|缩减|剪辑|剪|延长|保持|维持|调整|设定|设置|设定|设|改|调|抓|卡|缩|压|锁定|精简|减)"
)
_LIMIT: Final = like("(?:完成|整改|办理|答复|反馈|交|提交)(?:时间|期限|时限)|完成|办结|提交|上报")
SIZES: Final = (
    Mention(LENGTHS, like(f"{_SIZED}(?:在|到|至|成|为|于)?$"), None, _LIMIT),
    Mention(
        LENGTHS,
        like("(?:超过|别超|不多于|长度|时长|片长|篇幅|为期)(?:为|是|在)?$"),
        unless=like("整改|办理|办结|完成|答复|回复|处理|归还|提交"),
        unmarked=True,
    ),
    Mention((Length,), like("(?:保留|保存|存放|冷藏|养护|静置|培养|观察|禁食|隔离|试运行|值守)$"), unmarked=True),
    Mention((Length,), like("(?:[在成约近]|大概|差不多)$"), unmarked=True),  # 简报抓在15分钟
    Mention(LENGTHS, like("(?<![等拖推延期迟直文函收货信接件])到$"), None, _LIMIT),  # 讲话稿写到十分钟以内
    Mention(LENGTHS, None, like(r"(?:改|调整|延长|缩短|变更)[为成到至][\d一二三四五六七八九十两]")),
    Mention(LENGTHS, like("(?:至少|最少|起码|不少于|不低于)[^,]{1,4}$"), unmarked=True),
    Mention(
        LENGTHS,
        like("[由从]$"),
        like("(?:改|调|调整|延长|缩短|增|降|压缩)(?:为|成|到|至)"),
        like("整改|完成|报送"),
    ),
    Mention(
        (Length,),
        None,
        like("期?的?[^,把交签给报写做审改拟发送完]{0,4}(?:经验|资历|工龄|质保|保修|租约|合同|合约|协议)"),
        unmarked=True,
    ),
)
_SAID_THERE: Final = "(?:承诺|规定|约定|注明|写明|载明|所说|所称|标注|公示|宣传|要求)(?:的|是|为)?$"
_CLAUSE_OF: Final = "(?:规定|条款|承诺|政策|表述|字样|约定|提法|条文|口号)"
_LOOKED_AT: Final = "(?:把|将|改|删|整理|汇总|检查|核|查|确认|解释|说明|写|加|梳理|了解|补|修|列|摘|关于|复核)"
# Where words are put that others read: 通知里把报名时间改为12月5日, 海报上写明12月20日截止.
_MEDIUM: Final = (
    "(?:通知|公告|海报|文件|制度|合同|网页|网站|公众号|横幅|牌子?|标语|表格|模板|条款|协议|方案|说明书?|宣传单|邀请函|请柬|"
    "手册|日历|文案|简章|菜单|传单)(?:[里中上内]|上面|里面)(?!的)"
)
_PUT_DOWN: Final = "(?:写明|写上|写清楚?|注明|标明|标注|标上|印上|载明|备注|加注|打上|贴上)"
_TERM_OF: Final = (
    "(?:合同|租赁|协议|保存|保管|保修|质保|聘用|劳动|服务|有效|使用|借阅|公示|试用|授权|贷款|质押|任职|考察|培训|合约|保固|保险|"
    "租约|聘任|委托|承包|养护|观察)"
)
_ONCE_ONLY: Final = (
    "加一?[列行栏页]|加个|换[个成一]|换掉|重新|重[做写排印拍]|改版|改一?版|"
    "改成|改为|[掉坏满完旧丢断破脏裂错没空]了|不够|出错|修复|修一下|修好|"
    r"(?:打|重)?印\d|模板|范本|公式|算法|说明一下|写个说明|比价|成册|标题|样式|版式|格式"
)
# What happens on a day named before it, without anybody's doing: 11月28日停电，做好预案.
_HAPPENS: Final = (
    "(?:全[天区校楼院市]|将|要|会|大?面积)*(?:停电|停水|停气|断网|降温|下[雨雪]|刮风|涨价|停课|封路)(?!前|之前|以前|的)"
)
# A gathering that a day tells of: 12月2日评审会的会议室, 上午10点那场的签到表.
_GATHERING: Final = (
    "[^,的把将交报发给请要须]{0,6}(?:会|会议|培训|活动|考试|典礼|检查|班|课|赛|讲座|手术|演出|婚宴|晚宴|宴|展|面试|体检|演练|开标|评审|参观|"
    "航班|列车|高铁|班次|门诊)的"
)
# Papers and records that bear a date: 12月1日入库单补录, 周四监控录像拷一份; but what is done with one by then is an order,
# also behind a blank: 周五17:00更新台账, 周五17:00 数据核对.
_DATED_PAPER: Final = (
    "(?! |整理|更新|统计|汇总|录入|核对|登记|盘点|清点|编制|制作|出具|上传|归档|"
    "导出|导入|梳理|清理|维护|完善|补录|审核|核实|打印|整改|分析)"
    "[^,的把将请给交报发送寄填写做完提要须应由让]{0,4}(?:[入出]库单|清单|账单|订单|回单|收据|发票|纪要|记录|台账|照片|录像|录音|监控|日志|数据|名单|"
    "报表|日报|周报|签到表|考勤(?:表|异常|记录)|(?:排|值)班表|试卷|病历|处方|化验单|课表|菜单|来函|来信|来电|快递|邮件|工资条|机票|车票|班次|航班|座位表)"
)
_THAT_ONE: Final = "[那这](?:场|次|批|班|份|个|趟|天|期|节|堂|轮|单|篇)[^,]{0,6}的"
# A clause that says how things are, with the deed in the next: 自习室7点到22点开放，贴个提示; 本季人数多两成，做份简报.
_THEN_DO: Final = like(
    "[,;.。]? ?(?:所以|因此)?(?:你|您|大家|请|麻烦|先|再|马上|尽快|及时|提前|赶紧|重新|帮忙?|要|需要?|得)*"
    "(?:把|将|给|让|叫|向|发|写|做|拟|贴|出(?!发|差)|画|补|查|核|印|打印|打(?!车|的)|挂|放|安排|准备|整理|通知|公告|提醒|更新|联系|弄|拍|张贴|催|问|"
    "排|改|加|调|制|说明|解释|分析|告知|告诉|转告|列|统计|汇总|换|买|租|借|派|招|腾|盯|追踪|跟进|跟催|预留|备|订|定)"
)
_BEARING: Final = like("(?:[^一-鿿]*[一-鿿]){4}")
_OPEN: Final = "(?:禁止|不许|不准|不开|开放(?!登记|报名|申请|预约)|关闭|使用|占用|对外)"
_VERB_BEFORE: Final = (
    "(?:^|[请并再先])(?:重新|再)?(?:核对|核实|查看|查找|查询|查|找|补打|补|打印|复印|整理|修改|更正|设计|制作|撤下|取消|订正|归档|扫描|翻译|转发|删除|"
    "删掉|公布|装订|张贴|更换|替换|调出|下载|上传|对照|抽查|优化|美化|简化)(?:一下|下)?$"
)
EVENTS: Final = (
    Mention((Range, Length, Span), None, None, DEMAND, unmarked=True, then=_THEN_DO, whole=_BEARING, doubt=True),
    Mention((Range,), None, like(f"[^,]{{0,4}}{_OPEN}"), DEMAND, unmarked=True, doubt=True),
    Mention((*MOMENTS, Repeat), like(_VERB_BEFORE), like("[^,于在]{2}"), unmarked=True),
    Mention(MOMENTS, None, like(rf"的?(?:{_GATHERING}|{_THAT_ONE})[^,]"), unmarked=True),
    Mention((Day, Point), None, like(rf"的?{_DATED_PAPER}"), unmarked=True, doubt=True),
    Mention(MOMENTS, None, like(f"[^,把将给要]{{1,6}}的[^,]{{1,8}}(?:{_ONCE_ONLY})"), unmarked=True, doubt=True),
    Mention((Day, Point, Span), None, like(_HAPPENS), DEMAND, unmarked=True, doubt=True),
    Mention(
        (Range,), like("^[^,请把将在于须应需从是]{2,10}(?<![期时]间)$"), like("$"), DEMAND, unmarked=True, doubt=True
    ),
)
_DATE_OF: Final = "(?:日期|时间|期限|时限|日子)"
CONTENT: Final = (
    Mention(ANY, like(f"(?:把|将)[^,]{{1,16}}{_DATE_OF}[^,]*(?:改|调|换|写|标)[^,]{{0,3}}$"), doubt=True),
    Mention((Day, Point, Clock), like(f"(?:把|将)[^,]{{1,16}}{_DATE_OF}(?:由|从)?$"), like("(?:改|调|换)"), doubt=True),
    Mention(ANY, like(f"{_MEDIUM}[^,]{{0,10}}?(?:写|注明|标|改|把|将|印|规定|约定|加)[^,]*$")),
    Mention(
        ANY,
        like("(?:告示|公告|通知|牌子?|海报|文案|短信|横幅|标语|广播)[^,:]{0,4}(?:写|内容)[着是为]?:[^,]{0,6}$"),
        wide=True,
    ),
    Mention(ANY, like(f"{_PUT_DOWN}[^,]{{0,14}}$"), wide=True),
    Mention(ANY, like(f"{_DATE_OF}(?:[要应得]|应该)?(?:写|填|标|印)(?:成|为|上)?$")),
    Mention(LENGTHS, like(f"{_TERM_OF}$"), said=like("[期时年]限")),
    Mention(LENGTHS, like("(?:合同|租赁|协议|有效|保修|质保|服务|任职|使用|质保金|合约)期限?(?:为|是)?$")),
    Mention((Length,), like("(?:培训|出差|旅游|住宿|行程|停留|会议|展会|活动|学习|考察|实习|试用|集训)$"), like("$")),
    Mention(LENGTHS, like(_SAID_THERE), like(r"[^,]{0,8}(?:的|有没有|有无|是否|能不能|做到)")),
    Mention(
        LENGTHS,
        like(f"{_LOOKED_AT}[^,]{{0,14}}$"),
        like(f"[^,的把给出]{{0,10}}的?(?:这条|这句|那句|那条|这一条|这项|该条)?{_CLAUSE_OF}"),
    ),
    Mention(ANY, like("(?:什么(?:叫|是)|何为|何谓|解释一下)[^,]{0,4}$")),
)
_ASKED: Final = "(?:谁|哪些?[人个家位]|有没有|是否|为什么|为何|怎么|多少)"
STORIES: Final = (
    Mention(
        ANY,
        like(f"(?:查|看|问|统计|核实|了解|调查|确认|排查|弄清|搞清|说)[^,]{{0,4}}?{_ASKED}[^,]{{0,8}}$"),
    ),
    Mention(ANY, like(f"^{_ASKED}[^,]{{0,6}}$"), like("[^,]{0,8}(?:没|未|了|过)")),
)
# What is done before leaving, and the papers about it: 下班前检查清单, 下班前巡检表.
_LEAVING: Final = (
    "(?:检查|巡检|巡查|巡视|断电|打卡|交接|清场|锁门|关灯|关门|关窗|"
    "安检|自查|点检|盘点|整理|清洁|清扫|三关|例行|必做|注意)"
)
_PAPER: Final = (
    "(?:清单|流程|表格?|制度|规程|规定|步骤|模板|范本|须知|提示|提醒|记录|"
    "纪录|异常|情况|事项|口诀|SOP|sop|海报|标识|标语|广播|广播稿|检查单)"
)
_HANDED: Final = "(?!给|交|报|发|送|填|上报|提交|完成|做好|整理好|$)"
_ANOTHER_DAY: Final = r"(?=(?:明|后|今|周|下周|本周|\d)[^,]{0,10}(?:前|之前))"
_HOUR: Final = (Clock, Point)
# 下班前小王没打卡 is told; 下班前催没交材料的人 is an order about those who have not. With a day to come it may be either.
_NOT_DONE: Final = "[^,查看问]{1,6}(?:没|忘了|忘记)(?!问题|收到)(?![^,]{0,10}的[^,])"
_COMING: Final = r"\d|[一二三四五六七八九十]+月|[周週]|[本这這下]?(?:周|週|星期|礼拜|禮拜)|明|后天|後天"
CLOSING: Final = (
    Mention(_HOUR, None, like(f"{_LEAVING}{{1,3}}(?:的)?{_PAPER}{_HANDED}"), doubt=True, closing=True),
    Mention(_HOUR, None, like(f"{_LEAVING}{{1,3}}(?:的)?{_PAPER}{_ANOTHER_DAY}"), closing=True),
    Mention(_HOUR, None, like(_NOT_DONE), closing=True, doubt=True, said=like(_COMING)),
    Mention(_HOUR, None, like(_NOT_DONE), closing=True),
    Mention(_HOUR, like("(?:查|统计|核实|了解|调查|排查|汇总|分析)(?:一下|下)?$"), like("[^,]{2,10}的"), closing=True),
    Mention(_HOUR, None, like("高峰|时段|潮|时分|班车"), closing=True),
)
_DEED: Final = (
    "检查|核对|整理|更新|发|交|报(?!表|告)|报送|报告|提交|上报|汇总|统计|清点|"
    "盘点|巡检(?!表)|巡查|打扫|清理|维护|备份|召开|开(?!支)|组织|"
    "安排|做|写|填|核|查|看|跟|联系|给|把|由|向|对|将|必|须|要|都|至少|固定|定期|按|前|末|"
    "底|初|中|第|最|的第|的最|的[上下前后早晚中\\d]"
)
_ANY_ONCE: Final = f"{_ONCE_ONLY}|改一下|改一改|调整一下|查一下|看一下|取消|[找翻调拿取挑选]出[来]"
REPEATED: Final = (
    Mention(MOMENTS, like("(?:把|将|替|帮|关于|有关)$"), like("[^,定设作当改推提延移挪排]"), unmarked=True),
    Mention((Repeat,), None, like(f"(?!{_DEED})[^,的]{{1,8}}的[^,]{{1,12}}(?:{_ANY_ONCE}|一下)")),
    Mention((Repeat,), None, like(f"(?!第|最)[^,]{{1,12}}?(?:{_ANY_ONCE})"), said=like(".*的$")),  # 每月5日的模板改一下
    Mention((Repeat,), like("(?:把|替|帮|对|将|关于)$"), like("[^,]")),
    Mention((Repeat,), like("(?:^|[请帮])(?:给)$"), like("的"), bare=False),
    Mention((Repeat,), like("(?:[修查改换看问调]|做|写)(?:一下|下|一修)$"), like("[^,]")),
    Mention((Repeat,), None, like(f"(?:的)?(?!{_DEED})[^,]{{2,10}}的[^,]{{2,}}"), bare=True),
    Mention((Repeat,), None, like(f"(?:的)?(?!{_DEED})[^,]{{1,12}}?(?:{_ONCE_ONLY})"), bare=True),
)
CHINESE: Final = (*FACTS, *SPEECH, *EVENTS, *HOURS, *SIZES, *CONTENT, *STORIES, *CLOSING, *REPEATED)
