"""Certificates made from the office's own Word file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.certificate.fields import CODE, PHOTO, PICTURES, field_values
from jyguide.certificate.template_check import CheckedTemplate, check_template
from jyguide.certificate.text import CertificateText
from jyguide.documents.qr import dense_qr_png
from jyguide.errors import FileError, RuleError
from jyguide.exchange.boundary.foreign import foreign_faults
from jyguide.progress import CancelToken, Progress

if TYPE_CHECKING:
    from jyguide.certificate.template_engine import Engine

_PHOTO = (25.0, 35.0)
_CODE = (26.0, 26.0)
"""Millimetres; the table of fields says so too."""
_NOT_IN_XML = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Pictures = Mapping[str, tuple[bytes, float, float]]


@dataclass(frozen=True)
class WordTemplate:
    """One template, compiled when it is first filled."""

    checked: CheckedTemplate
    name: str

    @cached_property
    def _engine(self) -> Engine:
        from jyguide.certificate.template_engine import Engine  # noqa: PLC0415 - heavy

        return Engine(self.checked.data)

    def filled(self, text: CertificateText) -> bytes:
        """The Word file of one certificate.

        Raises:
            FileError: the template cannot be filled.
        """
        words, pictures = _context(text)
        with foreign_faults(self._refusal):
            return self._engine.fill(words, pictures)

    def filled_together(
        self, texts: Sequence[CertificateText], progress: Progress, cancel: CancelToken
    ) -> bytes:
        """One Word file of many certificates, each beginning on a new page.

        Raises:
            RuleError: fields stand in its header or footer, which all pages share.
            FileError: the template cannot be filled.
            Cancelled: the user asked to stop.
        """
        if self.checked.running and len(texts) > 1:
            raise RuleError(
                f"模板“{self.name}”的页眉或页脚里有字段，各人不同，不能合成一个文件。",
                hint="请选“每人一个文件”，或把字段移到正文里。",
            )
        with foreign_faults(self._refusal):
            engine = self._engine
            source = engine.body()
            engine.begin(_context(texts[0])[0] | dict.fromkeys(PICTURES, ""))
            for done, text in enumerate(texts, 1):
                cancel.check()
                engine.add(source, *_context(text))
                progress.step(done, len(texts), text.name)
            return engine.finish()

    def _refusal(self, detail: str) -> FileError:
        return FileError(
            f"模板“{self.name}”填不进去，没有生成文件。",
            hint="请用 Word 或 WPS 打开模板，把字段重新打一遍（不要从网页复制），再上传一次。",
            detail=detail,
        )


def opened_template(data: bytes, name: str) -> WordTemplate:
    """A template as it was kept; looked at again, since it may have come by a file.

    Raises:
        FileError: it would not be accepted as a template.
    """
    return WordTemplate(check_template(data, name), name)


def _context(text: CertificateText) -> tuple[dict[str, str], Pictures]:
    """Words of every field, and the pictures there are; a picture that is not there is empty."""
    words = {name: _NOT_IN_XML.sub("", value) for name, value in field_values(text).items()}
    pictures: dict[str, tuple[bytes, float, float]] = {}
    if text.photo is not None:
        pictures[PHOTO] = (text.photo, *_PHOTO)
    if text.code:
        pictures[CODE] = (dense_qr_png(text.code), *_CODE)
    return words | dict.fromkeys(set(PICTURES) - set(pictures), ""), pictures
