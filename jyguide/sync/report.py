"""The rehearsal of an import, or what one did, as a printed page to be signed and kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Row,
    Shape,
    Spacer,
    Style,
    Table,
    VerticalAlign,
    paragraph,
)
from jyguide.sync.row import CONFLICT_NAMES, ConflictRow, Count, HeldRow, ImportReport, Side

_SETUP = PageSetup(top=18, right=16, bottom=18, left=16, footer=9)
_KIND_COLUMNS = (40.0, 19.0, 19.0, 19.0, 27.0, 27.0, 27.0)
_KIND_HEADS = ("类别", "新增", "修改", "删除", "导入前", "导入后", "对方")
_CONFLICT_COLUMNS = (48.0, 65.0, 65.0)
_HELD_COLUMNS = (74.0, 74.0, 30.0)
_BODY = Style(FontRole.BODY, 10.5)
_HEAD = Style(FontRole.HEI, 10.5)
_SECTION = Style(FontRole.HEI, 12)
_TITLE = Style(FontRole.TITLE, 20)
_LINE = 16.0
_HEIGHT = 7


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of record: what a file does to it, and the totals on both sides.

    Attributes:
        before, after: Here; there: as the other side says. None where nothing is said.
    """

    name: str
    new: int
    changed: int
    deleted: int
    before: int | None
    after: int | None
    there: int | None

    @property
    def agrees(self) -> bool | None:
        """Whether both sides count the same after it; None where one of them says nothing."""
        if self.after is None or self.there is None:
            return None
        return self.after == self.there


def kind_lines(report: ImportReport) -> list[KindLine]:
    """A line for each kind that the file touches or the totals name, in the totals' order."""
    new, changed, deleted = map(_counted, (report.new, report.changed, report.deleted))
    before = {total.name: total.here for total in report.before}
    after = {total.name: total for total in report.after}
    names = dict.fromkeys([*before, *after, *new, *changed, *deleted])
    return [
        KindLine(
            name,
            new.get(name, 0),
            changed.get(name, 0),
            deleted.get(name, 0),
            before.get(name),
            after[name].here if name in after else None,
            after[name].there if name in after else None,
        )
        for name in names
    ]


def side_text(side: Side) -> str:
    """A value with who wrote it and when: ``手机号：138****0001（李站长 2026-11-22 09:15）``."""
    at = f"{side.at:%Y-%m-%d %H:%M}" if side.at else ""
    whose = " ".join(word for word in (side.by, at) if word)
    return f"{side.text}（{whose}）" if whose else side.text


def file_text(report: ImportReport) -> str:
    """The file in words: ``周庄镇 A 机 第17号，导出于 2026-11-23 09:12``."""
    return f"{report.sender} 第{report.number}号，导出于 {report.written_at:%Y-%m-%d %H:%M}"


def report_document(report: ImportReport, office: str, printed_at: datetime) -> Document:
    """The page that ``SyncService.report`` gives.

    Args:
        report: Of a rehearsal, or of what was done.
        office: Who looks at the file.
        printed_at: When.
    """
    title = "同步文件预演报告" if report.rehearsal else "同步文件导入报告"
    blocks: list[Block] = [
        paragraph(title, _TITLE, Shape(Align.CENTRE, line=30, after=8)),
        *_facts(report, office, printed_at),
        *_notes(report.notes),
        _section("一、改动与合计"),
        _kinds(report),
        *_conflicts(report),
        *_held("三、不予采纳", report.refused, report.refused_count),
        *_held("四、暂存，等待后续文件", report.waiting, len(report.waiting)),
        Spacer(8),
        paragraph("经办人：　　　　　　　　　　日期：　　　　年　　月　　日", _BODY),
    ]
    return Document(
        title=f"{title} {report.sender} 第{report.number}号",
        blocks=tuple(blocks),
        setup=_SETUP,
        footer=PAGE_NUMBER,
        dated=printed_at.date(),
    )


def _counted(counts: Iterable[Count]) -> dict[str, int]:
    return {one.name: one.count for one in counts}


def _facts(report: ImportReport, office: str, printed_at: datetime) -> list[Paragraph]:
    state = "预演，没有写入任何数据" if report.rehearsal else "已导入"
    facts = (
        ("来自", file_text(report)),
        ("文件", report.path.name),
        ("本单位", office),
        ("状态", state),
        ("打印时间", f"{printed_at:%Y-%m-%d %H:%M}"),
    )
    return [paragraph(f"{key}：{value}", _BODY, Shape(line=_LINE)) for key, value in facts]


def _notes(notes: Sequence[str]) -> list[Paragraph]:
    shape = Shape(line=_LINE, before=4)
    return [paragraph(f"说明：{note}", _BODY, shape) for note in notes]


def _section(text: str) -> Paragraph:
    return paragraph(text, _SECTION, Shape(line=20, before=10, after=3, keep_next=True))


def _kinds(report: ImportReport) -> Table:
    rows = [_heads(_KIND_HEADS), *map(_kind, kind_lines(report))]
    if report.known:
        known = f"另有重复内容 {report.known} 段，本机已有，跳过。"
        cell = Cell((paragraph(known, _BODY, Shape(line=_LINE)),), span=len(_KIND_COLUMNS))
        rows.append(Row((cell,), _HEIGHT))
    return Table(_KIND_COLUMNS, tuple(rows), header_rows=1)


def _kind(line: KindLine) -> Row:
    changes = [str(count or "") for count in (line.new, line.changed, line.deleted)]
    totals = [
        "—" if count is None else str(count) for count in (line.before, line.after, line.there)
    ]
    return _row([line.name, *changes, *totals], Align.CENTRE)


def _conflicts(report: ImportReport) -> list[Block]:
    head = _section(_titled("二、需要人看一下", report.conflict_count, len(report.conflicts)))
    if not report.conflicts:
        return [head, _nothing()]
    kept = "将采用" if report.rehearsal else "已采用"
    rows = [_heads(("记录与项目", kept, "不采用")), *map(_conflict, report.conflicts)]
    return [head, Table(_CONFLICT_COLUMNS, tuple(rows), header_rows=1)]


def _conflict(row: ConflictRow) -> Row:
    what = f"{row.what}（{CONFLICT_NAMES[row.kind]}）"
    return _row([what, side_text(row.kept), side_text(row.lost)])


def _held(title: str, rows: Sequence[HeldRow], count: int) -> list[Block]:
    head = _section(_titled(title, count, len(rows)))
    if not rows:
        return [head, _nothing()]
    lines = [_heads(("内容", "原因", "来自"))]
    lines += [_row([row.what, row.why, row.by]) for row in rows]
    return [head, Table(_HELD_COLUMNS, tuple(lines), header_rows=1)]


def _titled(title: str, count: int, listed: int) -> str:
    cut = f"，下面列出前 {listed} 处" if listed < count else ""
    return f"{title}（{count}{cut}）"


def _nothing() -> Paragraph:
    return paragraph("没有。", _BODY, Shape(line=_LINE))


def _heads(words: Sequence[str]) -> Row:
    shape = Shape(Align.CENTRE, line=_LINE)
    return Row(tuple(Cell((paragraph(word, _HEAD, shape),)) for word in words), _HEIGHT)


def _row(words: Sequence[str], align: Align = Align.LEFT) -> Row:
    shape = Shape(align, line=_LINE)
    cells = (Cell((paragraph(word, _BODY, shape),), align=VerticalAlign.CENTRE) for word in words)
    return Row(tuple(cells), _HEIGHT)
