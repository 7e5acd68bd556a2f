"""A folder that a demonstration fills: whole at the end, or not there."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jyguide.documents.files import file_faults
from jyguide.errors import RuleError


@contextmanager
def filled_folder(out_dir: Path) -> Iterator[Path]:
    """A folder to write to, moved to ``out_dir`` when the block is left without an error.

    Raises:
        RuleError: the folder holds something already.
        FileError: it cannot be written; nothing is left behind.
    """
    out_dir = out_dir.resolve()
    if out_dir.exists() and not (out_dir.is_dir() and _is_empty(out_dir)):
        raise RuleError(f"“{out_dir}”里已有内容，没有改动它。", hint="请换一个空文件夹。")
    part = out_dir.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with file_faults(out_dir):
            part.mkdir(parents=True)
            yield part
            if out_dir.exists():
                out_dir.rmdir()
            part.replace(out_dir)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _is_empty(folder: Path) -> bool:
    with file_faults(folder):
        return not any(folder.iterdir())
