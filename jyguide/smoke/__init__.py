"""Whether a packaged program is whole: all that it is made of, and its main job once.

Nothing of the user's is touched: it works in a folder of its own, which it removes.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jyguide.faceless import faceless_traceback
from jyguide.place import ADDRESS_VARIABLE
from jyguide.state import STATE_VARIABLE

LOG_OPTION = "--smoke-log"

Say = Callable[[str], object]

_WHOLE = "自检通过：程序完整，可以使用。"
_BROKEN = (
    "自检没有通过：“{}”这一步没有做成。您的数据没有动过。\n"
    "请把安装文件重新复制一次再安装；仍然不行，请把下面的内容交给市级维护人员。\n{}"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a whole program can do.

    Attributes:
        name: In the words of the user.
        work: Done in the folder that all steps share; whatever it raises means that it failed.
            A text that it returns is said in place of "好。": the program is whole, the PC lacks
            something.
    """

    name: str
    work: Callable[[Path], object]


def smoke(arguments: Sequence[str]) -> int:
    """What ``--smoke`` does; says each step on standard output.

    Args:
        arguments: None, or ``--smoke-log FILE``: where it is said as well, since a program with
            a window has no output on Windows.

    Returns the exit status: 0, 1 where a step failed, 2 for other arguments.
    """
    match list(arguments):
        case []:
            log = None
        case [option, name] if option == LOG_OPTION:
            log = Path(name)
        case _:
            print(f"用法：jyguide --smoke [{LOG_OPTION} 文件]")  # noqa: T201
            return 2
    lines: list[str] = []
    status = _all(lines.append)
    text = "\n".join(lines) + "\n"
    print(text, end="", flush=True)  # noqa: T201
    if log is not None:
        log.write_text(text, "utf-8")
    return status


def _all(say: Say) -> int:
    try:
        from jyguide.smoke.all_steps import STEPS  # noqa: PLC0415 - it may not even load
    except ImportError as fault:
        say(_BROKEN.format("装入程序", faceless_traceback(fault)))
        return 1
    return walk(STEPS, say)


def walk(steps: Sequence[Step], say: Say) -> int:
    """Do one step after another until one fails.

    Returns:
        0 or 1.
    """
    with tempfile.TemporaryDirectory(prefix="jyguide-smoke-") as scratch, apart(Path(scratch)):
        for step in steps:
            try:
                found = step.work(Path(scratch))
            except (Exception, SystemExit) as fault:  # noqa: BLE001 - that is what is asked
                say(_BROKEN.format(step.name, faceless_traceback(fault)))
                return 1
            say(f"{step.name}：{found if isinstance(found, str) else '好。'}")
    say(_WHOLE)
    return 0


@contextmanager
def apart(folder: Path) -> Iterator[None]:
    """Neither the user's settings nor his database nor his screen count within the block."""
    before = dict(os.environ)
    for name in [name for name in before if name.startswith("JYGUIDE_")]:
        del os.environ[name]
    os.environ |= _surroundings(folder)
    try:
        yield
    finally:
        logging.shutdown()  # on Windows a log that is open cannot be removed
        os.environ.clear()
        os.environ |= before


def _surroundings(folder: Path) -> Mapping[str, str]:
    return {
        STATE_VARIABLE: str(folder / "state"),
        ADDRESS_VARIABLE: "",
        "QT_QPA_PLATFORM": "offscreen",
    }
