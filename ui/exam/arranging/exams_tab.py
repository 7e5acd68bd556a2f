"""Exams on the left; of the one chosen, who sits it and how far they have come."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.exam.paper import PaperRow
from jyguide.exam.points import format_points
from jyguide.exam.row import ExamRow, ExamState, Reveal
from jyguide.exam.service import PaperService, SittingService
from jyguide.exam.service.proctoring import ProctorService
from jyguide.training.service import TrainingService
from jyguide.training.session import SessionRow
from ui.desk import Desk
from ui.exam.arranging.arrange_dialog import ArrangeDialog, Arrangement
from ui.exam.arranging.proctor_panel import ProctorPanel
from ui.exam.keying.paper_exam_bar import PaperExamBar
from ui.exam.sitting.window import ExamWindow
from ui.history.records import tell_history
from ui.theme import SPACE, Tone
from ui.widgets import (
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
from ui.widgets.flow_layout import FlowLayout

_NO_EXAM = EmptyText(
    "还没有考试", "选一期培训和一份试卷，安排一场考试；签到的人可以参加。", "安排考试", "exam"
)
_NOTHING_CHOSEN = EmptyText("没有选中考试", "在左边选一场考试，查看考生和进度。")
_EXAM_COLUMNS = [
    Column[ExamRow]("考试", lambda row: row.title, width=160),
    Column[ExamRow]("培训", lambda row: row.session_title, width=128),
    Column[ExamRow](
        "日期", lambda row: f"{row.held_on:%Y-%m-%d}" if row.held_on else "", width=100
    ),
    Column[ExamRow](
        "状态",
        lambda row: "进行中" if row.state is ExamState.OPEN else "已结束",
        width=72,
        tone=lambda row: Tone.INFO if row.state is ExamState.OPEN else Tone.NEUTRAL,
    ),
    Column[ExamRow](
        "交卷", lambda row: f"{row.handed_in} 人", lambda row: row.handed_in, width=64
    ),
]


class ExamsTab(QWidget):
    """Object names: `exams`, `candidates`, `arrange`, `start`, `close_exam`, `exam_title`."""

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        sittings: SittingService,
        papers: PaperService,
        training: TrainingService,
        proctoring: ProctorService,
        paper_bar: PaperExamBar,
    ) -> None:
        super().__init__()
        self._paper_bar = paper_bar
        self._proctoring = proctoring
        self._desk = desk
        self._sittings = sittings
        self._papers = papers
        self._training = training
        self._shown: ExamRow | None = None
        self._dialog: ArrangeDialog | None = None
        self._paper: PaperRow | None = None
        self._arranged = False
        self.window_: ExamWindow | None = None
        self._build()
        self._connect()

    def reload(self) -> None:
        """Fetch the exams, and the candidates of the one chosen."""
        self._desk.load(self, self._sittings.exams, self._show_exams)

    def why_not_leave(self) -> str:
        """What would be broken off by closing the program, or nothing."""
        if self.window_ is None or not self.window_.isVisible():
            return ""
        if name := self.window_.candidate:
            return f"考生“{name}”正在答题，现在退出会中断考试。已答的题会存好，但没有交卷。"
        return "考试窗口还开着，现在退出会一起关闭它。"

    def leave(self) -> None:
        """Close the exam window once everything is stored."""
        if self.window_ is not None:
            self.window_.leave()

    def _build(self) -> None:
        self.exams: RowTable[ExamRow] = RowTable(
            _EXAM_COLUMNS, unit="场", key=lambda row: row.id, empty=_NO_EXAM
        )
        self.exams.setObjectName("exams")
        tell_history(self.exams, "exam", lambda row: (row.id, row.title))
        self._arrange = make_button("安排考试…", icon_name="add", name="arrange")
        self.exams.add_tool(self._arrange)
        self._detail = self._make_detail()
        self._split = SplitDetail(self.exams, _NOTHING_CHOSEN, share=42)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _make_detail(self) -> QWidget:
        card = Card()
        self._title = make_label("", "section", "exam_title", wrap=True)
        self._state = Badge()
        self._start = make_button("开始答题", Kind.PRIMARY, "play", name="start")
        self._close = make_button("结束考试", name="close_exam")
        self._facts = Facts()
        self._room = ProctorPanel(self._desk, self._sittings, self._proctoring)
        self._room.said.connect(self.said)
        self._paper_bar.said.connect(self.said)
        self.candidates = self._room.candidates
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._title, 1)
        head.addWidget(self._state, alignment=Qt.AlignmentFlag.AlignTop)
        buttons = FlowLayout(SPACE.s)
        for part in (self._start, self._close, self._paper_bar):
            buttons.addWidget(part)
        card.body.addLayout(head)
        card.body.addWidget(self._facts)
        card.body.addLayout(buttons)
        card.body.addWidget(self._room, 1)
        return card

    def _connect(self) -> None:
        self.exams.selection_changed.connect(self._choose)
        self.exams.empty_action.connect(self._open_arrange)
        self.exams.activated.connect(self._start_exam)
        self.exams.add_action("开始答题", self._start_exam, "play")
        self.exams.add_action("结束或重新开放考试", self._turn_state)
        self._arrange.clicked.connect(self._open_arrange)
        self._start.clicked.connect(self._start_exam)
        self._close.clicked.connect(self._turn_state)

    @Slot(object)
    def _show_exams(self, rows: list[ExamRow]) -> None:
        self._shown = None  # so that the candidates are fetched again too
        self.exams.set_rows(rows)
        self.exams.choose_first()
        if self._arranged:  # where Enter begins it
            self._arranged = False
            self.exams.view.setFocus()

    @Slot(list)
    def _choose(self, rows: list[ExamRow]) -> None:
        if len(rows) != 1:
            self._shown = None
            self._split.show_nothing()
            return
        if rows[0] == self._shown:
            return
        self._shown = rows[0]
        self._show_exam(rows[0])
        self._room.show_exam(rows[0])
        self._paper_bar.show_exam(rows[0])

    def _show_exam(self, row: ExamRow) -> None:
        is_open = row.state is ExamState.OPEN
        self._title.setText(row.title)
        self._state.show_state(
            "进行中" if is_open else "已结束", Tone.INFO if is_open else Tone.NEUTRAL
        )
        total, needed = format_points(row.total_points), format_points(row.pass_points)
        self._facts.show_facts(
            (
                (
                    "培训",
                    f"{row.session_title}　已开始 {row.attempts} 人，已交卷 {row.handed_in} 人",
                ),
                ("试卷", f"满分 {total} 分，{needed} 分及格，{row.minutes} 分钟"),
                ("规则", rules_text(row)),
            )
        )
        self._start.setEnabled(is_open)
        self._close.setText("结束考试" if is_open else "重新开放")
        self._split.show_detail(self._detail)

    def arrange(self, paper: PaperRow) -> None:
        """Ask for an exam with a paper, for the training held last."""
        self._paper = paper
        self._load_choices()

    @Slot()
    def _open_arrange(self) -> None:
        self._paper = None
        self._load_choices()

    def _load_choices(self) -> None:
        work = partial(_choices, self._training, self._papers, self._sittings)
        self._desk.load(self, work, self._show_arrange)

    @Slot(object)
    def _show_arrange(self, found: tuple[list[SessionRow], list[PaperRow], list[ExamRow]]) -> None:
        sessions, papers, exams = found
        if not sessions:
            self._desk.alerts.inform("还没有培训，不能安排考试。", "请先到“培训”页新建一期培训。")
        elif not papers:
            self._desk.alerts.inform(
                "还没有试卷，不能安排考试。", "请先在“蓝图与试卷”里组一份卷。"
            )
        else:
            self._dialog = ArrangeDialog(sessions, papers, exams, self)
            self._dialog.choose_paper(self._paper)
            self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._dialog.wanted.connect(self._open_exam)
            self._dialog.open()

    @Slot(object)
    def _open_exam(self, one: Arrangement) -> None:
        sittings = self._sittings
        self._desk.act(
            self,
            lambda *_: sittings.open_exam(one.paper_id, one.title, one.session_id, one.rules),
            self._opened,
            title="正在安排考试",
            changed=Changed.EXAMS,
        )

    @Slot(object)
    def _opened(self, _exam_id: object) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None
        self.exams.view.select_positions([])  # the new exam, at the top, is chosen next
        self._arranged = True
        self.said.emit("考试已安排。")

    @Slot()
    def _start_exam(self) -> None:
        """Open the exam over the whole screen; one at a time."""
        row = self._shown
        if row is None or row.state is not ExamState.OPEN:
            return
        if self.window_ is None:
            self.window_ = ExamWindow(self._desk, self._sittings, self._proctoring, row)
            self.window_.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            # not at its closing: without this reference it would be deleted within its close event
            self.window_.destroyed.connect(self._forget_window)
        self.window_.showFullScreen()
        self.window_.activateWindow()

    @Slot()
    def _forget_window(self) -> None:
        self.window_ = None
        self._desk.changes.tell(Changed.EXAMS)

    @Slot()
    def _turn_state(self) -> None:
        row, sittings = self._shown, self._sittings
        if row is None:
            return
        closing = row.state is ExamState.OPEN
        hint = "结束后不能再答题；需要时可以重新开放。"
        if closing and not self._desk.alerts.ask(
            f"结束考试“{row.title}”？", "结束考试", hint=hint
        ):
            return
        state = ExamState.CLOSED if closing else ExamState.OPEN
        self._desk.act(
            self,
            lambda *_: sittings.set_state(row.id, state),
            self._turned,
            title="正在更新考试",
            changed=Changed.EXAMS,
        )

    @Slot(object)
    def _turned(self, _changed: object) -> None:
        self.said.emit("考试状态已更新。")


def rules_text(row: ExamRow) -> str:
    """What was agreed on for an exam, in one line."""
    rules = row.rules
    parts = [
        "有监考码" if rules.proctor_code else "没有监考码",
        "离开即锁定" if rules.leaving_locks else "离开只记录",
        "当场显示成绩" if rules.reveal is Reveal.AT_ONCE else "阅卷后公布成绩",
    ]
    return "，".join(["补考", *parts] if rules.makeup_of else parts)


def _choices(
    training: TrainingService, papers: PaperService, sittings: SittingService
) -> tuple[list[SessionRow], list[PaperRow], list[ExamRow]]:
    return training.sessions(), papers.papers(), sittings.exams()
