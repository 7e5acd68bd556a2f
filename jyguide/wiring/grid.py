"""The services of the grid, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.wiring.office import OfficeServices

if TYPE_CHECKING:
    from jyguide.grid.service.files import GridFileService
    from jyguide.grid.service.gaps import GapService
    from jyguide.grid.service.handovers import HandoverService
    from jyguide.grid.service.links import LinkService
    from jyguide.grid.service.matters import MatterService
    from jyguide.grid.service.units import UnitService
    from jyguide.grid.service.visit_cards import CardService
    from jyguide.grid.service.visit_files import VisitFileService
    from jyguide.grid.service.visits import VisitService


class GridServices(OfficeServices):
    """The services of the grid, each made when it is first asked for."""

    @cached_property
    def grid_units(self) -> UnitService:
        from jyguide.grid.service.units import UnitService  # noqa: PLC0415 - loaded when needed

        return UnitService(self._store, self.place)

    @cached_property
    def grid_links(self) -> LinkService:
        from jyguide.grid.service.links import LinkService  # noqa: PLC0415 - loaded when needed

        return LinkService(self._store, self.place, self.clock)

    @cached_property
    def grid_gaps(self) -> GapService:
        from jyguide.grid.service.gaps import GapService  # noqa: PLC0415 - loaded when needed

        return GapService(self._store, self.place, self.clock)

    @cached_property
    def grid_handovers(self) -> HandoverService:
        from jyguide.grid.service.handovers import HandoverService  # noqa: PLC0415 - loaded when needed

        return HandoverService(self._store, self.place, self.clock)

    @cached_property
    def grid_files(self) -> GridFileService:
        from jyguide.grid.service.files import GridFileService  # noqa: PLC0415 - loaded when needed

        return GridFileService(self._store, self.place, self.clock).reporting_to(self.disclosures)

    @cached_property
    def visits(self) -> VisitService:
        from jyguide.grid.service.visits import VisitService  # noqa: PLC0415 - loaded when needed

        return VisitService(self._store, self.place, self.clock)

    @cached_property
    def visit_cards(self) -> CardService:
        from jyguide.grid.service.visit_cards import CardService  # noqa: PLC0415 - loaded when needed

        return CardService(self._store, self.place, self.clock)

    @cached_property
    def visit_files(self) -> VisitFileService:
        from jyguide.grid.service.visit_files import VisitFileService  # noqa: PLC0415 - loaded when needed

        return VisitFileService(self._store, self.place, self.clock, self.visit_cards)

    @cached_property
    def matters(self) -> MatterService:
        from jyguide.grid.service.matters import MatterService  # noqa: PLC0415 - loaded when needed

        return MatterService(self._store, self.place, self.clock)
