"""The overview on paper: A4 landscape, the stations and their sum on one page."""

from __future__ import annotations

from dataclasses import replace

from jyguide.documents.page import Block, Document, Table
from jyguide.documents.section_document import report_document
from jyguide.report.overview import CityOverview, overview_section

_ROW = 6.0
"""Millimetres: eighteen stations, their sum and the rule of counting on a page."""


def overview_title(found: CityOverview) -> str:
    """``2026年全市指导站工作总览``."""
    return f"{found.today.year}年全市指导站工作总览"


def overview_document(found: CityOverview) -> Document:
    """One page; the head row stays as high as its words."""
    section = overview_section(found)
    made = report_document(overview_title(found), found.office, found.today, [section])
    return replace(made, blocks=tuple(map(_low, made.blocks)))


def _low(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    heads, rows = block.rows[: block.header_rows], block.rows[block.header_rows :]
    return replace(block, rows=(*heads, *(replace(row, height=_ROW) for row in rows)))
