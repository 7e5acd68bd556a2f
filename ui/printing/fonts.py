"""Finds, for each typeface of a page description, the best one installed here."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from jyguide.documents.fonts import FONTS, FontRole
from jyguide.documents.page import Style

UNITS_PER_POINT = 20
"""Layout unit: a twentieth of a point, as in Word; whole pixel sizes for every half point."""


@lru_cache(maxsize=512)
def qt_font(style: Style) -> QFont:
    """A font whose pixel is one layout unit, unhinted, so that every device breaks lines alike."""
    families, heavy = _families(style.role)
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(round(style.size * UNITS_PER_POINT))
    font.setBold(style.bold or heavy)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    if style.spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.spacing * UNITS_PER_POINT)
    return font


@lru_cache(maxsize=8)
def _families(role: FontRole) -> tuple[tuple[str, ...], bool]:
    """The installed families, best first, and whether the first needs bold to look right."""
    chain = FONTS[role]
    office = tuple(filter(QFontDatabase.hasFamily, chain.office))
    stand_ins = tuple(filter(QFontDatabase.hasFamily, chain.stand_ins))
    return (office + stand_ins) or chain.stand_ins, chain.heavy and not office
