"""What a printed document consists of, in millimetres and points, whoever draws it.

The Word renderer and the Qt renderer read the same description; what neither can be told here
does not exist on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jyguide.documents.fonts import FontRole

MM_PER_POINT = 25.4 / 72
RULE_GAP_PT = 2.0
"""Between a paragraph's last line and the rule under it."""
HAIRLINE_PT = 1.0
"""Height of the lines Word needs between tables and at a section's end; nothing stands there."""

_ASCENT = 0.88
"""Where the base line lies in the square of a Chinese character."""


class Align(StrEnum):
    """How lines lie between the edges; the value is Word's own name (``w:jc``)."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    JUSTIFY = "both"


class VerticalAlign(StrEnum):
    """Where a cell's content lies in a row taller than it; Word's own names."""

    TOP = "top"
    CENTRE = "center"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look.

    Attributes:
        size: Points.
        colour: Six hexadecimal digits, red first.
        spacing: Points added after each character.
        family: A typeface by name in place of the role's: for characters which that lacks.
    """

    role: FontRole = FontRole.BODY
    size: float = 12
    bold: bool = False
    colour: str = "000000"
    spacing: float = 0
    underline: bool = False
    family: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look alike; a tab character jumps to the paragraph's next tab stop.

    Attributes:
        page_of: Name of a paragraph; the text is the number of the page on which it stands, and
            Word works it out anew when asked to.
    """

    text: str
    style: Style = Style()
    page_of: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph's lines lie.

    Attributes:
        line: Exact height of a line in points; 0 means one and a half times the largest size.
        first_indent: Indent of the first line in characters of the first run; negative lets
            it hang out to the left of the others.
        left: Indent of all lines in millimetres.
        right: Indent of all lines at the right, in millimetres.
        before: Points above; not drawn at the head of a page.
        after: Points below.
        tabs: Tab stops in millimetres from the left edge of the column, rising.
        leader: One more tab stop in millimetres, to which dots lead; text ends there. 0 is none.
        rule: Points of thickness of a line drawn under the paragraph, in ``rule_colour``.
        outline: Level in the table of contents that a program shows beside the text; 0 is text.
        keep_next: Stay on the page on which the next block begins.
        keep_together: Do not split between pages.
    """

    align: Align = Align.LEFT
    line: float = 0
    first_indent: float = 0
    left: float = 0
    before: float = 0
    after: float = 0
    tabs: tuple[float, ...] = ()
    leader: float = 0
    rule: float = 0
    rule_colour: str = "000000"
    outline: int = 0
    keep_next: bool = False
    keep_together: bool = False
    right: float = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs that follow one another and break into lines.

    Attributes:
        name: By which others refer to it; at most 40 letters and digits, a letter first.
    """

    runs: tuple[Run, ...]
    shape: Shape = Shape()
    name: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def line_points(self) -> float:
        """The exact height of each line in points, the same for every renderer."""
        return self.shape.line or 1.5 * max((run.style.size for run in self.runs), default=10.5)

    @property
    def base_points(self) -> float:
        """Where characters stand in a line, in points from its upper edge: in its middle."""
        size = max((run.style.size for run in self.runs), default=0.0)
        return (self.line_points - size) / 2 + _ASCENT * size

    @property
    def rule_points(self) -> float:
        """Height of the rule under the last line, with its distance; 0 where there is none."""
        return self.shape.rule + RULE_GAP_PT if self.shape.rule else 0

    @property
    def first_indent_points(self) -> float:
        size = self.runs[0].style.size if self.runs else 0
        return self.shape.first_indent * size


def paragraph(text: str, style: Style = Style(), shape: Shape = Shape()) -> Paragraph:
    """A paragraph of a single run."""
    return Paragraph((Run(text, style),), shape)


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty height in millimetres, such as the room for a written answer."""

    height: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


PictureSource = str | bytes
"""The name of a picture in ``resources/documents``, or a PNG or JPEG file's content."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a line of its own, stretched to this size in millimetres."""

    source: PictureSource
    width: float
    height: float
    align: Align = Align.CENTRE


