"""The columns of the tables: board, totals, conflicts, held changes, PCs, files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jyguide.sync.report import KindLine
from jyguide.sync.row import (
    CONFLICT_NAMES,
    ConflictRow,
    DeviceRow,
    ExportReport,
    HeldRow,
    OfficeRow,
    Side,
    Total,
)
from ui.sync.words import (
    LONG_SILENCE,
    moment_text,
    numbers_text,
    size_text,
    state_of,
)
from ui.theme import Tone
from ui.widgets import CENTRE, RIGHT, Column


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A change that was not taken over; ``waits``: not yet."""

    row: HeldRow
    waits: bool


def board_columns() -> list[Column[OfficeRow]]:
    """Of the 18 stations."""
    return [
        Column("站名", lambda row: row.name, lambda row: row.code, width=86),
        Column("电脑", _devices, lambda row: row.devices, CENTRE, 74, tone=_devices_tone),
        Column("最近收到", _last_in, lambda row: row.last_in_at, width=114),
        Column("缺号", _missing_in, lambda row: len(row.missing_in), width=72, tone=_missing_tone),
        Column("已发到", _last_out, lambda row: row.last_out, width=118),
        Column("对方已收", lambda row: row.got, lambda row: row.got, width=84),
        Column("两边数据", _agreement, lambda row: row.agrees, width=80, tone=_agreement_tone),
        Column("未报天数", _silence, lambda row: row.silent_days, width=76, tone=_silence_tone),
    ]


def total_columns(here: str, there: str) -> list[Column[Total]]:
    """Of the records on both sides, under these names of them."""
    return [
        Column("类别", lambda row: row.name, width=100),
        Column(here, lambda row: str(row.here), lambda row: row.here, RIGHT, 64),
        Column(there, _there, lambda row: row.there, RIGHT, 64),
        Column("相差", _difference, width=60, tone=_difference_tone),
    ]


def kind_columns() -> list[Column[KindLine]]:
    """Of what a file does, by kind of record."""
    return [
        Column("类别", lambda row: row.name, width=120),
        Column("新增", lambda row: str(row.new or ""), lambda row: row.new, RIGHT, 72),
        Column("修改", lambda row: str(row.changed or ""), lambda row: row.changed, RIGHT, 72),
        Column("删除", lambda row: str(row.deleted or ""), lambda row: row.deleted, RIGHT, 72),
        Column("导入前", lambda row: _count(row.before), lambda row: row.before, RIGHT, 84),
        Column("导入后", lambda row: _count(row.after), lambda row: row.after, RIGHT, 84),
        Column("对方", lambda row: _count(row.there), lambda row: row.there, RIGHT, 84),
        Column("两边", _kind_agreement, width=84, tone=_kind_tone),
    ]


def conflict_columns(kept: str, lost: str) -> list[Column[ConflictRow]]:
    """Of what a person should look at; the two values under these names."""
    return [
        Column("记录与项目", lambda row: row.what, width=168),
        Column("情况", lambda row: CONFLICT_NAMES[row.kind], width=152),
        Column(kept, lambda row: row.kept.text, width=170),
        Column("由谁", lambda row: whose(row.kept), width=156),
        Column(lost, lambda row: row.lost.text, width=170),
        Column("由谁", lambda row: whose(row.lost), width=156),
    ]


def open_conflict_columns() -> list[Column[ConflictRow]]:
    """Of the list beside which both values are shown in full."""
    return [
        Column("记录与项目", lambda row: row.what, width=176),
        Column("情况", lambda row: CONFLICT_NAMES[row.kind], width=152),
        Column("处理", lambda row: row.settled or "待看", width=120, tone=_settled_tone),
    ]


CONFLICT_VALUES = (2, 4)
"""Which of ``conflict_columns`` take the room that is left."""


def held_columns() -> list[Column[HeldLine]]:
    """Of what was not taken over."""
    return [
        Column("状态", _held_state, width=72, tone=_held_tone),
        Column("内容", lambda line: line.row.what, width=380),
        Column("来自", lambda line: line.row.by, width=140),
        Column("原因", lambda line: line.row.why, width=400),
    ]


def held_in_report_columns() -> list[Column[HeldRow]]:
    """Of the same in the report of one file, where the tab says which they are."""
    return [
        Column("内容", lambda row: row.what, width=320),
        Column("来自", lambda row: row.by, width=120),
        Column("原因", lambda row: row.why, width=360),
    ]


