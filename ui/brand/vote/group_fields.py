"""Jury groups with their weights, a line each, and what the weights make."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from jyguide.brand.scheme import JuryGroup
from ui.theme import SPACE
from ui.widgets import Kind, make_button, make_label

_MOST = 6
_WHOLE = 100


class GroupFields(QWidget):
    """Object names: `group_<n>`, `weight_<n>`, `drop_<n>` from 1 on, `add_group`, `weights`."""

    def __init__(self, groups: Sequence[JuryGroup]) -> None:
        super().__init__()
        self.setObjectName("groups")
        self._lines: list[tuple[str, QLineEdit, QSpinBox, QWidget]] = []
        self._made = 0
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE.xs)
        self._sum = make_label("", "small", "weights")
        self._add = make_button("加一个组", Kind.QUIET, "add", "add_group")
        self._add.clicked.connect(partial(self._put, JuryGroup("", "", 0)))
        foot = QHBoxLayout()
        foot.addWidget(self._sum)
        foot.addStretch()
        foot.addWidget(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.xs)
        layout.addLayout(self._rows)
        layout.addLayout(foot)
        for group in groups:
            self._put(group)

    @property
    def groups(self) -> tuple[JuryGroup, ...]:
        """As entered; lines without a name and a weight are left out."""
        used = {code for code, *_ in self._lines if code}
        found = []
        for code, name, weight, _ in self._lines:
            if name.text().strip() or weight.value():
                code_ = code or _free(used)
                used.add(code_)
                found.append(JuryGroup(code_, " ".join(name.text().split()), weight.value()))
        return tuple(found)

    @Slot()
    def _put(self, group: JuryGroup, *_: object) -> None:
        self._made += 1
        at = self._made
        name = QLineEdit(group.name, placeholderText="组名，如专家评委")
        name.setObjectName(f"group_{at}")
        name.setAccessibleName(f"第 {at} 个评委组")
        weight = QSpinBox()
        weight.setObjectName(f"weight_{at}")
        weight.setAccessibleName(f"第 {at} 个评委组的权重")
        weight.setRange(0, _WHOLE)
        weight.setSuffix(" %")
        weight.setValue(group.weight)
        weight.valueChanged.connect(self._show_sum)
        drop = make_button("去掉", Kind.QUIET, name=f"drop_{at}")
        drop.setAccessibleName(f"去掉第 {at} 个评委组")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(name, 1)
        row.addWidget(weight)
        row.addWidget(drop)
        self._lines.append((group.code, name, weight, line))
        self._rows.addWidget(line)
        drop.clicked.connect(partial(self._drop, line))
        self._show_sum()

    def _drop(self, line: QWidget, *_: object) -> None:
        self._lines = [one for one in self._lines if one[3] is not line]
        line.hide()
        line.deleteLater()
        self._show_sum()

    @Slot()
    def _show_sum(self, *_: object) -> None:
        whole = sum(weight.value() for _, _, weight, _ in self._lines)
        self._sum.setText(f"权重合计 {whole}%" + ("" if whole == _WHOLE else "，应为 100%"))
        self._add.setEnabled(len(self._lines) < _MOST)


def _free(used: set[str]) -> str:
    return next(f"g{at}" for at in range(1, 100) if f"g{at}" not in used)
