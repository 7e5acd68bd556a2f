"""A newer release from a file while a data folder is open: who may, and the backup before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jyguide.access.permission import Permission
from jyguide.access.permits import Permits
from jyguide.backup.reason import Reason
from jyguide.backup.service.backups import BackupService
from jyguide.backup.watch import Watch
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress
from jyguide.sync.stick import FindSticks, plugged_in
from jyguide.update.handing_over import Prepared
from jyguide.update.looking import Look, found_on, look_at
from jyguide.update.preparing import prepare
from jyguide.update.publisher import PublisherKey, shipped_keys
from jyguide.update.taking import verify
from jyguide.update.this_pc import ThisPc, this_pc

WHAT = "安装更新"


@dataclass(frozen=True)
class UpdateService:
    """Updates looked at and prepared.

    Attributes:
        keys: Gives the keys whose updates are taken.
        pc: Looks at this PC.
        sticks: Gives those that are plugged in.
    """

    place: Place
    clock: Clock
    permits: Permits
    backups: BackupService
    keys: Callable[[], Sequence[PublisherKey]] = shipped_keys
    pc: Callable[[], ThisPc] = this_pc
    sticks: FindSticks = plugged_in

    def require(self) -> None:
        """Refuse whoever may not install, and the practice station, which no backup is made of.

        Raises:
            RuleError: of either.
        """
        self.permits.require(Permission.SET_UP, WHAT)
        if self.place.practice:
            raise RuleError(
                "练习库里不能安装更新，程序和数据没有改动。",
                hint="请先回到正式数据，再从“帮助”菜单安装：安装前要给正式数据做一份备份。",
            )

    def found(self) -> list[Path]:
        """Updates on the sticks that are plugged in, by their names."""
        return found_on(stick.folder for stick in self.sticks())

    def look(self, path: Path) -> Look:
        """See `look_at`."""
        return look_at(path, self.keys(), self.pc(), self.clock().date())

    def verify(self, look: Look, progress: Progress, cancel: CancelToken) -> None:
        """See `verify`: the payload is read through where it lies."""
        verify(look, progress, cancel)

    def prepare(self, look: Look, progress: Progress, cancel: CancelToken) -> Prepared:
        """Copy it, check it, make a backup; see `prepare`.

        Raises:
            RuleError: he may not, or it does not fit.
            FileError, Cancelled: nothing is left of it.
        """
        self.require()

        def back_up() -> str:
            return self.backups.make(Reason.BEFORE_UPGRADE, Watch(progress, cancel)).name

        return prepare(look, self.pc(), self.place.folder, back_up, progress, cancel)
