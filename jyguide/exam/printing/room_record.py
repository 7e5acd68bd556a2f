"""The record of an exam room: what happened, in words and as a page to be signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Cell,
    Document,
    PageSetup,
    Row,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.exam.row import (
    EVENT_NAMES,
    CandidateRow,
    CandidateState,
    EndedBy,
    EventKind,
    ExamRow,
    RoomEvent,
)
from jyguide.exam.sitting import length_text

_ENDED = {
    EndedBy.CANDIDATE: "交卷",
    EndedBy.TIME_UP: "到时自动交卷",
    EndedBy.PROCTOR: "监考收卷",
}
_SETUP = PageSetup(top=18, right=18, bottom=18, left=18, footer=9)
_HEADS = ("时间", "考生", "发生了什么", "监考人员、原因或说明")
_COLUMNS = (36.0, 27.0, 53.0, 58.0)
_MINUTE = 60


def event_text(kind: EventKind, seconds: int) -> str:
    """What happened, with its figure."""
    name = EVENT_NAMES[kind]
    if kind is EventKind.LEFT:
        return f"{name} {length_text(seconds)}"
    if kind is EventKind.EXTRA_TIME:
        return f"{name} {seconds // _MINUTE} 分钟"
    if kind is EventKind.CLOCK_MOVED:
        way = "拨快" if seconds > 0 else "拨慢"
        return f"电脑时间被{way} {length_text(abs(seconds))}，或电脑休眠过"
    return name


def event_note(note: str) -> str:
    """The proctor's words on one line."""
    return " ".join(note.split())


def handed_in_text(ended_by: EndedBy) -> str:
    """How an attempt ended."""
    return _ENDED[ended_by]


def interruption_note(stopped: str, resumed: str) -> str:
    """From when to when an attempt stood still, both in ISO form."""
    before, after = datetime.fromisoformat(stopped), datetime.fromisoformat(resumed)
    if after < before:
        return "电脑时间被改动，时长不明；中断期间没有计时"
    long = length_text(round((after - before).total_seconds()))
    return f"{before:%H:%M:%S} 起中断 {long}；中断期间没有计时"


def room_record(
    exam: ExamRow, candidates: Sequence[CandidateRow], events: Sequence[RoomEvent]
) -> Document:
    """The record as it is printed and signed: facts, a line an event, room for signatures."""
    return Document(
        title=f"监考记录 {exam.title}",
        blocks=(
            paragraph(
                f"{exam.title}监考记录",
                Style(
                    FontRole.TITLE,
                    fitting_size(f"{exam.title}监考记录", _SETUP.inner_width, (22, 18, 16, 14)),
                ),
                Shape(Align.CENTRE, after=6),
            ),
            *(
                paragraph(fact, Style(size=12), Shape(line=20))
                for fact in _facts(exam, candidates)
            ),
            Spacer(3),
            _table(events),
            Spacer(6),
            paragraph("监考人员签名：                    　　日期：", Style(size=12)),
        ),
        setup=_SETUP,
        footer=PAGE_NUMBER,
    )


def _facts(exam: ExamRow, candidates: Sequence[CandidateRow]) -> list[str]:
    done = sum(row.state is CandidateState.HANDED_IN for row in candidates)
    missing = [row.name for row in candidates if row.state is CandidateState.WAITING]
    facts = [
        f"培训：{exam.session_title or '—'}　　时长：{exam.minutes} 分钟",
        f"应考 {len(candidates)} 人，交卷 {done} 人，未参加 {len(missing)} 人",
    ]
    if missing:
        facts.append(f"未参加：{'、'.join(missing)}")
    if exam.rules.leaving_locks:
        facts.append("本场考试离开考试窗口即锁定，由监考人员解锁。")
    return facts


def _table(events: Sequence[RoomEvent]) -> Table:
    head = Style(FontRole.HEI, 11)
    rows = [Row(tuple(_cell(text, head, Align.CENTRE) for text in _HEADS), 8)]
    rows += [
        Row(
            (
                _cell(
                    f"{event.at.month}月{event.at.day}日 {event.at:%H:%M:%S}", _SMALL, Align.CENTRE
                ),
                _cell(event.name, _BODY, Align.CENTRE),
                _cell(event.what, _BODY, Align.LEFT),
                _cell(event.note, _BODY, Align.LEFT),
            ),
            7,
        )
        for event in events
    ]
    if not events:
        rows.append(Row((Cell(_cell("没有记录", _BODY, Align.CENTRE).blocks, span=4),), 7))
    return Table(_COLUMNS, tuple(rows), header_rows=1)


_BODY = Style(size=10.5)
_SMALL = Style(size=9)


def _cell(text: str, style: Style, align: Align) -> Cell:
    return Cell((paragraph(text, style, Shape(align, line=15)),))
