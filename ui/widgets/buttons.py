"""Buttons in the four weights the program uses; the style sheet reads the `kind` property."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QPushButton

from ui.theme import PALETTE, icon


class Kind(StrEnum):
    """How loud a button is: one PRIMARY a screen, DANGER for what deletes, QUIET inside text."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"
    QUIET = "quiet"


_ICON_COLORS = {
    Kind.PLAIN: PALETTE.ink_soft,
    Kind.PRIMARY: PALETTE.surface,
    Kind.DANGER: PALETTE.bad,
    Kind.QUIET: PALETTE.info,
}


def make_button(
    text: str, kind: Kind = Kind.PLAIN, icon_name: str = "", name: str = ""
) -> QPushButton:
    """A push button; `name` becomes its object name, by which tests find it."""
    made = QPushButton(text)
    made.setProperty("kind", kind.value)
    made.setAutoDefault(False)
    if icon_name:
        made.setIcon(icon(icon_name, _ICON_COLORS[kind]))
    if name:
        made.setObjectName(name)
    return made
