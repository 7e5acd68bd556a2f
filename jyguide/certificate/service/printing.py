"""Certificates as pages and as Word files, each in the design it was issued with."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, overload

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.lives import setting
from db.models import Certificate
from db.uow import Store
from jyguide.certificate.design import BuiltIn, Design, design_of
from jyguide.certificate.document import certificate_document
from jyguide.certificate.duty_card import MOST_A_PAGE, card_pages
from jyguide.certificate.kept_words import design_key, design_of_wording
from jyguide.certificate.kinds import DesignForm
from jyguide.certificate.overprint import STRAIGHT, Offset, overprint_document
from jyguide.certificate.service.designs_kept import design_by_key, design_row, template_of
from jyguide.certificate.service.numbers import said_text
from jyguide.certificate.text import CertificateText
from jyguide.certificate.word_template import WordTemplate, opened_template
from jyguide.documents.files import file_faults, replace_when_whole, whole_files
from jyguide.documents.page import Document
from jyguide.documents.word import write_word, write_word_part
from jyguide.errors import RuleError
from jyguide.exam.service.sat_attempts import chunks
from jyguide.ids import CertificateId, PersonId
from jyguide.people.service.merged import read_merged
from jyguide.progress import CancelToken, Progress

Portraits = Callable[[Sequence[PersonId]], Mapping[PersonId, bytes]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One certificate that is to be put on paper."""

    person: PersonId
    text: CertificateText
    design: Design


class Pages(Sequence[Document]):
    """Certificates that are drawn one at a time, as often as somebody asks for them."""

    def __init__(self, groups: Sequence[tuple[tuple[Sheet, ...], Offset | None]]) -> None:
        """Each group shares pages: cards do, everything else stands alone."""
        self._groups = groups

    def __len__(self) -> int:
        return len(self._groups)

    @property
    def moved(self) -> bool:
        """Whether some are moved as a printer needs it."""
        return any(offset not in (None, STRAIGHT) for _, offset in self._groups)

    @overload
    def __getitem__(self, at: int) -> Document: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Document]: ...

    def __getitem__(self, at: int | slice) -> Document | Sequence[Document]:
        if isinstance(at, slice):
            return Pages(self._groups[at])
        group, offset = self._groups[at]
        first = group[0]
        if _is_card(first.design):
            return card_pages([(one.person, one.text) for one in group])
        if first.design.form is DesignForm.BLANK:
            return overprint_document(first.text, first.design, offset or STRAIGHT)
        return certificate_document(first.text, first.design)


