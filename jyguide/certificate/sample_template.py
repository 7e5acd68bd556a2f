"""The example of a Word template that offices download and change to their liking."""

from __future__ import annotations

from pathlib import Path

from jyguide.certificate.fields import CODE
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    Align,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Row,
    Run,
    Shape,
    Spacer,
    Style,
    Table,
    VerticalAlign,
    paragraph,
)
from jyguide.documents.word import write_word

_RED = "A81C1C"
_TITLE = Style(FontRole.TITLE, 46, colour=_RED)
_PLAIN = Style(FontRole.BODY, 20)
_SETUP = PageSetup(297, 210, top=33, right=42, bottom=20, left=42)


def write_sample_template(target: Path) -> None:
    """Write the example: a certificate of completion with every field it needs.

    Raises:
        FileError: it cannot be written.
    """
    text = Shape(Align.LEFT, 38)
    blocks = (
        paragraph("{{证书名称}}", _TITLE, Shape(Align.CENTRE, 62, after=16)),
        Paragraph(
            (
                Run("{{姓名}}", Style(FontRole.KAI, 24, bold=True)),
                Run(" 同志（{{性别}}）：", _PLAIN),
            ),
            text,
        ),
        paragraph("{{正文}}", _PLAIN, Shape(Align.JUSTIFY, 38, first_indent=2)),
        paragraph("特发此证。", _PLAIN, Shape(Align.LEFT, 38, first_indent=2)),
        Spacer(6),
        _foot(),
    )
    document = Document("证书模板", blocks, _SETUP, background="certificate_frame.png")
    write_word(document, target)


def _foot() -> Table:
    small = Style(FontRole.KAI, 11)
    left = (
        paragraph(f"{{{{{CODE}}}}}", small, Shape(line=0)),
        paragraph("证书编号：{{编号}}", small, Shape(line=16)),
        paragraph("核 验 码：{{核验码}}", small, Shape(line=16)),
    )
    right = (
        paragraph("{{发证单位}}", Style(FontRole.BODY, 17), Shape(Align.CENTRE, 28)),
        paragraph("{{发证日期大写}}", Style(FontRole.BODY, 16), Shape(Align.CENTRE, 28)),
    )
    cells = (
        Cell(left, align=VerticalAlign.BOTTOM, bordered=False),
        Cell(right, align=VerticalAlign.BOTTOM, bordered=False),
    )
    return Table((101.0, 112.0), (Row(cells),), border=0, padding=0)
