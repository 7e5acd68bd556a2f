"""Everything that is measured, part by part, in the order of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from tests.bench.ratio import Result

ONE, TEN = 1, 10
"""The city's own figures, and ten times of them."""


@dataclass(frozen=True)
class Part:
    """What runs in a process of its own.

    Attributes:
        name: What ``ONLY=`` asks for.
        where: ``module:function`` below ``tests.bench``; gives results as they come.
        title: For people, in English: a table of BENCHMARKS.md.
        scale: Whether it is about the city's own figures or about ten times of them.
        quick: Whether it belongs to a look of five minutes.
        long: Whether it takes so long that it has to be asked for by its name.
    """

    name: str
    where: str
    title: str
    scale: int = ONE
    quick: bool = True
    long: bool = False

    def run(self) -> Iterator[Result]:
        module, _, function = self.where.partition(":")
        work: Callable[[], Iterable[Result]] = getattr(
            import_module(f"tests.bench.{module}"), function
        )
        yield from work()


PARTS = (
    Part("start", "cold_start:at_station", "Starting"),
    Part("start", "cold_start:at_city", "Starting", quick=False),
    Part("memory", "memory:run", "Starting"),
    Part("window", "window:run", "The window", quick=False),
    Part("stalls", "stalls:run", "The window", quick=False),
    Part("people", "people_list:run", "People"),
    Part("people", "people_list:growth", "Growth", scale=TEN, quick=False),
    Part("roster", "roster:run", "People"),
    Part("roster", "roster:growth", "Growth", scale=TEN, quick=False),
    Part("credit", "credit:run", "People", quick=False),
    Part("credit", "credit:growth", "Growth", scale=TEN, quick=False),
    Part("bank", "bank:importing", "Questions and exams"),
    Part("bank", "bank:searching", "Questions and exams", quick=False),
    Part("bank", "bank:growth", "Growth", scale=TEN, quick=False),
    Part("exam", "exam:run", "Questions and exams"),
    Part("exam", "exam_answers:run", "Questions and exams"),
    Part("exam", "exam_analysis:run", "Questions and exams"),
    Part("printing", "certificates:run", "Paper"),
    Part("printing", "certificates_kept:run", "Paper"),
    Part("printing", "printing:run", "Paper", quick=False),
    Part("printing", "printing:growth", "Growth", scale=TEN, quick=False),
    Part("printing", "certificates_kept:growth", "Growth", scale=TEN, quick=False),
    Part("workbooks", "workbooks:run", "Paper"),
    Part("journal", "journal:run", "Exchange between offices"),
    Part("merge", "merge:run", "Exchange between offices", quick=False),
    Part("merge", "merge:growth", "Growth", scale=TEN, quick=False),
    Part("city", "city:run", "Exchange between offices", quick=False),
    Part("city", "city:growth", "Growth", scale=TEN, quick=False),
    Part("city-ten", "city:ten_times", "Growth", scale=TEN, quick=False, long=True),
    Part("standard", "standard:run", "Branch standardisation"),
    Part("standard", "standard:growth", "Growth", scale=TEN, quick=False),
    Part("grid", "grid:run", "Grid, appraisal, openness", quick=False),
    Part("grid", "grid:growth", "Growth", scale=TEN, quick=False),
    Part("appraisal", "appraisal:run", "Grid, appraisal, openness"),
    Part("appraisal", "appraisal:growth", "Growth", scale=TEN, quick=False),
    Part("openness", "openness:run", "Grid, appraisal, openness"),
    Part("openness", "openness:growth", "Growth", scale=TEN, quick=False),
    Part("access", "access:run", "Encryption and backups", quick=False),
    Part("backup", "backup:run", "Encryption and backups"),
)


def chosen(only: Iterable[str], scale: int | None, *, quick: bool) -> tuple[Part, ...]:
    """The parts asked for, in their order.

    Args:
        only: Names; none of them for everything.
        scale: `ONE` or `TEN`; None for both.
        quick: Only what belongs to a look of five minutes; a part that is named runs all the same.

    Raises:
        ValueError: In Chinese, for a name that there is not.
    """
    names = set(only)
    known = {part.name for part in PARTS}
    if names - known:
        raise ValueError(
            f"没有这样的部分：{'、'.join(sorted(names - known))}。"
            f"可以写的有：{'、'.join(sorted(known))}。"
        )
    return tuple(
        part
        for part in PARTS
        if (part.name in names or not names)
        and scale in (None, part.scale)
        and (names or not part.long)
        and (part.quick or names or not quick)
    )
