"""The month told on paper: sentences, a village a line."""

from __future__ import annotations

from itertools import groupby

from jyguide.documents.dates import date_text
from jyguide.documents.page import PLAIN_NUMBER, Block, Document
from jyguide.documents.report_blocks import SETUP, heading, text, title
from jyguide.grid.visit_month import MonthText

_NOTHING = "网格里还没有联系对象。"


def month_document(told: MonthText) -> Document:
    """As Word or on paper: what is left, and nobody put before another."""
    under = f"{told.office}　　截至{date_text(told.on)}"
    blocks: list[Block] = [*title(told.title, under)]
    blocks += [text(told.visited), text(told.contacted), text(told.matters)]
    for township, villages in groupby(told.villages, key=lambda one: one.township):
        blocks.append(heading(township or "各村"))
        blocks += [text(f"{one.sentence}。", left=4) for one in villages]
    if not told.villages:
        blocks.append(text(_NOTHING))
    blocks.append(text(f"口径：{told.rule}", 9.5, colour="707070"))
    return Document(told.title, tuple(blocks), SETUP, footer=PLAIN_NUMBER, dated=told.on)
