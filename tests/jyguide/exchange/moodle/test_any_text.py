"""Readers of Moodle's formats survive whatever they are given, and say where everything went."""

from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from jyguide.bank.check import faults
from jyguide.exchange.aiken import looks_like_aiken, read_aiken
from jyguide.exchange.gift import looks_like_gift, read_gift
from jyguide.exchange.moodle import read_moodle_xml
from tests.jyguide.exchange.moodle.entries import texts

LINES = ["A) ", "B. ", "ANSWER: ", "::", "{", "}", "{=", "~", "=", "{#", "\n\n", "\n", "// "]
anything = st.lists(texts | st.sampled_from(LINES), max_size=20).map("".join) | st.text()
TYPES = ["multichoice", "shortanswer", "numerical", "matching", "ordering", "cloze", "essay", "x"]


def sound(file):
    assert file.items or file.refused
    for item in file.items:
        assert not faults(item.content)
        assert item.content.answer is not None or item.warnings
    for one in file.refused:
        assert one.reason.endswith("。")


@settings(max_examples=100, deadline=None)
@given(anything)
def test_text(text):
    sound(read_gift(text))
    sound(read_aiken(text))
    looks_like_gift(text)
    looks_like_aiken(text)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(TYPES), texts, st.lists(st.tuples(texts, st.integers(-100, 100)), max_size=4)
)
def test_questions_of_any_type(type_, stem, answers):
    parts = "".join(
        f'<answer fraction="{worth}"><text>{escape(text)}</text></answer>'
        f"<subquestion><text>{worth}</text>"
        f"<answer><text>{escape(text)}</text></answer></subquestion>"
        for text, worth in answers
    )
    text = (
        f'<quiz><question type="{type_}"><questiontext format="html"><text>{escape(stem)}</text>'
        f"</questiontext>{parts}</question></quiz>"
    )
    sound(read_moodle_xml(text.encode(), "题.xml"))
