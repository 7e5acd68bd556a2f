"""One person's year: the sentence behind his light, and the trainings behind his figures."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from jyguide.training.credit import CreditEntry, CreditSource, alike
from jyguide.training.credit_year import CreditLine, CreditYear
from ui.theme import SPACE, Tone
from ui.training.credit.columns import entry_columns, light_of, light_tone
from ui.widgets import Badge, Banner, Card, EmptyText, Kind, RowTable, make_button, make_label

_NONE = EmptyText(
    "这一年还没有参加培训", "签到、登记或市级下发后会列在这里。", icon_name="training"
)


class PersonCredit(Card):
    """Object names: `person_<name|light|why|trainings>`, `change_record`, `remove_record`."""

    change = Signal(object)
    """The `CreditEntry` of a record to correct."""
    remove = Signal(object)
    """The entries of records to remove."""

    def __init__(self) -> None:
        super().__init__()
        self._name = make_label("", "section", "person_name", wrap=True)
        self._light = Badge()
        self._light.setObjectName("person_light")
        self._why = make_label("", "sentence", "person_why", wrap=True)
        self._double = Banner()
        self.trainings: RowTable[CreditEntry] = RowTable(
            entry_columns(), unit="期", search_hint="搜索", empty=_NONE
        )
        self.trainings.setObjectName("person_trainings")
        self.trainings.view.verticalHeader().hide()  # there is little room
        self._change = make_button("修改…", Kind.PLAIN, "edit", "change_record")
        self._change.setToolTip("选中一条登记的培训；签到的请到培训班里更正，市级下发的由市级更正")
        self._remove = make_button("删除", Kind.PLAIN, "delete", "remove_record")
        self._build()
        self._connect()

    def show_line(self, report: CreditYear, line: CreditLine) -> None:
        """Show somebody; his trainings follow."""
        self._name.setText(line.person.name)
        self._light.show_state(light_of(report.so_far, line), light_tone(report.so_far, line))
        self._why.setText(report.sentence(line))

    def show_entries(self, entries: list[CreditEntry]) -> None:
        """The trainings behind the figures; what may be one training twice is named."""
        self.trainings.set_rows(entries)
        self.trainings.bar.forgo()
        doubles = "、".join(f"“{one.title}”" for one in alike(entries))
        self._double.say(
            f"{doubles}与同一天开始的同级培训可能是同一期，请核对；天数都已计入。"
            if doubles
            else "",
            Tone.WARN,
        )
        self._allow()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._name)
        head.addWidget(self._light)
        head.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        buttons.addStretch()
        buttons.addWidget(self._change)
        buttons.addWidget(self._remove)
        body: QVBoxLayout = self.body
        body.addLayout(head)
        body.addWidget(self._why)
        body.addWidget(self._double)
        body.addWidget(self.trainings, 1)
        body.addLayout(buttons)

    def _connect(self) -> None:
        self.trainings.selection_changed.connect(self._allow)
        self.trainings.activated.connect(self._ask_change)
        self._change.clicked.connect(self._ask_change)
        self._remove.clicked.connect(self._ask_remove)
        for text, slot, icon_name in (
            ("修改…", self._ask_change, "edit"),
            ("删除", self._ask_remove, "delete"),
        ):
            self.trainings.add_action(text, slot, icon_name)

    def _records(self) -> list[CreditEntry]:
        rows = self.trainings.selected_rows()
        return [row for row in rows if row.source is CreditSource.RECORD]

    @Slot()
    def _allow(self) -> None:
        records = self._records()
        self._change.setEnabled(len(records) == 1)
        self._remove.setEnabled(bool(records))

    @Slot()
    def _ask_change(self) -> None:
        records = self._records()
        if len(records) == 1:
            self.change.emit(records[0])

    @Slot()
    def _ask_remove(self) -> None:
        if records := self._records():
            self.remove.emit(records)
