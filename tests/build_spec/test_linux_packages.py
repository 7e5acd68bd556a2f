"""The Debian package and the portable archive, made of a small program folder."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from build_spec.pack import deb, portable
from build_spec.pack.elf import Elf
from build_spec.pack.needs import needs_of
from ui.opened_file import WHERE

LINUX = Path(deb.LINUX)
SUFFIXES = sorted(WHERE)


def elf(path: str, *needed: str) -> Elf:
    return Elf(Path("dist", path), Path(path).name, needed, (("libc.so.6", "GLIBC_2.17"),))


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A one-dir build of one real binary, as small as one can be had, and a file of words."""
    folder = tmp_path / "jyguide"
    (folder / "_internal").mkdir(parents=True)
    shutil.copy("/bin/true", folder / "jyguide")
    (folder / "_internal" / "words.txt").write_text("words", "utf-8")
    (folder / "_internal" / "again.txt").symlink_to("words.txt")
    return folder


def test_what_the_window_needs_is_a_must_and_what_wayland_needs_is_not():
    needs = needs_of(
        [
            elf("jyguide", "libc.so.6", "libz.so.1"),
            elf("_internal/libz.so.1", "libc.so.6"),
            elf("_internal/QtGui.abi3.so", "libQt6Gui.so.6"),
            elf("_internal/libQt6Gui.so.6", "libGL.so.1"),
            elf("_internal/libQt6XcbQpa.so.6", "libxcb.so.1"),
            elf("_internal/libQt6WaylandClient.so.6", "libwayland-client.so.0", "libc.so.6"),
            elf("_internal/PySide6/Qt/plugins/platforms/libqxcb.so", "libQt6XcbQpa.so.6"),
            elf("_internal/PySide6/Qt/plugins/platforms/libqw.so", "libQt6WaylandClient.so.6"),
        ]
    )
    assert needs.must == {"libc.so.6", "libGL.so.1", "libxcb.so.1"}
    assert needs.may == {"libwayland-client.so.0"}


def test_every_kind_of_file_that_leads_into_the_program_has_its_type():
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(LINUX / "jyguide.desktop", "utf-8")
    types = entry["Desktop Entry"]["MimeType"].strip(";").split(";")
    assert sorted(types) == [f"application/x-{suffix[1:]}" for suffix in SUFFIXES]
    kinds = ET.parse(LINUX / "jyguide.xml").getroot()
    globs = {
        glob.get("pattern"): kind.get("type")
        for kind in kinds
        for glob in kind
        if "glob" in glob.tag
    }
    assert globs == {f"*{suffix}": f"application/x-{suffix[1:]}" for suffix in SUFFIXES}
    assert "%f" in entry["Desktop Entry"]["Exec"]


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="only Debian packs for Debian")
def test_the_package_holds_the_program_and_says_what_it_needs(
    program, tmp_path, qapp, monkeypatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    package = deb.build(program, tmp_path / "dist", "1.2.3")
    assert [path.name for path in package.parent.iterdir()] == [package.name]
    tree = tmp_path / "tree"
    subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
    assert (tree / "opt/jyguide/installed").read_text("utf-8") == "debian\n"
    assert (tree / "usr/bin/jyguide").readlink() == Path("/opt/jyguide/jyguide")
    assert (tree / "usr/share/icons/hicolor/48x48/apps/jyguide.png").read_bytes()[1:4] == b"PNG"
    control = (tree / "DEBIAN/control").read_text("utf-8")
    assert "Version: 1.2.3\n" in control
    assert "libc6 (>= 2." in control
    assert "Permission is hereby granted" in (tree / "usr/share/doc/jyguide/copyright").read_text()
    subprocess.run(["md5sum", "--quiet", "-c", "DEBIAN/md5sums"], cwd=tree, check=True)
    modes = {path.stat().st_mode & 0o777 for path in tree.rglob("*") if not path.is_symlink()}
    assert modes == {0o755, 0o644}


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("what", ["install", "upgrade", "remove", "failed-upgrade"])
def test_nothing_stands_in_the_way_while_the_program_does_not_run(what):
    done = subprocess.run(["sh", LINUX / "stop_while_running.sh", what], check=False)
    assert done.returncode == 0


def test_the_archive_says_that_it_is_portable_and_is_the_same_every_time(
    program, tmp_path, monkeypatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (program / "installed").write_text("windows\n", "utf-8")
    first = portable.build(program, tmp_path / "one", "1.2.3")
    assert first.read_bytes() == portable.build(program, tmp_path / "two", "1.2.3").read_bytes()
    with tarfile.open(first) as archive:
        archive.extractall(tmp_path / "stick", filter="data")
    home = tmp_path / "stick" / "jyguide"
    assert (home / "installed").read_text("utf-8") == "portable\n"
    assert (home / "_internal" / "again.txt").readlink() == Path("words.txt")
    subprocess.run([home / "jyguide"], check=True)
