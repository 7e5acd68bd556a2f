"""按卡登记: a returned card keyed in by its code, with the keyboard alone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from jyguide.documents.dates import date_text
from jyguide.grid.card import CardFound
from jyguide.grid.kinds import TARGET_KIND_NAMES, VISIT_WAY_NAMES
from jyguide.grid.visit_entry import VisitEntry
from ui.grid.visits.fields import WayField, note_field
from ui.grid.visits.log_dialog import VisitDraft
from ui.theme import Tone, scaled
from ui.widgets import Banner, DateField, make_button
from ui.widgets.asking_dialog import AskingDialog

_SENTENCE = "输入卡号，回车核对姓名；填日期、方式，回车保存，接着下一张。"
_WAITING = "卡号印在卡片右上角。输入后回车，这里显示是谁的卡。"
_LIST_HEIGHT = 132
_BANNER_HEIGHT = 60
"""Of two lines: fields keep their place from card to card."""
_WIDTH = 620


class CardDialog(AskingDialog):
    """Gives a `VisitDraft` of one contact, card after card.

    Object names: `card_dialog`, `code`, `card_found` (whose it is), `visited_on`, `way`, `note`,
    `keyed` (what was keyed in), `take_back`.
    """

    card_wanted = Signal(str)
    """A code as it is typed; answer with `show_card` or `show_refusal`."""
    back_wanted = Signal()
    """What was kept last is to be taken back."""

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__("按卡登记", "保存（回车）", _SENTENCE, parent)
        self.setObjectName("card_dialog")
        self.setMinimumWidth(scaled(_WIDTH))
        self._found: CardFound | None = None
        self._typed = ""
        self.code = QLineEdit(placeholderText="如 A12-3，字母和横线可以不打")
        self.code.setObjectName("code")
        self.banner = Banner(_WAITING)
        self.banner.setObjectName("card_found")
        self.banner.setMinimumHeight(scaled(_BANNER_HEIGHT))
        self.on = DateField("visited_on")
        self.on.set_day(today)
        self.way = WayField()
        self.note = note_field()
        self.keyed = QListWidget()
        self.keyed.setObjectName("keyed")
        self.keyed.setAccessibleName("刚才登记的走访卡")
        self._back = make_button("撤销上一张", icon_name="undo", name="take_back")
        self.form.add("code", "卡号", self.code, required=True)
        self.form.add("on", "日期", self.on, required=True).add_beside(self.way)
        self.form.add("note", "情况", self.note)
        self._lay_out()

    def show_card(self, found: CardFound) -> None:
        """Tell whose card it is, and go on to the day."""
        self._found = found
        kind = TARGET_KIND_NAMES[found.kind]
        where = "　".join(filter(None, (found.place, found.address)))
        last = f"，上次 {found.last_on}" if found.last_on else ""
        sentence = f"{found.code.text}　{found.name}（{kind}）　{where}　{found.state}{last}"
        self.banner.say(sentence, Tone.INFO)
        self.form.show_problems({})
        self.on.setFocus()
        self.on.setSelectedSection(DateField.Section.DaySection)

    def show_refusal(self, sentence: str) -> None:
        """Say why there is no such card; the code is to be typed again."""
        self._forget()
        self.form.show_problems({"code": sentence})
        self.code.selectAll()

    def show_kept(self, sentence: str, *, undoable: bool) -> None:
        """Add what was kept to the list, the latest on top."""
        self.keyed.insertItem(0, sentence)
        self.keyed.setCurrentRow(0)
        self._back.setEnabled(undoable)

    @Slot()
    def accept(self) -> None:
        """It is kept: on to the next card; day and way stay."""
        self._forget()
        self.note.clear()
        self.code.clear()
        self.resume()
        self.code.setFocus()

    def kept_line(self) -> str:
        """What the list will say of the card that is keyed in now."""
        found = self._found
        who = f"{found.code.text}　{found.name}" if found else ""
        return f"{who}　{date_text(self.on.day)}　{VISIT_WAY_NAMES[self.way.way]}"

    def _lay_out(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - FormDialog made it
        layout.insertWidget(1, self.banner)
        self.keyed.setFixedHeight(_LIST_HEIGHT)
        layout.insertWidget(3, self.keyed)
        self._back.setEnabled(False)
        self.add_choice(self._back)
        close = self.findChild(QPushButton, "cancel")
        assert isinstance(close, QPushButton)  # noqa: S101 - FormDialog made it
        close.setText("关闭")
        self.code.editingFinished.connect(self._look)
        self.code.textEdited.connect(self._forget)
        self._back.clicked.connect(self.back_wanted)
        self.code.setFocus()

    @Slot()
    def _forget(self, *_: object) -> None:
        self._found, self._typed = None, ""
        self.banner.say(_WAITING)

    @Slot()
    def _look(self) -> None:
        """On leaving the field: a code is asked about once."""
        typed = self.code.text().strip()
        if typed and typed != self._typed:
            self._typed = typed
            self.card_wanted.emit(typed)

    @Slot()
    def _confirm(self) -> None:
        """Enter in the code asks whose card it is; anywhere else it keeps."""
        if self._found is None:
            problem = {} if self.code.text().strip() else {"code": "请输入卡号。"}
            if self.form.show_problems(problem):
                self._look()
            return
        found, way, note = self._found, self.way.way, self.note.text()
        entry = VisitEntry(found.target_id, self.on.day, way, note, found.holder_key)
        self.send(VisitDraft((entry,)))
