"""Levels of education, read from what files say of somebody."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """From the lowest up."""

    PRIMARY = 1
    JUNIOR = 2
    SENIOR = 3
    COLLEGE = 4
    BACHELOR = 5
    GRADUATE = 6


LEVEL_NAMES = {
    Level.PRIMARY: "小学",
    Level.JUNIOR: "初中",
    Level.SENIOR: "高中（中专）",
    Level.COLLEGE: "大专",
    Level.BACHELOR: "本科",
    Level.GRADUATE: "研究生",
}
_WORDS = (
    (Level.GRADUATE, ("研究生", "硕士", "博士")),
    (Level.BACHELOR, ("本科", "学士", "大本")),
    (Level.COLLEGE, ("大专", "专科", "高职")),
    (Level.SENIOR, ("高中", "中专", "职高", "技校", "中技", "职专")),
    (Level.JUNIOR, ("初中",)),
    (Level.PRIMARY, ("小学",)),
)
_NOT_YET = ("在读", "肄业", "结业")


def level_of(text: str) -> Level | None:
    """The level a file states; None where it says nothing, nothing known, or 在读."""
    if any(word in text for word in _NOT_YET):
        return None
    return next((level for level, words in _WORDS if any(word in text for word in words)), None)
