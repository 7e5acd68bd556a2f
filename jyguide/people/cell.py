"""Cells of tables, as those who read people from them know them."""

from jyguide.exchange.cell import CellError, CellValue, cell_text, compact

__all__ = ["CellError", "CellValue", "cell_text", "compact"]
