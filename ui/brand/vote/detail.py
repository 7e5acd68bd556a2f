"""One vote: what its sheets come to now or what it was closed with, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from jyguide.brand.explaining import explained, scheme_sentences, tie_sentence
from jyguide.brand.vote import VoteBook, VoteResult, VoteRow
from jyguide.documents.dates import date_text, tenths_cell
from ui.theme import SPACE, Tone
from ui.widgets import (
    RIGHT,
    Banner,
    Column,
    ElidedLabel,
    EmptyText,
    Kind,
    RowTable,
    make_button,
    make_label,
    scrolling,
)

_NOBODY = EmptyText("还没有参评品牌", "先确定参评品牌，再录入评委的评分。", "参评品牌…", "brand")
_NOW = "现在试算"
_MOST = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line of the table, whether counted now or kept in a result."""

    key: object
    place: int
    name: str
    organisation: str
    points: int | None
    state: str
    explanation: tuple[str, ...]


_COLUMNS: tuple[Column[Ranked], ...] = (
    Column(
        "名次",
        lambda one: "—" if one.points is None else str(one.place),
        lambda one: None if one.points is None else one.place,
        width=58,
    ),
    Column("品牌", lambda one: one.name, width=150),
    Column("所属组织", lambda one: one.organisation, width=130),
    Column(
        "得分",
        lambda one: tenths_cell(one.points, "未评"),
        lambda one: one.points,
        align=RIGHT,
        width=66,
    ),
    Column("结果", lambda one: one.state, width=70),
)


