"""抽查抽样: how many of each township and kind, who looks at them, and what came out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.ids import RoundId
from jyguide.standard.lot import DrawnSample, LotPool, PoolBranch, SampleTerms
from jyguide.standard.sampling import SampleSize
from jyguide.training.lecturer import names_in
from ui.desk import Desk
from ui.standard.lots.columns import sampled_columns
from ui.standard.lots.draw_dialog import DrawDialog
from ui.standard.lots.seed_field import SEED_HINT
from ui.standard.townships import narrow_by_township
from ui.theme import SPACE, scaled
from ui.widgets import Column, Form, RowTable
from ui.widgets.surfaces import labelled

_LEFT = 440
_PERCENT, _NUMBER = "percent", "number"
_TAKING_PART, _LEFT_OUT, _INCLUDED = "参加抽签", "排除", "必查"


class SampleDialog(DrawDialog[DrawnSample]):
    """Leads from a size to the branches drawn.

    Object names: `sample_dialog`, `size_by`, `size`, `sample_inspectors`, `pool` and `drawn`
    (tables), and those of `DrawDialog`.
    """

    def __init__(
        self,
        desk: Desk,
        app: Application,
        round_id: RoundId,
        pool: LotPool,
        parent: QWidget,
    ) -> None:
        super().__init__(desk, "抽查验收　抽样", app.clock().date(), parent)
        self.setObjectName("sample_dialog")
        self._service = app.lots
        self._pool = pool
        self._round_id = round_id
        self._named: dict[str, str] = {}
        self._make_fields()
        self.table: RowTable[PoolBranch] = RowTable(
            sampled_columns(), unit="个支部", search_hint="搜索支部", key=lambda row: row.key
        )
        self.table.setObjectName("drawn")
        self._hold(self._asked(), self.table)
        self.size_.setFocus()
        self.size_.selectAll()

    @property
    def inspectors(self) -> tuple[str, ...]:
        """Names as typed, apart."""
        return tuple(names_in(self._inspectors.text()))

    def _make_fields(self) -> None:
        self.by = QComboBox()
        self.by.setObjectName("size_by")
        self.by.setAccessibleName("按比例还是按个数")
        self.by.addItem("每层按比例", _PERCENT)
        self.by.addItem("每层固定个数", _NUMBER)
        self.by.activated.connect(self._turn_size)
        self.size_ = QSpinBox()
        self.size_.setObjectName("size")
        self.size_.setAccessibleName("每层抽多少")
        self.size_.setRange(1, 100)
        self.size_.setValue(10)
        self.size_.setSuffix(" %")
        self._inspectors = QLineEdit(placeholderText="例如：陈明、李四；也可以以后再定")
        self._inspectors.setObjectName("sample_inspectors")
        columns = [*sampled_columns(), Column("抽签", self._state, width=90)]
        self.pool: RowTable[PoolBranch] = RowTable(
            columns, unit="个支部", search_hint="搜索支部", key=lambda row: row.key
        )
        self.pool.setObjectName("pool")
        narrow_by_township(self.pool, lambda row: row.township)
        self.pool.add_action("必查", lambda: self._mark(_INCLUDED), "check")
        self.pool.add_action("排除，不参加抽签", lambda: self._mark(_LEFT_OUT), "close")
        self.pool.add_action("恢复参加抽签", lambda: self._mark(""), "undo")
        self.pool.activated.connect(self._turn)
        self.pool.set_rows(self._pool.branches)

    def _asked(self) -> QWidget:
        size = QWidget()
        sized = QHBoxLayout(size)
        sized.setContentsMargins(0, 0, 0, 0)
        sized.setSpacing(SPACE.s)
        sized.addWidget(self.by, 1)
        sized.addWidget(self.size_)
        size.setFocusProxy(self.by)
        form = Form()
        form.add(
            "size",
            "抽多少",
            size,
            hint="分层：每个镇街园区的每一类支部各为一层；按比例时不足一个的抽一个。",
        )
        form.add("inspectors", "检查员", self._inspectors, hint="几位检查员按顺序平分。")
        form.add("due", "完成期限", self.due)
        form.add("seed", "种子", self.seed, hint=SEED_HINT)
        left = QWidget()
        left.setFixedWidth(scaled(_LEFT))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        column.addStretch()
        marked = labelled("支部（回车依次切换：必查、排除、参加抽签）", self.pool)
        asked = QWidget()
        row = QHBoxLayout(asked)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.l)
        row.addWidget(left)
        row.addWidget(marked, 1)
        return asked

    def _state(self, row: PoolBranch) -> str:
        return self._named.get(row.key, _TAKING_PART)

    @Slot(object)
    def _turn(self, row: PoolBranch) -> None:
        order = ["", _INCLUDED, _LEFT_OUT]
        at = order.index(self._named.get(row.key, ""))
        self._put([row], order[(at + 1) % len(order)])

    def _mark(self, how: str) -> None:
        self._put(self.pool.selected_rows(), how)

    def _put(self, rows: list[PoolBranch], how: str) -> None:
        for row in rows:
            self._named.pop(row.key, None)
            if how:
                self._named[row.key] = how
        self.pool.set_rows(self._pool.branches)

    @Slot()
    def _turn_size(self, *_: object) -> None:
        percent = self.by.currentData() == _PERCENT
        self.size_.setSuffix(" %" if percent else " 个")
        self.size_.setValue(10 if percent else 1)

    def _keys(self, how: str) -> frozenset[str]:
        return frozenset(key for key, named in self._named.items() if named == how)

    def _work(self) -> Callable[[], DrawnSample]:
        value = self.size_.value()
        percent = self.by.currentData() == _PERCENT
        size = SampleSize(percent=value) if percent else SampleSize(number=value)
        terms = SampleTerms(size, self._keys(_LEFT_OUT), self._keys(_INCLUDED))
        seed = self.seed.seed
        return lambda: self._service.sample(self._round_id, terms, seed)

    def _show_drawn(self, found: DrawnSample) -> tuple[str, str]:
        self.table.set_rows(found.branches)
        return f"{found.sentence}种子：{found.seed}。还没有保存。", ""
