"""``make package``: all that this machine can build, tried before it is handed out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_spec.pack import deb, freeze, installer, portable, tried
from build_spec.pack.contents import ROOT
from build_spec.pack.files_list import write_files_list
from build_spec.pack.hashes import write_hashes
from build_spec.pack.said import PackingError, said
from jyguide.errors import AppError
from jyguide.release import release

OUT = ROOT / "dist"
_MEGABYTE = 1_000_000
_WINDOWS = """\
这台机器做不了 Windows 安装程序。要做它，有两个办法：
  1. 推送一个 v 开头的标签，或手动运行 .github/workflows/package.yml，持续集成会做好并试装；
  2. 在 64 位 Windows 10 或 11 上装好 Python 3.11 和 Inno Setup 6，照该文件里 windows 一节的
     每一行做一遍；其中 python -m build_spec.pack 就是这一个命令。"""
_NO_DEB = "这台机器不是 Debian 系的系统（没有 dpkg-deb），没有做 .deb。"
_NO_INNO = "这台机器没有 Inno Setup 6，没有做安装程序；装好以后再运行一次。"


def main() -> int:
    """Do every step, each said; stop at the one that fails.

    Returns the exit status: 0, or 1 where a step failed.
    """
    try:
        _pack()
    except PackingError as fault:
        print(fault, file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _pack() -> None:
    with _step("看版本和提交的日期"):
        version = release()
        freeze.set_epoch()
    with _step("把程序、Python 和组件收进一个文件夹"):
        program = freeze.freeze(OUT)
        _say(f"dist/jyguide：{freeze.size(program) / _MEGABYTE:.0f} MB")
    with _step("试运行：程序自检"):
        _say(tried.smoke(program).rstrip())
    with _step("试运行：打开每个旧版本的数据库"):
        _say(f"旧版本 {'、'.join(tried.upgrade_all(program))} 的数据库都能升级，一行不少。")
    if _is_windows():
        with _step("签名"):  # before anything is hashed: it changes the program
            installer.sign_programs(program)
    with _step("收齐许可证，列出部件清单"):
        papers = [freeze.package_python(), "-m", "build_spec.pack.papers", program, OUT]
        parts = Path(said(papers).splitlines()[-1])
    made = [parts, *(_windows(program, version) if _is_windows() else _linux(program, version))]
    with _step("算出校验值"):
        write_hashes(made, OUT)
    _say(f"做好了：{'、'.join(path.name for path in made)}，校验值在 SHA256SUMS。")
    if not _is_windows():
        _say(_WINDOWS)


def _linux(program: Path, version: str) -> Iterator[Path]:
    with _step("写出程序文件清单"):
        write_files_list(program)
    if shutil.which("dpkg-deb") is None:
        _say(_NO_DEB)
    else:
        with _step("做 .deb"):
            yield deb.build(program, OUT, version)
    with _step("做免安装的压缩包"):
        yield portable.build(program, OUT, version)


def _windows(program: Path, version: str) -> Iterator[Path]:
    with _step("写出程序文件清单"):
        write_files_list(program)
    with _step("做安装程序"):
        made = installer.make_installer(version)
    if made is None:
        _say(_NO_INNO)
    else:
        yield made


@contextmanager
def _step(name: str) -> Iterator[None]:
    """Whatever keeps a step from being done is told with its name."""
    _say(f"── {name}")
    try:
        yield
    except (PackingError, AppError, OSError, RuntimeError, ValueError) as fault:
        raise PackingError(f"“{name}”没有做成，后面的没有做：{fault}") from fault


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def _is_windows() -> bool:
    return sys.platform == "win32"


if __name__ == "__main__":
    sys.exit(main())
