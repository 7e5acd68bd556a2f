"""What the packager wrote beside the program is what the program believes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from jyguide.installed import MARK, Installed, how_installed, program_folder


def test_it_runs_from_its_sources_here() -> None:
    assert program_folder() is None
    assert how_installed() is Installed.SOURCE


@pytest.mark.parametrize(
    ("word", "believed"),
    [
        ("windows\n", Installed.WINDOWS),
        ("debian\n", Installed.DEBIAN),
        ("portable", Installed.PORTABLE),
        ("something newer", Installed.PORTABLE),
        (None, Installed.PORTABLE),
    ],
)
def test_the_mark_beside_the_program_says_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str | None, believed: Installed
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "jyguide"))
    if word is not None:
        (tmp_path / MARK).write_text(word, "utf-8")
    assert program_folder() == tmp_path
    assert how_installed() is believed
