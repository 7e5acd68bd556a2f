"""Who may be given a certificate: the gate he lacks is always named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.approval.gate import STATE_NAMES
from jyguide.certificate.kinds import CertificateKind
from jyguide.exam.row import ResultRow
from jyguide.training.session import ATTENDANCE_NAMES, EnrolmentRow

if TYPE_CHECKING:
    from jyguide.approval.standing import Standing


def missing_gate(
    kind: CertificateKind, enrolled: EnrolmentRow, result: ResultRow | None, *, exam_held: bool
) -> str:
    """What stands between a person and this certificate, or empty.

    A completion certificate asks for attendance, and where the session ended with an exam for a
    pass in it; a pass certificate asks for the pass.
    """
    if not enrolled.attended:
        return f"没有参加培训（{ATTENDANCE_NAMES[enrolled.attendance]}）"
    if not exam_held:
        return "" if kind is CertificateKind.COMPLETION else "这期培训没有考试"
    return missing_pass(result)


def missing_pass(result: ResultRow | None) -> str:
    """What stands between a person and a pass in an exam, or empty."""
    if result is None:
        return "没有参加考试或尚未交卷"
    if result.waiting:
        return f"还有 {result.waiting} 道简答题没有评阅"
    return "" if result.passed else "考试没有达到及格分"


def missing_post(standing: Standing) -> str:
    """What stands between a person and a duty certificate, or empty: he must be in post."""
    if standing.at_work and standing.appointment is not None:
        return ""
    return f"没有在岗（{STATE_NAMES[standing.state]}）：{standing.remark}"
