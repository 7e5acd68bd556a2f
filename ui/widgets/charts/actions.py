"""What can be done with a chart: copied, kept as a file, its figures copied."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from jyguide.documents.chart import Chart
from jyguide.documents.files import replace_when_whole
from jyguide.errors import EXPLAINED
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.theme import icon
from ui.widgets.charts.pictures import picture, png_bytes, svg_bytes
from ui.widgets.clipboard import as_mime

Say = Callable[[str], object]


class ChartActions(QObject):
    """The four lines of a chart's menu: on its button, and by right click or the menu key.

    Object names: `<name>_copy`, `<name>_png`, `<name>_svg`, `<name>_data`.
    """

    def __init__(
        self, desk: Desk, owner: QWidget, chart: Callable[[], Chart | None], say: Say, name: str
    ) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._chart, self._say = chart, say
        self.menu = QMenu(owner)
        for text, image, slot, part in (
            ("复制图片", "copy", self.copy_picture, "copy"),
            ("另存为 PNG…", "save", partial(self._save, "png"), "png"),
            ("另存为 SVG…", "save", partial(self._save, "svg"), "svg"),
            ("复制数据", "file", self.copy_data, "data"),
        ):
            action = self.menu.addAction(icon(image), text)
            action.setObjectName(f"{name}_{part}")
            action.triggered.connect(slot)
        self.menu.aboutToShow.connect(self._enable)

    def serve(self, widget: QWidget) -> None:
        """Open the menu over `widget` too."""
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(partial(self._open, widget))

    def _open(self, widget: QWidget, at: QPoint) -> None:
        self.menu.popup(widget.mapToGlobal(at))

    @Slot()
    def _enable(self) -> None:
        for action in self.menu.actions():
            action.setEnabled(self._chart() is not None)

    @Slot()
    def copy_picture(self) -> None:
        """The picture, for Word, WPS and chats."""
        chart = self._chart()
        if chart is None:
            return
        try:
            QGuiApplication.clipboard().setImage(picture(chart))
        except EXPLAINED as error:
            self._desk.alerts.report(error)
            return
        self._say(f"已复制图片“{chart.title}”")

    @Slot()
    def copy_data(self) -> None:
        """The figures as a table, for Excel and WPS."""
        chart = self._chart()
        if chart is not None:
            QGuiApplication.clipboard().setMimeData(as_mime(chart.cells))
            self._say(f"已复制“{chart.title}”的数据，{len(chart.lines)} 行")

    def _save(self, kind: str) -> None:
        chart = self._chart()
        if chart is None:
            return
        name = f"{file_name(chart.title)}.{kind}"
        patterns = f"{kind.upper()} 图片 (*.{kind})"
        target = self._desk.alerts.choose_save_file("保存图表", name, patterns)
        if target is not None:
            self._desk.act(
                self._owner,
                lambda *_: save_picture(chart, target),
                self._saved,
                title="正在保存图表",
            )

    @Slot(object)
    def _saved(self, target: Path) -> None:
        tell_written(self._owner, target, f"已保存“{target.name}”", self._say)


def save_picture(chart: Chart, target: Path) -> Path:
    """Write a chart as SVG or PNG, as the file is called.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
        RuleError: the chart has more rows than a picture can hold.
    """
    is_svg = target.suffix.lower() == ".svg"
    content = svg_bytes(chart) if is_svg else png_bytes(picture(chart))
    with replace_when_whole(target) as part:
        part.write_bytes(content)
    return target
