"""The workflow that makes packages: what it names is there, and nothing in it can be moved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / ".github/workflows/package.yml").read_text("utf-8")


def test_every_action_is_named_by_its_commit():
    used = re.findall(r"uses: (\S+)@(\S+)( # v\d+\.\d+\.\d+)?", TEXT)
    assert len(used) == 6
    for action, commit, version in used:
        assert re.fullmatch(r"[0-9a-f]{40}", commit), action
        assert version, f"{action}: which version that was"


def test_it_may_read_and_nothing_else():
    assert "permissions:\n  contents: read\n" in TEXT
    assert TEXT.count("persist-credentials: false") == TEXT.count("actions/checkout@")
    assert set(re.findall(r"secrets\.(\w+)", TEXT)) == {"JYGUIDE_SIGN"}, (
        "and that one may be unset"
    )


def test_what_is_installed_is_known_by_its_hashes():
    for line in re.findall(r"pip install .*", TEXT):
        assert "--require-hashes" in line or "--no-deps --no-build-isolation" in line, line


def test_everything_it_names_is_there():
    named = re.findall(r"(?:tests|build_spec)/[\w./]+\w", TEXT)
    assert named
    for name in named:
        assert (ROOT / name).exists(), name
    assert "python -m build_spec.pack" in TEXT
    assert "windows-x64-setup.exe" in TEXT


def test_it_is_well_formed():
    yaml = pytest.importorskip("yaml")
    jobs = yaml.safe_load(TEXT)["jobs"]
    assert set(jobs) == {"windows", "linux"}
    for job in jobs.values():
        assert job["timeout-minutes"] <= 60
        assert all(("uses" in step) != ("run" in step) for step in job["steps"])
        assert job["steps"][-1]["with"]["if-no-files-found"] == "error"
