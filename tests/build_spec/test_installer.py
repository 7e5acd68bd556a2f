"""The Windows installer as far as it can be looked at without Windows."""

from __future__ import annotations

import io
import re
import struct
import sys
from pathlib import Path

import pytest
from PIL import Image

from build_spec.pack import installer
from build_spec.pack.icons import write_png
from build_spec.pack.said import PackingError
from build_spec.windows.version_info import SIDES, icon_bytes, version_text
from jyguide.installed import Installed
from ui.opened_file import WHERE

ROOT = Path(__file__).parents[2]
WINDOWS = ROOT / "build_spec" / "windows"
SCRIPT = (WINDOWS / "jyguide.iss").read_text("utf-8-sig")
MESSAGES = (WINDOWS / "chinese.isl").read_text("utf-8-sig")


def sections(text):
    """The lines of each section, without remarks and what the preprocessor takes."""
    found = {}
    for line in text.splitlines():
        if head := re.fullmatch(r"\[(\w+)\]", line):
            found[head[1]] = lines = []
        elif line and not line.startswith((";", "#")) and found:
            lines.append(line)
    return found


def setup():
    return dict(line.split("=", 1) for line in sections(SCRIPT)["Setup"])


def test_it_needs_no_administrator_and_closes_what_runs():
    told = setup()
    assert told["PrivilegesRequired"] == "lowest"
    assert told["PrivilegesRequiredOverridesAllowed"] == "commandline dialog"
    assert told["DefaultDirName"].startswith("{autopf}")
    assert (told["MinVersion"], told["ArchitecturesAllowed"]) == ("10.0.17763", "x64compatible")
    assert told["CloseApplications"] == told["ChangesAssociations"] == "yes"
    assert told["AppVersion"] == told["VersionInfoVersion"] == "{#Version}"
    assert told["OutputBaseFilename"] + ".exe" == installer.installer_name("{#Version}")


def test_every_file_it_names_is_there():
    told = setup()
    named = [told["LicenseFile"], *re.findall(r'Source: "([^{"]+)"', SCRIPT)]
    named += re.findall(r'MessagesFile: "([^"]+)"', SCRIPT)[0].split(",")[1:]
    assert len(named) == 3
    for name in named:
        assert (WINDOWS / name.replace("\\", "/")).is_file(), name
    assert told["SetupIconFile"] == r"..\..\build\windows\jyguide.ico", "which packing makes"


def test_every_kind_of_file_opens_with_the_program():
    kinds = dict(re.findall(r'^#emit Kind\("(\w+)", "(\w+)"\)', SCRIPT, re.MULTILINE))
    assert {f".{ending}" for ending in kinds} == set(WHERE)
    assert all(f"\n{name}=" in MESSAGES for name in kinds.values())
    assert 'ValueData: """{app}\\jyguide.exe"" ""%1"""' in SCRIPT
    assert SCRIPT.count("Root: HKA") == 4, "for one user, or for all where it is so installed"


def test_the_mark_says_how_it_was_installed():
    word = (WINDOWS / "installed.txt").read_text("utf-8").strip()
    assert Installed(word) is Installed.WINDOWS
    assert 'DestName: "installed"' in SCRIPT
    assert r'Excludes: "\installed"' in SCRIPT, "not what stands in the folder that was frozen"


def test_the_data_is_left_alone():
    assert "UninstallDelete" not in sections(SCRIPT)
    assert [line for line in sections(SCRIPT)["InstallDelete"] if "_internal" not in line] == []


def test_everything_it_says_is_chinese():
    asked = set(re.findall(r"\{cm:(\w+)\}|CustomMessage\('(\w+)'\)", SCRIPT))
    for name in filter(None, (one for both in asked for one in both)):
        assert f"\n{name}=" in MESSAGES, name
    for line in sections(MESSAGES)["Messages"]:
        name, said = line.split("=", 1)
        assert re.search(r"[一-鿿]", said) or set(said) <= set("%123（，）"), name


