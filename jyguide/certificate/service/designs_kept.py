"""Reads the designs an office keeps, for whoever issues and prints."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, defer

from db.models import CertificateDesign
from jyguide.certificate.blank import BlankField, drawable
from jyguide.certificate.design import (
    ONLY_DUTY,
    BuiltIn,
    Design,
    DesignRow,
    kept_design,
    shipped_design,
)
from jyguide.certificate.kinds import CertificateKind, DesignForm
from jyguide.errors import RuleError
from jyguide.ids import CertificateDesignId, StationId


def kept_rows(session: Session, station_id: StationId | None) -> list[DesignRow]:
    """The office's own designs by name, then those of the city; without their Word files."""
    own = CertificateDesign.station_id == station_id
    found = session.scalars(
        select(CertificateDesign)
        .options(defer(CertificateDesign.template))
        .where(
            or_(own, CertificateDesign.station_id.is_(None)), CertificateDesign.deleted.is_(False)
        )
    )
    rows = [replace(design_row(one), from_city=one.station_id != station_id) for one in found]
    return sorted(rows, key=lambda row: (row.from_city, row.name, str(row.id)))


def design_row(row: CertificateDesign) -> DesignRow:
    """A design as pages see it."""
    known = {one.value for one in BuiltIn}
    width, height, fields = drawable(row.paper_width, row.paper_height, _fields(row.fields))
    return DesignRow(
        Design(
            form=DesignForm(row.form),
            builtin=BuiltIn(row.builtin) if row.builtin in known else BuiltIn.CLASSIC,
            id=CertificateDesignId(row.id),
            portrait=row.portrait,
            code=row.code,
            width=width,
            height=height,
            fields=fields,
        ),
        name=row.name,
        kind=CertificateKind(row.kind) if row.kind else None,
        chosen=tuple(one for one in CertificateKind if one in row.chosen.split()),
        template_name=row.template_name,
        version=row.sync_v,
    )


def _fields(kept: Mapping[str, Any]) -> dict[str, BlankField]:
    return msgspec.convert(dict(kept), dict[str, BlankField])


def chosen_design(session: Session, station_id: StationId | None, kind: CertificateKind) -> Design:
    """What is taken where nobody chooses: the office's choice, else what ships."""
    own = kept_rows(session, station_id)
    rows = [one for one in own if kind in one.chosen and one.suits(kind)]
    return rows[0].design if rows else shipped_design(kind)


def design_by_key(session: Session, key: uuid.UUID) -> CertificateDesign:
    """A design that certificates name, also one that has been removed since.

    Raises:
        RuleError: it has not come to this PC.
    """
    row = session.get(CertificateDesign, key)
    if row is None:
        raise RuleError(
            "这份证书的样式还没有传到本机，没有打印。",
            hint="请先导入发证那台电脑最新的同步文件。",
        )
    return row


def kept_choice(
    session: Session, station_id: StationId | None, kind: CertificateKind, design: Design | None
) -> dict[str, Any]:
    """What certificates keep of the design that was chosen for them; None: nobody chose.

    Raises:
        RuleError: it was removed or got another Word file meanwhile, or is for other certificates.
    """
    if design is None:
        return kept_design(chosen_design(session, station_id, kind))
    row = session.get(CertificateDesign, design.id) if design.id else None
    if design.id and (row is None or row.deleted):
        raise RuleError(
            "所选的样式刚刚被删除或换了模板，没有发放任何证书。", hint="请刷新后重新选择样式。"
        )
    only_duty = design.form is DesignForm.BUILT_IN and design.builtin in ONLY_DUTY
    other = row is not None and row.kind not in ("", kind.value)
    if other or (only_duty and kind is not CertificateKind.DUTY):
        raise RuleError("所选的样式不适用于这种证书，没有发放任何证书。", hint="请另选一个样式。")
    return kept_design(design)


def template_of(row: CertificateDesign) -> bytes:
    """The Word file of a design; it may have come by a file: whoever uses it looks at it first."""
    try:
        return base64.b64decode(row.template)
    except ValueError:
        return b""
