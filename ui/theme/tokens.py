"""The decisions behind the look: every colour, distance and type size is named here, once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

UI_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
"""Windows first, then what domestic Linux desktops and Debian carry."""

MONO_FAMILIES = ("Consolas", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "monospace")
"""For ID numbers and phones, which people compare digit by digit."""


NORMAL_TYPE = 10.5
LARGE_TYPE = 13.0
"""Points of the body text: what WPS calls 五号, and the large-type mode."""


class Tone(StrEnum):
    """What a mark means; the value is the `tone` property the style sheet looks for.

    Red is the colour of the house, so a fault is orange and always comes with an icon or word.
    """

    NEUTRAL = "neutral"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    GOLD = "gold"
    INFO = "info"
    QUIET = "quiet"
    """A figure that says of itself that it is not to be trusted."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#RRGGBB`; text colours reach contrast 4.5 on `surface` and `canvas`."""

    canvas: str = "#F5F6F8"
    surface: str = "#FFFFFF"
    sunken: str = "#EEF0F3"
    zebra: str = "#FAFBFC"
    line: str = "#E2E5EA"
    line_strong: str = "#C6CCD6"
    ink: str = "#1E2430"
    ink_soft: str = "#566072"
    ink_faint: str = "#667082"
    red: str = "#B3261E"
    red_dark: str = "#8E1C16"
    red_soft: str = "#FAEDEB"
    gold: str = "#856012"
    gold_line: str = "#D9B463"
    gold_soft: str = "#FBF5E6"
    focus: str = "#3C6FA8"
    select: str = "#E2ECF7"
    select_quiet: str = "#EBEFF4"
    good: str = "#21724A"
    good_soft: str = "#E8F4ED"
    warn: str = "#8A5A00"
    warn_soft: str = "#FDF3DC"
    bad: str = "#B4450B"
    bad_soft: str = "#FDEEE4"
    info: str = "#2B5F98"
    info_soft: str = "#E8F0F9"

    def of(self, tone: Tone) -> str:
        """Text and icon colour that carries `tone`."""
        if tone is Tone.QUIET:
            return self.ink_faint
        return self.ink_soft if tone is Tone.NEUTRAL else str(getattr(self, tone.value))

    def soft(self, tone: Tone) -> str:
        """Background on which `of(tone)` is readable."""
        if tone is Tone.QUIET:
            return self.canvas
        if tone is Tone.NEUTRAL:
            return self.sunken
        return str(getattr(self, f"{tone.value}_soft"))


PALETTE = Palette()


@dataclass(frozen=True, slots=True)
class Space:
    """Distances in device-independent pixels on an 8-px grid with one half step."""

    xs: int = 4
    s: int = 8
    m: int = 16
    l: int = 24  # noqa: E741 - the size, not a number
    xl: int = 32


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Type sizes in points, all following `body`."""

    body: float = NORMAL_TYPE

    @property
    def small(self) -> float:
        return round(self.body * 0.88, 1)

    @property
    def strong(self) -> float:
        return round(self.body * 1.15, 1)

    @property
    def title(self) -> float:
        return round(self.body * 1.5, 1)

    @property
    def figure(self) -> float:
        return round(self.body * 2.0, 1)


@dataclass(frozen=True, slots=True)
class Corner:
    """How round corners are, in device-independent pixels: marks, fields, cards."""

    corner_s: int = 4
    corner_m: int = 6
    corner_l: int = 8


@dataclass(frozen=True, slots=True)
class Level:
    """How something lifts off what it lies on: by ground and edge, since shadows cost old PCs."""

    ground: str
    edge: str


@dataclass(frozen=True, slots=True)
class Elevation:
    """Three levels: what is looked into, what lies on the canvas, what floats over all."""

    sunken: Level = Level(PALETTE.sunken, PALETTE.line)
    raised: Level = Level(PALETTE.surface, PALETTE.line)
    floating: Level = Level(PALETTE.surface, PALETTE.line_strong)


SPACE = Space()
CORNER = Corner()
ELEVATION = Elevation()

HEAT = ("#FFFFFF", "#FBF1DF", "#F5DDB4", "#EBBE85", "#D98F52", "#B4601F", "#7A3410")
"""Grounds of a heat map, the best first. Each is darker than the one before, so that grey paper
and an eye that does not tell red from green see the same."""
DESK = "#8A8F94"
"""What sheets of paper lie on in a preview."""
