"""What was made of a scoring sheet, looked at before it becomes a draft."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jyguide.documents.dates import tenths_text
from jyguide.standard.checking import sum_sentence, total_points
from jyguide.standard.checklist import FULL, METHOD_NAMES, Criterion, Method
from jyguide.standard.checklist_rules import ChecklistFacts
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES, Aspect, BranchKind
from jyguide.standard.sheet.draft import SheetDraft, SheetGroup, SheetLine, criteria_of
from ui.theme import PALETTE, SPACE, Tone, scaled
from ui.widgets import Badge, Banner, Form, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_SIZE = (1080, 620)
_WIDTHS = (340, 64, 190, 200)
_HEADS = ("大项和指标", "分值", "评分方式", "归到哪个方面", "请看一看")
_LONG = 80
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ImportDialog(QDialog):
    """Each 大项 is put under an aspect here; the rest is looked at, and edited in the draft.

    Object names: `checklist_import`, `field_name`, `field_kind`, `field_sheet`, `import_tree`,
    `group_aspect_<number>`, `import_sum`, `import_remarks`, `confirm`, `cancel`.
    """

    wanted = Signal(object)
    """The `ChecklistFacts` to make a draft of."""
    sheet_wanted = Signal(str)
    """Another sheet of the file is to be read."""

    def __init__(self, draft: SheetDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        self._choices: list[QComboBox] = []
        self.setObjectName("checklist_import")
        self.setWindowTitle("导入评分表")
        self.resize(*_SIZE)
        self._name = QLineEdit(maxLength=60)
        self._kind = QComboBox()
        for kind, name in BRANCH_KIND_NAMES.items():
            self._kind.addItem(name, kind)
        self._kind.setPlaceholderText("请选一类")
        self._sheet = QComboBox()
        self._sheet.addItems(list(draft.sheets))
        self._tree = _tree()
        self._about = make_label("", "hint", "import_about", wrap=True)
        self._sum = Badge()
        self._sum.setObjectName("import_sum")
        self._remarks = Banner()
        self._remarks.setObjectName("import_remarks")
        self._build()
        self.show_draft(draft)

    def show_draft(self, draft: SheetDraft) -> None:
        """Show what was read, of this sheet or another one."""
        self._draft = draft
        self._name.setText(draft.title)
        self._sheet.setCurrentText(draft.sheet)
        at = -1 if draft.kind is None else self._kind.findData(draft.kind)
        self._kind.setCurrentIndex(at)
        self._remarks.say("\n".join(draft.remarks), Tone.WARN)
        self._fill()

    def aspects(self) -> list[Aspect]:
        """What is chosen for each group."""
        return [Aspect(choice.currentData()) for choice in self._choices]

    def _build(self) -> None:
        form = Form()
        form.add("name", "名称", self._name, required=True)
        form.add("kind", "适用支部", self._kind, required=True)
        form.add("sheet", "工作表", self._sheet).setVisible(len(self._draft.sheets) > 1)
        self._form = form
        legend = make_label(
            "有底色的是按文字推测的，不一定对。“归到哪个方面”现在就可以改，其他的导入以后在草稿里改。",
            "small",
            "import_legend",
            wrap=True,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(form)
        layout.addWidget(self._remarks)
        layout.addWidget(legend)
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._about)
        layout.addLayout(self._foot())
        self._sheet.activated.connect(self._ask_sheet)
        self._tree.currentItemChanged.connect(self._tell_about)

    def _foot(self) -> ButtonRow:
        cancel = make_button("取消", name="cancel")
        cancel.clicked.connect(self.reject)
        confirm = make_button("导入为草稿", Kind.PRIMARY, "import", "confirm")
        confirm.setDefault(True)
        confirm.clicked.connect(self._confirm)
        return ButtonRow(confirm, leave=cancel, left=(self._sum,))

    def _fill(self) -> None:
        self._tree.clear()
        self._choices = []
        for number, group in enumerate(self._draft.groups):
            head = _group_item(group)
            self._tree.addTopLevelItem(head)
            for line in group.lines:
                head.addChild(_line_item(line))
            choice = self._aspect_choice(number, group, head)
            self._choices.append(choice)
            self._tree.setItemWidget(head, 3, choice)
        self._tree.expandAll()
        criteria = criteria_of(self._draft)
        points = total_points(criteria)
        tone = Tone.GOOD if points == FULL else Tone.BAD
        self._sum.show_state(f"{len(criteria)} 条，{sum_sentence(points)}", tone)

    def _aspect_choice(self, number: int, group: SheetGroup, head: QTreeWidgetItem) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(f"group_aspect_{number}")
        choice.setAccessibleName(f"“{group.title}”归到哪个方面")
        for aspect, name in ASPECT_NAMES.items():
            guess = "（推测）" if aspect is group.aspect and not group.sure else ""
            choice.addItem(f"{name}{guess}", aspect)
        choice.setCurrentIndex(choice.findData(group.aspect))
        choice.activated.connect(partial(_mark_decided, head))
        return choice

    @Slot()
    def _tell_about(self) -> None:
        """What the columns have no room for."""
        item = self._tree.currentItem()
        tips = [item.toolTip(column) for column in (0, 2, 4)] if item is not None else []
        self._about.setText("　".join(" ".join(tip.split()) for tip in tips if tip))

    @Slot(int)
    def _ask_sheet(self, at: int) -> None:
        self.sheet_wanted.emit(self._sheet.itemText(at))

    @Slot()
    def _confirm(self) -> None:
        name, kind = self._name.text().strip(), self._kind.currentData()
        problems = {"name": "" if name else "请写上名称。", "kind": "" if kind else "请选一类。"}
        if self._form.show_problems({key: said for key, said in problems.items() if said}):
            criteria = criteria_of(self._draft, self.aspects())
            self.wanted.emit(ChecklistFacts(name, BranchKind(kind), criteria, self._draft.note))
            self.accept()


def _tree() -> QTreeWidget:
    made = QTreeWidget()
    made.setObjectName("import_tree")
    made.setAccessibleName("读到的大项和指标")
    made.setHeaderLabels(list(_HEADS))
    for at, width in enumerate(_WIDTHS):
        made.header().resizeSection(at, scaled(width))
    made.header().setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
    return made


def _group_item(group: SheetGroup) -> QTreeWidgetItem:
    points = total_points(line.criterion for line in group.lines)
    stated = (
        "" if group.stated in {None, points} else f"表上写 {tenths_text(group.stated or 0)} 分"
    )
    title = group.title or "（没有大项）"
    item = QTreeWidgetItem([title, tenths_text(points), f"{len(group.lines)} 条", "", stated])
    item.setTextAlignment(1, _RIGHT)
    font = item.font(0)
    font.setBold(True)
    item.setFont(0, font)
    item.setForeground(4, QColor(PALETTE.warn))
    if not group.sure:
        item.setBackground(3, QColor(PALETTE.warn_soft))
    return item


def _line_item(line: SheetLine) -> QTreeWidgetItem:
    one = line.criterion
    said = " ".join(line.remarks)
    method = method_text(one)
    item = QTreeWidgetItem(
        ["　".join(one.text.split("\n"))[:_LONG], tenths_text(one.points), method, "", said]
    )
    item.setToolTip(0, f"第 {line.row} 行\n{one.text}")
    item.setToolTip(2, one.guide)
    item.setToolTip(4, said)
    item.setTextAlignment(1, _RIGHT)
    item.setForeground(4, QColor(PALETTE.warn))
    if "method" in line.guessed:
        item.setBackground(2, QColor(PALETTE.warn_soft))
    return item


def _mark_decided(head: QTreeWidgetItem, _at: int) -> None:
    """What a person chose is no guess any more."""
    head.setData(3, Qt.ItemDataRole.BackgroundRole, None)


def method_text(one: Criterion) -> str:
    """How a criterion is scored, in a few words."""
    name = METHOD_NAMES[one.method]
    if one.method is Method.DEDUCTION:
        return f"{name}：每{one.unit} {tenths_text(one.each)} 分"
    if one.method is Method.GRADED:
        return f"{name}：{'／'.join(tenths_text(each.points) for each in one.grades)}"
    if one.method is Method.RATIO:
        return f"{name}：{one.target}% 得满分"
    return f"{name}，一票否决" if one.veto else name
