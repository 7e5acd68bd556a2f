"""What an item rests on, in its form: a known regulation fills in its edition."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from jyguide.bank.edition import Edition
from ui.theme import SPACE

_OLD = "　（旧版，已被取代）"
_TITLE_WIDTH = 220


class BasisPart(QWidget):
    """Object names: `regulation`, `edition`, `article`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._editions: Sequence[Edition] = ()
        self.title = QComboBox()
        self.title.setObjectName("regulation")
        self.title.setEditable(True)
        self.title.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.title.setMinimumWidth(_TITLE_WIDTH)
        self.title.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.edition = QLineEdit(placeholderText="版本，如 2026年5月11日发布")
        self.edition.setObjectName("edition")
        self.article = QLineEdit(placeholderText="条款，如 第十三条")
        self.article.setObjectName("article")
        field = self.title.lineEdit()
        if field is not None:
            field.setPlaceholderText("选择，或写规定的名称")
        named = {"规定": self.title, "版本": self.edition, "条款": self.article}
        for name, part in named.items():
            part.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self.title, 5)
        row.addWidget(self.edition, 4)
        row.addWidget(self.article, 3)
        self.title.activated.connect(self._fill)
        self.title.editTextChanged.connect(self.changed)
        self.edition.textChanged.connect(self.changed)
        self.article.textChanged.connect(self.changed)

    def offer(self, editions: Sequence[Edition]) -> None:
        """Offer these; what is written stays."""
        self._editions = editions
        written = self.title.currentText()
        with QSignalBlocker(self.title):
            self.title.clear()
            self.title.addItems([_label(one) for one in editions])
            self.title.setCurrentIndex(-1)
            self.title.setEditText(written)
        self._show_beginnings()

    def show_basis(self, regulation: str, edition: str, article: str) -> None:
        self.title.setEditText(regulation)
        self.edition.setText(edition)
        self.article.setText(article)
        self._show_beginnings()

    def basis(self) -> tuple[str, str, str]:
        """Regulation, edition and article as written."""
        title = self.title.currentText().strip().strip("《》")
        return title, self.edition.text().strip(), self.article.text().strip()

    @Slot(int)
    def _fill(self, at: int) -> None:
        if 0 <= at < len(self._editions):
            self.title.setEditText(self._editions[at].title)
            self.edition.setText(self._editions[at].edition)
            self._show_beginnings()

    def _show_beginnings(self) -> None:
        """Long titles begin alike and end alike; their beginning is what people know."""
        for field in (self.title.lineEdit(), self.edition, self.article):
            if field is not None:
                field.setCursorPosition(0)


def _label(one: Edition) -> str:
    return f"{one.title}　{one.edition}{'' if one.in_force else _OLD}"
