"""Every table, so that the metadata is whole once this package is imported."""

from db.models.bank import Item, ItemRevision, Regulation
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
from db.models.training import Enrolment, TrainingSession

__all__ = [
    "Action",
    "Answer",
    "Attempt",
    "AttemptClock",
    "Blueprint",
    "Certificate",
    "Device",
    "Enrolment",
    "Exam",
    "Instructor",
    "Item",
    "ItemRevision",
    "JournalEntry",
    "Marking",
    "Paper",
    "PaperItem",
    "Person",
    "Regulation",
    "Setting",
    "Station",
    "Stream",
    "TrainingSession",
    "User",
]
