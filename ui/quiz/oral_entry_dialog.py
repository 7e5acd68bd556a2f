"""A turn that judges marked on paper, entered afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from jyguide.quiz.oral import MOST_JUDGES, USUAL_SECONDS
from jyguide.quiz.oral_play import OralQuestion
from jyguide.quiz.oral_record import NewTurn
from ui.quiz.oral_class import OralClass
from ui.quiz.oral_words import JUDGES
from ui.theme import SPACE
from ui.widgets import FittingDialog, Form, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

_WIDTH = 720
_LONGEST = 600


class OralEntryDialog(FittingDialog):
    """Stays open for the next sheet.

    Object names: `oral_entry`, `field_person`, `field_question`, `field_judges`,
    `field_seconds`, `entry_<judge>_<n>` (from 1), `confirm`, `cancel`.
    """

    wanted = Signal(object)
    """A `NewTurn`; whoever keeps it calls `show_kept`."""

    def __init__(self, room: OralClass, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("oral_entry")
        self.setWindowTitle("录入纸质记分表")
        self.setMinimumWidth(_WIDTH)
        self._room = room
        self._boxes: list[list[QCheckBox]] = []
        self._make_fields()
        self._build()
        self._judges.currentIndexChanged.connect(self._show_points)
        self._question.currentIndexChanged.connect(self._show_points)
        self._show_points()

    def show_kept(self, sentence: str) -> None:
        """Say what came of it and make room for the next sheet."""
        self._said.setText(sentence)
        self._confirm.setEnabled(True)
        self._show_points()
        self._person.setFocus()

    def free(self) -> None:
        """It was not kept: the form may be used again as it is."""
        self._confirm.setEnabled(True)

    def _make_fields(self) -> None:
        self._person = QComboBox()
        for one in self._room.present:
            self._person.addItem(one.name, one.id)
        self._question = QComboBox()
        for question in self._room.questions:
            self._question.addItem(f"{question.number}　{question.content.stem}", question)
        for box in (self._person, self._question):
            _searchable(box)
        self._judges = QComboBox()
        self._judges.addItem("一位评委", 1)
        self._judges.addItem("两位评委", MOST_JUDGES)
        self._seconds = QSpinBox(minimum=0, maximum=_LONGEST, value=USUAL_SECONDS)
        self._seconds.setSuffix(" 秒")

    def _build(self) -> None:
        form = Form()
        self._rows = {
            "person": form.add("person", "姓名", self._person, required=True),
            "question": form.add(
                "question",
                "题目",
                self._question,
                required=True,
                hint="可以直接输入题号或题目里的字。",
            ),
        }
        form.add("judges", "评委", self._judges)
        form.add("seconds", "用时", self._seconds)
        self._points = QWidget()
        self._grid = QGridLayout(self._points)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.m)
        self._grid.setColumnStretch(1, 1)
        form.add("points", "要点", self._points, hint="按记分表打勾；空格键可以勾选。")
        self._said = make_label("", "sentence", "entry_said", wrap=True)
        self._confirm = make_button("存入", Kind.PRIMARY, name="confirm")
        self._confirm.setDefault(True)
        self._confirm.clicked.connect(self._ask_keep)
        cancel = make_button("关闭", name="cancel")
        cancel.clicked.connect(self.reject)
        foot = ButtonRow(self._confirm, leave=cancel, said=self._said)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(form)
        layout.addLayout(foot)

    @Slot()
    def _show_points(self) -> None:
        """Empty boxes for the question chosen."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)  # at once: the new ones bear the same names
                old.deleteLater()
        question = self._chosen()
        self._boxes = [[] for _ in range(int(self._judges.currentData()))]
        if question is None:
            return
        for at, point in enumerate(question.content.key_points):
            self._grid.addWidget(make_label(str(at + 1), "key"), at, 0)
            self._grid.addWidget(make_label(point.text, wrap=True), at, 1)
            for judge, boxes in enumerate(self._boxes):
                box = QCheckBox(f"评委{JUDGES[judge]}")
                box.setObjectName(f"entry_{judge + 1}_{at + 1}")
                box.setAccessibleName(f"评委{JUDGES[judge]}听到要点 {at + 1}")
                boxes.append(box)
                self._grid.addWidget(box, at, 2 + judge)

    def _chosen(self) -> OralQuestion | None:
        at = self._question.currentIndex()
        exact = at >= 0 and self._question.itemText(at) == self._question.currentText()
        return self._room.questions[at] if exact else None

    @Slot()
    def _ask_keep(self) -> None:
        question, at = self._chosen(), self._person.currentIndex()
        named = at >= 0 and self._person.itemText(at) == self._person.currentText()
        problems = {} if named else {"person": "请从到场名单里选一个人。"}
        if question is None:
            problems["question"] = "请从列表里选一道题。"
        for name, row in self._rows.items():
            row.show_problem(problems.get(name, ""))
        if problems or question is None:
            return
        self._confirm.setEnabled(False)
        self.wanted.emit(
            NewTurn(
                self._room.session.id,
                self._room.present[at].id,
                question.item_id,
                question.revision_id,
                self._seconds.value(),
                tuple(tuple(box.isChecked() for box in boxes) for boxes in self._boxes),
            )
        )


def _searchable(box: QComboBox) -> None:
    """Typing any part of an entry offers it."""
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setCompleter(completer)
