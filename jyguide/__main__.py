"""Starts the program: ``jyguide`` opens the window, ``jyguide COMMAND`` works without a screen."""

from __future__ import annotations

import io
import logging
import sys

from jyguide.cli.root import cli
from jyguide.faceless import FacelessFormatter, faceless_traceback

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
        cli(prog_name="jyguide")
    except Exception as fault:  # noqa: BLE001 - none of those that are explained in sentences
        # What a scheduled task prints is kept in files that nobody guards.
        print(f"{_UNEXPECTED}\n{faceless_traceback(fault)}", file=sys.stderr)  # noqa: T201
        sys.exit(1)


if __name__ == "__main__":
    main()
