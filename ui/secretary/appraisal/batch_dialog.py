"""One batch of paper ballots, keyed in for many secretaries at once with its control sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from jyguide.appraisal.ballots import Count, ballots_fault
from jyguide.appraisal.kinds import BALLOT_SOURCES, GRADE_NAMES, SOURCE_NAMES, Grade, Source
from jyguide.appraisal.rows import BatchRow, BatchSheet, SubjectRow
from jyguide.appraisal.service.ballots import Seen
from jyguide.exchange.cell import CellError
from ui.alerts import Alerts
from ui.secretary.appraisal.keying import KeyingDialog
from ui.theme import SPACE, scaled
from ui.widgets import DateField, make_label
from ui.widgets.number_grid import NumberColumn, Values

_MOST = 99999
_MERGED = "应到少于 {} 人：计入时会与其他批次合并，从不单列。"


@dataclass(frozen=True, slots=True)
class KeyedBatch:
    """What the dialog gives: the batch, and the versions of what it takes the place of."""

    sheet: BatchSheet
    seen: Seen


class BatchDialog(KeyingDialog):
    """Gives a `KeyedBatch`.

    Object names: `batch_dialog`, `source`, `batch`, `voters`, `issued`, `returned`, `on`,
    `counted_by`.
    """

    def __init__(
        self,
        people: Sequence[SubjectRow],
        before: BatchRow | None,
        state: tuple[int, date, str],
        over: tuple[Alerts, QWidget],
    ) -> None:
        """`before` is keyed in anew, never shown; `state`: smallest group, today, who counts."""
        self._smallest, self._today, user = state
        title = f"重录测评票“{before.name}”" if before else "录入测评票"
        columns = [NumberColumn(GRADE_NAMES[one], read_count) for one in Grade]
        super().__init__(title, [*columns, NumberColumn("无效", read_count)], people, over)
        self.setObjectName("batch_dialog")
        self._before = before
        self._source = QComboBox()
        self._source.setObjectName("source")
        for one in BALLOT_SOURCES:
            self._source.addItem(SOURCE_NAMES[one], one)
        self._name = QLineEdit(placeholderText="如 党员代表会议")
        self._name.setObjectName("batch")
        self._name.setAccessibleName("批次")
        self._numbers = {
            "voters": _number("voters", "应到人数"),
            "issued": _number("issued", "发出张数"),
            "returned": _number("returned", "收回张数"),
        }
        self._on = DateField("on")
        self._on.set_day(self._today)
        self._on.setAccessibleName("计票日期")
        self._by = QLineEdit(user)
        self._by.setObjectName("counted_by")
        self._by.setAccessibleName("计票人")
        self._lay_out()
        self._fill()
        self.model.judge_by(self._judge)
        for field in self._numbers.values():
            field.valueChanged.connect(self._judge_again)
        self._source.currentIndexChanged.connect(self._judge_again)
        self.show_values({})
        (self._numbers["voters"] if before else self._name).setFocus()

    @property
    def counts_already(self) -> bool:
        """Whether what is keyed in anew was counted in, for some at least."""
        return self._before is not None and self._before.waiting < self._before.people

    def _lay_out(self) -> None:
        first = _line(
            ("", self._source), ("批次", self._name), ("计票日期", self._on), ("计票人", self._by)
        )
        second = _line(
            ("应到", self._numbers["voters"]),
            ("发出", self._numbers["issued"]),
            ("收回", self._numbers["returned"]),
        )
        self.form.add("source", "来源", first, required=True)
        hint = "每人的四个等次加无效须等于收回；一张票上没选的人按无效计。不在票上的人留空。"
        self._row = self.form.add("sums", "票数", second, required=True, hint=hint)

    def _fill(self) -> None:
        before = self._before
        if before is None:
            return
        self._source.setCurrentIndex(self._source.findData(before.source))
        self._name.setText(before.name)
        for field in (self._source, self._name):
            field.setEnabled(False)
        for name, value in (
            ("voters", before.voters),
            ("issued", before.issued),
            ("returned", before.returned),
        ):
            self._numbers[name].setValue(value)
        self._on.set_day(before.counted_on)
        self._by.setText(before.counted_by)

    def _count(self, values: Values) -> Count:
        numbers = [value or 0 for value in values]
        return Count(
            self._numbers["voters"].value(),
            self._numbers["issued"].value(),
            self._numbers["returned"].value(),
            numbers[-1],
            dict(zip(Grade, numbers, strict=False)),
        )

    def _judge(self, _key: object, values: Values) -> str:
        return ballots_fault(Source(self._source.currentData()), self._count(values))

    @Slot()
    def _judge_again(self, *_: object) -> None:
        small = self._numbers["voters"].value() < self._smallest
        self._row.show_note(_MERGED.format(self._smallest) if small else "")
        self.model.judge_again()

    @Slot()
    def _show_state(self) -> None:
        keyed, faults = len(self.model.everything()), len(self.model.faults())
        wrong = f"，{faults} 人票数对不上" if faults else "，票数全部对得上" if keyed else ""
        again = "原来的票数不再显示，请照计票单重录。" if self._before and not keyed else ""
        self.said.setText(f"{again}已录 {keyed} 人{wrong}。")

    @Slot()
    def _give(self) -> None:
        if not self._name.text().strip():
            self.said.setText("请填写批次，如“党员代表会议”。")
            self._name.setFocus()
            return
        if faults := self.model.faults():
            self.refuse(f"{faults[0][0].fixed[-1]}：{faults[0][1]}")
            return
        keyed = self.model.everything()
        if not keyed:
            self.said.setText("还没有录入任何人的票数。")
            self.grid.begin()
            return
        sheet = BatchSheet(
            Source(self._source.currentData()),
            self._name.text(),
            {key: self._count(values) for key, values in keyed.items()},
            self._on.day,
            self._by.text(),
        )
        self.send(KeyedBatch(sheet, self._before.versions if self._before else {}))


def read_count(text: str) -> int | None:
    """A number of ballots; nothing for an empty cell.

    Raises:
        CellError: it is no whole number.
    """
    if not text:
        return None
    plain = text.removesuffix("票").removesuffix(".0")
    if not (plain.isascii() and plain.isdigit()) or int(plain) > _MOST:
        raise CellError(f"“{text}”不是票数")
    return int(plain)


def _number(name: str, said: str) -> QSpinBox:
    field = QSpinBox()
    field.setObjectName(name)
    field.setAccessibleName(said)
    field.setRange(0, _MOST)
    field.setMinimumWidth(scaled(90))
    return field


def _line(*fields: tuple[str, QWidget]) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.s)
    for text, field in fields:
        if text:
            row.addWidget(make_label(text, "key"))
        row.addWidget(field, 1 if isinstance(field, QLineEdit) else 0)
    if not any(isinstance(field, QLineEdit) for _, field in fields):
        row.addStretch()
    whole.setFocusProxy(fields[0][1])
    return whole
