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
from db.models.exam import (
    Answer,
    Attempt,
    AttemptClock,
    Blueprint,
    Exam,
    Marking,
    Paper,
    PaperItem,
)
from db.models.house import Device, Setting, Station, User
from db.models.journal import Action, JournalEntry, Stream
from db.models.people import Instructor, Person
from db.models.sync import Bundle, Chain, Conflict, Held, Peer, Segment
from db.models.training import Enrolment, TrainingSession
from db.models.trust import Credential, Erasure, Revocation

__all__ = [
    "Action",
    "Answer",
    "Attempt",
    "AttemptClock",
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
    "Enrolment",
    "Erasure",
    "Exam",
    "Held",
    "Instructor",
    "Item",
    "ItemReport",
    "ItemRevision",
    "JournalEntry",
    "Marking",
    "Paper",
    "PaperItem",
    "Peer",
    "Person",
    "Regulation",
    "Revocation",
    "Segment",
    "Setting",
    "Station",
    "Stream",
    "TrainingSession",
    "User",
]
