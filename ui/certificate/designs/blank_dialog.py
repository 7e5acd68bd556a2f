"""A bought blank: its paper, and where every field stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal, get_args

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jyguide.certificate.blank import (
    LARGEST_PAPER,
    PAPERS,
    SMALLEST_PAPER,
    BlankField,
    new_field,
)
from jyguide.certificate.design import DesignRow
from jyguide.certificate.fields import FIELDS, PICTURES
from ui.certificate.designs.blank_paper import BlankPaper
from ui.certificate.designs.forms import kind_combo, kind_of, name_edit
from ui.certificate.designs.offset_dialog import millimetres
from ui.theme import SPACE, scaled
from ui.widgets import Form, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_OTHER = "其他尺寸"
Side = Literal["left", "center", "right"]
_SIDES: dict[Side, str] = {"left": "左对齐", "center": "居中", "right": "右对齐"}
_LEFT = 384


class BlankDialog(QDialog):
    """Fields on the left, their places in numbers, the paper on the right.

    Object names: `blank_dialog`, `design_name`, `design_kind`, `paper`, `paper_width`,
    `paper_height`, `field_list`, `place_x`, `place_y`, `place_width`, `place_size`,
    `place_align`, `blank_paper`, `cancel`, `confirm`. `given`: a `DesignRow`.
    """

    given = Signal(object)

    def __init__(self, row: DesignRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("blank_dialog")
        self.setWindowTitle("套打：字段在空白证书上的位置")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._row = row
        self._fields = dict(row.design.fields)
        self._filling = False
        self._build()
        self._connect()
        self._show_paper_fields()
        self.list.setCurrentRow(0)
        self.resize(1180, 660)

    @property
    def paper_size(self) -> tuple[int, int]:
        """Width and height in tenths of a millimetre."""
        return round(self.width_.value() * 10), round(self.height_.value() * 10)

    @Slot()
    def resume(self, *_: object) -> None:
        """Let it be sent again: it was refused."""
        self._confirm.setEnabled(True)

    def _build(self) -> None:
        self.name, self.kind = name_edit(self._row), kind_combo(self._row.kind)
        self.paper = QComboBox()
        self.paper.setObjectName("paper")
        self.paper.addItems([*PAPERS, _OTHER])
        least, most = SMALLEST_PAPER / 10, LARGEST_PAPER / 10
        self.width_ = millimetres("paper_width", least, most)
        self.height_ = millimetres("paper_height", least, most)
        design = self._row.design
        self.width_.setValue(design.width / 10)
        self.height_.setValue(design.height / 10)
        self._name_paper()
        self._build_places()
        self.sheet = BlankPaper()
        self._cancel = make_button("取消", name="cancel")
        self._confirm = make_button("保存", Kind.PRIMARY, name="confirm")
        self._arrange()

    def _build_places(self) -> None:
        self.list = QListWidget()
        self.list.ensurePolished()  # before rows are measured, or they overlap
        self.list.setObjectName("field_list")
        self.list.setAccessibleName("字段；打勾的印在证书上")
        for one in FIELDS:
            item = QListWidgetItem(one.name, self.list)
            item.setToolTip(one.meaning)
            on = one.name in self._fields and self._fields[one.name].width > 0
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        most = LARGEST_PAPER / 10
        self.from_left, self.from_top = (
            millimetres(name, 0, most) for name in ("place_x", "place_y")
        )
        self.wide = millimetres("place_width", 1, most)
        self.size_ = millimetres("place_size", 5, 150)
        self.align = QComboBox()
        self.align.setObjectName("place_align")
        for side in get_args(Side):
            self.align.addItem(_SIDES[side], side)

    def _forms(self) -> QWidget:
        """Everything on the left."""
        self._form, places = Form(), Form()
        self._form.add("name", "名称", self.name, required=True)
        self._form.add("kind", "适用证书", self.kind)
        self._form.add("paper", "纸张", self.paper)
        self._form.add("size", "纸的宽高", _pair(self.width_, self.height_))
        places.add("place", "离左、上边", _pair(self.from_left, self.from_top))
        self._size_row = places.add("size", "宽、字号", _pair(self.wide, self.size_))
        places.add("align", "对齐", self.align)
        left = QVBoxLayout()
        left.setSpacing(SPACE.s)
        left.addWidget(self._form)
        left.addWidget(make_label("字段（打勾的印在证书上）", "key"))
        left.addWidget(self.list, 1)
        left.addWidget(places)
        holder = QWidget()
        holder.setLayout(left)
        holder.setFixedWidth(scaled(_LEFT))
        left.setContentsMargins(0, 0, 0, 0)
        return holder

    def _arrange(self) -> None:
        hint = "用尺量空白证书，填数字；也可以在右边用鼠标拖。没有预留的内容不要打勾。"
        said = make_label(hint, "hint", "blank_hint", wrap=True)
        foot = ButtonRow(self._confirm, leave=self._cancel, said=said)
        upper = QHBoxLayout()
        upper.setSpacing(SPACE.m)
        upper.addWidget(self._forms())
        upper.addWidget(self.sheet, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(upper, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.paper.currentTextChanged.connect(self._take_paper)
        for spin in (self.width_, self.height_):
            spin.valueChanged.connect(self._name_paper)
            spin.valueChanged.connect(self._show_paper_fields)
        self.list.currentRowChanged.connect(self._show_place)
        self.list.itemChanged.connect(self._turn)
        for spin in (self.from_left, self.from_top, self.wide, self.size_):
            spin.valueChanged.connect(self._take_place)
        self.align.currentIndexChanged.connect(self._take_place)
        self.sheet.chosen.connect(self._choose)
        self.sheet.moved.connect(self._move)
        self._cancel.clicked.connect(self.reject)
        self._confirm.clicked.connect(self._send)

    @property
    def _current(self) -> str:
        item = self.list.currentItem()
        return item.text() if item is not None else ""

    @Slot()
    def _name_paper(self, *_: object) -> None:
        names = [name for name, size in PAPERS.items() if size == self.paper_size]
        with QSignalBlocker(self.paper):
            self.paper.setCurrentText(names[0] if names else _OTHER)

    @Slot(str)
    def _take_paper(self, name: str) -> None:
        if name in PAPERS:
            width, height = PAPERS[name]
            self.width_.setValue(width / 10)
            self.height_.setValue(height / 10)

    @Slot(QListWidgetItem)
    def _turn(self, item: QListWidgetItem) -> None:
        name, on = item.text(), item.checkState() is Qt.CheckState.Checked
        one = self._fields.get(name)
        if on and (one is None or not one.width):
            self._fields[name] = new_field(name in PICTURES)
        elif not on and one is not None:
            self._fields[name] = replace(one, width=0)
        self.list.setCurrentItem(item)
        self._show_place()

    @Slot()
    def _show_place(self, *_: object) -> None:
        """The numbers of the field chosen in the list."""
        name = self._current
        one = self._fields.get(name)
        on, picture = one is not None and one.width > 0, name in PICTURES
        for field in (self.from_left, self.from_top, self.wide, self.size_, self.align):
            field.setEnabled(on)
        self.align.setEnabled(on and not picture)
        self._size_row.show_label("宽、高" if picture else "宽、字号")
        self.size_.setSuffix(" 毫米" if picture else " 磅")
        if one is not None:
            with self._quiet():
                self.from_left.setValue(one.x / 10)
                self.from_top.setValue(one.y / 10)
                self.wide.setValue(one.width / 10)
                self.size_.setValue(one.size / 10)
                self.align.setCurrentIndex(self.align.findData(one.align))
        self._show_paper_fields()

    @Slot()
    def _take_place(self, *_: object) -> None:
        name = self._current
        if self._filling or name not in self._fields:
            return
        self._fields[name] = BlankField(
            round(self.from_left.value() * 10),
            round(self.from_top.value() * 10),
            round(self.wide.value() * 10),
            round(self.size_.value() * 10),
            self.align.currentData(),
        )
        self._show_paper_fields()

    @Slot()
    def _show_paper_fields(self, *_: object) -> None:
        self.sheet.show_fields(self.paper_size, self._fields, self._current)

    @Slot(str)
    def _choose(self, name: str) -> None:
        for item in self.list.findItems(name, Qt.MatchFlag.MatchExactly):
            self.list.setCurrentItem(item)

    @Slot(str, int, int)
    def _move(self, name: str, x: int, y: int) -> None:
        self._fields[name] = replace(self._fields[name], x=x, y=y)
        self._show_place()

    @Slot()
    def _send(self) -> None:
        name = self.name.text().strip()
        if not self._form.show_problems({} if name else {"name": "请填写名称。"}):
            return
        width, height = self.paper_size
        fields = {key: one for key, one in self._fields.items() if one.width}
        design = replace(
            self._row.design,
            width=width,
            height=height,
            fields=fields,
            portrait="照片" in fields,
            code="二维码" in fields,
        )
        self._confirm.setEnabled(False)
        self.given.emit(replace(self._row, name=name, kind=kind_of(self.kind), design=design))

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        """Numbers are shown, not taken."""
        self._filling = True
        try:
            yield
        finally:
            self._filling = False


def _pair(first: QDoubleSpinBox, second: QDoubleSpinBox) -> QWidget:
    """Two numbers on one line, each named for those who do not see it."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(SPACE.xs)
    for spin in (first, second):
        spin.setAccessibleName(_NAMES[spin.objectName()])
        spin.setToolTip(_NAMES[spin.objectName()])
        line.addWidget(spin, 1)
    made.setFocusProxy(first)
    return made


_NAMES = {
    "paper_width": "纸宽",
    "paper_height": "纸高",
    "place_x": "离纸的左边",
    "place_y": "离纸的上边",
    "place_width": "字段的宽",
    "place_size": "字号，图片是高",
}
