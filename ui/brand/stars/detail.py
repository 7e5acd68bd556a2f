"""The A's of one organisation: those it has, those withdrawn, the files of each."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from jyguide.app import Application
from jyguide.brand.stars import Award, StarNames, StarRow
from ui.attachment.subject_pane import SubjectPane
from ui.desk import Desk
from ui.page import Page
from ui.theme import SPACE, Tone
from ui.widgets import (
    Banner,
    Card,
    Column,
    ElidedLabel,
    Facts,
    Kind,
    RowTableModel,
    make_button,
)
from ui.widgets.row_view import RowView

_COLUMNS: tuple[Column[Award], ...] = (
    Column("星级", lambda one: f"{one.facts.star}A", width=56),
    Column("授予日期", lambda one: one.facts.on.isoformat(), width=108),
    Column("文号", lambda one: one.facts.document, width=132, tip=lambda one: one.facts.document),
    Column(
        "情况",
        lambda one: f"{one.withdrawn.on} 撤销" if one.withdrawn else "有效",
        width=124,
        tone=lambda one: Tone.QUIET if one.withdrawn else Tone.GOOD,
    ),
)


class StarDetail(Card):
    """Object names: `star_name`, `awards`, `award_next`, `withdraw`, `star_card`, `star_more`."""

    next_wanted = Signal()
    withdraw_wanted = Signal()
    print_wanted = Signal()
    remove_wanted = Signal()
    move_wanted = Signal()
    correct_wanted = Signal(object)
    """An `Award`, with its texts whole."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self.row: StarRow | None = None
        self._name = ElidedLabel("section", "star_name")
        self._banner = Banner()
        self._model: RowTableModel[Award] = RowTableModel(_COLUMNS, self)
        self.awards = RowView(self._model)
        self.awards.setObjectName("awards")
        self.awards.setAccessibleName("授予和撤销的记录")
        self._facts = Facts()
        self.files = SubjectPane(desk, app, page, "这个 A 的材料", "扫描件、照片可以拖到这里。")
        for part in (self._name, self._banner):
            self.body.addWidget(part)
        self.body.addLayout(self._tools())
        self.body.addWidget(self.awards, 1)
        self.body.addWidget(self._facts)
        self.body.addWidget(self.files)
        self.awards.selectionModel().selectionChanged.connect(self._show_award)
        self.awards.activated.connect(self._correct)

    def show_row(self, row: StarRow, names: StarNames) -> None:
        """Show an organisation, with its latest award chosen."""
        self.row = row
        seen = row.masked()
        self._name.setText(f"{row.organisation}　{names.of(row.state.stars)}")
        self._banner.say(_said(row), Tone.WARN)
        awards = list(seen.state.all)
        self._model.set_rows(awards)
        self.awards.select_positions([len(awards) - 1] if awards else [])
        following = row.state.next
        self._next.setEnabled(following is not None and row.placed)
        self._fix.setEnabled(bool(awards))
        self._move.setEnabled(not row.placed)
        self._next.setText(f"授予 {following}A…" if following else "五个 A 都有了")
        self._withdraw.setEnabled(row.state.highest is not None)
        self._show_award()

    @property
    def writing(self) -> tuple[QWidget | QAction, ...]:
        """What changes something: not offered where somebody may only look."""
        return (self._next, self._withdraw, self._fix, self._move, self._remove)

    def _tools(self) -> QHBoxLayout:
        self._next = make_button("", Kind.PRIMARY, name="award_next")
        self._withdraw = make_button("撤销最高的…", name="withdraw")
        print_ = make_button("打印评星卡…", name="star_card")
        self._next.clicked.connect(self.next_wanted)
        self._withdraw.clicked.connect(self.withdraw_wanted)
        print_.clicked.connect(self.print_wanted)
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.s)
        for button in (self._next, self._withdraw, print_, self._more()):
            bar.addWidget(button)
        bar.addStretch()
        return bar

    def _more(self) -> QPushButton:
        button = make_button("更多", name="star_more")
        menu = QMenu(self)
        self._fix = menu.addAction("修改所选的授予…", self._correct)
        self._move = menu.addAction("转到合并后的组织…", self.move_wanted.emit)
        self._remove = menu.addAction("删除录错的最高一个", self.remove_wanted.emit)
        for action, name in (
            (self._fix, "correct_award"),
            (self._move, "move_awards"),
            (self._remove, "remove_award"),
        ):
            action.setObjectName(name)
        button.setMenu(menu)
        return button

    @Slot()
    def _correct(self, *_: object) -> None:
        at = self.awards.selected_positions()
        if self.row is not None and len(at) == 1:
            self.correct_wanted.emit(self.row.state.all[at[0]])

    @Slot()
    def _show_award(self, *_: object) -> None:
        at = self.awards.selected_positions()
        one = self._model.rows[at[0]] if len(at) == 1 else None
        self.files.show_subject(one.key if one else None)
        self._facts.show_facts(_facts(one) if one else [])


def _said(row: StarRow) -> str:
    told = list(row.state.faults)
    if row.state.waiting:
        told.append(f"按“授予 {row.state.next}A”补登缺少的，后面的自动恢复。")
    if not row.placed:
        told.append("这个组织已不在组织树里（可能已合并），可用“更多”里的“转到合并后的组织”。")
    return "".join(told)


def _facts(one: Award) -> list[tuple[str, str]]:
    found = [("依据", one.facts.evidence), ("文号", one.facts.document)]
    if one.withdrawn is not None:
        found += [("撤销原因", one.withdrawn.reason), ("撤销文号", one.withdrawn.document)]
    return found
