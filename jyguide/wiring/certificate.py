"""The further services of certificates, each made when it is first asked for."""

from __future__ import annotations

from jyguide.wiring.office import OfficeServices


class CertificateServices(OfficeServices):
    """The further services of certificates, each made when it is first asked for."""
