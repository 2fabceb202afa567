"""The Chinese words of the grammar: each row is a code (what the word is to the grammar), a value, and the wordings.

Wordings are written in Simplified characters, because the text is folded before it gets here. To add a wording, add
it to a row; the longest wording wins. `vocabulary_en` is the same for English.
"""

from __future__ import annotations

from typing import Final

Meaning = tuple[str, object, str]

WEEKDAY_NUMERALS: Final = ("一", "二", "三", "四", "五", "六", "日")
WEEKDAY_NAMES: Final = ("一1", "二2", "三3", "四4", "五5", "六6", "日天7")

DAYS: Final[tuple[Meaning, ...]] = (
    ("DR", 0, "今天 今日 今儿 今儿个 本日 当天 当日 即日"),
    ("DR", 1, "今明两天 今明 明天 明日 明儿 明儿个 明个 听日 翌日 次日 隔天 隔日 听天"),
    ("DRS", None, "明后天 明后两天"),
    ("DR", 2, "后天 后日 后儿 后儿个"),
    ("DR", 3, "大后天 大后日 大后儿"),
    ("DR", 4, "大大后天 大大后日"),
    ("DR", 5, "大大大后天"),
    ("DR", -1, "昨天 昨日 昨儿 寻日 琴日"),
    ("DR", -2, "前天 前日"),
    ("DRP", (0, "evening"), "今晚 今夜 当晚 今晚上 今儿晚上"),
    ("DRP", (0, "am"), "今早 今晨 今朝 今早上"),
    ("DRP", (0, "pm"), "今午"),
    ("DRP", (1, "am"), "明早 明晨 听早 听朝 次晨 明早上"),
    ("DRP", (1, "evening"), "明晚 听晚 次晚 明晚上"),
    ("DRP", (1, "pm"), "明午"),
    ("DRP", (2, "evening"), "后晚"),
    ("DRP", (2, "am"), "后早"),
    ("DRP", (-1, "evening"), "昨晚"),
    *(
        ("WD", number, " ".join(f"{week}{day}" for week in ("周", "星期", "礼拜", "拜") for day in names))
        for number, names in enumerate(WEEKDAY_NAMES)
    ),
    ("WE", None, "周末 礼拜末 周六日 周六周日 星期六日 礼拜六日 周末这两天 周末两天 双休日 双休"),
    ("SAMEDAY", None, "那天 那日 那一天 这一天 该日 该天"),
    ("ONCEWEEK", None, "周一次 星期一次 礼拜一次"),
    ("LUNAR", None, "农历 阴历 旧历"),
)

UNITS: Final[tuple[Meaning, ...]] = (
    ("H", None, "半"),
    ("DI", None, "第"),
    ("O", 1, "首 首个 头一 头一个"),
    ("GE", None, "个"),
    ("UD", "day", "天 自然日 日历日 日历天 自然天 整天 工作天数"),
    ("RI", None, "日"),
    ("UW", "week", "周 星期 礼拜"),
    ("YUE", None, "月 月份"),
    ("UM", "month", "个月"),
    ("UQ", "quarter", "季度 季"),
    ("NIAN", None, "年 年度"),
    ("HAO", None, "号"),
    ("UH", "hour", "小时 钟头"),
    ("ZHONG", None, "钟"),
    ("UH", "minute", "分钟"),
    ("UH", "second", "秒 秒钟"),
    ("FEN", None, "分"),
    ("KE", None, "刻 个骨 骨"),
    ("UH", "quarter-hour", "刻钟"),
    ("ZI", None, "字"),
    ("DA", None, "搭 踏"),
    ("UXUN", None, "旬"),
    ("WK", None, "工作日 工作天 上班日 返工日 办公日 上班天 营业日 交易日"),
    ("WKH", None, "工作小时 工时"),
    ("NEG", None, "负"),
    ("MORE", None, "完整 完整的"),
    ("EARLY", None, "提前 提早"),
    ("ERA", None, "民国 中华民国"),
)

