"""Writes page descriptions as Word files, from our own blank template."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.documents import word_xml as xml
from jyguide.documents.files import file_faults, replace_when_whole, whole_files
from jyguide.documents.page import Document, PictureSource, RunningLine
from jyguide.documents.pictures import picture_bytes, resource_bytes
from jyguide.progress import CancelToken, Progress, Silent

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_TEMPLATE = "blank.docx"


def write_word(
    documents: Document | Sequence[Document],
    target: Path,
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> None:
    """Write one document, or several into one file, each beginning on a new page.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
        Cancelled: The user asked to stop; nothing is left behind.
    """
    several = [documents] if isinstance(documents, Document) else documents
    with replace_when_whole(target) as part:
        part.write_bytes(_word_bytes(several, progress, cancel or CancelToken()))


def write_word_files(
    pairs: Iterable[tuple[Document, Path]],
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> int:
    """Write each document into a file of its own; all files appear at the end, or none.

    Returns:
        How many files were written.

    Raises:
        FileError: One target cannot be written.
        Cancelled: The user asked to stop.
    """
    token = cancel or CancelToken()
    work = list(pairs)
    with whole_files() as batch:
        for done, (document, target) in enumerate(work):
            token.check()
            part = batch.beside(target)
            with file_faults(target):
                part.write_bytes(_word_bytes([document], Silent(), token))
            progress.step(done + 1, len(work), target.name)
    return len(work)


def _word_bytes(documents: Sequence[Document], progress: Progress, cancel: CancelToken) -> bytes:
    package = _Package(several=len(documents) > 1)
    for done, document in enumerate(documents, 1):
        cancel.check()
        package.add(document, last=done == len(documents))
        progress.step(done, len(documents), document.title)
    return package.saved()


class _Package:
    """A Word file in the making: what python-docx opened, and the body's text so far."""

    def __init__(self, *, several: bool) -> None:
        self._word = _opened_template()
        self._body: list[str] = []
        self._pictures: dict[PictureSource, str] = {}
        self._showings = count(1)
        self._lines: dict[tuple[str, RunningLine], str] = {}
        self._pages_field = "SECTIONPAGES" if several else "NUMPAGES"

    def add(self, document: Document, *, last: bool) -> None:
        """Append a document as a section; the last one's properties end the body itself."""
        if not self._body:
            self._describe(document)
        if document.background is not None:
            self._body.append(
                xml.background_xml(document.background, document.setup, self._picture)
            )
        self._body.extend(xml.block_xml(block, self._picture) for block in document.blocks)
        section = xml.section_xml(
            document.setup, self._references(document), continues=document.continues
        )
        self._body.append(section if last else xml.thin_paragraph(section))

    def saved(self) -> bytes:
        from docx.oxml import parse_xml  # noqa: PLC0415 - see above

        body = self._word.element.body
        parsed = parse_xml(f"<w:body {xml.NAMESPACES}>{''.join(self._body)}</w:body>")
        _fill(body, parsed)
        buffer = io.BytesIO()
        self._word.save(buffer)
        return buffer.getvalue()

    def _describe(self, document: Document) -> None:
        properties = self._word.core_properties
        properties.title = document.title[:255]
        if document.dated:
            day = datetime(document.dated.year, document.dated.month, document.dated.day)  # noqa: DTZ001 - a calendar day, no instant
            properties.created = properties.modified = day

    def _picture(self, source: PictureSource) -> tuple[str, int]:
        if source not in self._pictures:
            part = self._word.part
            self._pictures[source] = part.get_or_add_image(io.BytesIO(picture_bytes(source)))[0]
        return self._pictures[source], next(self._showings)

    def _references(self, document: Document) -> str:
        kinds = (("header", document.header), ("footer", document.footer))
        return "".join(
            f'<w:{kind}Reference w:type="default" r:id="{self._line(kind, line)}"/>'
            for kind, line in kinds
            if line is not None
        )

    def _line(self, kind: str, line: RunningLine) -> str:
        """The relationship id of a header or footer part, made once for equal lines."""
        from docx.oxml import parse_xml  # noqa: PLC0415 - see above

        key = (kind, line)
        if key not in self._lines:
            word = self._word.part
            make = word.add_header_part if kind == "header" else word.add_footer_part
            part, self._lines[key] = make()  # type: ignore[no-untyped-call]  # python-docx
            text = xml.running_line_xml(line, self._pages_field)
            _fill(part.element, [parse_xml(text)])
        return self._lines[key]


def _opened_template() -> WordDocument:
    """A new Word document of our own; its parts are parsed anew, so that nothing is shared."""
    from docx.opc.package import Unmarshaller  # noqa: PLC0415 - see below
    from docx.opc.part import PartFactory  # noqa: PLC0415 - see below
    from docx.package import Package  # noqa: PLC0415 - see below

    package: Any = Package()
    Unmarshaller.unmarshal(_template(), package, PartFactory)  # type: ignore[no-untyped-call]
    document: WordDocument = package.main_document_part.document
    return document


@cache
def _template() -> Any:
    """The blank template unzipped, once: three quarters of what opening it costs."""
    from docx.opc.pkgreader import PackageReader  # noqa: PLC0415 - docx takes 100 ms to load

    blank = io.BytesIO(resource_bytes(_TEMPLATE))
    return PackageReader.from_file(blank)  # type: ignore[no-untyped-call]


def _fill(element: Any, children: Iterable[Any]) -> None:
    """Put these children (lxml elements) in the place of all there were."""
    for child in list(element):
        element.remove(child)
    element.extend(list(children))
