"""What goes into the packaged program and what stays out; read by ``build_spec/jyguide.spec``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OWN = ("jyguide", "ui", "db", "resources")
SCRIPTS = Path("db", "migrations")
"""Read from the disk by alembic, a file at a time: they are data, not modules."""

Entry = tuple[str, str, str]
"""How PyInstaller lists a file: where it goes, where it comes from, what it is."""

LEFT_OUT = (
    # Python's own, for programmers and for a graphical kit that is not ours
    "_tkinter",
    "curses",
    "distutils",
    "doctest",
    "ensurepip",
    "idlelib",
    "lib2to3",
    "pdb",
    "pydoc_data",
    "readline",
    "rlcompleter",
    "test",
    "tkinter",
    "turtledemo",
    "venv",
    # what libraries could use, and nobody of ours asks for
    "PIL.AvifImagePlugin",
    "PIL.ImageTk",
    "PIL._avif",
    "PIL._imagingtk",
    "lxml.html",
    "lxml.isoschematron",
    "lxml.objectify",
    "numpy.distutils",
    "numpy.f2py",
    "numpy.testing",
    "yaml._yaml",
    "zstandard._cffi",
    "zstandard.backend_cffi",
)
"""Modules, beside those of the distributions that build (`distributions.of_builders`)."""

REPLACEABLE = frozenset({"docxtpl", "frozendict", "psycopg"})
"""Under the LGPL and written in Python: they lie outside the archive, for anybody to replace."""

ASKED_BY_NAME = ("_cffi_backend",)
"""Modules of others that are loaded where no analysis sees it: by libraries in C."""

_PLUGINS_KEPT = {
    "iconengines": None,
    "imageformats": frozenset({"qgif", "qico", "qjpeg", "qsvg", "qwebp"}),
    "platforminputcontexts": frozenset(
        {"ibusplatforminputcontextplugin", "composeplatforminputcontextplugin"}
    ),
    "platforms": frozenset(
        {"qxcb", "qwayland-egl", "qwayland-generic", "qoffscreen", "qminimal", "qwindows"}
    ),
    "platformthemes": frozenset({"qxdgdesktopportal"}),  # the one of GTK brings all of GTK
    "printsupport": None,
    "styles": None,  # what looks like Windows there
    "wayland-decoration-client": None,
    "wayland-graphics-integration-client": None,
    "wayland-shell-integration": None,
    "xcbglintegrations": None,
}
"""Of each kind of plugin those that are used; None is all of them."""


def own_modules(root: Path = ROOT) -> list[str]:
    """Every module of ours: many are imported by name, which no analysis sees."""
    return sorted(
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        for path in _own_files(root)
        if path.suffix == ".py" and not _is_script(path.relative_to(root))
    )


def lacking(collected: Iterable[str], root: Path = ROOT) -> list[str]:
    """Modules of ours that the analysis did not collect, of which it only warns."""
    return sorted(set(own_modules(root)).difference(collected, {"jyguide.__main__"}))


def own_data(root: Path = ROOT) -> list[tuple[str, str]]:
    """Every other file of ours, with the folder it goes into, and what says which release it is.

    The record of how the release was installed stays here: it names folders of this machine.
    """
    data = [
        (str(path), str(path.relative_to(root).parent))
        for path in _own_files(root)
        if path.suffix != ".py" or _is_script(path.relative_to(root))
    ]
    metadata = Path(str(distribution("jyguide").locate_file("")))
    folder = next(metadata.glob("jyguide-*.dist-info"))
    return [*data, (str(folder / "METADATA"), folder.name)]


def _own_files(root: Path) -> Iterator[Path]:
    for package in OWN:
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
                yield path


def _is_script(path: Path) -> bool:
    return path.is_relative_to(SCRIPTS)


def is_replaceable(module: str) -> bool:
    """Whether a module belongs to one of `REPLACEABLE`."""
    return module.split(".", maxsplit=1)[0] in REPLACEABLE


def as_files(modules: Iterable[Entry]) -> list[Entry]:
    """Modules as the source files they were installed as, each in the folder of its package."""
    return [(str(_file_of(name, Path(path))), path, "DATA") for name, path, _ in modules]


def _file_of(module: str, source: Path) -> Path:
    parts = module.split(".")
    return Path(*(parts if source.stem == "__init__" else parts[:-1]), source.name)


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """Those that the program uses of what the analysis found."""
    return [entry for entry in entries if is_used(entry[0])]


def leading_somewhere(entries: Iterable[Entry], others: Iterable[Entry]) -> list[Entry]:
    """Without links to what stays out.

    Args:
        entries: Links among them say as their source where they lead, from their own folder.
        others: What they may lead to, beside `entries` themselves.
    """
    entries = list(entries)
    there = {os.path.normpath(target) for target, _, _ in (*entries, *others)}
    return [
        entry
        for entry in entries
        if entry[2] != "SYMLINK" or os.path.normpath(Path(entry[0]).parent / entry[1]) in there
    ]


def is_used(target: str) -> bool:
    """Whether a file within the packaged program is of use; all is that is not known to be none.

    Args:
        target: Its path in the package, with either kind of slash.
    """
    parts = target.replace("\\", "/").split("/")
    name = parts[-1]
    if name.endswith((".pyi", ".pxd", ".h", ".c", ".cpp")) or "tests" in parts[:-1]:
        return False
    if "plugins" in parts and "PySide6" in parts:
        return _plugin_is_used(parts[parts.index("plugins") + 1], name)
    if parts[0] == "PySide6":
        return "translations" not in parts or name == "qtbase_zh_CN.qm"
    return True


def _plugin_is_used(kind: str, name: str) -> bool:
    if kind not in _PLUGINS_KEPT:
        return False
    names = _PLUGINS_KEPT[kind]
    return names is None or name.split(".", maxsplit=1)[0].removeprefix("lib") in names
