"""Everything the page shows, fetched in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jyguide.clock import Clock
from jyguide.history.service import HistoryService
from jyguide.people.service.doubles import DoubleService
from jyguide.place import Place
from jyguide.sync.row import ConflictRow, DeviceRow, HeldRow, OfficeRow, SyncStatus
from jyguide.sync.service import DeviceService, SyncService
from ui.desk import Desk

"""What an import may touch."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What every part of the page works with."""

    desk: Desk
    place: Place
    sync: SyncService
    devices: DeviceService
    history: HistoryService
    clock: Clock
    doubles: Callable[[], DoubleService] | None = None
    """Asked for when two records of one person are to be compared."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand.

    Attributes:
        this: This PC as the city let it in; None before that.
        conflicts: Those to look at, and when asked for those settled.
    """

    status: SyncStatus
    this: DeviceRow | None
    devices: tuple[DeviceRow, ...]
    conflicts: tuple[ConflictRow, ...]
    refused: tuple[HeldRow, ...]
    waiting: tuple[HeldRow, ...]

    @property
    def city(self) -> OfficeRow | None:
        """For a station: the city, where it is known already."""
        return self.status.offices[0] if self.status.offices else None


def fetch(sync: SyncService, devices: DeviceService, *, settled: bool) -> Standing:
    """Fetch all of it; ``settled``: also the conflicts that were settled."""
    return Standing(
        status=sync.status(),
        this=devices.this(),
        devices=tuple(devices.devices()),
        conflicts=tuple(sync.conflicts(settled=settled)),
        refused=tuple(sync.refused()),
        waiting=tuple(sync.waiting()),
    )
