"""Certificates as issued."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import exam, house, people, training  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class Certificate(SyncedRow):
    """One certificate; its words are kept as printed, so that a reprint is the same paper."""

    __tablename__ = "certificate"
    __table_args__ = (
        Index(None, "person_id"),
        Index(None, "session_id"),
        Index(None, "replaces_id"),
        Index(None, "year", "station_code", "device_letter", "sequence"),
    )
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "station_id",
                "kind",
                "year",
                "station_code",
                "device_letter",
                "sequence",
                "person_id",
                "session_id",
                "exam_id",
                "issued_on",
                "wording",
                "replaces_id",
            )
        },
        home="station_id",
        immutable=True,
        twins=("year", "station_code", "device_letter", "sequence"),
        personal=("wording",),
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    kind: Mapped[str]
    year: Mapped[int]
    station_code: Mapped[str]
    device_letter: Mapped[str]
    sequence: Mapped[int]
    person_id: Mapped[uuid.UUID] = link("person")
    session_id: Mapped[uuid.UUID | None] = link("training_session")
    exam_id: Mapped[uuid.UUID | None] = link("exam")
    issued_on: Mapped[date]
    wording: Mapped[dict[str, Any]]
    replaces_id: Mapped[uuid.UUID | None] = link("certificate")


class CertificateRevocation(SyncedRow):
    """A certificate counts no longer, and why.

    The row of the station that revoked goes to the city; the city hands every station a copy that
    belongs to no station and says nothing of the person: a key made from the original's.
    """

    __tablename__ = "certificate_revocation"
    __table_args__ = (Index(None, "station_id"), Index(None, "number"))
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {
            "body": (
                "station_id",
                "certificate_key",
                "number",
                "mark",
                "revoked_on",
                "cause",
                "replaced_by",
                "note",
            )
        },
        home="station_id",
        immutable=True,
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    certificate_key: Mapped[uuid.UUID]  # other stations do not have the certificate
    number: Mapped[str]
    mark: Mapped[str] = mapped_column(default="")  # of its signed record; "": it has none
    revoked_on: Mapped[date]
    cause: Mapped[str]  # jyguide.certificate.kinds.RevocationCause
    replaced_by: Mapped[str] = mapped_column(default="")  # number of the new one
    note: Mapped[str] = mapped_column(default="")  # stays with the station and the city


class CertificateDesign(SyncedRow):
    """How an office has its certificates look: a built-in design, its Word file, bought blanks."""

    __tablename__ = "certificate_design"
    __table_args__ = (Index(None, "station_id"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.UNIFIED,
        {
            "home": ("station_id",),
            "name": ("name", "kind", "chosen"),
            "form": ("form", "builtin", "portrait", "code"),
            "blank": ("paper_width", "paper_height", "fields"),
            "template": ("template_name", "template"),
        },
        home="station_id",
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    name: Mapped[str]
    kind: Mapped[str]  # jyguide.certificate.kinds.CertificateKind; "": every kind
    chosen: Mapped[str] = mapped_column(default="")  # kinds it is taken for where nobody chooses
    form: Mapped[str]  # jyguide.certificate.kinds.DesignForm
    builtin: Mapped[str] = mapped_column(default="")  # code of a built-in design
    portrait: Mapped[bool] = mapped_column(default=False)
    code: Mapped[bool] = mapped_column(default=True)  # whether the QR code is printed
    paper_width: Mapped[int] = mapped_column(default=2970)  # tenths of a millimetre
    paper_height: Mapped[int] = mapped_column(default=2100)
    fields: Mapped[dict[str, Any]]  # on blanks: field to {"x", "y", "width", "size", "align"}
    template_name: Mapped[str] = mapped_column(default="")
    template: Mapped[str] = mapped_column(default="")  # base64 of the office's Word file
