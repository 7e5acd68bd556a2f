"""Every table. Those of the areas in `_LATER` are mapped when one of them is first asked for.

Mapping a table takes longer than anything else that opening a folder does, and no table outside
of such an area refers to one inside.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData

from db.base import Base
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
from db.models.house import Device, Disclosure, Rule, Setting, Station, User
from db.models.journal import Action, JournalEntry, Stream
from db.models.organisation import Organisation
from db.models.people import DistinctPeople, Instructor, Person, Posting, ReserveTalent
from db.models.quiz import OralTurn, Quiz, QuizRound
from db.models.seal import SealedExam, SealedFile, SealTry
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

if TYPE_CHECKING:
    from db.models.appraisal import (
        Appraisal,
        AppraisalPublication,
        AppraisalResult,
        AppraisalScore,
        AppraisalSubject,
        BallotBatch,
    )
    from db.models.brand import (
        Brand,
        BrandStage,
        BrandVote,
        BrandVoteResult,
        JurySheet,
        StarAward,
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
    from db.models.report import ReportPrint
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

_LATER = {
    "db.models.appraisal": (
        "Appraisal",
        "AppraisalPublication",
        "AppraisalResult",
        "AppraisalScore",
        "AppraisalSubject",
        "BallotBatch",
    ),
    "db.models.brand": (
        "Brand",
        "BrandStage",
        "BrandVote",
        "BrandVoteResult",
        "JurySheet",
        "StarAward",
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
    "db.models.report": ("ReportPrint",),
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
}
_MODULE_OF = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    """A table of an area that is not loaded yet."""
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module 'db.models' has no attribute {name!r}")
    return getattr(import_module(module), name)


def whole_metadata() -> MetaData:
    """Every table there is, loaded or not until now."""
    for module in _LATER:
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
