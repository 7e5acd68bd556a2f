"""Items in workbooks and separated text: what is read, and what is written.

The three writers of items and the template share one layout (`layout.py`), and what they write
the reader brings back the same. The reader also knows the headings of other programs.
"""

from jyguide.exchange.sheets.audit import write_audit_workbook
from jyguide.exchange.sheets.item_csv import write_item_csv
from jyguide.exchange.sheets.item_workbook import write_item_workbook
from jyguide.exchange.sheets.reading import header_rows, read_item_sheets
from jyguide.exchange.sheets.template import write_item_template

__all__ = [
    "header_rows",
    "read_item_sheets",
    "write_audit_workbook",
    "write_item_csv",
    "write_item_template",
    "write_item_workbook",
]