CLOCKS: Final[tuple[Meaning, ...]] = (
    ("DIAN", None, "点 点钟"),
    ("SHI", None, "时"),
    ("ZHENG", None, "整 正 踏正"),
    ("CHA", None, "差"),
    ("AP", "am", "早上 上午 早晨 清晨 清早 早间 朝早 朝头早 朝 上昼 午前 早"),
    ("AP", "early", "一早 一大早 大清早 一清早 大早上 一早上"),
    ("AP", "dawn", "凌晨 后半夜"),
    ("AP", "night", "半夜 大半夜 三更半夜"),
    ("AP", "noon", "中午 正午 晌午 午间"),
    ("AP", "pm", "下午 午后 下昼 晏昼"),
    ("AP", "dusk", "傍晚 黄昏"),
    ("AP", "evening", "晚上 晚间 夜里 夜间 夜晚 深夜 晚 夜"),
    ("CW", "midnight", "午夜 子夜"),
    ("CLOSE", None, "下班 收工 放工 落班 散工 下班时 下班时间 下班点 收班 打烊"),
    ("TEA", None, "下午茶 下午茶时间"),
    ("LUNCH", None, "午饭 午休 午餐 吃饭 吃午饭"),
    ("OPEN", None, "上班 开工 返工 上班时间 开始上班 一上班 刚上班 上班就 一上班就 一开工 一返工 上班时"),
)

PERIODS: Final[tuple[Meaning, ...]] = (
    ("THIS", 0, "本 这 今 当 今个 这个 本个 呢个 当前 这一"),
    ("NEXT", 1, "下 下个 下一 下一个 次 出个"),
    ("NEXT", 2, "下下 下下个 下下一个 大下 大下个"),
    ("NEXT", 3, "下下下 下下下个"),
    ("PREV", -1, "上 上个 上一 上一个 上上 上上个"),
    ("RY", 0, "今年 本年 本年度 今年度 当年 当年度"),
    ("RY", 1, "明年 下年 来年 下一年 翌年 次年 明年度 下年度 下一年度 出年"),
    ("RY", 2, "后年"),
    ("RY", 3, "大后年"),
    ("RY", -1, "去年 上年 旧年"),
    ("HY", 1, "上半年 前半年 上半年度"),
    ("HY", 2, "下半年 后半年 下半年度"),
    ("XUN", 1, "上旬"),
    ("XUN", 2, "中旬"),
    ("XUN", 3, "下旬"),
    ("HM", 1, "上半月 上半个月"),
    ("HM", 2, "下半月 下半个月"),
    ("ENDZ", None, "底 末 终 终了 尾 末尾 结束"),
    ("MIDZ", None, "中"),
    ("STARTZ", None, "初 头"),
    ("EOX", "month", "月底 月末 月终 月尾 月杪 月终了 月度终了"),
    ("EOX", "year", "年底 年末 年终 年尾 岁末 年终了 年度终了"),
    ("EOX", "quarter", "季末 季底 季度末 季度底 季终 季终了 季度终了"),
    ("MOX", "month", "月中"),
    ("MOX", "year", "年中"),
    ("SOX", "month", "月初 月头"),
    ("SOX", "year", "年初 岁初"),
    ("SOX", "quarter", "季初 季度初"),
    ("LASTZ", -1, "最后 最后一 最后一个 最后1个 最末 倒数第一 倒数第一个 最尾"),
    ("LASTZ", -2, "倒数第二 倒数第二个"),
    ("LASTZ", -3, "倒数第三 倒数第三个"),
    ("THATWEEK", None, "当周 那周 那一周 该周 当星期 当个礼拜 那个礼拜 那礼拜 那个星期 那星期"),
    ("LEFTZ", None, "剩余时间 剩下的时间 剩下的日子 余下的时间 剩余的时间 余下时间 剩余日子"),
    ("BACK", None, "收假 收假后 复工"),
    ("GUOWAN", None, "过完"),
    ("REST", None, "期间 假期 长假 小长假 假 放假 休假 黄金周 连假 连休"),
    ("JIE", None, "节 节日 假日 节假日"),
)

