"""From training and exam to certificate, approval and post."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from db.keys import fixed_key, new_key
from db.models import Appointment, Certificate, DutyChange, Nomination, Submission
from jyguide.approval.step import AppointmentKind, DutyStep, NominationOutcome, SubmissionKind
from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.numbering import CertificateNumber
from jyguide.certificate.text import CertificateText, wording_of
from jyguide.generate.exams import Sat
from jyguide.generate.keys import at
from jyguide.generate.people import People
from jyguide.generate.station import Station
from jyguide.generate.training import Held
from jyguide.generate.writing import Deed, Row, row
from jyguide.training.session import SessionKind

_REFUSED, _SUSPENDED = 0.04, 40
"""Of so many nominated one is refused; of so many in post one was suspended for a while."""
_LETTER = "A"


class Posts:
    """Certificates and approvals of one station, year by year."""

    def __init__(self, station: Station, people: People) -> None:
        self._station = station
        self._kinds = {one["person_id"]: one["kind"] for one in people.registered}
        self._sequences: Counter[int] = Counter()
        self._chance = station.chance("posts")

    def after(self, held: Held, exam: uuid.UUID, results: Sequence[Sat]) -> Iterator[Deed]:
        """What follows an exam: certificates that evening; after the first one a list goes up."""
        passed = [one for one in results if one.passed]
        if not passed:
            return
        rows = [self._certificate(held, exam, one) for one in passed]
        yield Deed(f"发放结业证书“{held.title}”", at(held.day, 17), {Certificate: rows})
        if held.kind is SessionKind.PRE_POST:
            yield from self._approval(held, [one.person for one in passed])

    def _certificate(self, held: Held, exam: uuid.UUID, sat: Sat) -> Row:
        year = held.day.year
        self._sequences[year] += 1
        number = CertificateNumber(year, self._station.code, _LETTER, self._sequences[year])
        last = held.day + timedelta(days=max(0, -(-held.tenths // 10) - 1))
        text = CertificateText(
            kind=CertificateKind.COMPLETION,
            name=sat.person["name"],
            sex=sat.person["sex"],
            subject=held.title,
            start=held.day,
            end=last,
            number=str(number),
            issuer=f"{self._station.name}基层党建工作指导站",
            issued=held.day,
            hours=held.tenths * 8,
            score=sat.points,
        )
        return row(
            Certificate,
            id=new_key(),
            station_id=self._station.key,
            kind=CertificateKind.COMPLETION.value,
            year=year,
            station_code=number.station_code,
            device_letter=number.device_letter,
            sequence=number.sequence,
            person_id=sat.person["id"],
            session_id=held.key,
            exam_id=exam,
            issued_on=held.day,
            wording=wording_of(text),
        )

    def _approval(self, held: Held, people: Sequence[Row]) -> Iterator[Deed]:
        """A list goes up after some days, and most of it comes back approved."""
        sent, decided = held.day + timedelta(days=7), held.day + timedelta(days=35)
        if sent > self._station.years.last:
            return
        key, answered = new_key(), decided <= self._station.years.last
        submission = row(
            Submission,
            id=key,
            station_id=self._station.key,
            kind=SubmissionKind.FIRST.value,
            title=f"关于报送{held.day.year}年党建指导员的请示",
            number=f"〔{held.day.year}〕{held.day.month}号",
            submitted_on=sent,
        )
        names = [self._nomination(key, one, decided if answered else None) for one in people]
        rows = {Submission: [submission], Nomination: names}
        yield Deed("上报指导员", at(decided if answered else sent, 10), rows)
        approved = [one for one in names if one["outcome"] == NominationOutcome.APPROVED.value]
        if approved:
            posts = [self._appointment(one, decided) for one in approved]
            yield Deed(f"登记批复（{len(posts)} 人）", at(decided, 11), {Appointment: posts})
            yield from self._suspended(approved, decided)

    def _nomination(self, submission: uuid.UUID, person: Row, decided: date | None) -> Row:
        refused = self._chance.random() < _REFUSED
        outcome = NominationOutcome.REFUSED if refused else NominationOutcome.APPROVED
        return row(
            Nomination,
            id=fixed_key("nomination", submission, person["id"]),
            submission_id=submission,
            person_id=person["id"],
            instructor_kind=self._kinds[person["id"]],
            outcome=outcome.value if decided else "",
            decided_on=decided,
            reason="年龄不符" if refused and decided else "",
        )

    def _appointment(self, name: Row, decided: date) -> Row:
        return row(
            Appointment,
            id=fixed_key("appointment", name["submission_id"], name["person_id"]),
            person_id=name["person_id"],
            kind=AppointmentKind.FIRST.value,
            submission_key=name["submission_id"],
            number=f"澄组〔{decided.year}〕{decided.timetuple().tm_yday}号",
            approved_on=decided,
            effective_on=decided,
            valid_until=date(decided.year + 3, decided.month, 1) - timedelta(days=1),
        )

    def _suspended(self, approved: Sequence[Row], decided: date) -> Iterator[Deed]:
        day = decided + timedelta(days=30)
        if day > self._station.years.last:
            return
        some = [one for one in approved if self._chance.randrange(_SUSPENDED) == 0]
        rows = [
            row(
                DutyChange,
                id=new_key(),
                person_id=one["person_id"],
                step=DutyStep.SUSPENDED.value,
                on_date=day,
                reason="连续三个月没有下村指导",
            )
            for one in some
        ]
        if rows:
            yield Deed("暂停上岗", at(day), {DutyChange: rows})
