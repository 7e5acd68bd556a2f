"""Papers of the yearly selection: a candidate's sheet, and the list of everybody considered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Row,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.section import Cell as ReportCell
from jyguide.documents.section import ReportSection
from jyguide.masking import numbers_masked
from jyguide.secretary.kinds import SELECTION_OUTCOME_NAMES
from jyguide.secretary.printing.ledgers import PERSON_COLUMNS, LedgerColumn, list_document
from jyguide.secretary.selection import VERDICT_NAMES, CandidateRow, SelectionYear
from jyguide.secretary.selection_rule import CONDITION_NAMES, USUAL, places_sentence
from jyguide.standard.printing.measure_table import measure_table

_SETUP = PageSetup(top=22, right=20, bottom=18, left=20)
_COLUMNS = (24.0, 44.0, 80.0, 22.0)
_HEADS = ("条件", "要求", "查到的情况", "结论")
_SIZE = 11.0
_LINE = 17.0
_SIGN = 16.0

LIST_COLUMNS = (
    *PERSON_COLUMNS,
    LedgerColumn("职务", 18, lambda row, _: row.person.post),
    LedgerColumn("条件核对", 60, lambda row, _: row.conclusion),
    LedgerColumn("结果", 11, lambda row, _: SELECTION_OUTCOME_NAMES[row.outcome], centred=True),
    LedgerColumn("决定日期", 17, lambda row, _: row.decided_on, centred=True),
    LedgerColumn("文号", 18, lambda row, _: row.document),
    LedgerColumn("说明", 24, lambda row, _: row.note),
)


def selection_sheet(row: CandidateRow, found: SelectionYear, office: str, today: date) -> Document:
    """One candidate's sheet: each condition, what was found, and whether it is met."""
    person = row.person
    title = f"{row.year}年选聘人选条件核对表"
    where = " ".join(filter(None, (person.township, person.organisation, person.post)))
    lines = [
        (
            CONDITION_NAMES[one.condition],
            one.asked,
            numbers_masked(one.why),
            VERDICT_NAMES[one.verdict],
        )
        for one in row.checks
    ]
    outcome = SELECTION_OUTCOME_NAMES[row.outcome] or "未定"
    decided = f"（{date_text(row.decided_on)}）" if row.decided_on else ""
    document = f"，{row.document}" if row.document else ""
    note = f"　说明：{numbers_masked(row.note)}" if row.note else ""
    usual = USUAL if found.rule.shipped else ""
    blocks: tuple[Block, ...] = (
        paragraph(title, Style(FontRole.TITLE, 20), Shape(Align.CENTRE, line=32, after=6)),
        _text(f"姓名：{person.name}　　单位及职务：{where}"),
        _text(f"{office}　　{date_text(today)}"),
        measure_table(_HEADS, _COLUMNS, lines, centred=(0, 3), size=_SIZE),
        _text(f"结论：{row.conclusion}。", before=8),
        _text(f"结果：{outcome}{decided}{document}{note}"),
        _text(places_sentence(found.serving, found.rule.share)),
        _text(usual),
        _signs(("核对人签字", "复核人签字")),
    )
    kept = tuple(one for one in blocks if not (isinstance(one, Paragraph) and not one.text))
    return Document(f"{title}_{person.name}", kept, _SETUP, dated=today)


def selection_list(found: SelectionYear, office: str, today: date) -> Document:
    """Everybody considered, by name; it ranks nobody."""
    told = (f"{found.year}年村书记选聘人选名册", f"{found.sentence}排列不分先后。")
    return list_document(told, office, today, (LIST_COLUMNS, found.candidates))


def selection_section(found: SelectionYear) -> ReportSection:
    """Who was considered and what became of him, as a table of the yearly report."""
    rows: list[tuple[ReportCell, ...]] = [
        (
            row.person.name,
            row.person.township,
            row.person.organisation,
            row.conclusion,
            SELECTION_OUTCOME_NAMES[row.outcome],
            row.decided_on,
        )
        for row in found.candidates
    ]
    return ReportSection(
        "选聘",
        ("姓名", "镇街园区", "单位", "条件核对", "结果", "决定日期"),
        tuple(rows),
        (10, 14, 22, 50, 10, 16),
        f"{found.sentence}排列不分先后。",
    )


def _text(text: str, before: float = 0) -> Block:
    shape = Shape(line=_LINE, before=before, after=3)
    return paragraph(text, Style(FontRole.BODY, _SIZE), shape)


def _signs(labels: Sequence[str]) -> Table:
    wide = _SETUP.inner_width / 2 - 30
    cells = []
    for label in labels:
        style, shape = Style(FontRole.HEI, _SIZE), Shape(Align.CENTRE, line=_LINE)
        cells.append(Cell((paragraph(label, style, shape),)))
        cells.append(Cell((paragraph("", style, shape),)))
    return Table((30.0, wide, 30.0, wide), (Row(tuple(cells), _SIGN),))
