"""The handbook of the hundred questions: what it holds, and its way into a Word file.

Pages are filled here and ended hard (see `jyguide/documents/sheets.py`), so that the contents are
right in whatever program the file is opened, before anyone has been asked to update anything.
The booklet folded from A4 is put together from the same pages by ``ui/printing/booklet.py``, not
by Word's own setting for it (``w:bookFoldPrinting``): that is Word's alone, so a file that relies
on it comes out of WPS or LibreOffice as plain A5 pages; a PDF whose sides are ready does not ask
which program prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from jyguide.bank.book import BookSize, Cover
from jyguide.bank.entry import BankEntry, LeftOut, Written
from jyguide.bank.handbook_front import (
    Chapter,
    contents_blocks,
    cover_document,
    regulation_blocks,
    usage_blocks,
)
from jyguide.bank.handbook_items import item_blocks
from jyguide.bank.handbook_look import LOOKS, RED, Look, basis, plain
from jyguide.bank.handbook_question import question_blocks
from jyguide.bank.item import ItemKind
from jyguide.bank.teaching import reason_not_to_teach
from jyguide.bank.unified import Regulation
from jyguide.documents.dates import chinese_number
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import width_in_characters
from jyguide.documents.page import (
    MM_PER_POINT,
    PLAIN_NUMBER,
    Align,
    Block,
    Document,
    PageBreak,
    Paragraph,
    RunningLine,
    Shape,
    Style,
    paragraph,
)
from jyguide.documents.sheets import Sheet, fill_sheets
from jyguide.errors import RuleError
from jyguide.progress import CancelToken, Progress, Silent

_NO_CATEGORY = "其他"
_PRACTICE = "配套练习"
_SOURCES = "附录　引用的法规"


@dataclass(frozen=True, slots=True)
class HandbookPlan:
    """How a handbook is to be made.

    Attributes:
        with_items: Add a second part: the items built on the questions, with answers.
        regulations: Known editions; those cited are listed at the end.
    """

    cover: Cover
    size: BookSize = BookSize.A4
    with_items: bool = False
    regulations: tuple[Regulation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of pages under one running header."""

    chapter: Chapter
    header: str
    blocks: list[Paragraph] = field(repr=False)
    new_page: bool


