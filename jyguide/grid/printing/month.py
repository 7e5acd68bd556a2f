"""The month told on paper: sentences, a village a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from jyguide.documents.dates import date_text
from jyguide.documents.numbering import Content, Section
from jyguide.documents.official import OfficialPaper, Signature, official_document
from jyguide.documents.page import Document
from jyguide.grid.visit_month import MonthText

_NOTHING = "网格里还没有联系对象。"


def month_document(told: MonthText) -> Document:
    """As Word or on paper: what is left, and nobody put before another."""
    paper = OfficialPaper(
        title=told.title,
        under=f"（截至{date_text(told.on)}）",
        content=(told.visited, told.contacted, told.matters, *_villages(told)),
        signature=Signature(told.office, told.on, sealed=False),
    )
    return official_document(paper)


def _villages(told: MonthText) -> Iterator[Content]:
    for township, villages in groupby(told.villages, key=lambda one: one.township):
        yield Section(township or "各村", [f"{one.sentence}。" for one in villages])
    if not told.villages:
        yield _NOTHING
    yield f"口径：{told.rule}"
