"""One row of a sheet understood: an item, or why it is none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from jyguide.bank.check import LONGEST_TEXT, OPTION_KINDS, faults
from jyguide.bank.item import Answer, ItemContent, ItemKind
from jyguide.bank.row import DIFFICULTY_NAMES, STATUS_NAMES, ItemStatus
from jyguide.exchange.item_file import FoundItem, ItemRefusal
from jyguide.exchange.loose.answers import read_difficulty, read_letters
from jyguide.exchange.loose.options import cut_options
from jyguide.exchange.refusal import Refusal
from jyguide.exchange.sheets.answers import UnreadableAnswerError, read_answer
from jyguide.exchange.sheets.cells import RowCells, shown
from jyguide.exchange.sheets.citation import read_citation
from jyguide.exchange.sheets.fields import ItemField
from jyguide.exchange.sheets.header import Header
from jyguide.exchange.sheets.kinds import guessed_kind, named_kind
from jyguide.exchange.sheets.notation import parse_points
from jyguide.exchange.sheets.options import read_options
from jyguide.exchange.sheets.parts import RowItem

_DIFFICULTIES = {name: number for number, name in DIFFICULTY_NAMES.items()}
_STATUSES = {name: status for status, name in STATUS_NAMES.items()}
_READY = frozenset({"启用", "有效", "正常", "已发布", "已审核", "审核通过", "是"})
_WIDE_NUMBER = re.compile("[０-９]+")
_WORDED = frozenset({ItemKind.SHORT_ANSWER, ItemKind.ORAL})


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a row before it is read.

    Attributes:
        kind: What the name of the sheet or a heading between the rows says, if anything.
    """

    header: Header
    kind: ItemKind | None


def build_item(cells: RowCells, place: Place) -> FoundItem | ItemRefusal:
    """The item of one row that is not blank."""
    header = place.header
    if cells.faults:
        return _refuse(cells, *cells.faults[0])
    kind, understood = named_kind(cells.text(ItemField.KIND))
    if not understood:
        sentence = f"题型“{shown(cells.text(ItemField.KIND))}”看不懂。"
        return _refuse(cells, header.text_of(ItemField.KIND), sentence)
    item = _parts(cells, kind or place.kind)
    try:
        answer = _answer(item, cells)
    except UnreadableAnswerError as error:
        return _refuse(cells, header.text_of(ItemField.ANSWER), str(error))
    content = _content(item, cells, header, answer)
    if wrong := faults(content):
        return _refuse(cells, _faulty_heading(content, header), "".join(wrong))
    unready = _status_unready(item, cells) or cells.doubtful
    if answer is None:
        item.warnings.append("没有答案，先存为草稿。")
    return FoundItem(
        number=_number(cells),
        position=f"“{cells.sheet}”第 {cells.row} 行",
        content=content,
        warnings=(*cells.warnings, *item.warnings),
        line=cells.row,
        question=cells.text(ItemField.QUESTION),
        unready=unready,
    )


def _refuse(cells: RowCells, heading: str, reason: str) -> ItemRefusal:
    position = f"“{cells.sheet}”第 {cells.row} 行"
    return ItemRefusal(
        position, reason, cells.row, Refusal(cells.sheet, cells.row, heading, reason)
    )


def _parts(cells: RowCells, kind: ItemKind | None) -> RowItem:
    stem, options = cells.text(ItemField.STEM), read_options(cells)
    lettered = read_letters(cells.text(ItemField.ANSWER)) if kind is None else None
    if not options and (kind in OPTION_KINDS or lettered):
        # many people type the options below the question, into its very cell
        cut = cut_options(stem)
        stem, options = cut.stem, cut.texts
    guess = kind or guessed_kind(stem, options, cells.text(ItemField.ANSWER))
    return RowItem(guess, stem, options)


def _answer(item: RowItem, cells: RowCells) -> Answer:
    text = cells.text(ItemField.ANSWER)
    if not text and item.kind in _WORDED:
        text = cells.text(ItemField.POINTS)
    return read_answer(item, text, literal=ItemField.ANSWER in cells.literal)


def _content(item: RowItem, cells: RowCells, header: Header, answer: Answer) -> ItemContent:
    citation = read_citation(cells, header)
    return ItemContent(
        kind=item.kind,
        stem=item.stem,
        options=item.options,
        answer=answer,
        explanation=citation.explanation,
        key_points=parse_points(cells.text(ItemField.POINTS)),
        category=cells.text(ItemField.CATEGORY),
        difficulty=_difficulty(item, cells.text(ItemField.DIFFICULTY)),
        regulation=citation.regulation,
        edition=citation.edition,
        article=citation.article,
        tests=cells.text(ItemField.TESTS),
    )


def _difficulty(item: RowItem, text: str) -> int:
    if not text:
        return 2
    known = _DIFFICULTIES.get(text) or read_difficulty(text)
    if known is None:
        item.warnings.append(f"难度“{shown(text)}”看不懂，按“中”导入。")
    return known or 2


def _status_unready(item: RowItem, cells: RowCells) -> bool:
    """Whether the file itself says that the item is not to be drawn."""
    text = cells.text(ItemField.STATUS)
    if not text or text in _READY:
        return False
    status = _STATUSES.get(text)
    if status is not ItemStatus.IN_FORCE:
        item.warnings.append(f"文件里的状态是“{shown(text)}”，先存为草稿。")
    return status is not ItemStatus.IN_FORCE


def _number(cells: RowCells) -> str:
    text = cells.text(ItemField.NUMBER)
    if ItemField.NUMBER not in cells.literal and _WIDE_NUMBER.fullmatch(text):
        return unicodedata.normalize("NFKC", text)
    return text


def _faulty_heading(content: ItemContent, header: Header) -> str:
    """The heading over what the first fault is about: stem, options, else the answer."""
    if not content.stem.strip():
        return header.text_of(ItemField.STEM)
    bare = ItemContent(content.kind, content.stem, content.options, key_points=content.key_points)
    wrong = faults(bare)
    if not wrong:
        endless = len(content.explanation) > LONGEST_TEXT
        return header.text_of(ItemField.EXPLANATION if endless else ItemField.ANSWER)
    if wrong[0].startswith("有空白的要点"):
        return header.text_of(ItemField.POINTS)
    if content.kind is ItemKind.FILL_IN or wrong[0].startswith("题干"):
        return header.text_of(ItemField.STEM)
    return header.option_text or header.text_of(ItemField.ANSWER)
