"""Which dialogs nothing is kept of."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

SECRET = (
    "ui.access.",
    "ui.sync.",
    "ui.backup.restore_dialog",
    "ui.exam.seal.",
    "ui.exam.sitting.",
    "ui.exam.arranging.proctor_dialog",
    "ui.first_run",
    "ui.practice",
    "ui.start",
)
"""Where secrets, recovery words and codes of exams are typed: all of it is left out."""

_NO_FORMS = (
    "ui.draft.",
    "ui.help",
    "ui.history.",
    "ui.import_steps",
    "ui.importing.",
    "ui.pairs_dialog",
    "ui.printing.",
    "ui.report.sources_dialog",
    "ui.search",
    "ui.settings.",
    "ui.update.",
    "ui.widgets.sentence_dialog",
)
"""What is chosen in them is of no use without what was on screen."""


def is_left_out(dialog: type[QDialog]) -> bool:
    """Whether a dialog of this class, or of one it is made from, is none to keep anything of.

    The parts that all dialogs are made from stand in no area and decide nothing.
    """
    modules = [one.__module__ for one in dialog.__mro__ if one.__module__.startswith("ui.")]
    return any(
        f"{module}.".startswith(area if area.endswith(".") else f"{area}.") or module == area
        for module in modules
        for area in (*SECRET, *_NO_FORMS)
    )
