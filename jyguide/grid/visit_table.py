"""Contacts in a table: columns, and how a cell becomes a fact."""

from __future__ import annotations

from jyguide.exchange.cell import CellError, CellValue, cell_text, compact
from jyguide.exchange.table.cells import word_reader, word_shown
from jyguide.exchange.table.spec import TableColumn, TableSpec
from jyguide.grid.kinds import VISIT_WAY_NAMES, VisitWay
from jyguide.grid.visit_entry import LONGEST_NOTE, WAY_DIGITS
from jyguide.people.dates import read_date

_WORDS = {
    "入户": VisitWay.HOME,
    "走访": VisitWay.HOME,
    "上门": VisitWay.HOME,
    "上门走访": VisitWay.HOME,
    "电话": VisitWay.PHONE,
    "微信": VisitWay.PHONE,
    "会上": VisitWay.MEETING,
    "开会": VisitWay.MEETING,
}
way_shown = word_shown(VISIT_WAY_NAMES)


def _note(value: CellValue) -> str:
    text = cell_text(value)
    if len(text) > LONGEST_NOTE:
        raise CellError(f"情况超过 {LONGEST_NOTE} 字")
    return text


SPEC = TableSpec(
    "grid_visit",
    "走访记录",
    "条",
    (
        TableColumn(
            "card",
            "卡号",
            ("走访卡号", "走访卡编号", "卡片编号"),
            read=compact,
            how="走访卡右上角的卡号；填了卡号的，姓名、户号可不填",
            example="A12-3",
            width=12,
        ),
        TableColumn(
            "name",
            "姓名",
            ("联系对象", "户主", "户主姓名", "走访对象", "党员姓名"),
            read=compact,
            how="党员或户主的姓名；没有卡号的必填",
            example="王小明",
        ),
        TableColumn(
            "code",
            "户号",
            ("农户编号", "户编号", "编号"),
            read=compact,
            how="有重名的请填户号来分清",
            example="1001",
        ),
        TableColumn(
            "holder",
            "先锋党员",
            ("联系人", "走访人", "联系党员"),
            read=compact,
            how="只用来分清重名的联系对象",
            example="王建国",
        ),
        TableColumn(
            "visited_on",
            "日期",
            ("走访日期", "联系日期", "走访时间", "联系时间", "时间"),
            required=True,
            read=read_date,
            how="年月日",
            example="2026-11-05",
        ),
        TableColumn(
            "way",
            "方式",
            ("走访方式", "联系方式", "联系形式"),
            read=word_reader(VISIT_WAY_NAMES, _WORDS | WAY_DIGITS, "没有“{}”这种方式，可以填"),
            shown=way_shown,
            how="从下拉列表中选，或填 1—4；不填按入户走访",
            example="入户走访",
            choices=tuple(VISIT_WAY_NAMES.values()),
            width=12,
        ),
        TableColumn("note", "情况", ("走访情况", "备注", "记录", "内容"), read=_note, width=40),
    ),
)
NOTES = (
    "每次走访填一行，从第 2 行开始；带 * 的列必填，卡号和姓名至少填一个。",
    "走访归走访那天的联系人，不用填写；同一对象同一天登记过的不会重复登记。",
    "日期不能在今天之后，也不能早于开始联系的日期。",
)
