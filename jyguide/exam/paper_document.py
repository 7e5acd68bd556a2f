"""The printed exam: the paper that candidates fill in, and the key for those who mark it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.documents.dates import tenths_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Row,
    Run,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.exam.printed_item import answer_blocks, item_blocks

_SECTIONS = {
    ItemKind.SINGLE: "单项选择题",
    ItemKind.MULTIPLE: "多项选择题",
    ItemKind.TRUE_FALSE: "判断题",
    ItemKind.FILL_IN: "填空题",
    ItemKind.ORDERING: "排序题",
    ItemKind.SHORT_ANSWER: "简答题",
    ItemKind.ORAL: "口答题",
}
"""In the order of the paper."""

_RULES = {
    ItemKind.SINGLE: "只有一个正确答案，把字母填在括号内。",
    ItemKind.MULTIPLE: "至少有两个正确答案，把字母填在括号内。",
    ItemKind.TRUE_FALSE: "正确的打“√”，错误的打“×”。",
    ItemKind.ORDERING: "把字母按正确顺序填在括号内。",
}
_NUMERALS = "一二三四五六七"
_SETUP = PageSetup(top=20, right=20, bottom=20, left=20, footer=11)


@dataclass(frozen=True, slots=True)
class PaperItem:
    """An item as this paper shows it: options already in the printed order, key to match.

    ``points`` counts tenths of a point: 15 is 1.5 分.
    """

    content: ItemContent
    points: int


@dataclass(frozen=True, slots=True)
class PaperText:
    """What paper and key say.

    Attributes:
        title: Such as ``2026年度党建指导员统一考试``.
        items: In the order of drawing; the sections sort them by kind and keep that order.
        minutes: Time allowed, or None to say nothing.
        pass_points: Pass mark in tenths, or None to say nothing.
        variant: ``A``, ``B`` … where there are several, else empty.
        code: The paper's number, so that paper and key find each other.
    """

    title: str
    items: tuple[PaperItem, ...]
    minutes: int | None = None
    pass_points: int | None = None
    variant: str = ""
    code: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Items of one kind under one heading; ``first`` is the number of its first item."""

    kind: ItemKind
    first: int
    items: tuple[PaperItem, ...]

    @property
    def points(self) -> int:
        return sum(item.points for item in self.items)

    @property
    def each(self) -> int | None:
        """The points of every item, or None where they differ."""
        values = {item.points for item in self.items}
        return values.pop() if len(values) == 1 else None


def sections(items: Sequence[PaperItem]) -> tuple[Section, ...]:
    """The paper's sections in fixed order; item numbers run through all of them."""
    found: list[Section] = []
    number = 1
    for kind in _SECTIONS:
        members = tuple(item for item in items if item.content.kind is kind)
        if members:
            found.append(Section(kind, number, members))
            number += len(members)
    return tuple(found)


def paper_document(text: PaperText) -> Document:
    """The paper for candidates; nothing on it tells an answer."""
    parts = sections(text.items)
    blocks = [*_head(text, "试卷"), _candidate(), _score_box(parts)]
    for index, section in enumerate(parts):
        blocks.append(_section_head(index, section))
        for number, item in enumerate(section.items, section.first):
            blocks.extend(item_blocks(number, item.content, _points_shown(section, item)))
    return _document(text, "试卷", blocks)


def key_document(text: PaperText) -> Document:
    """Answers with explanation, and the regulation and article each rests on."""
    blocks = _head(text, "参考答案")
    for index, section in enumerate(sections(text.items)):
        blocks.append(_section_head(index, section, rules=False))
        for number, item in enumerate(section.items, section.first):
            blocks.extend(answer_blocks(number, item.content, _points_shown(section, item)))
    return _document(text, "参考答案", blocks)


def _document(text: PaperText, what: str, blocks: list[Block]) -> Document:
    return Document(
        title=f"{text.title}{_variant(text)} {what}",
        blocks=tuple(blocks),
        setup=_SETUP,
        footer=PAGE_NUMBER,
        dated=text.dated,
    )


def _variant(text: PaperText) -> str:
    return f"（{text.variant}卷）" if text.variant else ""


def _head(text: PaperText, what: str) -> list[Block]:
    whole = f"{text.title}{_variant(text)}"
    title = paragraph(
        whole,
        Style(FontRole.TITLE, fitting_size(whole, _SETUP.inner_width, (20, 18, 16))),
        Shape(Align.CENTRE, line=28, after=2, keep_next=True),
    )
    name = paragraph(
        f"{what[0]}  {what[1]}" if len(what) == 2 else what,  # noqa: PLR2004 - two characters
        Style(FontRole.HEI, 16),
        Shape(Align.CENTRE, line=24, after=4, keep_next=True),
    )
    facts = paragraph(
        "    ".join(_facts(text)),
        Style(FontRole.KAI, 11),
        Shape(Align.CENTRE, line=18, after=6),
    )
    return [title, name, facts]


def _facts(text: PaperText) -> Iterator[str]:
    yield f"满分：{tenths_text(sum(item.points for item in text.items))}分"
    if text.pass_points is not None:
        yield f"合格：{tenths_text(text.pass_points)}分"
    if text.minutes is not None:
        yield f"时间：{text.minutes}分钟"
    if text.code:
        yield f"试卷编号：{text.code}"


def _candidate() -> Paragraph:
    style = Style(FontRole.BODY, 12)
    line = Style(FontRole.BODY, 12, underline=True)
    runs: list[Run] = []
    for label, room in (("单位", 12), ("　姓名", 6), ("　得分", 5)):
        runs += [Run(f"{label}：", style), Run("\u3000" * room, line)]
    return Paragraph(tuple(runs), Shape(Align.CENTRE, line=22, after=6))


def _score_box(parts: Sequence[Section]) -> Table:
    """Where markers enter the points of each section."""
    heads = ["题号", *(_NUMERALS[index] for index in range(len(parts))), "总分", "阅卷人"]
    width = _SETUP.inner_width / len(heads)
    style, shape = Style(FontRole.BODY, 11), Shape(Align.CENTRE, line=16)
    top = Row(tuple(Cell((paragraph(head, style, shape),)) for head in heads), 7.5)
    fields = ["得分", *[""] * (len(heads) - 1)]
    below = Row(tuple(Cell((paragraph(field, style, shape),)) for field in fields), 9)
    return Table((width,) * len(heads), (top, below))


def _section_head(index: int, section: Section, *, rules: bool = True) -> Paragraph:
    """``一、单项选择题（每题2分，共40分）`` and, on the paper, how to answer."""
    each = f"每题{tenths_text(section.each)}分，" if section.each is not None else ""
    worth = f"（{each}共{tenths_text(section.points)}分）"
    heading = Run(f"{_NUMERALS[index]}、{_SECTIONS[section.kind]}{worth}", Style(FontRole.HEI, 13))
    hint = _RULES.get(section.kind, "") if rules else ""
    runs = (heading, Run(hint, Style(FontRole.KAI, 11))) if hint else (heading,)
    return Paragraph(runs, Shape(line=22, before=10, after=4, keep_next=True))


def _points_shown(section: Section, item: PaperItem) -> int | None:
    """Points stand at the item only where the section's heading cannot say them."""
    return item.points if section.each is None else None
