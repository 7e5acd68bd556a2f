"""Use cases of designs: what an office's certificates look like."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path

from db.lives import put_setting
from db.models import CertificateDesign
from db.uow import Store, UnitOfWork
from jyguide.certificate.blank import check_blank
from jyguide.certificate.calibration import calibration_page
from jyguide.certificate.design import BuiltIn, Design, DesignRow, shipped_rows
from jyguide.certificate.document import certificate_document
from jyguide.certificate.duty_card import card_pages
from jyguide.certificate.fields import PHOTO, PICTURES
from jyguide.certificate.kinds import CertificateKind, DesignForm
from jyguide.certificate.overprint import Offset, overprint_document
from jyguide.certificate.sample_template import write_sample_template
from jyguide.certificate.service.designs_kept import (
    chosen_design,
    design_by_key,
    kept_rows,
    template_of,
)
from jyguide.certificate.service.printing import offset_key, read_offset
from jyguide.certificate.template_check import CheckedTemplate, read_template
from jyguide.certificate.text import CertificateText
from jyguide.certificate.word_template import WordTemplate, opened_template
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.files import replace_when_whole
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import CertificateDesignId, PersonId
from jyguide.place import Place

_LONGEST_NAME = 30


class DesignService:
    """The office's designs, beside those that ship."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def designs(self) -> list[DesignRow]:
        """Those the office made or chose, then those that ship and were not chosen."""
        with self._store.read() as session:
            own = kept_rows(session, self._place.station_id)
            taken = {
                kind: chosen_design(session, self._place.station_id, kind)
                for kind in CertificateKind
            }
        changed = {
            (row.design.builtin, row.kind) for row in own if row.design.form is DesignForm.BUILT_IN
        }
        shipped = [row for row in shipped_rows() if (row.design.builtin, row.kind) not in changed]
        return [_with_defaults(row, taken) for row in own + shipped]

    def keep(self, row: DesignRow, template: Path | None = None) -> CertificateDesignId:
        """Keep a design as a form left it.

        A Word file is never changed: certificates made from it are printed from it again. So
        another file makes another design, and the one before is taken from the list.

        Args:
            row: Without an id a new one; with one, `row.version` is what the form was filled from.
            template: The Word file, of a new design or in place of the one before.

        Raises:
            RuleError: the name is missing, the places cannot be printed, it changed meanwhile.
            FileError: the file is no template; nothing is kept.
        """
        name = _named(row)
        checked = self._read(row, template)
        if row.design.form is DesignForm.BLANK:
            design = row.design
            check_blank(design.width, design.height, design.fields, PICTURES)
        with self._store.begin(f"保存证书样式“{name}”") as uow:
            kept = self._kept(uow, row)
            if kept is None or checked is not None:
                made = self._new(row, name)
                made.chosen = self._taken_as_shipped(uow, row)
                if kept is not None:
                    made.chosen = kept.chosen
                    kept.deleted, kept.chosen = True, ""
                kept = made
                uow.session.add(kept)
            self._fill(kept, row, name)
            if checked is not None and template is not None:
                kept.template_name = template.name
                kept.template = base64.b64encode(checked.data).decode()
                kept.portrait = PHOTO in checked.fields
            uow.commit()
            return CertificateDesignId(kept.id)

    def choose(self, row: DesignRow, *kinds: CertificateKind) -> Changed:
        """From now on take this design for these kinds where nobody chooses another.

        One that ships, or that the city handed down, becomes the office's own by it.

        Raises:
            RuleError: it is for another kind, or changed meanwhile.
        """
        if not all(row.suits(kind) for kind in kinds):
            raise RuleError(
                "这个样式不适用于这种证书，没有改动。", hint="请另选一个样式，或改它的适用种类。"
            )
        with self._store.begin(f"证书默认样式改为“{row.name}”") as uow:
            kept = None if row.from_city else self._kept(uow, row)
            if kept is None:
                kept = self._new(row, row.name)
                self._fill(kept, row, row.name)
                if row.id is not None:
                    kept.template = design_by_key(uow.session, row.id).template
                    kept.template_name = row.template_name
                uow.session.add(kept)
            for other in self._all(uow):
                if other is not kept:
                    other.chosen = _kinds(set(other.chosen.split()) - set(kinds))
            kept.chosen = _kinds({*kept.chosen.split(), *kinds})
            uow.commit()
        return Changed.CERTIFICATES

    def remove(self, row: DesignRow) -> Changed:
        """Take a design from the list; certificates made with it are printed as before.

        Raises:
            RuleError: it ships with the program, or changed meanwhile.
        """
        with self._store.begin(f"删除证书样式“{row.name}”") as uow:
            kept = self._kept(uow, row)
            if kept is None:
                raise RuleError("内置样式不能删除，没有改动。", hint="不用它即可。")
            kept.deleted, kept.chosen = True, ""
            uow.commit()
        return Changed.CERTIFICATES

    def offset(self, design: CertificateDesignId, printer: str) -> Offset:
        """How far a printer of this PC is moved for a bought blank."""
        with self._store.read() as session:
            return read_offset(session, design, printer)

    def set_offset(self, design: CertificateDesignId, printer: str, offset: Offset) -> None:
        """Keep how far a printer of this PC is moved; this is never sent to another PC."""
        key = offset_key(design, printer)
        with self._store.begin("调整套打偏移") as uow:
            put_setting(uow.session, key, f"{offset.right},{offset.down}")
            uow.commit()

    def calibration(self, design: Design, printer: str) -> Document:
        """The page by which a printer is measured, of the blank's own size."""
        return calibration_page(design, printer)

    def sample(self, design: Design, kind: CertificateKind, offset: Offset) -> Document:
        """A made-up certificate in a design.

        Raises:
            RuleError: it is made from a Word file; see `write_sample`.
        """
        text = _sample_text(kind, self._place.office, self._today)
        if design.form is DesignForm.BLANK:
            return overprint_document(text, design, offset)
        if design.form is DesignForm.WORD:
            raise RuleError(
                "Word 模板的样张要在 Word 或 WPS 里看，没有生成预览。", hint="请用“导出样张”。"
            )
        if design.builtin is BuiltIn.CARD:
            return card_pages([(PersonId(_NOBODY), text)])
        return certificate_document(text, design)

    def write_sample(self, row: DesignRow, kind: CertificateKind, target: Path) -> None:
        """Write a made-up certificate from the office's Word file.

        Raises:
            RuleError: the design has none.
            FileError: it cannot be written.
        """
        if row.id is None:
            raise RuleError("这个样式没有 Word 模板，没有生成样张。", hint="请先上传模板。")
        with self._store.read() as session:
            kept = design_by_key(session, row.id)
            template = opened_template(template_of(kept), kept.template_name)
        data = template.filled(_sample_text(kind, self._place.office, self._today))
        with replace_when_whole(target) as part:
            part.write_bytes(data)

    def write_template(self, row: DesignRow, target: Path) -> None:
        """Write the Word file of a design as it was uploaded.

        Raises:
            FileError: it cannot be written.
        """
        if row.id is None:
            write_sample_template(target)
            return
        with self._store.read() as session:
            data = template_of(design_by_key(session, row.id))
        with replace_when_whole(target) as part:
            part.write_bytes(data)

    def write_example(self, target: Path) -> None:
        """Write the example of a template, to be changed and uploaded.

        Raises:
            FileError: it cannot be written.
        """
        write_sample_template(target)

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _read(self, row: DesignRow, template: Path | None) -> CheckedTemplate | None:
        if row.design.form is not DesignForm.WORD:
            return None
        if template is None:
            if row.id is None:
                raise RuleError("还没有选择 Word 模板，没有保存。", hint="请选择 .docx 文件。")
            return None
        checked = read_template(template)
        # Filled once before it is kept: what a check may have missed shows here.
        WordTemplate(checked, template.name).filled(
            _sample_text(row.kind or CertificateKind.COMPLETION, self._place.office, self._today)
        )
        return checked

    def _kept(self, uow: UnitOfWork, row: DesignRow) -> CertificateDesign | None:
        if row.id is None:
            return None
        if row.from_city:
            raise RuleError(
                "这个样式是市级下发的，没有改动。", hint="可以设为默认使用；要改样式，请另建一个。"
            )
        kept = uow.session.get(CertificateDesign, row.id)
        if kept is None or kept.deleted or row.version not in ("", kept.sync_v):
            raise RuleError(
                "这个样式在您打开之后又被改动或删除过。为了不覆盖别人的改动，没有保存。",
                hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
            )
        return kept

    def _taken_as_shipped(self, uow: UnitOfWork, row: DesignRow) -> str:
        """Kinds for which this design is taken as it ships: edited, it is taken still."""
        if row.id is not None or row.design.form is not DesignForm.BUILT_IN:
            return ""
        station = self._place.station_id
        taken = {kind: chosen_design(uow.session, station, kind) for kind in CertificateKind}
        return _kinds([kind.value for kind in _with_defaults(row, taken).defaults])

    def _all(self, uow: UnitOfWork) -> list[CertificateDesign]:
        query = uow.session.query(CertificateDesign).filter(
            CertificateDesign.station_id == self._place.station_id,
            CertificateDesign.deleted.is_(False),
        )
        return list(query)

    def _new(self, row: DesignRow, name: str) -> CertificateDesign:
        return CertificateDesign(
            station_id=self._place.station_id,
            name=name,
            kind=row.kind.value if row.kind else "",
            chosen="",
            form=row.design.form.value,
            fields={},
        )

    def _fill(self, kept: CertificateDesign, row: DesignRow, name: str) -> None:
        design = row.design
        kept.name, kept.kind = name, row.kind.value if row.kind else ""
        kept.builtin = design.builtin.value if design.form is DesignForm.BUILT_IN else ""
        kept.portrait, kept.code = design.portrait, design.code
        kept.paper_width, kept.paper_height = design.width, design.height
        kept.fields = {key: asdict(one) for key, one in design.fields.items() if one.width}


