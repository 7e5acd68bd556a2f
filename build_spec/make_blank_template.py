"""Makes resources/documents/blank.docx: few parts, Chinese typefaces named, nothing of a machine.

Run by hand when the typefaces change: ``python build_spec/make_blank_template.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from jyguide.documents.fonts import FONTS, FontChain, FontRole, word_font  # noqa: E402

TARGET = ROOT / "resources" / "documents" / "blank.docx"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def content_types() -> str:
    """Which part is of which kind."""
    overrides = {
        "/word/document.xml": f"{WML}.document.main+xml",
        "/word/styles.xml": f"{WML}.styles+xml",
        "/word/settings.xml": f"{WML}.settings+xml",
        "/word/fontTable.xml": f"{WML}.fontTable+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    lines = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def relations(*targets: tuple[str, str]) -> str:
    """A relationship part; each target is its kind and its path."""
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def styles() -> str:
    """仿宋 of 15.5 points as the default; a Word without it must not choose a Japanese face.

    Latin text is said to be English: LibreOffice breaks lines inside the numbers of Chinese text.
    """
    font = word_font(FontRole.BODY)
    fonts = " ".join(f'w:{slot}="{font}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        '<w:sz w:val="31"/><w:szCs w:val="31"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        "</w:tblPr></w:style></w:styles>"
    )


def settings() -> str:
    """Layout as in Word 2013 and later; no grid, no revision ids, no machine's printer."""
    modern = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {W}><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{modern}" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def font_table() -> str:
    """Names under which Word looks for a typeface that is not installed."""
    return f"<w:fonts {W}>{''.join(font_entry(chain) for chain in FONTS.values())}</w:fonts>"


def font_entry(chain: FontChain) -> str:
    """One typeface and the names that may stand in for it."""
    first, *others = (*chain.office, *chain.stand_ins)
    return (
        f'<w:font w:name="{first}"><w:altName w:val="{",".join(others)}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
    )


def core_properties() -> str:
    """Author and dates; fixed, so that no machine's name or clock gets in."""
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>暨阳指导</dc:creator>'
        "<cp:lastModifiedBy>暨阳指导</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified>'
        "</cp:coreProperties>"
    )


def document() -> str:
    """Every name space a page can use is declared once, at the root."""
    return (
        f'<w:document {W} xmlns:r="{OFFICE}" xmlns:wp="{DRAWING}/wordprocessingDrawing"'
        f' xmlns:a="{DRAWING}/main" xmlns:pic="{DRAWING}/picture">'
        "<w:body><w:sectPr/></w:body></w:document>"
    )


def parts() -> dict[str, str]:
    """Every file of the package, in the order in which Word writes them."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": core_properties(),
        "word/_rels/document.xml.rels": relations(
            (f"{OFFICE}/styles", "styles.xml"),
            (f"{OFFICE}/settings", "settings.xml"),
            (f"{OFFICE}/fontTable", "fontTable.xml"),
        ),
        "word/document.xml": document(),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
    }


def main() -> None:
    """Write the package with fixed member dates, so that it is the same each time."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(TARGET, "w", ZIP_DEFLATED) as package:
        for name, text in parts().items():
            member = ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            package.writestr(member, HEAD + text)


if __name__ == "__main__":
    main()
