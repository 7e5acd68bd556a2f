"""How the Excel form looks: fills, locks, lists to choose from, paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LAST = "J"
_INPUT = "FFFFF9DB"
_BAND = "FFF2F4F7"
_HEAD = "FFFBE9E7"
_WARN = "FFFFD8A8"
_BAD = "FFFFC7CE"
_RED = "FFB3261E"
_GREY = "FFBFC5CE"


class FormLooks:
    """Styles are made once a book and shared by its cells."""

    def __init__(self, page: Worksheet) -> None:
        from openpyxl.styles import (  # noqa: PLC0415 - slow, and only this export needs it
            Alignment,
            Border,
            Font,
            PatternFill,
            Protection,
            Side,
        )

        self._page = page
        side = Side("thin", color=_GREY)
        self._line = Border(left=side, right=side, top=side, bottom=side)
        self._fills = {
            colour: PatternFill("solid", fgColor=colour) for colour in (_INPUT, _BAND, _HEAD)
        }
        self._bold = Font(name="宋体", size=11, bold=True)
        self._plain = Font(name="宋体", size=10)
        self._title = Font(name="宋体", size=18, bold=True)
        self._veto = Font(name="宋体", size=10, bold=True, color=_RED)
        self._middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._left = Alignment(horizontal="left", vertical="center", wrap_text=True)
        self._open = Protection(locked=False)

    def head(self, cell: Any) -> None:
        """A column's head."""
        cell.font, cell.fill = self._bold, self._fills[_HEAD]
        cell.alignment, cell.border = self._middle, self._line

    def over(self, title: str, subtitle: str, how: str) -> None:
        """The lines over the whole width: title, round, how to fill in."""
        for address, font, lies, height in (
            (title, self._title, self._middle, 30),
            (subtitle, self._bold, self._middle, 20),
            (how, self._plain, self._left, 34),
        ):
            row = int(address[1:])
            self._page.merge_cells(f"A{row}:{_LAST}{row}")
            cell: Any = self._page[address]
            cell.font, cell.alignment = font, lies
            self._page.row_dimensions[row].height = height

    def facts(self, keys: Sequence[str], filled: Sequence[str], total: str) -> None:
        """The lines with branch, inspector and total."""
        for row in (3, 4):
            self._page.row_dimensions[row].height = 24
            for letter in "ABCDEFGHIJ":
                cell: Any = self._page[f"{letter}{row}"]
                cell.font, cell.alignment = self._plain, self._left
        for address in keys:
            cell = self._page[address]
            cell.font, cell.alignment = self._bold, self._middle
        for address in filled:
            cell = self._page[address]
            cell.fill, cell.border = self._fills[_INPUT], self._line
            cell.protection, cell.number_format = self._open, "@"
        cell = self._page[total]
        cell.font, cell.alignment, cell.number_format = self._bold, self._middle, "0.0"

    def band(self, row: int) -> None:
        """The line of an aspect."""
        for letter in "ABCDEFGHIJ":
            cell: Any = self._page[f"{letter}{row}"]
            cell.font, cell.fill, cell.border = self._bold, self._fills[_BAND], self._line
            cell.alignment = self._left if letter in "AB" else self._middle
            cell.number_format = "General"
        self._page.merge_cells(f"A{row}:B{row}")
        self._page.row_dimensions[row].height = 22

    def criterion(self, row: int, *, veto: bool) -> None:
        """The line of a criterion; what is filled in is yellow and not locked."""
        for letter in "ABCDEFGHIJ":
            cell: Any = self._page[f"{letter}{row}"]
            cell.font = self._veto if veto and letter == "B" else self._plain
            cell.border = self._line
            cell.alignment = self._left if letter in "BDEI" else self._middle
            if letter in "FHI":
                cell.fill, cell.protection = self._fills[_INPUT], self._open
                cell.number_format = "General" if letter == "F" else "@"

    def height(self, row: int, lines: int) -> None:
        """Room for so many lines, and for a note of two."""
        self._page.row_dimensions[row].height = max(2, lines) * 13.5 + 5

    def choose(self, address: str, options: Sequence[str], sentence: str) -> None:
        """Take only one of these."""
        from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - see above

        rule = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True)
        self._add(rule, address, sentence)

    def between(self, address: str, limits: tuple[str, str], sentence: str) -> None:
        """Take only a number from the first to the second."""
        from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - see above

        rule = DataValidation("decimal", *limits, allow_blank=True, operator="between")
        self._add(rule, address, sentence)

    def finish(self, widths: Sequence[float], heads: int, last: int) -> None:
        """Widths, colours that follow what is filled in, locks, paper."""
        page = self._page
        for letter, width in zip("ABCDEFGHIJ", widths, strict=True):
            page.column_dimensions[letter].width = width
        page.freeze_panes = f"C{heads + 1}"
        for address, formula, colour in _warnings(heads + 1, last):
            self._colour(address, formula, colour)
        page.protection.sheet = True
        page.protection.formatRows = page.protection.formatColumns = False
        page.protection.selectLockedCells = False
        self._on_paper(heads)

    def _add(self, rule: Any, address: str, sentence: str) -> None:
        rule.errorTitle, rule.error, rule.showErrorMessage = "填写有误", sentence, True
        self._page.add_data_validation(rule)
        rule.add(address)

    def _colour(self, address: str, formula: str, colour: str) -> None:
        from openpyxl.formatting.rule import FormulaRule  # noqa: PLC0415 - see above
        from openpyxl.styles import PatternFill  # noqa: PLC0415 - see above

        fill = PatternFill("solid", bgColor=colour)
        rule = FormulaRule(formula=[formula], fill=fill)  # type: ignore[no-untyped-call]
        self._page.conditional_formatting.add(address, rule)

    def _on_paper(self, heads: int) -> None:
        page = self._page
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = page.PAPERSIZE_A4
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        if page.sheet_properties.pageSetUpPr is not None:
            page.sheet_properties.pageSetUpPr.fitToPage = True
        page.print_title_rows = f"{heads}:{heads}"
        margins = page.page_margins
        margins.left = margins.right = 0.4
        margins.top = margins.bottom = 0.5
        if page.oddFooter is not None:
            page.oddFooter.center.text = "第 &P 页，共 &N 页"


def _warnings(first: int, last: int) -> Iterator[tuple[str, str, str]]:
    """Where, when, in which colour."""
    missing = f'AND(ISNUMBER($G{first}),$A{first}<>"",$G{first}<$C{first},TRIM($I{first})="",'
    yield (
        f"I{first}:I{last}",
        f'{missing}$J{first}<>"")',
        _WARN,
    )
    yield f"F{first}:F{last}", f'$J{first}="填写有误"', _BAD
    yield f"J{first}:J{last}", f'$J{first}="请写明问题"', _WARN
    yield f"J{first}:J{last}", f'$J{first}="填写有误"', _BAD
