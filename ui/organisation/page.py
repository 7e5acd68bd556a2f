"""The tree of organisations, what is placed where in it, and for the city its stations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QTabWidget, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.exchange.table.subject import ImportWords, TableImport
from jyguide.ids import ActionId, OrganisationId, PersonId
from jyguide.people.establishment import StationFacts, StationRow
from jyguide.people.organisation import OrganisationRow
from jyguide.people.organisation_table import SPEC
from jyguide.people.row import PersonRow
from jyguide.progress import CancelToken, Progress, watched_by
from ui.brief import brief
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.organisation.deeds import OrganisationDeeds, same_code
from ui.organisation.detail import OrganisationDetail
from ui.organisation.station_tab import StationDialog, StationTab
from ui.organisation.tree_panel import TreePanel
from ui.page import Page
from ui.theme import SPACE
from ui.undoing import Done, Undoing, noted
from ui.widgets import EmptyText, Kind, SplitDetail, make_button

if TYPE_CHECKING:
    from jyguide.app import Application

_BOOKS = "Excel 工作簿 (*.xlsx)"
_NOTHING = EmptyText("没有选中组织", "在左边选一个组织，这里显示它的情况和放在那里的人员。")
_WORDS = ImportWords(
    title="导入组织",
    where="组织树",
    known="组织树里已有的",
    search_hint="名称、上级",
    drop="把组织名单拖到这里",
    told="组织树已导入",
)
_STATIONS = Changed.STATION | Changed.PEOPLE | Changed.ORGANISATIONS


@dataclass(frozen=True, slots=True)
class _Loaded:
    rows: list[OrganisationRow]
    stations: list[StationRow]


class OrganisationPage(Page):
    """Object names: `add_organisation`, `match_people`, `export_organisations`, `tabs`.

    And those of `TreePanel`, `OrganisationDetail` and `StationTab`.
    """

    name = "organisation"
    title = "组织"
    icon_name = "organisation"
    hint = "从市、镇街园区到村、社区和党支部的组织树；人员放在哪个组织，培训和统计就算在哪里"
    cares_about = Changed.ORGANISATIONS | Changed.PEOPLE | Changed.STATION

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._panel = TreePanel(app.place.station_id)
        self._detail = OrganisationDetail()
        self._stations = StationTab() if app.place.is_city else None
        self._deeds = OrganisationDeeds(self, desk, app, self._panel)
        self._undoing = Undoing(self, desk, app.history, _STATIONS)
        self._build()
        self._connect()

    def reload(self) -> None:
        self._desk.load(self, partial(_loaded, self._app), self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._panel.view.setFocus()

    def show_place(self, place: str) -> None:
        """One organisation of the tree: ``organisation:<key>``."""
        what, _, key = place.partition(":")
        if what == "organisation":
            self._deeds.to_choose = OrganisationId(UUID(key))
            self._panel.choose(self._deeds.to_choose)

    def head_buttons(self) -> Sequence[QWidget]:
        return (self._export, self._import, self._match, self._add)

    def _build(self) -> None:
        self._export = make_button("导出 Excel", icon_name="export", name="export_organisations")
        self._export.setMenu(self._export_menu())
        self._import = make_button("导入…", icon_name="import", name="import_organisations")
        self._match = make_button("按名称匹配…", icon_name="search", name="match_people")
        self._match.setToolTip("所填组织名称正好等于一个组织的人员，核对后一次放入")
        self._add = make_button("新增下级…", Kind.PRIMARY, "add", "add_organisation")
        self._split = SplitDetail(self._panel, _NOTHING, share=52)
        if self._stations is None:
            self.layout_.addWidget(self._split)
            return
        tree = QWidget()
        column = QVBoxLayout(tree)
        column.setContentsMargins(0, SPACE.m, 0, 0)
        column.addWidget(self._split)
        tabs = QTabWidget()
        tabs.setObjectName("tabs")
        tabs.addTab(tree, "组织树")
        tabs.addTab(self._stations, "指导站")
        tabs.currentChanged.connect(self._offer_head)
        self.layout_.addWidget(tabs)

    @Slot(int)
    def _offer_head(self, tab: int) -> None:
        """What stands in the head is done to the tree."""
        for button in self.head_buttons():
            button.setVisible(tab == 0)

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("整个组织树…", partial(self._save, below=False)).setObjectName(
            "export_tree"
        )
        part = menu.addAction("选中的组织和它的下级…", partial(self._save, below=True))
        part.setObjectName("export_part")
        menu.addAction("下载模板…", self._save_template).setObjectName("template")
        return menu

    def _connect(self) -> None:
        deeds, panel, detail = self._deeds, self._panel, self._detail
        for wanted, deed in (
            (self._add.clicked, deeds.add),
            (self._match.clicked, deeds.match),
            (panel.add_wanted, deeds.add),
            (panel.change_wanted, deeds.change),
            (panel.move_wanted, deeds.move),
            (panel.rename_wanted, deeds.rename),
            (panel.move_dialog_wanted, deeds.ask_where),
            (panel.merge_wanted, deeds.ask_with_which),
            (panel.history_wanted, deeds.open_history),
            (panel.remove_wanted, deeds.remove),
            (detail.change_wanted, deeds.change),
            (detail.move_wanted, deeds.ask_where),
            (detail.merge_wanted, deeds.ask_with_which),
            (detail.remove_wanted, deeds.remove),
            (detail.place_wanted, deeds.place),
            (detail.take_out_wanted, deeds.take_out),
        ):
            wanted.connect(deed)
        self._import.clicked.connect(self._open_import)
        panel.chosen.connect(self._show_chosen)
        detail.below_toggled.connect(self._load_people)
        detail.open_wanted.connect(self._open_person)
        if self._stations is not None:
            self._stations.change_wanted.connect(self._change_station)
            self._stations.move_wanted.connect(self._move_station)

    def _show(self, loaded: _Loaded) -> None:
        self._deeds.stations = [(row.id, row.name) for row in loaded.stations]
        self._panel.show_rows(loaded.rows)
        if self._stations is not None:
            self._stations.show_stations(loaded.stations)
        if self._deeds.to_choose is not None:
            self._panel.choose(self._deeds.to_choose)
            self._deeds.to_choose = None

    @Slot(object)
    def _show_chosen(self, row: OrganisationRow | None) -> None:
        self._add.setEnabled(row is not None)
        if row is None:
            self._split.show_nothing()
            return
        model = self._panel.model
        codes = same_code(model.rows, row.code, row)
        self._detail.show_organisation(row, model.total(row.id), model.fixed(row), codes)
        self._split.show_detail(self._detail)
        self._load_people()

    @Slot()
    def _load_people(self) -> None:
        row = self._detail.row
        if row is not None:
            work = partial(_people, self._app, row.id, below=self._detail.with_below)
            self._desk.load(self, work, partial(self._show_people, row.id))

    def _show_people(self, asked: OrganisationId, people: list[PersonRow]) -> None:
        """Unless the cursor has gone on since."""
        if self._detail.row is not None and self._detail.row.id == asked:
            self._detail.show_people(people)

    @Slot(object)
    def _open_person(self, person_id: PersonId) -> None:
        """On the page of people, which is made when it is first shown."""
        from ui.people.home import PeopleHome  # noqa: PLC0415 - not for who only looks at the tree

        self.wanted.emit("people")
        page = self.window().findChild(PeopleHome)
        if page is not None:
            page.open_person(person_id)

    def _save(self, *, below: bool) -> None:
        row = self._panel.current() if below else None
        name = file_name("组织树", row.name if row else "")
        target = self._desk.alerts.choose_save_file("导出组织树", f"{name}.xlsx", _BOOKS)
        if target is not None:
            work = partial(_exported, self._app, target, row.id if row else None)
            done = partial(self._note_exported, target)
            self._desk.act(self, work, done, title="正在导出组织树")

    @Slot()
    def _save_template(self) -> None:
        target = self._desk.alerts.choose_save_file("保存导入模板", "组织导入模板.xlsx", _BOOKS)
        if target is not None:
            work = partial(_template_written, self._app, target)
            self._desk.act(self, work, self._note_written, title="正在保存模板")

    def _note_written(self, target: Path) -> None:
        tell_written(self, target, f"已保存到“{target.name}”")

    @Slot()
    def _open_import(self) -> None:
        from ui.importing import open_import  # noqa: PLC0415 - seldom needed

        subject = import_subject(self._app)
        open_import(self._desk, subject, self._app.history, self._undoing, self)

    def _note_exported(self, target: Path, count: int) -> None:
        tell_written(self, target, f"已导出 {count} 个组织")

    @Slot(object)
    def _change_station(self, row: StationRow) -> None:
        dialog = StationDialog(row, self)
        dialog.wanted.connect(partial(self._keep_station, dialog, row))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep_station(self, dialog: StationDialog, row: StationRow, facts: StationFacts) -> None:
        change = partial(self._app.stations.change, row.id, facts, row.version)
        work = brief(partial(noted, self._app.history, change))
        done = partial(self._note_station, dialog)
        self._desk.act(self, work, done, title="正在保存指导站", changed=_STATIONS)

    def _note_station(self, dialog: StationDialog, done: Done[Changed]) -> None:
        dialog.accept()
        self._undoing.tell("已保存", done.action)

    @Slot(object, int)
    def _move_station(self, row: StationRow, index: int) -> None:
        work = brief(partial(self._app.stations.move, row.id, index))
        done = partial(self._note_moved, row.name)
        self._desk.act(self, work, done, title="正在调整次序", changed=_STATIONS)

    def _note_moved(self, name: str, action: ActionId) -> None:
        self._undoing.tell(f"已调整“{name}”的次序", action)


def _loaded(app: Application) -> _Loaded:
    stations = app.stations.rows() if app.place.is_city else []
    return _Loaded(app.organisations.rows(), stations)


def _people(app: Application, organisation_id: OrganisationId, *, below: bool) -> list[PersonRow]:
    keys = app.organisations.people_at(organisation_id, below=below)
    return app.people.people(ids=keys)


def _exported(
    app: Application,
    target: Path,
    below: OrganisationId | None,
    progress: Progress,
    cancel: CancelToken,
) -> int:
    with watched_by(progress, cancel):
        return app.organisation_files.export(target, below)


def _template_written(
    app: Application, target: Path, _progress: Progress, _cancel: CancelToken
) -> Path:
    app.organisation_files.write_template(target)
    return target


def import_subject(app: Application) -> TableImport:
    """What the wizard is told of lists of organisations."""
    changed = Changed.ORGANISATIONS | Changed.PEOPLE
    return TableImport(SPEC, app.organisation_files, _WORDS, changed)
