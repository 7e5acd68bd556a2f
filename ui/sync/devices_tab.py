"""电脑与凭证: the PCs the city has let in, and letting in, stopping and securing them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from jyguide.sync.row import DeviceRow
from ui.sync.columns import device_columns
from ui.sync.words import moment_text
from ui.theme import SPACE
from ui.widgets import EmptyText, RowTable, make_button, make_label

_NONE = EmptyText("还没有电脑入网", "站里把入网申请交来以后，在这里受理。", icon_name="station")
_SECURED = (
    "市级密钥只在本机。请写出恢复文件，存到两个U盘，由两人分别保管："
    "本机损坏而没有恢复文件时，所有的站都要重新入网。"
)


class DevicesTab(QWidget):
    """For the city with tools; a station sees its own PC's credential and asks anew.

    Object names: `devices` (the table), `credential`, `accept`, `revoke`, `recovery`,
    `write_recovery`, `restore_recovery`, `enrol_again`.
    """

    accept = Signal()
    revoke = Signal(object)
    """The `DeviceRow` to be stopped."""
    write_recovery = Signal()
    restore_recovery = Signal()
    enrol_again = Signal()

    def __init__(self, *, is_city: bool) -> None:
        super().__init__()
        self._is_city = is_city
        self._build()
        self._connect()
        self._allow()

    def show_devices(self, this: DeviceRow | None, rows: Sequence[DeviceRow]) -> None:
        """Show the PCs; a station's own stands in a sentence too."""
        self.table.set_rows(rows)
        if not self._is_city and this is not None:
            self._sentence.setText(
                f"本机是{this.name} {this.letter} 机，"
                f"{moment_text(this.issued_at)} 由市级批准入网。"
                "重装系统或密钥丢失后，请重新申请。"
            )

    def _build(self) -> None:
        self.table: RowTable[DeviceRow] = RowTable(
            device_columns(), unit="台电脑", search_hint="单位", key=_key, empty=_NONE
        )
        self.table.setObjectName("devices")
        self._accept = make_button("受理入网申请…", icon_name="sign-in", name="accept")
        self._revoke = make_button("停用…", icon_name="bad", name="revoke")
        self._recovery = make_button("恢复文件", icon_name="save", name="recovery")
        self._recovery.setMenu(self._recovery_menu())
        self._again = make_button("重新申请入网…", icon_name="refresh", name="enrol_again")
        self._sentence = make_label(_SECURED if self._is_city else "", "hint", "credential")
        self._sentence.setWordWrap(True)
        for tool in self._tools():
            self.table.add_tool(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._sentence)
        layout.addWidget(self.table, 1)

    def _tools(self) -> list[QWidget]:
        return [self._accept, self._revoke, self._recovery] if self._is_city else [self._again]

    def _recovery_menu(self) -> QMenu:
        menu = QMenu(self)
        write = menu.addAction("写出恢复文件…", self.write_recovery.emit)
        write.setObjectName("write_recovery")
        restore = menu.addAction("用恢复文件恢复…", self.restore_recovery.emit)
        restore.setObjectName("restore_recovery")
        return menu

    def _connect(self) -> None:
        self._accept.clicked.connect(self.accept)
        self._revoke.clicked.connect(self._ask_revoke)
        self._again.clicked.connect(self.enrol_again)
        self.table.selection_changed.connect(self._allow)
        if self._is_city:
            self._revoke_action = self.table.add_action("停用…", self._ask_revoke, "bad")
            keys = QKeySequence(Qt.Key.Key_Delete)
            delete = QShortcut(keys, self.table.view, self._ask_revoke)
            delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    @Slot()
    def _allow(self) -> None:
        may = self._chosen() is not None
        self._revoke.setEnabled(may)
        if self._is_city:
            self._revoke_action.setVisible(may)

    def _chosen(self) -> DeviceRow | None:
        """The one PC selected that can be stopped."""
        rows = self.table.selected_rows()
        fit = [row for row in rows if not row.here and row.revoked_at is None]
        return fit[0] if len(rows) == 1 and fit else None

    @Slot()
    def _ask_revoke(self) -> None:
        row = self._chosen()
        if row is not None:
            self.revoke.emit(row)


def _key(row: DeviceRow) -> object:
    return row.id
