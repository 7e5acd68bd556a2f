"""The columns of branches and of returned forms, and how their states look."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.documents.dates import tenths_cell
from jyguide.standard.form_plan import FATE_NAMES, FormFate, PlannedForm
from jyguide.standard.form_state import FORM_STATE_NAMES, FormStanding, FormState
from jyguide.standard.kinds import BRANCH_KIND_NAMES
from ui.standard.townships import TOWNSHIP
from ui.theme import Tone
from ui.widgets import RIGHT, Column

STATE_TONES = {
    FormState.UNSENT: Tone.NEUTRAL,
    FormState.SENT: Tone.INFO,
    FormState.PROBLEMS: Tone.WARN,
    FormState.RECEIVED: Tone.INFO,
    FormState.DONE: Tone.GOOD,
}
_ORDER = list(FormState)
_FATE_TONES = {
    FormFate.COMPLETE: Tone.GOOD,
    FormFate.DRAFT: Tone.WARN,
    FormFate.REFUSED: Tone.BAD,
}


def state_text(row: FormStanding) -> str:
    """Such as 已发."""
    return FORM_STATE_NAMES[row.state]


def kind_text(row: FormStanding) -> str:
    """Such as 社区."""
    return BRANCH_KIND_NAMES[row.branch.kind]


def standing_columns() -> list[Column[FormStanding]]:
    """Left to right."""
    return [
        Column(TOWNSHIP, lambda row: row.branch.township, _position, width=96),
        Column("党支部", lambda row: row.branch.name, _position, width=228, tip=_name),
        Column("类型", kind_text, width=112),
        Column(
            "状态",
            state_text,
            lambda row: _ORDER.index(row.state),
            width=88,
            tone=lambda row: STATE_TONES[row.state],
        ),
        Column("得分", _points, _order, RIGHT, 80),
        Column("自查人", lambda row: row.inspector, width=96, names=True),
        Column("收表时间", lambda row: f"{row.at:%Y-%m-%d %H:%M}" if row.at else "", width=144),
        Column("说明", lambda row: row.remark, width=192, tip=lambda row: row.remark),
    ]


def _position(row: FormStanding) -> int:
    return row.branch.position


def _name(row: FormStanding) -> str:
    return row.branch.name


def _order(row: FormStanding) -> int | None:
    return None if row.state is FormState.PROBLEMS else row.points


def _points(row: FormStanding) -> str:
    """Nothing while something is missing: of half a sheet they would say too much."""
    points = _order(row)
    return tenths_cell(points)


@dataclass(frozen=True, slots=True)
class FormLine:
    """A returned form in the preview; `at` is its place in the plan."""

    at: int
    form: PlannedForm

    @property
    def said(self) -> str:
        """The first sentence, and how many more there are."""
        sentences = self.form.sentences
        if not sentences:
            return "没有问题"
        more = f"　等 {len(sentences)} 条" if len(sentences) > 1 else ""
        return f"{sentences[0]}{more}"

    @property
    def fate(self) -> str:
        """What it becomes if it is taken."""
        if self.form.fate is not FormFate.REFUSED and self.form.replaces is not None:
            return "更正" if self.form.fate is FormFate.COMPLETE else "更正，要补充"
        if self.form.doubt and self.form.fate is not FormFate.REFUSED:
            return "待确认"
        return FATE_NAMES[self.form.fate]

    @property
    def tone(self) -> Tone:
        """How its fate looks."""
        doubtful = self.form.doubt and self.form.fate is not FormFate.REFUSED
        return Tone.WARN if doubtful else _FATE_TONES[self.form.fate]


def form_columns() -> list[Column[FormLine]]:
    """Left to right, after the box."""
    return [
        Column("文件", lambda line: line.form.file.name, width=248, tip=_file),
        Column("党支部", _branch, width=184),
        Column("得分", _form_points, _sorted_points, RIGHT, 72),
        Column("结果", lambda line: line.fate, width=96, tone=lambda line: line.tone),
        Column("说明", lambda line: line.said, width=360, tip=lambda line: line.said),
    ]


def _file(line: FormLine) -> str:
    return str(line.form.file)


def _branch(line: FormLine) -> str:
    return line.form.branch.name if line.form.branch else "—"


def _form_points(line: FormLine) -> str:
    return tenths_cell(line.form.judged.tally.total) if line.form.judged else ""


def _sorted_points(line: FormLine) -> int | None:
    return line.form.judged.tally.total if line.form.judged else None
