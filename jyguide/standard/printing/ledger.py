"""整改台账 on paper: A4 across, heads on each page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.documents.dates import date_text, tenths_cell
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    Align,
    Document,
    PageSetup,
    Shape,
    Style,
    paragraph,
)
from jyguide.standard.kinds import PHASE_NAMES
from jyguide.standard.ledger import LedgerRow, counts
from jyguide.standard.measure import MeasureState
from jyguide.standard.printing.foot import office_foot
from jyguide.standard.printing.measure_table import measure_table

_SETUP = PageSetup(width=297, height=210, top=18, right=13, bottom=16, left=13, header=9, footer=8)
_HEADS = (
    "序号",
    "党支部",
    "发现",
    "问题",
    "得分",
    "整改措施",
    "责任人",
    "期限",
    "完成",
    "核验",
    "状态",
)
_COLUMNS = (9.0, 31.0, 22.0, 44.0, 24.0, 41.0, 18.0, 22.0, 22.0, 22.0, 16.0)
_CENTRED = (0, 2, 4, 6, 7, 8, 9, 10)


def ledger_document(title: str, office: str, day: date, rows: Sequence[LedgerRow]) -> Document:
    """The ledger as it stands on a day.

    Args:
        title: Over it; the round's name.
        office: Whose ledger it is.
        day: As of when.
        rows: In the order of printing.
    """
    head = f"{office}　　截至{date_text(day)}　　{counts(rows).sentence}"
    blocks = (
        paragraph(
            f"{title}整改台账", Style(FontRole.TITLE, 18), Shape(Align.CENTRE, line=28, after=4)
        ),
        paragraph(head, Style(FontRole.BODY, 10.5), Shape(line=17, after=4)),
        measure_table(
            _HEADS,
            _COLUMNS,
            [_line(at, one) for at, one in enumerate(rows, 1)],
            centred=_CENTRED,
            size=9,
        ),
    )
    return Document(f"{title}整改台账", blocks, _SETUP, footer=office_foot(office, day), dated=day)


def _line(at: int, one: LedgerRow) -> tuple[str, ...]:
    row = one.row
    return (
        str(at),
        row.branch,
        f"{PHASE_NAMES[row.phase]} {_day(row.found_on)}".strip(),
        f"{row.criterion}　{row.finding or row.asked}",
        _points(one),
        row.measure,
        row.owner,
        _day(row.due_on),
        _day(row.done_on),
        " ".join(filter(None, (row.verified_by, _day(row.verified_on)))),
        _state(one),
    )


def _points(one: LedgerRow) -> str:
    """As on screen: ``0.0/2.0``, and after rescoring ``0.0→2.0/2.0``."""
    row = one.row
    again = "" if row.rescored_points is None else f"→{tenths_cell(row.rescored_points)}"
    return f"{tenths_cell(row.points)}{again}/{tenths_cell(row.full_points)}"


def _state(one: LedgerRow) -> str:
    if one.state is MeasureState.OVERDUE:
        return f"超期{one.late}天"
    return f"{one.state_text}，超期{one.late}天" if one.late else one.state_text


def _day(day: date | None) -> str:
    return f"{day:%Y.%m.%d}" if day else ""
