"""The columns of the overview, and what lies behind the number of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jyguide.report.light import LIGHT_MEANINGS, LIGHT_TONES
from jyguide.report.overview import StationLine, lights_text, rate_text
from jyguide.training.pace import Light
from ui.theme import Tone
from ui.widgets import LEFT, RIGHT, Column

LIGHTS, REPORTED = "lights", "reported"
"""Columns that open a page, not the rows of a number."""
BEHIND = (
    "",
    "instructors_full_time",
    "instructors_part_time",
    "person_times",
    "papers",
    "passes",
    "passes",
    LIGHTS,
    "rectifications_open",
    "certificates",
    REPORTED,
)
"""For each column the key of the figure that it opens."""
_SIGNS = (
    ("✓", (Light.REACHED,)),
    ("→", (Light.ON_PACE, Light.WITHIN_REACH, Light.PENDING)),
    ("✕", (Light.OUT_OF_REACH,)),
)


def overview_columns() -> list[Column[StationLine]]:
    """One for each of `BEHIND`; all stations together come last in whatever order."""
    return [
        Column("指导站", lambda line: line.name, _stay(lambda _: ""), width=86),
        _number("专职", "instructors_full_time", 50),
        _number("兼职", "instructors_part_time", 50),
        _number("人次", "person_times", 54),
        _number("考试", "papers", 50),
        _number("合格", "passes", 50),
        Column(
            "合格率",
            lambda line: rate_text(line.pass_rate),
            _stay(lambda line: line.pass_rate),
            RIGHT,
            70,
        ),
        Column(
            "七天红绿灯",
            _lights,
            _stay(lambda line: line.lights.get(Light.OUT_OF_REACH, 0)),
            LEFT,
            92,
            tip=lambda line: lights_text(line.lights),
        ),
        _number("待整改", "rectifications_open", 66),
        _number("证书", "certificates", 50),
        Column(
            "最近上报",
            lambda line: line.reported,
            _stay(lambda line: line.days),
            LEFT,
            124,
            tone=lambda line: Tone(LIGHT_TONES[line.light]) if line.code else Tone.NEUTRAL,
            tip=lambda line: LIGHT_MEANINGS[line.light] if line.code else "",
        ),
    ]


def _number(title: str, key: str, width: int) -> Column[StationLine]:
    return Column(
        title,
        lambda line: f"{line.figures[key].number:,}",
        _stay(lambda line: line.figures[key].value),
        RIGHT,
        width,
        tip=lambda line: f"{line.figures[key].what.counting}按回车看依据",
    )


def _stay(compared: Callable[[StationLine], Any]) -> Callable[[StationLine], Any]:
    """Lets what is no station come last."""
    return lambda line: compared(line) if line.code else None


def _lights(line: StationLine) -> str:
    """``✓12 →3 ✕1``: reached, can still be reached, cannot."""
    said = []
    for sign, lights in _SIGNS:
        if count := sum(line.lights.get(one, 0) for one in lights):
            said.append(f"{sign}{count}")
    return "　".join(said) if said else "—"
