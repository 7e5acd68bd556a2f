"""Exam results, certificates and published appraisals of some people, read from their tables.

Those areas stand above this one or beside it, and a time line needs of each but a line.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session, aliased

from db.models import (
    Appraisal,
    AppraisalPublication,
    AppraisalResult,
    Attempt,
    AttemptEvent,
    Certificate,
    Exam,
    Marking,
    Paper,
)
from jyguide.appraisal.kinds import Grade
from jyguide.certificate.service.revoked import revoked_by_key
from jyguide.ids import PersonId
from jyguide.secretary.dossier import AppraisalSeen, CertificateSeen, ExamSeen
from jyguide.secretary.service.appraised import in_force
from jyguide.secretary.service.dossier_training import chunks

_CERTIFICATES = {"completion": "结业证书", "exam_pass": "合格证书", "duty": "上岗证"}


def exams_of(session: Session, keys: Sequence[PersonId]) -> Iterator[tuple[uuid.UUID, ExamSeen]]:
    """Exams they handed in, with the marking that counts; void ones are left out."""
    voided = case((AttemptEvent.kind == "voided", 1), else_=-1)
    void = (
        select(func.coalesce(func.sum(voided), 0))
        .where(
            AttemptEvent.attempt_id == Attempt.id,
            AttemptEvent.deleted.is_(False),
            AttemptEvent.kind.in_(("voided", "restored")),
        )
        .scalar_subquery()
    )
    statement = (
        select(Attempt, Exam.title, Paper.total_points)
        .join(Exam, Exam.id == Attempt.exam_id)
        .join(Paper, Paper.id == Exam.paper_id)
        .where(Attempt.deleted.is_(False), Attempt.handed_in_at.is_not(None), void <= 0)
    )
    for part in chunks(keys):
        found = session.execute(statement.where(Attempt.person_id.in_(part))).all()
        marked = _markings(session, [attempt.id for attempt, _, _ in found])
        for attempt, title, total in found:
            mark = marked.get(attempt.id)
            seen = ExamSeen(
                key=attempt.id,
                title=title,
                on=attempt.started_at.date(),
                points=mark.points if mark else None,
                total=total,
                passed=bool(mark and mark.passed),
                waiting=len(mark.waiting) if mark else 0,
            )
            yield attempt.person_id, seen


def _markings(session: Session, attempts: Sequence[uuid.UUID]) -> dict[uuid.UUID, Marking]:
    """The newest marking of each attempt that nothing replaces."""
    found: dict[uuid.UUID, Marking] = {}
    for part in chunks(attempts):
        rows = session.scalars(select(Marking).where(Marking.attempt_id.in_(part))).all()
        replaced = {row.replaces_id for row in rows}
        for row in sorted(rows, key=lambda one: one.id):
            if row.id not in replaced:
                found[row.attempt_id] = row
    return found


def certificates_of(
    session: Session, keys: Sequence[PersonId]
) -> Iterator[tuple[uuid.UUID, CertificateSeen]]:
    """Certificates they were given; one that was reissued is told by its successor alone."""
    revoked = revoked_by_key(session)
    newer = aliased(Certificate)
    statement = select(Certificate).where(
        Certificate.deleted.is_(False),
        ~exists().where(newer.replaces_id == Certificate.id, newer.deleted.is_(False)),
    )
    for part in chunks(keys):
        for row in session.scalars(statement.where(Certificate.person_id.in_(part))):
            number = str(row.wording.get("number", ""))
            void = "（已作废）" if row.id in revoked else ""
            title = f"{_CERTIFICATES.get(row.kind, '证书')}{void}"
            yield row.person_id, CertificateSeen(row.id, title, number, row.issued_on)


def appraisals_of(
    session: Session, keys: Sequence[PersonId]
) -> Iterator[tuple[uuid.UUID, AppraisalSeen]]:
    """Their places on published lists; of lists that were published again, the latest."""
    statement = (
        select(AppraisalResult, AppraisalPublication.published_on, Appraisal.name)
        .join(
            AppraisalPublication,
            AppraisalPublication.id == AppraisalResult.appraisal_publication_id,
        )
        .join(Appraisal, Appraisal.id == AppraisalPublication.appraisal_id)
        .where(*in_force(), AppraisalResult.grade != "")
    )
    for part in chunks(keys):
        found = session.execute(statement.where(AppraisalResult.person_key.in_(part)))
        for row, published, name in found:
            grade = Grade(row.grade)
            seen = AppraisalSeen(row.id, name, row.year, published, grade, row.points)
            yield row.person_key, seen
