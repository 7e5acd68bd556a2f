"""A day that may be left open."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from ui.theme import SPACE, scaled
from ui.widgets.date_field import DateField

_WIDTH = 144
"""``2026-12-31`` and the arrow."""


class OptionalDay(QWidget):
    """A box to tick and the day beside it. Object names: `<name>_on` (the box), `<name>`."""

    def __init__(self, name: str, label: str, proposed: date) -> None:
        """`label` is what is said aloud; `proposed` stands there until a day is chosen."""
        super().__init__()
        self.box = QCheckBox()
        self.box.setObjectName(f"{name}_on")
        self.box.setAccessibleName(f"定下{label}")
        self.box.setToolTip(f"勾选后定下{label}")
        self.field = DateField(name)
        self.field.setAccessibleName(label)
        self.field.set_day(proposed)
        self.field.setEnabled(False)
        self.field.setMinimumWidth(scaled(_WIDTH))
        self.box.toggled.connect(self.field.setEnabled)
        self.setFocusProxy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self.box)
        row.addWidget(self.field, 1)

    @property
    def day(self) -> date | None:
        """The day, or None where none is laid down."""
        return self.field.day if self.box.isChecked() else None

    def set_day(self, day: date | None) -> None:
        self.box.setChecked(day is not None)
        if day is not None:
            self.field.set_day(day)
