"""Codes that are read out over the telephone, given to commands and told by them."""

from __future__ import annotations

from pathlib import Path

import click

from jyguide.cli.session import say_json

CODE = click.option("--code", required=True, help="对方在电话里读出的六组数字。")


def say_code(file: Path, code: str, what: str, *, as_json: bool) -> None:
    """Say where a file was written and what to read out of it."""
    if as_json:
        say_json({"file": str(file), "code": code})
        return
    click.echo(f"{what}“{file}”。")
    click.echo(f"请在电话里把这个校验码读给对方：{code}")
