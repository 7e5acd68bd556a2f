import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.documents.booklet import (
    THICKEST,
    Side,
    booklet_sides,
    sheets_needed,
    stack_sizes,
)


def read(pages):
    """Folds the printed sheets stack by stack and turns the leaves."""
    sides = booklet_sides(pages)
    sheets = [(sides[n], sides[n + 1]) for n in range(0, len(sides), 2)]
    found = []
    for count in stack_sizes(pages):
        stack, sheets = sheets[:count], sheets[count:]
        # Outermost sheet first: going in, the right of its front, then the left of its back.
        found += [page for front, back in stack for page in (front.right, back.left)]
        found += [page for front, back in stack[::-1] for page in (back.right, front.left)]
    return found


def test_four_pages_lie_on_one_sheet():
    assert booklet_sides(4) == [Side(3, 0), Side(1, 2)]


def test_eight_pages_begin_with_the_outer_sheet():
    assert booklet_sides(8) == [Side(7, 0), Side(1, 6), Side(5, 2), Side(3, 4)]


def test_empty_pages_are_at_the_end():
    assert booklet_sides(5) == [Side(None, 0), Side(1, None), Side(None, 2), Side(3, 4)]


@given(st.integers(1, 400))
def test_folded_it_reads_in_order(pages):
    found = read(pages)
    assert found[:pages] == list(range(pages))
    assert found[pages:] == [None] * (4 * sheets_needed(pages) - pages)


@given(st.integers(0, 2000))
def test_no_stack_is_too_thick_and_all_are_alike(pages):
    sizes = stack_sizes(pages)
    assert sum(sizes) == sheets_needed(pages)
    assert max(sizes) <= THICKEST
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize(("pages", "sizes"), [(0, [0]), (60, [15]), (61, [8, 8]), (68, [9, 8])])
def test_stacks(pages, sizes):
    assert stack_sizes(pages) == sizes
