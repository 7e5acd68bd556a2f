"""Sums of money in tables and fields: 元 and 万元 told apart, kept as whole fen.

In one column some cells say their unit and some do not. A cell with a unit of its own is read by
it, a bare number by the unit of its head, or of the line “单位：万元” over the head. Where neither
says a unit but other cells of the column do, nobody can know what the bare number means: its row
is refused. Where nothing in the whole column says a unit it is 元, as the templates say.

How a spreadsheet program is told to draw a number (``0.00"万元"``) is no part of its value and is
not seen: whoever wants the unit read writes it into the cell or the head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from jyguide.errors import RuleError
from jyguide.exchange.cell import CellError, CellValue, compact
from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.reading import ReadRow, TableFile
from jyguide.exchange.table.spec import TableSpec, plain

YUAN = "元"
WAN = "万元"
FEN_IN_YUAN = 100
FEN_IN = {
    "元": 100,
    "百元": 10_000,
    "千元": 100_000,
    "万元": 1_000_000,
    "百万元": 100_000_000,
    "千万元": 1_000_000_000,
    "亿元": 10_000_000_000,
}
"""Fen in one of each unit."""
MOST = 10**15
"""Fen; no village, and no city of villages, has more: a larger sum is a slip of the hand."""
_SIGNIFICANT = 15
"""Decimal digits a spreadsheet program keeps; what a float has beyond them is noise."""
_NOTHING = frozenset({"-", "--", "—", "——", "/", "无", "\\"})
_UNIT = r"(百万|千万|百|千|万|亿)?(?:元|圆)|(百万|千万|万|亿)"
_PER = r"(?:(?:/|每)(?P<per>[年月季天日人户亩股吨次]+))?"
_CELL = re.compile(
    rf"(?:人民币|RMB|CNY|¥)?(?P<number>[+-]?(?:[0-9]+|[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?:\.[0-9]*)?)"
    rf"(?P<unit>{_UNIT})?{_PER}(?:整|正)?"
)
_HEAD = re.compile(rf"(?:{_UNIT}){_PER}")
_AT_END = re.compile(rf"(?:{_UNIT}){_PER}$")
_ABOVE = re.compile(rf"单位[::](?:人民币)?(?:{_UNIT}){_PER}")
_IN_BRACKETS = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]|[::,，](.*)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number of money is in; `per` is what it is for each of: 月, 年."""

    name: str
    per: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """What one cell says; without a unit it means nothing yet."""

    number: Decimal
    unit: Unit | None
    text: str

    def fen(self, unit: Unit) -> int:
        """The sum where a bare number is in `unit`.

        Raises:
            CellError: it has parts of a fen, or is beyond all reason.
        """
        found = self.number * FEN_IN[(self.unit or unit).name]
        if found != found.to_integral_value():
            raise CellError(f"“{self.text}”有不足一分的零头，金额最多写到分")
        if abs(found) > MOST:
            raise CellError(f"“{self.text}”大得不合情理，请核对单位")
        return int(found)


def read_money(value: CellValue) -> Money | None:
    """What a cell says; nothing for one that is empty, or has a dash.

    Raises:
        CellError: it is no sum of money, or below nothing.
    """
    if isinstance(value, bool) or (value is not None and not isinstance(value, str | int | float)):
        raise CellError(f"“{plain(value)}”不是金额")
    text = _written(value)
    if not text or text in _NOTHING:
        return None
    found = _CELL.fullmatch(text)
    if found is None:
        raise CellError(f"“{text}”不是金额，请写数字，可以带单位，如 12000、12000元、1.2万元")
    number = Decimal(found["number"].replace(",", ""))
    if number < 0:
        raise CellError(f"“{text}”小于零")
    unit = Unit(_unit_name(found["unit"]), found["per"] or "") if found["unit"] else None
    if unit is None and found["per"]:
        raise CellError(f"“{text}”没有写清是元还是万元")
    return Money(number, unit, text)


def head_unit(head: str) -> Unit | None:
    """The unit a head names: in brackets, after a colon, or at its end; nothing without one."""
    text = compact(head)
    for found in _IN_BRACKETS.finditer(text):
        inside = (found[1] or found[2] or "").removeprefix("单位").lstrip(":")
        if named := _HEAD.fullmatch(inside.removeprefix("人民币")):
            return _named(named)
    at_end = _AT_END.search(text)
    return _named(at_end) if at_end else None


def unit_above(texts: Iterable[str]) -> Unit | None:
    """The unit that a line over a head names, as in “单位：万元”; the lowest line counts."""
    found = [match for text in texts if (match := _ABOVE.search(compact(text)))]
    return _named(found[-1]) if found else None


def money_fen(text: str, what: str = "金额") -> int | None:
    """What is typed into a field, in 元 unless it says otherwise; nothing for an empty field.

    Raises:
        RuleError: it is no sum of money.
    """
    try:
        found = read_money(text)
        return None if found is None else found.fen(Unit(YUAN))
    except CellError as error:
        raise RuleError(f"{what}{error}，没有保存。", hint="请改正后再保存。") from error


def money_shown(value: Any) -> str:
    """For a preview: whole fen as 元, anything else as it is written."""
    if isinstance(value, Money):
        return value.text
    return yuan_text(value) if isinstance(value, int) else plain(value)


def yuan_text(fen: int | None) -> str:
    """``4,879.50``: 元 with two decimals; nothing for what is not known."""
    return "" if fen is None else f"{Decimal(fen) / FEN_IN_YUAN:,.2f}"


def wan(fen: int) -> Decimal:
    """万元 with two decimals, half up: the figure that a workbook adds up."""
    return (Decimal(fen) / FEN_IN[WAN]).quantize(Decimal("0.01"), ROUND_HALF_UP) + 0


