"""Puts the look on the application: font, colour roles, style sheet."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.icons import SVG_FOLDER
from ui.theme.tokens import (
    CORNER,
    ELEVATION,
    MONO_FAMILIES,
    NORMAL_TYPE,
    PALETTE,
    SPACE,
    UI_FAMILIES,
    Palette,
    TypeScale,
)

_SCALE = "type_scale"
_WHOLE = 1_000
_SHEET = Path(__file__).with_name("style.qss")


def apply_theme(app: QApplication, body_points: float = NORMAL_TYPE) -> None:
    """Give every window of `app` the look; `LARGE_TYPE` is the large-type mode."""
    scale = TypeScale(body_points)
    app.setProperty(_SCALE, body_points / NORMAL_TYPE)
    QDir.setSearchPaths("theme", [str(SVG_FOLDER)])
    app.setStyle("Fusion")
    app.setFont(ui_font(scale.body))
    app.setPalette(_colour_roles(PALETTE))
    app.setStyleSheet(style_sheet(scale))


def scaled(length: int) -> int:
    """A length that was measured for type of the usual size, for the size now in force.

    Args:
        length: Device-independent pixels of something that holds text: a column, a head.
    """
    app = QApplication.instance()
    return round(length * float(app.property(_SCALE) or 1)) if app is not None else length


def unscaled(length: int) -> int:
    """What `scaled` makes this length of: how a width set by hand is kept, whatever the type."""
    return round(length * _WHOLE / scaled(_WHOLE))


def type_in_force() -> TypeScale:
    """The sizes of type that everything is shown in now."""
    app = QApplication.instance()
    return TypeScale(NORMAL_TYPE * float(app.property(_SCALE) or 1)) if app else TypeScale()


def style_sheet(scale: TypeScale) -> str:
    """The Qt style sheet with all tokens filled in; an unknown token raises `KeyError`."""
    values: dict[str, object] = {**asdict(PALETTE), **asdict(SPACE), **asdict(CORNER)}
    for level, look in asdict(ELEVATION).items():
        values |= {f"{level}_{part}": colour for part, colour in look.items()}
    for step in ("small", "body", "strong", "title", "figure"):
        values[f"type_{step}"] = f"{getattr(scale, step)}pt"
    return Template(_SHEET.read_text("utf-8")).substitute(values)


def ui_font(points: float) -> QFont:
    """The interface font at a size in points."""
    font = QFont()
    font.setFamilies(list(UI_FAMILIES))
    font.setPointSizeF(points)
    return font


@lru_cache(maxsize=1)
def mono_font() -> QFont:
    """The font for digits people compare; its size is that of the view that draws with it."""
    font = QFont()
    font.setFamilies([*MONO_FAMILIES, *UI_FAMILIES])
    return font


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties and have the style sheet look at `widget` again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _colour_roles(palette: Palette) -> QPalette:
    role = QPalette.ColorRole
    roles = QPalette()
    for name, colour in {
        role.Window: palette.canvas,
        role.WindowText: palette.ink,
        role.Base: palette.surface,
        role.AlternateBase: palette.zebra,
        role.Text: palette.ink,
        role.Button: palette.surface,
        role.ButtonText: palette.ink,
        role.PlaceholderText: palette.ink_faint,
        role.Highlight: palette.select,
        role.HighlightedText: palette.ink,
        role.ToolTipBase: palette.ink,
        role.ToolTipText: palette.surface,
        role.Link: palette.info,
        role.Accent: palette.red,
    }.items():
        roles.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        roles.setColor(QPalette.ColorGroup.Disabled, name, QColor(palette.ink_faint))
    return roles
