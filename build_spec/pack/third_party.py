"""What of others ships with the program, and on which terms; makes ``THIRD_PARTY.md``.

After a change of what the program is built on: ``python -m build_spec.pack.third_party``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path

from packaging.utils import canonicalize_name

from build_spec.pack.contents import ROOT
from build_spec.pack.distributions import run_time

PAGE = ROOT / "THIRD_PARTY.md"
TEXTS = ROOT / "build_spec" / "licences"
_LGPL_3 = (ROOT / "resources/names/LGPL-3.0.txt", ROOT / "resources/names/GPL-3.0.txt")
_APACHE = (TEXTS / "Apache-2.0.txt",)


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a distribution is used.

    Attributes:
        licence: An SPDX expression.
        use: What the program does with it.
        inside: What is linked into it by its makers, with licences.
        texts: Licence texts that its wheel does not bring along.
    """

    licence: str
    use: str
    inside: str = ""
    texts: tuple[Path, ...] = ()


TERMS: Mapping[str, Terms] = {
    "alembic": Terms("MIT", "migrations of the database"),
    "cached-property": Terms("BSD-3-Clause", "asked for by genanki"),
    "cffi": Terms("MIT-0", "calls into libsodium"),
    "chevron": Terms("MIT", "asked for by genanki"),
    "click": Terms("BSD-3-Clause", "the command line"),
    "docxtpl": Terms(
        "LGPL-2.1-only",
        "certificates from an office's own Word file",
        texts=(TEXTS / "LGPL-2.1.txt",),
    ),
    "et-xmlfile": Terms("MIT", "asked for by openpyxl"),
    "frozendict": Terms("LGPL-3.0-only", "asked for by genanki", texts=_LGPL_3),
    "fsrs": Terms("MIT", "when an item is practised again"),
    "genanki": Terms("MIT", "decks for Anki"),
    "icalendar": Terms("BSD-2-Clause", "calendars out and in"),
    "jinja2": Terms("BSD-3-Clause", "asked for by docxtpl, and its sandbox"),
    "lxml": Terms(
        "BSD-3-Clause",
        "XML of Word files",
        "libxml2, libxslt (MIT), zlib (Zlib), libiconv (LGPL-2.1-or-later)",
        (TEXTS / "LGPL-2.1.txt",),
    ),
    "mako": Terms("MIT", "asked for by alembic"),
    "markupsafe": Terms("BSD-3-Clause", "asked for by jinja2"),
    "msgspec": Terms("BSD-3-Clause", "JSON of bundles and of the journal"),
    "numpy": Terms(
        "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",
        "analysis of exams",
        "OpenBLAS (BSD-3-Clause), libgfortran (GPL-3.0-or-later WITH GCC-exception-3.1)",
    ),
    "openpyxl": Terms("MIT", "Excel files out and in"),
    "pillow": Terms("MIT-CMU", "photos", "the libraries that its licence file names"),
    "platformdirs": Terms("MIT", "where a user's files belong"),
    "psycopg": Terms("LGPL-3.0-only", "the city's database on a server", texts=_LGPL_3),
    "psycopg-binary": Terms(
        "LGPL-3.0-only",
        "the same, compiled",
        "libpq (PostgreSQL), OpenSSL (Apache-2.0), MIT Kerberos (MIT), OpenLDAP (OLDAP-2.8), "
        "Cyrus SASL (BSD-4-Clause-UC), keyutils and libxcrypt (LGPL-2.1-or-later)",
        (*_LGPL_3, *_APACHE, TEXTS / "LGPL-2.1.txt"),
    ),
    "pycparser": Terms("BSD-3-Clause", "asked for by cffi when it builds; not in the package"),
    "pynacl": Terms("Apache-2.0", "signatures and sealed boxes", "libsodium (ISC)"),
    "pypinyin": Terms("MIT", "how names are read"),
    "pyrage": Terms(
        "MIT", "files sealed to a recipient (age)", "crates of Rust, listed in its SBOM"
    ),
    "pyside6-essentials": Terms(
        "LGPL-3.0-only",
        "the window, printing, pictures",
        "Qt 6 (LGPL-3.0-only) with ICU (Unicode-3.0), HarfBuzz (MIT), FreeType (FTL), "
        "PCRE2 (BSD-3-Clause), libpng, libjpeg-turbo, zlib, as Qt's own pages name them",
        _LGPL_3,
    ),
    "python-calamine": Terms("MIT", "reads .xls", "crates of Rust, listed in its SBOM"),
    "python-dateutil": Terms("BSD-3-Clause", "asked for by icalendar"),
    "python-docx": Terms("MIT", "Word files"),
    "pyyaml": Terms("MIT", "asked for by genanki"),
    "rapidfuzz": Terms("MIT", "names and items that are alike"),
    "segno": Terms("BSD-3-Clause", "QR codes drawn"),
    "shiboken6": Terms("LGPL-3.0-only", "between Python and Qt", texts=_LGPL_3),
    "sqlalchemy": Terms("MIT", "the data layer"),
    "sqlcipher3": Terms(
        "Zlib",
        "the encrypted database",
        "SQLCipher (BSD-3-Clause), SQLite (public domain), OpenSSL (Apache-2.0)",
        (TEXTS / "SQLCipher.txt", *_APACHE),
    ),
    "typing-extensions": Terms("PSF-2.0", "asked for by sqlalchemy and others"),
    "tzdata": Terms("Apache-2.0", "time zones where the system has none"),
    "zstandard": Terms("BSD-3-Clause", "compresses bundles and backups", "zstd (BSD-3-Clause)"),
    "zxing-cpp": Terms("Apache-2.0", "QR codes read", texts=_APACHE),
}
"""By the name of the distribution, as pip writes it."""


