"""One cell of the calendar: what has to hang, how it stands, its text and its photos."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.documents.dates import date_text
from jyguide.masking import numbers_masked
from jyguide.openness.calendar import Slot as Posted
from jyguide.openness.calendar import SlotState
from jyguide.openness.item import rule_sentence
from jyguide.openness.notice import NoticeRow
from ui.attachment.subject_pane import SubjectPane
from ui.desk import Desk
from ui.openness.calendar.words import TONES
from ui.page import Page
from ui.theme import SPACE
from ui.widgets import Badge, Facts, Kind, make_button, make_label, scrolling
from ui.widgets.surfaces import Card

_TEXT_SHOWN = 300


class SlotDetail(Card):
    """The card at the right.

    Object names: `which`, `slot_state`, `slot_title`, `slot_rule`, `slot_basis`, `slot_text`,
    `open_notice`, `take_down`, `print_slip`, `choose_rhythm`, and those of `SubjectPane`.
    """

    open_wanted = Signal(object)
    """A slot: its posting is to be opened, or noted down where there is none."""
    down_wanted = Signal(object)
    slip_wanted = Signal(object)
    rhythm_wanted = Signal()
    """The places chosen are to post the matter shown less often, or as often again."""
    text_wanted = Signal(object)
    """A slot whose texts are to be fetched; `show_notice` takes them."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._slots: Sequence[Posted] = ()
        self._slot: Posted | None = None
        self.which = QComboBox()
        self.which.setObjectName("which")
        self.which.setAccessibleName("这个月的哪一件")
        self._state = Badge()
        self._state.setObjectName("slot_state")
        self._title = make_label("", "section", "slot_title", wrap=True)
        self._rule = make_label("", "small", "slot_rule", wrap=True)
        self._basis = make_label("", "small", "slot_basis", wrap=True)
        self._text = make_label("", name="slot_text", wrap=True)
        self._facts = Facts()
        policy = QSizePolicy.Policy
        self._facts.setSizePolicy(policy.Preferred, policy.Maximum)
        self._open = make_button("登记公布…", Kind.PRIMARY, "edit", "open_notice")
        self._down = make_button("登记撤下…", name="take_down")
        self._slip = make_button("异议答复表", name="print_slip")
        self._rhythm = make_button("", name="choose_rhythm")
        self._rhythm.setToolTip("可以一次选几个村；能撤销")
        self._photos = SubjectPane(
            desk, app, page, "张贴照片", "没有照片。公开栏的照片可以拖到这里。"
        )
        self._lay_out()
        self._connect()

    def show_slots(self, slots: Sequence[Posted], rhythm: str = "") -> None:
        """Show what a cell speaks of; the one shown before stays chosen.

        Args:
            slots: At least one.
            rhythm: What else the place may choose about the period; "" is nothing.
        """
        self._rhythm.setText(rhythm)
        self._rhythm.setVisible(bool(rhythm))
        kept = self._slot.key if self._slot else None
        self._slots = slots
        self.which.blockSignals(True)  # noqa: FBT003 - Qt's
        self.which.clear()
        for one in slots:
            self.which.addItem(one.when)
        keys = [one.key for one in slots]
        self.which.setCurrentIndex(keys.index(kept) if kept in keys else 0)
        self.which.blockSignals(False)  # noqa: FBT003 - Qt's
        self.which.setVisible(len(slots) > 1)
        self._show()

    @property
    def slot(self) -> Posted | None:
        """What is shown."""
        return self._slot

    def show_notice(self, row: NoticeRow) -> None:
        """Show the texts of the posting, if it is still the one shown."""
        told = self._slot.posting if self._slot else None
        if told is None or told.id != row.id:
            return
        text = numbers_masked(row.facts.text)
        cut = text if len(text) <= _TEXT_SHOWN else f"{text[:_TEXT_SHOWN]}……（打开可看全文）"
        self._text.setText(cut or "还没有写公开内容。")
        self._show_facts(row)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._state)
        head.addStretch()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(head)
        for part in (self.which, self._title, self._facts, self._text, self._photos):
            column.addWidget(part)
        column.addWidget(self._rule)
        column.addWidget(self._rhythm)
        column.addWidget(self._basis)
        column.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        for button in (self._down, self._slip):
            buttons.addWidget(button, 1)
        area = scrolling(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(area, 1)
        self.body.addWidget(self._open)
        self.body.addLayout(buttons)

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(self._show)
        self._open.clicked.connect(lambda: self.open_wanted.emit(self._slot))
        self._down.clicked.connect(lambda: self.down_wanted.emit(self._slot))
        self._rhythm.clicked.connect(self.rhythm_wanted)
        self._slip.clicked.connect(lambda: self.slip_wanted.emit(self._slot))

    @Slot()
    def _show(self, *_: object) -> None:
        at = max(self.which.currentIndex(), 0)
        self._slot = slot = self._slots[at] if at < len(self._slots) else None
        if slot is None:
            return
        self._state.show_state(slot.state.value, TONES[slot.state])
        self._title.setText(f"{slot.place.name}　{slot.when}\n{slot.item.facts.name}")
        self._rule.setText(f"{rule_sentence(slot.item)}。")
        self._basis.setText(slot.item.facts.basis or "本单位自行规定的事项。")
        told = slot.posting
        self._text.setVisible(told is not None)
        self._text.setText("")
        self._photos.setVisible(told is not None)
        self._photos.show_subject(told.id if told else None)
        self._open.setText("登记公布…" if told is None else "打开修改…")
        posted = told is not None and told.posted_on is not None
        self._down.setEnabled(slot.hangs)
        self._slip.setEnabled(posted)
        self._down.setToolTip("" if slot.hangs else "正在张贴的才能登记撤下")
        self._slip.setToolTip("" if posted else "公布以后才能打印异议登记和答复表")
        self._show_facts(None)
        if told is not None:
            self.text_wanted.emit(slot)

    def _show_facts(self, row: NoticeRow | None) -> None:
        slot = self._slot
        if slot is None:
            return
        told = slot.posting
        facts = [("应于", f"{date_text(slot.due_on)}前公布")]
        if told is not None:
            posted = date_text(told.posted_on) if told.posted_on else "还没有贴出（草稿）"
            facts.append(("公布", posted))
            if told.taken_down_on:
                facts.append(("撤下", _down_text(slot)))
            elif slot.removable_from:
                facts.append(("张贴到", f"{date_text(slot.removable_from)}以后可以撤下"))
        if row is not None:
            facts += _said(row)
        self._facts.show_facts(facts)


def _down_text(slot: Posted) -> str:
    told = slot.posting
    if told is None or told.taken_down_on is None or told.posted_on is None:
        return ""
    days = (told.taken_down_on - told.posted_on).days
    short = f"，不足 {slot.item.facts.posted_days} 天" if slot.state is SlotState.TOO_SHORT else ""
    return f"{date_text(told.taken_down_on)}（张贴 {days} 天{short}）"


def _said(row: NoticeRow) -> list[tuple[str, str]]:
    facts = row.facts
    found = [("地点", facts.place)]
    if facts.objected_on:
        found.append(
            ("异议", f"{date_text(facts.objected_on)}　{numbers_masked(facts.objection)}")
        )
        reply = numbers_masked(facts.reply)
        answer = f"{date_text(facts.replied_on)}　{reply}" if facts.replied_on else "待答复"
        found.append(("答复", answer))
    return found
