"""The overview's figures as charts, each in words and as a table too."""

from __future__ import annotations

from collections.abc import Mapping

from jyguide.documents.chart import Bars, Columns, Lights, Line, Stack
from jyguide.report.figure import Figure
from jyguide.report.light import LIGHT_SIGNS, LIGHT_TONES, days_words
from jyguide.report.overview import SHOWN_LIGHTS, CityOverview, Months, month_names, rate
from jyguide.training.pace import LIGHT_NAMES, Light

_EXAMS = 8
"""So many exams make a picture that can be read."""
_LIGHT_TONES = {
    Light.REACHED: "good",
    Light.ON_PACE: "info",
    Light.WITHIN_REACH: "warn",
    Light.PENDING: "neutral",
    Light.OUT_OF_REACH: "bad",
}
_RATING_TONES = ("gold", "good", "info", "bad")


def months_chart(months: Months) -> Columns | None:
    """Person-times of each month, last year's as a pale line; None where nobody came at all."""
    this, last = _values(months.this), _values(months.last)
    if not any(this) and not any(last):
        return None
    lines = [Line(f"{months.year} 年", this)]
    if any(last):
        lines.append(Line(f"{months.year - 1} 年", last))
    title = f"{months.year} 年各月培训人次"
    return Columns(title, "年份", tuple(month_names()), tuple(lines))


def _values(figures: tuple[Figure | None, ...]) -> tuple[int | None, ...]:
    return tuple(None if one is None else one.value for one in figures)


def exams_chart(found: CityOverview) -> Bars | None:
    """The pass rate of each exam of the year; None where there was none."""
    if not found.exams:
        return None
    return Bars(
        f"{found.today.year} 年各场考试合格率",
        "考试",
        ("合格率（%）",),
        tuple(
            Line(
                one.title,
                (rate(one.passes, one.papers),),
                f"{one.title}：交卷 {one.papers} 人次，合格 {one.passes} 人次",
            )
            for one in found.exams[-_EXAMS:]
        ),
    )


def ratings_chart(found: CityOverview) -> Stack | None:
    """The branches on the four lists, a band a year; None where none was published."""
    if not found.ratings:
        return None
    lines = tuple(Line(name, counts) for name, counts in found.ratings)
    return Stack("四张名单的支部数", "年度", found.rating_names, lines, _RATING_TONES)


def lights_chart(title: str, lights: Mapping[Light, int]) -> Stack | None:
    """How many people have which light of the training days of the year."""
    shown = [one for one in SHOWN_LIGHTS if lights.get(one)]
    if not shown:
        return None
    heads = tuple(LIGHT_NAMES[one] for one in shown)
    counts = tuple(lights[one] for one in shown)
    tones = tuple(_LIGHT_TONES[one] for one in shown)
    return Stack(title, "人数", heads, (Line("", counts),), tones)


def reports_chart(found: CityOverview) -> Lights:
    """When each station last reported."""
    return Lights(
        "各站最近上报",
        "指导站",
        ("天数",),
        tuple(Line(line.name, (line.days,), days_words(line.days)) for line in found.lines),
        tuple(LIGHT_SIGNS[line.light] for line in found.lines),
        tuple(LIGHT_TONES[line.light] for line in found.lines),
    )
