"""A long run: ``python -m tests.fuzz [EXAMPLES [NAME …]]``, every reader in a process of its own.

A process may claim 3 GB and no more, and no file may take it longer than 20 s. What breaks a
reader is kept under ``fuzz-out``; put it into ``tests/data/fuzz/found`` once it is mended.
"""

import hashlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.targets import BY_NAME
from tests.fuzz.test_fuzz import bad_files, survives

OUT = Path("fuzz-out")
MEMORY = 3 << 30
SECONDS = 20
ROUNDS = 500
"""Examples that one run of hypothesis makes; the next begins with another seed."""


def fuzz(name, examples):
    """Read so many bad files; the last one lies in the folder while it is read."""
    warnings.simplefilter("error")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    target, slowest, read = BY_NAME[name], (0.0, 0), 0
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with tempfile.TemporaryDirectory() as folder:
        last = OUT / f"{name}.last"

        def one(data):
            nonlocal slowest, read
            last.write_bytes(data)
            signal.alarm(SECONDS)
            start = time.perf_counter()
            for left in Path(folder).iterdir():
                left.unlink()
            read += survives(target, data, Path(folder))
            slowest = max(slowest, (time.perf_counter() - start, len(data)))
            signal.alarm(0)

        for number in range(-(-examples // ROUNDS)):
            run = settings(
                max_examples=min(ROUNDS, examples),
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.generate, Phase.shrink],
            )(given(bad_files(target))(one))
            seed(number + int(os.environ.get("FUZZ_SEED", "0")))(run)()
        last.unlink()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(  # noqa: T201 - a command's answer
        f"{name}: {examples} files, {read} of them read; slowest {slowest[0]:.2f} s"
        f" ({slowest[1] >> 10} KB); {peak} MB at most",
        flush=True,
    )


def main():
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    names = sys.argv[2:] or list(BY_NAME)
    OUT.mkdir(exist_ok=True)
    broken = []
    for name in names:
        ran = subprocess.run(
            [sys.executable, "-m", "tests.fuzz", "--one", name, str(examples)],
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if ran.returncode:
            broken.append(name)
            last = OUT / f"{name}.last"
            kept = OUT / name / hashlib.sha256(last.read_bytes()).hexdigest()[:12]
            kept.parent.mkdir(exist_ok=True)
            last.replace(kept)
            print(f"{name}: BROKEN ({ran.returncode}) by {kept}\n{ran.stderr[-3000:]}", flush=True)  # noqa: T201 - as above
    print(f"{len(names) - len(broken)} readers held, {len(broken)} broke.")  # noqa: T201 - as above
    sys.exit(bool(broken))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        fuzz(sys.argv[2], int(sys.argv[3]))
    else:
        main()
