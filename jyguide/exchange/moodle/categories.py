"""Paths of categories, as Moodle writes them: ``$course$/top/默认/支部设置``."""

from __future__ import annotations

import re

UNSORTED = "未分类"
"""Where items without a category go that follow items with one."""
_BETWEEN = re.compile(r"(?<!/)/(?!/)")
_CONTEXT = re.compile(r"\$[a-z]+\$")


def category_of(path: str) -> str:
    """The last name of a path, the bank's category; slashes inside names stand doubled."""
    names = [name.strip().replace("//", "/") for name in _BETWEEN.split(path)]
    if names and _CONTEXT.fullmatch(names[0]):
        del names[0]
    if names and names[0] == "top":
        del names[0]
    last = names[-1] if names else ""
    return "" if last == UNSORTED else last


def path_of(category: str) -> str:
    """A path that Moodle sorts the category under, on one line."""
    name = " ".join(category.split()).replace("/", "//") or UNSORTED
    before = " " if name.startswith("/") else ""
    after = " " if name.endswith("/") else ""
    return f"$course$/top/{before}{name}{after}"
