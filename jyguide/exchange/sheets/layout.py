"""The project's own layout of items in a sheet; what is written in it reads back the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jyguide.bank.entry import BankEntry, LeftOut
from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.row import DIFFICULTY_NAMES, KIND_NAMES, STATUS_NAMES
from jyguide.exchange.sheets.cells import CONTROL
from jyguide.exchange.sheets.fields import ItemField, Meaning
from jyguide.exchange.sheets.literal import marked
from jyguide.exchange.sheets.notation import spell_blanks, spell_points

SHEET = "试题"
GUIDE = "填写说明"
LISTS = "字典"
NO_ANSWER = "（无）"
LONGEST_CELL = 32_767
"""UTF-16 units; what is longer, spreadsheet programs cut off."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the layout; ``width`` in characters of the narrow kind."""

    meaning: Meaning
    heading: str
    width: int


def _columns() -> Iterator[Column]:
    yield Column(ItemField.NUMBER, ItemField.NUMBER, 9)
    yield Column(ItemField.KIND, ItemField.KIND, 10)
    yield Column(ItemField.STEM, ItemField.STEM, 46)
    for index, letter in enumerate(OPTION_LETTERS):
        yield Column(index, f"选项{letter}", 18)
    widths = {
        ItemField.ANSWER: 20,
        ItemField.EXPLANATION: 40,
        ItemField.DIFFICULTY: 7,
        ItemField.CATEGORY: 14,
        ItemField.REGULATION: 26,
        ItemField.EDITION: 20,
        ItemField.ARTICLE: 12,
        ItemField.TESTS: 22,
        ItemField.POINTS: 34,
        ItemField.QUESTION: 10,
        ItemField.STATUS: 9,
    }
    for field, width in widths.items():
        yield Column(field, field, width)


COLUMNS: tuple[Column, ...] = tuple(_columns())
REQUIRED: frozenset[Meaning] = frozenset({ItemField.KIND, ItemField.STEM, ItemField.ANSWER})


def entry_texts(entry: BankEntry) -> tuple[str, ...]:
    """The texts of one item in the order of `COLUMNS`, before any mark against misreading."""
    content = entry.content
    texts: dict[Meaning, str] = {
        ItemField.NUMBER: entry.number,
        ItemField.KIND: KIND_NAMES[content.kind],
        ItemField.STEM: content.stem,
        ItemField.ANSWER: _answer(content),
        ItemField.EXPLANATION: content.explanation,
        ItemField.DIFFICULTY: DIFFICULTY_NAMES.get(content.difficulty, str(content.difficulty)),
        ItemField.CATEGORY: content.category,
        ItemField.REGULATION: content.regulation,
        ItemField.EDITION: content.edition,
        ItemField.ARTICLE: content.article,
        ItemField.TESTS: content.tests,
        ItemField.POINTS: spell_points(content.key_points),
        ItemField.QUESTION: entry.question,
        ItemField.STATUS: STATUS_NAMES[entry.status],
        **dict(enumerate(content.options)),
    }
    return tuple(texts.get(column.meaning, "") for column in COLUMNS)


def entry_cells(entry: BankEntry, *, formulas: bool = False) -> tuple[str, ...]:
    """The texts as cells hold them; ``formulas`` as of `marked`."""
    pairs = zip(COLUMNS, entry_texts(entry), strict=True)
    return tuple(
        # what stands for no answer must be read as that, a model answer 无 must not
        text
        if column.meaning is ItemField.ANSWER and entry.content.answer is None
        else marked(text, formulas=formulas)
        for column, text in pairs
    )


def fault_of(entry: BankEntry) -> LeftOut | None:
    """Why a sheet cannot hold the item, or None."""
    options = len(entry.content.options)
    if options > len(OPTION_LETTERS):
        reason = f"有 {options} 个选项，表格最多放 {len(OPTION_LETTERS)} 个。"
        return LeftOut(entry.number, reason)
    for column, text in zip(COLUMNS, entry_cells(entry, formulas=True), strict=True):
        if reason := _text_fault(text, column.heading):
            return LeftOut(entry.number, reason)
    return None


def _text_fault(text: str, heading: str) -> str:
    if strange := CONTROL.search(text):
        code = ord(strange[0])
        return f"“{heading}”里有看不见的控制字符（U+{code:04X}），表格里放不下；请先改正这道题。"
    if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
        return f"“{heading}”有 {len(text):,} 个字，一格最多放 {LONGEST_CELL:,} 个。"
    return ""


def _answer(content: ItemContent) -> str:
    answer = content.answer
    if answer is None:
        return NO_ANSWER
    if isinstance(answer, tuple):
        return spell_blanks(answer)
    if content.kind is ItemKind.TRUE_FALSE:
        return {"T": "正确", "F": "错误"}.get(answer, answer)
    return answer
