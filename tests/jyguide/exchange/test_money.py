"""Sums of money: 元 and 万元 mixed in one column."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import RuleError
from jyguide.exchange.cell import CellError
from jyguide.exchange.money import (
    FEN_IN,
    Money,
    MoneyColumns,
    Unit,
    head_unit,
    money_fen,
    money_shown,
    read_money,
    taken_as_yuan,
    unit_above,
    wan_text,
    yuan_text,
)
from jyguide.exchange.table.reading import RowRules, TableFile, read_table
from jyguide.exchange.table.spec import TableColumn, TableSpec
from jyguide.exchange.workbook import CellValue, Sheet

SPEC = TableSpec(
    "money_test",
    "金额",
    "行",
    (
        TableColumn("name", "姓名", required=True),
        TableColumn("sum", "金额", ("缴费基数",), read=read_money, shown=money_shown),
    ),
)
fens = st.integers(0, 10**13)


def _file(head: str, *cells: CellValue, over: str = "") -> TableFile:
    rows: list[tuple[CellValue, ...]] = [(over, None)] if over else []
    rows += [("姓名", head), *((f"某{at}", cell) for at, cell in enumerate(cells))]
    return read_table([Sheet("表", hidden=False, rows=tuple(rows))], SPEC, RowRules())


def _sums(file: TableFile, per: str = "") -> list[object]:
    """Fen, or the reason where there is none."""
    columns = MoneyColumns(file, {"sum": per})
    found = [columns.fen(row) for row in file.good]
    return [faults[0].reason if faults else sums["sum"] for sums, faults in found]


@given(fen=fens, unit=st.sampled_from(sorted(FEN_IN)))
def test_a_cell_with_a_unit_means_the_same_in_every_unit(fen: int, unit: str) -> None:
    number = Decimal(fen) / FEN_IN[unit]
    assert read_money(f"{number:f}{unit}").fen(Unit("亿元")) == fen  # type: ignore[union-attr]
    assert read_money(f"{number:,f} {unit}").fen(Unit("元")) == fen  # type: ignore[union-attr]


@given(fen=fens)
def test_what_is_shown_is_read_back(fen: int) -> None:
    assert money_fen(yuan_text(fen)) == fen
    assert abs((money_fen(f"{wan_text(fen)}万元") or 0) - fen) <= FEN_IN["万元"] // 200


@given(fen=st.integers(0, 10**9))
def test_the_noise_of_a_float_is_no_part_of_a_fen(fen: int) -> None:
    assert read_money(fen / 100).fen(Unit("元")) == fen  # type: ignore[union-attr]


def test_ways_of_writing() -> None:
    said: tuple[CellValue, ...] = (
        "１２，０００元",
        "￥12,000.00",
        "1.2万",
        "人民币1.2万元整",
        12000,
        12000.0,
        "12 000",
    )
    assert [one.fen(Unit("元")) for cell in said if (one := read_money(cell))] == [
        1_200_000
    ] * len(said)
    assert [read_money(one) for one in (None, "", " ", "—", "/", "无")] == [None] * 6


@pytest.mark.parametrize("wrong", ["约一万", "1,20", "-5", True, "5/月", "1e5x", float("nan")])
def test_what_is_no_money_is_refused(wrong: CellValue) -> None:
    with pytest.raises(CellError):
        read_money(wrong)


def test_a_part_of_a_fen_is_refused_and_not_rounded() -> None:
    with pytest.raises(RuleError, match="不足一分"):
        money_fen("3.999")
    with pytest.raises(RuleError, match="不合情理"):
        money_fen("99999999亿元")


def test_heads() -> None:
    told = {
        "金额（万元）": Unit("万元"),
        "缴费基数(元/月)": Unit("元", "月"),
        "成交价：万元": Unit("万元"),
        "金额[单位：千元]": Unit("千元"),
        "成交金额万元": Unit("万元"),
        "金额": None,
        "金额（含税）": None,
    }
    assert {head: head_unit(head) for head in told} == told
    assert unit_above(["三资台账", "编制单位：红豆村", "单位：万元"]) == Unit("万元")
    assert unit_above(["编制单位：红豆村"]) is None


def test_units_mixed_in_one_column() -> None:
    mixed: tuple[CellValue, ...] = ("4879元", "0.5万元", 5000, "—")
    bare = "“5000”没有写单位，同一列里有写了单位的（如第 2 行），不知道它是元还是万元；请写明单位"
    assert _sums(_file("金额（元）", *mixed)) == [487900, 500000, 500000, None]
    assert _sums(_file("金额（万元）", *mixed))[2] == 5000 * 1_000_000
    assert _sums(_file("金额", *mixed, over="单位：万元"))[2] == 5000 * 1_000_000
    assert _sums(_file("金额", *mixed))[2] == f"{bare}，或在表头里写明"
    assert _sums(_file("金额", 5000, "4,879.5")) == [500000, 487950]
    assert _sums(_file("金额", 5000, over="年金（元）")) == [500000]
    said = [taken_as_yuan(_file(*one), SPEC) for one in (("金额", 5000), ("金额", "5000元", "—"))]
    assert said == [
        "“金额”没有写明单位，按元读入；是万元的，请先在表头里写明“（万元）”再导入。",
        "",
    ]
    for head, over in (("金额（元）", ""), ("金额", "单位：万元"), ("金额", "年金（万元）")):
        assert taken_as_yuan(_file(head, 5000, over=over), SPEC) == ""
    assert taken_as_yuan(_file("金额", *mixed), SPEC) == ""
    assert "上面一行写着“年金（万元）”" in str(_sums(_file("金额", 0.5, over="年金（万元）"))[0])


def test_a_unit_in_a_refused_row_tells_as_well() -> None:
    rows: tuple[tuple[CellValue, ...], ...] = (("姓名", "金额"), (None, "3万元"), ("某", 5000))
    file = read_table([Sheet("表", hidden=False, rows=rows)], SPEC, RowRules())
    assert "不知道它是元还是万元" in str(_sums(file)[0])


def test_a_sum_a_year_is_not_one_a_month() -> None:
    assert _sums(_file("缴费基数（元/月）", 5000), "月") == [500000]
    assert "每年的金额" in str(_sums(_file("缴费基数（万元/年）", 6), "月")[0])
    assert "每年的金额" in str(_sums(_file("缴费基数", "6万元/年"), "月")[0])


def test_previews_show_what_is_written() -> None:
    assert money_shown(Money(Decimal(5), Unit("万元"), "5万元")) == "5万元"
    assert (money_shown(1234500), money_shown("约五万")) == ("12,345.00", "约五万")
