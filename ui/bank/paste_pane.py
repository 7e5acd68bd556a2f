"""Text and understanding side by side: each follows the cursor of the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from jyguide.bank.formats import FORMAT_NAMES
from jyguide.bank.import_file import BankPlan
from jyguide.exchange.item_file import WHOLE_TEXT
from ui.bank.import_piece import Piece
from ui.bank.import_table import PreviewTable
from ui.bank.paste_editor import PasteEditor
from ui.bank.preview_rows import Group, PreviewRow
from ui.theme import SPACE, Tone
from ui.widgets import Banner, EmptyState, EmptyText, make_button, make_label
from ui.widgets.surfaces import on_card

_NOTHING = EmptyText(
    "还没有试题",
    "把 Word、网页或聊天里的试题复制过来，粘贴到左边：这里立即列出每一道题。\n"
    "看不懂的地方会在左边标出行号，就在左边改，改了马上重新识别。",
    icon_name="copy",
)
_NOT_YET = EmptyText(
    "还没有看出试题",
    "每道题以题号开头（如“1. ”），选项写作“A、”，答案写作“答案：A”。",
    icon_name="question",
)
_HOW_TO_MEND = "请在左边标出的那一行直接改，改好立即重新识别。"
_WAITING = "正在识别…"
_TEXT_SHARE, _LIST_SHARE = (44, 56), (55, 45)
_WIDTHS = {0: 96, 1: 148, 3: 130, 4: 56}
_KIND_COLUMN = 2
_LEAST_LIST = 140
_SAYS_NOTHING = (Group.READY,)
_FIRST = (Tone.BAD, Tone.WARN)


class PastePane(QWidget):
    """Object names: `paste_from_clipboard`, `open_text`, `told_format`, `plan_sentence`, ….

    And those of the editor, the table and the piece.
    """

    def __init__(self) -> None:
        super().__init__()
        self._following = False
        self._row: PreviewRow | None = None
        self._plan: BankPlan | None = None
        self.text = PasteEditor()
        self.paste = make_button("从剪贴板粘贴", icon_name="copy", name="paste_from_clipboard")
        self.open_file = make_button("打开文件…", icon_name="folder", name="open_text")
        self._format = make_label("", "small", "told_format")
        self._sentence = Banner()
        self._sentence.setObjectName("plan_sentence")
        self._jump = make_button("看下一处", name="jump_to_unread")
        self.preview = PreviewTable(_NOT_YET)
        for at, width in _WIDTHS.items():
            self.preview.table.view.setColumnWidth(at, width)
        self.preview.table.view.setColumnHidden(_KIND_COLUMN, True)  # noqa: FBT003 - Qt's switch
        # Its empty state would else take half of the dialog's height, even while not shown.
        self.preview.table.setMinimumHeight(_LEAST_LIST)
        self.preview.setMinimumHeight(_LEAST_LIST)
        self._piece = Piece(_HOW_TO_MEND)
        self._build()
        self.preview.shown.connect(self._show_piece)
        self.preview.choice_changed.connect(self._tell_choice)
        self.preview.table.activated.connect(self._enter_text)
        self._piece.take_changed.connect(self._take)
        self.text.cursorPositionChanged.connect(self._follow_cursor)
        self._jump.clicked.connect(self._go_to_unread)

    def show_nothing(self) -> None:
        """There is no text."""
        self._plan = None
        self._format.setText("")
        self.text.show_marks({})
        self._found.setCurrentIndex(0)

    def say_waiting(self) -> None:
        """The text is newer than what is shown of it."""
        self._format.setText(_WAITING)

    def show_plan(self, plan: BankPlan, rows: Sequence[PreviewRow]) -> None:
        """Show what was understood of the text as it stands."""
        self._plan = plan
        pieces = sorted((row for row in rows if row.place != WHOLE_TEXT), key=lambda row: row.line)
        self._format.setText(f"识别为：{FORMAT_NAMES[plan.format]}")
        self.text.show_marks(_marks(pieces))
        self._following = True
        self.preview.show_rows(sorted(pieces, key=_urgency), anew=False)
        self._following = False
        self._say_plan()
        if self._found.currentIndex() == 0:
            self._found.setCurrentIndex(1)
            self._lists.setSizes([self._lists.height() * share // 100 for share in _LIST_SHARE])
        self._follow_cursor()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self.paste)
        head.addWidget(self.open_file)
        head.addStretch()
        head.addWidget(self._format)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        split = _split(Qt.Orientation.Horizontal, _TEXT_SHARE, left, self._make_found())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _make_found(self) -> QStackedWidget:
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        told = QHBoxLayout()
        told.setSpacing(SPACE.s)
        told.addWidget(self._sentence, 1)
        told.addWidget(self._jump, alignment=Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(told)
        self._lists = _split(Qt.Orientation.Vertical, _LIST_SHARE, self.preview, self._piece)
        column.addWidget(self._lists, 1)
        self._found = QStackedWidget()
        self._found.addWidget(on_card(EmptyState(_NOTHING, "paste_empty")))
        self._found.addWidget(lists)
        return self._found

    def _say_plan(self) -> None:
        plan = self._plan
        if plan is None:
            return
        unread = self._unread()
        self._jump.setVisible(bool(unread))
        said = [f"{len(unread)} 处没有看懂，改好才能导入。"] if unread else []
        said += plan.notices
        if contradicting := sum(not twin.same_answer for twin in plan.twins):
            said.append(f"有 {contradicting} 道与已有的题相近而答案不同，请先核对。")
        if held := len(plan.to_check - self.preview.left_out):
            said.append(f"请核对的 {held} 道先送审。")
        self._sentence.say("".join(said), Tone.BAD if unread else Tone.WARN)

    def _unread(self) -> list[PreviewRow]:
        return [row for row in self.preview.table.rows() if row.group is Group.REFUSED]

    @Slot()
    def _go_to_unread(self) -> None:
        """To what was not understood below the cursor; from the last to the first."""
        unread = sorted(self._unread(), key=lambda row: (row.line <= self.text.line, row.line))
        if unread:
            self.text.go_to(unread[0].line)
            self.text.setFocus()

    @Slot(object)
    def _show_piece(self, row: PreviewRow | None) -> None:
        self._row = row
        self._piece.setVisible(row is not None)
        if row is None:
            return
        self._piece.show_piece(row, left_out=row.at in self.preview.left_out)
        if not self._following and row.line:
            self._following = True
            self.text.go_to(row.line)
            self._following = False

    @Slot()
    def _follow_cursor(self) -> None:
        """Choose the piece in which the cursor stands, without moving the cursor for it."""
        rows = [row for row in self.preview.table.shown_rows() if row.line <= self.text.line]
        if self._following or not rows:
            return
        here = max(rows, key=lambda row: row.line)
        if here != self.preview.table.current_row():
            self._following = True
            self.preview.table.select_rows(lambda row: row is here)
            self._following = False

    @Slot(object)
    def _enter_text(self, _row: PreviewRow) -> None:
        self.text.setFocus()

    @Slot()
    def _tell_choice(self) -> None:
        if self._row is not None:
            self._piece.show_choice(self._row, left_out=self._row.at in self.preview.left_out)
        self._say_plan()

    @Slot(bool)
    def _take(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._row is not None:
            self.preview.leave_out([self._row], left_out=not wanted)


def _urgency(row: PreviewRow) -> int:
    """What was not understood first, then what a person is to check; the rest as in the text."""
    return _FIRST.index(row.tone) if row.tone in _FIRST else len(_FIRST)


def _marks(rows: Sequence[PreviewRow]) -> dict[int, Tone]:
    """Lines that want a look; where two pieces share one, the refused speaks."""
    return {
        row.line: row.tone
        for row in reversed(rows)
        if row.line and (row.notes or row.group not in _SAYS_NOTHING)
    }


def _split(
    orientation: Qt.Orientation, shares: tuple[int, int], first: QWidget, second: QWidget
) -> QSplitter:
    made = QSplitter(orientation)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(SPACE.m if orientation is Qt.Orientation.Horizontal else SPACE.s)
    for at, part in enumerate((first, second)):
        made.addWidget(part)
        made.setStretchFactor(at, shares[at])
    made.setSizes([share * 10 for share in shares])
    return made
