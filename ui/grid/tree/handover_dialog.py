"""Passing targets on: to whom, from when on, and why; and choosing where a unit is to lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from jyguide.grid.gaps import Taker
from jyguide.grid.handover import NOBODY, USUAL_REASONS, HandoverPlan, Holding
from jyguide.grid.link import TargetRow, found_by
from jyguide.ids import GridUnitId, VanguardId
from ui.theme import scaled
from ui.widgets import DateField, make_label
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.name_list import NameList

_LIST_HEIGHT = 190


@dataclass(frozen=True, slots=True)
class Choice:
    """A line to choose; `search` is what finds it besides its words."""

    text: str
    key: object
    search: str = ""


class ListDialog(AskingDialog):
    """One of several, narrowed by typing. Object names: `choose_field`, `choose_list`."""

    def __init__(
        self, title: str, confirm: str, said: str, choices: Sequence[Choice], parent: QWidget
    ) -> None:
        super().__init__(title, confirm, said, parent)
        self.chosen: Choice | None = None
        self.asked = "按回车或单击选中。"
        self.names = NameList(lambda one: one.text)
        self.names.field.setObjectName("choose_field")
        self.names.field.setPlaceholderText("输入名称或拼音首字母")
        self.names.field.setAccessibleName("按名称或拼音首字母查找")
        self.names.list.setObjectName("choose_list")
        self.names.list.setAccessibleName(title)
        self.names.list.setFixedHeight(scaled(_LIST_HEIGHT))
        self.names.set_rows(choices)
        self.names.chosen.connect(self._take)
        self.names.list.clicked.connect(self.names.choose)
        self.names.narrowed.connect(self._tell_found)
        self.picked = make_label("", "small", "picked", wrap=True)

    @Slot()
    def _tell_found(self) -> None:
        """An empty list says why."""
        if not self.names.counts[0]:
            self.picked.setText("没有找到，换一个名称或拼音首字母；清空后全部列出。")
        elif self.chosen is None:
            self.picked.setText(self.asked)

    @Slot(object)
    def _take(self, choice: Choice) -> None:
        self.chosen = choice
        self.picked.setText(f"已选：{choice.text}")


class HandoverDialog(ListDialog):
    """Gives a `HandoverPlan`. Object names: `handover_dialog`, `handed_on`, `reason`, `picked`."""

    def __init__(
        self,
        rows: Sequence[TargetRow],
        takers: Sequence[Taker],
        history: Sequence[Holding],
        today: date,
        parent: QWidget,
    ) -> None:
        """`history` is told where one alone is passed on."""
        held = {row.vanguard_id for row in rows}
        choices = [
            Choice(one.said, one.row.id, found_by(one.row.name))
            for one in takers
            if held != {one.row.id}
        ]
        choices.append(Choice(f"{NOBODY}（暂不交给别人）", None, "wrlx"))
        super().__init__("移交", "移交", _about(rows), choices, parent)
        self.setObjectName("handover_dialog")
        self.on = DateField("handed_on")
        self.on.set_day(today)
        self.on.setMaximumDate(self.on.date())
        self.reason = QComboBox(editable=True)
        self.reason.setObjectName("reason")
        self.reason.addItems(list(USUAL_REASONS))
        row = self.form.add("to", "交给", self.names, required=True)
        self.asked = "同一网格、联系较少的排在前面，已到上限的排在后面；按回车或单击选中。"
        self.picked.setText(self.asked)
        row.add_below(self.picked)
        self.form.add(
            "on", "移交日期", self.on, required=True, hint="以前的走访仍记在原联系人名下。"
        )
        self.form.add("reason", "原因", self.reason)
        if history:
            told = make_label(
                "\n".join(one.said for one in history), "small", "holders", wrap=True
            )
            self.form.add("holders", "历任联系人", told)
        self.names.field.setFocus()

    @Slot()
    def _confirm(self) -> None:
        problems = {} if self.chosen else {"to": "请选交给谁，按回车选中。"}
        if not self.form.show_problems(problems) or self.chosen is None:
            return
        key = self.chosen.key
        to = VanguardId(key) if key is not None else None  # type: ignore[arg-type] # a key of ours
        self.send(HandoverPlan(to, self.on.day, self.reason.currentText().strip()))


class MoveDialog(ListDialog):
    """Gives the unit something is to lie under, or to belong to. Object name: `move_dialog`."""

    def __init__(
        self, title: str, said: str, units: Sequence[tuple[GridUnitId, str]], parent: QWidget
    ) -> None:
        choices = [Choice(path, key, found_by(path.split("/")[-1])) for key, path in units]
        super().__init__(title, "移动", said, choices, parent)
        self.setObjectName("move_dialog")
        row = self.form.add("to", "移到", self.names, required=True)
        row.add_below(self.picked)
        self.names.field.setFocus()

    @Slot()
    def _confirm(self) -> None:
        if self.form.show_problems({} if self.chosen else {"to": "请选移到哪里，按回车选中。"}):
            assert self.chosen is not None  # noqa: S101 - just asked
            self.send(self.chosen.key)


def _about(rows: Sequence[TargetRow]) -> str:
    names = "、".join(row.name for row in rows[:3])
    more = f"等 {len(rows)} 个联系对象" if len(rows) > 3 else ""  # noqa: PLR2004 - a few are named
    held = {row.vanguard for row in rows}
    by = f"，现由“{next(iter(held))}”联系" if len(held) == 1 and held != {""} else ""
    return f"移交{names}{more}{by}。"
