"""The three ledgers on paper: A4 across, heads on each page, totals under the title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Document,
    PageSetup,
    Shape,
    Style,
    paragraph,
)
from jyguide.masking import numbers_masked
from jyguide.secretary.adjustment import AdjustmentRow
from jyguide.secretary.kinds import (
    ADJUSTMENT_KIND_NAMES,
    MEASURE_ORIGIN_NAMES,
    TALK_KIND_NAMES,
)
from jyguide.secretary.ledger import adjustments_sentence, measures_sentence, talks_sentence
from jyguide.secretary.measure import MEASURE_STATE_NAMES, MeasureRow, due_text, state_on
from jyguide.secretary.talk import TalkRow
from jyguide.standard.printing.measure_table import measure_table

_SETUP = PageSetup(width=297, height=210, top=18, right=13, bottom=16, left=13, header=9, footer=8)
_WIDTH = 271.0


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column of a ledger on paper and in its workbook.

    Attributes:
        width: In shares of the page's width; digits in the workbook.
        said: What it says of a line on a day.
        centred: Whether it stands in the middle of its column on paper.
    """

    head: str
    width: int
    said: Callable[[Any, date], str | int | date | None]
    centred: bool = False


def _who(row: Any, _: date) -> str:
    return str(row.person.name)


def _where(row: Any, _: date) -> str:
    return str(row.person.organisation)


def _town(row: Any, _: date) -> str:
    return str(row.person.township)


PERSON_COLUMNS = (
    LedgerColumn("姓名", 11, _who, centred=True),
    LedgerColumn("镇街园区", 13, _town, centred=True),
    LedgerColumn("单位", 20, _where),
)


def _state(row: MeasureRow, today: date) -> str:
    state = MEASURE_STATE_NAMES[state_on(row.facts, today)]
    return due_text(row.facts, today) if row.facts.done_on is None and "超" in state else state


MEASURE_COLUMNS = (
    *PERSON_COLUMNS,
    LedgerColumn("来源", 10, lambda row, _: MEASURE_ORIGIN_NAMES[row.facts.origin], centred=True),
    LedgerColumn("问题", 32, lambda row, _: row.facts.problem),
    LedgerColumn("发现日期", 13, lambda row, _: row.facts.found_on, centred=True),
    LedgerColumn("整改措施", 32, lambda row, _: row.facts.measure),
    LedgerColumn("责任人", 12, lambda row, _: row.facts.owner, centred=True),
    LedgerColumn("期限", 13, lambda row, _: row.facts.due_on, centred=True),
    LedgerColumn("完成", 13, lambda row, _: row.facts.done_on, centred=True),
    LedgerColumn("确认人", 12, lambda row, _: row.facts.confirmed_by, centred=True),
    LedgerColumn("确认", 13, lambda row, _: row.facts.confirmed_on, centred=True),
    LedgerColumn("状态", 12, _state, centred=True),
)
_MEASURE_PAPER = (
    *PERSON_COLUMNS,
    LedgerColumn(
        "来源、发现",
        17,
        lambda row, _: f"{MEASURE_ORIGIN_NAMES[row.facts.origin]} {row.facts.found_on:%Y.%m.%d}",
        centred=True,
    ),
    LedgerColumn("问题", 34, lambda row, _: row.facts.problem),
    LedgerColumn("整改措施", 32, lambda row, _: row.facts.measure),
    LedgerColumn("责任人", 12, lambda row, _: row.facts.owner, centred=True),
    LedgerColumn("期限", 17, lambda row, _: row.facts.due_on, centred=True),
    LedgerColumn("完成", 17, lambda row, _: row.facts.done_on, centred=True),
    LedgerColumn("确认", 17, lambda row, _: _confirmed(row), centred=True),
    LedgerColumn("状态", 12, _state, centred=True),
)
"""On paper days stand beside what they are of: there is less room across."""
TALK_COLUMNS = (
    *PERSON_COLUMNS,
    LedgerColumn("类型", 11, lambda row, _: TALK_KIND_NAMES[row.facts.kind], centred=True),
    LedgerColumn("日期", 17, lambda row, _: row.facts.talked_on, centred=True),
    LedgerColumn("地点", 14, lambda row, _: row.facts.place),
    LedgerColumn("谈话人", 14, lambda row, _: row.facts.talker, centred=True),
    LedgerColumn("谈话要点", 46, lambda row, _: row.facts.topics),
    LedgerColumn("本人表态", 30, lambda row, _: row.facts.reply),
    LedgerColumn("约定整改", 13, lambda row, _: row.measures or None, centred=True),
)
ADJUSTMENT_COLUMNS = (
    *PERSON_COLUMNS,
    LedgerColumn("类型", 10, lambda row, _: ADJUSTMENT_KIND_NAMES[row.facts.kind], centred=True),
    LedgerColumn("决定日期", 16, lambda row, _: row.facts.decided_on, centred=True),
    LedgerColumn("原任职务", 30, lambda row, _: _stood(row)),
    LedgerColumn("原因", 40, lambda row, _: row.facts.reason),
    LedgerColumn("文号", 20, lambda row, _: row.facts.document),
    LedgerColumn("接任人", 12, lambda row, _: row.facts.successor, centred=True),
)


