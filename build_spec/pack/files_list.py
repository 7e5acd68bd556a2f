"""Writes the list of the packaged program's files, by which it notices what is gone or changed.

``python -m build_spec.pack.files_list dist/jyguide`` writes it anew: after signing, which changes
the program, and before anything is packed into an installer.
"""

from __future__ import annotations

import sys
from pathlib import Path

from jyguide.documents.files import replace_when_whole
from jyguide.self_test.program_files import LIST, files_in, list_text, listed_file


def write_files_list(folder: Path) -> int:
    """Write ``files.sha256`` into the program's folder, as the last that is written there.

    Returns how many files it names.

    Raises:
        ValueError: there is nothing in the folder.
        FileError: it cannot be written.
    """
    files = [listed_file(folder, path) for path in sorted(files_in(folder))]
    if not files:
        raise ValueError(f"“{folder}”里没有程序文件，没有写出清单。")
    with replace_when_whole(folder / LIST) as part:
        part.write_text(list_text(files), "utf-8", newline="\n")
    return len(files)


if __name__ == "__main__":
    print(f"清单写好了，共 {write_files_list(Path(sys.argv[1]))} 个文件。")  # noqa: T201
