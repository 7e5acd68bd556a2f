"""Where a certificate to be checked comes in: scanned, typed, or as a picture."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from jyguide.certificate.numbering import read_number
from jyguide.certificate.seal import plain_text
from ui.theme import SPACE, scaled
from ui.widgets import Kind, make_button, make_label
from ui.widgets.scanning import AskingCard, scan_field

_HINT = "扫码枪对准二维码；也可输入编号，或拖入图片。"


class Asking(AskingCard):
    """One field for all of it, and buttons for pictures.

    Object names: `scan`, `mark`, `check`, `choose_picture`, `paste_picture`, `scan_problem`.
    """

    numbered = Signal(str, str)
    """A number and the short code beside it."""

    def __init__(self) -> None:
        field = scan_field("scan", "二维码内容或证书编号", "二维码内容，或编号如 2026-S01A-0001")
        super().__init__(field, "scan_problem")
        self._mark = scan_field("mark", "核验码", "核验码，如 7K3M-9QXT")
        self._mark.setFixedWidth(scaled(190))
        self._check = make_button("核验", Kind.PRIMARY, "check", "check")
        self._build()
        self._connect()
        self._show_mark()

    def clear(self) -> None:
        """Nothing asked, the keyboard on the field."""
        self.scan.clear()
        self._mark.clear()
        self.enter()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE.s)
        line.addWidget(self.scan, 1)
        line.addWidget(self._mark)
        line.addWidget(self._check)
        below = QHBoxLayout()
        below.setSpacing(SPACE.s)
        below.addWidget(make_label(_HINT, "hint"), 1)
        below.addWidget(self._paste)
        below.addWidget(self._choose)
        self.body.addLayout(line)
        self.body.addWidget(self._problem)
        self.body.addLayout(below)

    def _connect(self) -> None:
        self.scan.textChanged.connect(self._show_mark)
        self.scan.textEdited.connect(self._mark.clear)
        self.scan.returnPressed.connect(self._ask)
        self._mark.returnPressed.connect(self._ask)
        self._check.clicked.connect(self._ask)

    @Slot()
    def _show_mark(self) -> None:
        """A number alone is checked with the short code that stands under the QR code."""
        self._problem.hide()
        self._mark.setVisible(bool(_parted(self.scan.text())[0]))

    @Slot()
    def _ask(self) -> None:
        typed = self.scan.text()
        number, mark = _parted(typed)
        if not typed.strip():
            if self.sender() is not self.scan:  # scanners may send the line end twice
                self._say("请先扫描二维码，或输入证书编号。")
            self.scan.setFocus()
        elif not number:
            self.scan.clear()  # for the next scan, however fast it comes
            self.scanned.emit(typed)
        elif not (mark or self._mark.text().strip()) and self.sender() is self.scan:
            self._mark.setFocus()
        else:
            self.numbered.emit(number, mark or self._mark.text())


def _parted(typed: str) -> tuple[str, str]:
    """A number, and the short code where it was typed behind it; two empty texts for neither."""
    words = typed.split()
    number = _number(words[0]) if words else ""
    return (number, " ".join(words[1:])) if number else ("", "")


def _number(word: str) -> str:
    found = read_number(plain_text(word))
    return str(found) if found else ""
