"""Every table, so that the metadata is whole once this package is imported."""

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
from db.models.certificate import Certificate
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
from db.models.house import Device, Rule, Setting, Station, User
from db.models.journal import Action, JournalEntry, Stream
from db.models.organisation import Organisation
from db.models.people import DistinctPeople, Instructor, Person, Posting, ReserveTalent
from db.models.quiz import OralTurn, Quiz, QuizRound
from db.models.seal import SealedExam, SealedFile, SealTry
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

__all__ = [
    "Action",
    "Answer",
    "Appointment",
    "Attachment",
    "Attempt",
    "AttemptClock",
    "AttemptEvent",
    "BankRelease",
    "Blueprint",
    "Bundle",
    "Certificate",
    "Chain",
    "ClauseChange",
    "Conflict",
    "Credential",
    "CreditRecord",
    "Device",
    "DistinctItems",
    "DistinctPeople",
    "DrillPlan",
    "DrillReview",
    "DutyChange",
    "Enrolment",
    "Erasure",
    "Exam",
    "FavouriteItem",
    "FeedbackSlip",
    "Held",
    "Instructor",
    "Item",
    "ItemReport",
    "ItemRevision",
    "JournalEntry",
    "KeyChange",
    "KeyedSheet",
    "Lecturer",
    "Marking",
    "Nomination",
    "OralTurn",
    "Organisation",
    "Paper",
    "PaperItem",
    "Peer",
    "Person",
    "Posting",
    "Quiz",
    "QuizRound",
    "Regulation",
    "ReserveTalent",
    "Revocation",
    "Rule",
    "SealTry",
    "SealedExam",
    "SealedFile",
    "Segment",
    "Setting",
    "Station",
    "Stream",
    "Submission",
    "Teaching",
    "TrainingSession",
    "User",
]
