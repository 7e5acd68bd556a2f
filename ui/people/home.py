"""The page of people as the navigation opens it: the list, and one person's file in its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from jyguide.app import Application
from jyguide.attachment.portrait import Crop
from jyguide.changes import Changed
from jyguide.ids import ActionId, PersonId
from jyguide.people.row import PersonRow
from ui.attachment.portrait_dialog import PortraitDialog
from ui.brief import brief
from ui.desk import Desk
from ui.people.doubles_dialog import DoublesDialog
from ui.people.file.services import file_services
from ui.people.file.view import PersonFile
from ui.people.page import PeoplePage
from ui.people.services import PeopleServices
from ui.people.transferring import Transferring
from ui.widgets import MenuGroup, make_button

_PICTURES = "照片 (*.jpg *.jpeg *.png *.bmp *.webp *.heic)"


class PeopleHome(PeoplePage):
    """Object names beside those of the list: `find_doubles`, and those of `PersonFile`."""

    cares_about = (
        Changed.PEOPLE
        | Changed.ORGANISATIONS
        | Changed.APPROVALS
        | Changed.ATTACHMENTS
        | Changed.SESSIONS
        | Changed.EXAMS
        | Changed.CERTIFICATES
    )

    def __init__(self, desk: Desk, app: Application) -> None:
        self._app = app
        self._files = file_services(app)
        self._opened: PersonId | None = None
        services = PeopleServices(
            app.people,
            app.finder,
            app.ordering,
            app.organisations,
            app.rosters,
            app.history,
            app.disclosures,
        )
        super().__init__(desk, app.place, services, app.clock)

    @cached_property
    def file(self) -> PersonFile:
        """Somebody's file, made when one is first opened."""
        made = PersonFile(self._desk, self._files)
        made.closed.connect(self._close)
        made.edit_wanted.connect(self._open_person)
        made.portrait_wanted.connect(self._choose_portrait)
        made.done.connect(self._tell)
        self._stack.addWidget(made)
        return made

    def reload(self) -> None:
        super().reload()
        if self._opened is not None:
            self.file.open_file(self._opened)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._opened is not None:
            self.file.enter()

    def show_place(self, place: str) -> None:
        """Somebody's file: ``person:<key>``."""
        what, _, key = place.partition(":")
        if what == "person":
            self.open_person(PersonId(UUID(key)))

    def head_buttons(self) -> Sequence[QWidget]:
        return (self._find, *super().head_buttons())

    def open_person(self, person_id: PersonId) -> None:
        """Show somebody's file in place of the list."""
        self._opened = person_id
        self.file.open_file(person_id)
        self._stack.setCurrentWidget(self.file)
        self._offer_head()
        self.file.enter()

    def _offer_head(self) -> None:
        """What stands in the head is done to the list."""
        for button in self.head_buttons():
            button.setVisible(self._opened is None)

    def find_doubles(self) -> None:
        """Open the list of people who may be one."""
        dialog = DoublesDialog(
            self._desk, self._app.doubles, self._history, self, is_city=self._place.is_city
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _build(self) -> None:
        super()._build()
        self._find: QPushButton = make_button("查重…", icon_name="search", name="find_doubles")
        self._find.setToolTip("找出可能登记了两次的人")
        self._transferring = Transferring(self, self._desk, self._files, self._tell)
        self._list.table.add_action("调动…", self._transfer_chosen, "next", group=MenuGroup.CHANGE)
        self._stack = QStackedWidget()
        self.layout_.removeWidget(self._list)
        self._stack.addWidget(self._list)
        self.layout_.addWidget(self._stack)

    def _connect(self) -> None:
        super()._connect()
        self._find.clicked.connect(self.find_doubles)
        self._list.open_wanted.connect(self._open_chosen)

    def _tell(self, sentence: str, action: ActionId | None) -> None:
        self._undoing.tell(sentence, action)

    @Slot()
    def _open_chosen(self) -> None:
        for person_id in self._list.chosen()[:1]:
            self.open_person(person_id)

    @Slot()
    def _close(self) -> None:
        self._opened = None
        self._offer_head()
        self._stack.setCurrentWidget(self._list)
        self._list.table.view.setFocus()

    @Slot()
    def _transfer_chosen(self) -> None:
        work = partial(self._people.people, ids=self._list.chosen())
        self._desk.load(self, work, self._transferring.ask)

    @Slot(object)
    def _choose_portrait(self, row: PersonRow) -> None:
        path = self._desk.alerts.choose_open_file("选择证件照", _PICTURES)
        if path is not None:
            work = partial(self._app.attachments.uncropped, path)
            self._desk.load(self, work, partial(self._crop_portrait, row, path))

    def _crop_portrait(self, row: PersonRow, path: Path, picture: bytes) -> None:
        dialog = PortraitDialog(picture, self)
        dialog.chosen.connect(partial(self._keep_portrait, row, path))
        dialog.open()

    def _keep_portrait(self, row: PersonRow, path: Path, crop: Crop) -> None:
        self._desk.act(
            self,
            brief(partial(self._app.attachments.set_portrait, row.id, path, crop)),
            partial(self._tell, f"已设置“{row.name}”的照片"),
            title="正在保存照片",
            changed=Changed.ATTACHMENTS,
        )