def write_handbook(
    path: Path,
    entries: Sequence[BankEntry],
    plan: HandbookPlan,
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> Written:
    """Write the handbook as a Word file.

    Returns:
        How many questions and items it holds; drafts and what is not in force are left out.

    Raises:
        RuleError: Nothing of it can be printed.
        FileError: The target cannot be written; it is then as it was before.
        Cancelled: The user asked to stop; nothing is left behind.
    """
    from jyguide.documents.word import write_word  # noqa: PLC0415 - only files need it

    documents = handbook(entries, plan)
    write_word(documents, path, progress, cancel)
    return written(entries, plan)


def written(entries: Sequence[BankEntry], plan: HandbookPlan) -> Written:
    """What a handbook made of these holds, and what it leaves out and why."""
    wanted = [one for one in entries if plan.with_items or one.content.kind is ItemKind.ORAL]
    reasons = [(one, reason_not_to_teach(one)) for one in wanted]
    left_out = tuple(LeftOut(one.number, reason) for one, reason in reasons if reason)
    return Written(len(wanted) - len(left_out), left_out)


def handbook(entries: Sequence[BankEntry], plan: HandbookPlan) -> tuple[Document, ...]:
    """Cover, contents, and the pages under each running header, one document each.

    Both renderers take the sequence as one file; pages are counted from the first question.

    Raises:
        RuleError: There is no question, and no item where items are wanted.
    """
    look = LOOKS[plan.size]
    printed = [one for one in entries if not reason_not_to_teach(one)]
    questions = [one for one in printed if one.content.kind is ItemKind.ORAL]
    items = [one for one in printed if one.content.kind is not ItemKind.ORAL]
    items = items if plan.with_items else []
    if not questions and not items:
        raise RuleError(
            "没有可以编入手册的问题，没有生成文件。",
            hint="请先启用至少一道有答案的“一口清”问题，再导出手册。",
        )
    parts = [*_question_parts(questions, look), *_item_parts(items, look)]
    parts += _source_parts([*questions, *items], plan.regulations, look)
    sheets = list(_headed_sheets(parts, look))
    front = _front(plan, [part.chapter for part in parts], questions, items, sheets)
    return (*front, *_bodies(plan, sheets))


def _by_category(entries: Iterable[BankEntry]) -> dict[str, list[BankEntry]]:
    """Categories in the order in which they are first met."""
    found: dict[str, list[BankEntry]] = {}
    for entry in entries:
        found.setdefault(plain(entry.content.category) or _NO_CATEGORY, []).append(entry)
    return found


def _question_parts(questions: Sequence[BankEntry], look: Look) -> Iterator[_Part]:
    position = 0
    for number, (category, members) in enumerate(_by_category(questions).items(), 1):
        title = f"{chinese_number(number)}、{category}"
        blocks = [_chapter_heading(title, f"c{number}", look)]
        listed: list[tuple[str, str, str]] = []
        for entry in members:
            position += 1
            blocks += question_blocks(entry, look, f"q{position}")
            listed.append((entry.number, entry.content.stem, f"q{position}"))
        chapter = Chapter(f"c{number}", title, tuple(listed))
        yield _Part(chapter, category, blocks, number == 1)


def _item_parts(items: Sequence[BankEntry], look: Look) -> Iterator[_Part]:
    for number, (category, members) in enumerate(_by_category(items).items(), 1):
        title = f"{_PRACTICE}{chinese_number(number)}、{category}"
        blocks = [_chapter_heading(title, f"e{number}", look)]
        grounds = ""
        for entry in members:
            blocks += item_blocks(entry, look, grounds)
            grounds = basis(entry.content)
        chapter = Chapter(f"e{number}", title)
        yield _Part(chapter, f"{_PRACTICE}·{category}", blocks, number == 1)


def _source_parts(
    entries: Sequence[BankEntry], known: Sequence[Regulation], look: Look
) -> Iterator[_Part]:
    contents = (one.content for one in entries if one.content.regulation.strip())
    cited = dict.fromkeys((one.regulation, one.edition) for one in contents)
    if cited:
        blocks = [_chapter_heading(_SOURCES, "r", look), *regulation_blocks(cited, known, look)]
        yield _Part(Chapter("r", _SOURCES), "引用的法规", blocks, new_page=True)


def _chapter_heading(title: str, name: str, look: Look) -> Paragraph:
    style = Style(FontRole.TITLE, look.heading, colour=RED)
    shape = Shape(
        Align.LEFT,
        look.heading * 1.4,
        before=look.line * 1.4,
        after=look.line * 0.1,
        rule=1,
        rule_colour=RED,
        outline=1,
        keep_next=True,
        keep_together=True,
    )
    return replace(paragraph(title, style, shape), name=name)


def _headed_sheets(parts: Sequence[_Part], look: Look) -> Iterator[tuple[str, Sheet]]:
    """Every page with its header: of a page on which one part follows another, the first's."""
    header = ""
    headers = {part.chapter.name: part.header for part in parts}
    for stretch in _stretches(parts):
        for sheet in fill_sheets([block for part in stretch for block in part.blocks], look.setup):
            begun = [headers[block.name] for block in sheet if block.name in headers]
            if begun and sheet[0].name in headers:
                header = begun[0]
            yield header, sheet
            header = begun[-1] if begun else header


def _stretches(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Parts that follow one another without a new page between them."""
    stretch: list[_Part] = []
    for part in parts:
        if part.new_page and stretch:
            yield stretch
            stretch = []
        stretch.append(part)
    if stretch:
        yield stretch


def _front(
    plan: HandbookPlan,
    chapters: Sequence[Chapter],
    questions: Sequence[BankEntry],
    items: Sequence[BankEntry],
    sheets: Sequence[tuple[str, Sheet]],
) -> tuple[Document, Document]:
    look = LOOKS[plan.size]
    said = [f"共 {len(questions)} 问"] if questions else []
    said += [f"附配套练习 {len(items)} 题"] if items else []
    pages = {
        block.name: number
        for number, (_header, sheet) in enumerate(sheets, 1)
        for block in sheet
        if block.name
    }
    points = [one.content.key_points for one in questions]
    weighed = any(len({point.weight for point in some}) > 1 for some in points)
    required = any(point.required for some in points for point in some)
    usage = usage_blocks(look, weighed=weighed, required=required) if questions else []
    contents = fill_sheets([*usage, *contents_blocks(chapters, pages, look)], look.setup)
    return (
        cover_document(plan.cover, "\u3000".join(said), look),
        replace(_document(plan, contents), footer=None),
    )


def _bodies(plan: HandbookPlan, sheets: Sequence[tuple[str, Sheet]]) -> Iterator[Document]:
    for number, (header, group) in enumerate(groupby(sheets, key=lambda headed: headed[0])):
        body = _document(plan, [sheet for _header, sheet in group])
        line = _running_header(f"{plain(plan.cover.name)}\u3000·\u3000{header}", LOOKS[plan.size])
        yield replace(body, header=line, continues=number > 0)


def _document(plan: HandbookPlan, sheets: Sequence[Sheet]) -> Document:
    blocks: list[Block] = []
    for number, sheet in enumerate(sheets):
        blocks += [PageBreak(), *sheet] if number else sheet
    footer = replace(PLAIN_NUMBER, style=LOOKS[plan.size].style(scale=0.85))
    return Document(
        plain(plan.cover.name),
        tuple(blocks),
        LOOKS[plan.size].setup,
        footer=footer,
        dated=plan.cover.day,
    )


def _running_header(text: str, look: Look) -> RunningLine:
    """One line: a name that is too long for it ends in dots."""
    style = look.style(FontRole.KAI, 0.8)
    room = look.setup.inner_width / MM_PER_POINT / style.size - 1
    if width_in_characters(text) > room:
        while width_in_characters(text) > room - 1:
            text = text[:-1]
        text += "…"
    return RunningLine(text, style, rule=0.5)
