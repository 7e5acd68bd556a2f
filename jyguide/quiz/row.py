"""Quizzes as pages and reports see them."""

from __future__ import annotations

from enum import StrEnum


class QuizMode(StrEnum):
    """Who plays."""

    TEAM = "team"
    INDIVIDUAL = "individual"


QUIZ_MODE_NAMES = {QuizMode.TEAM: "分组", QuizMode.INDIVIDUAL: "个人"}


class RoundKind(StrEnum):
    """How points come about."""

    ASK = "ask"
    """Everybody answers."""
    BUZZ = "buzz"
    """The first to buzz answers."""
    ADJUST = "adjust"
    """Points given or taken by the instructor, without an item."""


ROUND_KIND_NAMES = {
    RoundKind.ASK: "必答",
    RoundKind.BUZZ: "抢答",
    RoundKind.ADJUST: "加减分",
}
