"""Every table, so that the metadata is whole once this package is imported."""

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
from db.models.house import Device, Setting, Station, User
from db.models.journal import Action, JournalEntry, Stream
from db.models.people import Instructor, Person
from db.models.quiz import OralTurn, Quiz, QuizRound
from db.models.seal import SealedExam, SealedFile, SealTry
from db.models.sync import Bundle, Chain, Conflict, Held, Peer, Segment
from db.models.training import Enrolment, TrainingSession
from db.models.trust import Credential, Erasure, Revocation

__all__ = [
    "Action",
    "Answer",
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
    "Device",
    "DistinctItems",
    "DrillPlan",
    "DrillReview",
    "Enrolment",
    "Erasure",
    "Exam",
    "FavouriteItem",
    "Held",
    "Instructor",
    "Item",
    "ItemReport",
    "ItemRevision",
    "JournalEntry",
    "KeyChange",
    "KeyedSheet",
    "Marking",
    "OralTurn",
    "Paper",
    "PaperItem",
    "Peer",
    "Person",
    "Quiz",
    "QuizRound",
    "Regulation",
    "Revocation",
    "SealTry",
    "SealedExam",
    "SealedFile",
    "Segment",
    "Setting",
    "Station",
    "Stream",
    "TrainingSession",
    "User",
]
