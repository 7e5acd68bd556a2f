"""Asks which blank checklists are wanted, and as what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from jyguide.ids import RoundBranchId
from jyguide.standard.form_state import FormStanding
from jyguide.standard.kinds import BRANCH_KIND_NAMES, PHASE_NAMES, SCORED_PHASES, BranchKind, Phase
from ui.widgets.form_dialog import FormDialog

MOST_SHOWN = 300
"""Checklists in one preview; more go into a file, page by page."""


class BlankForm(StrEnum):
    """What becomes of the sheets."""

    PREVIEW = "preview"
    ONE_PDF = "one_pdf"
    PDF_EACH = "pdf_each"
    WORD_EACH = "word_each"


_FORM_NAMES = {
    BlankForm.PREVIEW: "预览，再打印或导出",
    BlankForm.ONE_PDF: "全部装进一个 PDF 文件",
    BlankForm.PDF_EACH: "每个支部一个 PDF 文件",
    BlankForm.WORD_EACH: "每个支部一个 Word 文件",
}


@dataclass(frozen=True, slots=True)
class BlankWish:
    """What is to be printed.

    Attributes:
        branches: Whose; empty where `kind` says for which kind a sheet without name is wanted.
        phase: Printed on the sheet; None leaves room to write it.
    """

    branches: tuple[RoundBranchId, ...]
    kind: BranchKind | None
    phase: Phase | None
    form: BlankForm


class BlankDialog(FormDialog):
    """Object names: `blank_dialog`, `scope`, `phase`, `form`."""

    wished = Signal(object)
    """A `BlankWish`."""

    def __init__(
        self,
        chosen: Sequence[FormStanding],
        listed: Sequence[FormStanding],
        kinds: Sequence[BranchKind],
        parent: QWidget,
    ) -> None:
        super().__init__("打印空白检查表", "继续", parent)
        self.setObjectName("blank_dialog")
        self._scopes: list[tuple[tuple[RoundBranchId, ...], BranchKind | None]] = []
        self.scope, self.phase, self.form_ = QComboBox(), QComboBox(), QComboBox()
        if chosen:
            self._offer(f"选中的 {len(chosen)} 个支部", chosen)
        if listed:
            self._offer(f"列表里的 {len(listed)} 个支部", listed)
        for kind in kinds:
            self.scope.addItem(f"不写支部名称的空表：{BRANCH_KIND_NAMES[kind]}")
            self._scopes.append(((), kind))
        for phase in SCORED_PHASES:
            self.phase.addItem(PHASE_NAMES[phase], phase.value)
        self.phase.addItem("不印，手工填写", "")
        for form, name in _FORM_NAMES.items():
            self.form_.addItem(name, form.value)
        self.form.add("scope", "印给谁", self.scope)
        self.form.add("phase", "检查阶段", self.phase)
        self.form.add("form", "做成", self.form_)
        for name in ("scope", "phase", "form"):
            row = {"scope": self.scope, "phase": self.phase, "form": self.form_}[name]
            row.setObjectName(name)

    def _offer(self, text: str, rows: Sequence[FormStanding]) -> None:
        self.scope.addItem(text)
        self._scopes.append((tuple(row.branch.id for row in rows), None))

    @Slot()
    def _confirm(self) -> None:
        branches, kind = self._scopes[self.scope.currentIndex()]
        form = BlankForm(self.form_.currentData())
        if form is BlankForm.PREVIEW and len(branches) > MOST_SHOWN:
            sentence = f"一次预览最多 {MOST_SHOWN} 份，请改为装进 PDF 文件，或先筛选支部。"
            self.form.show_problems({"form": sentence})
            return
        phase = self.phase.currentData()
        self.accept()
        self.wished.emit(BlankWish(branches, kind, Phase(phase) if phase else None, form))
