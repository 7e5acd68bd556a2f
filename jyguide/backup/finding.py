"""What a check of a data folder says, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What is looked at, in this order."""

    DATABASE = "数据库"
    JOURNAL = "操作记录"
    ATTACHMENTS = "附件"
    BACKUPS = "备份"
    KEYS = "密钥"
    SECOND = "U盘"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at.

    Attributes:
        sound: Whether nothing has to be done about it.
        hint: What to do, where something has.
    """

    part: Part
    sound: bool
    sentence: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Everything that was looked at."""

    lines: Sequence[Line]

    @property
    def faults(self) -> Sequence[Line]:
        """What somebody has to do something about."""
        return [line for line in self.lines if not line.sound]

    @property
    def sentence(self) -> str:
        """All of it in one."""
        if not self.faults:
            return "检查完毕，没有发现问题。"
        return f"检查完毕，发现 {len(self.faults)} 个问题，请按下面说的处理。"


def fine(part: Part, sentence: str) -> Line:
    """Something that is as it should be."""
    return Line(part, True, sentence)  # noqa: FBT003 - its one other value is below


def fault(part: Part, sentence: str, hint: str) -> Line:
    """Something to be dealt with."""
    return Line(part, False, sentence, hint)  # noqa: FBT003 - as above
