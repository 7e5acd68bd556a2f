"""What the shell asks of a page, and what a page may ask of the shell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.errors import EXPLAINED
from ui.theme import SPACE
from ui.widgets.lazy_tabs import show_tab
from ui.widgets.toast import Notice

if TYPE_CHECKING:
    from jyguide.progress import CancelToken, Progress
    from jyguide.vault.login import Login


@dataclass(frozen=True, slots=True)
class PageEntry:
    """An entry of the navigation whose page is made when it is first shown."""

    name: str
    title: str
    icon_name: str
    make: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class Reopening:
    """The data is closed, something is done, and the data is opened again.

    Attributes:
        work: Called on the worker with who was at work, None in a plain folder, and the job's
            progress and cancel token; returns who is to be. What it refuses is told once the
            data is open again as it was.
        told: What to say in passing when it was done.
        title: What the progress strip calls it.
    """

    work: Callable[[Login | None, Progress, CancelToken], Login | None]
    told: str
    title: str = "正在打开数据"


_UNREAD = "这一页没有读出来，数据没有改动。"
_FAULT = "再试一次仍然如此，请把错误报告交给市级维护人员。"


class Page(QWidget):
    """One entry of the navigation.

    A page is stale from the start and after each change it cares about. It reloads when it is
    on screen, or the next time it comes there; a reload that raises leaves it stale.
    Subclasses set the class attributes, fill `layout_` and override `reload`.
    """

    name = ""
    """Identifies the page: object names `page_<name>` and `nav_<name>`."""
    title = ""
    icon_name = "home"
    hint = ""
    """A line under the title, or nothing."""
    cares_about = Changed(0)

    notice = Signal(object)
    """A `Notice` for the toast; `say` is the short way."""
    wanted = Signal(str)
    """The name of a page to go to, or of a place in it: ``standard:round_rectification``.

    After the page's name comes what its `show_place` understands, parted by colons.
    """
    reopening = Signal(object)
    """A `Reopening`: something to be done while nobody is at work in the data."""

    tell_unread: Callable[[str], object] | None = None
    """Says over the page that it could not be read, and offers to try again; "" takes that back.
    None where the page stands in no window."""

    def __init__(self) -> None:
        super().__init__()
        self.fetching = False
        """Whether what is begun now is read for the page itself."""
        self.limits = self.limits_tip = ""  # why nothing can be changed here, whose work it is
        self.setObjectName(f"page_{self.name}")
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(SPACE.m)
        self._stale = True

    def reload(self) -> None:
        """Fetch anew what the page shows; called on screen only."""

    def show_place(self, place: str) -> None:
        """Go to a place within the page: a tab by its name or title, unless a page knows more."""
        any(show_tab(tabs, place) for tabs in self.findChildren(QTabWidget))

    def take_files(self, files: Sequence[Path]) -> None:
        """Open files that belong here, double-clicked or dropped; see `ui.opened_file.WHERE`."""

    def head_buttons(self) -> Sequence[QWidget]:
        """Buttons for the right end of the title line; asked once, when the page is framed."""
        return ()

    def may_close(self) -> str:
        """A sentence why the program should not be closed now, or nothing."""
        return ""

    def leave(self) -> None:
        """Begin to end what `may_close` spoke of; the user wants to close all the same.

        The shell closes once the worker is idle and `may_close` has nothing more to say.
        """

    def say(
        self, sentence: str, action_label: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Tell in passing what was done, perhaps with a button such as 撤销."""
        self.notice.emit(Notice(sentence, action_label, action))

    @property
    def stale(self) -> bool:
        """Whether what is shown may be out of date."""
        return self._stale

    @Slot()
    def refresh(self) -> None:
        """Reload now, whatever changed."""
        self._stale = True
        self.fetch(self.reload)
        self._stale = False

    def fetch(self, read: Callable[[], object]) -> None:
        """Read something for the page; where it fails, the page says so and stays stale."""
        if self.tell_unread is not None and not self.fetching:
            self.tell_unread("")
        self.go_on(read)

    def go_on(self, read: Callable[[], object]) -> None:
        """The same as one step of many: what the page has to say of another one stays."""
        before, self.fetching = self.fetching, True
        try:
            read()
        finally:
            self.fetching = before

    def note_unread(self, error: BaseException) -> bool:
        """Take note that what was read for the page failed; whether all was said of it."""
        self._stale = True
        if self.tell_unread is None:
            return False
        explained = isinstance(error, EXPLAINED)
        why = f"{error.message}{error.hint}" if isinstance(error, EXPLAINED) else _FAULT
        self.tell_unread(f"{_UNREAD}{why}")
        return explained

    @Slot(object)
    def note_change(self, what: Changed) -> None:
        """Take note of a finished action."""
        if not what & self.cares_about:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
