"""Whether a Word file may become the office's certificate: asked before anything fills it in.

A template holds words and named fields in double braces. Whatever else the engine that fills it
would understand (conditions, loops, expressions, comments) is refused here, and refused once more
by the sandbox it runs in. What would act in Word itself is refused by `template_parts`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jyguide.certificate.fields import NAMES
from jyguide.certificate.template_parts import NOTHING, refuse_active
from jyguide.errors import FileError
from jyguide.exchange.boundary.foreign import foreign_faults
from jyguide.exchange.boundary.limits import MEGABYTE, TEMPLATE
from jyguide.exchange.boundary.markup import declares_type, is_markup
from jyguide.exchange.boundary.package import (
    BROKEN,
    BrokenPackageError,
    ExcessError,
    checked_parts,
)
from jyguide.exchange.file_bytes import read_bytes
from jyguide.exchange.file_kind import OLE_MAGIC, ZIP_MAGIC

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(rb"<(?:\w+:)?(?:p|tc)[ >/]")
_HEAD = 200
_SHOWN = 24
"""Characters of a paragraph that a sentence quotes."""
_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_TRIPLE = re.compile(r"\{{3}|\}{3}")
_COMMAND = re.compile(r"\{[%#]|[%#]\}")
_WIDE = re.compile(r"[｛{]\s*[｛{]|[｝}]\s*[｝}]")


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """A file that may be filled.

    Attributes:
        data: Its content.
        fields: Names of those that stand in it, each once, in their order.
        running: Whether some stand in a header or footer, which all pages of one file share.
    """

    data: bytes
    fields: tuple[str, ...]
    running: bool


def read_template(path: Path) -> CheckedTemplate:
    """Read a Word file that is to become a template.

    Raises:
        FileError: it is no .docx, too large, damaged, or says something that is no field known
            here; the sentence names the paragraph.
    """
    data = read_bytes(path, TEMPLATE)
    return check_template(data, path.name)


def check_template(data: bytes, name: str) -> CheckedTemplate:
    """The same of content that was read already; `name` is that of the file."""
    document = _opened(data, name)
    body = [field for text in _texts(document.element.body) for field in _fields(text, "")]
    running: list[str] = []
    for where, part in _running_parts(document):
        running += [field for text in _texts(part) for field in _fields(text, where)]
    found = tuple(dict.fromkeys(body + running))
    _refuse_unknown(found)
    if not found:
        raise FileError(
            f"“{name}”里没有 {{{{姓名}}}} 这样的字段，{NOTHING}",
            hint="请先下载示例模板，照着在要填的地方写上 {{姓名}}、{{编号}} 等字段。",
        )
    return CheckedTemplate(data, found, bool(running))


def _opened(data: bytes, name: str) -> Document:
    import docx  # noqa: PLC0415 - heavy, and only a new template needs it

    if data.startswith(OLE_MAGIC):
        raise FileError(
            f"“{name}”是旧版 Word 格式（.doc）或加了密码，{NOTHING}",
            hint="请用 Word 或 WPS 打开，取消密码，另存为“Word 文档（.docx）”再试。",
        )
    if not data.startswith(ZIP_MAGIC):
        raise FileError(f"“{name}”不是 Word 文件，{NOTHING}", hint="请选择 .docx 文件。")
    try:
        names = {part.filename for part in checked_parts(data, TEMPLATE)}
        if "[Content_Types].xml" not in names or "word/document.xml" not in names:
            raise _damaged(name, "no Word document in the package")
        _refuse_excess(data)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            refuse_active(package)
    except ExcessError as excess:
        raise FileError(
            f"“{name}”{excess.what}，不像一页证书，{NOTHING}",
            hint="请用 Word 或 WPS 打开，只留下证书这一页，另存一份再试。",
        ) from excess
    except (*BROKEN, BrokenPackageError) as error:
        raise _damaged(name, f"{type(error).__name__}: {error}") from error
    with foreign_faults(lambda said: _damaged(name, said)):
        document = docx.Document(io.BytesIO(data))
        if document.element.tag != f"{_W}document" or document.element.body is None:
            raise _damaged(name, f"{document.element.tag} instead of a document")
    return document


def _refuse_excess(data: bytes) -> None:
    """Raise `ExcessError` where more is to be parsed than a page of a certificate has."""
    size = places = 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.infolist():
            with package.open(part) as opened:
                head = opened.read(_HEAD)
            if not is_markup(head):
                continue
            size += part.file_size
            if size > TEMPLATE.markup:
                most = TEMPLATE.markup // MEGABYTE
                raise ExcessError(f"不算图片，解开后超过 {most} MB 的上限")
            xml = package.read(part)
            if declares_type(xml):
                raise BrokenPackageError("a document type definition")
            places += len(_PLACE.findall(xml))
    if places > TEMPLATE.places:
        raise ExcessError(f"里面有 {places} 个段落和单元格，超过 {TEMPLATE.places} 个的上限")


def _damaged(name: str, detail: str) -> FileError:
    return FileError(
        f"“{name}”已损坏，Word 也打不开，{NOTHING}",
        hint="请用 Word 或 WPS 打开原来的模板，另存为“Word 文档（.docx）”再试。",
        detail=detail,
    )


def _running_parts(document: Document) -> Iterator[tuple[str, Any]]:
    for section in document.sections:
        for where, part in (
            *(("页眉", one) for one in (section.header, section.first_page_header)),
            *(("页脚", one) for one in (section.footer, section.first_page_footer)),
            ("页眉", section.even_page_header),
            ("页脚", section.even_page_footer),
        ):
            if not part.is_linked_to_previous:
                yield where, part._element  # noqa: SLF001 - python-docx shows paragraphs alone


def _texts(element: Any) -> Iterator[str]:
    """The text of every paragraph, without that of paragraphs inside it (text boxes)."""
    for one in element.iter(f"{_W}p"):
        yield "".join(
            text.text or ""
            for text in one.iter(f"{_W}t")
            if next(text.iterancestors(f"{_W}p"), None) is one
        )


def _fields(text: str, where: str) -> Iterator[str]:
    """Names of the fields in a paragraph; `where` says in which part it stands."""
    said = f"{where}的段落“{_short(text)}”" if where else f"段落“{_short(text)}”"
    if _COMMAND.search(text):
        raise FileError(
            f"{said}里有 {{% 或 {{# 这样的模板命令，证书模板不执行命令，{NOTHING}",
            hint="请删去它；要填的地方只用 {{姓名}}、{{编号}} 这样的字段。",
        )
    if any("｛" in one or "｝" in one for one in _WIDE.findall(text)):
        raise FileError(
            f"{said}里用了全角的大括号，认不出是哪个字段，{NOTHING}",
            hint="请在英文输入状态下改成 {{姓名}} 这样的半角大括号。",
        )
    rest = _FIELD.sub("", text)
    if "{{" in rest or "}}" in rest or _TRIPLE.search(text):
        raise FileError(
            f"{said}里有一个字段没有写完整（大括号没有成对，或跨了段落），{NOTHING}",
            hint="请写成 {{姓名}}，两个 { 开头、两个 } 结尾，都在同一段里。",
        )
    yield from (name.strip() for name in _FIELD.findall(text))


def _refuse_unknown(found: tuple[str, ...]) -> None:
    unknown = [name for name in found if name not in NAMES]
    if unknown:
        named = "、".join(f"{{{{{_short(name)}}}}}" for name in unknown[:5])
        more = f"等 {len(unknown)} 个" if len(unknown) > 5 else ""  # noqa: PLR2004 - as above
        raise FileError(
            f"模板里有不认识的字段：{named}{more}，{NOTHING}",
            hint=f"可以用的字段：{'、'.join(NAMES)}。",
        )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
