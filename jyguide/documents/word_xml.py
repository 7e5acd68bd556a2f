"""WordprocessingML for each block of a page description, as text.

Text is put together and parsed once a document: several times faster than one element at a
time, and the order of children, on which Word insists, can be read off the page.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from functools import lru_cache
from html import escape

from jyguide.documents.fonts import word_font
from jyguide.documents.page import (
    HAIRLINE_PT,
    RULE_GAP_PT,
    Block,
    Cell,
    PageBreak,
    PageSetup,
    Paragraph,
    Picture,
    PictureSource,
    Row,
    Run,
    RunningLine,
    Shape,
    Side,
    Spacer,
    Style,
    Table,
)

PictureId = Callable[[PictureSource], tuple[str, int]]
"""Gives the relationship id under which a picture stands in the file being written, and a
number of its own for this showing of it."""

NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{rest}"'
    for prefix, rest in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    )
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_FIELD = re.compile(r"\{(pages?)\}")
_EMU_PER_MM = 36000


def twips(mm: float) -> int:
    """Word's unit, one twentieth of a point."""
    return round(mm * 1440 / 25.4)


def points(pt: float) -> int:
    """Points in twips."""
    return round(pt * 20)


@lru_cache(maxsize=256)
def run_properties(style: Style) -> str:
    """``w:rPr``: the typeface in all four slots, so that quotation marks stay full-width."""
    font = word_font(style.role)
    size = round(style.size * 2)
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    underline = '<w:u w:val="single"/>' if style.underline else ""
    return (
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}"'
        f' w:eastAsia="{font}" w:cs="{font}"/>{bold}<w:color w:val="{style.colour}"/>'
        f'<w:spacing w:val="{points(style.spacing)}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{underline}</w:rPr>'
    )


def run_xml(run: Run) -> str:
    """``w:r``; tabs and line feeds in the text become Word's own."""
    properties = run_properties(run.style)
    shown = f"<w:r>{properties}{_text(run.text)}</w:r>"
    return _page_reference(run.page_of, properties, shown) if run.page_of else shown


def _page_reference(name: str, properties: str, shown: str) -> str:
    """A field that already says its number: no program has to ask before it can be read."""

    def mark(kind: str) -> str:
        return f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f"<w:instrText xml:space='preserve'> PAGEREF {name} \\h </w:instrText>"
    return (
        f"{mark('begin')}<w:r>{properties}{instruction}</w:r>"
        f"{mark('separate')}{shown}{mark('end')}"
    )


def _text(text: str) -> str:
    """``w:t`` and its tabs and line breaks; characters XML cannot hold are left out."""
    clean = escape(_FORBIDDEN.sub("", text), quote=False)
    inner = clean.replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    inner = inner.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    return f"<w:t xml:space='preserve'>{inner}</w:t>"


def paragraph_xml(paragraph: Paragraph) -> str:
    """``w:p`` with its lines at an exact height."""
    content = "".join(map(run_xml, paragraph.runs))
    if paragraph.name:
        content = _bookmarked(paragraph.name, content)
    return f"<w:p>{_paragraph_properties(paragraph)}{content}</w:p>"


def _bookmarked(name: str, content: str) -> str:
    """The content as something that can be referred to; the number is made from the name."""
    key = f'w:id="{zlib.crc32(name.encode()) & 0x7FFFFFFF}"'
    start = f'<w:bookmarkStart {key} w:name="{name}"/>'
    return f"{start}{content}<w:bookmarkEnd {key}/>"


def _paragraph_properties(paragraph: Paragraph) -> str:
    shape = paragraph.shape
    return (
        f"<w:pPr>{'<w:keepNext/>' if shape.keep_next else ''}"
        f"{'<w:keepLines/>' if shape.keep_together else ''}"
        f'<w:widowControl w:val="0"/>{_rule(shape)}{_tabs(shape)}'
        '<w:overflowPunct w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f"{_spacing(paragraph.line_points, shape.before, shape.after)}"
        f'<w:ind w:left="{twips(shape.left)}" {_first_line(paragraph.first_indent_points)}/>'
        f'<w:jc w:val="{shape.align}"/>{_outline(shape.outline)}</w:pPr>'
    )


def _first_line(indent: float) -> str:
    return f'w:hanging="{points(-indent)}"' if indent < 0 else f'w:firstLine="{points(indent)}"'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level - 1}"/>' if level else ""


def _rule(shape: Shape) -> str:
    if not shape.rule:
        return ""
    return (
        f'<w:pBdr><w:bottom w:val="single" w:sz="{round(shape.rule * 8)}"'
        f' w:space="{round(RULE_GAP_PT)}" w:color="{shape.rule_colour}"/></w:pBdr>'
    )


def _tabs(shape: Shape) -> str:
    stops = "".join(f'<w:tab w:val="left" w:pos="{twips(stop)}"/>' for stop in shape.tabs)
    if shape.leader:
        stops += f'<w:tab w:val="right" w:leader="dot" w:pos="{twips(shape.leader)}"/>'
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def _spacing(line: float, before: float, after: float) -> str:
    return (
        f'<w:spacing w:before="{points(before)}" w:after="{points(after)}"'
        f' w:line="{points(line)}" w:lineRule="exact"/>'
    )


