"""How the list of the bank shows an item, sorts it and finds it."""

from __future__ import annotations

import re
from typing import Any

from jyguide.bank.attention import needs_review
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
    return "需复核" if needs_review(row) else status_name(row)


def state_tone(row: ItemRow) -> Tone:
    """The colour of `state`."""
    return Tone.WARN if needs_review(row) else STATUS_TONES[row.status]


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


_ISSUERS = ("中国共产党", "中华人民共和国")
_TRIAL = re.compile(r"（[^）]*）$")
_SHORT_NAMES = {"中国共产党章程": "党章"}
_SHORTEST = 4


def short_basis(content: ItemContent) -> str:
    """As `basis`, as people say it: 支部工作条例 第四条, 党章 第七条."""
    title = content.regulation
    bare = _TRIAL.sub("", title)
    for issuer in _ISSUERS:
        if len(bare) - len(issuer) >= _SHORTEST:
            bare = bare.removeprefix(issuer)
    return " ".join(filter(None, (_SHORT_NAMES.get(title, bare), content.article)))


STEM = "题干"
BASIS = "依据"
ALWAYS = ("题号", "题型", STEM, "状态")
"""What the list shows however narrow it is; the stem gets the room that is left."""
IF_ROOM = (BASIS, "类别", "难度", "来源")
"""What it shows beside that, the first first; each is in the card of the item, too."""

COLUMNS: tuple[Column[ItemRow], ...] = (
    Column("题号", lambda row: row.number, number_key, width=66),
    Column("题型", kind_name, lambda row: _KIND_ORDER[row.content.kind], width=68),
    Column(
        STEM,
        lambda row: one_line(row.content.stem),
        width=208,
        tip=lambda row: row.content.stem,
    ),
    Column("类别", category, width=88),
    Column("难度", difficulty, lambda row: row.content.difficulty, align=CENTRE, width=56),
    Column(
        "状态",
        state,
        lambda row: (_STATUS_ORDER[row.status], not needs_review(row)),
        width=92,
        tone=state_tone,
        mark=lambda row: "warning" if needs_review(row) else "",
        tip=lambda row: row.recalled.reason() if row.recalled else "",
    ),
    Column(
        BASIS,
        lambda row: short_basis(row.content),
        width=154,
        tip=lambda row: basis(row.content),
    ),
    Column("来源", source_name, width=110),
)
