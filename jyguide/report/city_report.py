"""What the report of the whole city says, in the words of the city's own text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from jyguide.documents.section import TOTAL, Cell, ReportSection
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


def stations_section(
    names: Sequence[str], figures: Sequence[Sequence[Figure]], whole: Sequence[Figure] = ()
) -> ReportSection:
    """The stations under one another in the order of the official list, never of a number.

    Args:
        names: Of the stations.
        figures: Of each the same numbers.
        whole: Numbers of the city, these among them; under the stations stands the sum, before
            it what is the city's own.
    """
    if not figures or not figures[0]:
        return ReportSection("各站情况", ("指导站",), (), (16,))
    heads = tuple(f"{one.what.name}（{one.what.unit}）" for one in figures[0])
    rows: list[tuple[Cell, ...]] = [
        (name, *map(_number, its)) for name, its in zip(names, figures, strict=True)
    ]
    rows += _sums(figures, {one.what.key: one for one in whole})
    note = "按全市指导站名单的顺序排列，不是排名；没有上报的站按已有数据统计。"
    return ReportSection(
        "各站情况",
        ("指导站", *heads),
        tuple(rows),
        (16, *(2.0 * len(head) + 1 for head in heads)),
        note,
    )


def _sums(
    figures: Sequence[Sequence[Figure]], whole: Mapping[str, Figure]
) -> Iterator[tuple[Cell, ...]]:
    """The city's own part and the sum; none where a number counts something at two stations."""
    told = [whole[one.what.key] for one in figures[0] if one.what.key in whole]
    own = [one.value - sum(its) for one, its in zip(told, _down(figures), strict=False)]
    if len(told) < len(figures[0]) or any(value < 0 for value in own):
        return
    if any(own):
        yield ("市级", *(_number(replace(one, value=v)) for one, v in zip(told, own, strict=True)))
    yield (TOTAL, *map(_number, told))


def _down(figures: Sequence[Sequence[Figure]]) -> Iterator[list[int]]:
    """The values of each number, station by station."""
    for its in zip(*figures, strict=True):
        yield [one.value for one in its]


def _number(one: Figure) -> float | int:
    return float(one.number) if one.what.parts > 1 else one.value
