"""Which words about a matter ask for nothing but what its card says."""

from __future__ import annotations

import pytest

from domain.rules.card_questions import answered_by_card
from domain.rules.spoken import asks_the_way

ASKED = """
什么时候到期？|什么时候到期|何时到期|几号到期|什么时候要？|什么时候要交|哪天截止|到底什么时候到期啊|这件什么时候到期
时限是哪天|期限到哪天|还有几天
还剩多少时间|这件事谁在办|谁在办|谁负责|谁牵头|承办人是谁|是谁交办的|谁的|在谁手上|交给谁了|到哪了|做到哪了
办到哪一步了|怎么样了|怎么样了？|办得怎么样了
现在怎么样了|进展如何|进度怎么样|有进展吗|有没有进展|有什么进展|进度|进度？|办完了吗|完成了没有|好了没|签收了吗
超期了吗|什么状态|现在什么情况|是什么事
完成多少了|谁在办这件事|做了多少了|百分之几了|请问什么时候到期|這件什麼時候到期？|進度如何|誰在辦|辦得怎麼樣了|最後期限是什麼時候
when is it due?|when is it due|When's this due?|due when?|what's the deadline|what is the due date?
when is the deadline|by when?|how much time is left
how many days left|who has it|who is on it|who’s doing this?|who is responsible|who leads it|who assigned it
how is it going?|how's it going|how far is it
how far along is it?|how far are we|what's the status|status?|any news?|any progress?|where are we with it|where is it
is it done?|is it done yet|done yet?
is done?|has it been accepted?|is it overdue|what is it|what's this about
"""
SAYS_MORE = """
没办法如期，可以延到下周一吗|来不及了，下周一行吗|今天交不了，谁能帮忙|已写完，要不要盖章？|怎么还没报
为什么没有附件？请补|数据还没给我，怎么办|写了多少页合适
写好一半了，剩下的哪天交都行|为什么又改时限|还有哪些没给我|到底什么时候能交|是不是该结了|谁让你改的|什么时候开会
谁去现场|给谁看|报给谁|发到哪|交给谁|有问题吗
办完了|完成了|交了|进度60%|进度30|做到一半了|快完成了|好了|通过|交给赵倩|已签收|时限改到周五|完成了吗，领导在催
什么时候能给数据|怎么填|能不能晚两天
is at 45%|is done|is blocked: no access|is 80% done|has been renewed|is cancelled|is due Monday now|is far too slow
are the figures final?|do we need a stamp?
why no report yet?|was sent yesterday|done|finished|is ready|when can I get the data?|who can help?|who will sign it
is overdue, sorry|what format?
has everyone signed?|the deadline is too tight|progress 40|status: 50%|how do I send it?
"""


def _each(words: str) -> list[str]:
    return [one for line in words.strip().splitlines() for one in line.split("|")]


@pytest.mark.parametrize("text", _each(ASKED))
def test_what_the_card_says_is_asked(text: str) -> None:
    assert answered_by_card(text)


@pytest.mark.parametrize("text", _each(SAYS_MORE))
def test_what_says_more_is_no_question_for_the_card(text: str) -> None:
    assert not answered_by_card(text)


def test_how_something_is_done_is_asked_in_other_words_than_why_it_is_not() -> None:
    assert [asks_the_way(t) for t in ("怎么申请延期？", "如何反馈", "how do I get more time?")] == [
        "extend", "report", "extend",
    ]  # fmt: skip
    assert [asks_the_way(t) for t in ("怎么还没通过", "怎么没进度", "进度怎么又退了", "怎么填")] == [""] * 4
