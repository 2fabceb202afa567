"""Everyday words in private that are no order: help, a slip, a decision or a report without a number, how to do something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from bot.handlers import desk, words
from bot.handlers.guide import explain, how
from bot.handlers.numbers import elsewhere_in
from bot.talk import Talk
from domain.errors import Refusal
from domain.messages.tasks import TaskCard
from domain.model.matters import Matters
from domain.model.post import Said
from domain.model.tasks import Relation, Task
from domain.model.value import replace
from domain.rules.lifecycle import Action
from domain.rules.names import fitting
from domain.rules.outcome import says_blocked, says_done, wants_other_hands, wants_time
from domain.rules.placed import placed
from domain.rules.progress import planned_in, progress_in
from domain.rules.smalltalk import says_received
from domain.rules.spoken import asks_how
from domain.rules.told_of import barely_told_of, number_told_of
from domain.rules.verdicts import verdict
from domain.rules.waiting import orders_after
from domain.text import half_width, late
from domain.usecases.access import relations, secrets_of, visible
from domain.usecases.tasks.draft_kept import discard
from domain.usecases.tasks.meaning import carries_out, in_hand, waiting
from domain.usecases.tasks.told_of import told_about

_POLITE = r"[\s,，。.!！?？~～]*"
_SAID: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, late(rf"{_POLITE}(?:{pattern}){_POLITE}", re.IGNORECASE))
    for name, pattern in (
        ("help", (r"(?:我?(?:需要|要|想要)?(?:帮助|幫助|帮忙|幫忙)|帮帮我|幫幫我|使用说明|使用說明|[说說]明(?:书|書)?|菜单"
            r"|菜單|命令|指令|怎么用|怎麼用|如何使用|help(?: me)?|menu|commands?|how does this work)")),
        ("able", (r"(?:你|您|机器人|機器人|督办)?(?:都|还|還)?(?:能|会|會|可以)(?:做|干|幹|办|辦)(?:些|点|點)?(?:什么"
            r"|什麼|啥|哪些事?)|你是谁|你是誰|你有什么(?:用|功能)|what (?:can|do) you do|who are you|what are you")),
        ("mistake", (r"(?:上一?[条條]|刚才?|剛才?|前面|我)*(?:的)?(?:打错|打錯|发错|發錯|写错|寫錯|输错|輸錯|弄错|弄錯"
            r"|点错|點錯|按错|按錯|搞错|搞錯|错)了?(?:[,，。\s]*(?:请|請)?(?:撤销|撤銷|撤回|取消|收回|作废|作廢|不算"
            r"|忽略))?(?:了|吧)?|(?:撤回|收回)(?:刚才|上一条)?(?:的)?|undo(?: that| it)?|(?:my )?mistake|(?:that was "
            r"|it was )?(?:a )?(?:typo|mistake)|wrong (?:one|message|button)|take (?:it|that) back|oops")),
        ("review", (r"(?:请问|請問|我)?(?:今天|现在|現在)?(?:还|還)?有(?:什么|什麼|啥|哪些|没有|沒有)"
            r"(?:事情?|东西|東西|事项|事項)?(?:要|需要|等着|等著|等|该|該|待)?我(?:来|來)?(?:批|审批?|審批?|审核|審核|批准|核准|拍板|决定|決定|定|处理|處理)(?:的|吗|嗎|么|麼)*"
            r"|(?:打开|打開|开|開)?(?:审核|審核|审批|審批|批阅|批閱)(?:台|臺)"
            r"|(?:待我|等我)(?:批|审批?|審批?|审核|審核|决定|決定)的?(?:有哪些|有什么|有什麼|事项|事項)?"
            r"|(?:看看|看一下)?(?:我的)?(?:待审批?|待審批?|待审核|待審核|待批)的?(?:事项|事項|件)?"
            r"|(?:我要|我来|我來|开始|開始)?(?:审核|審核|审批|審批|批阅|批閱)(?:了|吧)?"
            r"|我(?:要|该|該|应该|應該|得|需要)(?:审核?|審核?|审批|審批|批)(?:什么|什麼|啥|哪些)事?(?:呢|了)?"
            r"|(?:还|還)(?:有|剩)(?:几|幾|多少)(?:件|个|個|项|項)(?:没|沒|未|要|待|等我)(?:批|审|審|审批|審批|审核|審核)(?:的|了)?"
            r"|what(?:'s|’s| is)? (?:waits|waiting|pending)(?: (?:for|on) me)?|(?:open )?(?:the |my )?(?:review desk|reviews?)"
            r"|what (?:do|should|must) i (?:need to |have to )?(?:approve|review|decide)(?: on)?"
            r"|(?:is there )?(?:anything|something) (?:for me )?to (?:approve|review|decide)(?: for me)?")),
        ("urge-which", (r"(?:全部?|都|全都|统统|挨个|一起|大家)?(?:再)?(?:给我)?催(?:一?催|办|辦|促)?(?:一下|一遍"
            r"|下)?(?:大家|所有人|他们|全部)?|(?:chase|nudge|urge|remind)(?: (?:them|everybody|everyone|all))*")),
        ("cancel-which", (r"(?:请|請)?(?:撤销|撤銷|撤掉|取消|作废|作廢)(?:了|吧|它|掉)?|cancel(?: it| this| that)?")),
        ("never-mind", (r"(?:算|不用|不必|放弃|放棄|没事|沒事|当我没说|當我沒說|没什么)(?:了|吧)*|never ?mind|forget (?:it"
            r"|that|about it)|nothing")),
    )
)  # fmt: skip
_DROPS = ("cancel-which", "never-mind", "mistake")
_BARE = late(r"\s*(\d{1,6})\s*[.。号號]?\s*")
_NUMBERED = late(r"\s*(\d{1,6})\s*(?:[,，、:：号號\s])\s*(?=\S)(?P<rest>.+)", re.DOTALL)
_JUDGED = frozenset({
    Action.APPROVE, Action.RETURN, Action.GRANT_TIME, Action.REFUSE_TIME, Action.GRANT_TRANSFER, Action.REFUSE_TRANSFER,
})  # fmt: skip
_HEAD_SHARE = late(
    r"\s*(?:大概|大约|约|进度|進度|完成|已完成|done|about|progress)?\s*:?\s*(?:[-−–]\s?)?\d{1,3}(?:\.\d+)?\s?[%％]"
)


def everyday(talk: Talk) -> bool:
    """Whether the words were one of these, and were answered."""
    said = talk.said()
    return any(way(talk, said) for way in _WAYS)


def opens_a_page(text: str) -> bool:
    """审核, 帮助: words that open the desk or the help wherever they are written."""
    return any(name in ("help", "review") and pattern.fullmatch(text) for name, pattern in _SAID)


def _about_a_number(talk: Talk, said: Said) -> bool:
    """催一下 #3, cancel #3, 收到 #2."""
    if talk.who.leads_anywhere() and orders_after(said.text):
        return False
    changed = number_told_of(said.text) or _barely(talk, said.text)
    if changed is not None and verdict(changed[1]) is not None:
        words.about(talk, changed[0], replace(said, text=changed[1]))
        return True
    named = elsewhere_in(said.text)
    if named is None or not (_says_something(named.rest) or _is_in_hand(talk, named.numbers[0], named.rest)):
        return False
    words.about(talk, named.numbers[0], replace(said, text=named.rest))
    return True


