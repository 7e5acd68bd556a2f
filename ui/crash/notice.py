"""At a start after a crash: one notice of what was left, and the way to it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from jyguide.settings.draft import Draft, named
from ui.widgets import Link, Notice

if TYPE_CHECKING:
    from ui.draft.drafts import Drafts
    from ui.main import Window

_DIED = "上次程序意外结束，报告在数据文件夹的 logs 里（{}）。"
_LEFT = "上次有没保存的内容：{}。"
_SAVED = "报告已保存到“{}”。"
_AGAIN = "请再次打开“{}”，点表上面的“填回”。"


class AfterCrash(QObject):
    """Says it once: the next start says nothing of the same, and the menu still leads there."""

    def __init__(self, window: Window) -> None:
        """Speak of the report that the run before left once, and of what lay in forms."""
        super().__init__(window.shell)
        self._window = window
        report = self._report = window.crash_report
        window.crash_report = None
        drafts = _drafts_of(window)
        if drafts is not None:
            drafts.found.connect(self._tell_left)
        if report is not None:
            self._tell(_DIED.format(report.name))

    @Slot(object)
    def _tell_left(self, left: list[Draft]) -> None:
        died = _DIED.format(self._report.name) if self._report is not None else ""
        self._tell(died + _LEFT.format(named(left)), left=True)
        drafts = _drafts_of(self._window)
        if drafts is not None:
            drafts.note_told()

    def _tell(self, sentence: str, *, left: bool = False) -> None:
        links = []
        if left:
            links.append(Link("看看…", partial(open_left, self._window)))
        if self._report is not None:
            links.append(Link("保存报告到U盘…", self._save))
        first, *more = links
        self._window.shell.toast.tell(
            Notice(sentence, first.label, first.run, more=tuple(more), stays=True)
        )

    def _save(self) -> None:
        """Where it is wanted: the folder asked for last, or the stick that the user goes to."""
        report, alerts = self._report, self._window.desk.alerts
        assert report is not None  # noqa: S101 - else there is no button
        target = alerts.choose_save_file("保存错误报告", report.name, "文本 (*.txt)")
        if target is None:
            return
        work = partial(_copied, report, target)
        self._window.desk.load(self, work, self._tell_saved)

    def _tell_saved(self, target: Path) -> None:
        self._window.shell.toast.tell(Notice(_SAVED.format(target)))


def open_left(window: Window) -> None:
    """The list of what was left unsaved."""
    from ui.draft.left_dialog import LeftDialog  # noqa: PLC0415 - when it is asked for

    drafts = _drafts_of(window)
    if drafts is None:
        return
    dialog = LeftDialog(drafts, window.shell)
    dialog.wanted.connect(partial(_go, window))
    dialog.open()


def _drafts_of(window: Window) -> Drafts | None:
    at_work = window.shell.at_work
    return None if at_work is None else at_work.drafts


def _go(window: Window, draft: Draft) -> None:
    """To the page it was typed on; which record it was, its own button there knows."""
    window.shell.show_page(draft.page or "home")
    window.shell.toast.tell(Notice(_AGAIN.format(draft.title)))


def _copied(report: Path, target: Path) -> Path:
    from jyguide.documents.files import replace_when_whole  # noqa: PLC0415 - once in a while

    with replace_when_whole(target) as part:
        part.write_bytes(report.read_bytes())
    return target
