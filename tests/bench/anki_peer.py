"""Anki's importer as a measure.

Anki is AGPL: it is never part of the program nor imported here. It lives in an environment of its
own, which ``make bench`` makes, and runs in processes of its own.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

PYTHON = Path(".bench-venv/bin/python")
SCRIPT = Path(__file__).with_name("anki_process.py")


@dataclass(frozen=True)
class Peer:
    """Packages and collections that are ready in a folder."""

    folder: Path

    def new(self) -> float:
        """Seconds for a package of new notes."""
        return self._import("before", "new")

    def changed(self) -> float:
        """Seconds for the same notes with two fields changed."""
        return self._import("after", "changed")

    def _import(self, collection: str, package: str) -> float:
        target = self.folder / "collection"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.folder / collection, target)
        return float(_run("import", target, self.folder / f"{package}.apkg"))


def prepare(folder: Path, count: int, others: int) -> Peer | str:
    """Make the packages, or say why that cannot be."""
    if not PYTHON.exists() or _run_quietly("-c", "import anki"):
        return "没有装上 anki（见 Makefile 的 bench）"
    folder.mkdir()
    try:
        _run("prepare", folder, count, others)
    except subprocess.CalledProcessError as error:
        return f"anki 不能运行：{error.stderr.strip().splitlines()[-1]}"
    return Peer(folder)


def _run(*arguments: object) -> str:
    done = subprocess.run(
        [PYTHON, SCRIPT, *map(str, arguments)], check=True, capture_output=True, text=True
    )
    return done.stdout


def _run_quietly(*arguments: str) -> int:
    return subprocess.run([PYTHON, *arguments], check=False, capture_output=True).returncode
