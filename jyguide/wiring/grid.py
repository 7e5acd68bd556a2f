"""The services of the grid, each made when it is first asked for."""

from __future__ import annotations

from jyguide.wiring.office import OfficeServices


class GridServices(OfficeServices):
    """The services of the grid, each made when it is first asked for."""
