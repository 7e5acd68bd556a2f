"""Use cases of a session's record."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.uow import Store
from jyguide.attachment.kind import AttachmentKind
from jyguide.attachment.service import AttachmentService
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.ids import SessionId
from jyguide.place import CITY_NAME
from jyguide.training.record import RecordText, record_document
from jyguide.training.service.feedback import FeedbackService
from jyguide.training.service.rows import session_at, session_changed
from jyguide.training.service.sessions import TrainingService
from jyguide.training.service.teaching import TeachingService


@dataclass(frozen=True, slots=True)
class Summary:
    """What was taught and said in a session.

    Attributes:
        version: Of the session; see `RecordService.write_summary`.
    """

    text: str
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RecordSources:
    """The use cases whose findings a record puts together."""

    training: TrainingService
    teaching: TeachingService
    feedback: FeedbackService
    attachments: AttachmentService


class RecordService:
    """Writes down what a session was like, and puts its record together."""

    def __init__(self, store: Store, sources: RecordSources) -> None:
        self._store = store
        self._from = sources

    def summary(self, session_id: SessionId) -> Summary:
        """What is written down about a session.

        Raises:
            RuleError: it has been deleted.
        """
        with self._store.read() as session:
            row = session_at(session, session_id)
            return Summary(row.summary, row.sync_v)

    def write_summary(self, session_id: SessionId, text: str, seen: str | None = None) -> Changed:
        """Write down what was taught and said.

        Raises:
            RuleError: the session was deleted or changed meanwhile.
        """
        with self._store.begin("填写培训纪要") as uow:
            row = session_at(uow.session, session_id)
            if seen not in (None, row.sync_v):
                raise session_changed()
            row.summary = text.strip()
            uow.commit()
        return Changed.SESSIONS

    def record(self, session_id: SessionId) -> Document:
        """The session's record, with the photos that are on this PC.

        Raises:
            RuleError: the session has been deleted.
            FileError: a photo kept here has been damaged.
        """
        found = self._from.training.session(session_id)
        photos = self._from.attachments.attachments(session_id, AttachmentKind.PHOTO)
        text = RecordText(
            plan=found.plan,
            office=office_of(found.station),
            teaching=self._from.teaching.lines(session_id).lines,
            people=tuple(self._from.training.enrolments(session_id)),
            summary=self.summary(session_id).text,
            photos=tuple(self._from.attachments.printed(session_id)),
            feedback=self._from.feedback.report(session_id),
            missing=sum(not row.here for row in photos),
        )
        return record_document(text)


def office_of(station: str) -> str:
    """The name under which a station holds sessions; the city's where it is none."""
    return f"{station}基层党建工作指导站" if station else CITY_NAME
