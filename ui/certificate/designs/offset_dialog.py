"""How far a printer of this PC is off: the calibration page, and two numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QWidget

from jyguide.certificate.blank import FARTHEST_OFFSET
from jyguide.certificate.design import DesignRow
from jyguide.certificate.overprint import Offset
from ui.printing.default_printer import printer_names
from ui.widgets import make_button
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.offered import NOT_OFFERED

_NO_PRINTER = "（默认打印机）"


def millimetres(name: str, least: float, most: float) -> QDoubleSpinBox:
    """A field for tenths of a millimetre."""
    made = QDoubleSpinBox()
    made.setObjectName(name)
    made.setDecimals(1)
    made.setSingleStep(0.5)
    made.setRange(least, most)
    made.setSuffix(" 毫米")
    return made


class OffsetDialog(AskingDialog):
    """Asks for the offset of each printer. `given`: the printer's name and an `Offset`.

    Object names: `offset_dialog`, `printer`, `offset_right`, `offset_down`, `calibrate`,
    `try_blank`.
    """

    calibrate = Signal(str)
    """Print the page with lines for this printer."""
    try_out = Signal(object)
    """Print a made-up certificate with this `Offset`."""

    def __init__(
        self,
        row: DesignRow,
        read: Callable[[str, Callable[[Offset], None]], object],
        parent: QWidget,
    ) -> None:
        """`read` fetches the offset of a printer and hands it over."""
        sentence = (
            f"“{row.name}”：先打印校准页，量一量偏了多少，再填在下面。"
            "每台打印机各记一份，只存在本机。"
        )
        super().__init__("打印机偏移", "保存", sentence, parent)
        self.setObjectName("offset_dialog")
        self.setProperty(NOT_OFFERED, [])  # of this PC, not of the data
        self._read = read
        self.printer = QComboBox()
        self.printer.setObjectName("printer")
        for name in printer_names() or [""]:
            self.printer.addItem(name or _NO_PRINTER, name)
        most = FARTHEST_OFFSET / 10
        self.right = millimetres("offset_right", -most, most)
        self.down = millimetres("offset_down", -most, most)
        calibrate = make_button("打印校准页…", name="calibrate")
        calibrate.clicked.connect(self._calibrate)
        attempt = make_button("试打样张…", name="try_blank")
        attempt.clicked.connect(self._try)
        tools = QWidget()
        line = QHBoxLayout(tools)
        line.setContentsMargins(0, 0, 0, 0)
        for button in (calibrate, attempt):
            line.addWidget(button)
        line.addStretch()
        self.form.add("printer", "打印机", self.printer)
        self.form.add("tools", "校准", tools)
        self.form.add("right", "左右", self.right, hint="偏右填负数（往左移），偏左填正数。")
        self.form.add("down", "上下", self.down, hint="偏下填负数（往上移），偏上填正数。")
        self.printer.currentIndexChanged.connect(self._load)
        self._load()

    @property
    def printer_name(self) -> str:
        return str(self.printer.currentData() or "")

    @property
    def offset(self) -> Offset:
        return Offset(round(self.right.value() * 10), round(self.down.value() * 10))

    @Slot()
    def _load(self) -> None:
        self._read(self.printer_name, partial(self._show, self.printer_name))

    def _show(self, printer: str, offset: Offset) -> None:
        if printer == self.printer_name:
            self.right.setValue(offset.right / 10)
            self.down.setValue(offset.down / 10)

    @Slot()
    def _calibrate(self) -> None:
        self.calibrate.emit(self.printer_name)

    @Slot()
    def _try(self) -> None:
        self.try_out.emit(self.offset)

    @Slot()
    def _confirm(self) -> None:
        self.send((self.printer_name, self.offset))
