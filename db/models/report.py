"""What was printed of the report centre, so that paper and data can be compared later."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import house  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class ReportPrint(SyncedRow):
    """One printed report: its figures, and a fingerprint of the rows behind each."""

    __tablename__ = "report_print"
    __table_args__ = (Index(None, "code"),)
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "station_id",
                "code",
                "report",
                "title",
                "about",
                "begins_on",
                "ends_on",
                "printed_at",
                "printed_by",
                "digest",
                "figures",
            )
        },
        home="station_id",
        immutable=True,
    )

    station_id: Mapped[uuid.UUID | None] = link("station")  # None: the city office
    code: Mapped[str]  # ten characters on the paper
    report: Mapped[str]  # jyguide.report.kinds.ReportKind
    title: Mapped[str]
    about: Mapped[str] = mapped_column(default="")  # code of the station it tells of; "": all
    begins_on: Mapped[date]
    ends_on: Mapped[date]
    printed_at: Mapped[datetime]
    printed_by: Mapped[str]
    digest: Mapped[str]  # sha256 over all figures, hex
    figures: Mapped[list[Any]]  # jyguide.report.print_mark.PrintedFigure
