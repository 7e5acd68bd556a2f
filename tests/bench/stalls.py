"""Event-loop stalls over the whole window at the city's size.

Every page, every tab, every search, every long table and every dialog that a button opens, by
clicks and keys, and the main job to its end; ``python -m tests.bench.stalls`` tells where the
longest ones were, and how much of each the interface thread had the processor: on a busy machine
the rest is waiting for other programs. The limit is held by the clock on the wall all the same.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QScrollBar,
    QWidget,
)
from shiboken6 import isValid

from jyguide.generate.grid_book import made_book, write_book
from jyguide.people.row import PersonRow
from tests.bench import floors
from tests.bench.certificates_kept import ISSUED, _course, _issue
from tests.bench.offices import state_in
from tests.bench.people import write_roster
from tests.bench.people_list import MANY, filled
from tests.bench.ratio import Limit, bare
from tests.bench.stalls_job import BLUEPRINT, MainJob
from tests.bench.standard_round import fill_round
from tests.ui.stalls import Stall, StallWatch
from ui.main import Window
from ui.pages import PAGES
from ui.reading_ahead import MODULES
from ui.start import make_application
from ui.widgets.lazy_tabs import LazyTabs
from ui.widgets.row_view import RowView

ALLOWED_MS = 100
_SIZE = (1366, 768)
_ROSTER = 3_000
_TYPED = "wang建"
_SHOWN = 12
_SCREENS = 12
_REST_SECONDS = 0.4


class Silent:
    """Alerts that agree to nothing and choose no file, unless one was handed in.

    Attributes:
        files: To be opened, one after another.
        target: Where a file goes; None: nowhere.
        agrees: What is answered to every question.
    """

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.target: Path | None = None
        self.agrees = False

    def report(self, error: BaseException) -> None:
        sys.stderr.write(f"{error!r}\n")

    def inform(self, sentence: str, hint: str = "") -> None: ...

    def ask(
        self, question: str, yes_label: str = "确定", *, hint: str = "", danger: bool = False
    ) -> bool:
        return self.agrees

    def choose_open_file(self, title: str, patterns: str = "") -> Path | None:
        return self.files.pop(0) if self.files else None

    def choose_open_files(self, title: str, patterns: str = "") -> list[Path]:
        return []

    def choose_save_file(self, title: str, suggested: str, patterns: str = "") -> Path | None:
        return self.target

    def choose_folder(self, title: str) -> Path | None:
        return None


def run() -> Iterator[Limit]:
    """The longest stall over all flows under 100 ms; which are longer is told besides."""
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        folder = Path(name) / "city"
        fill(folder)
        stalls = walked(folder, Path(name))
        plain = bare(floors.shown(folder, "select * from person"), rounds=3)
    worst = stalls[0]
    title = f"界面最长停顿（{worst.what}，其中占用处理器 {worst.busy * 1000:.0f} ms）"
    yield Limit(title, worst.seconds * 1000, "ms", ALLOWED_MS, plain)
    long = sum(one.seconds * 1000 > ALLOWED_MS for one in stalls)
    own = sum(one.busy * 1000 > ALLOWED_MS for one in stalls)
    title = f"界面停顿超过 {ALLOWED_MS} ms 的操作（自己占用处理器超过的 {own} 个）"
    yield Limit(title, long, "个", 0)


def measure() -> list[Stall]:
    """Fill a city's folder, walk through it; the longest stall of each flow, longest first."""
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        folder = Path(name) / "city"
        fill(folder)
        return walked(folder, Path(name))


def fill(folder: Path) -> None:
    """A city as large as it gets: people, secretaries, branches, the grid, certificates."""
    app = filled(folder, MANY)
    app.papers.save_blueprint(BLUEPRINT, None)
    keys = [person.id for person in app.people.people()]
    fill_round(app)
    book = folder.parent / "grid.xlsx"
    write_book(book, made_book())
    app.grid_files.take_in(app.grid_files.plan(book))
    _issue(app, _course(app, keys[:ISSUED]), keys[:ISSUED])
    app.close()


