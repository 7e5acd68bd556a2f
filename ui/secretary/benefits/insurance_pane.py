"""Social insurance and annuity of a year: everybody who serves, against the average wage."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jyguide.app import Application
from jyguide.exchange.money import yuan_text
from jyguide.exchange.table.subject import ImportWords, TableImport
from jyguide.secretary.insurance import (
    STANDING_NAMES,
    InsuranceRow,
    Standing,
    Wage,
    annuity_sentence,
    annuity_total,
    base_sentence,
    share_text,
    year_sentence,
)
from jyguide.secretary.insurance_table import SPEC
from ui.desk import Desk
from ui.page import Page
from ui.secretary.benefits.insurance_dialogs import InsuranceDialog, WageDialog
from ui.secretary.deeds import SecretaryDeeds
from ui.secretary.ledger.columns import person_columns
from ui.secretary.ledger.pane import LedgerPane
from ui.secretary.years import YearChoice
from ui.theme import Tone
from ui.widgets import RIGHT, Adds, Banner, Column, EmptyText, Kind, MenuGroup, make_button

_WORDS = ImportWords(
    title="导入社保年金",
    where="社保年金",
    known="已有的年度",
    search_hint="姓名、单位",
    drop="把社保年金的 Excel 拖到这里",
    told="社保年金已导入",
)
_EMPTY = EmptyText(
    "还没有在任的书记",
    "人员类别是村（社区）党组织书记的，在这里登记缴费基数和年金，与省平均工资对照。",
    "去人员页",
    "people",
)
_TONES = {
    Standing.BELOW: (Tone.BAD, "warning"),
    Standing.BETWEEN: (Tone.GOOD, "good"),
    Standing.ABOVE: (Tone.WARN, "info"),
    Standing.NO_BASE: (Tone.QUIET, ""),
    Standing.NO_WAGE: (Tone.NEUTRAL, "question"),
}


class InsurancePane(QWidget):
    """Object names: `insurance_year`, `wage` (the banner), `set_wage`, `edit_insurance`,
    `import_insurance`, `insurance_template`, `print_insurance`, `export_insurance`, and those of
    `LedgerPane` for `insurance`.
    """  # noqa: D205 - names alone

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk, self._app, self._page = desk, app, page
        self._deeds = InsuranceDeeds(page, desk, app)
        self._wage: Wage | None = None
        self._history: dict[object, list[InsuranceRow]] = {}
        self.pane = LedgerPane(
            "insurance",
            _columns(),
            _EMPTY,
            self._facts,
            year_sentence,
            key=lambda row: row.person.person_id,  # a year not entered yet has no key of its own
        )
        self.pane.table.add_choice(
            "standing", "全部情况", lambda row: STANDING_NAMES[row.standing], counted=True
        )
        self.year = YearChoice("insurance_year", app.clock().date().year)
        self._banner = Banner()
        self._banner.setObjectName("wage")
        self._build()
        self._allow()

    def reload(self) -> None:
        """Fetch anew what a year shows."""
        year = self.year.year
        self._desk.load(self, self._app.insurance.years, self.year.offer)
        self._desk.load(self, partial(self._app.insurance.wage, year), self._show_wage)
        self._desk.load(self, partial(self._app.insurance.year, year), self._show)

    def _build(self) -> None:
        deeds = self._deeds
        edit = make_button("登记…", Kind.PRIMARY, "edit", "edit_insurance")
        wage = make_button("省平均工资…", icon_name="settings", name="set_wage")
        imports = make_button("导入…", icon_name="import", name="import_insurance")
        template = make_button("下载模板…", icon_name="file", name="insurance_template")
        prints = make_button("打印…", icon_name="print", name="print_insurance")
        exports = make_button("导出…", icon_name="export", name="export_insurance")
        edit.setToolTip("选中一个人，登记他这一年的缴费基数、年金")
        self._edit, self._papers = edit, (prints, exports)
        self.pane.bar.addWidget(self.year)
        self.pane.add_buttons(wage, template, imports, exports, prints, edit)
        self.pane.table.empty_action.connect(partial(self._page.wanted.emit, "people"))
        edit.clicked.connect(self._ask_edit)
        wage.clicked.connect(lambda: deeds.ask_wage(self.year.year, self._wage))
        imports.clicked.connect(lambda: deeds.import_table(self))
        template.clicked.connect(deeds.save_template)
        prints.clicked.connect(
            lambda: deeds.print_year(self.pane.table.shown_rows(), self.year.year)
        )
        exports.clicked.connect(lambda: deeds.export(self.pane.table.shown_rows(), self.year.year))
        self._connect_table()

    def _connect_table(self) -> None:
        self.year.currentIndexChanged.connect(self.reload)
        table = self.pane.table
        table.activated.connect(self._deeds.ask_edit)
        table.selection_changed.connect(self._load_history)
        table.add_action("登记…", self._ask_edit, "edit")
        table.add_action("删除", self._remove, "delete", group=MenuGroup.DELETE)
        layout = self.pane.layout()
        layout.insertWidget(1, self._banner)  # type: ignore[union-attr] # it is a box
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pane)
        self.setFocusProxy(table.view)

    def _show_wage(self, wage: Wage | None) -> None:
        self._wage = wage
        if wage is None:
            said = f"{self.year.year} 年省平均工资还没有录入，缴费基数暂不能对照。"
            self._banner.say(said, Tone.WARN)
        else:
            self._banner.say(wage.sentence, Tone.INFO)

    def _show(self, rows: list[InsuranceRow]) -> None:
        self._history = {}
        self.pane.show_rows(rows)
        self._load_history()

    @Slot()
    def _load_history(self, *_: object) -> None:
        """The other years of who is chosen."""
        self._allow()
        row = self.pane.one()
        if row is not None and row.person.person_id not in self._history:
            key = row.person.person_id
            work = partial(self._app.insurance.of_person, key)
            self._desk.load(self, work, partial(self._show_history, key))

    def _show_history(self, key: object, rows: list[InsuranceRow]) -> None:
        self._history[key] = rows
        self.pane.show_detail()

    def _facts(self, row: InsuranceRow) -> list[tuple[str, str]]:
        years = self._history.get(row.person.person_id, [])
        told = annuity_total(one.facts for one in years)
        return [
            ("单位", row.person.label),
            ("基数", base_sentence(row)),
            ("缴费月数", f"{row.facts.months} 个月" if row.facts.months else ""),
            ("备注", row.facts.note),
            ("历年合计", annuity_sentence(told)),
            *((f"{one.facts.year} 年", _year_text(one)) for one in years),
        ]

    @Slot()
    def _allow(self) -> None:
        self._edit.setEnabled(self.pane.one() is not None)
        for button in self._papers:
            button.setEnabled(bool(self.pane.table.rows()))

    @Slot()
    def _ask_edit(self) -> None:
        if (row := self.pane.one()) is not None:
            self._deeds.ask_edit(row)

    @Slot()
    def _remove(self) -> None:
        self._deeds.remove([row for row in self.pane.chosen() if row.id is not None])


class InsuranceDeeds(SecretaryDeeds):
    """What is done with insurance: asked, done on the worker, offered undone."""

    def ask_wage(self, year: int, now: Wage | None) -> None:
        """Ask for the average wage of a year and its source."""
        dialog = WageDialog(year, now, self._page)
        if now is not None and now.by_city and not self._app.place.is_city:
            dialog.only_show("已由市级录入，这里只能查看；数字有误的，请市级更正。")
        seen = now.version if now is not None else ""

        def keep(wage: Wage) -> None:
            work = partial(self._app.insurance.set_wage, wage, seen)
            self._write(work, f"已录入 {year} 年省平均工资。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def ask_edit(self, row: InsuranceRow) -> None:
        """Ask for a year of somebody."""
        dialog = InsuranceDialog(row, self._page)

        def keep(facts: Any) -> None:
            work = partial(self._app.insurance.save, facts, row.version)
            self._write(work, f"已登记{row.person.name}{facts.year} 年社保年金。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def remove(self, rows: list[InsuranceRow]) -> None:
        """Take years out that were entered by mistake, after asking."""
        if rows and self._desk.alerts.ask(
            f"删除 {len(rows)} 条社保年金记录？", "删除", hint="可以撤销。", danger=True
        ):
            keys = [row.id for row in rows if row.id is not None]
            self._write(partial(self._app.insurance.remove, keys), f"已删除 {len(rows)} 条记录。")

    def import_table(self, parent: QWidget) -> None:
        """Take a table in."""
        from ui.importing import open_import  # noqa: PLC0415 - seldom needed

        subject = TableImport(SPEC, self._app.insurance_files, _WORDS, self.touches)
        open_import(self._desk, subject, self._app.history, self._undoing, parent)

    def save_template(self) -> None:
        """Write an empty table to fill in."""
        self.save(
            "保存导入模板",
            "社保年金导入模板.xlsx",
            self._app.insurance_files.write_template,
            "模板已保存到 {target}",
        )

    def print_year(self, rows: list[InsuranceRow], year: int) -> None:
        """Show the list of a year as it is printed."""
        work = partial(self._app.insurance.document, rows, year)
        name = f"{year}年村书记社保年金情况"
        self._desk.load(self, work, lambda document: self._preview([document], name))

    def export(self, rows: list[InsuranceRow], year: int) -> None:
        """Write the list of a year to be read again."""
        self.save(
            "导出社保年金",
            f"{year}年社保年金.xlsx",
            partial(self._app.insurance.export, rows),
            "社保年金 {count} 条已保存到 {target}",
        )


def _columns() -> list[Column[InsuranceRow]]:
    return [
        *person_columns(),
        Column(
            "月缴费基数",
            lambda row: yuan_text(row.facts.base),
            sort_key=lambda row: row.facts.base,
            align=RIGHT,
            width=104,
            adds=Adds.SUM,
        ),
        Column(
            "占平均工资",
            lambda row: share_text(row.facts.base, row.wage),
            sort_key=lambda row: row.facts.base,
            align=RIGHT,
            width=92,
        ),
        Column(
            "对照",
            lambda row: STANDING_NAMES[row.standing],
            width=120,
            tone=lambda row: _TONES[row.standing][0],
            mark=lambda row: _TONES[row.standing][1],
        ),
        Column(
            "年金单位缴",
            lambda row: yuan_text(row.facts.annuity_unit),
            sort_key=lambda row: row.facts.annuity_unit,
            align=RIGHT,
            width=96,
            adds=Adds.SUM,
        ),
        Column(
            "年金个人缴",
            lambda row: yuan_text(row.facts.annuity_own),
            sort_key=lambda row: row.facts.annuity_own,
            align=RIGHT,
            width=96,
            adds=Adds.SUM,
        ),
    ]


def _year_text(row: InsuranceRow) -> str:
    facts = row.facts
    base = f"基数 {yuan_text(facts.base)}" if facts.base is not None else "没有基数"
    unit, own = yuan_text(facts.annuity_unit) or "—", yuan_text(facts.annuity_own) or "—"
    return f"{base}，年金单位缴 {unit}、个人缴 {own}"
