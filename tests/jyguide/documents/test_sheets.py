from hypothesis import given
from hypothesis import strategies as st

from jyguide.documents.page import MM_PER_POINT, PageSetup, Shape, Style, paragraph
from jyguide.documents.sheets import blocks_points, bound, fill_sheets

TEN = Style(size=10)
SETUP = PageSetup(60, 120, top=10, right=5, bottom=10, left=5)
"""Text of 50 by 100 mm: 18 lines of 15 points."""


def block(text="党", **shape):
    return paragraph(text, TEN, Shape(line=15, **shape))


def texts(sheets):
    return [[one.text for one in sheet] for sheet in sheets]


def test_pages_are_filled_one_after_another():
    sheets = fill_sheets([block(str(n)) for n in range(40)], SETUP)
    assert [len(sheet) for sheet in sheets] == [18, 18, 4]


def test_nothing_takes_no_page():
    assert fill_sheets([], SETUP) == []


def test_what_is_bound_goes_over_together():
    group = bound([block("甲"), block("乙"), block("丙")])
    sheets = fill_sheets([*(block(str(n)) for n in range(16)), *group], SETUP)
    assert texts(sheets)[1] == ["甲", "乙", "丙"]


def test_a_heading_is_never_last():
    for before in range(1, 30):
        blocks = [*(block() for _ in range(before)), block("题", keep_next=True), block("文")]
        sheets = fill_sheets(blocks, SETUP)
        assert all(sheet[-1].text != "题" for sheet in sheets)


def test_a_long_paragraph_is_cut_behind_a_sentence():
    text = "这是一句话。" * 60
    sheets = fill_sheets([*(block(str(n)) for n in range(10)), block(text)], SETUP)
    parts = [sheet[-1].text for sheet in sheets]
    assert "".join(parts) == text
    assert all(part.endswith("。") for part in parts)
    assert len(sheets) == 3


def test_a_bound_group_longer_than_a_page_is_parted_after_all():
    group = bound([block("题"), block("字" * 900), block("末")])
    sheets = fill_sheets([block("前"), *group], SETUP)
    assert "".join("".join(page) for page in texts(sheets)) == "前题" + "字" * 900 + "末"
    assert len(sheets) > 2
    assert not any(sheet[-1].shape.keep_next for sheet in sheets)


def test_no_distance_above_the_first_of_a_page():
    sheets = fill_sheets([block(before=30, keep_together=True) for _ in range(20)], SETUP)
    assert all(sheet[0].shape.before == 0 for sheet in sheets)
    assert all(one.shape.before == 30 for sheet in sheets for one in sheet[1:])


def test_type_larger_than_the_page_ends_all_the_same():
    huge = paragraph("字" * 5, Style(size=400), Shape())
    assert "".join(one.text for sheet in fill_sheets([huge], SETUP) for one in sheet) == "字" * 5


@given(
    st.lists(
        st.tuples(st.text("党建。，2026A", max_size=400), st.booleans(), st.booleans()),
        max_size=30,
    )
)
def test_every_page_holds_what_stands_on_it_and_nothing_is_lost(made):
    blocks = [
        block(text, keep_next=bound_on, keep_together=whole, before=4)
        for text, bound_on, whole in made
    ]
    sheets = fill_sheets(blocks, SETUP)
    said = "".join(one.text for sheet in sheets for one in sheet)
    assert said == "".join(one.text for one in blocks)
    room = SETUP.inner_height / MM_PER_POINT
    assert all(blocks_points(sheet, SETUP.inner_width) <= room for sheet in sheets)
