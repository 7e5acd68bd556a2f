"""Co-operatives and their years in a table: its columns, and how a cell becomes a fact."""

from __future__ import annotations

from jyguide.exchange.cell import compact
from jyguide.exchange.money import money_shown, read_money, yuan_text
from jyguide.exchange.table.cells import word_reader, word_shown
from jyguide.exchange.table.spec import TableColumn, TableSpec
from jyguide.exchange.workbook import CellValue
from jyguide.masking import numbers_masked
from jyguide.openness.cooperative import FIGURES, CooperativeRow, YearFigures
from jyguide.openness.kinds import COOPERATIVE_KIND_NAMES, CooperativeKind
from jyguide.openness.money_words import hundredths_text
from jyguide.openness.village_table import (
    TOWNSHIP,
    number_shown,
    read_number,
    read_whole,
    village_column,
)
from jyguide.people.dates import read_date

_KINDS = {
    "社区股份": CooperativeKind.COMMUNITY_SHARES,
    "股份合作社": CooperativeKind.COMMUNITY_SHARES,
    "股份经济合作社": CooperativeKind.COMMUNITY_SHARES,
    "土地股份": CooperativeKind.LAND_SHARES,
    "富民": CooperativeKind.WEALTH,
    "专业合作社": CooperativeKind.FARMERS,
    "农民专业": CooperativeKind.FARMERS,
}


def _money(key: str, label: str, headings: tuple[str, ...], example: str) -> TableColumn:
    both = tuple(f"{label}（{unit}）" for unit in ("元", "万元"))
    return TableColumn(
        key,
        label,
        (*both, *headings),
        read=read_money,
        shown=money_shown,
        how="可以带单位，如 12000元、1.2万元",
        example=example,
        width=16,
    )


SPEC = TableSpec(
    "cooperative",
    "合作社",
    "行",
    (
        TOWNSHIP,
        village_column(),
        TableColumn(
            "name",
            "合作社名称",
            ("合作社", "名称", "单位全称"),
            required=True,
            how="执照上的全称",
            example="红豆村股份经济合作社",
            width=30,
        ),
        TableColumn(
            "kind",
            "类别",
            ("合作社类别", "合作社类型", "类型"),
            read=word_reader(COOPERATIVE_KIND_NAMES, _KINDS, "类别只能填"),
            shown=word_shown(COOPERATIVE_KIND_NAMES),
            how="从下拉列表中选；不填按其他",
            example="社区股份合作社",
            choices=tuple(COOPERATIVE_KIND_NAMES.values()),
            width=18,
        ),
        TableColumn(
            "code",
            "统一社会信用代码",
            ("信用代码", "社会信用代码", "组织代码"),
            read=lambda value: compact(value).upper(),
            example="N2320281MA1XXXXX0X",
            width=22,
        ),
        TableColumn(
            "founded_on",
            "成立日期",
            ("成立时间", "设立日期"),
            read=read_date,
            example="2016-03-01",
        ),
        TableColumn("ended_on", "注销日期", ("注销时间", "解散日期"), read=read_date),
        TableColumn("head", "负责人", ("理事长", "法定代表人"), width=12),
        TableColumn(
            "year",
            "年度",
            ("年份", "会计年度"),
            read=read_whole,
            shown=lambda value: str(value or ""),
            how="以下各列是哪一年的；只登记合作社本身的可不填",
            example="2025",
            width=8,
        ),
        TableColumn(
            "members",
            "成员数",
            ("成员", "成员（人）", "社员数", "股东数", "成员户数"),
            read=read_whole,
            shown=lambda value: "" if value is None else str(value),
            example="1280",
            width=10,
        ),
        TableColumn(
            "shares",
            "股份数",
            ("股份", "股份（股）", "总股数", "股数"),
            read=read_number,
            shown=number_shown,
            how="股数，最多两位小数",
            example="3560.5",
            width=12,
        ),
        _money("capital", "股本", ("出资额", "注册资本", "成员出资总额"), "120万元"),
        _money("income", "收入", ("总收入", "经营收入", "年收入", "本年收入"), "86.4万元"),
        _money("dividend", "分红", ("分红总额", "分红金额", "盈余分配", "股金分红"), "32万元"),
        TableColumn(
            "paid_on", "分红日期", ("发放日期", "分红时间"), read=read_date, example="2026-01-20"
        ),
        TableColumn("note", "备注", ("说明",), width=24),
    ),
)
NOTES = (
    "每家合作社每年填一行，从第 2 行开始；带 * 的列必填。同一家的几年写几行。",
    "股本、收入、分红在同一列里元和万元混写的，每格都要写明单位。",
    "已经登记过的（信用代码相同，或同一个村里名称相同）不会重复登记，只补上或改正那一年的数据。",
)
FACTS = ("kind", "code", "founded_on", "ended_on", "head")
TOLD = (*FIGURES, "paid_on", "note")
MONEY = ("capital", "income", "dividend")


def cells(row: CooperativeRow, figures: YearFigures | None) -> tuple[CellValue, ...]:
    """A co-operative and one of its years in the order of the spec."""
    facts = row.facts
    one = figures or YearFigures(0)
    return (
        row.township,
        facts.organisation,
        facts.name,
        COOPERATIVE_KIND_NAMES[facts.kind],
        facts.code,
        facts.founded_on,
        facts.ended_on,
        numbers_masked(facts.head),
        one.year or None,
        one.members,
        hundredths_text(one.shares).replace(",", ""),
        *(_yuan(getattr(one, key)) for key in MONEY),
        one.paid_on,
        numbers_masked(one.note or (facts.note if figures is None else "")),
    )


def _yuan(fen: int | None) -> str:
    return "" if fen is None else f"{yuan_text(fen).replace(',', '')}元"
