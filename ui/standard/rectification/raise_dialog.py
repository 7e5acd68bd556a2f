"""Points lost that have no measure yet, to be taken into the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.standard.kinds import PHASE_NAMES
from jyguide.standard.ledger import LostPoint, lost_sentence
from ui.standard.rectification.columns import lost_columns
from ui.standard.townships import hide_one_township
from ui.widgets import EmptyText
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.tick_table import TickTable, TickWords

_EMPTY = EmptyText("没有未列入整改的失分项", "检查中失分的内容都已列入台账。")
_WORDS = TickWords("项", "搜索支部、问题", "失分项，空格键勾选")
_SIZE = (980, 620)


class RaiseDialog(AskingDialog):
    """Gives the keys of the lost points that are ticked, at first all.

    Object names: `raise_dialog`, and those of `TickTable`.
    """

    def __init__(self, points: Sequence[LostPoint], parent: QWidget) -> None:
        sentence = lost_sentence(points) or "失分项都已列入整改，下面是撤回过的。"
        super().__init__("列入整改", "列入台账", f"{sentence}勾选要整改的，列入台账。", parent)
        self.setObjectName("raise_dialog")
        self.resize(*_SIZE)
        self.ticks: TickTable[LostPoint] = TickTable(
            lost_columns(),
            key=lambda one: one.key,
            may=lambda _one: True,
            empty=_EMPTY,
            search_text=lambda one: one.asked,
            words=_WORDS,
        )
        self.ticks.table.add_choice(
            "lost_phase", "全部阶段", lambda one: PHASE_NAMES[one.phase], counted=True
        )
        hide_one_township(self.ticks.table, lambda one: one.township)
        self.ticks.show_rows(points, lambda one: not one.withdrawn)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - FormDialog made it
        layout.insertWidget(1, self.ticks, 1)
        self.ticks.ticked_changed.connect(self._count)
        self._count()
        self.ticks.table.view.setFocus()

    @Slot()
    def _count(self) -> None:
        count = len(self.ticks.ticked())
        button = self._confirm_button()
        button.setText(f"列入台账（{count} 项）" if count else "列入台账")
        button.setEnabled(bool(count))

    @Slot()
    def resume(self, *_: object) -> None:
        self._count()

    @Slot()
    def _confirm(self) -> None:
        self.send({one.key for one in self.ticks.ticked()})
