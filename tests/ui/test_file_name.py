import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.file_name import file_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("签到表", '甲/乙:"丙"?'), "签到表 甲 乙 丙"),
        (("  一  ", "", "二."), "一 二"),
        (("成绩\n单",), "成绩 单"),
    ],
)
def test_file_names_hold_nothing_windows_refuses(words, name):
    assert file_name(*words) == name


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_words_make_a_name_that_travels(words):
    name = file_name(*words)
    assert len(name) <= 80
    assert not set(name) & set('\\/:*?"<>|\n\r\t\0')
    assert name == name.strip() == name.rstrip(".")
