"""The packaged program's own files: gone, changed, further ones, and the list itself."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_spec.pack.files_list import write_files_list
from jyguide.errors import Cancelled
from jyguide.progress import CancelToken
from jyguide.self_test.facts import ProgramFacts
from jyguide.self_test.finding import Level
from jyguide.self_test.gathering import program_facts
from jyguide.self_test.program_files import (
    LIST,
    ListedFile,
    list_text,
    read_facts,
    read_list,
    seen_facts,
)
from jyguide.self_test.program_finding import program_finding

DLL = "_internal/PySide6/Qt6Core.dll"
WELL = ProgramFacts(4)
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A packaged program's folder, as the running program sees it."""
    folder = tmp_path / "程序"
    for path, content in (
        ("jyguide", b"program"),
        (DLL, b"library"),
        ("_internal/resources/bank/一.toml", b""),
        ("licences/Qt.txt", b"text"),
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / "installed").write_text("portable", "utf-8")
    assert write_files_list(folder) == WELL.listed
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "jyguide"))
    return folder


def read(folder):
    return read_facts(folder, CancelToken())


def test_what_was_packed_is_found_whole(program):
    assert seen_facts(program) == read(program) == program_facts(CancelToken()) == WELL
    (program / "installed").write_text("windows", "utf-8")
    (program / "unins000.exe").write_bytes(b"what removes it")
    assert write_files_list(program) == WELL.listed, "the same when it is written again"
    assert read(program) == WELL
    assert program_finding(WELL).level is Level.GOOD


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="a command of Linux")
def test_the_list_can_be_checked_without_the_program(program):
    checked = ["sha256sum", "--check", "--strict", "--quiet", LIST]
    assert subprocess.run(checked, cwd=program, check=False).returncode == 0
    (program / DLL).write_bytes(b"other")
    assert subprocess.run(checked, cwd=program, check=False, capture_output=True).returncode


def test_what_an_antivirus_took_is_named_at_once(program):
    (program / DLL).unlink()
    assert seen_facts(program) == read(program) == ProgramFacts(4, gone=(DLL,))
    finding = program_finding(seen_facts(program))
    assert finding.level is Level.BAD
    assert "1 个程序文件（Qt6Core.dll）" in finding.sentence
    assert "隔离" in finding.hint


def test_what_was_changed_is_found_by_reading(program):
    (program / DLL).write_bytes(b"LIBRARY")
    (program / "jyguide").write_bytes(b"longer than it was")
    assert seen_facts(program).changed == ("jyguide",), "of another size"
    assert read(program) == ProgramFacts(4, changed=("jyguide", DLL))
    assert program_finding(read(program)).level is Level.BAD


def test_what_cannot_be_read_counts_as_changed(program, monkeypatch):
    def shut(*_):
        raise PermissionError

    monkeypatch.setattr("jyguide.self_test.program_files.hashlib.file_digest", shut)
    assert len(read(program).changed) == WELL.listed


def test_a_file_that_was_put_there_is_named(program):
    (program / "version.dll").write_bytes(b"loaded before the system's own")
    assert read(program) == ProgramFacts(4, further=("version.dll",))
    assert program_finding(read(program)).level is Level.HEED
    assert seen_facts(program) == WELL, "which is not looked for at the start"


@pytest.mark.parametrize(
    ("content", "facts"),
    [
        (None, ProgramFacts(0, gone=(LIST,))),
        (b"", ProgramFacts(0, changed=(LIST,))),
        (b"# 7\nnothing\n", ProgramFacts(0, changed=(LIST,))),
        (b"\xff\xfe", ProgramFacts(0, changed=(LIST,))),
        (
            list_text([ListedFile("../../etc/passwd", 1, "0" * 64)]).encode(),
            ProgramFacts(0, changed=(LIST,)),
        ),
    ],
)
def test_a_list_that_cannot_be_read_is_said_too(program, content, facts):
    (program / LIST).unlink()
    if content is not None:
        (program / LIST).write_bytes(content)
    assert seen_facts(program) == read(program) == facts
    assert program_finding(facts).level is Level.BAD


def test_it_stops_when_asked_and_never_lists_nothing(program, tmp_path):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        read_facts(program, token)
    (tmp_path / "空").mkdir()
    with pytest.raises(ValueError, match="没有程序文件"):
        write_files_list(tmp_path / "空")
    assert not (tmp_path / "空" / LIST).exists()


def test_from_its_sources_there_is_nothing_to_be_looked_at():
    assert program_facts(CancelToken()) == ProgramFacts(0)
    assert program_finding(ProgramFacts(0)).level is Level.GOOD


def test_of_many_the_first_are_named():
    sentence = program_finding(ProgramFacts(9, gone=("a", "b/c", "d", "e"))).sentence
    assert "4 个程序文件（a、c、d等）" in sentence


@given(
    st.lists(
        st.builds(
            ListedFile,
            st.from_regex(r"[a-z][a-z0-9 _一]{0,8}(/[a-z0-9_]{1,8})?", fullmatch=True),
            st.integers(0, 10**12),
            DIGESTS,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_list_that_was_written_is_read_the_same(files):
    assert read_list(list_text(files)) == tuple(files)
