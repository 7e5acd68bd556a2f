"""Asks for the secret that is to shut a plain folder, and says what will happen."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.access.secret_field import SecretPair
from ui.widgets import make_label
from ui.widgets.asking_dialog import AskingDialog

_MEANS = (
    "数据库、照片、材料和备份会加密并逐项核对，原来未加密的内容改写后删除；窗口会重新打开，"
    "中途断电，下次打开时接着做。以后打开要输入口令。"
    "请记牢口令：本站入网以后，忘记口令才能请市级恢复。"
    "固态硬盘内部可能保留旧内容一段时间；以前拷到U盘上的备份没有加密，请收好或重新备份。"
)


class ProtectDialog(AskingDialog):
    """Gives the secret. Names: `protect_dialog`, `field_secret`, `field_repeated`, `confirm`."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__("开启保护", "开启保护", f"给{name}设一个口令", parent)
        self.setObjectName("protect_dialog")
        self._pair = SecretPair(self.form, lambda: name)
        box = self.layout()
        assert isinstance(box, QVBoxLayout)  # noqa: S101 - FormDialog made it
        box.insertWidget(2, make_label(_MEANS, "hint", wrap=True))

    @Slot()
    def _confirm(self) -> None:
        if self.form.show_problems(self._pair.problems()):
            self.given.emit(self._pair.secret)
            self.accept()
