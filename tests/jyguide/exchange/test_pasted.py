"""Blocks as Excel and WPS put them on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.exchange.pasted import has_cells, read_pasted


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("\r\n\r\n", []),
        ("甲", [["甲"]]),
        ("甲\t91\r\n乙\t\r\n", [["甲", "91"], ["乙", ""]]),
        ("甲\n\n丙\n", [["甲"], [""], ["丙"]]),
        ('"山泉村\n党支部"\t1', [["山泉村\n党支部", "1"]]),
        ('"说""好""\t的"\t2\r\n"x\r\ny"', [['说"好"\t的', "2"], ["x\r\ny"]]),
        ('"五好"支部\t1\n"没有收尾\t2', [['"五好"支部', "1"], ['"没有收尾', "2"]]),
        ("'=1+1\t '-甲", [["=1+1", "-甲"]]),
    ],
)
def test_a_block_is_read_row_by_row(text, rows):
    assert read_pasted(text) == rows


_WORDS = st.text(alphabet='甲乙7"\t\n', min_size=1, max_size=6).map(str.strip).filter(bool)


@given(st.lists(st.lists(_WORDS, min_size=1, max_size=3), min_size=1, max_size=3))
def test_what_is_quoted_as_excel_does_comes_back(rows):
    text = "\r\n".join(
        "\t".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows
    )
    assert read_pasted(text) == rows


def test_one_cell_is_no_block():
    assert [has_cells(text) for text in ("甲 乙\r\n", "甲\t乙", "甲\n乙")] == [False, True, True]
