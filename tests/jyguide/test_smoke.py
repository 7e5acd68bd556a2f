"""The program's look at itself after packing: what it says, and that it looks at everything."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from jyguide.place import ADDRESS_VARIABLE
from jyguide.smoke import Step, smoke, walk
from jyguide.smoke.parts import LIBRARIES, OWN, own_modules, read_files
from jyguide.smoke.window import chinese_typeface
from jyguide.state import STATE_VARIABLE, state_folder

ROOT = Path(__file__).parents[2]
_IMPORTED = re.compile(rb"^ *(?:from|import) (\w+)(?:\.[\w.]+)? *(?:import|as|#|$)", re.MULTILINE)


def test_each_step_is_said_and_nothing_is_left_behind() -> None:
    seen: list[Path] = []

    def work(folder: Path) -> None:
        (folder / "trace").write_text("x")
        seen.append(folder)

    said: list[str] = []
    assert walk([Step("甲", work), Step("乙", work)], said.append) == 0
    assert said == ["甲：好。", "乙：好。", "自检通过：程序完整，可以使用。"]
    assert seen[0] == seen[1]
    assert not seen[0].exists()


def test_what_the_pc_lacks_is_said_and_the_program_is_whole() -> None:
    said: list[str] = []
    assert walk([Step("甲", lambda _: "提醒：缺一样。")], said.append) == 0
    assert said == ["甲：提醒：缺一样。", "自检通过：程序完整，可以使用。"]


@pytest.mark.usefixtures("qapp")
def test_a_pc_without_a_chinese_typeface_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jyguide.smoke.window.begin_drawing", lambda: None)
    assert chinese_typeface() is None
    monkeypatch.setattr("jyguide.smoke.window.QFontDatabase.families", lambda _: [])
    assert "没有中文字体" in (chinese_typeface() or "")


@pytest.mark.parametrize("fault", [ImportError("libxcb-cursor.so.0"), SystemExit(3), OSError()])
def test_the_step_that_fails_is_named_and_none_comes_after(fault: BaseException) -> None:
    seen: list[Path] = []

    def work(folder: Path) -> None:
        seen.append(folder)
        raise fault

    said: list[str] = []
    assert walk([Step("甲", work), Step("乙", work)], said.append) == 1
    (folder,) = seen
    assert not folder.exists()
    assert "“甲”" in said[0]
    assert type(fault).__name__ in said[0]


def test_neither_state_nor_data_of_the_user_count_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path))
    monkeypatch.setenv(ADDRESS_VARIABLE, "postgresql://city/real")
    monkeypatch.setenv("JYGUIDE_HOME", str(tmp_path))

    def work(folder: Path) -> None:
        assert state_folder().is_relative_to(folder)
        assert not os.environ[ADDRESS_VARIABLE]
        assert "JYGUIDE_HOME" not in os.environ

    assert walk([Step("甲", work)], lambda _: None) == 0
    assert state_folder() == tmp_path


def test_other_arguments_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert smoke(["--smoke-lag", "x"]) == 2
    assert "--smoke-log" in capsys.readouterr().out


def test_what_does_not_even_load_is_said_in_the_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jyguide.smoke.all_steps", None)
    assert smoke(["--smoke-log", str(tmp_path / "log.txt")]) == 1
    assert "“装入程序”这一步没有做成" in (tmp_path / "log.txt").read_text("utf-8")


def test_every_module_and_file_is_looked_at() -> None:
    assert {name.replace(".", "/") for name in own_modules()} == {
        str(path.relative_to(ROOT).with_suffix("")).removesuffix("/__init__")
        for name in OWN
        for path in (ROOT / name).rglob("*.py")
        if path.parent.name != "versions" and path.name != "env.py"
    }
    read_files()


def test_every_library_that_is_loaded_late_is_loaded() -> None:
    ours = {*OWN, *sys.stdlib_module_names, "shiboken6"}
    used = {
        name
        for package in OWN
        for path in (ROOT / package).rglob("*.py")
        for name in _IMPORTED.findall(path.read_bytes())
    }
    by_name = {"sqlcipher3"}  # `db.driver` asks for it so, since a plain folder does without
    assert ({name.decode() for name in used} - ours) | by_name == {
        name.split(".")[0] for name in LIBRARIES
    }
