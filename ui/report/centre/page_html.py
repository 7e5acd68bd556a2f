"""A report as a page of rich text; its numbers are links to what they were counted from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from jyguide.documents.section import ReportSection, cell_text
from jyguide.report.figure import Figure
from jyguide.report.layout import (
    BEFORE_NAMES,
    NOW_NAMES,
    FigureLine,
    PeriodReport,
    ReportPart,
    Said,
    number_text,
)
from ui.theme import PALETTE

CHART = "chart:{}"
"""The name under which the page looks for the picture of a chart."""
_STYLE = (
    f"<style>a {{ color: {PALETTE.info}; text-decoration: none; }}"
    f" th {{ color: {PALETTE.ink_soft}; font-weight: normal; }}"
    f" h3 {{ color: {PALETTE.red_dark}; }}"
    f" .soft {{ color: {PALETTE.ink_soft}; }}</style>"
)
_LONGEST = 50
"""Rows of a list that the page shows."""


class ReportHtml:
    """The text of a report, and the numbers its links stand for: ``#3`` is the fourth."""

    def __init__(self, report: PeriodReport) -> None:
        self.figures: list[Figure] = []
        body = [
            f'<h2 align="center">{escape(report.title)}</h2>',
            *(self._paragraph(one) for one in report.opening if one),
            *(self._part(report, part) for part in report.parts),
            *(
                f'<h3>{escape(chart.title)}</h3><p align="center">'
                f'<img src="{CHART.format(at)}" alt="{escape(chart.words)}"></p>'
                for at, chart in enumerate(report.charts)
            ),
            *(_list(section) for section in report.lists if section.rows),
            _soft(report.left_out_text),
        ]
        self.text = f"<html><head>{_STYLE}</head><body>{''.join(body)}</body></html>"

    def _paragraph(self, said: Sequence[Said]) -> str:
        text = "".join(
            escape(one) if isinstance(one, str) else self._link(one, number_text(one))
            for one in said
        )
        return f'<p style="line-height: 150%; text-indent: 28px;">{text}</p>'

    def _part(self, report: PeriodReport, part: ReportPart) -> str:
        kind = report.period.kind
        heads = _row(
            "th",
            [
                ("项目", "left", 40),
                ("单位", "center", 12),
                (NOW_NAMES[kind], "right", 16),
                (BEFORE_NAMES[kind], "right", 16),
                ("增减", "right", 16),
            ],
        )
        rows = "".join(
            _row(
                "td",
                [
                    (escape(line.name), "left", 0),
                    (escape(line.what.unit), "center", 0),
                    (self._link(line.now, number_text(line.now)), "right", 0),
                    (self._before(line), "right", 0),
                    (escape(line.change), "right", 0),
                ],
            )
            for line in part.lines
        )
        return f"<h3>{escape(part.name)}</h3>{_table(heads + rows)}"

    def _before(self, line: FigureLine) -> str:
        known = not line.what.present
        return self._link(line.before, number_text(line.before)) if known else line.before_text

    def _link(self, figure: Figure, text: str) -> str:
        self.figures.append(figure)
        return f'<a href="#{len(self.figures) - 1}">{text}</a>'


def _list(section: ReportSection) -> str:
    sides = [_side(column) for column in zip(*section.rows, strict=True)]
    heads = _row(
        "th", [(escape(one), side, 0) for one, side in zip(section.heads, sides, strict=True)]
    )
    rows = "".join(
        _row("td", [(escape(cell_text(v)), side, 0) for v, side in zip(row, sides, strict=True)])
        for row in section.rows[:_LONGEST]
    )
    more = len(section.rows) - _LONGEST
    note = _soft(f"另有 {more} 行，导出的文件里有全部。") if more > 0 else ""
    return f"<h3>{escape(section.name)}</h3>{_table(heads + rows)}{note}"


def _side(column: Sequence[object]) -> str:
    """Numbers stand at the right under each other, all else at the left."""
    counted = all(value is None or isinstance(value, int | float | Decimal) for value in column)
    return "right" if counted else "left"


def _table(rows: str) -> str:
    return f'<table width="99%" cellspacing="0" cellpadding="5" border="0">{rows}</table>'


def _row(tag: str, cells: Sequence[tuple[str, str, int]]) -> str:
    told = "".join(
        f'<{tag} align="{side}"{f" width={width}%" if width else ""}>{text}</{tag}>'
        for text, side, width in cells
    )
    ground = f' bgcolor="{PALETTE.sunken}"' if tag == "th" else ""
    return f"<tr{ground}>{told}</tr>"


def _soft(text: str) -> str:
    return f'<p class="soft">{escape(text)}</p>' if text else ""
