"""The lines and the quota tried out: names move from list to list as they are dragged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from jyguide.appraisal.kinds import GRADE_NAMES, Grade, grade_word
from jyguide.appraisal.lists import ListMove
from jyguide.appraisal.rating import Rated, Standing
from jyguide.appraisal.scheme import LINE_GRADES, SCALE, Scheme
from jyguide.documents.dates import tenths_cell
from jyguide.ids import AppraisalSubjectId
from jyguide.quota import TIES_NAMES, Ties
from ui.secretary.appraisal.words import TONES
from ui.theme import SPACE, Tone, scaled
from ui.widgets import RIGHT, Card, Column, make_label
from ui.widgets.line_axis import AxisLists, LineAxis
from ui.widgets.name_columns import NameColumns, NameRows

_LISTS = AxisLists(tuple(Grade), GRADE_NAMES, TONES, Grade.EXCELLENT, "人", "人")
_TENTH, _NONE, _WHOLE = 10, -1, 100
Moves = Mapping[AppraisalSubjectId, ListMove]


@dataclass(frozen=True, slots=True)
class NamedStanding:
    """A secretary in a column, and where he stood by the scheme that is saved."""

    standing: Standing
    move: ListMove | None = None


class Sandbox(QWidget):
    """Object names: `appraisal_axis`, `line_<list>`, `excellent_quota`, `list_<list>`."""

    changed = Signal(object)
    """A `Scheme` to be tried, sound or not."""
    picked = Signal(object)
    """A `Standing`."""

    def __init__(self) -> None:
        super().__init__()
        self._scheme = Scheme()
        self.axis = LineAxis("appraisal_axis", _LISTS)
        self._lines = {one: _line_field(one) for one in LINE_GRADES}
        self._quota = _quota_field()
        self.columns: NameColumns[NamedStanding] = NameColumns(GRADE_NAMES, TONES, _rows())
        self._arrange()
        self.axis.moved.connect(self._take_lines)
        for field in self._lines.values():
            field.valueChanged.connect(self._take)
        self._quota.valueChanged.connect(self._take)
        self.columns.picked.connect(self._pick)

    @property
    def scheme(self) -> Scheme:
        """What is being tried."""
        return self._scheme

    def show_scheme(self, scheme: Scheme) -> None:
        """Fill the fields; nobody is told."""
        self._scheme = scheme
        for one, field in self._lines.items():
            with QSignalBlocker(field):
                field.setValue(scheme.lines[one] / _TENTH)
        with QSignalBlocker(self._quota):
            none = scheme.excellent_quota is None
            self._quota.setValue(_NONE if none else scheme.excellent_quota or 0)

    def show_lists(self, rated: Rated, moves: Moves, chosen: AppraisalSubjectId | None) -> None:
        """Show who stands where by the scheme that is tried."""
        points = [
            (one.points, one.grade)
            for one in rated.standings
            if one.points is not None and one.grade is not None
        ]
        self.axis.show_lists(points, rated.scheme.lines)
        rows = {
            grade: [NamedStanding(one, moves.get(one.subject.id)) for one in rated.on(grade)]
            for grade in Grade
        }
        quota = rated.quota
        notes = {Grade.EXCELLENT: f"名额 {quota.places} 人"} if quota is not None else {}
        self.columns.show_rows(rows, notes, chosen)

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.s)
        for grade, line in self._lines.items():
            bar.addWidget(make_label(f"{GRADE_NAMES[grade]}线", "key"))
            bar.addWidget(line)
        bar.addWidget(make_label("优秀名额", "key"))
        bar.addWidget(self._quota)
        bar.addStretch()
        board = Card()
        board.body.addWidget(self.axis)
        board.body.addLayout(bar)
        outer = board.layout()
        if outer is not None:
            outer.setContentsMargins(SPACE.m, SPACE.s, SPACE.m, SPACE.s)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(board)
        column.addWidget(self.columns, 1)

    @Slot(object)
    def _take_lines(self, lines: Mapping[Grade, int]) -> None:
        self.show_scheme(replace(self._scheme, lines=dict(lines)))
        self.changed.emit(self._scheme)

    @Slot()
    def _take(self) -> None:
        quota = self._quota.value()
        self._scheme = replace(
            self._scheme,
            lines={one: round(field.value() * _TENTH) for one, field in self._lines.items()},
            excellent_quota=None if quota == _NONE else quota,
        )
        self.changed.emit(self._scheme)

    @Slot(object)
    def _pick(self, row: NamedStanding) -> None:
        self.picked.emit(row.standing)


def points_field(name: str, said: str) -> QDoubleSpinBox:
    """A field for points from 0 to 100 with one decimal."""
    field = QDoubleSpinBox()
    field.setObjectName(name)
    field.setAccessibleName(said)
    field.setRange(0, SCALE / _TENTH)
    field.setDecimals(1)
    field.setSingleStep(0.5)
    field.setAccelerated(True)
    field.setKeyboardTracking(False)
    field.setMinimumWidth(scaled(88))
    return field


def percent_field(name: str, said: str, *, none: str = "") -> QSpinBox:
    """A field for per cent; with `none` it can be left open, and says so."""
    field = QSpinBox()
    field.setObjectName(name)
    field.setAccessibleName(said)
    field.setRange(_NONE if none else 0, _WHOLE)
    field.setSuffix("%")
    field.setKeyboardTracking(False)
    field.setMinimumWidth(scaled(88))
    if none:
        field.setSpecialValueText(none)
    return field


def ties_field() -> QComboBox:
    """What becomes of equal points at the line of the quota."""
    field = QComboBox()
    field.setObjectName("ties")
    field.setAccessibleName("名额边上同分")
    for each in Ties:
        field.addItem(TIES_NAMES[each], each)
    return field


def _line_field(grade: Grade) -> QDoubleSpinBox:
    return points_field(f"line_{grade.value}", f"{GRADE_NAMES[grade]}线，分")


def _quota_field() -> QSpinBox:
    return percent_field("excellent_quota", "优秀名额，占有结果人数", none="不限")


def _rows() -> NameRows[NamedStanding]:
    columns = (
        Column[NamedStanding]("姓名", _name, tip=_tip, width=110, names=True),
        Column[NamedStanding]("得分", _points, _points_key, RIGHT, 60),
        Column[NamedStanding]("原名单", _move, tone=_move_tone, width=84),
    )
    return NameRows(
        columns,
        key=lambda row: row.standing.subject.id,
        moved=lambda row: row.move is not None,
        search=lambda row: " ".join(
            (
                row.standing.subject.township,
                row.standing.subject.organisation,
                row.standing.subject.search,
            )
        ),
        unit="人",
    )


def _name(row: NamedStanding) -> str:
    return f"{'✎ ' if row.standing.subject.override else ''}{row.standing.subject.name}"


def _points(row: NamedStanding) -> str:
    points = row.standing.points
    return tenths_cell(points) if points is not None else ""


def _points_key(row: NamedStanding) -> int | None:
    return row.standing.points


def _tip(row: NamedStanding) -> str:
    one = row.standing.subject
    decided = "　人工调整" if one.override is not None else ""
    return f"{one.township}　{one.organisation}　{one.name}　{_points(row)}{decided}"


def _move(row: NamedStanding) -> str:
    if row.move is None:
        return ""
    return f"{'↑' if row.move.up else '↓'} {grade_word(row.move.before)}"


def _move_tone(row: NamedStanding) -> Tone:
    if row.move is None:
        return Tone.NEUTRAL
    return Tone.GOOD if row.move.up else Tone.WARN
