"""Deals in a table: its columns, and how a cell becomes a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from jyguide.exchange.cell import CellError, CellValue, cell_text, compact
from jyguide.exchange.money import money_shown, read_money, yuan_text
from jyguide.exchange.table.cells import word_reader, word_shown
from jyguide.exchange.table.spec import TableColumn, TableSpec, plain
from jyguide.exchange.workbook import CellValue as Written
from jyguide.masking import numbers_masked
from jyguide.openness.deal import AREA_UNITS, DealRow
from jyguide.openness.kinds import (
    DEAL_KIND_NAMES,
    PARTY_CATEGORY_NAMES,
    DealKind,
    PartyCategory,
)
from jyguide.openness.money_words import amount_text, hundredths_text, plain_unit
from jyguide.openness.village_table import TOWNSHIP, read_number, village_column
from jyguide.people.dates import read_date

_AREA = re.compile(r"([0-9.,，]*)(.*)")
_KINDS = {
    "土地流转": DealKind.LAND,
    "流转": DealKind.LAND,
    "承包地流转": DealKind.LAND,
    "农村土地经营权": DealKind.LAND,
    "租赁": DealKind.LEASE,
    "资产租赁": DealKind.LEASE,
    "出租": DealKind.LEASE,
    "房屋出租": DealKind.LEASE,
    "集体资产出租": DealKind.LEASE,
    "发包": DealKind.CONTRACT,
    "资源": DealKind.CONTRACT,
    "转让": DealKind.SALE,
    "资产处置": DealKind.SALE,
    "工程": DealKind.WORKS,
    "工程建设": DealKind.WORKS,
    "小型工程": DealKind.WORKS,
    "采购": DealKind.PURCHASE,
}
_PARTIES = {
    "集体": PartyCategory.COLLECTIVE,
    "村委会": PartyCategory.COLLECTIVE,
    "村集体经济组织": PartyCategory.COLLECTIVE,
    "村民": PartyCategory.HOUSEHOLD,
    "个人": PartyCategory.HOUSEHOLD,
    "公司": PartyCategory.COMPANY,
    "个体户": PartyCategory.INDIVIDUAL,
    "机关": PartyCategory.GOVERNMENT,
    "事业单位": PartyCategory.GOVERNMENT,
    "政府": PartyCategory.GOVERNMENT,
}
_PARTY_HOW = "只填类别，不要写姓名或单位名称"


@dataclass(frozen=True, slots=True)
class Area:
    """What a cell says; without a unit its head or its neighbour has to say it."""

    amount: int
    unit: str


def read_area(value: CellValue) -> Area | None:
    """``12.5``, ``12.5亩``, ``300㎡``.

    Raises:
        CellError: it is no area.
    """
    if isinstance(value, float):
        value = f"{value:.15g}"
    text = compact(value)
    if not text or text in ("-", "—", "/", "无"):
        return None
    found = _AREA.fullmatch(text)
    assert found is not None  # noqa: S101 - it matches anything
    amount, unit = read_number(found[1]), plain_unit(found[2])
    if amount is None or (unit and unit not in AREA_UNITS):
        raise CellError(f"“{text}”不是面积，请写数字，可以带单位“亩”或“平方米”")
    return Area(amount, unit)


def head_area_unit(head: str) -> str:
    """The unit that a head names: ``面积（亩）``; nothing where it names none."""
    found = re.search(r"[(（\[:：](.+?)[)）\]]?$", compact(head))
    unit = plain_unit(found[1]) if found else ""
    return unit if unit in AREA_UNITS else ""


def _read_unit(value: CellValue) -> str:
    unit = plain_unit(compact(value))
    if unit and unit not in AREA_UNITS:
        raise CellError("面积单位只能填“亩”或“平方米”")
    return unit


def _area_shown(value: Any) -> str:
    if isinstance(value, Area):
        return amount_text(value.amount, value.unit)
    return hundredths_text(value) if isinstance(value, int) else plain(value)


def _party(key: str, label: str, headings: tuple[str, ...], example: str) -> TableColumn:
    return TableColumn(
        key,
        label,
        headings,
        read=word_reader(
            PARTY_CATEGORY_NAMES, _PARTIES, f"{label}只填类别，不写姓名或单位名称；只能填"
        ),
        shown=word_shown(PARTY_CATEGORY_NAMES),
        how=_PARTY_HOW,
        example=example,
        choices=tuple(filter(None, PARTY_CATEGORY_NAMES.values())),
        width=14,
    )


SPEC = TableSpec(
    "property_deal",
    "产权交易",
    "笔",
    (
        TableColumn(
            "number",
            "编号",
            ("项目编号", "交易编号", "合同编号", "成交编号"),
            read=cell_text,
            how="交易平台的编号；同一编号只登记一次",
            example="JY2026-0001",
            width=20,
        ),
        TableColumn(
            "dealt_on",
            "交易日期",
            ("成交日期", "成交时间", "签订日期", "合同签订日期", "日期"),
            required=True,
            read=read_date,
            how="年月日",
            example="2026-05-11",
        ),
        TOWNSHIP,
        village_column(headings=("转出单位", "项目所在村")),
        TableColumn(
            "kind",
            "类别",
            ("交易类别", "交易类型", "交易品种", "项目类型", "类型"),
            required=True,
            read=word_reader(DEAL_KIND_NAMES, _KINDS, "类别只能填"),
            shown=word_shown(DEAL_KIND_NAMES),
            how="从下拉列表中选",
            example="集体资产租赁",
            choices=tuple(DEAL_KIND_NAMES.values()),
            width=18,
        ),
        TableColumn(
            "subject",
            "标的",
            ("项目名称", "标的名称", "交易标的", "项目"),
            required=True,
            how="交易的是什么，不写个人姓名",
            example="红豆村标准厂房 2 号楼出租",
            width=34,
        ),
        TableColumn(
            "area",
            "面积",
            ("面积（亩）", "面积（平方米）", "交易面积", "流转面积"),
            read=read_area,
            shown=_area_shown,
            how="数字，可以带单位；没有面积的不填",
            example="12.5亩",
            width=14,
        ),
        TableColumn(
            "area_unit",
            "面积单位",
            read=_read_unit,
            how="亩或平方米；面积里或表头里写了的可不填",
            example="亩",
            choices=AREA_UNITS,
            width=10,
        ),
        TableColumn(
            "price",
            "成交价",
            ("成交价（元）", "成交价（万元）", "成交金额", "成交总价", "合同金额", "金额"),
            required=True,
            read=read_money,
            shown=money_shown,
            how="整笔交易的总价，可以带单位，如 12000元、1.2万元",
            example="12000元",
            width=16,
        ),
        _party("seller", "转出方类别", ("转出方", "出让方类别", "出让方", "发包方"), "村集体"),
        _party("buyer", "受让方类别", ("受让方", "承租方", "承包方", "转入方"), "企业"),
        TableColumn(
            "began_on",
            "期限起",
            ("开始日期", "起始日期", "合同开始", "租期起"),
            read=read_date,
            example="2026-06-01",
        ),
        TableColumn(
            "ends_on",
            "期限止",
            ("结束日期", "终止日期", "到期日期", "合同结束", "租期止"),
            read=read_date,
            example="2029-05-31",
        ),
        TableColumn("note", "备注", ("说明",), width=24),
    ),
)
NOTES = (
    "每笔交易填一行，从第 2 行开始；带 * 的列必填。",
    "成交价是整笔的总价，不是单价。同一列里元和万元混写的，每格都要写明单位。",
    "转出方、受让方只填类别（村集体、农户、合作社、企业等），不要写姓名或单位名称。",
    "同一编号的交易不会重复登记；没有编号的，按日期、村、标的和成交价认作同一笔。",
)


def cells(row: DealRow) -> tuple[Written, ...]:
    """A deal in the order of the spec, so that an export imports again."""
    facts = row.facts
    return (
        facts.number,
        facts.dealt_on,
        row.township,
        facts.organisation,
        DEAL_KIND_NAMES[facts.kind],
        numbers_masked(facts.subject),
        hundredths_text(facts.area).replace(",", ""),
        facts.area_unit,
        f"{yuan_text(facts.price).replace(',', '')}元",
        PARTY_CATEGORY_NAMES[facts.seller],
        PARTY_CATEGORY_NAMES[facts.buyer],
        facts.began_on,
        facts.ends_on,
        numbers_masked(facts.note),
    )
