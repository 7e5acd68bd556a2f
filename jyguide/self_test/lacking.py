"""What a packaged program lacks of its own files: asked where it starts, and where it fails."""

from __future__ import annotations

from jyguide.installed import program_folder
from jyguide.self_test.finding import Finding, Level
from jyguide.self_test.program_files import seen_facts
from jyguide.self_test.program_finding import program_finding


def lacking() -> Finding | None:
    """What somebody has to do something about, seen without reading the files through.

    None where all is there, where the program runs from its sources, and where somebody else
    holds the list shut.
    """
    folder = program_folder()
    if folder is None:
        return None
    try:
        found = program_finding(seen_facts(folder))
    except OSError:
        return None
    return found if found.level is Level.BAD else None
