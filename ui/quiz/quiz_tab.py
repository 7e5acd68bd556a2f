"""Quizzes on the left; of the one chosen what it came to. A new one is begun from here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout

from jyguide.app import Application
from jyguide.bank.row import ItemRow
from jyguide.changes import Changed
from jyguide.ids import QuizId, SessionId
from jyguide.quiz.record import QuizRecord, QuizRow
from jyguide.quiz.row import QUIZ_MODE_NAMES
from jyguide.quiz.service import QuizService
from ui.desk import Desk
from ui.history.records import tell_history
from ui.jobs import Job
from ui.quiz.beginning import Begun, begin_quiz, begun_before, write_record
from ui.quiz.choices import Choices, fetch_choices
from ui.quiz.class_tab import ClassTab, PastDetail
from ui.quiz.lectern import Lectern
from ui.quiz.pick_dialog import PickDialog
from ui.quiz.record_text import mode_text, record_html
from ui.quiz.run import QuizRun
from ui.quiz.setup_dialog import SetupDialog, Wish
from ui.screens import Screens
from ui.theme import SPACE, Tone
from ui.widgets import (
    Column,
    EmptyText,
    Kind,
    RowTable,
    SplitDetail,
    make_button,
)

_NO_QUIZ = EmptyText(
    "还没有竞答", "接上投影，点“新的竞答”，各项都有默认值，可以马上开始。", "新的竞答", "quiz"
)
_NOTHING_CHOSEN = EmptyText("没有选中竞答", "在左边选一次竞答，查看题目和得分。", icon_name="quiz")


class QuizTab(ClassTab):
    """What was played, and the way to play.

    Object names: `quizzes`, `new_quiz`, `resume_last`, `resume_quiz`, `write_record`, `record`,
    `quiz_title`.
    """

    what = "竞答"

    def __init__(self, desk: Desk, app: Application, screens: Screens | None = None) -> None:
        super().__init__(desk, app, screens)
        self._shown: QuizRow | None = None
        self._dialog: SetupDialog | None = None
        self._build()
        self._connect()

    def reload(self) -> None:
        """Fetch the quizzes, and the record of the one chosen."""
        self._desk.load(self, self._service.quizzes, self._show_quizzes)

    @property
    def _service(self) -> QuizService:
        return self._app.quizzes

    def _build(self) -> None:
        self.quizzes: RowTable[QuizRow] = RowTable(
            _columns(), unit="次", key=lambda row: row.id, empty=_NO_QUIZ
        )
        self.quizzes.setObjectName("quizzes")
        tell_history(self.quizzes, "quiz", lambda row: (row.id, row.title))
        self.quizzes.view.setAccessibleName("各次竞答")
        self._resume_last = make_button("继续上次的竞答", icon_name="play", name="resume_last")
        self._resume_last.hide()
        self._new = make_button("新的竞答…", Kind.PRIMARY, "add", name="new_quiz")
        self.quizzes.add_tool(self._resume_last)
        self.quizzes.add_tool(self._new)
        self._split = SplitDetail(self.quizzes, _NOTHING_CHOSEN, share=50)
        self._detail = self._make_detail()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.addWidget(self._split)

    def _make_detail(self) -> PastDetail:
        self._resume = make_button("继续", icon_name="play", name="resume_quiz")
        self._write = make_button("导出记录…", icon_name="export", name="write_record")
        return PastDetail(("quiz_title", "record"), "竞答记录", (self._resume, self._write))

    def _connect(self) -> None:
        self.quizzes.selection_changed.connect(self._choose)
        self.quizzes.empty_action.connect(self._open_setup)
        self.quizzes.add_action("继续", self._resume_shown, "play")
        self.quizzes.add_action("导出记录…", self._write_record, "export")
        self.quizzes.add_action("删除", self._remove, "delete")
        self._new.clicked.connect(self._open_setup)
        self._resume.clicked.connect(self._resume_shown)
        self._resume_last.clicked.connect(self._resume_newest)
        self._write.clicked.connect(self._write_record)

    @Slot(object)
    def _show_quizzes(self, rows: list[QuizRow]) -> None:
        self._shown = None
        self.quizzes.set_rows(rows)
        self._resume_last.setVisible(any(row.ended_at is None for row in rows))
        self.quizzes.choose_first()

    @Slot(list)
    def _choose(self, rows: list[QuizRow]) -> None:
        if len(rows) != 1:
            self._shown = None
            self._split.show_nothing()
            return
        if rows[0] == self._shown:
            return
        self._shown = rows[0]
        self._desk.load(self, partial(self._service.record, rows[0].id), self._show_record)

    @Slot(object)
    def _show_record(self, record: QuizRecord) -> None:
        row = self._shown
        if row is None or row.id != record.quiz.id:
            return  # another was chosen meanwhile
        self._detail.title.setText(row.title)
        over = row.ended_at is not None
        tone = Tone.NEUTRAL if over else Tone.WARN
        self._detail.state.show_state("已结束" if over else "未结束", tone)
        self._detail.state.show()
        self._detail.facts.show_facts(
            (
                ("培训", row.session_title),
                ("时间", f"{row.started_at:%Y-%m-%d %H:%M}"),
                ("方式", f"{mode_text(record)}，问了 {row.asked} / {row.items} 题"),
            )
        )
        self._detail.text.setHtml(record_html(record))
        self._resume.setText("查看结束画面" if over else "继续")
        self._split.show_detail(self._detail)

    @Slot()
    def _open_setup(self) -> None:
        if not self._is_open():
            self._desk.load(self, partial(fetch_choices, self._app), self._show_setup)

    @Slot(object)
    def _show_setup(self, choices: Choices) -> None:
        if self._dialog is not None or self.lectern is not None:
            return  # asked for twice before the first had come
        dialog = SetupDialog(choices, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.present_wanted.connect(self._fetch_present)
        dialog.picking_wanted.connect(self._fetch_offered)
        dialog.wanted.connect(self._begin)
        dialog.finished.connect(self._forget_dialog)
        self._dialog = dialog
        dialog.open()
        dialog.start()

    @Slot()
    def _forget_dialog(self) -> None:
        self._dialog = None

    @Slot(object)
    def _fetch_present(self, session_id: SessionId | None) -> None:
        if self._dialog is not None:
            work = partial(self._service.present, session_id)
            self._desk.load(self._dialog, work, self._dialog.show_present)

    @Slot()
    def _fetch_offered(self) -> None:
        self._desk.load(self, self._service.offered, self._show_offered)

    @Slot(object)
    def _show_offered(self, rows: list[ItemRow]) -> None:
        if self._dialog is None:
            return
        dialog = PickDialog(rows, self._dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.picked.connect(self._dialog.show_picked)
        dialog.open()

    @Slot(object)
    def _begin(self, wish: Wish) -> None:
        job = self._desk.act(
            self,
            lambda *_: begin_quiz(self._service, wish),
            self._play,
            title="正在开始竞答",
            changed=Changed.QUIZ,
        )
        job.ended.connect(self._free_dialog)

    @Slot(object)
    def _free_dialog(self, _job: Job) -> None:
        if self._dialog is not None:
            self._dialog.free()

    @Slot()
    def _resume_shown(self) -> None:
        if self._shown is not None:
            self._open(self._shown.id)

    @Slot()
    def _resume_newest(self) -> None:
        for row in self.quizzes.rows():
            if row.ended_at is None:
                self._open(row.id)
                return

    def _open(self, key: QuizId) -> None:
        if not self._is_open():
            self._desk.load(self, partial(begun_before, self._service, key), self._play)

    @Slot(object)
    def _play(self, begun: Begun) -> None:
        """Open the instructor's window, and the wall on the other screen where there is one."""
        if self._dialog is not None:
            self._dialog.accept()
        if self.lectern is not None:
            return  # as in `_show_setup`
        run = QuizRun(self._desk, self._service, (begun.quiz, begun.rounds), self._screens)
        run.hold_back(begun.held_back)
        if begun.left_out:
            self.said.emit(f"有 {begun.left_out} 道题已停用或待复核，没有选入。")
        self._put_up(Lectern(run), run)

    @Slot()
    def _write_record(self) -> None:
        if (row := self._shown) is not None:
            self._export("竞答记录", row.title, partial(write_record, self._service, row.id))

    @Slot()
    def _remove(self) -> None:
        row = self._shown
        if row is None or self.lectern is not None:
            return
        hint = "已记的得分一并删除，可在“操作记录”里撤销。"
        if self._desk.alerts.ask(f"删除竞答“{row.title}”？", "删除", hint=hint, danger=True):
            self._desk.act(
                self,
                lambda *_: self._service.remove(row.id),
                self._removed,
                title="正在删除",
                changed=Changed.QUIZ,
            )

    @Slot(object)
    def _removed(self, _changed: object) -> None:
        self.said.emit("已删除。")


def _columns() -> list[Column[QuizRow]]:
    return [
        Column[QuizRow]("竞答", lambda row: row.title, width=200),
        Column[QuizRow]("时间", lambda row: f"{row.started_at:%Y-%m-%d %H:%M}", width=150),
        Column[QuizRow]("方式", lambda row: QUIZ_MODE_NAMES[row.mode], width=60),
        Column[QuizRow](
            "进度",
            lambda row: f"{row.asked}/{row.items}" + ("" if row.ended_at else "　未结束"),
            width=100,
            tone=lambda row: Tone.NEUTRAL if row.ended_at else Tone.WARN,
        ),
    ]
