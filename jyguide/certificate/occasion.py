"""What certificates are issued for: a training session, an exam by itself, a post."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.certificate.kinds import CertificateKind
from jyguide.ids import ExamId, SessionId


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a batch of certificates certifies.

    Attributes:
        session: Of completions, and of passes in a session's exam.
        exam: Of passes in an exam that belongs to no session.

    A duty certificate has neither: it rests on the approval of each person.
    """

    kind: CertificateKind
    session: SessionId | None = None
    exam: ExamId | None = None


DUTY = Occasion(CertificateKind.DUTY)
"""Everybody whom the city has approved."""
