"""How many papers, answer sheets and keys leave the printer."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from jyguide.exam.printing.print_job import PrintWanted
from ui.widgets.form_dialog import FormDialog

_MOST = 500


class PaperPrintDialog(FormDialog):
    """Object names `field_papers`, `field_sheets`, `field_keys`, `seal_line`, `room`."""

    wanted = Signal(object)
    """A `PrintWanted`."""

    def __init__(self, people: int, variants: int, parent: QWidget | None = None) -> None:
        super().__init__("打印试卷", "预览", parent)
        self.setObjectName("paper_print_dialog")
        turns = f"{variants} 种卷别轮流排列，顺着座位发，邻座不同卷。" if variants > 1 else ""
        self._papers = _count("份", people)
        self._sheets = _count("份", people)
        self._keys = _count("份", 1)
        self._seal = QCheckBox("印密封线")
        self._seal.setObjectName("seal_line")
        self._room = QCheckBox("试卷上为简答题留出作答的地方")
        self._room.setObjectName("room")
        self.form.add("papers", "试卷", self._papers, hint=turns)
        self.form.add("sheets", "答题纸", self._sheets, hint="不用答题纸时填 0。")
        self.form.add("keys", "参考答案", self._keys, hint="每种卷别印这么多份，请另外收好。")
        self.form.add("seal_row", "密封线", self._seal)
        self.form.add("room_row", "作答处", self._room)
        self._papers.setFocus()
        self._papers.selectAll()

    @Slot()
    def _confirm(self) -> None:
        wanted = PrintWanted(
            self._papers.value(),
            self._sheets.value(),
            self._keys.value(),
            self._seal.isChecked(),
            self._room.isChecked(),
        )
        nothing = not (wanted.papers or wanted.sheets or wanted.keys)
        if self.form.show_problems({"papers": "至少要印一份。"} if nothing else {}):
            self.wanted.emit(wanted)
            self.accept()


def _count(unit: str, value: int) -> QSpinBox:
    made = QSpinBox(maximum=_MOST, suffix=f" {unit}")
    made.setValue(min(value, _MOST))
    return made
