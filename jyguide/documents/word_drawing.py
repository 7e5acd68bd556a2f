"""DrawingML of a Word file: pictures in the text, and what stands at a fixed place of a page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from jyguide.documents.breaking import paragraph_points
from jyguide.documents.page import (
    MM_PER_POINT,
    PageSetup,
    Paragraph,
    Picture,
    PictureSource,
    Placed,
)
from jyguide.documents.word_text import paragraph_xml

_EMU_PER_MM = 36000
_OVER = "<wp:wrapNone/>"
_ABOVE_AND_BELOW = "<wp:wrapTopAndBottom/>"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

_BASE = 0.8
"""Of the height of an exact line, what Word and LibreOffice leave above the base line."""


class Drawings:
    """Gives each showing of a picture or text box in one file its number.

    Args:
        picture: Puts the picture into the file, once, and names its relationship.
    """

    def __init__(self, picture: Callable[[PictureSource], str]) -> None:
        self._picture = picture
        self._numbers = count(1)

    def inline(self, block: Picture) -> str:
        """``w:p`` of a picture on a line of its own."""
        graphic = self._graphic(block.source, block.width, block.height, wrap="")
        place = f'<wp:inline distT="0" distB="0" distL="0" distR="0">{graphic}</wp:inline>'
        return (
            '<w:p><w:pPr><w:spacing w:before="0" w:after="0"/>'
            f'<w:jc w:val="{block.align}"/></w:pPr>'
            f"<w:r><w:drawing>{place}</w:drawing></w:r></w:p>"
        )

    def background(self, source: PictureSource, setup: PageSetup) -> str:
        """``w:r`` with a picture of the whole page behind the text."""
        graphic = self._graphic(source, setup.width, setup.height)
        return f"<w:r>{_anchored(graphic, (0, 0), order=0, behind=True)}</w:r>"

    def placed(self, placed: Placed) -> str:
        """``w:r`` with a picture or a text box, measured from the corner of the paper."""
        order = next(self._numbers)
        place = (placed.x, placed.y)
        if isinstance(placed.block, Picture):
            block = placed.block
            graphic = self._graphic(block.source, block.width, block.height)
            return f"<w:r>{_anchored(graphic, place, order=order)}</w:r>"
        raised = (placed.x, placed.y - _sinks(placed.block))
        height = paragraph_points(placed.block, placed.width) * MM_PER_POINT
        box = self._box(paragraph_xml(placed.block), (placed.width, height))
        return _box_run(_anchored(box, raised, order=order, behind=placed.behind))

    def at_foot(self, content: str, size: tuple[float, float]) -> str:
        """``w:r`` with blocks in a box at the lower edge of the type area; text ends above it.

        Args:
            content: The blocks.
            size: Width and height in millimetres; less than that stands at the box's lower edge.
        """
        box = self._box(content, size, _ABOVE_AND_BELOW, "b")
        across, down = (f"<wp:align>{side}</wp:align>" for side in ("left", "bottom"))
        order = next(self._numbers)
        return _box_run(_drawing(box, (across, down), "margin", order=order))

    def _box(
        self, content: str, size: tuple[float, float], wrap: str = _OVER, anchor: str = "t"
    ) -> str:
        """As high as any program could need, since what does not fit is not shown."""
        extent = _extent(*size)
        return (
            f"{self._named(extent, wrap)}<wp:cNvGraphicFramePr/>"
            f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
            f"<wps:spPr>{_outline(extent)}<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>"
            f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
            f'<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
            "<a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic>"
        )

    def _graphic(
        self, source: PictureSource, width: float, height: float, wrap: str = _OVER
    ) -> str:
        size = _extent(width, height)
        return (
            f"{self._named(size, wrap)}<a:graphic><a:graphicData"
            ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            '<pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{self._picture(source)}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f"<pic:spPr>{_outline(size)}</pic:spPr></pic:pic></a:graphicData></a:graphic>"
        )

    def _named(self, size: str, wrap: str) -> str:
        number = next(self._numbers)
        return (
            f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}'
            f'<wp:docPr id="{number}" name="图{number}"/>'
        )


def _sinks(paragraph: Paragraph) -> float:
    """Millimetres by which programs set a line of exact height lower than we do."""
    return (_BASE * paragraph.line_points - paragraph.base_points) * MM_PER_POINT


def _anchored(
    graphic: str, place: tuple[float, float], *, order: int, behind: bool = False
) -> str:
    """``w:drawing`` whose upper left corner lies so many millimetres from the paper's."""
    across, down = (f"<wp:posOffset>{_emu(mm)}</wp:posOffset>" for mm in place)
    return _drawing(graphic, (across, down), "page", order=order, behind=behind)


def _box_run(box: str) -> str:
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        "</mc:AlternateContent></w:r>"
    )


def _drawing(
    graphic: str, place: tuple[str, str], edge: str, *, order: int, behind: bool = False
) -> str:
    across, down = place
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"'
        f' relativeHeight="{order}" behindDoc="{int(behind)}" locked="1" layoutInCell="1"'
        ' allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{edge}">{across}</wp:positionH>'
        f'<wp:positionV relativeFrom="{edge}">{down}</wp:positionV>'
        f"{graphic}</wp:anchor></w:drawing>"
    )


def _extent(width: float, height: float) -> str:
    return f'cx="{_emu(width)}" cy="{_emu(height)}"'


def _outline(size: str) -> str:
    return (
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )


def _emu(mm: float) -> int:
    return round(mm * _EMU_PER_MM)
