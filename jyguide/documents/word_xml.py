"""WordprocessingML of the blocks of a page description: tables, breaks, and sections."""

from __future__ import annotations

from functools import lru_cache

from jyguide.documents.hard_pages import row_points
from jyguide.documents.page import (
    HAIRLINE_PT,
    MM_PER_POINT,
    Block,
    Cell,
    PageBreak,
    PageSetup,
    Paragraph,
    Picture,
    Row,
    Side,
    Spacer,
    Table,
)
from jyguide.documents.word_drawing import Drawings
from jyguide.documents.word_text import (
    TEMPLATE_SIZE,
    paragraph_xml,
    points,
    thin_paragraph,
    twips,
)


def block_xml(block: Block, drawings: Drawings) -> str:
    """Whatever one block becomes: a paragraph, or a table and the line after it."""
    match block:
        case Paragraph():
            return paragraph_xml(block)
        case Table():
            return table_xml(block, drawings)
        case Picture():
            return drawings.inline(block)
        case Spacer():
            return thin_paragraph(line=block.height * 72 / 25.4)
        case PageBreak():
            return thin_paragraph(content='<w:r><w:br w:type="page"/></w:r>')


def table_xml(table: Table, drawings: Drawings) -> str:
    """A table of fixed widths, followed by the thin line that parts it from the next one.

    One at the foot stands in a box tied to that line: a floating table would do for Word and
    WPS, but LibreOffice leaves it in the text.
    """
    if table.at_foot:
        height = sum(row_points(table, row) for row in table.rows) * MM_PER_POINT
        content = _table(table, drawings) + thin_paragraph()
        size = (sum(table.columns), height + HAIRLINE_PT * MM_PER_POINT)
        return thin_paragraph(content=drawings.at_foot(content, size))
    return _table(table, drawings) + thin_paragraph()


def _table(table: Table, drawings: Drawings) -> str:
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in table.columns)
    side = twips(table.padding)
    rows = "".join(
        _row(table, row, drawings, repeated=index < table.header_rows)
        for index, row in enumerate(table.rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(table.columns))}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="0" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(table: Table, row: Row, drawings: Drawings, *, repeated: bool) -> str:
    rule = "exact" if row.exact else "atLeast"
    cells: list[str] = []
    column = 0
    for cell in row.cells:
        width = sum(table.columns[column : column + cell.span])
        cells.append(_cell(cell, width, table.border, drawings))
        column += cell.span
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(row.height)}"'
        f' w:hRule="{rule}"/>{"<w:tblHeader/>" if repeated else ""}</w:trPr>'
        f"{''.join(cells)}</w:tr>"
    )


def _cell(cell: Cell, width: float, border: float, drawings: Drawings) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    content = "".join(block_xml(block, drawings) for block in cell.blocks) or thin_paragraph()
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
        + _grid(setup)
        + "</w:sectPr>"
    )


def _grid(setup: PageSetup) -> str:
    """The grid of characters and lines; Word counts characters from those of the template."""
    if setup.grid is None:
        return ""
    across, down = setup.grid
    spare = round((across - TEMPLATE_SIZE) * 4096)
    return (
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{points(down)}" w:charSpace="{spare}"/>'
    )
