"""The columns of the branches of a round."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from jyguide.documents.dates import date_text, tenths_cell
from jyguide.standard.branch_line import BranchLine
from jyguide.standard.kinds import (
    BRANCH_KIND_NAMES,
    PHASE_NAMES,
    RATING_NAMES,
    BranchKind,
    Phase,
    Rating,
)
from ui.standard.townships import TOWNSHIP
from ui.theme import Tone
from ui.widgets import RIGHT, Column

_RATING_TONES = {
    Rating.MODEL: Tone.GOLD,
    Rating.EXCELLENT: Tone.GOOD,
    Rating.QUALIFIED: Tone.NEUTRAL,
    Rating.UNQUALIFIED: Tone.BAD,
}
_SHORT_KINDS = {
    BranchKind.VILLAGE: "村",
    BranchKind.COMMUNITY: "社区",
    BranchKind.TWO_NEW: "两新",
    BranchKind.OFFICE: "机关",
}
_FAR_APART = "各阶段得分相差较大，请到“互查与抽查”里对比"


def branch_columns() -> list[Column[BranchLine]]:
    """Left to right, the phases in their order."""
    return [
        Column(TOWNSHIP, lambda line: line.branch.township, _position, width=84, tip=_station_tip),
        Column(
            "党支部",
            _name_text,
            _position,
            width=152,
            tip=_name_tip,
            tone=lambda line: Tone.QUIET if line.left else Tone.NEUTRAL,
        ),
        Column("类型", lambda line: _SHORT_KINDS[line.branch.kind], width=52),
        _points(Phase.SELF_INSPECTION, "自查"),
        Column(
            "整改",
            _measures_text,
            _measures_key,
            width=88,
            tone=_measures_tone,
            tip=_measures_tip,
        ),
        _points(Phase.CROSS_INSPECTION, "互查"),
        _points(Phase.SPOT_ACCEPTANCE, "抽查"),
        Column(
            "差距",
            _gap_text,
            lambda line: line.gap,
            RIGHT,
            64,
            tone=lambda line: Tone.WARN if line.far_apart else Tone.NEUTRAL,
            mark=lambda line: "warning" if line.far_apart else "",
            tip=lambda line: _FAR_APART if line.far_apart else "",
        ),
        Column("名单", _rating_text, _rating_key, width=60, tone=_rating_tone),
        Column("检查员", _inspector_text, width=72, tip=_inspector_text, names=True),
    ]


def kind_of(line: BranchLine) -> str:
    """To narrow by."""
    return _kind_text(line)


def _points(phase: Phase, title: str) -> Column[BranchLine]:
    text: Callable[[BranchLine], str] = partial(_points_text, phase)
    return Column(
        title, text, lambda line: line.points(phase), RIGHT, 60,
        tone=partial(_points_tone, phase), tip=partial(_points_tip, phase),
        mark=lambda line: "bad" if _vetoed(phase, line) else "",
    )  # fmt: skip


def _points_text(phase: Phase, line: BranchLine) -> str:
    points = line.points(phase)
    if points is not None:
        return tenths_cell(points)
    return "待评" if phase in line.open else ""


def _points_tone(phase: Phase, line: BranchLine) -> Tone:
    if _vetoed(phase, line):
        return Tone.BAD
    return Tone.INFO if line.points(phase) is None else Tone.NEUTRAL


def _points_tip(phase: Phase, line: BranchLine) -> str:
    scored, begun = line.scored.get(phase), line.open.get(phase)
    said = []
    if scored is not None and scored.inspector:
        said.append(f"{PHASE_NAMES[phase]}：{scored.inspector}")
    if scored is not None and scored.vetoes:
        said.append(f"一票否决项没有做到：{'、'.join(scored.vetoes)}")
    if begun is not None:
        due = f"，{date_text(begun.due_on)}前完成" if begun.due_on else ""
        said.append(f"{begun.inspector or '还没有指定检查员'}{due}，还没有完成")
    return "\n".join(said)


def _vetoed(phase: Phase, line: BranchLine) -> bool:
    scored = line.scored.get(phase)
    return scored is not None and bool(scored.vetoes)


def _position(line: BranchLine) -> int:
    return line.branch.position


def _station_tip(line: BranchLine) -> str:
    return f"{line.branch.station}指导站" if line.branch.station else "市级"


def _kind_text(line: BranchLine) -> str:
    return BRANCH_KIND_NAMES[line.branch.kind]


def _name_text(line: BranchLine) -> str:
    return f"{line.branch.name}（已退出）" if line.left else line.branch.name


def _name_tip(line: BranchLine) -> str:
    name = line.branch.name
    if line.branch.left_on is None:
        return name
    return f"{name}\n{date_text(line.branch.left_on)}退出本轮：{line.branch.left_reason}"


def _measures_text(line: BranchLine) -> str:
    count = line.measures
    if count.overdue:
        return f"{count.open} 超期{count.overdue}"
    if count.open:
        return str(count.open)
    return "已完成" if count.total else ""


def _measures_tip(line: BranchLine) -> str:
    count = line.measures
    if not count.total:
        return ""
    return (
        f"整改措施 {count.total} 项：没有完成 {count.open} 项（其中超期 {count.overdue} 项），"
        f"核验通过 {count.passed} 项"
    )


def _measures_key(line: BranchLine) -> tuple[int, int] | None:
    count = line.measures
    return (count.overdue, count.open) if count.total else None


def _measures_tone(line: BranchLine) -> Tone:
    if line.measures.overdue:
        return Tone.BAD
    return Tone.NEUTRAL if line.measures.open else Tone.GOOD


def _inspector_text(line: BranchLine) -> str:
    for found in (line.scored, line.open):
        if Phase.CROSS_INSPECTION in found:
            return found[Phase.CROSS_INSPECTION].inspector
    return ""


def _gap_text(line: BranchLine) -> str:
    return tenths_cell(line.gap)


def _rating_text(line: BranchLine) -> str:
    return "" if line.rating is None else RATING_NAMES[line.rating]


def _rating_key(line: BranchLine) -> int | None:
    return None if line.rating is None else list(Rating).index(line.rating)


def _rating_tone(line: BranchLine) -> Tone:
    return Tone.NEUTRAL if line.rating is None else _RATING_TONES[line.rating]
