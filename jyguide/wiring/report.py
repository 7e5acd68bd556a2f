"""The services of the report centre, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.wiring.certificate import CertificateServices
from jyguide.wiring.people import RosterServices
from jyguide.wiring.secretary import SecretaryServices

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from jyguide.approval.row import StandingRow
    from jyguide.ids import PersonId
    from jyguide.report.service.figures import FigureService
    from jyguide.report.service.matrix import MatrixService
    from jyguide.report.service.prints import PrintService
    from jyguide.report.service.reminders import ReportReminders
    from jyguide.report.service.reports import ReportService


class ReportServices(SecretaryServices, CertificateServices, RosterServices):
    """The services of the report centre, each made when it is first asked for."""

    @cached_property
    def report_figures(self) -> FigureService:
        from jyguide.report.service.figures import FigureService  # noqa: PLC0415 - loaded when needed

        return FigureService(self._store, self.place, self.clock, self._standings_on)

    def _standings_on(self, day: date, people: Collection[PersonId]) -> list[StandingRow]:
        """What approvals need is loaded only where somebody was approved or decided about."""
        return self.approvals.standings(day, people) if people else []

    @cached_property
    def report_prints(self) -> PrintService:
        from jyguide.report.service.prints import PrintService  # noqa: PLC0415 - loaded when needed

        return PrintService(self._store, self.place, self.clock, self.report_figures)

    @cached_property
    def period_reports(self) -> ReportService:
        from jyguide.report.service.reports import ReportService  # noqa: PLC0415 - loaded when needed

        return ReportService(
            self._store, self.place, self.clock, self.report_figures, self.report_prints
        )

    @cached_property
    def report_reminders(self) -> ReportReminders:
        from jyguide.report.service.reminders import ReportReminders  # noqa: PLC0415 - loaded when needed

        return ReportReminders(self._store, self.place, self.clock)

    @cached_property
    def training_matrix(self) -> MatrixService:
        from jyguide.report.service.matrix import MatrixService  # noqa: PLC0415 - loaded when needed

        return MatrixService(self._store, self.place, self.clock)
