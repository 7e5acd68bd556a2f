"""How certificates look: built-in designs, the office's Word files, bought blanks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout

from jyguide.app import Application
from jyguide.certificate.design import DesignRow
from jyguide.certificate.kinds import CertificateKind, DesignForm
from jyguide.certificate.overprint import STRAIGHT
from ui.certificate.designs.deeds import DesignDeeds
from ui.certificate.designs.detail import DesignDetail
from ui.certificate.designs.words import chosen_text, form_text, kind_text, sample_kind
from ui.deeds import offer
from ui.desk import Desk
from ui.page import Page
from ui.printing.layout import lay_out
from ui.printing.shapes import Page as LaidOutPage
from ui.tabbed_page import PageTab
from ui.widgets import Column, EmptyText, Kind, RowTable, SplitDetail, make_button

_NONE = EmptyText("没有选中样式", "在左边选一个样式，这里显示它的样张。")


class DesignsTab(PageTab):
    """Object names: `designs` (the table), `add_word`, `add_blank`, `template_help` (a menu with
    `save_example`, `show_fields`), and those of `DesignDetail`.
    """  # noqa: D205 - a list of names

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self._page = page
        self._deeds = DesignDeeds(page, desk, app)
        self.detail = DesignDetail()
        self._build()
        self._connect()

    def reload(self) -> None:
        offer(self._page, self._word, self._blank, *self.detail.writing)
        self._desk.load(self, self._app.certificate_designs.designs, self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.view.setFocus()

    def _build(self) -> None:
        self.table: RowTable[DesignRow] = RowTable(
            (
                Column("样式", lambda row: row.name, width=232),
                Column("适用", kind_text, width=80),
                Column("方式", form_text, width=148),
                Column("默认用于", chosen_text, width=110),
            ),
            unit="个样式",
            search_hint="搜索样式",
            key=lambda row: row.id or row.design.builtin,
        )
        self.table.setObjectName("designs")
        self._help = make_button("模板说明", name="template_help")
        self._help.setMenu(self._make_menu())
        self._blank = make_button("新建套打…", Kind.PLAIN, "add", "add_blank")
        self._word = make_button("上传 Word 模板…", Kind.PLAIN, "import", "add_word")
        for button in (self._help, self._blank, self._word):
            self.table.add_tool(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._split = SplitDetail(self.table, _NONE, share=56)
        layout.addWidget(self._split, 1)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("下载示例模板…", self._deeds.save_example).setObjectName("save_example")
        menu.addAction("可以用的字段…", self._deeds.show_fields).setObjectName("show_fields")
        return menu

    def _connect(self) -> None:
        deeds, detail = self._deeds, self.detail
        self._word.clicked.connect(self._add_word)
        self._blank.clicked.connect(deeds.add_blank)
        self.table.selection_changed.connect(self._choose)
        self.table.activated.connect(deeds.edit)
        for text, deed, icon in (
            ("预览样张…", deeds.preview, "file"),
            ("修改…", deeds.edit, "edit"),
            ("删除", deeds.remove, "delete"),
        ):
            self.table.add_action(text, partial(self._with_row, deed), icon)
        detail.choose_wanted.connect(self._make_default)
        detail.edit_wanted.connect(partial(self._with_row, deeds.edit))
        detail.remove_wanted.connect(partial(self._with_row, deeds.remove))
        detail.preview_wanted.connect(partial(self._with_row, deeds.preview))
        detail.offset_wanted.connect(partial(self._with_row, deeds.ask_offset))
        detail.template_wanted.connect(partial(self._with_row, deeds.save_template))

    def _show(self, rows: list[DesignRow]) -> None:
        self.table.set_rows(rows)
        self.table.choose_first()

    @Slot()
    def _add_word(self) -> None:
        self._deeds.add_word()

    @Slot(object)
    def _choose(self, chosen: list[DesignRow]) -> None:
        if len(chosen) != 1:
            self._split.show_nothing()
            return
        (row,) = chosen
        self.detail.show_row(row, may_write=not self._page.limits)
        self._split.show_detail(self.detail)
        if row.design.form is not DesignForm.WORD:
            work = partial(_sample_pages, self._app, row)
            self._desk.load(self, work, partial(self.detail.show_sample, row))

    @Slot(object)
    def _make_default(self, kinds: tuple[CertificateKind, ...]) -> None:
        if self.detail.row is not None:
            self._deeds.choose(self.detail.row, kinds)

    def _with_row(self, deed: Callable[[DesignRow], object], *_: object) -> None:
        if self.detail.row is not None:
            deed(self.detail.row)


def _sample_pages(app: Application, row: DesignRow) -> tuple[LaidOutPage, ...]:
    sample = app.certificate_designs.sample(row.design, sample_kind(row), STRAIGHT)
    return lay_out(sample)
