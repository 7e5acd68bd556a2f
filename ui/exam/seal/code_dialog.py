"""The code of an exam just sealed, shown once: to be printed or copied down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jyguide.exam.seal.code import GROUPS, spaced, spoken
from jyguide.exam.seal.row import SealPlan
from jyguide.exam.seal.slip import slip_document
from ui.desk import Desk
from ui.file_name import file_name
from ui.printing.preview import PrintPreview
from ui.theme import PALETTE, SPACE, Tone
from ui.widgets import Banner, Card, FittingDialog, icon_label, make_button, make_label
from ui.widgets.button_row import ButtonRow

_WIDTH = 640
_ONCE = "口令只显示这一次，没有存进电脑。关闭后无法找回，遗失只能重新密封下发。"
_KEEP = "请打印口令条或抄在纸上，锁好。文件可以提前发给各站；到点再读口令，每组读两遍。"


class SealCodeDialog(FittingDialog):
    """Cannot be closed before somebody says that he has the code.

    Object names: `seal_code_dialog`, `seal_code`, `seal_spoken`, `print_slip`, `code_kept`,
    `close`.
    """

    def __init__(self, desk: Desk, plan: SealPlan, code: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._plan = plan
        self._code = code
        self.setObjectName("seal_code_dialog")
        self.setWindowTitle("统考口令")
        self.setMinimumWidth(_WIDTH)
        self._print = make_button("打印口令条…", icon_name="print", name="print_slip")
        self._kept = QCheckBox("口令已打印或抄好")
        self._kept.setObjectName("code_kept")
        self._close = make_button("关闭", name="close")
        self._build(name)
        self._print.clicked.connect(self._show_slip)
        self._kept.toggled.connect(self._close.setEnabled)
        self._close.clicked.connect(self.accept)
        self._close.setEnabled(False)
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Esc and the window's cross count only once the code is kept."""
        if self._kept.isChecked():
            super().reject()
        else:
            self._kept.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, name: str) -> None:
        foot = ButtonRow(self._kept, leave=self._close, left=(self._print,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._card(name))
        layout.addWidget(Banner(_ONCE, Tone.WARN))
        layout.addWidget(make_label(_KEEP, "hint", wrap=True))
        layout.addLayout(foot)

    def _card(self, name: str) -> Card:
        card = Card()
        card.body.setSpacing(SPACE.m)
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addStretch()
        head.addWidget(icon_label("good", PALETTE.good, 32))
        head.addWidget(make_label("已密封", "section"))
        head.addStretch()
        card.body.addLayout(head)
        for part in (
            _centred(f"统考文件：{name}", "hint"),
            _large(spaced(self._code).split(), "　", "seal_code"),
            _centred("读作", "small"),
            _said(spoken(self._code).split("　"), "seal_spoken"),
        ):
            card.body.addWidget(part)
        return card

    @Slot()
    def _show_slip(self) -> None:
        document = slip_document(self._plan, self._code)
        name = file_name(f"{self._plan.title}启封口令")
        preview = PrintPreview([document], self._desk.jobs, self._desk.alerts, name, self)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()


def _centred(text: str, role: str) -> QLabel:
    made = make_label(text, role, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def _large(groups: list[str], gap: str, name: str) -> QLabel:
    half = GROUPS // 2 + 1
    made = make_label(
        "\n".join(gap.join(part) for part in (groups[:half], groups[half:])), "figure"
    )
    made.setObjectName(name)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def _said(groups: list[str], name: str) -> QLabel:
    made = _large(groups, "　　", name)
    made.setProperty("role", "sentence")
    return made
