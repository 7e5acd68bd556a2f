"""What pages and commands show of the exchange: frozen values, and not one row of a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from jyguide.ids import ActionId


class ConflictKind(StrEnum):
    """In what way two people got in each other's way."""

    EDIT = "edit"  # both changed the same register
    DELETE = "delete"  # one deleted what the other changed
    TWIN = "twin"  # two records are alike where no two should be: a number, a person


CONFLICT_NAMES = {
    ConflictKind.EDIT: "两边都改过",
    ConflictKind.DELETE: "一边删除、一边修改",
    ConflictKind.TWIN: "疑似重复",
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of a kind: ``人员 12``."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of two values that met.

    Attributes:
        text: The fields in words, such as “手机号：138****0001”.
        by: Who wrote it, or "" where that is not known here.
        at: When, by his clock; None where that says nothing.
    """

    text: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Something a person should look at.

    Attributes:
        id: None in a rehearsal, which keeps nothing.
        what: The record and the fields, such as “陈明 · 联系方式”.
        kept: What is shown from now on; lost: what is not.
        settled: What was decided, in words; "" while nobody has.
        can_swap: Whether the other value can be taken with one click.
    """

    id: int | None
    kind: ConflictKind
    table: str
    row_id: UUID
    what: str
    kept: Side
    lost: Side
    settled: str = ""
    can_swap: bool = False


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A change that was not taken over, and why: it waits for something, or was refused."""

    what: str
    why: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """Living records of one kind on both sides; None where the other side said nothing of it."""

    name: str
    here: int
    there: int | None

    @property
    def agrees(self) -> bool:
        return self.there is None or self.here == self.there


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What a file does, or would do.

    Attributes:
        rehearsal: Whether nothing was kept.
        sender: “周庄镇 A 机”; office: code of its office.
        number: Of the file; written_at: by the sender's clock.
        notes: Sentences a person should read: a gap that heals itself, a clock that is off, a
            second history, an older or a newer program on the other side.
        applied: Changes of records taken over.
        known: Segments that were here already.
        new, changed, deleted: By kind of record.
        before, after: Totals of the station concerned, here before and after, there as it says.
        conflict_count, refused_count: All of them; at most 500 of each are listed.
        action_id: What ``undo`` takes; None for a rehearsal, or where nothing was new.
    """

    path: Path
    rehearsal: bool
    sender: str
    office: str
    number: int
    written_at: datetime
    notes: tuple[str, ...]
    applied: int
    known: int
    new: tuple[Count, ...]
    changed: tuple[Count, ...]
    deleted: tuple[Count, ...]
    conflicts: tuple[ConflictRow, ...]
    conflict_count: int
    refused: tuple[HeldRow, ...]
    refused_count: int
    waiting: tuple[HeldRow, ...]
    before: tuple[Total, ...]
    after: tuple[Total, ...]
    action_id: ActionId | None = None

    @property
    def brings_nothing(self) -> bool:
        """Whether everything in the file was here already."""
        return not (self.applied or self.conflict_count or self.refused_count or self.waiting)


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A file that was written, read back and found whole.

    Attributes:
        to: The office, as people say it; number: of the file.
        segments: Pieces in it; 0 means it only says what has come in here.
        size: Bytes.
    """

    path: Path
    to: str
    number: int
    segments: int
    size: int


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """What a yearly archive did: pieces the baselines took, and old bodies that were dropped."""

    written: int
    dropped: int


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A PC that the city has let in.

    Attributes:
        revoked_at: When it was stopped, and reason: why; None and "" while it is believed.
        here: Whether it is this one.
    """

    id: UUID
    office: str
    name: str
    letter: str
    issued_at: datetime
    revoked_at: datetime | None
    reason: str
    here: bool


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """How things stand with one office: a line of the city's board; a station sees the city's.

    Attributes:
        code, name: Of the office.
        devices: Its PCs that are believed; none: it has not been let in yet.
        last_in: Number of the newest file from there that is taken in, 0 for none; last_in_at:
            when that was written.
        missing_in: Numbers from there that never came. What they held comes with the next file.
        last_out, last_out_at: Of the newest file written for it.
        got: What it says it has received, such as “1–14、16”, or "".
        missing_out: Numbers that it has not confirmed.
        unsent: Changes here that are in no file yet.
        totals: Records of the station on both sides, as of its last file.
        silent_days: Days since it wrote its newest file; None if it never has.
    """

    code: str
    name: str
    devices: int
    last_in: int
    last_in_at: datetime | None
    missing_in: tuple[int, ...]
    last_out: int
    last_out_at: datetime | None
    got: str
    missing_out: tuple[int, ...]
    unsent: int
    totals: tuple[Total, ...]
    silent_days: int | None

    @property
    def agrees(self) -> bool | None:
        """Whether both sides count the same; None where the other has not said yet."""
        if all(total.there is None for total in self.totals):
            return None
        return all(total.agrees for total in self.totals)


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How things stand on this PC.

    Attributes:
        enrolled: Whether the city has let this PC in; the city's own always is.
        notice: A sentence that must be read: the data was restored to an earlier day, two PCs
            work under one name.
        offices: The 18 stations, or for a station the city alone.
        open_conflicts: Conflicts nobody has settled; refused: changes not taken over and not
            answered yet; waiting: changes and pieces that wait for something.
    """

    enrolled: bool
    notice: str
    offices: tuple[OfficeRow, ...]
    open_conflicts: int
    refused: int
    waiting: int