class Side(StrEnum):
    """The sides of a cell; the value is Word's own name."""

    TOP = "top"
    LEFT = "left"
    BOTTOM = "bottom"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a table.

    Attributes:
        span: The number of columns it covers.
        sides: Which of its lines are drawn, where it is bordered.
    """

    blocks: tuple[Paragraph | Picture, ...]
    span: int = 1
    align: VerticalAlign = VerticalAlign.CENTRE
    bordered: bool = True
    sides: tuple[Side, ...] = tuple(Side)


@dataclass(frozen=True, slots=True)
class Row:
    """A row never splits between pages; ``exact`` rows do not grow beyond ``height`` mm."""

    cells: tuple[Cell, ...]
    height: float = 0
    exact: bool = False

    @property
    def keep_next(self) -> bool:
        """As in Word: a row stays with the next one where a paragraph of it says so."""
        return any(
            isinstance(block, Paragraph) and block.shape.keep_next
            for cell in self.cells
            for block in cell.blocks
        )


@dataclass(frozen=True, slots=True)
class Table:
    """Rows over columns of fixed width, centred between the margins.

    Attributes:
        columns: Widths in millimetres.
        header_rows: The first so many rows are repeated at the head of each page.
        border: Width of the lines in points; 0 draws none.
        padding: Millimetres between a cell's left and right edge and its content.
        at_foot: Stands whole at the lower edge of the page's type area, under whatever is there.
    """

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    header_rows: int = 0
    border: float = 0.5
    padding: float = 1.5
    at_foot: bool = False


Block = Paragraph | Table | Spacer | PageBreak | Picture


@dataclass(frozen=True, slots=True)
class Placed:
    """Something at a fixed place of one page, whatever else stands there.

    Attributes:
        block: A paragraph breaks within `width`; a picture has a size of its own.
        x: Of the left edge, in millimetres from that of the paper.
        y: Of the upper edge, likewise.
        width: In millimetres.
        page: On which page, from 1; in Word a page after the first begins at a `PageBreak`.
        behind: Text and tables of the page are drawn over it.
    """

    block: Paragraph | Picture
    x: float
    y: float
    width: float
    page: int = 1
    behind: bool = False


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Paper and margins in millimetres.

    Attributes:
        grid: Points from character to character and from line to line of running text, which
            Word offers to whoever writes on; our own lines and characters have theirs anyhow.
    """

    width: float = 210
    height: float = 297
    top: float = 25
    right: float = 25
    bottom: float = 22
    left: float = 25
    header: float = 12
    footer: float = 12
    grid: tuple[float, float] | None = None

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @property
    def inner_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> float:
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class RunningLine:
    """One line at the head or foot of every page; ``{page}`` and ``{pages}`` are numbers.

    Attributes:
        rule: Points of thickness of a line drawn under it.
        inset: Millimetres from the edges of the type area; the rule is as narrow.
    """

    text: str
    style: Style = Style(FontRole.BODY, 10.5)
    align: Align = Align.CENTRE
    rule: float = 0
    inset: float = 0

    @property
    def shape(self) -> Shape:
        line = 1.5 * self.style.size
        return Shape(self.align, line, left=self.inset, right=self.inset, rule=self.rule)


PLAIN_NUMBER = RunningLine("— {page} —")
PAGE_NUMBER = RunningLine("第 {page} 页  共 {pages} 页")


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a renderer needs to know.

    Attributes:
        title: Name in the file's properties; not drawn.
        background: A picture over the whole first page, edge to edge, behind the text.
        dated: The date in the file's properties, so that none is taken from the machine.
        continues: Pages are counted on from the document before, where several are drawn.
        footer_even: The foot of even pages, where it differs from that of odd ones.
        placed: What stands at fixed places; drawn over the background.
    """

    title: str
    blocks: tuple[Block, ...]
    setup: PageSetup = PageSetup()
    background: PictureSource | None = None
    header: RunningLine | None = None
    footer: RunningLine | None = None
    dated: date | None = None
    continues: bool = False
    footer_even: RunningLine | None = None
    placed: tuple[Placed, ...] = ()
