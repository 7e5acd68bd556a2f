"""Pictures that ship with the program, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jyguide.documents.page import PictureSource


@cache
def resource_bytes(name: str) -> bytes:
    """Content of a file in ``resources/documents``; a missing one is a fault of the build."""
    return files("resources").joinpath("documents", name).read_bytes()


def picture_bytes(source: PictureSource) -> bytes:
    """The file content of a picture, whether it was named or handed over."""
    return resource_bytes(source) if isinstance(source, str) else source
