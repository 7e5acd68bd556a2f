"""What is issued at once, and the rows it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from db.keys import new_key
from jyguide.certificate.design import Design
from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.numbering import CertificateNumber
from jyguide.certificate.occasion import Occasion
from jyguide.certificate.row import Recipient
from jyguide.certificate.service.occasions import Certified
from jyguide.certificate.signing import Signing
from jyguide.certificate.text import wording_of
from jyguide.errors import RuleError
from jyguide.ids import PersonId

if TYPE_CHECKING:  # loaded when something is put on paper
    from jyguide.certificate.service.printing import Portraits


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around certificates, each loaded when it is first needed.

    Attributes:
        signing: This PC's key.
        portraits: Pictures of people.
    """

    signing: Callable[[], Signing]
    portraits: Portraits


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be issued at once.

    Attributes:
        people: In the order in which they get their numbers.
        design: None takes what the office has chosen for this kind.
    """

    occasion: Occasion
    people: tuple[PersonId, ...]
    day: date
    design: Design | None = None


def new_row(
    batch: Batch,
    person: PersonId,
    said: Certified,
    number: CertificateNumber,
    design: Mapping[str, Any],
) -> dict[str, Any]:
    """A certificate as it is kept, but for the office and the seal."""
    return {
        "id": new_key(),
        "kind": batch.occasion.kind.value,
        "year": number.year,
        "station_code": number.station_code,
        "device_letter": number.device_letter,
        "sequence": number.sequence,
        "person_id": person,
        "session_id": batch.occasion.session,
        "exam_id": said.exam,
        "issued_on": batch.day,
        "wording": wording_of(replace(said.text, number=str(number))) | {"design": dict(design)},
        "replaces_id": None,
    }


def refuse_unready(
    kind: CertificateKind, listed: Sequence[Recipient], people: Sequence[PersonId]
) -> None:
    """Refuse where somebody is not on the list, lacks a gate or holds the certificate.

    Raises:
        RuleError: it names him, and what he lacks.
    """
    ready = {one.person_id: one for one in listed}
    if any(person not in ready for person in people):
        raise RuleError(
            f"所选人员中有人已不在{_LISTS[kind]}里，没有发放任何证书。",
            hint="请刷新名单后重新选择。",
        )
    for one in (ready[person] for person in people):
        if one.number:
            raise RuleError(
                f"{one.name}已有证书 {one.number}，没有发放任何证书。",
                hint="如需重印，请在“发证登记”里选择后打印。",
            )
        if one.missing:
            raise RuleError(
                f"{one.name}还不能发证：{one.missing}。没有发放任何证书。",
                hint="请先补齐所缺的一步，或这次先不选此人。",
            )
    if not people:
        raise RuleError("没有选择人员，没有发放任何证书。", hint="请先在名单中选择。")


_LISTS = {
    CertificateKind.COMPLETION: "这期培训的名单",
    CertificateKind.EXAM_PASS: "这期培训的名单",
    CertificateKind.DUTY: "指导员名册",
}
