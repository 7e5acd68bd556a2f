"""What is done to the tree and to people in it: asked about, kept, told with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from jyguide.changes import Changed
from jyguide.ids import ActionId, OrganisationId, StationId
from jyguide.people.organisation import (
    ORGANISATION_KIND_NAMES,
    TOWNSHIPS,
    OrganisationFacts,
    OrganisationKind,
    OrganisationRow,
    organisation_label,
)
from jyguide.people.organisation_match import Proposal
from jyguide.people.organisation_rule import kinds_under, misfit
from jyguide.people.row import PersonRow
from jyguide.people.service.organisation_moving import Resettling
from ui.brief import brief
from ui.desk import Desk
from ui.history.record_dialog import Subject, open_record
from ui.organisation.organisation_dialog import OrganisationDialog
from ui.organisation.people_dialogs import MatchDialog, PlaceDialog
from ui.organisation.small_dialogs import ChooseDialog, ResettleDialog
from ui.organisation.tree_panel import TreePanel
from ui.page import Page
from ui.undoing import Done, Undoing, noted

if TYPE_CHECKING:
    from jyguide.app import Application

ALTERED = Changed.ORGANISATIONS | Changed.PEOPLE


class OrganisationDeeds(QObject):
    """Acts for the page on the organisation chosen in its tree."""

    def __init__(self, page: Page, desk: Desk, app: Application, panel: TreePanel) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._app = app
        self._panel = panel
        self._undoing = Undoing(page, desk, app.history, ALTERED)
        self.to_choose: OrganisationId | None = None
        self.stations: Sequence[tuple[StationId, str]] = ()

    @Slot()
    def add(self) -> None:
        above = self._panel.current()
        if above is None or self._told_fixed(above):
            return
        if not kinds_under(above.kind):
            self._page.say(f"“{above.name}”下面不能再放组织")
            return
        self._open_form(above, None)

    @Slot()
    def change(self) -> None:
        row = self._panel.current()
        if row is not None and not self._told_fixed(row):
            self._open_form(self._row(row.parent_id), row)

    @Slot(object, str)
    def rename(self, organisation_id: OrganisationId, name: str) -> None:
        row = self._row(organisation_id)
        if row is not None and name.strip():
            work = partial(self._keep, row, replace(_facts(row), name=name))
            self._act(brief(work), self._note_kept, "正在改名")

    @Slot(object, object, object)
    def move(
        self, moved: OrganisationId, parent_id: OrganisationId | None, index: int | None
    ) -> None:
        """Move at once; where it comes to another township, ask first."""
        work = partial(self._app.organisations.resettling, moved, parent_id)
        go = partial(self._move_on, moved, parent_id, index)
        self._desk.act(self._page, brief(work), go, title="正在检查移动")

    @Slot()
    def ask_where(self) -> None:
        row = self._panel.current()
        if row is None or self._told_fixed(row):
            return
        under = self._panel.model.tree.below(row.id)
        places = [
            one
            for one in self._panel.model.rows
            if one.id not in under
            and not misfit(row.kind, one.kind)
            and not self._panel.model.fixed(one)
        ]
        if not places:
            self._page.say(f"没有别的组织可以放“{row.name}”")
            return
        dialog = ChooseDialog(
            f"移动“{row.name}”",
            "移到",
            "移动",
            places,
            self._page,
            hint=f"现在在“{organisation_label(row)}”。只列出可以放它的组织。",
        )
        dialog.wanted.connect(lambda target: self.move(row.id, target, None))
        self._open(dialog)

    @Slot()
    def ask_with_which(self) -> None:
        row = self._panel.current()
        if row is None or self._told_fixed(row):
            return
        same = [
            one
            for one in self._panel.model.rows
            if one.id != row.id and one.kind is row.kind and one.station_id == row.station_id
        ]
        if not same:
            kind = ORGANISATION_KIND_NAMES[row.kind]
            self._page.say(f"同一个镇街里没有别的{kind}可以和“{row.name}”合并")
            return
        dialog = ChooseDialog(
            f"合并“{row.name}”",
            "合并到",
            "合并",
            same,
            self._page,
            hint=f"“{organisation_label(row)}”的人员和下级归到选定的组织，它自己不再保留；可以撤销。",
        )
        dialog.wanted.connect(partial(self._merge, row))
        self._open(dialog)

    @Slot()
    def remove(self) -> None:
        row = self._panel.current()
        if row is None or self._told_fixed(row):
            return
        self.to_choose = row.parent_id
        work = partial(self._app.organisations.remove, row.id)
        self._act(brief(work), partial(self._note, f"已删除“{row.name}”"), "正在删除组织")

    @Slot()
    def open_history(self) -> None:
        row = self._panel.current()
        if row is not None:
            subject = Subject("organisation", row.id, f"组织“{row.name}”")
            open_record(self._desk, self._app.history, subject, self._page)

    @Slot()
    def place(self) -> None:
        row = self._panel.current()
        if row is not None:
            work = partial(_placeable, self._app, row)
            self._desk.load(self._page, work, partial(self._ask_whom, row))

    @Slot(object)
    def take_out(self, people: Sequence[PersonRow]) -> None:
        work = partial(self._app.placements.place, None, [one.id for one in people])
        said = f"已把 {len(people)} 人移出组织"
        self._act(brief(work), partial(self._note, said), "正在移出人员")

    @Slot()
    def match(self) -> None:
        self._desk.load(self._page, self._matched, self._show_matched)

    def _matched(self) -> tuple[list[Proposal], int]:
        return self._app.placements.proposals(), self._app.placements.unplaced()

    def _show_matched(self, found: tuple[list[Proposal], int]) -> None:
        dialog = MatchDialog(*found, self._page)
        dialog.wanted.connect(self._place_matched)
        self._open(dialog)

    @Slot(object)
    def _place_matched(self, chosen: Sequence[Proposal]) -> None:
        work = partial(self._app.placements.place_proposed, list(chosen))
        said = f"已按名称放入 {len(chosen)} 人"
        self._act(brief(work), partial(self._note, said), "正在放入人员")

    def _ask_whom(self, row: OrganisationRow, people: list[PersonRow]) -> None:
        dialog = PlaceDialog(row, people, self._page)
        dialog.wanted.connect(partial(self._place, row))
        self._open(dialog)

    def _place(self, row: OrganisationRow, people: Sequence[PersonRow]) -> None:
        work = partial(self._app.placements.place, row.id, [one.id for one in people])
        said = f"已把 {len(people)} 人放入“{row.name}”"
        self._act(brief(work), partial(self._note, said), "正在放入人员")

    def _move_on(
        self,
        moved: OrganisationId,
        parent_id: OrganisationId | None,
        index: int | None,
        going: Resettling | None,
    ) -> None:
        row, target = self._row(moved), self._row(parent_id)
        if row is None:
            return
        if going is None or target is None:
            self._carry(row, target, index, with_people=False)
            return
        dialog = ResettleDialog(
            row, target, going.station, going.organisations, len(going.people), self._page
        )
        dialog.agreed.connect(lambda follow: self._carry(row, target, index, with_people=follow))
        self._open(dialog)

    def _carry(
        self,
        row: OrganisationRow,
        target: OrganisationRow | None,
        index: int | None,
        *,
        with_people: bool,
    ) -> None:
        work = partial(
            self._app.organisations.move,
            row.id,
            target.id if target else None,
            index,
            with_people=with_people,
        )
        stays = target is not None and target.id == row.parent_id
        said = (
            f"已调整“{row.name}”的次序"
            if stays or target is None
            else f"已把“{row.name}”移到“{target.name}”下面"
        )
        self.to_choose = row.id
        self._act(brief(work), partial(self._note, said), "正在移动组织")

    def _merge(self, row: OrganisationRow, kept: OrganisationId) -> None:
        self.to_choose = kept
        work = partial(self._app.organisations.merge, kept, row.id)
        self._act(brief(work), partial(self._note, f"已合并“{row.name}”"), "正在合并组织")

    def _open_form(self, above: OrganisationRow | None, row: OrganisationRow | None) -> None:
        dialog = OrganisationDialog(
            self._desk,
            partial(self._keep, row),
            above,
            self._page,
            row=row,
            stations=self.stations if self._app.place.is_city else (),
            codes=lambda code: same_code(self._panel.model.rows, code, row),
            usual=self._usual_under(above),
        )
        dialog.saved.connect(self._note_kept)
        self._open(dialog)

    def _usual_under(self, above: OrganisationRow | None) -> OrganisationKind | None:
        """What is most likely to be added there: as its last one, else a branch in a village."""
        if above is None:
            return None
        there = self._panel.model.tree.children(above.id)
        if there:
            return there[-1].kind
        return None if above.kind in TOWNSHIPS else OrganisationKind.BRANCH

    def _keep(self, row: OrganisationRow | None, facts: OrganisationFacts) -> Done[OrganisationId]:
        """On the worker."""
        service, history = self._app.organisations, self._app.history
        if row is None:
            return noted(history, partial(service.add, facts))
        change = partial(service.change, row.id, facts, row.version, with_people=True)
        return Done(row.id, noted(history, change).action)

    @Slot(object)
    def _note_kept(self, done: Done[OrganisationId]) -> None:
        self.to_choose = done.result
        self._undoing.tell("已保存", done.action)

    def _note(self, said: str, action: ActionId) -> None:
        self._undoing.tell(said, action)

    def _act(self, work: Callable[..., object], done: Callable[..., object], title: str) -> None:
        self._desk.act(self._page, work, done, title=title, changed=ALTERED)

    def _told_fixed(self, row: OrganisationRow) -> bool:
        why = self._panel.model.fixed(row)
        if why:
            self._page.say(f"{why}。需要改动时请告诉市级。")
        return bool(why)

    def _row(self, organisation_id: OrganisationId | None) -> OrganisationRow | None:
        return self._panel.model.row_of(organisation_id)

    @staticmethod
    def _open(dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def same_code(rows: Sequence[OrganisationRow], code: str, but: OrganisationRow | None) -> str:
    """Which others have the same code, in words; nothing for no code or none."""
    others = [
        organisation_label(row)
        for row in rows
        if code and row.code == code and (but is None or row.id != but.id)
    ]
    if not others:
        return ""
    more = f"等 {len(others)} 个组织" if len(others) > 1 else ""
    return f"与“{others[0]}”{more}的代码相同"


def _facts(row: OrganisationRow) -> OrganisationFacts:
    return OrganisationFacts(row.name, row.kind, row.parent_id, row.code, row.note, row.station_id)


def _placeable(app: Application, row: OrganisationRow) -> list[PersonRow]:
    """Those whom the organisation's station has and who are not there yet."""
    return [
        one
        for one in app.people.people()
        if one.organisation_id != row.id and (not row.station or one.station == row.station)
    ]
