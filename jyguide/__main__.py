"""Starts the program: ``jyguide`` opens the window, ``jyguide COMMAND`` works without a screen."""

from __future__ import annotations

from jyguide.cli.root import cli


def main() -> None:
    """The console script; exits with the status of architecture's contract (0, 1 or 2)."""
    cli(prog_name="jyguide")


if __name__ == "__main__":
    main()
