"""The record of a class that answered aloud, and slips on which each one sees his own turns."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.documents.dates import date_text
from jyguide.documents.page import (
    PAGE_NUMBER,
    Block,
    Cell,
    Document,
    Row,
    Shape,
    Spacer,
    Table,
    paragraph,
)
from jyguide.exam.points import format_points
from jyguide.quiz.oral_record import OralRecord, TurnRow
from jyguide.quiz.record_page import BODY, HEAD, LEFT, MIDDLE, SETUP, cell, title_line
from jyguide.quiz.shown import answer_sentence, basis_text

_COLUMNS = (11.0, 20.0, 22.0, 48.0, 19.0, 50.0)
_HEADS = ("序号", "时间", "姓名", "题目", "得分", "漏答的要点")
_SLIP_COLUMNS = (24.0, 56.0, 90.0)
_SLIP_GAP = 8.0


def record_document(record: OralRecord) -> Document:
    """Every turn in the order of the class, with what was missed; nobody is ranked."""
    title = f"{record.title}课堂口答记录"
    said = (
        f"共 {len(record.turns)} 次口答，{len(record.people)} 人。按先后排列，供指导员讲评使用。"
    )
    heads = Row(tuple(cell(head, HEAD, MIDDLE) for head in _HEADS))
    rows = [_record_row(at, turn) for at, turn in enumerate(record.turns, start=1)]
    if not rows:
        rows = [Row((cell("还没有人口答。", BODY, MIDDLE, span=len(_COLUMNS)),))]
    blocks: tuple[Block, ...] = (
        title_line(title),
        paragraph(said, BODY, Shape(line=19, after=6)),
        Table(_COLUMNS, (heads, *rows), header_rows=1),
    )
    return Document(title, blocks, SETUP, footer=PAGE_NUMBER)


def slips_document(title: str, records: Sequence[OralRecord]) -> Document:
    """One table a person, to be cut apart: his own turns, the answers, what he missed.

    Args:
        title: Of the session.
        records: Each of one person's turns alone.
    """
    blocks: list[Block] = []
    for record in records:
        if blocks:
            blocks.append(Spacer(_SLIP_GAP))
        blocks.append(_slip(title, record))
    return Document(f"{title}课堂口答个人单", tuple(blocks), SETUP)


def _record_row(at: int, turn: TurnRow) -> Row:
    number = f"{turn.number}\u3000" if turn.number else ""
    return Row(
        (
            cell(str(at), BODY, MIDDLE),
            cell(f"{turn.at.month}月{turn.at.day}日\n{turn.at:%H:%M}", BODY, MIDDLE),
            cell(turn.name, BODY, MIDDLE),
            cell(f"{number}{turn.content.stem}", BODY, LEFT),
            cell(_points_text(turn), BODY, MIDDLE),
            cell(_missed_text(turn), BODY, LEFT),
        )
    )


def _points_text(turn: TurnRow) -> str:
    return f"{format_points(turn.score.points)}/{format_points(turn.score.max_points)}"


def _missed_text(turn: TurnRow) -> str:
    said = [*turn.missed_texts, *(f"{text}（有分歧）" for text in turn.differing_texts)]
    return "；".join(said) or "—"


def _slip(title: str, record: OralRecord) -> Table:
    name = record.turns[0].name
    days = sorted({turn.at.date() for turn in record.turns})
    head = f"{name}\u3000{title}\u3000课堂口答\u3000{'、'.join(map(date_text, days))}"
    rows = [Row((cell(head, HEAD, LEFT, span=len(_SLIP_COLUMNS)),))]
    rows += [_slip_row(turn) for turn in record.turns]
    rows.append(
        Row((cell("此单只给本人。漏答的要点已加入温习。", BODY, LEFT, span=len(_SLIP_COLUMNS)),))
    )
    return Table(_SLIP_COLUMNS, tuple(rows))


def _slip_row(turn: TurnRow) -> Row:
    answer = [f"参考答案：{answer_sentence(turn.content)}"]
    if turn.missed_texts:
        answer.append(f"漏答：{'；'.join(turn.missed_texts)}")
    if turn.differing_texts:
        answer.append(f"有分歧：{'；'.join(turn.differing_texts)}")
    if basis := basis_text(turn.content):
        answer.append(f"依据：{basis}")
    return Row(
        (
            cell(f"{_points_text(turn)} 分", BODY, MIDDLE),
            cell(turn.content.stem, BODY, LEFT),
            Cell(tuple(paragraph(line, BODY, LEFT) for line in answer)),
        )
    )
