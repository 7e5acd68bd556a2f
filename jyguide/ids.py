"""Typed keys, so that a person cannot be passed where a session is meant."""

from __future__ import annotations

import uuid
from typing import NewType

ActionId = NewType("ActionId", uuid.UUID)
AppointmentId = NewType("AppointmentId", uuid.UUID)
AttachmentId = NewType("AttachmentId", uuid.UUID)
AttemptId = NewType("AttemptId", uuid.UUID)
BlueprintId = NewType("BlueprintId", uuid.UUID)
CertificateId = NewType("CertificateId", uuid.UUID)
ClauseChangeId = NewType("ClauseChangeId", uuid.UUID)
ExamId = NewType("ExamId", uuid.UUID)
ItemId = NewType("ItemId", uuid.UUID)
KeyChangeId = NewType("KeyChangeId", uuid.UUID)
LecturerId = NewType("LecturerId", uuid.UUID)
OralTurnId = NewType("OralTurnId", uuid.UUID)
OrganisationId = NewType("OrganisationId", uuid.UUID)
PaperId = NewType("PaperId", uuid.UUID)
PersonId = NewType("PersonId", uuid.UUID)
PostingId = NewType("PostingId", uuid.UUID)
QuizId = NewType("QuizId", uuid.UUID)
RecordId = NewType("RecordId", uuid.UUID)
RegulationId = NewType("RegulationId", uuid.UUID)
ReleaseId = NewType("ReleaseId", uuid.UUID)
ReportId = NewType("ReportId", uuid.UUID)
ReserveTalentId = NewType("ReserveTalentId", uuid.UUID)
ReviewId = NewType("ReviewId", uuid.UUID)
RevisionId = NewType("RevisionId", uuid.UUID)
SealedExamId = NewType("SealedExamId", uuid.UUID)
SessionId = NewType("SessionId", uuid.UUID)
StationId = NewType("StationId", uuid.UUID)
SubmissionId = NewType("SubmissionId", uuid.UUID)
