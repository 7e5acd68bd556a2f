"""Papers, exams and practice, and what is played in class."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.wiring.training import TrainingServices

if TYPE_CHECKING:
    from jyguide.drill.service import DrillService
    from jyguide.exam.service import PaperService, ResultService, SittingService
    from jyguide.exam.service.corrections import CorrectionService
    from jyguide.exam.service.figures import FigureService
    from jyguide.exam.service.person_records import PersonRecordService
    from jyguide.exam.service.proctoring import ProctorService
    from jyguide.exam.service.refreshers import RefresherService
    from jyguide.exam.service.seals import SealService
    from jyguide.exam.service.sheets import PaperSheetService
    from jyguide.exam.service.unsealing import UnsealService
    from jyguide.quiz.service import OralService, QuizService


class ExamServices(TrainingServices):
    """Papers, exams and practice, and what is played in class."""

    @cached_property
    def papers(self) -> PaperService:
        from jyguide.exam.service import PaperService  # noqa: PLC0415 - loaded when needed

        return PaperService(self._store, self.place, self.bank)

    @cached_property
    def sittings(self) -> SittingService:
        from jyguide.exam.service import SittingService  # noqa: PLC0415 - loaded when needed

        return SittingService(
            self._store, self.place, self.clock, self.people, self.training, self.papers
        )

    @cached_property
    def results(self) -> ResultService:
        from jyguide.exam.service import ResultService  # noqa: PLC0415 - loaded when needed

        return ResultService(
            self._store, self.place, self.clock, self.people, self.papers, self.sittings
        )

    @cached_property
    def refreshers(self) -> RefresherService:
        from jyguide.exam.service.refreshers import (  # noqa: PLC0415 - loaded when needed
            RefresherService,
        )

        return RefresherService(self.bank, self.regulations, self.papers)

    @cached_property
    def proctoring(self) -> ProctorService:
        from jyguide.exam.service.proctoring import ProctorService  # noqa: PLC0415 - loaded when needed

        return ProctorService(self._store, self.clock, self.sittings)

    @cached_property
    def corrections(self) -> CorrectionService:
        from jyguide.exam.service.corrections import CorrectionService  # noqa: PLC0415 - loaded when needed

        return CorrectionService(self._store, self.place, self.clock, self.bank, self.papers)

    @cached_property
    def paper_sheets(self) -> PaperSheetService:
        from jyguide.exam.service.sheets import PaperSheetService  # noqa: PLC0415 - loaded when needed

        return PaperSheetService(
            self._store, self.clock, self.papers, self.sittings, self.training, self.people
        )

    @cached_property
    def figures(self) -> FigureService:
        from jyguide.exam.service.figures import FigureService  # noqa: PLC0415 - loaded when needed

        return FigureService(self._store, self.papers, self.sittings, self.results, self.reports)

    @cached_property
    def seals(self) -> SealService:
        from jyguide.exam.service.seals import SealService  # noqa: PLC0415 - loaded when needed
        from jyguide.sync.service.issuing import DeviceSignature  # noqa: PLC0415 - loaded when needed

        signature = DeviceSignature(self._store, self.place)
        return SealService(self._store, self.place, self.clock, self.bank, signature)

    @cached_property
    def unsealing(self) -> UnsealService:
        from jyguide.exam.service.unsealing import UnsealService  # noqa: PLC0415 - loaded when needed
        from jyguide.sync.service.issuing import DeviceSignature  # noqa: PLC0415 - loaded when needed

        signature = DeviceSignature(self._store, self.place)
        return UnsealService(self._store, self.place, self.clock, signature)

    @cached_property
    def quizzes(self) -> QuizService:
        from jyguide.quiz.service import QuizService  # noqa: PLC0415 - loaded when needed

        return QuizService(
            self._store, self.place, self.clock, self.bank, self.people, self.training
        )

    @cached_property
    def orals(self) -> OralService:
        from jyguide.quiz.service import OralService  # noqa: PLC0415 - loaded when needed

        return OralService(
            self._store, self.place, self.clock, self.bank, self.training, self.drills
        )

    @cached_property
    def drills(self) -> DrillService:
        from jyguide.drill.service import DrillService  # noqa: PLC0415 - loaded when needed

        return DrillService(self._store, self.clock, self.bank, self.people, self.papers)

    @cached_property
    def person_records(self) -> PersonRecordService:
        from jyguide.exam.service.person_records import PersonRecordService  # noqa: PLC0415 - loaded when needed

        return PersonRecordService(self._store, self.place)
