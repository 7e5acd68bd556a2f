"""What the program consists of: modules, libraries, files."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module, resources
from importlib.metadata import version
from importlib.resources.abc import Traversable
from pkgutil import walk_packages

from jyguide.release import release
from ui.theme.icons import SVG_FOLDER

OWN = ("db", "jyguide", "resources", "ui")
LIBRARIES = (
    "PIL.Image",
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "PySide6.QtSvg",
    "PySide6.QtWidgets",
    "alembic.command",
    "click",
    "docx",
    "docxtpl",
    "fsrs",
    "genanki",
    "icalendar",
    "jinja2.sandbox",
    "lxml.etree",
    "msgspec.json",
    "nacl.signing",
    "numpy",
    "openpyxl",
    "platformdirs",
    "psycopg",
    "pypinyin",
    "pyrage",
    "python_calamine",
    "rapidfuzz.fuzz",
    "segno",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "sqlcipher3.dbapi2",
    "zstandard",
    "zxingcpp",
)
"""What modules of ours load only when they need it."""

_NOT_MODULES = "db.migrations."
"""Read from the disk by alembic, which they can be loaded by alone."""


class IncompleteError(Exception):
    """Something that belongs to the program is not there."""


def own_modules() -> list[str]:
    """Every module of ours that there is."""
    found = list(OWN)
    for name in OWN:
        package = import_module(name)
        found += [each.name for each in walk_packages(package.__path__, f"{name}.", _raise)]
    return [name for name in found if not name.startswith(_NOT_MODULES)]


def _raise(name: str) -> None:
    raise IncompleteError(name)


def load_own_modules() -> None:
    """Import all of them.

    Raises:
        Exception: whatever the first that cannot be imported raises.
    """
    for name in own_modules():
        if not name.endswith(".__main__"):
            import_module(name)


def load_libraries() -> None:
    """Import what is otherwise loaded late, and ask what release this is.

    Raises:
        ImportError: one is missing, or a library of the system that it needs.
        IncompleteError: the program does not know its own version.
    """
    for name in LIBRARIES:
        import_module(name)
    if not release():
        raise IncompleteError("version")
    version("click")  # its own option --version asks so


def read_files() -> None:
    """Read every file that ships, and those that the look is made of.

    Raises:
        OSError: one cannot be read.
        IncompleteError: one is empty, or a folder of them is not there.
    """
    shipped = [each for each in _files(resources.files("resources")) if each.name != "__init__.py"]
    pictures = sorted(SVG_FOLDER.glob("*.svg"))
    styles = list(SVG_FOLDER.parent.glob("*.qss"))
    if not (shipped and pictures and styles):
        raise IncompleteError("resources")
    for file in (*shipped, *pictures, *styles):
        if not file.read_bytes():
            raise IncompleteError(file.name)


def _files(folder: Traversable) -> Iterator[Traversable]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _files(each)
        else:
            yield each
