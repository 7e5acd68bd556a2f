"""An item built on a question, with its answer, as it stands in the handbook's second part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from jyguide.bank.entry import BankEntry
from jyguide.bank.handbook_look import GREY, Look, basis, plain, plain_lines
from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.row import KIND_NAMES, answer_text
from jyguide.documents.breaking import width_at_most
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import MM_PER_POINT, Align, Paragraph, Run
from jyguide.documents.sheets import bound

_SCALE = 0.95
_PLACE = re.compile(r"[（(][\s_]*[)）]")
_UNBROKEN_PLACE = "（\u00a0\u00a0\u00a0）"


def item_blocks(entry: BankEntry, look: Look, grounds_before: str) -> list[Paragraph]:
    """Stem, options, and below them the answer with what explains it; never parted.

    Args:
        entry: An item with an answer.
        look: Of the size that is made.
        grounds_before: What the item before rests on; it is not said twice.
    """
    content = entry.content
    number = Run(plain(entry.number), look.style(FontRole.HEI, 0.85))
    kind = Run(f"【{KIND_NAMES[content.kind]}】", look.style(FontRole.HEI, 0.85, GREY))
    shape = replace(look.inner, before=look.size * 0.8)
    asked = _PLACE.sub(_UNBROKEN_PLACE, plain(content.stem))
    stem = look.beside(number, (kind, Run(asked, look.style())), shape)
    return bound([stem, *_options(content, look), *_answer(content, look, grounds_before)])


def _options(content: ItemContent, look: Look) -> Iterator[Paragraph]:
    style = look.style(scale=_SCALE)
    named = [
        f"{letter}．{plain(text)}"
        for letter, text in zip(OPTION_LETTERS, content.options, strict=False)
    ]
    columns = _columns(named, look, style.size)
    step = (look.setup.inner_width - look.gutter) / columns
    tabs = tuple(look.gutter + step * column for column in range(1, columns))
    shape = replace(look.inner, align=Align.LEFT, line=look.line * _SCALE, tabs=tabs)
    for start in range(0, len(named), columns):
        yield Paragraph((Run("\t".join(named[start : start + columns]), style),), shape)


def _columns(named: list[str], look: Look, size: float) -> int:
    room = (look.setup.inner_width - look.gutter) / MM_PER_POINT
    widest = max((width_at_most(text) * size for text in named), default=0)
    fitting = (n for n in (4, 2) if len(named) >= n and widest + size <= room / n)
    return next(fitting, 1)


def _answer(content: ItemContent, look: Look, grounds_before: str) -> Iterator[Paragraph]:
    label = look.style(FontRole.HEI, 0.85, GREY)
    shape = replace(look.inner, line=look.line * _SCALE)
    said = content.kind in {ItemKind.SHORT_ANSWER, ItemKind.ORAL}
    key = Run(
        plain(answer_text(content.kind, content.answer)),
        look.style(FontRole.BODY if said else FontRole.HEI, _SCALE),
    )
    explained = "\u3000".join(plain_lines(content.explanation))
    runs = [key]
    if explained:
        runs.append(Run(f"\u3000{explained}", look.style(FontRole.KAI, 0.9)))
    yield look.beside(Run("答案", label), tuple(runs), shape)
    grounds = basis(content)
    if grounds and grounds != grounds_before:
        yield look.beside(
            Run("依据", label),
            (Run(grounds, look.style(FontRole.KAI, 0.85, GREY)),),
            replace(shape, line=look.line * 0.9),
        )
