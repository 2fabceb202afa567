"""One spelling for the grammar, with the way back: folded text and, for every character, where it came from.

Folding is: full width to ASCII, lower case, Traditional to Simplified (only the characters the grammar's words use),
Unicode compatibility forms (NFKC), invisible characters dropped, and the spaces out of Chinese that stands character by
character (明 天 下 午 9 : 30, as it comes out of a scan). Most texts keep their length; then offsets are the identity and
folding is one `str.translate`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from msgspec import Struct

# Pairs Traditional→Simplified (and Hong Kong, Taiwan and older variants) of the characters that the words and patterns have.
PAIRS: Final = """
親亲 範范 後后 內内 個个 點点 鐘钟 鍾钟 時时 週周 禮礼 號号 這这 當当 節节 國国 慶庆 歲岁 曆历 農农 陽阳 陰阴 勞劳
動动 際际 兒儿 聖圣 誕诞 師师 婦妇 產产 黨党 軍军 淨净 靜静 萬万 兩两 倆俩 雙双 壹一 貳二 參参 叁三 肆四 伍五 陸六
柒七 捌八 玖九 拾十 佰百 仟千 開开 間间 過过 還还 來来 從从 於于 務务 須须 遲迟 結结 東东 終终 畢毕 屆届 關关 業业
聽听 晝昼 噚寻 為为 會会 議议 樓楼 線线 門门 機机 車车 員员 達达 隻只 裡里 裏里 聯联 絡络 報报 銷销 單单 訂订 給给
發发 與与 請请 煩烦 將将 對对 幫帮 準准 備备 應应 據据 處处 辦办 審审 讓让 寫写 檢检 査查 補补 傳传 繳缴 續续 總总
調调 價价 預预 約约 連连 頭头 鈔钞 亞亚 戰战 勝胜 紀纪 無无 歸归 體体 嘅的 啲些 喺在 冇没 咁这 搵找 攞拿 併并 隨随
爭争 場场 廣广 齡龄 級级 學学 課课 題题 維维 碼码 電电 話话 錢钱 圓圆 塊块 層层 廳厅 館馆 櫃柜 條条 項项 屬属 舉举
營营 選选 長长 擔担 負负 減减 數数 閏闰 臘腊 滿满 億亿 ー- —- –- ―- ‐- ‑- −- ～~ 〜~ ﹣- ˗- “"
”" ‘' ’' 。. ○〇 ﹕: ︰: ∶: 聴听 両两 盡尽 儘尽 劃划 畫画 驗验 該该 覆复 復复 複复 遞递 帶带 買买 賣卖
進进 導导 協协 確确 認认 統统 計计 圖图 紙纸 資资 書书 樣样 載载 標标 麼么 氣气 僅仅 現现 設设 飯饭 護护 風风 尋寻
ㄧ一 盤盘 鎖锁 換换 遷迁 凍冻 貨货 帳账 稅税 匯汇
並并 倉仓 們们 倫伦 側侧 優优 冊册 別别 刪删 則则 剛刚 區区 吳吴 唄呗 問问 啓启 啟启 噸吨 園园 團团 執执 壓压 壞坏 孫孙 實实
峯峰 崗岗 庫库 廈厦 廚厨 廠厂 廢废 張张 強强 彙汇 徑径 態态 慮虑 懷怀 戶户 掃扫 損损 擬拟 攤摊 斷断 棟栋 構构 樁桩 橋桥 橫横
檔档 欄栏 權权 歐欧 歷历 殺杀 決决 沒没 況况 測测 溫温 漲涨 潔洁 濟济 灣湾 熱热 燈灯 爐炉 爾尔 牀床 獲获 異异 監监 眾众 磯矶
種种 稱称 積积 筆笔 簡简 簽签 籤签 紐纽 組组 經经 網网 編编 練练 縮缩 織织 繫系 罷罢 羅罗 羣群 義义 習习 聞闻 聲声 職职 艙舱
華华 蓋盖 衆众 術术 見见 規规 視视 覽览 觀观 訊讯 討讨 訓训 記记 訣诀 訪访 許许 診诊 註注 詢询 試试 詳详 誤误 說说 誰谁 談谈
論论 諮咨 諾诺 謂谓 講讲 謝谢 謹谨 證证 識识 讀读 責责 貸贷 費费 貼贴 賃赁 質质 賬账 購购 賽赛 趙赵 軸轴 輪轮 輯辑 轉转 辯辩
運运 郵邮 鄭郑 醫医 釋释 銀银 鋪铺 錄录 錯错 鍵键 鐵铁 閉闭 閥阀 閱阅 隊队 階阶 險险 離离 韓韩 頂顶 順顺 領领 類类 養养 饋馈
馬马 驟骤 魚鱼 鮮鲜
餘余 頁页 搶抢 遊游 舊旧 裝装 餅饼 樹树 評评 語语 趕赶 訴诉 額额 黃黄 爲为 臺台 喫吃 詞词
""".split()  # noqa: SIM905 - pairs in lines can be read, a list of 430 strings cannot

_TABLE: Final[dict[int, str]] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(pair[0]): pair[1] for pair in PAIRS},
    **{code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)},
    **{0xFF21 + n: chr(ord("a") + n) for n in range(26)},
    0x2044: "/",
    0x3000: " ",
    0x00A0: " ",
    0x0009: " ",
}
# Characters that folding never lengthens, shortens or drops.
_STEADY: Final = re.compile(
    "[\n\r\t\x20-\x7e\u00a0\u00b7\u2010-\u2015\u2018-\u201d\u2026\u2212"
    "\u3000-\u3029\u3030\u30fb\u30fc\u3400-\u9fff\uff01-\uff5e\uffe5]*"
)
# A space between two characters that each stand alone; between two numerals it makes a list (周一 三 五).
_SPREAD: Final = re.compile(
    r"(?<![^\s\d,;:。、!?])(?![一二三四五六七八九] [一二三四五六七八九])[一-鿿] (?=[一-鿿](?![^\s\d,;:。、!?]))"
    r"|(?<=\d) (?=: \d\d(?!\d))|(?<=\d :) (?=\d\d(?!\d))"
)
_FORMAL_THREE: Final = re.compile("參(?=[拾佰仟百千萬万日天個周週月年點時號])")  # and no 參加
_INVISIBLE: Final = frozenset({"Cf", "Cc", "Mn", "Me", "Cs", "Co"})


class Folded(Struct, frozen=True):
    """Folded text; `places[i]` is where its i-th character starts in the original, None for the identity."""

    text: str
    places: tuple[int, ...] | None
    original: str

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the original text that folded to [start, end)."""
        if self.places is None:
            return start, end
        last = self.places[end - 1] + 1
        return self.places[start], last


