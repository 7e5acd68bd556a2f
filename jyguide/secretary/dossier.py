"""What is noted by hand in a secretary's record, and what his dossier gathers from all ledgers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import date

from jyguide.appraisal.kinds import Grade
from jyguide.errors import RuleError
from jyguide.ids import PersonId
from jyguide.people.posting import PostingRow
from jyguide.secretary.filing import FilingRow
from jyguide.secretary.kinds import AdjustmentKind, DossierKind, PairOutcome, TalkKind
from jyguide.training.credit import CreditEntry

_FIRST = date(1950, 1, 1)


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An entry as somebody writes it; `document` is the number of what it rests on."""

    kind: DossierKind
    happened_on: date
    title: str
    detail: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of the database; `version` changes with every change and says nothing else."""

    id: uuid.UUID
    person_id: PersonId
    facts: EntryFacts
    files: int = 0
    version: str = field(default="", compare=False, repr=False)


def check_entry(facts: EntryFacts, today: date) -> EntryFacts:
    """The entry as it is kept.

    Raises:
        RuleError: it says nothing, or its day cannot be.
    """
    tidy = replace(
        facts,
        title=" ".join(facts.title.split()),
        detail=facts.detail.strip(),
        document=" ".join(facts.document.split()),
    )
    if not tidy.title:
        raise RuleError("没有写明是什么事，没有保存。", hint="请在“事项”里写一句话。")
    if not _FIRST <= tidy.happened_on <= today:
        raise RuleError(
            f"日期 {tidy.happened_on.isoformat()} 不对，没有保存。",
            hint="纪实只记已经发生的事，请核对年份。",
        )
    return tidy


@dataclass(frozen=True, slots=True)
class ExamSeen:
    """An exam somebody handed in; points are tenths, `waiting` answers are yet to be marked."""

    key: uuid.UUID
    title: str
    on: date
    points: int | None
    total: int
    passed: bool
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class CertificateSeen:
    """A certificate that nothing replaced."""

    key: uuid.UUID
    title: str
    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class AppraisalSeen:
    """A place on the lists of a year as they were published last; points are tenths."""

    key: uuid.UUID
    name: str
    year: int
    published_on: date
    grade: Grade
    points: int | None


@dataclass(frozen=True, slots=True)
class MeasureSeen:
    """A measure that somebody has to put right."""

    key: uuid.UUID
    problem: str
    measure: str
    owner: str
    found_on: date
    due_on: date | None
    done_on: date | None
    confirmed_on: date | None

    def standing(self, today: date) -> str:
        """In words how far it is."""
        if self.confirmed_on is not None:
            return f"已销号（{self.confirmed_on.isoformat()}）"
        if self.done_on is not None:
            return "已完成，待确认"
        if self.due_on is None:
            return "整改中"
        late = "，已过期限" if self.due_on < today else ""
        return f"整改中，期限 {self.due_on.isoformat()}{late}"


@dataclass(frozen=True, slots=True)
class TalkSeen:
    """A talk with somebody."""

    key: uuid.UUID
    kind: TalkKind
    on: date
    talker: str
    topics: str


@dataclass(frozen=True, slots=True)
class AdjustmentSeen:
    """A post that changed hands."""

    key: uuid.UUID
    kind: AdjustmentKind
    on: date
    organisation: str
    post: str
    reason: str
    document: str


@dataclass(frozen=True, slots=True)
class PairSeen:
    """A mentor pair he is or was part of; `meetings` were noted."""

    key: uuid.UUID
    as_mentor: bool
    other: str
    began_on: date
    ends_on: date
    ended_on: date | None
    outcome: PairOutcome
    meetings: int = 0


@dataclass(frozen=True, slots=True)
class TrainingYear:
    """What a year of training came to; days are tenths, 0 required: nothing is asked for."""

    year: int
    days: int
    required: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that the ledgers have of one person, gathered and not yet put in order."""

    postings: tuple[PostingRow, ...] = ()
    filings: tuple[FilingRow, ...] = ()
    entries: tuple[EntryRow, ...] = ()
    trainings: tuple[CreditEntry, ...] = ()
    years: tuple[TrainingYear, ...] = ()
    exams: tuple[ExamSeen, ...] = ()
    certificates: tuple[CertificateSeen, ...] = ()
    appraisals: tuple[AppraisalSeen, ...] = ()
    measures: tuple[MeasureSeen, ...] = ()
    talks: tuple[TalkSeen, ...] = ()
    adjustments: tuple[AdjustmentSeen, ...] = ()
    pairs: tuple[PairSeen, ...] = ()
