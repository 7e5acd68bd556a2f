"""docxtpl in a sandbox; loaded when a template is filled, since it brings Jinja and docx with it.

A template was looked at before (`template_check`), and holds nothing but named fields. The
sandbox is the second line: no names but those handed in, no filters, no calls, all text escaped.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from docx.opc.package import Unmarshaller
from docx.opc.part import PartFactory
from docx.opc.pkgreader import PackageReader
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.package import Package
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jyguide.certificate.fields import NAMES, PICTURES
from jyguide.documents.practice_mark import PRACTICE

_EXPRESSION = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_COMMAND = re.compile(r"\{[%#]")
_PARAGRAPH = re.compile(r"<w:p[ >](?:(?!<w:p[ >]).)*?</w:p>", re.DOTALL)
_FIXED = re.compile(r'w:lineRule="exact"')


class _Sandbox(ImmutableSandboxedEnvironment):
    """Knows nothing; compiles each part of a template once."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()
        self._compiled: dict[str, Template] = {}

    def from_string(self, source: Any, *_args: Any, **_more: Any) -> Template:
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source)
        return self._compiled[source]


class Engine(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """One template, unpacked and compiled once, filled as often as wanted."""

    docx: Any

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        reader = PackageReader.from_file(io.BytesIO(data))  # type: ignore[no-untyped-call]
        self._reader = reader
        self._sandbox = _Sandbox()
        self._patched: dict[str, str] = {}

    def fill(self, words: Mapping[str, str], pictures: Mapping[str, Any]) -> bytes:
        """A file with these words and pictures; see `picture`."""
        self.render_init()
        self.render({**words, **self._drawn(pictures)}, self._sandbox, autoescape=True)
        return self._saved()

    def begin(self, words: Mapping[str, str]) -> None:
        """Begin one file of many pages; words are for headers and footers alone."""
        self.render({**words}, self._sandbox, autoescape=True)
        self.is_rendered = False  # the same document is filled on
        self._bodies: list[Any] = []

    def add(self, source: str, words: Mapping[str, str], pictures: Mapping[str, Any]) -> None:
        """Add the pages of one more certificate; `source` is what `body` gave before."""
        said = {**words, **self._drawn(pictures)}
        xml = self.render_xml_part(source, self.docx.part, said, self._sandbox)
        self._bodies.append(self.fix_tables(xml))

    def body(self) -> str:
        """The markup that `add` fills."""
        self.render_init()
        return str(self.patch_xml(self.get_xml()))

    def finish(self) -> bytes:
        """All that was added, each certificate beginning on a new page."""
        whole = self._bodies[0]
        for body in self._bodies[1:]:
            _end_section(whole)
            whole.extend(list(body))
        self.fix_docpr_ids(whole)
        self.map_tree(whole)
        self.is_rendered = True
        return self._saved()

    def init_docx(self, reload: bool = True) -> None:  # noqa: FBT001, FBT002 - docxtpl's
        """A document of its own over the parts that were unpacked once."""
        if self.docx is None or (self.is_rendered and reload):
            package: Any = Package()
            Unmarshaller.unmarshal(self._reader, package, PartFactory)  # type: ignore[no-untyped-call]
            self.docx = package.main_document_part.document
            self.is_rendered = False

    def patch_xml(self, src_xml: str) -> str:
        """As docxtpl, once for each part; what it comes to may say nothing but known fields."""
        if src_xml not in self._patched:
            patched = _with_room(super().patch_xml(src_xml))
            if _COMMAND.search(patched) or not set(_EXPRESSION.findall(patched)) <= set(NAMES):
                raise ValueError("more than known fields in the markup")
            self._patched[src_xml] = patched
        return self._patched[src_xml]

    def render_properties(self, *_args: Any, **_more: Any) -> None:
        """A file's properties are no place for fields."""

    def render_footnotes(self, *_args: Any, **_more: Any) -> None:
        """Nor are its footnotes."""

    def _drawn(self, pictures: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: InlineImage(self, io.BytesIO(data), width=Mm(width), height=Mm(height))
            for name, (data, width, height) in pictures.items()
        }

    def _saved(self) -> bytes:
        made = io.BytesIO()
        PRACTICE.on_word_file(self.docx)
        self.save(made)
        return made.getvalue()


def _with_room(xml: str) -> str:
    """Lines of a fixed height would cut a picture: where one comes they may grow."""
    return _PARAGRAPH.sub(
        lambda one: _FIXED.sub('w:lineRule="atLeast"', one[0]) if _drawn(one[0]) else one[0],
        xml,
    )


def _drawn(paragraph: str) -> bool:
    return any(name in PICTURES for name in _EXPRESSION.findall(paragraph))


def _end_section(body: Any) -> None:
    """Let the section that the body ends in end in its last paragraph instead."""
    section = body[-1] if len(body) and body[-1].tag == qn("w:sectPr") else None
    if section is None:
        section = parse_xml(f"<w:sectPr {nsdecls('w')}/>")
    else:
        body.remove(section)
    last = body[-1] if len(body) and body[-1].tag == qn("w:p") else None
    if last is None:
        last = parse_xml(f"<w:p {nsdecls('w')}/>")
        body.append(last)
    properties = last.find(qn("w:pPr"))
    if properties is None:
        properties = parse_xml(f"<w:pPr {nsdecls('w')}/>")
        last.insert(0, properties)
    properties.append(deepcopy(section))
