"""Whether a certificate is one of ours and still counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from jyguide.app import Application
from jyguide.certificate.verify import VERDICT_NAMES, Check, Verdict, too_many
from jyguide.certificate.verify_picture import MOST_CODES
from ui.certificate.verify.asking import Asking
from ui.certificate.verify.outcome_card import VERDICT_TONES, OutcomeCard
from ui.checking_tab import CheckingTab
from ui.desk import Desk
from ui.page import Page
from ui.theme import SPACE, Tone
from ui.widgets import Column, EmptyText, RowTable

_EMPTY = EmptyText(
    "还没有核验过", "本次打开程序以来核验的证书列在这里，关闭后不保留。", icon_name="history"
)
_MOST = 500
_SETTLED = (Verdict.VALID, Verdict.REVOKED)


@dataclass(frozen=True, slots=True)
class Checked:
    """One check of this sitting."""

    at: datetime
    order: int
    check: Check


class VerifyTab(CheckingTab):
    """One field for scanner and keyboard, a large answer, and what was checked before.

    Object names: `checked` (the table), and those of `Asking` and `OutcomeCard`.
    """

    PICTURE_WANTED = "选择证书的图片"

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        asking = Asking()
        super().__init__(desk, asking)
        self.asking = asking
        self._app = app
        self._page = page
        self._done: list[Checked] = []
        self.outcome = OutcomeCard()
        self.table: RowTable[Checked] = RowTable(
            _columns(), unit="份", search_hint="搜索姓名、编号", key=_key, empty=_EMPTY
        )
        self.table.setObjectName("checked")
        self._build()
        self._connect()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(SPACE.m)
        left.addWidget(self.asking)
        left.addWidget(self.outcome, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addLayout(left, 6)
        layout.addWidget(self.table, 5)
        self.setFocusProxy(self.asking.scan)

    def _connect(self) -> None:
        self.asking.scanned.connect(self._check)
        self.asking.numbered.connect(self._check_number)
        self.table.selection_changed.connect(self._show_again)

    @Slot(str)
    def _check(self, text: str) -> None:
        self._load(partial(self._app.verification.check_all, text))

    @Slot(str, str)
    def _check_number(self, number: str, mark: str) -> None:
        self._load(lambda: [self._app.verification.check_number(number, mark)], typed=True)

    def check_file(self, file: Path) -> None:
        self._load(partial(self._app.verification.check_file, file))

    def check_picture(self, content: bytes) -> None:
        self._load(partial(self._app.verification.check_picture, content, "截图"))

    def _load(self, work: Callable[[], list[Check]], *, typed: bool = False) -> None:
        self._desk.load(self, work, partial(self._show, typed=typed))

    def _show(self, checks: list[Check], *, typed: bool) -> None:
        """Several codes at once are several lines; the first is shown.

        What was typed by hand stays to be put right where it did not fit.
        """
        now = self._app.clock()
        fresh = [Checked(now, len(self._done) + at, check) for at, check in enumerate(checks)]
        self._done.extend(fresh)
        self.table.set_rows(list(reversed(self._done))[:_MOST])
        self.outcome.show_check(fresh[0].check)
        if len(fresh) > 1:
            self.said.emit(_sum_text(checks))
        self.table.select_rows(lambda row: row.order == fresh[0].order)
        if typed and fresh[0].check.verdict not in _SETTLED:
            self.asking.enter()
        else:
            self.asking.clear()

    @Slot(object)
    def _show_again(self, rows: list[Checked]) -> None:
        if rows:
            self.outcome.show_check(rows[0].check)


def _sum_text(checks: list[Check]) -> str:
    if checks[-1] == too_many(MOST_CODES):  # stands for those that nobody looked at
        return checks[-1].sentence
    return f"一共 {len(checks)} 个二维码，已逐个核验，见右侧列表。"


def _columns() -> list[Column[Checked]]:
    return [
        Column("时间", lambda row: f"{row.at:%H:%M}", lambda row: row.order, width=60),
        Column("结果", lambda row: VERDICT_NAMES[row.check.verdict], width=96, tone=_tone),
        Column("姓名", _name, width=148, tip=_name, names=True),
        Column("编号", lambda row: row.check.number, width=148, mono=True),
    ]


def _name(row: Checked) -> str:
    return row.check.name


def _tone(row: Checked) -> Tone:
    return VERDICT_TONES[row.check.verdict]


def _key(row: Checked) -> object:
    return row.order
