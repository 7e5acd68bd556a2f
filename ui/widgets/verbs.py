"""What lines of menus and buttons do, by the words they begin with: the one table of them.

Which key is theirs, and where in a menu they stand, follows from it: see `ui.widgets.keys`,
`ui.widgets.row_menu` and `ui.page_keys`.
"""

from __future__ import annotations

from enum import Enum


class Verb(Enum):
    """A meaning and its words; where two of them begin alike, the longer word comes first."""

    RECORD = ("修改记录",)
    PAPERS = ("打印和导出",)
    """A menu of both."""
    MAKE = ("新建", "新增", "添加")
    ENTER = ("登记", "安排", "新的", "授予")
    EDIT = ("修改", "编辑", "更正", "改正")
    REMOVE = ("删除", "移除", "移出")
    PRINT = ("打印", "预览打印")
    PREVIEW = ("预览",)
    EXPORT = ("导出", "另存")
    BIND = ("装订", "再存一份")
    SAVE = ("保存",)
    TOGETHER = ("批量", "移交", "迁出", "离任", "调动", "作废", "停用", "撤回", "换发")
    """What is done with several rows."""


def verb_of(text: str) -> Verb | None:
    """What a line or a button means by what it says; None where it is nothing of the kind."""
    return next((verb for verb in Verb if text.startswith(verb.value)), None)
