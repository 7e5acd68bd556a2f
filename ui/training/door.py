"""The desk at the door: type or scan, see who is meant, Enter, next."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jyguide.ids import PersonId
from jyguide.people.person_code import CODE_DIGITS, read_code
from jyguide.people.row import PersonRow
from jyguide.training.candidates import Candidates, candidates
from jyguide.training.session import EnrolmentRow
from ui.theme import SPACE, Tone, restyle
from ui.training.columns import attendance_text, signed_text
from ui.training.door_field import DoorField
from ui.training.match_list import MatchList
from ui.widgets import Card, Kind, make_button, make_label

_RESTING = "请输入姓名"
_KEYS = "回车签到　↑↓或数字选人　F8迟到　F9撤销　Esc清空"
_RECENT = 3
_LONGEST_TYPED = 18
"""Digits of an ID number; more of them are a code, which no list is searched for."""
_LOOK_AGAIN_MS = 20_000


class Door(Card):
    """Finds who is meant and asks for his signing in; knows people, not the database.

    Nobody is signed in whom the list does not show highlighted, or who was not picked by number
    or click: where two fit equally well, none is highlighted. A code that a scanner types is
    nobody else's, and signs in at once. Object names: `door_field`, `door_line`, `door_note`,
    `door_recent`, `door_late`, `door_undo`, `door_enrol`, `door_guest`, `matches`.
    """

    signing = Signal(object, bool)
    """An `EnrolmentRow`, and whether he comes late."""
    undo = Signal()
    unknown = Signal(str)
    """What was typed by somebody who is not on the list and wants to be."""
    guest = Signal(str)
    """What was typed by somebody whom nobody knows; he is to be entered."""
    scanned = Signal(object)
    """The `PersonId` of a code that nobody on the list has; answer with `show_stranger`."""
    admitting = Signal(object, bool)
    """The `PersonRow` of a stranger who is to be enrolled and signed in, and whether late."""

    def __init__(self, *, public: bool = False) -> None:
        """`public` is for a screen that everybody sees: no phones, and nobody is enrolled."""
        super().__init__()
        self._public = public
        self._late_by_clock: Callable[[], bool] = lambda: False
        self._late_said: bool | None = None
        self._stranger: PersonRow | None = None
        self._rows: dict[object, EnrolmentRow] = {}
        self._found = Candidates()
        self._recent: list[str] = []
        self._build()
        self._connect()
        self.forget()

    def show_rows(self, rows: Iterable[EnrolmentRow]) -> None:
        """Who is enrolled, anew; what is being typed stays."""
        self._rows = {row.person_id: row for row in rows}
        self._match(self.field.text())

    def set_late_rule(self, by_clock: Callable[[], bool]) -> None:
        """Who comes when `by_clock` says so is late, unless F8 has said otherwise."""
        self._late_by_clock = by_clock
        self._show_late()

    def enlarge(self, points: float) -> None:
        """Say large what is said, for people who stand before a screen."""
        for widget, size in (
            (self._line, points),
            (self.field, points),
            (self._note, points / 2),
            (self._recent_line, points / 2),
            (self.matches, points / 2),
        ):
            widget.setStyleSheet(f"font-size: {size}pt")
        self._line.setMinimumHeight(round(points * 4))
        self.field.setMinimumHeight(round(points * 2.4))

    @property
    def late(self) -> bool:
        """Whether who signs in now is late."""
        return self._late_by_clock() if self._late_said is None else self._late_said

    def show_stranger(self, person: PersonRow | None) -> None:
        """Say whose code was scanned that is not on the list; Enter then puts him on it."""
        if person is None:
            self._say("这个二维码不是本库人员的", Tone.BAD)
        elif self._public:
            self._say(f"{person.name} 不在名单上，请到工作人员处登记", Tone.WARN)
        else:
            self._stranger = person
            self._say(f"{person.name} 不在名单上：回车现场报名并签到", Tone.WARN)

    def forget(self) -> None:
        """Begin again for another session."""
        self._recent.clear()
        self._stranger = None
        self.field.clear()
        self._late_said = None
        self._show_late()
        self._say(_RESTING, Tone.NEUTRAL)
        self._match("")
        self.show_recent()

    def replace(self, row: EnrolmentRow) -> None:
        """One person's attendance as it is now, ahead of the next `show_rows`."""
        self._rows[row.person_id] = row
        if self.field.text():
            self._match(self.field.text())

    def row_of(self, person_id: PersonId) -> EnrolmentRow | None:
        """Somebody on the list as the door knows him."""
        return self._rows.get(person_id)

    def greet(self, row: EnrolmentRow) -> None:
        """Say large that he is in."""
        word = "迟到签到" if attendance_text(row) == "迟到" else "已签到"
        self._say(f"{row.name} {word} {signed_text(row)}", Tone.GOOD)
        self._recent.insert(0, f"{row.name} {signed_text(row)}")
        self.show_recent()

    def show_recent(self) -> None:
        """The last few, so that a mistake two people ago is still seen."""
        names = "　".join(self._recent[:_RECENT])
        self._recent_line.setText(f"刚才：{names}" if names else "")
        self._recent_line.setVisible(bool(names) and not self._public)

    def take_back(self, name: str) -> None:
        """Say that the last signing in was undone."""
        if self._recent:
            self._recent.pop(0)
        self._say(f"已撤销 {name} 的签到", Tone.WARN)
        self.show_recent()

    def refuse_second(self, row: EnrolmentRow) -> None:
        """Say that he is in already; his first time stays."""
        self._say(f"{row.name} {signed_text(row)} 已签到过".replace("  ", " "), Tone.WARN)

    def say_nothing_to_undo(self) -> None:
        self._say("没有可以撤销的签到", Tone.NEUTRAL)

    def _build(self) -> None:
        self.field = DoorField()
        self._line = make_label("", "figure", "door_line", wrap=True)
        self._line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line.setMinimumHeight(2 * self._line.fontMetrics().height() + SPACE.l)
        self._recent_line = make_label("", "small", "door_recent", wrap=True)
        self._recent_line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._late = make_button("迟到签到（F8）", name="door_late")
        self._late.setCheckable(True)
        self._undo = make_button("撤销上一个（F9）", Kind.PLAIN, "undo", "door_undo")
        self._note = make_label("", "hint", "door_note", wrap=True)
        self._enrol = make_button("现场报名…", Kind.QUIET, "add", "door_enrol")
        self._guest = make_button("来宾登记…", Kind.QUIET, "people", "door_guest")
        self._guest.setToolTip("人员库里没有的人：记下姓名、单位，报名并签到")
        self.matches = MatchList(public=self._public)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_AGAIN_MS)
        self._watch.timeout.connect(self._show_late)
        self._watch.start()
        for part in (self.field, self._line, self._recent_line):
            self.body.addWidget(part)
        self.body.addLayout(_row(self._late, self._undo))
        self.body.addLayout(_row(self._note, self._enrol, self._guest))
        self.body.addWidget(self.matches, 1)
        keys = make_label(_KEYS, "small", "door_keys", wrap=True)
        self.body.addWidget(keys)
        for one in (self._guest, keys):  # the screen says its own
            one.setVisible(not self._public)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._match)
        self.field.moved.connect(self.matches.move_by)
        self.field.entered.connect(self._enter)
        self.field.picked.connect(self._pick)
        self.field.undo_wanted.connect(self.undo)
        self.field.late_wanted.connect(self._turn_late)
        self._late.clicked.connect(self._turn_late)
        self._undo.clicked.connect(self._ask_undo)
        self._enrol.clicked.connect(self._ask_enrol)
        self._guest.clicked.connect(self._ask_guest)
        self.matches.clicked.connect(self._click)

    @Slot(str)
    def _match(self, text: str) -> None:
        scanning = len(text) > _LONGEST_TYPED
        self._found = Candidates() if scanning else candidates(text, self._rows.values())
        if text:
            self._stranger = None
        self.matches.show_rows(self._found.rows, mark_first=self._found.sure)
        self._note.setText("" if scanning else self._remark(text))
        nobody = bool(text.strip()) and not self._found.rows and not scanning
        self._enrol.setVisible(nobody and not self._public)

    def _remark(self, text: str) -> str:
        if not text.strip():
            return f"名单上有 {len(self._rows)} 人。" if self._rows else "还没有人报名。"
        if not self._found.rows:
            return f"名单上没有“{text.strip()}”。"
        if not self._found.sure:
            return f"有 {len(self._found.rows)} 人符合：按数字或 ↓ 选定，或再输入一个字。"
        first = self._found.rows[0]
        return f"{first.name} 已经签到。" if first.attended else f"按回车为 {first.name} 签到。"

    @Slot()
    def _enter(self) -> None:
        marked, text = self.matches.marked, self.field.text().strip()
        if len(text) > _LONGEST_TYPED:
            self._scan(read_code(text) or read_code(text[-CODE_DIGITS:]))
        elif not text and self._stranger is not None:
            self.admitting.emit(self._stranger, self.late)
            self._stranger = None
        elif marked is not None:
            self._sign(marked)
        elif text:
            self._say("请先选定是哪一位" if self._found.rows else "名单上没有这个人", Tone.BAD)

    def _scan(self, person_id: PersonId | None) -> None:
        self.field.clear()
        row = self._rows.get(person_id)
        if person_id is None:
            self._say("二维码没有读对，请再扫一次", Tone.BAD)
        elif row is not None:
            self._sign(row)
        else:
            self.scanned.emit(person_id)

    @Slot(int)
    def _pick(self, number: int) -> None:
        row = self.matches.row_number(number)
        if row is not None:
            self._sign(row)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        self._pick(index.row() + 1)

    def _sign(self, row: EnrolmentRow) -> None:
        self._show_late()
        self.field.clear()
        self.field.setFocus()
        self.signing.emit(row, self.late)

    @Slot()
    def _ask_undo(self) -> None:
        self.undo.emit()
        self.field.setFocus()

    @Slot()
    def _ask_enrol(self) -> None:
        self.unknown.emit(self.field.text().strip())
        self.field.clear()

    @Slot()
    def _ask_guest(self) -> None:
        self.guest.emit(self.field.text().strip())

    @Slot()
    def _turn_late(self) -> None:
        said = not self.late
        self._late_said = None if said == self._late_by_clock() else said
        self._show_late()
        self.field.setFocus()

    @Slot()
    def _show_late(self) -> None:
        late = self.late
        self._late.setChecked(late)
        by_clock = late and self._late_said is None
        self._late.setText("自动记迟到（F8 改）" if by_clock else "迟到签到（F8）")
        restyle(self._late, kind="primary" if late else "plain")
        self.field.setPlaceholderText("迟到签到：输入姓名" if late else "输入姓名、拼音或首字母")

    def _say(self, sentence: str, tone: Tone) -> None:
        self._line.setText(sentence)
        restyle(self._line, tone=tone.value)


def _row(first: QWidget, *others: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setSpacing(SPACE.s)
    made.addWidget(first, 1)
    for other in others:
        made.addWidget(other)
    return made
