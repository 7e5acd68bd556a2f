"""How the list of the bank shows an item, sorts it and finds it."""

from __future__ import annotations

import re
from typing import Any

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import (
    DIFFICULTY_NAMES,
    KIND_NAMES,
    STATUS_NAMES,
    UNIFIED,
    ItemRow,
    ItemStatus,
    answer_text,
)
from ui.theme import Tone
from ui.widgets import CENTRE, Column

STATUS_TONES = {
    ItemStatus.DRAFT: Tone.WARN,
    ItemStatus.REVIEW: Tone.WARN,
    ItemStatus.IN_FORCE: Tone.GOOD,
    ItemStatus.WITHDRAWN: Tone.NEUTRAL,
}
_KIND_ORDER = {kind: place for place, kind in enumerate(ItemKind)}
_STATUS_ORDER = {status: place for place, status in enumerate(ItemStatus)}


def one_line(text: str) -> str:
    """`text` without line breaks, as a cell of a table needs it."""
    return " ".join(text.split())


def kind_name(row: ItemRow) -> str:
    """Such as 单选题; also what the filter of kinds offers."""
    return KIND_NAMES[row.content.kind]


def category(row: ItemRow) -> str:
    """Such as 发展党员; empty for items that came without one."""
    return row.content.category


def status_name(row: ItemRow) -> str:
    """在用, 停用 or 草稿."""
    return STATUS_NAMES[row.status]


def source_name(row: ItemRow) -> str:
    """统一题库, or the name of the file."""
    return row.source_name


def basis(content: ItemContent) -> str:
    """Regulation and article in a breath: 《…》第四条; empty where none is given."""
    title = f"《{content.regulation}》" if content.regulation else ""
    return f"{title}{content.article}"


def content_text(content: ItemContent) -> str:
    """Everything an item says, a line each, for searching in any part of it."""
    parts = (
        content.stem,
        *content.options,
        answer_text(content.kind, content.answer),
        content.explanation,
        *(point.text for point in content.key_points),
        content.category,
        content.regulation,
        content.edition,
        content.article,
    )
    return "\n".join(parts)


def search_text(row: ItemRow) -> str:
    """What the search field looks through besides the columns."""
    return f"{content_text(row.content)}\n{row.content.tests}\n{row.source_name}"


def number_key(row: ItemRow) -> tuple[Any, ...]:
    """Sorts 2 before 10 and 001-2 before 001-10, the unified bank first."""
    return (row.source != UNIFIED, row.source, natural(row.number))


def natural(number: str) -> tuple[int, ...]:
    """The numbers inside an item's number, to compare it by."""
    return tuple(int(digits) for digits in re.findall(r"\d+", number))


COLUMNS: tuple[Column[ItemRow], ...] = (
    Column("题号", lambda row: row.number, number_key, width=72),
    Column("题型", kind_name, lambda row: _KIND_ORDER[row.content.kind], width=76),
    Column("题干", lambda row: one_line(row.content.stem), width=270),
    Column("类别", category, width=104),
    Column(
        "难度",
        lambda row: DIFFICULTY_NAMES[row.content.difficulty],
        lambda row: row.content.difficulty,
        align=CENTRE,
        width=52,
    ),
    Column(
        "状态",
        status_name,
        lambda row: _STATUS_ORDER[row.status],
        width=60,
        tone=lambda row: STATUS_TONES[row.status],
    ),
    Column("依据", lambda row: basis(row.content), width=230),
    Column("来源", source_name, width=110),
)
