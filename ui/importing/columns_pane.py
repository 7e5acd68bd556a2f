"""The second step of bringing a list in: which column means what, corrected by hand."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jyguide.exchange.table.header import ColumnMap
from jyguide.exchange.table.outline import HEADLESS, TableOutline
from jyguide.exchange.table.spec import TableColumn, TableSpec
from ui.theme import SPACE, Tone, restyle, scaled
from ui.widgets import Banner, Card, ElidedLabel, make_label, scrolling
from ui.widgets.elided_combo import ElidedCombo

_NONE = "（文件里没有）"
_COMBO_WIDTH = 208
_LABEL_WIDTH = 96
_GUESSED = "没有认出表头。请先选择表头所在的行，再逐项指定各列的含义；指定一次即可，原文件不用改。"
_KNOWN = "列名已自动认出，一般不用改动；认错或没有认出的，请在下面改正。"
_REMEMBERED = "已按上次的对应关系：这种表头的文件上次手工核对过。有不对的，请在下面改正。"
_HEADLESS = "这里没有表头，各列的含义是按内容猜的。请逐项核对，没有猜出的请指定。"
_NO_HEAD = "没有表头，第一行就是内容"


class ColumnsPane(QWidget):
    """Object names: `columns_sentence`, `header_row`, `column_<key>`, `unused_columns`."""

    complete_changed = Signal(bool)
    """Whether every required field has a column."""

    def __init__(self, spec: TableSpec) -> None:
        super().__init__()
        self._spec = spec
        self._outline: TableOutline | None = None
        self._map = ColumnMap()
        self._choices: dict[str, _FieldChoice] = {}
        self._build()
        self._header.activated.connect(self._change_header)

    @property
    def complete(self) -> bool:
        return all(self._map.get(key) is not None for key in self._spec.required)

    @property
    def mapping(self) -> ColumnMap | None:
        """What the service is to read by; None for its own understanding."""
        if self._outline is None:
            return None
        return self._outline.mapping(self._header_row(), self._map)

    def show_outline(self, outline: TableOutline) -> None:
        """Show another file's columns, as far as they are known."""
        self._outline = outline
        self._sentence.say(*_opening(outline))
        pasted = outline.source.path is None
        sheet = "" if pasted else f"，工作表“{outline.sheet.name}”"
        self._sheet.setText(f"“{outline.source.name}”{sheet}")
        self._header.clear()
        for number, text in outline.rows_offered():
            self._header.addItem(f"第 {number} 行：{text}", number)
        self._header.addItem(_NO_HEAD, HEADLESS)
        self._header.setCurrentIndex(self._header.findData(outline.header_row))
        self._read_header()

    def enter(self) -> None:
        """Put the cursor where work is: on the header while it is unknown."""
        if self._outline and not (self._outline.recognised or self._outline.by_memory):
            self._header.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._sentence = Banner()
        self._sentence.setObjectName("columns_sentence")
        self._sheet = make_label("", "hint", "source_sheet")
        self._header = ElidedCombo()
        self._header.setObjectName("header_row")
        self._header.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._unused = make_label("", "small", "unused_columns", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(_key("表头所在行", self._header))
        row.addWidget(self._header, 1)
        row.addWidget(self._sheet)
        card = Card("各列的含义")
        grid = QWidget()
        grid.setLayout(self._make_grid())
        card.body.addWidget(scrolling(grid), 1)
        card.body.addWidget(self._unused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self._sentence)
        column.addLayout(row)
        column.addWidget(card, 1)

    def _make_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.xl)
        grid.setVerticalSpacing(SPACE.s)
        first = [column for column in self._spec.columns if column.required]
        shown = first + [column for column in self._spec.columns if not column.required]
        half = (len(shown) + 1) // 2
        for at, column in enumerate(shown):
            choice = _FieldChoice(column)
            choice.chosen.connect(self._change_column)
            self._choices[column.key] = choice
            grid.addWidget(choice, at % half, at // half)
        return grid

    @Slot(int)
    def _change_header(self, _index: int) -> None:
        self._read_header()

    @Slot(object, object)
    def _change_column(self, key: str, column: int | None) -> None:
        self._map = self._map.with_column(key, column)
        self._show_map()

    def _read_header(self) -> None:
        if self._outline is None:
            return
        number = self._header_row()
        self._map = self._outline.columns_of(number)
        offered = self._outline.columns_offered(number)
        for choice in self._choices.values():
            choice.offer(offered)
        self._show_map()

    def _show_map(self) -> None:
        if self._outline is None:
            return
        number = self._header_row()
        for key, choice in self._choices.items():
            column = self._map.get(key)
            samples = () if column is None else self._outline.samples(number, column)
            choice.show_column(column, samples)
        used = set(self._map.columns.values())
        names = [text for at, text in self._outline.columns_offered(number) if at not in used]
        self._unused.setText(f"不读入的列：{'、'.join(names)}" if names else "")
        self.complete_changed.emit(self.complete)

    def _header_row(self) -> int:
        return int(self._header.currentData())


class _FieldChoice(QWidget):
    """One field: its name, the column it is read from, and what stands there."""

    chosen = Signal(object, object)
    """The key and the index of its column, or None."""

    def __init__(self, column: TableColumn) -> None:
        super().__init__()
        self._key = column.key
        self._required = column.required
        self._combo = QComboBox()
        self._combo.setObjectName(f"column_{column.key}")
        self._combo.setFixedWidth(scaled(_COMBO_WIDTH))
        self._combo.activated.connect(self._tell)
        self._samples = ElidedLabel("small", f"samples_{column.key}")
        required = " *" if column.required else ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(_key(f"{column.label}{required}", self._combo))
        row.addWidget(self._combo)
        row.addWidget(self._samples, 1)

    def offer(self, columns: list[tuple[int, str]]) -> None:
        """Offer these columns, by index and text."""
        with QSignalBlocker(self._combo):
            self._combo.clear()
            self._combo.addItem(_NONE, None)
            for at, text in columns:
                self._combo.addItem(text, at)

    def show_column(self, column: int | None, samples: tuple[str, ...]) -> None:
        """Show what the field is read from; a required one without column is marked."""
        missing = column is None and self._required
        with QSignalBlocker(self._combo):
            self._combo.setCurrentIndex(0 if column is None else self._combo.findData(column))
        restyle(self._combo, wrong="true" if missing else "false")
        restyle(self._samples, role="problem" if missing else "small")
        self._samples.setText("必须指定这一列" if missing else _examples(samples))

    @Slot(int)
    def _tell(self, index: int) -> None:
        self.chosen.emit(self._key, self._combo.itemData(index))


def _opening(outline: TableOutline) -> tuple[str, Tone]:
    """How the columns came to be what they are."""
    if outline.by_memory:
        return _REMEMBERED, Tone.INFO
    if outline.header_row == HEADLESS:
        return _HEADLESS, Tone.WARN
    return (_KNOWN, Tone.INFO) if outline.recognised else (_GUESSED, Tone.WARN)


def _examples(samples: tuple[str, ...]) -> str:
    """As many whole samples as there is room for; a single long one is cut."""
    if not samples:
        return ""
    text = "、".join(samples)
    whole = text if len(text) <= _SAMPLE_LENGTH else samples[0][:_LONGEST_SAMPLE]
    return f"例：{whole}"


_SAMPLE_LENGTH = 14
_LONGEST_SAMPLE = 18


def _key(text: str, field: QWidget) -> QLabel:
    made = make_label(text, "key")
    made.setFixedWidth(scaled(_LABEL_WIDTH))
    made.setBuddy(field)
    return made
