"""Use cases of the exchange: files out and in, the PCs one believes, how things stand."""

from jyguide.sync.service.devices import DeviceService
from jyguide.sync.service.exchange import SyncService
from jyguide.sync.service.upkeep import UpkeepService

__all__ = ["DeviceService", "SyncService", "UpkeepService"]
