"""The roster of instructors as of a day (花名册): A4 landscape, its head on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.approval.gate import STATE_NAMES
from jyguide.approval.printing.grid import grid
from jyguide.approval.row import StandingRow
from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Cell,
    Document,
    PageSetup,
    Row,
    Shape,
    Style,
    paragraph,
)
from jyguide.documents.person_name import spaced
from jyguide.people.person import InstructorKind
from jyguide.people.row import INSTRUCTOR_KIND_NAMES

_SETUP = PageSetup(width=297, height=210, top=14, right=12, bottom=15, left=12, footer=8)
_HEADS = (
    "序号",
    "姓名",
    "性别",
    "民族",
    "身份证号",
    "联系电话",
    "学历",
    "单位及职务",
    "类别",
    "状态",
    "批复文号",
    "任期至",
)
_COLUMNS = (10.0, 20.0, 10.0, 13.0, 40.0, 27.0, 18.0, 49.0, 11.0, 22.0, 31.0, 21.0)


@dataclass(frozen=True, slots=True)
class RosterText:
    """What the roster says.

    Attributes:
        rows: In the order of printing.
        day: As of when.
        full: Whether ID numbers and phones are printed whole.
        several: Whether people of several stations stand on it.
    """

    office: str
    rows: tuple[StandingRow, ...]
    day: date
    full: bool = False
    several: bool = False


def roster_document(text: RosterText) -> Document:
    """Title, the day and the counts over a table of everybody."""
    full = sum(row.kind == InstructorKind.FULL_TIME for row in text.rows)
    at_work = sum(row.standing.at_work for row in text.rows)
    counts = (
        f"截至{date_text(text.day)}　共 {len(text.rows)} 人，专职 {full} 人、"
        f"兼职 {len(text.rows) - full} 人；其中在岗 {at_work} 人　（按姓氏笔画为序）"
    )
    above = (
        _over("基层党建指导员花名册", Style(FontRole.TITLE, 20), 13),
        _over(f"{text.office}　　{counts}", Style(FontRole.BODY, 11), 8),
    )
    return Document(
        title=f"基层党建指导员花名册 {text.office}",
        blocks=(grid(_HEADS, _COLUMNS, _lines(text), above=above),),
        setup=_SETUP,
        footer=PAGE_NUMBER,
        dated=text.day,
    )


def work_text(row: StandingRow, *, station: bool = False) -> str:
    """Organisation and post; the station before it where there are several."""
    parts = (row.station if station else "", row.person.organisation, row.person.post)
    return " ".join(part for part in parts if part)


def _lines(text: RosterText) -> Sequence[tuple[str, ...]]:
    return [_line(place, row, text) for place, row in enumerate(text.rows, 1)]


def _line(place: int, row: StandingRow, text: RosterText) -> tuple[str, ...]:
    person, given = row.person, row.standing.appointment
    return (
        str(place),
        spaced(person.name),
        person.sex,
        person.ethnic,
        person.id_number if text.full else person.masked_id,
        person.phone if text.full else person.masked_phone,
        person.education,
        work_text(row, station=text.several),
        INSTRUCTOR_KIND_NAMES.get(row.kind, ""),
        STATE_NAMES[row.standing.state],
        given.number if given else "",
        (f"{given.valid_until:%Y.%m.%d}" if given.valid_until else "不设期限") if given else "",
    )


def _over(text: str, style: Style, height: float) -> Row:
    words = paragraph(text, style, Shape(Align.CENTRE, line=style.size * 1.3))
    return Row((Cell((words,), span=len(_COLUMNS), bordered=False),), height)
