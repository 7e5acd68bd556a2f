"""An item of the bank as lists, pages and other areas see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jyguide.bank.item import Answer, ItemContent, ItemKind
from jyguide.bank.recall import Recall
from jyguide.ids import ItemId, RevisionId

UNIFIED = "unified"
"""The source of everything in the bank that ships with the program."""

WRITTEN_HERE = "自编"
"""The source of items that were written at the desk and came from no file."""

KIND_NAMES = {
    ItemKind.SINGLE: "单选题",
    ItemKind.MULTIPLE: "多选题",
    ItemKind.TRUE_FALSE: "判断题",
    ItemKind.FILL_IN: "填空题",
    ItemKind.SHORT_ANSWER: "简答题",
    ItemKind.ORDERING: "排序题",
    ItemKind.ORAL: "一口清",
}

DIFFICULTY_NAMES = {1: "易", 2: "中", 3: "难"}


class ItemStatus(StrEnum):
    """Whether an item may be drawn; only IN_FORCE may."""

    DRAFT = "draft"
    REVIEW = "review"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


STATUS_NAMES = {
    ItemStatus.DRAFT: "草稿",
    ItemStatus.REVIEW: "待审",
    ItemStatus.IN_FORCE: "在用",
    ItemStatus.WITHDRAWN: "停用",
}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item with what its present revision says.

    Attributes:
        number: As in the source: "001-2" in the unified bank, "7" in a file.
        source: ``unified`` or the name of the file it came from.
        station: Name of the station it belongs to where that is another one, as at the city's.
        unified: Whether it belongs to the bank that the city issues to everybody.
        merged_into: The item that says the same, in whose favour this one was withdrawn.
        recalled: Why it has to be reviewed, where a clause it rests on has changed; until then
            no exam draws it.
    """

    id: ItemId
    revision_id: RevisionId
    number: str
    source: str
    station: str
    unified: bool
    status: ItemStatus
    question_id: ItemId | None
    merged_into: ItemId | None
    recalled: Recall | None
    content: ItemContent

    @property
    def drawable(self) -> bool:
        """Whether an exam may draw it."""
        return self.status is ItemStatus.IN_FORCE and self.recalled is None

    @property
    def source_name(self) -> str:
        name = name_of_source(self.source)
        return f"{self.station}：{name}" if self.station else name

    @property
    def name(self) -> str:
        """What it is called outside of its list; see `item_name`."""
        return item_name(self.source_name, self.number)

    @property
    def short_name(self) -> str:
        """What it is called in a list: ``001-2`` of the unified bank, else its `name`."""
        return self.number if self.unified else self.name


def item_name(source_name: str, number: str) -> str:
    """Such as 统一题库第 001-2 题 or ``loose.docx 第 3 题``: numbers repeat from source to source.

    Args:
        source_name: As `name_of_source` gives it.
        number: In its source; empty where that has none.
    """
    gap = " " if source_name[-1:].isascii() else ""
    return f"{source_name}{gap}第 {number} 题" if number else f"{source_name}{gap}的题"


def name_of_source(source: str) -> str:
    """What a source is called on screen: 统一题库, 自编, or the name of a file."""
    return "统一题库" if source == UNIFIED else source


def answer_text(kind: ItemKind, answer: Answer) -> str:
    """The key of an item as a person writes it: ``A、C``, ``正确``, ``3；5``."""
    if answer is None:
        return ""
    if isinstance(answer, tuple):
        return "；".join("或".join(blank) for blank in answer)
    if kind is ItemKind.TRUE_FALSE:
        return "正确" if answer == "T" else "错误"
    if kind is ItemKind.MULTIPLE:
        return "、".join(answer)
    if kind is ItemKind.ORDERING:
        return " → ".join(answer)
    return answer
