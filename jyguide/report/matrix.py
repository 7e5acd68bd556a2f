"""Who was at which training of a year: people down, trainings across, totals both ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from uuid import UUID

from jyguide.documents.dates import date_text, tenths_text
from jyguide.documents.section import ReportSection
from jyguide.ids import PersonId, SessionId
from jyguide.report.figure import Figure, FigureName, Scope, SourceRow, Sources
from jyguide.training.person_times import Attendee, HeldSession
from jyguide.training.session import SessionKind

CAME = "√"
COUNTING = (
    "一格是一人参加一期：已到、迟到、早退、补训记 √，学时按本人实际认定的计；"
    "已取消的培训和登记的外出培训不在表内。按姓名和日期排列，不是排名。"
)
_TIMES = FigureName(
    "matrix_times",
    "培训人次",
    "人次",
    "培训",
    "一人参加一期计 1 人次；已取消的培训不计。",
    "training",
)
_HEADS = ("开始日期", "培训班", "姓名", "单位", "学时")


@dataclass(frozen=True, slots=True)
class Mark:
    """One person on the list of one training.

    Attributes:
        stamp: Of the enrolment's present state.
        came: Whether he was there.
        hours: Tenths of an hour that count for him; 0 where he was not there.
    """

    enrolment: UUID
    stamp: str
    came: bool
    hours: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One person; `marks` has a place for each training."""

    person: Attendee
    marks: tuple[Mark | None, ...]
    times: int
    hours: int


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One training, and how many came for how many hours together."""

    session: HeldSession
    times: int
    hours: int

    @property
    def head(self) -> str:
        return f"{self.session.starts_on:%m.%d} {self.session.title}"


@dataclass(frozen=True, slots=True)
class Matrix:
    """All of it; rows in the order of names, columns in that of days."""

    year: int
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def title(self) -> str:
        return f"{self.year}年度培训情况表"

    @property
    def times(self) -> int:
        return sum(row.times for row in self.rows)

    @property
    def hours(self) -> int:
        return sum(row.hours for row in self.rows)


@dataclass(frozen=True, slots=True)
class MatrixFilter:
    """What of it is wanted; "" and None let everything pass."""

    kind: SessionKind | None = None
    organisation: str = ""
    station: str = ""


def make_matrix(
    year: int,
    sessions: Sequence[HeldSession],
    people: Sequence[Attendee],
    marks: Mapping[tuple[PersonId, SessionId], Mark],
) -> Matrix:
    """Lay out who was where.

    Args:
        year: In which the trainings begin.
        sessions: In their order.
        people: Everybody who is on some list, in any order.
        marks: Who is on which list.
    """
    keys = [one.id for one in sessions]
    rows = [
        _row(person, tuple(marks.get((person.id, key)) for key in keys))
        for person in sorted(people, key=attrgetter("pinyin_key", "id"))
    ]
    return _summed(year, sessions, rows)


def narrowed(matrix: Matrix, wanted: MatrixFilter) -> Matrix:
    """Only trainings of a kind, and people of a unit or station who are on one of their lists."""
    at = [
        place
        for place, column in enumerate(matrix.columns)
        if wanted.kind in (None, column.session.kind)
    ]
    rows = []
    for row in matrix.rows:
        if not _wants(wanted, row.person):
            continue
        marks = tuple(row.marks[place] for place in at)
        if any(mark is not None for mark in marks):
            rows.append(_row(row.person, marks))
    return _summed(matrix.year, [matrix.columns[place].session for place in at], rows)


def units(matrix: Matrix) -> list[str]:
    """The units of its people, to choose from."""
    return sorted({row.person.organisation for row in matrix.rows} - {""})


def stations(matrix: Matrix) -> list[str]:
    """The stations of its people, to choose from."""
    return sorted({row.person.station for row in matrix.rows} - {""})


def mark_text(mark: Mark | None, *, hours: bool) -> str:
    """``√``, or the hours that count; nothing for whoever was not there."""
    if mark is None or not mark.came:
        return ""
    return tenths_text(mark.hours) if hours else CAME


def matrix_report(matrix: Matrix, *, hours: bool = False) -> ReportSection:
    """As a sheet: totals to the right and under it."""
    body = tuple(
        (
            row.person.name,
            row.person.organisation,
            *(_cell(mark, hours=hours) for mark in row.marks),
            row.times,
            row.hours / 10,
        )
        for row in matrix.rows
    )
    sums = [column.hours / 10 if hours else column.times for column in matrix.columns]
    total = ("合计", "", *sums, matrix.times, matrix.hours / 10)
    heads = [f"{date_text(one.session.starts_on)} {one.session.title}" for one in matrix.columns]
    return ReportSection(
        "培训矩阵",
        ("姓名", "单位", *heads, "人次", "学时"),
        (*body, total) if body else (),
        (11, 22, *(10.0 for _ in heads), 8, 8),
        COUNTING,
        names=2,
    )


def row_sources(matrix: Matrix, at: int) -> Sources:
    """The rows behind the total of one person."""
    return _sources(matrix, rows=(at,))


def column_sources(matrix: Matrix, at: int) -> Sources:
    """The rows behind the total of one training."""
    return _sources(matrix, columns=(at,))


def all_sources(matrix: Matrix) -> Sources:
    """The rows behind the total of all."""
    return _sources(matrix)


def times_figure(matrix: Matrix, value: int) -> Figure:
    """A total of person-times as a number that can be opened."""
    return Figure(_TIMES, _scope(matrix), value)


def _scope(matrix: Matrix) -> Scope:
    return Scope(date(matrix.year, 1, 1), date(matrix.year, 12, 31))


def _sources(
    matrix: Matrix, rows: Sequence[int] | None = None, columns: Sequence[int] | None = None
) -> Sources:
    found = []
    down = range(len(matrix.rows)) if rows is None else rows
    across = range(len(matrix.columns)) if columns is None else columns
    for column in across:
        session = matrix.columns[column].session
        for row in down:
            person, mark = matrix.rows[row].person, matrix.rows[row].marks[column]
            if mark is not None and mark.came:
                cells = (
                    date_text(session.starts_on),
                    session.title,
                    person.name,
                    person.organisation,
                    tenths_text(mark.hours),
                )
                found.append(SourceRow("enrolment", mark.enrolment, mark.stamp, 1, cells))
    return Sources(_TIMES, _scope(matrix), _HEADS, tuple(found))


def _cell(mark: Mark | None, *, hours: bool) -> str | float | None:
    if mark is None or not mark.came:
        return None
    return mark.hours / 10 if hours else CAME


def _row(person: Attendee, marks: tuple[Mark | None, ...]) -> MatrixRow:
    came = [mark for mark in marks if mark is not None and mark.came]
    return MatrixRow(person, marks, len(came), sum(mark.hours for mark in came))


def _summed(year: int, sessions: Sequence[HeldSession], rows: Sequence[MatrixRow]) -> Matrix:
    times, hours = [0] * len(sessions), [0] * len(sessions)
    for row in rows:
        for place, mark in enumerate(row.marks):
            if mark is not None and mark.came:
                times[place] += 1
                hours[place] += mark.hours
    columns = tuple(map(MatrixColumn, sessions, times, hours))
    return Matrix(year, columns, tuple(rows))


def _wants(wanted: MatrixFilter, person: Attendee) -> bool:
    return wanted.organisation in ("", person.organisation) and wanted.station in (
        "",
        person.station,
    )
