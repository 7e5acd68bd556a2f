"""体检单: the look at a PC on one page, to be handed to whoever looks after it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from jyguide.documents.files import replace_when_whole
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    Align,
    Document,
    PageSetup,
    Paragraph,
    RunningLine,
    Shape,
    Style,
    paragraph,
)
from jyguide.documents.text_table import TextColumn, text_table
from jyguide.self_test.finding import Finding, Level, summary

TITLE = "电脑体检单"
_SETUP = PageSetup(top=20, right=18, bottom=18, left=18)
_PART, _LEVEL, _WORDS = 26.0, 20.0, 128.0
_NOTE = "本单不含姓名、身份证号、电话和文件夹名称，可以放心交给管电脑的人或市级。"
_MARKS = {Level.GOOD: "√", Level.HEED: "！", Level.BAD: "×", Level.UNKNOWN: "？"}
"""Told by sign and word: grey carries no meaning on a copy."""


def checkup_document(
    findings: Sequence[Finding], office: str, letter: str, moment: datetime
) -> Document:
    """One page A4.

    Args:
        findings: Line by line.
        office: Whose PC it is.
        letter: Tells the PCs of one office apart.
        moment: When it was looked at.
    """
    rows = [
        [one.part, f"{_MARKS[one.level]} {one.level.value}", f"{one.sentence}{one.hint}"]
        for one in findings
    ]
    columns = (
        TextColumn("项目", _PART, Align.CENTRE),
        TextColumn("情况", _LEVEL, Align.CENTRE, whole=True),
        TextColumn("说明和办法", _WORDS),
    )
    blocks = (
        paragraph(TITLE, Style(FontRole.TITLE, 20), Shape(Align.CENTRE, line=32)),
        _line(f"{office}　电脑 {letter}　{moment:%Y-%m-%d %H:%M}", Align.CENTRE),
        _line(summary(findings), Align.LEFT),
        text_table(columns, rows, height=11),
        _line("看的人：　　　　　　　　　处理情况：", Align.LEFT, before=14),
        paragraph(_NOTE, Style(FontRole.KAI, 10.5), Shape(line=18, before=8)),
    )
    foot = RunningLine("暨阳指导 · 电脑体检", Style(FontRole.SONG, 9))
    return Document(TITLE, blocks, _SETUP, footer=foot, dated=moment.date())


def checkup_text(findings: Sequence[Finding], office: str, letter: str, moment: datetime) -> str:
    """The same for a message: line by line, with what to do under each."""
    lines = [
        f"{TITLE}　{office}　电脑 {letter}　{moment:%Y-%m-%d %H:%M}",
        summary(findings),
        "",
    ]
    width = max((_cells(one.part) for one in findings), default=0)
    for one in findings:
        gap = " " * (width - _cells(one.part) + 2)
        lines.append(f"[{one.level.value}] {one.part}{gap}{one.sentence}")
        if one.hint:
            lines.append(f"    → {one.hint}")
    return "\n".join([*lines, "", _NOTE]) + "\n"


def write_text(text: str, target: Path) -> None:
    """As a file that Windows' own editor opens.

    Raises:
        FileError: it cannot be written; a former one is as it was.
    """
    with replace_when_whole(target) as part:
        part.write_text(text, "utf-8-sig", newline="\r\n")


def _line(text: str, align: Align, before: float = 0) -> Paragraph:
    return paragraph(text, Style(FontRole.BODY, 12), Shape(align, line=22, before=before, after=4))


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