def wan_text(fen: int | None) -> str:
    """``12.35``: 万元 with two decimals, half up; nothing for what is not known."""
    return "" if fen is None else f"{wan(fen):,.2f}"


def taken_as_yuan(file: TableFile, spec: TableSpec) -> str:
    """A sentence for the preview about sums whose unit nothing says; "" where there are none."""
    keys = [column.key for column in spec.columns if column.read is read_money]
    heads = MoneyColumns(file, dict.fromkeys(keys, "")).taken_as_yuan() if keys else []
    if not heads:
        return ""
    named = "、".join(f"“{head}”" for head in heads)
    return f"{named}没有写明单位，按元读入；是万元的，请先在表头里写明“（万元）”再导入。"


class MoneyColumns:
    """The columns of money of one file: what a bare number in each of them is in."""

    def __init__(
        self,
        file: TableFile,
        per: Mapping[str, str],
        above: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Look over a whole file.

        Args:
            file: As read with `read_money` as the reader of these columns.
            per: Keys of the columns, each with what its sums are for: ``{"base": "月"}``; what is
                for nothing in particular has "".
            above: By sheet, the texts over its head.
        """
        self._file = file
        self._per = per
        self._above = above or {name: head.above for name, head in file.sheet_headers.items()}
        self._marked = {
            (row.sheet, key): row.row
            for row in reversed(file.good)
            for key in per
            if isinstance(one := row.values.get(key), Money) and one.unit is not None
        } | self._marked_in_refused()

    def fen(self, row: ReadRow) -> tuple[dict[str, int | None], tuple[Refusal, ...]]:
        """The sums of a row by key, and why those cannot be read that are missing then."""
        found: dict[str, int | None] = {}
        faults = []
        for key in self._per:
            if key not in row.values:
                continue
            try:
                found[key] = self._one(row, key)
            except CellError as error:
                head = self._file.heading_of(row.sheet, key)
                faults.append(Refusal(row.sheet, row.row, head, str(error), key))
        return found, tuple(faults)

    def taken_as_yuan(self) -> list[str]:
        """The heads under which sums are read as 元 only since nothing says another unit."""
        found: dict[tuple[str, str], None] = {}
        for row in self._file.good:
            for key in self._per:
                one = row.values.get(key)
                if isinstance(one, Money) and one.unit is None:
                    found[row.sheet, key] = None
        heads = [
            self._file.heading_of(sheet, key)
            for sheet, key in found
            if (sheet, key) not in self._marked
            and self._unit_of(sheet, key) is None
            and not self._other_unit_above(sheet)
        ]
        return list(dict.fromkeys(heads))

    def _one(self, row: ReadRow, key: str) -> int | None:
        money: Money | None = row.values[key]
        if money is None:
            return None
        head = self._unit_of(row.sheet, key)
        unit = money.unit or head or self._plain(row.sheet, key, money)
        self._refuse_other_span(money, unit, key)
        return money.fen(unit)

    def _plain(self, sheet: str, key: str, money: Money) -> Unit:
        """The unit of a bare number under a head without one: 元, if nothing speaks against it."""
        if (at := self._marked.get((sheet, key))) is not None:
            raise CellError(
                f"“{money.text}”没有写单位，同一列里有写了单位的（如第 {at} 行），"
                "不知道它是元还是万元；请写明单位，或在表头里写明"
            )
        if over := self._other_unit_above(sheet):
            raise CellError(
                f"“{money.text}”没有写单位，这一列的表头也没有，上面一行写着“{over}”，"
                "不知道它是元还是万元；请在这一列的表头里写明单位"
            )
        return Unit(YUAN)

    def _other_unit_above(self, sheet: str) -> str:
        """A text over the head that names another unit: it may be of any group of columns."""
        texts = self._above.get(sheet, ())
        named = ((text, head_unit(text)) for text in texts)
        return next((text for text, unit in named if unit and unit.name != YUAN), "")

    def _unit_of(self, sheet: str, key: str) -> Unit | None:
        head = head_unit(self._file.heading_of(sheet, key))
        return head or unit_above(self._above.get(sheet, ()))

    def _refuse_other_span(self, money: Money, unit: Unit, key: str) -> None:
        """A sum a year is not one a month; which it is cannot be worked out safely."""
        wanted = self._per[key]
        if unit.per and unit.per != wanted:
            said = f"按每{wanted}" if wanted else "按总额"
            raise CellError(f"“{money.text}”是每{unit.per}的金额，这一列{said}填写")

    def _marked_in_refused(self) -> dict[tuple[str, str], int]:
        """Cells with a unit in rows that are refused for other reasons: they tell as well."""
        found: dict[tuple[str, str], int] = {}
        for (sheet, row), values in self._file.refused_cells.items():
            for key in self._per:
                cell = values.get(key)
                if isinstance(cell, str) and _says_unit(cell):
                    found.setdefault((sheet, key), row)
        return found


def _says_unit(cell: str) -> bool:
    found = _CELL.fullmatch(_written(cell))
    return found is not None and found["unit"] is not None


def _written(value: CellValue) -> str:
    """A cell as it is compared: of a float the digits that count, without an exponent."""
    if isinstance(value, float):
        return f"{Decimal(f'{value:.{_SIGNIFICANT}g}'):f}"
    return compact(value).replace("，", ",").replace("￥", "¥")


def _named(match: re.Match[str]) -> Unit:
    return Unit(f"{match[1] or match[2] or ''}元", match["per"] or "")


def _unit_name(text: str) -> str:
    return f"{text.rstrip('元圆')}元"
