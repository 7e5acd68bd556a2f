"""装订成册: whose year is bound, how, and as what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSpinBox, QWidget

from jyguide.ids import RoundBranchId
from jyguide.standard.branch_line import BranchLine
from jyguide.standard.printing.volume.part import RETENTIONS, VolumeWish
from jyguide.standard.printing.volume.spine import NARROWEST, WIDEST
from ui.theme import SPACE
from ui.widgets.form_dialog import FormDialog

_WIDTH = 600
_PHOTOS = (2, 4)


class VolumeForm(StrEnum):
    """What becomes of the volumes."""

    PREVIEW = "preview"
    PDF = "pdf"
    WORD = "word"


_FORM_NAMES = {
    VolumeForm.PREVIEW: "预览，再打印或导出",
    VolumeForm.PDF: "每个支部一个 PDF 文件",
    VolumeForm.WORD: "每个支部一个 Word 文件",
}


@dataclass(frozen=True, slots=True)
class VolumeOrder:
    """What is wanted: of which branches, how bound, as what."""

    branches: tuple[RoundBranchId, ...]
    wish: VolumeWish
    form: VolumeForm


class VolumeDialog(FormDialog):
    """Offers what most want first.

    Object names: `volume_dialog`, `volume_scope`, `volume_form`, `volume_sides`,
    `volume_photos`, `volume_number`, `volume_retention`, `volume_spine`, `volume_dividers`,
    `volume_box`.
    """

    wished = Signal(object)
    """A `VolumeOrder`."""

    def __init__(
        self, chosen: Sequence[BranchLine], listed: Sequence[BranchLine], parent: QWidget
    ) -> None:
        super().__init__("装订成册", "装订", parent, width=_WIDTH)
        self.setObjectName("volume_dialog")
        self._scopes: list[tuple[RoundBranchId, ...]] = []
        self.scope, self.form_, self.photos = QComboBox(), QComboBox(), QComboBox()
        self.retention = QComboBox()
        self.number, self.spine = QSpinBox(), QSpinBox()
        self.sides = QCheckBox("双面打印")
        self.sides.setToolTip("单数页装订边在左，双数页在右")
        self.dividers = QCheckBox("每类材料前加隔页")
        self.box = QCheckBox("加档案盒标签")
        self._fill(chosen, listed)
        self._lay_out()

    def _fill(self, chosen: Sequence[BranchLine], listed: Sequence[BranchLine]) -> None:
        if len(chosen) == 1:
            self._offer(chosen[0].branch.name, chosen)
        elif chosen:
            self._offer(f"选中的 {len(chosen)} 个支部", chosen)
        if listed:
            self._offer(f"列表里的 {len(listed)} 个支部", listed)
        for form, name in _FORM_NAMES.items():
            self.form_.addItem(name, form.value)
        for count in _PHOTOS:
            self.photos.addItem(f"每页 {count} 张", count)
        self.retention.addItem("不印，手工填写", "")
        for one in RETENTIONS:
            self.retention.addItem(one, one)
        self.number.setRange(0, 9999)
        self.number.setSpecialValueText("按本轮次的顺序")
        self.spine.setRange(int(NARROWEST) - 1, int(WIDEST))
        self.spine.setSpecialValueText("按张数计算")
        self.spine.setSuffix(" 毫米")

    def _offer(self, text: str, lines: Sequence[BranchLine]) -> None:
        self.scope.addItem(text)
        self._scopes.append(tuple(line.branch.id for line in lines))

    def _lay_out(self) -> None:
        for name, label, field in (
            ("scope", "装订哪些", self.scope),
            ("form", "做成", self.form_),
            ("number", "卷号", self.number),
            ("retention", "保管期限", self.retention),
            ("photos", "照片", self.photos),
            ("spine", "背脊宽度", self.spine),
        ):
            field.setObjectName(f"volume_{name}")
            self.form.add(name, label, field)
        ticks = QWidget()
        row = QHBoxLayout(ticks)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        for name, tick in (("sides", self.sides), ("dividers", self.dividers), ("box", self.box)):
            tick.setObjectName(f"volume_{name}")
            row.addWidget(tick)
        row.addStretch()
        ticks.setFocusProxy(self.sides)
        self.form.add("ticks", "另外", ticks)
        for field in (self.scope, self.form_):  # what was wrong may be right now
            field.currentIndexChanged.connect(lambda _: self.form.show_problems({}))

    @Slot()
    def _confirm(self) -> None:
        branches = self._scopes[self.scope.currentIndex()]
        form = VolumeForm(self.form_.currentData())
        if form is VolumeForm.PREVIEW and len(branches) > 1:
            sentence = "一次只能预览一个支部。几个支部请做成文件，一个支部一个。"
            self.form.show_problems({"form": sentence})
            return
        self.accept()
        self.wished.emit(VolumeOrder(branches, self._wish(), form))

    def _wish(self) -> VolumeWish:
        computed = self.spine.value() == self.spine.minimum()
        return VolumeWish(
            both_sides=self.sides.isChecked(),
            photos_a_page=self.photos.currentData(),
            dividers=self.dividers.isChecked(),
            spine=0 if computed else float(self.spine.value()),
            box_label=self.box.isChecked(),
            number=self.number.value() or None,
            retention=self.retention.currentData(),
        )