def fold(text: str) -> Folded:
    """Fold any text, in time proportional to its length."""
    spelled = _FORMAL_THREE.sub("叁", text)
    if _STEADY.fullmatch(text):
        return _closed_up(Folded(spelled.translate(_TABLE), None, text))
    pieces: list[str] = []
    places: list[int] = []
    for place, character in enumerate(spelled):
        piece = _fold_one(character)
        pieces.append(piece)
        places.extend([place] * len(piece))
    return _closed_up(Folded("".join(pieces), tuple(places), text))


def _closed_up(folded: Folded) -> Folded:
    spaces = {found.end() - 1 for found in _SPREAD.finditer(folded.text)}
    if not spaces:
        return folded
    places = folded.places or range(len(folded.text))
    kept = [place for place in range(len(folded.text)) if place not in spaces]
    return Folded("".join(folded.text[k] for k in kept), tuple(places[k] for k in kept), folded.original)


def _fold_one(character: str) -> str:
    if _STEADY.fullmatch(character):
        return character.translate(_TABLE)
    if character in "\u000b\u000c\u0085\u2028\u2029":
        return " "
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    wide = unicodedata.normalize("NFKC", character)
    if "\u2044" in wide:
        wide = f" {wide}"  # 1½ is 1 1/2
    return "".join(wide.translate(_TABLE).lower().split("\u0307")) or " "
