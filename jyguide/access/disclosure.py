"""What was shown or written out of somebody in full, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from jyguide.ids import PersonId


class DisclosureKind(StrEnum):
    """How it came to be seen."""

    SEEN = "seen"
    EXPORTED = "exported"
    ERRORS = (
        "errors"  # the rows of an import that could not be taken, given back to who brought them
    )


DISCLOSURE_NAMES = {
    DisclosureKind.SEEN: "在屏幕上查看",
    DisclosureKind.EXPORTED: "导出或打印",
    DisclosureKind.ERRORS: "导入错误清单",
}


@dataclass(frozen=True, slots=True)
class DisclosureFilter:
    """Which lines are wanted.

    Attributes:
        since: The first day; None from the beginning.
        until: The last day; None up to now.
        user: The whole name of who looked; "" for everybody.
    """

    since: date | None = None
    until: date | None = None
    user: str = ""


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One line of the list.

    Attributes:
        what: The list, the page or the file, in the user's words.
        people: Of how many.
        person_id: Of whom, where it was one.
        person: His name, as far as he is still known here.
    """

    id: UUID
    at: datetime
    user: str
    kind: DisclosureKind
    what: str
    people: int
    person_id: PersonId | None
    person: str

    @property
    def whose(self) -> str:
        """Of whom or of how many: ``张三``, ``128 人``; of somebody who is gone ``1 人``."""
        return self.person or f"{self.people} 人"


HEADS = ("时间", "使用人", "方式", "内容", "谁的号码")
"""Of the list wherever it is written out."""


def cells(row: DisclosureRow) -> tuple[str, ...]:
    """A line under `HEADS`; nothing in it needs to be masked."""
    return (
        f"{row.at:%Y-%m-%d %H:%M:%S}",
        row.user or "（已不在名单）",
        DISCLOSURE_NAMES[row.kind],
        row.what,
        row.whose,
    )
