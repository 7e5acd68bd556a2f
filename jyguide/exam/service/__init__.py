"""Use cases of exams: papers, sittings and results."""

from jyguide.exam.service.papers import PaperService
from jyguide.exam.service.results import ResultService
from jyguide.exam.service.sittings import SittingService

__all__ = ["PaperService", "ResultService", "SittingService"]
