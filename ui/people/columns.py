"""How people, lines of a roster and refused rows stand in tables."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from jyguide.exchange.refusal import Refusal
from jyguide.people.person import InstructorKind
from jyguide.people.roster_fields import RosterField
from jyguide.people.roster_import import RosterLine
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow, masked
from ui.theme import Tone
from ui.widgets import CENTRE, RIGHT, Column

NEW, CHANGED, SAME = "新增", "更新", "不变"
_TONES = {NEW: Tone.GOOD, CHANGED: Tone.INFO, SAME: Tone.NEUTRAL}


class NameOrder(StrEnum):
    """By what names are sorted; the value is what the drop-down says."""

    PINYIN = "按姓名拼音排序"
    STROKES = "按姓氏笔画排序"


class PersonCells:
    """What cells of the list say at present.

    Attributes:
        full: Whether ID numbers and phones are written out.
        order: What a click on the head of the names sorts by.
    """

    def __init__(self) -> None:
        self.full = False
        self.order = NameOrder.PINYIN

    def name_key(self, row: PersonRow) -> tuple[str, str]:
        """What the row is sorted by; the key settles who of two namesakes comes first."""
        strokes = self.order is NameOrder.STROKES
        return (row.stroke_key if strokes else row.pinyin_key, str(row.id))

    def columns(self, *, with_station: bool) -> list[Column[PersonRow]]:
        """Columns of the list; the station's only where there are several."""
        station = [Column[PersonRow]("指导站", station_text, width=88)] if with_station else []
        return [
            Column("姓名", lambda row: row.name, self.name_key, width=80),
            Column("性别", lambda row: row.sex, align=CENTRE, width=52),
            Column("出生日期", lambda row: _day(row.birth), lambda row: row.birth, width=100),
            Column("身份证号", self._id_text, width=184, mono=True),
            Column("手机号码", self._phone_text, width=122, mono=True),
            Column("学历", lambda row: row.education, width=80),
            Column("入党日期", lambda row: _day(row.joined), lambda row: row.joined, width=100),
            *station,
            Column("类别", kind_text, align=CENTRE, width=52),
            Column("所在党组织", lambda row: row.organisation, width=124 if with_station else 196),
            Column("职务", lambda row: row.post, width=88),
        ]

    def _id_text(self, row: PersonRow) -> str:
        return row.id_number if self.full else row.masked_id

    def _phone_text(self, row: PersonRow) -> str:
        return row.phone if self.full else row.masked_phone


def kind_text(row: PersonRow) -> str:
    """专职, 兼职, or empty for someone who is no instructor."""
    return INSTRUCTOR_KIND_NAMES.get(row.kind, "")


def station_text(row: PersonRow) -> str:
    """The station's name, for the column and its filter."""
    return row.station


def searched_text(row: PersonRow) -> str:
    """Readings of the name, and the numbers that the columns hide."""
    return f"{row.search}\n{row.id_number}\n{row.phone}"


def line_verdict(line: RosterLine) -> str:
    """What importing does with the line."""
    if not line.known:
        return NEW
    return CHANGED if line.changes else SAME


def changes_text(line: RosterLine) -> str:
    """What becomes of what, such as ``学历：大专 → 本科；职务：（空） → 书记``."""
    return "；".join(
        f"{RosterField(name).label}：{_shown(name, old)} → {_shown(name, new)}"
        for name, old, new in line.changes
    )


def _shown(name: str, value: str) -> str:
    if name == RosterField.KIND and value:
        return INSTRUCTOR_KIND_NAMES[InstructorKind(value)]
    if name == RosterField.PHONE:
        return masked(value, 3, 4) or "（空）"
    return value or "（空）"


def _line_kind(line: RosterLine) -> str:
    return INSTRUCTOR_KIND_NAMES.get(line.facts.kind or "", "")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _line_place(line: RosterLine) -> tuple[str, int]:
    return (line.sheet, line.row)


def _refused_place(fault: Refusal) -> tuple[str, int]:
    return (fault.sheet, fault.row)


def line_columns() -> list[Column[RosterLine]]:
    """Columns of the preview; numbers stay masked, since the file itself is at hand.

    The first, of the sheets, is for files in which people stand on several.
    """
    return [
        Column("工作表", lambda line: line.sheet, width=96),
        Column("行", lambda line: str(line.row), _line_place, RIGHT, 52),
        Column("处理", line_verdict, width=64, tone=lambda line: _TONES[line_verdict(line)]),
        Column("姓名", lambda line: line.facts.name, width=88),
        Column("性别", lambda line: line.facts.sex, align=CENTRE, width=56),
        Column("身份证号", lambda line: masked(line.facts.id_number, 6, 4), width=184, mono=True),
        Column("手机号码", lambda line: masked(line.facts.phone, 3, 4), width=122, mono=True),
        Column("学历", lambda line: line.facts.education, width=80),
        Column("所在站", lambda line: line.facts.station, width=96),
        Column("类别", _line_kind, align=CENTRE, width=60),
        Column("变化", changes_text, width=200),
    ]


REFUSED_COLUMNS: tuple[Column[Refusal], ...] = (
    Column("工作表", lambda fault: fault.sheet, width=140),
    Column("行", lambda fault: str(fault.row), _refused_place, RIGHT, 64),
    Column("列", lambda fault: fault.column or "整行", width=140),
    Column("原因", lambda fault: fault.reason, width=420),
)
