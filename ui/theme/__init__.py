"""The look of the window: tokens, style sheet, icons."""

from ui.theme.apply import apply_theme, mono_font, restyle, ui_font
from ui.theme.icons import icon
from ui.theme.tokens import PALETTE, SPACE, Palette, Space, Tone, TypeScale

__all__ = [
    "PALETTE",
    "SPACE",
    "Palette",
    "Space",
    "Tone",
    "TypeScale",
    "apply_theme",
    "icon",
    "mono_font",
    "restyle",
    "ui_font",
]
