"""Five thousand certificates issued in one action, and a register of fifty thousand.

Beside writing the same rows, and reading them, without any rule.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db.keys import new_key
from db.models import Certificate, Enrolment
from jyguide.app import Application
from jyguide.certificate.kinds import CertificateKind
from jyguide.ids import PersonId, SessionId
from jyguide.training.session import Attendance, SessionKind, SessionLevel, SessionPlan
from tests.bench.offices import add_people, make, opened, person_rows, state_in, store
from tests.bench.parts import TEN
from tests.bench.ratio import Growth, Ratio, bare, compare

ISSUED = 5_000
_DAY = date(2026, 11, 21)


def run() -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        folder = Path(name) / "certificates"
        make(folder)
        with opened(folder) as app:
            people = _people(app)
            courses = iter([_course(app, people) for _ in range(5)])
            _issue(app, next(courses), people)
            rows = _rows(app)
            yield compare(
                f"发放 {ISSUED} 份证书（签名、登记）",
                lambda: _issue(app, next(courses), people),
                lambda: _write_again(app, rows),
                allowed=8,
                rounds=3,
            )
            _write_again(app, rows)
            count = len(app.certificates.certificates())
            yield compare(
                f"打开 {count} 份证书的登记",
                app.certificates.certificates,
                lambda: _read(app),
                allowed=3,
                rounds=3,
            )


def growth() -> Iterator[Growth]:
    """The register of the city's certificates, and one of ten years."""
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        folder = make(Path(name) / "certificates")
        with opened(folder) as app:
            people = _people(app)
            _issue(app, _course(app, people), people)
            one = bare(app.certificates.certificates, "s")
            rows = _rows(app)
            for _ in range(TEN - 1):
                _write_again(app, rows)
            many = bare(app.certificates.certificates, "s")
    yield Growth("打开证书登记", one, many, ISSUED, ISSUED * TEN)


def _people(app: Application) -> list[PersonId]:
    rows = person_rows(None, range(ISSUED))
    add_people(app, rows)
    return [PersonId(row["id"]) for row in rows]


def _course(app: Application, people: Sequence[PersonId]) -> SessionId:
    plan = SessionPlan(
        title="任前培训",
        kind=SessionKind.PRE_POST,
        level=SessionLevel.TOWNSHIP,
        starts_on=_DAY,
        ends_on=_DAY,
        credit_hours=80,
        training_days=10,
    )
    session = app.training.plan(plan)
    rows = [
        {
            "id": new_key(),
            "session_id": session,
            "person_id": person,
            "attendance": Attendance.PRESENT.value,
            "signed_at": None,
            "reason": "",
            "credited_hours": None,
            "credited_days": None,
            "credit_reason": "",
        }
        for person in people
    ]
    with store(app).begin("签到") as work:
        work.add_many(Enrolment, rows)
        work.commit()
    return session


def _issue(app: Application, session: SessionId, people: Sequence[PersonId]) -> None:
    app.certificates.issue(session, CertificateKind.COMPLETION, people, _DAY)


def _write_again(app: Application, rows: Sequence[dict[str, Any]]) -> None:
    """The first rows once more, as they stand."""
    with store(app).begin("照样写入") as work:
        work.add_many(Certificate, [row | {"id": new_key()} for row in rows])
        work.commit()


def _rows(app: Application) -> list[dict[str, Any]]:
    names = [one.key for one in Certificate.__mapper__.column_attrs]
    with store(app).read() as session:
        found = session.scalars(select(Certificate).order_by(Certificate.sequence)).all()
        return [{name: getattr(row, name) for name in names} for row in found]


def _read(app: Application) -> None:
    with store(app).read() as session:
        session.scalars(select(Certificate)).all()
