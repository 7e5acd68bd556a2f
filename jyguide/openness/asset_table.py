"""Changes of assets in a table: its columns, and how a cell becomes a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from jyguide.exchange.cell import CellError, CellValue, compact
from jyguide.exchange.money import YUAN, Money, read_money, yuan_text
from jyguide.exchange.table.cells import word_reader, word_shown
from jyguide.exchange.table.spec import TableColumn, TableSpec, plain
from jyguide.masking import numbers_masked
from jyguide.openness.asset import AssetChange, AssetRow, entered
from jyguide.openness.kinds import (
    ASSET_CHANGE_KIND_NAMES,
    ASSET_KIND_NAMES,
    AssetChangeKind,
    AssetKind,
)
from jyguide.openness.money_words import amount_text, hundredths_text, plain_unit
from jyguide.openness.village_table import TOWNSHIP, read_number, village_column
from jyguide.people.dates import read_date

_QUANTITY = re.compile(r"([0-9.,，]+)(\D+)")
_MINUS = ("-", "−", "－")
_CHANGE_WORDS = {
    "期初": AssetChangeKind.OPENING,
    "登记": AssetChangeKind.OPENING,
    "新增": AssetChangeKind.INCREASE,
    "购入": AssetChangeKind.INCREASE,
    "收入": AssetChangeKind.INCREASE,
    "处置": AssetChangeKind.DECREASE,
    "报废": AssetChangeKind.DECREASE,
    "支出": AssetChangeKind.DECREASE,
    "清查": AssetChangeKind.REVALUATION,
    "调整": AssetChangeKind.REVALUATION,
    "重估": AssetChangeKind.REVALUATION,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that is no money, in a unit of its own."""

    amount: int
    unit: str


Amount = Money | Quantity


def read_amount(value: CellValue) -> Amount | None:
    """``12000``, ``1.2万元``, ``12.5亩``; a sum below nought, as stock-taking finds it, too.

    Raises:
        CellError: it is none of these.
    """
    below, value = _without_minus(value)
    found = _QUANTITY.fullmatch(compact(value)) if isinstance(value, str) else None
    unit = plain_unit(found[2]) if found else ""
    if found is not None and unit and unit != YUAN and not _is_money(value):
        amount = read_number(found[1])
        assert amount is not None  # noqa: S101 - there are digits
        return Quantity(-amount if below else amount, unit)
    money = read_money(value)
    if money is None or not below:
        return money
    return replace(money, number=-money.number, text=f"-{money.text}")


def amount_shown(value: Any) -> str:
    """For a preview: what is kept with its sign, what cannot be read as it is written."""
    if isinstance(value, Quantity):
        return amount_text(value.amount, value.unit)
    if isinstance(value, Money):
        return value.text
    return hundredths_text(value) if isinstance(value, int) else plain(value)


def quantity_of(amount: Amount) -> int:
    """Hundredths of a bare number or a quantity, in whatever unit the row is in.

    Raises:
        CellError: more than two decimals.
    """
    if isinstance(amount, Quantity):
        return amount.amount
    found = amount.number * 100
    if found != found.to_integral_value():
        raise CellError(f"“{amount.text}”最多写两位小数")
    return int(found)


def _without_minus(value: CellValue) -> tuple[bool, CellValue]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value < 0, abs(value)
    if isinstance(value, str) and compact(value).startswith(_MINUS):
        return True, compact(value)[1:]
    return False, value


def _is_money(value: CellValue) -> bool:
    try:
        return read_money(value) is not None
    except CellError:
        return False


SPEC = TableSpec(
    "asset_change",
    "集体三资",
    "条",
    (
        TOWNSHIP,
        village_column(),
        TableColumn(
            "kind",
            "类别",
            ("三资类别", "资产类别", "资产类型", "类型"),
            required=True,
            read=word_reader(ASSET_KIND_NAMES, {"固定资产": AssetKind.ASSET}, "类别只能填"),
            shown=word_shown(ASSET_KIND_NAMES),
            how="资金、资产或资源",
            example="资产",
            choices=tuple(ASSET_KIND_NAMES.values()),
            width=8,
        ),
        TableColumn(
            "name",
            "名称",
            ("资产名称", "资源名称", "项目名称", "项目"),
            required=True,
            example="标准厂房 2 号楼",
            width=28,
        ),
        TableColumn("code", "编号", ("资产编号", "资源编号"), example="ZC-002", width=14),
        TableColumn(
            "unit",
            "单位",
            ("计量单位",),
            read=compact,
            how="元、万元、亩、平方米等；资金、资产不填即元",
            example="元",
            width=8,
        ),
        TableColumn(
            "changed_on",
            "日期",
            ("变动日期", "登记日期", "入账日期", "时间"),
            read=read_date,
            how="只登记有这一项、不登记数量的不填",
            example="2026-03-05",
        ),
        TableColumn(
            "change",
            "变动",
            ("变动类型", "变动类别", "变动方式", "增减"),
            read=word_reader(ASSET_CHANGE_KIND_NAMES, _CHANGE_WORDS, "变动只能填"),
            shown=word_shown(ASSET_CHANGE_KIND_NAMES),
            how="不填即期初登记",
            example="期初登记",
            choices=tuple(ASSET_CHANGE_KIND_NAMES.values()),
            width=12,
        ),
        TableColumn(
            "amount",
            "数量（金额）",
            ("金额", "数量", "金额（元）", "金额（万元）", "面积", "原值", "变动金额"),
            read=read_amount,
            shown=amount_shown,
            how="减少的写大于零的数；清查调整写差额，减值写负数",
            example="2600000元",
            width=16,
        ),
        TableColumn(
            "reason",
            "事由",
            ("变动原因", "原因", "摘要"),
            how="期初登记的可不填",
            example="2026年清产核资",
            width=24,
        ),
        TableColumn(
            "document",
            "凭证文号",
            ("文号", "凭证", "凭证号", "批准文号"),
            example="红村〔2026〕3号",
            width=18,
        ),
        TableColumn("place", "坐落", ("地点", "位置", "坐落位置"), width=20),
        TableColumn("note", "备注", ("说明",), width=20),
    ),
)
NOTES = (
    "每次变动填一行，从第 2 行开始；带 * 的列必填。第一次出现的三资会自动登记。",
    "登记变动的，日期和数量都要填；只登记有这一项的，日期、变动、数量、事由、文号都不填。",
    "金额在同一列里元和万元混写的，每格都要写明单位，或在“单位”里写明。",
    "减少的不能多于当天的余额；补登以前的减少，以后各天的余额也不能小于零。",
    "同一项的同一天、同样的变动、数量和文号已登记过的，不会重复登记。",
)


def cells(row: AssetRow, change: AssetChange | None) -> tuple[CellValue, ...]:
    """A change, or an asset without any, in the order of the spec."""
    facts = row.facts
    head = (
        *(row.township, row.organisation, ASSET_KIND_NAMES[facts.kind]),
        *(facts.name, facts.code, facts.unit),
    )
    if change is None:
        return (*head, None, None, None, None, None, facts.place, numbers_masked(facts.note))
    return (
        *head,
        change.changed_on,
        ASSET_CHANGE_KIND_NAMES[change.kind],
        _amount(entered(change), facts.unit),
        numbers_masked(change.reason),
        change.document,
        facts.place,
        numbers_masked(facts.note),
    )


def _amount(amount: int, unit: str) -> str:
    if unit == YUAN:
        return f"{yuan_text(amount).replace(',', '')}元"
    return f"{Decimal(amount) / 100:.2f}{unit}"
