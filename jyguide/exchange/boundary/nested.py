"""JSON and TOML from outside: as deep and as long as a person's file is, and no further."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

_INSIDE_QUOTES = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_BRACKETS = re.compile(r"[\[\]{}]")
_DOTTED = re.compile(r"(?:\.[ \t]*+[\w-]*+[ \t]*+){9}")
"""A key of many parts nests without a bracket, and each part costs as much as all before it."""


def read_json(text: str, depth: int) -> Any:
    """What a JSON text says.

    Raises:
        ValueError: it is none, is nested more than `depth` deep, or holds a number that no
            spreadsheet program could have meant.
    """
    check_depth(text, depth)
    try:
        return json.loads(text, parse_int=_whole, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def read_toml(text: str, depth: int) -> dict[str, Any]:
    """The same for TOML.

    Raises:
        ValueError: as `read_json`.
    """
    check_depth(text, depth)
    if _DOTTED.search(_INSIDE_QUOTES.sub("a", text)):
        raise ValueError("a key of very many parts")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def check_depth(text: str, depth: int) -> None:
    """Raise `ValueError` where brackets stand more than so deep in one another."""
    at = 0
    for found in _BRACKETS.finditer(_INSIDE_QUOTES.sub("", text)):
        at += 1 if found[0] in "[{" else -1
        if at > depth:
            raise ValueError(f"nested more than {depth} deep")


def _whole(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("a number of too many digits")
    return int(text)


_LONGEST_NUMBER = 19


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number")
