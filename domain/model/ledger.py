"""督办台账: the columns of the office's ledger, the kinds of file it comes as, and what somebody asks to have of it.

The word of a column stands in the catalogues as `ledger-<column>`, in every language; whoever writes a ledger and whoever
reads one take it from there. A value that is one of a few (state, priority, origin, light, yes or no) is written in the
words of `status-`, `priority-`, `origin-`, `ledger-light-`, and `ledger-yes` or `ledger-no`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from domain.model.papers import Form


class LedgerColumn(StrEnum):
    """What stands in a column of a ledger; people by name, several with a comma of the language between them."""

    NUMBER = "number"  # 编号: the matter's number, a whole number without #
    TITLE = "title"  # 事项
    CONTENT = "content"  # 内容: the whole text of the order, where the title does not say all of it
    STANDARD = "standard"  # 办理标准
    ORIGIN = "origin"  # 来源, as `origin-` says it
    ORIGIN_REF = "origin-ref"  # 来源依据: its number or name
    TEAM = "team"  # 所属群组
    PRIORITY = "priority"  # 紧急程度, as `priority-` says it
    ASSIGNER = "assigner"  # 交办人
    LEAD = "lead"  # 牵头人
    CO = "co"  # 协办人
    GIVEN = "given"  # 交办时间
    DUE = "due"  # 完成时限
    STATE = "state"  # 状态, as `status-` says it
    LIGHT = "light"  # 灯, as `ledger-light-` says it; nothing for what is closed
    PROGRESS = "progress"  # 进度, a share of the whole
    REPORTED = "reported"  # 最近反馈: when it was moved on last
    CLOSED = "closed"  # 办结时间, of what was cancelled when it was
    LATE = "late"  # 是否超期: `ledger-yes` or `ledger-no`; of what is done, whether it was; waived is no
    LATENESS = "lateness"  # 超期时长, in working hours
    RETURNS = "returns"  # 退回次数
    RATING = "rating"  # 评价, one to five
    RESULT = "result"  # 办理结果
    TAGS = "tags"  # 标签, without #
    PARENT = "parent"  # 上级事项: the number of the matter it is a part of


FORMS: Mapping[LedgerColumn, Form] = {
    LedgerColumn.NUMBER: Form.NUMBER,
    LedgerColumn.GIVEN: Form.MOMENT,
    LedgerColumn.DUE: Form.MOMENT,
    LedgerColumn.PROGRESS: Form.SHARE,
    LedgerColumn.REPORTED: Form.MOMENT,
    LedgerColumn.CLOSED: Form.MOMENT,
    LedgerColumn.LATENESS: Form.NUMBER,
    LedgerColumn.RETURNS: Form.NUMBER,
    LedgerColumn.RATING: Form.NUMBER,
    LedgerColumn.PARENT: Form.NUMBER,
}  # fmt: skip
