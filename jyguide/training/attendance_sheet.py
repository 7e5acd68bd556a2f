"""How people attended, keyed in afterwards from the paper sheet or pasted from a table."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jyguide.errors import RuleError
from jyguide.exchange.pasted import read_pasted
from jyguide.ids import PersonId
from jyguide.training.session import ATTENDANCE_NAMES, Attendance, EnrolmentRow

KEYS: dict[str, Attendance] = {
    " ": Attendance.PRESENT,
    "L": Attendance.LATE,
    "Z": Attendance.LEFT_EARLY,
    "Q": Attendance.LEAVE,
    "K": Attendance.ABSENT,
    "B": Attendance.MADE_UP,
}
"""The key for each state: the initials of 迟到's second reading excepted, those of its words."""
KEYS_TEXT = (
    "空格 到　L 迟到　Z 早退　Q 请假　K 缺席　B 补训　退格 清除　数字 跳到该序号　F2 事由　"
    "Ctrl+Z 撤销"
)

_WORDS: dict[str, Attendance] = {
    **{name: state for state, name in ATTENDANCE_NAMES.items() if state},
    **dict.fromkeys(
        ("到", "出席", "实到", "签到", "参加", "√", "✓", "v", "1", "是"), Attendance.PRESENT
    ),
    **dict.fromkeys(("迟", "l"), Attendance.LATE),
    **dict.fromkeys(("z",), Attendance.LEFT_EARLY),
    **dict.fromkeys(("补", "b"), Attendance.MADE_UP),
    **dict.fromkeys(("假", "事假", "病假", "公假", "q"), Attendance.LEAVE),
    **dict.fromkeys(("缺", "旷课", "未到", "缺勤", "×", "x", "0", "否", "k"), Attendance.ABSENT),
}
_LEAVES = frozenset({"事假", "病假", "公假"})
"""Words that say the reason along with the state."""
_HEADS = frozenset({"序号", "姓名", "考勤", "状态", "出勤"})


@dataclass(frozen=True, slots=True)
class AttendanceMark:
    """How one person attended, as somebody entered it."""

    person_id: PersonId
    attendance: Attendance
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PastedMarks:
    """What a pasted block says.

    Attributes:
        marks: One for each person, the last where a block names him twice.
        faults: Sentences about lines that were not understood; they change nothing.
    """

    marks: tuple[AttendanceMark, ...]
    faults: tuple[str, ...] = ()


def read_state(text: str) -> Attendance | None:
    """The state that a word or sign in a table means; None for anything else."""
    return _WORDS.get(_plain(text).casefold())


def read_block(text: str, rows: Iterable[EnrolmentRow]) -> PastedMarks:
    """Lines copied from a table: number or name or both, then the state, then perhaps a reason.

    Args:
        text: Cells apart by tabs, as Excel and WPS hand them over.
        rows: The people with their numbers on the printed sheet.
    """
    sheet = _Sheet(rows)
    marks: dict[PersonId, AttendanceMark] = {}
    faults = []
    for at, line in enumerate(read_pasted(text), start=1):
        cells = [" ".join(cell.split()) for cell in line if cell]
        if not cells or _HEADS.intersection(map(_plain, cells)):
            continue
        mark = _mark(cells, sheet)
        if isinstance(mark, str):
            faults.append(f"第 {at} 行“{' '.join(cells)[:30]}”：{mark}")
        else:
            marks[mark.person_id] = mark
    return PastedMarks(tuple(marks.values()), tuple(faults))


class _Sheet:
    """The printed sheet, to look people up by number and by name."""

    def __init__(self, rows: Iterable[EnrolmentRow]) -> None:
        self.by_number: dict[int, EnrolmentRow] = {}
        self.by_name: defaultdict[str, list[EnrolmentRow]] = defaultdict(list)
        for row in rows:
            self.by_number[row.number] = row
            self.by_name[_plain(row.name)].append(row)


def _mark(cells: Sequence[str], sheet: _Sheet) -> AttendanceMark | str:
    """The mark of a line, or why there is none."""
    states = [at for at, cell in enumerate(cells[1:], 1) if read_state(cell) is not None]
    if not states:
        return "没有认出考勤状态"
    at = states[0]
    person = _person(cells[:at], sheet)
    if isinstance(person, str):
        return person
    state, word = read_state(cells[at]), _plain(cells[at])
    reason = " ".join(cells[at + 1 :]) or (word if word in _LEAVES else "")
    assert state is not None  # noqa: S101 - one of `states`
    return AttendanceMark(person.person_id, state, reason)


def _person(cells: Sequence[str], sheet: _Sheet) -> EnrolmentRow | str:
    """Whom a line is about; a number and a name that do not agree are no guess of ours."""
    number = _number(cells[0])
    named = [_plain(cell) for cell in cells if _number(cell) is None]
    if number is not None:
        row = sheet.by_number.get(number)
        if row is None:
            return f"名单上没有第 {number} 号"
        if named and _plain(row.name) not in named:
            return f"第 {number} 号是{row.name}，与所写姓名不符"
        return row
    found = [row for name in dict.fromkeys(named) for row in sheet.by_name.get(name, ())]
    if len(found) > 1:
        return f"名单上有 {len(found)} 位{found[0].name}，请写序号"
    return found[0] if found else "名单上没有这个人"


def _number(text: str) -> int | None:
    plain = _plain(text).rstrip(".、")
    return int(plain) if re.fullmatch(r"\d{1,4}", plain) else None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def corrected(
    known: Mapping[PersonId, Attendance], marks: Iterable[AttendanceMark]
) -> list[AttendanceMark]:
    """The marks that say otherwise than what was known already."""
    return [
        mark
        for mark in marks
        if (now := known.get(mark.person_id, Attendance.UNKNOWN)) and mark.attendance is not now
    ]


def check_correction(changed: Sequence[AttendanceMark], why: str, *, over: bool) -> None:
    """Refuse to change what was known of a session that is over without a reason.

    Raises:
        RuleError: there is none.
    """
    if changed and over and not why.strip():
        raise RuleError(
            f"培训已经结束，更正 {len(changed)} 人的考勤要写明原因，没有保存。",
            hint="例如“补交请假条”“签到时选错了人”。",
        )
