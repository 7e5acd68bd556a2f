"""Feedback slips in a table: keyed in elsewhere, or written by a questionnaire program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from jyguide.exchange.cell import CellError, CellValue, cell_text, compact
from jyguide.exchange.refusal import Refusal
from jyguide.exchange.table.plan import PlannedRow, changes_between
from jyguide.exchange.table.reading import ReadRow, RowRules, Values
from jyguide.exchange.table.spec import TableColumn, TableSpec
from jyguide.training.feedback import LARGEST_NUMBER, QUESTION_NAMES, RATINGS, Question, Slip

_WORDS = {name: rating for rating, name in RATINGS.items()} | {
    "非常满意": 5,
    "比较满意": 4,
    "基本满意": 3,
    "不大满意": 2,
    "很不满意": 1,
    "非常不满意": 1,
}
"""What questionnaire programs write where paper has a digit."""
_LEFT_OUT = ("", "0", "(空)", "未填", "(跳过)")
_EMPTY = "这一份什么也没有填"


def _number(value: CellValue) -> int:
    text = compact(value)
    if not text.isdecimal() or not 0 < int(text) <= LARGEST_NUMBER:
        raise CellError(f"编号“{text}”不是从 1 开始的整数" if text else "编号没有填")
    return int(text)


def _rating(value: CellValue) -> int | None:
    text = compact(value).removesuffix("分")
    if text in _LEFT_OUT:
        return None
    rating = _WORDS.get(text) or (int(text) if text.isdecimal() and len(text) == 1 else 0)
    if rating not in RATINGS:
        raise CellError(f"“{text}”不是评分，只能填 1 至 5，没有填的留空")
    return rating


def _question_column(question: Question) -> TableColumn:
    name = QUESTION_NAMES[question]
    return TableColumn(
        question.value,
        name,
        (f"{name}评分", f"{name}得分"),
        read=_rating,
        how="1 至 5，5 为很满意；没有填的留空",
        example="5",
        width=10,
    )


SPEC = TableSpec(
    "feedback",
    "反馈表",
    "份",
    (
        TableColumn(
            "number",
            "编号",
            ("序号", "份号", "反馈表编号", "答卷序号"),
            required=True,
            read=_number,
            how="纸上印的编号；没有印的从 1 往下编",
            example="1",
            width=8,
        ),
        *map(_question_column, Question),
        TableColumn("praise", "满意之处", ("优点", "好的方面"), read=cell_text, width=40),
        TableColumn(
            "wishes",
            "意见建议",
            ("建议", "意见", "意见和建议", "改进建议"),
            read=cell_text,
            width=40,
        ),
    ),
)


def _identity(values: Values) -> str:
    return str(values.get("number") or "")


RULES = RowRules(identity=_identity, called=("number", "编号"))


def compare(known: Mapping[int, Slip], row: ReadRow) -> PlannedRow:
    """One row beside the slip of its number, if that is keyed in already."""
    slip = known.get(row.values["number"])
    if not any(row.values.get(key) for key in SPEC.by_key if key != "number"):
        fault = Refusal(row.sheet, row.row, SPEC.label("number"), _EMPTY, "number")
        return PlannedRow(row.sheet, row.row, row.values, slip, faults=(fault,))
    changes = changes_between(row.values, partial(kept, slip)) if slip else ()
    return PlannedRow(row.sheet, row.row, row.values, slip, changes)


def kept(slip: Slip, key: str) -> Any:
    """What a slip says under a key of the table."""
    if key in ("number", "praise", "wishes"):
        return getattr(slip, key)
    return slip.ratings.get(Question(key))


def slip_of(values: Mapping[str, Any]) -> Slip:
    """The slip that a row's values say."""
    ratings = {each: values[each.value] for each in Question if values.get(each.value)}
    praise, wishes = values.get("praise") or "", values.get("wishes") or ""
    return Slip(values["number"], ratings, praise, wishes)


def values_of(slip: Slip) -> Values:
    """The values under which a table keeps a slip."""
    return {key: kept(slip, key) for key in SPEC.by_key}
