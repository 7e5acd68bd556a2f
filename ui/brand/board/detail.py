"""One brand whole: its facts, its stages with what shows them, the files of each."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.brand.kinds import STAGE_NAMES
from jyguide.brand.pipeline import Reached, order
from jyguide.brand.row import BrandRow
from ui.attachment.subject_pane import SubjectPane
from ui.deeds import offer
from ui.desk import Desk
from ui.page import Page
from ui.theme import SPACE, Tone
from ui.widgets import Banner, Column, Facts, Kind, RowTableModel, make_button
from ui.widgets.button_row import ButtonRow
from ui.widgets.row_view import RowView
from ui.widgets.surfaces import scrolling

_COLUMNS: tuple[Column[Reached], ...] = (
    Column("阶段", lambda one: STAGE_NAMES[one.stage], lambda one: order(one.stage), width=70),
    Column("日期", lambda one: one.step.on.isoformat(), width=110),
    Column("确认人", lambda one: one.step.confirmed_by, width=140, names=True),
    Column(
        "依据",
        lambda one: " ".join(one.step.evidence.split()),
        width=290,
        tip=lambda one: one.step.evidence,
    ),
)


_TABLE_HEIGHT = 250
"""Six stages and the head."""


class BrandDetail(QDialog):
    """What is done with it is asked for by signals.

    Object names: `brand_detail`, `stages`, `next_stage`, `stage_back`, `change_stage`,
    `change_brand`, `print_brand`, `close`, `more` with
    `stop_brand`, `brand_history`, `remove_brand`.
    """

    next_wanted = Signal(object)
    back_wanted = Signal(object)
    change_wanted = Signal(object)
    stop_wanted = Signal(object)
    print_wanted = Signal(object)
    history_wanted = Signal(object)
    remove_wanted = Signal(object)
    """A `BrandRow` each."""
    stage_wanted = Signal(object, object)
    """A `BrandRow` and the stage to be put right."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("brand_detail")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(820, 600)
        self.resize(860, 680)
        self.row: BrandRow | None = None
        self._build(desk, app, page)
        offer(page, self._next, self._back, *self._changing)

    def show_brand(self, row: BrandRow, today: date) -> None:
        """Show it, or what became of it."""
        self.row = row
        seen = row.masked()
        self.setWindowTitle(f"品牌：{row.facts.name}")
        self._facts.show_facts(_facts(seen, today))
        self._banner.say(_said(seen), Tone.WARN)
        chosen = self.stages.selected_positions()
        reached = [*seen.way.held, *seen.way.waiting]
        self._model.set_rows(reached)
        at = chosen[0] if chosen and chosen[0] < len(reached) else len(reached) - 1
        self.stages.select_positions([at] if reached else [])
        going = row.ended_on is None
        self._next.setEnabled(going and row.way.next is not None)
        name = STAGE_NAMES[row.way.next] if row.way.next else ""
        self._next.setText(f"进入“{name}”…" if name else "已走完六个阶段")
        self._back.setEnabled(going and len(row.way.held) + len(row.way.waiting) > 1)
        self._stop.setText("停止…" if going else "恢复")
        self._show_files()

    def _build(self, desk: Desk, app: Application, page: Page) -> None:
        self._facts = Facts()
        self._banner = Banner()
        self._model: RowTableModel[Reached] = RowTableModel(_COLUMNS, self)
        self.stages = RowView(self._model)
        self.stages.setObjectName("stages")
        self.stages.setAccessibleName("已经达到的阶段")
        self.stages.setFixedHeight(_TABLE_HEIGHT)
        self.files = SubjectPane(desk, app, page, "这一阶段的材料", "扫描件、照片可以拖到这里。")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.setSpacing(SPACE.m)
        for part in (self._facts, self._banner, self.stages, self.files):
            column.addWidget(part)
        column.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(scrolling(body), 1)
        layout.addLayout(self._buttons())
        self.stages.selectionModel().selectionChanged.connect(self._show_files)
        self.stages.activated.connect(self._change_stage)

    def _buttons(self) -> ButtonRow:
        self._next = make_button("", Kind.PRIMARY, name="next_stage")
        self._back = make_button("退回…", name="stage_back")
        change = make_button("修改品牌…", name="change_brand")
        fix = make_button("修改这一阶段…", name="change_stage")
        print_ = make_button("打印…", name="print_brand")
        close = make_button("关闭", name="close")
        for button, signal in (
            (self._next, self.next_wanted),
            (self._back, self.back_wanted),
            (change, self.change_wanted),
            (print_, self.print_wanted),
        ):
            button.clicked.connect(lambda _=False, told=signal: told.emit(self.row))
        fix.clicked.connect(self._change_stage)
        more = self._more()
        self._changing = (change, fix, self._stop, self._remove)
        close.clicked.connect(self.reject)
        return ButtonRow(self._next, leave=close, left=(change, fix, self._back, print_, more))

    def _more(self) -> QPushButton:
        button = make_button("更多", name="more")
        menu = QMenu(self)
        for text, name, signal in (
            ("停止…", "stop_brand", self.stop_wanted),
            ("修改记录…", "brand_history", self.history_wanted),
            ("删除录错的品牌", "remove_brand", self.remove_wanted),
        ):
            action = menu.addAction(text)
            action.setObjectName(name)
            action.triggered.connect(lambda _=False, told=signal: told.emit(self.row))
        self._stop, _, self._remove = menu.actions()
        button.setMenu(menu)
        return button

    def _chosen(self) -> Reached | None:
        at = self.stages.selected_positions()
        return self._model.rows[at[0]] if len(at) == 1 else None

    @Slot()
    def _show_files(self, *_: object) -> None:
        chosen = self._chosen()
        self.files.show_subject(chosen.key if chosen else None)

    @Slot()
    def _change_stage(self, *_: object) -> None:
        chosen = self._chosen()
        if self.row is not None and chosen is not None:
            self.stage_wanted.emit(self.row, chosen.stage)


def _facts(row: BrandRow, today: date) -> list[tuple[str, str]]:
    days = row.days(today)
    stage = f"{row.stage_name}，{days} 天" if days is not None else row.stage_name
    return [
        ("所属组织", row.facts.organisation),
        ("镇街园区", row.station or "市级"),
        ("现在阶段", stage),
        ("负责人", row.facts.owner),
        ("品牌内涵", row.facts.idea),
        *([("备注", row.facts.note)] if row.facts.note else []),
    ]


def _said(row: BrandRow) -> str:
    stopped = f"{row.ended_on:%Y-%m-%d} 停止：{row.end_reason}" if row.ended_on else ""
    told = [f"{stopped}。"] if stopped else []
    told += row.way.faults
    if row.way.waiting and row.way.next is not None:
        name = STAGE_NAMES[row.way.next]
        told.append(f"按右下角的“进入‘{name}’”补登，后面的阶段自动恢复，不用重新登记。")
    elif row.way.faults:
        told.append("选中日期不对的阶段，按“修改这一阶段”改正。")
    if not row.placed:
        told.append(
            f"“{row.facts.organisation}”已不在组织树里（可能已合并），"
            "请用“修改品牌”重新选择所属组织。"
        )
    return "".join(told)