def test_messages_keep_their_places():
    """What Inno Setup puts in: a lost %1 would hide which file could not be written."""
    said = dict(line.split("=", 1) for line in sections(MESSAGES)["Messages"])
    for name, places in (
        ("ErrorCreatingDir", ["%1"]),
        ("LastErrorMessage", ["%1", "%2", "%3"]),
        ("DiskSpaceWarning", ["%1", "%2"]),
        ("FinishedLabel", ["[name]"]),
        ("DiskSpaceMBLabel", ["[mb]"]),
    ):
        assert all(place in said[name] for place in places), name


def test_the_compiler_is_called_with_the_version_and_signs_where_it_can(monkeypatch, tmp_path):
    plain = installer.command(Path("ISCC"), "0.1.0")
    assert "/DVersion=0.1.0" in plain
    assert Path(plain[-1]).is_file()
    assert not any(word.startswith(("/S", "/DSign")) for word in plain)
    assert "/Soffice=signtool.exe sign $f" in installer.command(
        Path("ISCC"), "0.1.0", "signtool.exe sign $f"
    )
    assert re.search(r"#ifdef Sign\s+;.*\s+SignTool=office", SCRIPT)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ProgramFiles(x86)", str(tmp_path))
    assert installer.make_installer("0.1.0") is None
    (tmp_path / "Inno Setup 6").mkdir()
    (tmp_path / "Inno Setup 6" / "ISCC.exe").touch()
    assert installer.compiler() == tmp_path / "Inno Setup 6" / "ISCC.exe"


def test_programs_are_signed_one_by_one_where_somebody_can(monkeypatch, tmp_path):
    for name in ("jyguide.exe", "jyguide-cli.exe", "files.sha256"):
        (tmp_path / name).write_text("unsigned", "utf-8")
    assert installer.sign_programs(tmp_path) == 0
    mark = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text('signed')"
    monkeypatch.setenv(installer.SIGN_WITH, f"$q{sys.executable}$q -c $q{mark}$q $f")
    assert installer.sign_programs(tmp_path) == 2
    signed = {file.name for file in tmp_path.iterdir() if file.read_text("utf-8") == "signed"}
    assert signed == {"jyguide.exe", "jyguide-cli.exe"}
    words = installer.signing(r"C:\kits\signtool.exe sign $f", Path("one.exe"))
    assert words == [r"C:\kits\signtool.exe", "sign", "one.exe"]
    monkeypatch.setenv(installer.SIGN_WITH, f"{sys.executable} -c raise-it $f")
    with pytest.raises(PackingError):
        installer.sign_programs(tmp_path)


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", "(0, 1, 0, 0)"), ("2.3", "(2, 3, 0, 0)")]
)
def test_the_program_says_which_version_it_is(version, numbers):
    text = version_text(version)
    compile(text, "version", "eval")
    assert f"filevers={numbers}" in text
    assert f"StringStruct('ProductVersion', '{version}')" in text


@pytest.mark.parametrize("version", ["0.1.0rc1", "1.2.3.4.5", ""])
def test_a_version_that_windows_has_no_room_for_is_refused(version):
    with pytest.raises(ValueError, match=r"."):
        version_text(version)


@pytest.mark.usefixtures("qapp")
def test_the_icon_has_all_sizes_and_the_same_picture_in_each(tmp_path):
    pictures = {}
    for side in SIDES:
        write_png(tmp_path / "one.png", side)
        pictures[side] = (tmp_path / "one.png").read_bytes()
    made = icon_bytes(pictures)
    assert struct.unpack("<3H", made[:6]) == (0, 1, len(SIDES))
    for side in SIDES:
        icon = Image.open(io.BytesIO(made))
        icon.size = (side, side)
        with Image.open(io.BytesIO(pictures[side])) as drawn:
            assert icon.convert("RGBA").tobytes() == drawn.convert("RGBA").tobytes(), side
