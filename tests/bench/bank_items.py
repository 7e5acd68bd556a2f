"""Made-up items for measuring: clauses of the shipped bank put together anew, no two alike."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import KIND_NAMES
from jyguide.bank.unified import read_unified_bank

_SHORTEST, _LONGEST = 6, 28
_HEADINGS = (
    *("题型", "题干", "选项A", "选项B", "选项C", "选项D", "正确答案", "解析", "难度", "分类"),
    *("依据", "条款"),
)
_KIND_NAMES = {
    ItemKind.SINGLE: "单选题",
    ItemKind.MULTIPLE: "多选题",
    ItemKind.TRUE_FALSE: "判断题",
}


@cache
def clauses() -> tuple[str, ...]:
    """Stretches of Chinese between two marks, as they stand in the shipped bank."""
    found: dict[str, None] = {}
    for one in read_unified_bank():
        content = one.content
        for text in (content.stem, *content.options, content.explanation):
            for piece in re.split(r"[，。；：？！、（）“”《》\s_]+", text):
                if _SHORTEST <= len(piece) <= _LONGEST:
                    found.setdefault(piece)
    return tuple(found)


def made_items(count: int, seed: int = 7) -> Iterator[ItemContent]:
    """So many items: mostly single choice, then multiple choice and true or false."""
    chance = random.Random(seed)
    pool = clauses()
    kinds = [ItemKind.SINGLE] * 6 + [ItemKind.MULTIPLE] * 2 + [ItemKind.TRUE_FALSE] * 2
    for number in range(count):
        kind = chance.choice(kinds)
        said = "，".join(chance.sample(pool, 3))
        judged = kind is ItemKind.TRUE_FALSE
        yield ItemContent(
            kind=kind,
            stem=f"{said}。" if judged else f"{said}，下列说法正确的是（   ）。",
            options=() if judged else tuple(chance.sample(pool, 4)),
            answer=_answer(kind, chance),
            explanation="，".join(chance.sample(pool, 2)) + "。",
            category=f"第{number % 12 + 1}章",
            difficulty=number % 3 + 1,
            regulation="样例规定",
            article=f"第{number % 60 + 1}条",
        )


def write_items(path: Path, count: int) -> None:
    """A tidy workbook of so many items."""
    book = Workbook(write_only=True)
    page = book.create_sheet("试题")
    page.append(_HEADINGS)
    for item in made_items(count):
        page.append(cells_of(item))
    book.save(path)


def cells_of(item: ItemContent) -> list[str]:
    """A row of the workbook: kind, stem, four options and all that follows."""
    options = (*item.options, "", "", "", "")[:4]
    return [
        KIND_NAMES[item.kind], item.stem, *options, _written(item), item.explanation,
        "易中难"[item.difficulty - 1], item.category, item.regulation, item.article,
    ]  # fmt: skip


def _answer(kind: ItemKind, chance: random.Random) -> str:
    if kind is ItemKind.TRUE_FALSE:
        return chance.choice("TF")
    if kind is ItemKind.SINGLE:
        return chance.choice("ABCD")
    return "".join(sorted(chance.sample("ABCD", chance.choice((2, 3)))))


def _written(item: ItemContent) -> str:
    if item.kind is ItemKind.TRUE_FALSE:
        return "正确" if item.answer == "T" else "错误"
    return str(item.answer)
