"""One deal in full, and its contract."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.exchange.money import yuan_text
from jyguide.masking import numbers_masked
from jyguide.openness.deal import DealRow, one_sum
from jyguide.openness.kinds import DEAL_KIND_NAMES, PARTY_CATEGORY_NAMES
from jyguide.openness.money_words import wan_words
from ui.attachment.subject_pane import SubjectPane
from ui.desk import Desk
from ui.openness.deals.columns import area_text
from ui.page import Page
from ui.theme import SPACE, Tone
from ui.widgets import Badge, Card, Facts, Kind, make_button, make_label, scrolling

_FILES = "合同、成交确认书的扫描件可以拖到这里。"


class DealDetail(Card):
    """What is on the right of the list.

    Object names: `deal_title`, `deal_record`, and those of `SubjectPane`.
    """

    record_wanted = Signal(object)
    """The `DealRow` whose history is to be seen."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._row: DealRow | None = None
        self._title = make_label("", "section", "deal_title", wrap=True)
        self._badge = Badge()
        self._facts = Facts()
        self._record = make_button("修改记录…", Kind.QUIET, "history", "deal_record")
        self.files = SubjectPane(desk, app, page, "合同附件", _FILES)
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._title, 1)
        head.addWidget(self._badge, alignment=Qt.AlignmentFlag.AlignTop)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self._facts)
        column.addWidget(self.files)
        column.addStretch()
        self.body.addLayout(head)
        self.body.addWidget(scrolling(content), 1)
        self.body.addWidget(self._record, alignment=Qt.AlignmentFlag.AlignRight)
        self._record.clicked.connect(self._want_record)

    def show_row(self, row: DealRow) -> None:
        """Show a deal."""
        self._row = row
        facts = row.facts
        self._title.setText(numbers_masked(facts.subject))
        self._badge.show_state(DEAL_KIND_NAMES[facts.kind], Tone.NEUTRAL)
        self._facts.show_facts(
            (
                ("编号", facts.number),
                ("交易日期", f"{facts.dealt_on:%Y-%m-%d}"),
                ("村（社区）", "/".join(filter(None, (row.township, facts.organisation)))),
                ("面积", _area(row)),
                ("成交价", f"{yuan_text(facts.price)} 元（{wan_words(facts.price)}）"),
                ("转出方", PARTY_CATEGORY_NAMES[facts.seller]),
                ("受让方", PARTY_CATEGORY_NAMES[facts.buyer]),
                ("期限", _term(row)),
                ("备注", numbers_masked(facts.note)),
            )
        )
        self.files.show_subject(row.id, mine=row.mine)

    @Slot()
    def _want_record(self) -> None:
        if self._row is not None:
            self.record_wanted.emit(self._row)


def _area(row: DealRow) -> str:
    """In its own unit, and in the other one."""
    facts = row.facts
    if facts.area is None:
        return ""
    one = one_sum(0, facts.area, facts.area_unit)
    other = one.square_metres if facts.area_unit == "亩" else one.mu
    unit = "平方米" if facts.area_unit == "亩" else "亩"
    return f"{area_text(row)}（折 {other / 100:,.2f} {unit}）"


def _term(row: DealRow) -> str:
    days = [f"{day:%Y-%m-%d}" for day in (row.facts.began_on, row.facts.ends_on) if day]
    return "至".join(days) if len(days) > 1 else "".join(f"{day}起" for day in days)
