"""Places whose clocks people name, and how: the zone, its Chinese and its English wordings."""

from __future__ import annotations

from typing import Final

# zone, Chinese wordings, English wordings (separated by bars)
PLACES: Final[tuple[tuple[str, str, str], ...]] = (
    ("UTC", "格林威治时间 格林尼治时间 世界时 协调世界时", "utc|gmt|z|zulu|utc time|gmt time"),
    (
        "Asia/Shanghai",
        "北京时间 中国时间 国内时间 上海时间",
        "cst|beijing time|china time|china standard time|shanghai time",
    ),
    ("Asia/Hong_Kong", "香港时间 港时间", "hkt|hong kong time|hk time|hongkong time"),
    ("Asia/Taipei", "台北时间 台湾时间", "taipei time|taiwan time"),
    ("Asia/Singapore", "新加坡时间", "sgt|singapore time|sg time"),
    ("Asia/Tokyo", "东京时间 日本时间", "jst|tokyo time|japan time"),
    ("Asia/Seoul", "首尔时间 韩国时间", "kst|seoul time|korea time"),
    ("Asia/Kolkata", "印度时间 新德里时间", "ist|india time|mumbai time"),
    ("Asia/Dubai", "迪拜时间", "gst|dubai time"),
    ("Europe/London", "伦敦时间 英国时间", "bst|london time|uk time"),
    ("Europe/Berlin", "柏林时间 德国时间 中欧时间 欧洲时间", "cet|cest|berlin time|german time|central european time"),
    ("Europe/Paris", "巴黎时间 法国时间", "paris time"),
    ("Europe/Moscow", "莫斯科时间 俄罗斯时间", "msk|moscow time"),
    (
        "America/New_York",
        "纽约时间 美东时间 美东 美国东部时间",
        "est|edt|et|eastern|eastern time|new york time|ny time",
    ),
    ("America/Chicago", "美中时间 美国中部时间 芝加哥时间", "cdt|central time|chicago time"),
    ("America/Denver", "美国山区时间", "mst|mdt|mountain time"),
    (
        "America/Los_Angeles",
        "洛杉矶时间 美西时间 美西 美国西部时间 太平洋时间",
        "pst|pdt|pacific time|pt|la time|pacific",
    ),
    ("Australia/Sydney", "悉尼时间 澳洲时间", "aest|aedt|sydney time"),
)
