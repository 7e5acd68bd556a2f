"""What goes out as GIFT comes back identical."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jyguide.exchange.gift import read_gift, write_gift
from tests.jyguide.exchange.moodle.entries import entries, found, said, set_aside


@settings(max_examples=20, deadline=None)
@given(st.lists(entries, min_size=1, max_size=4))
def test_every_item_comes_back_as_it_was(written):
    text, told = write_gift(written)
    read = read_gift(text)
    assert (told.left_out, read.refused) == ((), ())
    assert told.count == len(written)
    assert [found(item) for item in read.items] == [said(entry) for entry in written]
    assert [item.unready for item in read.items] == set_aside(written)
    assert all(item.warnings for item in read.items if item.unready)
