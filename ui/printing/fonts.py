"""Finds, for each typeface of a page description, the best one installed here."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from jyguide.documents.fonts import FONTS, FontRole
from jyguide.documents.page import Style
from jyguide.documents.rare import Coverage

UNITS_PER_POINT = 20
"""Layout unit: a twentieth of a point, as in Word; whole pixel sizes for every half point."""
_WIDEST = (
    "宋体-ExtB",
    "SimSun-ExtB",
    "SimSun-ExtG",
    "MingLiU-ExtB",
    "PMingLiU-ExtB",
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "HanaMinA",
    "HanaMinB",
    "BabelStone Han",
    "Plangothic P1",
    "Plangothic P2",
)
"""Typefaces known for many rare characters, asked before all others."""
_SHOWS_BOXES = ("LastResort", "Last Resort", "Adobe Blank", "Unicode BMP Fallback")
"""Typefaces that say they have everything."""


@lru_cache(maxsize=512)
def qt_font(style: Style) -> QFont:
    """A font whose pixel is one layout unit, unhinted, so that every device breaks lines alike.

    It is shared by all that is set in it: whoever wants to change it makes a copy.
    """
    families, heavy = _families(style.role)
    font = QFont()
    font.setFamilies([style.family] if style.family else list(families))
    font.setPixelSize(round(style.size * UNITS_PER_POINT))
    font.setBold(style.bold or heavy)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    font.setFeature(QFont.Tag("locl"), 0)  # its glyphs cannot be found or copied in a PDF
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


@lru_cache(maxsize=1)
def installed() -> Coverage:
    """What the typefaces installed here can show; needs a QGuiApplication."""
    return Coverage(lambda role: _families(role)[0], _others, _has)


@lru_cache(maxsize=1)
def _others() -> tuple[str, ...]:
    systems = QFontDatabase.WritingSystem
    wide = [
        family
        for system in (systems.SimplifiedChinese, systems.TraditionalChinese, systems.Japanese)
        for family in QFontDatabase.families(system)
    ]
    known = filter(QFontDatabase.hasFamily, _WIDEST)
    names = dict.fromkeys((*known, *wide, *QFontDatabase.families()))
    return tuple(name for name in names if not name.startswith(_SHOWS_BOXES))


def _has(family: str, character: str) -> bool:
    """Asked on whatever thread lays out: Qt's raw fonts belong to the one that made them."""
    if not QFontDatabase.hasFamily(family):
        return False
    return QRawFont.fromFont(QFont(family)).supportsCharacter(ord(character))
