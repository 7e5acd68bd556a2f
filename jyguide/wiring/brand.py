"""The services of brands, each made when it is first asked for."""

from __future__ import annotations

from jyguide.wiring.office import OfficeServices


class BrandServices(OfficeServices):
    """The services of brands, each made when it is first asked for."""
