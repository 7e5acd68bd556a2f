"""One pair of items that look alike, and what a person can make of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from jyguide.bank.row import STATUS_NAMES, ItemRow, ItemStatus
from jyguide.bank.ties import APART, FOREIGN
from ui.bank.similar_rows import PairRow, item_name
from ui.bank.similar_view import Side, SimilarView
from ui.theme import SPACE, Tone
from ui.widgets import Badge, Banner, Card, Kind, make_button, make_label

_CONTRADICTION = "两道题问的相近、答案不同：至少有一道可能有误，请核对哪个对，再决定保留哪一道。"
_UNIFIED = "统一题库的题只能保留，由市级修改。"
_WITHDRAWN = "停用的题不能保留，否则两道都不会再抽到。"
_KEEP = "另一道并入这一道并停用；两边的历史都在，可以撤销。"


class PairCard(Card):
    """Object names: `likeness`, `pair_notes`, `open_left`, `open_right`, `keep_left`, …."""

    merge_wanted = Signal(bool)
    """Merge them; whether the left one is kept."""
    apart_wanted = Signal()
    open_wanted = Signal(object)
    """The `ItemId` to show in the list."""

    def __init__(self, *, at_city: bool) -> None:
        """`at_city`: whether items of the unified bank may be changed here."""
        super().__init__()
        self._at_city = at_city
        self._row: PairRow | None = None
        self._likeness = make_label("", "section", "likeness")
        self._verdict = Badge()
        self._notes = Banner()
        self._notes.setObjectName("pair_notes")
        self._view = SimilarView()
        self.open_left = make_button("打开左边", Kind.QUIET, name="open_left")
        self.open_right = make_button("打开右边", Kind.QUIET, name="open_right")
        self.keep_left = make_button("合并，保留左边", name="keep_left")
        self.keep_right = make_button("合并，保留右边", name="keep_right")
        self.apart = make_button("不是同一题", name="keep_apart")
        self._build()
        self._connect()

    def show_pair(self, row: PairRow) -> None:
        """Show two items, and offer what may be done with them."""
        self._row = row
        self._likeness.setText(f"相似 {row.likeness}%")
        tone = Tone.GOOD if row.same_answer else Tone.WARN
        self._verdict.show_state(row.verdict, tone)
        self._notes.say("" if row.same_answer else _CONTRADICTION, Tone.WARN)
        self._view.show_pair(_side("左边", row.left), _side("右边", row.right))
        self._offer(self.keep_left, why_not_keep(row.left, row.right, at_city=self._at_city))
        self._offer(self.keep_right, why_not_keep(row.right, row.left, at_city=self._at_city))
        self.apart.setEnabled(not _of_two_stations(row.left, row.right))
        self.apart.setToolTip(APART if _of_two_stations(row.left, row.right) else "")

    def _offer(self, button: QPushButton, why_not: str) -> None:
        button.setEnabled(not why_not)
        button.setToolTip(why_not or _KEEP)

    def _build(self) -> None:
        title, foot = QHBoxLayout(), QHBoxLayout()
        for line in (title, foot):
            line.setSpacing(SPACE.s)
        title.addWidget(self._likeness)
        title.addWidget(self._verdict, alignment=Qt.AlignmentFlag.AlignVCenter)
        title.addStretch()
        title.addWidget(self.open_left)
        title.addWidget(self.open_right)
        foot.addWidget(self.keep_left)
        foot.addWidget(self.keep_right)
        foot.addStretch()
        foot.addWidget(self.apart)
        self.body.addLayout(title)
        self.body.addWidget(self._notes)
        self.body.addWidget(self._view, 1)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.keep_left.clicked.connect(partial(self._merge, True))  # noqa: FBT003 - kept left
        self.keep_right.clicked.connect(partial(self._merge, False))  # noqa: FBT003 - as above
        self.apart.clicked.connect(self.apart_wanted)
        self.open_left.clicked.connect(self._open_left)
        self.open_right.clicked.connect(self._open_right)

    def _merge(self, keeps_left: bool, *_: object) -> None:  # noqa: FBT001 - as above
        self.merge_wanted.emit(keeps_left)

    def _open_left(self) -> None:
        if self._row is not None:
            self.open_wanted.emit(self._row.left.id)

    def _open_right(self) -> None:
        if self._row is not None:
            self.open_wanted.emit(self._row.right.id)


def why_not_keep(kept: ItemRow, given_up: ItemRow, *, at_city: bool) -> str:
    """Why one cannot be kept and the other given up, in a sentence; empty where it can."""
    if given_up.unified and not at_city:
        return _UNIFIED
    if not kept.unified and (given_up.unified or kept.station != given_up.station):
        return FOREIGN
    if kept.status is ItemStatus.WITHDRAWN is not given_up.status:
        return _WITHDRAWN
    return ""


def _of_two_stations(left: ItemRow, right: ItemRow) -> bool:
    return not (left.unified or right.unified) and left.station != right.station


def _side(which: str, item: ItemRow) -> Side:
    return Side(f"{which}：{item_name(item)}（{STATUS_NAMES[item.status]}）", item.content)
