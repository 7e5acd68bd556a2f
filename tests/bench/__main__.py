"""``make bench``: what was measured beside what was promised, as a table and as JSON."""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from jyguide.state import STATE_VARIABLE
from tests.bench import figures, pages
from tests.bench.machine import machine
from tests.bench.parts import ONE, PARTS, TEN, Part, chosen
from tests.bench.ratio import QUICK_VARIABLE
from tests.bench.window_city import SHARED_VARIABLE

RESULTS = Path("bench-out/results.json")
_PATIENCE_SECONDS = 1800
_HEAD = "名称\t本程序\t对照\t比值（范围）\t允许\n"


def main() -> int:
    asked = _arguments()
    if asked.markdown:
        return pages.fill(RESULTS)
    try:
        parts = chosen(filter(None, asked.only.split(",")), asked.scale, quick=asked.quick)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    found = measure(parts, quick=asked.quick)
    lines = [line for one in found["parts"] for line in one["results"]]
    faults = [line for line in lines if line["kind"] == "unmeasured"]
    if not asked.only and not asked.quick and asked.scale is None:
        faults += figures.missing(lines)
    over = sum(line.get("kept") is False for line in lines)
    took = found["seconds"] / 60
    sys.stdout.write(
        f"共 {len(lines)} 项，超出 {over} 项，没有测量 {len(faults)} 项，用时 {took:.1f} 分钟；"
        f"结果在 {RESULTS}。\n"
    )
    for fault in faults:
        sys.stdout.write(f"没有测量：{fault['name']}：{fault['reason']}\n")
    return 1 if faults else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", default="", help="parts, with commas: people,printing")
    parser.add_argument("--scale", type=int, choices=(ONE, TEN), help="only that size")
    parser.add_argument("--quick", action="store_true", help="a look of five minutes")
    parser.add_argument(
        "--markdown", action="store_true", help="write the tables of BENCHMARKS.md and README.md"
    )
    return parser.parse_args()


def measure(parts: Sequence[Part], *, quick: bool) -> dict[str, Any]:
    """All of them one after the other; what failed is a line of its own."""
    began = time.monotonic()
    sys.stdout.write(_HEAD)
    found: dict[str, Any] = {"machine": machine(), "quick": quick, "parts": [], "seconds": 0.0}
    with tempfile.TemporaryDirectory(prefix="jyguide-bench-") as name:
        for part in parts:
            start, used = time.monotonic(), _processor_seconds()
            results = _measured(part, Path(name), quick=quick)
            found["parts"].append(
                {
                    "name": part.name,
                    "where": part.where,
                    "title": part.title,
                    "seconds": round(time.monotonic() - start, 1),
                    "processor_seconds": round(_processor_seconds() - used, 1),
                    "results": [figures.described(part, line) for line in results],
                }
            )
            found["seconds"] = round(time.monotonic() - began, 1)
            keep(found)
    return found


def _processor_seconds() -> float:
    """Of all parts that have ended: beside the clock on the wall it tells how busy the PC was."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _measured(part: Part, shared: Path, *, quick: bool) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="jyguide-bench-") as name:
        room = Path(name)
        environment = {
            **os.environ,
            "TMPDIR": name,  # a part that is stopped leaves nothing behind either
            STATE_VARIABLE: str(room / "state"),
            SHARED_VARIABLE: str(shared),
            "QT_QPA_PLATFORM": "offscreen",
        } | ({QUICK_VARIABLE: "1"} if quick else {})
        lines = room / "results"
        command = [sys.executable, "-m", "tests.bench.part", part.where, str(lines)]
        try:
            code = subprocess.run(
                command, check=False, env=environment, timeout=_PATIENCE_SECONDS
            ).returncode
            fault = f"这一部分出错停止（退出码 {code}）" if code else ""
        except subprocess.TimeoutExpired:
            fault = f"超过 {_PATIENCE_SECONDS // 60} 分钟"
        raw = lines.read_bytes().splitlines() if lines.exists() else []
    found = [msgspec.json.decode(line) for line in raw]
    if fault:
        sys.stdout.write(f"{part.where}\t没有测量：{fault}\n")
        found.append({"kind": "unmeasured", "name": part.where, "reason": fault})
    return found


def keep(found: dict[str, Any]) -> None:
    """After each part, beside its place and moved there: a bench that is stopped has measured.

    What another run of the same commit on the same machine measured of other parts stays.
    """
    RESULTS.parent.mkdir(exist_ok=True)
    beside = RESULTS.with_suffix(".part")
    beside.write_bytes(msgspec.json.format(msgspec.json.encode(with_former(found)), indent=1))
    beside.replace(RESULTS)


def with_former(found: dict[str, Any]) -> dict[str, Any]:
    """These results, and of the parts that are not among them those of the run before."""
    try:
        former = msgspec.json.decode(RESULTS.read_bytes())
    except (OSError, msgspec.MsgspecError):
        return found
    if _same_run(former) != _same_run(found):
        return found
    known = {one["where"]: one for one in [*former["parts"], *found["parts"]]}
    parts = [known[part.where] for part in PARTS if part.where in known]
    return found | {"parts": parts, "seconds": round(sum(one["seconds"] for one in parts), 1)}


def _same_run(found: dict[str, Any]) -> tuple[Any, ...]:
    """What has to agree between two runs whose figures may stand in one table."""
    pc = found["machine"]
    return found["quick"], *(pc[key] for key in ("processor", "system", "commit", "versions"))


if __name__ == "__main__":
    sys.exit(main())
