"""The services of the report centre, each made when it is first asked for."""

from __future__ import annotations

from jyguide.wiring.certificate import CertificateServices
from jyguide.wiring.secretary import SecretaryServices


class ReportServices(SecretaryServices, CertificateServices):
    """The services of the report centre, each made when it is first asked for."""
