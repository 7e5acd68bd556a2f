"""回收站: what was deleted, and how it comes back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jyguide.ids import ActionId


class Return(StrEnum):
    """How a deleted record can come back."""

    ALONE = "alone"
    TOGETHER = "together"
    """It was deleted with others, and they return with it."""
    WIDER = "wider"
    """What deleted it changed other records too: only that can be undone, whole."""
    IMPORT = "import"
    """It was deleted elsewhere and came so in a file."""
    ELSEWHERE = "elsewhere"
    """Another PC deleted it, on a database that both work in."""


RESTORABLE = frozenset({Return.ALONE, Return.TOGETHER})
"""Whose deletion is nothing but a deletion, made on this PC."""


@dataclass(frozen=True, slots=True)
class BinFilter:
    """Which deleted records are wanted.

    Attributes:
        text: Part of what they are called.
        table: Of this kind only; "" for all.
    """

    text: str = ""
    table: str = ""


EVERYTHING_DELETED = BinFilter()


@dataclass(frozen=True, slots=True)
class DeletedRow:
    """A record marked deleted.

    Attributes:
        no: Where its last change stands in the journal: older ones are asked for by it.
        action: What deleted it here; an import, where it came in a file.
        action_name: In its user's words.
        rows: How many records that action touched.
    """

    no: int
    table: str
    table_name: str
    row_id: uuid.UUID
    label: str
    at: datetime
    actor: str
    device: str
    action: ActionId
    action_name: str
    rows: int
    way: Return

    @property
    def way_short(self) -> str:
        """As `way_text`, for a column."""
        return {
            Return.ALONE: "可以恢复",
            Return.TOGETHER: f"连同另外 {self.rows - 1} 条",
            Return.WIDER: "撤销那次操作",
            Return.IMPORT: "撤销那次导入",
            Return.ELSEWHERE: "到那台电脑上",
        }[self.way]

    @property
    def way_text(self) -> str:
        """How it comes back, in a few words."""
        return {
            Return.ALONE: "可以恢复",
            Return.TOGETHER: f"连同另外 {self.rows - 1} 条一起恢复",
            Return.WIDER: "随别的改动一起删除，撤销那次操作才能恢复",
            Return.IMPORT: "随数据包删除，撤销那次导入才能恢复",
            Return.ELSEWHERE: f"在“{self.device or '另一台电脑'}”上删除，请在那台电脑上恢复",
        }[self.way]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of restoring.

    Attributes:
        rows: Records that are there again.
        refused: Why others are not, a sentence for each deletion that had to stay.
    """

    rows: int
    refused: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What is said of it."""
        told = [f"已恢复 {self.rows} 条记录。"] if self.rows else []
        return "".join([*told, *dict.fromkeys(self.refused)])


def deletions(rows: Iterable[DeletedRow]) -> dict[ActionId, DeletedRow]:
    """The actions that have to be undone for these to return, each with one of its records."""
    return {row.action: row for row in rows if row.way in RESTORABLE}
