"""A station's first sight: how things stand with the city, and the two things one does."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from jyguide.sync.row import OfficeRow
from ui.sync.words import headline, standing
from ui.theme import PALETTE, SPACE, icon, scaled
from ui.widgets import Card, Kind, make_button, make_label
from ui.widgets.labels import tone_icon

_HEIGHT = 52
_WIDTH = 196
_ICON = QSize(24, 24)
_MARK = 32
_UNKNOWN = "还没有和市级交换过数据"
_FIRST = "先导入市级发来的文件，或给市级导出第一份。"


class StationHead(Card):
    """Object names: `headline`, `standing`, `export_to_city`, `import_files`, `last_import`."""

    export_wanted = Signal()
    import_wanted = Signal()
    last_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mark = make_label("")
        self._mark.setFixedSize(_MARK, _MARK)
        self._headline = make_label("", "page-title", "headline", wrap=True)
        self._standing = make_label("", "hint", "standing", wrap=True)
        self.export = _big_button("导出给市级…", Kind.PRIMARY, "export", "export_to_city")
        self.export.setToolTip("写一份同步文件到U盘或文件夹（Ctrl+E）")
        self.bring_in = _big_button("导入同步文件…", Kind.PLAIN, "import", "import_files")
        self.bring_in.setToolTip("从U盘或聊天收到的文件导入，也可以把文件拖到本页（Ctrl+O）")
        self._last = make_button("看刚才的导入结果", Kind.QUIET, name="last_import")
        self._last.hide()
        self._build()
        self.export.clicked.connect(self.export_wanted)
        self.bring_in.clicked.connect(self.import_wanted)
        self._last.clicked.connect(self.last_wanted)

    def show_city(self, city: OfficeRow | None) -> None:
        """Say how things stand; nothing is known before the first exchange."""
        sentence, tone = headline(city) if city else (_UNKNOWN, None)
        self._headline.setText(sentence)
        self._standing.setText(standing(city) if city else _FIRST)
        name, colour = (tone_icon(tone), PALETTE.of(tone)) if tone else ("info", PALETTE.info)
        self._mark.setPixmap(icon(name, colour).pixmap(_MARK, _MARK))

    def offer_last(self) -> None:
        """There is a result to look at again."""
        self._last.show()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE.s)
        words.addWidget(self._headline)
        words.addWidget(self._standing)
        said = QHBoxLayout()
        said.setSpacing(SPACE.m)
        marked = QVBoxLayout()
        marked.addWidget(self._mark)
        marked.addStretch()
        said.addLayout(marked)
        said.addLayout(words, 1)
        bar = QWidget()
        # the style sheet's own least height outdoes a button's
        bar.setFixedHeight(scaled(_HEIGHT))
        actions = QHBoxLayout(bar)
        actions.setContentsMargins(0, 0, 0, 0)
        actions.setSpacing(SPACE.m)
        actions.addWidget(self.export)
        actions.addWidget(self.bring_in)
        actions.addWidget(make_label("收到的文件也可以直接拖到本页。", "small"))
        actions.addStretch()
        actions.addWidget(self._last)
        self.body.setSpacing(SPACE.m)
        self.body.addLayout(said)
        self.body.addWidget(bar)


def _big_button(text: str, kind: Kind, icon_name: str, name: str) -> QPushButton:
    made = make_button(text, kind, icon_name, name)
    made.setMinimumWidth(scaled(_WIDTH))
    made.setIconSize(_ICON)
    made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
    return made
