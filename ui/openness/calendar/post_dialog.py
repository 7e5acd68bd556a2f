"""Noting down what was posted: one matter, one period, any number of places at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from jyguide.ids import OpennessItemId, OrganisationId
from jyguide.openness.calendar import PostPlace
from jyguide.openness.calendar_period import period_of, period_text, spans
from jyguide.openness.item import ItemRow, rule_sentence
from jyguide.openness.kinds import PLACE_KIND_NAMES, Period
from jyguide.openness.notice import NoticeFacts, notice_problems
from jyguide.openness.notice_year import CalendarYear
from ui.openness.calendar.dialogs import PRIVACY, text_field
from ui.openness.calendar.year_bar import place_of
from ui.theme import SPACE
from ui.widgets import Column, DateField, EmptyText
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.elided_combo import ElidedCombo
from ui.widgets.optional_day import OptionalDay
from ui.widgets.tick_table import TickTable, TickWords

_WORDS = TickWords("处", "搜索村、社区", "村和社区列表，空格键勾选")
_NOBODY = EmptyText("没有适用的村（社区）", "先在“组织”里录入村和社区。")
_LIST_SIZE = QSize(460, 420)
"""Ten lines of places beside the rest of the form."""
_MOST_HIGH = 400
_USUAL_PLACE = "公开栏"


class PostDialog(AskingDialog):
    """Gives ``(item id, [organisation ids], NoticeFacts)``.

    Object names: `post_dialog`, `item`, `period`, `subject`, `happened_on`, those of
    `TickTable`, `text`, `posted_on`, `place`.
    """

    def __init__(self, year: CalendarYear, today: date, parent: QWidget) -> None:
        super().__init__(
            "登记公布", "登记", "一个事项、一期，可以一次登记几个村（社区）。", parent
        )
        self.setObjectName("post_dialog")
        self.setMinimumWidth(1240)
        self._year, self._today = year, today
        self._items: dict[OpennessItemId, ItemRow] = {
            one.id: one for one in year.items if one.running
        }
        self._kept: set[OrganisationId] = set()
        self._make_fields()
        self._lay_out()
        self.item.currentIndexChanged.connect(self._change_item)
        self.period.currentIndexChanged.connect(self._list_places)
        self._change_item()

    def begin_with(
        self, item: object, period: str, places: Sequence[object], month: int = 0
    ) -> None:
        """Fill in what is known already.

        Args:
            item: Key of the matter.
            period: Key of its period, or "".
            places: Keys of the places to tick.
            month: In which something posted at once happened, where no day is known.
        """
        self.item.setCurrentIndex(place_of(self.item, item))
        if period:
            self.period.setCurrentIndex(place_of(self.period, period))
        elif month:
            self.happened_on.set_day(min(date(self._year.year, month, 1), self._today))
        self.places.show_rows(self._fitting(), lambda place: place.key in places)
        self.text.setFocus()

    def _make_fields(self) -> None:
        self.item = ElidedCombo()
        self.item.setObjectName("item")
        for one in self._items.values():
            kind = PLACE_KIND_NAMES[one.facts.place_kind]
            self.item.addItem(f"{one.facts.name}（{kind}）", one.id)
        self.period = QComboBox()
        self.period.setObjectName("period")
        self.subject = QLineEdit(placeholderText="例如：村道拓宽占用承包地")
        self.subject.setObjectName("subject")
        self.happened_on = DateField("happened_on")
        self.happened_on.set_day(self._today)
        columns: list[Column[PostPlace]] = [
            Column("村（社区）", _name, width=170, tip=_name),
            Column("镇街", lambda place: place.township, width=92),
            Column("情况", self._kept_word, width=66),
        ]
        self.places: TickTable[PostPlace] = TickTable(
            columns, lambda place: place.key, self._may, _NOBODY, None, words=_WORDS
        )
        self.places.setMinimumSize(_LIST_SIZE)
        self.text = text_field("text", "")
        self.text.setMaximumHeight(_MOST_HIGH)  # it takes what the list beside it leaves
        self.posted_on = OptionalDay("posted_on", "公布日期", self._today)
        self.posted_on.set_day(self._today)
        self.posted_on.setToolTip("还没有贴出的，不勾选，先存为草稿打印")
        self.place = QLineEdit(_USUAL_PLACE)
        self.place.setObjectName("place")

    def _lay_out(self) -> None:
        add = self.form.add
        self._item_row = add("item", "公开事项", self.item, required=True)
        self._period_row = add("period", "所属期", self.period, required=True)
        self._subject_row = add("subject", "具体事项", self.subject, required=True)
        self._day_row = add("happened_on", "发生日期", self.happened_on, required=True)
        add("text", "公开内容", self.text, hint=PRIVACY)
        add("posted_on", "公布日期", self.posted_on)
        add("place", "公布地点", self.place)
        places = add("places", "村（社区）", self.places, required=True)
        self._put_beside(places)

    def _put_beside(self, places: QWidget) -> None:
        """Beneath the form a list of thirty would have three lines on a small screen."""
        layout = self.layout()
        layout.removeWidget(self.form)  # type: ignore[union-attr]  # it is a box
        beside = QHBoxLayout()
        beside.setSpacing(SPACE.l)
        beside.addWidget(self.form, 1)
        beside.addWidget(places, 1)
        layout.insertLayout(1, beside, 1)  # type: ignore[union-attr]  # as above

    @property
    def _chosen(self) -> ItemRow | None:
        return self._items.get(self.item.currentData())

    @Slot()
    def _change_item(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        at_once = chosen.facts.period is Period.AT_ONCE
        for row, shown in (
            (self._period_row, not at_once),
            (self._subject_row, at_once),
            (self._day_row, at_once),
        ):
            row.setVisible(shown)
        self.period.blockSignals(True)  # noqa: FBT003 - Qt's
        self.period.clear()
        for period in self._periods(chosen):
            for span in spans(period, self._year.year):
                self.period.addItem(period_text(span.key), span.key)
                if span.last < self._today and period is chosen.facts.period:
                    self.period.setCurrentIndex(self.period.count() - 1)
        self.period.blockSignals(False)  # noqa: FBT003 - Qt's
        self._list_places()

    @Slot()
    def _list_places(self) -> None:
        chosen, period = self._chosen, str(self.period.currentData() or "")
        if chosen is not None:
            self._item_row.show_note(f"{rule_sentence(chosen.every(period_of(period)))}。")
        self._keep_known()
        self.places.show_rows(self._fitting(), lambda _: False)

    def _periods(self, chosen: ItemRow) -> list[Period]:
        """The usual one, and that of places which post it less often."""
        usual = chosen.facts.period
        return [usual, *sorted({self._period_at(chosen, one) for one in self._asked()} - {usual})]

    def _period_at(self, chosen: ItemRow, place: PostPlace) -> Period:
        return self._year.rhythms.item_of(chosen, place.key).facts.period

    def _asked(self) -> list[PostPlace]:
        chosen = self._chosen
        return [
            place
            for place in self._year.places
            if chosen is not None
            and place.kind is chosen.facts.place_kind
            and chosen.station_id in (None, place.station_id)
        ]

    def _fitting(self) -> list[PostPlace]:
        """Those that post it in the period chosen."""
        chosen, period = self._chosen, period_of(str(self.period.currentData() or ""))
        return [one for one in self._asked() if chosen and self._period_at(chosen, one) is period]

    def _may(self, place: PostPlace) -> bool:
        return not self._kept_word(place)

    def _kept_word(self, place: PostPlace) -> str:
        """What is there already cannot be noted down a second time."""
        return "已登记" if place.key in self._kept else ""

    def _keep_known(self) -> None:
        """Look up once which places have this period already."""
        period = str(self.period.currentData() or "")
        slots = self._year.of_item(self._chosen.id) if self._chosen and period else []
        self._kept = {
            one.place.key
            for one in slots
            if one.span and one.span.key == period and one.posting is not None
        }

    def _facts(self) -> NoticeFacts:
        chosen = self._chosen
        at_once = chosen is not None and chosen.facts.period is Period.AT_ONCE
        return NoticeFacts(
            period="" if at_once else str(self.period.currentData() or ""),
            subject=self.subject.text().strip() if at_once else "",
            happened_on=self.happened_on.day if at_once else None,
            text=self.text.toPlainText().strip(),
            posted_on=self.posted_on.day,
            place=self.place.text().strip(),
        )

    @Slot()
    def _confirm(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        facts = self._facts()
        problems = notice_problems(facts, chosen.facts.period, self._today)
        ticked = [place.key for place in self.places.ticked()]
        if not ticked:
            problems["places"] = "请勾选村或社区。"
        if self.form.show_problems(problems):
            self.send((chosen.id, ticked, facts))


def _name(place: PostPlace) -> str:
    return place.name
