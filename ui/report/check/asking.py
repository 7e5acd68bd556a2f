"""Where a printed report to be compared comes in: typed, scanned, or as a picture."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from ui.theme import SPACE
from ui.widgets import Kind, make_button, make_label
from ui.widgets.scanning import pasted_picture, scan_field
from ui.widgets.surfaces import Card

_HINT = "报表末尾有二维码和十位校验码：扫码、输入校验码，或把照片拖进来。"


class Asking(Card):
    """One field for scanner and keyboard, and buttons for pictures.

    Object names: `paper_code`, `compare`, `paste_picture`, `choose_picture`, `code_problem`.
    """

    scanned = Signal(str)
    """What a scanner or somebody typed."""
    choose = Signal()
    pasted = Signal(bytes)
    """A picture from the clipboard, as PNG."""

    def __init__(self) -> None:
        super().__init__("扫码或输入")
        self.field = scan_field(
            "paper_code", "校验码或二维码内容", "校验码，如 7K3M9-QXT40，或扫描二维码"
        )
        self._problem = make_label("", "problem", "code_problem", wrap=True)
        self._build()

    def enter(self) -> None:
        """Ready for the next one: a scanner types over what stands there."""
        self.field.setFocus()
        self.field.selectAll()

    def _build(self) -> None:
        compare = make_button("核对", Kind.PRIMARY, "check", "compare")
        paste = make_button("粘贴截图", Kind.PLAIN, "copy", "paste_picture")
        choose = make_button("选择图片…", Kind.PLAIN, "folder", "choose_picture")
        line = QHBoxLayout()
        line.setSpacing(SPACE.s)
        line.addWidget(self.field, 1)
        for part in (compare, paste, choose):
            line.addWidget(part)
        self.body.addLayout(line)
        self.body.addWidget(self._problem)
        self.body.addWidget(make_label(_HINT, "hint", wrap=True))
        self._problem.hide()
        self.field.textChanged.connect(self._problem.hide)
        self.field.returnPressed.connect(self._ask)
        compare.clicked.connect(self._ask)
        paste.clicked.connect(self._paste)
        choose.clicked.connect(self.choose)

    @Slot()
    def _ask(self) -> None:
        typed = self.field.text().strip()
        if typed:
            self.scanned.emit(typed)
        else:
            self._say("请先扫描二维码，或输入报表末尾的校验码。")
            self.field.setFocus()

    @Slot()
    def _paste(self) -> None:
        picture = pasted_picture()
        if picture is None:
            self._say("剪贴板里没有图片；请先截图，再按“粘贴截图”。")
        else:
            self.pasted.emit(picture)

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()
