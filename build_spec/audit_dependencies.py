"""Are the packages we build on known to be vulnerable? ``make audit`` and every run of CI ask.

First what needs nobody else: every line of the lock is pinned and hashed, and names no address.
Then pip-audit is asked. Where its advisories cannot be reached that is said in a line and does
not fail; a known vulnerability fails, unless ``audit_excused.toml`` excuses it with a reason and a
day.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
EXCUSED = Path(__file__).with_name("audit_excused.toml")
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;]+)(.*)$")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_PATIENCE = 180


def lock_faults(text: str) -> Iterator[str]:
    """What is wrong with a lock: a line without version or hash, one that names an address."""
    seen: set[str] = set()
    for line in text.replace("\\\n", " ").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        found = _PINNED.match(line)
        if found is None or "://" in line or line.lstrip().startswith("-"):
            yield f"没有写死版本，或者写了地址：{line[:60]}"
        elif not _HASH.search(found[3]):
            yield f"没有校验和：{found[1]}"
        elif found[1].lower() in seen:
            yield f"写了两次：{found[1]}"
        seen.add(found[1].lower() if found else line)


def locked(text: str) -> dict[str, str]:
    """Version by package."""
    found = map(_PINNED.match, text.splitlines())
    return {one[1].lower(): one[2] for one in found if one}


def judged(
    report: Mapping[str, Any], excused: Sequence[Mapping[str, Any]], today: date
) -> tuple[list[str], list[str]]:
    """What pip-audit says, as sentences: what fails, and what is only to be known.

    Args:
        report: Its JSON.
        excused: Tables of `id`, `package`, `reason` and `until`, the day on which it ends.
        today: An excuse counts to its last day.
    """
    faults, notes, skipped = [], [], []
    known = {(one["package"].lower(), one["id"]): one for one in excused}
    for package in report["dependencies"]:
        if "skip_reason" in package:
            skipped.append(package["name"])
        for flaw in package.get("vulns", ()):
            names = (flaw["id"], *flaw.get("aliases", ()))
            keys = [(package["name"].lower(), name) for name in names]
            excuse = next((known[key] for key in keys if key in known), None)
            said = f"{package['name']} {package.get('version', '')}：{flaw['id']}"
            if excuse is None:
                faults.append(
                    f"{said}，修好的版本：{'、'.join(flaw.get('fix_versions', ())) or '还没有'}"
                )
            elif excuse["until"] < today:
                faults.append(f"{said}，豁免已在 {excuse['until']} 到期")
            else:
                notes.append(f"{said}，豁免到 {excuse['until']}：{excuse['reason']}")
    if skipped:
        count = len(report["dependencies"])
        notes.append(f"{len(skipped)} 个包（共 {count} 个）没有查到漏洞信息：漏洞库连不上。")
    return faults, notes


def asked(auditor: str) -> Mapping[str, Any] | None:
    """What pip-audit reports; None where it is not to be had or could ask nobody."""
    command = [auditor, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--timeout", "15"]
    try:
        ran = subprocess.run(  # noqa: S603 - our own words
            [*command, "-r", str(LOCK), "-f", "json", "--progress-spinner", "off"],
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        return understood(ran.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None


def understood(printed: str) -> Mapping[str, Any] | None:
    """The report that was printed; None for anything else, such as a proxy's page.

    Raises:
        ValueError: it is no JSON.
    """
    report = json.loads(printed)
    packages = report.get("dependencies") if isinstance(report, dict) else None
    if not packages or not isinstance(packages, list):
        return None
    fits = all(isinstance(one, dict) and isinstance(one.get("name"), str) for one in packages)
    return report if fits else None


def main() -> int:
    """0 where nothing speaks against the lock."""
    text = LOCK.read_text("utf-8")
    faults, notes = list(lock_faults(text)), [f"锁定 {len(locked(text))} 个包，版本和校验和齐全。"]
    report = asked(sys.argv[1] if len(sys.argv) > 1 else sys.executable)
    if report is None:
        notes.append("没有查漏洞：pip-audit 装不上或漏洞库连不上。联网后请运行 make audit。")
    else:
        excused = tomllib.loads(EXCUSED.read_text("utf-8")).get("excused", [])
        more, told = judged(report, excused, date.today())  # noqa: DTZ011 - the day here
        faults, notes = faults + more, notes + told
    for line in [*notes, *(f"不通过：{fault}" for fault in faults)]:
        print(line)  # noqa: T201 - a command's answer
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
