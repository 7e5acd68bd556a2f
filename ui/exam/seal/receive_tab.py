"""A station's sealed exams: taken in ahead, opened at the hour."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.exam.seal.file import ENDING
from jyguide.exam.seal.row import FoundSeal, ReceivedRow
from jyguide.exam.service.unsealing import UnsealService
from ui.brief import brief
from ui.desk import Desk
from ui.exam.seal.open_dialog import OpenSealDialog
from ui.exam.seal.words import hour_text
from ui.sync.files_drop import files_in
from ui.theme import SPACE, Tone
from ui.widgets import (
    RIGHT,
    Badge,
    Card,
    Column,
    EmptyText,
    Facts,
    Kind,
    RowTable,
    SplitDetail,
    make_button,
    make_label,
)

_FILES = f"统考文件 (*{ENDING});;所有文件 (*)"
_EMPTY = EmptyText(
    "还没有统考",
    "市级下发的统考文件可以提前接收，也可以直接拖到这里。接收后只看得到名称、时间和时长，"
    "开考时用市级读出的口令启封。",
    "接收统考文件",
    "exam",
)
_NOTHING_CHOSEN = EmptyText("没有选中统考", "在左边选一场统考，查看情况或启封。")
_NEXT = "试卷已在“蓝图与试卷”里，请到“考试”里为一期培训安排考试，考法和平时一样。"
_BEFORE = "启封前看不到题目。开考时请听市级读口令，点“启封”后边听边输。"
_ELSEWHERE = "文件在本站另一台电脑上。要在这台电脑启封，请在这里再接收一次。"


def _state(row: ReceivedRow) -> tuple[str, Tone]:
    if row.opened_at:
        return "已启封", Tone.GOOD
    return ("待启封", Tone.INFO) if row.here else ("不在本机", Tone.NEUTRAL)


_COLUMNS = [
    Column[ReceivedRow]("统考", lambda row: row.plan.title, width=240),
    Column[ReceivedRow]("开考时间", lambda row: hour_text(row.plan.starts_at), width=140),
    Column[ReceivedRow](
        "时长",
        lambda row: f"{row.plan.minutes} 分钟",
        lambda row: row.plan.minutes,
        align=RIGHT,
        width=80,
    ),
    Column[ReceivedRow](
        "状态", lambda row: _state(row)[0], width=88, tone=lambda row: _state(row)[1]
    ),
]


class SealReceiveTab(QWidget):
    """Object names: `seals`, `take_in_seal`, `open_seal`, `remove_seal`, `seal_title`."""

    said = Signal(str)

    def __init__(self, desk: Desk, unsealing: UnsealService) -> None:
        super().__init__()
        self._desk = desk
        self._unsealing = unsealing
        self._shown: ReceivedRow | None = None
        self._dialog: OpenSealDialog | None = None
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def reload(self) -> None:
        """Fetch what was taken in."""
        self._desk.load(self, self._unsealing.received, self._show)

    def take_in(self, file: Path) -> None:
        """Look at a file and take it in, asking where its issuer cannot be checked."""
        work = partial(self._unsealing.look, file)
        self._desk.load(self, work, partial(self._found, file))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for file in files_in(event)[:1]:
            event.acceptProposedAction()
            self.take_in(file)

    def _build(self) -> None:
        self.seals: RowTable[ReceivedRow] = RowTable(
            _COLUMNS, unit="场", key=lambda row: row.seal_id, empty=_EMPTY
        )
        self.seals.setObjectName("seals")
        self._take = make_button("接收统考文件…", icon_name="import", name="take_in_seal")
        self.seals.add_tool(self._take)
        self._split = SplitDetail(self.seals, _NOTHING_CHOSEN, share=58)
        self._detail = self._make_detail()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _make_detail(self) -> QWidget:
        card = Card()
        self._title = make_label("", "section", "seal_title", wrap=True)
        self._badge = Badge()
        self._facts = Facts()
        self._note = make_label("", "hint", "seal_note", wrap=True)
        self._open = make_button("启封…", Kind.PRIMARY, "check", "open_seal")
        self._remove = make_button("移除", name="remove_seal")
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._title, 1)
        head.addWidget(self._badge, alignment=Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        buttons.addWidget(self._open)
        buttons.addWidget(self._remove)
        buttons.addStretch()
        card.body.setSpacing(SPACE.m)
        card.body.addLayout(head)
        card.body.addWidget(self._facts)
        card.body.addWidget(self._note)
        card.body.addLayout(buttons)
        card.body.addStretch()
        return card

    def _connect(self) -> None:
        self._take.clicked.connect(self._ask_file)
        self.seals.empty_action.connect(self._ask_file)
        self.seals.selection_changed.connect(self._choose)
        self.seals.activated.connect(self._open_dialog)
        self.seals.add_action("启封…", self._open_dialog, "check")
        self.seals.add_action("移除", self._remove_one, "delete")
        self._open.clicked.connect(self._open_dialog)
        self._remove.clicked.connect(self._remove_one)

    @Slot(object)
    def _show(self, rows: list[ReceivedRow]) -> None:
        self.seals.set_rows(rows)
        self.seals.choose_first()

    @Slot(list)
    def _choose(self, rows: list[ReceivedRow]) -> None:
        if len(rows) != 1:
            self._shown = None
            self._split.show_nothing()
            return
        self._shown = row = rows[0]
        self._title.setText(row.plan.title)
        self._badge.show_state(*_state(row))
        self._facts.show_facts(_facts(row))
        waiting = _BEFORE if row.here else _ELSEWHERE
        self._note.setText(_NEXT if row.paper_id else waiting)
        self._open.setEnabled(row.here and row.opened_at is None)
        self._remove.setEnabled(row.opened_at is None)
        self._split.show_detail(self._detail)

    @Slot()
    def _ask_file(self) -> None:
        file = self._desk.alerts.choose_open_file("选择统考文件", _FILES)
        if file is not None:
            self.take_in(file)

    def _found(self, file: Path, found: FoundSeal) -> None:
        if found.known:
            self.said.emit(f"“{found.plan.title}”已经接收过了，没有新内容。")
            return
        if not found.checked and not self._desk.alerts.ask(
            f"无法核对“{found.plan.title}”是谁签发的，仍然接收？",
            "仍然接收",
            hint="这台电脑还没有在市级登记。请先打电话向市级确认这份文件，再接收。",
            danger=True,
        ):
            return
        work = partial(self._unsealing.take_in, file, even_unchecked=not found.checked)
        done = partial(self._taken, found)
        self._desk.act(self, brief(work), done, title="正在接收统考", changed=Changed.EXAMS)

    def _taken(self, found: FoundSeal, _seal: object) -> None:
        self.said.emit(f"已接收“{found.plan.title}”，开考时用口令启封。")

    @Slot()
    def _open_dialog(self) -> None:
        row = self._shown
        if row is None or not self._open.isEnabled():
            return
        self._dialog = OpenSealDialog(self._desk, self._unsealing, row, self)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.opened.connect(self._opened)
        self._dialog.open()

    @Slot()
    def _opened(self) -> None:
        self.said.emit("已启封。试卷在“蓝图与试卷”里，请到“考试”里安排考试。")

    @Slot()
    def _remove_one(self) -> None:
        row, alerts = self._shown, self._desk.alerts
        if row is None or row.opened_at:
            return
        hint = "市级重发时可以移除旧的一份；以后还可以再接收。"
        if alerts.ask(f"移除“{row.plan.title}”？", "移除", hint=hint, danger=True):
            work = partial(self._unsealing.remove, row.seal_id)
            self._desk.act(
                self, brief(work), self._removed, title="正在移除", changed=Changed.EXAMS
            )

    @Slot(object)
    def _removed(self, _changed: object) -> None:
        self.said.emit("统考已移除。")


def _facts(row: ReceivedRow) -> list[tuple[str, str]]:
    issuer = row.office and f"{row.office}（{'签名已核对' if row.checked else '未能核对'}）"
    return [
        ("开考时间", hour_text(row.plan.starts_at)),
        ("时长", f"{row.plan.minutes} 分钟"),
        ("签发", issuer),
        ("接收", f"{row.taken_in_at:%Y-%m-%d %H:%M}"),
        ("启封", f"{row.opened_at:%Y-%m-%d %H:%M}" if row.opened_at else ""),
        *([("口令输错", f"{row.wrong} 次")] if row.wrong else []),
    ]
