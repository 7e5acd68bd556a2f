"""Rows of trainings held elsewhere: how one is found, read and written."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from db.models import CreditRecord
from jyguide.errors import RuleError
from jyguide.ids import PersonId, RecordId
from jyguide.training.credit import CreditRecordRow, RecordFacts
from jyguide.training.session import SessionKind, SessionLevel


def record_columns(facts: RecordFacts) -> dict[str, Any]:
    """What the table keeps of a training held elsewhere."""
    return {
        "title": facts.title.strip(),
        "organiser": facts.organiser.strip(),
        "kind": facts.kind.value,
        "level": facts.level.value,
        "starts_on": facts.starts_on,
        "ends_on": facts.ends_on,
        "credit_hours": facts.hours,
        "training_days": facts.days,
        "note": facts.note.strip(),
    }


def write_record(row: CreditRecord, facts: RecordFacts) -> None:
    """Bring a row to what is to be kept; what stands so already is left alone."""
    for name, value in record_columns(facts).items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def record_of(session: Session, record_id: RecordId) -> CreditRecord:
    """One record.

    Raises:
        RuleError: it has been removed meanwhile.
    """
    row = session.get(CreditRecord, record_id)
    if row is None or row.deleted:
        raise RuleError("这条培训记录已被删除，没有改动。", hint="请刷新后重新选择。")
    return row


def own_record(session: Session, record_id: RecordId) -> CreditRecord:
    """One that was entered by hand.

    Raises:
        RuleError: it has been removed meanwhile, or the city handed it down.
    """
    row = record_of(session, record_id)
    if row.session_key is not None:
        raise RuleError(
            f"“{row.title}”是市级下发的学时，不能在这里改动，没有改动。",
            hint="如有出入，请与市级联系，由举办单位更正考勤后重新下发。",
        )
    return row


def record_row(row: CreditRecord) -> CreditRecordRow:
    """A record as pages see it."""
    facts = RecordFacts(
        row.title,
        SessionKind(row.kind),
        SessionLevel(row.level),
        row.starts_on,
        row.ends_on,
        row.credit_hours,
        row.training_days,
        row.organiser,
        row.note,
    )
    return CreditRecordRow(RecordId(row.id), PersonId(row.person_id), facts, str(row.sync_v))
