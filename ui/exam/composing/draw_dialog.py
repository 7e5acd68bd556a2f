"""The question before a paper is drawn: its title, its seed, and how many variants."""

from __future__ import annotations

import re
import secrets

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from jyguide.exam.composing.variants import LETTERS
from ui.widgets import make_button
from ui.widgets.form_dialog import FormDialog

SEEDS = 1_000_000
"""Seeds that are offered: six digits can be read out on the telephone."""

_SEED = re.compile(r"\d{1,9}", re.ASCII)
_VARIANTS = ("只有一种", *(f"{'、'.join(LETTERS[:n])} {n} 种" for n in range(2, len(LETTERS) + 1)))


class DrawDialog(FormDialog):
    """Object names: `field_title`, `field_seed`, `another_seed`, `field_variants`, `adjust`."""

    wanted = Signal(str, int, int)
    """Title, seed, number of variants; whoever draws the paper closes the dialog."""
    adjust_wanted = Signal(str, int)
    """Draw by this seed, then let items be exchanged by hand."""

    def __init__(self, suggested: str, parent: QWidget | None = None) -> None:
        super().__init__("组卷", "组卷", parent)
        self.setObjectName("draw_dialog")
        self._title = QLineEdit(suggested)
        self._seed = QLineEdit(maxLength=9)
        self._seed.setObjectName("field_seed")
        self._seed.setAccessibleName("抽题编号")
        self._variants = QComboBox()
        for count, name in enumerate(_VARIANTS, start=1):
            self._variants.addItem(name, count)
        another = make_button("换一个", name="another_seed")
        another.clicked.connect(self._draw_seed)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._seed, 1)
        row.addWidget(another)
        self.form.add("title", "试卷名称", self._title, required=True)
        self.form.add(
            "seed_line",
            "抽题编号",
            line,
            hint="随机产生并随试卷保存。用同一蓝图、同一题库和同一编号，可以抽出完全相同的试卷。",
        )
        self.form.add(
            "variants",
            "卷别",
            self._variants,
            hint="各卷题目相同，题目和选项的次序不同，答案各有一份。",
        )
        self._adjust = make_button("抽出后逐题调整…", name="adjust")
        self._adjust.clicked.connect(self._want_adjusting)
        self.add_choice(self._adjust)
        self._draw_seed()
        self._title.selectAll()

    @Slot()
    def _draw_seed(self) -> None:
        self._seed.setText(f"{secrets.randbelow(SEEDS):06d}")

    def _asked(self) -> tuple[str, int] | None:
        """Title and seed, or None while one of them is wrong and marked so."""
        problems = {}
        if not self._title.text().strip():
            problems["title"] = "请填写试卷名称。"
        if not _SEED.fullmatch(self._seed.text().strip()):
            problems["seed_line"] = "抽题编号是 1 至 9 位数字。"
        if not self.form.show_problems(problems):
            return None
        return self._title.text().strip(), int(self._seed.text())

    @Slot()
    def _want_adjusting(self) -> None:
        if asked := self._asked():
            self.adjust_wanted.emit(*asked)

    @Slot()
    def _confirm(self) -> None:
        if asked := self._asked():
            self.wanted.emit(*asked, int(self._variants.currentData()))
