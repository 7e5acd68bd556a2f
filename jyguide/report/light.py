"""How long ago a station last reported, as a light told by sign and words, not by colour."""

from __future__ import annotations

from enum import StrEnum

FRESH_DAYS = 7
"""Up to so many days since its last file a station is up to date: a week, as offices meet."""
AGEING_DAYS = 14
"""Up to so many somebody may ask; beyond, somebody should."""


class ReportLight(StrEnum):
    """How fresh what is known of a station is, the freshest first."""

    FRESH = "fresh"
    AGEING = "ageing"
    SILENT = "silent"
    NEVER = "never"


LIGHT_SIGNS = {
    ReportLight.FRESH: "✓",
    ReportLight.AGEING: "!",
    ReportLight.SILENT: "✕",
    ReportLight.NEVER: "—",
}
LIGHT_TONES = {
    ReportLight.FRESH: "good",
    ReportLight.AGEING: "warn",
    ReportLight.SILENT: "bad",
    ReportLight.NEVER: "neutral",
}
LIGHT_MEANINGS = {
    ReportLight.FRESH: f"{FRESH_DAYS} 天内报过",
    ReportLight.AGEING: f"{AGEING_DAYS} 天内报过",
    ReportLight.SILENT: f"超过 {AGEING_DAYS} 天",
    ReportLight.NEVER: "还没有报过",
}


def report_light(days: int | None) -> ReportLight:
    """The light of a station whose newest file was written so many days ago; None: never."""
    if days is None:
        return ReportLight.NEVER
    if days <= FRESH_DAYS:
        return ReportLight.FRESH
    return ReportLight.AGEING if days <= AGEING_DAYS else ReportLight.SILENT


def days_words(days: int | None) -> str:
    """``今天``, ``9 天前``, ``还没有报过``."""
    if days is None:
        return LIGHT_MEANINGS[ReportLight.NEVER]
    return f"{days} 天前" if days > 0 else "今天"
