"""What an action touched, named coarsely enough for a page to know whether it must look again."""

from __future__ import annotations

from enum import IntFlag, auto


class Changed(IntFlag):
    """Areas whose stored data an action altered; combine with `|`.

    Use cases return it, pages declare which members they show. `Changed(0)` means nothing.
    """

    PEOPLE = auto()
    BANK = auto()
    SESSIONS = auto()
    EXAMS = auto()
    CERTIFICATES = auto()
    STATION = auto()
    QUIZ = auto()
    DRILL = auto()
    ORGANISATIONS = auto()
    APPROVALS = auto()
    ATTACHMENTS = auto()
    STANDARD = auto()
    SECRETARIES = auto()
    APPRAISALS = auto()
    GRID = auto()
    BRANDS = auto()
    OPENNESS = auto()
    REPORTS = auto()
    SETTINGS = auto()
    EVERYTHING = (
        PEOPLE
        | BANK
        | SESSIONS
        | EXAMS
        | CERTIFICATES
        | STATION
        | QUIZ
        | DRILL
        | ORGANISATIONS
        | APPROVALS
        | ATTACHMENTS
        | STANDARD
        | SECRETARIES
        | APPRAISALS
        | GRID
        | BRANDS
        | OPENNESS
        | REPORTS
        | SETTINGS
    )
