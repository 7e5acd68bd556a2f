"""What is done to designs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from jyguide.certificate.design import DesignRow, new_blank, new_word
from jyguide.certificate.kinds import TITLES, CertificateKind, DesignForm
from jyguide.certificate.overprint import STRAIGHT, Offset
from jyguide.changes import Changed
from jyguide.ids import CertificateDesignId
from ui.brief import brief
from ui.certificate.designs.forms import WORD_FILES, BuiltInDialog, WordDialog
from ui.certificate.designs.words import sample_kind
from ui.deeds import Asking, Deeds
from ui.file_name import file_name


class DesignDeeds(Deeds):
    """Makes, changes, chooses and tries out designs."""

    touches: ClassVar[Changed] = Changed.CERTIFICATES

    def add_word(self, path: Path | None = None) -> None:
        """Take in an office's Word file."""
        self._ask_word(new_word(), path)

    def add_blank(self) -> None:
        """Measure a bought blank."""
        self._ask_blank(new_blank())

    def edit(self, row: DesignRow) -> None:
        """Change a design; one that ships becomes the office's own by it."""
        if row.from_city:
            self._page.say("这个样式是市级下发的，只能使用；要改样式，请另建一个。")
            return
        match row.design.form:
            case DesignForm.WORD:
                self._ask_word(row)
            case DesignForm.BLANK:
                self._ask_blank(row)
            case _:
                if self.may_write():
                    dialog = BuiltInDialog(row, self._page)
                    dialog.given.connect(partial(self._save, dialog))
                    dialog.open()

    def choose(self, row: DesignRow, kinds: tuple[CertificateKind, ...]) -> None:
        """Take it for these kinds where nobody chooses another."""
        if self.may_write():
            work = partial(self._app.certificate_designs.choose, row, *kinds)
            which = "、".join(TITLES[kind] for kind in kinds)
            self._write(work, f"{which}以后默认用“{row.name}”。")

    def remove(self, row: DesignRow) -> None:
        """Take it from the list."""
        if not self.may_write():
            return
        if row.id is None:
            self._page.say("内置样式不能删除，不用它即可。")
            return
        work = partial(self._app.certificate_designs.remove, row)
        self._write(work, f"已删除样式“{row.name}”；用它发的证书仍可重印。")

    def preview(self, row: DesignRow) -> None:
        """Show or write a made-up certificate."""
        designs, kind = self._app.certificate_designs, sample_kind(row)
        name = file_name(row.name, "样张")
        if row.design.form is DesignForm.WORD:
            work = partial(designs.write_sample, row, kind)
            self.save("导出样张", f"{name}.docx", work, patterns=WORD_FILES)
        else:
            self.print_(lambda: [designs.sample(row.design, kind, STRAIGHT)], name)

    def save_template(self, row: DesignRow) -> None:
        """Give a Word file back as it was uploaded."""
        work = partial(self._app.certificate_designs.write_template, row)
        self.save("另存模板", file_name(row.name) + ".docx", work, patterns=WORD_FILES)

    def save_example(self) -> None:
        """Give an example to begin with."""
        work = self._app.certificate_designs.write_example
        told = "示例模板已保存到“{file}”，用 Word 或 WPS 改好后再上传。"
        self.save("下载示例模板", "证书示例模板.docx", work, told, WORD_FILES)

    def show_fields(self) -> None:
        """The table of all fields."""
        from ui.certificate.designs.fields_dialog import FieldsDialog  # noqa: PLC0415 - seldom

        dialog = FieldsDialog(self._page)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_offset(self, row: DesignRow) -> None:
        """Measure a printer against a bought blank."""
        from ui.certificate.designs.offset_dialog import OffsetDialog  # noqa: PLC0415 - seldom

        key = row.id
        if key is None or not self.may_write():
            return
        dialog = OffsetDialog(row, partial(self._read_offset, key), self._page)
        dialog.calibrate.connect(partial(self._calibrate, row))
        dialog.try_out.connect(partial(self._try_out, row))
        dialog.given.connect(partial(self._keep_offset, dialog, key))
        dialog.open()

    def _ask_word(self, row: DesignRow, path: Path | None = None) -> None:
        if self.may_write():
            dialog = WordDialog(row, self._desk.alerts, self._page, path)
            dialog.given.connect(partial(self._save_word, dialog))
            dialog.open()

    def _ask_blank(self, row: DesignRow) -> None:
        from ui.certificate.designs.blank_dialog import BlankDialog  # noqa: PLC0415 - seldom

        if self.may_write():
            dialog = BlankDialog(row, self._page)
            dialog.given.connect(partial(self._save, dialog))
            dialog.open()

    def _save_word(self, dialog: Asking, given: tuple[DesignRow, Path | None]) -> None:
        row, path = given
        work = partial(self._app.certificate_designs.keep, row, path)
        self._write(work, f"已保存样式“{row.name}”。", dialog)

    def _save(self, dialog: Asking, row: DesignRow) -> None:
        work = partial(self._app.certificate_designs.keep, row)
        self._write(work, f"已保存样式“{row.name}”。", dialog)

    def _read_offset(
        self, key: CertificateDesignId, printer: str, show: Callable[[Offset], None]
    ) -> None:
        self._desk.load(
            self._page, partial(self._app.certificate_designs.offset, key, printer), show
        )

    def _keep_offset(
        self, dialog: Asking, key: CertificateDesignId, given: tuple[str, Offset]
    ) -> None:
        printer, offset = given
        work = partial(self._app.certificate_designs.set_offset, key, printer, offset)
        job = self._desk.act(self._page, brief(work), self._tell_offset, title="正在保存")
        job.succeeded.connect(dialog.accept)
        job.ended.connect(dialog.resume)

    def _tell_offset(self, _none: object) -> None:
        self._page.say("已保存这台打印机的偏移，只在本机使用。")

    def _calibrate(self, row: DesignRow, printer: str) -> None:
        designs = self._app.certificate_designs
        self.print_(lambda: [designs.calibration(row.design, printer)], "套打校准页")

    def _try_out(self, row: DesignRow, offset: Offset) -> None:
        designs, kind = self._app.certificate_designs, sample_kind(row)
        self.print_(lambda: [designs.sample(row.design, kind, offset)], "套打样张")
