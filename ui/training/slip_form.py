"""Where slips are keyed in: five digits, Enter, the next one."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSpinBox

from jyguide.errors import RuleError
from jyguide.training.feedback import (
    LARGEST_NUMBER,
    QUESTION_NAMES,
    Slip,
    SlipRow,
    ratings_text,
    read_ratings,
)
from jyguide.training.service.feedback import MOST_SLIPS
from ui.theme import SPACE, Tone, mono_font
from ui.widgets import Banner, Card, Kind, make_button, make_label

_KEYS = (
    "按纸上从上到下键入五个数字，回车就录下一份；没有填的题按 0。"
    "有意见要录的，先按 Tab 写意见，再按 Ctrl+回车。"
)
_DIGITS = 22
"""Points of the digits: read from paper, checked at a glance."""


class SlipForm(Card):
    """Knows one slip, not the database.

    Object names: `slip_number`, `slip_digits`, `slip_praise`, `slip_wishes`, `slip_said`,
    `keep_slip`.
    """

    keyed = Signal(object, object)
    """A `Slip`, and the `SlipRow` it corrects or None."""

    def __init__(self) -> None:
        super().__init__("录入反馈表")
        self._correcting: SlipRow | None = None
        self._wrong = False
        self._build()
        self.digits.returnPressed.connect(self._submit)
        self._keep.clicked.connect(self._submit)

    def begin(self, number: int) -> None:
        """Wait for the slip with this number."""
        self._correcting = None
        self._wrong = False
        self.number.setValue(number)
        for field in (self.digits, self._praise, self._wishes):
            field.clear()
        self._keep.setText("录入（Ctrl+回车）")

    def correct(self, row: SlipRow) -> None:
        """Fill in a slip that is kept, to be put right."""
        self.take_back(row.slip, row)
        self.say(f"正在更正第 {row.slip.number} 份。", Tone.INFO)
        self.enter()

    def take_back(self, slip: Slip, corrects: SlipRow | None) -> None:
        """Fill in a slip as it was handed over, which could not be kept so."""
        self.begin(slip.number)
        self.digits.setText(ratings_text(slip.ratings))
        self._praise.setPlainText(slip.praise)
        self._wishes.setPlainText(slip.wishes)
        self._correcting = corrects
        if corrects is not None:
            self._keep.setText("保存更正（Ctrl+回车）")

    def enter(self) -> None:
        """Put the keyboard on the digits."""
        self.digits.setFocus()
        self.digits.selectAll()

    def say(self, sentence: str, tone: Tone) -> None:
        """Say what came of the last slip."""
        self._said.say(sentence, tone)

    def say_kept(self, number: int) -> None:
        """Say that a slip is kept, unless the one after it has just been found wrong."""
        if not self._wrong:
            self.say(f"第 {number} 份已录入。", Tone.GOOD)

    def _build(self) -> None:
        self.number = QSpinBox(minimum=1, maximum=LARGEST_NUMBER, prefix="第 ", suffix=" 份")
        self.number.setObjectName("slip_number")
        self.number.setAccessibleName("反馈表编号")
        self.digits = QLineEdit(maxLength=12, placeholderText="55454")
        self.digits.setObjectName("slip_digits")
        self.digits.setAccessibleName("五道题的评分")
        font = QFont(mono_font())
        font.setPointSizeF(_DIGITS)
        self.digits.setFont(font)
        self._praise = _text("slip_praise", "满意之处")
        self._wishes = _text("slip_wishes", "意见建议")
        self._said = Banner()
        self._said.setObjectName("slip_said")
        self._keep = make_button("录入（Ctrl+回车）", Kind.PRIMARY, "save", "keep_slip")
        self._keep.setShortcut("Ctrl+Return")
        top = QHBoxLayout()
        top.setSpacing(SPACE.s)
        top.addWidget(self.number)
        top.addWidget(self.digits, 1)
        order = " ".join(f"{at}{name}" for at, name in enumerate(QUESTION_NAMES.values(), 1))
        self.body.addLayout(top)
        for part in (
            make_label(order, "small", wrap=True),
            self._said,
            self._praise,
            self._wishes,
            self._keep,
            make_label(_KEYS, "small", "slip_keys", wrap=True),
        ):
            self.body.addWidget(part)
        self.body.addStretch()

    @Slot()
    def _submit(self) -> None:
        praise, wishes = self._praise.toPlainText(), self._wishes.toPlainText()
        try:
            typed = self.digits.text()
            ratings = {} if not typed.strip() and (praise or wishes) else read_ratings(typed)
        except RuleError as error:
            self._wrong = True
            self.say(f"{error.message}{error.hint}", Tone.WARN)
            self.enter()
            return
        slip = Slip(self.number.value(), ratings, praise.strip(), wishes.strip())
        before = self._correcting
        same = before is not None and before.slip.number == slip.number
        self.keyed.emit(slip, before if same else None)


def most_wanted(enrolled: int) -> int:
    """How many slips to propose for printing."""
    return min(MOST_SLIPS, max(2, enrolled))


def _text(name: str, label: str) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setObjectName(name)
    made.setAccessibleName(label)
    made.setPlaceholderText(f"{label}（可不录）")
    made.setTabChangesFocus(True)
    made.setFixedHeight(64)
    return made
