"""Files kept beside the database, and what they belong to."""

import uuid
from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import SyncedRow, link
from db.models import house, people, standard, training  # noqa: F401 - its keys lead there
from db.sync import Audience, Owner, Sync


class Attachment(SyncedRow):
    """A photo or another file and what it belongs to; its bytes lie in the data folder.

    The row travels, the bytes do not: another PC knows that there is a picture and who has it.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        Index(None, "session_id"),
        Index(None, "person_id"),
        Index(None, "inspection_id"),
        Index(None, "measure_id"),
        Index(None, "subject_key"),
        Index(None, "sha256"),
    )
    __sync__ = Sync(
        Owner.STATION,
        Audience.HOME,
        {
            "body": (
                "station_id",
                "session_id",
                "person_id",
                "kind",
                "sha256",
                "size",
                "media",
                "width",
                "height",
                "taken_at",
            ),
            "words": ("name", "caption", "position"),
            "standard": ("inspection_id", "measure_id", "criterion"),
            "subject": ("subject_key",),
        },
        home="station_id",
        personal=("name", "caption"),
    )

    station_id: Mapped[uuid.UUID | None] = link("station")
    session_id: Mapped[uuid.UUID | None] = link("training_session")
    person_id: Mapped[uuid.UUID | None] = link("person")
    inspection_id: Mapped[uuid.UUID | None] = link("inspection")
    measure_id: Mapped[uuid.UUID | None] = link("rectification_measure")
    criterion: Mapped[str] = mapped_column(default="")  # its code, of an inspection's photo
    # Any other row it belongs to: a filing, a stage of a brand, a notice on the board.
    subject_key: Mapped[uuid.UUID | None]
    kind: Mapped[str]  # photo, material, portrait
    sha256: Mapped[str]  # of the bytes; the same picture is kept once
    size: Mapped[int]  # bytes
    media: Mapped[str]  # image/jpeg …
    width: Mapped[int] = mapped_column(default=0)  # pixels as it is looked at, turned upright
    height: Mapped[int] = mapped_column(default=0)
    taken_at: Mapped[datetime | None]  # as the camera says
    name: Mapped[str]  # of the file it came from
    caption: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
