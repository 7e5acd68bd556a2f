"""Use cases of the exchange: files out and in, the PCs one believes, how things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.lazily import lazily

if TYPE_CHECKING:
    from jyguide.sync.service.devices import DeviceService
    from jyguide.sync.service.exchange import SyncService
    from jyguide.sync.service.upkeep import UpkeepService

__all__ = ["DeviceService", "SyncService", "UpkeepService"]

__getattr__ = lazily(
    __name__,
    {"DeviceService": "devices", "SyncService": "exchange", "UpkeepService": "upkeep"},
)
