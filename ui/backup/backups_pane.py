"""备份: the list, making one, bringing it to a stick, going back, checking everything."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jyguide.access.permission import Permission
from jyguide.backup.watch import Watch
from jyguide.progress import CancelToken, Progress
from ui.access.allowed import allow, whose_work
from ui.backup.columns import backup_columns, moment_text
from ui.desk import Desk
from ui.file_written import tell_written
from ui.page import Page, Reopening
from ui.theme import SPACE, Tone
from ui.widgets import Banner, EmptyText, Kind, MenuGroup, RowTable, make_button, make_label

if TYPE_CHECKING:
    from jyguide.app import Application
    from jyguide.backup.finding import CheckReport
    from jyguide.backup.rack import Backup
    from jyguide.backup.row import BackupRow
    from jyguide.backup.second_place import SecondPlace
    from jyguide.backup.service.backups import Standing
    from jyguide.backup.service.second import Copied
    from ui.backup.restore_dialog import RestoreDialog

T = TypeVar("T")
_EMPTY = EmptyText(
    "还没有备份",
    "每天第一次打开、每次关闭时都会自动备份。也可以现在备份一次。",
    "立即备份",
    "save",
)
_FILES = "备份文件 (*.jybackup);;所有文件 (*)"
_UNTOUCHED = "没有恢复，数据没有改动。"


class BackupsPane(QWidget):
    """Object names: `backups` (the table), `back_up`, `to_stick`, `restore`, `check`.

    Further `write_file`, `restore_file`, `backup_reminder` and `second_place`; in the menu of
    the table also another stick.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        self._reminder = Banner()
        self._reminder.setObjectName("backup_reminder")
        self._second = make_label("", "hint", "second_place", wrap=True)
        self.table: RowTable[BackupRow] = RowTable(
            backup_columns(),
            unit="份",
            search_hint="搜索时间、原因、位置",
            key=lambda row: row.backup.folder,
            empty=_EMPTY,
        )
        self.table.setObjectName("backups")
        self.table.view.setAccessibleName("备份列表")
        self._tools = _tools()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._reminder)
        layout.addWidget(self._second)
        layout.addLayout(self._head())
        layout.addWidget(self.table, 1)
        self._connect()
        self._allow()

    def _head(self) -> QHBoxLayout:
        """Also there while there is no backup yet: one may be brought from elsewhere."""
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addStretch()
        for tool in self._tools.values():
            row.addWidget(tool)
        return row

    def reload(self) -> None:
        """Look for backups anew, on this PC and on the stick."""
        self._desk.load(self, self._app.backups.standing, self._show)

    def _connect(self) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "check": self._check,
            "write_file": self._write_file,
            "restore_file": self._restore_file,
            "restore": self._restore_chosen,
            "to_stick": self._to_stick,
            "back_up": self._back_up,
        }
        for name, deed in deeds.items():
            self._tools[name].clicked.connect(deed)
        more = (("恢复…", self._restore_chosen, True), ("另选备份位置…", self._other_stick, False))
        for text, slot, needs_rows in more:
            self.table.add_action(text, slot, needs_rows=needs_rows, group=MenuGroup.OPEN)
        self.table.selection_changed.connect(self._allow)
        self.table.activated.connect(self._restore_chosen)
        self.table.empty_action.connect(self._back_up)

    @Slot(object)
    def _show(self, standing: Standing) -> None:
        self.table.set_rows(standing.rows)
        self._reminder.say(standing.reminder, Tone.WARN)
        self._second.setText(_second_text(standing))
        self._allow()

    @Slot()
    def _allow(self) -> None:
        permits = self._app.permits
        for name in ("back_up", "to_stick", "write_file"):
            allow(self._tools[name], permits, Permission.BACK_UP)
        chosen = self._chosen()
        fits = chosen is not None and not chosen.backup.problem
        allow(self._tools["restore"], permits, Permission.RESTORE, fits=fits)
        allow(self._tools["restore_file"], permits, Permission.RESTORE)

    def _chosen(self) -> BackupRow | None:
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    # -- making

    @Slot()
    def _back_up(self) -> None:
        self._act(lambda watch: self._app.backups.make(watch=watch), self._made, "正在备份")

    def _made(self, made: Backup) -> None:
        self._page.say(f"已备份，检查完好：{made.name}。")
        self.reload()

    @Slot()
    def _to_stick(self) -> None:
        """Looked for at the click: it may have been plugged in or pulled since."""
        self._desk.load(self, self._app.backups.standing, self._to_what_is_there)

    @Slot(object)
    def _to_what_is_there(self, standing: Standing) -> None:
        self._show(standing)
        if standing.root is not None:
            self._copy()
        elif standing.second is None or self._desk.alerts.ask(
            f"没有找到备份用的“{standing.second.name}”。",
            "另选位置…",
            hint="插上它再点一次“备份到U盘”；换了U盘或硬盘，请另选位置。",
        ):
            self._other_stick()

    @Slot()
    def _other_stick(self) -> None:
        folder = self._desk.alerts.choose_folder("选择备份用的U盘或文件夹")
        if folder is not None:
            work = partial(self._app.backups.choose_second, folder)
            self._desk.act(self, lambda *_: work(), self._chose, title="正在准备U盘")

    def _chose(self, _place: SecondPlace) -> None:
        self._copy()

    def _copy(self) -> None:
        work = self._app.backups.copy_to_second
        self._act(lambda watch: work(watch=watch), self._copied, "正在备份到U盘")

    def _copied(self, copied: Copied) -> None:
        files = f"，新附件 {copied.files} 个" if copied.files else ""
        self.reload()
        self._desk.alerts.inform(
            f"已备份到U盘{files}，读回核对一致。可以拔出U盘。",
            "U盘上留着以前的备份。请把它和电脑分开放。",
        )

    @Slot()
    def _write_file(self) -> None:
        place = self._app.place
        name = f"{place.station_name}{place.device_letter} {self._app.clock():%Y-%m-%d}.jybackup"
        target = self._desk.alerts.choose_save_file("备份成一个文件", name, _FILES)
        if target is not None:
            work = partial(self._app.backups.write_file, target)
            self._act(
                lambda watch: work(watch=watch), lambda _: self._wrote(target), "正在写备份文件"
            )

    def _wrote(self, target: Path) -> None:
        said = f"已写入“{target.name}”，读回核对一致，可用它在另一台电脑上恢复。"
        tell_written(self._page, target, said)
        self.reload()

    # -- going back

    @Slot()
    def _restore_chosen(self) -> None:
        chosen = self._chosen()
        may = self._app.permits.may(Permission.RESTORE)
        if chosen is not None and not chosen.backup.problem and may:
            self._ask(chosen.backup.folder, moment_text(chosen))

    @Slot()
    def _restore_file(self) -> None:
        file = self._desk.alerts.choose_open_file("从备份文件恢复", _FILES)
        if file is not None:
            self._ask(file, file.name)

    def take_file(self, file: Path) -> None:
        """Offer to restore this file, to whom that is allowed."""
        permits = self._app.permits
        if permits.may(Permission.RESTORE):
            self._ask(file, file.name)
        else:
            self._desk.alerts.inform(whose_work(permits, Permission.RESTORE), _UNTOUCHED)

    def _ask(self, source: Path, name: str) -> None:
        from ui.backup.restore_dialog import RestoreDialog  # noqa: PLC0415 - seldom needed

        dialog: RestoreDialog = RestoreDialog(self._desk, self._app, source, name, self)
        dialog.wanted.connect(self._reopen)
        dialog.open()

    @Slot(object)
    def _reopen(self, reopening: Reopening) -> None:
        self._page.reopening.emit(reopening)

    # -- checking

    @Slot()
    def _check(self) -> None:
        work = self._app.backups.check
        self._act(lambda watch: work(watch=watch), self._checked, "正在检查")

    def _checked(self, report: CheckReport) -> None:
        from ui.backup.check_dialog import CheckDialog  # noqa: PLC0415 - seldom needed

        CheckDialog(report, self).open()

    def _act(self, work: Callable[[Watch], T], done: Callable[[T], object], title: str) -> None:
        run_watched(self._desk, self, work, done, title)


