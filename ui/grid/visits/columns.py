"""How shares, targets and contacts read in a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.grid.kinds import TARGET_KIND_NAMES, VISIT_WAY_NAMES
from jyguide.grid.visit_due import Standing
from jyguide.grid.visit_rows import Share, TargetLine, VisitOverview, VisitRow, left_text
from jyguide.masking import numbers_masked
from ui.theme import Tone
from ui.widgets import Column

_TONES = {
    Standing.DONE: Tone.GOOD,
    Standing.DUE: Tone.NEUTRAL,
    Standing.OVERDUE: Tone.WARN,
    Standing.NOT_ASKED: Tone.NEUTRAL,
}
_MARKS = {
    Standing.DONE: "good",
    Standing.DUE: "clock",
    Standing.OVERDUE: "warning",
    Standing.NOT_ASKED: "",
}


def share_columns(told: VisitOverview | None = None) -> Sequence[Column[Share]]:
    """Of vanguard members; what is left is said in words, not as a share."""

    def left(share: Share) -> str:
        if told is None:
            return ""
        return left_text(told.kind, share.left, overdue=told.overdue)

    def tone(share: Share) -> Tone:
        if told is None or not share.left:
            return Tone.GOOD
        return Tone.WARN if told.overdue else Tone.NEUTRAL

    return (
        Column(
            "先锋党员",
            lambda share: share.name,
            width=112,
            tip=lambda share: share.name,
            names=True,
        ),
        Column("情况", left, sort_key=lambda share: share.left, width=124, tone=tone),
        Column("村（社区）", _village, width=92, tip=_village),
        Column("网格", lambda share: share.place.short, width=84, tip=_short),
    )


def target_columns() -> Sequence[Column[TargetLine]]:
    """Of targets."""
    return (
        Column("姓名", lambda line: line.name, width=104, tip=lambda line: line.name, names=True),
        Column(
            "情况",
            lambda line: line.state,
            width=124,
            tone=lambda line: _TONES[line.standing],
            mark=lambda line: _MARKS[line.standing],
        ),
        Column(
            "上次",
            lambda line: _day(line.last_on),
            sort_key=lambda line: line.last_on,
            width=100,
        ),
        Column("地址", _address, width=120, tip=_address),
        Column(
            "联系人", lambda line: line.holder, width=90, tip=lambda line: line.holder, names=True
        ),
        Column(
            "网格", lambda line: line.place.label, width=160, tip=lambda line: line.place.label
        ),
    )


def tick_columns() -> Sequence[Column[TargetLine]]:
    """Of targets of one vanguard member, to be ticked."""
    name, *more = (one for one in target_columns() if one.title not in ("联系人", "网格"))
    kind = Column[TargetLine]("类别", lambda line: TARGET_KIND_NAMES[line.kind], width=64)
    return (name, kind, *more)


def visit_columns() -> Sequence[Column[VisitRow]]:
    """Of contacts that are kept."""
    return (
        Column("日期", lambda row: _day(row.on), width=104),
        Column("姓名", lambda row: row.target, width=104, names=True),
        Column("方式", lambda row: VISIT_WAY_NAMES[row.way], width=88),
        Column("走访人", lambda row: row.holder, width=96, names=True),
        Column("情况", _note, width=240, tip=_note),
    )


def target_search(line: TargetLine) -> str:
    """What finds a target besides what its line shows."""
    return f"{line.code}\n{line.address}\n{line.place.label}"


def _address(line: TargetLine) -> str:
    return numbers_masked(line.address)


def _note(row: VisitRow) -> str:
    return numbers_masked(row.note)


def _village(share: Share) -> str:
    return share.place.village


def _short(share: Share) -> str:
    return share.place.label


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""
