"""Sheets as people type them, and what is read of them."""

from pathlib import Path

from openpyxl import Workbook

from jyguide.exchange.item_file import ItemFile
from jyguide.exchange.sheets import read_item_sheets

HEAD = ("题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案", "解析")


def save(tmp_path: Path, *rows, title: str = "题目") -> Path:
    book = Workbook()
    page = book.worksheets[0]
    page.title = title
    for row in rows:
        page.append(row)
    path = tmp_path / "题库.xlsx"
    book.save(path)
    return path


def read(tmp_path: Path, *rows, title: str = "题目") -> ItemFile:
    return read_item_sheets(save(tmp_path, *rows, title=title))


def only(tmp_path: Path, head, row, title: str = "题目"):
    file = read(tmp_path, head, row, title=title)
    assert file.refused == ()
    assert len(file.items) == 1
    return file.items[0]


def reason(tmp_path: Path, head, row) -> str:
    file = read(tmp_path, head, row)
    assert file.items == ()
    assert len(file.refused) == 1
    return file.refused[0].reason


def single(
    answer, kind="单选题", options=("半年", "一年", "两年", "三年"), stem="预备期多长（ ）"
):
    return (kind, stem, *options, answer)
