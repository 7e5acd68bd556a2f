"""Correcting a key after people have answered: what is right, whom it touches, then doing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import KIND_NAMES, answer_text
from jyguide.changes import Changed
from jyguide.errors import AppError
from jyguide.exam.marking.correction import Impact
from jyguide.exam.marking.key_change import TREATMENT_NAMES, Answer, KeyChange, Treatment
from jyguide.exam.marking.mark import right_text
from jyguide.exam.paper import PaperPlace, bank_answer, printed, printed_answer
from jyguide.ids import RevisionId
from ui.desk import Desk
from ui.exam.results.correction_answer import AnswerField
from ui.exam.results.correction_impact import ImpactView
from ui.jobs import Job
from ui.theme import SPACE, Tone
from ui.widgets import FormRow, Kind, make_button, make_label, scrolling
from ui.widgets.button_row import ButtonRow

_SIZE = 1080, 620
_PAUSE_MS = 150
"""So long after the last key the people concerned are looked up."""
_NOT_YET = "请选出正确答案；确认之前，这里会说明影响哪些人。"
_HINT = (
    "答卷保持原样；以后交的卷也按新的答案评。题库里这道题还是原来的答案，"
    "请到“百问题库”页修改它；统一题库的题，请在那里报告错误。"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to count instead of the key, in the letters of the bank."""

    treatment: Treatment
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item as the dialog shows it, in the letters of the paper where one was given."""

    content: ItemContent
    order: tuple[int, ...]
    number: str
    change: KeyChange | None


def open_correction(
    desk: Desk,
    app: Application,
    revision_id: RevisionId,
    parent: QWidget,
    place: PaperPlace | None = None,
) -> CorrectionDialog:
    """Let the key of an item be corrected.

    Args:
        desk: Of the page that opens it.
        app: Whose exams.
        revision_id: The item as it was asked.
        parent: What it stands over.
        place: Where the item stood; its letters are then those of that paper.
    """
    dialog = CorrectionDialog(desk, app, revision_id, parent, place)
    dialog.open()
    return dialog


class CorrectionDialog(QDialog):
    """The item and its answers on the left, the people concerned on the right.

    Object names: `stem`, `present_key`, `treat_answers`, `treat_full_marks`, `reason`, `confirm`,
    `close`, and those of its parts.
    """

    def __init__(
        self,
        desk: Desk,
        app: Application,
        revision_id: RevisionId,
        parent: QWidget,
        place: PaperPlace | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("correction_dialog")
        self.setWindowTitle("改正答案")
        self._desk, self._app = desk, app
        self._revision, self._place = revision_id, place
        self._item: Item | None = None
        self._field: AnswerField | None = None
        self._seen: tuple[Wish, Impact] | None = None
        self._job: Job | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._weigh)
        self._build()
        desk.load(self, partial(_read, app, revision_id, place), self._show_item)

    def reject(self) -> None:
        """Closed only when nothing is being written, so that its news arrive."""
        if self._job is None:
            super().reject()

    def _build(self) -> None:
        self.resize(*_SIZE)
        self.view = ImpactView()
        self.view.say(_NOT_YET, Tone.INFO)
        columns = QHBoxLayout()
        columns.setSpacing(SPACE.l)
        columns.addWidget(self._make_left(), 48)
        columns.addWidget(self.view, 52)
        self._close = make_button("取消", name="close")
        self._confirm = make_button("改正并重新评分", Kind.PRIMARY, name="confirm")
        self._confirm.setDefault(True)
        self._confirm.setEnabled(False)
        self._close.clicked.connect(self.reject)
        self._confirm.clicked.connect(self._correct)
        hint = make_label(_HINT, "small", "hint", wrap=True)
        foot = ButtonRow(self._confirm, leave=self._close, said=hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addLayout(columns, 1)
        layout.addLayout(foot)

    def _make_left(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, SPACE.s, 0)
        self._inside.setSpacing(SPACE.s)
        self._head = make_label("", "hint", "item_head")
        self._stem = make_label("", "sentence", "stem", wrap=True)
        self._key = make_label("", "body", "present_key", wrap=True)
        self._treatments = {
            treatment: QRadioButton(name) for treatment, name in TREATMENT_NAMES.items()
        }
        choices = QHBoxLayout()
        choices.setSpacing(SPACE.l)
        for treatment, button in self._treatments.items():
            button.setObjectName(f"treat_{treatment.value}")
            button.toggled.connect(self._treat)
            choices.addWidget(button)
        choices.addStretch()
        self._reason = QLineEdit(maxLength=200, placeholderText="例如：教材第 12 页另有规定")
        self._reason.setObjectName("reason")
        self._reason_row = FormRow("原因", self._reason, required=True)
        for label in (self._head, self._stem, self._key):
            self._inside.addWidget(label)
        self._inside.addLayout(choices)
        self._inside.addStretch()
        column.addWidget(scrolling(inside), 1)
        column.addWidget(self._reason_row)
        return whole

    @Slot(object)
    def _show_item(self, item: Item) -> None:
        self._item = item
        content = item.content
        self._head.setText(f"{KIND_NAMES[content.kind]}{item.number}")
        self._stem.setText(content.stem)
        self._key.setText(_key_sentence(item))
        self._field = AnswerField(content)
        self._field.changed.connect(self._await)
        self._inside.insertWidget(self._inside.count() - 1, self._field)
        self._field.show()  # the layout does so later, and what is hidden cannot take the keyboard
        only_void = content.kind in {ItemKind.SHORT_ANSWER, ItemKind.ORAL}
        self._treatments[Treatment.ANSWERS].setDisabled(only_void)
        chosen = Treatment.FULL_MARKS if only_void else Treatment.ANSWERS
        self._treatments[chosen].setChecked(True)
        stops = (self._treatments[Treatment.FULL_MARKS], *self._field.stops, self._reason)
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)
        stops[0 if only_void else 1].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _treat(self) -> None:
        if self._field is not None:
            self._field.setEnabled(self._treatments[Treatment.ANSWERS].isChecked())
        self._await()

    @Slot()
    def _await(self) -> None:
        """What was shown is no longer what would be done."""
        self._seen = None
        self._confirm.setEnabled(False)
        self._pause.start()

    def _wish(self) -> Wish | None:
        """What is asked for, or None while nothing is."""
        if self._item is None or self._field is None:
            return None
        if self._treatments[Treatment.FULL_MARKS].isChecked():
            return Wish(Treatment.FULL_MARKS, ())
        kind, order = self._item.content.kind, self._item.order
        try:
            said = [bank_answer(kind, answer, order) for answer in self._field.answers()]
        except KeyError:  # a letter that no option bears: the service says so
            said = list(self._field.answers())
        return Wish(Treatment.ANSWERS, tuple(said)) if said else None

    @Slot()
    def _weigh(self) -> None:
        wish = self._wish()
        if wish is None:
            self.view.clear()
            self.view.say(_NOT_YET, Tone.INFO)
            return
        self._desk.load(self, partial(_impact, self._app, self._revision, wish), self._show_impact)

    @Slot(object)
    def _show_impact(self, found: tuple[Wish, Impact | AppError]) -> None:
        wish, impact = found
        if wish != self._wish() or self._job is not None:
            return  # something else is asked for meanwhile
        if isinstance(impact, AppError):
            self.view.clear()
            self.view.say(f"{impact.message}{impact.hint}", Tone.WARN)
            return
        self._seen = wish, impact
        self.view.show_impact(impact)
        self._confirm.setEnabled(True)

    @Slot()
    def _correct(self) -> None:
        if self._seen is None or self._job is not None:
            return
        reason = self._reason.text().strip()
        self._reason_row.show_problem("" if reason else "请写明为什么改正，成绩里会注明。")
        if not reason:
            self._reason.setFocus()
            return
        self._confirm.setEnabled(False)
        self._job = self._desk.act(
            self,
            partial(_do, self._app, self._revision, self._seen, reason),
            self._done,
            title="正在重新评分",
            changed=Changed.EXAMS,
        )
        self._job.ended.connect(self._rest)

    @Slot(object)
    def _done(self, impact: Impact) -> None:
        self.view.show_impact(impact)
        here = f"已重新评分 {impact.here} 人。" if impact.here else "没有人的分数要变。"
        self.view.say(f"答案已改正，{here}", Tone.GOOD)
        for part in (self._field, self._reason, *self._treatments.values()):
            if part is not None:
                part.setEnabled(False)
        self._seen = None
        self._confirm.hide()
        self._close.setText("关闭")
        self._close.setDefault(True)
        self._close.setFocus()

    @Slot(object)
    def _rest(self, _job: Job) -> None:
        self._job = None
        if not self._confirm.isHidden():  # it was refused: show what it would do now
            self._weigh()


def _read(app: Application, revision_id: RevisionId, place: PaperPlace | None) -> Item:
    content, change = app.corrections.current(revision_id)
    if place is None:
        return Item(content, (), "", change)
    return Item(printed(content, place.order), place.order, f"　第 {place.position} 题", change)


def _impact(
    app: Application, revision_id: RevisionId, wish: Wish
) -> tuple[Wish, Impact | AppError]:
    """The impact, or why it cannot be: while somebody types, that is no alarm."""
    try:
        return wish, app.corrections.impact(revision_id, wish.treatment, wish.answers)
    except AppError as error:
        return wish, error


def _do(
    app: Application, revision_id: RevisionId, seen: tuple[Wish, Impact], reason: str, *_: object
) -> Impact:
    wish, impact = seen
    return app.corrections.correct(revision_id, wish.treatment, wish.answers, reason, impact)


def _key_sentence(item: Item) -> str:
    kind = item.content.kind
    said = f"卷上的答案：{answer_text(kind, item.content.answer) or '没有'}"
    if item.change is None:
        return said
    if item.change.treatment is Treatment.FULL_MARKS:
        return f"{said}　现在：本题作废（{item.change.reason}）"
    shown: Callable[[Answer], Answer] = partial(_shown, kind, item.order)
    now = right_text(kind, tuple(map(shown, item.change.answers)))
    return f"{said}　现在算对的：{now}（{item.change.reason}）"


def _shown(kind: ItemKind, order: tuple[int, ...], answer: Answer) -> Answer:
    return printed_answer(kind, answer, order)
