"""Short questions of the exam page: drawing a paper, arranging an exam."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jyguide.exam.paper import PaperRow
from jyguide.exam.points import format_points
from jyguide.ids import PaperId, SessionId
from jyguide.training.session import SessionRow
from ui.theme import SPACE
from ui.widgets import FittingDialog, Form, Kind, make_button, make_label

_DIALOG_WIDTH = 640
_SEEDS = 1_000_000
_SEED = re.compile(r"\d{1,9}", re.ASCII)


class FormDialog(FittingDialog):
    """A form with 取消 and one other button, `confirm`; Enter confirms, Esc cancels."""

    def __init__(self, title: str, confirm_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_DIALOG_WIDTH)
        self.form = Form()
        cancel = make_button("取消", name="cancel")
        confirm = make_button(confirm_label, Kind.PRIMARY, name="confirm")
        confirm.setDefault(True)
        cancel.clicked.connect(self.reject)
        confirm.clicked.connect(self._confirm)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.l)
        layout.addWidget(self.form)
        layout.addLayout(row)

    @Slot()
    def _confirm(self) -> None:
        raise NotImplementedError  # each form keeps something else


class DrawDialog(FormDialog):
    """Title and seed of a paper; object names `field_title`, `field_seed`, `another_seed`."""

    wanted = Signal(str, int)
    """Title and seed; whoever draws the paper closes the dialog."""

    def __init__(self, suggested: str, parent: QWidget | None = None) -> None:
        super().__init__("组卷", "组卷", parent)
        self.setObjectName("draw_dialog")
        self._title = QLineEdit(suggested)
        self._seed = QLineEdit(maxLength=9)
        self._seed.setObjectName("field_seed")
        another = make_button("换一个", name="another_seed")
        another.clicked.connect(self._draw_seed)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._seed, 1)
        row.addWidget(another)
        self.form.add("title", "试卷名称", self._title, required=True)
        self.form.add(
            "seed_line",
            "抽题编号",
            line,
            hint="随机产生并随试卷保存。用同一蓝图、同一题库和同一编号，可以抽出完全相同的试卷。",
        )
        self._draw_seed()
        self._title.selectAll()

    @Slot()
    def _draw_seed(self) -> None:
        self._seed.setText(f"{secrets.randbelow(_SEEDS):06d}")

    @Slot()
    def _confirm(self) -> None:
        problems = {}
        if not self._title.text().strip():
            problems["title"] = "请填写试卷名称。"
        if not _SEED.fullmatch(self._seed.text().strip()):
            problems["seed_line"] = "抽题编号是 1 至 9 位数字。"
        if self.form.show_problems(problems):
            self.wanted.emit(self._title.text().strip(), int(self._seed.text()))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """An exam to be opened."""

    session_id: SessionId
    paper_id: PaperId
    title: str


class ArrangeDialog(FormDialog):
    """Session, paper and title; object names `field_session`, `field_paper`, `field_title`."""

    wanted = Signal(object)
    """An `Arrangement`; whoever opens the exam closes the dialog."""

    def __init__(
        self,
        sessions: Sequence[SessionRow],
        papers: Sequence[PaperRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("安排考试", "安排考试", parent)
        self.setObjectName("arrange_dialog")
        self._session = QComboBox()
        for session in sessions:
            came = f"{session.plan.starts_on:%Y-%m-%d}　签到 {session.attended} 人"
            self._session.addItem(f"{session.plan.title}　{came}", session)
        self._paper = QComboBox()
        for paper in papers:
            total = format_points(paper.total_points)
            said = f"{paper.title}　{paper.items} 题　{total} 分　{paper.minutes} 分钟"
            self._paper.addItem(said, paper.id)
        self._title = QLineEdit()
        self.form.add("session", "培训", self._session, hint="签到的人可以参加考试。")
        self.form.add("paper", "试卷", self._paper)
        self.form.add("title", "考试名称", self._title, required=True)
        self._session.currentIndexChanged.connect(self._suggest)
        self._suggest()
        self._session.setFocus()

    @Slot()
    def _suggest(self) -> None:
        chosen = self._session.currentData()
        self._title.setText(f"{chosen.plan.title}结业考试" if chosen else "")

    @Slot()
    def _confirm(self) -> None:
        title = self._title.text().strip()
        if self.form.show_problems({} if title else {"title": "请填写考试名称。"}):
            chosen: SessionRow = self._session.currentData()
            self.wanted.emit(Arrangement(chosen.id, self._paper.currentData(), title))


def labelled(text: str, content: QWidget) -> QWidget:
    """`content` under a section heading."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.s)
    column.addWidget(make_label(text, "section"))
    column.addWidget(content, 1)
    return whole