def _barely(talk: Talk, text: str) -> tuple[int, str] | None:
    """撤销1号, 退回 1; 1号延期到下周五 where the speaker has a part in that matter, for 1号 may be a day."""
    found = barely_told_of(text)
    says = verdict(found[1]) if found else None
    if found is None or says is None or (_JUDGED & set(says.actions) and not talk.who.leads_anywhere()):
        return None
    if not text.lstrip(" 把将將")[:1].isdecimal():
        return found
    task = talk.unit.store.tasks.get(found[0])
    return found if task is not None and relations(talk.who, task) - {Relation.COLLEAGUE} else None


def _placed(talk: Talk, said: Said) -> bool:
    """把 #14 放到 #12 下面."""
    found = placed(said.text)
    if found is None or found.child is None:
        return False
    words.offer_under(talk, found.child, found.parent, said)
    return True


def _told_of(talk: Talk, said: Said) -> bool:
    """写报告那件事延到下周二, 李明那个报告改到下周三: of the only matter these words fit, or it is asked which."""
    if _is_none_of_mine(said.text):
        return False  # 这个不归我管 names nothing
    found, does, points = told_about(talk.unit, talk.who, said.text)
    if points and not found:
        raise Refusal("which-task-none")
    return _of(talk, replace(said, text=does), _first(found))


def _says_something(text: str) -> bool:
    return verdict(text) is not None or _reports(text) or says_received(text)


def _is_in_hand(talk: Talk, number: int, text: str) -> bool:
    """Whether words of staff, who give no orders, are about a task of theirs; of anybody where they wish for more time."""
    return (not talk.who.leads_anywhere() or wants_time(text)) and _carries_out(talk, number)


def _carries_out(talk: Talk, number: int) -> bool:
    task = talk.unit.store.tasks.get(number)
    return task is not None and carries_out(talk.who, task)


def _fixed(talk: Talk, said: Said) -> bool:
    name = next((name for name, pattern in _SAID if pattern.fullmatch(said.text)), None)
    if name is None:
        return False
    written = talk.unit.store.drafts.written(talk.who.member.id, talk.chat_id) if name in _DROPS else []
    drafts = [draft for draft in written if draft.task.thread_id == talk.thread_id]
    if drafts:
        discard(talk.unit, talk.who, drafts[0].id)
        talk.say("draft-discarded")
    elif name == "review":
        desk.review(talk)
    elif name == "help":
        explain(talk)
    elif name == "able":
        talk.say("hint-plain-leader" if talk.who.leads_anywhere() else "hint-plain")
    else:
        talk.say(f"hint-{name}", example=_example(talk))
    return True


def _example(talk: Talk) -> str:
    """The number of a matter the speaker may have in mind."""
    store, member_id = talk.unit.store, talk.who.member.id
    secret_to = secrets_of(talk.who)
    lists = (Matters(assigner=member_id, secret_to=secret_to), Matters(hands=member_id, secret_to=secret_to))
    found = [task for which in lists for task in store.tasks.page(which, 1)]
    return str(found[0].id) if found else "128"


