"""On what was measured: without it a figure says nothing."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jyguide.release import release
from tests.bench import anki_peer

PACKAGES = (
    *("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "numpy", "openpyxl", "python-calamine"),
    *("python-docx", "docxtpl"),
)


def machine() -> dict[str, Any]:
    """Processor, memory, system, versions, commit, and how busy it was at the start."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": platform.platform(),
        "load": round(os.getloadavg()[0], 2),
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "release": release(),
        "commit": _said("git", "rev-parse", "--short", "HEAD"),
        "versions": {
            "Python": platform.python_version(),
            "SQLite": sqlite3.sqlite_version,
            **{name: version(name) for name in PACKAGES},
            "anki": _said(
                str(anki_peer.PYTHON), "-c", "from importlib.metadata import version as v;"
                "print(v('anki'))"
            ),
        },
    }  # fmt: skip


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def _said(*command: str) -> str:
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
