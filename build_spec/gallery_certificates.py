"""Pages of the gallery about certificates and typefaces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QFontDatabase

from jyguide.app import Application
from jyguide.certificate.design import BuiltIn, new_blank, new_word, shipped_design
from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.occasion import DUTY, Occasion
from jyguide.certificate.overprint import Offset
from jyguide.certificate.register import register_document
from jyguide.certificate.service.batch import Batch
from jyguide.documents.font_check import face_states
from jyguide.documents.font_sample import sample_document
from jyguide.documents.page import Document
from jyguide.ids import PersonId
from jyguide.progress import CancelToken, Silent
from jyguide.self_test.findings import findings
from jyguide.self_test.gathering import Look
from jyguide.self_test.sheet import checkup_document
from ui.self_test.shown import own_screen, shown_facts

Documents = Sequence[Document]
_A_FEW = 3
_ON_CARDS = 12
_PRINTER = "办公室打印机"
_BLANK = replace(new_blank(), name="荣誉证书内芯", kind=CertificateKind.COMPLETION)


def _issued(app: Application) -> Documents:
    rows = app.certificates.certificates()
    return app.certificates.documents([row.id for row in rows[:_A_FEW]])


def _occasion(app: Application) -> Occasion:
    """The training that most were at."""
    session = max(app.training.sessions(), key=lambda row: row.attended)
    return Occasion(CertificateKind.COMPLETION, session.id)


def _people(app: Application) -> tuple[PersonId, ...]:
    """Instructors in post; who has a portrait comes first."""
    ready = [one.person_id for one in app.certificates.occasions.recipients(DUTY)]
    shown = app.attachments.portrait_pictures(ready)
    return tuple(sorted(ready, key=lambda one: one not in shown))


def _designed(builtin: BuiltIn) -> Callable[[Application], Documents]:
    """A completion and a certificate of duty in a design, with the holder's portrait."""

    def made(app: Application) -> Documents:
        design = replace(
            shipped_design(CertificateKind.COMPLETION), builtin=builtin, portrait=True
        )
        service, people, day = app.certificates, _people(app)[:1], app.clock().date()
        return [
            service.preview_batch(Batch(occasion, people, day, design))[0]
            for occasion in (_occasion(app), DUTY)
        ]

    return made


def _longest(app: Application) -> Documents:
    """Every design of our own with words as long as they come."""
    designs = app.certificate_designs
    return [
        designs.sample(row.design, row.kind or CertificateKind.EXAM_PASS, Offset())
        for row in designs.designs()
    ]


def _cards(app: Application) -> Documents:
    design = replace(shipped_design(CertificateKind.DUTY), builtin=BuiltIn.CARD)
    batch = Batch(DUTY, _people(app)[:_ON_CARDS], app.clock().date(), design)
    return app.certificates.preview_batch(batch)


def _overprint(app: Application) -> Documents:
    designs, design = app.certificate_designs, _BLANK.design
    return [
        designs.sample(design, CertificateKind.COMPLETION, Offset()),
        designs.calibration(design, _PRINTER),
        designs.calibration(replace(design, width=1480, height=1050), _PRINTER),
    ]


def _fonts(app: Application) -> Documents:
    states = face_states(QFontDatabase.hasFamily)
    return [sample_document(states, app.place.office, app.clock().date())]


def _checkup(app: Application) -> Documents:
    moment = app.clock()
    facts = Look(app.place.folder, app.clock, app).facts(
        shown_facts(own_screen()), Silent(), CancelToken()
    )
    place = app.place
    return [checkup_document(findings(facts, moment), place.office, place.device_letter, moment)]


def _register(app: Application) -> Documents:
    rows = app.certificates.certificates()
    return [register_document(rows, app.place.office, app.clock().date())]


CERTIFICATES = (
    ("证书", _issued),
    ("证书 素雅", _designed(BuiltIn.FINE)),
    ("证书 庄重", _designed(BuiltIn.UPRIGHT)),
    ("证书 简洁", _designed(BuiltIn.SMALL)),
    ("证书样张", _longest),
    ("上岗证 卡片", _cards),
    ("套打和校准页", _overprint),
    ("发证登记簿", _register),
    ("字体样张", _fonts),
    ("电脑体检单", _checkup),
)


def word_certificate(app: Application, out: Path) -> Path:
    """The office's Word file, kept as a design, and a certificate made from it."""
    with TemporaryDirectory() as folder:
        template = Path(folder) / "示例模板.docx"
        app.certificate_designs.write_example(template)
        key = app.certificate_designs.keep(replace(new_word(), name="示例模板"), template)
    (design,) = (row.design for row in app.certificate_designs.designs() if row.id == key)
    batch = Batch(_occasion(app), _people(app)[:1], app.clock().date(), design)
    app.certificates.write_preview(batch, out)
    return out
