"""Who is to be filed for: anybody of the list of people, secretary or not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.people.secretary import Candidate
from ui.theme import SPACE
from ui.widgets import FittingDialog, make_label
from ui.widgets.name_list import NameList

_HOW = "人员名单里的任何人都可以，包括拟任人选。回车进入列表，再按回车或双击选定。"
_NOBODY = "人员名单里还没有人，请先在“人员”页新增。"


class WhomDialog(FittingDialog):
    """Type, Enter into the list, Enter. Object names: `whom`, `whom_search`, `whom_list`."""

    chosen = Signal(object)
    """A `Candidate`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("whom")
        self.setWindowTitle("为谁提出备案")
        self.resize(520, 460)
        self.names = NameList(_line)
        self.names.field.setObjectName("whom_search")
        self.names.field.setAccessibleName("按姓名查找人员")
        self.names.list.setObjectName("whom_list")
        self.names.list.setAccessibleName("找到的人员")
        self.names.list.doubleClicked.connect(self.names.choose)
        self.names.chosen.connect(self._take)
        self._hint = make_label("正在读取人员名单…", "hint", "whom_hint", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.names, 1)
        layout.addWidget(self._hint)
        self.names.field.setFocus()

    def show_names(self, rows: Sequence[Candidate]) -> None:
        """Offer these; what was typed meanwhile narrows them."""
        self.names.set_rows(rows)
        self._hint.setText(_HOW if rows else _NOBODY)

    @Slot(object)
    def _take(self, row: Candidate) -> None:
        self.accept()
        self.chosen.emit(row)


def _line(row: Candidate) -> str:
    where = " ".join(filter(None, (row.station, row.organisation, row.post)))
    return f"{row.name}　{where}"
