"""Where everything of the editor of checklists stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jyguide.standard.checklist import Criteria
from jyguide.standard.checklist_rules import ChecklistFacts
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind
from jyguide.standard.rows import ChecklistRow
from ui.standard.checklists.criterion_form import CriterionForm
from ui.standard.checklists.outline import Outline
from ui.standard.checklists.version_list import state_text
from ui.theme import SPACE, Tone, scaled
from ui.widgets import (
    Badge,
    Card,
    EmptyState,
    EmptyText,
    Kind,
    make_button,
    make_label,
    scrolling,
)
from ui.widgets.flow_layout import FlowLayout

_TOOLS = (
    ("add", "新增", "add", "新增一条指标（Ins）"),
    ("double", "", "copy", "再来一条同样的（Ctrl+D）"),
    ("up", "", "up", "上移（Alt+↑），也可以用鼠标拖动"),
    ("down", "", "down", "下移（Alt+↓），也可以用鼠标拖动"),
    ("remove", "", "delete", "删除这一条（Delete）"),
    ("undo", "", "undo", "撤销（Ctrl+Z）"),
    ("redo", "", "redo", "重做（Ctrl+Y）"),
)
_NO_CRITERION = EmptyText("没有选中指标", "在左边选一条，或在选中的方面下新增一条。")
_NEXT_TIP = "照抄这一版，作为下一版的草稿修改；指标编号不变，年度之间可以对比"
_LACKS_HEIGHT = 112
_FORM_WIDTH = 376
_LEAST_CRITERIA = 216


class EditorLayout(QWidget):
    """The parts of the editor, filled by `ChecklistEditor`.

    Object names: `checklist_name`, `checklist_note`, `checklist_kind`, `save_checklist`,
    `issue_checklist`, `drop_changes`, `new_version`, `copy_checklist`, `export_checklist`,
    `save_state`, `criterion_<tool>`, `criteria_sum`, `lacks`, `lack_count`, and those of
    `Outline` and `CriterionForm`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.editable = False
        self.outline = Outline()
        self.form = CriterionForm()
        self.tools: dict[str, QPushButton] = {}
        self.name = _line("checklist_name", "检查表名称", 60)
        self.note = _line("checklist_note", "说明", 200)
        self.note.setPlaceholderText("说明，可不填")
        self.kind = QComboBox()
        self.kind.setObjectName("checklist_kind")
        self.kind.setAccessibleName("适用支部")
        for kind, name in BRANCH_KIND_NAMES.items():
            self.kind.addItem(name, kind)
        self.badge = Badge()
        self.state = Badge()
        self.state.setObjectName("save_state")
        self.save = make_button("保存", Kind.PRIMARY, "save", "save_checklist")
        self.save.setToolTip("保存（Ctrl+S）；不按也会每隔一会儿自动保存")
        self.save.setShortcut("Ctrl+S")
        self.drop = make_button("放弃改动", name="drop_changes")
        self.issue = make_button("启用…", icon_name="check", name="issue_checklist")
        self.next = make_button("制作新版本", icon_name="add", name="new_version")
        self.copy = make_button("复制为草稿", icon_name="copy", name="copy_checklist")
        self.export = make_button("导出 Excel…", icon_name="export", name="export_checklist")
        self._sum = Badge()
        self._sum.setObjectName("criteria_sum")
        self._lack_count = make_label("", "section", "lack_count", wrap=True)
        self.lacks = _lack_list()
        self._build()

    def facts(self, criteria: Criteria) -> ChecklistFacts:
        """What stands at the head, with these criteria."""
        kind = BranchKind(self.kind.currentData())
        return ChecklistFacts(self.name.text(), kind, criteria, self.note.text())

    def show_head(
        self, row: ChecklistRow, facts: ChecklistFacts, *, editable: bool, foreign: str
    ) -> None:
        """Show where it stands and what may be done; `foreign` says why it is another's."""
        self.editable = editable
        self.name.setText(facts.name)
        self.name.setCursorPosition(0)
        self.note.setText(facts.note)
        self.note.setCursorPosition(0)
        self.kind.setCurrentIndex(self.kind.findData(facts.kind))
        for field in (self.name, self.note):
            field.setReadOnly(not editable)
        self.kind.setEnabled(editable)
        tone = Tone.WARN if row.issued_on is None else Tone.GOOD
        self.badge.show_state(f"第 {row.version_number} 版 · {state_text(row)}", tone)
        for button in (self.save, self.drop, self.issue):
            button.setVisible(editable)
        self.next.setVisible(row.issued_on is not None)
        self.next.setEnabled(not foreign)
        self.next.setToolTip(
            f"这一份{foreign}，可以用“复制为草稿”做一份自己的" if foreign else _NEXT_TIP
        )
        self.copy.setVisible(not editable)
        for tool in self.tools.values():
            tool.setVisible(editable)

    def show_form(self, *, shown: bool, up: bool, down: bool) -> None:
        """Show the form, or the sentence for no criterion chosen, and which ways it can move."""
        self._form_stack.setCurrentIndex(0 if shown else 1)
        for name, can in (("double", shown), ("remove", shown), ("up", up), ("down", down)):
            self.tools[name].setEnabled(can)

    def show_sum(self, sentence: str, number: int, *, good: bool) -> None:
        """Say what all criteria give together."""
        self._sum.show_state(f"{number} 条，{sentence}", Tone.GOOD if good else Tone.BAD)

    def show_lack_count(self, faults: int, remarks: int) -> None:
        """Say over the list how much is lacking; an issued one lacks nothing."""
        lacking = f"还差 {faults} 处，补齐后才能启用" if faults else "可以启用"
        told = f"另有 {remarks} 处提示" if remarks else ""
        self._lack_count.setText("，".join(filter(None, [lacking, told])))
        self._lack_part.setVisible(self.editable)
        self.lacks.setVisible(bool(faults or remarks))

    def show_state(self, *, dirty: bool, can_undo: bool, can_redo: bool) -> None:
        """Say whether what is on screen is kept."""
        kept = "有改动没有保存" if dirty else "已保存"
        self.state.show_state(
            kept if self.editable else "只能查看", Tone.WARN if dirty else Tone.NEUTRAL
        )
        self.save.setEnabled(dirty)
        self.drop.setEnabled(dirty)
        self.tools["undo"].setEnabled(can_undo)
        self.tools["redo"].setEnabled(can_redo)

    def _build(self) -> None:
        self._form_stack = QStackedWidget()
        self.form_area = scrolling(self.form)
        self._form_stack.addWidget(self.form_area)
        self._form_stack.addWidget(EmptyState(_NO_CRITERION, "criterion"))
        form = Card()
        form.body.addWidget(self._form_stack)
        form.setMinimumWidth(scaled(_FORM_WIDTH))
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(SPACE.s)
        halves.addWidget(self._criteria_part())
        halves.addWidget(form)
        halves.setStretchFactor(0, 1)
        halves.setSizes([scaled(600), scaled(_FORM_WIDTH)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(self._head())
        column.addLayout(self._buttons())
        column.addWidget(halves, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self.name, 5)
        row.addWidget(self.kind)
        row.addWidget(self.note, 3)
        row.addWidget(self.badge)
        return row

    def _buttons(self) -> FlowLayout:
        row = FlowLayout(SPACE.s)
        for button in (self.save, self.drop, self.issue, self.next, self.copy, self.export):
            row.addWidget(button)
        for badge in (self._sum, self.state):
            badge.setMinimumHeight(self.save.sizeHint().height())
            row.addWidget(badge)
        return row

    def _criteria_part(self) -> QWidget:
        bar = FlowLayout(SPACE.xs)
        for name, text, icon_name, tip in _TOOLS:
            tool = make_button(text, Kind.QUIET, icon_name, f"criterion_{name}")
            tool.setToolTip(tip)
            tool.setAccessibleName(tip)
            self.tools[name] = tool
            bar.addWidget(tool)
        self._lack_part = QWidget()
        lacking = QVBoxLayout(self._lack_part)
        lacking.setContentsMargins(0, 0, 0, 0)
        lacking.setSpacing(SPACE.xs)
        lacking.addWidget(self._lack_count)
        lacking.addWidget(self.lacks)
        made = QWidget()
        made.setMinimumWidth(scaled(_LEAST_CRITERIA))
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addLayout(bar)
        column.addWidget(self.outline, 1)
        column.addWidget(self._lack_part)
        return made


def _line(name: str, label: str, longest: int) -> QLineEdit:
    made = QLineEdit(maxLength=longest)
    made.setObjectName(name)
    made.setAccessibleName(label)
    return made


def _lack_list() -> QListWidget:
    made = QListWidget()
    made.setObjectName("lacks")
    made.setAccessibleName("还差什么，回车跳到那一条")
    made.setFixedHeight(scaled(_LACKS_HEIGHT))
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setIconSize(QSize(16, 16))
    return made
