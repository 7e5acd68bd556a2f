"""The measure by which pages are filled holds for a renderer that knows nothing of it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jyguide.bank.book import BookSize, Cover
from jyguide.bank.entry import BankEntry
from jyguide.bank.handbook import HandbookPlan, handbook
from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.unified import read_regulations, read_unified_bank
from jyguide.documents.page import PageBreak
from ui.printing.layout import lay_out_all
from ui.printing.shapes import UNITS_PER_MM, Text

COVER = Cover("祝塘镇党建指导站", "2026年第1版", date(2026, 11, 26))
TEXT = st.text("党建工作条例的，。；：“”（）《》、2026 ABWm%-〇㐂", min_size=1, max_size=150)


def assert_as_filled(documents):
    """There are the pages that breaks make, none of which takes one off: so each has its own.

    All text lies between the margins, and numbers at the foot are those of the contents.
    """
    pages = [_breaks(document) + 1 for document in documents]
    sheets = lay_out_all(documents)
    assert len(sheets) == sum(pages)
    for sheet in sheets:
        for mark in sheet.marks:
            if isinstance(mark, Text) and mark.text.strip():
                assert mark.x >= (sheet.setup.left - 0.5) * UNITS_PER_MM
                right = (sheet.setup.width - sheet.setup.right + 4) * UNITS_PER_MM
                assert mark.x + mark.width <= right, mark
    for number, page in enumerate(sheets[sum(pages[:2]) :], 1):
        assert f"— {number} —" in page.text


def _breaks(document):
    return sum(isinstance(block, PageBreak) for block in document.blocks)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("size", BookSize)
def test_the_shipped_bank(size):
    entries = [BankEntry(one.code, one.content, one.question) for one in read_unified_bank()]
    known = tuple(read_regulations().values())
    assert_as_filled(handbook(entries, HandbookPlan(COVER, size, True, known)))


@pytest.mark.usefixtures("qapp")
@settings(deadline=None, max_examples=10)
@given(
    size=st.sampled_from(BookSize),
    cover=st.builds(Cover, TEXT, TEXT, st.just(date(2026, 1, 1)), TEXT),
    made=st.lists(
        st.builds(
            ItemContent,
            st.sampled_from([ItemKind.ORAL, ItemKind.SHORT_ANSWER]),
            TEXT,
            answer=st.one_of(TEXT, st.just("一句话说完。" * 300), st.just("字" * 2000)),
            explanation=TEXT,
            key_points=st.lists(
                st.builds(KeyPoint, TEXT, st.integers(1, 9), st.booleans()), max_size=6
            ).map(tuple),
            category=st.sampled_from(["三会一课", "类别" * 30, ""]),
            regulation=TEXT,
            article=TEXT,
        ),
        min_size=1,
        max_size=8,
    ),
)
def test_whatever_the_words(size, cover, made):
    entries = [BankEntry(str(number), content) for number, content in enumerate(made, 1)]
    assert_as_filled(handbook(entries, HandbookPlan(cover, size, with_items=True)))
