"""What is found out about a PC, each part by itself: what cannot be looked at is None.

No name of a person, a printer, a stick or a folder is among it: the sheet is handed around.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jyguide.bad_luck.whereabouts import Drive
from jyguide.documents.font_check import FaceState


@dataclass(frozen=True, slots=True)
class PrinterFacts:
    """Printers the system knows.

    Attributes:
        number: How many.
        default: Whether one is chosen that prints where nobody chooses.
        paper: What the default one takes where nobody chooses: "A4", "Letter"; "" if not known.
    """

    number: int
    default: bool
    paper: str = ""


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """The clock.

    Attributes:
        now: With its zone.
        doubt: As `clock_doubt` says it, or "".
    """

    now: datetime
    doubt: str


@dataclass(frozen=True, slots=True)
class DiskFacts:
    """What the data folder lies on.

    Attributes:
        free, total: Bytes.
        seconds: What writing `WRITTEN` bytes for good took; None where nothing could be written.
    """

    drive: Drive
    free: int
    total: int
    seconds: float | None


WRITTEN = 4 << 20
"""Bytes written and removed again to see how fast the disk is."""


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """Backups, each of which was read again when it was made.

    Attributes:
        last: When the last one was made here; None: there is none.
    """

    last: datetime | None


@dataclass(frozen=True, slots=True)
class StickFacts:
    """The second place of backups.

    Attributes:
        chosen: Whether there is one.
        here: Whether it is plugged in.
        reminder: As the first page says it, or "".
        at: When the last copy was made there.
    """

    chosen: bool
    here: bool
    reminder: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """The database.

    Attributes:
        size: Bytes; 0 on a server.
        fault: What is wrong with it, in a sentence; "" where all tables were read through.
        looked: How many tables were read through just now; 0 where none could be.
    """

    size: int
    fault: str
    looked: int


@dataclass(frozen=True, slots=True)
class ScreenFacts:
    """The screen that the window is on, in the pixels that it is drawn in.

    Attributes:
        width, height: Of what is free of the system's own bars.
        scale: Per cent, as the system is set.
    """

    width: int
    height: int
    scale: int


@dataclass(frozen=True, slots=True)
class MemoryFacts:
    """Bytes of memory, and what of it is free."""

    total: int
    free: int


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """The program, and what it runs on: "Windows 10", "Linux"."""

    program: str
    system: str


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """The packaged program's own files, by their paths within its folder.

    Attributes:
        listed: How many were packed; 0 where it runs from its sources, or has lost its list.
        gone: Not there any more.
        changed: Other than they were packed.
        further: There, and not packed.
    """

    listed: int
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypingFacts:
    """How Chinese is typed.

    Attributes:
        of_system: By the system's own input method, as on Windows; the rest says nothing then.
        running: Input methods that run, by their names: "ibus", "fcitx 4", "fcitx 5".
        named: Which one the session names to its programs: "ibus", "fcitx", or "".
        connected: Whether what is composed there gets into this program.
    """

    of_system: bool
    running: tuple[str, ...] = ()
    named: str = ""
    connected: bool = False


@dataclass(frozen=True, slots=True)
class ShownFacts:
    """What only the window's own libraries can tell."""

    fonts: tuple[FaceState, ...] | None = None
    printer: PrinterFacts | None = None
    screen: ScreenFacts | None = None
    typing: TypingFacts | None = None


@dataclass(frozen=True, slots=True)
class PcFacts:
    """All of it."""

    shown: ShownFacts
    clock: ClockFacts | None = None
    disk: DiskFacts | None = None
    backup: BackupFacts | None = None
    stick: StickFacts | None = None
    database: DatabaseFacts | None = None
    memory: MemoryFacts | None = None
    version: VersionFacts | None = None
    program: ProgramFacts | None = None
