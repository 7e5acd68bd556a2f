"""A tab that tells of things with codes whether they are right."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QShowEvent

from ui.desk import Desk
from ui.tabbed_page import PageTab
from ui.widgets.pasted import png_of
from ui.widgets.scanning import PICTURE_PATTERNS, AskingCard, dropped_picture


class CheckingTab(PageTab):
    """Ready for a scanner whenever it is shown; takes pictures chosen, pasted and dropped.

    Subclasses say what is done with a picture.
    """

    PICTURE_WANTED: ClassVar[str]
    """Title of the dialog that chooses one."""

    def __init__(self, desk: Desk, asking: AskingCard) -> None:
        super().__init__()
        self.setAcceptDrops(True)  # anywhere: nobody aims
        self._desk = desk
        self._asking = asking
        asking.choose.connect(self._choose)
        asking.pasted.connect(self._check_pasted)

    def check_file(self, file: Path) -> None:
        """Check what a picture in a file shows."""
        raise NotImplementedError  # what is checked differs from tab to tab

    def check_picture(self, content: bytes) -> None:
        """Check what a picture from the clipboard shows; PNG."""
        raise NotImplementedError  # as above

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._asking.enter()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_picture(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = dropped_picture(event)
        if file is not None:
            event.acceptProposedAction()
            self.check_file(file)

    @Slot(object)
    def _check_pasted(self, picture: QImage) -> None:
        self._desk.load(self, partial(png_of, picture), self.check_picture)

    @Slot()
    def _choose(self) -> None:
        file = self._desk.alerts.choose_open_file(self.PICTURE_WANTED, PICTURE_PATTERNS)
        if file is not None:
            self.check_file(file)
