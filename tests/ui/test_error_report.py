from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ui.error_report import error_report, faceless_traceback


def caught(error):
    try:
        raise error
    except type(error) as raised:
        return raised


def test_masks_names_numbers_and_phones_but_keeps_the_frames():
    told = faceless_traceback(caught(ValueError("张三·丰 32028119900101999X 13800000000 row 14")))
    assert "ValueError: * * * row 14" in told
    assert "test_error_report.py" in told
    assert "in caught" in told


def test_masks_the_causes_too():
    def fail():
        try:
            {}["李四"]
        except KeyError as cause:
            raise RuntimeError("王五") from cause

    try:
        fail()
    except RuntimeError as error:
        told = faceless_traceback(error)
    assert "KeyError: '*'" in told
    assert "RuntimeError: *" in told
    assert "direct cause" in told


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_no_chinese_character_of_a_message_survives(name):
    told = faceless_traceback(caught(ValueError(f"<{name}>")))
    assert told.rstrip().endswith("ValueError: <*>")


def test_report_says_versions_and_moment():
    told = error_report(caught(ValueError("x")), datetime(2026, 6, 30, 9, 5, tzinfo=UTC))
    for part in ("program: ", "python: 3.", "qt: 6.", "moment: 2026-06-30T09:05:00", "ValueError"):
        assert part in told
