"""Starts the program: ``jyguide`` opens the window, ``jyguide COMMAND`` works without a screen."""

from __future__ import annotations

import io
import sys

from jyguide.cli.root import cli


def main() -> None:
    """The console script; exits with the status of architecture's contract (0, 1 or 2).

    What it prints is UTF-8 everywhere, also where Windows would have another encoding in a pipe.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # None in a program without a console
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(prog_name="jyguide")


if __name__ == "__main__":
    main()
