"""The look of the window: tokens, style sheet, icons."""

from ui.theme.apply import (
    apply_theme,
    mono_font,
    restyle,
    scaled,
    type_in_force,
    ui_font,
    unscaled,
)
from ui.theme.icons import icon, program_icon
from ui.theme.tokens import (
    LARGE_TYPE,
    NORMAL_TYPE,
    PALETTE,
    SPACE,
    Palette,
    Space,
    Tone,
    TypeScale,
)

__all__ = [
    "LARGE_TYPE",
    "NORMAL_TYPE",
    "PALETTE",
    "SPACE",
    "Palette",
    "Space",
    "Tone",
    "TypeScale",
    "apply_theme",
    "icon",
    "mono_font",
    "program_icon",
    "restyle",
    "scaled",
    "type_in_force",
    "ui_font",
    "unscaled",
]
