"""Every table, mapped when the first of its module is asked for.

Mapping is what a start consists of: 2 ms a table, and the first page reads a third of them. A
module imports those that its foreign keys lead to; whoever needs all tables says so.

Modules of tables write annotations as they are. As texts, which `from __future__ import
annotations` makes of them, SQLAlchemy compiles them one by one: a fifth of what mapping takes.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData

from db.base import Base

if TYPE_CHECKING:
    from db.models.appraisal import (
        Appraisal,
        AppraisalPublication,
        AppraisalResult,
        AppraisalScore,
        AppraisalSubject,
        BallotBatch,
    )
    from db.models.approval import Appointment, DutyChange, Nomination, Submission
    from db.models.attachment import Attachment
    from db.models.bank import (
        BankRelease,
        ClauseChange,
        DistinctItems,
        Item,
        ItemReport,
        ItemRevision,
        Regulation,
    )
    from db.models.brand import Brand, BrandStage, BrandVote, BrandVoteResult, JurySheet, StarAward
    from db.models.certificate import Certificate, CertificateDesign, CertificateRevocation
    from db.models.drill import DrillPlan, DrillReview, FavouriteItem
    from db.models.exam import (
        Answer,
        Attempt,
        AttemptClock,
        AttemptEvent,
        Blueprint,
        Exam,
        KeyChange,
        KeyedSheet,
        Marking,
        Paper,
        PaperItem,
    )
    from db.models.grid import (
        CentreHousehold,
        ContactTarget,
        GridCardSheet,
        GridHandover,
        GridMatter,
        GridUnit,
        GridVisit,
        VanguardMember,
    )
    from db.models.house import Device, Disclosure, Rule, Setting, Station, User
    from db.models.journal import Action, JournalEntry, Stream
    from db.models.openness import (
        AssetChange,
        CollectiveAsset,
        Cooperative,
        CooperativeYear,
        OpennessItem,
        OpennessNotice,
        OpennessRhythm,
        PropertyDeal,
    )
    from db.models.organisation import Organisation
    from db.models.people import DistinctPeople, Instructor, Person, Posting, ReserveTalent
    from db.models.quiz import OralTurn, Quiz, QuizRound
    from db.models.report import ReportPrint
    from db.models.seal import SealedExam, SealedFile, SealTry
    from db.models.secretary import (
        DossierEntry,
        InsuranceYear,
        MentorMeeting,
        MentorPair,
        SecretaryAdjustment,
        SecretaryFiling,
        SecretaryMeasure,
        SecretaryTalk,
        SelectionCandidate,
    )
    from db.models.standard import (
        BranchRating,
        Checklist,
        Inspection,
        InspectionDraft,
        PhaseClosing,
        RatingOverride,
        RatingPublication,
        RectificationMeasure,
        RoundBranch,
        StandardLot,
        StandardRound,
    )
    from db.models.sync import Bundle, Chain, Conflict, Held, Peer, Segment
    from db.models.training import (
        CreditRecord,
        Enrolment,
        FeedbackSlip,
        Lecturer,
        Teaching,
        TrainingSession,
    )
    from db.models.trust import Credential, Erasure, Revocation

_TABLES = {
    "db.models.appraisal": (
        "Appraisal",
        "AppraisalPublication",
        "AppraisalResult",
        "AppraisalScore",
        "AppraisalSubject",
        "BallotBatch",
    ),
    "db.models.approval": (
        "Appointment",
        "DutyChange",
        "Nomination",
        "Submission",
    ),
    "db.models.attachment": ("Attachment",),
    "db.models.bank": (
        "BankRelease",
        "ClauseChange",
        "DistinctItems",
        "Item",
        "ItemReport",
        "ItemRevision",
        "Regulation",
    ),
    "db.models.brand": (
        "Brand",
        "BrandStage",
        "BrandVote",
        "BrandVoteResult",
        "JurySheet",
        "StarAward",
    ),
    "db.models.certificate": (
        "Certificate",
        "CertificateDesign",
        "CertificateRevocation",
    ),
    "db.models.drill": (
        "DrillPlan",
        "DrillReview",
        "FavouriteItem",
    ),
    "db.models.exam": (
        "Answer",
        "Attempt",
        "AttemptClock",
        "AttemptEvent",
        "Blueprint",
        "Exam",
        "KeyChange",
        "KeyedSheet",
        "Marking",
        "Paper",
        "PaperItem",
    ),
    "db.models.grid": (
        "CentreHousehold",
        "ContactTarget",
        "GridCardSheet",
        "GridHandover",
        "GridMatter",
        "GridUnit",
        "GridVisit",
        "VanguardMember",
    ),
    "db.models.house": (
        "Device",
        "Disclosure",
        "Rule",
        "Setting",
        "Station",
        "User",
    ),
    "db.models.journal": (
        "Action",
        "JournalEntry",
        "Stream",
    ),
    "db.models.openness": (
        "AssetChange",
        "CollectiveAsset",
        "Cooperative",
        "CooperativeYear",
        "OpennessItem",
        "OpennessNotice",
        "OpennessRhythm",
        "PropertyDeal",
    ),
    "db.models.organisation": ("Organisation",),
    "db.models.people": (
        "DistinctPeople",
        "Instructor",
        "Person",
        "Posting",
        "ReserveTalent",
    ),
    "db.models.quiz": (
        "OralTurn",
        "Quiz",
        "QuizRound",
    ),
    "db.models.report": ("ReportPrint",),
    "db.models.seal": (
        "SealTry",
        "SealedExam",
        "SealedFile",
    ),
    "db.models.secretary": (
        "DossierEntry",
        "InsuranceYear",
        "MentorMeeting",
        "MentorPair",
        "SecretaryAdjustment",
        "SecretaryFiling",
        "SecretaryMeasure",
        "SecretaryTalk",
        "SelectionCandidate",
    ),
    "db.models.standard": (
        "BranchRating",
        "Checklist",
        "Inspection",
        "InspectionDraft",
        "PhaseClosing",
        "RatingOverride",
        "RatingPublication",
        "RectificationMeasure",
        "RoundBranch",
        "StandardLot",
        "StandardRound",
    ),
    "db.models.sync": (
        "Bundle",
        "Chain",
        "Conflict",
        "Held",
        "Peer",
        "Segment",
    ),
    "db.models.training": (
        "CreditRecord",
        "Enrolment",
        "FeedbackSlip",
        "Lecturer",
        "Teaching",
        "TrainingSession",
    ),
    "db.models.trust": (
        "Credential",
        "Erasure",
        "Revocation",
    ),
}
_MODULE_OF = {name: module for module, names in _TABLES.items() for name in names}


def __getattr__(name: str) -> Any:
    """A table of an area that is not loaded yet."""
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module 'db.models' has no attribute {name!r}")
    return getattr(import_module(module), name)


def whole_metadata() -> MetaData:
    """Every table there is, loaded or not until now."""
    for module in _TABLES:
        import_module(module)
    return Base.metadata


__all__ = [
    "Action",
    "Answer",
    "Appointment",
    "Appraisal",
    "AppraisalPublication",
    "AppraisalResult",
    "AppraisalScore",
    "AppraisalSubject",
    "AssetChange",
    "Attachment",
    "Attempt",
    "AttemptClock",
    "AttemptEvent",
    "BallotBatch",
    "BankRelease",
    "Blueprint",
    "BranchRating",
    "Brand",
    "BrandStage",
    "BrandVote",
    "BrandVoteResult",
    "Bundle",
    "CentreHousehold",
    "Certificate",
    "CertificateDesign",
    "CertificateRevocation",
    "Chain",
    "Checklist",
    "ClauseChange",
    "CollectiveAsset",
    "Conflict",
    "ContactTarget",
    "Cooperative",
    "CooperativeYear",
    "Credential",
    "CreditRecord",
    "Device",
    "Disclosure",
    "DistinctItems",
    "DistinctPeople",
    "DossierEntry",
    "DrillPlan",
    "DrillReview",
    "DutyChange",
    "Enrolment",
    "Erasure",
    "Exam",
    "FavouriteItem",
    "FeedbackSlip",
    "GridCardSheet",
    "GridHandover",
    "GridMatter",
    "GridUnit",
    "GridVisit",
    "Held",
    "Inspection",
    "InspectionDraft",
    "Instructor",
    "InsuranceYear",
    "Item",
    "ItemReport",
    "ItemRevision",
    "JournalEntry",
    "JurySheet",
    "KeyChange",
    "KeyedSheet",
    "Lecturer",
    "Marking",
    "MentorMeeting",
    "MentorPair",
    "Nomination",
    "OpennessItem",
    "OpennessNotice",
    "OpennessRhythm",
    "OralTurn",
    "Organisation",
    "Paper",
    "PaperItem",
    "Peer",
    "Person",
    "PhaseClosing",
    "Posting",
    "PropertyDeal",
    "Quiz",
    "QuizRound",
    "RatingOverride",
    "RatingPublication",
    "RectificationMeasure",
    "Regulation",
    "ReportPrint",
    "ReserveTalent",
    "Revocation",
    "RoundBranch",
    "Rule",
    "SealTry",
    "SealedExam",
    "SealedFile",
    "SecretaryAdjustment",
    "SecretaryFiling",
    "SecretaryMeasure",
    "SecretaryTalk",
    "Segment",
    "SelectionCandidate",
    "Setting",
    "StandardLot",
    "StandardRound",
    "StarAward",
    "Station",
    "Stream",
    "Submission",
    "Teaching",
    "TrainingSession",
    "User",
    "VanguardMember",
    "whole_metadata",
]
