"""Who is to be filed for: anybody of the list of people, secretary or not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.people.row import PersonRow
from ui.theme import SPACE
from ui.widgets import FittingDialog, make_label
from ui.widgets.name_list import NameList


class WhomDialog(FittingDialog):
    """Type, Enter into the list, Enter. Object names: `whom`, `whom_search`, `whom_list`."""

    chosen = Signal(object)
    """A `PersonRow`."""

    def __init__(self, rows: Sequence[PersonRow], parent: QWidget) -> None:
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
        self.names.set_rows(rows)
        said = "人员名单里的任何人都可以，包括拟任人选。回车进入列表，再按回车或双击选定。"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.names, 1)
        layout.addWidget(make_label(said, "hint", "whom_hint", wrap=True))
        self.names.field.setFocus()

    @Slot(object)
    def _take(self, row: PersonRow) -> None:
        self.accept()
        self.chosen.emit(row)


def _line(row: PersonRow) -> str:
    where = " ".join(filter(None, (row.station, row.organisation, row.post)))
    return f"{row.name}　{where}"
