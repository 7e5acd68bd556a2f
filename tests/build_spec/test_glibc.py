"""What binaries ask of the system's C library, on real ones and on what objdump says of others."""

from __future__ import annotations

import os
import runpy
import shutil
import sys
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_spec.pack.elf import Elf, elves_in, read_objdump
from build_spec.pack.glibc import (
    GLIBC,
    GLIBCXX,
    demand,
    minimum_glibc,
    parsed,
    version_in,
    written,
)

SPOKEN = """
/dist/_internal/libnew.so:     file format elf64-x86-64

Dynamic Section:
  NEEDED               libc.so.6
  NEEDED               libstdc++.so.6
  SONAME               libnew.so.1

Version definitions:
1 0x01 0x0865f4e6 libnew.so.1
2 0x00 0x0b7920c1 GLIBC_2.99
\t\x20
3 0x00 0x09691a75 0x00 04 GLIBC_2.98

Version References:
  required from libstdc++.so.6:
    0x0297f870 0x00 03 GLIBCXX_3.4.30
  required from libc.so.6:
    0x069691b6 0x00 02 GLIBC_2.36
    0x09691a75 0x00 04 GLIBC_2.2.5
    0x09691a75 0x00 05 GLIBC_PRIVATE

/dist/jyguide:     file format elf64-x86-64

Version References:
  required from libc.so.6:
    0x09691a75 0x00 02 GLIBC_2.9
"""

HOOK = Path(__file__).parents[2] / "build_spec/linux/child_environment.py"

NUMBERS = st.lists(st.integers(0, 99), min_size=1, max_size=4).map(tuple)


@pytest.fixture
def spoken() -> tuple[Elf, ...]:
    return tuple(read_objdump(SPOKEN))


def test_read_from_objdump(spoken):
    library, program = spoken
    assert library.soname == "libnew.so.1"
    assert library.needed == ("libc.so.6", "libstdc++.so.6")
    assert program.soname == "jyguide"
    assert program.versions == (("libc.so.6", "GLIBC_2.9"),)


def test_what_a_library_defines_is_not_asked_of_the_system(spoken):
    found = demand(spoken, GLIBC)
    assert str(found) == "2.36"
    assert found.files == (Path("/dist/_internal/libnew.so"),)


def test_what_comes_with_the_program_the_system_need_not_have(spoken):
    assert str(demand(spoken, GLIBCXX)) == "3.4.30"
    assert demand(spoken, GLIBCXX, frozenset({"libstdc++.so.6"})).version == ()


@given(NUMBERS, NUMBERS)
def test_versions_are_compared_as_numbers(one, other):
    symbols = [f"GLIBC_{written(version)}" for version in (one, other)]
    assert max(version_in(symbol, GLIBC) for symbol in symbols) == max(one, other)
    assert parsed(written(one)) == one


@pytest.mark.parametrize(
    "symbol", ["GLIBC_PRIVATE", "GLIBCXX_3.4", "GLIBC_", "GLIBC_2.x", "XGLIBC_2"]
)
def test_other_symbols_say_nothing_of_glibc(symbol):
    assert version_in(symbol, GLIBC) is None


@pytest.mark.skipif(sys.platform != "linux", reason="reads binaries of Linux")
def test_of_the_interpreter_itself(tmp_path):
    """A real binary: it runs here, so it asks for no more than is here, and for something."""
    program = Path(sys.executable).resolve()
    shutil.copy(program, tmp_path / "python")
    library = Path(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("LDLIBRARY"))
    if library.suffix != ".a" and library.is_file():
        shutil.copy(library, tmp_path / library.name)
    (tmp_path / "link").symlink_to("python")
    (tmp_path / "words.txt").write_text("no binary", "utf-8")
    found = minimum_glibc(tmp_path)
    here = parsed(os.confstr("CS_GNU_LIBC_VERSION").split()[1])
    assert (2, 2, 5) <= found.version <= here
    assert {path.parent for path in found.files} == {tmp_path}


def test_a_folder_without_programs_is_no_build(tmp_path):
    assert elves_in(tmp_path) == ()
    with pytest.raises(RuntimeError, match="没有用 glibc"):
        minimum_glibc(tmp_path)


@pytest.mark.parametrize("before", [None, "/opt/theirs/lib"])
def test_what_the_program_opens_does_not_load_our_libraries(monkeypatch, before):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/jyguide/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    runpy.run_path(str(HOOK))
    assert os.environ.get("LD_LIBRARY_PATH") == before
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
