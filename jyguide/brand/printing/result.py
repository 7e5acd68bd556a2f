"""The result of a vote: an official letter (GB/T 9704), a sheet of reasons for each brand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jyguide.brand.explaining import scheme_sentences
from jyguide.brand.printing.form import PAGE, facts, grid, note, title
from jyguide.brand.scheme import RankedBrand
from jyguide.brand.vote import VoteResult, VoteRow
from jyguide.documents.dates import date_text, tenths_cell
from jyguide.documents.fonts import FontRole
from jyguide.documents.letterhead import BARE, Letterhead, dressed
from jyguide.documents.measure import width_in_characters
from jyguide.documents.numbering import Section
from jyguide.documents.official import OfficialPaper, Signature, official_document
from jyguide.documents.page import (
    MM_PER_POINT,
    Align,
    Block,
    Document,
    Shape,
    Spacer,
    Style,
    paragraph,
)
from jyguide.exchange.printed_tables import PrintedTable, write_tables

_LETTER = (14.0, 54.0, 68.0, 20.0)
_RANKS = (
    ("名次", 7),
    ("品牌", 26),
    ("所属组织", 30),
    ("指导站", 16),
    ("得分", 9),
    ("结果", 9),
)
_FACTS = (24.0, 62.0, 24.0, 58.0)
_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)
_ROOM = 165.0


def result_document(
    vote: VoteRow, result: VoteResult, office: str, letterhead: Letterhead = BARE
) -> Document:
    """How it was counted, who has won, everybody's points in a table."""
    opening = (
        f"{vote.facts.name}共有{len(result.ranking)}个品牌参评。经评委评分、按评选办法计算，"
        f"评出{len(result.winners)}个品牌。现将结果通报如下。"
    )
    heads = ("名次", "品牌", "所属组织", "得分")
    points = grid(heads, [_line(one) for one in result.ranking], _LETTER, long=(1, 2))
    paper = OfficialPaper(
        title=(f"关于{vote.facts.name}", "结果的通报"),
        content=(
            opening,
            Section("评选办法", scheme_sentences(result.scheme)),
            Section(f"入选品牌（{len(result.winners)}个）", tuple(_winners(result.winners))),
            Section("全部参评品牌得分", (points,)),
            *(("本通报代替此前公布的结果。",) if result.replaces else ()),
            "特此通报。",
        ),
        number=result.number,
        signature=Signature(office, result.closed_on),
    )
    return official_document(dressed(paper, letterhead, office, result.closed_on))


def explanation_sheets(
    vote: VoteRow, result: VoteResult, brands: Sequence[RankedBrand]
) -> list[Document]:
    """Why a brand has its points, a page each."""
    return [_sheet(vote, result, one) for one in brands]


def write_result_workbook(vote: VoteRow, result: VoteResult, target: Path) -> None:
    """Write ranks, and how each came about.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    ranks = [(*_cells(one),) for one in result.ranking]
    why = [
        (one.place if one.points is not None else None, one.name, "\n".join(one.explanation))
        for one in result.ranking
    ]
    how = [(sentence,) for sentence in scheme_sentences(result.scheme)]
    write_tables(
        f"{vote.facts.name}结果",
        (
            PrintedTable("名次", _RANKS, ranks),
            PrintedTable("逐项说明", (("名次", 7), ("品牌", 26), ("说明", 100)), why),
            PrintedTable("评选办法", (("评选办法", 110),), how),
        ),
        target,
    )


def _winners(rows: Sequence[RankedBrand]) -> Iterator[str]:
    for at, one in enumerate(rows, 1):
        of = f"{one.station}{one.organisation}" if one.station not in one.organisation else ""
        yield f"{at}.{one.name}（{of or one.organisation}）"
    if not rows:
        yield "无。"


def _line(one: RankedBrand) -> tuple[str, str, str, str]:
    place = str(one.place) if one.points is not None else "—"
    return place, one.name, one.organisation, tenths_cell(one.points, "未评")


def _cells(one: RankedBrand) -> tuple[str | int | float | None, ...]:
    rated = one.points is not None
    return (
        one.place if rated else None,
        one.name,
        one.organisation,
        one.station,
        one.points / 10 if one.points is not None else None,
        "入选" if one.won else "",
    )


def _sheet(vote: VoteRow, result: VoteResult, one: RankedBrand) -> Document:
    heading_text = "品牌评选得分说明"
    place = f"第 {one.place} 名" if one.points is not None else "未评"
    state = f"{place}{'，入选' if one.won else ''}"
    blocks: list[Block] = [
        title(heading_text),
        facts(
            (
                ("评选", vote.facts.name, "结果日期", date_text(result.closed_on)),
                ("品牌", one.name, "所属组织", one.organisation),
                ("得分", tenths_cell(one.points, "未评"), "名次", state),
            ),
            _FACTS,
        ),
        Spacer(3),
        *_reasons([*one.explanation, "评选办法："], scheme_sentences(result.scheme)),
    ]
    if result.number:
        blocks.append(note(result.number))
    return Document(f"{heading_text}（{one.name}）", tuple(blocks), PAGE, dated=result.closed_on)


def _reasons(said: Sequence[str], rule: Sequence[str]) -> Iterator[Block]:
    """In the largest type that keeps one page."""
    width = PAGE.inner_width
    lines = [*said, *rule]
    size = _SIZES[-1]
    for size in _SIZES:
        a_line = width / (size * MM_PER_POINT) - 1
        needed = sum(1 + int((width_in_characters(one) + 2) / a_line) for one in lines)
        if needed * size * 1.6 * MM_PER_POINT <= _ROOM:
            break
    for one in lines:
        shape = Shape(Align.JUSTIFY, line=size * 1.6, first_indent=2)
        yield paragraph(one, Style(FontRole.BODY, size), shape)
