"""The training matrix of a year, in two passes: which trainings, and who is on their lists."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import Enrolment, TrainingSession
from db.uow import Store
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.ids import PersonId, SessionId
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.report.matrix import Mark, Matrix, make_matrix, matrix_report
from jyguide.report.printing.matrix import MatrixPaper, matrix_document
from jyguide.training.credit_rule import CreditRule
from jyguide.training.service.credit_rules import rule_of
from jyguide.training.service.credit_sums import (
    ATTENDED_ROWS,
    counting,
    in_year,
    worth,
)
from jyguide.training.service.person_times import attendees, held_sessions
from jyguide.training.session import SessionStage


class MatrixService:
    """Who was at which training."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def read(self, year: int) -> Matrix:
        """Everybody on the list of a training that begins in a year and was not cancelled.

        People found to be one stand in one row; an attendance on either list counts once.
        """
        with self._store.read() as session:
            held = held_sessions(session, *_on(year))
            rule = rule_of(session, self._place.station_id, year).rule
            marks = _marks(session, year, rule)
            people = attendees(session, {person for person, _ in marks})
        return make_matrix(year, held, people, marks)

    def write_workbook(self, matrix: Matrix, target: Path, *, hours: bool = False) -> None:
        """As a workbook of one sheet.

        Raises:
            FileError: the file cannot be written; it is then as it was before.
        """
        from jyguide.exchange.section_workbook import (  # noqa: PLC0415 - only files need it
            write_report_workbook,
        )

        write_report_workbook(matrix.title, [matrix_report(matrix, hours=hours)], target)

    def document(self, matrix: Matrix, paper: MatrixPaper = MatrixPaper()) -> Document:  # noqa: B008 - frozen
        """As it is printed, across."""
        return matrix_document(matrix, self._place.office, self._clock().date(), paper)


def _on(year: int) -> tuple[ColumnElement[bool], ...]:
    """Of trainings: those of a year that count as held."""
    return (
        in_year(TrainingSession.starts_on, year),
        TrainingSession.deleted.is_(False),
        TrainingSession.stage != SessionStage.CANCELLED.value,
    )


def _marks(
    session: Session, year: int, rule: CreditRule
) -> dict[tuple[PersonId, SessionId], Mark]:
    merged = read_merged(session)
    hours_of, counts = worth(session, year, rule)[0], counting(rule)
    rows = session.execute(
        select(
            Enrolment.id,
            Enrolment.person_id,
            Enrolment.session_id,
            Enrolment.sync_v,
            ATTENDED_ROWS,
            hours_of,
            counts,
        )
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .where(Enrolment.deleted.is_(False), *_on(year))
        .order_by(Enrolment.id)
    )
    found: dict[tuple[PersonId, SessionId], Mark] = {}
    for key, person, of, stamp, came, hours, counted in rows:
        at = (merged.end(person), SessionId(of))
        if at not in found or (came and not found[at].came):
            found[at] = Mark(key, str(stamp), bool(came), int(hours) if came and counted else 0)
    return found
