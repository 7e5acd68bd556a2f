"""The letters for which an office remembers their head and copies."""

from __future__ import annotations

from enum import StrEnum

from jyguide.changes import Changed


class LetterKind(StrEnum):
    """The value is the code of the rule that keeps it."""

    REQUEST = "letter_request"
    REPLY = "letter_reply"
    RATING = "letter_rating"
    APPRAISAL = "letter_appraisal"
    BRAND = "letter_brand"


LETTER_NAMES = {
    LetterKind.REQUEST: "请示",
    LetterKind.REPLY: "批复",
    LetterKind.RATING: "评定结果通报",
    LetterKind.APPRAISAL: "考核结果通报",
    LetterKind.BRAND: "评选结果通报",
}
LETTER_AREAS = {
    LetterKind.REQUEST: Changed.APPROVALS,
    LetterKind.REPLY: Changed.APPROVALS,
    LetterKind.RATING: Changed.STANDARD,
    LetterKind.APPRAISAL: Changed.APPRAISALS,
    LetterKind.BRAND: Changed.BRANDS,
}
"""Where each is printed."""
