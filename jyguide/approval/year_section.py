"""Whom may we approve to take post: that half of the answer a year's report gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jyguide.approval.gate import GATE_NAMES, State
from jyguide.approval.row import StandingRow
from jyguide.approval.step import SubmissionKind
from jyguide.documents.section import ReportSection
from jyguide.people.row import INSTRUCTOR_KIND_NAMES

_RENEWED = frozenset({State.RENEWAL_DUE, State.EXPIRED})
_UNDER_WAY = frozenset({State.CANDIDATE, State.TRAINED, State.PASSED})
_HEADS = ("姓名", "指导站", "类别", "能否批复", "说明")
_READY, _WAITING, _RENEWABLE, _LACKING = "可以上报", "等待批复", "可以上报续聘", "续聘条件不全"
_ORDER = (_WAITING, _READY, _RENEWABLE, _LACKING)


def approval_section(rows: Iterable[StandingRow]) -> ReportSection:
    """Who waits for approval, who is ready to be submitted, whose renewal is due.

    Those still on the way are counted by what each lacks first.
    """
    listed, lacking = [], Counter[str]()
    for row in rows:
        answer, why = _answer(row)
        if answer:
            kind = INSTRUCTOR_KIND_NAMES.get(row.kind, "")
            listed.append((row.person.name, row.station, kind, answer, why))
        elif row.standing.state in _UNDER_WAY and row.standing.lacks:
            lacking[GATE_NAMES[row.standing.lacks[0].gate]] += 1
    listed.sort(key=lambda one: _ORDER.index(one[3]))
    return ReportSection("批复上岗", _HEADS, tuple(listed), (10, 12, 8, 14, 60), _note(lacking))


def _answer(row: StandingRow) -> tuple[str, str]:
    state = row.standing.state
    if state is State.SUBMITTED:
        return _WAITING, row.standing.remark
    if state in _RENEWED:
        return _renewal(row)
    if state is State.PASSED and not row.lacks_for(SubmissionKind.FIRST):
        return _READY, "统一培训、统一考试都已完成，可以列入上报名单"
    return "", ""


def _renewal(row: StandingRow) -> tuple[str, str]:
    if row.open_name is not None:
        return _WAITING, row.standing.remark
    lacks = row.lacks_for(SubmissionKind.RENEWAL)
    if lacks:
        return _LACKING, f"缺：{'、'.join(one.lack for one in lacks)}"
    until = row.standing.appointment and row.standing.appointment.valid_until
    return _RENEWABLE, f"任期至 {until}，续聘前培训已完成" if until else "续聘前培训已完成"


def _note(lacking: Counter[str]) -> str:
    if not lacking:
        return ""
    said = "，".join(f"缺{name} {count} 人" for name, count in lacking.items())
    return f"另有 {lacking.total()} 人条件还不全，按各人缺的第一项：{said}。"
