"""All is prepared: the stick may go, and what happens next is said before it happens."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from jyguide.installed import Installed
from jyguide.update.handing_over import Prepared
from ui.theme import PALETTE, SPACE
from ui.widgets import Card, icon_label, make_button, make_label

_PULL = "已复制到这台电脑并核对一致，可以拔出U盘"
_NEXT = {
    Installed.WINDOWS: "点“关闭并更新”以后，这个窗口照常关闭，安装程序随即打开，按提示点下一步。"
    "给自己装的不需要管理员；给所有用户装的，Windows 会请管理员确认。",
    Installed.DEBIAN: "点“关闭并更新”以后，这个窗口照常关闭，系统会请管理员输入密码；"
    "装好以后程序自己打开。",
    Installed.PORTABLE: "点“关闭并更新”以后，这个窗口照常关闭，几秒钟后新程序自己打开。"
    "旧程序留在旁边，名字里带“旧版”，可以随时打开。",
}
_BY_HAND = (
    "新版本还没有装，程序和数据没有变：这台电脑要管电脑的人来装。请点“复制命令”交给他；"
    "先关闭本程序，再由他在终端里运行下面这一行："
)


class ReadyPane(Card):
    """Object names: `ready`, `backup_before`, `what_next`, `line`, `copy_line`."""

    def __init__(self) -> None:
        super().__init__()
        self._ready = make_label(_PULL, "figure", "ready", wrap=True)
        self._backup = make_label("", "sentence", "backup_before", wrap=True)
        self._next = make_label("", "body", "what_next", wrap=True)
        self._line = QLineEdit()
        self._line.setObjectName("line")
        self._line.setAccessibleName("由管理员运行的命令")
        self._line.setReadOnly(True)
        self._copy = make_button("复制命令", icon_name="copy", name="copy_line")
        self._copy.clicked.connect(self._copy_line)
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self._line, 1)
        row.addWidget(self._copy)
        self.body.setSpacing(SPACE.m)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.body.addWidget(icon_label("good", PALETTE.good, 48), alignment=centre)
        for part in (self._ready, self._backup):
            part.setAlignment(centre)
            self.body.addWidget(part)
        self.body.addWidget(self._next)
        self.body.addLayout(row)
        self.hide()

    def show_prepared(self, prepared: Prepared) -> None:
        """Say where things stand."""
        note, line = prepared.note, prepared.by_hand
        self._backup.setText(f"更新前的备份：{note.backup}")
        self._next.setText(_BY_HAND if line else _NEXT[Installed(note.kind)])
        self._line.setText(line)
        self._line.setCursorPosition(0)
        self._line.setVisible(bool(line))
        self._copy.setVisible(bool(line))
        self.show()
        if line:
            self._copy.setFocus()

    @Slot()
    def _copy_line(self) -> None:
        QGuiApplication.clipboard().setText(self._line.text())
