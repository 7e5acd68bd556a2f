"""Starts the program: ``jyguide`` opens the window, ``jyguide COMMAND`` works without a screen.

``jyguide FILE`` opens the window and leads to where a file of the program's own belongs.

The window does not wait for the command line, which loads the data layer.
"""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from jyguide.data_folder import data_folder
from jyguide.faceless import FacelessFormatter, faceless_traceback
from ui.opened_file import file_named
from ui.screen import has_screen

_DATA = "--data"
_SMOKE = "--smoke"

_UNEXPECTED = (
    "程序遇到了没有预料到的情况，刚才的操作没有完成，此前已保存的内容不受影响。"
    "请把下面的内容交给市级维护人员，其中不含姓名、身份证号和电话。"
)


def main() -> None:
    """The console script; exits with the status of architecture's contract (0, 1 or 2).

    What it prints is UTF-8 everywhere, also where Windows would have another encoding in a pipe.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # None in a program without a console
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if logging.lastResort is not None:  # a command keeps no log: what a library says goes here
        logging.lastResort.setFormatter(FacelessFormatter())
    try:
        _start(sys.argv[1:])
    except Exception as fault:  # noqa: BLE001 - none of those that are explained in sentences
        # What a scheduled task prints is kept in files that nobody guards.
        print(f"{_unexpected()}\n{faceless_traceback(fault)}", file=sys.stderr)  # noqa: T201
        sys.exit(1)


def _unexpected() -> str:
    """A packaged program that lacks files says which: whatever failed, failed for that."""
    from jyguide.self_test.lacking import lacking  # noqa: PLC0415 - only where something failed

    cause = lacking()
    return f"{cause.sentence}\n{cause.hint}" if cause else _UNEXPECTED


def _start(arguments: Sequence[str]) -> None:
    """Nothing but a folder was named: the window at once; else the command line reads the rest.

    Where no window can be shown the command line says so.
    """
    if arguments and arguments[0] == _SMOKE:
        from jyguide.smoke import smoke  # noqa: PLC0415 - packagers alone ask for it

        sys.exit(smoke(arguments[1:]))
    if has_screen() and (named := _named(arguments)) is not None:
        try:
            from ui.program import run  # noqa: PLC0415 - commands work where there is no Qt
        except ImportError:
            pass
        else:
            sys.exit(run(*named))
    from jyguide.cli.root import cli  # noqa: PLC0415 - see the module's docstring

    cli(prog_name="jyguide")


def _named(arguments: Sequence[str]) -> tuple[Path, Path | None] | None:
    """The folder whose window is wanted, and the file to open there.

    None where the arguments say more than that.
    """
    file = file_named(arguments[-1]) if arguments else None
    rest = arguments[:-1] if file is not None else arguments
    if not rest:
        return data_folder(None), file
    if len(rest) == len((_DATA, "folder")) and rest[0] == _DATA:
        return Path(rest[1]), file
    return None


if __name__ == "__main__":
    main()
