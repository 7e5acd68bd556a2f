"""Who inspects: found in the roster, typed or pasted, one a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from jyguide.standard.lot import LotPool, OfferedInspector
from jyguide.standard.lot_text import inspector_line
from ui.theme import SPACE
from ui.widgets import make_button, make_label
from ui.widgets.name_list import NameList
from ui.widgets.surfaces import labelled

_EVERYBODY = "全部人员"


class InspectorList(QWidget):
    """The roster on the left, the list that counts on the right.

    Object names: `duty`, `roster_search`, `roster_found`, `take_all`, `inspectors`,
    `inspector_count`.
    """

    def __init__(self, pool: LotPool) -> None:
        super().__init__()
        self._pool = pool
        self.duty = QComboBox()
        self.duty.setObjectName("duty")
        self.duty.setAccessibleName("人员类别")
        self.duty.addItems([_EVERYBODY, *dict.fromkeys(one.duty for one in pool.offered)])
        self.names = NameList(self._line)
        self.names.field.setObjectName("roster_search")
        self.names.field.setAccessibleName("在人员名单里查找检查员")
        self.names.list.setObjectName("roster_found")
        self.names.list.setAccessibleName("找到的人员，回车加入")
        self.take_all = make_button("全部加入", icon_name="next", name="take_all")
        self.take_all.setToolTip("把上面列出的这一类人员全部加入名单")
        self.text = QPlainTextEdit()
        self.text.setObjectName("inspectors")
        self.text.setAccessibleName("检查员名单")
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText("每行一人：姓名、空格或逗号、单位。可以从 Excel 整列粘贴。")
        self._count = make_label("", "small", "inspector_count")
        self._build()
        self._connect()
        self._offer()

    def _build(self) -> None:
        roster = QWidget()
        left = QVBoxLayout(roster)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(SPACE.s)
        left.addWidget(self.duty)
        left.addWidget(self.names, 1)
        left.addWidget(self.take_all)
        listed = QWidget()
        right = QVBoxLayout(listed)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(SPACE.s)
        right.addWidget(self.text, 1)
        right.addWidget(self._count)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(labelled("从人员名单里选（回车加入）", roster), 1)
        row.addWidget(labelled("检查员名单", listed), 1)

    def _connect(self) -> None:
        self.duty.activated.connect(self._offer)
        self.names.chosen.connect(self._take)
        self.take_all.clicked.connect(self._take_all)
        self.text.textChanged.connect(self._tell)
        self._tell()

    def _line(self, one: OfferedInspector) -> str:
        return inspector_line(one.inspector, self._pool.units)

    def _offered(self) -> Sequence[OfferedInspector]:
        duty = self.duty.currentText()
        return [one for one in self._pool.offered if duty in (_EVERYBODY, one.duty)]

    @Slot()
    def _offer(self, *_: object) -> None:
        rows = self._offered()
        self.names.set_rows(rows)
        self.take_all.setEnabled(bool(rows))
        self.take_all.setText(f"全部加入（{len(rows)} 人）")

    @Slot(object)
    def _take(self, one: OfferedInspector) -> None:
        self._append([one])
        self.names.restart()

    @Slot()
    def _take_all(self) -> None:
        self._append(self._offered())

    def _append(self, rows: Sequence[OfferedInspector]) -> None:
        have = self._lines()
        known = set(have)
        new = [line for one in rows if (line := self._line(one)) not in known]
        self.text.setPlainText("\n".join([*have, *new]))

    def _lines(self) -> list[str]:
        return [line for line in self.text.toPlainText().splitlines() if line.strip()]

    @Slot()
    def _tell(self) -> None:
        count = len(self._lines())
        branches = len(self._pool.branches)
        self._count.setText(f"{count} 名检查员，{branches} 个支部" if count else "还没有检查员")
