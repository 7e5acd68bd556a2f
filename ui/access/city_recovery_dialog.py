"""The city's own forgotten secret: its recovery file, that file's passphrase, a new secret."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jyguide.protection.forgotten import open_by_recovery_file
from jyguide.vault.login import Candidate
from ui.access.secret_field import SecretField, SecretPair
from ui.brief import brief
from ui.desk import Desk
from ui.widgets import make_button
from ui.widgets.asking_dialog import AskingDialog

_HOW = "请插入存有市级恢复文件的U盘，输入恢复文件的口令，再设一个新的登录口令。"
_MISSING = {"file": "请选择恢复文件。", "passphrase": "请输入恢复文件的口令。"}


class CityRecoveryDialog(AskingDialog):
    """Names: `city_recovery`, `choose_file`, `field_passphrase`, `field_secret`, `confirm`."""

    opened = Signal(object)
    """A `Login`, by the new secret."""

    def __init__(self, desk: Desk, folder: Path, who: Candidate, parent: QWidget) -> None:
        super().__init__("忘记口令", "打开数据", _HOW, parent)
        self.setObjectName("city_recovery")
        self._desk = desk
        self._folder = folder
        self._who = who
        self._file: Path | None = None
        self._choose = make_button("选择恢复文件…", icon_name="folder", name="choose_file")
        self._choose.clicked.connect(self._ask_file)
        self._passphrase = SecretField("field_passphrase", "恢复文件的口令")
        self._row = self.form.add("file", "恢复文件", self._choose, required=True)
        row = self.form.add("passphrase", "它的口令", self._passphrase, required=True)
        self._passphrase.warned.connect(row.show_note)
        self._pair = SecretPair(self.form, lambda: who.name, "新登录口令")

    @Slot()
    def _ask_file(self) -> None:
        file = self._desk.alerts.choose_open_file("选择市级恢复文件", "所有文件 (*)")
        if file is not None:
            self._file = file
            self._choose.setText(file.name)
            self._row.show_problem("")

    @Slot()
    def _confirm(self) -> None:
        missing = {"file": self._file is None, "passphrase": not self._passphrase.text()}
        problems = {name: _MISSING[name] for name, lacks in missing.items() if lacks}
        if not self.form.show_problems(problems | self._pair.problems()) or self._file is None:
            return
        self._confirm_button().setEnabled(False)
        words = (self._passphrase.text(), self._who.user_id, self._pair.secret)
        work = partial(open_by_recovery_file, self._folder, self._file, *words)
        job = self._desk.act(self, brief(work), self._finish, title="正在打开数据")
        job.ended.connect(self.resume)

    def _finish(self, login: object) -> None:
        self.opened.emit(login)
        self.accept()