def device_columns() -> list[Column[DeviceRow]]:
    """Of the PCs the city has let in."""
    return [
        Column("单位", lambda row: row.name, lambda row: row.office, width=160),
        Column("电脑", device_text, width=110),
        Column("入网时间", lambda row: moment_text(row.issued_at), width=150),
        Column("状态", _device_state, width=80, tone=_device_tone),
        Column("停用时间", lambda row: moment_text(row.revoked_at), width=150),
        Column("停用原因", lambda row: row.reason, width=200),
    ]


def export_columns() -> list[Column[ExportReport]]:
    """Of the files that were written."""
    return [
        Column("给", lambda row: row.to, width=100),
        Column("编号", lambda row: f"第{row.number}号", lambda row: row.number, width=76),
        Column("内容", content_text, width=116),
        Column("大小", lambda row: size_text(row.size), lambda row: row.size, RIGHT, 72),
        Column("文件名", lambda row: row.path.name, width=300),
    ]


def content_text(report: ExportReport) -> str:
    """What is in a file."""
    return "有新的改动" if report.segments else "只有收件回执"


def device_text(row: DeviceRow) -> str:
    """``A 机``, and whether it is this one."""
    return f"{row.letter} 机（本机）" if row.here else f"{row.letter} 机"


def whose(side: Side) -> str:
    """Who wrote a value and when."""
    at = f"{side.at:%m-%d %H:%M}" if side.at else ""
    return " ".join(word for word in (side.by, at) if word)


def _devices(row: OfficeRow) -> str:
    return str(row.devices) if row.devices else "未入网"


def _devices_tone(row: OfficeRow) -> Tone:
    return Tone.NEUTRAL if row.devices else Tone.WARN


def _last_in(row: OfficeRow) -> str:
    return _mark(row.last_in, row.last_in_at)


def _last_out(row: OfficeRow) -> str:
    return _mark(row.last_out, row.last_out_at)


def _mark(number: int, at: datetime | None) -> str:
    """``第17号 11-20``: without brackets, which cost a table their width."""
    return " ".join((f"第{number}号", f"{at:%m-%d}" if at else "")).strip() if number else ""


def _missing_in(row: OfficeRow) -> str:
    return numbers_text(row.missing_in)


def _missing_tone(row: OfficeRow) -> Tone:
    return Tone.WARN if row.missing_in else Tone.NEUTRAL


def _agreement(row: OfficeRow) -> str:
    return {True: "一致", False: "不一致", None: ""}[row.agrees]


def _agreement_tone(row: OfficeRow) -> Tone:
    return {True: Tone.GOOD, False: Tone.BAD, None: Tone.NEUTRAL}[row.agrees]


def _silence(row: OfficeRow) -> str:
    return "" if row.silent_days is None else str(row.silent_days)


def _silence_tone(row: OfficeRow) -> Tone:
    long = row.silent_days is not None and row.silent_days >= LONG_SILENCE
    return Tone.WARN if long else Tone.NEUTRAL


def state_word(row: OfficeRow) -> str:
    """What the board can be narrowed by."""
    return state_of(row)[0]


def _there(row: Total) -> str:
    return _count(row.there)


def _difference(row: Total) -> str:
    if row.there is None:
        return ""
    return "一致" if row.agrees else f"{row.here - row.there:+d}"


def _difference_tone(row: Total) -> Tone:
    if row.there is None:
        return Tone.NEUTRAL
    return Tone.GOOD if row.agrees else Tone.BAD


def _count(count: int | None) -> str:
    return "" if count is None else str(count)


def _kind_agreement(row: KindLine) -> str:
    if row.after is None or row.there is None:
        return ""
    return "一致" if row.agrees else f"相差 {row.after - row.there:+d}"


def _kind_tone(row: KindLine) -> Tone:
    return {True: Tone.GOOD, False: Tone.BAD, None: Tone.NEUTRAL}[row.agrees]


def _settled_tone(row: ConflictRow) -> Tone:
    return Tone.NEUTRAL if row.settled else Tone.WARN


def _held_state(line: HeldLine) -> str:
    return "暂存" if line.waits else "未采纳"


def _held_tone(line: HeldLine) -> Tone:
    return Tone.INFO if line.waits else Tone.WARN


def _device_state(row: DeviceRow) -> str:
    return "已停用" if row.revoked_at else "在用"


def _device_tone(row: DeviceRow) -> Tone:
    return Tone.WARN if row.revoked_at else Tone.GOOD
