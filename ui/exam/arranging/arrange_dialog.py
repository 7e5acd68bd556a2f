"""Arranging an exam: for whom, which paper, and by which rules."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from jyguide.exam.paper import PaperRow
from jyguide.exam.points import format_points
from jyguide.exam.row import ExamRow, ExamRules, Reveal
from jyguide.exam.sitting import code_problem
from jyguide.ids import PaperId, SessionId
from jyguide.training.session import SessionRow
from ui.widgets import make_button
from ui.widgets.form_dialog import FormDialog

_CODES = 10_000
_LONGEST_CODE = 8
_REVEALS = (
    (Reveal.LATER, "阅卷后由指导员公布"),
    (Reveal.AT_ONCE, "交卷后当场显示本人成绩"),
)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """An exam to be opened."""

    session_id: SessionId
    paper_id: PaperId
    title: str
    rules: ExamRules


class ArrangeDialog(FormDialog):
    """What is agreed on before anybody sits down.

    Object names: `field_makeup`, `field_session`, `field_paper`, `field_title`, `field_code`,
    `another_code`, `field_locks`, `field_reveal`.
    """

    wanted = Signal(object)
    """An `Arrangement`; whoever opens the exam closes the dialog."""

    def __init__(
        self,
        sessions: Sequence[SessionRow],
        papers: Sequence[PaperRow],
        exams: Sequence[ExamRow] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("安排考试", "安排考试", parent)
        self.setObjectName("arrange_dialog")
        self._makeup = QComboBox()
        self._makeup.addItem("正常考试", None)
        for exam in exams:
            if exam.session_id is not None:
                self._makeup.addItem(f"补考：{exam.title}", exam)
        self._session = QComboBox()
        for session in sessions:
            came = f"{session.plan.starts_on:%Y-%m-%d}　签到 {session.attended} 人"
            self._session.addItem(f"{session.plan.title}　{came}", session)
        self._paper = QComboBox()
        for paper in papers:
            self._paper.addItem(_paper_text(paper), paper.id)
        self._title = QLineEdit()
        self._build()
        self._connect()
        self._suggest()
        self._session.setFocus()

    def choose_paper(self, paper: PaperRow | None) -> None:
        """Begin with this paper, where there is one."""
        if paper is not None:
            self._paper.setCurrentIndex(max(self._paper.findData(paper.id), 0))

    def _build(self) -> None:
        self._code = QLineEdit(maxLength=_LONGEST_CODE)
        self._code.setObjectName("field_code")
        self._code.setAccessibleName("监考码")
        self._another = make_button("换一个", name="another_code")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._code, 1)
        row.addWidget(self._another)
        self._locks = QCheckBox("离开考试窗口就锁定试卷，由监考人员解锁")
        self._reveal = QComboBox()
        for reveal, text in _REVEALS:
            self._reveal.addItem(text, reveal)
        add = self.form.add
        add("makeup", "性质", self._makeup, hint="补考只限原考试不合格或没有参加的人。")
        add("session", "培训", self._session, hint="签到的人可以参加考试。")
        self._paper_row = add("paper", "试卷", self._paper)
        add("title", "考试名称", self._title, required=True)
        add(
            "code_line",
            "监考码",
            line,
            hint="4 至 8 位数字，监考人员在考生电脑上解锁、补时、收卷时输入；不设就留空。",
        )
        add("locks", "离开窗口", self._locks, hint="不锁定时，离开考试窗口只记入监考记录。")
        add("reveal", "公布成绩", self._reveal)
        self._draw_code()

    def _connect(self) -> None:
        self._makeup.currentIndexChanged.connect(self._choose_makeup)
        self._session.currentIndexChanged.connect(self._suggest)
        self._paper.currentIndexChanged.connect(self._look_at_paper)
        self._another.clicked.connect(self._draw_code)

    @Slot()
    def _draw_code(self) -> None:
        self._code.setText(f"{secrets.randbelow(_CODES):04d}")

    @Slot()
    def _choose_makeup(self) -> None:
        """A make-up exam is of the same training, and better with another paper."""
        first: ExamRow | None = self._makeup.currentData()
        self._session.setEnabled(first is None)
        if first is not None:
            sessions = [self._session.itemData(n).id for n in range(self._session.count())]
            if first.session_id in sessions:
                self._session.setCurrentIndex(sessions.index(first.session_id))
            papers = [self._paper.itemData(n) for n in range(self._paper.count())]
            others = [n for n, key in enumerate(papers) if key != first.paper_id]
            self._paper.setCurrentIndex(others[0] if others else 0)
        self._suggest()

    @Slot()
    def _suggest(self) -> None:
        first: ExamRow | None = self._makeup.currentData()
        chosen: SessionRow | None = self._session.currentData()
        if first is not None:
            self._title.setText(f"{first.title}（补考）")
        else:
            self._title.setText(f"{chosen.plan.title}结业考试" if chosen else "")
        self._look_at_paper()

    @Slot()
    def _look_at_paper(self) -> None:
        first: ExamRow | None = self._makeup.currentData()
        same = first is not None and first.paper_id == self._paper.currentData()
        self._paper_row.show_note("与原考试是同一份试卷，建议另选一份。" if same else "")

    @Slot()
    def _confirm(self) -> None:
        title = self._title.text().strip()
        first: ExamRow | None = self._makeup.currentData()
        rules = ExamRules(
            self._code.text().strip(),
            self._locks.isChecked(),
            Reveal(self._reveal.currentData()),
            first.id if first else None,
        )
        problems = {} if title else {"title": "请填写考试名称。"}
        if problem := code_problem(rules):
            problems["code_line"] = problem
        if not self.form.show_problems(problems):
            return
        chosen: SessionRow = self._session.currentData()
        self.wanted.emit(Arrangement(chosen.id, self._paper.currentData(), title, rules))


def _paper_text(paper: PaperRow) -> str:
    total = format_points(paper.total_points)
    said = f"{paper.title}　{paper.items} 题　{total} 分　{paper.minutes} 分钟"
    return f"{said}　{'、'.join(paper.variants)} 卷轮流发放" if paper.variants else said