def walked(folder: Path, room: Path) -> list[Stall]:
    """Walk through a folder that is filled."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication.instance() or make_application(sys.argv[:1])
    assert isinstance(qt, QApplication)
    alerts = Silent()
    window = Window(folder, alerts)
    window.shell.resize(*_SIZE)
    watch = StallWatch(qt)
    walk = Walk(watch, window)
    with watch.watching():
        watch.do("打开数据", partial(_open, window), walk.settled)
        watch.wait(walk.has_read_ahead)
        # The job first: its keys start where the focus of a page is before anybody moved it.
        alerts.agrees, alerts.target = True, room / "certificate.pdf"
        MainJob(watch, window, walk.settled).walk(alerts.target)
        alerts.agrees, alerts.target = False, None
        for name, *_ in PAGES:
            walk.page(name)
        write_roster(room / "roster.xlsx", _ROSTER, MANY)
        alerts.files = [room / "roster.xlsx"]
        walk.import_roster()
    window.shell.close()
    window.close()
    return watch.longest()


def _open(window: Window) -> None:
    window.shell.show()
    window.open(print)


class Walk:
    """Clicks through a window, page by page."""

    def __init__(self, watch: StallWatch, window: Window) -> None:
        self._watch, self._window = watch, window

    def settled(self) -> bool:
        """Whether the data is open and the worker has nothing to do."""
        return self._window.app is not None and not self._window.desk.jobs.busy

    def has_read_ahead(self) -> bool:
        """Whether the modules of pages are read, as some seconds after the start."""
        return MODULES[-1] in sys.modules and self.settled()

    def page(self, name: str) -> None:
        """Open a page and everything on it."""
        shell = self._window.shell
        entry = shell.findChild(QPushButton, f"nav_{name}")
        assert entry is not None
        self._do(f"{name} 打开", entry.click)
        page = shell.current_page
        assert page is not None
        self._look_around(page, name)
        for button in page.head_buttons():
            self._press_all(button, name)
            if isinstance(button, QPushButton):
                self._press(button, name)
        for tabs in page.findChildren(LazyTabs):
            for at in range(1, tabs.count()):
                place = tabs.widget(at)
                where = f"{name}:{getattr(place, 'name', place.objectName())}"
                self._do(f"{where} 打开", partial(tabs.setCurrentIndex, at))
                self._look_around(place, where)
            self._do(f"{name} 回到第一页", partial(tabs.setCurrentIndex, 0))

    def import_roster(self) -> None:
        """The wizard from the file to the last step."""
        self._do("导入 人员页", partial(self._window.shell.show_page, "people"))
        before = len(self._people())
        for step in ("import_roster", "choose_file", "next_step", "import_now"):
            button = self._visible_button(step)
            assert button is not None, f"the import does not come to {step}"
            self._do(f"导入花名册 {step}", button.click)
        assert len(self._people()) == before + _ROSTER
        self._close_dialogs("导入花名册")

    def _people(self) -> list[PersonRow]:
        assert self._window.app is not None
        return self._window.app.people.people()

    def _look_around(self, place: QWidget, name: str) -> None:
        for field in place.findChildren(QLineEdit):
            if field.isVisible() and field.isEnabled() and "search" in field.objectName():
                self._type(field, name)
        for view in place.findChildren(RowView):
            if view.isVisible():
                self._go_through(view, name)
        self._press_all(place, name)

    def _press_all(self, place: QWidget, name: str) -> None:
        """Buttons and lines of their menus that ask something: their titles end so."""
        for button in place.findChildren(QPushButton):
            self._press(button, name)
            menu = button.menu() if isValid(button) and button.isVisible() else None
            for action in menu.actions() if menu is not None else ():
                if isValid(action) and action.isEnabled() and action.text().endswith("…"):
                    self._ask(f"{name} {action.text()}", action.trigger)

    def _type(self, field: QLineEdit, name: str) -> None:
        field.window().activateWindow()
        self._do(f"{name} 到搜索框", field.setFocus)
        self._rest()
        for sign in _TYPED:
            self._do(f"{name} 搜索", partial(field.insert, sign))
        self._rest()  # many ask only once nobody types any more
        self._do(f"{name} 清空搜索", field.clear)
        self._rest()

    def _go_through(self, view: RowView, name: str) -> None:
        rows = view.model().rowCount()
        if not rows:
            return
        bar: QScrollBar = view.verticalScrollBar()
        for at in range(_SCREENS + 1):
            place = bar.maximum() * at // _SCREENS
            self._do(f"{name} 滚动 {rows} 行", partial(bar.setValue, place))
        bar.setValue(0)
        key = Qt.Key.Key_A
        select = partial(QTest.keyClick, view, key, Qt.KeyboardModifier.ControlModifier)
        self._do(f"{name} 全选 {rows} 行", select)
        self._do(f"{name} 选第一行", partial(view.select_positions, [0]))
        head = view.horizontalHeader()
        click = partial(view.sortByColumn, head.logicalIndex(0), Qt.SortOrder.DescendingOrder)
        self._do(f"{name} 排序 {rows} 行", click)
        self._do(f"{name} 恢复次序", partial(view.sortByColumn, -1, Qt.SortOrder.AscendingOrder))
        if rows:
            self._do(f"{name} 选第一行", partial(view.select_positions, [0]))

    def _press(self, button: QPushButton, name: str) -> None:
        if not isValid(button) or not button.isVisible() or not button.isEnabled():
            return  # gone with what was shown before
        if button.text().endswith("…") and button.menu() is None:
            self._ask(f"{name} {button.text()}", button.click)

    def _ask(self, name: str, click: Callable[[], object]) -> None:
        QTimer.singleShot(0, self._close_blocking)
        self._do(name, click)
        self._close_dialogs(name)

    def _close_blocking(self) -> None:
        """A dialog that is run and not opened would hold up the walk."""
        shown = QApplication.activeModalWidget()
        if shown is not None and QApplication.activePopupWidget() is None:
            QTimer.singleShot(1500, shown, shown.close)

    def _close_dialogs(self, name: str) -> None:
        for shown in QApplication.topLevelWidgets():
            if not isValid(shown):
                continue
            if isinstance(shown, QDialog) and shown.isVisible():
                self._do(f"{name} 关闭", shown.reject)
            elif shown.isVisible() and not isinstance(shown, QMainWindow) and shown.isWindow():
                shown.close()

    def _visible_button(self, name: str) -> QPushButton | None:
        found = [
            one
            for top in QApplication.topLevelWidgets()
            for one in top.findChildren(QPushButton, name)
        ]
        return next((one for one in found if one.isVisible() and one.isEnabled()), None)

    def _rest(self) -> None:
        until = time.perf_counter() + _REST_SECONDS
        self._watch.wait(lambda: time.perf_counter() > until and self.settled())

    def _do(self, what: str, deed: Callable[[], object]) -> None:
        self._watch.do(what, deed, self.settled)


def main() -> None:
    for one in measure()[:_SHOWN]:
        sys.stdout.write(f"{one.line()}\n")


if __name__ == "__main__":
    main()
