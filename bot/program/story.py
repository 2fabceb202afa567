"""The demo's guided story, as data: who does what next, in words for whoever watches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.model.value import value

Words = Mapping[str, str]
Step = dict[str, Any]


@value
class Cast:
    """Telegram ids of the demo's people and groups."""

    wang: int
    zhou: int
    li: int
    zhao: int
    qian: int
    office: int
    project: int


BOT: Words = {"zh-Hans": "督办", "zh-Hant": "督辦", "en": "Duban"}
OFFICE: Words = {"zh-Hans": "云山区政务办", "zh-Hant": "雲山區公所", "en": "Cloud Hill Office"}
NAMES: Mapping[str, Words] = {
    "zh-Hans": {
        "wang": "王主任", "zhou": "周秘书", "li": "李明", "zhao": "赵倩", "qian": "钱多多",
        "office": "综合部", "project": "项目组",
    },
    "zh-Hant": {
        "wang": "王主任", "zhou": "周祕書", "li": "李明", "zhao": "趙倩", "qian": "錢多多",
        "office": "綜合組", "project": "專案組",
    },
    "en": {
        "wang": "Director Wang", "zhou": "Zhou (supervisor)", "li": "Li Ming", "zhao": "Zhao Qian", "qian": "Qian Duoduo",
        "office": "General Office", "project": "Project Team",
    },
}  # fmt: skip


def _say(hans: str, hant: str, en: str) -> Words:
    return {"zh-Hans": hans, "zh-Hant": hant, "en": en}


OWNER_LINK: Words = _say(
    "还没有管理员。谁先打开这条管理员链接并点「开始」，谁就是管理员：",
    "還沒有管理員。最先開啟這個管理員連結並點「開始」的人，就是管理員：",
    "There is no owner yet. Whoever opens this owner's link and presses Start becomes the owner:",
)


def _act(who: int, chat: int, do: str, text: Words, *, body: Step | None = None, **more: Any) -> Step:
    """One deed of one person; `body` holds fields named like one of ours."""
    deed = {"as": who, "chat": chat, "do": do, **(body or {}), **more}
    return {"as": who, "chat": chat, "text": text, "do": deed}


def _clock(who: int, chat: int, text: Words, **move: Any) -> Step:
    return {"as": who, "chat": chat, "text": text, "do": {"clock": move}}


def story(cast: Cast, claim: str) -> dict[str, Any]:
    """The story from the first hello to the digest; `claim` is what the owner's link carries."""
    steps = [*_opening(cast, claim), *_assigning(cast), *_late(cast), *_result(cast), *_away(cast)]
    return {"title": _say("一件事的始末", "一件事的始末", "One task, from start to end"), "steps": steps}


def _opening(c: Cast, claim: str) -> list[Step]:
    return [
        _act(c.wang, c.wang, "start", _say("王主任打开管理员链接，认领机器人。", "王主任開啟管理員連結，認領機器人。",
             "Director Wang opens the owner's link and claims the bot."), payload=claim),
        _act(c.wang, c.office, "add_bot", _say("他把督办加进群，群就成了一个部门。", "他把督辦加進群組，群組就成了一個部門。",
             "He adds Duban to a group; the group becomes a team.")),
        _act(c.li, c.office, "press", _say("李明在群里点「加入」。", "李明在群組點「加入」。", "Li Ming presses Join in the group."),
             button="j:"),
        _act(c.li, c.li, "start", _say("并打开与督办的私聊，这样提醒才送得到。", "並開啟與督辦的私訊，提醒才送得到。",
             "And opens a private chat, so that reminders can reach him.")),
        _act(c.zhou, c.office, "press", _say("周秘书也加入。", "周祕書也加入。", "The office supervisor joins too."), button="j:"),
        _act(c.zhou, c.zhou, "start", _say("周秘书打开私聊。", "周祕書開啟私訊。", "And opens a private chat.")),
        _act(c.wang, c.office, "send", _say("王主任让周秘书当督办员。", "王主任讓周祕書擔任督辦員。",
             "Director Wang makes Zhou the supervisor."), body={"text": "/role @zhou supervisor"}),
    ]  # fmt: skip


def _assigning(c: Cast) -> list[Step]:
    return [
        _act(c.wang, c.office, "send", _say("王主任交办一件加急的事，时限用平常的话说。",
             "王主任交辦一件加急的事，期限用平常的話說。", "He assigns a task, the deadline in everyday words."),
             body={"text": _say("/task @li 明天下午五点前 提交三季度报告 !加急", "/task @li 明天下午五點前 提交第三季報告 !加急",
                   "/task @li tomorrow 5pm send the third-quarter report !elevated")}),
        _act(c.li, c.li, "press", _say("李明在私聊里收到卡片，点「签收」。", "李明在私訊收到卡片，點「簽收」。",
             "Li Ming gets the card in private and accepts."), button="t:accept:"),
        _act(c.li, c.li, "reply", _say("直接回复卡片，就是反馈进度；群里的卡片会随之更新。",
             "直接回覆卡片，就是回報進度；群組的卡片會隨之更新。",
             "Replying to the card is a report; the group's card is updated, not repeated."), about="#1",
             body={"text": _say("60% 等财务数据", "60% 等財務資料", "60% waiting for figures from finance")}),
        _clock(c.wang, c.wang, _say("王主任看到了进度。时间走到下一个工作日早上：日报和工作清单来了。",
               "王主任看到了進度。時間走到下一個工作日早上：日報和工作清單來了。",
               "Director Wang has seen it. Time moves to the next working morning: digest and worklist arrive."),
               jump="next_working_morning"),
    ]  # fmt: skip


