"""The workbook of the grid: four sheets, their columns, and which sheet is which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from jyguide.exchange.cell import CellError, CellValue, compact
from jyguide.exchange.table.cells import word_reader
from jyguide.exchange.table.header import ColumnMap
from jyguide.exchange.table.reading import RowRules, TableFile
from jyguide.exchange.table.spec import TableColumn, TableSpec, heading_text
from jyguide.exchange.workbook import Row, Sheet
from jyguide.grid.kinds import GRID_LEVEL_NAMES, TARGET_KIND_NAMES, GridLevel, TargetKind
from jyguide.masking import masked_phone
from jyguide.people.dates import read_date


class SheetKind(StrEnum):
    """What the rows of a sheet are; the value is what our own workbooks call it."""

    UNITS = "网格"
    CENTRES = "中心户"
    VANGUARDS = "先锋党员"
    TARGETS = "联系对象"


HIDDEN = "*"
"""What a masked phone is read as, out of our own export: it says nothing, and that is told."""
_LONGEST_NAME = 40
_PHONE = re.compile(r"[0-9-]{7,15}")
_PHONE_NOISE = str.maketrans("", "", "()（） ")
_LEVELS = {
    "镇街": GridLevel.TOWNSHIP,
    "镇": GridLevel.TOWNSHIP,
    "街道": GridLevel.TOWNSHIP,
    "园区": GridLevel.TOWNSHIP,
    "镇街园区": GridLevel.TOWNSHIP,
    "村": GridLevel.VILLAGE,
    "社区": GridLevel.VILLAGE,
    "村社区": GridLevel.VILLAGE,
    "村(社区)": GridLevel.VILLAGE,
    "村(社区)党组织": GridLevel.VILLAGE,
    "支部": GridLevel.BRANCH,
    "党支部": GridLevel.BRANCH,
    "网格支部": GridLevel.BRANCH,
    "网格": GridLevel.BRANCH,
    "微网格": GridLevel.CELL,
    "党员中心户": GridLevel.CELL,
    "中心户": GridLevel.CELL,
}
_KINDS = {
    "户": TargetKind.HOUSEHOLD,
    "群众": TargetKind.HOUSEHOLD,
    "农户家庭": TargetKind.HOUSEHOLD,
    "普通党员": TargetKind.MEMBER,
}


def _name(value: CellValue) -> str:
    text = compact(value)
    if "/" in text:
        raise CellError("名称里不能有“/”；上级请写在另一列")
    if len(text) > _LONGEST_NAME:
        raise CellError(f"名称有 {len(text)} 个字，太长了")
    return text


def _phone(value: CellValue) -> str:
    """A mobile number or, unlike in a roster, a household's landline.

    A masked one is `HIDDEN`.
    """
    text = compact(value).translate(_PHONE_NOISE).removesuffix(".0")
    if HIDDEN in text:
        return HIDDEN
    if text and not _PHONE.fullmatch(text):
        raise CellError(f"“{masked_phone(text)}”不是电话号码")
    return text


def _people(value: CellValue) -> int | None:
    text = compact(value).removesuffix("人").removesuffix("口")
    if not text:
        return None
    if not text.isdecimal() or not 0 < int(text) < 100:  # noqa: PLR2004 - no household has more
        raise CellError(f"人口数“{text}”不对，应为 1 至 99")
    return int(text)


def _path(value: CellValue) -> str:
    return compact(value).strip("/")


def _masked(value: str | None) -> str:
    return masked_phone(value) if value else ""


_NAME = TableColumn(
    "name",
    "姓名",
    ("户主", "户主姓名", "党员姓名", "名字"),
    required=True,
    read=_name,
    example="王建国",
    width=12,
)
_UNIT = TableColumn(
    "unit",
    "所在网格",
    ("网格", "微网格", "所属网格", "所属微网格", "网格名称"),
    required=True,
    read=_path,
    how="微网格或网格党支部的名称或编号；有重名的写完整位置，用“/”隔开",
    example="澄江街道/江南村/第一网格党支部/1号微网格",
    width=44,
)
_CODE = TableColumn("code", "编号", ("代码", "编码"), read=compact, how="本单位自用，可不填")
_TEL = TableColumn(
    "phone",
    "联系电话",
    ("电话", "手机", "手机号", "手机号码", "电话号码"),
    read=_phone,
    shown=_masked,
    example="13912345678",
)
_ADDRESS = TableColumn(
    "address", "住址", ("地址", "家庭住址", "门牌", "门牌号"), example="江南村东街12号", width=26
)
_NOTE = TableColumn("note", "备注", ("说明",), width=24)
_LEVEL = TableColumn(
    "level",
    "层级",
    ("网格层级", "级别"),
    required=True,
    read=word_reader(GRID_LEVEL_NAMES, _LEVELS, "没有“{}”这一层级，可以填"),
    shown=lambda level: GRID_LEVEL_NAMES[level] if level else "",
    how="从下拉列表中选",
    example="村党组织",
    choices=tuple(GRID_LEVEL_NAMES.values()),
    width=20,
)
_KIND = TableColumn(
    "kind",
    "类别",
    ("对象类别", "联系对象类别"),
    required=True,
    read=word_reader(TARGET_KIND_NAMES, _KINDS, "类别“{}”不对，可以填"),
    shown=lambda kind: TARGET_KIND_NAMES[kind] if kind else "",
    how="党员或农户",
    example="农户",
    choices=tuple(TARGET_KIND_NAMES.values()),
    width=8,
)
_UNIT_NAME = TableColumn(
    "name", "名称", ("网格名称", "单位名称"), required=True, read=_name, example="江南村", width=26
)
_PARENT = TableColumn(
    "parent",
    "上级网格",
    ("上级", "所属上级", "上级名称", "上级编号"),
    read=_path,
    how="上级的名称或编号；有重名的写完整位置，如“澄江街道/江南村”。最上一级留空",
    example="澄江街道",
    width=36,
)
_LEADER = TableColumn("leader", "负责人", ("网格长", "书记", "负责人姓名"), width=12)
_VILLAGE = TableColumn(
    "village",
    "所在村",
    ("村", "村社区", "村名", "所属村"),
    read=compact,
    how="可不填；填了的，所在网格须属于这个村",
    example="江南村",
)
_HOLDER = TableColumn(
    "vanguard",
    "先锋党员",
    ("联系人", "联系党员", "先锋党员姓名", "先锋党员编号"),
    read=compact,
    how="由谁联系：姓名或编号。在对象自己的微网格、支部、村里依次找；还没有人联系的留空",
    example="张志远",
)
_SINCE = TableColumn(
    "since",
    "联系起始日期",
    ("起始日期", "联系时间", "开始日期"),
    read=read_date,
    how="可不填，不填的按导入当天",
    example="2026-01-01",
)
_PEOPLE = TableColumn(
    "people", "家庭人口", ("人口", "人口数", "人数"), read=_people, example="4", width=8
)
_HOUSE_CODE = TableColumn(
    "code", "户号", ("编号", "户编号", "党员编号", "代码"), read=compact, how="户号，或党员的编号"
)

SPECS: Mapping[SheetKind, TableSpec] = {
    SheetKind.UNITS: TableSpec(
        "grid_units", "网格", "个", (_LEVEL, _UNIT_NAME, _CODE, _PARENT, _LEADER, _TEL, _NOTE)
    ),
    SheetKind.CENTRES: TableSpec(
        "grid_centres", "党员中心户", "户", (_NAME, _UNIT, _VILLAGE, _TEL, _ADDRESS, _NOTE)
    ),
    SheetKind.VANGUARDS: TableSpec(
        "grid_vanguards", "先锋党员", "人", (_NAME, _CODE, _UNIT, _TEL, _NOTE)
    ),
    SheetKind.TARGETS: TableSpec(
        "grid_targets",
        "联系对象",
        "个",
        (
            _KIND,
            _NAME,
            _HOUSE_CODE,
            _UNIT,
            _TEL,
            _ADDRESS,
            _PEOPLE,
            _HOLDER,
            _SINCE,
            _NOTE,
        ),
    ),
}
SPEC = TableSpec(
    "grid",
    "网格名单",
    "行",
    (
        TableColumn("level", "层级", _LEVEL.headings, shown=_LEVEL.shown, width=20),
        TableColumn("kind", "类别", _KIND.headings, shown=_KIND.shown, width=8),
        TableColumn(
            "name",
            "名称或姓名",
            ("名称", "姓名", *_NAME.headings, *_UNIT_NAME.headings),
            required=True,
        ),
        TableColumn("code", "编号或户号", ("编号", "户号", *_HOUSE_CODE.headings)),
        TableColumn("parent", _PARENT.label, _PARENT.headings),
        TableColumn("unit", _UNIT.label, _UNIT.headings, width=44),
        TableColumn("village", _VILLAGE.label, _VILLAGE.headings),
        TableColumn("vanguard", _HOLDER.label, _HOLDER.headings),
        TableColumn("leader", _LEADER.label, _LEADER.headings),
        TableColumn("phone", _TEL.label, (*_TEL.headings, "负责人电话"), shown=_masked),
        TableColumn("address", _ADDRESS.label, _ADDRESS.headings),
        TableColumn("people", _PEOPLE.label, _PEOPLE.headings),
        TableColumn("since", _SINCE.label, _SINCE.headings, read=read_date),
        TableColumn("note", _NOTE.label, _NOTE.headings),
    ),
)
"""All four sheets in one: for the preview, and for finding out what a file is."""
_SURE = {
    SheetKind.UNITS: ("name", "level"),
    SheetKind.CENTRES: ("name", "unit"),
    SheetKind.VANGUARDS: ("name", "unit"),
    SheetKind.TARGETS: ("name", "unit"),
}
_BY_TITLE = (
    (SheetKind.CENTRES, ("中心户",)),
    (SheetKind.VANGUARDS, ("先锋",)),
    (SheetKind.TARGETS, ("联系", "农户", "党员")),
    (SheetKind.UNITS, ("网格", "单位", "组织")),
)
_HEAD_ROWS = 30
_GUIDES = ("填写说明", "字典")


@dataclass(frozen=True, slots=True)
class GridTableFile(TableFile):
    """A workbook of the grid, read.

    Attributes:
        kinds: By the name of a sheet what its rows are.
    """

    kinds: Mapping[str, SheetKind] = field(default_factory=dict)


def rules_of(kind: SheetKind) -> RowRules:
    """How rows of a sheet are read; one with its two main cells filled is surely one of ours."""
    first, second = _SURE[kind]

    def surely(row: Row, columns: ColumnMap) -> bool:
        one, other = columns.get(first), columns.get(second)
        return one is not None and other is not None and bool(row[one]) and bool(row[other])

    return RowRules(surely=surely)


def sheet_kinds(sheets: Sequence[Sheet]) -> dict[str, SheetKind]:
    """What each visible sheet holds, by its heads where they leave no doubt, else by its name."""
    found = {}
    for sheet in sheets:
        if sheet.hidden or not sheet.rows or sheet.name in _GUIDES:
            continue
        kind = _by_heads(sheet) or _by_title(sheet.name)
        if kind is not None:
            found[sheet.name] = kind
    return found


def _by_heads(sheet: Sheet) -> SheetKind | None:
    """A level is of units alone, a kind or a vanguard member of targets."""
    for row in sheet.rows[:_HEAD_ROWS]:
        heads = {heading_text(value).strip("*") for value in row}
        if {_LEVEL.label, *_LEVEL.headings} & heads:
            return SheetKind.UNITS
        if {_KIND.label, _HOLDER.label, "联系人", "家庭人口"} & heads:
            return SheetKind.TARGETS
        if {_VILLAGE.label, *_VILLAGE.headings} & heads:
            return SheetKind.CENTRES
    return None


def _by_title(title: str) -> SheetKind | None:
    return next((kind for kind, words in _BY_TITLE if any(word in title for word in words)), None)
