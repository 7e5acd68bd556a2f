"""Trainings and what they come to: rolls, credit, teaching, feedback, records."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.ids import SessionId
from jyguide.wiring.bank import BankServices

if TYPE_CHECKING:
    from jyguide.training.service import TrainingService
    from jyguide.training.service.attendance import AttendanceService
    from jyguide.training.service.credit import CreditService
    from jyguide.training.service.credit_files import CreditFileService
    from jyguide.training.service.enrolling import EnrolmentService
    from jyguide.training.service.feedback import FeedbackService
    from jyguide.training.service.feedback_files import FeedbackFiles
    from jyguide.training.service.records import RecordService
    from jyguide.training.service.reserve import ReserveService
    from jyguide.training.service.roll_files import RollFiles
    from jyguide.training.service.teaching import TeachingService
    from jyguide.training.service.year import YearService


class TrainingServices(BankServices):
    """Trainings and what they come to: rolls, credit, teaching, feedback, records."""

    @cached_property
    def training(self) -> TrainingService:
        from jyguide.training.service import TrainingService  # noqa: PLC0415 - loaded when needed

        return TrainingService(self._store, self.place, self.clock, self.people)

    @cached_property
    def credit(self) -> CreditService:
        from jyguide.training.service.credit import CreditService  # noqa: PLC0415 - loaded when needed

        return CreditService(self._store, self.place, self.clock, self.people)

    @cached_property
    def credit_files(self) -> CreditFileService:
        from jyguide.training.service.credit_files import CreditFileService  # noqa: PLC0415 - loaded when needed

        files = CreditFileService(self._store, self.clock, self.people)
        return files.reporting_to(self.disclosures)

    @cached_property
    def attendance(self) -> AttendanceService:
        from jyguide.training.service.attendance import AttendanceService  # noqa: PLC0415 - loaded when needed

        return AttendanceService(self._store, self.place, self.clock, self.people)

    def roll_files(self, session_id: SessionId) -> RollFiles:
        """The list of one session."""
        from jyguide.training.service.roll_files import RollFiles  # noqa: PLC0415 - loaded when needed

        files = RollFiles(
            self._store, self.place, self.clock, self.people, self.training, session_id
        )
        return files.reporting_to(self.disclosures)

    @cached_property
    def enrolling(self) -> EnrolmentService:
        from jyguide.training.service.enrolling import EnrolmentService  # noqa: PLC0415 - loaded when needed

        return EnrolmentService(self._store, self.people, self.organisations)

    @cached_property
    def year(self) -> YearService:
        from jyguide.training.service.year import YearService  # noqa: PLC0415 - loaded when needed

        return YearService(self._store, self.place, self.clock, self.people)

    @cached_property
    def teaching(self) -> TeachingService:
        from jyguide.training.service.teaching import TeachingService  # noqa: PLC0415 - loaded when needed

        return TeachingService(self._store, self.place, self.clock)

    @cached_property
    def feedback(self) -> FeedbackService:
        from jyguide.training.service.feedback import FeedbackService  # noqa: PLC0415 - loaded when needed

        return FeedbackService(self._store)

    def feedback_files(self, session_id: SessionId) -> FeedbackFiles:
        """The slips of one session."""
        from jyguide.training.service.feedback_files import FeedbackFiles  # noqa: PLC0415 - loaded when needed

        return FeedbackFiles(self._store, self.feedback, session_id)

    @cached_property
    def records(self) -> RecordService:
        from jyguide.training.service.records import RecordService, RecordSources  # noqa: PLC0415 - loaded when needed

        sources = RecordSources(self.training, self.teaching, self.feedback, self.attachments)
        return RecordService(self._store, sources)

    @cached_property
    def reserve(self) -> ReserveService:
        from jyguide.training.service.reserve import ReserveService  # noqa: PLC0415 - loaded when needed

        return ReserveService(self._store, self.place, self.clock, self.people)
