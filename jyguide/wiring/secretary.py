"""The services of village secretaries, each made when it is first asked for."""

from __future__ import annotations

from jyguide.wiring.office import OfficeServices


class SecretaryServices(OfficeServices):
    """The services of village secretaries, each made when it is first asked for."""
