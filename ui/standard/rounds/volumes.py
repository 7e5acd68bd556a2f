"""Volumes shown, or written into a folder a file each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from jyguide.app import Application
from jyguide.documents.page import Document
from jyguide.documents.word import write_word
from jyguide.ids import RoundId
from jyguide.standard.branch_line import BranchLine
from jyguide.standard.overview import RoundOverview
from jyguide.standard.printing.volume.part import Volume
from jyguide.standard.service.volumes import Bound, Into
from ui.brief import brief
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.page import Page
from ui.printing.paint import decoded
from ui.printing.pdf import write_pdf
from ui.printing.preview import PrintPreview
from ui.standard.rounds.volume_dialog import VolumeDialog, VolumeForm, VolumeOrder


class VolumeBinding(QWidget):
    """Asks how volumes are wanted, and has them made; never shown itself."""

    def __init__(self, page: Page, desk: Desk, app: Application) -> None:
        super().__init__(page)
        self.hide()
        self._page, self._desk, self._app = page, desk, app

    def ask(
        self, now: RoundOverview, chosen: Sequence[BranchLine], listed: Sequence[BranchLine]
    ) -> None:
        """Ask how the volumes of these branches, or of all that are listed, are wanted."""
        if not chosen and not listed:
            self._page.say("列表里没有支部，没有可以装订的。")
            return
        dialog = VolumeDialog(chosen, listed, self._page)
        dialog.wished.connect(partial(self._meet, now.round.id))
        dialog.open()

    def _meet(self, round_id: RoundId, order: VolumeOrder) -> None:
        if order.form is VolumeForm.PREVIEW:
            work = partial(self._app.volumes.volume, order.branches[0], order.wish)
            self._desk.act(self, brief(work), self._show, title="正在装订成册")
            return
        folder = self._desk.alerts.choose_folder("选择存放案卷的文件夹")
        if folder is None:
            return
        write = self._app.volumes.write
        bound = partial(write, round_id, order.branches, order.wish, _into(folder, order.form))
        self._desk.act(self, bound, partial(self._said, folder), title="正在装订成册")

    def _show(self, volume: Volume) -> None:
        preview = PrintPreview(
            volume.documents,
            self._desk.jobs,
            self._desk.alerts,
            file_name(volume.title),
            self._page,
        )
        preview.finished.connect(preview.deleteLater)
        preview.open()

    def _said(self, folder: Path, bound: Bound) -> None:
        said = f"{bound.volumes} 卷、{bound.pages} 页已保存到文件夹 {folder}。"
        tell_written(self._page, folder, said)


def _into(folder: Path, form: VolumeForm) -> Into:
    if form is VolumeForm.WORD:
        return Into(folder, ".docx", write_word)
    return Into(folder, ".pdf", _draw)


def _draw(documents: Sequence[Document], target: Path) -> None:
    """A volume's photos are no other's: none is kept when it is done."""
    write_pdf(documents, target)
    decoded.cache_clear()