def run_watched(
    desk: Desk,
    owner: QObject,
    work: Callable[[Watch], T],
    done: Callable[[T], object],
    title: str,
) -> None:
    """Do something on the worker that takes a watch: with progress and cancel."""

    def with_watch(progress: Progress, cancel: CancelToken) -> T:
        return work(Watch(progress, cancel))

    desk.act(owner, with_watch, done, title=title)


def _second_text(standing: Standing) -> str:
    second = standing.second
    if second is None:
        return "备份在这台电脑上。插上U盘后点“备份到U盘”，选一次位置，以后会认得它。"
    here = "已插上" if standing.root is not None else "没有插上"
    last = f"，上次 {second.at:%Y-%m-%d %H:%M}" if second.at else "，还没有备份过"
    return f"U盘“{second.name}”{here}{last}。照片和材料也在上面，只增不减。"


def _tools() -> dict[str, QPushButton]:
    return {
        "check": make_button("检查", icon_name="good", name="check"),
        "write_file": make_button("备份成文件…", icon_name="save", name="write_file"),
        "restore_file": make_button("从文件恢复…", icon_name="folder", name="restore_file"),
        "restore": make_button("恢复…", icon_name="undo", name="restore"),
        "to_stick": make_button("备份到U盘", icon_name="export", name="to_stick"),
        "back_up": make_button("立即备份", Kind.PRIMARY, icon_name="save", name="back_up"),
    }
