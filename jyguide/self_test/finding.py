"""One line of the look at a PC: how it stands, what that means, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum


class Part(StrEnum):
    """What is looked at, in the order of the sheet."""

    DATABASE = "数据库"
    BACKUP = "备份"
    STICK = "备份用U盘"
    DISK = "硬盘"
    CLOCK = "时间"
    PRINTER = "打印机"
    FONTS = "字体"
    SCREEN = "屏幕"
    TYPING = "中文输入"
    MEMORY = "内存"
    PROGRAM = "程序文件"
    VERSION = "程序版本"


class Level(Enum):
    """How it stands, in a word that stands beside the icon."""

    GOOD = "正常"
    HEED = "注意"
    BAD = "有问题"
    UNKNOWN = "没看成"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line.

    Attributes:
        sentence: What it is, and what that means.
        hint: What to do; "" where nothing is to be done.
    """

    part: Part
    level: Level
    sentence: str
    hint: str = ""


def summary(findings: Sequence[Finding]) -> str:
    """What it comes to, in one sentence."""
    bad = sum(one.level is Level.BAD for one in findings)
    heed = sum(one.level in {Level.HEED, Level.UNKNOWN} for one in findings)
    if bad:
        also = f"，另有 {heed} 项要注意" if heed else ""
        return f"查了 {len(findings)} 项，{bad} 项有问题{also}。请先处理有问题的。"
    if heed:
        return f"查了 {len(findings)} 项，没有大问题，{heed} 项要注意。"
    return f"查了 {len(findings)} 项，都正常，可以放心使用。"
