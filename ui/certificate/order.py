"""What is to be issued, and how it is spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jyguide.certificate.kinds import TITLES, CertificateKind
from jyguide.certificate.numbering import CertificateNumber
from jyguide.certificate.row import Recipient
from jyguide.certificate.service import CertificateService
from jyguide.documents.dates import date_text
from jyguide.documents.page import Document
from jyguide.ids import PersonId
from jyguide.training.session import SessionRow


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be issued, as it stood when the button was pressed."""

    session: SessionRow
    kind: CertificateKind
    people: tuple[PersonId, ...]
    day: date


def certificate_of(certificates: CertificateService, order: Order, number: str) -> Document:
    """The one a person holds, else how it would look."""
    for row in certificates.certificates(order.session.id) if number else ():
        if row.number == number:
            return certificates.documents([row.id])[0]
    return certificates.preview(order.session.id, order.kind, order.people[0], order.day)


def confirm_text(order: Order, first: CertificateNumber) -> tuple[str, str]:
    """What is asked before numbers are spent, and what to bear in mind."""
    count = len(order.people)
    question = f"发放{TITLES[order.kind]} {count} 份，使用编号 {number_span(first, count)}？"
    hint = (
        f"发证日期：{date_text(order.day)}。编号用掉后不能收回；"
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
