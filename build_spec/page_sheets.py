"""Takes a picture of every page and every tab in the sizes that offices have, and looks at them.

``make sheets``: into ``sheets-out``, one PNG each and a contact sheet a size. It fails where
words are cut off. The people are made up. Options: ``--out FOLDER``, ``--only PAGE …``,
``--size NAME …``, and ``--stations FOLDER`` for stations made before.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from jyguide.state import STATE_VARIABLE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTabWidget, QWidget

    from ui.main import Window

SEED = 20261120
ACROSS, THUMB = 4, 480
"""Of the contact sheet: pictures beside each other, and how wide each is."""
LEDGERS = ("secretary", "grid", "brand", "openness")
"""Pages that show the station with ledgers; `standard` has one of its own, the rest a third."""


@dataclass(frozen=True, slots=True)
class Size:
    """A screen: pixels that the program sees, how many real ones each has, and the type."""

    name: str
    width: int
    height: int
    scale: float = 1.0
    large: bool = False


SIZES = (
    Size("1366x768-large", 1366, 768, large=True),
    Size("1920x1080", 1920, 1080),
    Size("3840x2160-200", 1920, 1080, scale=2.0),
)


def main() -> int:
    """One process a size, since the screen is known when the program begins."""
    wanted = _options()
    if wanted.child:
        return _take(next(one for one in SIZES if one.name == wanted.child), wanted)
    wanted.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        os.environ[STATE_VARIABLE] = str(Path(folder) / "state")
        stations = wanted.stations or _made(Path(folder) / "stations")
        statuses = [
            _in_own_process(size, stations, Path(folder), wanted)
            for size in SIZES
            if not wanted.size or size.name in wanted.size
        ]
    return max(statuses)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=Path("sheets-out"))
    parser.add_argument("--only", nargs="*", default=())
    parser.add_argument("--size", nargs="*", default=())
    parser.add_argument("--stations", type=Path)
    parser.add_argument("--room", type=Path)
    parser.add_argument("--child", default="")
    return parser.parse_args()


def _made(folder: Path) -> Path:
    """The three stations that are looked at; made without a screen, in a process of their own."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    import sample_ledgers  # noqa: PLC0415 - only where stations are made
    import sample_round  # noqa: PLC0415 - as above
    import sample_year  # noqa: PLC0415 - as above

    from jyguide.demo.run import STATION, run_demo  # noqa: PLC0415 - as above
    from ui.printing.pdf import graphics_application, write_pdf  # noqa: PLC0415 - as above

    kept = graphics_application()
    run_demo(folder / "demo", SEED, write_pdf)
    sample_year.fill(folder / "demo/station", date.today())  # noqa: DTZ011 - the day on the wall
    sample_round.fill_station(folder / "round", STATION)
    sample_ledgers.fill_station(folder / "ledgers", STATION)
    del kept
    return folder


def _in_own_process(size: Size, stations: Path, room: Path, wanted: argparse.Namespace) -> int:
    own = room / size.name
    own.mkdir()
    words = ["--child", size.name, "--stations", str(stations), "--room", str(own)]
    words += ["--out", str(wanted.out), "--only", *wanted.only]
    around = os.environ | {
        STATE_VARIABLE: str(own / "state"),
        "QT_SCALE_FACTOR": str(size.scale),
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
    }
    child = [sys.executable, __file__, *words]
    return subprocess.run(child, env=around, check=False).returncode  # noqa: S603 - itself