def _late(c: Cast) -> list[Step]:
    return [
        _act(c.li, c.li, "send", _say("李明申请延期，说明原因。", "李明申請展延，說明原因。", "Li Ming asks for more time and says why."),
             body={"text": _say("/extend 1 明天下班前 财务数据还没到", "/extend 1 明天下班前 財務資料還沒到",
                   "/extend 1 tomorrow 6pm the figures are late")}),
        _act(c.wang, c.wang, "press", _say("王主任一点即准。", "王主任一點即准。", "Director Wang grants it with one tap."),
             button="t:grant_time:"),
        _clock(c.li, c.li, _say("两天过去：到期前提醒李明，到期后提醒督办员，再到主任。看看每个人的私聊。",
               "兩天過去：到期前提醒李明，到期後提醒督辦員，再到主任。看看每個人的私訊。",
               "Two days pass: reminders to Li, then the supervisor, then the director. Look into their chats."),
               advance_seconds=2 * 86400 + 33_000),
    ]  # fmt: skip


def _result(c: Cast) -> list[Step]:
    return [
        _act(c.li, c.li, "send", _say("李明报送结果。", "李明送審結果。", "Li Ming hands in the result."),
             body={"text": _say("/done 1 报告已提交到共享盘", "/done 1 報告已上傳共用資料夾", "/done 1 the report is in the shared folder")}),
        _act(c.wang, c.wang, "press", _say("王主任看了，退回重办。", "王主任看了，退回重辦。", "Director Wang returns it."),
             button="t:return:"),
        _act(c.wang, c.wang, "send", _say("并写明原因。", "並寫明原因。", "And says what is missing."),
             body={"text": _say("缺少附表二", "缺附表二", "table two is missing")}),
        _act(c.li, c.li, "send", _say("李明补齐后再报。", "李明補齊後再送。", "Li Ming completes it and hands it in again."),
             body={"text": _say("/done 1 附表二已补上", "/done 1 附表二已補上", "/done 1 table two is in")}),
        _act(c.wang, c.wang, "press", _say("王主任点一下通过，相关的人都收到答复。", "王主任點一下通過，相關的人都收到答覆。",
             "Director Wang approves with one tap; everyone involved gets the answer."), button="t:approve:"),
        _act(c.wang, c.wang, "press", _say("再给五颗星。", "再給五顆星。", "And gives five stars."), button="t:rate:1:5"),
        _clock(c.wang, c.office, _say("下一个工作日早上，群里有了日报。", "下一個工作日早上，群組有了日報。",
               "Next working morning the group gets its digest."), jump="next_working_morning"),
        _act(c.wang, c.wang, "send", _say("/history 把整件事按原话讲一遍。", "/history 把整件事按原話講一遍。",
             "/history tells the whole story in the words people used."), body={"text": "/history 1"}),
    ]  # fmt: skip


def _away(c: Cast) -> list[Step]:
    return [
        _act(c.zhao, c.office, "press", _say("赵倩也在群里点「加入」。", "趙倩也在群組點「加入」。", "Zhao Qian joins too."), button="j:"),
        _act(c.zhao, c.zhao, "start", _say("并打开私聊。", "並開啟私訊。", "And opens a private chat.")),
        _act(c.li, c.li, "send", _say("李明和赵倩互为 AB角：李明不在时，由赵倩代办。", "李明請趙倩當職務代理人。",
             "Li Ming names Zhao Qian as his backup."), body={"text": "/backup @zhao"}),
        _act(c.wang, c.office, "send", _say("王主任又交办一件。", "王主任又交辦一件。", "Director Wang assigns another task."),
             body={"text": _say("/task @li 两周内 整理档案目录", "/task @li 兩週內 整理檔案目錄", "/task @li in two weeks put the files in order")}),
        _act(c.li, c.li, "send", _say("李明明天起外出三天。督办读出是哪几天、谁代办、移交几件。",
             "李明明天起請假三天。督辦讀出是哪幾天、誰代理、交接幾件。",
             "Li Ming is away for three days. Duban says which days, who stands in and what moves."),
             body={"text": _say("/away 从明天起三天", "/away 從明天起三天", "/away for 3 days from tomorrow")}),
        _act(c.li, c.li, "press", _say("点一下确认，手上的事就全部移交。", "點一下確認，手上的事就全部交接。",
             "One tap hands everything over."), button="aw:ok:"),
        _clock(c.zhao, c.zhao, _say("第二天早上，赵倩收到移交清单。", "隔天早上，趙倩收到交接清單。",
               "Next morning Zhao Qian gets the list."), jump="next_working_morning"),
        _act(c.zhao, c.zhao, "press", _say("一点全部接手：责任、提醒都归她，李明回来再一并交还。",
             "一點全部接手：責任、提醒都歸她，李明回來再一併交還。",
             "One tap takes all over: duty and reminders are hers until Li Ming is back."), button="ho:all:"),
    ]  # fmt: skip
