"""Oral answers of a class: begin, and look at what has been said, by time."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.exam.points import format_points
from jyguide.quiz.oral import missed_sentence
from jyguide.quiz.oral_record import NewTurn, TurnRow
from jyguide.quiz.service import OralService
from ui.desk import Desk
from ui.file_name import file_name
from ui.history.records import tell_history
from ui.jobs import Job
from ui.printing.preview import PrintPreview
from ui.quiz.class_tab import ClassTab, PastDetail
from ui.quiz.oral_class import (
    OralClass,
    begin_class,
    fetch_choices,
    sheets_for,
    write_record,
)
from ui.quiz.oral_entry_dialog import OralEntryDialog
from ui.quiz.oral_lectern import OralLectern
from ui.quiz.oral_run import OralRun
from ui.quiz.oral_setup import OralSetup
from ui.quiz.oral_turn_text import turn_html
from ui.quiz.small_dialogs import SheetsDialog
from ui.screens import Screens
from ui.theme import SPACE
from ui.widgets import (
    Column,
    EmptyText,
    RowTable,
    SplitDetail,
    make_button,
)

_NO_TURN = EmptyText(
    "这期培训还没有口答",
    "点“开始口答”：抽一个人、抽一道题，上墙计时，评委记要点，漏答的自动进他的温习。",
    icon_name="quiz",
)
_NOTHING_CHOSEN = EmptyText("没有选中口答", "在左边选一次口答，查看要点。", icon_name="quiz")


class OralTab(ClassTab):
    """What was said in a class, and the way to ask it.

    Object names: `oral_turns`, `oral_turn`, `undo_turn`, `print_slip`, `enter_sheet`,
    `oral_papers` with its actions, and those of the line above.
    """

    what = "口答"

    def __init__(self, desk: Desk, app: Application, screens: Screens | None = None) -> None:
        super().__init__(desk, app, screens)
        self._shown: TurnRow | None = None
        self._entry: OralEntryDialog | None = None
        self._build()
        self._connect()

    def reload(self) -> None:
        """Fetch sessions and questions, then the turns of the session chosen."""
        self._desk.load(self, partial(fetch_choices, self._service), self._setup.show_choices)

    @property
    def _service(self) -> OralService:
        return self._app.orals

    def _build(self) -> None:
        self._setup = OralSetup()
        self.turns: RowTable[TurnRow] = RowTable(
            _columns(), unit="次", key=lambda row: row.id, empty=_NO_TURN
        )
        self.turns.setObjectName("oral_turns")
        tell_history(self.turns, "oral_turn", lambda row: (row.id, row.name))
        self._enter = make_button("录入记分表…", icon_name="add", name="enter_sheet")
        self.turns.add_tool(self._enter)
        self.turns.add_tool(self._make_papers())
        self._split = SplitDetail(self.turns, _NOTHING_CHOSEN, share=58)
        self._detail = self._make_detail()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._setup)
        layout.addWidget(self._split, 1)

    def _make_papers(self) -> QPushButton:
        menu = QMenu(self)
        for name, text, slot in (
            ("print_sheets", "打印评委记分表…", self._print_sheets),
            ("write_oral_record", "导出口答记录（Word）…", self._write_record),
            ("print_slips", "打印全部个人单…", self._print_slips),
        ):
            action = menu.addAction(text)
            action.setObjectName(name)
            action.triggered.connect(slot)
        button = make_button("打印和导出", icon_name="print", name="oral_papers")
        button.setMenu(menu)
        return button

    def _make_detail(self) -> PastDetail:
        self._undo = make_button("撤销这次口答", icon_name="undo", name="undo_turn")
        self._slip = make_button("本人的单子…", icon_name="print", name="print_slip")
        return PastDetail(("oral_speaker", "oral_turn"), "口答情况", (self._slip, self._undo))

    def _connect(self) -> None:
        self._setup.session_chosen.connect(self._fetch_turns)
        self._setup.begin_wanted.connect(self._begin)
        self.turns.selection_changed.connect(self._choose)
        self.turns.add_action("本人的单子…", self._print_slip, "print")
        self.turns.add_action("撤销这次口答", self._undo_turn, "undo")
        self._enter.clicked.connect(self._open_entry)
        self._undo.clicked.connect(self._undo_turn)
        self._slip.clicked.connect(self._print_slip)

    @Slot()
    def _fetch_turns(self) -> None:
        session = self._setup.session
        if session is None:
            self.turns.set_rows([])
        else:
            self._desk.load(self, partial(self._service.turns, session.id), self._show_turns)

    @Slot(object)
    def _show_turns(self, rows: list[TurnRow]) -> None:
        self._shown = None
        self.turns.set_rows(rows)
        if rows and not self.turns.selected_rows():
            self.turns.view.select_positions([len(rows) - 1])
        elif not rows:
            self._split.show_nothing()

    @Slot(list)
    def _choose(self, rows: list[TurnRow]) -> None:
        self._shown = rows[0] if len(rows) == 1 else None
        if self._shown is None:
            self._split.show_nothing()
            return
        turn = self._shown
        self._detail.title.setText(turn.name)
        used = f"{turn.seconds} 秒" if turn.seconds else ""
        self._detail.facts.show_facts(
            (("时间", f"{turn.at:%Y-%m-%d %H:%M}"), ("题目", turn.number), ("用时", used))
        )
        self._detail.text.setHtml(turn_html(turn))
        self._split.show_detail(self._detail)

    @Slot()
    def _begin(self) -> None:
        session, rules = self._setup.session, self._setup.rules
        if self._is_open():
            return
        if session is None:
            self.said.emit("还没有培训。请先到“培训”页建一期，并让到场的人签到。")
        else:
            work = partial(begin_class, self._service, session, rules)
            self._desk.load(self, work, self._open)

    @Slot(object)
    def _open(self, room: OralClass) -> None:
        """Open the window of instructor and judges, and the wall on the other screen."""
        if self.lectern is not None:
            return  # asked for twice before the first had come
        run = OralRun(self._desk, self._service, (room, self._setup.rules), self._screens)
        self._put_up(OralLectern(run), run)

    @Slot()
    def _undo_turn(self) -> None:
        turn = self._shown
        hint = "记入温习的也一并收回。可在“操作记录”里恢复。"
        if turn is not None and self._desk.alerts.ask(
            f"撤销{turn.name}的这次口答？", "撤销", hint=hint, danger=True
        ):
            self._desk.act(
                self,
                lambda *_: self._service.undo(turn.id),
                self._note_undone,
                title="正在撤销",
                changed=Changed.QUIZ | Changed.DRILL,
            )

    @Slot(object)
    def _note_undone(self, _changed: object) -> None:
        self.said.emit("已撤销这次口答。")

    @Slot()
    def _open_entry(self) -> None:
        if (session := self._setup.session) is not None:
            work = partial(begin_class, self._service, session, self._setup.rules)
            self._desk.load(self, work, self._show_entry)

    @Slot(object)
    def _show_entry(self, room: OralClass) -> None:
        if self._entry is not None:
            return  # as in `_open`
        dialog = OralEntryDialog(room, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._keep_entry)
        dialog.finished.connect(self._forget_entry)
        self._entry = dialog
        dialog.open()

    @Slot()
    def _forget_entry(self) -> None:
        self._entry = None

    @Slot(object)
    def _keep_entry(self, turn: NewTurn) -> None:
        job = self._desk.act(
            self,
            lambda *_: self._service.judge(turn),
            self._note_entered,
            title="正在存入",
            changed=Changed.QUIZ | Changed.DRILL,
        )
        job.ended.connect(self._free_entry)

    @Slot(object)
    def _note_entered(self, row: TurnRow) -> None:
        if self._entry is not None:
            self._entry.show_kept(missed_sentence(len(row.score.missed), row.name))

    @Slot(object)
    def _free_entry(self, _job: Job) -> None:
        if self._entry is not None:
            self._entry.free()

    @Slot()
    def _print_sheets(self) -> None:
        if self._setup.session is not None:
            dialog = SheetsDialog(self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.wanted.connect(self._make_sheets)
            dialog.open()

    @Slot(int)
    def _make_sheets(self, count: int) -> None:
        session, category = self._setup.session, self._setup.rules.category
        if session is not None:
            work = partial(sheets_for, self._service, session, category, count)
            self._desk.load(self, work, self._preview)

    @Slot()
    def _print_slips(self) -> None:
        if (session := self._setup.session) is not None:
            self._desk.load(self, partial(self._service.slips, session.id), self._preview)

    @Slot()
    def _print_slip(self) -> None:
        session, turn = self._setup.session, self._shown
        if session is not None and turn is not None:
            work = partial(self._service.slips, session.id, (turn.person_id,))
            self._desk.load(self, work, self._preview)

    @Slot(object)
    def _preview(self, document: Document) -> None:
        jobs, alerts = self._desk.jobs, self._desk.alerts
        preview = PrintPreview([document], jobs, alerts, file_name(document.title), self)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()

    @Slot()
    def _write_record(self) -> None:
        if (session := self._setup.session) is not None:
            write = partial(write_record, self._service, session.id)
            self._export("口答记录", session.plan.title, write)


def _by_time(row: TurnRow) -> tuple[datetime, str]:
    """Points put nobody in an order: people are not ranked."""
    return (row.at, str(row.id))


def _columns() -> list[Column[TurnRow]]:
    return [
        Column[TurnRow]("时间", lambda row: f"{row.at:%m-%d %H:%M}", width=100),
        Column[TurnRow]("姓名", lambda row: row.name, width=110, names=True),
        Column[TurnRow]("得分", lambda row: format_points(row.score.points), _by_time, width=60),
        Column[TurnRow]("漏答", lambda row: str(len(row.score.missed) or ""), _by_time, width=56),
        Column[TurnRow]("题目", lambda row: f"{row.number}　{row.content.stem}", width=170),
    ]
