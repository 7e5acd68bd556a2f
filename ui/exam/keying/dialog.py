"""Typing in a class's paper answers: the grid, the echo of the row, and handing in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from jyguide.changes import Changed
from jyguide.exam.keying.rows import Entry, Keying
from jyguide.exam.row import ExamRow
from jyguide.exam.service.sheets import HandInOutcome, PaperSheetService
from ui.desk import Desk
from ui.exam.keying.add_dialog import AddPeopleDialog
from ui.exam.keying.compare import CompareDialog
from ui.exam.keying.keeper import RowKeeper
from ui.exam.keying.model import KeyingModel
from ui.exam.keying.row import RowPane
from ui.exam.keying.view import KeyingView
from ui.exam.sitting.words import problem_text
from ui.theme import SPACE, Tone
from ui.widgets import Banner, Kind, make_button, make_label
from ui.widgets.button_row import ButtonRow

GUIDE = (
    "单选、判断一题一个字符，连着录：ACBD√×（√ 可按 T 或 1，× 可按 F 或 0），没答录 - 。"
    "多选、排序一题一组，空一格：AC BCD。\n"
    "回车或 ↓ 到下一人，Tab 到下一栏，Esc 恢复这一格原来的内容；可从 Excel 粘贴多行，Ctrl+Z 撤销。"
)
VARIANT_GUIDE = "有几种卷别时，回车先到下一人的卷别；也可以先把卷别一列从上到下录完。"
_NAMED = 6


class KeyingDialog(QDialog):
    """Everything typed is kept within a moment; handing in is one action for the class.

    Object names: `keying`, `cell`, `echo`, `echo_head`, `row_problem`, `entry_choice`, `compare`,
    `drop_second`, `add_people`, `clear_row`, `hand_in`, `close`, `kept_state`.
    """

    handed_in = Signal(str)
    """What was handed in, as a sentence."""

    def __init__(
        self, desk: Desk, sheets: PaperSheetService, exam: ExamRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("keying_dialog")
        self.setWindowTitle(f"录入纸质答卷 — {exam.title}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(1280, 690)
        self._desk = desk
        self._sheets = sheets
        self._exam = exam
        self._keying = Keying(exam.title, {}, ())
        self._closing = False
        self.model = KeyingModel()
        self.model.setParent(self)
        self.keeper = RowKeeper(desk, sheets, exam.id, self)
        self._build()
        self._connect()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Fetch the class as whoever types now has left it."""
        self.keeper.flush()
        work = partial(self._sheets.keying, self._exam.id, self.keeper.entry)
        self._desk.load(self, work, self._show)

    def reject(self) -> None:
        """Close once everything typed is kept; ask where it cannot be."""
        self.keeper.flush()
        if self.keeper.busy:
            self._closing = True
            return
        if self.keeper.unsaved and not self._desk.alerts.ask(
            f"还有 {self.keeper.unsaved} 行没有存下，现在关闭会丢失。",
            "仍然关闭",
            hint="可以先腾出磁盘空间，程序会自动再存。",
            danger=True,
        ):
            self._closing = False
            return
        super().reject()

    def _build(self) -> None:
        self._banner = Banner()
        self.view = KeyingView(self.model)
        self._row = RowPane()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addLayout(self._make_top())
        self._guide = make_label(GUIDE, "hint", "guide", wrap=True)
        layout.addWidget(self._guide)
        layout.addWidget(self._banner)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._row)
        layout.addLayout(self._make_buttons())

    def _make_top(self) -> QHBoxLayout:
        self._entry = QComboBox()
        self._entry.setObjectName("entry_choice")
        self._entry.setAccessibleName("第几遍录入")
        self._entry.addItem("第一遍录入", Entry.FIRST)
        self._entry.addItem("第二遍录入（另一人，双录比对）", Entry.SECOND)
        self._compare = make_button("比对两遍…", name="compare")
        self._drop = make_button("放弃第二遍", Kind.QUIET, name="drop_second")
        self._add = make_button("添加未签到的人…", icon_name="add", name="add_people")
        self._clear = make_button("清空本行（Ctrl+Delete）", name="clear_row")
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self._entry)
        row.addWidget(self._compare)
        row.addWidget(self._drop)
        row.addStretch()
        row.addWidget(self._add)
        row.addWidget(self._clear)
        return row

    def _make_buttons(self) -> ButtonRow:
        self._kept = make_label("", "small", "kept_state")
        self._close = make_button("关闭", name="close")
        self._hand_in = make_button("交卷并评分…", Kind.PRIMARY, "check", name="hand_in")
        return ButtonRow(self._hand_in, leave=self._close, said=self._kept)

    def _connect(self) -> None:
        self.model.edited.connect(self._keep)
        self.view.moved_to.connect(self._show_row)
        self.view.left_row.connect(self.keeper.flush)
        self.view.told.connect(self._banner.say)
        self.keeper.refused.connect(self._tell_refused)
        self.keeper.settled.connect(self._settle)
        self._entry.currentIndexChanged.connect(self._turn_entry)
        self._compare.clicked.connect(self._open_compare)
        self._drop.clicked.connect(self._drop_second)
        self._add.clicked.connect(self._open_add)
        self._clear.clicked.connect(self._clear_row)
        self._close.clicked.connect(self.reject)
        self._hand_in.clicked.connect(self._ask_hand_in)
        delete = QShortcut(QKeySequence("Ctrl+Delete"), self)
        delete.activated.connect(self._clear_row)

    @Slot(object)
    def _show(self, keying: Keying) -> None:
        self._keying = keying
        self.model.show_class(keying)
        self._guide.setText(GUIDE + (VARIANT_GUIDE if len(keying.layouts) > 1 else ""))
        self._row.show_layouts(keying.layouts)
        second = keying.second_begun
        self._compare.setVisible(second or self.keeper.entry is Entry.SECOND)
        self._drop.setVisible(second)
        self._add.setEnabled(bool(keying.others))
        self._hand_in.setEnabled(bool(keying.people))
        if not keying.people:
            self._banner.say("这期培训还没有人签到。请先到“培训”页签到，或添加未签到的人。")
        self._show_kept()
        self.view.begin()
        self._show_row(self.view.currentIndex().row())

    @Slot(int)
    def _show_row(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self._row.show_row(self.model.person(row), self.model.reading(row))
        else:
            self._row.clear()

    @Slot(int)
    def _keep(self, row: int) -> None:
        person = self.model.person(row)
        self.keeper.put(person.person_id, person.row)
        if row == self.view.currentIndex().row():
            self._show_row(row)
        self._kept.setText("正在保存……")

    @Slot(object)
    def _tell_refused(self, error: BaseException) -> None:
        self._banner.say(
            f"有 {self.keeper.unsaved} 行没有存下，仍在屏幕上，会自动再存。{problem_text(error)}",
            Tone.BAD,
        )

    @Slot()
    def _settle(self) -> None:
        if not self.keeper.unsaved:
            self._banner.say("")
        self._show_kept()
        if self._closing:
            self.reject()

    def _show_kept(self) -> None:
        rows = range(self.model.rowCount())
        people = [self.model.person(row) for row in rows]
        open_ = [row for row in rows if not people[row].closed]
        done = sum(
            not people[row].row.empty
            and (people[row].row.absent or self.model.reading(row).complete)
            for row in open_
        )
        safe = "" if self.keeper.unsaved else "，录入的内容已存在本机"
        self._kept.setText(f"共 {len(people)} 人，待录 {len(open_)} 人，已录完 {done} 人{safe}。")

    @Slot()
    def _turn_entry(self) -> None:
        self.keeper.flush()
        self.keeper.entry = Entry(self._entry.currentData())
        self.reload()

    @Slot()
    def _clear_row(self) -> None:
        row = self.view.currentIndex().row()
        if row < 0 or self.model.person(row).closed or self.model.person(row).row.empty:
            return
        name = self.model.person(row).name
        if self._desk.alerts.ask(f"清空“{name}”这一行录入的内容？", "清空", danger=True):
            self.model.clear_row(row)

    @Slot()
    def _open_add(self) -> None:
        dialog = AddPeopleDialog(self._keying.others, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._add_people)
        dialog.open()

    @Slot(object)
    def _add_people(self, ids: list[object]) -> None:
        added = [one for one in self._keying.others if one.person_id in ids]
        for one in added:
            self.keeper.put(one.person_id, one.row)
        self.reload()

    @Slot()
    def _open_compare(self) -> None:
        self.keeper.flush()
        dialog = CompareDialog(self._desk, self._sheets, self._exam.id, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self.reload)
        dialog.open()

    @Slot()
    def _drop_second(self) -> None:
        if not self._desk.alerts.ask(
            "放弃第二遍录入的全部内容？", "放弃", hint="第一遍录入的不受影响。", danger=True
        ):
            return
        self.keeper.flush()
        sheets, exam_id = self._sheets, self._exam.id
        self._desk.act(
            self,
            lambda *_: sheets.drop_second(exam_id),
            self._dropped,
            title="正在放弃第二遍",
        )

    @Slot(object)
    def _dropped(self, _nothing: object) -> None:
        self._entry.setCurrentIndex(0)
        self.reload()

    @Slot()
    def _ask_hand_in(self) -> None:
        self.keeper.flush()
        people = [self.model.person(row) for row in range(self.model.rowCount())]
        typed = [one for one in people if not one.closed and not one.row.empty]
        absent = [one.name for one in typed if one.row.absent]
        blank = [one.name for one in people if not one.closed and one.row.empty]
        said = [f"{len(absent)} 人缺考"] * bool(absent)
        said += [f"{len(blank)} 人没有录（{_some(blank)}）"] * bool(blank)
        question = f"为 {len(typed) - len(absent)} 人交卷并评分？"
        hint = ("，".join(said) + "。" if said else "") + (
            "交卷后答案不再改动；录错的，由监考作废后重新录入。"
        )
        if not self._desk.alerts.ask(question, "交卷并评分", hint=hint):
            return
        sheets, exam_id = self._sheets, self._exam.id
        self._desk.act(
            self,
            lambda *_: sheets.hand_in(exam_id),
            self._done,
            title="正在交卷并评分",
            changed=Changed.EXAMS,
        )

    @Slot(object)
    def _done(self, done: HandInOutcome) -> None:
        said = f"已为 {done.count} 人交卷并评分。"
        if done.waiting:
            said += f"其中 {done.waiting} 人有简答题等待评阅。"
        if done.already:
            said += f"已有答卷、没有重复交：{_some(list(done.already))}。"
        self.handed_in.emit(said)
        self.reload()
        self._banner.say(said, Tone.GOOD)


def _some(names: list[str]) -> str:
    more = f"等 {len(names)} 人" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
