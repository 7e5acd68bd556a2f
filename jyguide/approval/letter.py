"""The letters of approval for which an office remembers its head and copies."""

from __future__ import annotations

from enum import StrEnum


class LetterKind(StrEnum):
    """The value is the code of the rule that keeps it."""

    REQUEST = "letter_request"
    REPLY = "letter_reply"


LETTER_NAMES = {LetterKind.REQUEST: "请示", LetterKind.REPLY: "批复"}
