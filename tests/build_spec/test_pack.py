"""What goes into a package, on which terms, and how it is tried."""

from __future__ import annotations

import hashlib
import re
import struct
import sys
from pathlib import Path

import pytest

from build_spec.pack import contents, tried
from build_spec.pack.distributions import of_builders, run_time
from build_spec.pack.hashes import write_hashes
from build_spec.pack.libraries import can_be_loaded, reached
from build_spec.pack.licences import texts_of
from build_spec.pack.said import PackingError, said
from build_spec.pack.third_party import PAGE, TERMS, UnknownTermsError, page, terms_of

ROOT = Path(__file__).parents[2]
_PIN = re.compile(r"^([a-z0-9-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)


def pins(lock: Path) -> dict[str, str]:
    return dict(_PIN.findall(lock.read_text("utf-8")))


def test_the_page_of_third_parties_is_what_the_program_is_built_on():
    assert PAGE.read_text("utf-8") == page(run_time())


def test_a_distribution_whose_terms_nobody_looked_at_stops_packing():
    class Unknown:
        name = "some-new-library"

    with pytest.raises(UnknownTermsError, match="some-new-library"):
        terms_of(Unknown())


def test_a_package_is_made_of_the_versions_that_were_tested():
    tested, packed = (
        pins(ROOT / "requirements.lock"),
        pins(ROOT / "build_spec/pack/requirements.lock"),
    )
    assert {name: packed.get(name) for name in TERMS} == {name: tested[name] for name in TERMS}


def test_whatever_ships_has_a_licence_text():
    for each in run_time():
        assert all(text.is_file() for text in texts_of(each)), each.name


def test_what_builds_and_tests_stays_out():
    assert {"pytest", "setuptools"} <= set(of_builders())
    assert not {"PySide6", "shiboken6", "numpy", "_cffi_backend"} & set(of_builders())


@pytest.mark.parametrize(
    ("target", "used"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("numpy/core/tests/data.csv", False),
        ("resources/names/strokes.z", True),
    ],
)
def test_of_qt_only_what_is_used_goes_in(target, used):
    assert contents.is_used(target) is used


def test_every_module_of_ours_is_asked_for_and_scripts_are_data():
    modules = contents.own_modules()
    assert {"jyguide.cli.backup", "ui.access.page", "db.models.house"} <= set(modules)
    assert not [name for name in modules if "migrations.versions" in name]
    assert contents.lacking(modules[1:]) == modules[:1]
    data = {Path(source).name: target for source, target in contents.own_data()}
    assert data["0001_foundation.py"] == "db/migrations/versions"
    assert data["style.qss"] == "ui/theme"
    assert data["METADATA"].startswith("jyguide-")
    assert "direct_url.json" not in data


def test_what_may_be_replaced_lies_as_it_was_installed():
    modules = [
        ("docxtpl", "/x/docxtpl/__init__.py", "PYMODULE"),
        ("docxtpl.template", "/x/docxtpl/template.py", "PYMODULE"),
    ]
    assert all(contents.is_replaceable(name) for name, _, _ in modules)
    assert not contents.is_replaceable("docx")
    assert [target for target, _, _ in contents.as_files(modules)] == [
        str(Path("docxtpl/__init__.py")),
        str(Path("docxtpl/template.py")),
    ]


def test_a_library_stays_only_while_something_asks_for_it():
    asked = {"a": ["libone.so"], "one": ["libtwo.so", "libc.so"], "three": ["libone.so"]}
    entries = [
        ("x/a.so", "a", "EXTENSION"),
        ("libone.so", "one", "BINARY"),
        ("libtwo.so", "two", "BINARY"),
        ("libthree.so", "three", "BINARY"),
        ("libpython3.11.so", "python", "BINARY"),
        ("text", "text", "DATA"),
    ]
    stays = reached(entries, lambda path: asked.get(path, []))
    assert [entry[0] for entry in stays] == [
        "libone.so", "libpython3.11.so", "libtwo.so", "text", "x/a.so"
    ]  # fmt: skip


def test_no_link_leads_to_what_stays_out():
    links = [("lib.so", "Qt/lib/lib.so", "SYMLINK"), ("gone.so", "Qt/lib/gone.so", "SYMLINK")]
    there = [("Qt/lib/lib.so", "/x/lib.so", "BINARY")]
    assert contents.leading_somewhere(links, there) == links[:1]
    assert contents.leading_somewhere([*there, *links], []) == [*there, links[0]]


def elf(offset: int, address: int) -> bytes:
    head = bytearray(64 + 56)
    struct.pack_into("<Q", head, 0x20, 64)
    struct.pack_into("<HH", head, 0x36, 56, 1)
    struct.pack_into("<I", head, 64, 1)
    struct.pack_into("<6Q", head, 72, offset, address, 0, 0, 0, 4096)
    return bytes(head)


def test_a_library_out_of_step_with_its_pages_is_known():
    assert can_be_loaded(elf(0x1010, 0x5010))
    assert not can_be_loaded(elf(0x1010, 0x5000))


def test_a_lost_row_and_a_lost_table_are_named():
    before = {"person": 3, "exam": 2, "gone": 0, "alembic_version": 1}
    assert tried.lost_rows(before, {"person": 3, "exam": 1}) == ["exam", "gone"]
    assert tried.lost_rows(before, {"person": 4, "exam": 2, "gone": 0}) == []


def test_only_a_journal_cut_short_before_is_passed_over():
    sound = "完好　数据库　好。\n"
    assert tried.faults_in(sound) == ""
    assert tried.faults_in(f"{sound}问题　操作记录　操作记录缺了 3 条（x）。") == ""
    assert tried.faults_in(f"{sound}问题　附件　缺了。") == "问题　附件　缺了。"
    assert tried.faults_in("")  # nothing said is nothing sound


def test_every_release_has_its_database():
    """Nobody ever had migration 0008 without 0009: they came in one change."""
    scripts = sorted(path.stem[:4] for path in (ROOT / "db/migrations/versions").glob("0*.py"))
    kept = sorted(path.stem[-4:] for path in tried.RELEASES.glob("station-*.db"))
    assert kept == [number for number in scripts[:-1] if number != "0008"]


def test_hashes_are_as_sha256sum_reads_them(tmp_path):
    for name in ("b.deb", "a.tar.gz"):
        (tmp_path / name).write_text(name)
    written = write_hashes([tmp_path / "b.deb", tmp_path / "a.tar.gz"], tmp_path)
    assert written.read_text().splitlines() == [
        f"{hashlib.sha256(name.encode()).hexdigest()}  {name}" for name in ("a.tar.gz", "b.deb")
    ]
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        "SHA256SUMS",
        "a.tar.gz",
        "b.deb",
    ]


def test_what_another_program_said_is_told_when_it_fails():
    assert said([sys.executable, "-c", "print(1)"]) == "1\n"
    assert said([sys.executable, "-c", "raise SystemExit(1)"], statuses=(0, 1)) == ""
    with pytest.raises(PackingError, match="以 3 结束：\nno"):
        said([sys.executable, "-c", "print('no'); raise SystemExit(3)"])
    with pytest.raises(PackingError, match="运行不了"):
        said(["/nonexistent/program"])
