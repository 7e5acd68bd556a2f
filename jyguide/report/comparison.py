"""What comparing a printed report with the data of now came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from jyguide.report.kinds import REPORT_KIND_NAMES

_KIND_NAMES = {kind.value: name for kind, name in REPORT_KIND_NAMES.items()}
ALL_AGREE = "纸面与数据一致。"
CODE_AGREES = "二维码里的数字与数据一致；纸面其余的数字没有核对。"
"""Where this office knows nothing of the print: the QR code has no room for every number."""


class RowState(StrEnum):
    """What became of a row since the report was printed."""

    CAME = "came"
    GONE = "gone"
    CHANGED = "changed"


ROW_STATE_NAMES = {
    RowState.CAME: "新增",
    RowState.GONE: "不再计入",
    RowState.CHANGED: "改动过",
}


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row behind a number that is not as it was.

    Attributes:
        id: None: its row is no longer among the data, and only that it is missing is known.
        text: What its list shows of it, in one line; numbers of people are masked.
    """

    figure: str
    state: RowState
    table: str
    id: UUID | None
    text: str


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """One number of the paper beside that of now.

    Attributes:
        before: As it was printed, with its unit.
        after: As it is now; "" where this release knows no such number.
        equal: Whether the two are the same number.
        same: Whether the rows behind it are the same and unchanged.
        counts: What happened to how many rows.
        rows: To which, as many as are named.
    """

    key: str
    name: str
    before: str
    after: str
    equal: bool
    same: bool
    counts: tuple[tuple[RowState, int], ...] = ()
    rows: tuple[RowChange, ...] = ()

    @property
    def unnamed(self) -> int:
        """How many rows are not as they were, and not named."""
        return sum(count for _, count in self.counts) - len(self.rows)

    @property
    def words(self) -> str:
        """How the two stand to each other."""
        if self.same:
            return "一致"
        if not self.after:
            return "本版本没有这个数字"
        told = "数字一致" if self.equal else "不一致"
        parts = [f"{ROW_STATE_NAMES[state]} {count:,} 条" for state, count in self.counts]
        if self.unnamed:
            parts.append(f"只列出其中 {len(self.rows)} 条")
        if not parts and self.equal:
            parts = ["依据有改动"]
        return f"{told}，{'、'.join(parts)}" if parts else told


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printed report held against the data of now.

    Attributes:
        code: Grouped as on the paper.
        kind: Which report; of a later release perhaps one that is not known here.
        about: Whose report it is: a station's name, 全市.
        printed_at: None: this office knows nothing of the print, and compares the QR code alone.
        altered: Names of numbers of which the QR code says something else than was printed.
    """

    code: str
    kind: str
    title: str
    about: str
    begins_on: date
    ends_on: date
    printed_at: datetime | None
    printed_by: str
    figures: tuple[ComparedFigure, ...]
    altered: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether this office knows of the print, and not of its QR code alone."""
        return self.printed_at is not None

    @property
    def agrees(self) -> bool:
        """Whether every number and every row behind it is as it was printed."""
        return not self.altered and all(one.same for one in self.figures)

    @property
    def differing(self) -> tuple[ComparedFigure, ...]:
        """Numbers that are others now."""
        return tuple(one for one in self.figures if not one.equal)

    @property
    def verdict(self) -> str:
        """What to say first."""
        if self.altered:
            return f"这张纸上的二维码与打印时登记的不同（{'、'.join(self.altered)}），纸面不可信。"
        if self.agrees:
            return ALL_AGREE if self.known else CODE_AGREES
        if self.differing:
            names = "、".join(one.name for one in self.differing[:5])
            more = " 等" if len(self.differing) > 5 else ""  # noqa: PLR2004 - as many as fit a line
            return f"有 {len(self.differing)} 个数字与纸面不一致：{names}{more}。"
        changed = sum(not one.same for one in self.figures)
        return f"数字与纸面都一致；其中 {changed} 个数字的依据打印以后有改动，数量没有变。"

    @property
    def note(self) -> str:
        """How far the comparison goes."""
        if self.printed_at is not None:
            return (
                f"{self.title}，{self.printed_by} {self.printed_at:%Y-%m-%d %H:%M} 打印，"
                f"共核对 {len(self.figures)} 个数字。"
                "纸上如与“纸面”一栏不同，是印出后改过。"
            )
        name = _KIND_NAMES.get(self.kind, "报表").removeprefix(self.about)
        return (
            f"{self.about}{name}（{self.begins_on} 至 {self.ends_on}）。"
            "本机没有这次打印的登记，可能还没有随交换文件到来；"
            f"只核对了二维码里放得下的 {len(self.figures)} 个数字，不能指出是哪些记录变了。"
        )