REPEATS: Final[tuple[Meaning, ...]] = (
    ("EVERY", None, "每 每个 逢 每逢 每一 每一个"),
    ("SKIP", None, "每隔 隔 间隔"),
    ("ONCE", None, "一次 一回"),
    ("EXCEPT", None, "除了 除开"),
    ("WKD", None, "平日 平常日"),
    ("FREQ", ("HOURLY", 1), "每个整点 每逢整点 每到整点 每整点"),
    ("FREQ", ("DAILY", 1), "天天 日日 逐日 按日 按天 一日一报 一天一报"),
    ("FREQ", ("DAILY", 2), "隔天一次 隔日一次 隔天一报 隔日一报"),
    ("ODDM", "1,3,5,7,9,11", "单月 单数月 单数月份 奇数月"),
    ("ODDM", "2,4,6,8,10,12", "双月 双数月 双数月份 偶数月"),
    ("FREQ", ("WEEKLY", 1), "逐周 按周 一周一报 每周一报"),
    ("FREQ", ("WEEKLY", 2), "隔周 双周 隔周一次 双周一次 隔星期一次 隔礼拜一次 隔周一报"),
    ("FREQ", ("MONTHLY", 1), "逐月 月月 按月 一月一报 一月一次"),
    ("FREQ", ("MONTHLY", 3), "按季 按季度 逐季 一季一报 一季度一报"),
    ("FREQ", ("YEARLY", 1), "年年 逐年 按年 按年度 一年一报"),
    ("NOWE", None, "除周末外 除双休日外 除了周末 除周末以外 周末除外 双休日除外 除了周末以外 周六日除外 周末不算"),
    ("FREQ", ("MONTHLY", 2), "隔月"),
    ("ODD", None, "单双周 单数周 双数周 奇数周 偶数周"),
    *(
        (
            "SKIPWD",
            number,
            " ".join(f"{skip}{week}{day}" for skip in "隔双" for week in ("周", "礼拜") for day in names),
        )
        for number, names in enumerate(WEEKDAY_NAMES)
    ),
    ("TWICE", None, "早晚 早晚各 早中晚 早晚各一次 早中晚各一次 各一次"),
)

# What a day is called that is a limit: 以周五为最后期限.
LIMITS: Final = (
    "截止日",
    "截止日期",
    "截止时间",
    "最后期限",
    "期限",
    "死线",
    "最后一天期限",
    "交稿日",
    "交付日",
    "截稿日",
)
AROUND: Final[tuple[Meaning, ...]] = (
    ("BY", "strong", "最晚 最迟 最慢 至迟 不晚于 不迟于 不得迟于 不得晚于"),
    (
        "BY",
        None,
        "务必 务必在 务必于 赶在 抢在 争取 争取在 请在 请于",
    ),
    ("BY", None, "至多 最多 顶多"),
    (
        "BY",
        None,
        "须在 须于 应于 应在 需在 需于 必须在 必须于 截止于 截止到 截至 截止时间 截止日期 截止时间是 截止日期是 截止日",
    ),
    ("BY", None, "期限 限期 时限 限 完成时间 完成期限 到期日 到期时间 死线 最后期限 交期 交付日期"),
    (
        "LATEST",
        None,
        " ".join(
            lead + limit
            for lead in ("作为", "当作", "当做", "当", "定为", "设为", "订为", "视为", "为", "是", "就是")
            for limit in LIMITS
        ),
    ),
    ("NOTBY", None, "不早于 不得早于 不能早于 不少于 不低于 至少 最少 起码 不要在 别在 不得在 别赶在"),
    ("NOTBY", None, "不是 唔系"),
    ("CORR", None, "不对 说错了 错了 更正 应该是 应为 唔啱 改成 改为 改到 改在 改至 改"),
    (
        "CORR",
        None,
        "提前到 提前至 推迟到 推迟至 延到 延至 延期到 延期至 延后到 延后至 顺延到 顺延至 调到 调至 调整到 调整至 挪到 改期到",
    ),
    ("ROUGH", None, "前后 左右 上下"),
    ("TIMEZ", None, "时间 的时间"),
    ("NOTBY", None, "最早 最快 最快也得 至少要 起码要 最少要 除"),
    ("AT", None, "在 于 就 定于 定在 是 为 都是 都在 均为 均在"),
    ("BEFORE", None, "前 之前 以前 或之前 或以前 前夕 止 为止 截止 截 到期"),
    ("WITHIN", None, "内 之内 以内 为限"),
    ("AFTER", None, "后 之后 以后 过后"),
    ("GUO", None, "过 再过 再等"),
    ("ZAI", None, "再"),
    ("GIVE", None, "给你 给你们 给您 给大家 给各位 给他 给她 给他们 俾你 俾你哋 再给你 再给你们 再给 只给你"),
    ("STILL", None, "还剩 还有 剩 剩下 仅剩 只剩 倒计时 还剩下 尚余"),
    ("FUTURE", None, "自今日起 自即日起 即日起 从今天起 自今天起 从现在起 从现在开始 今日起 从即日起 从今天开始"),
    ("FUTURE", None, "未来 今后 接下来 此后 往后 随后 接下来的 未来的"),
    ("FROM", None, "从 自 由 自从"),
    ("QI", None, "起 开始 算起 起算 起计"),
    ("TO", None, "到 至 直到 直至"),
    ("DE", None, "的 之"),
    ("AND", None, "又 加 和 及 与 以及 或 或者 或是 抑或 要么 还是 跟 同埋 同"),
    ("FIXED", None, "固定"),
    ("EXCL", None, "不含 不含当日 不含当天 不含本日 不含该日 不包括当天 不包括当日"),
    ("INCL", None, "含 含当日 含当天 含本日 含该日 含今天 含今日 包括当天 包括当日 包括今天"),
    ("LIST", None, "、"),
)

