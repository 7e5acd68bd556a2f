"""Whether a new data folder is shut, and by what secret; plain only by clear consent."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.access.secret_field import SecretPair
from ui.theme import SPACE, Tone
from ui.widgets import Banner, Form, Kind, make_button, make_label

_FORGOTTEN = (
    "数据会加密保存，电脑或U盘丢失时别人打不开。口令忘了：入网的站可请市级恢复；"
    "没有入网的站和市级自己谁也打不开，请把口令写下来，锁好。"
)
_MISSING = (
    "本机的程序缺少加密组件，数据只能不加密保存。请先重新安装“暨阳指导”；"
    "一定要现在开始，请勾选下面这一项。"
)
_PLAIN = "不加密保存：我知道任何人拿到这台电脑或备份，都能看到里面的身份证号、电话和考核情况"
_AGREE = "不加密保存需要先勾选这一项。"
_TO_PLAIN, _TO_SHUT = "不加密保存…", "还是加密保存（推荐）"


class ProtectionChoice(QWidget):
    """A secret typed twice, or a ticked consent to do without.

    Object names: `field_secret`, `field_repeated`, `forgotten_means`, `without`, `plain_consent`,
    `protection_notice`, `consent_problem`.
    """

    def __init__(self, name: Callable[[], str], *, possible: bool) -> None:
        """`possible`: whether folders can be shut on this PC at all."""
        super().__init__()
        self._possible = possible
        self._plain = not possible
        form = Form()
        self._form, self._pair = form, SecretPair(form, name)
        self._means = make_label(_FORGOTTEN, "small", "forgotten_means", wrap=True)
        self._notice = Banner("" if possible else _MISSING, Tone.WARN)
        self._notice.setObjectName("protection_notice")
        self._consent = QCheckBox()
        self._consent.setObjectName("plain_consent")
        self._consent.setAccessibleName(_PLAIN)
        self._consent.setText(_PLAIN.replace("：", "：\n").replace("，都能", "，\n都能"))
        self._problem = make_label("", "problem", "consent_problem", wrap=True)
        self._turn = make_button(_TO_PLAIN, Kind.QUIET, name="without")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        for part in (form, self._means, self._notice, self._consent, self._problem):
            layout.addWidget(part)
        layout.addWidget(self._turn, alignment=Qt.AlignmentFlag.AlignLeft)
        self._turn.clicked.connect(self._change)
        self._consent.toggled.connect(self._problem.hide)
        self._show()

    @property
    def secret(self) -> str:
        """What opens the folder; "" for a plain one."""
        return "" if self._plain else self._pair.secret

    def show_problems(self) -> bool:
        """Say what is missing; whether nothing is."""
        if not self._plain:
            return self._form.show_problems(self._pair.problems())
        agreed = self._consent.isChecked()
        self._problem.setText("" if agreed else _AGREE)
        self._problem.setHidden(agreed)
        if not agreed:
            self._consent.setFocus()
        return agreed

    @Slot()
    def _change(self) -> None:
        self._plain = not self._plain
        self._consent.setChecked(False)
        self._show()

    def _show(self) -> None:
        for part in (self._form, self._means):
            part.setHidden(self._plain)
        self._consent.setVisible(self._plain)
        self._problem.hide()
        self._turn.setText(_TO_SHUT if self._plain else _TO_PLAIN)
        self._turn.setVisible(self._possible)
