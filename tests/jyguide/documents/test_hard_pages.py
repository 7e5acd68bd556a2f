"""Blocks on pages that end where they are said to: nothing lost, doubled or too high."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jyguide.documents.hard_pages import hard_pages
from jyguide.documents.page import (
    MM_PER_POINT,
    Cell,
    PageBreak,
    PageSetup,
    Picture,
    Row,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)

SETUP = PageSetup(width=148, height=110)
"""Small, so that a few lines fill it: 98 by 63 mm."""
TEXT = Style(size=12)
words = st.text("党支部，。！0189ab 组织生活", min_size=1, max_size=220)


@st.composite
def blocks(draw):
    """Paragraphs, tables, gaps, pictures, breaks; every text has its own number in it."""
    made = []
    for at in range(draw(st.integers(1, 7))):
        kind = draw(st.sampled_from(("text", "text", "table", "gap", "picture", "break")))
        if kind == "text":
            shape = Shape(
                line=20, before=draw(st.sampled_from((0, 8))), keep_next=draw(st.booleans())
            )
            made.append(paragraph(f"〔{at}〕{draw(words)}", TEXT, shape))
        elif kind == "table":
            made.append(table(at, draw(st.lists(words, max_size=5))))
        elif kind == "gap":
            made.append(Spacer(draw(st.integers(1, 30))))
        elif kind == "picture":
            made.append(Picture(b"", 40, draw(st.integers(5, 60))))
        else:
            made.append(PageBreak())
    return made


def table(at, texts):
    rows = [
        Row((cell(f"〔{at}.{number}〕{text}"), cell("")), 9) for number, text in enumerate(texts)
    ]
    return Table((60, 38), (Row((cell("头"), cell("")), 8), *rows), header_rows=1)


def cell(text):
    return Cell((paragraph(text, TEXT, Shape(line=16)),))


def texts_of(pages):
    """Of running text and of the first column, heads left out; parts of one text joined."""
    found = ""
    for page in pages:
        for block in page:
            if isinstance(block, Table):
                rows = block.rows[block.header_rows :]
                found += "".join(one.text for row in rows for one in row.cells[0].blocks)
            elif hasattr(block, "runs"):
                found += block.text
    return found


@given(blocks())
def test_everything_is_printed_once_and_in_order(made):
    assert texts_of(hard_pages(made, SETUP)) == texts_of([made])


@given(blocks())
def test_a_page_holds_no_more_than_fits(made):
    """By the very measure, filled again: a page that was filled stays one page."""
    for page in hard_pages(made, SETUP):
        assert len(hard_pages(page, SETUP)) == 1
        for block in page:
            if isinstance(block, Table):
                assert block.rows[0].cells[0].blocks[0].text == "头"
                assert len(block.rows) > 1


def test_what_is_higher_than_a_page_goes_on_over_several():
    long = "组织生活会前认真学习。" * 80
    pages = hard_pages([table(1, [long, "尾"])], SETUP)
    assert len(pages) > 3
    assert all(page[0].rows[0].cells[0].blocks[0].text == "头" for page in pages)
    assert texts_of(pages) == f"〔1.0〕{long}〔1.1〕尾"
    assert len(hard_pages([paragraph(long, TEXT, Shape(line=20))], SETUP)) > 3


def test_a_cell_whose_last_distance_alone_is_too_high_goes_on_too():
    most = int(SETUP.inner_height / MM_PER_POINT / 14)
    for lines in range(most - 3, most + 1):
        text = "\n".join("行" * lines)
        tall = Cell((paragraph(text, TEXT, Shape(line=14, after=20)),))
        pages = hard_pages([Table((60.0,), (Row((tall,)),))], SETUP)
        assert texts_of(pages).count("行") == lines


def test_what_is_kept_together_stays_together_over_a_gap():
    room = SETUP.inner_height
    last = table(1, ["意见"])
    signed = replace(
        last,
        rows=(
            last.rows[0],
            Row((Cell((paragraph("意见", TEXT, Shape(keep_next=True)),), 2),), 24),
        ),
    )
    first = Spacer(room - 45)
    below = paragraph("签字", TEXT, Shape(line=40, keep_together=True))
    pages = hard_pages([paragraph("前", TEXT), first, signed, Spacer(4), below], SETUP)
    assert [texts_of([page]) for page in pages] == ["前", "意见签字"]
    assert sum(row.height for row in signed.rows) + 40 * MM_PER_POINT < room


def test_a_gap_at_the_head_of_a_paper_stays_and_later_ones_go():
    pages = hard_pages(
        [Spacer(20), paragraph("一", TEXT), PageBreak(), Spacer(20), paragraph("二", TEXT)], SETUP
    )
    assert [type(page[0]).__name__ for page in pages] == ["Spacer", "Paragraph"]
    assert hard_pages([], SETUP) == [()]
