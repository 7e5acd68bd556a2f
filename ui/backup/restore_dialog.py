"""恢复: what a backup would bring and lose, and the secret of then where it asks for one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from jyguide.backup.row import Preview, Proof, Restored, SecretNeededError
from jyguide.backup.watch import Watch
from jyguide.errors import RuleError
from jyguide.vault.key_file import WrongSecretError
from ui.access.secret_field import SecretField
from ui.backup.columns import size_text
from ui.desk import Desk
from ui.jobs import Job
from ui.page import Reopening
from ui.theme import Tone
from ui.widgets import Banner, Facts, make_label
from ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from jyguide.app import Application
    from jyguide.progress import CancelToken, Progress
    from jyguide.vault.login import Login

_AFTERWARDS = (
    "恢复时窗口会重新打开。之后请与市级各导出、导入一次，此前已送达市级的内容会自动回来。"
    "口令仍用现在的。"
)


class RestoreDialog(FormDialog):
    """Object names: `restore_dialog`, `confirm`, `who`, `secret`, `loss`, `source`."""

    wanted = Signal(object)
    """A `Reopening` in which the backup is restored."""

    def __init__(
        self, desk: Desk, app: Application, source: Path, name: str, parent: QWidget
    ) -> None:
        super().__init__("恢复备份", "恢复", parent, width=600)
        self.setObjectName("restore_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._app = app
        self._source = source
        self._proof: Proof | None = None
        self._found: Preview | None = None
        self._facts = Facts()
        self._facts.show_facts([("备份", name), ("状态", "正在查看…")])
        self._loss = Banner()
        self._loss.setObjectName("loss")
        self._after = make_label(_AFTERWARDS, "hint", "afterwards", wrap=True)
        self._who = QComboBox()
        self._who.setObjectName("who")
        self._secret = SecretField("secret", "做备份时的口令")
        self.form.add("who", "当时的使用人", self._who)
        self.form.add("secret", "当时的口令", self._secret, required=True)
        self.form.hide()
        layout = self.layout()
        assert layout is not None  # noqa: S101 - FormDialog made it
        for place, widget in enumerate((self._facts, self._loss, self._after)):
            layout.insertWidget(place, widget)  # type: ignore[attr-defined]  # it is a box
        self._button("confirm").setEnabled(False)
        self._look()

    def _button(self, name: str) -> QPushButton:
        found = self.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)  # noqa: S101 - FormDialog made it
        return found

    def _look(self) -> None:
        def connect(job: Job) -> None:
            job.succeeded.connect(self._show)
            job.failed.connect(self._refuse)

        work = partial(_preview, self._app, self._source, self._proof)
        self._desk.jobs.start(lambda _progress, _cancel: work(), connect, "正在查看备份")

    @Slot(object)
    def _show(self, found: Preview) -> None:
        self._found = found
        made = found.manifest
        now = "" if found.people_now is None else f"（现在 {found.people_now} 人）"
        self._facts.show_facts(
            [
                ("时间", f"{made.moment:%Y-%m-%d %H:%M}"),
                ("原因", made.reason_text),
                ("大小", size_text(made.size)),
                ("单位", f"{made.office} {made.letter} 机"),
                ("人员", f"{made.people} 人{now}"),
            ]
        )
        self._loss.say(found.loss, Tone.WARN if found.actions else Tone.INFO)
        self.form.hide()
        self._button("confirm").setText("恢复")
        self._button("confirm").setEnabled(True)

    @Slot(object)
    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, SecretNeededError):
            self._ask_secret(error)
        elif self.form.isVisible() and isinstance(error, RuleError):
            self.form.show_problems({"secret": _problem(error)})
            self._button("confirm").setEnabled(True)
        else:
            self.reject()
            self._desk.alerts.report(error)

    def _ask_secret(self, needed: SecretNeededError) -> None:
        self._facts.show_facts([("状态", "需要当时的口令")])
        self._loss.say(f"{needed.message}{needed.hint}", Tone.INFO)
        self._who.clear()
        for key, label in needed.people.items():
            self._who.addItem(label, key)
        self.form.show()
        self._secret.setFocus()
        self._button("confirm").setText("打开备份")
        self._button("confirm").setEnabled(True)

    @Slot()
    def _confirm(self) -> None:
        if self._found is None:
            key = self._who.currentData()
            assert isinstance(key, UUID)  # noqa: S101 - put there above
            self._proof = Proof(key, self._secret.text())
            self._button("confirm").setEnabled(False)
            self._look()
            return
        moment = self._found.manifest.moment
        work = partial(_restore, self._app.place.folder, self._source, self._proof)
        told = f"已恢复到 {moment:%Y-%m-%d %H:%M} 的样子。请与市级各导出、导入一次。"
        self.accept()
        self.wanted.emit(Reopening(work, told))


def _problem(error: RuleError) -> str:
    if isinstance(error, WrongSecretError):
        return "口令不对，备份没有打开。请输入做备份时的口令；记不起来就选另一份备份。"
    return f"{error.message}{error.hint}"


def _preview(app: Application, source: Path, proof: Proof | None) -> Preview:
    """Called on the worker."""
    with app.backups.taken(source) as backup:
        return app.backups.preview(backup, proof)


def _restore(
    folder: Path,
    source: Path,
    proof: Proof | None,
    login: Login | None,
    progress: Progress,
    cancel: CancelToken,
) -> Login | None:
    """Called on the worker while the data is closed."""
    from jyguide.backup.service.rescue import (  # noqa: PLC0415 - on the worker
        restore_into,
        taken_apart,
    )
    from jyguide.clock import system_clock  # noqa: PLC0415 - as above

    watch = Watch(progress, cancel)
    with taken_apart(source, folder, watch) as backup:
        restored: Restored = restore_into(folder, backup, system_clock, login, proof, watch)
    assert restored.folder == folder  # noqa: S101 - or it would have raised
    return login
