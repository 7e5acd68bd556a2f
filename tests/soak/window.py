"""The window over the station's folder, every page and tab shown again and again: its memory.

``python -m tests.soak.window FOLDER USER SECRET_FILE ROUNDS`` prints kilobytes after each round.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from jyguide.clock import system_clock
from jyguide.vault.login import log_in_by_name
from jyguide.vault.unattended import read_secret
from tests.bench.window_walk import _Walker, resident_kilobytes
from tests.soak.offices import HEADS, Offices
from ui.alerts import DialogAlerts
from ui.main import Window
from ui.start import make_application

ROUNDS = 12
SETTLED = 2
"""By then everything was shown twice; what is kept for speed is kept."""
_SIZE = (1366, 768)


def walked(offices: Offices, pc: str, rounds: int = ROUNDS) -> list[int]:
    """Resident kilobytes after each round, of a process of its own."""
    words = [str(offices.folder(pc)), HEADS[pc], str(offices.key_file(pc)), str(rounds)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.window", *words],
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
    )
    return list(json.loads(done.stdout))


def walk(folder: Path, user: str, secret: str, rounds: int) -> list[int]:
    qt = make_application(sys.argv[:1])
    window = Window(folder, DialogAlerts())
    window.shell.resize(*_SIZE)
    window.shell.show()
    window.open(print, log_in_by_name(folder, user, secret, system_clock))
    walker = _Walker(qt, window)
    walker.wait()
    memory = []
    for _ in range(rounds):
        for _ in walker.round():
            pass
        memory.append(resident_kilobytes())
    window.shell.close()
    window.close()
    return memory


def main() -> None:
    folder, user, secret, rounds = sys.argv[1:]
    found = walk(Path(folder), user, read_secret(Path(secret)), int(rounds))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