class UnknownTermsError(Exception):
    """The program is built on a distribution whose terms nobody has looked at."""


def terms_of(distribution: Distribution) -> Terms:
    """The terms of a distribution that ships.

    Raises:
        UnknownTermsError: it is not in the table.
    """
    name = canonicalize_name(distribution.name)
    if name not in TERMS:
        raise UnknownTermsError(f"{name}: 请查明它的许可证，写进 third_party.py 的 TERMS。")
    return TERMS[name]


_HEAD = """\
# What of others is in the packages

Made by `python -m build_spec.pack.third_party`; a test fails where it and what the program is
built on disagree. None of these is changed. A package has all licence texts in its folder
`licences`, and its SBOM (`jyguide-<version>.cdx.json`) says which file comes from where. What
ships as data of ours, and whose it was, stands in [NOTICE](NOTICE). How libraries under the LGPL
are replaced, and who hands out their source: [LGPL.md](build_spec/licences/LGPL.md).

## Distributions of Python

| name | version | licence | used for | linked into it by its makers |
| --- | --- | --- | --- | --- |
"""

_TAIL = """
## Beside them

| name | licence | used for |
| --- | --- | --- |
| CPython 3.11, its standard library | PSF-2.0 | runs the program |
| what this Python was built with: OpenSSL, SQLite, zlib, bzip2, xz, libffi, expat | Apache-2.0, \
public domain, Zlib, bzip2-1.0.6, 0BSD, MIT | parts of the standard library |
| PyInstaller's boot loader | GPL-2.0-or-later WITH Bootloader-exception, which allows any \
licence for what it starts | starts the packaged program |
| libraries of the Linux that a package was built on: X11, xcb, fontconfig, GLib, CUPS and what \
they need | each as in `licences/system/<package>/copyright` | screen, fonts, printers |

The system's own C library and its drivers for the screen are no part of a package.
"""


def page(distributions: Iterable[Distribution]) -> str:
    """The text of ``THIRD_PARTY.md``.

    Raises:
        UnknownTermsError: as `terms_of`.
    """
    return _HEAD + "".join(_lines(distributions)) + _TAIL


def _lines(distributions: Iterable[Distribution]) -> Iterator[str]:
    for each in distributions:
        terms = terms_of(each)
        cells = (
            canonicalize_name(each.name),
            each.version,
            terms.licence,
            terms.use,
            terms.inside or "–",
        )
        yield f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(run_time()), "utf-8")