def thin_paragraph(extra: str = "", content: str = "", line: float = HAIRLINE_PT) -> str:
    """A paragraph that takes up no more height than its exact line."""
    return f"<w:p><w:pPr>{_spacing(line, 0, 0)}{extra}</w:pPr>{content}</w:p>"


def block_xml(block: Block, picture: PictureId) -> str:
    """Whatever one block becomes: a paragraph, or a table and the line after it."""
    match block:
        case Paragraph():
            return paragraph_xml(block)
        case Table():
            return table_xml(block, picture)
        case Picture():
            return _inline_picture(block, picture)
        case Spacer():
            return thin_paragraph(line=block.height * 72 / 25.4)
        case PageBreak():
            return thin_paragraph(content='<w:r><w:br w:type="page"/></w:r>')


def table_xml(table: Table, picture: PictureId) -> str:
    """A table of fixed widths, followed by the thin line that parts it from the next one."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in table.columns)
    side = twips(table.padding)
    rows = "".join(
        _row(table, row, picture, repeated=index < table.header_rows)
        for index, row in enumerate(table.rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(table.columns))}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="0" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{thin_paragraph()}"
    )


def _row(table: Table, row: Row, picture: PictureId, *, repeated: bool) -> str:
    rule = "exact" if row.exact else "atLeast"
    cells: list[str] = []
    column = 0
    for cell in row.cells:
        width = sum(table.columns[column : column + cell.span])
        cells.append(_cell(cell, width, table.border, picture))
        column += cell.span
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(row.height)}"'
        f' w:hRule="{rule}"/>{"<w:tblHeader/>" if repeated else ""}</w:trPr>'
        f"{''.join(cells)}</w:tr>"
    )


def _cell(cell: Cell, width: float, border: float, picture: PictureId) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    content = "".join(block_xml(block, picture) for block in cell.blocks) or thin_paragraph()
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}'
        f"{_borders(border, cell.sides) if cell.bordered and border else ''}"
        f'<w:vAlign w:val="{cell.align}"/></w:tcPr>{content}</w:tc>'
    )


@lru_cache(maxsize=64)
def _borders(width: float, drawn: tuple[Side, ...]) -> str:
    """Drawn cell by cell: a table's own borders would also run around unbordered cells."""
    line = f'w:val="single" w:sz="{round(width * 8)}" w:space="0" w:color="000000"'
    sides = "".join(f"<w:{side} {line}/>" for side in Side if side in drawn)
    return f"<w:tcBorders>{sides}</w:tcBorders>"


def _inline_picture(block: Picture, picture: PictureId) -> str:
    place = '<wp:inline distT="0" distB="0" distL="0" distR="0">{}</wp:inline>'
    drawing = _drawing(picture(block.source), block.width, block.height, place)
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="{block.align}"/></w:pPr>'
        f"<w:r>{drawing}</w:r></w:p>"
    )


def background_xml(source: PictureSource, setup: PageSetup, picture: PictureId) -> str:
    """A thin paragraph to which a picture of the whole page is tied, behind the text."""
    zero = "<wp:posOffset>0</wp:posOffset>"
    place = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="0"'
        ' behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page">{zero}</wp:positionH>'
        f'<wp:positionV relativeFrom="page">{zero}</wp:positionV>{{}}</wp:anchor>'
    )
    drawing = _drawing(picture(source), setup.width, setup.height, place, wrap="<wp:wrapNone/>")
    return thin_paragraph(content=f"<w:r>{drawing}</w:r>")


def _drawing(
    shown: tuple[str, int], width: float, height: float, place: str, wrap: str = ""
) -> str:
    picture_id, number = shown
    size = f'cx="{round(width * _EMU_PER_MM)}" cy="{round(height * _EMU_PER_MM)}"'
    name = f'id="{number}" name="图{number}"'
    graphic = (
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}<wp:docPr {name}/>'
        "<a:graphic><a:graphicData"
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{picture_id}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic>"
    )
    return f"<w:drawing>{place.format(graphic)}</w:drawing>"


def running_line_xml(line: RunningLine, pages_field: str) -> str:
    """A paragraph for the head or foot of a page; ``pages_field`` counts its pages."""
    pieces = _FIELD.split(line.text)
    fields = {"page": "PAGE", "pages": pages_field}
    content = "".join(
        _field(fields[piece], line.style) if index % 2 else run_xml(Run(piece, line.style))
        for index, piece in enumerate(pieces)
    )
    properties = _paragraph_properties(Paragraph((), line.shape))
    return f"<w:p {NAMESPACES}>{properties}{content}</w:p>"


def _field(name: str, style: Style) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{run_xml(Run("1", style))}</w:fldSimple>'


def section_xml(setup: PageSetup, references: str, *, continues: bool = False) -> str:
    """``w:sectPr``: paper, margins, header and footer; numbering begins at 1 or goes on."""
    orientation = ' w:orient="landscape"' if setup.landscape else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(setup.width)}" w:h="{twips(setup.height)}"{orientation}/>'
        f'<w:pgMar w:top="{twips(setup.top)}" w:right="{twips(setup.right)}"'
        f' w:bottom="{twips(setup.bottom)}" w:left="{twips(setup.left)}"'
        f' w:header="{twips(setup.header)}" w:footer="{twips(setup.footer)}" w:gutter="0"/>'
        + ("" if continues else '<w:pgNumType w:start="1"/>')
        + "</w:sectPr>"
    )
