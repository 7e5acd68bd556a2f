"""What the tab of the four lists says and in which colours."""

from __future__ import annotations

from jyguide.standard.kinds import Rating
from ui.theme import Tone

TONES = {
    Rating.MODEL: Tone.GOLD,
    Rating.EXCELLENT: Tone.GOOD,
    Rating.QUALIFIED: Tone.INFO,
    Rating.UNQUALIFIED: Tone.BAD,
}
"""Each list has its colour beside its name, never in its place."""
