"""Small files that go between offices, each vouched for by a code over the telephone."""

from __future__ import annotations

from pathlib import Path

from jyguide.errors import FileError


def body_after(magic: bytes, content: bytes) -> bytes:
    """What stands behind the word that tells the kind of file.

    Raises:
        ValueError: it is another kind.
    """
    if not content.startswith(magic):
        raise ValueError("another kind of file")
    return content[len(magic) :]


def broken_file(path: Path, kind: str) -> FileError:
    """The sentence for a file that is none of its kind, or was altered."""
    return FileError(
        f"“{path.name}”不是有效的{kind}文件，或已经损坏、被改动，没有读入。",
        hint="请检查是否选错了文件；如没有选错，请对方重新导出一份。",
    )
