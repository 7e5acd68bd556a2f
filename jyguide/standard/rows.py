"""Rows of standardisation as pages, prints and the command line see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from jyguide.ids import (
    ChecklistId,
    InspectionId,
    LotId,
    MeasureId,
    OrganisationId,
    RoundBranchId,
    RoundId,
    StationId,
)
from jyguide.standard.checklist import Criteria
from jyguide.standard.kinds import BranchKind, Phase, Verification
from jyguide.standard.scoring import Scores, Tally


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One version of a checklist.

    Attributes:
        line: Shared by all versions of one checklist.
        station_id: None where it is everybody's, shipped or the city's.
        issued_on: Since then it cannot be changed; None while it is a draft.
        rounds: How many rounds use it.
    """

    id: ChecklistId
    line: str
    version_number: int
    kind: BranchKind
    name: str
    note: str
    station_id: StationId | None
    station: str
    issued_on: date | None
    criteria: Criteria
    rounds: int = 0
    version: str = field(default="", compare=False, repr=False)

    @property
    def label(self) -> str:
        return f"{self.name}（第 {self.version_number} 版）"


@dataclass(frozen=True, slots=True)
class RoundBranchRow:
    """A branch that takes part in a round, as it stood when it was taken in.

    Attributes:
        left_on: When it left the round, merged away or withdrawn; None while it takes part.
    """

    id: RoundBranchId
    round_id: RoundId
    station_id: StationId | None
    station: str
    organisation_id: OrganisationId
    checklist_id: ChecklistId
    name: str
    township: str
    kind: BranchKind
    position: int
    left_on: date | None = None
    left_reason: str = ""


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One branch looked at once.

    Attributes:
        station_id: Whose people look; None for the city's.
        tally: What it added up to; None until completed.
        replaced: A later inspection corrects this one, which counts no more.
        replaces: The inspection this one corrects.
        follow_up_of: The inspection whose open items this one looks at again.
        copy_of: The inspection at another station that this row tells of.
    """

    id: InspectionId
    station_id: StationId | None
    round_id: RoundId
    phase: Phase
    branch_id: RoundBranchId
    branch: str
    township: str
    kind: BranchKind
    checklist_id: ChecklistId
    inspector: str
    due_on: date | None
    visited_on: date | None
    completed_at: datetime | None
    tally: Tally | None
    conclusion: str = ""
    received_by: str = ""
    lot_id: LotId | None = None
    replaces: InspectionId | None = None
    follow_up_of: InspectionId | None = None
    copy_of: InspectionId | None = None
    replaced: bool = False
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class InspectionSheet:
    """An inspection with everything that is needed to score, print or read it.

    Attributes:
        row: With day, conclusion and who was there as entered so far, while it is open.
        criteria: Of a follow-up visit those looked at again.
        scores: As completed, or as entered so far.
        place: Code of the criterion last looked at; empty at the beginning.
        photos: How many photos each criterion has.
        mine: Whether this office's people score it, and no other's.
        drafted_at: When something was last entered, by which two windows are told apart.
        earlier: What a follow-up visit starts from: every criterion as it stood before.
        whole: The whole checklist, of a follow-up visit only; else empty.
        measures: What was undertaken about it, by criterion; of a follow-up visit only.
    """

    row: InspectionRow
    criteria: Criteria
    scores: Scores
    place: str = ""
    photos: Mapping[str, int] = field(default_factory=dict)
    mine: bool = True
    drafted_at: datetime | None = None
    earlier: Scores = field(default_factory=dict)
    whole: Criteria = ()
    measures: Mapping[str, MeasureRow] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InspectionTask:
    """An inspection still to be done here, and how far it is.

    Attributes:
        dealt_with: Criteria said something of.
        asked: Criteria in all.
    """

    row: InspectionRow
    dealt_with: int
    asked: int


@dataclass(frozen=True, slots=True)
class NextBranch:
    """The branch to go to after this one; `inspection_id` is None where none is begun yet."""

    branch_id: RoundBranchId
    branch: str
    inspection_id: InspectionId | None = None


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A lost point put right; points are tenths.

    Attributes:
        inspection_id: The original, also where a copy is all that is here.
        points: Given when it was found.
        full_points: What the criterion could have given.
        rescored_points: Given after verification; None while nobody has.
    """

    id: MeasureId
    station_id: StationId | None
    round_id: RoundId
    branch_id: RoundBranchId
    branch: str
    township: str
    inspection_id: InspectionId
    phase: Phase
    criterion: str
    asked: str
    points: int
    full_points: int
    finding: str
    measure: str = ""
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    done_by: str = ""
    done_note: str = ""
    verification: Verification = Verification.NONE
    verified_on: date | None = None
    verified_by: str = ""
    verified_note: str = ""
    rescored_points: int | None = None
    rescored_on: date | None = None
    rescored_by: str = ""
    notice_number: str = ""
    notified_on: date | None = None
    reply_by: date | None = None
    receipt_on: date | None = None
    found_on: date | None = None
    version: str = field(default="", compare=False, repr=False)
