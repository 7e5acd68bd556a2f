"""The training matrix of a year, in two passes: which trainings, and who is on their lists."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
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
from jyguide.training.person_times import Attendee, HeldSession
from jyguide.training.service.credit_rules import rule_of
from jyguide.training.service.credit_sums import (
    ATTENDED_ROWS,
    counting,
    in_year,
    people_rows,
    worth,
)
from jyguide.training.session import SessionKind, SessionLevel, SessionStage


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
            held = _held(session, year)
            rule = rule_of(session, self._place.station_id, year).rule
            marks = _marks(session, year, rule)
            people = _people(session, {person for person, _ in marks})
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


def _held(session: Session, year: int) -> list[HeldSession]:
    rows = session.execute(
        select(
            TrainingSession.id,
            TrainingSession.title,
            TrainingSession.kind,
            TrainingSession.level,
            TrainingSession.starts_on,
            TrainingSession.ends_on,
        )
        .where(
            in_year(TrainingSession.starts_on, year),
            TrainingSession.deleted.is_(False),
            TrainingSession.stage != SessionStage.CANCELLED.value,
        )
        .order_by(TrainingSession.starts_on, TrainingSession.title, TrainingSession.id)
    )
    return [
        HeldSession(SessionId(key), title, SessionKind(kind), SessionLevel(level), starts, ends)
        for key, title, kind, level, starts, ends in rows
    ]


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
        .where(
            in_year(TrainingSession.starts_on, year),
            Enrolment.deleted.is_(False),
            TrainingSession.deleted.is_(False),
            TrainingSession.stage != SessionStage.CANCELLED.value,
        )
        .order_by(Enrolment.id)
    )
    found: dict[tuple[PersonId, SessionId], Mark] = {}
    for key, person, of, stamp, came, hours, counted in rows:
        at = (merged.end(person), SessionId(of))
        if at not in found or (came and not found[at].came):
            found[at] = Mark(key, str(stamp), bool(came), int(hours) if came and counted else 0)
    return found


def _people(session: Session, wanted: set[PersonId]) -> list[Attendee]:
    found = {
        one.id: Attendee(one.id, one.name, one.station, one.organisation, one.post, one.pinyin_key)
        for one in people_rows(session)
        if one.id in wanted
    }
    for key in wanted - found.keys():  # he lives on as somebody of another station
        found[key] = Attendee(key, "（已并入他站人员）")
    return list(found.values())
