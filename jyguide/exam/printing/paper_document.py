"""The printed exam: the paper that candidates fill in, and the key for those who mark it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.documents.dates import tenths_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size, lines_needed
from jyguide.documents.page import (
    MM_PER_POINT,
    PAGE_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Row,
    Run,
    RunningLine,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.exam.marking.key_change import Answer
from jyguide.exam.printing.printed_item import answer_blocks, item_blocks, written_room

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
_AT_A_GLANCE = frozenset({ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.TRUE_FALSE})
_GLANCE = 5
_GLANCE_SIZE = 11
_NUMERALS = "一二三四五六七"
SETUP = PageSetup(top=20, right=20, bottom=20, left=20, header=11, footer=11)
"""Nothing stands in the corners: a reader of marks will need them."""
_BOX = 7.5
"""Millimetres of a box for one character."""
_BESIDE = 5
"""So many boxes stand beside unit and name; more have a line of their own."""


@dataclass(frozen=True, slots=True)
class PaperItem:
    """An item as this paper shows it: options already in the printed order, key to match.

    ``points`` counts tenths of a point: 15 is 1.5 分.

    Attributes:
        rights: What counts where the key was found wrong: each right by itself, or, with none at
            all, the item is void and all get its points. None: the key of the content.
    """

    content: ItemContent
    points: int
    rights: tuple[Answer, ...] | None = None


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
        digits: Boxes for the candidate's number, one character each; 0 prints none.
        seal_line: Whether a line is drawn under the candidate's fields, to be folded at.
        room: Whether written answers get room on the paper itself.
    """

    title: str
    items: tuple[PaperItem, ...]
    minutes: int | None = None
    pass_points: int | None = None
    variant: str = ""
    code: str = ""
    dated: date | None = None
    digits: int = 4
    seal_line: bool = False
    room: bool = True


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
    blocks = [*paper_head(text, "试卷"), *candidate_fields(text), _score_box(parts)]
    for index, section in enumerate(parts):
        blocks.append(section_head(index, section))
        for number, item in enumerate(section.items, section.first):
            worth = _points_shown(section, item)
            room = written_room(item.points) if text.room else 0
            blocks.extend(item_blocks(number, item.content, worth, room))
    return variant_document(text, "试卷", blocks)


def key_document(text: PaperText) -> Document:
    """Answers with explanation, and the regulation and article each rests on."""
    blocks = paper_head(text, "参考答案")
    for index, section in enumerate(sections(text.items)):
        blocks.append(section_head(index, section, rules=False))
        blocks.extend(_at_a_glance(section))
        for number, item in enumerate(section.items, section.first):
            worth = _points_shown(section, item)
            blocks.extend(answer_blocks(number, item.content, worth, item.rights))
    return variant_document(text, "参考答案", blocks)


def _at_a_glance(section: Section) -> Iterator[Block]:
    """Five answers at a time, for whoever marks with the key in hand."""
    if section.kind not in _AT_A_GLANCE or len(section.items) < _GLANCE:
        return
    parts = []
    for start in range(0, len(section.items), _GLANCE):
        answers = [_brief(item) for item in section.items[start : start + _GLANCE]]
        first, last = section.first + start, section.first + start + len(answers) - 1
        numbers = f"{first}" if first == last else f"{first}–{last}"
        said = "\u2002".join(answers)
        parts.append(f"{numbers}：{said}")
    beside = _beside(parts)
    step = SETUP.inner_width / beside
    for start in range(0, len(parts), beside):
        yield paragraph(
            "\t".join(parts[start : start + beside]),
            Style(FontRole.HEI, _GLANCE_SIZE),
            Shape(line=18, tabs=tuple(step * at for at in range(1, beside)), keep_next=True),
        )


def _beside(parts: Sequence[str]) -> int:
    """How many groups stand on a line; answers of several letters need more room."""
    return next(
        (
            count
            for count in (3, 2)
            if all(
                lines_needed(one, _GLANCE_SIZE, SETUP.inner_width / count) == 1 for one in parts
            )
        ),
        1,
    )


def _brief(item: PaperItem) -> str:
    rights = (item.content.answer,) if item.rights is None else item.rights
    return "/".join(_sign(item.content.kind, right) for right in rights) or "作废"