def _confirmed(row: MeasureRow) -> str:
    facts = row.facts
    return f"{facts.confirmed_by} {facts.confirmed_on:%Y.%m.%d}" if facts.confirmed_on else ""


def _stood(row: AdjustmentRow) -> str:
    return f"{row.facts.organisation} {row.facts.post}".strip()


def measures_document(
    title: str, office: str, today: date, rows: Sequence[MeasureRow]
) -> Document:
    """The ledger of measures as it stands on a day."""
    head = (f"{title}村书记整改台账", measures_sentence(rows, today))
    return list_document(head, office, today, (_MEASURE_PAPER, rows))


def talks_document(title: str, office: str, today: date, rows: Sequence[TalkRow]) -> Document:
    """The ledger of talks."""
    head = (f"{title}村书记谈话台账", talks_sentence(rows))
    return list_document(head, office, today, (TALK_COLUMNS, rows))


def adjustments_document(
    title: str, office: str, today: date, rows: Sequence[AdjustmentRow]
) -> Document:
    """The ledger of adjustments."""
    head = (f"{title}村书记调整台账", adjustments_sentence(rows))
    return list_document(head, office, today, (ADJUSTMENT_COLUMNS, rows))


def list_document(
    head: tuple[str, str],
    office: str,
    today: date,
    table: tuple[Sequence[LedgerColumn], Sequence[Any]],
) -> Document:
    """Any list of lines about people, with what they come to under its title.

    Args:
        head: Title, and the sentence under it.
        office: Whose list it is.
        today: As of when.
        table: The columns, and the lines in the order of printing.
    """
    (title, total), (columns, rows) = head, table
    share = (_WIDTH - _NUMBER) / sum(column.width for column in columns)
    widths = (_NUMBER, *(round(column.width * share, 2) for column in columns))
    centred = (0, *(at for at, column in enumerate(columns, 1) if column.centred))
    lines = [
        (str(at), *(_text(told(column, row, today)) for column in columns))
        for at, row in enumerate(rows, 1)
    ]
    heads = ("序号", *(column.head for column in columns))
    blocks = (
        paragraph(title, Style(FontRole.TITLE, 18), Shape(Align.CENTRE, line=28, after=4)),
        paragraph(
            f"{office}　　截至{date_text(today)}　　{total}",
            Style(FontRole.BODY, 10.5),
            Shape(line=17, after=4),
        ),
        measure_table(heads, widths, lines, centred=centred, size=9),
    )
    return Document(title, blocks, _SETUP, footer=PAGE_NUMBER, dated=today)


_NUMBER = 9.0


def told(column: LedgerColumn, row: Any, today: date) -> str | int | date | None:
    """What a column says of a line, with numbers that somebody wrote into a text hidden."""
    value = column.said(row, today)
    return numbers_masked(value) if isinstance(value, str) else value


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:%Y.%m.%d}" if isinstance(value, date) else str(value)