class CertificatePrinting:
    """Puts certificates on paper."""

    def __init__(self, store: Store, portraits: Portraits, printer: str = "") -> None:
        """`printer` is the name of the one whose offset bought blanks are moved by."""
        self._store = store
        self._portraits = portraits
        self._printer = printer
        self._templates: dict[uuid.UUID, WordTemplate] = {}
        self._offsets: dict[uuid.UUID, Offset] = {}

    def sheets(self, keys: Sequence[CertificateId]) -> list[Sheet]:
        """Certificates as they were issued, with the holders' portraits of today.

        Raises:
            RuleError: the design of one of them has not come to this PC.
        """
        with self._store.read() as session:
            merged = read_merged(session)
            found = {
                row.id: row
                for chunk in chunks([*keys])
                for row in session.scalars(select(Certificate).where(Certificate.id.in_(chunk)))
            }
            designs: dict[uuid.UUID, Design] = {}
            made = []
            for key in keys:
                row = found[key]
                design = self._design(session, row.wording, designs)
                made.append(Sheet(merged.end(row.person_id), said_text(row), design))
        return self.pictured(made)

    def pictured(self, sheets: Sequence[Sheet]) -> list[Sheet]:
        """The same with portraits, where a design prints one and there is one here."""
        wanted = [one.person for one in sheets if one.design.portrait]
        photos = self._portraits(wanted) if wanted else {}
        return [
            replace(one, text=replace(one.text, photo=photos.get(one.person)))
            if one.design.portrait
            else one
            for one in sheets
        ]

    def documents(self, sheets: Sequence[Sheet]) -> Pages:
        """Pages in the order of the certificates; cards that follow one another share pages.

        They are drawn when they are asked for, one after another: thousands of codes would take
        many seconds before the first page is seen.

        Raises:
            RuleError: one of them is made from the office's Word file.
        """
        groups: list[list[Sheet]] = []
        for one in sheets:
            self._refuse_word(one)
            if groups and _joins(groups[-1], one):
                groups[-1].append(one)
            else:
                groups.append([one])
        offsets = {
            design.id: self._offset(design)
            for design in (one.design for one in sheets)
            if design.form is DesignForm.BLANK
        }
        return Pages([(tuple(group), offsets.get(group[0].design.id)) for group in groups])

    def write_files(
        self,
        pairs: Sequence[tuple[Sheet, Path]],
        progress: Progress,
        cancel: CancelToken,
    ) -> None:
        """A Word file for each; all or none.

        Raises:
            FileError: one cannot be written, or a template cannot be filled.
            Cancelled: the user asked to stop.
        """
        with whole_files() as batch:
            for done, (sheet, target) in enumerate(pairs, 1):
                cancel.check()
                part = batch.beside(target)
                with file_faults(target):
                    if sheet.design.form is DesignForm.WORD:
                        part.write_bytes(self._template(sheet.design).filled(sheet.text))
                    else:
                        write_word_part(self.documents([sheet]), part, cancel)
                progress.step(done, len(pairs), target.name)

    def write_together(
        self, sheets: Sequence[Sheet], target: Path, progress: Progress, cancel: CancelToken
    ) -> None:
        """One Word file of all.

        Raises:
            RuleError: they are made from different Word files, or some from none.
            FileError: it cannot be written, or the template cannot be filled.
            Cancelled: the user asked to stop.
        """
        templates = {one.design.id for one in sheets if one.design.form is DesignForm.WORD}
        if not templates:
            write_word(self.documents(sheets), target, progress, cancel)
            return
        if len(templates) > 1 or any(one.design.form is not DesignForm.WORD for one in sheets):
            raise RuleError(
                "所选证书用的样式不同，不能合成一个 Word 文件。",
                hint="请选“每人一个文件”，或分批导出。",
            )
        template = self._template(sheets[0].design)
        data = template.filled_together([one.text for one in sheets], progress, cancel)
        with replace_when_whole(target) as part:
            part.write_bytes(data)

    def _refuse_word(self, one: Sheet) -> None:
        if one.design.form is DesignForm.WORD:
            raise RuleError(
                f"{one.text.name}的证书用本单位 Word 模板制作，不能在这里预览和打印。",
                hint="请用“导出 Word”，在 Word 或 WPS 里打开后打印。",
            )

    def _design(
        self, session: Session, wording: Mapping[str, Any], known: dict[uuid.UUID, Design]
    ) -> Design:
        key = design_key(wording)
        if key is None:
            return design_of(design_of_wording(wording))
        if key not in known:
            known[key] = design_row(design_by_key(session, key)).design
        return known[key]

    def _template(self, design: Design) -> WordTemplate:
        key = design.id
        if key is None:
            raise RuleError("样式里没有 Word 模板，没有生成文件。", hint="请重新上传模板。")
        if key not in self._templates:
            with self._store.read() as session:
                row = design_by_key(session, key)
                self._templates[key] = opened_template(template_of(row), row.template_name)
        return self._templates[key]

    def _offset(self, design: Design) -> Offset:
        if design.id is None:
            return STRAIGHT
        if design.id not in self._offsets:
            with self._store.read() as session:
                self._offsets[design.id] = read_offset(session, design.id, self._printer)
        return self._offsets[design.id]


def offset_key(design: uuid.UUID, printer: str) -> str:
    """Where the offset of a printer is kept; it stays on this PC."""
    return f"print_offset/{design.hex}/{printer}"


def read_offset(session: Session, design: uuid.UUID, printer: str) -> Offset:
    """How far a printer of this PC is moved for a design."""
    right, _, down = (setting(session, offset_key(design, printer)) or "0,0").partition(",")
    return Offset(int(right), int(down))


def _is_card(design: Design) -> bool:
    return design.form is DesignForm.BUILT_IN and design.builtin is BuiltIn.CARD


def _joins(cards: Sequence[Sheet], one: Sheet) -> bool:
    """Whether a card finds room on the page of those before it."""
    both = _is_card(one.design) and _is_card(cards[0].design)
    return both and len(cards) < MOST_A_PAGE
