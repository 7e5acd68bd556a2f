"""Where a dialog for files begins, as long as nobody has chosen another folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

_Place = QStandardPaths.StandardLocation


def documents_folder() -> Path:
    """The user's own for documents, or his home where the system has made none.

    Qt's dialog takes a folder that does not exist for the name of a file.
    """
    places = (_Place.DocumentsLocation, _Place.HomeLocation)
    folders = [Path(QStandardPaths.writableLocation(place)) for place in places]
    return next((folder for folder in folders if folder.is_dir()), folders[-1])