def _take(size: Size, wanted: argparse.Namespace) -> int:
    """All pictures of a size; 1 where something is cut off."""
    import camera  # noqa: PLC0415 - once the screen is decided

    real = round(size.width * size.scale), round(size.height * size.scale)
    camera.WIDTH, camera.HEIGHT = real
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={camera.screen_file(wanted.room)}"
    camera.WIDTH, camera.HEIGHT = size.width, size.height
    from jyguide.settings.pc import keep_pc_settings  # noqa: PLC0415 - after the state's place
    from tests.ui.cut_off import cut_off  # noqa: PLC0415 - as above
    from ui.start import make_application  # noqa: PLC0415 - as above

    keep_pc_settings(large_type=size.large)
    application = make_application(sys.argv[:1])
    into = wanted.out / size.name
    into.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    for window, name in _places(wanted):
        file = into / f"{name}.png"
        window.shell.grab().toImage().save(str(file))
        faults += [f"{size.name} {name}: {line}" for line in cut_off(window.shell)]
    _contact_sheet(into, wanted.out / f"{size.name}.png")
    application.quit()
    sys.stdout.write("".join(f"{line}\n" for line in faults))
    sys.stdout.write(f"{size.name}: {len(list(into.glob('*.png')))} pictures, {len(faults)} cut\n")
    return 1 if faults else 0


def _places(wanted: argparse.Namespace) -> Iterator[tuple[Window, str]]:
    """Every place of every page, on screen one after another, with its name."""
    from camera import opened, settle  # noqa: PLC0415 - once the screen is decided

    from ui.pages import PAGES  # noqa: PLC0415 - as above

    names = [name for name, *_ in PAGES if not wanted.only or name in wanted.only]
    for station in ("demo/station", "round", "ledgers"):
        pages = [name for name in names if _station_of(name) == station]
        if not pages:
            continue
        folder = wanted.room / station.replace("/", "-")
        shutil.copytree(wanted.stations / station, folder)
        window = opened(folder)
        for page in pages:
            window.shell.show_page(page)
            settle(window)
            settle(window)
            assert window.shell.current_page is not None  # noqa: S101 - shown just now
            for place in _within(window, window.shell.current_page):
                yield window, "-".join((page, *place))
        window.shell.close()
        window.close()


def _station_of(page: str) -> str:
    return "round" if page == "standard" else "ledgers" if page in LEDGERS else "demo/station"


def _within(window: Window, around: QWidget) -> Iterator[tuple[str, ...]]:
    """The place that `around` shows, or each of its tabs', and so on into those of tabs."""
    from camera import settle  # noqa: PLC0415 - once the screen is decided

    tabs = _outermost(around)
    if tabs is None:
        yield ()
        return
    for at in range(tabs.count()):
        if not tabs.isTabVisible(at) or not tabs.isTabEnabled(at):
            continue
        tabs.setCurrentIndex(at)
        settle(window)
        settle(window)
        inner = tabs.currentWidget()
        for place in _within(window, inner) if inner is not None else ():
            yield (f"{at + 1}{tabs.tabText(at).partition('（')[0].strip()}", *place)


def _outermost(around: QWidget) -> QTabWidget | None:
    """The first tabs on screen that stand in no others."""
    from PySide6.QtWidgets import QTabWidget  # noqa: PLC0415 - once the screen is decided

    return next((one for one in around.findChildren(QTabWidget) if one.isVisible()), None)


def _contact_sheet(folder: Path, target: Path) -> None:
    """All pictures of a folder on one sheet, by name."""
    from PySide6.QtCore import QRect, Qt  # noqa: PLC0415 - once the screen is decided
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415 - as above

    files = sorted(folder.glob("*.png"))
    smooth = Qt.TransformationMode.SmoothTransformation
    small = [QImage(str(file)).scaledToWidth(THUMB, smooth) for file in files]
    if not small:
        return
    high = max(one.height() for one in small) + 24
    sheet = QImage(
        ACROSS * THUMB, (len(small) + ACROSS - 1) // ACROSS * high, QImage.Format.Format_RGB32
    )
    sheet.fill(0xFFFFFF)
    painter = QPainter(sheet)
    for at, (file, one) in enumerate(zip(files, small, strict=True)):
        left, top = at % ACROSS * THUMB, at // ACROSS * high
        painter.drawText(QRect(left, top, THUMB, 24), Qt.AlignmentFlag.AlignCenter, file.stem)
        painter.drawImage(left, top + 24, one)
    painter.end()
    sheet.save(str(target))


if __name__ == "__main__":
    sys.exit(main())
