"""The line above the calendar: which year, seen from which side, and whose lines are shown."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QSizePolicy, QWidget

from jyguide.openness.calendar import PostPlace
from jyguide.openness.calendar import Slot as Posted
from jyguide.openness.item import ItemRow
from jyguide.openness.kinds import PERIOD_NAMES, PLACE_KIND_NAMES
from jyguide.openness.notice_year import CalendarYear
from ui.openness.calendar.grid import Line
from ui.theme import SPACE, scaled
from ui.widgets.elided_combo import ElidedCombo, ElidedLine

_YEARS_BACK = 5
_BY_ITEM, _BY_PLACE = "item", "place"
_LEAST, _MOST = 130, 560


class YearBar(QWidget):
    """Object names: `calendar_year`, `view_by`, `view_of`, `view_township`."""

    year_changed = Signal()
    view_changed = Signal()

    def __init__(self, this_year: int) -> None:
        super().__init__()
        self._year: CalendarYear | None = None
        self._last: dict[bool, object] = {}
        self.year = _combo("calendar_year", "年份")
        for year in range(this_year + 1, this_year - _YEARS_BACK, -1):
            self.year.addItem(f"{year} 年", year)
        self.year.setCurrentIndex(1)
        self.by = _combo("view_by", "怎样看")
        self.by.addItem("按公开事项看", _BY_ITEM)
        self.by.addItem("按村（社区）看", _BY_PLACE)
        self.of = _searched_combo("view_of", "哪一个")
        self.township = _combo("view_township", "镇街")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(SPACE.s)
        for widget in (self.year, self.by, self.township):
            self.row.addWidget(widget)
        self.row.insertWidget(2, self.of, 1)
        self.row.addStretch()
        self.year.currentIndexChanged.connect(self.year_changed)
        self.by.currentIndexChanged.connect(self._offer)
        self.of.currentIndexChanged.connect(self._choose)
        self.township.currentIndexChanged.connect(self.view_changed)

    @property
    def chosen_year(self) -> int:
        """The year to be shown."""
        return int(self.year.currentData())

    @property
    def by_item(self) -> bool:
        """Whether each line is a place."""
        return bool(self.by.currentData() == _BY_ITEM)

    def show_year(self, year: CalendarYear) -> None:
        """Offer what a year has; what was chosen stays."""
        self._year = year
        names = list(dict.fromkeys(one.township for one in year.places if one.township))
        self.township.blockSignals(True)  # noqa: FBT003 - Qt's
        kept = self.township.currentData()
        self.township.clear()
        self.township.addItem("全部镇街", "")
        for name in names:
            self.township.addItem(name, name)
        self.township.setCurrentIndex(max(self.township.findData(kept), 0))
        self.township.blockSignals(False)  # noqa: FBT003 - Qt's
        self.township.setVisible(len(names) > 1 and self.by_item)
        self._offer()

    def lines(self) -> tuple[str, list[Line]]:
        """The head of the first column, and the lines to be shown."""
        year, key = self._year, self.of.currentData()
        if year is None or key is None:
            return "", []
        if self.by_item:
            return "村（社区）", self._place_lines(year, key)
        return "公开事项", self._item_lines(year, key)

    def _place_lines(self, year: CalendarYear, key: object) -> list[Line]:
        item = next((one for one in year.items if one.id == key), None)
        wanted = str(self.township.currentData() or "")
        if item is None:
            return []
        slots: defaultdict[object, list[Posted]] = defaultdict(list)
        for one in year.of_item(key):
            slots[one.place.key].append(one)
        return [
            Line(place.key, place.name, f"{place.township}　{place.name}", tuple(slots[place.key]))
            for place in year.places
            if _asks(item, place) and wanted in ("", place.township)
        ]

    def _item_lines(self, year: CalendarYear, key: object) -> list[Line]:
        place = next((one for one in year.places if one.key == key), None)
        if place is None:
            return []
        slots: defaultdict[object, list[Posted]] = defaultdict(list)
        for one in year.of_place(key):
            slots[one.item.id].append(one)
        return [
            Line(item.id, item.facts.name, item.facts.name, tuple(slots[item.id]))
            for item in year.items
            if _asks(item, place) and (slots[item.id] or item.running)
        ]

    @Slot()
    def _choose(self) -> None:
        """Each of the two sides remembers what it was of."""
        self._last[self.by_item] = self.of.currentData()
        self._show_beginning()
        self.view_changed.emit()

    @Slot()
    def _offer(self) -> None:
        if self._year is None:
            return
        kept = self._last.get(self.by_item)
        self.of.blockSignals(True)  # noqa: FBT003 - Qt's
        self.of.clear()
        for text, key in self._choices(self._year):
            self.of.addItem(text, key)
        self.of.setCurrentIndex(place_of(self.of, kept))
        self._show_beginning()
        self.of.blockSignals(False)  # noqa: FBT003 - Qt's
        self.township.setVisible(self.township.count() > 2 and self.by_item)  # noqa: PLR2004
        self.view_changed.emit()

    def _show_beginning(self) -> None:
        """Of a name too long for its field the beginning tells more than the end."""
        field = self.of.lineEdit()
        if field is not None:
            field.setCursorPosition(0)

    def _choices(self, year: CalendarYear) -> list[tuple[str, object]]:
        if not self.by_item:
            return [(f"{one.name}　{one.township}".strip(), one.key) for one in year.places]
        kinds = {place.kind for place in year.places}
        return [
            (_item_text(one), one.id)
            for one in year.items
            if one.running and one.facts.place_kind in kinds
        ]


def place_of(combo: QComboBox, key: object) -> int:
    """Where a key stands, or 0; Qt itself tells equal keys of two readings apart."""
    return next((at for at in range(combo.count()) if combo.itemData(at) == key), 0)


def _asks(item: ItemRow, place: PostPlace) -> bool:
    mine = item.station_id in (None, place.station_id)
    return mine and item.facts.place_kind is place.kind


def _item_text(item: ItemRow) -> str:
    facts = item.facts
    kind = PLACE_KIND_NAMES[facts.place_kind]
    return f"{facts.name}（{kind}，{PERIOD_NAMES[facts.period]}）"


def _combo(name: str, label: str) -> QComboBox:
    made = ElidedCombo()
    made.setObjectName(name)
    made.setAccessibleName(label)
    return made


def _searched_combo(name: str, label: str) -> ElidedCombo:
    """One of hundreds: what is typed narrows the list, wherever in a name it stands."""
    made = ElidedCombo()
    made.setObjectName(name)
    made.setAccessibleName(label)
    made.setEditable(True)
    made.setLineEdit(ElidedLine())
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.setMinimumWidth(_LEAST)
    made.setMaximumWidth(scaled(_MOST))
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    completer = made.completer()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return made
