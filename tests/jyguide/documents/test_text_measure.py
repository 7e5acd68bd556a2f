from hypothesis import given
from hypothesis import strategies as st

from jyguide.documents.measure import fitting_size, lines_needed, width_in_characters


def test_chinese_is_twice_as_wide_as_digits():
    assert width_in_characters("党建") == 2
    assert 1 < width_in_characters("2026") < 3


def test_text_that_fits_takes_one_line():
    assert lines_needed("张三", 12, 20) == 1
    assert lines_needed("", 12, 20) == 1


@given(st.text("党建12", max_size=80), st.floats(8, 30), st.floats(20, 200))
def test_smaller_type_never_takes_more_lines(text, size, width):
    assert lines_needed(text, size * 0.8, width) <= lines_needed(text, size, width)


@given(st.text("党建12", max_size=80), st.floats(20, 200))
def test_the_size_chosen_fits_or_is_the_smallest(text, width):
    sizes = (14, 12, 10)
    chosen = fitting_size(text, width, sizes)
    assert chosen == sizes[-1] or lines_needed(text, chosen, width) == 1
    assert all(lines_needed(text, size, width) > 1 for size in sizes if size > chosen)
