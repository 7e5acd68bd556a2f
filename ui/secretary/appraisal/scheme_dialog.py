"""An appraisal laid down: its name and year, and how the lists are worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from jyguide.appraisal.kinds import (
    GRADE_NAMES,
    MISSING_NAMES,
    SOURCE_NAMES,
    Grade,
    Missing,
    Source,
)
from jyguide.appraisal.rows import AppraisalFacts, facts_faults
from jyguide.appraisal.scheme import LARGEST_GROUP, LEAST_GROUP, LINE_GRADES, Scheme, Veto
from jyguide.quota import Ties
from ui.secretary.appraisal.sandbox import percent_field, points_field, ties_field
from ui.theme import SPACE, scaled
from ui.widgets import make_label
from ui.widgets.asking_dialog import AskingDialog

_NONE, _TENTH = -1, 10
_NEW = "权重、线、名额都可以以后再改；公布以后改了，再公布一次就行。"
_CHANGE = "改动马上按新办法算；已经公布的名单不变，再公布一次才变。"


@dataclass(frozen=True, slots=True)
class LaidDown:
    """What the dialog gives: the facts, and whether to take in all secretaries at once."""

    facts: AppraisalFacts
    everybody: bool


class SchemeDialog(AskingDialog):
    """Gives a `LaidDown`.

    Object names: `scheme_dialog`, `name`, `year`, `everybody`, `weight_<source>`, `missing`,
    `line_<list>`, `excellent_quota`, `ties`, `ballot_<list>`, `smallest_group`, `vetoes`.
    """

    def __init__(self, facts: AppraisalFacts, today: date, parent: QWidget, *, new: bool) -> None:
        title = "新建年度考核" if new else "考核办法"
        super().__init__(title, "新建" if new else "保存", _NEW if new else _CHANGE, parent)
        self.setObjectName("scheme_dialog")
        self.setMinimumWidth(scaled(800))
        self._facts, self._today, self._new = facts, today, new
        self._name = QLineEdit(facts.name)
        self._name.setObjectName("name")
        self._year = _spin("year", "年度", (2000, 2099))
        self._everybody = QCheckBox("同时加入现任的全部书记")
        self._everybody.setObjectName("everybody")
        self._everybody.setChecked(new)
        self._weights = {
            one: percent_field(f"weight_{one.value}", f"{SOURCE_NAMES[one]}权重") for one in Source
        }
        self._lines = {
            one: points_field(f"line_{one.value}", f"{GRADE_NAMES[one]}线") for one in LINE_GRADES
        }
        self._worth = {
            one: points_field(f"ballot_{one.value}", f"{GRADE_NAMES[one]}票折分") for one in Grade
        }
        self._missing = _choice("missing", "缺来源的怎么办", MISSING_NAMES.items())
        self._quota = percent_field("excellent_quota", "优秀名额", none="不限")
        self._ties = ties_field()
        self._group = _spin("smallest_group", "不单列的人数", (LEAST_GROUP, LARGEST_GROUP))
        self._group.setSuffix(" 人")
        self._vetoes = QPlainTextEdit()
        self._vetoes.setObjectName("vetoes")
        self._vetoes.setPlaceholderText("一行一种，如：受到党纪政务处分")
        self._vetoes.setTabChangesFocus(True)
        self._vetoes.setFixedHeight(scaled(64))
        self._lay_out()
        self._fill(facts)

    def _lay_out(self) -> None:
        add = self.form.add
        add("name", "名称", self._name, required=True)
        first = _row(("", self._year), ("", self._everybody))
        add("year", "年度", first, required=True)
        self._everybody.setVisible(self._new)
        add(
            "weights",
            "来源权重",
            _row(*((SOURCE_NAMES[one], f) for one, f in self._weights.items())),
        )
        add("missing", "缺来源的", self._missing, hint="缺的来源从不当作零分。")
        add(
            "lines",
            "三条线",
            _row(*((f"{GRADE_NAMES[one]}", f) for one, f in self._lines.items())),
        )
        add("excellent_quota", "优秀名额", _row(("", self._quota), ("名额边上同分", self._ties)))
        worth = _row(*((GRADE_NAMES[one], field) for one, field in self._worth.items()))
        both = "同一来源既有评价人打分又有测评票的，两个平均数各占一半。"
        add("ballot_points", "测评票折分", worth, hint=both)
        hint = "应到少于这个人数的一批与其他批次合并计票，从不单列。"
        add("smallest_group", "合并计票", _row(("少于", self._group)), hint=hint)
        add("vetoes", "一票否决", self._vetoes)

    def _fill(self, facts: AppraisalFacts) -> None:
        scheme = facts.scheme
        self._year.setValue(facts.year)
        for source, weight in self._weights.items():
            weight.setValue(scheme.weights.get(source, 0))
        for grade, line in self._lines.items():
            line.setValue(scheme.lines[grade] / _TENTH)
        for grade, worth in self._worth.items():
            worth.setValue(scheme.ballot_points[grade] / _TENTH)
        self._missing.setCurrentIndex(self._missing.findData(scheme.missing))
        quota = scheme.excellent_quota
        self._quota.setValue(_NONE if quota is None else quota)
        self._ties.setCurrentIndex(self._ties.findData(scheme.ties))
        self._group.setValue(scheme.smallest_group)
        self._vetoes.setPlainText("\n".join(one.text for one in scheme.vetoes))

    @property
    def facts(self) -> AppraisalFacts:
        """What is in the fields now."""
        quota = self._quota.value()
        scheme = Scheme(
            weights={one: field.value() for one, field in self._weights.items()},
            missing=Missing(self._missing.currentData()),
            lines={one: round(field.value() * _TENTH) for one, field in self._lines.items()},
            excellent_quota=None if quota == _NONE else quota,
            ties=Ties(self._ties.currentData()),
            ballot_points={
                one: round(field.value() * _TENTH) for one, field in self._worth.items()
            },
            smallest_group=self._group.value(),
            vetoes=vetoes_of(self._vetoes.toPlainText(), self._facts.scheme.vetoes),
        )
        return AppraisalFacts(self._name.text(), self._year.value(), scheme, self._facts.note)

    @Slot()
    def _confirm(self) -> None:
        facts = self.facts
        if self.form.show_problems(facts_faults(facts, self._today)):
            self.send(LaidDown(facts, self._new and self._everybody.isChecked()))


def vetoes_of(text: str, known: Sequence[Veto]) -> tuple[Veto, ...]:
    """A veto a line; a text that was there keeps its code, since people's vetoes name it."""
    codes = {one.text: one.code for one in known}
    taken = set(codes.values())
    free = (f"V{at}" for at in range(1, 1000) if f"V{at}" not in taken)
    lines = dict.fromkeys(" ".join(line.split()) for line in text.splitlines())
    return tuple(Veto(codes.get(line) or next(free), line) for line in lines if line)


def _row(*fields: tuple[str, QWidget]) -> QWidget:
    """Several fields on one line, each after what it is called."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.s)
    for text, field in fields:
        if text:
            row.addWidget(make_label(text, "small"))
        row.addWidget(field)
    row.addStretch()
    whole.setFocusProxy(fields[0][1])
    return whole


def _spin(name: str, said: str, between: tuple[int, int]) -> QSpinBox:
    field = QSpinBox()
    field.setObjectName(name)
    field.setAccessibleName(said)
    field.setRange(*between)
    field.setMinimumWidth(scaled(84))
    return field


def _choice(name: str, said: str, items: Iterable[tuple[Missing, str]]) -> QComboBox:
    field = QComboBox()
    field.setObjectName(name)
    field.setAccessibleName(said)
    for value, text in items:
        field.addItem(text, value)
    return field