# Words that hold a numeral, a unit or a particle without being time.
OTHER: Final = """
晚一点 早一点 快一点 好一点 慢一点 多一点 少一点 大一点 小一点 高一点 低一点 有一点
一起 一下 一些 一样 一般 一定 一直 一旦 一律 一并 一致 一切 一会 一会儿 万一 三方 二维码 两会 百度
三不五时 一点也不 一点都不 一点也没 一点都没
每日优鲜 每日经济 天天快递 天天向上 三点一刻奶茶 南方周末
一时半会 一时半会儿 一时半刻 明天系 明日方舟 今日说法 明日之星
张三 李四 王五 赵六 孙七 周八 吴九 郑十 老二 老三 老四 老五 老六 老七 小二 小三 小四 小五 小六 小七 阿二 阿三 阿四 阿五 阿六
一点点 有点 差点 早点 晚点 快点 重点 地点 要点 周年 周岁 年级 年制 日游 分公司 分店 分部 分之 前端
前台 前往 前任 后端 后台 后勤 时装 点评 天线 月饼 一日三餐 小年 二十四节气 千万 早稻田 早餐 早会
早报 晚会 晚餐 晚饭 晚报 夜班 中国 中文 中心 中标 里程 头条 末端 终端 底稿 底图 终审 终止 尾款 尾页
初稿 初审 初步 今日头条 整理 整改 整个 正式 正常 正在 下载 假如 假设 过程 过期 截图 截屏 月嫂 月台
到位 到达 自己 自动 由于 为了 为什么 是否 和平 限制 限额 结束语 开始菜单 从事 起草 起诉 号码 号召
年尾牙 尾牙 早茶 早市 夜市 晚宴 左右手 左右两侧 上下游 上下班 上下级 上下文 还是要 还是得 还是没
第三方 第一手 半成品 半导体 分析 一一 三三两两 七上八下 季节 季风
超过 不超过 经过 通过 错过 路过 度过 胜过 的士 打的 的哥 的姐 的确
"""

CHINESE: Final[tuple[Meaning, ...]] = (*DAYS, *UNITS, *CLOCKS, *PERIODS, *REPEATS, *AROUND, ("X", None, OTHER))
