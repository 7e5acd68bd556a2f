"""What the report of the whole city says, in the words of the city's own text."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.documents.section import ReportSection
from jyguide.report.figure import Figure
from jyguide.report.layout import Sentence
from jyguide.report.period import Period
from jyguide.report.station_report import PERIOD_WORDS, work_sentences

BESIDE = (
    "instructors_full_time",
    "instructors_part_time",
    "sessions",
    "person_times",
    "passes",
    "certificates",
    "rectifications",
)
"""Keys of the numbers that are told station by station."""
_STAFF = (
    ("stations", "全市建成", "个指导站"),
    ("instructors_full_time", "配备专职指导员", "名"),
    ("instructors_part_time", "兼职指导员", "名"),
)


def city_sentences(period: Period) -> tuple[Sentence, ...]:
    """The opening of the city's report."""
    return (Sentence(_STAFF), *work_sentences(PERIOD_WORDS[period.kind], period))


def stations_section(names: Sequence[str], figures: Sequence[Sequence[Figure]]) -> ReportSection:
    """The stations under one another in the order of the official list, never of a number.

    Args:
        names: Of the stations.
        figures: Of each the same numbers.
    """
    if not figures or not figures[0]:
        return ReportSection("各站情况", ("指导站",), (), (16,))
    heads = tuple(f"{one.what.name}（{one.what.unit}）" for one in figures[0])
    rows = tuple(
        (name, *(float(one.number) if one.what.parts > 1 else one.value for one in its))
        for name, its in zip(names, figures, strict=True)
    )
    note = "按全市指导站名单的顺序排列，不是排名；没有上报的站按已有数据统计。"
    return ReportSection(
        "各站情况", ("指导站", *heads), rows, (16, *(2.0 * len(head) + 1 for head in heads)), note
    )
