"""What files are kept with: a session, an inspection's criterion, a measure, any other row."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.keys import fixed_key
from db.models import (
    Attachment,
    Inspection,
    PhaseClosing,
    RectificationMeasure,
    TrainingSession,
)
from jyguide.attachment.service.subject import station_of_subject
from jyguide.errors import RuleError
from jyguide.ids import InspectionId, MeasureId, SessionId


@dataclass(frozen=True, slots=True)
class Holder:
    """Something that has files.

    Attributes:
        column: Of the attachment, which names it.
        key: Its key.
        row_type: Its table; the row has a `station_id`. None: it is found by its key alone.
        word: What it is called in a refusal.
        criterion: The code of what the files show, of an inspection; else "".
    """

    column: str
    key: uuid.UUID
    row_type: type[SyncedRow] | None
    word: str
    criterion: str = ""

    @property
    def belonging(self) -> ColumnElement[bool]:
        """Whether an attachment is one of its files, of whatever criterion."""
        named: ColumnElement[bool] = getattr(Attachment, self.column) == self.key
        return named

    @property
    def columns(self) -> dict[str, object]:
        """What an attachment says of it."""
        return {self.column: self.key, "criterion": self.criterion}

    def key_of(self, kind: str, sha256: str) -> uuid.UUID:
        """Of the attachment; the same picture is kept once with each criterion."""
        parts = (self.key, self.criterion) if self.criterion else (self.key,)
        return fixed_key("attachment", *parts, kind, sha256)

    def station(self, session: Session) -> uuid.UUID | None:
        """Whose it is.

        Raises:
            RuleError: it was deleted meanwhile, or is of a phase that was closed.
        """
        if self.row_type is None:
            return station_of_subject(session, self.key)
        row = session.get(self.row_type, self.key)
        if row is None or row.deleted:
            raise RuleError(f"{self.word}已被删除，没有加入。", hint="请刷新列表后重新选择。")
        if self.row_type is Inspection:
            refuse_closed(session, [self.key])
        station: uuid.UUID | None = getattr(row, "station_id")  # noqa: B009 - each of the three has it
        return station


def refuse_closed(session: Session, inspection_ids: Iterable[uuid.UUID | None]) -> None:
    """What a phase was closed with stays as it was, its photos too.

    Raises:
        RuleError: the phase in which one of these inspections was made has been closed.
    """
    closed = session.scalar(
        select(Inspection.id)
        .join(
            PhaseClosing,
            (PhaseClosing.round_id == Inspection.round_id)
            & (PhaseClosing.phase == Inspection.phase),
        )
        .where(
            Inspection.id.in_([key for key in inspection_ids if key is not None]),
            PhaseClosing.deleted.is_(False),
        )
        .limit(1)
    )
    if closed is not None:
        raise RuleError(
            "这次检查所在的阶段已经关闭，照片没有改动。",
            hint="整改后的照片请加在整改台账的那项整改里。",
        )


def of_session(session_id: SessionId) -> Holder:
    """A training session."""
    return Holder("session_id", session_id, TrainingSession, "这期培训")


def of_inspection(inspection_id: InspectionId, criterion: str = "") -> Holder:
    """An inspection, or one of its criteria."""
    return Holder("inspection_id", inspection_id, Inspection, "这次检查", criterion)


def of_measure(measure_id: MeasureId) -> Holder:
    """A rectification measure."""
    return Holder("measure_id", measure_id, RectificationMeasure, "这项整改")


def of_subject(key: uuid.UUID) -> Holder:
    """A row of any table of `subject.SUBJECTS`."""
    return Holder("subject_key", key, None, "这条记录")
