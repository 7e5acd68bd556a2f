"""Everybody's year in a table, and one person's opened beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.ids import PersonId
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.training.credit import CreditEntry
from jyguide.training.credit_year import CreditLine, CreditYear
from jyguide.training.pace import YearSoFar
from jyguide.training.year_report import rule_text
from ui.desk import Desk
from ui.history.records import tell_history
from ui.theme import SPACE
from ui.training.credit.columns import credit_columns, credit_search, light_of
from ui.training.credit.person_credit import PersonCredit
from ui.widgets import EmptyText, Kind, RowTable, SplitDetail, make_button, make_label
from ui.widgets.choice_filter import ChoiceFilter

_CHOICE = 144

_EMPTY = EmptyText(
    "这一年还没有学时",
    "给人员填上“村党组织书记”等职务类别，或为培训班签到，这里就会列出每人的学时和天数。",
    "登记其他培训",
    "training",
)
_NOBODY = EmptyText("选一个人看明细", "左边选中一人，这里列出他的每一期培训和判断的理由。")


class DaysPane(QWidget):
    """Object names: `credit_days` (the table), `credit_summary`, and `person_…`.

    Its buttons are `add_record`, `import_records` and `record_template`.
    """

    add_wanted = Signal(object)
    """People chosen in the table: a training of theirs is to be entered."""
    import_wanted = Signal()
    template_wanted = Signal()
    change_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._report: CreditYear | None = None
        self.person = PersonCredit()
        self._build()
        self._connect()

    def show_year(self, report: CreditYear) -> None:
        """Show another year, or the same anew."""
        self._report = report
        self._so_far = report.so_far
        self.table.set_rows(report.lines)
        self._summary.setText(_summary(report))
        self._show_person()

    def _build(self) -> None:
        self._so_far = YearSoFar(0, 365)
        self.table: RowTable[CreditLine] = RowTable(
            credit_columns(self._year),
            unit="人",
            search_hint="搜索姓名、拼音、单位",
            search_text=credit_search,
            key=_key,
            empty=_EMPTY,
        )
        self.table.setObjectName("credit_days")
        tell_history(self.table, "person", lambda row: (row.person.id, row.person.name))
        self.table.add_choice("light", "全部情况", self._light, counted=True)
        self.table.add_choice("role", "全部类别", _role)
        if self._app.place.is_city:
            self.table.add_choice("station", "全部指导站", _station)
        self.table.add_choice("organisation", "全部单位", _organisation)
        self._add = make_button("登记其他培训…", Kind.PLAIN, "add", "add_record")
        self._add.setToolTip("登记在党校等别处参加的培训；先选中人员，可一次登记多人")
        self._import = make_button("导入…", Kind.PLAIN, "import", "import_records")
        self._import.setToolTip("从 Excel、WPS 表格导入，或粘贴表格里复制的内容")
        self._template = make_button("下载模板…", Kind.QUIET, name="record_template")
        self._template.setToolTip("下载导入模板")
        for choice in self.table.bar.findChildren(ChoiceFilter):
            choice.setMaximumWidth(_CHOICE)  # the detail beside the table needs room
        self._summary = make_label("", "hint", "credit_summary", wrap=True)
        split = SplitDetail(self.table, _NOBODY, share=61)
        self._split = split
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.s, 0, 0)
        layout.setSpacing(SPACE.s)
        head = QHBoxLayout()
        head.setSpacing(SPACE.m)
        head.addWidget(self._summary, 1)
        for button in (self._add, self._import, self._template):
            head.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addWidget(split, 1)
        self.setFocusProxy(self.table.view)

    def _connect(self) -> None:
        self.table.selection_changed.connect(self._show_person)
        self.table.empty_action.connect(self._ask_add)
        self.table.add_action("登记其他培训…", self._ask_add, "add")
        self._add.clicked.connect(self._ask_add)
        self._import.clicked.connect(self.import_wanted)
        self._template.clicked.connect(self.template_wanted)
        self.person.change.connect(self.change_wanted)
        self.person.remove.connect(self.remove_wanted)

    def _year(self) -> YearSoFar:
        return self._so_far

    def _light(self, row: CreditLine) -> str:
        return light_of(self._so_far, row)

    @Slot()
    def _show_person(self) -> None:
        row = self.table.current_row()
        if row is None or self._report is None:
            self._split.show_nothing()
            return
        self._split.show_detail(self.person)
        self.person.show_line(self._report, row)
        work = partial(self._app.credit.entries, row.person.id, self._report.year)
        self._desk.load(self, work, partial(self._fill, row.person.id))

    def _fill(self, person_id: PersonId, entries: list[CreditEntry]) -> None:
        """Somebody else may have been chosen while these were fetched."""
        row = self.table.current_row()
        if row is not None and row.person.id == person_id:
            self.person.show_entries(entries)

    @Slot()
    def _ask_add(self) -> None:
        self.add_wanted.emit([line.person for line in self.table.selected_rows()])


def _summary(report: CreditYear) -> str:
    counts = [f"{_name(report, light)} {count} 人" for light, count in report.by_light()]
    said = f"{'，'.join(counts)}。" if counts else ""
    said += report.caveat
    return f"{said}{rule_text(report.rule.rule)}规则来源：{report.rule.source}。"


def _name(report: CreditYear, light: object) -> str:
    return next(report.light_text(one) for one in report.lines if one.light is light)


def _key(row: CreditLine) -> object:
    return row.person.id


def _role(row: CreditLine) -> str:
    return PERSON_ROLE_NAMES[row.person.role]


def _station(row: CreditLine) -> str:
    return row.person.station


def _organisation(row: CreditLine) -> str:
    return row.person.organisation
