"""Two hundred certificates to Word against saving a document that is already built."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from docx import Document

from jyguide.certificate.document import CertificateText, certificate_document
from jyguide.certificate.kinds import CertificateKind
from jyguide.documents.word import write_word, write_word_files
from tests.bench.ratio import Ratio, compare

COUNT = 200


def run() -> Iterator[Ratio]:
    """At most twice the bare saving."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = [certificate_document(text_of(number)) for number in range(COUNT)]
        pairs = [(page, folder / f"{number}.docx") for number, page in enumerate(pages)]
        write_word(pages[0], folder / "one.docx")
        built = Document(str(folder / "one.docx"))

        def floor() -> None:
            for _ in range(COUNT):
                built.save(io.BytesIO())

        yield compare(
            f"{COUNT} 份证书写成 Word",
            lambda: write_word_files(pairs),
            floor,
            allowed=2,
        )


def text_of(number: int) -> CertificateText:
    """What a certificate of somebody says."""
    return CertificateText(
        kind=CertificateKind.COMPLETION,
        name=f"样例{number}",
        sex="男",
        subject="2026年第四季度党建指导员任前培训",
        start=date(2026, 11, 20),
        end=date(2026, 11, 21),
        hours=80,
        number=f"2026-S13A-{number:04d}",
        issuer="周庄镇基层党建工作指导站",
        issued=date(2026, 11, 21),
    )
