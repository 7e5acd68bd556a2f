"""What an office has whatever it does: users, attachments, the exchange, backups."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from db.uow import Store
from jyguide.access.permission import Permission
from jyguide.access.permits import Permits
from jyguide.clock import Clock
from jyguide.place import Place

if TYPE_CHECKING:
    from jyguide.access.service.disclosures import DisclosureService
    from jyguide.access.service.users import UserService
    from jyguide.approval.service.letters import LetterService
    from jyguide.attachment.service import AttachmentService
    from jyguide.backup.service.backups import BackupService
    from jyguide.bad_luck.looking import SlowLook
    from jyguide.history.service import HistoryService
    from jyguide.protection.service.recoveries import RecoveryService
    from jyguide.protection.service.resealing import ResealingService
    from jyguide.settings.preferences import Preferences
    from jyguide.settings.service import KeptService
    from jyguide.sync.service import DeviceService, SyncService, UpkeepService
    from jyguide.wiring.updating import UpdateService


class OfficeServices:
    """What an office has whatever it does: users, attachments, the exchange, backups."""

    place: Place
    clock: Clock
    permits: Permits
    _store: Store

    @cached_property
    def attachments(self) -> AttachmentService:
        from jyguide.attachment.service import AttachmentService  # noqa: PLC0415 - loaded when needed

        return AttachmentService(self._store, self.clock, self.place)

    @cached_property
    def kept(self) -> KeptService:
        from jyguide.settings.service import KeptService  # noqa: PLC0415 - loaded when needed

        return KeptService(self._store, self.permits.user_id)

    @cached_property
    def preferences(self) -> Preferences:
        from jyguide.settings.preferences import Preferences  # noqa: PLC0415 - loaded when needed

        return Preferences(
            self.kept, partial(self.permits.require, Permission.SET_UP, "更改本站设置")
        )

    @cached_property
    def letters(self) -> LetterService:
        from jyguide.approval.service.letters import (  # noqa: PLC0415 - loaded when needed
            LetterService,
        )

        return LetterService(self._store, self.place, self.clock)

    @cached_property
    def users(self) -> UserService:
        from jyguide.access.service.users import UserService  # noqa: PLC0415 - loaded when needed

        return UserService(self._store, self.place, self.clock, self.permits)

    @cached_property
    def recoveries(self) -> RecoveryService:
        from jyguide.protection.service.recoveries import (  # noqa: PLC0415 - loaded when needed
            RecoveryService,
        )

        return RecoveryService(self._store, self.place, self.permits)

    @cached_property
    def history(self) -> HistoryService:
        from jyguide.history.service import HistoryService  # noqa: PLC0415 - loaded when needed

        return HistoryService(self._store, self.place, self.disclosures)

    @cached_property
    def disclosures(self) -> DisclosureService:
        from jyguide.access.service.disclosures import DisclosureService  # noqa: PLC0415 - loaded when needed

        return DisclosureService(self._store, self.place, self.clock, self.permits)

    @cached_property
    def sync(self) -> SyncService:
        from jyguide.sync.service import SyncService  # noqa: PLC0415 - loaded when needed

        return SyncService(self._store, self.place, self.clock, self.permits)

    @cached_property
    def devices(self) -> DeviceService:
        from jyguide.sync.service import DeviceService  # noqa: PLC0415 - loaded when needed

        return DeviceService(
            self._store, self.place, self.clock, self.permits, self._renew_recovery
        )

    def _renew_recovery(self) -> None:
        """Let the city hold a key to this folder, once it has let this PC in."""
        if self.place.vault is None:
            return
        from jyguide.protection.service.recoveries import (  # noqa: PLC0415 - only a shut folder
            renew_recovery,
        )

        renew_recovery(self._store, self.place)

    @cached_property
    def upkeep(self) -> UpkeepService:
        from jyguide.sync.service import UpkeepService  # noqa: PLC0415 - loaded when needed

        return UpkeepService(self._store, self.place, self.clock, self.permits)

    @cached_property
    def backups(self) -> BackupService:
        from jyguide.backup.service.backups import BackupService  # noqa: PLC0415 - loaded when needed

        return BackupService(self._store, self.place, self.clock, self.permits)

    @cached_property
    def updates(self) -> UpdateService:
        from jyguide.wiring.updating import UpdateService  # noqa: PLC0415 - loaded when needed

        return UpdateService(self.place, self.clock, self.permits, self.backups)

    @cached_property
    def resealing(self) -> ResealingService:
        from jyguide.protection.service.resealing import ResealingService  # noqa: PLC0415 - loaded when needed

        return ResealingService(self._store, self.place)

    @cached_property
    def slow_look(self) -> SlowLook:
        from jyguide.bad_luck.looking import SlowLook  # noqa: PLC0415 - loaded when needed

        return SlowLook(self._store, self.place.folder)
