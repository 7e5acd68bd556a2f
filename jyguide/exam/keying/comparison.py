"""The same sheets typed by two people: where they differ, and one row made of what was chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from jyguide.exam.keying.notation import AnswerText, write_answers
from jyguide.exam.keying.rows import ANSWERS, KeyedRow, KeyingLayout, read_keyed
from jyguide.exam.marking.mark import same_text

WHOLE_ROW = "row"
"""The two disagree on the variant, or on whether he sat the exam at all."""


@dataclass(frozen=True, slots=True)
class KeyedDifference:
    """One place where the second typed something else.

    Attributes:
        key: The column; ``answers:7`` for the seventh item of the run; ``WHOLE_ROW``.
        title: What it is about, such as ``第 7 题``.
    """

    key: str
    title: str
    first: str
    second: str


def differences(
    layouts: Mapping[str, KeyingLayout], first: KeyedRow, second: KeyedRow
) -> tuple[KeyedDifference, ...]:
    """Item by item where both runs can be read to the same length, else the run as a whole."""
    if (first.variant, first.absent) != (second.variant, second.absent):
        return (KeyedDifference(WHOLE_ROW, "整行", _row_text(first), _row_text(second)),)
    layout = layouts.get(first.variant)
    if layout is None or first.absent:
        return ()
    found = list(_in_run(layouts, first, second))
    for column in layout.columns:
        left, right = _field(first, column.key), _field(second, column.key)
        if column.key != ANSWERS and left != right and not (left and same_text(left, right)):
            found.append(KeyedDifference(column.key, column.title, left or "空", right or "空"))
    return tuple(found)


def settled(
    layouts: Mapping[str, KeyingLayout],
    first: KeyedRow,
    second: KeyedRow,
    seconds: Collection[str],
) -> KeyedRow:
    """The first row with what the second says at the keys of ``seconds``."""
    if WHOLE_ROW in seconds:
        return second
    fields = dict(first.fields)
    for key in seconds:
        if ":" not in key:
            fields[key] = second.fields.get(key, "")
    numbers = {int(key.partition(":")[2]) for key in seconds if ":" in key}
    if numbers:
        ours, theirs = (read_keyed(layouts, row).answers.answered for row in (first, second))
        fields[ANSWERS] = write_answers(
            [b if b.slot.number in numbers else a for a, b in zip(ours, theirs, strict=True)]
        )
    return KeyedRow(first.variant, fields, first.absent)


def _in_run(
    layouts: Mapping[str, KeyingLayout], first: KeyedRow, second: KeyedRow
) -> Iterator[KeyedDifference]:
    left, right = read_keyed(layouts, first).answers, read_keyed(layouts, second).answers
    if left.problems or right.problems or left.left != right.left:
        if _shown(left) != _shown(right) or left.problems or right.problems:
            texts = _field(first, ANSWERS) or "空", _field(second, ANSWERS) or "空"
            yield KeyedDifference(ANSWERS, "选择、判断（整串）", *texts)
        return
    for one, other in zip(left.answered, right.answered, strict=True):
        if one.shown != other.shown:
            number = one.slot.number
            yield KeyedDifference(f"{ANSWERS}:{number}", f"第 {number} 题", one.shown, other.shown)


def _shown(text: AnswerText) -> list[str]:
    return [one.shown for one in text.answered]


def _field(row: KeyedRow, key: str) -> str:
    return row.fields.get(key, "").strip()


def _row_text(row: KeyedRow) -> str:
    if row.absent:
        return "缺考"
    named = f"{row.variant} 卷 " if row.variant else ""
    return f"{named}{_field(row, ANSWERS)}".strip() or "空"
