"""Texts and files of questions that the dialogs are given."""

from __future__ import annotations

from openpyxl import Workbook

MIXED = """1. 党支部每年至少召开几次组织生活会？（ ）
A、一次 B、两次
答案：A
2. 发展党员的预备期为（ ）。
A、半年 B、一年 C、两年
答案：E
3. 入党必须有____名正式党员作介绍人。
答案：两
5. 请简述三会一课。
1. 党支部每年至少召开几次组织生活会？（ ）
A、一次 B、两次
答案：A
"""


def as_text(number, content, *, stem="", answer=""):
    """An item as a person types it."""
    lines = [f"{number}. {stem or content.stem}"]
    lines += [f"{a}、{text}" for a, text in zip("ABCDEFGHIJ", content.options, strict=False)]
    return "\n".join([*lines, f"答案：{answer or content.answer}", ""])


def another(content):
    """A wrong key of a single choice."""
    return "B" if content.answer == "A" else "A"


def write_sheet(path, rows):
    """A workbook of questions: a heading row, then `rows` of as many cells."""
    book = Workbook()
    page = book.active
    page.append(("题型", "题干", "选项A", "选项B", "选项C", "正确答案"))
    for row in rows:
        page.append(row)
    book.save(path)
    return path
