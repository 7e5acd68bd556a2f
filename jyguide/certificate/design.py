"""How certificates look: designs of our own, the office's Word file, bought blanks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from jyguide.certificate.blank import BlankField, first_fields
from jyguide.certificate.kinds import CertificateKind, DesignForm
from jyguide.ids import CertificateDesignId


class BuiltIn(StrEnum):
    """The designs that ship; the value is what tables and the command line hold."""

    CLASSIC = "classic"
    FINE = "fine"
    UPRIGHT = "upright"
    SMALL = "small"
    CARD = "card"


BUILT_IN_NAMES = {
    BuiltIn.CLASSIC: "典雅 · A4 横（红金回纹框）",
    BuiltIn.FINE: "素雅 · A4 横（细双线框）",
    BuiltIn.UPRIGHT: "庄重 · A4 竖（红金双线框）",
    BuiltIn.SMALL: "简洁 · A5 横（可放相框）",
    BuiltIn.CARD: "卡片 · 十张一页 A4（裁开佩戴）",
}
ONLY_DUTY = frozenset({BuiltIn.CARD})
"""Designs that have room for what a duty card says and for nothing else."""


@dataclass(frozen=True, slots=True)
class Design:
    """What one certificate is made from.

    Attributes:
        id: Of the design as the office keeps it; None for one that ships.
        portrait: Whether the holder's portrait is printed, where there is one.
        code: Whether the QR code is printed, where the certificate has one.
        width: Of a bought blank, in tenths of a millimetre.
        height: Likewise.
        fields: On a bought blank, by the field's Chinese name.
    """

    form: DesignForm = DesignForm.BUILT_IN
    builtin: BuiltIn = BuiltIn.CLASSIC
    id: CertificateDesignId | None = None
    portrait: bool = False
    code: bool = True
    width: int = 2970
    height: int = 2100
    fields: Mapping[str, BlankField] = field(default_factory=dict)


CLASSIC = Design()
"""What certificates issued before there was a choice look like."""


def shipped_design(kind: CertificateKind) -> Design:
    """What is taken where the office has chosen nothing."""
    if kind is CertificateKind.DUTY:
        return Design(builtin=BuiltIn.SMALL, portrait=True)
    return CLASSIC


@dataclass(frozen=True, slots=True)
class DesignRow:
    """One design in the office's list.

    Attributes:
        kind: Of certificates it is for; None: every kind.
        chosen: The kinds for which the office has said that it is taken where nobody chooses.
        defaults: The kinds for which it is taken so, by the office's choice or as it ships.
        template_name: Of the Word file it was made from, or empty.
        from_city: The city handed it down: a station prints with it and cannot change it.
        version: Changes with every change of the row; says nothing else.
    """

    design: Design
    name: str
    kind: CertificateKind | None
    chosen: tuple[CertificateKind, ...] = ()
    defaults: tuple[CertificateKind, ...] = ()
    template_name: str = ""
    from_city: bool = False
    version: str = field(default="", compare=False, repr=False)

    @property
    def id(self) -> CertificateDesignId | None:
        return self.design.id

    def suits(self, kind: CertificateKind) -> bool:
        """Whether a certificate of this kind may be made with it."""
        if self.kind not in (None, kind):
            return False
        built_in = self.design.form is DesignForm.BUILT_IN
        needs_duty = built_in and self.design.builtin in ONLY_DUTY
        return kind is CertificateKind.DUTY or not needs_duty


def shipped_rows() -> list[DesignRow]:
    """The designs that ship, each ready to be taken as it is."""
    return [
        DesignRow(
            Design(builtin=one, portrait=one in (BuiltIn.SMALL, BuiltIn.CARD)),
            BUILT_IN_NAMES[one],
            CertificateKind.DUTY if one in ONLY_DUTY else None,
        )
        for one in BuiltIn
    ]


def new_blank() -> DesignRow:
    """A bought blank before anybody has measured it: A4 across."""
    design = Design(form=DesignForm.BLANK, fields=first_fields(2970, 2100))
    return DesignRow(design, "", None)


def new_word() -> DesignRow:
    """A Word design before its file is chosen."""
    return DesignRow(Design(form=DesignForm.WORD), "", None)


def kept_design(design: Design) -> dict[str, Any]:
    """The design as a certificate's wording keeps it, so that a reprint is the same paper.

    What the office made itself is named by its key: its row is never removed, and another Word
    file is another row. Places on a blank may be corrected afterwards, which a reprint follows.
    """
    if design.form is not DesignForm.BUILT_IN:
        return {"id": design.id.hex if design.id else ""}
    return {"builtin": design.builtin.value, "portrait": design.portrait, "code": design.code}


def design_of(kept: Mapping[str, Any] | None) -> Design:
    """A built-in design as it was kept; certificates without one are of the first design."""
    if not kept:
        return CLASSIC
    known = {one.value for one in BuiltIn}
    said = str(kept.get("builtin"))
    builtin = BuiltIn(said) if said in known else BuiltIn.CLASSIC
    return Design(
        builtin=builtin,
        portrait=bool(kept.get("portrait")),
        code=bool(kept.get("code", True)),
    )
