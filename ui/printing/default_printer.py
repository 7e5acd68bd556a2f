"""Which printers this PC has."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinterInfo


def default_printer() -> str:
    """Name of the one that prints where nobody chooses, or "" on a PC without any."""
    return QPrinterInfo.defaultPrinterName()


def printer_names() -> list[str]:
    """All of them, the default one first."""
    first = default_printer()
    others = [name for name in QPrinterInfo.availablePrinterNames() if name != first]
    return [first, *others] if first else others
