"""What Word demands of a file before it opens one: order of children, parts, names that lead on.

LibreOffice and python-docx read much that Word calls damaged. The sequences are those of ISO/IEC
29500-1, ``wml.xsd`` and ``dml-wordprocessingDrawing.xsd``, with all children we could write.
"""

import posixpath
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Cell,
    Document,
    PageBreak,
    PageSetup,
    Paragraph,
    Picture,
    Placed,
    Row,
    Run,
    RunningLine,
    Shape,
    Side,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.word import write_word

SEQUENCES = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr"
    " suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct"
    " topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind"
    " contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
    " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u"
    " effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout",
    "pBdr": "top left bottom right between bar",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW"
    " jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblCellMar": "top left bottom right",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection"
    " tcFitText vAlign hideMark",
    "tcBorders": "top left bottom right insideH insideV",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc"
    " pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi"
    " rtlGutter docGrid",
    "settings": "view zoom removePersonalInformation embedTrueTypeFonts mirrorMargins"
    " proofState defaultTabStop evenAndOddHeaders drawingGridHorizontalSpacing"
    " characterSpacingControl compat themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "anchor": "simplePos positionH positionV extent effectExtent wrapNone wrapTopAndBottom docPr"
    " cNvGraphicFramePr graphic",
    "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "wsp": "cNvPr cNvSpPr spPr style extLst txbx bodyPr",
    "pic": "nvPicPr blipFill spPr",
    "spPr": "xfrm prstGeom noFill ln",
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def everything():
    """Whatever can be described, on several sections."""
    picture = Picture("certificate_small.png", 20, 10)
    look = Style(FontRole.KAI, 14, bold=True, spacing=1, underline=True)
    shape = Shape(
        Align.JUSTIFY, 28, 2, 3, 4, 5, (20, 40), 150, 1, outline=2, keep_next=True, right=2
    )
    words = Paragraph(
        (Run("字\t㐂\n甲", look), Run("2", page_of="there")), replace(shape, keep_together=True)
    )
    rows = (
        Row((Cell((paragraph("头"),), span=2),)),
        Row(
            (Cell((), sides=(Side.RIGHT, Side.TOP)), Cell((picture, words), bordered=False)),
            9,
            True,
        ),
    )
    blocks = (
        words,
        Table((20, 30), rows, header_rows=1),
        replace(paragraph("那里"), name="there"),
        Spacer(9),
        picture,
        PageBreak(),
        Table((20, 30), rows, at_foot=True),
    )
    first = Document(
        "甲 & 乙",
        blocks,
        PageSetup(grid=(15.8, 28)),
        "certificate_frame.png",
        RunningLine("页眉", rule=0.5, inset=2),
        PAGE_NUMBER,
        footer_even=RunningLine("双 {page}"),
        placed=(Placed(picture, 1, 2, 20), Placed(words, 9, 9, 50, page=2)),
    )
    wide = Document("丙", (words,), PageSetup(297, 210), footer=PAGE_NUMBER, continues=True)
    return [first, wide, Document("丁", ()), replace(first, blocks=())]


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    target = tmp_path_factory.mktemp("word") / "a.docx"
    write_word(everything(), target)
    with zipfile.ZipFile(target) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        return {
            name: etree.fromstring(package.read(name))
            if name.endswith((".xml", ".rels"))
            else None
            for name in names
        }


def local(element):
    return etree.QName(element).localname


def test_children_stand_in_the_order_of_the_schema(parts):
    met = set()
    for name, root in parts.items():
        for element in root.iter(etree.Element) if root is not None else ():
            sequence = SEQUENCES.get(local(element), "").split()
            children = [local(child) for child in element]
            if not sequence or not children:
                continue
            met.add(local(element))
            places = [sequence.index(child) for child in children]
            if local(element) == "sectPr":  # heads and feet may be mixed
                places = [max(1, place) for place in places]
            assert places == sorted(places), (name, children)
            once = [child for child in children if not child.endswith(("Reference", "tr", "p"))]
            assert len(once) == len(set(once)), (name, children)
    assert met == set(SEQUENCES)


def test_every_cell_ends_with_a_paragraph_and_fills_the_grid(parts):
    for table in parts["word/document.xml"].iter("{*}tbl"):
        columns = len(table.findall("{*}tblGrid/{*}gridCol"))
        for row in table.findall("{*}tr"):
            cells = row.findall("{*}tc")
            assert all(local(cell[-1]) == "p" for cell in cells)
            spans = [cell.find("{*}tcPr/{*}gridSpan") for cell in cells]
            assert columns == sum(
                1 if span is None else int(span.get(W + "val")) for span in spans
            )


def test_everything_that_is_named_is_there_once(parts):
    relations = {}
    for name, root in parts.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for one in root:
                assert posixpath.join(folder, one.get("Target")) in parts
            ids = [one.get("Id") for one in root]
            assert len(ids) == len(set(ids))
            relations[folder] = set(ids)
    body = parts["word/document.xml"]
    asked = {
        value
        for one in body.iter()
        for key, value in one.attrib.items()
        if key.startswith(RELATION)
    }
    assert asked <= relations["word"]
    for tag, key in (("docPr", "id"), ("bookmarkStart", W + "id"), ("bookmarkStart", W + "name")):
        values = [one.get(key) for one in body.iter(f"{{*}}{tag}")]
        assert len(values) == len(set(values)) > 0


def test_every_part_has_one_type(parts):
    types = parts["[Content_Types].xml"]
    endings = [one.get("Extension") for one in types if local(one) == "Default"]
    named = [one.get("PartName")[1:] for one in types if local(one) == "Override"]
    assert len(endings) == len(set(endings))
    assert len(named) == len(set(named))
    assert set(named) <= set(parts)
    for name in set(parts) - set(named) - {"[Content_Types].xml"}:
        assert name.rpartition(".")[2] in set(endings) - {"xml"}
