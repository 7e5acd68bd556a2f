"""The yearly selection: candidates, each condition with what was found, outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jyguide.app import Application
from jyguide.documents.page import Document
from jyguide.secretary.kinds import SELECTION_OUTCOME_NAMES, SelectionOutcome
from jyguide.secretary.selection import VERDICT_NAMES, CandidateRow, SelectionYear, Verdict
from jyguide.secretary.selection_rule import CONDITION_NAMES, SelectionRule, places
from ui.desk import Desk
from ui.page import Page
from ui.secretary.benefits.rule_dialog import SelectionRuleDialog
from ui.secretary.benefits.selection_dialogs import (
    AddDialog,
    ConfirmDialog,
    DecideDialog,
    to_confirm,
)
from ui.secretary.choosing import choices
from ui.secretary.deeds import SecretaryDeeds
from ui.secretary.ledger.columns import person_columns
from ui.secretary.ledger.pane import LedgerPane
from ui.secretary.years import YearChoice
from ui.theme import Tone
from ui.widgets import Column, EmptyText, Kind, MenuGroup, make_button

_EMPTY = EmptyText(
    "这一年还没有选聘人选",
    "名额按在任村党组织书记人数的比例计算；加入人选后逐项核对条件，说明查到的依据，不排名次。",
    "加入人选…",
    "people",
)


class SelectionPane(QWidget):
    """Object names: `selection_year`, `add_candidate`, `confirm_candidate`, `decide_candidate`,
    `selection_rule`, `print_sheet`, `print_selection`, and those of `LedgerPane` for `selection`.
    """  # noqa: D205 - names alone

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk, self._app = desk, app
        self._today = app.clock().date()
        self._found: SelectionYear | None = None
        self._deeds = SelectionDeeds(page, desk, app)
        self.pane = LedgerPane("selection", _columns(), _EMPTY, _facts, self._total)
        self.pane.table.add_choice(
            "outcome", "全部结果", lambda row: SELECTION_OUTCOME_NAMES[row.outcome] or "未定"
        )
        self.year = YearChoice("selection_year", self._today.year)
        self._build()
        self._connect()
        self._allow()

    def reload(self) -> None:
        """Fetch anew what a year shows."""
        self._desk.load(self, self._app.selections.years, self.year.offer)
        work = partial(self._app.selections.year, self.year.year)
        self._desk.load(self, work, self._show)

    def _build(self) -> None:
        self._add = make_button("加入人选…", Kind.PRIMARY, "add", "add_candidate")
        self._confirm = make_button("核实…", icon_name="check", name="confirm_candidate")
        self._decide = make_button("登记结果…", icon_name="approval", name="decide_candidate")
        self._rule = make_button("规则…", icon_name="settings", name="selection_rule")
        self._sheet = make_button("打印核对表…", icon_name="print", name="print_sheet")
        self._list = make_button("打印名册…", icon_name="print", name="print_selection")
        self._confirm.setToolTip("选中一名人选，核实系统里没有依据的条件")
        self._decide.setToolTip("选中一名人选，登记录用、未录用或放弃")
        self._sheet.setToolTip("选中人选，每人一张条件核对表")
        self._list.setToolTip("加入人选后可以打印")
        self.pane.bar.addWidget(self.year)
        papers = self._rule, self._sheet, self._list
        self.pane.add_buttons(*papers, self._confirm, self._decide, self._add)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pane)
        self.setFocusProxy(self.pane.table.view)

    def _connect(self) -> None:
        table = self.pane.table
        for signal in (self._add.clicked, table.empty_action):
            signal.connect(self._ask_add)
        for signal in (self._confirm.clicked, table.activated):
            signal.connect(self._ask_confirm)
        self._decide.clicked.connect(self._ask_decide)
        self._rule.clicked.connect(self._ask_rule)
        self._sheet.clicked.connect(self._print_sheets)
        self._list.clicked.connect(lambda: self._deeds.print_list(self.year.year))
        self.year.currentIndexChanged.connect(self.reload)
        table.selection_changed.connect(self._allow)
        table.add_action("核实…", self._ask_confirm, "check")
        table.add_action("登记结果…", self._ask_decide, "approval")
        table.add_action("移出人选…", self._remove, "delete", group=MenuGroup.DELETE)

    def _show(self, found: SelectionYear) -> None:
        self._found = found
        self.pane.show_rows(found.candidates)
        self._allow()

    def _total(self, _rows: Sequence[Any]) -> str:
        return self._found.sentence if self._found else ""

    @Slot()
    def _allow(self, *_: object) -> None:
        row = self.pane.one()
        self._confirm.setEnabled(row is not None and bool(to_confirm(row.checks)))
        self._decide.setEnabled(row is not None)
        self._sheet.setEnabled(bool(self.pane.chosen()))
        self._list.setEnabled(bool(self._found and self._found.candidates))

    @Slot()
    def _ask_add(self) -> None:
        self._deeds.ask_add(self.year.year)

    @Slot()
    def _ask_confirm(self, *_: object) -> None:
        row = self.pane.one()
        if row is None:
            return
        if to_confirm(row.checks):
            self._deeds.ask_confirm(row)
        else:
            self._ask_decide()

    @Slot()
    def _ask_decide(self) -> None:
        row, found = self.pane.one(), self._found
        if row is not None and found is not None:
            others = sum(
                one.outcome is SelectionOutcome.SELECTED and one.id != row.id
                for one in found.candidates
            )
            self._deeds.ask_decide(row, places(found.serving, found.rule.share) - others)

    @Slot()
    def _ask_rule(self) -> None:
        if self._found is not None:
            self._deeds.ask_rule(self._found.rule, self.year.year)

    @Slot()
    def _print_sheets(self) -> None:
        self._deeds.print_sheets(self.year.year, self.pane.chosen())

    @Slot()
    def _remove(self) -> None:
        if rows := self.pane.chosen():
            self._deeds.remove(rows)


class SelectionDeeds(SecretaryDeeds):
    """What is done with candidates: asked, done on the worker, offered undone."""

    def ask_add(self, year: int) -> None:
        """Ask whom to consider."""
        dialog = AddDialog(year, self._page)

        def offer(rows: Any) -> None:
            dialog.people.offer(choices(rows))

        def keep(keys: list[Any]) -> None:
            work = partial(self._app.selections.add, year, keys)
            self._write(work, f"{year} 年选聘已加入人选。", dialog)

        self._desk.load(dialog, self._app.secretaries.everybody, offer)
        dialog.given.connect(keep)
        dialog.open()

    def ask_confirm(self, row: CandidateRow) -> None:
        """Ask what a person found of a condition."""
        today = self._app.clock().date()
        dialog = ConfirmDialog(row, self._app.place.user_name, today, self._page)

        def keep(given: tuple[Any, Any]) -> None:
            condition, said = given
            work = partial(self._app.selections.confirm, row.id, condition, said, row.version)
            told = f"已核实{row.person.name}的“{CONDITION_NAMES[condition]}”。"
            self._write(work, told, dialog)

        dialog.given.connect(keep)
        dialog.open()

    def ask_decide(self, row: CandidateRow, room: int) -> None:
        """Ask what became of somebody."""
        dialog = DecideDialog(row, room, self._app.clock().date(), self._page)

        def keep(decision: Any) -> None:
            work = partial(self._app.selections.decide, row.id, decision, row.version)
            told = SELECTION_OUTCOME_NAMES[decision.outcome] or "未定"
            self._write(work, f"已登记{row.person.name}：{told}。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def ask_rule(self, now: SelectionRule, year: int) -> None:
        """Ask for share and conditions."""
        dialog = SelectionRuleDialog(now, year, self._page)
        if now.by_city and not self._app.place.is_city:
            dialog.only_show("已由市级统一设定，这里只能查看；要改的，请与市级联系。")
        seen = now.version if now.year == year else ""

        def keep(rule: SelectionRule) -> None:
            work = partial(self._app.selections.set_rule, rule, seen)
            self._write(work, f"已设定 {year} 年起的选聘规则。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def remove(self, rows: Sequence[CandidateRow]) -> None:
        """Consider these no more, after asking."""
        names = "、".join(row.person.name for row in rows)
        hint = "加错的才移出；本人放弃的，请“登记结果”。可以撤销。"
        if self._desk.alerts.ask(f"把 {names} 移出人选？", "移出", hint=hint, danger=True):
            keys = [row.id for row in rows]
            self._write(partial(self._app.selections.remove, keys), f"已移出 {len(rows)} 人。")

    def print_sheets(self, year: int, rows: Sequence[CandidateRow]) -> None:
        """Show the sheets of these as they are printed."""
        work = partial(self._app.selections.sheets, year, [row.id for row in rows])
        self._desk.load(self, work, partial(self._show, f"{year}年选聘条件核对表"))

    def print_list(self, year: int) -> None:
        """Show the list of a year as it is printed."""
        work = partial(self._app.selections.document, year)
        self._desk.load(self, work, lambda document: self._show(f"{year}年选聘名册", [document]))

    def _show(self, name: str, documents: list[Document]) -> None:
        self._preview(documents, name)


_VERDICT_TONES = {Verdict.NOT_MET: Tone.BAD, Verdict.UNKNOWN: Tone.WARN}


def _tone(row: CandidateRow) -> Tone:
    found = {one.verdict for one in row.checks}
    return next((tone for one, tone in _VERDICT_TONES.items() if one in found), Tone.GOOD)


def _columns() -> list[Column[CandidateRow]]:
    marks = {Tone.BAD: "warning", Tone.WARN: "question", Tone.GOOD: "good"}
    return [
        *person_columns(),
        Column(
            "条件核对",
            lambda row: row.conclusion,
            width=280,
            tone=_tone,
            mark=lambda row: marks[_tone(row)],
            tip=lambda row: row.conclusion,
        ),
        Column("结果", lambda row: SELECTION_OUTCOME_NAMES[row.outcome] or "未定", width=80),
        Column("文号", lambda row: row.document, width=110),
    ]


def _facts(row: CandidateRow) -> list[tuple[str, str]]:
    told = [
        (
            CONDITION_NAMES[one.condition],
            f"{VERDICT_NAMES[one.verdict]}（{one.asked}）\n{one.why}",
        )
        for one in row.checks
    ]
    outcome = SELECTION_OUTCOME_NAMES[row.outcome] or "未定"
    when = f"{row.decided_on}" if row.decided_on else ""
    return [
        ("人选", row.person.label),
        *told,
        ("结果", " ".join(filter(None, (outcome, when, row.document)))),
        ("说明", row.note),
    ]
