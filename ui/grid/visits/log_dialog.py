"""登记走访: whose targets, which of them, on which day, in what way; Enter keeps and goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jyguide.grid.matter import LONGEST, MatterFacts
from jyguide.grid.visit_entry import VisitEntry
from jyguide.grid.visit_rows import TargetLine, VanguardName
from jyguide.ids import TargetId
from ui.grid.visits.columns import tick_columns
from ui.grid.visits.fields import WayField, note_field
from ui.theme import SPACE, Tone, scaled
from ui.widgets import Banner, DateField, EmptyText, make_button
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.name_list import NameList
from ui.widgets.tick_table import TickTable, TickWords

_EMPTY = EmptyText("没有选先锋党员", "输入姓名或拼音首字母，回车后列出他联系的党员和农户。")
_WORDS = TickWords("个", "搜索姓名、户号、地址", "联系对象，空格键勾选，回车保存")
_SIZE = (960, 690)
_NAMES = 250
_TABLE_HEIGHT = 260
_NOBODY = "请先选先锋党员，再勾选走访过的党员、农户（空格键勾选）。"
_ONE = "反映事项要记在一户名下：请只勾选反映的那一户，其余另行登记。"
_SENTENCE = "选先锋党员，空格勾选走访过的，回车保存；保存后接着登记下一位。"


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """What is keyed in: contacts of one day, and what one of them raised."""

    entries: tuple[VisitEntry, ...]
    raised: tuple[MatterFacts, ...] = ()


class LogDialog(AskingDialog):
    """Gives a `VisitDraft`, again and again, until it is closed.

    Object names: `log_dialog`, `vanguard_search`, `vanguard_found`, those of `TickTable`,
    `visited_on`, `way`, `note`, `matter`, `logged` (what was kept last), `take_back`.
    """

    targets_wanted = Signal(object, object)
    """A vanguard member's key, and the day around which his targets are looked at."""
    back_wanted = Signal()
    """What was kept last is to be taken back."""

    def __init__(
        self, vanguards: Sequence[VanguardName], today: date, parent: QWidget, chosen: UUID | None
    ) -> None:
        """`chosen` is whose targets are listed at first."""
        super().__init__("登记走访", "保存（回车）", _SENTENCE, parent)
        self.setObjectName("log_dialog")
        self.resize(*_SIZE)
        self._who: UUID | None = None
        self._names = NameList(lambda one: one.label)
        self._names.field.setObjectName("vanguard_search")
        self._names.field.setAccessibleName("按姓名、拼音查找先锋党员")
        self._names.list.setObjectName("vanguard_found")
        self._names.list.setAccessibleName("先锋党员，回车选定")
        self._names.list.clicked.connect(self._names.choose)
        self._names.chosen.connect(self._choose)
        self._names.setFixedWidth(scaled(_NAMES))
        self.ticks: TickTable[TargetLine] = TickTable(
            tick_columns(),
            key=lambda line: line.id,
            may=lambda _line: True,
            empty=_EMPTY,
            search_text=lambda line: f"{line.code}\n{line.address}",
            words=_WORDS,
        )
        self._logged = Banner()
        self._logged.setObjectName("logged")
        self._back = make_button("撤销刚才的登记", icon_name="undo", name="take_back")
        self._add_fields(today)
        self._lay_out()
        self._names.set_rows(vanguards)
        self._start(vanguards, chosen)

    def show_targets(self, who: UUID, lines: Sequence[TargetLine]) -> None:
        """List whom he contacts, unless another has been chosen meanwhile."""
        if who != self._who:
            return
        self.ticks.show_rows(lines, lambda _line: False)
        self.ticks.table.view.setFocus()
        self.ticks.table.choose_first()

    def show_kept(self, sentence: str, *, undoable: bool) -> None:
        """Say what became of what was keyed in last."""
        self._logged.say(sentence, Tone.GOOD)
        self._back.setEnabled(undoable)

    @Slot()
    def accept(self) -> None:
        """It is kept: go on with the next."""
        self.note.clear()
        self.matter.clear()
        self.resume()
        if self._who is not None:
            self.targets_wanted.emit(self._who, self.on.day)
        self._names.restart()

    def _add_fields(self, today: date) -> None:
        self.on = DateField("visited_on")
        self.on.set_day(today)
        self.way = WayField()
        self.note = note_field()
        self.matter = QLineEdit(placeholderText="可不填；写了会记入民情台账")
        self.matter.setObjectName("matter")
        self.matter.setMaxLength(LONGEST)
        self.form.add("on", "日期", self.on, required=True).add_beside(self.way)
        self.form.add("note", "情况", self.note)
        self.form.add("matter", "反映事项", self.matter)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(SPACE.m)
        middle.addWidget(self._names)
        middle.addWidget(self.ticks, 1)
        self.ticks.setMinimumHeight(_TABLE_HEIGHT)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - FormDialog made it
        layout.setSpacing(SPACE.m)
        layout.insertLayout(1, middle, 1)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout.insertWidget(3, self._logged)
        self._back.setEnabled(False)
        self.add_choice(self._back)
        close = self.findChild(QPushButton, "cancel")
        assert isinstance(close, QPushButton)  # noqa: S101 - FormDialog made it
        close.setText("关闭")
        self.ticks.table.activated.connect(self._confirm)
        self.on.dateChanged.connect(self._look_again)
        self._back.clicked.connect(self.back_wanted)

    def _start(self, vanguards: Sequence[VanguardName], chosen: UUID | None) -> None:
        first = next((one for one in vanguards if one.id == chosen), None)
        if first is None:
            self._names.field.setFocus()
        else:
            self._names.field.setText(first.name)
            self._who = first.id

    def look(self) -> None:
        """Ask for the targets of whoever is chosen at first."""
        self._look_again()

    @Slot(object)
    def _choose(self, one: VanguardName) -> None:
        self._who = one.id
        self.targets_wanted.emit(one.id, self.on.day)

    @Slot()
    def _look_again(self, *_: object) -> None:
        if self._who is not None and not self.ticks.ticked():
            self.targets_wanted.emit(self._who, self.on.day)

    @Slot()
    def _confirm(self, *_: object) -> None:
        ticked = self.ticks.ticked()
        said = self.matter.text().strip()
        if not ticked:
            self._logged.say(_NOBODY, Tone.WARN)
            self.ticks.table.view.setFocus()
            return
        problems = {"matter": _ONE} if said and len(ticked) > 1 else {}
        if not self.form.show_problems(problems):
            return
        on, way, note = self.on.day, self.way.way, self.note.text()
        entries = tuple(VisitEntry(TargetId(line.id), on, way, note) for line in ticked)
        raised = (MatterFacts(said, on, target_id=ticked[0].id),) if said else ()
        self.send(VisitDraft(entries, raised))
