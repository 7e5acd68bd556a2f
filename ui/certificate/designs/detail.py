"""One design: a sample of it, and what may be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from jyguide.certificate.design import DesignRow
from jyguide.certificate.kinds import TITLES, CertificateKind, DesignForm
from ui.certificate.designs.page_picture import PagePicture
from ui.certificate.designs.words import EVERY_KIND, facts_text
from ui.printing.shapes import Page
from ui.theme import SPACE
from ui.widgets import Card, Kind, make_button, make_label

_WORD = "Word 模板不能在这里预览。\n点“导出样张…”，用 Word 或 WPS 打开看。"


class DesignDetail(Card):
    """Object names: `design_title`, `design_facts`, `design_sample`, `choose_design`,
    `edit_design`, `remove_design`, `preview_design`, `print_offset`, `save_template`.
    """  # noqa: D205 - a list of names

    choose_wanted = Signal(object)
    """The `CertificateKind`s."""
    edit_wanted = Signal()
    remove_wanted = Signal()
    preview_wanted = Signal()
    offset_wanted = Signal()
    template_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row: DesignRow | None = None
        self._title = make_label("", "section", "design_title", wrap=True)
        self._facts = make_label("", "sentence", "design_facts", wrap=True)
        self.picture = PagePicture("design_sample")
        self._choose = make_button("设为默认", Kind.PRIMARY, "check", "choose_design")
        self._edit = make_button("修改…", Kind.PLAIN, "edit", "edit_design")
        self._look = make_button("预览样张", Kind.PLAIN, "file", "preview_design")
        self._offset = make_button("打印机偏移…", Kind.PLAIN, "print", "print_offset")
        self._template = make_button("另存模板…", Kind.PLAIN, "export", "save_template")
        self._remove = make_button("删除", Kind.DANGER, "delete", "remove_design")
        self.writing: tuple[QWidget, ...] = (self._choose, self._edit, self._remove, self._offset)
        self.head.addWidget(self._title, 1)
        self.head.addWidget(self._choose)
        self.body.addLayout(self.head)
        self.body.addWidget(self._facts)
        self.body.addWidget(self.picture, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        for button in (self._look, self._template, self._offset, self._edit, self._remove):
            buttons.addWidget(button)
        buttons.addStretch()
        self.body.addLayout(buttons)
        self._choose.clicked.connect(self._ask_kind)
        self._edit.clicked.connect(self.edit_wanted)
        self._remove.clicked.connect(self.remove_wanted)
        self._look.clicked.connect(self.preview_wanted)
        self._offset.clicked.connect(self.offset_wanted)
        self._template.clicked.connect(self.template_wanted)

    def show_row(self, row: DesignRow, *, may_write: bool) -> None:
        """Show another design; its sample follows by `show_sample`."""
        self.row = row
        form = row.design.form
        self._title.setText(row.name)
        self._facts.setText(facts_text(row))
        self.picture.show_page(None, _WORD if form is DesignForm.WORD else "")
        self._look.setText("导出样张…" if form is DesignForm.WORD else "预览样张")
        self._template.setVisible(form is DesignForm.WORD)
        self._offset.setVisible(form is DesignForm.BLANK and may_write)
        own = may_write and not row.from_city
        self._edit.setVisible(own)
        self._remove.setVisible(row.id is not None and own)

    def show_sample(self, row: DesignRow, pages: tuple[Page, ...]) -> None:
        """Show a sample, unless another design has been chosen meanwhile."""
        if row == self.row and pages:
            self.picture.show_page(pages[0])

    @Slot()
    def _ask_kind(self) -> None:
        """Which kinds it is to be taken for; where there is one only, none is asked."""
        if self.row is None:
            return
        kinds = tuple(kind for kind in CertificateKind if self.row.suits(kind))
        if len(kinds) == 1:
            self.choose_wanted.emit(kinds)
            return
        menu = QMenu(self)
        menu.setObjectName("choose_kind")
        for kind in kinds:
            menu.addAction(f"用于{TITLES[kind]}", partial(self.choose_wanted.emit, (kind,)))
        menu.addAction(f"用于{EVERY_KIND}", partial(self.choose_wanted.emit, kinds))
        menu.popup(self._choose.mapToGlobal(QPoint(0, self._choose.height())))
