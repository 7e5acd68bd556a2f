"""What is done from the page without a wizard: deciding, forcing, stopping PCs, securing keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from jyguide.changes import Changed
from jyguide.sync.row import ConflictRow, DeviceRow, ImportReport
from jyguide.sync.service import SyncService
from ui.brief import brief
from ui.file_written import tell_written
from ui.page import Page
from ui.sync.passphrase_dialog import PassphraseDialog
from ui.sync.revoke_dialog import RevokeDialog
from ui.sync.standing import Tools
from ui.undoing import Done, Undoing, noted

_RECOVERY = "恢复文件 (*.jyrecovery)"
_RECOVERY_NAME = "市级恢复文件.jyrecovery"
_FORCE = "强制应用暂存的 {} 处改动？"
_FORCE_HINT = (
    "它们在等另一份文件里的内容。只有确认那份文件再也找不回来、对方也不能重新导出时才这样做；"
    "应用之后可以撤销。"
)


class Deeds:
    """Acts for the page, and tells through it."""

    def __init__(self, page: Page, tools: Tools) -> None:
        self._page = page
        self._tools = tools
        self._history = tools.history
        self.undoing = Undoing(page, tools.desk, tools.history, Changed.EVERYTHING)

    def keep(self, rows: Sequence[ConflictRow]) -> None:
        """Settle these in favour of what is shown."""
        self._settle(rows, swap=False, told="已保留现在的内容")

    def swap(self, rows: Sequence[ConflictRow]) -> None:
        """Settle these in favour of the other value."""
        self._settle(rows, swap=True, told="已改用另一边的内容")

    def force(self, waiting: int) -> None:
        """Apply what waits, if the user is sure."""
        question = _FORCE.format(waiting)
        alerts = self._tools.desk.alerts
        if alerts.ask(question, "强制应用", hint=_FORCE_HINT, danger=True):
            work = partial(noted, self._history, self._tools.sync.force)
            self._act("正在应用暂存的改动", work, self._tell_forced, Changed.EVERYTHING)

    def revoke(self, row: DeviceRow) -> None:
        """Stop a PC for a reason that is asked for."""
        dialog = RevokeDialog(row, self._page)
        dialog.given.connect(partial(self._revoke, row))
        dialog.open()

    def write_recovery(self) -> None:
        """Write the city's keys into a file under a passphrase."""
        dialog = PassphraseDialog(self._page, new=True)
        dialog.given.connect(self._write_recovery)
        dialog.open()

    def restore_recovery(self) -> None:
        """Make this PC the city whose keys lie in a file."""
        alerts = self._tools.desk.alerts
        source = alerts.choose_open_file("选择恢复文件", f"{_RECOVERY};;所有文件 (*)")
        if source is not None:
            dialog = PassphraseDialog(self._page, new=False)
            dialog.given.connect(partial(self._restore_recovery, source))
            dialog.open()

    def _settle(self, rows: Sequence[ConflictRow], *, swap: bool, told: str) -> None:
        keys = [row.id for row in rows if row.id is not None]
        work = partial(_settled, self._tools.sync, keys, swap=swap)
        done = partial(self._tell_settled, told, len(keys))
        self._act("正在处理", partial(noted, self._history, work), done, Changed.EVERYTHING)

    def _tell_settled(self, told: str, count: int, done: Done[None]) -> None:
        """One can be taken back from here; several are taken back one by one."""
        if count == 1:
            self.undoing.tell(f"{told}。", done.action)
        else:
            self._page.say(f"{told}，共 {count} 处。")

    def _tell_forced(self, done: Done[ImportReport]) -> None:
        self.undoing.tell(f"已应用 {done.result.applied} 处改动。", done.action)

    def _revoke(self, row: DeviceRow, reason: str) -> None:
        work = partial(self._tools.devices.revoke, row.id, reason)
        told = f"已停用{row.name} {row.letter} 机；各站导入下一份市级文件后生效。"
        self._act("正在停用电脑", work, partial(self._tell, told), Changed.STATION)

    def _write_recovery(self, passphrase: str) -> None:
        alerts = self._tools.desk.alerts
        target = alerts.choose_save_file("写出恢复文件", _RECOVERY_NAME, _RECOVERY)
        if target is not None:
            work = partial(self._tools.devices.write_recovery, target, passphrase)
            told = f"恢复文件已写到“{target.name}”，请与写有口令的纸分开保管。"
            done = partial(self._tell_written, target, told)
            self._act("正在写出恢复文件", work, done, Changed(0))

    def _restore_recovery(self, source: Path, passphrase: str) -> None:
        work = partial(self._tools.devices.restore_recovery, source, passphrase)
        told = "本机已成为市级。请让各站“全部重发”一次，导入后站里的数据会随之回来。"
        self._act("正在恢复", work, partial(self._tell, told), Changed.EVERYTHING)

    def _tell_written(self, target: Path, sentence: str, _result: object) -> None:
        tell_written(self._page, target, sentence)

    def _tell(self, sentence: str, _result: object) -> None:
        self._page.say(sentence)

    def _act(
        self,
        title: str,
        work: Callable[[], object],
        done: Callable[..., object],
        changed: Changed,
    ) -> None:
        self._tools.desk.act(self._page, brief(work), done, title=title, changed=changed)


def _settled(sync: SyncService, keys: Sequence[int], *, swap: bool) -> None:
    for key in keys:
        sync.settle(key, swap=swap)
