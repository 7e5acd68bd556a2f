"""One rater's points for everybody, keyed in or pasted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from jyguide.appraisal.kinds import SOURCE_NAMES, Source
from jyguide.appraisal.rows import RaterRow, ScoreSheet, SubjectRow
from jyguide.appraisal.score_table import read_points
from jyguide.appraisal.service.scores import Points, tidy_rater
from jyguide.documents.dates import tenths_cell
from ui.alerts import Alerts
from ui.secretary.appraisal.keying import KeyingDialog
from ui.theme import SPACE, scaled
from ui.widgets import DateField, make_label
from ui.widgets.adds import Adds
from ui.widgets.number_grid import NumberColumn

SheetWanted = Callable[[Source, str], None]
"""Called with source and rater; answered by `ScoresDialog.show_sheet`."""


@dataclass(frozen=True, slots=True)
class KeyedScores:
    """What the dialog gives: the sheet as it was read, and who has other points now."""

    sheet: ScoreSheet
    points: Points


class ScoresDialog(KeyingDialog):
    """Gives `KeyedScores`. Object names: `scores_dialog`, `source`, `rater`, `on`."""

    def __init__(
        self,
        people: Sequence[SubjectRow],
        raters: Sequence[RaterRow],
        state: tuple[Sequence[Source], date],
        ask: SheetWanted,
        over: tuple[Alerts, QWidget],
    ) -> None:
        """`state`: the sources that count, and today; `ask` for a sheet."""
        columns = (NumberColumn("得分", read_points, tenths_cell, Adds.MEAN),)
        super().__init__("录入得分", columns, people, over)
        self.setObjectName("scores_dialog")
        sources, self._today = state
        self._raters, self._ask = raters, ask
        self._sheet: ScoreSheet | None = None
        self._source = QComboBox()
        self._source.setObjectName("source")
        for one in sources:
            self._source.addItem(SOURCE_NAMES[one], one)
        self._rater = QComboBox(editable=True)
        self._rater.setObjectName("rater")
        self._rater.setMinimumWidth(scaled(220))
        self._on = DateField("on")
        self._on.set_day(self._today)
        self._on.setAccessibleName("评价日期")
        self._lay_out()
        self._source.currentIndexChanged.connect(self._take_source)
        self._rater.activated.connect(self._want)
        editor = self._rater.lineEdit()
        if editor is not None:
            editor.editingFinished.connect(self._want)
        self._take_source()

    def _lay_out(self) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self._source)
        row.addWidget(make_label("评价人", "key"))
        row.addWidget(self._rater, 1)
        row.addWidget(make_label("日期", "key"))
        row.addWidget(self._on)
        line.setFocusProxy(self._source)
        self.form.add("source", "来源", line, required=True)

    @property
    def source(self) -> Source:
        return Source(self._source.currentData())

    @property
    def rater(self) -> str:
        return tidy_rater(self._rater.currentText())

    def show_sheet(self, sheet: ScoreSheet) -> None:
        """Show what a rater gave, if he is still the one asked for."""
        if (sheet.source, sheet.rater) != (self.source, self.rater):
            return
        first, self._sheet = self._sheet is None, sheet
        if sheet.rated_on is not None:
            self._on.set_day(sheet.rated_on)
        self.show_values({key: (points,) for key, points in sheet.points.items()})
        if first and (sheet.rater or sheet.source is Source.COMPOSITE):
            self.grid.begin()
        elif first:
            self._rater.setFocus()

    @Slot()
    def _take_source(self) -> None:
        """Offer the raters there are in this source; the composite needs none."""
        composite = self.source is Source.COMPOSITE
        self._rater.clear()
        self._rater.addItems([one.rater for one in self._raters if one.source is self.source])
        if composite and self._rater.findText("") < 0:
            self._rater.insertItem(0, "")
        self._rater.setCurrentIndex(0 if self._rater.count() else -1)
        editor = self._rater.lineEdit()
        if editor is not None:
            hint = "可不填" if composite else "如 镇党委书记；一人一张"
            editor.setPlaceholderText(hint)
        self._want()

    @Slot()
    def _want(self, *_: object) -> None:
        if self._sheet is None or (self._sheet.source, self._sheet.rater) != (
            self.source,
            self.rater,
        ):
            self._ask(self.source, self.rater)

    @Slot()
    def _show_state(self) -> None:
        total = len(self.model.everything())
        changed = len(self.model.changed())
        faults = len(self.model.faults())
        wrong = f"，{faults} 行有问题" if faults else ""
        sheet = self._sheet
        whose = sheet is not None and bool(sheet.rater or sheet.source is Source.COMPOSITE)
        for field in (self._source, self._rater):  # one rater's points are not saved for another
            field.setEnabled(not (changed and whose))
        self.said.setText(
            f"已有得分 {total} 人，共 {len(self.model.rows)} 人；改动 {changed} 人{wrong}。"
        )

    @Slot()
    def _give(self) -> None:
        if not self.rater and self.source is not Source.COMPOSITE:
            self.said.setText("请先填写评价人，如“镇党委书记”；一人一张。")
            self._rater.setFocus()
            return
        sheet = self._sheet
        if sheet is None or (sheet.source, sheet.rater) != (self.source, self.rater):
            self._want()
            self.said.setText("评价人刚换过，请核对后再按一次保存。")
            return
        if faults := self.model.faults():
            self.refuse(f"{faults[0][0].fixed[-1]}：{faults[0][1]}。请改正后再保存。")
            return
        points = {key: values[0] for key, values in self.model.changed().items()}
        if not points:
            self.said.setText("没有改动。")
            return
        self.send(KeyedScores(replace(sheet, rated_on=self._on.day), points))