class VoteDetail(QWidget):
    """Knows a vote and not the database.

    Object names: `vote_name`, `shown_result`, `standings`, `why`, `vote_candidates`,
    `vote_sheets`, `close_vote`, `vote_print`, `vote_more`.
    """

    candidates_wanted = Signal()
    sheets_wanted = Signal()
    close_wanted = Signal()
    change_wanted = Signal()
    remove_wanted = Signal()
    import_wanted = Signal()
    template_wanted = Signal()
    sheets_file_wanted = Signal()
    result_file_wanted = Signal()
    blank_wanted = Signal()
    letter_wanted = Signal()
    reasons_wanted = Signal(object)
    """Keys of the brands chosen in the table; none means all."""

    def __init__(self) -> None:
        super().__init__()
        self.limited = False
        """Whoever is at work may only look."""
        self.book: VoteBook | None = None
        self._build()

    def show_book(self, book: VoteBook) -> None:
        """Show a vote; the result chosen before stays chosen where it is the same vote."""
        same = self.book is not None and self.book.row.id == book.row.id
        kept = self.shown.currentIndex() if same else 0
        before = len(self.book.row.results) if same and self.book is not None else 0
        self.book = book
        row = book.row
        self._name.setText(f"{row.facts.name}（{row.office}）")
        self._offer_results(row, kept, newer=len(row.results) > before and same)
        self._allow(row)
        self._show_lines()

    @property
    def chosen_keys(self) -> list[object]:
        """Brands selected in the table."""
        return [one.key for one in self.table.selected_rows()]

    def _build(self) -> None:
        self._name = ElidedLabel("section", "vote_name")
        self.shown = QComboBox()
        self.shown.setObjectName("shown_result")
        self.shown.setAccessibleName("看现在的试算还是公布的结果")
        self.shown.currentIndexChanged.connect(self._show_lines)
        self.banner = Banner()
        self.table: RowTable[Ranked] = RowTable(
            _COLUMNS,
            unit="个品牌",
            search_hint="搜索品牌、组织",
            key=lambda one: one.key,
            empty=_NOBODY,
        )
        self.table.setObjectName("standings")
        self.table.selection_changed.connect(self._show_why)
        self.table.empty_action.connect(self.candidates_wanted)
        self._why = make_label("", "body", "why", wrap=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignTop)
        why = scrolling(self._why)
        why.setFixedHeight(150)
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._name, 1)
        head.addWidget(self.shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(head)
        layout.addLayout(self._tools())
        layout.addWidget(self.banner)
        layout.addWidget(self.table, 1)
        layout.addWidget(why)

    def _tools(self) -> QHBoxLayout:
        self._candidates = make_button("参评品牌…", name="vote_candidates")
        self._sheets = make_button("录入评分…", name="vote_sheets")
        self._close = make_button("公布结果…", Kind.PRIMARY, name="close_vote")
        self._candidates.clicked.connect(self.candidates_wanted)
        self._sheets.clicked.connect(self.sheets_wanted)
        self._close.clicked.connect(self.close_wanted)
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.s)
        for button in (self._candidates, self._sheets, self._print(), self._more()):
            bar.addWidget(button)
        bar.addStretch()
        bar.addWidget(self._close)
        return bar

    def _print(self) -> QPushButton:
        button = make_button("打印", icon_name="print", name="vote_print")
        menu = QMenu(self)
        menu.addAction("空白评分表…", self.blank_wanted.emit).setObjectName("print_blank")
        self._letter = menu.addAction("结果通报…", self.letter_wanted.emit)
        self._reasons = menu.addAction("所选品牌的得分说明…", self._ask_reasons)
        self._letter.setObjectName("print_letter")
        self._reasons.setObjectName("print_reasons")
        button.setMenu(menu)
        return button

    def _more(self) -> QPushButton:
        button = make_button("更多", name="vote_more")
        menu = QMenu(self)
        for text, name, signal, writes in (
            ("导入评分表…", "import_sheets", self.import_wanted, True),
            ("下载评分表模板…", "sheet_template", self.template_wanted, False),
            ("导出评分表…", "export_sheets", self.sheets_file_wanted, False),
            ("导出结果 Excel…", "export_result", self.result_file_wanted, False),
            ("修改评选办法…", "change_vote", self.change_wanted, True),
            ("删除评选", "remove_vote", self.remove_wanted, True),
        ):
            action = menu.addAction(text, signal.emit)
            action.setObjectName(name)
            action.setData(writes)
        self._actions = menu.actions()
        button.setMenu(menu)
        return button

    def _allow(self, row: VoteRow) -> None:
        """What may be done: another office's vote is only looked at."""
        mine = row.own and not self.limited
        for button in (self._candidates, self._sheets, self._close):
            button.setVisible(mine)
        closed = row.result is not None
        self._letter.setEnabled(closed)
        self._reasons.setEnabled(closed)
        for action in self._actions:
            action.setEnabled(mine or not action.data())
            if action.objectName() == "export_result":
                action.setEnabled(closed)

    def _offer_results(self, row: VoteRow, kept: int, *, newer: bool) -> None:
        blocker = QSignalBlocker(self.shown)
        self.shown.clear()
        self.shown.addItem(_NOW)
        for one in row.results:
            state = "已被代替" if one.replaced else "有效"
            self.shown.addItem(f"{one.closed_on:%Y-%m-%d} 公布（{state}）", one)
        if newer or not row.own:
            kept = 1
        self.shown.setCurrentIndex(min(kept, self.shown.count() - 1))
        self.shown.setVisible(bool(row.results))
        blocker.unblock()

    @Slot()
    def _show_lines(self, *_: object) -> None:
        book, result = self.book, self.shown.currentData()
        if book is None:
            return
        if isinstance(result, VoteResult):
            self.table.set_rows(_kept(result))
            said = f"{date_text(result.closed_on)}公布，入选 {len(result.winners)} 个。"
            self.banner.say(said + ("已被后来的结果代替。" if result.replaced else ""), Tone.INFO)
        else:
            self.table.set_rows(_counted(book))
            self.banner.say(*_open(book))
        self.table.choose_first()
        self._show_why()

    @Slot()
    def _show_why(self, *_: object) -> None:
        chosen = self.table.selected_rows()
        if len(chosen) == 1:
            self._why.setText("\n".join(chosen[0].explanation))
        elif self.book is not None:
            self._why.setText("\n".join(scheme_sentences(self.book.row.facts.scheme)))

    def _ask_reasons(self) -> None:
        self.reasons_wanted.emit(self.chosen_keys)


def _counted(book: VoteBook) -> Iterator[Ranked]:
    tied = {one.candidate.key for one in book.count.tied}
    for one in book.count.standings:
        key = one.candidate.key
        state = "入选" if key in book.count.winners else "同分待定" if key in tied else ""
        yield Ranked(
            key,
            one.place,
            one.candidate.name,
            one.candidate.organisation,
            one.points,
            state if book.count.uncounted.keys() != set(range(len(book.sheets))) else "",
            tuple(explained(one, book.count.scheme)),
        )


def _kept(result: VoteResult) -> Iterator[Ranked]:
    for one in result.ranking:
        state = "入选" if one.won else ""
        yield Ranked(
            one.key,
            one.place,
            one.name,
            one.organisation,
            one.points,
            state,
            one.explanation,
        )


def _open(book: VoteBook) -> tuple[str, Tone]:
    """What still stands in the way of a result."""
    if not book.row.candidates:
        return "", Tone.INFO
    if not book.sheets:
        return "还没有录入评分表：可以先打印空白评分表给评委。", Tone.INFO
    open_ = book.open_sheets
    if open_:
        more = f"等 {len(open_)} 张" if len(open_) > _MOST else ""
        return f"暂不计入：{'；'.join(open_[:_MOST])}{more}。", Tone.WARN
    return tie_sentence(book.count), Tone.WARN
