"""The services of the report centre, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.wiring.certificate import CertificateServices
from jyguide.wiring.secretary import SecretaryServices

if TYPE_CHECKING:
    from jyguide.report.service.figures import FigureService


class ReportServices(SecretaryServices, CertificateServices):
    """The services of the report centre, each made when it is first asked for."""

    @cached_property
    def report_figures(self) -> FigureService:
        from jyguide.report.service.figures import FigureService  # noqa: PLC0415 - loaded when needed

        return FigureService(self._store, self.place, self.approvals.standings)
