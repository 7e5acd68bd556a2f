"""How people stand in tables."""

from __future__ import annotations

from datetime import date

from jyguide.people.finding import PeopleOrder
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow
from ui.widgets import CENTRE, RIGHT, Column

ORDER_NAMES = {
    PeopleOrder.PINYIN: "按姓名拼音",
    PeopleOrder.SURNAME_STROKES: "按姓氏笔画",
    PeopleOrder.NAME_STROKES: "按姓名笔画",
    PeopleOrder.POSITION: "按排序号",
}
"""The orders of names, as the drop-down and the menu of the heads say them."""
NAME_COLUMN, POSITION_COLUMN = 0, 1
_HIDDEN = "只显示年份：身份证号里隐去的八位就是出生日期；勾选“完整号码”可看全部"


class PersonCells:
    """What cells of the list say at present.

    Attributes:
        full: Whether ID numbers and phones are written out.
    """

    def __init__(self) -> None:
        self.full = False

    def columns(self, *, with_station: bool) -> list[tuple[Column[PersonRow], PeopleOrder | None]]:
        """Columns of the list, and what a click on the head of each sorts by.

        None for a head that sorts by nothing; by the name stands for whichever order of names is
        chosen. The station's column is only where there are several.
        """
        station = Column[PersonRow]("指导站", station_text, width=80)
        columns: list[tuple[Column[PersonRow], PeopleOrder | None]] = [
            (Column("姓名", _name, width=136, tip=_name), PeopleOrder.PINYIN),
            (Column("排序号", _position_text, align=RIGHT, width=64), PeopleOrder.POSITION),
            (Column("性别", lambda row: row.sex, align=CENTRE, width=52), PeopleOrder.SEX),
            (
                Column("出生日期", self._birth_text, width=96, tip=self._birth_tip),
                PeopleOrder.BIRTH,
            ),
            (Column("身份证号", self._id_text, width=176, mono=True), None),
            (Column("手机号码", self._phone_text, width=122, mono=True), None),
            (Column("学历", lambda row: row.education, width=72), PeopleOrder.EDUCATION),
            (station, PeopleOrder.STATION),
            (Column("专兼职", kind_text, align=CENTRE, width=64), PeopleOrder.KIND),
            (Column("人员类别", role_text, width=116, tip=role_text), PeopleOrder.ROLE),
            (Column("所在组织", _place, width=160, tip=_place), PeopleOrder.ORGANISATION),
            (Column("职务", _post, width=112, tip=_post), PeopleOrder.POST),
            (Column("入党日期", lambda row: _day(row.joined), width=96), PeopleOrder.JOINED),
        ]
        return [each for each in columns if with_station or each[0] is not station]

    def _birth_text(self, row: PersonRow) -> str:
        return _day(row.birth) if self.full else row.masked_birth

    def _birth_tip(self, row: PersonRow) -> str:
        return _HIDDEN if row.birth and row.id_number and not self.full else ""

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


def role_text(row: PersonRow) -> str:
    """村党组织书记 and the like, or empty."""
    return PERSON_ROLE_NAMES[row.role]


def _name(row: PersonRow) -> str:
    return row.name


def _place(row: PersonRow) -> str:
    return row.organisation


def _post(row: PersonRow) -> str:
    return row.post


def _position_text(row: PersonRow) -> str:
    return "" if row.position is None else str(row.position)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
