"""The two bars of the print preview: what one can do above, what is being done below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QWidget,
)

from ui.printing.paper import PAPERS, Fit, Paper
from ui.printing.sheet_view import ZOOMS, Whole

_SAME_ZOOM = 0.01


def _button(text: str, name: str, tip: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button


class PreviewBar(QWidget):
    """Pages, zoom, and the ways out: printer, PDF, Word."""

    page_asked = Signal(int)
    zoom_asked = Signal(object)
    paper_asked = Signal()
    """Other paper, or another size on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.print_button = _button("打印…", "print_button", "选择打印机并打印（Ctrl+P）")
        self.pdf_button = _button("导出 PDF", "pdf_button", "全部页面存为一个 PDF 文件")
        self.word_button = _button("导出 Word", "word_button", "全部页面存为一个 Word 文件")
        self.close_button = _button("关闭", "close_button")
        self._up = _button("上一页", "previous_button", "上一页（PgUp）")
        self._down = _button("下一页", "next_button", "下一页（PgDn）")
        self._number = QSpinBox()
        self._count = QLabel()
        self._zoom = QComboBox()
        self._paper = QComboBox()
        self._fit = QComboBox()
        widest = self._count.fontMetrics().horizontalAdvance("至少 9999 页…")
        self._count.setMinimumWidth(widest)  # so that nothing moves while pages are added
        self._fill()
        self._fill_paper()
        self._arrange()
        self.set_page_count(0)

    @property
    def paper(self) -> Paper | None:
        """What is to be printed on; None is paper of each page's own size."""
        chosen = self._paper.currentData()
        return chosen if isinstance(chosen, Paper) else None

    @property
    def fit(self) -> Fit:
        """What is done with pages that are not as large as the paper."""
        return Fit(self._fit.currentText())

    def set_fit(self, fit: Fit) -> None:
        self._fit.setCurrentText(fit.value)

    def set_page_count(self, count: int, *, complete: bool = True) -> None:
        self._count.setText(f"共 {count} 页" if complete else f"至少 {count} 页…")
        self._number.setRange(1 if count else 0, count)
        self._show_ways()

    def show_page(self, number: int) -> None:
        """Say which page is seen, without asking for it again."""
        self._number.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self._number.setValue(number)
        self._number.blockSignals(False)  # noqa: FBT003 - Qt's own argument
        self._show_ways()

    def _show_ways(self) -> None:
        """Which way there are further pages."""
        self._up.setEnabled(self._number.value() > 1)
        self._down.setEnabled(self._number.value() < self._number.maximum())

    def set_busy(self, *, busy: bool) -> None:
        """While something runs, nothing else can be started."""
        for button in (self.print_button, self.pdf_button, self.word_button):
            button.setEnabled(not busy)

    def step_zoom(self, scale: float, *, up: bool) -> None:
        """Choose the next larger or smaller size after this one, if there is any."""
        if up:
            further = [zoom for zoom in ZOOMS if zoom > scale + _SAME_ZOOM][:1]
        else:
            further = [zoom for zoom in ZOOMS if zoom < scale - _SAME_ZOOM][-1:]
        for zoom in further:
            self._zoom.setCurrentIndex(self._zoom.findData(zoom))

    def show_whole_page(self) -> None:
        self._zoom.setCurrentIndex(0)

    def next_page(self) -> None:
        self.page_asked.emit(self._number.value() + 1)

    def previous_page(self) -> None:
        self.page_asked.emit(self._number.value() - 1)

    def _fill(self) -> None:
        self._number.setObjectName("page_number")
        self._number.setAccessibleName("页码")
        self._number.setPrefix("第 ")
        self._number.setSuffix(" 页")
        self._number.setKeyboardTracking(False)
        self._zoom.setObjectName("zoom")
        self._zoom.setAccessibleName("显示比例")
        self._zoom.setToolTip("显示比例（Ctrl+滚轮，或 Ctrl+加号、减号；Ctrl+0 看整页）")
        for whole in Whole:
            self._zoom.addItem(whole.value, whole)
        for zoom in ZOOMS:
            self._zoom.addItem(f"{zoom:.0%}", zoom)
        self._number.valueChanged.connect(self.page_asked)
        self._zoom.currentIndexChanged.connect(self._zoom_chosen)
        self._up.clicked.connect(self.previous_page)
        self._down.clicked.connect(self.next_page)

    def _fill_paper(self) -> None:
        self._paper.setObjectName("paper")
        self._paper.setAccessibleName("纸张")
        self._paper.setToolTip("打印用的纸；预览按这种纸显示")
        self._paper.addItem("纸张同文件", None)
        for paper in PAPERS:
            self._paper.addItem(f"{paper.name} 纸", paper)
        self._fit.setObjectName("fit")
        self._fit.setAccessibleName("纸张与文件不同时")
        self._fit.setToolTip("打印机里的纸与文件大小不同时，放大缩小，还是按实际尺寸")
        self._fit.addItems([fit.value for fit in Fit])
        for box in (self._paper, self._fit):
            box.currentIndexChanged.connect(self.paper_asked)

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        for button in (self.print_button, self.pdf_button, self.word_button):
            layout.addWidget(button)
        layout.addSpacing(8)
        layout.addWidget(self._paper)
        layout.addWidget(self._fit)
        layout.addStretch(1)
        for widget in (self._up, self._number, self._down, self._count):
            layout.addWidget(widget)
        layout.addWidget(self._zoom)
        layout.addStretch(1)
        layout.addWidget(self.close_button)

    def _zoom_chosen(self) -> None:
        self.zoom_asked.emit(self._zoom.currentData())


class WorkBar(QWidget):
    """What is being done, how far it has come, and a button to stop it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stop_button = _button("取消", "stop_button")
        self.folder_button = _button("打开所在文件夹", "folder_button", "看看刚才保存的文件")
        self._text = QLabel()
        self._text.setObjectName("work_text")
        self._text.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(260)
        self._what = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self._text, stretch=1)
        layout.addWidget(self._bar)
        layout.addWidget(self.stop_button)
        layout.addWidget(self.folder_button)
        margins = layout.contentsMargins()
        highest = self.stop_button.sizeHint().height() + margins.top() + margins.bottom()
        self.setMinimumHeight(highest)  # so that no page moves when the buttons come and go
        self.folder_button.hide()
        self.finish()

    def begin(self, what: str) -> None:
        self._what = what
        self.say(f"{what}……")
        self._bar.setRange(0, 0)
        self._bar.show()
        self.stop_button.show()
        self.folder_button.hide()

    def step(self, done: int, total: int, _text: str) -> None:
        """Show how far it has come."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.say(f"{self._what}：{done}/{total}" if total else f"{self._what}：{done}")

    def say(self, text: str) -> None:
        self._text.setText(text)

    def finish(self) -> None:
        self._bar.hide()
        self.stop_button.hide()
