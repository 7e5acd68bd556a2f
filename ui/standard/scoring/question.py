"""A criterion as it is asked: its text large, how to look, what it rests on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jyguide.documents.dates import date_text
from jyguide.standard.answering import points_text
from jyguide.standard.checklist import Basis, Criterion, Method
from jyguide.standard.kinds import ASPECT_NAMES, Verification
from jyguide.standard.rows import InspectionSheet, MeasureRow
from jyguide.standard.wording import method_text
from ui.theme import SPACE, Tone, scaled
from ui.widgets import Badge, Banner, make_label

_KEY_WIDTH = 76


class Question(QWidget):
    """Object names: `question`, `question_place`, `earlier`, `guide`, `evidence`, `method`."""

    def __init__(self) -> None:
        super().__init__()
        self._code = Badge("", Tone.NEUTRAL)
        self._points = Badge("", Tone.INFO)
        self._veto = Badge("一票否决", Tone.GOLD)
        self._place = make_label("", "small", "question_place")
        self._text = make_label("", "question", "question", wrap=True)
        self._earlier = Banner("", Tone.INFO)
        self._earlier.setObjectName("earlier")
        self._before = ""
        self._facts = FactLines(guide="检查方法", evidence="佐证材料", method="评分办法")
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        for part in (self._code, self._points, self._veto):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(head)
        layout.addWidget(self._text)
        layout.addWidget(self._earlier)
        layout.addWidget(self._facts)

    def show_criterion(self, sheet: InspectionSheet, criterion: Criterion, at: int) -> None:
        """Show this one; how it is scored is said only where the answers do not say it."""
        self._code.setText(f"{ASPECT_NAMES[criterion.aspect]}　{criterion.code}")
        self._points.setText(points_text(criterion.points))
        self._veto.setVisible(criterion.veto)
        self._place.setText(f"第 {at + 1} 条，共 {len(sheet.criteria)} 条")
        self._text.setText(criterion.text)
        before = _earlier(sheet, criterion)
        if before != self._before:
            self._earlier.say(before, Tone.INFO)
            self._before = before
        counted = criterion.method in (Method.DEDUCTION, Method.RATIO)
        self._facts.say(
            guide=criterion.guide,
            evidence="、".join(criterion.evidence),
            method=method_text(criterion) if counted else "",
        )


class FactLines(QWidget):
    """Keys and their values; those of which there is nothing to say are hidden."""

    def __init__(self, **words: str) -> None:
        """`words` are the keys by the object names of their values."""
        super().__init__()
        self._lines: dict[str, tuple[QLabel, QLabel]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.s)
        grid.setVerticalSpacing(SPACE.xs)
        grid.setColumnStretch(1, 1)
        for row, (name, word) in enumerate(words.items()):
            key, value = make_label(word, "key"), make_label("", "hint", name, wrap=True)
            key.setFixedWidth(scaled(_KEY_WIDTH))
            grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            self._lines[name] = key, value

    def say(self, **texts: str) -> None:
        """What each says now."""
        for name, text in texts.items():
            key, value = self._lines[name]
            value.setText(text)
            key.setHidden(not text)
            value.setHidden(not text)


def basis_text(criterion: Criterion) -> str:
    """What it rests on, a line each."""
    return "\n".join(map(_basis, criterion.basis))


def _basis(one: Basis) -> str:
    return f"{one.source}：{one.text}" if one.text else one.source


def _earlier(sheet: InspectionSheet, criterion: Criterion) -> str:
    """What a follow-up visit starts from."""
    before = sheet.earlier.get(criterion.code)
    if before is None or before.points is None:
        return ""
    said = f"上次 {points_text(before.points)}：{before.finding or '没有写明问题'}"
    measure = sheet.measures.get(criterion.code)
    return f"{said}\n{_measure(measure)}" if measure is not None else said


def _measure(row: MeasureRow) -> str:
    what = f"整改：{row.measure or '还没有定措施'}"
    who = f"（{row.owner}）" if row.owner else ""
    if row.done_on is None:
        due = f"，{date_text(row.due_on)} 前完成" if row.due_on else ""
        return f"{what}{who}{due}，还没有登记完成。"
    checked = "，已核验通过" if row.verification is Verification.PASSED else ""
    note = f"：{row.done_note}" if row.done_note else ""
    return f"{what}{who}，{date_text(row.done_on)} 完成{note}{checked}。"
