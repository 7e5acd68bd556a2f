"""Lists of trainees in a table: who is to be enrolled, and how he attended if it says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jyguide.exchange.cell import CellError, CellValue, cell_text, compact
from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.plan import PlannedRow, changes_between
from jyguide.exchange.table.reading import ReadRow, RowRules, Values
from jyguide.exchange.table.spec import TableColumn, TableSpec
from jyguide.ids import PersonId
from jyguide.people.normalise import read_name
from jyguide.people.row import PersonRow
from jyguide.training.attendance_sheet import AttendanceMark, read_state
from jyguide.training.session import ATTENDANCE_NAMES, Attendance, EnrolmentRow

PERSON = "person_id"
"""The key under which a planned row keeps whom it means."""
_SHORTEST_TAIL = 4


def _state(value: CellValue) -> Attendance | None:
    text = compact(value)
    if not text:
        return None
    state = read_state(text)
    if state is None:
        raise CellError(f"“{text}”不是考勤，可以填到、迟到、早退、补训、请假、缺席")
    return state


def _digits(value: CellValue) -> str:
    return compact(value).upper()


SPEC = TableSpec(
    "roll",
    "培训名单",
    "人",
    (
        TableColumn(
            "name",
            "姓名",
            ("名字", "学员姓名", "参训人员", "参加人员"),
            required=True,
            read=read_name,
            how="人员库里的姓名",
            example="张三",
        ),
        TableColumn(
            "id_number",
            "身份证号",
            ("身份证号码", "公民身份号码", "身份证"),
            read=_digits,
            how="可不填；同名时用来区分，写末四位也可以",
            shown=lambda value: f"末四位 {value[-4:]}" if value else "",
            width=22,
        ),
        TableColumn(
            "phone",
            "手机号码",
            ("手机", "手机号", "联系电话", "电话", "联系方式"),
            read=_digits,
            how="可不填；同名时用来区分，写末四位也可以",
            shown=lambda value: f"末四位 {value[-4:]}" if value else "",
            width=16,
        ),
        TableColumn(
            "organisation",
            "单位",
            ("所在单位", "工作单位", "所在党组织", "支部", "村（社区）"),
            how="可不填；同名时用来区分",
            width=26,
        ),
        TableColumn(
            "attendance",
            "考勤",
            ("出勤", "状态", "签到", "到场", "出席情况", "考勤情况"),
            read=_state,
            shown=lambda value: ATTENDANCE_NAMES[value] if value else "",
            how="报名时不填；到、迟到、早退、补训、请假、缺席",
            choices=tuple(name for state, name in ATTENDANCE_NAMES.items() if state),
            width=10,
        ),
        TableColumn("reason", "事由", ("原因", "请假事由", "备注"), read=cell_text, width=24),
    ),
)


def _identity(values: Values) -> str:
    told = ("name", "id_number", "phone", "organisation")
    return "\n".join(str(values.get(key) or "") for key in told)


RULES = RowRules(identity=_identity, called=("name", "姓名"), telling=("attendance",))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everybody by name, and who is on the list of the session already."""

    by_name: Mapping[str, list[PersonRow]]
    enrolled: Mapping[PersonId, EnrolmentRow]


def surroundings(people: Iterable[PersonRow], rows: Iterable[EnrolmentRow]) -> Surroundings:
    """What rows of a table are compared with."""
    by_name: defaultdict[str, list[PersonRow]] = defaultdict(list)
    for person in people:
        by_name[person.name].append(person)
    return Surroundings(dict(by_name), {row.person_id: row for row in rows})


def compare(around: Surroundings, row: ReadRow) -> PlannedRow:
    """One row beside the person it means; namesakes are never guessed."""
    found = meant(around.by_name.get(row.values["name"], []), row.values)
    if len(found) != 1:
        name = row.values["name"]
        why = (
            f"有 {len(found)} 位{name}，请写身份证号、手机号（末四位也可以）或单位"
            if found
            else f"人员库里没有{name}，或证号、手机、单位对不上；请先到“人员”页新增"
        )
        fault = Refusal(row.sheet, row.row, SPEC.label("name"), why, "name")
        return PlannedRow(row.sheet, row.row, row.values, faults=(fault,))
    known = around.enrolled.get(found[0].id)
    values = {**row.values, PERSON: found[0].id}
    said = {key: row.values.get(key) for key in ("attendance", "reason")}
    changes = changes_between(said, lambda key: getattr(known, key)) if known else ()
    return PlannedRow(row.sheet, row.row, values, known, changes)


def meant(namesakes: Iterable[PersonRow], values: Values) -> list[PersonRow]:
    """Whom of several of one name a row means."""
    found = list(namesakes)
    for key in ("id_number", "phone"):
        tail = values.get(key) or ""
        if len(tail) >= _SHORTEST_TAIL:
            told = [one for one in found if str(getattr(one, key)).endswith(tail)]
            silent = [one for one in found if not getattr(one, key)]
            found = told or silent
    place = values.get("organisation") or ""
    if len(found) > 1 and place:
        found = [one for one in found if place in one.organisation] or found
    return found


def mark_of(values: Mapping[str, Any], said: Mapping[str, Any]) -> AttendanceMark | None:
    """The attendance that a row says, if it says any; `said` counts before what is kept."""
    state = said.get("attendance") or Attendance.UNKNOWN
    if not state:
        return None
    return AttendanceMark(values[PERSON], Attendance(state), said.get("reason") or "")
