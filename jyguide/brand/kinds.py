"""The fixed words of brands."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """The six stages of a brand, in their order."""

    PRACTICE = "practice"
    SUMMARY = "summary"
    STANDARD = "standard"
    IMPROVEMENT = "improvement"
    SETTING = "setting"
    PROMOTION = "promotion"


STAGE_NAMES = {
    Stage.PRACTICE: "实践",
    Stage.SUMMARY: "总结",
    Stage.STANDARD: "规范",
    Stage.IMPROVEMENT: "提高",
    Stage.SETTING: "定型",
    Stage.PROMOTION: "推广",
}
