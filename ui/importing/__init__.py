"""Bringing any list in a table in; `jyguide.exchange.table.subject` says how one is described."""

from ui.importing.opening import open_import
from ui.importing.wizard import TABLE_ENDINGS, ImportWizard, pasted_block

__all__ = ["TABLE_ENDINGS", "ImportWizard", "open_import", "pasted_block"]
