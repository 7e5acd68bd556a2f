"""The head of a file: photo, name, numbers, where he is, and what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout

from ui.people.file.facts import PersonFacts
from ui.theme import SPACE, Tone
from ui.widgets import Badge, Card, Kind, make_button, make_label

_PHOTO = QSize(85, 119)


class FileHead(Card):
    """Photo, words and buttons in one row.

    Object names: `back`, `person_name`, `person_summary`, `numbers`, `show_numbers`,
    `person_place`, `person_stage`, `portrait`, `choose_portrait`, `edit_person`,
    `transfer_person`, `print_file`, `print_masked`,
    `print_full`.
    """

    back = Signal()
    portrait_wanted = Signal()
    edit_wanted = Signal()
    transfer_wanted = Signal()
    print_wanted = Signal(bool)
    """Whether with numbers in full."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: PersonFacts | None = None
        self._build()

    def show_facts(self, facts: PersonFacts) -> None:
        """Show a person; numbers are hidden until `show_numbers`."""
        self._facts = facts
        self._name.setText(facts.row.name)
        self._summary.setText(facts.summary)
        for badge, text in zip(self._badges, facts.badges, strict=True):
            badge.show_state(text, Tone.GOLD)
            badge.setHidden(not text)
        self._stage_badge.show_state(facts.stage, Tone.INFO)
        self._stage_badge.setHidden(not facts.stage)
        station = "" if facts.path.startswith(facts.row.station) else facts.row.station
        place = "　".join(filter(None, (facts.path, facts.row.post, station)))
        self._place.setText(place or "还没有登记所在组织")
        self._stage.setText(facts.remark)
        self._stage.setHidden(not facts.remark)
        self._show_portrait(facts.portrait)
        self.show_numbers(full=False)

    def _build(self) -> None:
        self._back = make_button("返回名单", Kind.QUIET, "back", "back")
        self._back.setToolTip("返回人员名单（Alt+←）")
        self._edit = make_button("修改…", icon_name="edit", name="edit_person")
        self._transfer = make_button("调动…", icon_name="next", name="transfer_person")
        self._print = make_button("打印…", icon_name="print", name="print_file")
        for button, signal in (
            (self._back, self.back),
            (self._edit, self.edit_wanted),
            (self._transfer, self.transfer_wanted),
        ):
            button.clicked.connect(signal)
        self._print.setMenu(self._print_menu())
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._back, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._make_photo())
        row.addLayout(self._make_words(), 1)
        for button in (self._edit, self._transfer, self._print):
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def _print_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, name, wanted in (
            ("隐去号码中间几位…\tCtrl+P", "print_masked", False),
            ("完整的身份证号和手机号…", "print_full", True),
        ):
            menu.addAction(text, partial(self.print_wanted.emit, wanted)).setObjectName(name)
        return menu

    def _make_photo(self) -> QVBoxLayout:
        self._photo = QLabel()
        self._photo.setObjectName("portrait")
        self._photo.setFixedSize(_PHOTO)
        self._photo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._photo.setProperty("role", "card")
        self._choose = make_button("选择照片…", Kind.QUIET, name="choose_portrait")
        self._choose.clicked.connect(self.portrait_wanted)
        column = QVBoxLayout()
        column.setSpacing(SPACE.xs)
        column.addWidget(self._photo, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._choose)
        return column

    def _make_words(self) -> QVBoxLayout:
        self._name = make_label("", "page-title", "person_name")
        self._summary = make_label("", "hint", "person_summary")
        self._badges = (Badge(), Badge())
        self._stage_badge = Badge()
        self._numbers = make_label("", "body", "numbers")
        self._numbers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.eye = _eye()
        self._place = make_label("", "body", "person_place", wrap=True)
        self._stage = make_label("", "hint", "person_stage", wrap=True)
        name, numbers = QHBoxLayout(), QHBoxLayout()
        for line, widgets in (
            (name, (self._name, self._summary, *self._badges, self._stage_badge)),
            (numbers, (self._numbers, self.eye)),
        ):
            line.setSpacing(SPACE.s)
            for widget in widgets:
                line.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
            line.addStretch()
        column = QVBoxLayout()
        column.setSpacing(SPACE.xs)
        column.addLayout(name)
        column.addLayout(numbers)
        column.addWidget(self._place)
        column.addWidget(self._stage)
        column.addStretch()
        return column

    def show_numbers(self, full: bool) -> None:  # noqa: FBT001 - `Unmasking` calls it
        """Show ID number and phone in full, or hide them."""
        self.eye.setText("隐去号码" if full else "显示号码")
        if self._facts is None:
            return
        row = self._facts.row
        number = row.id_number if full else row.masked_id
        phone = row.phone if full else row.masked_phone
        self._numbers.setText(f"身份证号 {number or '未登记'}　手机 {phone or '未登记'}")
        self.eye.setVisible(bool(row.id_number or row.phone))

    def _show_portrait(self, data: bytes | None) -> None:
        picture = QPixmap()
        if data is not None and picture.loadFromData(data):
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self._photo.setPixmap(picture.scaled(_PHOTO, keep, smooth))
        else:
            self._photo.setText("没有照片")
        self._photo.setAccessibleName("证件照" if data else "没有照片")
        self._choose.setText("更换照片…" if data else "选择照片…")


def _eye() -> QPushButton:
    made = make_button("显示号码", Kind.QUIET, name="show_numbers")
    made.setCheckable(True)
    made.setToolTip("显示或隐去完整的身份证号和手机号；显示时会登记")
    return made
