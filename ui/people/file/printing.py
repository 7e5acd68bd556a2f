"""A person's file gathered for paper."""

from __future__ import annotations

from jyguide.access.disclosure import DisclosureKind
from jyguide.certificate.person_file import FileText, person_file
from jyguide.documents.page import Document
from ui.people.file.facts import PersonFacts
from ui.people.file.services import FileServices


def file_document(services: FileServices, facts: PersonFacts, *, full: bool) -> Document:
    """Fetch the tabs of a file and set them as a document; called on the worker.

    Raises:
        PermissionRefused: numbers are wanted by somebody who may not take them out.
    """
    app, key = services.app, facts.row.id
    if full:
        app.disclosures.record(DisclosureKind.EXPORTED, "打印人员档案", 1, key)
    return person_file(
        FileText(
            row=facts.row,
            path=facts.path,
            stage=facts.stage,
            postings=app.postings.of_person(key),
            trainings=app.person_records.trainings(key),
            exams=app.person_records.exams(key),
            certificates=app.certificates.certificates(person_id=key),
            printed_on=services.clock().date(),
            portrait=facts.portrait,
            full=full,
        )
    )
