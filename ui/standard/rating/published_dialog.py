"""The lists as they were published once, and what they changed in the ones before."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.documents.dates import date_text, tenths_cell
from jyguide.ids import RoundBranchId
from jyguide.standard.explaining import counts_text, rating_word
from jyguide.standard.kinds import RATING_NAMES, Rating
from jyguide.standard.lists import ListedBranch, RatingLists
from ui.standard.rating.words import TONES
from ui.standard.townships import TOWNSHIP, narrow_by_township
from ui.theme import SPACE
from ui.widgets import RIGHT, Column, Kind, RowTable, make_button, make_label

_MOVED = 5
"""The column that says where a branch stood before."""


class PublishedDialog(QDialog):
    """Nothing in it can be changed.

    Object names: `published_dialog`, `published_head`, `published_branches`, `published_word`,
    `published_excel`, `published_sheets`, `close`.
    """

    word_wanted = Signal(object)
    """The `RatingLists`, as with the next two."""
    excel_wanted = Signal(object)
    sheets_wanted = Signal(object)

    def __init__(self, lists: RatingLists, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("published_dialog")
        self.setWindowTitle(f"已公布的四张名单 — {lists.number or '无文号'}")
        self.resize(1040, 640)
        self.lists = lists
        former = {one.id: one.before for one in lists.changes}
        self.table: RowTable[ListedBranch] = RowTable(
            _columns(former), unit="个", search_hint="搜索支部、镇街", key=lambda one: one.id
        )
        self.table.setObjectName("published_branches")
        self.table.add_choice(
            "rating", "全部名单", lambda one: RATING_NAMES[one.rating], counted=True
        )
        narrow_by_township(self.table, lambda one: one.township)
        self.table.set_rows(lists.branches)
        self.table.view.setColumnHidden(_MOVED, not lists.changes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(make_label(_head(lists), "sentence", "published_head", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        word = make_button("导出 Word…", icon_name="export", name="published_word")
        excel = make_button("导出 Excel…", icon_name="export", name="published_excel")
        sheets = make_button("打印结果单…", icon_name="print", name="published_sheets")
        sheets.setToolTip("表中选中的支部，每个一页；没有选中的打印全部")
        close = make_button("关闭", Kind.PRIMARY, name="close")
        word.clicked.connect(lambda: self.word_wanted.emit(self.lists))
        excel.clicked.connect(lambda: self.excel_wanted.emit(self.lists))
        sheets.clicked.connect(lambda: self.sheets_wanted.emit(self.lists))
        close.clicked.connect(self.accept)
        for button in (word, excel, sheets):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(close)
        return row

    @property
    def meant(self) -> list[ListedBranch]:
        """The branches selected, or all that are shown."""
        return self.table.selected_rows() or self.table.shown_rows()


Former = Mapping[RoundBranchId, Rating | None]


def _columns(former: Former) -> list[Column[ListedBranch]]:
    def before(one: ListedBranch) -> str:
        return f"原{rating_word(former[one.id])}" if one.id in former else ""

    return [
        Column(TOWNSHIP, lambda one: one.township, width=110),
        Column("党支部", lambda one: one.name, width=220),
        Column("得分", lambda one: tenths_cell(one.points), lambda one: one.points, RIGHT, 64),
        Column(
            "名单",
            lambda one: RATING_NAMES[one.rating],
            lambda one: list(Rating).index(one.rating),
            width=72,
            tone=lambda one: TONES[one.rating],
        ),
        Column("按规则", lambda one: RATING_NAMES[one.computed], width=72),
        Column("变动", before, width=80),
        Column("说明", _why, tip=lambda one: "\n".join(one.explanation), width=240),
    ]


def _why(one: ListedBranch) -> str:
    return f"人工调整：{one.reason}" if one.reason else " ".join(one.explanation)


def _head(lists: RatingLists) -> str:
    day = date_text(lists.published_on) if lists.published_on else ""
    said = f"{lists.number or '无文号'}，{day}公布：{counts_text(lists.counts)}"
    if lists.unrated:
        said += f"，没有得分的 {lists.unrated} 个"
    if lists.replaces:
        up = sum(one.up for one in lists.changes)
        down = len(lists.changes) - up
        said += f"。代替 {lists.replaces}，变动 {len(lists.changes)} 个（↑ {up}、↓ {down}）"
    return said + "。"