def _sign(kind: ItemKind, answer: Answer | None) -> str:
    if kind is ItemKind.TRUE_FALSE:
        return {"T": "√", "F": "×"}.get(str(answer), "—")
    return str(answer or "—")


def variant_document(text: PaperText, what: str, blocks: list[Block]) -> Document:
    """A4 pages whose head names the variant, so that a loose page finds its paper."""
    return Document(
        title=f"{text.title}{_variant(text)} {what}",
        blocks=tuple(blocks),
        setup=SETUP,
        header=_running_head(text, what),
        footer=PAGE_NUMBER,
        dated=text.dated,
    )


def _variant(text: PaperText) -> str:
    return f"（{text.variant}卷）" if text.variant else ""


def _running_head(text: PaperText, what: str) -> RunningLine | None:
    if not text.variant:
        return None
    style = Style(FontRole.HEI, 10.5)
    said = f"{text.variant} 卷"
    whole = f"{said}　{text.title}　{what}"
    fits = lines_needed(whole, style.size, SETUP.inner_width) == 1
    return RunningLine(whole if fits else f"{said}　{what}", style, Align.RIGHT)


def paper_head(text: PaperText, what: str) -> list[Block]:
    """The title, what the sheet is, and the figures of the paper."""
    whole = f"{text.title}{_variant(text)}"
    title = paragraph(
        whole,
        Style(FontRole.TITLE, fitting_size(whole, SETUP.inner_width, (20, 18, 16))),
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


def candidate_fields(text: PaperText) -> Iterator[Block]:
    """Unit, name, and a box for each character of the candidate's number."""
    names = [*_field("单位：", 13), *_field("姓名：", 7 if text.digits else 12)]
    number = [*_field("考号：", 0), *[(_BOX, Cell((paragraph(""),)))] * text.digits]
    if not text.digits:
        yield _line_of(names)
    elif text.digits <= _BESIDE:
        yield _line_of(names + number)
    else:
        yield _line_of(names)
        yield _line_of(number)
    if text.digits == len("9998"):
        said = "考号填身份证号后四位，一格一个字符。"
        yield paragraph(said, Style(FontRole.KAI, 9), Shape(Align.RIGHT, line=14, before=2))
    yield _seal_line() if text.seal_line else Spacer(2)


def _field(label: str, room: int) -> Iterator[tuple[float, Cell]]:
    """A label and a line to write on, so many characters wide; each with its millimetres."""
    style, line = Style(FontRole.BODY, 12), Style(FontRole.BODY, 12, underline=True)
    shape = Shape(line=18)
    yield 15.0, Cell((paragraph(label, style, shape),), bordered=False)
    if room:
        empty = paragraph("\u3000" * room, line, shape)
        yield room * line.size * MM_PER_POINT + 2, Cell((empty,), bordered=False)


def _line_of(fields: Sequence[tuple[float, Cell]]) -> Table:
    row = Row(tuple(cell for _, cell in fields), _BOX)
    return Table(tuple(width for width, _ in fields), (row,), padding=0.5)


def _seal_line() -> Paragraph:
    dots = "…" * 9
    said = f"{dots}密{dots}封{dots}线{dots}"
    return paragraph(
        said, Style(FontRole.BODY, 10.5), Shape(Align.CENTRE, line=20, before=2, after=6)
    )


def _score_box(parts: Sequence[Section]) -> Table:
    """Where markers enter the points of each section."""
    heads = ["题号", *(_NUMERALS[index] for index in range(len(parts))), "总分", "阅卷人"]
    width = SETUP.inner_width / len(heads)
    style, shape = Style(FontRole.BODY, 11), Shape(Align.CENTRE, line=16)
    top = Row(tuple(Cell((paragraph(head, style, shape),)) for head in heads), 7.5)
    fields = ["得分", *[""] * (len(heads) - 1)]
    below = Row(tuple(Cell((paragraph(field, style, shape),)) for field in fields), 9)
    return Table((width,) * len(heads), (top, below))


def section_head(index: int, section: Section, *, rules: bool = True) -> Paragraph:
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
