"""Where the branches of a round and the tree of organisations have come apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from jyguide.standard.comparing_tree import TREE_ACTION_NAMES, TreeAction, TreeDifference
from ui.theme import SPACE, Tone
from ui.widgets import Column, Kind, RowTable, make_button, make_label
from ui.widgets.button_row import ButtonRow

_SIZE = (820, 520)
_TONES = {TreeAction.LEAVE: Tone.WARN, TreeAction.UPDATE: Tone.INFO, TreeAction.ADD: Tone.GOOD}


class CompareDialog(QDialog):
    """One line a difference; what is selected is settled by one button an action.

    Object names: `compare_dialog`, `differences`, `settle_<action>`, `close`.
    """

    wanted = Signal(object, object)
    """A `TreeAction`, and the differences to settle by it."""

    def __init__(self, found: Sequence[TreeDifference], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("compare_dialog")
        self.setWindowTitle("与组织树对照")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.table: RowTable[TreeDifference] = RowTable(
            [
                Column("可以怎么办", _action_text, width=104, tone=lambda one: _TONES[one.action]),
                Column(
                    "不一致的地方",
                    lambda one: one.sentence,
                    width=600,
                    tip=lambda one: one.sentence,
                ),
            ],
            unit="处",
            search_hint="搜索支部",
            key=lambda one: one.organisation_id,
        )
        self.table.setObjectName("differences")
        self.table.add_choice("action", "全部", _action_text, counted=True)
        self.table.set_rows(found)
        self._buttons = {
            action: make_button("", Kind.PLAIN, name=f"settle_{action}") for action in TreeAction
        }
        self._build()
        self.table.selection_changed.connect(self._count)
        self._count()

    def _build(self) -> None:
        hint = (
            "本轮次按加入时的样子保存支部。组织树后来有了这些改动，不会自动带进来："
            "选中若干行再按按钮；不选则处理列出的全部。"
        )
        for action, button in self._buttons.items():
            button.clicked.connect(lambda _=False, one=action: self._settle(one))
        close = make_button("关闭", name="close")
        close.clicked.connect(self.reject)
        row = ButtonRow(leave=close, left=tuple(self._buttons.values()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(hint, "hint", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(row)

    def _meant(self, action: TreeAction) -> list[TreeDifference]:
        rows = self.table.selected_rows() or self.table.shown_rows()
        return [one for one in rows if one.action is action]

    @Slot()
    def _count(self) -> None:
        for action, button in self._buttons.items():
            count = len(self._meant(action))
            button.setText(
                f"{TREE_ACTION_NAMES[action]} {count} 个" if count else TREE_ACTION_NAMES[action]
            )
            button.setEnabled(count > 0)

    def _settle(self, action: TreeAction) -> None:
        self.wanted.emit(action, self._meant(action))
        self.accept()


def _action_text(one: TreeDifference) -> str:
    return TREE_ACTION_NAMES[one.action]
