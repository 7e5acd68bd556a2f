"""What would become of returned forms, and deciding about each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from jyguide.standard.form_plan import FormFate, FormPlan
from ui.standard.forms.columns import FormLine, form_columns
from ui.theme import SPACE, Tone
from ui.widgets import Banner, EmptyText, make_button
from ui.widgets.tick_table import TickTable, TickWords

_NOTHING = EmptyText("没有自查表", "选中的位置里没有 Excel 文件。")
_HINT = "选中一份，这里列出它的全部问题：编号、单元格和说明。"
_NAMELESS = "隐藏标识没有了、认不出或认错了支部的表，由您指定是哪个支部的"
_WORDS = TickWords("份", "搜索文件、支部", "收回的自查表，空格键决定收不收")


class FormsPreview(QWidget):
    """Object names: `preview_notes`, `ticks`, `form_remarks`, `name_branch`."""

    decided = Signal()
    branch_wanted = Signal(object)
    """A `FormLine` that does not tell its branch: somebody wants to say it."""

    def __init__(self) -> None:
        super().__init__()
        self._notes = Banner()
        self._notes.setObjectName("preview_notes")
        self.ticks: TickTable[FormLine] = TickTable(
            form_columns(),
            lambda line: line.at,
            lambda line: line.form.fate is not FormFate.REFUSED,
            _NOTHING,
            None,
            words=_WORDS,
        )
        self.ticks.table.add_choice("fate", "全部结果", lambda line: line.fate, counted=True)
        self._name = make_button("指定支部…", icon_name="organisation", name="name_branch")
        self._name.setToolTip(_NAMELESS)
        self._name.clicked.connect(self._ask_branch)
        self.ticks.table.add_tool(self._name)
        self._remarks = QPlainTextEdit(readOnly=True, placeholderText=_HINT)
        self._remarks.setObjectName("form_remarks")
        self._remarks.setAccessibleName("这份表的全部问题")
        self._remarks.setTabChangesFocus(True)
        split = QSplitter()
        split.setOrientation(split.orientation().Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(SPACE.s)
        split.addWidget(self.ticks)
        split.addWidget(self._remarks)
        split.setSizes([360, 130])
        split.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._notes)
        column.addWidget(split, 1)
        self.ticks.ticked_changed.connect(self.decided)
        self.ticks.table.selection_changed.connect(self._show_remarks)

    def show_plan(self, plan: FormPlan, said: Mapping[int, bool] | None = None) -> None:
        """Show files; those without a doubt are ticked, unless `said` was otherwise before."""
        kept = said or {}
        lines = [FormLine(at, form) for at, form in enumerate(plan.forms)]
        self.ticks.show_rows(lines, lambda line: kept.get(line.at, line.form.takes))
        self._notes.say(_summary(plan), Tone.WARN)
        if said is None:
            self.ticks.table.choose_first()

    def said(self) -> dict[int, bool]:
        """What is decided about each file, by its place."""
        ticked = {line.at for line in self.ticks.ticked()}
        return {line.at: line.at in ticked for line in self.ticks.table.rows()}

    def count(self) -> int:
        """How many files are to be taken."""
        return len(self.ticks.ticked())

    @Slot()
    def _ask_branch(self) -> None:
        line = self.ticks.table.current_row()
        if line is not None and line.form.nameless:
            self.branch_wanted.emit(line)

    @Slot(object)
    def _show_remarks(self, lines: list[FormLine]) -> None:
        self._name.setEnabled(len(lines) == 1 and lines[0].form.nameless)
        if len(lines) != 1:
            self._remarks.setPlainText("")
            return
        (line,) = lines
        said = line.form.sentences or ("没有问题，收下就完成这个支部的自查。",)
        self._remarks.setPlainText("\n".join((f"{line.form.file.name}：{line.fate}", *said)))


def _summary(plan: FormPlan) -> str:
    """What the person should know first; nothing where all is well."""
    fates = [FormLine(at, form).fate for at, form in enumerate(plan.forms)]
    refused = sum(form.fate is FormFate.REFUSED for form in plan.forms)
    drafts = sum(form.fate is FormFate.DRAFT and form.takes for form in plan.forms)
    doubtful = sum(bool(form.doubt) and form.fate is not FormFate.REFUSED for form in plan.forms)
    said = []
    if doubtful:
        said.append(f"{doubtful} 份要您决定收不收（没有打勾的不收）。")
    if drafts:
        said.append(f"{drafts} 份有缺的，收下后还没有完成，要补充后再点“完成检查”。")
    if refused:
        said.append(f"{refused} 份不能收，原因见“说明”。")
    return "".join(said) if fates else ""
