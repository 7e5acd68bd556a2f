"""What the tables of assets, co-operatives and deals have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jyguide.exchange.cell import CellError, CellValue, compact
from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.plan import PlannedRow
from jyguide.exchange.table.reading import ReadRow
from jyguide.exchange.table.spec import TableColumn, TableSpec, plain
from jyguide.masking import numbers_masked
from jyguide.openness.money_words import HUNDREDTHS, hundredths_text

_MOST = 10**12

TOWNSHIP = TableColumn(
    "township",
    "镇街",
    ("乡镇", "镇", "镇（街道）", "镇街名称", "所属镇街", "街道"),
    read=compact,
    how="村名有重复时请填写",
    example="祝塘镇",
    filled_down=True,
    width=12,
)


def village_column(*, headings: Sequence[str] = ()) -> TableColumn:
    """The column of the village."""
    return TableColumn(
        "organisation",
        "村（社区）",
        ("村", "村名", "村社区", "村居", "村（居）", "所属村", "所在村", "单位名称", *headings),
        required=True,
        read=compact,
        how="组织树里的名称",
        example="红豆村",
        width=18,
    )


def read_number(value: CellValue) -> int | None:
    """Hundredths of a figure: more decimals are refused, not rounded.

    Raises:
        CellError: it is no figure, below nought, or too large.
    """
    if isinstance(value, float):
        value = f"{value:.15g}"
    text = compact(value).replace(",", "").replace("，", "")
    if not text:
        return None
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0")
    if not (whole.isdecimal() and (not rest or rest.isdecimal())) or not text.isascii():
        raise CellError(f"“{text}”不是数字")
    if len(rest) > len(str(HUNDREDTHS)) - 1:
        raise CellError(f"“{text}”最多写两位小数")
    found = int(whole) * HUNDREDTHS + int(rest.ljust(2, "0") or 0)
    if found > _MOST:
        raise CellError(f"“{text}”大得不合情理")
    return found


def read_whole(value: CellValue) -> int | None:
    """A whole figure, such as how many members.

    Raises:
        CellError: it is none.
    """
    text = compact(value)
    for unit in ("人", "户", "名", "年"):
        text = text.removesuffix(unit)
    found = read_number(text)
    if found is not None and found % HUNDREDTHS:
        raise CellError(f"“{text}”应是整数")
    return None if found is None else found // HUNDREDTHS


def number_shown(value: Any) -> str:
    """Hundredths as a figure; anything else as it is written."""
    return hundredths_text(value) if isinstance(value, int) else plain(value)


def refused_row(
    spec: TableSpec, row: ReadRow, faults: Sequence[tuple[str, str]], *, double: bool = False
) -> PlannedRow:
    """A row that is not taken in, with the key of each column at fault and why."""
    shown = {
        key: spec.by_key[key].shown(value) if key in spec.by_key else plain(value)
        for key, value in row.values.items()
    }
    found = tuple(
        Refusal(
            row.sheet,
            row.row,
            spec.label(key) if key in spec.by_key else "",
            reason.removesuffix("。"),
            key,
            double=double,
        )
        for key, reason in faults
    )
    return PlannedRow(row.sheet, row.row, shown, faults=found)


def as_kept(stated: Mapping[str, Any], kept: Callable[[str], Any]) -> dict[str, Any]:
    """What a row states; a number that an export has masked is no other than the one kept."""
    found = dict(stated)
    for key, value in stated.items():
        if isinstance(value, str) and "*" in value and value == numbers_masked(str(kept(key))):
            found[key] = kept(key)
    return found
