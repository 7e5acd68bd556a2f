"""The services of the report centre, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.wiring.certificate import CertificateServices
from jyguide.wiring.people import RosterServices
from jyguide.wiring.secretary import SecretaryServices

if TYPE_CHECKING:
    from datetime import date

    from jyguide.approval.row import StandingRow
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

        return FigureService(self._store, self.place, self._standings_on)

    def _standings_on(self, day: date) -> list[StandingRow]:
        """Nobody is off his post before his day comes: what still goes on counts as of today."""
        return self.approvals.standings(min(day, self.clock().date()))

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
