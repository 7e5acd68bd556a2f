"""Asked before ballots and count sheets are printed: which source votes, and on whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from jyguide.appraisal.kinds import BALLOT_SOURCES, SOURCE_NAMES, Source
from jyguide.appraisal.rows import SubjectRow
from ui.secretary.appraisal.keying import township_field
from ui.widgets.asking_dialog import AskingDialog

_BALLOT = "一张票上是选中镇街园区的全部书记。票都一样，不编号；打印一份，按应到人数复印。"
_COUNT = "唱票时每一批用一份，录入时照着填。"


class PaperDialog(AskingDialog):
    """Gives ``(source, people)``. Object names: `paper_dialog`, `source`, `township`."""

    def __init__(
        self, people: Sequence[SubjectRow], source: Source, parent: QWidget, *, count: bool
    ) -> None:
        title = "打印计票单" if count else "打印空白票"
        super().__init__(title, "预览", _COUNT if count else _BALLOT, parent)
        self.setObjectName("paper_dialog")
        self._people = people
        self._source = QComboBox()
        self._source.setObjectName("source")
        for one in BALLOT_SOURCES:
            self._source.addItem(SOURCE_NAMES[one], one)
        self._source.setCurrentIndex(self._source.findData(source))
        self._township = township_field(people)
        self.form.add("source", "来源", self._source)
        self.form.add("township", "镇街园区", self._township)

    @Slot()
    def _confirm(self) -> None:
        town = self._township.currentData()
        people = [one for one in self._people if town in (None, one.township)]
        self.send((Source(self._source.currentData()), people))
