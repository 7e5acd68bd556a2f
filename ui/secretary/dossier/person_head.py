"""Who is shown: photo, name, post, what the last three years of training came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from jyguide.documents.dates import tenths_text
from jyguide.ids import PersonId
from jyguide.people.secretary import SECRETARY_ROLES, SecretaryRow, years_in_post
from jyguide.secretary.dossier import Dossier, TrainingYear
from jyguide.secretary.dossier_terms import term_faults
from jyguide.secretary.portrait import YEARS
from ui.theme import SPACE, Tone
from ui.widgets import Badge, Banner, Card, make_button, make_label

_PHOTO = QSize(60, 84)
_MOST_FAULTS = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """What is fetched of one person; `asked` is the key he was asked for by."""

    asked: PersonId
    row: SecretaryRow
    dossier: Dossier
    photo: bytes | None


class PersonHead(Card):
    """Photo and words in one row.

    Object names: `dossier_name`, `dossier_place`, `dossier_training`, `dossier_photo`,
    `print_portrait`, `open_people`, `term_faults` (the banner, which stands under it).
    """

    print_wanted = Signal()
    people_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._photo = QLabel()
        self._photo.setObjectName("dossier_photo")
        self._photo.setFixedSize(_PHOTO)
        self._photo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._photo.setProperty("role", "card")
        self._name = make_label("", "page-title", "dossier_name")
        self._badge = Badge()
        self._place = make_label("", "body", "dossier_place", wrap=True)
        self._training = make_label("", "hint", "dossier_training", wrap=True)
        self._print = make_button("打印画像…", icon_name="print", name="print_portrait")
        self._print.setToolTip("一张 A4，供领导参考（Ctrl+P）")
        self._people = make_button("去人员页", name="open_people")
        self.faults = Banner()
        self.faults.setObjectName("term_faults")
        self._build()
        self._print.clicked.connect(self.print_wanted)
        self._people.clicked.connect(self.people_wanted)

    def show_person(self, shown: Shown, today: date) -> None:
        """Show somebody."""
        row = shown.row
        self._name.setText(row.name)
        self._badge.show_state(row.role_name, Tone.GOLD)
        self._badge.setHidden(not row.role_name)
        self._print.setVisible(row.role in SECRETARY_ROLES)
        served = years_in_post(row.since, today)
        since = f"{row.since:%Y-%m-%d} 起任书记，{_served(served)}" if row.since else ""
        parts = (row.township, row.organisation, row.post, since)
        self._place.setText("　".join(filter(None, parts)))
        self._training.setText(_training(shown.dossier.years))
        faults = term_faults(shown.dossier.postings, today)
        more = len(faults) - _MOST_FAULTS
        tail = f"另有 {more} 处，见“任职”各条。" if more > 0 else ""
        self.faults.say("".join((*faults[:_MOST_FAULTS], tail)), Tone.WARN)
        self._show_photo(shown.photo)

    def _build(self) -> None:
        name = QHBoxLayout()
        name.setSpacing(SPACE.s)
        name.addWidget(self._name)
        name.addWidget(self._badge, alignment=Qt.AlignmentFlag.AlignVCenter)
        name.addStretch()
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addLayout(name)
        words.addWidget(self._place)
        words.addWidget(self._training)
        words.addStretch()
        buttons = QVBoxLayout()
        buttons.setSpacing(SPACE.s)
        for button in (self._print, self._people):
            buttons.addWidget(button)
        buttons.addStretch()
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._photo, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addLayout(buttons)
        self.body.addLayout(row)

    def _show_photo(self, data: bytes | None) -> None:
        picture = QPixmap()
        if data is not None and picture.loadFromData(data):
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self._photo.setPixmap(picture.scaled(_PHOTO, keep, smooth))
        else:
            self._photo.setText("没有\n照片")
        self._photo.setAccessibleName("证件照" if data else "没有照片")


def _training(years: Sequence[TrainingYear]) -> str:
    """``培训：2026 年 2 天，2025 年 7 天，2024 年 5.5 天（每年要求 7 天）``."""
    latest = sorted(years, key=lambda one: -one.year)[:YEARS]
    if not latest:
        return ""
    said = "，".join(f"{one.year} 年 {tenths_text(one.days)} 天" for one in latest)
    asked = latest[0].required
    return f"培训：{said}" + (f"（每年要求 {tenths_text(asked)} 天）" if asked else "")


def _served(years: int | None) -> str:
    return f"满 {years} 年" if years else "不满 1 年"