def _kinds(kinds: Collection[str]) -> str:
    return " ".join(one.value for one in CertificateKind if one in kinds)


def _with_defaults(row: DesignRow, taken: Mapping[CertificateKind, Design]) -> DesignRow:
    kinds = [
        kind
        for kind, one in taken.items()
        if one.id == row.id and (row.id is not None or one.builtin is row.design.builtin)
    ]
    return replace(row, defaults=tuple(kinds))


def _named(row: DesignRow) -> str:
    name = " ".join(row.name.split())
    if not name or len(name) > _LONGEST_NAME:
        raise RuleError(
            f"样式名称应有 1 到 {_LONGEST_NAME} 个字，没有保存。", hint="请填一个好认的名称。"
        )
    return name


def _sample_text(kind: CertificateKind, office: str, today: date) -> CertificateText:
    """Words as long as they come, so that a sample shows what a design bears."""
    duty = kind is CertificateKind.DUTY
    return CertificateText(
        kind=kind,
        name="张三",
        sex="女",
        subject="专职党建指导员" if duty else f"{today.year}年村党组织书记任前培训班",
        start=today - timedelta(days=1),
        end=today,
        hours=None if duty else 80,
        score=865 if kind is CertificateKind.EXAM_PASS else None,
        number="（样张）",
        issuer=office,
        issued=today,
        duty="专职" if duty else "",
        office=office if duty else "",
        document="澄组〔2026〕12号" if duty else "",
        until=today.replace(year=today.year + 3, day=1) if duty else None,
        code=_SAMPLE_CODE,
        mark="7K3M-Q9XT",
    )


_SAMPLE_CODE = "JYC1SAMPLE" + "0123456789ABCDEFGHJKMNPQRSTVWXYZ" * 8
_NOBODY = uuid.UUID(int=0)
