"""The updates that lie on the sticks, one line each, to be chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ui.theme import SPACE
from ui.update.file_line import FileLine
from ui.widgets import Card, make_label

_NONE = "没有发现更新文件。插上U盘后会自动列在这里；文件在别处，就点“选择文件…”。"


class ChoosePane(Card):
    """Object names: `update_<n>`, `no_update`."""

    chosen = Signal(object)
    """The path of a file."""
    filled = Signal()
    """The lines are new ones, so that the keyboard's order begins with others."""

    def __init__(self) -> None:
        super().__init__()
        self._files: list[Path] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._tell)
        self._none = make_label(_NONE, "hint", "no_update", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE.s)
        self.body.setSpacing(SPACE.m)
        self.body.addWidget(make_label("更新文件", "section"))
        self.body.addWidget(self._none)
        self.body.addLayout(self._lines)

    def offer(self, found: Sequence[Path]) -> None:
        """Add what is not in the list yet and is there; what was pulled out goes."""
        kept = [file for file in self._files if file in found or file.is_file()]
        files = [*kept, *(file for file in found if file not in kept)]
        if files != self._files:
            self._fill(files)

    def choose(self, file: Path) -> None:
        """Choose a file from wherever it lies."""
        if file not in self._files:
            self._fill([*self._files, file])
        self._group.button(self._files.index(file)).setChecked(True)
        self.chosen.emit(file)

    def lines(self) -> list[QWidget]:
        """Those that can be chosen, from above."""
        return [self._group.button(at) for at in range(len(self._files))]

    def take_focus(self) -> None:
        """To the chosen line, or the first."""
        line = self._group.checkedButton() or self._group.button(0)
        if line is not None:
            line.setFocus()

    def _fill(self, files: list[Path]) -> None:
        chosen = self._group.checkedId()
        before = self._files[chosen] if chosen >= 0 else None
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._lines.removeWidget(button)
            button.hide()  # hands the keyboard on, which a deleted one would lose
            button.deleteLater()
        self._files = files
        for at, file in enumerate(files):
            line = FileLine(file)
            line.setObjectName(f"update_{at}")
            line.setChecked(file == before)
            self._group.addButton(line, at)
            self._lines.addWidget(line)
            line.show()  # at once: what is not shown yet cannot take the keyboard
        self._none.setVisible(not files)
        self.filled.emit()

    @Slot(int)
    def _tell(self, at: int) -> None:
        self.chosen.emit(self._files[at])
