"""The main window: navigation on the left, the page, the status bar."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jyguide.clock import system_clock
from ui.alerts import Alerts
from ui.changes import ChangeHub
from ui.commands import Command, Commands, Menu
from ui.job_report import JobReports, Sight
from ui.job_strip import JobStrip
from ui.jobs import JobRunner
from ui.navigation import Navigation
from ui.out_of_sight import Caller, is_out_of_sight
from ui.page import Page, PageEntry
from ui.page_slot import PageFrame, clear, say_opening
from ui.theme import SPACE, scaled
from ui.widgets.labels import make_label
from ui.widgets.toast import Notice, Toast

if TYPE_CHECKING:
    from ui.at_work import AtWork
    from ui.page_reading import PageReading

_STATUS_HEIGHT = 40
_SHORTCUT_PAGES = 10


class Shell(QMainWindow):
    """Holds the pages, one visible at a time; closing waits for the worker.

    Object names: `shell`, `station`, `data_folder`, `toast`, and those of `Navigation` and
    `JobStrip`.
    """

    page_changed = Signal(str)
    """The name of the page now shown."""
    at_work: AtWork | None = None
    """What it carries of the data; None before that is open."""
    _reading: PageReading | None = None
    _once_made: Callable[[], None] | None = None
    stayed = Signal()
    """Closing was asked for, and somebody thought better of it."""

    def __init__(
        self, title: str, station_label: str, jobs: JobRunner, alerts: Alerts, changes: ChangeHub
    ) -> None:
        super().__init__()
        self.setObjectName("shell")
        self._title = title
        self.setWindowTitle(f"{title} · {station_label}" if station_label else title)
        self.setMinimumSize(1024, 640)
        self.resize(1280, 720)
        self._jobs = jobs
        self._alerts = alerts
        self._changes = changes
        self._waiting: dict[str, PageEntry] = {}
        self._offered: dict[str, PageEntry] = {}
        self._pages: dict[str, Page] = {}
        self._slots: dict[str, QVBoxLayout] = {}
        self._frames: dict[str, QWidget] = {}
        self._opened = False
        self._closing = False
        self._build(title, station_label)
        self._follow_jobs(jobs)
        jobs.idle.connect(self._close_when_idle)
        self.commands = Commands(self.menuBar(), self._inside)
        self._offer_commands()

    def offer(self, entry: PageEntry) -> None:
        """Add an entry to the end of the navigation; the first one offered is shown.

        Its page is made when it is shown for the first time after `open_pages`: the window is
        there at once, and nobody waits for pages he does not open.
        """
        frame = QWidget()
        slot = QVBoxLayout(frame)
        slot.setContentsMargins(0, 0, 0, 0)
        first = not self._frames
        self._waiting[entry.name] = self._offered[entry.name] = entry
        self._slots[entry.name] = slot
        self._frames[entry.name] = frame
        self._stack.addWidget(frame)
        self._add_entry(entry, len(self._frames) - 1)
        if first:
            self.show_page(entry.name)

    def add_page(self, page: Page) -> None:
        """Add a page that is there already."""
        self.offer(PageEntry(page.name, page.title, page.icon_name, lambda: page))
        if page.name in self._waiting:
            self._make(page.name)

    def open_pages(self, station_label: str) -> None:
        """The data is open: from now on pages are made as they are shown."""
        self._opened = True
        self.commands.set_open(data_open=True)
        self.setWindowTitle(f"{self._title} · {station_label}")
        self._station.setText(station_label)
        self._navigation.name_place(station_label)
        self._make_if_waiting(self._shown_name())

    def read_pages_by(self, reading: PageReading) -> None:
        """From now on have the modules of a page read before it is made."""
        self._reading = reading
        reading.came.connect(self._take_read)

    @Slot(str)
    def show_page(self, where: str) -> None:
        """Go to a page by its name, or to a place in it: see `Page.wanted`.

        What is not read yet is there soon after: see `read_pages_by`.

        Raises:
            KeyError: there is no such page.
        """
        name, _, place = where.partition(":")
        frame = self._frames[name]
        self._once_made = None
        self._make_if_waiting(name)
        if name not in self._pages:
            self._once_made = partial(self.show_page, where)
        self._navigation.mark(name)
        self._stack.setCurrentWidget(frame)
        if place and name in self._pages:
            self._pages[name].show_place(place)
        self.toast.raise_()
        self.page_changed.emit(name)

    def press(self, page: str, button: str) -> None:
        """Go to a page and press a button at its head; one that is greyed is only shown.

        Whoever is not offered it at all is told why.
        """
        self.show_page(page)
        if page not in self._pages:
            self._once_made = partial(self.press, page, button)
            return
        found = self._frames[page].findChild(QPushButton, button)
        limits = self._pages[page].limits
        if found is not None and found.isHidden() and limits:
            self.toast.tell(Notice(limits))
        elif found is not None and found.isEnabled():
            found.click()

    def hand(self, where: str, files: Sequence[Path]) -> None:
        """Go to a place and give its page files to open; whoever may only look is told so."""
        self.show_page(where)
        name = where.partition(":")[0]
        if name not in self._pages:
            self._once_made = partial(self.hand, where, files)
        elif self._pages[name].limits:
            self.toast.tell(Notice(self._pages[name].limits))
        else:
            self._pages[name].take_files(files)

    def forget_pages(self) -> None:
        """Let go of all pages; they are made anew after the next `open_pages`."""
        gc.unfreeze()  # they are looked at again, see `ui.collector`
        self._opened = False
        self._once_made = None
        self.commands.set_open(data_open=False)
        for name, page in self._pages.items():
            self._changes.changed.disconnect(page.note_change)
            clear(self._slots[name])
            self._waiting[name] = self._offered[name]
        self._pages.clear()

    def take_type(self) -> None:
        """Give what holds text the room that the size of type in force needs."""
        self._navigation.take_type()
        self.statusBar().setMinimumHeight(scaled(_STATUS_HEIGHT))

    def cover(self, view: QWidget) -> None:
        """Show `view` in place of everything: no page, no key of theirs is reached behind it."""
        if self._layers.indexOf(view) < 0:
            self._layers.addWidget(view)
        self._layers.setCurrentWidget(view)
        self.menuBar().hide()
        self.statusBar().hide()

    def uncover(self) -> None:
        """Show the pages again."""
        self._layers.setCurrentWidget(self._inside)
        self.menuBar().show()
        self.statusBar().show()

    def add_status(self, widget: QWidget) -> None:
        """Put something at the right end of the status bar."""
        self.statusBar().addPermanentWidget(widget)

    def unfinished(self) -> list[str]:
        """Why pages should not be closed now, a sentence each."""
        return [page.may_close() for page in self._staying()]

    @property
    def shown_page(self) -> str:
        """The name of the page shown, made or not; "" before the first was offered."""
        return self._shown_name()

    @property
    def current_page(self) -> Page | None:
        """The page shown, None before the first was added."""
        return self._pages.get(self._shown_name())

    @Slot()
    def refresh(self) -> None:
        """Reload the page shown (F5)."""
        if self.current_page is not None:
            self.current_page.refresh()

    @property
    def closing(self) -> bool:
        """Whether it only waits for the worker to be closed."""
        return self._closing

    def show_data_folder(self, folder: Path) -> None:
        """Name the data folder in the status bar, shortened to what tells it apart."""
        self._folder.setText(f"数据：{folder.name}")
        self._folder.setToolTip(str(folder))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing and not self._agreed():
            event.ignore()
            self.stayed.emit()
            return
        self._closing = self._jobs.busy  # then closed by `_close_when_idle`
        event.setAccepted(not self._jobs.busy)

    def _agreed(self) -> bool:
        """Ask what there is to ask before closing, and end what the user lets go of."""
        staying = self._staying()
        if staying:
            if not all(self._may_leave(page) for page in staying):
                return False
            for page in staying:
                page.leave()  # it stores something yet: nothing is cancelled, only waited for
        else:
            if self._jobs.asked_for and not self._may_cancel():
                return False
            self._jobs.cancel_all()
        return True

    @Slot()
    def _close_when_idle(self) -> None:
        if self._closing:
            self._closing = not self._staying()  # what could not be stored is asked about anew
            self.close()

    def _staying(self) -> list[Page]:
        return [page for page in self._pages.values() if page.may_close()]

    def _follow_jobs(self, jobs: JobRunner) -> None:
        """Show what is being done, keep what came of it, and call whoever looks elsewhere."""
        sight = Sight(self._shown_name, self.show_page, partial(is_out_of_sight, self))
        self.reports = JobReports(jobs, sight, system_clock, self)
        self.reports.news.connect(self.toast.tell)
        jobs.started.connect(self.job_strip.follow)
        self.job_strip.list_wanted.connect(self._show_jobs)
        self._caller = Caller(self)
        jobs.settled.connect(self._caller.call)

    @Slot()
    def _show_jobs(self) -> None:
        self.commands.action("jobs").trigger()

    def _shown_name(self) -> str:
        shown = self._stack.currentWidget()
        return next((name for name, frame in self._frames.items() if frame is shown), "")

    def _make_if_waiting(self, name: str) -> None:
        if not self._opened or name not in self._waiting:
            return
        if self._reading is not None and self._reading.begin(name):
            say_opening(self._slots[name])
        else:
            self._make(name)

    @Slot(str)
    def _take_read(self, name: str) -> None:
        """Make a page whose modules are read now, if somebody still waits for it."""
        if self._opened and name == self._shown_name():
            go, self._once_made = self._once_made, None
            (go or partial(self.show_page, name))()

    def _make(self, name: str) -> None:
        page = self._waiting.pop(name).make()
        clear(self._slots[name])
        self._pages[name] = page
        page.notice.connect(self.reports.note)
        page.notice.connect(self.toast.tell)
        page.wanted.connect(self.show_page)
        self._changes.changed.connect(page.note_change)
        self._slots[name].addWidget(PageFrame(page))

    def _may_leave(self, page: Page) -> bool:
        return self._alerts.ask(page.may_close(), "仍然退出", danger=True)

    def _may_cancel(self) -> bool:
        return self._alerts.ask(
            "还有任务正在进行，现在退出会取消它。",
            "取消任务并退出",
            hint="取消的任务不会留下半份数据。",
            danger=True,
        )

    def _offer_commands(self) -> None:
        for command in (
            Command("leave", "退出", self.close, Menu.FILE, 9, ("Ctrl+Q",), at_once=True),
            Command(
                "refresh", "刷新", self.refresh, Menu.VIEW, 1, ("F5",), "refresh", at_once=True
            ),
            Command(
                "full_screen", "全屏", self._turn_full_screen, Menu.VIEW, 2, ("F11",), at_once=True
            ),
        ):
            self.commands.add(command)

    @Slot()
    def _turn_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _build(self, title: str, station_label: str) -> None:
        self._stack = QStackedWidget()
        self._inside = QWidget()
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._navigation = Navigation(title, station_label)
        row.addWidget(self._navigation)
        row.addWidget(self._stack, 1)
        self._layers = QStackedWidget()
        self._layers.addWidget(self._inside)
        self.setCentralWidget(self._layers)
        self.toast = Toast(self._stack)
        self.job_strip = JobStrip()
        self._folder = make_label("", name="data_folder")
        self._folder.setContentsMargins(SPACE.m, 0, 0, 0)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(SPACE.m, 0, SPACE.s, 0)
        self._station = make_label(station_label, name="station")
        bar.addWidget(self._station)
        bar.addWidget(self._folder)
        bar.addPermanentWidget(self.job_strip)
        self.take_type()

    def _add_entry(self, page: PageEntry, place: int) -> None:
        go = partial(self.show_page, page.name)
        entry = self._navigation.add(page, go)
        if place < _SHORTCUT_PAGES:
            keys = QKeySequence(f"Ctrl+{(place + 1) % _SHORTCUT_PAGES}")  # 0 stands after 9
            QShortcut(keys, self._inside, go)
            entry.setToolTip(f"{page.title}（{keys.toString()}）")
