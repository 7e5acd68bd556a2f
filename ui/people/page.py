"""Everybody on the list: find, enter, correct, take off, bring in and hand out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from jyguide.changes import Changed
from jyguide.clock import Clock, system_clock
from jyguide.history.service import HistoryService
from jyguide.ids import ActionId, PersonId
from jyguide.people.person import PersonFacts
from jyguide.people.row import PersonRow
from jyguide.people.service import PeopleService
from jyguide.people.service.rosters import RosterService
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress, watched_by
from ui.access.unmask import Numbers, Unmasking, export_agreed
from ui.brief import brief
from ui.desk import Desk
from ui.file_written import tell_written
from ui.history.record_dialog import Subject, open_record
from ui.importing import ImportWizard, open_import, pasted_block
from ui.page import Page
from ui.people.list_reading import ListReading
from ui.people.move_dialog import MoveDialog
from ui.people.people_list import PeopleList
from ui.people.person_dialog import PersonDialog
from ui.people.person_form import Surroundings
from ui.people.roster_files import roster_subject
from ui.people.services import PeopleServices
from ui.undoing import Done, Undoing, noted
from ui.widgets import Kind, make_button

_BOOKS = "Excel 工作簿 (*.xlsx)"


class PeoplePage(Page):
    """The list with all its gestures; each runs on the worker.

    Object names: `new_person`, `import_roster`, `export`, `export_masked`, `export_full`,
    `template`, and those of `PeopleList`.
    """

    name = "people"
    title = "人员"
    icon_name = "people"
    hint = "指导员和受训人员的名册；可从 Excel 花名册导入，也可逐个录入"
    cares_about = Changed.PEOPLE | Changed.ORGANISATIONS

    def __init__(
        self,
        desk: Desk,
        place: Place,
        services: PeopleServices,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._place = place
        self._people = services.people
        self._rosters = services.rosters
        self._ordering = services.ordering
        self._history = services.history
        self._disclosures = services.disclosures
        self._undoing = Undoing(self, desk, services.history, Changed.PEOPLE)
        self._clock = clock
        self._build()
        self._reading = ListReading(self._list, desk, services, self.say)
        self._reading.totalled.connect(self._offer_export)
        self._numbers = Unmasking(
            self._list, desk, self._list.full_box, self._about_numbers, self._list.show_numbers
        )
        self._numbers.record_by(self._disclosures)
        self._connect()

    def reload(self) -> None:
        self._numbers.mask()
        self._reading.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list.table.view.setFocus()

    def head_buttons(self) -> Sequence[QWidget]:
        return (self._template, self._export, self._new, self._import)

    def _build(self) -> None:
        self._list = PeopleList(is_city=self._place.is_city)
        self.layout_.addWidget(self._list)
        self._template = make_button("下载模板…", icon_name="file", name="template")
        self._export = make_button("导出 Excel", icon_name="export", name="export")
        self._export.setMenu(self._export_menu())
        self._new = make_button("新增…", icon_name="add", name="new_person")
        self._new.setToolTip("新增人员（Ctrl+N）")
        self._import = make_button("导入花名册…", Kind.PRIMARY, "import", "import_roster")

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        masked = menu.addAction("隐去号码中间几位…", self._export_masked)
        masked.setObjectName("export_masked")
        full = menu.addAction("完整的身份证号和手机号…", self._export_full)
        full.setObjectName("export_full")
        return menu

    def _connect(self) -> None:
        self._template.clicked.connect(self._save_template)
        self._new.clicked.connect(self._add)
        self._import.clicked.connect(self._open_import)
        self._list.import_wanted.connect(self._open_import)
        self._list.view_wanted.connect(self._numbers.mask)  # others may come into view
        self._list.roster_dropped.connect(self._import_file)
        self._list.open_wanted.connect(self._open_chosen)
        self._list.edit_wanted.connect(self._edit)
        self._list.step_wanted.connect(self._step)
        self._list.move_wanted.connect(self._ask_place)
        self._list.history_wanted.connect(self._open_history)
        self._list.delete_wanted.connect(self._remove)
        QShortcut(QKeySequence.StandardKey.New, self, self._add)
        QShortcut(QKeySequence.StandardKey.Paste, self, self._import_pasted)

    @Slot(int)
    def _offer_export(self, total: int) -> None:
        self._export.setEnabled(total > 0)

    def _about_numbers(self) -> Numbers | None:
        count = self._reading.shown.count if self._reading.shown else 0
        return Numbers(f"名单上 {count} 人", "人员名单", count) if count else None

    @Slot()
    def _add(self) -> None:
        self._open_person(None)

    @Slot()
    def _open_chosen(self) -> None:
        """What Enter and a double click do; `PeopleHome` opens the person's file."""
        self._edit()

    @Slot()
    def _edit(self) -> None:
        chosen = self._list.chosen()
        if len(chosen) == 1:
            self._desk.load(self, partial(self._people.person, chosen[0]), self._open_person)

    def _open_person(self, person: PersonRow | None) -> None:
        today = self._clock().date()
        keep = partial(_kept, self._history, self._people, person)
        around = Surroundings(
            self._reading.stations if self._place.is_city else (),
            self._reading.organisations,
            today,
        )
        dialog = PersonDialog(self._desk, keep, around, self, person)
        dialog.unmask_by(self._disclosures)
        dialog.saved.connect(self._note_saved)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(object)
    def _note_saved(self, done: Done[PersonId]) -> None:
        self._list.select(done.result)
        self._undoing.tell("已保存", done.action)

    @Slot()
    def _open_history(self) -> None:
        for row in self._list.table.selected_rows() if len(self._list.chosen()) == 1 else ():
            subject = Subject("person", row.id, f"人员“{row.name}”")
            open_record(self._desk, self._history, subject, self)

    @Slot(int)
    def _step(self, step: int) -> None:
        work = partial(self._ordering.step, self._list.chosen(), self._shown_keys(), step)
        self._move(work, "已上移" if step < 0 else "已下移")

    @Slot()
    def _ask_place(self) -> None:
        chosen = self._list.chosen()
        if not chosen:
            return
        keys = self._shown_keys()
        dialog = MoveDialog(len(chosen), len(keys), keys.index(chosen[0]) + 1, self)
        dialog.chosen.connect(self._move_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(int)
    def _move_to(self, place: int) -> None:
        work = partial(self._ordering.move_to, self._list.chosen(), self._shown_keys(), place)
        self._move(work, "已移动")

    def _shown_keys(self) -> Sequence[PersonId]:
        return self._list.table.model.keys

    def _move(self, work: Callable[[], ActionId | None], said: str) -> None:
        done = partial(self._undoing.tell, said)
        self._desk.act(self, brief(work), done, title="正在排序", changed=Changed.PEOPLE)

    @Slot()
    def _remove(self) -> None:
        chosen = self._list.chosen()
        if not chosen or not self._may_remove(len(chosen)):
            return
        rows = self._list.table.selected_rows()
        whom = f"“{rows[0].name}”" if len(chosen) == len(rows) == 1 else f" {len(chosen)} 人"
        done = partial(self._undoing.tell, f"已删除{whom}")
        work = partial(self._people.remove, chosen)
        self._desk.act(self, brief(work), done, title="正在删除人员", changed=Changed.PEOPLE)

    def _may_remove(self, count: int) -> bool:
        """One is taken off at once, since it can be undone; a slip with many is asked about."""
        return count == 1 or self._desk.alerts.ask(
            f"要从名单中删除选中的 {count} 人吗？",
            f"删除 {count} 人",
            hint="他们的培训、考试和证书记录仍然保留；删除后可以撤销。",
            danger=True,
        )

    @Slot()
    def _open_import(self) -> None:
        self._open_wizard()

    @Slot(Path)
    def _import_file(self, file: Path) -> None:
        self._open_wizard().read(file)

    @Slot()
    def _import_pasted(self) -> None:
        """What was copied in Excel or WPS goes the same way as a file."""
        block = pasted_block()
        if block is not None:
            self._open_wizard().read(block)

    def _open_wizard(self) -> ImportWizard:
        subject = roster_subject(self._rosters)
        wizard = open_import(self._desk, subject, self._history, self._undoing, self)
        wizard.lead_on("下一步：新建培训")
        wizard.onward.connect(partial(self.wanted.emit, "training:new"))
        return wizard

    @Slot()
    def _save_template(self) -> None:
        target = self._ask_target("保存花名册模板", "花名册模板.xlsx")
        if target is not None:
            work = partial(_template_written, self._rosters, target)
            self._desk.act(self, work, self._note_written, title="正在保存模板")

    @Slot()
    def _export_masked(self) -> None:
        self._export_to("花名册（号码已隐去）.xlsx", full=False)

    @Slot()
    def _export_full(self) -> None:
        if export_agreed(self._desk.alerts, self._disclosures, "名单上全部人员"):
            self._export_to("花名册.xlsx", full=True)

    def _export_to(self, suggested: str, *, full: bool) -> None:
        target = self._ask_target("导出花名册", suggested)
        if target is not None:
            work = partial(_exported, self._rosters, target, full)
            done = partial(self._note_exported, target)
            self._desk.act(self, work, done, title="正在导出花名册")

    def _ask_target(self, title: str, suggested: str) -> Path | None:
        return self._desk.alerts.choose_save_file(title, suggested, _BOOKS)

    def _note_written(self, target: Path) -> None:
        tell_written(self, target, f"已保存到“{target.name}”")

    def _note_exported(self, target: Path, count: int) -> None:
        tell_written(self, target, f"已导出名单上全部 {count} 人")


def _kept(
    history: HistoryService, people: PeopleService, person: PersonRow | None, facts: PersonFacts
) -> Done[PersonId]:
    if person is None:
        return noted(history, partial(people.add, facts))
    change = noted(history, partial(people.change, person.id, facts, person.version))
    return Done(person.id, change.action)


def _template_written(
    rosters: RosterService, target: Path, _progress: Progress, _cancel: CancelToken
) -> Path:
    rosters.write_template(target)
    return target


def _exported(
    rosters: RosterService,
    target: Path,
    full: bool,  # noqa: FBT001 - bound by `partial`, which the worker then calls
    progress: Progress,
    cancel: CancelToken,
) -> int:
    with watched_by(progress, cancel):
        return rosters.export(target, full=full)
