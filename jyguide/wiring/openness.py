"""The services of openness, each made when it is first asked for."""

from __future__ import annotations

from jyguide.wiring.office import OfficeServices


class OpennessServices(OfficeServices):
    """The services of openness, each made when it is first asked for."""
