import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.clipboard import as_html, as_text

CELLS = st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), min_size=1, max_size=5)


@given(CELLS)
def test_text_keeps_the_shape_whatever_the_cells_hold(cells):
    lines = as_text(cells).split("\n")
    assert len(lines) == len(cells)
    assert all(line.count("\t") == 1 for line in lines)


@given(CELLS)
def test_html_keeps_the_shape_whatever_the_cells_hold(cells):
    html = as_html(cells)
    assert html.count("<tr>") == len(cells)
    assert len(re.findall(r"<td[ >]", html)) == 2 * len(cells)


@pytest.mark.parametrize("text", ["32028119900101997X", "320281199001019983", "0510", "007"])
def test_digits_excel_would_spoil_are_marked_as_text(text):
    assert f"<td style=\"mso-number-format:'\\@'\">{text}</td>" in as_html([[text]])


@pytest.mark.parametrize("text", ["85", "0", "2026-06-30", "13800000000", "张三", "86.5"])
def test_other_cells_stay_what_they_are(text):
    assert f"<td>{text}</td>" in as_html([[text]])


_COPIES_AND_ENDS = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from ui.widgets.clipboard import as_mime
app.clipboard().setMimeData(as_mime([["张三", "007"]]))
mime = app.clipboard().mimeData()
print(ascii(mime.text()), mime.hasHtml(), len(mime.formats()))
"""


def test_program_that_copied_ends_without_a_crash():
    ended = subprocess.run(
        [sys.executable, "-c", _COPIES_AND_ENDS], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.split() == [ascii("张三\t007"), "True", "2"]
