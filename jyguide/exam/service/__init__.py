"""Use cases of exams: papers, sittings and results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.lazily import lazily

if TYPE_CHECKING:
    from jyguide.exam.service.papers import PaperService
    from jyguide.exam.service.results import ResultService
    from jyguide.exam.service.sittings import SittingService

__all__ = ["PaperService", "ResultService", "SittingService"]

__getattr__ = lazily(
    __name__, {"PaperService": "papers", "ResultService": "results", "SittingService": "sittings"}
)
