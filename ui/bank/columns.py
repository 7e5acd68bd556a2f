"""How the list of the bank shows an item, sorts it and finds it."""

from __future__ import annotations

import re
from typing import Any

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.recall import ClauseChange
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
    """草稿, 待审, 在用 or 停用."""
    return STATUS_NAMES[row.status]


def difficulty(row: ItemRow) -> str:
    """易, 中 or 难."""
    return DIFFICULTY_NAMES[row.content.difficulty]


def regulation(row: ItemRow) -> str:
    """Title of the regulation it rests on, or empty."""
    return row.content.regulation


def state(row: ItemRow) -> str:
    """Its status, or 需复核 where a clause it rests on has changed."""
    return "需复核" if row.recalled else status_name(row)


def state_tone(row: ItemRow) -> Tone:
    """The colour of `state`."""
    return Tone.WARN if row.recalled else STATUS_TONES[row.status]


def recall_reason(change: ClauseChange) -> str:
    """Why it is to be reviewed: which clause has changed, and how."""
    note = f"：{change.note.rstrip('。')}" if change.note else ""
    return f"《{change.regulation}》{change.article}已修订{note}，请复核。考试暂不抽这道题。"


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


def number_key(row: ItemRow) -> tuple[Any, ...]:
    """Sorts 2 before 10 and 001-2 before 001-10, the unified bank first."""
    return (row.source != UNIFIED, row.source, natural(row.number))


def natural(number: str) -> tuple[int, ...]:
    """The numbers inside an item's number, to compare it by."""
    return tuple(int(digits) for digits in re.findall(r"\d+", number))


COLUMNS: tuple[Column[ItemRow], ...] = (
    Column("题号", lambda row: row.number, number_key, width=68),
    Column("题型", kind_name, lambda row: _KIND_ORDER[row.content.kind], width=70),
    Column(
        "题干",
        lambda row: one_line(row.content.stem),
        width=208,
        tip=lambda row: row.content.stem,
    ),
    Column("类别", category, width=84),
    Column("难度", difficulty, lambda row: row.content.difficulty, align=CENTRE, width=48),
    Column(
        "状态",
        state,
        lambda row: (_STATUS_ORDER[row.status], row.recalled is None),
        width=100,
        tone=state_tone,
        mark=lambda row: "warning" if row.recalled else "",
        tip=lambda row: recall_reason(row.recalled) if row.recalled else "",
    ),
    Column("依据", lambda row: basis(row.content), width=210, tip=lambda row: basis(row.content)),
    Column("来源", source_name, width=90),
)
