"""A question chosen by hand for whoever has been drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.quiz.oral_play import OralQuestion
from ui.theme import SPACE
from ui.widgets import Column, RowTable, make_label


class OralPickDialog(QDialog):
    """Type, Enter into the list, Enter. No answer stands in it: the class may see it.

    Object names: `oral_pick`, `oral_pickable`.
    """

    picked = Signal(object)
    """An `OralQuestion`."""

    def __init__(self, questions: Sequence[OralQuestion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("oral_pick")
        self.setWindowTitle("选题")
        self.resize(860, 520)
        self.table: RowTable[OralQuestion] = RowTable(
            [
                Column[OralQuestion]("编号", lambda one: one.number, width=90),
                Column[OralQuestion]("类别", lambda one: one.content.category, width=130),
                Column[OralQuestion](
                    "要点", lambda one: f"{len(one.content.key_points)} 个", width=70
                ),
                Column[OralQuestion]("题目", lambda one: one.content.stem, width=400),
            ],
            unit="题",
            search_hint="输入题号或题目里的字",
            key=lambda one: one.revision_id,
        )
        self.table.setObjectName("oral_pickable")
        self.table.view.setAccessibleName("可以口答的题")
        self.table.add_choice("category", "全部类别", lambda one: one.content.category)
        self.table.set_rows(questions)
        self.table.activated.connect(self._take)
        hint = "回车进入列表，上下选，再按回车或双击就问这道题；Esc 返回。"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.addWidget(self.table, 1)
        layout.addWidget(make_label(hint, "hint", "pick_hint", wrap=True))
        self.table.bar.focus_search()

    @Slot(object)
    def _take(self, question: OralQuestion) -> None:
        self.picked.emit(question)
        self.accept()