def _bare_number(talk: Talk, said: Said) -> bool:
    """`1` alone opens its card; `1 60%` of who has task 1 in hand is a report on it."""
    bare = _BARE.fullmatch(half_width(said.text))
    if bare is not None:
        visible(talk.unit, talk.who, int(bare[1]))
        talk.answer(TaskCard(int(bare[1])), task_id=int(bare[1]))
        return True
    found = _NUMBERED.fullmatch(said.text)
    if found is None or not (_reports(found["rest"]) and _carries_out(talk, int(found[1]))):
        return False
    words.about(talk, int(found[1]), replace(said, text=found["rest"].strip()))
    return True


def _decided(talk: Talk, said: Said) -> bool:
    """同意, 退回，附件打不开, 收到 without a number: of the only matter that waits for it, or it is asked which."""
    found = verdict(said.text)
    if found is not None and found.actions in _JOINS and not found.plain:
        return False  # 请赵倩整理台账，抄送周秘书: an order with a watcher
    if found is not None and found.who and _names_only(talk, found.who):
        raise Refusal("which-task-none")
    if found is None or found.who:
        return False
    if found.actions in _SURELY_ABOUT_ONE:
        raise Refusal("which-task-none")
    if _JUDGED & set(found.actions):
        if not _of(talk, said, waiting(talk.unit, talk.who, found.actions)):
            talk.say("hint-nothing-waits", example=_example(talk))
        return True
    if _is_none_of_mine(said.text):
        return not talk.people(said.text) and _of(talk, said, _first(in_hand(talk.unit, talk.who)))
    if found.actions == (Action.ACCEPT,):
        return _of(talk, said, _unaccepted(talk))
    if (found.when or found.more) and not talk.people(said.text):
        raise Refusal("which-task-none")
    return False


def _is_none_of_mine(text: str) -> bool:
    """这个不归我管, not my area."""
    found = verdict(text)
    return found is not None and found.actions == (Action.DECLINE, Action.ASK_TRANSFER)


_JOINS = ((Action.ADD_WATCHER,), (Action.ADD_CO,))
_SURELY_ABOUT_ONE = (
    (Action.PAUSE,), (Action.CHANGE_PRIORITY,), (Action.APPEAL,), (Action.WAIVE, Action.APPEAL), (Action.SLIP,),
)  # fmt: skip


def _names_only(talk: Talk, words: str) -> bool:
    """Nothing but a person: 换成赵倩, reassign to @zhao; not 让赵倩写报告."""
    return _HANDLE.fullmatch(words) is not None or bool(fitting(words, talk.unit.store.members.all_active()))


_HANDLE = late(r"@\w+")


def _received(talk: Talk, said: Said) -> bool:
    """收到 of who has one matter to accept."""
    return len(said.text) <= _SHORT and says_received(said.text) and _of(talk, said, _unaccepted(talk))


_SHORT = 12


def _unaccepted(talk: Talk) -> list[Task]:
    me = talk.who.member.id
    mine = in_hand(talk.unit, talk.who)
    return _first(t for t in mine if any(t.carrier(p) == me and not p.accepted_at for p in t.people))


def _first(tasks: Iterable[Task]) -> list[Task]:
    """As many as can be asked about, and one that tells that there are more."""
    return list(islice(tasks, words.MOST + 1))


def _own_work(talk: Talk, said: Said) -> bool:
    """办完了, 60%, 能不能晚两天, 明天做到30% of those who have something in hand."""
    if talk.people(said.text) or not (_reports(said.text) or _wishes(talk, said.text)):
        return False
    if _of(talk, said, _first(in_hand(talk.unit, talk.who))):
        return True
    if not talk.who.leads_anywhere():
        talk.say("hint-no-task-in-hand")
    return not talk.who.leads_anywhere()


def own_files(talk: Talk) -> bool:
    """A photo, a voice message, a document of who has something in hand: a report on it, or it is asked on which."""
    said = talk.said()
    return bool(said.files) and _of(talk, said, _first(in_hand(talk.unit, talk.who)))


def _reports(text: str) -> bool:
    share = _HEAD_SHARE.match(half_width(text)) is not None and progress_in(text) is not None
    return share or says_done(text) or says_blocked(text)


def _wishes(talk: Talk, text: str) -> bool:
    wishes = wants_time(text) or wants_other_hands(text) or bool(planned_in(text))
    return not talk.who.leads_anywhere() and wishes and not asks_how(text)


def _of(talk: Talk, said: Said, tasks: Sequence[Task]) -> bool:
    """Take the words for the only task they can be about; of several ask which."""
    if len(tasks) > 1:
        words.ask_which(talk, tasks, said)
    elif tasks:
        words.about(talk, tasks[0].id, said)
    return bool(tasks)


_WAYS: Sequence[Callable[[Talk, Said], bool]] = (
    _placed, _about_a_number, _told_of, _fixed, _bare_number, how, _decided, _received, _own_work,
)  # fmt: skip
