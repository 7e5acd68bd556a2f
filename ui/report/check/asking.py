"""Where a printed report to be compared comes in: typed, scanned, or as a picture."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from ui.theme import SPACE
from ui.widgets import Kind, make_button, make_label
from ui.widgets.scanning import AskingCard, scan_field

_HINT = "报表末尾有二维码和十位校验码：扫码、输入校验码，或把照片拖进来。"


class Asking(AskingCard):
    """One field for scanner and keyboard, and buttons for pictures.

    Object names: `paper_code`, `compare`, `paste_picture`, `choose_picture`, `code_problem`.
    """

    def __init__(self) -> None:
        field = scan_field(
            "paper_code", "校验码或二维码内容", "校验码，如 7K3M9-QXT40，或扫描二维码"
        )
        super().__init__(field, "code_problem")
        self._build()

    def _build(self) -> None:
        compare = make_button("核对", Kind.PRIMARY, "check", "compare")
        line = QHBoxLayout()
        line.setSpacing(SPACE.s)
        line.addWidget(self.scan, 1)
        for part in (compare, self._paste, self._choose):
            line.addWidget(part)
        self.body.addLayout(line)
        self.body.addWidget(self._problem)
        self.body.addWidget(make_label(_HINT, "hint", wrap=True))
        self.scan.textChanged.connect(self._problem.hide)
        self.scan.returnPressed.connect(self._ask)
        compare.clicked.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        typed = self.scan.text().strip()
        if typed:
            self.scanned.emit(typed)
        else:
            self._say("请先扫描二维码，或输入报表末尾的校验码。")
            self.scan.setFocus()
