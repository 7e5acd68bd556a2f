"""Which variants of a paper to print, each with its key if wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from jyguide.exam.paper import PaperRow
from ui.theme import SPACE
from ui.widgets.form_dialog import FormDialog


@dataclass(frozen=True, slots=True)
class PrintWish:
    """What is to be printed.

    Attributes:
        rows: Variants of one paper, in the order of their letters.
        keys: The keys instead of the papers.
    """

    rows: tuple[PaperRow, ...]
    keys: bool


class VariantDialog(FormDialog):
    """Object names: `variant_A`, `variant_B` and so on."""

    wanted = Signal(object)
    """A `PrintWish`; the dialog closes itself."""

    def __init__(
        self, rows: Sequence[PaperRow], parent: QWidget | None = None, *, keys: bool
    ) -> None:
        super().__init__("打印答案" if keys else "打印试卷", "预览", parent)
        self.setObjectName("variant_dialog")
        self._keys = keys
        self._boxes: list[tuple[QCheckBox, PaperRow]] = []
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        for row in rows:
            box = QCheckBox(f"{row.variant} 卷")
            box.setObjectName(f"variant_{row.variant}")
            box.setChecked(True)
            layout.addWidget(box)
            self._boxes.append((box, row))
        layout.addStretch()
        line.setFocusProxy(self._boxes[0][0])
        hint = "各卷的答案不同，阅卷时按卷别对照。" if keys else "选中的卷别接连排在一起。"
        self.form.add("variants", "卷别", line, hint=hint)

    @Slot()
    def _confirm(self) -> None:
        rows = tuple(row for box, row in self._boxes if box.isChecked())
        if self.form.show_problems({} if rows else {"variants": "请至少选一种卷别。"}):
            self.accept()
            self.wanted.emit(PrintWish(rows, self._keys))
