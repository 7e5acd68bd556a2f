"""What goes out as Moodle XML comes back identical."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jyguide.exchange.moodle import read_moodle_xml, write_moodle_xml
from tests.jyguide.exchange.moodle.entries import entries, found, said, set_aside


@settings(max_examples=20, deadline=None)
@given(st.lists(entries, min_size=1, max_size=4))
def test_every_item_comes_back_as_it_was(written):
    data, told = write_moodle_xml(written)
    read = read_moodle_xml(data, "题库.xml")
    assert (told.left_out, read.refused) == ((), ())
    assert told.count == len(written)
    assert [found(item) for item in read.items] == [said(entry) for entry in written]
    assert [item.unready for item in read.items] == set_aside(written)
    assert all(item.warnings for item in read.items if item.unready)
