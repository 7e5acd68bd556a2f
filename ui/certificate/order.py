"""What is to be issued, and how it is spoken of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from jyguide.app import Application
from jyguide.certificate.design import DesignRow
from jyguide.certificate.kinds import TITLES, CertificateKind
from jyguide.certificate.numbering import CertificateNumber
from jyguide.certificate.occasion import DUTY, Occasion
from jyguide.certificate.row import Recipient
from jyguide.certificate.service import CertificateService
from jyguide.certificate.service.batch import Batch
from jyguide.documents.dates import date_text
from jyguide.exam.row import ExamRow
from jyguide.ids import PersonId
from jyguide.training.session import SessionRow

if TYPE_CHECKING:  # loaded when something is put on paper
    from jyguide.certificate.service.printing import Pages


class Source(Enum):
    """What certificates may be issued for; the value is what the choice says."""

    SESSION = "培训"
    EXAM = "单独的考试"
    DUTY = "上岗批复"


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from.

    Attributes:
        designs: Those that suit a kind.
    """

    sessions: list[SessionRow] = field(default_factory=list)
    exams: list[ExamRow] = field(default_factory=list)
    designs: dict[CertificateKind, list[DesignRow]] = field(default_factory=dict)


def choices_of(app: Application) -> Choices:
    """What there is to choose from now; asks the database."""
    designs = app.certificate_designs.designs()
    return Choices(
        app.training.sessions(),
        app.certificates.occasions.exams(),
        {kind: [row for row in designs if row.suits(kind)] for kind in CertificateKind},
    )


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be issued, as it stood when the button was pressed.

    Attributes:
        title: Of the session or exam; "" of posts.
    """

    occasion: Occasion
    title: str
    people: tuple[PersonId, ...]
    day: date
    design: DesignRow | None = None

    @property
    def batch(self) -> Batch:
        return Batch(
            self.occasion, self.people, self.day, self.design.design if self.design else None
        )

    @property
    def name(self) -> str:
        """For the preview's files."""
        return f"{TITLES[self.occasion.kind]} {self.title}".strip()


def occasion_of(
    source: Source, kind: CertificateKind, session: SessionRow | None, exam: ExamRow | None
) -> tuple[Occasion, str] | None:
    """What is certified and its title; None while nothing is chosen."""
    if source is Source.DUTY:
        return DUTY, ""
    if source is Source.SESSION and session is not None:
        return Occasion(kind, session.id), session.plan.title
    if source is Source.EXAM and exam is not None:
        return Occasion(CertificateKind.EXAM_PASS, exam=exam.id), exam.title
    return None


def certificate_of(
    certificates: CertificateService, order: Order, number: str, printer: str
) -> Pages:
    """The one a person holds, else how the first of the order would look."""
    rows = certificates.certificates(order.occasion.session, order.people[0]) if number else ()
    for row in rows:
        if row.number == number:
            return certificates.documents([row.id], printer)
    return certificates.preview_batch(order.batch, printer)


def confirm_text(order: Order, first: CertificateNumber) -> tuple[str, str]:
    """What is asked before numbers are spent, and what to bear in mind."""
    count = len(order.people)
    kind = TITLES[order.occasion.kind]
    question = f"发放{kind} {count} 份，使用编号 {number_span(first, count)}？"
    design = f"样式：{order.design.name}。" if order.design else ""
    hint = (
        f"发证日期：{date_text(order.day)}。{design}编号用掉后不能收回；"
        "发出的证书可以随时在“发证登记”里重印。"
    )
    return question, hint


def number_span(first: CertificateNumber, count: int) -> str:
    """First to last of so many numbers."""
    last = first.sequence + count - 1
    if count == 1:
        return str(first)
    final = CertificateNumber(first.year, first.station_code, first.device_letter, last)
    return f"{first} 至 {final}"


def sum_text(rows: list[Recipient], ticked: int) -> str:
    """How the list divides, in a sentence."""
    if not rows:
        return ""
    held = sum(bool(row.number) for row in rows)
    lacking = sum(bool(row.missing and not row.number) for row in rows)
    ready = len(rows) - held - lacking
    parts = [f"可以发证 {ready} 人" + (f"，已勾选 {ticked} 人" if ready else "")]
    if held:
        parts.append(f"已发证 {held} 人")
    if lacking:
        parts.append(f"尚缺条件 {lacking} 人")
    return "；".join(parts) + "。"
